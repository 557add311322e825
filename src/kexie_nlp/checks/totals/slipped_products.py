"""Whether so many things at so much each make the total told, or one that is ten, a hundred or ten thousand times as much."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit
from kexie_nlp.checks.told.figures import Range

_EACH: Final = re.compile(
    r"(?:(?:平均)?每(?:[个家所项场期次人名位户村校站队支篇件辆县乡镇市区]|批|学校|单位|学会)|(?P<short>[户村校场期站县乡镇馆]|人)均|各)"
    r"[^，。；\d]{0,20}$"
)
_TOTAL: Final = re.compile(r"^[^。；\d]{0,16}?[，,（(、](?:以上|合计|总计|共计|总共|共|计|累计|总额|合共)[^，。；\d]{0,10}$")
_NOT_ALL: Final = re.compile(r"其中|另|不少于|不低于|不超过|以上|以下|最高|最低|左右|比|较|至少")
_UNITS: Final = {
    "校": "所个",
    "县": "个",
    "市": "个",
    "区": "个",
    "乡": "个",
    "镇": "个",
    "馆": "座个家",
    "人": "人名位",
    "学": "所家个",
    "单": "家个",
    "站": "站个",
}
_FACTORS: Final = tuple(Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
_SCORE: Final = 0.75
_TWO: Final = 2


def check_slipped_products(context: Context) -> Iterator[Relation]:
    """Yield whether a number, a value for each and a total told right behind each other fit but for the place of the point."""
    for passage in context.passages:
        for at in range(1, len(passage.places) - 1):
            if (relation := _relation(passage, passage.places[at - 1 : at + _TWO])) is not None:
                yield relation


def _relation(passage: Passage, row: Sequence[Place]) -> Relation | None:
    """Return whether three figures in a row are a number, a value for each thing and their product."""
    number, each, total = row
    if number.figure.kind != "quantity" or each.figure.kind == "percent" or total.figure.kind != each.figure.kind:
        return None
    told = _EACH.search(each.lead)
    if told is None or not _TOTAL.match(total.lead) or not _is_counted(number, told[0], passage):
        return None
    text = passage.text[number.start - passage.start : total.end - passage.start]
    if re.search(r"[。；;]", text) or _NOT_ALL.search(text) or any(place.figure.exactness not in ("exact", "about") for place in row):
        return None
    value = number.figure.value * each.figure.value
    low, high = (getattr(number.figure.range, end) * getattr(each.figure.range, end) for end in ("low", "high"))
    formula = f"{number.figure.text} × {each.figure.text} = {total.figure.written(value)}"
    computed = Computed(value, Range(low, high), formula, (number.figure, each.figure))
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE, "疑为单位或小数点有误")
    is_slip = any(Range(value, value).times(factor).meets(total.figure.range) for factor in _FACTORS)
    is_slip = is_slip and sum(bool(_EACH.search(place.lead)) for place in passage.places) == 1  # 2家每家5万元、3家每家3万元，共19万元
    return relation if relation.holds or is_slip else None


def _is_counted(number: Place, each: str, passage: Passage) -> bool:
    """Tell whether a number counts what a value is told for (23个贫困县每县, 320户，户均, 12名…每人)."""
    name = re.match(r"(?:平均)?每(?P<unit>.)|(?P<short>.)均", each)
    if name is None:
        return True  # 5个县各30万元
    unit = name["unit"] or name["short"]
    own = plain_unit(number.figure.unit)
    if own.startswith(unit) or plain_unit(unit) == own or own[:1] in _UNITS.get(unit, ""):
        noun = passage.text[number.end - passage.start :]
        return own.startswith(unit) or plain_unit(unit) == own or unit in noun[: noun.find(each[0]) + _TWO] or unit in "人馆站"
    return False
