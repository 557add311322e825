"""Whether a value is last year's, left standing where this year's is told again: 本期要目：共办231项; 办268项，比去年的231项增加37项."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings.proved import words_in
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.counted import PLANS, plan_titles

_OTHER_TIME: Final = re.compile(
    r"上一?[年届次]|去年|前年|往[年届]|同期|原[有来]|年初|期初|其中|(?:19|20)\d\d年|比|较|由|从|自|目标|计划|力争|预计"
)
_CLAUSE: Final = re.compile(r"[，,。；;：:（(]")
_NOUN: Final = re.compile(r"的?[一-鿿“”]{0,8}")
_SAYS_LITTLE: Final = re.compile(
    r"全年|开展|举办|组织|参加|各类|人次|全[省市县区州旗]|我[省市县区州旗会]|科协|项目|共|累计|参与|人员|万元|资金"
)
_SPECIFIC: Final = 3  # digits
_MOST: Final = 8  # places that tell one value
_SCORE: Final = 0.6
_PROVING: Final = ("sum", "change", "share", "completion")


@dataclass(frozen=True, slots=True)
class _Move:
    """What a value is now and was the year before, as a change proves that the report tells."""

    passage: Passage
    now: Place
    then: Place


def check_last_years_value(context: Context, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield values that are those of the year before, told of the same thing as if of this year; ``relations`` are those known so far."""
    at = {(place.start, place.end): (passage, place) for passage in context.passages for place in passage.places}
    proved = {span for one in relations if one.holds and one.kind in _PROVING for span in one.spans}
    of_value: defaultdict[Decimal, list[tuple[Passage, Place]]] = defaultdict(list)
    for span, (passage, place) in at.items():
        if place.role in ("level", "to") and span not in proved:
            of_value[place.figure.value].append((passage, place))
    for move in _moves(at, relations):
        names = words_in(_named(move.passage, move.now), _SAYS_LITTLE)
        for passage, place in of_value.get(move.then.figure.value, ())[:_MOST]:
            is_elsewhere = passage.paragraph != move.passage.paragraph and same_unit(place.figure, move.then.figure)
            if not is_elsewhere or _is_of_then(passage, place) or any(map(PLANS.search, plan_titles(context, passage.section))):
                continue
            if names & words_in(_named(passage, place), _SAYS_LITTLE):
                yield _relation(passage, place, move)


def _moves(at: dict[tuple[int, int], tuple[Passage, Place]], relations: Sequence[Relation]) -> Iterator[_Move]:
    """Yield the values now and before of which a change holds that is told with both."""
    seen = set[tuple[int, int]]()
    for relation in relations:
        places = [at[span] for span in relation.spans if span in at] if relation.holds and relation.kind == "change" else []
        now = [(passage, place) for passage, place in places if place.role in ("level", "to") and place.figure.kind != "percent"]
        then = [place for _, place in places if place.role == "former" and place.figure.digits >= _SPECIFIC]
        if len(now) == len(then) == 1 and same_unit(now[0][1].figure, then[0].figure) and (then[0].start, then[0].end) not in seen:
            seen.add((then[0].start, then[0].end))
            if now[0][1].figure.value != then[0].figure.value:
                yield _Move(*now[0], then[0])


def _is_of_then(passage: Passage, place: Place) -> bool:
    """Tell whether the words of its clause say that a value is of another time."""
    head = passage.text[: place.start - passage.start]
    return _OTHER_TIME.search(_CLAUSE.split(head)[-1]) is not None or "上年" in head or "去年" in head


def _named(passage: Passage, place: Place) -> str:
    """Return the words before a value in its clause, and those right behind it."""
    behind = _NOUN.match(passage.text, place.end - passage.start)
    return _CLAUSE.split(passage.text[: place.start - passage.start])[-1] + "，" + (behind[0] if behind else "")


def _relation(passage: Passage, place: Place, move: _Move) -> Relation:
    """Return that a value is the one before the change."""
    stated, now, then = place.figure, move.now.figure, move.then.figure
    why = f"{stated.text}是上年数，本年为{now.text}（上年{then.text}）"
    spans = ((stated.start, stated.end), (now.start, now.end), (then.start, then.end))
    return Relation("repeat", False, stated.text, now.text, spans, (passage.start, passage.end), why, stated.value - now.value, _SCORE)
