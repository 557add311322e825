"""The passages of ``corpora/checks``, each analysed when a test asks for it."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from kexie_nlp.checks import Finding, check_report
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted
from kexie_nlp.resources import folder

FOLDER = folder("corpora") / "checks"


@dataclass(frozen=True)
class Passage:
    """A passage and the figures in it that are wrong."""

    id: str
    split: str
    text: str
    wrong: tuple[dict[str, Any], ...]


def passages() -> list[Passage]:
    """Return all passages in the order of their files."""
    files = ("passages.jsonl", "tables.jsonl", "excerpts.jsonl")
    rows = [json.loads(line) for name in files for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return [Passage(row["id"], row["split"], row["text"], tuple(row["wrong"])) for row in rows]


@cache
def findings_of(text: str) -> tuple[Finding, ...]:
    """Return what is found in a text."""
    return check_report(analyze(report_of(Extracted(text), "passage.txt")))


def failing(text: str) -> list[Finding]:
    """Return the findings in a text that do not hold."""
    return [finding for finding in findings_of(text) if not finding.holds]
