"""Whether a figure is the same in two runs of figures that otherwise tell the same: 学术活动312场次，参加2.86万人次，交流论文1420篇."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS, plan_titles
from kexie_nlp.checks.told.figures import Figure

GENERIC: Final = re.compile(
    r"[特一二三四五六]等奖|[金银铜]奖|优秀奖|组织奖|上年|去年|同期|新增|其中|得分|分值|指标|满分|率|占|^(?:参加|培训|评出|获奖|参与|支出|收入|发放|资金|经费)[人数员]*$"
)
PLANNED: Final = re.compile(r"力争|预计|计划|明年|下一?年|下一步|目标|拟|预期|争取|应")
TIME: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)|上年|去年|上半年|季度|第[\d一二三四五六七八九十]+[届期批次轮]")
BODY: Final = re.compile(r"(?<![一-鿿])[一-鿿]{1,8}(?:县|区|旗|镇|乡|街道|社区|村|学校|中学|小学|学会|协会|项目)(?![级里中内])")
_STOCK: Final = re.compile(r"公务用车(?:保有量|实有数)|(?:国有)?资产总额|(?:个人)?会员总数|年末在职(?:职工|人员)总?人数")
_HAN: Final = re.compile(r"[一-鿿]")
_SHORTEST: Final = 4
_SPECIFIC: Final = 10
_NEIGHBOURS: Final = (-2, -1, 1, 2)
_MOST_ALIKE: Final = 6
_LIKELY: Final = 1.5
_TWO: Final = 2
_OF_ALL: Final = re.compile(
    r"全[年省市县区州旗]|以上|[两二三四五六七八九十\d]+[大类种项级个]+|合计|总计|共计|总共|共|累计|总|举办|开展|组织|建成|各类|[人次数]+$"
)
_ALL: Final = re.compile(r"^(?!.*(?:其中|上年|去年|[每均]|同期|上半年|下半年|季度)).*(?:全年|共|合计|总计|累计|总)", re.DOTALL)
_BESIDE: Final = re.compile(r"[，,、和及]?(?:共|累计|合计)?[一-鿿]{0,8}")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with those before and behind it in its sentence."""

    passage: Passage
    index: int

    @property
    def place(self) -> Place:
        """The figure."""
        return self.passage.places[self.index]

    def neighbour(self, offset: int) -> Place | None:
        """Return the figure so many places on, or None."""
        at = self.index + offset
        return self.passage.places[at] if 0 <= at < len(self.passage.places) else None


def check_twins(context: Context) -> Iterator[Relation]:
    """Yield figures that differ between two places where their label and the figures beside them are the same."""
    told: dict[str, list[Told]] = defaultdict(list)
    for passage in context.passages:
        if len(passage.places) < 2 or PLANNED.search(passage.text) or any(map(PLANS.search, plan_titles(context, passage.section))):
            continue
        for index, place in enumerate(passage.places):
            key = key_of(place.label)
            if place.role == "level" and len(_HAN.findall(key)) >= _SHORTEST and not GENERIC.search(key):
                told[key].append(Told(passage, index))
    yield from _stocks(context)
    yield from _totals(context)
    for mentions in told.values():
        if len(mentions) > _MOST_ALIKE:
            continue
        for first, second in combinations(mentions, 2):
            if first.passage.paragraph != second.passage.paragraph and (relation := _compared(first, second)):
                yield relation


def _stocks(context: Context) -> Iterator[Relation]:
    """Yield whether what a body has at the end of the year, told by its full name, is the same in both places."""
    first: dict[str, tuple[Passage, Place]] = {}
    for passage in context.passages:
        for place in passage.places:
            name = re.sub(r"^(?:年末|期末|截至.*?[日底末])", "", key_of(place.label))
            if place.role != "level" or not _STOCK.fullmatch(name) or re.search(r"上年|年初|其中", place.lead):
                continue
            if name not in first:
                first[name] = (passage, place)
                continue
            one, other = first[name][1].figure, place.figure
            if not same_unit(one, other) or first[name][0] is passage:
                continue
            holds = one.range.meets(other.range)
            why = f"{name}前后两处：{one.text}，{other.text}"
            spans = ((other.start, other.end), (one.start, one.end))
            quote = (passage.start, passage.end)
            yield Relation("repeat", holds, other.text, one.text, spans, quote, why, other.value - one.value, 1.0 if holds else 0.6)


