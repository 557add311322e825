"""The command line run in this process, as a shell would run it: arguments and bytes in, status and bytes out."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kexie_nlp.cli.main import main


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit status, standard output as bytes, standard error as text."""

    status: int
    data: bytes
    talk: str

    @property
    def out(self) -> str:
        """Return standard output as text."""
        return self.data.decode()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


def runner(monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs a command given its arguments and standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["kexie-nlp", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capture.readouterr()
        status = 0
        try:
            main()
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        captured = capture.readouterr()
        return Outcome(status, captured.out, captured.err.decode())

    return run
