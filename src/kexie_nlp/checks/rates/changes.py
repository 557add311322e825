"""Whether a change, its percentage and the values before and after agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between, rate_of, rate_told, share_of
from kexie_nlp.checks.borne_out import surely_after
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import is_mistyped, slip
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.far_levels import Named, far_levels
from kexie_nlp.checks.told.last_year import last_year_of
from kexie_nlp.checks.told.levels import former_of, levels_of
from kexie_nlp.checks.told.moves import RESPECTIVELY, STEPWISE, Change, changes_in, is_reason, told_before

_OVER_YEARS: Final = re.compile(
    r"(?:年均|(?<![\d零〇一二三四五六七八九])(?:[两二三四五六七八九十]|\d)年(?:间|来|内|期间)?(?:累计|共|总体|平均)*)[增提上减下降升][^，。；\d]*$"
)

_TWO: Final = 2
_MISTYPED: Final = 1.5  # two digits exchanged
_DOUBT: Final = 0.6
_STEP: Final = re.compile(r"[，,；;](?:(?:19|20)\d\d年度?|次年|第二年)(?:又|再|则|净)*[增减多少提上下]")
_THIS_YEAR: Final = re.compile(r"[，,；;](?:今年|本年度?)(?:比|较)上年")  # 2020年为361万元，今年比上年增加18万元
_LEFT_OVER: Final = re.compile(r"(?<![比较与同])(?:[年期]初|上年|去年)[^，。；\d]{0,4}(?:结余|结转|余额)[^，。；\d]{0,4}$")
_HELD_AGAINST: Final = re.compile(r"(?<!相)[比较](?!例|重|好|大|快|高)|同比|环比|上年|去年|(?:19|20)\d\d年")
_THAN: Final = re.compile(r"[比较与同和由从](?!例|重)[^，。；]*$")


def check_changes(context: Context) -> Iterator[Relation]:
    """Yield whether changes agree with the values before and after them."""
    by_name = Named(context)
    above: Sequence[Passage] = ()
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for change in changes_in(passage):
                if RESPECTIVELY in change.first.lead or STEPWISE.search(change.first.lead) or is_reason(passage, change.first):
                    continue
                if conflict := _direction(change):
                    yield conflict
                yield from _checked(line[:number], change, by_name, above if not number else ())
        above = line


def _direction(change: Change) -> Relation | None:
    """Return that amount and percentage go opposite ways."""
    if change.amount is None or change.rate is None or change.amount.sign * change.rate.sign >= 0:
        return None
    amount, rate = change.amount.figure, change.rate.figure
    words = {1: "增加", -1: "减少"}
    told = f"{words[change.amount.sign]}{amount.text}，{words[change.rate.sign]}{rate.text}"
    quote = (change.passage.start, change.passage.end)
    spans = ((rate.start, rate.end), (amount.start, amount.end))
    explanation = f"{told}：增减方向相反"
    return Relation("change", False, rate.text, f"{words[change.amount.sign]}{rate.text}", spans, quote, explanation, None, 0.85)


def _checked(before: Sequence[Passage], change: Change, by_name: Named, above: Sequence[Passage]) -> Sequence[Relation]:
    """Return whether a change agrees with the value after it, and the value before it if that is told: a misfit, or all that holds."""
    if change.rate is not None and change.rate.sign < 0 and change.rate.figure.range.low > 100 and not change.against_budget:
        return [_more_than_all(change)]
    former = former_of(change)
    if former is not None and _LEFT_OVER.search(former.lead) and change.first.start > former.end:
        former = None  # 年初结余24.6万元，本年收入36.5万元，比上年增长8.0%
    levels = levels_of(before, change, former)
    if former is not None and _STEP.match(change.first.lead) and change.passage.places[change.index - 1] is former:
        levels = [(level, False) for level, _ in levels]  # 现有57所，…2015年是38所，2016年多了5所: of a value not told
    if former is None and (last_year := last_year_of(before[-1:], change)) is not None:
        levels = [(level, certain) for level, certain in levels if level not in last_year[0]]  # 去年载文76篇，本年多刊32篇
    if not any(certain for _, certain in levels):
        levels += far_levels(change, former, by_name, above)
    found: list[Relation] = []
    in_part: list[Relation] = []
    mistyped: list[Relation] = []
    turned: list[Relation] = []
    for level, certain in levels:
        relations = relations_of(change, level, former)
        if relations and all(relation.holds for relation in relations):
            return relations
        if relations and certain:
            found += relations
        mistyped += [relation for relation in relations if not certain and _is_mistyped(change, relation)]
        first = before[-1].start if before else change.passage.start  # 印制画册7.2万册。总量比上年的8.1万册增加0.9万册
        is_near = former is not None and first <= level.start < former.start
        turned += [relation for relation in relations if is_near and not certain and _is_turned(change, relation)]
        if any(relation.holds for relation in relations):
            in_part += relations  # the difference is of this value, so the percentage is, too
    sure = surely_after(change, former, [level for level, _ in levels])
    if sure is not None and (wrong := [relation for relation in relations_of(change, sure, former) if not relation.holds]):
        return wrong[:1]
    if _OVER_YEARS.search(told_before(change.passage, change.first)):
        return ()  # 2021年9.8%，2022年11.2%，2023年12.6%，三年提高2.8个百分点: which one is the first is not told
    if not found and former is not None:
        told = _of_former(change, former)
        if told is not None:
            return [told]
        return [replace(turned[0], score=_DOUBT)] if len(turned) == 1 else ()
    if not found and mistyped:
        return [replace(mistyped[0], score=min(mistyped[0].score, _DOUBT))]
    failed = [relation for relation in (in_part if found else []) or found if not relation.holds]
    if failed and former is not None and _is_of_another(change, failed[0], former) and (told := _of_former(change, former)) is not None:
        return [told]  # 其中青少年11.92万人次。与上年16.20万人次相比，观众增加2.43万人次，增长15.0%: the value now is told elsewhere
    return failed[:1]


def _is_of_another(change: Change, relation: Relation, former: Place) -> bool:
    """Tell whether a difference is far from that to a value of a sentence before, which is then another's."""
    if not _THAN.search(former.lead) or change.amount is None or relation.difference is None:
        return False
    if relation.spans[0] != (change.amount.start, change.amount.end):
        return False
    told, made = change.amount.figure.value, change.amount.figure.value - relation.difference
    base, sign = former.figure.value, change.first.sign
    if base + sign * made > 0 and slip(base + sign * made, base + sign * told) >= _MISTYPED:
        return False  # the value now has a digit that is wrong
    is_before = min(span[0] for span in relation.spans) < change.passage.start
    return is_before and -made != told and (made <= 0 or not told / _TWO < made < _TWO * told)


