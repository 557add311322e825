"""What a share may be of, where its sentence does not name it: values told by a name, the whole of shares beside it, all parts."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.totals.group import Group

_AMONG: Final = re.compile(
    r"^[^，。；;、]{0,24}[中里](?:[，,][^，。；;\d]{0,16}|有|的|仅有?|只有|共有|[^，。；;、\d]{1,16}的(?:共?有|仅有?|只有)?)?$|^[^，。；;]{0,16}(?:全部|均|都)[^，。；;]{0,16}[，,][^，。；;\d]{0,16}的$|^[^。]{0,50}其中[^，。；;、\d]{0,16}$"
)
_TOTALLED: Final = re.compile(r"(?:合计|总计|总额|总数|共计)[为是]?$")  # “三公”经费合计9.6万元，公务接待费2.4万元，占25%
_ASIDE: Final = re.compile(r"[，,][^，,。；;\d]{2,16}")
_PLAIN: Final = re.compile(r"(?:支出|经费|总额|总数|总量|合计|总计|共|为)+$")
_OF_ALL: Final = re.compile(r"(?:全[省市县区州旗盟会]|总)[数量人]{0,2}")
_WORD: Final = 3  # characters
_PAIRS: Final = 12  # shares of one base that are looked at
_MOST: Final = 60  # figures of a line that are looked at
_HUNDRED: Final = Decimal(100)
_HUNDREDTH: Final = Decimal("0.01")
_SPECIFIC: Final = 4  # characters of a name
_NOUN_BEHIND: Final = re.compile(r"[一-鿿]{2,6}(?=[，,。；;、：:（(]|$)")
_SHORTEST: Final = 3  # of one that three shares are told of
_WHOLES: Final = ("level", "to", "budget")
_PAST: Final = re.compile(r"上年|去年|上届|同期|(?:19|20)\d\d年|目标|计划|预算")
_SCORE: Final = 0.75
_CLOSE: Final = 50  # a fiftieth


OF_ITS_OWN: Final = re.compile(r"该|各(?!项|类|级|种|县|市|区)|同类|本类")  # 占该类申报数的: each of another


class Known:
    """What a share may be of: the totals of groups, and all values of the report by what they count."""

    def __init__(self, context: Context, groups: Sequence[Group]) -> None:
        self.whole_of = {id(part): group for group in groups for part in group.parts}
        self._by_label: dict[str, list[Figure]] = {}
        self._of_base: dict[str, list[tuple[Figure, Figure]]] = {}
        self._totals = [
            (key_of(grid.column_heading(column)), figure)
            for grid in context.grids
            for row in grid.rows
            if row.is_total
            for column, figure in row.values.items()
        ]
        for passage in context.passages:
            for one, other in pairwise(passage.places):
                if other.role == "share" and one.role in _WHOLES and len(base := key_of(other.note)) >= _SHORTEST:
                    self._of_base.setdefault(base, []).append((one.figure, other.figure))
            for place in passage.places:
                if place.role == "level" and place.figure.kind in ("amount", "quantity"):
                    chunk = key_of(re.split(r"[，,。；;：:]", place.lead)[-1])
                    behind = _NOUN_BEHIND.match(passage.text, place.end - passage.start)  # 辖64个社区
                    for label in {key_of(place.label), chunk, behind[0] if behind else ""} - {""}:
                        self._by_label.setdefault(label, []).append(place.figure)

    def called(self, name: str, like: Figure) -> list[Figure]:
        """Return the values with this name, or else with a name that ends in it, of the kind and unit of a figure."""
        if OF_ITS_OWN.match(name):
            return []
        plain = _PLAIN.sub("", name)
        ending = (some for label, some in self._by_label.items() if label.endswith(name) or _PLAIN.sub("", label) == plain)
        found = self._by_label.get(name) or [figure for some in ending for figure in some]
        return [figure for figure in found if same_unit(figure, like)]

    def of_kind(self, share: Place, part: Place) -> list[tuple[Figure, bool]]:
        """Return what a share of all there is (占全市的) may be of: totals of tables and values whose names hold a word of its part's."""
        if not _OF_ALL.fullmatch(key_of(share.note)):
            return []
        name = key_of(part.label)
        words = {name[at : at + _WORD] for at in range(len(name) - _WORD + 1)}
        told = (figure for label, some in self._by_label.items() if any(word in label for word in words) for figure in some)
        found = [*told, *(figure for heading, figure in self._totals if any(word in heading for word in words))]
        return [(one, False) for one in found if one.value > part.figure.value and (not one.unit or same_unit(one, part.figure))]

    def is_told(self, bounds: Range, part: Place) -> bool:
        """Tell whether a value within some bounds, in the unit of a part, is told before that part."""
        figures = (figure for some in self._by_label.values() for figure in some if figure.end <= part.start)
        return any(same_unit(figure, part.figure) and figure.range.meets(bounds) for figure in figures)

    def near(self, value: Decimal, part: Place) -> list[Figure]:
        """Return the values told before a part, in its unit, that are almost what some parts make up."""
        figures = {figure.start: figure for some in self._by_label.values() for figure in some if figure.end <= part.start}
        return [figure for figure in figures.values() if same_unit(figure, part.figure) and abs(figure.value - value) * _CLOSE <= value]

    def base_of(self, share: Place, part: Place) -> Figure | None:
        """Return the value that other shares of a whole with the same name, told to a hundredth, are of: two, or one if it is named so."""
        base = key_of(share.note)
        pairs = [(one, told) for one, told in self._of_base.get(base, [])[:_MOST] if told.start != share.start]
        pairs = [(one, told) for one, told in pairs if same_unit(one, part.figure) and told.step <= _HUNDREDTH and told.value >= 1]
        pairs = pairs[:_PAIRS]
        fewest = 1 if len(base) >= _SPECIFIC else _SPECIFIC - 1
        for label, figures in self._by_label.items() if len(pairs) >= fewest else ():
            is_named = sum(base[at : at + 2] in label for at in range(len(base) - 1)) > 1
            for whole in figures[:_MOST]:
                if same_unit(whole, part.figure) and whole.value > part.figure.value:
                    bounds = [one.range.percent_of(whole.range) for one, _ in pairs]
                    holding = sum(own is not None and own.meets(told.range) for own, (_, told) in zip(bounds, pairs, strict=True))
                    if holding > (not is_named) and holding >= fewest:
                        return whole
        return None


