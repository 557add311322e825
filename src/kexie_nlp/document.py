"""A report and its parts: sections, sentences, tables, tokens, entities.

All offsets are Unicode code points, half-open, into ``Report.text``; ``text[start:end]`` is what they name.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kexie_nlp.frozen import quickly_made
from kexie_nlp.labels import EntityType

ReportKind = Literal["部门决算", "整体支出绩效自评", "项目绩效自评", "工作总结", "工作计划", "新闻", "其他"]
RegionLevel = Literal["国家", "省", "市", "县"]


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division.

    Attributes:
        name: full official name, such as 攀枝花市.
        level: 国家, 省, 市 (prefecture) or 县.
        code: GB/T 2260 code of six digits; "" where the division is not in the standard.
        path: names from province to this division, such as ("四川省", "攀枝花市").
    """

    name: str
    level: RegionLevel
    code: str
    path: tuple[str, ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all text up to the next heading of the same or a higher rank.

    Attributes:
        start, end: the whole section, heading included.
        heading_end: where the heading ends (it begins at ``start``).
        number: the numbering as written, such as 一、 or （三）; "" if none.
        title: heading text without its number.
        level: 1 for the outermost.
        parent: index of the enclosing section in ``Report.sections``, or None.
    """

    start: int
    end: int
    heading_end: int
    number: str
    title: str
    level: int
    parent: int | None


@quickly_made
@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; row and column count from 0, spans from 1; an empty cell has ``start == end``."""

    start: int
    end: int
    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table and what is needed to read a number in it.

    Attributes:
        caption: the line above it that names it, or "".
        unit: unit told in caption or headings for the whole table, such as 万元, or "".
        header_rows, header_columns: how many rows and columns are headings.
        cells: in reading order.
    """

    start: int
    end: int
    caption: str
    unit: str
    header_rows: int
    header_columns: int
    cells: tuple[Cell, ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a heading, or the short cells of one table row.

    Attributes:
        section: index into ``Report.sections``, or None before the first heading.
        table, row: index into ``Report.tables`` and row in it, or None in running text.
    """

    start: int
    end: int
    section: int | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: its text, what it says of itself, and its structure.

    Attributes:
        id: SHA-256 of the text, first 16 hexadecimal digits.
        path: the file it was read from, as the caller named it.
        text: the text all offsets refer to.
        title: the title line, or the file name without its ending.
        association: full official name of the reporting association, or None.
        region: its region, or None.
        year: the year reported on (not the year of publication), or None.
        kind: what kind of report it is.
        published: date of signature or publication, or None.
    """

    id: str
    path: str
    text: str
    title: str
    association: str | None
    region: Region | None
    year: int | None
    kind: ReportKind
    published: date | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Token:
    """A word; ``pos`` is jieba's part of speech."""

    start: int
    end: int
    text: str
    pos: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Entity:
    """A tagged span; the entities of a report do not overlap.

    Attributes:
        value: the exact value of an AMOUNT (yuan), QUANTITY, PERCENT or DATE (ISO 8601, "/" in a period), as text; else None.
        canonical: the usual full name where a lexicon knows it, else None.
        source: which lexicon, pattern or model made it, such as ``lexicon:award``.
        score: probability that the span and its type are right, 0 to 1.
    """

    start: int
    end: int
    type: EntityType
    text: str
    value: str | None
    canonical: str | None
    source: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as the stages behind ``segment`` see it: cleaned text, and structure with offsets into that text.

    Attributes:
        text: the cleaned text (``segment.cleaning``).
        sections, sentences, tables: as in ``Report``, but in offsets of the cleaned text.
    """

    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
