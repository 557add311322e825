"""Whether what is left of funds is what they were less what was spent (全年预算66万元。实际支出63.4万元，预算执行率96.1%。结余2.6万元).

Which funds and which spending are meant is certain where the rate told with them is theirs, or where the sentences before tell no others.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place

_END: Final = r"(?:的|资金|经费|金额|款项?|数|额|为|是|共计?|计|有|[:：])*$"
_LEFT: Final = re.compile(
    r"(?:结转(?:和|与)?结余|结余|结存|节余|盈余|结转|余额|剩余|余下|剩下?|[尚还仅净]余|余"
    rf"|(?:尚|还)?(?:未|没有?|没)(?:能)?(?:执行|使用|支出|支付|支用|列支|用|花|支)(?:完|掉|出去?)?){_END}"
)
_LEFT_BEHIND: Final = re.compile(r"(?:资金|经费)?(?:尚|还)?(?:未|没有?)(?:能)?(?:执行|使用|支出|支付|支用|列支|用完|花完|支完)")
_STILL: Final = re.compile(r"(?:尚|还|仍)有$")
_FUNDS: Final = re.compile(r"预算|资金|经费|收入|进账|拨款|拨付|到位|下达|可用|额度|合同|补助|专款|专项|加起来|共|合计")
_SPENT: Final = re.compile(r"支出|执行|使用|花|开支|列支|用去|用掉|用了|支付|实支|总支|支了|用款")
_PLAIN_LEFT: Final = re.compile(  # 全年结余, 账上还剩: of all, not of one part
    r"(?:收支|相抵|轧差|后|年[末底终]|当年|本年度?|年度|全年|本期|期末|截至|专项|项目|预算|资金|经费|账上|账面|尚|还|仍|有|净|实际|实现|形成|共|[，,、\s])*"
)
_PART: Final = re.compile(r"其中|基本支出|项目支出|财政拨款支出|[:：、]$")
_OTHER_FLOW: Final = re.compile(
    r"上年|上一年|去年|年初(?!预算|批复|安排|下达|财政)|历年|以前|滚存|累计|弥补|动用|垫|借|提取|分配|所得税|超支|亏"
)
_CARRIED: Final = re.compile(r"(?:结转|结余|结存|节余|余额|剩余?)(?:资金|经费|的|为|是|[:：])*$")
_OTHER_USE: Final = re.compile(r"收回|上缴|缴回|退回|提取|分配|弥补|调整|其中|另")
_FOUR: Final = 4
_BACK: Final = 4  # sentences
_ROLES: Final = ("level", "to")
_ENOUGH: Final = 1.0
_TWENTIETH: Final = 20
_HALF: Final = Decimal("0.5")
_SCORE: Final = 0.65


def check_unspent(context: Context) -> Iterator[Relation]:
    """Yield whether what a sentence says is left of funds is what the figures before it leave."""
    for at, passage in enumerate(context.passages):
        sentences = [one for one in context.passages[max(0, at - _BACK) : at + 1] if one.section == passage.section]
        for left in passage.places:
            if _is_left(passage, left) and (relation := _relation(sentences, passage, left)) is not None:
                yield relation


def _is_left(passage: Passage, place: Place) -> bool:
    """Tell whether an amount is what is left."""
    if place.figure.kind != "amount" or place.role not in _ROLES or place.figure.exactness != "exact":
        return False
    is_still = _STILL.search(place.lead) or not re.search("[一-鿿]", _clause(place))
    behind = passage.text[place.end - passage.start :]
    return bool(_LEFT.search(place.lead)) or bool(is_still and _LEFT_BEHIND.match(behind))


def _clause(place: Place) -> str:
    """Return the words right before an amount."""
    return re.split(r"[，,。；;：:]", place.lead)[-1]


def _relation(sentences: Sequence[Passage], passage: Passage, left: Place) -> Relation | None:
    """Return whether an amount is what is left of the funds told before it; None if it is not sure which those are."""
    before = [place for one in sentences for place in one.places if place.end <= left.start]
    amounts = [place for place in before if place.figure.kind == "amount" and place.role in (*_ROLES, "budget")]
    both = [(fund, spent) for spent in amounts if _is_spent(spent) for fund in amounts if _is_fund(fund)]
    pairs = [(fund, spent) for fund, spent in both if fund.figure.value > spent.figure.value]
    relations = [_left(passage, fund, spent, left) for fund, spent in reversed(pairs)]
    exact = next((one for one in relations if one.holds and not one.difference), None)
    if exact is not None:
        return exact
    if (relation := _with_opening(passage, before, both, left)) is not None:
        return relation
    rates = [place for place in before if place.figure.kind == "percent" and place.role in ("completion", "level")]
    proven = [pair for pair in pairs if any(_is_rate(rate, *pair) for rate in rates)]
    values = {(fund.figure.value, spent.figure.value) for fund, spent in proven or pairs}
    if len(values) != 1:
        return None
    fund, spent = (proven or pairs)[-1]
    relation = _left(passage, fund, spent, left)
    return relation if relation.holds or _is_sure(sentences, passage, fund, spent, left) else None


def _with_opening(passage: Passage, before: Sequence[Place], pairs: Sequence[tuple[Place, Place]], left: Place) -> Relation | None:
    """Return the same with what was left of the year before (上年结余3万元，拨款40万元，花了38万元，结余5万元), or None."""
    openings = [place for place in before if place.figure.kind == "amount" and place.role == "former" and _CARRIED.search(_clause(place))]
    for opening in openings[-1:]:
        told = [opening, *(place for place in passage.places if opening.start < place.start <= left.start)]
        is_row = opening in passage.places and [place.figure.kind for place in told] == ["amount"] * _FOUR
        for fund, spent in reversed(pairs):
            value = opening.figure.value + fund.figure.value - spent.figure.value
            bounds = opening.figure.range + fund.figure.range - spent.figure.range
            formula = f"{opening.figure.text} + {fund.figure.text} − {spent.figure.text} = {left.figure.written(value)}"
            computed = Computed(value, bounds, formula, (opening.figure, fund.figure, spent.figure))
            relation = compare("sum", left.figure, computed, (passage.start, passage.end), _SCORE)
            is_near = slip(left.figure.value, value) >= _ENOUGH or left.figure.value in (opening.figure.value, value - opening.figure.value)
            if not relation.difference or (is_row and is_near and told[1:3] == [fund, spent] and not _OTHER_USE.search(passage.text)):
                return relation
    return None


def _is_sure(sentences: Sequence[Passage], passage: Passage, fund: Place, spent: Place, left: Place) -> bool:
    """Tell whether what is left can be nothing else than that of one fund after one spending, and looks mistyped."""
    value = fund.figure.value - spent.figure.value
    start = min(fund.start - len(fund.lead), spent.start - len(spent.lead))
    text = "".join(one.text for one in sentences)
    between = text[max(0, start - sentences[0].start) :] if len(sentences) == 1 else text
    others = [place for place in passage.places if place.figure.kind == "amount" and place is not left and place.start > spent.end]
    is_split = any(place.figure.value + left.figure.value == value for place in others)
    clause = _LEFT.sub("", _clause(left))
    if _OTHER_FLOW.search(between) or is_split or left.depth or _PART.search(fund.lead) or not _PLAIN_LEFT.fullmatch(clause):
        return False
    gap = abs(value - left.figure.value)
    return (
        slip(left.figure.value, value) >= _ENOUGH
        or gap * _TWENTIETH <= value
        or left.figure.value in (fund.figure.value, spent.figure.value)
    )


def _is_fund(place: Place) -> bool:
    """Tell whether an amount is one that there was to spend."""
    clause = _clause(place)
    return (place.role == "budget" or bool(_FUNDS.search(clause))) and not (_SPENT.search(clause) or _LEFT.search(place.lead))


def _is_spent(place: Place) -> bool:
    """Tell whether an amount is what was spent in all."""
    return bool(_SPENT.search(_clause(place))) and place.role != "budget" and not _PART.search(place.lead) and not place.depth


def _is_rate(rate: Place, fund: Place, spent: Place) -> bool:
    """Tell whether a percentage is that of two amounts, told with them."""
    share = 100 * spent.figure.value / fund.figure.value
    return abs(share - rate.figure.value) <= rate.figure.step * _HALF


def _left(passage: Passage, fund: Place, spent: Place, left: Place) -> Relation:
    """Return whether an amount is another one less a third one."""
    value = fund.figure.value - spent.figure.value
    formula = f"{fund.figure.text} − {spent.figure.text} = {left.figure.written(value)}"
    computed = Computed(value, fund.figure.range - spent.figure.range, formula, (fund.figure, spent.figure))
    return compare("sum", left.figure, computed, (passage.start, passage.end), _SCORE)
