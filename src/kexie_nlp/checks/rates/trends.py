"""Changes told in other ways: in words only, from one value to another, and several in a row.

Of values in a row those are, too, that lead from each to the next: 2021年18场，2022年23场，2023年31场，逐年增加5场、8场.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between, rate_of, rate_told, share_of
from kexie_nlp.checks.rates.changes import relations_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.moves import RESPECTIVELY, STEPWISE, changes_in, fits

_TREND: Final = re.compile(
    r"(?:相比|相较)?[，,]?(?:有所|略有|明显|大幅|稳步|进一步)(?:(?P<up>增加|增长|上升|提高|提升)|(?:减少|下降|降低|回落|压缩))"
)


_WITHOUT_FIGURE: Final = re.compile(
    r"(?:比|较|与|同)(?:年初预算|预算|上年度?|去年|上年同期)数?(?:相比)?，?(?:有所|略有|明显|大幅|稳步)?(?:(?P<up>增加|增长|上升|提高)|(?:减少|下降|降低))(?=[，,。；;（(])"
)
_WAY: Final = re.compile(
    r"(?:(?P<up>增加|增长|上升|提高|提升|扩大|拉大|延长|增|升|涨|突破)|(?P<down>减少|下降|降低|缩小|收窄|缩短|缩减|压缩|压减|回落|减|降))(?:到|至|为)"
)
# 57场，高于上年的60场: the word before the value, or behind it (比上年的60场还多)
_THAN: Final = re.compile(
    r"[，,](?:也|仍|已|均|都|明显|大大|大幅|略|稍|远|还|继续)*(?:(?P<up>[高多大好]于|超过|超出了?|超了?)|[低少小]于|不及|不如|没有达到|未达到|没达到|不到)"
    r"(?:上一?年|去年|前一年|上一?届|(?:19|20)\d\d年)(?:同期)?的?"
)
_THAN_THAT: Final = re.compile(
    r"(?:还|又|要|则|明显|略|稍|更)*(?:(?P<up>(?:有所)?[多高增](?:些|一些|出不少|得多|了|出一截)*)|[少低减](?:些|一些|了不少|得多|了|了一截)*)(?=[，,。；;])"
)
_EACH: Final = re.compile(r"[人户场期亩]均|平均|每")
_NEXT: Final = re.compile(r"[、，,；;和及与](?:以?及)?(?:(?:19|20)\d\d年(?:度|底|末)?(?:为|是|有|达|达到)?)?")
_JOINED: Final = re.compile("[、和及与]")
_PLANNED: Final = re.compile(r"(?:计划|目标|任务|预算|指标)[数值]?[（(]?$")
_RANKED: Final = re.compile(r"第$|排名|位次|名次|位居|位列")
_NO_RATE_OF_BOTH: Final = re.compile(r"[；;。]|年均|年平均|平均每年|每年")  # 年均增长15%, or of something else
_SURE: Final = 0.8


def check_trends(context: Context) -> Iterator[Relation]:
    """Yield whether changes agree with values that are told in a form of their own."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            yield from _trends(passage, line[number + 1] if number + 1 < len(line) else None)
            yield from _from_to(passage)
            yield from _from_only(passage)
            yield from _ways(passage)
            yield from _respectively(passage)
            yield from _steps(passage)


def _trends(passage: Passage, behind: Passage | None) -> Iterator[Relation]:
    """Yield whether a trend told in words is that of the values before and after (比上年的6.1万元有所增加; 有所增加，上年为6.1万元)."""
    for former in passage.places:
        yield from _than(passage, former)
        trend = _TREND.match(passage.text, former.end - passage.start)
        if trend is None or former.role not in ("former", "budget") or not re.search(r"比|较|与|同", former.lead):
            continue
        level = _level_before(passage, former.start)
        if level is not None and _are_apart(level, former) and bool(_EACH.search(former.lead)) == bool(_EACH.search(level.lead)):
            yield _trend(passage, trend, level, former)
    for trend in _WITHOUT_FIGURE.finditer(passage.text):
        level = _level_before(passage, passage.start + trend.start())
        told = _told_later(passage, behind, trend.end())
        if level is not None and told is not None and _are_apart(level, told) and (told.role == "budget") == ("预算" in trend[0]):
            yield _trend(passage, trend, level, told)


