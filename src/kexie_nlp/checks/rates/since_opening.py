"""Whether what stands at the end of a year differs from what stood at its beginning as is told, where that is told elsewhere.

年初结转和结余86.52万元 … 年末结转和结余92.35万元，比年初增加6.73万元.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.rates.changes import relations_of
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Place, key_of, same_unit
from kexie_nlp.checks.told.moves import changes_in

_OPENING: Final = re.compile(
    r"^(?:其中|本|(?:19|20)\d\d|上年(?=[末底])|去年(?=底))*(?:[年期]?[初末底])的?(?P<name>[一-鿿“”（）]{2,20}?)(?:为|有|共|是|共有)*$"
)
_AT_START: Final = re.compile(r"年初|期初|上年[末底]|去年底")
_SINCE: Final = re.compile(r"[，,（(](?:[比较与同](?:年初|期初|上年[末底]|去年底))(?:数|余额)?(?:相比)?[，,]?(?:净|共)?[一-鿿]{1,4}$")


def check_since_opening(context: Context) -> Iterator[Relation]:
    """Yield whether changes since the beginning of the year are those from the one value told of it."""
    opening: dict[str, list[Place]] | None = None
    for passage in context.passages:
        for change in changes_in(passage):
            level = passage.places[change.index - 1] if change.index else None
            if level is None or not _SINCE.fullmatch(change.first.lead) or level.role not in ("level", "to"):
                continue
            name = _name(level, at_start=False)
            opening = _openings(context) if opening is None else opening
            told = [place for place in opening.get(name, []) if same_unit(place.figure, level.figure)] if name else []
            if len({place.figure.value for place in told}) == 1:
                found = relations_of(change, level, told[0])
                yield from found[:1] if all(one.holds for one in found) else (one for one in found if not one.holds)


def _name(place: Place, *, at_start: bool) -> str:
    """Return what a value at the end, or the beginning, of a year is of; "" of other values."""
    chunk = re.split(r"[，,；;。：:、]", place.lead)[-1]
    match = _OPENING.match(chunk)
    if match is None or bool(_AT_START.search(chunk)) != at_start:
        return ""
    return key_of(match["name"])


def _openings(context: Context) -> dict[str, list[Place]]:
    """Return what a report tells of the beginning of the year, by name."""
    found: dict[str, list[Place]] = defaultdict(list)
    for passage in context.passages:
        for place in passage.places:
            if place.figure.kind in ("amount", "quantity") and place.role != "by" and (name := _name(place, at_start=True)):
                found[name].append(place)
    return found
