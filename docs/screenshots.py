"""Make the pictures of the page: ``python docs/screenshots.py [FOLDER]``, from the sample reports, with Chromium and playwright.

Pictures are of a wide screen, those of search and report of a narrow one as well; the same samples and browser give the same pictures.
"""

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from kexie_nlp.archive import Archive
from kexie_nlp.pipeline import analyze
from kexie_nlp.resources import folder
from kexie_nlp.web.app import create_app
from kexie_nlp.web.settings import settings_for

WIDTHS = {"": 1200, "-narrow": 400}
HEIGHT = 820
PAGES = {
    "search": "/?q=青少年 一等奖",
    "series": "/series?indicator=学术交流活动",
    "pivot": "/achievements/pivot?by=association&columns=year&contest=青少年科技创新大赛",
    "checks": "/checks?sure=0.5",
}
"""Name of the picture and what it shows; the report of the surest finding comes besides."""


def main() -> None:
    """Build the archive, serve it, take the pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "images"
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("there is no Chromium here; Debian and Ubuntu: apt install chromium")
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "archive"
        reports = sorted(path for path in (folder("corpora") / "reports").iterdir() if path.suffix != ".jsonl")
        with Archive.open(archive, create=True) as opened:
            opened.add(reports, analyze=analyze, workers=1)
        address = _serve(archive)
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for ending, width in WIDTHS.items():
                _take(browser, address, width, ending, target)
            browser.close()


def _serve(archive: Path) -> str:
    """Serve an archive on a free port until the program ends, and return the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(settings_for(archive, port=port)), port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{port}"


def _take(browser: Browser, address: str, width: int, ending: str, target: Path) -> None:
    """Take the pictures at one width."""
    page = browser.new_page(base_url=address, viewport={"width": width, "height": HEIGHT})
    for name, path in PAGES.items():
        page.goto(path)
        if not ending or name == "search":
            page.screenshot(path=target / f"page-{name}{ending}.png")
    page.goto(PAGES["checks"])
    page.click(".findings h2 a >> nth=0")
    page.evaluate("document.getElementById('here').scrollIntoView({block: 'center'})")
    page.screenshot(path=target / f"page-report{ending}.png")
    page.close()


if __name__ == "__main__":
    main()