def _than(passage: Passage, former: Place) -> Iterator[Relation]:
    """Yield whether a value lies above or below the one before, as the words at that one say (57场，高于上年的60场; 比上年的60场还多)."""
    before = _THAN.fullmatch(former.lead)
    behind = _THAN_THAT.match(passage.text, former.end - passage.start) if re.match(r"[，,][^，,]{0,6}比", former.lead) else None
    word, level = before or behind, _level_before(passage, former.start)
    at = passage.places.index(former)
    if word is None or former.role != "former" or level is None or not at or passage.places[at - 1] is not level:
        return
    if _are_apart(level, former) and former.depth == level.depth and _EACH.search(former.lead) is None and _EACH.search(level.lead) is None:
        shift = former.start - passage.start - len(former.lead) if before else 0
        yield _trend(passage, word, level, former, shift)


def _level_before(passage: Passage, at: int) -> Place | None:
    """Return the last value told before a place, if it is one of the time reported on and no part of another."""
    places = [place for place in passage.places if place.end <= at and place.role in ("level", "to", "each")]
    return places[-1] if places and places[-1].depth == 0 and "其中" not in places[-1].lead else None


def _trend(passage: Passage, trend: re.Match[str], level: Place, former: Place, shift: int = 0) -> Relation:
    """Return whether the word for a trend is that of two values; ``shift`` is where the text of its match begins in the sentence."""
    grows = level.figure.value > former.figure.value
    holds = grows == bool(trend["up"])
    told = trend[0].strip("，,")
    word = "增加" if grows else "减少"
    why = f"{former.figure.text}到{level.figure.text}是{word}" + ("" if holds else f"，文中写“{told}”")
    first = passage.start + shift
    spans = ((first + trend.start(), first + trend.end()), (level.start, level.end), (former.start, former.end))
    return Relation("change", holds, told, word, spans, (passage.start, passage.end), why, None, 1.0 if holds else 0.85)


def _told_later(passage: Passage, behind: Passage | None, end: int) -> Place | None:
    """Return the earlier value or budget that is told right behind a place of a sentence (有所增加，上年为3万元)."""
    for where in (passage, behind):
        if where is None:
            continue
        place = next((place for place in where.places if place.start - passage.start >= end), None)
        if place is None:
            if not re.fullmatch(r"[。；;]?\s*", passage.text[end:]):
                return None
            continue
        lead = place.lead if where is not passage else passage.text[end : place.start - passage.start]
        is_told = re.fullmatch(r"[，,；;（(]?(?:而|其中)?(?:上年度?|去年|上年同期|年初预算|预算)数?(?:支出|决算)?(?:数|为|是|仅|共)*", lead)
        return place if place.role in ("former", "budget") and is_told else None
    return None


def _are_apart(one: Place, other: Place) -> bool:
    """Tell whether two values can be held against each other and lie apart."""
    return same_unit(one.figure, other.figure) and not one.figure.range.meets(other.figure.range)


def _from_to(passage: Passage) -> Iterator[Relation]:
    """Yield whether a change agrees with the values it went from and to (由3.8万人增加到7.3万人，增长92%)."""
    places = passage.places
    for index, (first, second) in enumerate(pairwise(places)):
        if first.role not in ("from", "former") or second.role != "to" or not same_unit(first.figure, second.figure):
            continue
        for change in changes_in(passage):
            if change.index != index + 2 or not fits(change, second) or _NO_RATE_OF_BOTH.search(change.first.lead):
                continue
            relations = [relation for relation in relations_of(change, second, first) if relation]
            yield from relations[:1] if all(relation.holds for relation in relations) else (r for r in relations if not r.holds)


def _from_only(passage: Passage) -> Iterator[Relation]:
    """Yield whether a percentage is that of the difference in the value it went from (由702人增至表中所列，净增351人，增幅50.0%)."""
    for change in changes_in(passage):
        first = passage.places[change.index - 1] if change.index else None
        if first is None or first.role != "from" or change.amount is None or change.rate is None:
            continue
        between = passage.text[first.end - passage.start : change.first.start - passage.start]
        computed = share_of(change.amount.figure, first.figure) if same_unit(change.amount.figure, first.figure) else None
        if computed is not None and not _NO_RATE_OF_BOTH.search(between):
            yield compare("change", change.rate.figure, computed, (passage.start, passage.end), _SURE)


