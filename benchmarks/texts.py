"""The text to measure on: the sample reports, joined, and copies of them with other numbers."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from kexie_nlp.pipeline import read_report
from kexie_nlp.resources import folder

_DIGITS = re.compile(r"\d+")


def sample_texts() -> list[str]:
    """Return the texts of the sample reports."""
    reports = folder("corpora") / "reports"
    return [read_report(path).text for path in sorted(reports.iterdir()) if path.is_file() and path.suffix != ".jsonl"]


def long_texts(characters: int, each: int) -> list[str]:
    """Return texts of about ``each`` characters, as long as real reports are, and about ``characters`` together."""
    texts: list[str] = []
    made = 0
    while made < characters:
        pieces: list[str] = []
        for piece in changed(sample_texts(), seed=len(texts)):
            pieces.append(piece)
            if sum(map(len, pieces)) >= each:
                break
        texts.append("\n".join(pieces))
        made += len(texts[-1])
    return texts


def changed(texts: list[str], seed: int) -> Iterator[str]:
    """Yield the texts, in another order and with other digits, so that no two copies are alike; years stay."""
    pick = random.Random(seed)

    def other(match: re.Match[str]) -> str:
        number = match[0]
        if len(number) == 4 and number[:2] == "20":
            return number
        return number[0] + "".join(str(pick.randrange(10)) for _ in number[1:])

    for text in pick.sample(texts, len(texts)):
        yield _DIGITS.sub(other, text)


def write_reports(place: Path, count: int) -> list[Path]:
    """Write ``count`` reports as text files, each with its own numbers."""
    texts = sample_texts()
    paths: list[Path] = []
    while len(paths) < count:
        for text in changed(texts, seed=len(paths)):
            path = place / f"{len(paths):05}.txt"
            path.write_text(f"第{len(paths)}号\n{text}", encoding="utf-8")
            paths.append(path)
    for path in paths[count:]:
        path.unlink()
    return paths[:count]
