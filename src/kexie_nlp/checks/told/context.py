"""A report as the checks see it: sentences of running text with their figures, and what each figure is said to be."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Final

from kexie_nlp import offsets
from kexie_nlp.checks.told.bare_amounts import with_bare_amounts
from kexie_nlp.checks.told.bare_rows import with_bare_rows
from kexie_nlp.checks.told.figures import Figure, figures_of
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.told.ones import with_ones
from kexie_nlp.checks.told.own_year import told_year
from kexie_nlp.checks.told.pieces import pieces_of
from kexie_nlp.checks.told.roles import Role, role_of
from kexie_nlp.document import Reading, Sentence
from kexie_nlp.mapped import MappedText
from kexie_nlp.records import Analysis
from kexie_nlp.segment import clean

_IN_ROW: Final = "\0row"
_IN_TURN: Final = re.compile("分别|依次|逐[年届期次季月批]")
_SHORTEST_PROSE: Final = 15  # of a table cell
_LONGEST: Final = 100  # sentences of a paragraph
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
_NARROW: Final = re.compile(r"(?<!\d)[,;:()]|[,;:()](?!\d)")  # no 3,200 and no 9:30
_NAMING: Final = re.compile(
    r"(?:(?<=[一-鿿]{2})|(?<=[）”]))：(?<!其中：)(?<!如下：)(?<!以下：)(?<!包括：)(?<!分别：)(?<!依次：)(?<!时间：)(?<!日期：)(?=\d[\d.]*(?![\d.年月日时])[一-鿿％])"
)
_ROUGH: Final = re.compile(r"(?<![节条契合集制特预签邀履违公])(?:大约|约|将近)为?$")  # 超出计划约30人次: as without it
_MOVED: Final = re.compile(r"[增减压][加少长减]|净[增减]|[下上][降升]|提高|[多少]")
_WIDE: Final = str.maketrans(",;:()", "，；：（）")
_UNITS: Final = {
    "名": "人",
    "位": "人",
    "队": "支",
    "支队": "支",
    "场次": "场",
    "人（次）": "人次",
    "人(次)": "人次",
    "场（次）": "场",
    "件次": "件",
}
_BRACKET: Final = re.compile(r"[（(][^（）()\d]{1,8}[）)]")
_TOLD_ASIDE: Final = re.compile(r"(?<=[一-鿿])[（(](?=[^（）()]{0,11}\d)[^（）()，。；]{1,12}[）)]$")  # 春季（3—5月）
_ANY_BRACKET: Final = re.compile(r"[（()）]")
_JOINED: Final = re.compile(r"[、和及，]|[一-鿿]{1,2}、")  # 上年31个班、1805人
MARKS: Final = "｜|▲△▼●○■□◆◇★☆►▶※"  # which part the items of a line
_BREAK: Final = re.compile(rf"[，,、；;：:。！？!?（(）)\n{MARKS}]")
NUMBERING: Final = re.compile(
    r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)、]|[.．](?!\d))\s*|[一二三四五六七八九十]{1,3}是|[①-⑳]|[A-Z][、.．])"
)
_LEADING: Final = re.compile(
    r"^(?:其中|其他?中|包括|分别为|另外?|同时|并且?|全年|本年度?|年度|当年|今年|我市|我县|我省|我区|本部门|我单位|本单位|(?:19|20)\d\d年度?(?:我[市县区省州旗会]|本年)?|及|和|与|以及)[，,:：]?"
)
_TRAILING: Final = re.compile(r"(?:总共|共计|合计|总计|共|计|有|为|是|达到?|约|近|各|数|:|：|\s)+$")
_LABEL_NOISE: Final = re.compile(r"[\s“”\"'「」的（()）：:]|支出决算数?|决算数?|（[类款项]）")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its sentence.

    Attributes:
        figure: the figure.
        role: what it is said to be.
        lead: the text from the figure before, or the start of the sentence, to this figure.
        hidden: the same, with brackets that belong to a name (维修（护）费) replaced by as many blanks.
        label: what it counts, the last phrase of ``lead``; "" if none stands there.
        sign: 1 or -1 of a change, else 0.
        depth: how many brackets are open around it in its sentence.
        note: of a share, what it is a share of; of a completion or budget, which budget; of a former value, its year.
    """

    figure: Figure
    role: Role
    lead: str
    hidden: str
    label: str
    sign: int
    depth: int
    note: str

    @property
    def start(self) -> int:
        """Where the figure begins."""
        return self.figure.start

    @property
    def end(self) -> int:
        """Where the figure ends."""
        return self.figure.end