def _is_mistyped(change: Change, relation: Relation) -> bool:
    """Tell whether the percentage of a change is that of a relation but for a digit."""
    if change.rate is None or relation.difference is None or relation.spans[0] != (change.rate.start, change.rate.end):
        return False
    return not relation.holds and is_mistyped(change.rate.figure, change.rate.figure.value - relation.difference)


def _is_turned(change: Change, relation: Relation) -> bool:
    """Tell whether a difference is just that of a relation, but goes the other way (资料6.8万份，总量比去年的7.3万份增加0.5万份)."""
    amount = change.amount
    is_amount = amount is not None and relation.spans[0] == (amount.start, amount.end)
    return is_amount and amount is not None and abs(relation.difference or 0) == 2 * amount.figure.value


def _of_former(change: Change, former: Place) -> Relation | None:
    """Return whether a percentage is that of the difference in the value before, the value after being told elsewhere."""
    if change.amount is None or change.rate is None or not same_unit(former.figure, change.amount.figure):
        return None
    between = change.passage.text[former.end - change.passage.start : change.first.start - change.passage.start]
    if former.start < change.first.start and _HELD_AGAINST.search(between) and not _THIS_YEAR.match(between):
        return None  # 2015年支出243万元，比2014年增加25万元，增长11.5%
    computed = share_of(change.amount.figure, former.figure)
    quote = (change.passage.start, change.passage.end)
    after = rate_of(former.figure, change.amount.figure, change.first.sign)
    if after is not None and after.range.meets(change.rate.figure.range) and not _THAN.search(former.lead):
        computed = after  # 2020年拟安排420万元，增加20万元，增长5%: what it comes to, told with its year
    return compare("change", change.rate.figure, computed, quote, 0.85) if computed is not None else None


def _of_both(change: Change, level: Place, former: Place) -> list[Relation]:
    """Return that a percentage is not that of the difference told in the value before it, though rounding hides it in the value after."""
    if change.amount is None or change.rate is None or not same_unit(former.figure, change.amount.figure):
        return []
    computed = share_of(change.amount.figure, former.figure)
    moved = moved_between(level.figure, former.figure, change.first.sign)
    if computed is None or not moved.range.meets(change.amount.figure.range):
        return []
    relation = compare("change", change.rate.figure, computed, (change.passage.start, change.passage.end), 0.8)
    return [] if relation.holds else [relation]


def _more_than_all(change: Change) -> Relation:
    """Return that something fell by more than all of it."""
    assert change.rate is not None
    figure = change.rate.figure
    quote = (change.passage.start, change.passage.end)
    explanation = f"下降{figure.text}：降幅不会超过100%"
    return Relation("change", False, figure.text, "不超过100%", ((figure.start, figure.end),), quote, explanation, None, 0.8)


def relations_of(change: Change, level: Place, former: Place | None) -> list[Relation]:
    """Return the relations of a change with the value after it, and with the value before it if that is told."""
    quote = (change.passage.start, change.passage.end)
    sign = change.first.sign
    relations = []
    if former is not None and same_unit(former.figure, level.figure):
        if change.amount is not None:
            relations.append(compare("change", change.amount.figure, moved_between(level.figure, former.figure, sign), quote, 0.9))
        if change.rate is not None and (computed := rate_told(level.figure, former.figure, sign)):
            relations.append(compare("change", change.rate.figure, computed, quote, 0.9))
            relations += _of_both(change, level, former)
    elif change.amount is not None and change.rate is not None and (computed := rate_of(level.figure, change.amount.figure, sign)):
        relations.append(compare("change", change.rate.figure, computed, quote, 0.9))
    return relations
