"""The command line run in this process, as a shell would run it: arguments and bytes in, status and bytes out."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.cli.main import main
from kexie_nlp.pipeline import analyze
from kexie_nlp.resources import OWN_LEXICONS_VARIABLE


@dataclass(frozen=True)
class Outcome:
    status: int
    data: bytes
    talk: str

    @property
    def out(self) -> str:
        return self.data.decode()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(OWN_LEXICONS_VARIABLE, "")

    def call(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["kexie-nlp", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsysbinary.readouterr()
        try:
            main()
            status = 0
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        captured = capsysbinary.readouterr()
        return Outcome(status, captured.out, captured.err.decode())

    return call


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive of six sample reports, which tests only read."""
    place = tmp_path_factory.mktemp("cli") / "archive"
    with Archive.open(place, create=True) as opened:
        summary = opened.add(
            [path for path in samples.PATHS if "临溪县" in path.name or "云泽省科协202" in path.name][:6], analyze=analyze, workers=1
        )
    assert summary.added == 6
    return place