@dataclass(frozen=True)
class Passage:
    """A sentence of running text.

    Attributes:
        start, end: its span in the cleaned text.
        text: itself.
        places: its figures.
        paragraph: number of its line.
        section: index of its section, or None.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    paragraph: int
    section: int | None


@dataclass(frozen=True)
class Context:
    """All that a check may look at, in offsets of the cleaned text."""

    analysis: Analysis
    cleaned: MappedText
    reading: Reading
    figures: list[Figure]
    passages: list[Passage]

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.cleaned.text

    @property
    def year(self) -> int | None:
        """The year reported on, as far as it can be guessed."""
        return self.analysis.report.year

    @cached_property
    def told_year(self) -> int | None:
        """The year reported on if the report says so itself."""
        return told_year(self.analysis.report, self.text)

    @cached_property
    def starts(self) -> list[int]:
        """Where each figure begins."""
        return [figure.start for figure in self.figures]

    @cached_property
    def by_span(self) -> dict[tuple[int, int], Figure]:
        """The figures of the text and of its tables by where they stand."""
        cells = (figure for grid in self.grids for row in grid.rows for figure in row.values.values())
        return {(figure.start, figure.end): figure for figure in (*cells, *self.figures)}

    def figures_in(self, start: int, end: int) -> list[Figure]:
        """Return the figures that begin in a span."""
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def passage_at(self, position: int) -> Passage | None:
        """Return the sentence that a position stands in, None if it stands in none."""
        at = bisect_right(self.passages, position, key=lambda passage: passage.start)
        return self.passages[at - 1] if at and position < self.passages[at - 1].end else None

    @cached_property
    def _lines(self) -> list[list[Passage]]:
        """The passages by line, and by so many of one that is longer: every pair of a line's figures may be held together."""
        lines = [list(line) for _, line in groupby(self.passages, key=lambda passage: passage.paragraph)]
        return [line[at : at + _LONGEST] for line in lines for at in range(0, len(line), _LONGEST)]

    def paragraphs(self) -> Iterator[list[Passage]]:
        """Yield the passages line by line."""
        yield from self._lines

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables, each of several read as one and each side of those with two sides as one of its own."""
        return [side for table in self.reading.tables for piece in pieces_of(table) for side in Grid(piece).sides()]

    def headings(self, section: int | None) -> list[str]:
        """Return the titles of a section and of those around it, the innermost first."""
        titles: list[str] = []
        while section is not None:
            part = self.reading.sections[section]
            titles.append(part.title)
            section = part.parent
        return titles


def context_of(analysis: Analysis) -> Context:
    """Return what the checks look at."""
    cleaned = with_wide_signs(clean(analysis.report.text))
    reading = offsets.reading_of(analysis.report, cleaned)
    figures = with_ones(figures_of(analysis.entities, cleaned, analysis.report.text), cleaned.text)
    figures = with_bare_rows(with_bare_amounts(figures, cleaned.text), cleaned.text)
    return Context(analysis, cleaned, reading, figures, list(_passages(reading, figures, analysis.report.year)))


def with_wide_signs(cleaned: MappedText) -> MappedText:
    """Return a text with the signs between its words in the width of Chinese text, as many offices type them narrow.

    A colon between a name and its figure (科普活动：28万元、农技服务：18万元) is 为 or 了, which open no list.
    """
    wide = _NARROW.sub(lambda sign: sign[0].translate(_WIDE), cleaned.text)
    return replace(
        cleaned, text=_NAMING.sub(lambda sign: "了" if _MOVED.search(wide, max(0, sign.start() - 2), sign.start()) else "为", wide)
    )


def _passages(reading: Reading, figures: list[Figure], year: int | None) -> Iterator[Passage]:
    """Yield the sentences of running text, each with its figures."""
    text = reading.text
    starts = [figure.start for figure in figures]
    line, at = 0, 0
    for sentence in reading.sentences:
        written = text[sentence.start : sentence.end]
        if sentence.table is not None and (len(written) < _SHORTEST_PROSE or "\t" in written or "\n" in written.strip()):
            continue
        line += text.count("\n", at, max(at, sentence.start)) + text.count("\t", at, max(at, sentence.start))
        at = max(at, sentence.start)
        inside = figures[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        yield Passage(sentence.start, sentence.end, written, tuple(_places(text, sentence, inside, year)), line, sentence.section)


def _places(text: str, sentence: Sentence, figures: list[Figure], year: int | None) -> Iterator[Place]:
    """Yield the figures of a sentence with their roles; ``year`` is the one reported on."""
    if not figures:
        return
    at, depth = sentence.start, 0
    if year is None:
        year = max((int(told) for told in _YEAR.findall(text, sentence.start, sentence.end)), default=None)
    before: Place | None = None
    for figure in figures:
        lead = text[at : figure.start]
        hidden = lead
        if _ANY_BRACKET.search(lead):
            hidden = hide_brackets(lead)
            for char in hidden:
                depth = depth + 1 if char in "（(" else max(0, depth - 1) if char in "）)" else depth
        role, sign, note = role_of(figure, _ROUGH.sub("", lead), text[figure.end : figure.end + 12], before, year)
        if before is not None and role == "level" and before.role in ("former", "from", "budget") and _JOINED.fullmatch(lead):
            role, note = before.role, before.note
        if before is not None and role == "level" and before.role == "by" and lead == "、" and _is_other_count(before.figure, figure):
            role, sign = "by", before.sign  # 比上年增加3期、244人次
        if role == "level" and lead in ("、", "和", "及") and _is_in_row_of_changes(before):
            role, note = "other", _IN_ROW  # 分别比上年增加2项、3项、6项: each of its own
        before = Place(figure, role, lead, hidden, label_of(lead), sign, depth, note)
        yield before
        at = figure.end


def _is_other_count(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count in two units."""
    return one.kind == other.kind == "quantity" and not same_unit(one, other)


