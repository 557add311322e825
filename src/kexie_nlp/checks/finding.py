"""What a check finds: a relation between figures that holds or does not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

FindingKind = Literal["sum", "share", "change", "completion", "repeat", "unit", "date", "count", "code", "restated"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between figures of a report, and whether it holds.

    Attributes:
        kind: what kind of relation. Besides those that name themselves, ``count`` is a number against the things enumerated, ``code`` a
            budget code against its name, ``restated`` a value of an earlier year that a later report gives differently.
        holds: whether the figures agree within the rounding of all figures that take part.
        stated: the figure or date that was checked, as written.
        computed: what follows from the other figures, written like ``stated``.
        spans: (start, end) of ``stated`` and then of the figures it was checked against, in ``Report.text``.
        quote: the text around ``stated``.
        explanation: the arithmetic written out, in Chinese.
        difference: stated minus computed in the base unit (yuan, percent, the measure word), or None of dates.
        score: of a finding that does not hold, how sure it is that a reader would call it wrong, 0 to 1; about 0.4 where only
            the last digit told differs. Of one that holds, 1.
    """

    kind: FindingKind
    holds: bool
    stated: str
    computed: str
    spans: tuple[tuple[int, int], ...]
    quote: str
    explanation: str
    difference: Decimal | None
    score: float
