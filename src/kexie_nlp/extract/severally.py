"""Figures told together of several things: 城镇居民和农村居民具备科学素质的比例分别达到16.25%和8.66%."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.phrases import Left, left_of, light_end, right_of, tidy
from kexie_nlp.records import Change

_EACH: Final = re.compile("分别|依次")
# 分别举办研讨会3次、2次; 得分率依次为95%、90%
_EACH_DOES: Final = re.compile(r"(?:依次)?(?:分别|依次)(?:已|仅|只|就|各)?(?P<does>[^，。；：、（(\d\ue000-\uf8ff]{0,14})$")
_NAME: Final = entity_pattern("ORG", "PLACE", "PERSON", "PROGRAM", "ACTIVITY", "COMPETITION")
_LISTED_NAMES: Final = re.compile(
    rf"{_NAME}[”」]?(?:[、和及与][^，。；、\ue000-\uf8ff]{{0,4}}{_NAME}[”」]?)+[^，。；、\ue000-\uf8ff]{{0,12}}$"
)
_LIGHT: Final = re.compile(r"(?:为|是|达到?|有|开展|举办|举行|组织|占比?为)?了?")
_GOT: Final = frozenset(["得", "得到", "获得", "获", "取得", "拿到", "各得"])
_GROUP: Final = re.compile("(?:人群|居民|公民|人员|学生|教师|干部|职工|家庭)$")
_JOINTS: Final = (re.compile("[、和]|及(?!以)|与"), re.compile("、"), re.compile("[、和](?![^、]*、)|、"))
# numbers whose measure word only the last of them has: 分别提高1.18、1.05和1.34个百分点
_BARE: Final = re.compile(r"(?<![\d.])(?:\d+(?:\.\d+)?(?:[、，]|和|及|与))+$")
_BARE_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_MEASURE: Final = re.compile("(?:率|比例|比重|占比|水平|人数|人次|数量?|费用?|支出|收入|经费|资金|得分|满意度|面积|产量|产值)$")
_DIRECTION: Final = re.compile("[东中西南北省市县区州乡镇国上下男女]$|^[东中西南北省市县区州乡镇国上下男女]")
_ARE: Final = re.compile(
    r"(?P<names>[^，。；：、和与\d]{1,16}(?:[、和与][^，。；：、和与\d]{1,16}?)+)(?:仍|均|都|也|同)?(?:是|为|属|位[居列]|居|排|(?:提升|增长|提高|进步|发展|下降)(?:较|最|很)?快)[^，。；]*$"
)
_AGES: Final = re.compile(r"(?:\d{1,3}(?:[-—–~～至到]\d{1,3})?周?岁(?:及?以[上下])?(?:、|和|及|与)?)+$")
_AGE: Final = re.compile(r"\d{1,3}(?:[-—–~～至到]\d{1,3})?周?岁(?:及?以[上下])?")
_LONGEST_AGES: Final = 80
_LONGEST_OWN: Final = 6
_TWO: Final = 2


def tells_together(masked: str) -> bool:
    """Tell whether the words before a value say that it is one of several told one by one."""
    return "分别" in masked or "依次" in masked


def severally(context: Context, passage: Passage, value: Entity, left: Left, masked: str, memory: Memory) -> tuple[str, Change] | None:
    """Return the indicator of the first of several figures told together: of names before 分别, else of the figures told just before.

    Where only the last of the numbers has a measure word, the value is the last of them.
    """
    bare = _BARE.search(masked)
    told_words = masked[: bare.start()] if bare else masked
    moved = cues.CHANGE.search(told_words, max(0, len(told_words) - cues.LONGEST_CUE))
    each = _EACH_DOES.search(told_words) if moved is None else _EACH.search(masked)
    if each is None:
        return None
    run = cues.TOLD_TOGETHER.match(context.masked, value.start, passage.end)
    number = len(context.between(value.start, run.end(), value.type)) if run else 1
    before = len(_BARE_NUMBER.findall(bare[0])) if bare else 0
    end = left.start + each.start()
    if compared := cues.COMPARED.search(context.masked, left.start, end):
        end = compared.start()
    names = _names(context, passage, left, end, number + before, memory)
    does = "" if moved else each["does"]
    is_light = _LIGHT.fullmatch(does) is not None
    if len(names) < _TWO or ((moved or before or not is_light) and len(names) != number + before):
        return None
    deed = moved["verb"] if moved else "" if is_light else _deed(context, passage, value, left, does, number, memory)
    if value.type == "PERCENT" and (moved or not deed):
        names = [memory.rated_as(name) for name in names]
    names = [_joined(name, deed) for name in names] if not moved else names
    memory.together = names
    kind: Change = "by" if moved else "of"
    verb = deed if moved else ""
    memory.queue = [(name + verb, kind) for name in names[before + 1 :]]
    return names[before] + verb, kind


def _deed(context: Context, passage: Passage, value: Entity, left: Left, does: str, number: int, memory: Memory) -> str:
    """Return what each of so many did: 分别得19分和18分, 分别占24%和38%, 分别获得5万元和2万元奖补资金, 分别举办研讨会3次和2次."""
    if does.startswith("占"):
        whole = cues.AMONG.match(context.text, passage.start) if "中" in context.text[passage.start : left.end] else None
        before = memory.levels[-1 - number] if len(memory.levels) > number else memory.whole
        return "占" + (does[1:] or (whole["whole"] if whole else before))
    if does in _GOT:
        run = cues.TOLD_TOGETHER.match(context.masked, value.start, passage.end)
        return "得分" if value.text[-1] == "分" else right_of(context, passage, run.end() if run else value.end).noun or does
    return tidy(context, light_end(context, left.end - len(does), left.end), left.end)


def _joined(name: str, phrase: str) -> str:
    """Return a name with a phrase, whose beginning it may end with: 组织管理得分, 得分率."""
    shared = next((length for length in range(min(len(name), len(phrase)), 1, -1) if name.endswith(phrase[:length])), 0)
    return name + phrase[shared:]


def bases(context: Context, passage: Passage, value: Entity, memory: Memory) -> str:
    """Return what the first of several earlier figures is of, as many as were told together before (较2020年的12.15%和5.27%), or ""."""
    run = cues.TOLD_TOGETHER.match(context.masked, value.start, passage.end) if memory.together else None
    if run is None or len(context.between(value.start, run.end(), value.type)) != len(memory.together):
        return ""
    memory.queue = [(name, "from") for name in memory.together[1:]]
    return memory.together[0]


def _names(context: Context, passage: Passage, left: Left, end: int, number: int, memory: Memory) -> list[str]:
    """Return what so many figures told together are of."""
    if entities := _of_entities(context, left.start, end, number):
        return entities
    phrase = tidy(context, left.start, end)
    names = split_names(phrase, number)
    if len(names) == 1 and number > 1:
        if left.stop == "V" and (ages := _ages(context, passage, left, number)):
            return [age + phrase for age in ages]
        if len(memory.together) == number and len(phrase) <= _LONGEST_OWN and not cues.TALLIES.fullmatch(phrase):
            return [_joined(name, phrase) for name in memory.together]
        if left.stop == "，" and (subjects := _subjects(context, passage, left, number)):
            return [subject + phrase for subject in subjects]
    if not names and len(memory.together) == number > 1:
        return memory.together
    if not names and number > 1:
        names = _of_clause(context, passage, left, number) or _subjects(context, passage, left, number)
        names = names or memory.levels[-number:] or _events(context, passage, left, number)
    if memory.levels and all(cues.TALLIES.fullmatch(name) for name in names):
        return [memory.levels[0] + name for name in names]
    return names


def _of_entities(context: Context, start: int, end: int, number: int) -> list[str]:
    """Return the names that a phrase lists if all of them are known ones (甲馆、乙馆参观人次), with the words behind the last."""
    listed = _LISTED_NAMES.search(context.masked, start, end)
    named = context.between(start, end, "ORG", "PLACE", "PERSON", "PROGRAM", "ACTIVITY", "COMPETITION") if listed else []
    if listed is None or len(named) != number:
        return []
    return [context.written(one) + context.text[named[-1].end : end].strip("”的") for one in named]


def split_names(phrase: str, number: int) -> list[str]:
    """Return the names that a phrase lists, each with the words that only the last one has; so many, if there is a way to part it so."""
    ways = [[name for name in joint.split(phrase) if name] for joint in _JOINTS]
    names = next((way for way in ways if len(way) == number), ways[0])
    return completed(names) if len(names) > 1 else names


def completed(names: Sequence[str]) -> list[str]:
    """Return names with what the last of them tells of all: 东、西部地区居民具备科学素质的比例 are two of the same kind."""
    *first, last = names
    tail = _common_tail(first, last)
    return [*(name + tail for name in first), last]


def _common_tail(first: Sequence[str], last: str) -> str:
    """Return the words of the last name that belong to those before it, too, or ""."""
    shortest = min(map(len, first))
    for length in range(shortest, 0, -1):
        ending = first[0][-length:]
        at = last.find(ending, 1)
        if at > 0 and all(name.endswith(ending) for name in first):
            return last[at + length :]
    if _DIRECTION.search(first[0]) and _DIRECTION.match(last) and all(len(name) == 1 for name in first[1:]):
        return last[1:]
    length = len(first[0])
    are_short = length == _TWO and all(len(name) == length for name in first) and len(last) > length
    if having := cues.HAVING.search(last):
        return "" if any(_MEASURE.search(name) for name in first) else having[0].removeprefix("公民")
    if (group := _GROUP.search(last)) and not any(_GROUP.search(name) or _MEASURE.search(name) for name in first):
        return group[0]
    if "的" in last and not any("的" in name for name in first):
        return last[last.rindex("的") :]
    return last[length:] if are_short and _MEASURE.search(last) and not _MEASURE.search(first[0]) else ""


def _ages(context: Context, passage: Passage, left: Left, number: int) -> list[str]:
    """Return the ages told right before a phrase (18-29岁、30-39岁年龄段…), if there are so many."""
    listed = _AGES.search(context.text, max(passage.start, left.start - _LONGEST_AGES), left.start)
    ages = _AGE.findall(listed[0]) if listed else []
    return ages if len(ages) == number else []


def _clause_before(context: Context, passage: Passage, left: Left) -> Left | None:
    """Return the clause that ends at the comma before some words."""
    return left_of(context, passage, left.start - 1) if left.stop == "，" and left.start - 1 > passage.start else None


def _of_clause(context: Context, passage: Passage, left: Left, number: int) -> list[str]:
    """Return the names that the clause before lists, if there are so many: 高中、初中居民具备科学素质的比例，分别为."""
    clause = _clause_before(context, passage, left)
    names = split_names(tidy(context, clause.start, clause.end), number) if clause is not None else []
    return names if len(names) == number and _MEASURE.search(names[-1]) else []


def _subjects(context: Context, passage: Passage, left: Left, number: int) -> list[str]:
    """Return what the clause before says that several things are, if there are so many: 电视和互联网是主要渠道，选择比例依次为."""
    clause = _clause_before(context, passage, left)
    are = _ARE.fullmatch(context.text, clause.start, clause.end) if clause is not None else None
    names = split_names(are["names"], number) if are else []
    return names if len(names) == number else []


def _events(context: Context, passage: Passage, left: Left, number: int) -> list[str]:
    """Return the last events or programmes told before in the sentence, if there are so many."""
    told = context.between(passage.start, left.start, "ACTIVITY", "COMPETITION", "PROGRAM")
    return [context.written(event) for event in told[-number:]] if len(told) >= number else []
