"""Readers go to the process that has least to do."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")

from kexie_nlp.web.connections import Connection, FairLoop
from kexie_nlp.web.tally import Tally


class Greeting(asyncio.Protocol):
    """Greets whoever comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"!")
        transport.close()


@pytest.fixture
def loop() -> Iterator[FairLoop]:
    loop = FairLoop()
    yield loop
    loop.close()


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tally]:
    """What another process tells, to which no reader comes."""
    own = Tally(tmp_path)
    monkeypatch.setattr(Connection, "tally", own)
    monkeypatch.setattr(Connection, "waiting", 5)
    monkeypatch.setattr("os.getpid", lambda: -1)
    other = Tally(tmp_path)
    yield other
    other.close()
    own.close()


@pytest.mark.parametrize(("waiting", "is_late"), [(4, True), (5, False), (6, False)])
def test_a_reader_is_left_to_others_who_have_less_to_do_but_not_for_ever(loop: FairLoop, other: Tally, waiting: int, is_late: bool) -> None:
    other.tell(waiting)

    async def greeted() -> float:
        server = await loop.create_server(Greeting, "127.0.0.1", 0)
        begun = loop.time()
        reading, writing = await asyncio.open_connection(*server.sockets[0].getsockname())
        assert await reading.read() == b"!"
        seconds = loop.time() - begun
        writing.close()
        server.close()
        return seconds

    seconds = loop.run_until_complete(asyncio.wait_for(greeted(), 10))
    assert seconds >= 0.24 or not is_late, seconds


def test_a_reader_who_comes_while_the_server_stops_is_let_go(loop: FairLoop, other: Tally) -> None:
    other.tell(0)
    complaints: list[object] = []
    loop.set_exception_handler(lambda _, context: complaints.append(context))

    async def stopped() -> None:
        server = await loop.create_server(Greeting, "127.0.0.1", 0)
        with socket.create_connection(server.sockets[0].getsockname()):
            await asyncio.sleep(0.005)
            server.close()
            await asyncio.sleep(0.05)

    loop.run_until_complete(stopped())
    assert complaints == []


def test_a_reader_counts_from_coming_to_the_answer() -> None:
    class Told(Connection):
        def __init__(self) -> None:
            pass

    reader, before = Told(), Connection.waiting
    counts = []
    for is_waiting in (True, True, False, False, True, False):
        reader._note(is_waiting=is_waiting)
        counts.append(Connection.waiting - before)
    assert counts == [1, 1, 0, 0, 1, 0]
