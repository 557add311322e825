"""Archives of any size: clauses of the sample reports put together anew, with other names and numbers, as analysed reports.

The analysis itself is not run; what the samples' analysis found in a clause goes with it. The same seed gives the same archive.
"""

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from kexie_nlp.archive.prepared import prepare
from kexie_nlp.archive.store import FileMark, Store
from kexie_nlp.document import Entity, Region, RegionLevel, Report, ReportKind, Section, Sentence
from kexie_nlp.pipeline import analyze
from kexie_nlp.records import Achievement, Analysis, Evidence, Metric
from kexie_nlp.resources import folder

PASSAGES_PER_REPORT = 200
Record = TypeVar("Record", Achievement, Metric)

_CLAUSE = re.compile(r"[^，；。\n\t]+[，；。\n\t]?")
_NUMBER = re.compile(r"(\d[\d.]*)(\D*)")
_NAMED = frozenset({"ORG", "PLACE", "PROGRAM", "ACTIVITY", "COMPETITION"})
_TOLD = frozenset({"recipient", "event", "award"})
_SYLLABLES = "云溪朔川安澜临青屏查干郭勒旗湖海山河江南北东西平阳明德兴华永宁和顺康乐丰瑞清远长春光启文昌盛泰"
_LEVELS: tuple[RegionLevel, ...] = ("省", "市", "县")
_KINDS: tuple[ReportKind, ...] = ("部门决算", "工作总结", "整体支出绩效自评")


@dataclass(frozen=True)
class Clause:
    """A clause with what was found wholly within it; offsets from its beginning."""

    text: str
    entities: tuple[Entity, ...]
    achievements: tuple[Achievement, ...]
    metrics: tuple[Metric, ...]


@cache
def clauses() -> tuple[Clause, ...]:
    """Return the clauses of the sample reports."""
    reports = folder("corpora") / "reports"
    found = []
    for path in sorted(reports.iterdir()):
        if path.is_file() and path.suffix != ".jsonl":
            analysis = analyze(path)
            for sentence in analysis.report.sentences:
                text = analysis.report.text[sentence.start : sentence.end]
                found += [_clause(analysis, sentence.start + match.start(), match[0]) for match in _CLAUSE.finditer(text)]
    return tuple(clause for clause in found if len(clause.text.strip()) > 1)


def make_archive(place: Path, passages: int, seed: int = 0) -> None:
    """Make an archive of about so many passages, without an index."""
    place.mkdir(parents=True)
    store = Store(place, create=True)
    for number, analysis in enumerate(analyses(passages, seed)):
        store.add(prepare(analysis), FileMark(analysis.report.path, number, analysis.report.id))
    store.close()


def analyses(passages: int, seed: int = 0) -> Iterator[Analysis]:
    """Yield analysed reports of about so many passages together."""
    pick = random.Random(seed)
    names = ["".join(pick.choices(_SYLLABLES, k=2)) for _ in range(max(20, passages // 2000))]
    for number in range(max(1, passages // PASSAGES_PER_REPORT)):
        yield _analysis(pick, number, names)


def _clause(analysis: Analysis, start: int, text: str) -> Clause:
    """Return a clause of a report."""
    end = start + len(text)
    return Clause(
        text,
        tuple(replace(e, start=e.start - start, end=e.end - start) for e in analysis.entities if start <= e.start and e.end <= end),
        tuple(_moved(a, -start) for a in analysis.achievements if _lies_within(a, start, end)),
        tuple(_moved(m, -start) for m in analysis.metrics if _lies_within(m, start, end)),
    )


def _lies_within(record: Achievement | Metric, start: int, end: int) -> bool:
    """Tell whether all that was read for a record stands between two places."""
    spans = [(record.start, record.end), *((first, last) for _, first, last in record.evidence.spans)]
    return all(start <= first and last <= end for first, last in spans)


def _moved(record: Record, by: int, around: tuple[int, int] = (0, 0)) -> Record:
    """Return a record with all its places moved, and a sentence around it."""
    spans = tuple((name, start + by, end + by) for name, start, end in record.evidence.spans)
    return replace(record, start=record.start + by, end=record.end + by, evidence=Evidence(*around, spans))


def _analysis(pick: random.Random, number: int, names: list[str]) -> Analysis:
    """Return one report put together from clauses."""
    sentences: list[Sentence] = []
    pieces: list[str] = []
    entities: list[Entity] = []
    achievements: list[Achievement] = []
    metrics: list[Metric] = []
    at = 0
    for _ in range(PASSAGES_PER_REPORT):
        chosen = [_changed(pick, clause, names) for clause in pick.choices(clauses(), k=pick.choice((2, 3, 4, 5)))]
        whole = (at, at + sum(len(clause.text) for clause in chosen))
        for clause in chosen:
            entities += [replace(entity, start=entity.start + at, end=entity.end + at) for entity in clause.entities]
            achievements += [_moved(record, at, whole) for record in clause.achievements]
            metrics += [_moved(record, at, whole) for record in clause.metrics]
            at += len(clause.text)
        sentences.append(Sentence(*whole, 0))
        pieces += [*(clause.text for clause in chosen), "\n"]
        at += 1
    text = "".join(pieces)
    report = _report(pick, number, names, text, tuple(sentences))
    return Analysis(report, tuple(entities), tuple(achievements), tuple(metrics))


def _report(pick: random.Random, number: int, names: list[str], text: str, sentences: tuple[Sentence, ...]) -> Report:
    """Return a report with invented properties."""
    path = tuple(pick.choice(names) + level for level in _LEVELS[: pick.randint(1, 3)])
    year = pick.randint(2012, 2024)
    kind = pick.choice(_KINDS)
    association = f"{path[-1]}科学技术协会"
    title = f"{association}{year}年{kind}"
    region = Region(path[-1], _LEVELS[len(path) - 1], "", path)
    heading = Section(0, len(text), 0, "", f"{year}年主要工作", 1, None)
    id_ = hashlib.sha256(f"{number}{text}".encode()).hexdigest()[:16]
    return Report(id_, f"{number}.txt", text, title, association, region, year, kind, None, (heading,), sentences, ())


def _changed(pick: random.Random, clause: Clause, names: list[str]) -> Clause:
    """Return a clause with other names and numbers, each as long as the one before."""
    text = clause.text
    factors: dict[int, Decimal] = {}
    entities = []
    for entity in clause.entities:
        written, value = entity.text, entity.value
        if entity.type in _NAMED and len(written) > 3 and pick.random() < 0.5:
            written = pick.choice(names) + written[2:]
        elif entity.type in {"AMOUNT", "QUANTITY"} and value and (match := _NUMBER.fullmatch(written)) and Decimal(match[1]):
            digits = "".join(char if char == "." else str(pick.randint(1, 9)) for char in match[1])
            factors[entity.start] = Decimal(digits) / Decimal(match[1])
            written, value = digits + match[2], format(Decimal(value) * factors[entity.start], "f")
        text = text[: entity.start] + written + text[entity.end :]
        entities.append(replace(entity, text=written, value=value, canonical=entity.canonical if written == entity.text else None))
    metrics = [replace(record, value=record.value * factors.get(record.start, Decimal(1))) for record in clause.metrics]
    achievements = [
        replace(record, **{name: text[start:end] for name, start, end in record.evidence.spans if name in _TOLD})  # type: ignore[arg-type]
        for record in clause.achievements
    ]
    return Clause(text, tuple(entities), tuple(achievements), tuple(metrics))
