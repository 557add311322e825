"""The command ``serve``: what it refuses, what it prints, and that people read while reports are added."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.web.settings import TOKEN_VARIABLE

COMMAND = [sys.executable, "-c", "from kexie_nlp.cli.main import main; main()", "serve", "--archive"]
TOKEN = "a-token-of-some-length"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(port: int, path: str, token: str = "") -> str:
    """Return what the server answers, as soon as there is one."""
    until = time.monotonic() + 30
    while True:
        try:
            asked = Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {token}"} if token else {})
            with urlopen(asked, timeout=20) as got:
                return str(got.read().decode("utf-8"))
        except HTTPError as error:
            with error:
                return str(error.code)
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def refused(*arguments: str) -> str:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_a_folder_without_an_archive_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "no archive" in refused(str(tmp_path))


@pytest.mark.slow
def test_a_port_that_is_taken_is_refused_in_one_line(place: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert "cannot listen" in refused(str(place), "--port", str(taken.getsockname()[1]))


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_people_read_while_reports_are_added(tmp_path: Path, workers: str) -> None:
    place, port = tmp_path / "archive", free_port()
    with Archive.open(place, create=True) as archive:
        archive.add(samples.PATHS[:1], analyze=lambda path: samples.analysis_of(path.name), workers=1)
    server = subprocess.Popen([*COMMAND, str(place), "--port", str(port), "--workers", workers], stderr=subprocess.PIPE)
    try:
        assert "库中有 1 份报告" in answer(port, "/")
        with Archive.open(place) as archive:
            archive.add(samples.PATHS[1:4], analyze=lambda path: samples.analysis_of(path.name), workers=1)
        for _ in range(10):
            assert "库中有 4 份报告" in answer(port, "/")
    finally:
        server.terminate()
        server.communicate(timeout=20)


@pytest.mark.slow
def test_beyond_this_machine_the_token_is_demanded_and_printed(place: Path) -> None:
    port = free_port()
    environment = os.environ | {TOKEN_VARIABLE: TOKEN}
    server = subprocess.Popen([*COMMAND, str(place), "--host", "0.0.0.0", "--port", str(port)], stderr=subprocess.PIPE, env=environment)
    try:
        assert answer(port, "/api/reports") == "401"
        assert '"reports"' in answer(port, "/api/reports", TOKEN)
    finally:
        server.terminate()
        _, told = server.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}/?token={TOKEN}" in told.decode()