def as_beside(line: Sequence[Passage], passage: Passage, share: Place, part: Place) -> Relation | None:
    """Return whether a share is that of its part in the whole that others of the sentence are of: two, or one told to a hundredth."""
    rows = [(one, other) for one, other in pairwise(passage.places) if other.role == "share" and other is not share]
    rows = [(one, other) for one, other in rows if one.role in _WHOLES and same_unit(one.figure, part.figure)]
    rows = [(one, other) for one, other in rows if key_of(other.note) == key_of(share.note)]
    seen = [place for other in line for place in other.places if place.end <= part.start and place.role in _WHOLES]
    for whole in seen[-_MOST:] if rows else ():
        if not same_unit(whole.figure, part.figure) or whole.figure.value <= part.figure.value:
            continue
        own = share_of(part.figure, whole.figure)
        told = [(computed, other) for one, other in rows if (computed := share_of(one.figure, whole.figure)) is not None]
        holding = [other for computed, other in told if computed.range.meets(other.figure.range)]
        if own is not None and (len(holding) > 1 or any(other.figure.step <= _HUNDREDTH and other.figure.value > 1 for other in holding)):
            return compare("share", share.figure, own, (passage.start, passage.end), 0.75)
    return None


def of_last_year(line: Sequence[Passage], passage: Passage, share: Place, part: Place) -> Relation | None:
    """Return that a share is not that of its part in the whole of this year but in that of the year before.

    全年接待观众186.4万人次，比上年增加56.0万人次。市科技馆接待68.2万人次，占52.3%: of 130.4万人次.
    """
    if _PAST.search(share.lead) or _PAST.search(part.lead):
        return None
    before = [place for other in line for place in other.places if place.end <= part.start]
    for whole, other in pairwise(before):
        is_pair = all(same_unit(place.figure, part.figure) for place in (whole, other)) and whole.role in ("level", "to")
        if not is_pair or other.role not in ("by", "former") or whole.figure.value <= part.figure.value:
            continue
        moved = other.figure.range if other.sign > 0 else other.figure.range.negative()
        bounds = part.figure.range.percent_of(other.figure.range if other.role == "former" else whole.figure.range - moved)
        own = share_of(part.figure, whole.figure)
        if own is not None and bounds is not None and bounds.meets(share.figure.range) and not own.range.meets(share.figure.range):
            return compare("share", share.figure, own, (passage.start, passage.end), _SCORE)
    return None