def _is_in_row_of_changes(before: Place | None) -> bool:
    """Tell whether a figure is one of several changes told in a row."""
    return before is not None and (before.note == _IN_ROW or (before.role == "by" and _IN_TURN.search(before.lead) is not None))


def hide_brackets(text: str) -> str:
    """Return a text with short brackets without figures blanked: those in 维修（护）费 and （类）, which belong to a name."""
    return _BRACKET.sub(lambda pair: " " * len(pair[0]), text)


def label_of(lead: str) -> str:
    """Return the phrase that names a figure, from the text before it."""
    lead = _TOLD_ASIDE.sub("", lead)
    cut = max((match.end() for match in _BREAK.finditer(hide_brackets(lead).rstrip("：: "))), default=0)
    label = NUMBERING.sub("", lead[cut:].strip())
    while True:
        shorter = _LEADING.sub("", label)
        if shorter == label:
            break
        label = shorter
    return _TRAILING.sub("", label).strip("-—· 　“”")


def key_of(label: str) -> str:
    """Return a label without the words that do not tell two figures apart."""
    return _LABEL_NOISE.sub("", label)


def both_of(one: Passage, other: Passage) -> Passage:
    """Return two sentences of a line, one right behind the other, as one."""
    gap = " " * (other.start - one.end)
    return replace(one, end=other.end, text=one.text + gap + other.text, places=(*one.places, *other.places))


def same_unit(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can be added or compared."""
    if one.kind != other.kind:
        return False
    return one.kind != "quantity" or one.unit == other.unit or plain_unit(one.unit) == plain_unit(other.unit)


def plain_unit(unit: str) -> str:
    """Return one measure word for those that count the same."""
    return _UNITS.get(unit, unit)
