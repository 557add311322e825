"""The values that a change is of, told elsewhere in a report: under its name in text or tables, or at the head of the line above."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.moves import Change, fits, subject_of
from kexie_nlp.checks.told.table_values import ALL_MARKS, plain_name, table_values

_TERM: Final = re.compile(r"季度|半年|月份?|第[一二三四]|线上|线下|其中")
_OF_MARKS: Final = re.compile(r"(?:[我本][会市县区省州旗盟馆]|本年度?|今年)*(?:自评|自我评价)?(?:总?得?分|总分|成绩|结果)?[值数]?")
_SPECIFIC: Final = 4
_ESSENCE: Final = re.compile(r"^(?:实现|完成|取得)|购置及|购置和|财政拨款|支出|经费|决算|全年|本年")
_COMPARING: Final = re.compile(r"\s*(?:与|比|较|同比)")


class Named:
    """The values of a report by what they count."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        """The values by their names, without the words that say little; gathered when they are first asked for."""
        found: dict[str, list[Place]] = {}
        for passage in self._context.passages:
            for place in passage.places:
                if place.role == "level" and place.figure.kind in ("amount", "quantity") and len(name := key_of(place.label)) >= _SPECIFIC:
                    found.setdefault(_ESSENCE.sub("", name), []).append(place)
        return found

    @cached_property
    def _in_tables(self) -> dict[str, list[Figure]]:
        """The values of tables by their names."""
        found: dict[str, list[Figure]] = {}
        for name, figure in table_values(self._context):
            found.setdefault(name, []).append(figure)
        return found

    def tabled(self, change: Change, former: Place | None, subject: str) -> list[tuple[Place, bool]]:
        """Return the values of tables with the name of what changed, or the mark of all where a mark did (自评比上年的92.6分高2.6分)."""
        told = former.figure if former is not None else change.amount.figure if change.amount is not None else None
        if told is None or told.kind not in ("amount", "quantity") or _TERM.search(change.passage.text):
            return []
        name = ALL_MARKS if told.unit == "分" and _OF_MARKS.fullmatch(subject) else plain_name(subject) if subject else ""
        figures = [replace(one, unit=told.unit) if not one.unit else one for one in self._in_tables.get(name, []) if one.kind == told.kind]
        figures = [one for one in figures if same_unit(one, told) and (former is None or one.value != told.value)]
        places = [Place(one, "level", name, name, name, 0, 0, "") for one in figures]
        return [(place, len({one.value for one in figures}) == 1) for place in places if fits(change, place)]

    def called(self, name: str) -> list[Place]:
        """Return the values with a name."""
        return self._by_name.get(_ESSENCE.sub("", key_of(name)), [])


def far_levels(change: Change, former: Place | None, by_name: Named, above: Sequence[Passage]) -> list[tuple[Place, bool]]:
    """Return the values told elsewhere that may be those after a change told with the one before or its percentage: by name, or above."""
    subject = subject_of(change.passage, change.first)
    if former is None and (change.amount is None or change.rate is None):
        return []
    if tabled := by_name.tabled(change, former, subject):
        return tabled
    if len(key_of(subject)) >= _SPECIFIC:
        named = [
            place for place in by_name.called(subject) if fits(change, place) and (former is None or same_unit(place.figure, former.figure))
        ]
        return [(place, len({place.figure.value for place in named}) == 1) for place in named]
    if subject or former is None or not above or not _COMPARING.match(change.passage.text):
        return []
    told = [place for place in above[0].places if place.role == "level" and place.depth == 0 and same_unit(place.figure, former.figure)]
    is_apart = len(told) > 1 and _TERM.search(told[0].lead)  # 一季度36场，二季度52场…: parts of what is compared
    return [(place, number == 0 and not is_apart) for number, place in enumerate(told)]
