"""Whether sums that a report writes out come to what it says: 公用经费控制率=(21.48/22.6)×100%=95.04%; 5万元×3个=15万元."""

import ast
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product
from typing import Final

from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_TERM: Final = rf"[-−]?\s*[\[（(【]*\s*{_NUMBER}\s*(?:[%％]|(?![年月日号])[一-鿿]{{1,3}}(?:/[一-鿿])?)?\s*[\]）)】]*"
_FORMULA: Final = re.compile(
    rf"(?<![\d.])(?<![A-Za-z]=)(?P<sum>{_TERM}(?:\s*[-−+＋×xX*÷/]\s*{_TERM})+)\s*[=＝]\s*(?P<result>[-−]?{_NUMBER})\s*(?P<percent>[%％])?(?![\d.年月日号])"
)
_OPERAND: Final = re.compile(rf"(?P<number>{_NUMBER})(?P<percent>[%％])?")
_SIGNS: Final = str.maketrans("−＋×xX÷（[【）]】", "-+***/((()))")
_NO_SIGN: Final = re.compile(r"[^\d.+\-*/()#]")
_EACH: Final = re.compile("/(?=[一-鿿])")  # 2万元/个×10个
_ROUGH: Final = re.compile("[约近余]")
_HALF: Final = Decimal("0.5")
_HUNDRED: Final = 100
_WAN: Final = 10_000
_MOST: Final = 5  # operands whose rounding is tried in all ways
_LONGEST: Final = 12
_FAR: Final = 10
_SCORE: Final = 0.85


def check_formulas(context: Context) -> Iterator[Relation]:
    """Yield whether each sum that is written out has its result."""
    for passage in context.passages:
        if "=" not in passage.text and "＝" not in passage.text:
            continue
        for told in _FORMULA.finditer(passage.text):
            operands = list(_OPERAND.finditer(passage.text, *told.span("sum")))
            if len(operands) > _LONGEST or _ROUGH.search(passage.text, max(0, told.start() - 1), told.end()):
                continue
            if (relation := _relation(passage.start, passage.text, told, operands)) is not None:
                yield relation


def _relation(offset: int, text: str, told: re.Match[str], operands: Sequence[re.Match[str]]) -> Relation | None:
    """Return whether a sum comes to its result, within what the rounding of its numbers leaves open; None if it is no sum."""
    form = _NO_SIGN.sub("", _EACH.sub("", _OPERAND.sub("#", told["sum"])).translate(_SIGNS))
    values = [_number(one) for one in operands]
    made = _worth(form, values)
    if made is None or form.count("#") != len(values):
        return None
    stated, step = Decimal(told["result"].replace(",", "").replace("−", "-")), _step(told["result"])
    scale = _HUNDRED if told["percent"] else 1
    ends = [scale * end for end in _ends(form, values, [_step(one["number"]) / _HUNDRED ** bool(one["percent"]) for one in operands])]
    low, high = min([*ends, scale * made]) - step * _HALF, max([*ends, scale * made]) + step * _HALF
    units = (Decimal(1),) if told["percent"] else (Decimal(1), Decimal(_WAN), 1 / Decimal(_WAN), 1 / Decimal(_HUNDRED))
    holds = any(low <= stated * unit <= high for unit in units)
    near, far = sorted((abs(stated), abs(scale * made)))
    if not holds and (stated * made <= 0 or far > _FAR * near):
        return None  # what stands there is no sum
    right = f"{round(scale * made, max(0, -_exponent(step)))}{told['percent'] or ''}"
    written = told["result"] + (told["percent"] or "")
    why = f"{told['sum'].strip()} = {right}" + ("" if holds else f"，文中写{written}")
    spans = [(offset + told.start("result"), offset + told.end("percent" if told["percent"] else "result"))]
    spans += [(offset + one.start(), offset + one.end()) for one in operands]
    difference = None if holds else stated - scale * made
    kind: FindingKind = "share" if told["percent"] else "sum"
    quote = (offset + told.start(), offset + told.end())
    return Relation(kind, holds, written, right, tuple(spans), quote, why, difference, 1.0 if holds else _SCORE)


def _number(operand: re.Match[str]) -> Decimal:
    """Return the number that an operand tells."""
    return Decimal(operand["number"].replace(",", "")) / (_HUNDRED if operand["percent"] else 1)


def _step(number: str) -> Decimal:
    """Return the worth of the last digit told of a number with decimals; 1 of a whole one, which counts or is exact, is no rounding."""
    return Decimal(1).scaleb(-len(number.partition(".")[2])) if "." in number else Decimal(0)


def _exponent(step: Decimal) -> int:
    """Return the place of the last digit as a power of ten; hundredths where it was told to the unit."""
    exponent = step.normalize().as_tuple().exponent if step else -2
    return exponent if isinstance(exponent, int) else 0


def _ends(form: str, values: Sequence[Decimal], steps: Sequence[Decimal]) -> Iterator[Decimal]:
    """Yield what a sum comes to with its rounded numbers at the ends of what they may be."""
    if sum(map(bool, steps)) > _MOST:
        steps = [step * 0 for step in steps]
    ways = [(value - step * _HALF, value + step * _HALF) if step else (value,) for value, step in zip(values, steps, strict=True)]
    for some in product(*ways):
        if (made := _worth(form, some)) is not None:
            yield made


def _worth(form: str, values: Sequence[Decimal]) -> Decimal | None:
    """Return what a sum comes to, whose numbers stand as # in its form; None if it is none or divides by nothing."""
    at = iter(range(len(values)))
    try:
        tree = ast.parse(re.sub("#", lambda _: f"v[{next(at)}]", form), mode="eval").body
        return _evaluated(tree, values)
    except (SyntaxError, StopIteration, IndexError, ValueError, DivisionByZero, InvalidOperation):
        return None


def _evaluated(node: ast.expr, values: Sequence[Decimal]) -> Decimal:
    """Return what a part of a sum comes to.

    Raises:
        ValueError: if it is no arithmetic.
    """
    match node:
        case ast.Subscript(slice=ast.Constant(value=int(place))):
            return values[place]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluated(operand, values)
        case ast.BinOp(left=left, op=sign, right=right):
            one, other = _evaluated(left, values), _evaluated(right, values)
            match sign:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div():
                    return one / other
    raise ValueError("no arithmetic")
