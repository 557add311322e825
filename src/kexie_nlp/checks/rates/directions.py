"""Whether the words that say which way a figure went (决算数大于预算数, 减少的主要原因) agree with the figures."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between, share_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.moves import Change, changes_in, is_reason

_BUDGET: Final = r"(?P<base>年初|调整|全年|年度|当年)?(?:部门|支出)?预算"
_HELD: Final = re.compile(
    rf"(?:决算数?|执行数|支出数|实际支出)(?:(?:比|较|与|同|和){_BUDGET}数?(?:相比)?(?:基本|大致)?(?P<word>持平|一致|相等|相同)"
    rf"|(?P<order>大于|高于|多于|超过|小于|低于|少于){_BUDGET.replace('base', 'base2')})"
)
_WITHIN: Final = re.compile(rf"(?:未|没有)(?:超过|超出|突破|超){_BUDGET}")
_MORE: Final = ("大于", "高于", "多于", "超过")
_REASON: Final = re.compile(
    r"[，,；;。]?\s*(?P<word>(?P<up>增加|增长|上升|提高)|减少|下降|降低)(?:的|，)?(?:主要)?(?:原因|是因为|是由于|主要是由于)"
)
_TREND: Final = re.compile(
    r"(?:较|比|与|同)(?P<base>年初预算|预算|上年|去年)数?(?:相比)?，?(?P<word>(?:有所|略有|明显|大幅)?(?:(?P<up>增加|增长|上升)|减少|下降|降低))(?=主要|的?原因|[，,。；]|其中)"
)
_SUBJECTS: Final = re.compile(
    r"基本支出|项目支出|专项支出|公务接待|公务用车|因公出国|三公|会议费|培训费|机关运行经费|政府采购|财政拨款|收入|支出"
)
_WIDE: Final = "支出"  # says nothing of which expenditure it is
_BASES: Final = ("年初", "调整", "全年", "年度", "当年")
_ALIKE: Final = 2  # percent that 持平 may leave
_SPECIFIC: Final = 3  # digits of a difference that others do not make by chance
_REACH: Final = 40
_BACK: Final = 3  # sentences
_TWO: Final = 2
_SURE: Final = 0.8


def check_directions(context: Context) -> Iterator[Relation]:
    """Yield whether more, less, up and down are told as the figures have it."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            yield from _against_budget(line, number)
            yield from _turned(line[max(0, number - _BACK) : number + 1])
            yield from _reasons(passage, line[number + 1] if number + 1 < len(line) else None)
    yield from _contrary_trends(context)


def _against_budget(line: Sequence[Passage], number: int) -> Iterator[Relation]:
    """Yield whether a result lies above, at or below its budget, as a sentence says."""
    passage = line[number]
    at = 0
    for match in sorted((*_HELD.finditer(passage.text), *_WITHIN.finditer(passage.text)), key=lambda match: match.start()):
        pairs, rates = _evidence(passage, at, match.start())
        if not pairs and not rates and at == 0 and number:
            pairs, rates = _evidence(line[number - 1], 0, len(line[number - 1].text))
        at = match.end()
        groups = match.groupdict()
        base = groups.get("base") or groups.get("base2") or ""
        pairs = [(level, budget) for level, budget in pairs if base in budget.lead] or pairs
        named = [rate for rate in rates if any(word in rate.lead for word in _BASES)]
        rates = ([rate for rate in named if base in rate.lead] if base and named else rates)[-1:]
        verdicts = [_judged(match, level.figure, budget.figure) for level, budget in pairs]
        verdicts += [_judged(match, rate.figure, None) for rate in rates]
        if not verdicts or (not all(verdicts) and any(verdicts)):
            continue
        yield _of_words(passage, match, verdicts[0], pairs, rates)


def _turned(lines: Sequence[Passage]) -> Iterator[Relation]:
    """Yield the differences of a value and its base that go the other way (86.35万元，比预算81.2万元减少5.15万元)."""
    passage = lines[-1]
    told = [place for one in lines for place in one.places if place.figure.exactness == "exact"]
    told = [place for place in told if place.figure.kind in ("amount", "quantity")]
    for change in changes_in(passage):
        by = change.amount
        if by is None or is_reason(passage, by):
            continue
        is_specific = by.figure.digits >= _SPECIFIC
        before = [place for place in told if place.end <= by.start]
        bases = [place for place in before if place.role == ("budget" if change.against_budget else "former")]
        shared = {one.start for line in lines for one, share in pairwise(line.places) if share.role == "share"}  # parts, not all
        levels = [place for place in before if place.role in ("level", "to") and not place.depth and place.start not in shared]
        gaps = {(level, base): level.figure.value - base.figure.value for level in levels for base in bases}
        turned = [pair for pair, gap in gaps.items() if gap == -by.sign * by.figure.value]
        is_far = any(place.start < lines[-_TWO:][0].start for pair in turned for place in pair)
        if not is_specific or is_far:  # the rate says which base it is of
            turned = [(level, base) for level, base in turned if change.rate is not None and _is_of(change.rate, by, base)]
        if turned and by.sign * by.figure.value not in gaps.values():
            level, base = turned[-1]
            computed = moved_between(level.figure, base.figure, by.sign)
            yield compare("change", by.figure, computed, (passage.start, passage.end), _SURE)


def _is_of(rate: Place, by: Place, base: Place) -> bool:
    """Tell whether a percentage is that of a difference in the value before."""
    computed = share_of(by.figure, base.figure) if rate.figure.digits > 1 else None
    return computed is not None and computed.range.meets(rate.figure.range)


