"""Phrases that say too little by themselves (采纳, 执行率, 省级, 人数), with the figure, event or item told before that they go with."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract import owner_cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.phrase_cues import DEEDS
from kexie_nlp.extract.phrases import Left
from kexie_nlp.extract.reviews import scored_item
from kexie_nlp.extract.topics import vehicle, with_event
from kexie_nlp.labels import VALUE_TYPES

_OWN_COUNT: Final = re.compile("共|发展(?!到)|吸纳|吸收")  # of members in all, not of those of the bodies told before
_AGREED: Final = frozenset(["签约", "协议", "合同", "意向", "交易", "成交"])  # sums of agreements, and what these are of
_AGREEMENT: Final = re.compile("[签单]|合作|协议|合同|项目|交易|对接|转化|成果|课题|专利|会$|活动$")
_EVENTS: Final = ("竞赛", "大赛", "活动", "”")
_TOLD_LAST: Final = frozenset(["实际完成", "整改到位"])
_GOT: Final = re.compile("(?P<who>.{2,}?)(?:招收|征集|收集|征求|查摆|梳理)(?P<what>.{2,})")
_READ: Final = re.compile("》|建议|报告|信息|专报|参考|提案|论文|成果|期$|简报|材料")  # what leaders write their remarks on
_AREA: Final = re.compile("(?<=..)(?:总?建筑|占地|布展|展厅|设计)面积$")
_ANOTHER_KIND: Final = re.compile("^[^，。；、]{1,4}类")


@lru_cache(maxsize=1 << 12)  # reports tell the same of every year
def may_need_figure(phrase: str) -> bool:
    """Tell whether a phrase is one of those that go with another figure: 执行率, 涉及资金."""
    return cues.OF_ANOTHER.fullmatch(phrase) is not None


def of_another(context: Context, passage: Passage, value: Entity, left: Left, before: str, memory: Memory) -> str:
    """Return the indicator of a value whose words may go with a figure told before or with the item of a review."""
    if owner_cues.TRAVELLED.fullmatch(before) and (van := vehicle(context, passage, left.end)):
        return van + before
    in_bracket = left.stop in ("（", "(") and cues.SCORES.fullmatch(before)
    if in_bracket and (marked := cues.FULL_MARKS.match(context.text, passage.paragraph, left.start)):
        return marked["name"] + before
    if cues.SCORES.fullmatch(before) and (item := scored_item(context, passage)):
        return item + ("得分" if before == "得" else before)
    if before == "人数" and (event := since_last(context, passage, left)):
        return event + before
    if known := _of_known(value, left, before, memory):
        return _got(context, left, before, known, memory)
    if cues.OF_STOCK.fullmatch(before) and (noun := memory.measured.get(cues.measure_of(value.text), "")):
        memory.passing = before + DEEDS.sub("", noun, count=1)
        return memory.passing
    if cues.OF_BODIES.fullmatch(before) and cues.BODIES.search(memory.here) and not _OWN_COUNT.search(context.text, left.start, left.end):
        return memory.here + before
    return _part(context, passage, value, left, before, memory) or with_event(context, passage, value, left, before)


def _got(context: Context, left: Left, before: str, known: str, memory: Memory) -> str:
    """Return an indicator with the paper in front if that got what is told (《…》17期，获省领导批示6件)."""
    if known[-1] != "》" or "批示" not in before or not known.startswith(before) or context.text.find("获", left.start, left.end) < 0:
        return known
    memory.passing = f"{known.removeprefix(before)}获{before}"
    return memory.passing


def _part(context: Context, passage: Passage, value: Entity, left: Left, before: str, memory: Memory) -> str:
    """Return a part named by its kind, grade or place (省级3个, 一等10篇, 理科类9个) with the name of the whole, or ""."""
    if cues.GRADE.fullmatch(before) and memory.whole:
        return f"{cues.WINNERS.sub('', memory.whole)} {before}奖"
    if cues.KIND_OF_PART.fullmatch(before) and memory.whole_measure == cues.measure_of(value.text) and _among(context, passage, left):
        return before + memory.whole
    told = memory.told_in(value.text)
    if cues.KIND_OF_PART.fullmatch(before) and cues.measure_of(value.text) in memory.measured and _among(context, passage, left):
        return before + _ANOTHER_KIND.sub("", told)
    if cues.KIND_ONLY.fullmatch(before) and (other := cues.KIND_ONLY.search(told)):
        return told[: other.start()] + before + told[other.end() :]
    if cues.KIND_ONLY.fullmatch(before) and memory.whole and _among(context, passage, left):
        if value.type == "AMOUNT" and cues.PROCURED.fullmatch(before):
            return cues.WHOLE_SUM.sub("", memory.whole) + before + "支出"
        return before + memory.whole
    return ""


def _of_known(value: Entity, left: Left, before: str, memory: Memory) -> str:
    """Return a phrase that tells something of a figure told before (执行率, 采纳, 涉及资金), with the name of that, or ""."""
    if before in cues.STAND_INS and memory.level:
        if before == "实际":  # what was aimed at is told before
            return cues.AIMED_AT.sub("", memory.told_in(value.text), count=1)
        if before in ("总数", "年末总数", "年底总数"):
            told = memory.told_in(value.text)
            memory.level = cues.NEWLY.sub("", told) or told
            return memory.level
        is_sum = value.type == "QUANTITY" and memory.measured.get("元") == memory.level
        return memory.measured.get(cues.measure_of(value.text), before) if is_sum else memory.told_in(value.text)
    if value.type != "AMOUNT" and memory.level and cues.BESIDE.fullmatch(before):
        return memory.level + before
    if memory.money and value.type == "AMOUNT" and left.stop in ("，", "V") and cues.OF_MONEY.fullmatch(before):
        topic = cues.MONEY_TOPIC.sub("", memory.money)
        settled = "决算" in before and (topic.endswith(cues.GRANTED) or cues.ESTIMATE.search(memory.money))
        if (settled or cues.FUND.search(topic)) and topic not in before:
            return topic + before
    if memory.level and cues.AIMED_AT.fullmatch(before):
        memory.passing = memory.level + before
        return memory.passing
    if memory.level and memory.measured and (outcome := cues.OUTCOME.fullmatch(before)):
        return _outcome(value, outcome, memory)
    if value.type == "PERCENT" and cues.RATE.fullmatch(before):
        return _rate(before, memory)
    if cues.A_HEAD.fullmatch(before) and memory.level:
        return before + memory.told_in(value.text)
    if cues.ATTRIBUTE.fullmatch(before) and memory.here and (before[:2] not in _AGREED or _AGREEMENT.search(memory.here)):
        goes_on = cues.OF_MONEY.fullmatch(before) and memory.measured.get("元") == memory.level
        return (memory.level if goes_on else _AREA.sub("", memory.here)) + before
    return ""


def _outcome(value: Entity, outcome: re.Match[str], memory: Memory) -> str:
    """Return what became of those counted before (办结, 被采纳) with their name."""
    deed = outcome["deed"] or outcome["done"]
    same = memory.measured.get(cues.measure_of(value.text), "")
    noun = cues.ACTED.sub("", same if same in memory.levels else memory.level).removeprefix(deed.removeprefix("实际"))
    noun = noun.rpartition(" ")[2]  # an honour without its event
    if deed == "批示" and _READ.search(noun) is None:
        return ""
    if got := _GOT.fullmatch(noun):
        memory.passing = got["who"] + deed + got["what"]
        return memory.passing
    last = deed in _TOLD_LAST or noun.endswith(_EVENTS)
    memory.passing = noun + deed if last else (outcome["who"] or "") + deed + noun
    return memory.passing


def _rate(before: str, memory: Memory) -> str:
    """Return the name of a rate (覆盖率, 执行率, 获奖率) with that of the figure told before."""
    if before[:2] in ("培训", "参训") and not memory.levels:
        return before
    if before == "预算执行率" and memory.measured.get("元") != memory.level:
        return before
    if memory.prizes:
        return memory.prizes[-1].rpartition(" ")[0] + before
    if not memory.level or (before in ("满意度", "满意率") and cues.ASKED.search(memory.level)):
        return before if memory.level else ""
    if before.startswith("获奖"):
        return cues.WINNERS.sub("", memory.level) + before
    if memory.level[-1] in "率度" and memory.whole and memory.whole_measure != "元":
        return memory.whole + before
    if memory.level[-1] == "率":
        return before
    of_count = memory.here and memory.level.startswith(memory.here)
    what = (memory.here if of_count else cues.SPENT.sub("", memory.level)).removesuffix(before[:-3]).removesuffix(before[:-1])
    return what + (before.removeprefix("培训") if what.startswith("培训") else before)


def since_last(context: Context, passage: Passage, left: Left) -> str:
    """Return the last event or work of a sentence if no figure stands behind it."""
    told = context.last_before(left.end, passage.start, "ACTIVITY", "COMPETITION", "DOCUMENT", "PROGRAM", *VALUE_TYPES)
    return context.written(told) if told is not None and told.type not in VALUE_TYPES else ""


def _among(context: Context, passage: Passage, left: Left) -> bool:
    """Tell whether a value is one of the parts that 其中 or a bracket introduces."""
    text = context.text
    in_bracket = text.rfind("（", passage.start, left.end) > text.rfind("）", passage.start, left.end)
    return in_bracket or text.rfind("其中", passage.start, left.end) >= max(0, text.rfind("；", passage.start, left.end))
