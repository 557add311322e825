"""The calendar of recurring activities: in which month each association holds them, year by year."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kexie_nlp.archive import Archive, Filters, ReportRow
from kexie_nlp.document import Entity
from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.records import Analysis
from kexie_nlp.resources import lexicon_folders
from kexie_nlp.search.folding import contains, fold, needle
from kexie_nlp.statistics.naming import Names, names_of
from kexie_nlp.statistics.sources import Source

_EVERYTHING = Filters()
_MONTHS: Final = re.compile(r"(?:\d{4}|-)-(\d\d)(?:-\d\d)?")
_YEAR: Final = re.compile(r"(\d{4})")
# an edition, year or place before the name, and what is said of the occasion behind it
_BEFORE: Final = re.compile(r"^(?:第[\d一二三四五六七八九十百]+[届个次]|20\d\d年度?|[“\"])+|[”\"]$")
_AFTER: Final = re.compile(r"(?:主场|主会场|系列|宣传|重点|联合行动|启动|集中)*(?:活动|仪式|启动式)?$")


@dataclass(frozen=True, slots=True)
class Held:
    """An activity as one report tells of it.

    Attributes:
        activity: its name without edition, year and place.
        association, year: who, and the year reported on.
        months: from when to when, 1 to 12; empty if the report does not say.
        usual: the month in which it takes place by the lexicon, or None.
        source: the activity in its sentence.
    """

    activity: str
    association: str | None
    year: int | None
    months: tuple[int, ...]
    usual: int | None
    source: Source

    def line(self) -> dict[str, Any]:
        """Return the fields as a dictionary for JSON."""
        return {
            "record": "occasion",
            "activity": self.activity,
            "association": self.association,
            "year": self.year,
            "months": list(self.months),
            "usual_month": self.usual,
            **self.source.line(),
        }


def calendar(archive: Archive, activity: str | None = None, filters: Filters = _EVERYTHING, names: Names | None = None) -> list[Held]:
    """Return where reports tell of recurring activities, one an activity, association and year.

    Recurring is what ``lexicons/activities.tsv`` gives a month for, and any other activity that two years or two associations hold.

    Args:
        archive: where the reports are.
        activity: a part of the name wanted; then everything of that name is given.
        filters: which reports.
        names: by which associations are linked.
    """
    names = names or names_of(archive)
    known = _Known(Lexicons(lexicon_folders()))
    best: dict[tuple[str, str | None, int | None], Held] = {}
    for row in archive.reports(filters):
        association = names.reporter(row).name
        for held in _held(archive.show(row.id), row, association, known):
            key = (held.activity, held.association, held.year)
            if key not in best or (held.months and not best[key].months):
                best[key] = held
    found = list(best.values())
    if activity is not None:
        run = needle(activity)
        found = [held for held in found if contains(fold(held.activity), run)]
    else:
        found = _recurring(found)
    first = _first_months(found)
    return sorted(found, key=lambda held: (first[held.activity], held.activity, held.association or "", held.year or 0))


class _Known:
    """The activities of the lexicon: any form → name and usual month."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._names: dict[str, tuple[str, int | None]] = {}
        for row in lexicons.rows("activities"):
            month = int(row["recurs"][:2]) if row["recurs"] else None
            for form in (row["name"], *values(row["aliases"])):
                self._names.setdefault(form, (row["name"], month))
        self._dated = sorted((form for form, (_, month) in self._names.items() if month), key=lambda form: (len(form), form))

    def named(self, text: str, canonical: str | None) -> tuple[str, int | None]:
        """Return the name of an activity and its usual month."""
        bare = _BEFORE.sub("", text)
        inner = next((form for form in self._dated if len(form) > 2 and form in bare), None)
        if inner is not None:
            return self._names[inner]
        return self._names.get(canonical or bare, (canonical or _AFTER.sub("", bare) or bare, None))


def _held(analysis: Analysis, row: ReportRow, association: str | None, known: _Known) -> Iterator[Held]:
    """Yield the activities of one report with the dates of their sentences."""
    report = analysis.report
    by_sentence: dict[int, list[Entity]] = defaultdict(list)
    sentences = iter(report.sentences)
    current = next(sentences, None)
    spans: dict[int, tuple[int, int]] = {}
    for entity in analysis.entities:
        while current is not None and entity.start >= current.end:
            current = next(sentences, None)
        if current is not None and entity.start >= current.start:
            by_sentence[current.start].append(entity)
            spans[current.start] = (current.start, current.end)
    for start, entities in by_sentence.items():
        dates = [entity for entity in entities if entity.type == "DATE"]
        for entity in entities:
            if entity.type == "ACTIVITY":
                name, usual = known.named(entity.text, entity.canonical)
                sentence = report.text[slice(*spans[start])]
                place = (entity.start, entity.end, entity.text, sentence, start)
                source = Source(row.id, row.path, row.association, row.year, *place)
                yield Held(name, association, row.year, _months(entity, dates, row.year), usual, source)


def _months(activity: Entity, dates: Sequence[Entity], year: int | None) -> tuple[int, ...]:
    """Return the months of the nearest date of the report's year, one before the activity going before one behind it."""
    best: tuple[int, tuple[int, ...]] | None = None
    for date in dates:
        told = _YEAR.match(date.value or "")
        months = tuple(dict.fromkeys(int(month) for month in _MONTHS.findall(date.value or "")))
        if not months or (told and year is not None and int(told[1]) != year):
            continue
        distance = activity.start - date.end if date.end <= activity.start else 2 * (date.start - activity.end) + 20
        if best is None or distance < best[0]:
            best = (distance, months)
    return best[1] if best else ()


def _recurring(found: Iterable[Held]) -> list[Held]:
    """Return what recurs."""
    held = list(found)
    years: dict[str, set[object]] = defaultdict(set)
    associations: dict[str, set[object]] = defaultdict(set)
    for each in held:
        years[each.activity].add(each.year)
        associations[each.activity].add(each.association)
    dated = {each.activity for each in held if each.months}
    return [
        each
        for each in held
        if each.usual or (each.activity in dated and (len(years[each.activity]) > 1 or len(associations[each.activity]) > 1))
    ]


def _first_months(found: Iterable[Held]) -> dict[str, int]:
    """Return by activity the month by which it is sorted: the usual one, else the earliest told of it, else after all others."""
    months: dict[str, int] = {}
    for held in found:
        month = held.usual or min(held.months, default=13)
        months[held.activity] = min(month, months.get(held.activity, 13))
    return months
