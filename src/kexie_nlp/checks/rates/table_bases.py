"""Whether a share of a named whole is that of its part where a table tells the part, the whole or both under their names.

基本支出317.40万元，占本年支出的62.1% beside a row 本年支出合计 510.80. Reported only where each name tells one value, and the share looks
mistyped or is that of another figure of the same rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.rates.like_rates import core_of, fits, rounded
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.roles import OF_FIGURE
from kexie_nlp.checks.told.table_values import plain_name, table_values

_SUBJECT: Final = re.compile(
    r"(?:^|[，,；;：:）)]|\s)(?:其中|此外|另外)?[，,]?(?P<name>[一-鿿“”、]{2,14}?)(?:这?一[项块类笔]|[两三四][项块类者])?"
    r"[，,]?(?:大?约|仅|就|则|已|即)?(?:占|所占|相当于)[^占，,。；;]*$"
)
_EQUALS: Final = re.compile(r"(?:相当于|约为|正好是)(?P<base>[^，,。；;\d]{2,14})的(?:约)?$")
_BESIDE: Final = re.compile(r"[，,（(](?:约|仅|就|已|恰好|正好)?占[^占，,。；;]*$")
_NOT_SO: Final = re.compile(r"上年|去年|上届|同期|预算|计划|目标|(?:19|20)\d\d年|比例不|不[低高少超]|以[上内下]|[应须]|要求|规定|控制在")
_LED: Final = re.compile(r"^(?:到了?|了|其|重|所有)+")
_SIDE: Final = re.compile("支出|收入|经费|资金")
_ENOUGH: Final = 1.5
_SPECIFIC: Final = 3  # digits of a share
_TWO: Final = 2
_MOST: Final = 12  # values under one name
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Value:
    """A value told under a name, in a table or in running text."""

    name: str
    figure: Figure
    in_table: bool


def check_table_bases(context: Context) -> Iterator[Relation]:
    """Yield whether shares are those of their parts in the wholes they name, where a table tells one of them or both."""
    values = [_Value(name, figure, True) for name, figure in table_values(context)]
    if not values:
        return
    by_name: dict[str, list[_Value]] = {}
    for value in values:
        by_name.setdefault(value.name, []).append(value)
    for passage in context.passages:
        for place in passage.places:
            if place.role == "level" and place.figure.kind in ("amount", "quantity") and len(name := plain_name(place.label)) >= _TWO:
                by_name.setdefault(name, []).append(_Value(name, place.figure, False))
    for passage in context.passages:
        for place in passage.places:
            if (base := _base(passage, place)) is not None and not _NOT_SO.search(place.lead):
                yield from _judged(passage, place, base, by_name)


def _base(passage: Passage, share: Place) -> str | None:
    """Return the name of what a percentage is told to be of: its own, or that of the share before it; "" if it has none."""
    if share.figure.kind != "percent" or share.figure.exactness != "exact" or share.note == OF_FIGURE:
        return None
    if share.role == "level" and (equals := _EQUALS.search(share.lead)):
        return equals["base"]
    if share.role != "share":
        return None
    before = [place.note for place in passage.places if place.start < share.start and place.role == "share" and place.note != OF_FIGURE]
    own = _LED.sub("", share.note)
    return own if len(own) >= _TWO else next((_LED.sub("", note) for note in reversed(before) if len(note) >= _TWO), "")


def _judged(passage: Passage, share: Place, base: str, by_name: dict[str, list[_Value]]) -> Iterator[Relation]:
    """Yield whether a share is that of a value under its subject's name in one under its whole's."""
    part_values = _parts(passage, share, by_name)
    wholes = by_name.get(plain_name(base), []) or by_name.get(core_of(key_of(base)), []) if base else _before(passage, share)
    if not part_values or not wholes or max(len(part_values), len(wholes)) > _MOST:
        return
    pairs = [
        (part.figure, whole.figure)
        for part in part_values
        for whole in wholes
        if (part.in_table or whole.in_table) and whole.figure.value > part.figure.value > 0 and _are_alike(part.figure, whole.figure)
    ]
    quote = (passage.start, passage.end)
    found = [compare("share", share.figure, computed, quote, _SCORE) for part, whole in pairs if (computed := share_of(part, whole))]
    if not found:
        return
    holding = next((relation for relation in found if relation.holds), None)
    if holding is not None:
        if share.figure.digits >= _SPECIFIC or len(pairs) == 1:
            yield holding
        return
    if len({(part.value, whole.value) for part, whole in pairs}) != 1:
        return
    relation, part = found[0], pairs[0][0]
    right = rounded(share.figure.value - (relation.difference or 0), share.figure)
    others = [value.figure for some in by_name.values() for value in some if _are_alike(value.figure, part)]
    is_of_other = any(fits(share.figure, part, other) for other in others if other.value > part.value)
    is_of_other = is_of_other and share.figure.digits >= _SPECIFIC
    if slip(share.figure.value, right) >= _ENOUGH or is_of_other:
        yield relation


def _parts(passage: Passage, share: Place, by_name: dict[str, list[_Value]]) -> Sequence[_Value]:
    """Return what a share is of: the value right before it, or those told under the name that stands before 占."""
    at = passage.places.index(share)
    if _BESIDE.fullmatch(share.lead):
        near = passage.places[at - 1] if at else None
        is_part = near is not None and near.role in ("level", "to") and near.figure.kind in ("amount", "quantity")
        return [_Value("", near.figure, False)] if is_part and near is not None and near.depth == share.depth else []
    subject = _SUBJECT.search(share.lead)
    name = plain_name(re.sub("类(?=支出|收入)", "", subject["name"])) if subject is not None else ""
    longer = {one for one in by_name if name and one.startswith(name) and _SIDE.fullmatch(one[len(name) :])}
    return by_name.get(name) or (by_name[longer.pop()] if len(longer) == 1 else [])


def _before(passage: Passage, share: Place) -> list[_Value]:
    """Return the first value of a sentence, which a share without a base is of (本年收入394万元，财政拨款占98.0%)."""
    told = [place for place in passage.places if place.end <= share.start and place.figure.kind in ("amount", "quantity")]
    return [_Value("", place.figure, False) for place in told[:1] if place.role in ("level", "to", "budget") and not place.depth]


def _are_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may count one thing: in one unit, or one without unit in a table."""
    return same_unit(one, other) or (one.kind == other.kind == "quantity" and "" in (one.unit, other.unit))