def _evidence(passage: Passage, start: int, end: int) -> tuple[list[tuple[Place, Place]], list[Place]]:
    """Return the results with their budgets, and the rates of completion, told in a stretch of a sentence."""
    places = [place for place in passage.places if passage.start + start <= place.start < passage.start + end]
    rates = [place for place in places if place.role == "completion"]
    levels = [place for place in places if place.role == "level" and place.figure.kind == "amount" and place.depth == 0]
    budgets = [place for place in places if place.role == "budget" and place.figure.kind == "amount"]
    if len(levels) != 1 or "其中" in levels[0].lead:
        return [], rates if len(levels) <= 1 else []
    return [(levels[0], budget) for budget in budgets], rates


def _judged(match: re.Match[str], figure: Figure, budget: Figure | None) -> bool:
    """Tell whether a result against its budget, or a rate of completion against 100 %, is as the words have it."""
    groups = match.groupdict()
    low, high = figure.range.low, figure.range.high
    base_low, base_high = (budget.range.low, budget.range.high) if budget is not None else (100 * figure.scale, 100 * figure.scale)
    if "order" not in groups:  # 未超预算
        return low <= base_high
    if groups["order"] is None:  # 持平
        slack = base_high * _ALIKE / 100
        return low <= base_high + slack and high >= base_low - slack
    return high > base_low if groups["order"] in _MORE else low < base_high


def _of_words(
    passage: Passage, match: re.Match[str], holds: bool, pairs: Sequence[tuple[Place, Place]], rates: Sequence[Place]
) -> Relation:
    """Return whether words on result and budget are right."""
    start = passage.start + match.start()
    spans = [(start, passage.start + match.end())]
    if pairs:
        level, budget = pairs[0]
        spans += [(level.start, level.end), (budget.start, budget.end)]
        told = f"决算{level.figure.text}，预算{budget.figure.text}"
        sign = (level.figure.value > budget.figure.value) - (level.figure.value < budget.figure.value)
    else:
        spans += [(rates[0].start, rates[0].end)]
        told = f"完成预算的{rates[0].figure.text}"
        sign = (rates[0].figure.value > 100) - (rates[0].figure.value < 100)
    right = {1: "大于预算", 0: "与预算持平", -1: "小于预算"}[sign]
    why = f"{told}：{right}" + ("" if holds else f"，文中写“{match[0]}”")
    quote = (passage.start, passage.end)
    return Relation("change", holds, match[0], right, tuple(spans), quote, why, None, 1.0 if holds else _SURE if sign else 0.6)


def _reasons(passage: Passage, behind: Passage | None) -> Iterator[Relation]:
    """Yield whether the reason behind a change is one for a change of that direction (增加3万元，减少的主要原因是)."""
    told = list(changes_in(passage))
    for number, change in enumerate(told):
        places = [place for place in (change.amount, change.rate) if place is not None]
        last = max(places, key=lambda place: place.end)
        if not last.figure.value or last.figure.kind == "points":
            continue
        after = passage.text[last.end - passage.start :]
        where, match = passage, _REASON.match(after)
        if match is None and behind is not None and re.fullmatch(r"[。；;]?\s*", after):
            where, match = behind, _REASON.match(behind.text)
        if match is None:
            continue
        at = (last.end if where is passage else where.start) + match.start("word")
        if not any(_is_of_same(passage, other, change) and (other.first.sign > 0) == bool(match["up"]) for other in told[:number]):
            yield _of_reason(passage, change, last, match, at)


def _is_of_same(passage: Passage, other: Change, change: Change) -> bool:
    """Tell whether two changes of a sentence are of one value, held against two others, or the second is of a part (其中…) of the first."""
    between = [place for place in passage.places if other.first.end <= place.start < change.first.start]
    values = [place for place in between if place.role in ("level", "to") and place.figure.kind in ("amount", "quantity")]
    return not values or any("其中" in place.lead for place in values)


def _of_reason(passage: Passage, change: Change, last: Place, match: re.Match[str], at: int) -> Relation:
    """Return whether the word before a reason says what the change says."""
    sign = change.first.sign
    holds = (sign > 0) == bool(match["up"])
    right = "增加" if sign > 0 else "减少"
    why = f"{right}{change.first.figure.text}" + ("" if holds else f"，原因却写“{match['word']}”")
    spans = ((at, at + len(match["word"])), (last.start, last.end))
    return Relation("change", holds, match["word"], right, spans, (passage.start, at + len(match[0])), why, None, 1.0 if holds else _SURE)


def _contrary_trends(context: Context) -> Iterator[Relation]:
    """Yield that one thing is said to have grown and to have shrunk against the same, within one section."""
    seen: dict[tuple[int | None, str], list[tuple[str, re.Match[str], Passage]]] = defaultdict(list)
    for passage in context.passages:
        for match in _TREND.finditer(passage.text):
            before = passage.text[max(0, match.start() - _REACH) : match.start()]
            told = _SUBJECTS.findall(before)
            if not told:
                continue
            subject = told[-1]
            if subject == _WIDE:
                subject = next((own for title in context.headings(passage.section)[:1] for own in _SUBJECTS.findall(title)), _WIDE)
            base = "上年" if match["base"] in ("上年", "去年") else "预算"
            earlier = seen[passage.section, base]
            for other, first, where in earlier:
                if other == subject and bool(first["up"]) != bool(match["up"]):
                    yield _contrary(passage, match, where, first, subject)
                    break
            earlier.append((subject, match, passage))


def _contrary(passage: Passage, match: re.Match[str], where: Passage, first: re.Match[str], subject: str) -> Relation:
    """Return that two sentences say the opposite of one thing."""
    spans = tuple((one.start + told.start("word"), one.start + told.end("word")) for one, told in ((passage, match), (where, first)))
    why = f"{subject}：前文写“{first[0]}”，此处写“{match[0]}”"
    return Relation("change", False, match["word"], first["word"], spans, (passage.start, passage.end), why, None, 0.55)
