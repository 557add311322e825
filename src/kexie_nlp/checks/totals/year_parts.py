"""Whether the values of single years make up what is told of all of them: 两年累计托举340名，其中2021年160名、2022年180名."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_FIRST: Final = re.compile(
    r"(?:[一-鿿]{0,10}(?=[（(：:，,]))?[，,]?(?:其中|分别(?:为|是)?|(?:逐年|分年度?|各年度?|按年度?)(?:来?看|分|为|是|分别为|分别是)?|依次(?:为|是)?|[（(：:]|(?=[12]))[：:，,]?(?P<year>(?:19|20)\d\d)年度?(?:为|有)?"
)
_NEXT: Final = re.compile(r"[、，,；;和及](?P<year>(?:19|20)\d\d)年度?(?:为|有)?")
_OPENED: Final = re.compile(r"其中|分别|[（(：:]")
_LISTED: Final = re.compile(r"[（(：:][^，。；]*$")  # 8次会议（2021年3次、…）, 9个单位受到表彰：2012年2个，…
_SOME: Final = re.compile("其中|主要|包括")
_ALL: Final = re.compile(r"累计|(?<!公)共|合计|总")
_YEARS: Final = re.compile(r"(?P<number>[两二三四五六])年(?:来|间|内)?")
_NUMBERS: Final = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_TWO: Final = 2
_LIKELY: Final = 1.5
_SURE: Final = 0.75
_MAYBE: Final = 0.6


def check_year_parts(context: Context) -> Iterator[Relation]:
    """Yield whether the values told year by year behind a total make it up; those of a list may leave years out."""
    for passage in context.passages:
        for at, total in enumerate(passage.places[:-_TWO]):
            if total.role in ("level", "to") and total.figure.kind in ("amount", "quantity") and total.figure.unit != "年":
                yield from _of_total(passage, total, passage.places[at + 1 :])


def _of_total(passage: Passage, total: Place, behind: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether the run of years right behind a total makes it up."""
    years: list[int] = []
    parts: list[Place] = []
    for place in behind:
        match = (_NEXT if years else _FIRST).fullmatch(place.lead)
        if match is None or not same_unit(place.figure, total.figure) or place.role not in ("level", "former"):
            break
        years.append(int(match["year"]))
        parts.append(place)
    if len(parts) < _TWO or years != sorted(set(years)):
        return
    before = passage.text[: total.start - passage.start]
    told = list(_YEARS.finditer(re.split("[。；;]", before)[-1]))
    is_all = bool(told) and _NUMBERS[told[-1]["number"]] == len(parts)
    figures = tuple(place.figure for place in parts)
    is_next = years == list(range(years[0], years[0] + len(years)))
    is_listed = _LISTED.search(parts[0].lead) is not None and _SOME.search(parts[0].lead) is None
    slipped = misadded(total.figure.value, [figure.value for figure in figures])
    value = sum((figure.value for figure in figures), total.figure.value * 0)
    computed = Computed(
        value, Range.total(figure.range for figure in figures), f"{joined(figures)} = {total.figure.written(value)}", figures
    )
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SURE if is_all else _MAYBE)
    is_meant = is_next and _ALL.search(total.lead) and _OPENED.search(parts[0].lead)
    if relation.holds or (is_all and is_next) or (is_meant and slipped >= _LIKELY) or (is_listed and slipped and len(parts) > _TWO):
        yield relation
