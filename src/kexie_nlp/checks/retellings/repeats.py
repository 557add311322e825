"""Whether one figure is told differently in two places of a report.

Two places tell one figure if the words before it are the same, but for words that one of them leaves out; a word that stands for
another one (一等奖, 二等奖) or narrows what is counted (市级) makes it another figure.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.arithmetic import rate_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS, plan_titles
from kexie_nlp.checks.told.moves import Change, changes_in
from kexie_nlp.checks.totals.group import Group

_FIGURE: Final = re.compile(r"(?<![第\d.])\d[\d,.]*(?![\d年届月日])")
_SIGNS: Final = re.compile(r"[\s，,、；;：:。“”\"'‘’（()）《》【】\[\]—\-·]|的|了")
_COMPARED: Final = re.compile(r"[，,（(]?(?:同?比|较)[^，,。；]*?\d[^，,。；]*(?:[，,](?:同比)?(?:增|降|减|提|下降)[^，,。；]*)?")
_TEMPLATE: Final = re.compile(
    r"年初预算|支出决算|预算数?|执行数|决算数?|全年|项目|支出|收入|完成|万元|总计|合计|绩效|目标|指标|情况|综述|为"
)
_OPENING: Final = re.compile(
    r"全年|一年来?|本年度?|今年|年度|年|数说|截至|共|累计|先后|积极|组织|开展|举办|完成|实现|我[市县省区会]|[全][市县省区]|#|一是|二是|三是"
)
_BEHIND: Final = re.compile(r"[^，,。；;：:\d]{14,}")  # 组织…名选手参加…大赛: what is counted stands behind the figure
_PLANNED: Final = re.compile(r"力争|预计|计划|明年|下一?年|下一步|目标|拟|将[一-鿿]|预期|争取")
_TIME: Final = re.compile(r"第[\d一二三四五六七八九十]+[届期批次轮]|(?:19|20)\d\d(?=年)")
_PART: Final = re.compile(r"[上下]半年|[一二三四]季度|\d{1,2}月|(?<![第一二三四五六七八九十])[两三四五六七八九十]年(?![级制期度一行规计])")
_GENERIC_HEADING: Final = re.compile(
    r"重点|主要|工作|完成|情况|自评|结论|绩效|概况|基本|总体|具体|做法|成绩|成效|亮点|说明|附件|总结|评价|目标|指标|实现|部门|整体|支出|开展|年度|建设|举办|"
    r"活动|效益|宣传|存在|问题|荣誉|数说|数据|年|报告|程度|使用|项目|[\s\d：:，,、（）()“”]|的|及|和|与"
)
_LEVELS: Final = re.compile(r"国际|国家|全国|自治区|[省市县区州旗校](?=[级赛里内]|大赛|竞赛|层面|$)")
_NOUN: Final = re.compile(r"[^\s，,、；;：:。（()）\d]{0,8}")
_NARROWER: Final = re.compile(
    r"[国省市县区乡镇]级|国家|全[国省市县区]|其中|女|男|新|预算|上年|去年|累计|历年|预计|计划|拟|目标|首|另|以来|上半年|下半年|季度|月|人均|户均|"
    r"各|分别|基层|重点|部分|线上|线下|[一二三四五六七八九十]等|第|财政|项目|基本|年初|调整|本级|所属|下属|直属|用于|[以如]下|包括|[及和与、]"
)
_SAME: Final = frozenset(
    frozenset(pair.split())
    for pair in [
        "参加 参与",
        "举办 组织",
        "举办 开展",
        "组织 开展",
        "评出 决出",
        "评出 产生",
        "获得 取得",
        "获得 获",
        "共 总",
        "有 达",
        "达到 达",
        "约 近",
        "及 和",
        "与 和",
        "我 全",
        "发放 印发",
        "受益 惠及",
        "建立 建成",
        "为 是",
        "推荐 推选",
        "代表队 选手",
        "收到 征集",
        "场 次",
        "撰写 形成",
    ]
)
_PRIZES: Final = re.compile("[特一二三]等奖|[金银铜]奖")
_LONGEST: Final = 44
_FAR: Final = 160
_SHORTEST: Final = 10
_FEWEST: Final = 6
_GRAM: Final = 4
_NEAREST: Final = 2
_LONG_SUFFIX: Final = 24
_MOST_ALIKE: Final = 12
_OF_PLACE: Final = re.compile(r"[省市县区旗州镇乡村]")
_LEAST_SHARED: Final = 0.75
_HAN: Final = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure and the words around it by which it is known again."""

    place: Place
    passage: Passage
    before: str
    noun: str


