"""Whether votes for, against and withheld make up those that were valid, and valid and spoilt ones those that were returned."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

_OF: Final = r"(?:选票|表决票|票数?)?(?:为|是|共|[:：])*\s*(?P<number>\d{1,5})\s*(?P<unit>[张票份人名])"
_TALLY: Final = tuple(
    re.compile(form + _OF)
    for form in (
        r"(?<!不)(?:赞成|同意)(?!率)",
        r"(?:反对|不同意|不赞成)",
        r"弃权",
    )
)
_OTHERS: Final = re.compile(r"(?:另选他人|未投票|未表决|未按表决器|回避)" + _OF)
_VALID: Final = re.compile(r"(?<!无)有效(?:表决)?" + _OF)
_SPOILT: Final = re.compile(r"(?:无效|废|作废)(?:表决)?" + _OF)
_RETURNED: Final = re.compile(r"(?:收回|回收)(?:有效)?(?:选|表决)?" + _OF)
_PRESENT: Final = re.compile(r"(?:实到|到会|出席会?议?|参加(?:表决|投票))[^，。；\d]{0,10}(?P<number>\d{1,5})\s*(?P<unit>[人名])")
_PER_NAME: Final = re.compile(r"(?:均|分别|[一-鿿]{2,3})得票")
_SCORE: Final = 0.75
Told = re.Match[str]


def check_votes(context: Context) -> Iterator[Relation]:
    """Yield whether the votes that a line tells of one ballot make up those cast."""
    for line in context.paragraphs():
        start, text = line[0].start, context.text[line[0].start : line[-1].end]
        if "票" not in text and "弃权" not in text:
            continue
        tally = [list(form.finditer(text)) for form in _TALLY]
        if all(len(some) == 1 for some in tally) and not _PER_NAME.search(text):
            parts = [some[0] for some in tally] + list(_OTHERS.finditer(text))
            valid = _only(text, _VALID)  # spoilt votes are among those returned, and not among these
            yield from _held(start, text, parts, [valid] if valid else [_only(text, form) for form in (_RETURNED, _PRESENT)])
        valid, spoilt, returned = (_only(text, form) for form in (_VALID, _SPOILT, _RETURNED))
        if valid and spoilt and returned:
            yield from _held(start, text, [valid, spoilt], [returned])


def _only(text: str, form: re.Pattern[str]) -> Told | None:
    """Return what a form finds in a text, if it does just once."""
    found = list(form.finditer(text))
    return found[0] if len(found) == 1 else None


def _held(start: int, text: str, parts: Sequence[Told], totals: Sequence[Told | None]) -> Iterator[Relation]:
    """Yield whether votes make up one of some totals; if none, they are held against the first that is told."""
    value = sum((Decimal(part["number"]) for part in parts), Decimal(0))
    told = [total for total in totals if total is not None]
    fitting = next((total for total in told if Decimal(total["number"]) == value), None)
    total = fitting or (told[0] if told else None)
    if total is None or (fitting is None and total.re is _PRESENT):
        return  # not all who are present need vote
    stated, unit = Decimal(total["number"]), total["unit"]
    formula = " + ".join(part["number"] for part in parts) + f" = {value}{unit}"
    why = formula + ("" if fitting else f"，文中写{stated}{unit}")
    spans = tuple((start + one.start("number"), start + one.end("unit")) for one in (total, *parts))
    quote = (start + min(one.start() for one in (total, *parts)), start + max(one.end() for one in (total, *parts)))
    score = 1.0 if fitting else _SCORE
    yield Relation("sum", fitting is not None, f"{stated}{unit}", f"{value}{unit}", spans, quote, why, stated - value, score)
