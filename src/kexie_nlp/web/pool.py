"""Threads that answer requests, each with an ``Archive`` of its own, since an archive is for one thread at a time."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from kexie_nlp.archive import Archive
from kexie_nlp.web.settings import Settings

Answer = TypeVar("Answer")


class Busy(Exception):
    """More requests wait than the server should keep waiting."""


class ArchivePool:
    """Runs work on one archive in a few threads.

    Args:
        settings: which archive it is, how many threads there are for quick work, and as many for long work, how many pieces of work
            may wait, and how long one may take.
    """

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.archive
        # where several processes answer, each has but its share of the cores; more threads would only stand in each other's way
        share = None if settings.processes == 1 else max(1, (os.cpu_count() or 1) // settings.processes)
        self._search_threads = share
        self._quick = ThreadPoolExecutor(min(settings.threads, share or settings.threads), thread_name_prefix="archive")
        self._slow = ThreadPoolExecutor(settings.threads, thread_name_prefix="archive-slow")
        self._own = threading.local()
        self._opened: list[Archive] = []
        self._room = settings.threads + settings.waiting
        self._seconds = settings.seconds
        self._at_work = 0

    async def run(self, work: Callable[[Archive], Answer]) -> Answer:
        """Return what ``work`` makes of the archive.

        Raises:
            Busy: if too much waits already. TimeoutError: if it takes too long; the thread ends it unheard.
        """
        return await self._run(self._quick, work, self._seconds)

    async def run_long(self, work: Callable[[Archive], Answer], seconds: float | None = None) -> Answer:
        """Return what ``work`` makes of much of the archive, for which it may take more than the usual ``seconds``.

        It is done in threads of its own, so that nobody who searches or reads waits behind it.

        Raises:
            Busy: if too much waits already. TimeoutError: if it takes too long; the thread ends it unheard.
        """
        return await self._run(self._slow, work, seconds or self._seconds)

    async def _run(self, executor: ThreadPoolExecutor, work: Callable[[Archive], Answer], seconds: float) -> Answer:
        """Return what ``work`` makes of the archive in a thread of an executor."""
        if self._at_work >= self._room:
            raise Busy
        self._at_work += 1
        future = asyncio.get_running_loop().run_in_executor(executor, copy_context().run, self._do, work)
        future.add_done_callback(self._done)
        return await asyncio.wait_for(asyncio.shield(future), seconds)

    def close(self) -> None:
        """End the threads when what they do is done, and close their archives."""
        for executor in (self._quick, self._slow):
            executor.shutdown(wait=True, cancel_futures=True)
        for archive in self._opened:
            archive.close()
        self._opened.clear()

    def _do(self, work: Callable[[Archive], Answer]) -> Answer:
        """Do a piece of work with this thread's archive."""
        archive: Archive | None = getattr(self._own, "archive", None)
        if archive is None:
            archive = self._own.archive = Archive.open(self._folder, threads=self._search_threads)
            self._opened.append(archive)
        return work(archive)

    def _done(self, future: "asyncio.Future[Answer]") -> None:
        """Count a piece of work as done; look at its error, which nobody may be waiting for."""
        self._at_work -= 1
        if not future.cancelled():
            future.exception()
