"""Numbers that a report states of something."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import VALUES, Context, Passage
from kexie_nlp.extract.figure_cues import (
    A_HEAD,
    BARE_ESTIMATE,
    BUDGET_OF_KIND,
    ESTIMATE,
    HAVING,
    OF_AGE,
    OF_AT_LEAST,
    OF_SUM,
    OF_WHOLE,
    THRESHOLD,
    TOTAL,
    measure_of,
)
from kexie_nlp.extract.figures import make_metric
from kexie_nlp.extract.formulas import of_formula
from kexie_nlp.extract.groups import Group
from kexie_nlp.extract.indicators import indicator
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.tables import row_metrics, told_by_line_above, told_by_row
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.records import Change, Metric

_RULE: Final = re.compile(r"每(?:人|家|次|天|名|亩|斤|个|篇|项|场|期|支|批|户|所|站|人均)[^，。；]{0,4}$")
_BARE_SHARE: Final = re.compile(r"每(?:人|家|次|天|名|亩|斤|个|篇|项|场|期|支)$")
_FOR_EACH: Final = frozenset(["每", "平均每"])  # 平均每91.7万人拥有一个
_GRANTED: Final = re.compile("资助|奖励|奖补|补助|补贴|发放|表彰|[奖金]$")
_LAST_YEAR: Final = re.compile("上一?年|去年")
_LONGEST_FORMER: Final = 12
_LONGEST_RULE: Final = 8
_LONGEST_BRACKET: Final = 400
# each begins with a character, not a set of them, which makes the search fast
PARTS: Final = re.compile(
    "其中|原因|按[^，。；]{1,10}分[，：]|" + "|".join(f"{word}[：:]" for word in ("分类", "构成", "方面", "如下", "包括"))
)
PARTS_OR_SUMS: Final = re.compile(
    f"{PARTS.pattern}|支出中，|决算中，|预算中，|收入中，|经费中，|资金中，|"
    + "|".join(rf"{digit}[^\d，。；]{{1,14}}中，" for digit in range(10))
)
_CAMPAIGN: Final = re.compile(
    "学习宣传|(?:选树|遴选|选拔|寻找|推选|宣传|发布)活动$"
)  # such an activity bears the name of the honour, and is no contest for it
_QUOTES: Final = re.compile("[“”]")
_LEVEL: Final = re.compile("^(?:全?[国省市县区州旗]级?|国家级)")
_SLASHES: Final = frozenset("/／")
_BEFORE_RATES: Final = _SLASHES | frozenset("以及或（( \t\n\u3000\u00a0")
_HAS_PARTS: Final = re.compile("[，,。（(]其中")
_RATE: Final = re.compile(r"[/／](?:人|天|次|年|月|亩|斤|场|课时)")


def metrics_of(context: Context, groups: Sequence[Group], year: int | None) -> list[Metric]:
    """Return the figures that the text states, in reading order; ``groups`` are the claims of awards, whose counts are figures too."""
    prizes = dict(_prizes(context, groups))
    found: list[Metric] = []
    memory = Memory()
    paragraph = -1
    for passage in context.passages:
        if passage.cells:
            for metric in row_metrics(context, passage, year):
                found.append(replace(metric, indicator=prizes[metric.start]) if metric.start in prizes else metric)
            continue
        if not passage.kinds & VALUES:
            continue
        if passage.paragraph != paragraph:
            paragraph = passage.paragraph
            memory.begin_paragraph()
        found.extend(_of_sentence(context, passage, prizes, memory, year))
    first = {(metric.start, metric.end): metric for metric in reversed(found)}  # the first of every span
    return [first[span] for span in sorted(first)]


def _prizes(context: Context, groups: Sequence[Group]) -> Iterator[tuple[int, str]]:
    """Yield, for every count of awards, where it begins and its indicator: contest and award."""
    for group in groups:
        event = group.event
        for claim in group.claims:
            if claim.count is None:
                continue
            if group.passage.cells and claim.award.start < group.passage.start and (event is None or event.start < group.passage.start):
                if event is not None and group.winner is not None:  # the prize heads a column, and winners head the rows
                    yield claim.count.start, f"{event.text} {group.winner[0]}{claim.award.text}"
                continue
            if claim.planned and "推荐" in context.text[group.floor : claim.award.start]:
                yield claim.count.start, f"“{claim.award.text}”推荐"
            else:
                campaign = event is not None and _is_campaign(event.text, claim.award.text)
                told = event is not None and not event.occasion and not campaign
                yield claim.count.start, f"{event.text} {claim.award.text}" if event is not None and told else claim.award.text


@lru_cache(maxsize=1 << 8)
def _is_campaign(event: str, award: str) -> bool:
    """Tell whether an event is but that by which people were chosen for the honour whose name it bears."""
    return _CAMPAIGN.search(event) is not None and _LEVEL.sub("", _QUOTES.sub("", award)) in _QUOTES.sub("", event)


def _of_sentence(context: Context, passage: Passage, prizes: dict[int, str], memory: Memory, year: int | None) -> Iterator[Metric]:
    """Yield the metrics of a sentence of running text that holds values."""
    default = period = before = str(year) if year else None
    _begin(context, passage, memory)
    text, cursor = context.text, passage.start
    shares = text.find("每", cursor, passage.end) >= 0
    for entity in context.inside(passage):
        if entity.type == "DATE":
            before, period = period, _period(context, entity) or default
        if entity.type not in VALUE_TYPES:
            continue
        if memory.bracketed or memory.in_part:
            memory.pass_by(text[cursor : entity.start])
        cursor = entity.end
        if entity.start in prizes:
            name: str = prizes[entity.start]
            change: Change = "of"
            _remember_prize(context, passage, entity, name, memory)
        else:
            if (text[cursor : cursor + 1] in _BEFORE_RATES or entity.text[-1] == "岁") and _is_rate(context, passage, entity):
                continue
            told = told_by_row(context, passage, entity) if passage.table is not None else ""
            told = told or told_by_line_above(context, entity)
            if not told and entity.type == "PERCENT" and (rate := of_formula(context, passage, entity)) is not None:
                told = rate
                if not told:
                    continue
            name, change = (told, "of") if told else indicator(context, passage, entity, memory)
            if name in _FOR_EACH:
                continue
            if shared := shares and _is_shared_out(context, passage, entity):
                name = name if change == "from" else _shared_out(name, memory)
            is_whole = memory.passing or (memory.queue and OF_WHOLE.match(context.masked, entity.end, passage.end))
            kept = name.removesuffix("完成")  # 巡展完成12站（目标18站）: of what was done
            if change == "of" and kept and not shared and not is_whole and "占" not in kept and "完成" not in kept:
                _remember(context, passage, entity, kept, memory)
        when = period
        if change == "from":  # its date is not that of what follows: 从2010年的4.36%提升到8.72%
            when = _former(context, passage, entity, period)
            period = before if when == period else period
        if metric := make_metric(context, passage, entity, name, change, when):
            yield metric


def _begin(context: Context, passage: Passage, memory: Memory) -> None:
    """Forget what is remembered within a sentence only, and take note of the sum that it names at its start: 支出中，…."""
    told = context.text[passage.start : passage.end]
    of_sum = "中，" in told
    parts = PARTS_OR_SUMS if of_sum else PARTS
    # one of these is in all of them, and to look for them is quicker
    may_part = of_sum or "其中" in told or "：" in told or "按" in told or ":" in told or "原因" in told
    marks = [mark.start() for mark in parts.finditer(context.text, passage.start, passage.end)] if may_part else []
    memory.begin_sentence("（" in told or "）" in told or "(" in told or ")" in told, marks)
    if of_sum and (whole := OF_SUM.match(context.masked, passage.start, passage.end)):
        memory.whole, memory.whole_measure = context.text[whole.start("sum") : whole.end("sum")], "元"


def _remember_prize(context: Context, passage: Passage, entity: Entity, name: str, memory: Memory) -> None:
    """Keep what a count of prizes is told under, for the figures that may refer to it."""
    memory.level = name
    memory.prizes.append(name)
    if " " not in name:
        memory.measured[measure_of(entity.text)] = name
    if len(memory.prizes) == 1 and not _is_part(context, passage, entity, memory):
        memory.whole, memory.whole_measure = name, measure_of(entity.text)


def _remember(context: Context, passage: Passage, entity: Entity, name: str, memory: Memory) -> None:
    """Keep what a value measures, for the figures that may refer to it."""
    memory.level = name
    memory.levels.append(name)
    if entity.type == "QUANTITY":
        memory.here = memory.here if memory.here and name.startswith(memory.here) else name
    elif entity.type == "PERCENT" and (having := HAVING.search(name)):
        memory.having = having[0]
    elif entity.type == "AMOUNT" and (not memory.money or ESTIMATE.search(name)):
        memory.money = name
    memory.in_part = bool(memory.bracketed or memory.marks) and _is_part(context, passage, entity, memory)
    measure = measure_of(entity.text)
    memory.mean = "", ""
    if name[1:2] == "均" and A_HEAD.match(name):
        memory.mean = name, measure
        return
    memory.measured[measure] = name
    is_estimate = memory.whole and _is_estimate(name)
    if not is_estimate and entity.type != "PERCENT" and not memory.in_part:
        memory.whole, memory.whole_measure = name, measure
        kind = _kind_of_total(name)
        if kind == "all" or (kind == "of kind" and len(memory.levels) == 1):
            memory.total = name


@lru_cache(maxsize=1 << 12)  # reports tell the same of every year
def _is_estimate(name: str) -> bool:
    """Tell whether an indicator says no more than that a sum was planned."""
    return BARE_ESTIMATE.fullmatch(name) is not None


@lru_cache(maxsize=1 << 12)
def _kind_of_total(name: str) -> str:
    """Return whether an indicator is that of a sum of all, or of the budget of one kind, else ""."""
    if TOTAL.search(name):
        return "all"
    return "of kind" if BUDGET_OF_KIND.search(name) else ""


def _is_part(context: Context, passage: Passage, entity: Entity, memory: Memory) -> bool:
    """Tell whether a value is a part of a whole: behind 其中, in a bracket, a list or a reason, since the last semicolon."""
    text, marks = context.text, memory.marks
    if memory.bracketed:
        near = max(passage.start, entity.start - _LONGEST_BRACKET)
        opening = max(text.rfind("（", near, entity.start), text.rfind("(", near, entity.start))
        if opening >= 0 and text.find("）", opening, entity.start) < 0 and text.find(")", opening, entity.start) < 0:
            return True
    if not marks or marks[0] >= entity.start:
        return False
    if _HAS_PARTS.match(text, entity.end) and not text.startswith("其中", marks[0]) and len(memory.levels) == 1:
        return False  # 按功能分类：支出786万元，其中：科学技术支出641万元
    begin = max(passage.start, text.rfind("；", passage.start, entity.start))
    end = text.find("；", entity.end, passage.end)
    nearest = bisect_left(marks, begin)
    is_near = nearest < len(marks) and (end < 0 or marks[nearest] < end)
    return not is_near or marks[nearest] < entity.start


def _is_rate(context: Context, passage: Passage, entity: Entity) -> bool:
    """Tell whether a value is a unit price, an age or another threshold, which reports nothing by itself."""
    behind = context.text[entity.end : entity.end + 1]
    if entity.text[-1] == "岁" and OF_AGE.match(context.text, entity.end - 1):
        return True
    if behind in _SLASHES and _RATE.match(context.text, entity.end):
        return True
    if entity.type == "QUANTITY":
        return OF_AT_LEAST.match(context.text, entity.end) is not None
    return entity.type == "AMOUNT" and (behind in "以（(" or behind.isspace()) and THRESHOLD.match(context.text, entity.end) is not None


def _is_shared_out(context: Context, passage: Passage, entity: Entity) -> bool:
    """Tell whether a value is what goes to each of those told before: 每人奖励3000元."""
    return _RULE.search(context.text, max(passage.start, entity.start - _LONGEST_RULE), entity.start) is not None


def _shared_out(name: str, memory: Memory) -> str:
    """Return what goes to, or is the mean of, each of those counted before; "" for a bare standard (每人) of none who get it."""
    counted = memory.here or (memory.prizes[-1] if memory.prizes else "")
    if "平均" not in name and _BARE_SHARE.search(name):
        return counted + name[-2:] if _GRANTED.search(counted) else ""
    return counted + name if name.startswith(("每", "平均每")) else name


def _period(context: Context, date: Entity) -> str | None:
    """Return the value of a date that figures behind it may refer to."""
    if date.value is None or date.value.startswith("-") or context.text[date.start - 1 : date.start] in ("较", "比", "与", "同"):
        return None
    return date.value


def _former(context: Context, passage: Passage, entity: Entity, period: str | None) -> str | None:
    """Return the time of an earlier figure: of the date told just before it, or the year before for 上年."""
    sight = max(passage.start, entity.start - _LONGEST_FORMER)
    date = context.last_before(entity.start, sight, "DATE")
    if date is not None and date.value and not date.value.startswith("-"):
        return date.value
    if period and period[:4].isdigit() and _LAST_YEAR.search(context.text, sight, entity.start):
        return str(int(period[:4]) - 1)
    return period
