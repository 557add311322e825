"""Whether a sentence refers back to what was counted with the number told there: 办班38期，培训2470人次。…36期当中，水产养殖15期.

What stands at the head of a clause with its number (在164场巡展里, 15个名额里) has been told before, in text or in a table.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.table_names import told_in

_HEAD: Final = re.compile(
    r"(?:^|[，,。；;：:、（(])(?:[一二三四五]是)?"
    r"(?:在|从|全部|全年|年末|这|上述|前述|上面|以上|现有|完成|的|该|所有|[全我本][省市县区州旗会校馆]|全地区|共有){0,3}$"
)
_OF_THEM: Final = re.compile(r"的?(?P<noun>[一-鿿“”]{0,10}?)(?:里头?|之?中|当中|里面)(?=[，,：:仍尚只仅有又共占一-鿿])(?![小级学国东西])")
_NOUN: Final = re.compile(r"的?(?P<noun>[一-鿿“”]{0,8})")
_OTHER_TIME: Final = re.compile(r"上年|去年|上届|往年|前年|计划|目标|明年|比|较")
_FEWEST: Final = 10
_BACK: Final = 6  # sentences
_FARTHEST: Final = 120
_FULL: Final = 4  # characters of a name that is known far away
_TWO: Final = 2
_SCORE: Final = 0.6


def check_referred(context: Context) -> Iterator[Relation]:
    """Yield whether numbers that refer back are those of what they refer to."""
    values = Counter(figure.value for figure in context.by_span.values())
    cells = [(row.name, told_in(grid, row, column)) for grid in context.grids for row in grid.rows for column in row.values]
    for number, passage in enumerate(context.passages):
        for place in passage.places:
            head = passage.text[: place.start - passage.start]
            if place.figure.kind == "percent" or place.figure.value < _FEWEST or not _HEAD.search(head):
                continue
            inside = _OF_THEM.match(passage.text, place.end - passage.start)
            match = inside or _NOUN.match(passage.text, place.end - passage.start)
            noun = match["noun"].strip("“”") if match else ""
            told = [
                (other, _around(one, other), number - at <= _BACK)
                for at, one in enumerate(context.passages[max(0, number - _FARTHEST) : number + 1], max(0, number - _FARTHEST))
                for other in one.places
                if other.end <= place.start
                and same_unit(other.figure, place.figure)
                and (other.figure.value == place.figure.value or (inside and _is_slip(other.figure, place.figure)))
            ]
            same = [
                other.figure
                for other, around, is_near in told
                if other.figure.value == place.figure.value and (inside or (_shared(noun, around) and (is_near or len(noun) >= _FULL)))
            ]
            rows = [(told, name) for name, told in cells if told.is_of(place.figure) and _shared(noun, name)]
            same += [one.figure for one, _ in rows if any(place.figure.range.meets(own) for own in one.ranges)]
            if same:
                yield _relation(passage, place, same[-1], 1.0)
            elif inside and values[place.figure.value] == 1 and place.figure.exactness == "exact":
                alike = [other.figure for other, around, is_near in told if _may_be(other, place, noun, around, is_near=is_near)]
                alike += [one.figure for one, name in rows if noun[-_TWO:] in name and _is_slip(one.figure, place.figure)]
                if len({figure.value for figure in alike}) == 1:
                    yield _relation(passage, place, alike[-1], _SCORE)


def _shared(noun: str, around: str) -> bool:
    """Tell whether what is named behind a figure is named with another one."""
    return any(noun[at : at + _TWO] in around for at in range(len(noun) - 1))


def _around(passage: Passage, place: Place) -> str:
    """Return the words of a sentence before a figure, and what is counted behind."""
    return re.split("[。；;]", passage.text[: place.start - passage.start])[-1] + passage.text[place.end - passage.start :][: 2 * _TWO]


def _may_be(other: Place, place: Place, noun: str, around: str, *, is_near: bool) -> bool:
    """Tell whether a number is the one referred to, but for a slip in one of them."""
    is_level = other.role in ("level", "to") and other.figure.exactness == "exact" and not _OTHER_TIME.search(other.lead)
    is_named = noun[-_TWO:] in around if len(noun) >= _TWO else is_near
    return is_level and is_named and (is_near or len(noun) >= _FULL) and _is_slip(other.figure, place.figure)


def _is_slip(one: Figure, other: Figure) -> bool:
    """Tell whether two numbers are one but for a digit or two exchanged."""
    return one.value != other.value and slip(one.value, other.value) >= 1


def _relation(passage: Passage, place: Place, told: Figure, score: float) -> Relation:
    """Return whether a number that refers back is the one told before."""
    stated = place.figure
    holds = score == 1.0
    why = f"前文{told.text}，此处所指{stated.text}" + ("" if holds else "，前后不一")
    spans = ((stated.start, stated.end), (told.start, told.end))
    quote = (passage.start, passage.end)
    return Relation("repeat", holds, stated.text, told.text, spans, quote, why, stated.value - told.value, score)
