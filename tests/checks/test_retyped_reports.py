"""Whole reports set right, retyped and cut short: other signs, other numerals and other paragraphs make no figure wrong."""

import json
import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from checks.passages import FOLDER, failing

ALL: list[dict[str, Any]] = [json.loads(line) for line in (FOLDER / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
REPORTS = [report for report in ALL if report["split"] == "develop"]
NARROW = str.maketrans("，；：（）", ",;:()")
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")
NUMERALS = "零一两三四五六七八九"
FEW = re.compile(r"(?<![\d.,，%～~—\-–至到第一二三四五六七八九十百千万年月])[1-9](?=[个场次项名件家篇期支台门位所条])")
POINT = re.compile(r"(?<=\d)\.(?=\d)")
SENTENCES = re.compile("[^。]*。|[^。]+$")


def set_right(report: dict[str, Any]) -> str:
    """Return the text of a report with what is wrong put right."""
    text: str = report["text"]
    for wrong in sorted(report["wrong"], key=lambda wrong: -wrong["start"]):
        text = text[: wrong["start"]] + wrong["right"] + text[wrong["end"] :]
    return text


def in_characters(text: str) -> str:
    """Return a text with its small counts in characters: 一等奖三项."""
    return FEW.sub(lambda digit: NUMERALS[int(digit[0])], text)


def wide(text: str) -> str:
    """Return a text with its digits and points in full width."""
    return POINT.sub("．", text).translate(WIDE)


def shortened(text: str) -> str:
    """Return a text without one in four of the sentences that do not open a paragraph."""
    chance = random.Random(len(text))
    lines = [[line] if "\t" in line else SENTENCES.findall(line) for line in text.split("\n")]
    kept = [[part for at, part in enumerate(parts) if not at or len(parts) < 3 or chance.random() > 0.25] for parts in lines]
    return "\n".join("".join(parts) for parts in kept)


def wrapped(text: str) -> str:
    """Return a text whose lines are broken at sixty columns, where a character takes two and a digit one; no line begins with a stop."""
    lines = []
    for line in text.split("\n"):
        start, width = 0, 0
        for at, sign in enumerate(line if "\t" not in line else ""):
            width += 1 if sign.isascii() else 2
            if width > 60 and sign not in "，。；、：）”%":
                lines.append(line[start:at])
                start, width = at, 1 if sign.isascii() else 2
        lines.append(line[start:])
    return "\n".join(lines)


def with_page_numbers(text: str) -> str:
    """Return a text with the number of a page behind every fourth line that is not a row of cells."""
    lines = text.split("\n")
    pages = [f"\n— {at // 4 + 1} —" if at % 4 == 3 and "\t" not in line else "" for at, line in enumerate(lines)]
    return "\n".join(line + page for line, page in zip(lines, pages, strict=True))


def between_pipes(text: str) -> str:
    """Return a text with its tables as Markdown has them."""
    return "\n".join(f"| {' | '.join(line.split(chr(9)))} |" if "\t" in line else line for line in text.split("\n"))


WAYS: dict[str, Callable[[str], str]] = {
    "right": str,
    "narrow": lambda text: text.translate(NARROW),
    "wide": wide,
    "in characters": in_characters,
    "shortened": shortened,
    "paragraphs": lambda text: re.sub("。(?=[^\n”）])", "。\n", text),
    "clauses": lambda text: text.replace("；", "。"),
    "wrapped": wrapped,
    "with page numbers": with_page_numbers,
    "between pipes": between_pipes,
}


def alarms(way: str, reports: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what is reported in right reports that are changed in a way."""
    return [(report["id"], one.explanation) for report in reports for one in failing(WAYS[way](set_right(report)))]


@pytest.mark.parametrize("way", WAYS)
def test_some_right_reports_stay_right_however_they_are_typed(way: str) -> None:
    assert alarms(way, REPORTS[::40]) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_all_right_reports_stay_right_however_they_are_typed(way: str) -> None:
    assert alarms(way, REPORTS) == []
