"""Whether two numbers look like one that was mistyped once: 362.58 and 326.58, 86 and 68, 1240 and 1420."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.figures import Figure, plain

_SURE: Final = 3  # digits
_LONG: Final = 4
_MISPLACED: Final = 2.5
_CLEAR: Final = 2.0


def slip(one: Decimal, other: Decimal) -> float:
    """Return how much two numbers look like one, from 0 to 2.5: a digit mistyped, moved or dropped, two exchanged, the point misplaced.

    Numbers of few digits are alike by chance, so that they say less.
    """
    first, second = _digits(one, other)
    length = min(len(first), len(second))
    if first.rstrip("0") == second.rstrip("0"):
        return _MISPLACED if len(first.rstrip("0")) >= _SURE else 0.0
    if len(first) == len(second):
        wrong = [at for at, (left, right) in enumerate(zip(first, second, strict=True)) if left != right]
        exchanged = len(wrong) == 2 and sorted(first[wrong[0]] + first[wrong[1]]) == sorted(second[wrong[0]] + second[wrong[1]])
        if length == 1:
            return 0.5 if abs(int(first) - int(second)) == 1 else 0.0
        if exchanged:
            return 2.0 if length >= _SURE else 1.5
        if len(wrong) == 1:
            return 2.0 if length >= _SURE else 1.0
        return 1.5 if length >= _LONG and len(wrong) == _SURE and _is_moved(first, second) else 0.0
    longer, shorter = sorted((first, second), key=len, reverse=True)
    dropped = len(longer) == len(shorter) + 1 and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    return 1.5 if dropped and length >= _SURE and len(longer) >= _LONG else 0.0


def _is_moved(first: str, second: str) -> bool:
    """Tell whether two numbers differ in one digit that stands elsewhere: 1320 and 1032."""
    ways = [{(text[at], text[:at] + text[at + 1 :]) for at in range(len(text))} for text in (first, second)]
    return bool(ways[0] & ways[1])


def misadded(total: Decimal, parts: Sequence[Decimal]) -> float:
    """Return how much a total and parts that do not make it up look as if just one of them was mistyped."""
    value = sum(parts, Decimal(0))
    rests = [(part, total - value + part) for part in parts]
    return max(slip(total, value), *(slip(part, rest) for part, rest in rests if rest > 0), 0.0)


def is_mistyped(stated: Figure, value: Decimal) -> bool:
    """Tell whether a rate told with four digits or more is another one but for a digit, so that both are surely the same rate."""
    decimals = len(stated.text.partition(".")[2].rstrip("%％个百分点"))
    told = round(value, decimals)
    is_long = decimals > 1 and len(str(stated.value).replace(".", "").strip("0")) >= _LONG
    return is_long and told > 0 and told != stated.value and slip(stated.value, told) >= _CLEAR


def _digits(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Return the digits of two numbers, both written to the same place, without the noughts that both end in."""
    written = [plain(value, 4, 0) for value in (one, other)]
    digits = [text.replace(".", "") for text in written]
    while all(text.endswith("0") and len(text) > 1 for text in digits):
        digits = [text[:-1] for text in digits]
    return digits[0].lstrip("0") or "0", digits[1].lstrip("0") or "0"
