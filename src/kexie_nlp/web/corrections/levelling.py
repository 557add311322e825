"""The index brought level behind corrections, which in a large archive takes longer than a reader should wait."""

import asyncio
from contextlib import suppress
from typing import Final

from kexie_nlp.errors import KexieError
from kexie_nlp.web.pool import ArchivePool, Busy

_PATIENCE: Final = 2.0
_WAIT: Final = 60.0
_SECONDS: Final = 600.0


class Levelling:
    """Brings the index level in the background, once for all corrections that were made meanwhile."""

    def __init__(self, pool: ArchivePool) -> None:
        self._pool = pool
        self._task: asyncio.Task[None] | None = None
        self._is_asked = False

    async def soon(self) -> None:
        """Have the index brought level, and wait a moment for it: mostly it is done before the reader asks again."""
        self._is_asked = True
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())
        await asyncio.wait({self._task}, timeout=_PATIENCE)

    async def _run(self) -> None:
        """Bring the index level until nobody asks any more; what fails is left to the next search."""
        while self._is_asked:
            self._is_asked = False
            with suppress(Busy, TimeoutError, KexieError, OSError):
                await self._pool.run_long(lambda archive: archive.corrections.level(_WAIT), _SECONDS)
