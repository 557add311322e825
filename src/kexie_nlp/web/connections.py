"""Connections of readers, and which process takes them where several share an address: the one that has least to do."""

import asyncio
import socket
from typing import Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from kexie_nlp.web.tally import Tally

_PAUSE: Final = 0.001
"""So many seconds after a reader came a process looks out again: for the next, or for the same, where it left him to another one."""


class Connection(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """A connection whose answers leave at once, not when the last packet was acknowledged, which takes 40 ms on some systems.

    asyncio sees to that only for sockets that it opens itself, not for one that several processes share.
    """

    waiting: int = 0
    """How many readers wait for an answer of this process; one who has just come will ask for something."""

    tally: Tally | None = None
    """Where this is told to the other processes, if there are any."""

    _is_waiting = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override, unused-ignore]
        """Begin."""
        opened = transport.get_extra_info("socket")
        if opened is not None and opened.family in (socket.AF_INET, socket.AF_INET6):
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._note(is_waiting=True)
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Take what is asked."""
        self._note(is_waiting=True)
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Go on when an answer is sent."""
        self._note(is_waiting=False)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._note(is_waiting=False)
        super().connection_lost(exc)

    def _note(self, *, is_waiting: bool) -> None:
        """Note whether the reader waits."""
        if is_waiting != self._is_waiting:
            self._is_waiting = is_waiting
            Connection.waiting += 1 if is_waiting else -1
            if Connection.tally is not None:
                Connection.tally.tell(Connection.waiting)


class FairLoop(asyncio.SelectorEventLoop):
    """An event loop that takes one new reader at a time, and only where no other process has less to do.

    asyncio takes all that come at once; of twenty who come together, one process would get nearly all and keep them. It has no public
    way to say so; where it should have no such method, it goes on as ever.
    """

    def _accept_connection(self, protocol_factory: Any, sock: Any, sslcontext: Any = None, server: Any = None, *_: Any, **__: Any) -> None:
        """Take one reader, or leave him to a process that has less to do; look out for the next when this one is counted."""
        if Connection.tally is None or not Connection.tally.has_freer(Connection.waiting):
            super()._accept_connection(protocol_factory, sock, sslcontext, server, 1)  # type: ignore[misc]
        self.remove_reader(sock)
        self.call_later(_PAUSE, self._look_out, protocol_factory, sock, sslcontext, server)

    def _look_out(self, protocol_factory: Any, sock: Any, *told: Any) -> None:
        """Look out for readers again."""
        if sock.fileno() >= 0:  # else the server was stopped
            self.add_reader(sock, self._accept_connection, protocol_factory, sock, *told)
