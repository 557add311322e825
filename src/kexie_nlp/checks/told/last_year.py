"""The values of last year that a sentence or clause of their own tells, which are none of this year (去年刊文50篇，今年多刊10篇)."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place
from kexie_nlp.checks.told.moves import Change, fits

LAST: Final = r"(?:上一?年度?|去年|前一年|上一?届)(?:同期)?"
_OPENS: Final = re.compile(
    rf"(?:^|[，,。；;：:（(]|而|但)\s*(?:[我全][市县区省州旗会])?{LAST}(?![末底初]|[^，。；]{{0,6}}结[转余])"
)  # not what was left of it
_AGAINST: Final = re.compile(r"[比较与和同]")
_NOW: Final = re.compile(r"(?<!比)(?<!较)(?:今年|本年|当年|本届|今届|一年(?!级))")
_FAR: Final = 300
_VALUES: Final = ("level", "to", "former", "share")


def last_year_of(before: Sequence[Passage], change: Change) -> tuple[list[Place], int] | None:
    """Return the values of last year that a change may be from, of its sentence or the one before, and where they begin."""
    at = change.first.start - change.passage.start
    where = [(change.passage, at), *((one, len(one.text)) for one in reversed(before))]
    for passage, end in where:
        openings = list(_OPENS.finditer(passage.text, max(0, end - _FAR), end))
        openings = [one for one in openings if not _AGAINST.search(passage.text, max(0, one.start() - 1), one.start())]
        if not openings:
            continue
        start = openings[-1].start()
        now = _NOW.search(passage.text, openings[-1].end(), end)
        stop = now.start() if now else end
        inside = [place for place in passage.places if start <= place.start - passage.start < stop and not place.depth]
        return [place for place in inside if _may_be_base(change, place)], passage.start + start
    return None


def _may_be_base(change: Change, place: Place) -> bool:
    """Tell whether a value of last year can be what a change is from."""
    if not fits(change, place):
        return False
    return place.role in _VALUES or (place.figure.kind == "percent" and place.role == "completion")
