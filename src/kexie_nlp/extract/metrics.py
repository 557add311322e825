"""Numbers that a report states of something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.comparisons import Memory
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.figure_cues import THRESHOLD, TOTAL
from kexie_nlp.extract.figures import make_metric
from kexie_nlp.extract.groups import Group
from kexie_nlp.extract.indicators import indicator
from kexie_nlp.extract.tables import row_metrics, told_by_row
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.records import Change, Metric

_RULE: Final = re.compile(r"每(?:人|家|次|天|名|亩|斤|个|篇|项|场|期|支|人均)[^，。；]{0,4}$")
_BARE_SHARE: Final = re.compile(r"每(?:人|家|次|天|名|亩|斤|个|篇|项|场|期|支)$")
_LAST_YEAR: Final = re.compile("上一?年|去年")
_LONGEST_FORMER: Final = 12
_LONGEST_RULE: Final = 8
_PARTS: Final = re.compile(r"其中|（|\(")
_SLASHES: Final = frozenset("/／")
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
        if passage.paragraph != paragraph:
            paragraph, memory = passage.paragraph, Memory(whole=memory.whole, total=memory.total, level=memory.level)
        found.extend(_of_sentence(context, passage, prizes, memory, year))
    return sorted(_once(found), key=lambda metric: (metric.start, metric.end))


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
                yield claim.count.start, f"{event.text} {claim.award.text}" if event and not event.occasion else claim.award.text


def _of_sentence(context: Context, passage: Passage, prizes: dict[int, str], memory: Memory, year: int | None) -> Iterator[Metric]:
    """Yield the metrics of a sentence of running text."""
    if VALUE_TYPES.isdisjoint([entity.type for entity in context.inside(passage)]):
        return
    default = period = str(year) if year else None
    memory.here = memory.money = ""
    memory.levels = []
    for entity in context.inside(passage):
        if entity.type == "DATE":
            period = _period(context, entity) or default
        if entity.type not in VALUE_TYPES:
            continue
        if entity.start in prizes:
            name: str = prizes[entity.start]
            change: Change = "of"
            memory.level = name
        else:
            if _is_rate(context, passage, entity):
                continue
            told = told_by_row(context, passage, entity)
            name, change = (told, "of") if told else indicator(context, passage, entity, memory)
            if shared := _is_shared_out(context, passage, entity):
                name = "" if _BARE_SHARE.search(name) else memory.here + name if name.startswith("每") else name
            if change == "of" and name and not shared and "占" not in name and "完成" not in name:
                memory.level = name
                memory.levels.append(name)
                if entity.type == "QUANTITY":
                    memory.here = name
                elif entity.type == "AMOUNT" and not memory.money:
                    memory.money = name
                if not _is_part(context, passage, entity):
                    memory.whole = name
                    memory.total = name if TOTAL.search(name) else memory.total
        when = _former(context, passage, entity, period) if change == "from" else period
        if metric := make_metric(context, passage, entity, name, change, when):
            yield metric


def _is_part(context: Context, passage: Passage, entity: Entity) -> bool:
    """Tell whether a value is a part of a whole: behind 其中 or a bracket, since the last semicolon if one is there."""
    text = context.text
    first = _PARTS.search(text, passage.start, entity.start)
    if first is None:
        return False
    begin = max(passage.start, text.rfind("；", passage.start, entity.start))
    end = text.find("；", entity.end, passage.end)
    marker = _PARTS.search(text, begin, end if end >= 0 else passage.end) or first
    return marker.start() < entity.start


def _is_rate(context: Context, passage: Passage, entity: Entity) -> bool:
    """Tell whether a value is a unit price or a threshold, which reports nothing by itself."""
    if context.text[entity.end : entity.end + 1] in _SLASHES and _RATE.match(context.text, entity.end):
        return True
    return entity.type == "AMOUNT" and THRESHOLD.match(context.text, entity.end) is not None


def _is_shared_out(context: Context, passage: Passage, entity: Entity) -> bool:
    """Tell whether a value is what goes to each of those told before: 每人奖励3000元."""
    sight = max(passage.start, entity.start - _LONGEST_RULE)
    return context.text.find("每", sight, entity.start) >= 0 and _RULE.search(context.text, sight, entity.start) is not None


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


def _once(metrics: list[Metric]) -> Iterator[Metric]:
    """Yield the first metric of every span."""
    seen: set[tuple[int, int]] = set()
    for metric in metrics:
        if (metric.start, metric.end) not in seen:
            seen.add((metric.start, metric.end))
            yield metric
