"""Whether the lines of an account that a report tells apart balance: 收入总计 = 本年收入 + 年初结转, 支出总计 = 本年支出 + 年末结转.

Each line has one value wherever it is told, those of 财政拨款 apart from those of all funds; what was used of older surpluses, and what was
set aside of this year's, belongs to them. A miss is reported if one slip of a digit explains it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import misadded, slip
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.told.scopes import GRANTED, is_granted

_END: Final = r"(?:决算)?(?:数|额|金额|资金)?(?:同|均|各)?(?:约|为|是|有|共计?|计|达到?|[:：])*$"
_SUM: Final = r"(?:合计|总额|小计)?"
_CARRIED: Final = r"(?:结转(?:和|与|及|、)?结余|结余(?:和|与|及|、)?结转|结转|结余|尚余)"
_NOW: Final = r"(?:本年|当年)"
_GRANT: Final = r"(?:一般公共预算)?(?:财政拨款)?(?:的)?"
_FORMS: Final = {
    "used": re.compile(rf"(?:使用|动用)(?:了)?(?:非财政拨款|历年)?结余{_END}|事业基金弥补收支差额{_END}"),
    "both": re.compile(rf"收入?(?:总计)?[、和与及]?支出?总计{_END}"),
    "in": re.compile(rf"收入?总计{_END}"),
    "out": re.compile(rf"支出?总计{_END}"),
    "income": re.compile(rf"(?:{_NOW}度?{_GRANT}收入{_SUM}|{_GRANT}{_NOW}?收入合计|(?<!非)财政拨款{_NOW}?(?:收入)?|收入决算){_END}"),
    "spending": re.compile(
        rf"(?:{_NOW}度?{_GRANT}(?:支出|列支){_SUM}|{_GRANT}{_NOW}?支出合计|(?<!非)财政拨款{_NOW}?(?:支出|列支)|支出决算){_END}"
    ),
    "opening": re.compile(rf"(?:年初|上年末?){_GRANT}{_CARRIED}{_END}"),
    "closing": re.compile(rf"(?:(?:年末|年终|年底)(?:收支)?{_GRANT}{_CARRIED}|(?<!非)财政拨款{_CARRIED}){_END}"),
    "aside": re.compile(rf"结余分配{_END}"),
}
_NOT_THIS: Final = re.compile(r"其中|用于|项目|专项|政府性基金|国有资本|预算(?!财政拨款)|人均|差额|相差")
_OTHER_USE: Final = re.compile(r"缴回|上缴|收回|调剂|调整[^预后]|结余分配|事业基金|专用结余")
_FUNDS: Final = re.compile(r"政府性基金[^，。；]{0,20}?\d[\d.,]*万?元|国有资本经营预算[^，。；]{0,20}?\d[\d.,]*万?元")
_IDENTITIES: Final[tuple[tuple[str, tuple[tuple[int, str], ...]], ...]] = (
    ("in", ((1, "income"), (1, "used"), (1, "opening"))),
    ("out", ((1, "spending"), (1, "aside"), (1, "closing"))),
    ("closing", ((1, "opening"), (1, "income"), (1, "used"), (-1, "spending"), (-1, "aside"))),
)
_OPTIONAL: Final = ("used", "aside")
_IN: Final = re.compile(rf"收入(?P<what>总计|合计|总额|总预算|预算){_END}")
_OUT: Final = re.compile(rf"支出(?P<what>总计|合计|总额|总预算|预算)(?P<same>[同亦也](?:样|为|是)*)?{_END}")
_EVEN: Final = re.compile(r"[，,；;。、](?:全年|当年|年度|本年)?(?:实现)?(?:收支(?:总体)?|收入(?:与|和)?支出)(?:平衡|相等|持平)")
_FEW: Final = 3
_LIKELY: Final = 1.5
_CLEAR: Final = 2.0  # a digit mistyped among three or more
_SCORE: Final = 0.7
Line = tuple[Passage, Place]


def check_account_lines(context: Context) -> Iterator[Relation]:
    """Yield whether the lines of the account of all funds, and those of what the treasury granted, balance."""
    yield from _even(context)
    everything: Mapping[str, Line] = {}
    for is_of_grant, told in _told(context).items():
        if is_of_grant and _FUNDS.search(context.text):
            continue
        own = {name: lines[0] for name, lines in told.items() if len({place.figure.value for _, place in lines}) == 1}
        # what was carried over may all be of the grant, and told of all funds only: that shows nothing where it does not fit
        single = {**{name: everything[name] for name in ("opening", "closing") if name in everything and name not in told}, **own}
        everything = everything or own
        for total, terms in _IDENTITIES:
            if total in single and all(name in single or (name in _OPTIONAL and name not in told) for _, name in terms):
                relation, parts = _relation(single, total, terms)
                is_forgotten = total == "closing" and _is_without_opening(own, relation)
                is_slip = misadded(single[total][1].figure.value, parts) >= _CLEAR and len(single) == len(own)
                if relation.holds or ((is_slip or is_forgotten) and ("aside" in single or not _OTHER_USE.search(context.text))):
                    yield relation


def _is_without_opening(single: Mapping[str, Line], relation: Relation) -> bool:
    """Tell whether what is carried over is the income less the spending, where what came in is told with what there was before."""
    if relation.holds or not all(name in single for name in ("in", "opening", "income", "spending", "closing")):
        return False
    came, before, income, spending, left = (single[name][1].figure.value for name in ("in", "opening", "income", "spending", "closing"))
    return came == before + income and left == income - spending


def _even(context: Context) -> Iterator[Relation]:
    """Yield whether income and spending that are said to be even are (收入总计428万元，支出总计428万元，收支平衡).

    A budget has been told before of the same year: 收入预算86万元…。支出预算同为86万元.
    """
    for at, passage in enumerate(context.passages):
        for place in passage.places:
            behind = _EVEN.match(passage.text, place.end - passage.start)
            name = _OUT.search(place.lead)
            if place.figure.kind != "amount" or place.depth or name is None or not (behind or name["same"]):
                continue
            told = [one for line in context.passages[max(0, at - _FEW) : at + 1] for one in line.places if one.end <= place.start]
            sides = [one for one in told if one.figure.kind == "amount" and not one.depth and _IN.search(one.lead)]
            sides = [one for one in sides if _IN.search(one.lead)["what"] == name["what"]]  # type: ignore[index]
            if len({one.figure.value for one in sides}) != 1 or _OTHER_USE.search(passage.text):
                continue
            came = sides[-1].figure
            computed = Computed(came.value, came.range, f"收支平衡：收入{came.text}", (came,))
            relation = compare("sum", place.figure, computed, (passage.start, passage.end), _SCORE)
            if relation.holds or slip(place.figure.value, came.value) >= _LIKELY:
                yield relation


def _told(context: Context) -> Mapping[bool, Mapping[str, Sequence[Line]]]:
    """Return where each line of an account is told: of what the treasury granted (True), and of all funds (False)."""
    told: dict[bool, dict[str, list[Line]]] = {False: defaultdict(list), True: defaultdict(list)}
    for line in context.paragraphs():
        for passage in line:
            for place in passage.places if any(word in passage.text for word in ("总计", "本年", "当年", "结", "拨款", "合计")) else ():
                is_one = place.figure.kind == "amount" and place.figure.exactness == "exact" and not place.depth
                clause = re.split(r"[，,。；;：:]", place.lead)[-1]
                if not is_one or place.role not in ("level", "to", "former") or _NOT_THIS.search(clause):
                    continue
                name = next((name for name, form in _FORMS.items() if form.search(clause)), None)
                if name is None or (place.role == "former" and name != "opening"):
                    continue
                is_of_grant = bool(GRANTED.search(clause.replace("非财政拨款", ""))) or is_granted(context, line, passage, place.label)
                for one in ("in", "out") if name == "both" else (name,):
                    told[is_of_grant][one].append((passage, place))
    return told


def _relation(single: Mapping[str, Line], total: str, terms: Sequence[tuple[int, str]]) -> tuple[Relation, list[Decimal]]:
    """Return whether a line is what others make, and the values of those."""
    passage, place = single[total]
    figures = [(sign, single[name][1].figure) for sign, name in terms if name in single]
    parts = [sign * figure.value for sign, figure in figures]
    value = sum(parts, Decimal(0))
    bounds = Range.total(figure.range if sign > 0 else figure.range.negative() for sign, figure in figures)
    told = " ".join(f"{'+' if sign > 0 else '−'} {figure.text}" for sign, figure in figures).removeprefix("+ ")
    computed = Computed(value, bounds, f"{told} = {place.figure.written(value)}", tuple(figure for _, figure in figures))
    return compare("sum", place.figure, computed, (passage.start, passage.end), _SCORE), parts
