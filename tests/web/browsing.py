"""What the tests in a browser share: a server on a free port, and pages whose complaints fail the test."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def served(archive: Path, **changed: Any) -> Iterator[str]:
    """Serve an archive on a free port, and yield its address."""
    uvicorn = pytest.importorskip("uvicorn")
    from kexie_nlp.web.app import create_app
    from kexie_nlp.web.settings import settings_for

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(replace(settings_for(archive, port=port), **changed))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def started() -> Iterator[Any]:
    """Start the browser, and yield it."""
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def watched(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    """Open a wide page, and yield it; whatever it complains of fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900}, **options)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    yield opened
    context.close()
    assert complaints == []