def check_repeats(context: Context) -> Iterator[Relation]:
    """Yield whether figures that are told in two places are told alike."""
    for first, second in _pairs(list(_told(context))):
        shared = alike(first, second)
        if shared is None or not same_unit(first.place.figure, second.place.figure) or _under_other_things(context, first, second):
            continue
        one, other = first.place.figure, second.place.figure
        holds = one.range.meets(other.range)
        if not holds and first.passage.paragraph == second.passage.paragraph and not slip(one.value, other.value):
            continue  # 县赛…一等奖16件；选出22件参加市赛，…一等奖3件: one line goes from one thing to the next
        if not holds and (_came_to(first, second) or _came_to(second, first)):
            continue  # 总数达到43家 … 新建12家，总数达到55家
        if not holds and len({_PRIZES.search(told.passage.text) is None for told in (first, second)}) > 1:
            continue  # 收到科幻画512幅 … 科幻画240幅（一等奖40幅、…）: sent in, and honoured
        score = 0.85 if shared >= 2 * _SHORTEST else 0.7
        explanation = f"同一数据前后两处：{one.text}，{other.text}"
        explanation += "" if holds else f"，相差{one.written(abs(one.value - other.value))}"
        quote = (second.passage.start, second.passage.end)
        spans = ((second.place.start, second.place.end), (first.place.start, first.place.end))
        yield Relation("repeat", holds, other.text, one.text, spans, quote, explanation, other.value - one.value, 1.0 if holds else score)
        if holds and one.value == other.value:
            yield from _told_apart(first, second)
            yield from _told_apart(second, first)


def _came_to(before: Told, after: Told) -> bool:
    """Tell whether a stock is what another one came to by what is told right before it."""
    gap = after.place.figure.value - before.place.figure.value
    pairs = zip(after.passage.places, after.passage.places[1:], strict=False)
    return any(one.figure.value == gap and same_unit(one.figure, two.figure) for one, two in pairs if two.start == after.place.start)


def _under_other_things(context: Context, first: Told, second: Told) -> bool:
    """Tell whether two figures stand under headings that name different things (甲项目, 乙项目)."""
    titles = ["".join(context.headings(told.passage.section)[:1]) for told in (first, second)]
    levels = [set(_LEVELS.findall(title)) for title in titles]
    if all(levels) and levels[0] != levels[1]:
        return True  # 市级大赛再创佳绩, 省级大赛实现突破
    own, other = (_GENERIC_HEADING.sub("", title) for title in titles)
    is_form_shared = _suffix(titles[0], titles[1]) >= _NEAREST or _suffix(titles[0][::-1], titles[1][::-1]) >= _NEAREST
    return bool(own and other) and own != other and is_form_shared


def _told_apart(first: Told, second: Told) -> Iterator[Relation]:
    """Yield whether a change that is told as an amount in one place and as a percentage in the other is one."""
    amounts, rates = (_change_of(told) for told in (first, second))
    if amounts is None or rates is None or amounts.amount is None or rates.rate is None or rates.amount is not None:
        return
    computed = rate_of(first.place.figure, amounts.amount.figure, amounts.amount.sign)
    if computed is not None and amounts.amount.sign == rates.rate.sign:
        yield compare("change", rates.rate.figure, computed, (second.passage.start, second.passage.end), 0.7)


def _change_of(told: Told) -> Change | None:
    """Return the change that is told right behind a figure."""
    at = told.passage.places.index(told.place)
    return next((change for change in changes_in(told.passage) if change.index == at + 1), None)


