"""Readers go to the process that has least to do."""

import asyncio
import socket
from collections.abc import Iterator

import pytest

pytest.importorskip("uvicorn")

from kexie_nlp.web.connections import Connection, FairLoop


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


@pytest.mark.parametrize(("waiting", "is_late"), [(0, False), (15, True), (1000, True)])
def test_who_has_much_to_do_leaves_readers_to_others_for_a_while(
    loop: FairLoop, monkeypatch: pytest.MonkeyPatch, waiting: int, is_late: bool
) -> None:
    monkeypatch.setattr(Connection, "waiting", waiting)

    async def greeted() -> tuple[bool, float]:
        server = await loop.create_server(Greeting, "127.0.0.1", 0)
        begun = loop.time()
        reading, writing = await asyncio.open_connection(*server.sockets[0].getsockname())
        assert await reading.read() == b"!"
        seconds = loop.time() - begun
        writing.close()
        server.close()
        return seconds >= 0.03, seconds

    late, seconds = loop.run_until_complete(asyncio.wait_for(greeted(), 10))
    assert late or not is_late, seconds


def test_a_reader_who_comes_while_the_server_stops_is_let_go(loop: FairLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Connection, "waiting", 10)
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
