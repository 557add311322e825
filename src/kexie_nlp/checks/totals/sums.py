"""Whether the parts add up to the total, and if not, whether one of them is told in the wrong unit."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import misadded, slip
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.left_to_words import is_left_to_words
from kexie_nlp.checks.totals.mistyped_parts import of_total_or_part
from kexie_nlp.checks.totals.overlaps import is_counted_twice
from kexie_nlp.checks.totals.wholes import FAMILIES, are_ranks, holds_higher, overlap

_WAN: Final = Decimal(10_000)
_RATE: Final = re.compile(r"率|满意|完成|进度|增长|提高|覆盖")
_OF_A_YEAR: Final = re.compile("[年月]均|平均")  # 年均投入101万元，其中2021年首次突破120万元
_OF_YEARS: Final = re.compile(r"[两二三四五六]年[中来间内]|[^\d]年间")  # 其中2020年2.46亿元；五年中项目支出7.9亿元
_OF_ONE_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年(?![中来间内])")
_EARLIER: Final = re.compile(r"前[两二三四五六七八九]|[往此]前|往[届年]")  # 四届累计195人（前三届分别为40人、45人、50人）
_OF_PLACES: Final = re.compile(r"[一-鿿]{0,6}[:：（(]")  # 分布在8个县区：甲县3个、乙县4个…
_PAIRED: Final = (re.compile(r"编制|计划|应到|目标"), re.compile(r"实有|在编|在岗|实际|实到|完成"))  # two counts of each part
_SIZE: Final = 10  # of a part that its own parts follow, so that they do not make it up by chance
_GRADE: Final = re.compile(r"[特一二三四]等奖$|[金银铜]奖$|优[秀胜]奖$")
_WON: Final = re.compile(r"获|得|评|奖[^，。；]*[，,：:（(]")
_TWO: Final = 2
_LONG: Final = 3  # digits that no other figure has by chance
_UNSPENT: Final = re.compile(r"(?:合计|共|总计)(?:[尚还仍]有?|剩|余|结余|结转)[^，。；]{0,4}$")
_NEAR: Final = 24  # characters
_OF_THESE: Final = re.compile("[里中]面?(?:又|还|也)有?$")
_MANY: Final = 100  # that others do not make it by chance
_EXCESS: Final = 0.75


def check_sums(groups: Sequence[Group], figures: Sequence[Figure], text: str) -> Iterator[Relation]:
    """Yield whether each total is the sum of its parts; of parts that need not be all, only where they hold or exceed it.

    ``figures`` are those of the report, whose text is ``text``: a total that it tells elsewhere, too, is not the one mistyped.
    """
    for told in groups:
        group = told if told.fits() else _of_prizes(told) or told
        if group.fits():
            yield compare("sum", group.total.figure, group.computed(), (group.passage.start, group.passage.end), 0.0)
        elif slip := unit_slip(group):
            yield slip
        elif (score := _score(group)) and not (
            _makes_another(group, figures)
            or _are_of_nearer(group, groups)
            or _is_one_of_them(group, figures)
            or _is_told_behind(group, figures)
            or is_left_to_words(group, text)
        ):
            yield of_total_or_part(group.total.figure, group.computed(), figures, (group.passage.start, group.passage.end), score)


def _score(group: Group) -> float:
    """Return how sure it is that parts that do not make up their total are an error; a total may just say how many there are."""
    if group.total.figure.value == len(group.parts) and _OF_PLACES.match(group.passage.text, group.total.end - group.passage.start):
        return 0.0
    between = group.passage.text[group.total.end - group.passage.start : group.parts[-1].start - group.passage.start]
    if len(group.parts) > 1 and _OF_YEARS.search(between) and any(_OF_ONE_YEAR.search(part.lead) for part in group.parts):
        return 0.0
    if _EARLIER.search(group.parts[0].lead) or "分别" in group.total.lead:
        return 0.0
    if any(_OF_THESE.search(part.lead) for part in group.parts):
        return 0.0  # 中小学生164.6万人次，学生里又有71万人次来自乡镇
    if _UNSPENT.search(group.total.lead):
        return 0.0  # 预算280万元，支出126万元，两项合计尚有370万元未支出
    if is_counted_twice(group.total, group.parts, group.passage):
        return 0.0
    if _is_nested(group) or (len(group.parts) == 1 and _OF_A_YEAR.search(group.total.lead)):
        return 0.0
    if group.computed().range.low <= group.total.figure.range.high:
        return group.complete
    labels = [part.label for part in group.parts]
    if all(any(form.search(part.lead) for part in group.parts) for form in _PAIRED) and group.total.figure.kind == "quantity":
        return 0.0
    if group.total.figure.kind == "percent" and _are_rates(group):
        return 0.0
    if group.complete >= 0.75 or any(set(labels) == set(family) for family in FAMILIES):
        return max(group.complete, 0.8)
    if len(labels) > 1 and group.total.figure.kind == "quantity" and overlap(labels, group.total.figure.unit) and not are_ranks(labels):
        return group.complete
    if len(labels) > 1:
        told = [part.figure.value for part in group.parts]
        is_near = 2 * sum(told) <= 3 * group.total.figure.value or misadded(group.total.figure.value, told) >= 1
        return _EXCESS if group.complete else 0.6 if is_near else 0.0
    of_list = group.total.lead.startswith("、") and not group.parts[0].lead.startswith("、")
    return 0.7 if "其中" in group.parts[0].lead and not of_list else 0.0  # 工科21名、医科18名，其中女性19名: of all


def _makes_another(group: Group, figures: Sequence[Figure]) -> bool:
    """Tell whether parts that lie far from their total make up exactly another figure of the report, as those of one class do."""
    total, computed = group.total.figure, group.computed()
    value = computed.value
    gap = abs(value - total.value)
    is_near = gap * _SIZE <= total.value and group.total.role != "budget"  # 预算702.50万元，支出758.76万元，其中…
    if is_near or slip(total.value, value) or sum(part.figure.value == value for part in group.parts):
        return False
    is_long = len(f"{value.normalize():f}".replace(".", "").strip("0")) > _LONG
    return is_long and any(one.value == value and same_unit(one, total) for one in figures)


def _are_of_nearer(group: Group, groups: Sequence[Group]) -> bool:
    """Tell whether parts are those of a total nearer to them (年初260万元，核减11.5万元，调整后248.5万元，其中…)."""
    first = group.parts[0]
    return any(other.parts[0] is first and group.total.start < other.total.start < first.start and other.fits() for other in groups)


def _is_told_behind(group: Group, figures: Sequence[Figure]) -> bool:
    """Tell whether what parts make is told right behind them (小学58件；一等奖8件、二等奖16件、三等奖31件，共55件)."""
    last = group.parts[-1].end
    behind = next((one for one in figures if one.start >= last), None)
    is_near = behind is not None and behind.start - last < _NEAR and group.parts[0].start - group.total.end < _NEAR
    return is_near and behind is not None and behind.value == group.computed().value and same_unit(behind, group.total.figure)


def _is_one_of_them(group: Group, figures: Sequence[Figure]) -> bool:
    """Tell whether a total is rather the middle of a row whose sum is told elsewhere (种养389人，养生346人，防骗182人，…, of 1080份)."""
    places = group.passage.places
    at = next((at for at, place in enumerate(places) if place is group.total), 0)
    value = group.total.figure.value + group.computed().value
    told = {figure.value for figure in figures}
    for before in reversed(places[:at]):
        if not same_unit(before.figure, group.total.figure) or "。" in before.lead:
            return False
        value += before.figure.value
        if value in told and value >= _MANY:
            return True
    return False


def _is_nested(group: Group) -> bool:
    """Tell whether some parts make up the part right before them (其中甲类60个，含一级20个、二级40个): not all are of one whole."""
    if holds_higher([part.label for part in group.parts]):
        return True
    for at, part in enumerate(group.parts[:-_TWO]):
        value = part.figure.value * 0
        for other in group.parts[at + 1 :]:
            value += other.figure.value
            # small numbers only where all that is left makes them (作品12件，其中获奖9件；一等奖1件、二等奖3件、三等奖5件)
            is_sure = value > _SIZE or (other is group.parts[-1] and at + _LONG < len(group.parts))
            if value == part.figure.value and is_sure and other is not group.parts[at + 1]:
                return True
    return False


def _of_prizes(group: Group) -> Group | None:
    """Return the number of works that won with its grades, of a list of both (1240篇，其中37篇获奖，计一等奖…)."""
    won, *grades = group.parts
    are_grades = len(grades) >= _TWO and all(_GRADE.search(part.label) for part in grades)
    if not are_grades or cues.AWARD.search(won.label) or not _WON.search(grades[0].lead):
        return None
    return replace(group, total=won, parts=tuple(grades), complete=_EXCESS)


def _are_rates(group: Group) -> bool:
    """Tell whether percentages are rates of several things, which no one adds up (满意度94%，其中甲95%、乙93%)."""
    told = (group.total, *group.parts)
    is_named = any(_RATE.search(place.label) for place in told)
    return is_named or any(2 * part.figure.value > group.total.figure.value for part in group.parts[1:])


def unit_slip(group: Group) -> Relation | None:
    """Return that one part makes the sum right when 元 is read for 万元 or 万元 for 元, if one does."""
    total = group.total.figure
    if total.kind != "amount":
        return None
    ranges = [part.figure.range for part in group.parts]
    for part, own in zip(group.parts, ranges, strict=True):
        others = Range.total(other for other in ranges if other is not own)
        for factor, unit in ((_WAN, "万元"), (1 / _WAN, "元")):
            if (
                own.low > 0
                and own.low * factor > total.step
                and (others + own.times(factor)).meets(total.range)
                and (factor > 1) != ("万" in part.figure.text)
            ):
                number = part.figure.text.replace("万", "").removesuffix("元")
                told = f"{number}{unit}"
                listed = " + ".join(told if other is part else other.figure.text for other in group.parts)
                spans = ((part.start, part.end), (total.start, total.end), *((o.start, o.end) for o in group.parts if o is not part))
                difference = part.figure.value - part.figure.value * factor
                explanation = f"{listed} = {total.text}，只有把{part.figure.text}读作{told}才相符"
                quote = (max(part.start - len(part.lead), group.passage.start), part.end + 20)
                return Relation("unit", False, part.figure.text, told, spans, quote, explanation, difference, 0.95)
    return None