def check_breakdowns(groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield parts that two breakdowns of one total give differently (3辆，其中小轿车1辆…; 3辆，含小轿车2辆)."""
    fitting = [group for group in groups if group.total.figure.kind == "quantity" and len(group.parts) > 1 and group.fits()]
    alike: defaultdict[Decimal, dict[object, Group]] = defaultdict(dict)
    for group in fitting:  # of those that tell the same one is enough
        alike[group.total.figure.value].setdefault(_what_it_tells(group), group)
    pairs = (pair for some in alike.values() for pair in combinations(list(some.values())[:_MOST_ALIKE], 2))
    for first, second in pairs:
        if first.passage is second.passage or not _share_a_name(first, second):
            continue
        for one in first.parts:
            for other in second.parts:
                names = sorted((key_of(one.label), key_of(other.label)), key=len)
                if len(names[0]) < _NEAREST or not names[1].endswith(names[0]) or one.figure.range.meets(other.figure.range):
                    continue
                why = f"同一总数{first.total.figure.text}的两处分列：{names[0]}{one.figure.text}，{other.figure.text}"
                spans = ((other.start, other.end), (one.start, one.end))
                quote = (second.passage.start, second.passage.end)
                difference = other.figure.value - one.figure.value
                yield Relation("repeat", False, other.figure.text, one.figure.text, spans, quote, why, difference, 0.65)


def _what_it_tells(group: Group) -> tuple[object, ...]:
    """Return what a breakdown tells, but for where."""
    return key_of(group.total.label), group.total.figure.unit, *((part.label, part.figure.value) for part in group.parts)


def _share_a_name(first: Group, second: Group) -> bool:
    """Tell whether two totals are of one unit and name what they count alike."""
    one, other = key_of(first.total.label), key_of(second.total.label)
    return same_unit(first.total.figure, second.total.figure) and bool(one and other) and (one[-2:] in other or other[-2:] in one)


def _told(context: Context) -> Iterator[Told]:
    """Yield the figures that may be told twice, each with the words before and behind it."""
    for line in context.paragraphs():
        is_plan = any(PLANS.search(title) for title in plan_titles(context, line[0].section))
        for number, passage in enumerate(line):
            for place in passage.places if not is_plan and not _PLANNED.search(passage.text) else ():
                if place.figure.kind == "percent" and re.search(r"得分|执行率|完成|=", place.lead):
                    continue
                if place.role not in ("level", "to") or place.figure.kind == "points":
                    continue
                before = _COMPARED.sub("", passage.text[max(0, place.start - passage.start - _FAR) : place.start - passage.start])
                if number and len(_HAN.findall(_TEMPLATE.sub("", before))) < _SHORTEST:
                    before = line[number - 1].text[-_LONGEST:] + before
                masked = _SIGNS.sub("", _FIGURE.sub("#", before))[-_LONGEST:]
                noun = _NOUN.match(passage.text, place.end - passage.start)
                if len(_HAN.findall(_TEMPLATE.sub("", masked))) >= _FEWEST:
                    yield Told(place, passage, masked, noun[0] if noun else "")
                elif behind := _BEHIND.match(passage.text, place.end - passage.start):
                    yield Told(place, passage, masked + _SIGNS.sub("", behind[0])[:_LONGEST], "")


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs whose words before share most of their runs of four characters."""
    by_gram: dict[str, list[int]] = defaultdict(list)
    grams = [{one.before[at : at + _GRAM] for at in range(len(one.before) - _GRAM + 1)} for one in told]
    for number, some in enumerate(grams):
        for gram in some:
            by_gram[gram].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in by_gram.values():
        if 1 < len(numbers) <= _MOST_ALIKE:
            shared.update(combinations(numbers, 2))
    for (first, second), count in sorted(shared.items()):
        if count * 2 >= min(len(grams[first]), len(grams[second])) and told[first].passage is not told[second].passage:
            yield told[first], told[second]


def alike(first: Told, second: Told) -> int | None:
    """Return how many characters the words before two figures share, or None if they tell of different things."""
    from rapidfuzz.distance import Indel

    if first.noun != second.noun and not _same_noun(first.noun, second.noun):
        return None
    one, other = first.before, second.before
    if _other_time(one, other):
        return None
    shorter = min(len(one), len(other))
    shared = Indel.similarity(one, other) // 2
    if shared < _FEWEST + _NEAREST or shared < _LEAST_SHARED * shorter:
        return None
    if one[-_NEAREST:] not in other[-2 * _NEAREST :] and other[-_NEAREST:] not in one[-2 * _NEAREST :]:
        return None
    suffix = _suffix(one, other)
    if suffix >= _LONG_SUFFIX and len(_HAN.findall(_TEMPLATE.sub("", one[-suffix:]))) >= 2 * _FEWEST:
        return suffix
    return int(shared) if _one_thing(one, other) else None


def _one_thing(one: str, other: str) -> bool:
    """Tell whether two runs of words differ only by words that say nothing of what is counted."""
    from rapidfuzz.distance import Levenshtein

    codes = list(Levenshtein.opcodes(one, other))
    first = next((at for at, code in enumerate(codes) if code.tag == "equal"), len(codes))
    heads = [one[: codes[first - 1].src_end], other[: codes[first - 1].dest_end]] if first else []
    if any(len(head) < _SHORTEST and _NARROWER.search(head) for head in heads):
        return False
    if all(heads) and heads and _OF_PLACE.match(one, len(heads[0])):
        return False  # 甲县科技馆 and 乙县科技馆
    if first and not all(map(_says_little, heads)):
        head = codes[:first]
        if any(code.tag == "replace" for code in head):
            return False
    for code in codes[first:]:
        left, right = one[code.src_start : code.src_end], other[code.dest_start : code.dest_end]
        if code.tag == "replace" and not _synonyms(left, right):
            return False
        if code.tag in ("insert", "delete"):
            is_near = min(len(one) - code.src_end, len(other) - code.dest_end) < _SHORTEST
            if _NARROWER.search(left + right) or (is_near and "#" in left + right):
                return False
    return True


def _other_time(one: str, other: str) -> bool:
    """Tell whether two texts name different editions or years."""
    first, second = (set(_TIME.findall(text)) for text in (one, other))
    return bool(first and second and first != second) or set(_PART.findall(one)) != set(_PART.findall(other))


def _suffix(one: str, other: str) -> int:
    """Return how many characters two texts share at their ends."""
    return next(
        (at for at, (left, right) in enumerate(zip(reversed(one), reversed(other), strict=False)) if left != right),
        min(len(one), len(other)),
    )


def _synonyms(one: str, other: str) -> bool:
    """Tell whether two words say the same here."""
    if frozenset((one, other)) in _SAME:
        return True
    return not (_HAN.search(one) and _HAN.search(other)) and not re.search(r"\d", one + other)


def _says_little(text: str) -> bool:
    """Tell whether the words that open a sentence name nothing: 全年组织, 数说2022."""
    return len(_HAN.findall(_OPENING.sub("", text))) < _NEAREST + 1


def _same_noun(one: str, other: str) -> bool:
    """Tell whether what follows two figures may name the same thing: one is the beginning of the other, or nothing."""
    return one.startswith(other) or other.startswith(one)
