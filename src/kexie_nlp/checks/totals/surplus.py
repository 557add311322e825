"""Whether what is left is what came in less what went out, and with what was there before it makes what is there in the end.

全年收入96万元。全年支出80万元，收支相抵，结余16万元。当年结余16万元，加上年初结转9万元，年末结转25万元。 A value at the end that is
told twice, once as that of the beginning, is held against the other one if the accounts prove that one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of

_TOLD: Final = r"的?(?:资金|金额|经费|总额|余额|数|额)?(?:为|是|共计?|计|合计|达到?|有|[:：])*$"
_LEFT: Final = r"(?:结转(?:和|与|及)?结余|结余(?:和|与|及)?结转|结转|结余|结存|节余|盈余|余额|滚存(?:结余|结转)?|净资产(?:总额|合计)?)"
_NET: Final = re.compile(
    r"(?:收支|收入支出|收入(?:与|和)支出)?(?:相抵|相减|轧差|品迭|相抵扣|抵扣|冲抵)(?:之?后)?[，,]?(?:尚|净|还|仍|年[末底终]|期末)?"
    rf"(?:(?:当年|本年度?|年度|全年|本期)(?:收支)?)?(?:净|实现|形成|产生)?(?:结转和结余|结余|盈余|节余|结存|余额|余){_TOLD}"
    r"|(?:^|[，,。；;：:])(?:(?:当年|本年度?|年度|全年|本期)收支|当年|本年度?|收支)(?:净|实现|形成)?(?:结余|盈余|节余|差额)(?:为|是|共计?|[:：])*$"
)
_SURPLUS: Final = re.compile(
    r"(?:^|[，,。；;：:\s])(?:[一-鿿]{0,4}的)?(?:当年|本年度?|年度|全年|本期|20\d\d年度?)(?:收支)?(?:净|实现|形成|产生)?"
    rf"(?:结余|盈余|节余|收支差额|净资产增加额?|净增加额?){_TOLD}"
)
_OPENING: Final = re.compile(
    rf"(?:加上?|连同|并入|计入|加计|[，,、；;和及]|^)(?:原有|财政拨款)?(?:上年末?|年初|期初|历年|以前年度|往年|上年度|上一年|20\d\d年[末底]?)(?:累计|滚存|度|账面|账户|银行存款)*(?:的)?{_LEFT}{_TOLD}"
)
_CLOSING: Final = re.compile(
    rf"[，,、。；;\s](?:则|故|即|合计|共)?(?:(?:年末|期末|年终|年底|本年末|当年末|截至年[末底]|20\d\d年[末底]|累计|滚存|结转下年|结转次年|下余)(?:累计|滚存|实有|实际|账面|账户|银行存款)*的?{_LEFT}?|滚存结余|累计结余|结转下年使用){_TOLD}"
)
_INCOME: Final = re.compile(
    r"(?:^|[，,。；;：:、\s])(?:[一-鿿]{0,8}?(?:全年|本年度?|当年|年度|20\d\d年度?)+(?:实现|实际|取得|累计|各项|财务|经费|总)*收入(?:总额|总计|合计)?"
    r"|总收入|收入(?:总额|总计|合计))(?:为|是|共计?|计|达到?|[:：])*$"
)
_SPENDING: Final = re.compile(
    r"(?:^|[，,。；;：:、\s])(?:[一-鿿]{0,8}?(?:全年|本年度?|当年|年度|20\d\d年度?)+(?:实现|实际|发生|累计|各项|财务|经费|总)*支出(?:总额|总计|合计)?"
    r"|总支出|支出(?:总额|总计|合计))(?:为|是|共计?|计|达到?|[:：])*$"
)
_CAME: Final = re.compile(r"[，,；;、](?:全年|本年度?|当年|年度|本期)?(?:实际|共|总)?收入(?:合计|总计|总额)?(?:为|是|共计?|[:：])*$")
_WENT: Final = re.compile(r"[，,；;、](?:全年|本年度?|当年|年度|本期)?(?:实际|共|总)?支出(?:合计|总计|总额)?(?:为|是|共计?|[:：])*$")
_END: Final = re.compile(rf"(?:^|[，,。；;：:、\s])(?:年末|期末|年终|年底){_LEFT}{_TOLD}")
_START: Final = re.compile(rf"(?:^|[，,。；;：:、\s])(?:上年|年初|期初){_LEFT}{_TOLD}")
_ELSEWHERE: Final = re.compile(
    r"结转|上年|年初|期初|历年|以前年度|事业基金|弥补|调剂|动用|滚存|累计|所得税|提取|分配|缴回|上缴|收回|调整|亏|超支"
)
_OTHER_FLOW: Final = re.compile(r"提取|分配|缴回|上缴|收回|调整|弥补|所得税|转入|转出|核销|注销|专用基金|归还|其中")
_PARTLY: Final = re.compile(r"科普|项目|专项|财政拨款|活动|基金|会费|培训班|大赛")
_ALL: Final = re.compile(r"(?:总额|总计|合计|总收入|总支出)(?:为|是|共计?|计|达到?|[:：])*$")
_BACK: Final = 40  # sentences
_NEAR: Final = 2
_CLEAR: Final = 2.0  # a digit mistyped among three or more
_ROLES: Final = ("level", "to")
_SCORE: Final = 0.75
Told = Sequence[tuple[Passage, Place]]


def check_surplus(context: Context) -> Iterator[Relation]:
    """Yield whether what is told to be left in the end is what the other figures of the accounts leave."""
    for at, passage in enumerate(context.passages):
        if "余" in passage.text or "结" in passage.text or "净资产" in passage.text:
            yield from _net(context.passages[max(0, at - _BACK) : at + 1], passage)
            yield from _rolled(context.passages[at : at + _NEAR])
            yield from _four(passage)
    yield from _stale(context)


def _net(sentences: Sequence[Passage], passage: Passage) -> Iterator[Relation]:
    """Yield whether what is left of a year is its income less its spending, each told before with one value."""
    for left in passage.places:
        if left.figure.kind != "amount" or left.role not in _ROLES or not _NET.search(left.lead):
            continue
        told = [(one, place) for one in sentences for place in one.places if place.end <= left.start]
        income, spending = (_only(told, form) for form in (_INCOME, _SPENDING))
        if income is None or spending is None:
            continue
        start = min(income.start, spending.start)
        between = "".join(one.text for one in sentences if one.end > start)
        relation = compare("sum", left.figure, _less(income, spending, left), (passage.start, passage.end), _SCORE)
        if relation.holds or not (_ELSEWHERE.search(between.replace("结转下年", "")) or _PARTLY.search(_clause(left))):
            yield relation


def _rolled(sentences: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether what is left of the year and what was there before make what is there in the end, told one after another."""
    if len(sentences) == _NEAR and sentences[0].paragraph != sentences[1].paragraph:
        sentences = sentences[:1]
    told = [(one, place) for one in sentences for place in one.places if place.figure.kind == "amount"]
    for (first, one), (_, other), (passage, closing) in zip(told, told[1:], told[2:], strict=False):
        forms = (_NET if _NET.search(one.lead) else _SURPLUS, _OPENING)
        forms = forms if forms[0].search(one.lead) else (_OPENING, _SURPLUS)
        are_terms = forms[0].search(one.lead) and forms[1].search(other.lead) and one.depth == other.depth == closing.depth
        if first is not sentences[0] or not are_terms or not _CLOSING.search(" " + closing.lead) or closing.role not in _ROLES:
            continue
        if _OTHER_FLOW.search(other.lead + closing.lead) or any(place.figure.exactness != "exact" for place in (one, other, closing)):
            continue
        value = one.figure.value + other.figure.value
        formula = f"{one.figure.text} + {other.figure.text} = {closing.figure.written(value)}"
        computed = Computed(value, one.figure.range + other.figure.range, formula, (one.figure, other.figure))
        relation = compare("sum", closing.figure, computed, (passage.start, passage.end), _SCORE)
        # the names say that both are added, so that no difference of them accounts for it
        yield relation if relation.holds else replace(relation, difference=None)


