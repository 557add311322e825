"""The values that a change is of: the one after it and the one before it, where the report tells them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.moves import CLAUSE_END, Change, fits, subject_of, told_before
from kexie_nlp.checks.told.roles import OF_FIGURE

_SAYS_NOTHING: Final = re.compile(
    r"^(?:支出|收入|收|支|各|均|决算|预算|总计?|合计|额|数|全年|本年|年度|各项|部门|单位|[我本全][市县省区会]|财政拨款|一般公共预算|、)*$"
)
_OTHER_BUDGET: Final = re.compile(r"(?:比|较|与)(?:(?:上年|去年|(?:19|20)\d\d年)度?(?:年初)?预算|年初(?:预算)?)[^，。；]*$")
_THAN_BUDGET: Final = re.compile(r"[比较](?:(?:19|20)\d\d年度?)?(?:年初|全年|调整后?的?|本年|年度)*预算(?:数|安排)?的?$")
_BUDGET_ITSELF: Final = re.compile(r"(?<!完成)(?<!比)(?<!较)预算(?:数|安排|金额|总?额)?$")  # 决算减少2万元；预算减少3万元
_IN_BRACKET: Final = re.compile(r"[（(](?:上年|去年|上一年|上届|同期|(?:19|20)\d\d年)[^，。；（）()\d]{0,8}")  # 增长25%（上年为172万人次）
_BEHIND: Final = re.compile(  # 增加2人，上年为15人
    r"[，,](?:上一?年|去年|上一?届|(?:19|20)\d\d年)(?:度|同期)?(?:末|底)?(?:为|是|仅|只有|有|共有){1,2}"
)
_COUNTED: Final = re.compile(r"(?P<unit>人次|场次|[期场次件篇项个名人站家])数?$")  # 培训期数, 人次: a subject by its unit
_MONEY: Final = re.compile(r"(?:资金|经费|金额|拨款)[总数额量]*$")  # 186万元、18个项目，资金增长15.6%
_BOTH_SIDES: Final = re.compile(r"收、?支")
_SIDES: Final = ("收入", "支出", "本年收入", "本年支出")
_SIDE: Final = re.compile(r"(?:收入|支出|收、?支)(?:总计|合计|总额)")
_TIME_BEFORE: Final = re.compile(
    r"^(?:同口径|与|和|同|比|较|相比|(?:19|20)\d\d年度?|上一?年度?|去年|前一年|上一?届|同期|年初|期初|原来|末|底|的|总?数|实际|决算数?"
    r"|[： ])+|的$"
)
_COMPARED_WITH: Final = re.compile(r"[比较与同和]")
_THAN: Final = re.compile(r"[比较与同和](?!例|重)[^，,。；;]*$")
# 提高2个百分点，投诉率由…降至…
_OTHER_THING: Final = re.compile(r"[；;。]|[，,、](?!同?比|较|总|累计|现|全年|年末|达)[^，。；、\d由从]{2,12}(?:由|从)")
_REACHED: Final = re.compile(r"[，,](?:总数|累计|全年)?达到?了?")
_YEAR_TOLD: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
_NUMBER_OF: Final = re.compile(r"(?:总?数量?|人数|件数|项数)$")
# 新成立3家、注销2家，比去年底的45家增加1家: neither is what there is now
_WENT: Final = re.compile(r"(?:注销|撤销|撤并|解散|退出|取消|摘牌)了?$")
_CAME: Final = re.compile(r"(?:新(?:成立|建|增|批准|发展|登记|吸收|认定)|成立|批准|吸收)[^，。；]{0,8}$")
# 第11届至第16届共收到1126件，2015年比上年增加37件: of one year, and not of all
_OF_YEAR: Final = re.compile(r"(?:19|20)\d\d年[^，,。；\d]{0,8}[比较](?:19|20)\d\d年[^，,。；\d]{0,6}$")  # 2017年观众比2016年减少
_IN_ALL: Final = re.compile(r"累计|历年|总计|[两三四五六]年(?:合计|共)")
_OF_YEARS: Final = re.compile(r"[两三四五六]年(?:来|间)?(?:合计|累计|总计|共计|共|计)[^，。；\d]{0,6}$")  # 五年计5832万元
_OVER_SEVERAL: Final = re.compile(
    r"第[^，。；、]{1,3}届?(?:至|到|[-—–~～])+第?[^，。；、]{1,3}届|历届|历年|[两三四五六]年(?:来|间)"
    r"|(?:19|20)\d\d年?(?:至|到|[-—–~～])+(?:19|20)\d\d年"
)
_OF_ONE: Final = re.compile(r"[，,；;](?:其中)?[，,：:]?(?:(?:19|20)\d\d年度?|今年|本年度?|本届|第[^，。；、]{1,3}届)[^，。；\d]*$")
# 2024年办活动126场，今年多了90场: told of a year of its own, and then of this one
_SINCE_THEN: Final = re.compile(r"[，,；;](?:而|但)?(?:今年|本年度?|当年|今届|本届)(?:则|又|却)?(?:比上年|较上年|同比)?[增多减少提上下]")
_THAN_YEAR: Final = re.compile(r"^[，,][^，,。；;\d]{0,4}[比较](?P<year>(?:19|20)\d\d)年[^，。；\d]*$")
_FAR: Final = 20  # times that no mean is what it is the mean of
_TWO: Final = 2
_HUNDRED: Final = Decimal(100)
_SIMILAR: Final = 0.6
# 收入总计317万元，其中年初结转18万元，较2022年增加27万元: of the total
_CARRIED: Final = re.compile(r"结[转余]|滚存|延续|续建|跨年|转入|遗留")
_PART_OF: Final = re.compile(r"[，,、（(]?(?:其中|包括|包含|含|内含|里面)")
_HELD_AGAINST: Final = re.compile(r"[比较同](?!例|重)|上年|去年")


def level_of(before: Sequence[Passage], change: Change) -> Place | None:
    """Return the value after a change, if it is sure which one that is; ``before`` are the sentences of its line before it."""
    return next((level for level, certain in levels_of(before, change) if certain), None)


def levels_of(before: Sequence[Passage], change: Change, former: Place | None = None) -> list[tuple[Place, bool]]:
    """Return the values that may be those after the change, the likeliest first, each with whether it is surely the one.

    ``former`` is the value before the change, if that is told; then the other one is in its unit.
    """
    passage = change.passage
    subject = subject_of(passage, change.first)
    inside = _inside(passage, change, former)
    behind = list(passage.places[change.index + 1 : change.index + 3])
    at = change.first.end - passage.start
    next_ones = [place for place in behind if not _OTHER_THING.search(passage.text[at : place.start - passage.start])]
    found: list[tuple[Place, bool]] = [(place, True) for place in next_ones if _is_reached(place) and fits(change, place)]
    for number, place in enumerate(reversed(inside)):
        is_nearest = number == 0 or (bool(subject and key_of(place.label)) and not any(certain for _, certain in found))
        found.append((place, is_nearest and _is_about(subject, place) and place.depth <= change.first.depth))
    earlier = [place for place in _earlier(before, change, subject) if former is None or same_unit(place.figure, former.figure)]
    found = found if any(certain for _, certain in found) else [(place, _is_told_behind(subject, passage, place)) for place, _ in found]
    certain_so_far = any(certain for _, certain in found)
    if _OF_YEAR.search(told_before(passage, change.first)):
        earlier = [place for place in earlier if not _IN_ALL.search(place.lead)]  # 累计观众224万人次…。2017年观众比2016年减少
    named_before = _named_by(former) if former is not None and not subject else ""
    for number, place in enumerate(earlier):
        named = bool(subject) and _is_about(subject, place)
        is_next = (
            number == 0
            and place in before[-1].places
            and not _is_part_of_all(before[-1], place)
            and (not named_before or _is_about(named_before, place))
        )
        certain = not certain_so_far and not inside and (named if subject else is_next) and not _is_told_as_part(subject, place, before)
        found.append((place, certain))
        certain_so_far = certain_so_far or certain
    return found


def _of_its_year(change: Change, inside: list[Place]) -> list[Place]:
    """Return values without those told of several years or editions, if the change is told of one."""
    text, start = change.passage.text, change.passage.start
    if _OF_YEAR.search(told_before(change.passage, change.first)):
        inside = [place for place in inside if not _OF_YEARS.search(text, 0, place.start - start)]
    if not _OF_ONE.search(change.first.lead):
        return inside
    return [place for place in inside if not _OVER_SEVERAL.search(re.split("[。；;]", text[: place.start - start])[-1])]


def _is_base(passage: Passage, place: Place) -> bool:
    """Tell whether a figure is what a share right behind it is of (支出9万元，占公用经费60万元的15%，比上年的10万元压减10%)."""
    at = passage.places.index(place) + 1
    return at < len(passage.places) and passage.places[at].role == "share" and passage.places[at].note == OF_FIGURE


def _inside(passage: Passage, change: Change, former: Place | None) -> list[Place]:
    """Return the values before a change, in its sentence, that may be those after it."""
    inside = [place for place in passage.places[: change.index] if _is_level(place) or _is_year_after(place, former)]
    inside = _of_its_year(change, [place for place in inside if fits(change, place) and not _is_base(passage, place)])
    if _OTHER_BUDGET.search(told_before(passage, change.first)):
        inside = [place for place in passage.places[: change.index] if place.role in ("budget", "level") and fits(change, place)]
    if _BUDGET_ITSELF.search(subject_of(passage, change.first)):
        inside = [place for place in passage.places[: change.index] if place.role == "budget" and fits(change, place)] or inside
    if former is not None:
        told = [place for place in passage.places[: change.index] if place.start != former.start and same_unit(place.figure, former.figure)]
        inside = [place for place in inside if place in told] or [place for place in told if place.role == "budget"]
        most = former.figure.value
        inside = [place for place in inside if place.role != "each" or former.role == "each" or most < _FAR * place.figure.value]
    if not inside and former is None and not change.against_budget:  # 培训费预算4.50万元，较上年增加0.50万元: a plan
        budgets = [place for place in passage.places[: change.index] if place.role == "budget" and fits(change, place)]
        inside = [place for place in budgets[-1:] if not _THAN.search(place.lead)]
    if any(_WENT.search(place.lead) for place in inside):
        inside = [place for place in inside if not (_WENT.search(place.lead) or _CAME.search(place.lead))]
    return inside


def _earlier(before: Sequence[Passage], change: Change, subject: str) -> list[Place]:
    """Return the values of the sentences before that may be those after a change, the nearest sentence first."""
    of_budget = _BUDGET_ITSELF.search(subject)
    found = [
        place
        for other in reversed(before[-3:])
        for place in (other.places if not subject else reversed(other.places))
        if (place.role == "budget" if of_budget else _is_level(place)) and fits(change, place) and place.depth == 0
    ]
    # 本年收入比2016年增加…: of 收入合计, not of 其他收入
    return sorted(found, key=lambda place: key_of(place.label) != key_of(subject)) if subject in _SIDES else found


def _is_part_of_all(passage: Passage, place: Place) -> bool:
    """Tell whether a value is one of several that are told with their shares (基本支出…，占60%；项目支出…，占40%), and so no whole."""
    told = [(one, share) for one, share in pairwise(passage.places) if share.role == "share" and same_unit(one.figure, place.figure)]
    return len(told) > 1 and any(one is place for one, _ in told)


def _is_told_as_part(subject: str, place: Place, before: Sequence[Passage]) -> bool:
    """Tell whether a value that a longer name tells has its share behind it, and so is a part (未成年观众72万人次，占52%。观众数…)."""
    name = re.sub("人?[数量次]+$", "", key_of(subject))
    row = next((list(other.places) for other in before if place in other.places), [place])
    at = row.index(place)
    is_longer = bool(name) and name in key_of(place.label) and not key_of(place.label).startswith(name)
    return is_longer and at + 1 < len(row) and row[at + 1].role == "share" and row[at + 1].lead.startswith("，占")


def _is_told_behind(subject: str, passage: Passage, place: Place) -> bool:
    """Tell whether what changed is named right behind a figure (17件获奖 … 获奖数比上年的21件减少4件)."""
    name = _NUMBER_OF.sub("", subject)
    behind = passage.text[place.end - passage.start :]
    return len(name) >= _TWO and behind.startswith(name) and bool(re.match(r"[，,。；;]|$", behind[len(name) :]))


def _is_reached(place: Place) -> bool:
    """Tell whether a value is told behind a change as what it led to (增加260人，增长12.5%，达到2240人)."""
    return place.role == "to" or (place.role == "level" and bool(_REACHED.fullmatch(place.lead)))


def _is_level(place: Place) -> bool:
    """Tell whether a figure is a value of the time reported on; percentages of any kind but changes are."""
    return place.role in ("level", "to", "each") or (place.figure.kind == "percent" and place.role in ("share", "completion"))


def _is_year_after(place: Place, former: Place | None) -> bool:
    """Tell whether a value is told of a year after that of the value before, whatever year the report is on."""
    if former is None or place is former or place.role != "former" or _THAN.search(place.lead):
        return False  # 与2022年的21.6万人次相比，增长124.4%；与2019年的45.2万人次相比: both are held against a third
    return place.note.isdigit() and former.note.isdigit() and int(place.note) > int(former.note)


def _told_with_year(place: Place) -> Place | None:
    """Return an earlier value; of a value told with its year, whatever year the report is on, one of that year."""
    if place.role == "former":
        return place
    year = _YEAR_TOLD.search(re.split(r"[，,。；;]", place.lead)[-1])
    return replace(place, role="former", note=year[0]) if year is not None and place.role in ("level", "budget") else None


def _named_by(former: Place) -> str:
    """Return what the value before is told of, if its own words name it (与2019年度自评得分94.5分相比)."""
    name = _TIME_BEFORE.sub("", former.label)
    return name if len(name) >= _TWO else ""


def _is_about(subject: str, place: Place) -> bool:
    """Tell whether a change with this subject is one of this value: names it alike, or names nothing."""
    if not subject:
        return True
    if _BOTH_SIDES.search(subject) and _SIDE.search(place.lead):
        return True
    one, other = re.sub(r"收、(?=支)|[各均]$", "", key_of(subject)), key_of(place.label)
    counted = _COUNTED.search(one)
    if counted and counted["unit"] == place.figure.unit:
        return not one[: counted.start()] or one[: counted.start()] in other
    if not one or not other:
        return not other and len(one) <= 4
    if one in other:
        return True
    if other in one:
        return bool(_SAYS_NOTHING.match(one.replace(other, "", 1)))
    return _likeness(one, other) >= _SIMILAR


def _likeness(one: str, other: str) -> float:
    """Return how many of the shorter name's characters stand in the other one."""
    short, long = sorted((one, other), key=len)
    return sum(char in long for char in set(short)) / len(set(short))


