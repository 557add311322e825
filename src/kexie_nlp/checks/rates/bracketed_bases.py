"""Whether rates, multiples, points and means follow from a base told in a bracket at them: 获奖率54.2%（送评48项）; 是外馆（15场）的3倍.

The bracket stands right behind the figure, or right before it behind the words that hold it against something. Of several values before it
one that fits is enough; a misfit is reported where the words tell what the base is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between, rate_told, share_of
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_OPENS: Final = re.compile(r"[（(](?P<name>[^（）()，。；、\d%]{0,12}(?:(?:19|20)\d\d\s?年[^（）()，。；、\d%]{0,8})?)$")
_CLOSES: Final = re.compile(r"[^（）()，。；、\d]{0,3}[）)]")
_BEHIND: Final = re.compile(r"[^（）()，。；、\d]{0,4}$")  # between a figure and its bracket
_LEADS_ON: Final = re.compile(r"[）)](?P<words>[^（）()，。；、\d]{0,10})$")
# what is no base: 完成率95%（结余3万元）; 上涨5%（超出1.2万元）
_NO_BASE: Final = re.compile(
    r"结余|结转|剩余|其中|[内仅]?含|包括|节[约省]|[增减][加少长]|较|比|同|[未差缺]|每|[人户场]均|平均|最|超|约|不少|不低|以上|第|满分"
)
_THEN: Final = re.compile(r"上一?[年届期轮次季]|去年|前年|同期|原|年初|期初|基期|(?:19|20)\d\d\s?年")
_WHOLE: Final = re.compile(
    r"[应共总全有]|任务|计划|目标|预算|规划|要求|送|[申提填上]报|参[赛评训加会]|发[放出]|到位|在[编册校职岗]|合计|注册|编制|调查|受[访检理]"
)
_WHAT: Final = r"(?:(?:19|20)\d\d\s?年)?[^，。；、（()）\d]{0,20}$"
_AGAINST: Final = re.compile(rf"(?:[比较](?!例|重)|(?P<up>[高多大优快]于|超过?|高出|超出)|(?P<down>[低少小慢]于|落后于?|不足)){_WHAT}")
_OF: Final = re.compile(rf"(?:占|是|为|相当于|达到?|完成|覆盖|实现)了?{_WHAT}")
_UP: Final = re.compile(r"高|多|增|[提上]升|快|超")
_DOWN: Final = re.compile(r"低|少|减|降|慢|缩|压|节")
_SHARE: Final = re.compile(r"占|[率面]|比[例重]|覆盖|完成|程度|(?:达到?|为|是|相当于)[^，。；\d]{0,12}的")
_MEAN: Final = re.compile(r"(?P<of>[一-鿿])均|平均每?(?P<unit>[一-鿿])")
_STOP: Final = re.compile(r"[。；;]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_VALUES: Final = ("level", "to", "share", "completion", "each")
_HEADS: Final = "人生户师职"
_MOST: Final = 8  # figures before
_TWO: Final = 2
_HUNDRED: Final = 100
_SCORE: Final = 0.7


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the base in its bracket.

    Attributes:
        stated, base: the figures. name: what the bracket calls the base.
        against: the words that hold something against it, right before the bracket; "" if the bracket stands behind the figure.
        words: the words between such a bracket and the figure.
        first: the place of the earlier of both in the sentence.
    """

    stated: Place
    base: Place
    name: str
    against: str
    words: str
    first: int


def check_bracketed_bases(context: Context) -> Iterator[Relation]:
    """Yield whether figures follow from the bases in brackets at them."""
    for passage in context.passages:
        for at, place in enumerate(passage.places) if "（" in passage.text or "(" in passage.text else ():
            told = _told(passage, at) if place.depth else None
            if told is not None and not _is_own_year(told, context.year):
                yield from _checked(passage, told)


def _told(passage: Passage, at: int) -> _Told | None:
    """Return what a figure in a bracket of its own is told of, if it may be a base."""
    base = passage.places[at]
    opens = _OPENS.search(base.lead)
    closes = _CLOSES.match(passage.text, base.end - passage.start)
    if opens is None or closes is None or _NO_BASE.search(opens["name"]) or base.figure.exactness != "exact" or not base.figure.value:
        return None
    name, before = opens["name"], base.lead[: opens.start()]
    behind = passage.places[at + 1] if at + 1 < len(passage.places) else None
    leads = _LEADS_ON.search(behind.lead) if behind is not None else None
    is_of = leads is not None and (_AGAINST.search(before) or (_OF.search(before) and leads["words"].startswith("的")))
    if behind is not None and leads is not None and is_of and leads.start() < _TWO * _TWO:
        return _Told(behind, base, name, before, leads["words"], at)
    if at and _BEHIND.fullmatch(before):
        return _Told(passage.places[at - 1], base, name, "", "", at - 1)
    return None