def _four(passage: Passage) -> Iterator[Relation]:
    """Yield whether what there was, came in and went out makes what is there in the end, the four told in a row."""
    told = [place for place in passage.places if place.figure.kind == "amount"]
    for row in zip(told, told[1:], told[2:], told[3:], strict=False):
        opening, income, spending, closing = row
        names = ((_OPENING, opening), (_CAME, income), (_WENT, spending))
        if not all(form.search(place.lead) for form, place in names) or not _CLOSING.search(closing.lead):
            continue
        is_plain = all(place.figure.exactness == "exact" and place.depth == opening.depth for place in row)
        if not is_plain or closing.role not in _ROLES or any(_OTHER_FLOW.search(place.lead) for place in row[1:]):
            continue
        value = opening.figure.value + income.figure.value - spending.figure.value
        bounds = opening.figure.range + income.figure.range - spending.figure.range
        formula = f"{opening.figure.text} + {income.figure.text} − {spending.figure.text} = {closing.figure.written(value)}"
        computed = Computed(value, bounds, formula, (opening.figure, income.figure, spending.figure))
        relation = compare("sum", closing.figure, computed, (passage.start, passage.end), _SCORE)
        if relation.holds or income.figure.value - spending.figure.value != closing.figure.value:
            yield relation


def _stale(context: Context) -> Iterator[Relation]:
    """Yield a value at the end that is that of the beginning, or one mistyped, where another sentence tells the one that balances."""
    told = [(passage, place) for passage in context.passages for place in passage.places if place.depth == 0]
    income, spending, opening = (_only(told, form) for form in (_INCOME, _SPENDING, _START))
    closings = [(passage, place) for passage, place in told if _is_of(place, _END) and place.role in _ROLES]
    if income is None or spending is None or opening is None or len({place.figure.value for _, place in closings}) != _NEAR:
        return
    value = opening.figure.value + income.figure.value - spending.figure.value
    bounds = opening.figure.range + income.figure.range - spending.figure.range
    right = [place for _, place in closings if place.figure.value == value]
    formula = f"{opening.figure.text} + {income.figure.text} − {spending.figure.text}"
    for passage, place in closings:
        is_stale = place.figure.value == opening.figure.value or slip(place.figure.value, value) >= _CLEAR
        if right and place not in right and is_stale and key_of(place.label) == key_of(right[0].label):
            sources = (right[0].figure, opening.figure, income.figure, spending.figure)
            computed = Computed(value, bounds, f"{formula} = {place.figure.written(value)}", sources)
            yield compare("sum", place.figure, computed, (passage.start, passage.end), _SCORE)


