"""The lines and rows of lists of winners: names, works and schools in cells parted by blanks, tabs or bars."""

import re
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.frozen import quickly_made
from kexie_nlp.labels import EntityType

SIGN: Final = r"\s*(?:[-·•●■★◆]\s*)?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、]|[①-⑳])?\s*"
_SIGN: Final = re.compile(SIGN)
_CELL: Final = re.compile(r"[^\s|｜]+")
_ASIDE: Final = r"(?:[（(][^（()）\n]*[)）]){0,2}"
_ASIDES: Final = re.compile(r"[（(][^（()）\n]*[)）]")
# 作者：, 完成单位：
_LABEL: Final = re.compile(r"(?:主要)?(?:作者|完成人|完成单位|获奖者|获奖人|获奖单位|姓名|选手|学生|单位)(?:[:：]|$)")
_TEACHER: Final = re.compile("(?:指导|辅导)(?:教师|老师|员|单位)|教练")
_NAME: Final = rf"{entity_pattern('PERSON', 'ORG')}{_ASIDE}"
_ONE_NAME: Final = re.compile(_NAME)
_NAMES: Final = re.compile(rf"{_NAME}(?:[、和]{_NAME})*、?(?P<others>等[^，。；]{{0,12}})?[。；;]?")
_WORK: Final = re.compile(rf"[“「]?{entity_pattern('DOCUMENT', 'PROGRAM', 'ACTIVITY')}[”」]?{_ASIDE}[。；;]?")
_PLAIN_WORK: Final = re.compile("[^，。；：！？\ue000-\uf8ff]{6,60}")
_PLAIN_NAMES: Final[dict[EntityType, re.Pattern[str]]] = {
    "PERSON": re.compile(rf"(?P<name>[㐀-鿿]{{2,4}}){_ASIDE}。?"),
    "ORG": re.compile(rf"(?P<name>[㐀-鿿]{{5,30}}){_ASIDE}。?"),
}
# 林小禾　女，教师，连续6年…
_TOLD_OF: Final = re.compile(rf"(?:{entity_pattern('PERSON')}{_ASIDE}(?=[\s，])|{entity_pattern('ORG')}{_ASIDE}(?=\s))")
# the next of those told of, where the break before the line was lost: …共7项周岚　女，护士
_NEXT_TOLD_OF: Final = re.compile(rf"(?<=[^\s，。；：、（(“《和与及的]){entity_pattern('PERSON')}{_ASIDE}(?=[ 　\t])")
_PROSE: Final = re.compile(r"[，；！？]|。(?!\s*$)")
_MOST_PLAIN: Final = 24  # what else than names a line of a list may hold, such as a post
_AWARDS, _DATES, _NAMED = kinds_of("AWARD"), kinds_of("DATE"), kinds_of("PERSON", "ORG", "DOCUMENT")


@quickly_made
@dataclass(frozen=True, slots=True)
class Line:
    """Those whom a line of a list names, and their work; whether they are told as one (A、B), and whether there are more (等)."""

    passage: Passage
    names: list[Entity]
    work: Entity | None
    joined: bool
    others: bool


class _Cells:
    """The cells of a line: its work, the names in each cell of names, and the plain words."""

    def __init__(self, context: Context, passage: Passage, work: Entity | None, floor: int) -> None:
        self.work = work
        self.names: list[list[Entity]] = []
        self.plain: list[tuple[int, int]] = []
        self.others = self.begins = False
        masked = context.masked
        cells = [match.span() for match in _CELL.finditer(masked, floor, passage.end)]
        for index, (begin, end) in enumerate(cells):
            if _TEACHER.match(masked, begin, end):
                break
            label = _LABEL.match(masked, begin, end)
            start = label.end() if label else begin
            if told := _NAMES.fullmatch(masked, start, end):
                found = [context.at(name.start()) for name in _ONE_NAME.finditer(masked, start, end)]
                self.names.append([name for name in found if name])
                self.others = self.others or told["others"] is not None
            elif self.work is None and _WORK.fullmatch(masked, start, end):
                self.work = context.next_after(start, end, "DOCUMENT", "PROGRAM", "ACTIVITY")
            elif start < end and not _ASIDES.fullmatch(masked, start, end):
                self.plain.append((start, end))
            if index == 0:
                self.begins = not self.plain


def lines_below(context: Context, at: int) -> list[Line]:
    """Return the lines below the passage numbered ``at`` that name winners, up to the first that is no line of its list."""
    heading = context.passages[at]
    lines: list[Line] = []
    work: Entity | None = None
    end = heading.end
    for passage in context.passages[at + 1 :]:
        if passage.table is None and context.text[passage.paragraph : passage.start].strip():
            if passage.paragraph <= heading.start:
                return []
            end = passage.end  # the rest of a line
            continue
        gap = context.text[end : passage.start].replace(" ", "")
        if gap.count("\n") > 2 or (lines and "\n\n" in gap):
            break
        kind = lines[-1].names[0].type if lines else None
        line = _line(context, passage, work, kind)
        if line is not None:
            if lines and not line.work and kind != line.names[0].type:
                break
            lines.append(line)
            work = None
        elif work is None and (only := _work_alone(context, passage, _begin(context, passage))):
            work = only
        elif passage.kinds == _DATES and lines and lines[-1].names[0].type == "ORG":
            return lines[:-1]  # who signs it, and the date
        elif lines or passage.table is None or passage.kinds:  # else the heading of a table
            break
        end = passage.end
    return lines


