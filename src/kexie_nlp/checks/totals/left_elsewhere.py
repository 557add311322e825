"""Whether what is said not to be done is what a whole told elsewhere lacks (386户，年内脱贫171户 … 尚有215户未脱贫)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit

_STILL: Final = r"(?:目前|至今)?(?:尚|仍|还|仍然|依然|依旧|尚且)(?:剩?余?有|剩|存在)"
_AMONG: Final = re.compile(rf"(?:^|[，,、；;：:。\s.．）)])(?P<of>[一-鿿“”]{{2,14}}?)(?:中|里|当中|之中|内)?[，,]?{_STILL}$")
_SIMPLY: Final = re.compile(rf"{_STILL}$|^[^，。；\d]{{0,10}}有$")
_NOT: Final = r"(?:尚未|仍未|还未|未能|未|没有|还没|没)"
_BEHIND: Final = re.compile(rf"(?P<of>[^，。；、\d未没尚]{{0,12}}?){_NOT}(?P<done>[^，。；、\d]{{2,12}})")
_UNDONE: Final = re.compile(rf"{_NOT}(?P<done>[^，。；、\d]{{2,12}}?)的(?P<of>[一-鿿]{{1,10}}?)(?:目前)?(?:尚|仍|还|共)?(?:剩?有|剩)$")
_WIDE: Final = re.compile(r"^(?:我[市县省区]|全[市县省区旗州]|所有|其中|目前|共有|共)+")
_DONE_NOT: Final = re.compile(rf"{_NOT}|计划|力争|目标|拟|将")
_ACTED: Final = re.compile(r"^(?:全部|真正|按[期时]|如期|完全)?(?:实现|完成|建立|成立|设立|开展|配备|建有|达到|进行|有)?(?:专门的?|的)?")
_OTHER_YEAR: Final = re.compile(r"上年|去年|较|比|增|减|新增|每|约")
_AFTER: Final = 3
_BESIDE: Final = 14
_TEN: Final = 10
_TWO: Final = 2
_MOST: Final = 400  # figures of a report that are looked at
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Left:
    """What is said not to be done: the figure, what it is of, and what is not done with it."""

    place: Place
    passage: Passage
    of: str
    done: str


def check_left_elsewhere(context: Context) -> Iterator[Relation]:
    """Yield whether what is left is what one whole and one part, told next to each other in another sentence, leave."""
    places = [(passage, at) for passage in context.passages for at in range(len(passage.places))][:_MOST]
    for passage in context.passages:
        for place in passage.places:
            if left := _left(passage, place):
                yield from _checked(left, places)


def _left(passage: Passage, place: Place) -> _Left | None:
    """Return what a sentence says is not done, if a figure counts that."""
    if place.figure.kind != "quantity" or place.role not in ("level", "other", "to") or place.figure.exactness != "exact":
        return None
    behind = passage.text[place.end - passage.start :]
    if undone := _UNDONE.search(place.lead):
        of, done = undone["of"], undone["done"]
    else:
        among, not_done = _AMONG.search(place.lead), _BEHIND.match(behind)
        if not_done is None or not (among or _SIMPLY.search(place.lead)):
            return None
        of, done = not_done["of"] or (among["of"] if among else ""), not_done["done"]
    of, done = _WIDE.sub("", key_of(of)), _ACTED.sub("", done)
    return _Left(place, passage, of, done) if of and len(done) >= _TWO else None


def _checked(left: _Left, places: list[tuple[Passage, int]]) -> Iterator[Relation]:
    """Yield whether the one whole and part that a report tells leave what is said to be left."""
    told = left.place.figure
    found: dict[tuple[Decimal, Decimal], tuple[Place, Place]] = {}
    for passage, at in places:
        whole = passage.places[at]
        if passage is left.passage or not same_unit(whole.figure, told) or not _is_whole(passage, whole, left):
            continue
        parts = [part for part in passage.places[at + 1 : at + 1 + _AFTER] if same_unit(part.figure, told) and _names(passage, part, left)]
        if len(parts) == 1 and parts[0].figure.value < whole.figure.value and _is_done(passage, parts[0]):
            found.setdefault((whole.figure.value, parts[0].figure.value), (whole, parts[0]))
    relations = [_relation(left, whole, part) for whole, part in found.values()]
    holding = next((relation for relation in relations if relation.holds), None)
    if holding is not None:
        yield holding
    elif len(found) == 1:
        ((whole, part),) = found.values()
        rest = whole.figure.value - part.figure.value
        is_near = abs(rest - told.value) * _TEN <= whole.figure.value
        if is_near or misadded(whole.figure.value, [part.figure.value, told.value]) >= 1:
            yield relations[0]


def _is_whole(passage: Passage, place: Place, left: _Left) -> bool:
    """Tell whether a figure counts all of which some are left."""
    if place.role not in ("level", "to") or place.figure.value <= left.place.figure.value or _OTHER_YEAR.search(place.label):
        return False
    behind = passage.text[place.end - passage.start :][:_BESIDE]
    return key_of(place.label).endswith(left.of) or behind.startswith(left.of)


def _names(passage: Passage, place: Place, left: _Left) -> bool:
    """Tell whether a figure is told with what the others lack."""
    clause, size = _clause(passage, place), _size(left.done)
    return any(left.done[at : at + size] in clause for at in range(len(left.done) - size + 1))


def _is_done(passage: Passage, place: Place) -> bool:
    """Tell whether a figure counts what is done, in the year reported on."""
    is_meant = _DONE_NOT.search(_clause(passage, place)) or _OTHER_YEAR.search(place.lead)
    return place.role in ("level", "to") and not is_meant


def _clause(passage: Passage, place: Place) -> str:
    """Return the words right before and behind a figure."""
    behind = re.split(r"[，。；、\d]", passage.text[place.end - passage.start :][: 2 * _BESIDE])[0]
    return re.split(r"[，。；]", place.lead)[-1] + behind


def _size(word: str) -> int:
    """Return how much of what is not done has to be told of what is done: all of two characters, three of more."""
    return min(len(word), 2 if len(word) <= _AFTER else 3)


def _relation(left: _Left, whole: Place, part: Place) -> Relation:
    """Return whether what is left is the whole without the part."""
    told, value = left.place.figure, whole.figure.value - part.figure.value
    formula = f"{whole.figure.text} − {part.figure.text} = {told.written(value)}"
    computed = Computed(value, whole.figure.range - part.figure.range, formula, (whole.figure, part.figure))
    return compare("sum", told, computed, (left.passage.start, left.passage.end), _SCORE)
