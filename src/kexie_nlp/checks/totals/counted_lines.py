"""Totals of counts whose parts are told line by line below them: 发放资料96份，其中： 科技周23份； 科普日41份； 其他32份.

Each line begins with a name and its count, and may tell further counts, of which there are totals above as well (服务48次、专家156人次,
then 第一季度9次，专家28人次 …). What is missed is reported where nothing stands between the total and its lines but 其中, or where
another count of the same lines makes its own total.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.list_figures import addable_to

_LABEL: Final = r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]\s*|[-—•●·]\s*)?"
_LABELLED: Final = re.compile(_LABEL)
_NAME: Final = re.compile(_LABEL + r"(?:(?:19|20)\d\d年(?:度|[上下]半年)?|[1-9]\d?月份?)?[^，,。；;：:、\d]{0,20}[：:]?(?:共|约)?$")
_OPENED: Final = re.compile(
    r"[一-鿿]{0,8}(?:[，,。；;]?\s*(?:其中|具体(?:如下|为|是|情况如下)?|分别(?:为|是)|明细如下|分布如下|(?:按[一-鿿]{1,8}?)分(?:为|布)?))?[：:]\s*$"
)
_AIM: Final = re.compile(r"目标|计划|任务|不少于|力争|以上|上年|去年")
_LINES: Final = 24
_FEWEST: Final = 3
_TWO: Final = 2
_NEAR: Final = 10
_SURE: Final = 0.75
Line = list[Passage]


def counted_line_groups(context: Context) -> Iterator[Group]:
    """Yield the totals of counts that the lines below them make up."""
    lines = list(context.paragraphs())
    for at, line in enumerate(lines):
        totals = [place for passage in line for place in passage.places if _counts(place) and not _AIM.search(place.lead)]
        items = _items(lines[at + 1 : at + 1 + _LINES]) if totals else []
        if len(items) < _TWO:
            continue
        groups = [group for total in totals if (group := _group(line[-1], total, items)) is not None]
        first = line[-1]
        told = first.text[totals[-1].end - first.start :] if totals[-1].start >= first.start else ""
        is_opened = _OPENED.fullmatch(told) is not None and cues.PARTIAL.search(told) is None
        is_proved = len(items) >= _FEWEST and any(group.fits() for group in groups)
        for group in groups:
            alone = sum(same_unit(total.figure, group.total.figure) for total in totals) == 1
            is_meant = (is_opened and group.total is totals[-1]) or (is_proved and alone)
            if group.fits() or (is_meant and _is_near(group)):
                yield group


def _counts(place: Place) -> bool:
    """Tell whether a figure is a count that stands by itself."""
    return place.role in ("level", "to") and place.figure.kind == "quantity" and not place.depth and place.figure.unit not in ("年", "分")


def _items(lines: Sequence[Line]) -> list[list[Place]]:
    """Return the counts of the lines that begin with a name and its count, as far as they follow each other."""
    items: list[list[Place]] = []
    is_numbered = bool(lines) and _is_numbered(lines[0])
    for line in lines:
        places = line[0].places
        if items and is_numbered and not _is_numbered(line):
            break  # （四）实践活动35项。⏎大赛同时评出优秀组织单位9个
        if not places or not _NAME.fullmatch(line[0].text, 0, places[0].start - line[0].start):
            break
        items.append([place for place in places if _counts(place) or (place is places[0] and place.role == "former")])
    return items


def _is_numbered(line: Line) -> bool:
    """Tell whether a line begins with the number of an item, or a dot."""
    label = _LABELLED.match(line[0].text)
    return label is not None and bool(label[0].strip())


def _group(passage: Passage, total: Place, items: Sequence[Sequence[Place]]) -> Group | None:
    """Return a total with its count in each line, or None if a line has none or tells it again (共96份)."""
    column = [next((place for place in item if addable_to(total, place.figure)), None) for item in items]
    parts = tuple(place for place in column if place is not None)
    return Group(total, parts, _SURE, passage) if len(parts) == len(items) else None


def _is_near(group: Group) -> bool:
    """Tell whether the lines miss their total by little, or by one slip, all figures being exact."""
    told, values = group.total.figure.value, [part.figure.value for part in group.parts]
    if any(place.figure.exactness != "exact" for place in (group.total, *group.parts)):
        return False
    return abs(sum(values) - told) * _NEAR <= told or misadded(told, values) >= 1
