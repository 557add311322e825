"""Starting the server, in one process or several."""

import gc
import json
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from kexie_nlp.archive import Archive
from kexie_nlp.checks.kept import check_ahead
from kexie_nlp.errors import KexieError
from kexie_nlp.web.app import create_app
from kexie_nlp.web.connections import Connection
from kexie_nlp.web.settings import Settings
from kexie_nlp.web.tally import Tally
from kexie_nlp.web.uploads.receiving import check_writable

_VARIABLE: Final = "KEXIE_NLP_SERVED"
_TALLY_VARIABLE: Final = "KEXIE_NLP_TALLY"
_CONNECTIONS: Final = 500
_IDLE_SECONDS: Final = 15
_NEW_OBJECTS: Final = 100_000
_FAIR: Final = "kexie_nlp.web.connections:FairLoop"


def serve_archive(settings: Settings, ready: Callable[[], None]) -> None:
    """Serve an archive until it is stopped.

    Args:
        settings: what to serve, and where.
        ready: is called when the address is free and the archive can be read.

    Raises:
        ArchiveError: if there is no archive. KexieError: if the address cannot be listened at.
    """
    Archive.open(settings.archive).close()
    if settings.may_upload:
        check_writable(settings.archive)
    _check_address(settings)
    ready()
    os.environ[_VARIABLE] = json.dumps(asdict(settings) | {"archive": str(settings.archive.resolve())})
    get_context("spawn").Process(target=_check_ahead, args=(settings.archive,), daemon=True).start()
    if settings.processes == 1:
        _run(settings)
    else:
        with TemporaryDirectory(prefix="kexie-nlp-", ignore_cleanup_errors=True) as tally:
            os.environ[_TALLY_VARIABLE] = tally
            _run(settings)


def application() -> ASGIApp:
    """Return the application of a process of the server, from what ``serve_archive`` left in its environment."""
    told = json.loads(os.environ[_VARIABLE])
    settings = Settings(**told | {"archive": Path(told["archive"])})
    made = create_app(settings)
    if settings.processes > 1:
        Connection.tally = Tally(Path(os.environ[_TALLY_VARIABLE]))
    gc.freeze()  # what is there now stays, and need not be looked through again and again
    gc.set_threshold(_NEW_OBJECTS)  # a page takes some thousand objects, and leaves next to none that only the collector can take away
    return made


def _run(settings: Settings) -> None:
    """Answer until the server is stopped."""
    uvicorn.run(
        "kexie_nlp.web.serving:application", factory=True, http=Connection, loop=_FAIR if settings.processes > 1 else "auto",
        host=settings.host, port=settings.port, workers=settings.processes,
        log_level="warning", access_log=False, server_header=False, limit_concurrency=_CONNECTIONS, timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=5,
    )  # fmt: skip


def _check_ahead(archive: Path) -> None:
    """Check in a process of its own what was not checked before, so that nobody waits for it."""
    if hasattr(os, "nice"):
        os.nice(15)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    with suppress(KexieError), Archive.open(archive) as opened:
        for _ in check_ahead(opened):
            pass


def _check_address(settings: Settings) -> None:
    """Refuse an address that is taken or is not this machine's, before anything starts."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        raise KexieError(
            f"cannot listen at {settings.host} port {settings.port} ({error.strerror}); take another --host or --port"
        ) from None