def former_of(change: Change) -> Place | None:
    """Return the value before, if the sentence tells it for this change."""
    places = change.passage.places
    if change.index and _SINCE_THEN.match(change.first.lead) and fits(change, places[change.index - 1]):
        return _told_with_year(places[change.index - 1])
    if named := _THAN_YEAR.search(change.first.lead):  # 2018年为7.35%，2020年为9.28%，今年达到11.46%，比2018年提高4.11个百分点
        year = re.compile(rf"(?<!\d){named['year']}年[度底末]?[^，。；\d]{{0,4}}$")
        of_year = [place for place in places[: change.index - 1] if place.role != "by" and fits(change, place) and year.search(place.lead)]
        if of_year:
            return of_year[-1]
    for at in range(change.index - 1, max(0, change.index - 2) - 1, -1):
        place = places[at]
        if place.depth > change.first.depth and at and places[at - 1].role == "by":
            continue  # 项目支出下降18%（上年87万元），基本支出增长2%: of the change before
        is_base = place.role == "budget" and at + 1 == change.index and _THAN_BUDGET.search(place.lead)  # 比年初预算25万元多1.22万元
        if (place.role == "former" or is_base) and fits(change, place) and _is_in_unit(change, place):
            between = change.passage.text[place.end - change.passage.start : change.first.start - change.passage.start]
            if CLAUSE_END.search(between):
                return None
            earlier = _told_with_year(places[at - 1]) if at else None
            if earlier is not None and at + 1 == change.index and same_unit(earlier.figure, place.figure):
                if place.lead in ("、", "和", "及"):
                    return None  # 与上年700万元、673万元相比，收入增加36万元: of two things
                if _is_year_after(place, earlier) and not _COMPARED_WITH.search(place.lead):
                    return earlier  # 2022年93.5%，2023年95.1%，提高1.6个百分点
            return None if _is_part(places[at - 1] if at else None, place, change) else place
    last = max((place for place in (change.amount, change.rate) if place is not None), key=lambda place: place.end)
    behind = next((place for place in places if place.start >= change.first.end and place.role == "former"), None)
    if behind is not None and fits(change, behind):
        starts = [place.end for place in (change.first, last) if place.end <= behind.start]
        told = [change.passage.text[end - change.passage.start : behind.start - change.passage.start] for end in starts]
        if any(_IN_BRACKET.fullmatch(between) or _BEHIND.fullmatch(between) for between in told):
            return behind
    return None


def _is_in_unit(change: Change, place: Place) -> bool:
    """Tell whether a value is in the unit that names what a change is told of, if one does (期数增长7%)."""
    counted = _COUNTED.fullmatch(key_of(subject_of(change.passage, change.first)))
    if counted is None:
        return place.figure.kind != "quantity" or not _MONEY.search(subject_of(change.passage, change.first))
    return counted["unit"] == place.figure.unit


def _is_part(whole: Place | None, place: Place, change: Change) -> bool:
    """Tell whether a value of an earlier time is part of a value of this year, which a change of its own follows."""
    if whole is None or not same_unit(whole.figure, place.figure) or not _HELD_AGAINST.search(change.first.lead):
        return False
    is_carried = _CARRIED.search(place.lead) and not _CARRIED.search(whole.lead)
    return bool(is_carried or _PART_OF.match(place.lead))