def _is_own_year(told: _Told, year: int | None) -> bool:
    """Tell whether a bracket tells a value of the year reported on (增长5%（2023年为42场）), which is no base."""
    years = [int(one) for one in _YEAR.findall(told.name)]
    return bool(years) and (year is None or max(years) >= year)


def _values(passage: Passage, told: _Told) -> list[Place]:
    """Return the values before a figure that can be held against its base, the nearest first."""
    before = reversed(passage.places[max(0, told.first - _MOST) : told.first])
    return [place for place in before if place.role in _VALUES and place.figure.exactness == "exact"]


def _checked(passage: Passage, told: _Told) -> Iterator[Relation]:
    """Yield whether a figure is that of a value before it and its base."""
    values = _values(passage, told)
    kind, found = _ways(told, values)
    relations = [compare(kind, _rounded(told.stated), computed, (passage.start, passage.end), _SCORE) for computed in found]
    holding = next((one for one in relations if one.holds), None)
    if holding is not None:
        yield holding
    elif relations and _is_named(told, kind):
        nearest = next(place for place in values if (place.start, place.end) in relations[0].spans[1:])
        between = passage.text[nearest.end - passage.start : passage.places[told.first].start - passage.start]
        if not nearest.depth and not _STOP.search(between):
            yield relations[0]


def _ways(told: _Told, values: Sequence[Place]) -> tuple[FindingKind, list[Computed]]:
    """Return what may follow from each of the values and the base, by the unit and the words of the figure."""
    stated, base = told.stated.figure, told.base.figure
    alike = [place.figure for place in values if same_unit(place.figure, base)]
    sign = told.stated.sign or _sign(told)
    if stated.kind == "points" or (sign and same_unit(stated, base) and stated.kind != "percent"):
        fit = base.kind == "percent" or stated.kind != "points"
        return "change", [moved_between(one, base, sign) for one in alike if fit and sign]
    if stated.kind == "percent" and base.kind != "percent":
        if sign:
            return "change", [way for one in alike if (way := rate_told(one, base, sign)) is not None]
        if _SHARE.search(_words(told)):
            return "share", [way for one in alike if (way := share_of(one, base)) is not None and _may_be(one, told)]
        return "share", []
    if stated.unit == "倍" and not sign:
        return "change", [_divided(stated, one, base) for one in alike if one.value > base.value]
    mean = _MEAN.search(re.split(r"[，,；;。]", told.stated.lead)[-1])
    if mean is not None and not told.against and base.kind == "quantity" and _counts(base, mean):
        totals = [place.figure for place in values if same_unit(place.figure, stated) and place.figure.value > stated.value]
        return "share", [_divided(stated, one, base) for one in totals]
    return "share", []


def _words(told: _Told) -> str:
    """Return the words that tell what a percentage is."""
    return told.against or re.split(r"[，,；;。]", told.stated.lead)[-1]


def _may_be(part: Figure, told: _Told) -> bool:
    """Tell whether a value can be part of a base: it is no more, unless the base was planned."""
    return part.value <= told.base.figure.value or bool(re.search("完成|任务|计划|目标|预算|程度|为|是|相当", _words(told) + told.name))


def _counts(base: Figure, mean: re.Match[str]) -> bool:
    """Tell whether a base counts what a mean is told per."""
    per = mean["of"] or mean["unit"]
    return base.unit.startswith(per) or (per in _HEADS and base.unit in ("人", "名", "户"))


def _sign(told: _Told) -> int:
    """Return which way words hold a value against a base: 高于目标（95%）1.2个百分点, 比外县（500元）低20%; 0 of a share or a multiple."""
    found = _AGAINST.search(told.against)
    if found is None or told.words.startswith("的"):
        return 0
    if found["up"] or found["down"]:
        return 1 if found["up"] else -1
    return 1 if _UP.search(told.words) else -1 if _DOWN.search(told.words) else 0


def _is_named(told: _Told, kind: FindingKind) -> bool:
    """Tell whether the words say what the base is: 上年, 应到, or what is named right before its bracket."""
    if told.against:
        return True
    return bool((_THEN if kind == "change" else _WHOLE).search(told.name))


def _rounded(stated: Place) -> Figure:
    """Return a mean or a multiple as one that was rounded."""
    figure = stated.figure
    is_ratio = figure.unit == "倍" or _MEAN.search(re.split(r"[，,；;。]", stated.lead)[-1])
    return replace(figure, step=Decimal(1)) if is_ratio and figure.kind == "quantity" and not figure.step else figure


def _divided(stated: Figure, one: Figure, other: Figure) -> Computed:
    """Return a value by another."""
    value = one.value / other.value
    bounds = one.range.percent_of(other.range) or Range(value * _HUNDRED, value * _HUNDRED)
    formula = f"{one.text} ÷ {other.text} = {stated.written(value)}"
    return Computed(value, Range(bounds.low / _HUNDRED, bounds.high / _HUNDRED), formula, (one, other))
