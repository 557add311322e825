"""The event loop of a process that shares its address with others: it takes one new reader at a time, so that all get their share.

asyncio takes all that wait at once; of twenty who come together, one process would get nearly all and keep them.
"""

import asyncio
from typing import Any


class FairLoop(asyncio.SelectorEventLoop):
    """A loop that accepts a single connection whenever its address is ready."""

    def _accept_connection(self, protocol_factory: Any, sock: Any, sslcontext: Any = None, server: Any = None, *_: Any, **__: Any) -> None:
        """Accept one connection; asyncio has no public way to say so, and where it should have no such method, it goes on as ever."""
        super()._accept_connection(protocol_factory, sock, sslcontext, server, 1)  # type: ignore[misc]
