"""Small analyses made by hand, for tests of the archive, the search and the exports.

A report is written as lines. ``# `` begins a heading, a line with tabs is a table row (the first of several is the heading row), any
other line is a sentence. ``[AWARD:一等奖]`` marks an entity, ``[ORG:市科协=甲市科学技术协会]`` one with its full name; an AWARD
makes an achievement, an AMOUNT, QUANTITY or PERCENT a metric.
"""

import hashlib
import re
from decimal import Decimal
from pathlib import Path

from kexie_nlp.document import Cell, Entity, Region, RegionLevel, Report, Section, Sentence, Table
from kexie_nlp.numerals import parse_number
from kexie_nlp.records import Achievement, Analysis, Evidence, Metric

MARK = re.compile(r"\[([A-Z]+):([^\]]*)\]")
NUMBER = re.compile(r"([\d.,一二两三四五六七八九十百千万亿]+)(.*)")
META = re.compile(r"@(\w+)=(.*)")

NORTH = """@year=2019
@region=甲省 乙市
@association=乙市科学技术协会
@kind=部门决算
# 主要工作
在[COMPETITION:第三十四届青少年科技创新大赛]中获[AWARD:省级一等奖]6项，参加[QUANTITY:１２万人次]。
[ORG:市科协=乙市科学技术协会]科普經費支出[AMOUNT:66.5万元]，比上年增长[PERCENT:5%]。
机器人竞赛获得[AWARD:二等奖]，奖金[AMOUNT:3万元]。
# 预算表
项目	预算数	决算数
科普活动	120	130.5
"""
SOUTH = """@year=2020
@region=丙省 丁市
# 总结
第34届大赛取得[AWARD:优秀奖]，参与[QUANTITY:300人次]。
科普经费支出[AMOUNT:40万元]。
"""


def analysis_of(marked: str, path: str = "report.txt") -> Analysis:
    """Return the analysis that a marked text describes; ``@year=2019`` lines at its head give what the report says of itself."""
    meta = {match[1]: match[2] for match in map(META.fullmatch, marked.splitlines()) if match}
    body = "\n".join(line for line in marked.splitlines() if not META.fullmatch(line))
    text, entities = _unmarked(body)
    sections, sentences, tables = _structure(text)
    report = Report(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        path=path,
        text=text,
        title=text.split("\n", 1)[0].removeprefix("# "),
        association=meta.get("association"),
        region=_region(meta.get("region")),
        year=int(meta["year"]) if "year" in meta else None,
        kind=meta.get("kind", "工作总结"),  # type: ignore[arg-type]
        published=None,
        sections=sections,
        sentences=sentences,
        tables=tables,
    )
    return Analysis(report, entities, _achievements(report, entities), _metrics(report, entities))


def analyze_marked(path: Path) -> Analysis:
    """Return the analysis of a file in the marked form, as the pipeline would of a real one."""
    return analysis_of(path.read_text(encoding="utf-8"), str(path))


def _unmarked(marked: str) -> tuple[str, tuple[Entity, ...]]:
    pieces: list[str] = []
    entities: list[Entity] = []
    length = cursor = 0
    for match in MARK.finditer(marked):
        before = marked[cursor : match.start()]
        type_, surface = match.groups()
        start = length + len(before)
        number = NUMBER.fullmatch(surface)
        value = parse_number(number[1]) if number and type_ in {"AMOUNT", "QUANTITY", "PERCENT"} else None
        told = str(value) if value is not None else None
        full = surface.partition("=")[2] or None
        surface = surface.partition("=")[0]
        entities.append(Entity(start, start + len(surface), type_, surface, told, full, "test", 1.0))  # type: ignore[arg-type]
        pieces += (before, surface)
        length = start + len(surface)
        cursor = match.end()
    return "".join([*pieces, marked[cursor:]]), tuple(entities)


def _region(path: str | None) -> Region | None:
    if path is None:
        return None
    names = tuple(path.split())
    levels: tuple[RegionLevel, ...] = ("省", "市", "县")
    return Region(names[-1], levels[len(names) - 1], "", names)


def _structure(text: str) -> tuple[tuple[Section, ...], tuple[Sentence, ...], tuple[Table, ...]]:
    sections: list[Section] = []
    sentences: list[Sentence] = []
    tables: list[Table] = []
    rows: list[tuple[int, int]] = []
    offset = 0
    for line in [*text.split("\n"), ""]:
        start, end = offset, offset + len(line)
        offset = end + 1
        if "\t" in line:
            rows.append((start, end))
            continue
        if rows:
            sentences += [Sentence(*row, len(sections) - 1 if sections else None, len(tables), number) for number, row in enumerate(rows)]
            tables.append(_table(text, rows))
            rows = []
        if not line.strip():
            continue
        if line.startswith("# "):
            sections.append(Section(start, len(text), end, "", line[2:], 1, None))
        sentences.append(Sentence(start, end, len(sections) - 1 if sections else None))
    return tuple(sections), tuple(sentences), tuple(tables)


def _table(text: str, rows: list[tuple[int, int]]) -> Table:
    cells = []
    for number, (start, end) in enumerate(rows):
        at = start
        for column, cell in enumerate(text[start:end].split("\t")):
            cells.append(Cell(at, at + len(cell), cell, number, column))
            at += len(cell) + 1
    return Table(rows[0][0], rows[-1][1], "", "", 1, 1, tuple(cells))


def _evidence(report: Report, entity: Entity, field: str) -> Evidence:
    around = next(s for s in report.sentences if s.start <= entity.start < s.end)
    return Evidence(around.start, around.end, ((field, entity.start, entity.end),))


def _achievements(report: Report, entities: tuple[Entity, ...]) -> tuple[Achievement, ...]:
    return tuple(
        Achievement(
            start=entity.start,
            end=entity.end,
            recipient=None,
            event=next((other.text for other in entities if other.type == "COMPETITION"), None),
            award=entity.text,
            count=1,
            unit=None,
            title=None,
            year=report.year,
            level="省" if "省" in entity.text else None,
            event_canonical=None,
            edition=None,
            award_grade=None,
            evidence=_evidence(report, entity, "award"),
        )
        for entity in entities
        if entity.type == "AWARD"
    )


def _metrics(report: Report, entities: tuple[Entity, ...]) -> tuple[Metric, ...]:
    found = []
    for entity in entities:
        number = NUMBER.fullmatch(entity.text)
        if entity.type in {"AMOUNT", "QUANTITY", "PERCENT"} and number and entity.value is not None:
            evidence = _evidence(report, entity, "value")
            before = report.text[evidence.start : entity.start]
            found.append(
                Metric(
                    start=entity.start,
                    end=entity.end,
                    text=entity.text,
                    indicator=re.split(r"[，。：、]", before)[-1] or "合计",
                    value=Decimal(entity.value),
                    unit=number[2],
                    kind=entity.type.lower(),  # type: ignore[arg-type]
                    exactness="exact",
                    period=None,
                    change="of",
                    section=None,
                    evidence=evidence,
                )
            )
    return tuple(found)