def _begin(context: Context, passage: Passage) -> int:
    """Return where the words of a line begin behind its number or sign."""
    sign = _SIGN.match(context.masked, passage.start, passage.end)
    return sign.end() if sign else passage.start


def _work_alone(context: Context, passage: Passage, begin: int) -> Entity | None:
    """Return the work that is all a line tells from ``begin`` on: its winners stand in the next."""
    cells = _Cells(context, passage, None, begin)
    return cells.work if not cells.names and not cells.plain else None


def line_behind(context: Context, at: int, begin: int) -> Line | None:
    """Return what a line tells behind its first cell, which ends at ``begin``; its winners may stand in the line below their work."""
    passage = context.passages[at]
    if _PROSE.search(_ASIDES.sub("", context.masked[begin : passage.end])) or not passage.kinds & _NAMED:
        return None
    told = _named(context, passage, _Cells(context, passage, None, begin), None)
    if told or at + 1 == len(context.passages) or passage.table is not None or not (work := _work_alone(context, passage, begin)):
        return told
    below = context.passages[at + 1]
    is_next = below.table is None and context.text[passage.end : below.start].count("\n") == 1
    return _line(context, below, work, None) if is_next else None


def _line(context: Context, passage: Passage, work: Entity | None, kind: EntityType | None) -> Line | None:
    """Return what a line of a list tells, or None if it is none; ``kind`` are those whom the line before it names."""
    masked = context.masked
    begin = _begin(context, passage)
    if _PROSE.search(_ASIDES.sub("", masked[begin : passage.end])) or passage.kinds & _AWARDS:
        return None if passage.table is not None else _told_of(context, passage, begin)
    return _named(context, passage, _Cells(context, passage, work, begin), kind)


def _named(context: Context, passage: Passage, cells: _Cells, kind: EntityType | None) -> Line | None:
    """Return the line whose cells are read: its persons, or its institutions if they stand first behind a work or alone."""
    _name_plain(context, passage, cells, kind)
    if not cells.names or (not cells.begins and sum(end - start for start, end in cells.plain) > _MOST_PLAIN):
        return None
    first = cells.names[0][0]
    behind_work = cells.work is not None and cells.work.start < first.start
    persons = not behind_work and any(group[0].type == "PERSON" for group in cells.names)
    chosen: EntityType = "PERSON" if persons else first.type
    groups = list(takewhile(lambda group: group[0].type == chosen, dropwhile(lambda group: group[0].type != chosen, cells.names)))
    if passage.table is not None and chosen == "PERSON":
        groups = groups[:1]  # the next column is that of their teachers
    names = [name for group in groups for name in group if name.type == chosen]
    return Line(passage, names, cells.work, joined=len(groups) == 1 and len(names) > 1, others=cells.others)


def _told_of(context: Context, passage: Passage, begin: int) -> Line | None:
    """Return the line whose first name is told of in the words behind it."""
    first = context.at(begin) if _TOLD_OF.match(context.masked, begin, passage.end) else None
    if first is None:
        return None
    further = [context.at(match.start()) for match in _NEXT_TOLD_OF.finditer(context.masked, first.end, passage.end)]
    names = [first, *(name for name in further if name and first.type == "PERSON")]
    return Line(passage, names, None, joined=False, others=False)


def _name_plain(context: Context, passage: Passage, cells: _Cells, kind: EntityType | None) -> None:
    """Enter what stands as plain words among the cells of a line: the work that begins a row, and names among names."""
    kinds = {group[0].type for group in cells.names}
    if not kinds or not cells.plain:
        return
    start, end = cells.plain[0]
    is_row = passage.table is not None or "PERSON" in kinds
    if not cells.begins and cells.work is None and is_row and _PLAIN_WORK.fullmatch(context.masked, start, end):
        cells.work = _entity(context, start, end, "DOCUMENT")
        cells.plain.pop(0)
        cells.begins = True
    elif cells.work is None and len(kinds) == 1 and len(cells.names) > max(1, len(cells.plain) - 1):
        of = kinds.pop()
        for start, end in cells.plain:
            if plain := _PLAIN_NAMES[of].fullmatch(context.masked, start, end):
                cells.names.append([_entity(context, *plain.span("name"), of)])
        cells.names.sort(key=lambda group: group[0].start)
        cells.begins = True
    elif kind == "PERSON" and kinds == {"ORG"} and not cells.begins and (one := _PLAIN_NAMES[kind].fullmatch(context.masked, start, end)):
        cells.names.insert(0, [_entity(context, *one.span("name"), kind)])
        cells.begins = True


def _entity(context: Context, start: int, end: int, kind: EntityType) -> Entity:
    """Return plain words as an entity."""
    return Entity(start, end, kind, context.text[start:end], None, None, "", 1.0)