def as_elsewhere(known: Known, passage: Passage, share: Place, part: Place) -> Relation | None:
    """Return whether a share is that of its part in what others of the same name are of (占科普人员总数的18.00%, in other sentences)."""
    whole = known.base_of(share, part)
    computed = share_of(part.figure, whole) if whole is not None else None
    return compare("share", share.figure, computed, (passage.start, passage.end), 0.75) if computed is not None else None


def of_those(passage: Passage, share: Place, part: Place) -> Relation | None:
    """Return whether a share is that of its part in the count that it is told to be among (108个县科协中，97个完成换届，占89.8%)."""
    before = [place for place in passage.places if place.end <= part.start and same_unit(place.figure, part.figure)]
    before = [place for place in before if place.role in ("level", "to")]
    if not before or before[-1].depth != part.depth or share.note.strip("比总数全部其的为"):
        return None
    whole = before[-1]
    between = passage.text[whole.end - passage.start : part.start - passage.start]
    is_total = _TOTALLED.search(whole.lead) and _ASIDE.fullmatch(between)
    if whole.figure.value <= part.figure.value or not (is_total or _AMONG.search(between)):
        return None
    computed = share_of(part.figure, whole.figure)
    return compare("share", share.figure, computed, (passage.start, passage.end), 0.7) if computed is not None else None


def of_shares(known: Known, passage: Passage, share: Place, part: Place) -> Relation | None:
    """Return whether a share is that of its part in all parts of the sentence, if the shares show that these are the whole."""
    pairs = [
        (one, other)
        for one, other in pairwise(passage.places)
        if other.role == "share" and other.note.strip("比") == share.note.strip("比")
    ]
    pairs = [(one, other) for one, other in pairs if one.role == "level" and same_unit(one.figure, part.figure)]
    whole = Range.total(one.figure.range for one, _ in pairs)
    if not 2 <= len(pairs) <= _MOST or whole.low <= 0 or all(other is not share for _, other in pairs):
        return None
    sum_fits = Range.total(other.figure.range for _, other in pairs).meets(Range(_HUNDRED, _HUNDRED))
    bounds = [one.figure.range.percent_of(whole) for one, _ in pairs]
    misfits = sum(bound is None or not bound.meets(other.figure.range) for bound, (_, other) in zip(bounds, pairs, strict=True))
    own = part.figure.range.percent_of(whole)
    is_told = misfits <= 1 and known.is_told(whole, pairs[0][0])
    if own is None or not (sum_fits or is_told or (len(pairs) > 2 and misfits <= 1)):
        return None
    figures = tuple(one.figure for one, _ in pairs)
    for total in known.near((whole.low + whole.high) / 2, pairs[0][0]):  # one of the parts is wrong, and not their total
        told = share_of(part.figure, total)
        if told is not None and told.range.meets(share.figure.range) and not total.range.meets(whole):
            return compare("share", share.figure, told, (passage.start, passage.end), 0.8)
    value = 100 * part.figure.value / sum((figure.value for figure in figures), Decimal(0))
    formula = f"{part.figure.text} ÷ ({' + '.join(figure.text for figure in figures)}) = {value:.2f}%"
    return compare("share", share.figure, Computed(value, own, formula, figures), (passage.start, passage.end), 0.8)
