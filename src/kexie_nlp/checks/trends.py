"""Changes told in other ways: in words only, from one value to another, and several in a row."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import rate_of
from kexie_nlp.checks.changes import RESPECTIVELY, changes_in, fits, relations_of
from kexie_nlp.checks.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.relations import Relation, compare

_TREND: Final = re.compile(
    r"(?:相比|相较)?[，,]?(?:有所|略有|明显|大幅|稳步|进一步)(?:(?P<up>增加|增长|上升|提高|提升)|(?:减少|下降|降低|回落|压缩))"
)


def check_trends(context: Context) -> Iterator[Relation]:
    """Yield whether changes agree with values that are told in a form of their own."""
    for passage in context.passages:
        yield from _trends(passage)
        yield from _from_to(passage)
        yield from _respectively(passage)


def _trends(passage: Passage) -> Iterator[Relation]:
    """Yield whether a trend told in words (比上年的6.1万元有所增加) is that of the values before and after."""
    for level, former in pairwise(passage.places):
        trend = _TREND.match(passage.text, former.end - passage.start)
        if trend is None or former.role != "former" or level.role not in ("level", "to") or not same_unit(level.figure, former.figure):
            continue
        if not re.search(r"比|较|与|同", former.lead) or level.figure.range.meets(former.figure.range):
            continue
        holds = (level.figure.value > former.figure.value) == bool(trend["up"])
        word = "增加" if level.figure.value > former.figure.value else "减少"
        why = f"{former.figure.text}到{level.figure.text}是{word}" + ("" if holds else f"，文中写“{trend[0].strip('，,')}”")
        spans = ((passage.start + trend.start(), passage.start + trend.end()), (level.start, level.end), (former.start, former.end))
        yield Relation("change", holds, trend[0].strip("，,"), word, spans, (passage.start, passage.end), why, None, 1.0 if holds else 0.85)


def _from_to(passage: Passage) -> Iterator[Relation]:
    """Yield whether a change agrees with the values it went from and to (由3.8万人增加到7.3万人，增长92%)."""
    places = passage.places
    for index, (first, second) in enumerate(pairwise(places)):
        if first.role not in ("from", "former") or second.role != "to" or not same_unit(first.figure, second.figure):
            continue
        for change in changes_in(passage):
            if change.index != index + 2 or not fits(change, second):
                continue
            relations = [relation for relation in relations_of(change, second, first) if relation]
            yield from relations[:1] if all(relation.holds for relation in relations) else (r for r in relations if not r.holds)


def _respectively(passage: Passage) -> Iterator[Relation]:
    """Yield whether changes that are told in a row (分别增加3万元、2万元，增长1%、2%) agree with levels told in a row."""
    places = list(passage.places)
    starts = [at for at, place in enumerate(places) if place.role == "by" and RESPECTIVELY in place.lead]
    if not starts:
        return
    rows: list[list[Place]] = [[]]
    for place in places:
        kind_differs = bool(rows[-1]) and rows[-1][-1].figure.kind != place.figure.kind
        if kind_differs or (rows[-1] and not re.fullmatch(r"[、和及与，]?", place.lead)):
            rows.append([])
        rows[-1].append(place)
    levels = [row for row in rows if row[0].role == "level" and len(row) > 1 and row[0].figure.kind != "percent"]
    amounts = [row for row in rows if row[0].role == "by" and row[0].figure.kind != "percent"]
    rates = [row for row in rows if row[0].role == "by" and row[0].figure.kind == "percent"]
    if not (len(levels) == len(amounts) == len(rates) == 1 and len(levels[0]) == len(amounts[0]) == len(rates[0])):
        return
    for level, amount, rate in zip(levels[0], amounts[0], rates[0], strict=True):
        if computed := rate_of(level.figure, amount.figure, amounts[0][0].sign):
            yield compare("change", rate.figure, computed, (passage.start, passage.end), 0.7)
