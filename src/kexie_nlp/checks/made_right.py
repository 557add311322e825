"""What a figure would have to be for a relation of two others to hold: the other way round through the arithmetic that was done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from itertools import permutations
from typing import Final

from kexie_nlp.checks.told.figures import Figure

_HUNDRED: Final = Decimal(100)
_HALF: Final = Decimal("0.5")
_AS_COMPUTED: Final = Decimal("0.0001")

_Step = Callable[[Decimal, Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to compute ``c`` from ``a`` and ``b``, and each of these from ``c`` and the other one."""

    result: _Step
    first: _Step
    second: _Step


_FORMS: Final = (
    _Form(lambda a, b: a + b, lambda c, b: c - b, lambda c, a: c - a),
    _Form(lambda a, b: a - b, lambda c, b: c + b, lambda c, a: a - c),
    _Form(lambda a, b: a * b, lambda c, b: c / b, lambda c, a: c / a),
    _Form(lambda a, b: a / b, lambda c, b: c * b, lambda c, a: a / c),
    _Form(lambda a, b: _HUNDRED * a / b, lambda c, b: c * b / _HUNDRED, lambda c, a: _HUNDRED * a / c),
    _Form(lambda a, b: _HUNDRED * (a - b) / b, lambda c, b: b * (1 + c / _HUNDRED), lambda c, a: a / (1 + c / _HUNDRED)),
    _Form(lambda a, b: _HUNDRED * a / (b - a), lambda c, b: b * c / (_HUNDRED + c), lambda c, a: a * (_HUNDRED + c) / c),
    _Form(lambda a, b: _HUNDRED * a / (b + a), lambda c, b: b * c / (_HUNDRED - c), lambda c, a: a * (_HUNDRED - c) / c),
)


def made_right(stated: Figure, computed: Decimal, one: Figure, other: Figure) -> Iterator[tuple[Figure, Decimal]]:
    """Yield each of two figures with a value by which ``stated`` would follow, in every way in which ``computed`` follows from them."""
    wrong = max(stated.step * _HALF, abs(computed) * _AS_COMPUTED)
    for first, second in permutations((one, other)):
        for form in _FORMS:
            result = _of(form.result, first.value, second.value)
            if result is None or abs(abs(result) - abs(computed)) > wrong:
                continue
            for told in (stated.value, -stated.value):
                for figure, value in ((first, _of(form.first, told, second.value)), (second, _of(form.second, told, first.value))):
                    if value is not None and value > 0:
                        yield figure, value


def follows(stated: Figure, one: Figure, other: Figure) -> bool:
    """Tell whether a rate or a difference follows from two figures in any way, also on the wrong base; of rates told rounded nearly."""
    results = (_of(form.result, first.value, second.value) for form in _FORMS for first, second in permutations((one, other)))
    return any(result is not None and abs(abs(result) - abs(stated.value)) <= stated.step for result in results)


def _of(step: _Step, one: Decimal, other: Decimal) -> Decimal | None:
    """Return a result, or None if nothing was divided by."""
    try:
        return step(one, other)
    except DecimalException:
        return None