def _totals(context: Context) -> Iterator[Relation]:
    """Yield totals told side by side of which one is told alike elsewhere, the other mistyped (共62期，7680人次; 合计62期7860人次)."""
    told: dict[tuple[Decimal, str, str], list[tuple[Passage, Place, frozenset[str]]]] = defaultdict(list)
    for passage in context.passages:
        if any(map(PLANS.search, plan_titles(context, passage.section))):
            continue
        for first, second in pairwise(passage.places):
            is_pair = first.role == second.role == "level" and first.figure.kind == second.figure.kind == "quantity"
            if (
                is_pair
                and first.figure.value >= _SPECIFIC
                and _ALL.search(first.lead)
                and not PLANNED.search(first.lead)
                and _BESIDE.fullmatch(second.lead)
            ):
                told[first.figure.value, first.figure.unit, second.figure.unit].append(
                    (passage, second, _words(re.split("[，,。；;：:]", first.lead)[-1] + second.lead))
                )
    for some in told.values():
        for (passage, one, words), (other_passage, other, other_words) in combinations(some[:_MOST_ALIKE], 2):
            is_named_alike = bool(words & other_words) or not (words and other_words)
            alike = slip(one.figure.value, other.figure.value)
            if passage is not other_passage and is_named_alike and alike >= _LIKELY and not one.figure.range.meets(other.figure.range):
                yield _mistyped(one.figure, other.figure, other_passage, 0.7 if alike > _LIKELY else 0.6)


def _mistyped(one: Figure, other: Figure, passage: Passage, score: float) -> Relation:
    """Return that a total is told with another value elsewhere, beside one that is told alike."""
    why = f"与同一数字并列的合计前后两处：{one.text}，{other.text}"
    spans = ((other.start, other.end), (one.start, one.end))
    return Relation("repeat", False, other.text, one.text, spans, (passage.start, passage.end), why, other.value - one.value, score)


def _words(text: str) -> frozenset[str]:
    """Return the pairs of characters that name what is counted; none of 四类合计."""
    name = re.sub(r"[^一-鿿]|参加|参与|培训", " ", _OF_ALL.sub(" ", text))
    return frozenset(name[at : at + _TWO] for at in range(len(name) - 1) if " " not in name[at : at + _TWO])


def _compared(first: Told, second: Told) -> Relation | None:
    """Return that two figures told in the same company differ, or None."""
    one, other = first.place.figure, second.place.figure
    if one.kind == "percent" or not same_unit(one, other) or one.range.meets(other.range):
        return None
    texts = (first.passage.text, second.passage.text)
    if set(TIME.findall(texts[0])) != set(TIME.findall(texts[1])):
        return None
    bodies = [set(BODY.findall(text)) for text in texts]
    if all(bodies) and bodies[0] != bodies[1]:
        return None
    shared = [place for offset in _NEIGHBOURS if (place := _same(first, second, offset))]
    if not shared:
        return None
    beside = "、".join(f"{key_of(place.label)}{place.figure.text}" for place in shared)
    why = f"两处同写{beside}，而{key_of(second.place.label)}一处{one.text}，一处{other.text}"
    spans = ((second.place.start, second.place.end), (first.place.start, first.place.end))
    quote = (second.passage.start, second.passage.end)
    score = 0.6 if len(shared) == 1 else 0.7
    return Relation("repeat", False, other.text, one.text, spans, quote, why, other.value - one.value, score)


def _same(first: Told, second: Told, offset: int) -> Place | None:
    """Return the figure at an offset if both runs have it with the same label and value, and the value is no common one."""
    one, other = first.neighbour(offset), second.neighbour(offset)
    if one is None or other is None or one.role != "level" or other.role != "level" or not same_unit(one.figure, other.figure):
        return None
    if one.figure.kind not in ("amount", "quantity") or (one.figure.kind == "amount" and one.figure.step >= one.figure.scale):
        return None  # a round sum of money is no sign that two places speak of one thing
    names = (key_of(one.label), key_of(other.label))
    if one.figure.value != other.figure.value or one.figure.value < _SPECIFIC or GENERIC.search(names[0]):
        return None
    alike = names[0] and names[1] and (names[0].endswith(names[1][-_SHORTEST:]) or names[1].endswith(names[0][-_SHORTEST:]))
    return one if alike else None
