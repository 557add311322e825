"""Whether a value lies on the side of a target, limit or mean that its sentence says it does (满意率93.4%，高于90%的目标值)."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_FILL: Final = r"(?:[，,、（(]|也|均|都|已|仍|还|但|却|略|大大|大幅|远|明显|虽|尚|仅|只|而|且|并|基本|稳定|继续|控制|保持|较好|[是地])*"
_WHOSE: Final = r"(?:[^，。；、：\d比较与和]{0,14}?)"
_MORE: Final = re.compile(
    rf"{_FILL}(?:高[于出过]|超[过出]|超|突破|大于|多于|好于|优于|达到|实现|完成|不[低少]于|未低于|没有低于)了?{_WHOSE}(?:达到?|[不]?低于|超过|不少于)?[“”]?"
)
_LESS: Final = re.compile(
    rf"{_FILL}(?:低于|小于|少于|不足|未达到?|没有?达到|未完成|未能(?:达到|完成)|[不未]超过?|未突破|不高于|不多于|(?:未|没有)(?:超[过出]|突破|高于)|控制在)了?{_WHOSE}"
)
_BAR: Final = re.compile(
    r"(?:（含）)?(?:以[上下内])?的?[^，。；、\d]{0,10}?(?:目标|要求|标准|指标|任务|计划|预期|上限|下限|底线|限额|限度|容量|承载|平均|水平|均值|控制数|规定)"
)
_OF_IT: Final = re.compile(r"[^，。；、\d]{0,6}的(?:约|近|将近|比例)?(?:百分之)?[\d一二三四五六七八九]")
_WITHIN: Final = re.compile(r"(?:（含）)?以内")
_NAMED: Final = re.compile(
    r"(?:目标|要求|(?<!团体|行业|国家|地方|企业)标准|指标|任务|计划|预期|上限|下限|限额|控制数|规定|平均)[^，。；\d]{0,8}$"
)
_NOT_ITS_OWN: Final = re.compile(
    r"其中|包括|最[高多低少大小]|单[日场]|分别|^[、和及与]|再(?!次)|新[增建发]|增[加设]|发展|目标|计划|任务|要求|力争|确保|应"
)
_BESIDE: Final = re.compile(r"[比较](?!例|重)[^，,、；;]*$")  # 比全省平均水平9.35%高出0.37个百分点，完成了9.5%的目标
_TO_COME: Final = re.compile(r"力争|确保|争取|目标[为是]|要求|打算|拟|将|明年|预计|计划(?:[到在于使]|[^，。；的\d]{0,6}(?:达到|超过))")
_TASK: Final = re.compile(r"的?(?:年度|全年|年初|既定|预期|计划)*(?:目标|任务|计划|指标)")
_PASSED: Final = ("by", "former", "from")
_VALUES: Final = ("level", "to", "share", "completion")
_SCORE: Final = 0.7


def check_thresholds(context: Context) -> Iterator[Relation]:
    """Yield whether a value is above or below the bar right behind it, as the words between have it."""
    for passage in context.passages:
        for at in range(1, len(passage.places)):
            bar = passage.places[at]
            more, less = _MORE.fullmatch(bar.lead), _LESS.fullmatch(bar.lead)
            if (more is None) == (less is None) or "原因" in bar.lead or not _is_bar(passage, bar):
                continue
            value = _value(passage, at)
            if value is not None and not _TO_COME.search(passage.text[: value.end - passage.start]):
                yield _judged(passage, value, bar, is_more=more is not None)


def _is_bar(passage: Passage, bar: Place) -> bool:
    """Tell whether a figure is said to be a target, a limit or a mean."""
    behind = passage.text[bar.end - passage.start :]
    if _OF_IT.match(behind):
        return False  # 完成年度计划50次的78%
    if bar.lead.endswith("未完成") and not _TASK.match(behind):
        return False  # 完成13个，未完成1个为预算执行率（目标95%）
    within = bar.lead.rstrip().endswith("控制在") and _WITHIN.match(behind)
    is_told = bar.figure.exactness != "about"  # 超过 and 低于 before it are the words looked at
    return is_told and bool(_BAR.match(behind) or _NAMED.search(bar.lead) or within)


def _value(passage: Passage, at: int) -> Place | None:
    """Return the value that a bar is held against: the last of its unit before it, changes and earlier values passed over."""
    bar = passage.places[at]
    for place in reversed(passage.places[:at]):
        if not same_unit(place.figure, bar.figure) or (place.figure.kind == "percent" and place.role == "completion"):
            continue
        if place.depth != bar.depth or re.search(r"[。；;]", passage.text[place.end - passage.start : bar.start - passage.start]):
            return None
        if place.role in _PASSED:
            continue
        is_value = place.role in _VALUES or place.role == bar.role == "each"
        is_plain = place.figure.exactness == "exact" and not (_NOT_ITS_OWN.search(place.lead) or _BESIDE.search(place.lead))
        return place if is_value and is_plain else None
    return None


def _judged(passage: Passage, value: Place, bar: Place, *, is_more: bool) -> Relation:
    """Return whether a value lies on the side told."""
    first, second = value.figure, bar.figure
    slack = second.step / 2
    holds = first.range.high >= second.value - slack if is_more else first.range.low <= second.value + slack
    side = "不低于" if is_more else "不高于"
    right = f"{side}{second.text}"
    why = f"{first.text}{'≥' if is_more == holds else '<' if is_more else '≤' if holds else '>'}{second.text}"
    why = why if holds else f"{first.text}{'低于' if is_more else '高于'}{second.text}，文中写{bar.lead.lstrip('，, ')}{second.text}"
    spans = ((value.start, value.end), (bar.start, bar.end))
    difference = None if holds else first.value - second.value
    return Relation("completion", holds, first.text, right, spans, (passage.start, passage.end), why, difference, 1.0 if holds else _SCORE)