def _ways(passage: Passage) -> Iterator[Relation]:
    """Yield whether a value that went from one figure to another went the way the verb says (由3.8万人增加到2.3万人)."""
    for first, second in pairwise(passage.places):
        way = _WAY.search(second.lead)
        if way is None or first.role not in ("from", "former") or second.role != "to" or not _are_apart(second, first):
            continue
        if re.search(r"[；;。]|[，,].*[，,]", second.lead) or _RANKED.search(first.lead + second.lead):
            continue
        grows = second.figure.value > first.figure.value
        holds = grows == bool(way["up"])
        right = "增加" if grows else "减少"
        told = way["up"] or way["down"]
        why = f"{first.figure.text}到{second.figure.text}是{right}" + ("" if holds else f"，文中写“{told}”")
        spans = ((second.start, second.end), (first.start, first.end))
        quote = (passage.start, passage.end)
        yield Relation("change", holds, second.figure.text, right, spans, quote, why, None, 1.0 if holds else 0.85)


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
    levels = [row for row in levels if not _PLANNED.search(row[0].lead)]  # 完成年初计划（700期、38000人次）
    amounts = [row for row in rows if row[0].role == "by" and row[0].figure.kind != "percent"]
    rates = [row for row in rows if row[0].role == "by" and row[0].figure.kind == "percent"]
    if not (len(levels) == len(amounts) == len(rates) == 1 and len(levels[0]) == len(amounts[0]) == len(rates[0])):
        return
    for level, amount, rate in zip(levels[0], amounts[0], rates[0], strict=True):
        if computed := rate_of(level.figure, amount.figure, amounts[0][0].sign):
            yield compare("change", rate.figure, computed, (passage.start, passage.end), 0.7)


def _steps(passage: Passage) -> Iterator[Relation]:
    """Yield whether changes in a row lead from each of the values before them to the next (62人、71人和85人，逐年多9人、14人)."""
    places = passage.places
    for at, place in enumerate(places):
        if place.role != "by" or not (STEPWISE.search(place.lead) or RESPECTIVELY in place.lead):
            continue
        row = [place]
        for behind in places[at + 1 :]:
            if not _JOINED.fullmatch(behind.lead) or behind.figure.kind != place.figure.kind:
                break
            row.append(behind)
        first = at
        while first > len(row) and places[first - 1].role in ("by", "other"):
            first -= 1  # 分别增加6万元、4万元，分别增长20%、11.1%
        levels = places[max(0, first - len(row) - 1) : first]
        if len(row) == 1 or len(levels) <= len(row) or not _are_row(levels) or not _begins_row(places, first - len(row) - 1):
            continue
        found = [relation for pair, by in zip(pairwise(levels), row, strict=True) if (relation := _step(passage, *pair, by, place.sign))]
        if any(relation.holds for relation in found):
            yield from found


def _are_row(levels: Sequence[Place]) -> bool:
    """Tell whether values follow each other with nothing but their years between them."""
    return all(
        same_unit(one.figure, other.figure) and other.role in ("level", "former") and _NEXT.fullmatch(other.lead)
        for one, other in pairwise(levels)
    )


def _begins_row(places: Sequence[Place], at: int) -> bool:
    """Tell whether a value is the first of its row."""
    return not at or not same_unit(places[at - 1].figure, places[at].figure) or not _NEXT.fullmatch(places[at].lead)


def _step(passage: Passage, before: Place, after: Place, by: Place, sign: int) -> Relation | None:
    """Return whether a change is that from a value to the next."""
    if by.figure.kind != "percent" and not same_unit(by.figure, after.figure):
        return None
    computed = (rate_told if by.figure.kind == "percent" else moved_between)(after.figure, before.figure, sign)
    return compare("change", by.figure, computed, (passage.start, passage.end), 0.75) if computed is not None else None