def _only(told: Told, form: re.Pattern[str]) -> Place | None:
    """Return the last amount that a form names, if it names one value only, or one as the sum of all (合计, 总)."""
    found = [place for _, place in told if _is_of(place, form)]
    found = [place for place in found if _ALL.search(place.lead)] or found
    return found[-1] if len({place.figure.value for place in found}) == 1 else None


def _is_of(place: Place, form: re.Pattern[str]) -> bool:
    """Tell whether an amount is told exactly under a name, of the whole and not of a part."""
    is_plain = place.figure.kind == "amount" and place.figure.exactness == "exact" and place.role not in ("by", "budget", "each")
    return is_plain and form.search(place.lead) is not None and not _PARTLY.search(_clause(place))


def _clause(place: Place) -> str:
    """Return the words right before an amount."""
    return re.split(r"[，,。；;：:]", place.lead)[-1]


def _less(income: Place, spending: Place, left: Place) -> Computed:
    """Return what is left of an income after a spending."""
    value = abs(income.figure.value - spending.figure.value)
    first, second = (income, spending) if income.figure.value >= spending.figure.value else (spending, income)
    formula = f"{first.figure.text} − {second.figure.text} = {left.figure.written(value)}"
    return Computed(value, first.figure.range - second.figure.range, formula, (income.figure, spending.figure))
