"""Whether what there is now, what there was, what came and what went fit in the orders that begin with the result.

年末会员3260人，年初3020人，发展280人、退会40人; 共有学会46个，其中当年新成立3个、注销1个，上年底为44个.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_NOW: Final = re.compile(r"(?:年末|年底|期末|截至|截止|目前|现有|共有|实有|总数|达到?)[^，。；\d]{0,14}$")
_THEN: Final = re.compile(r"^[，,；;（(]?(?:而|其)?(?:上年|去年|年初|期初|原有)[末底]?[^，。；\d]{0,10}$")
_CAME: Final = re.compile(
    r"(?:新[增建招设]|新成立|新发展|新吸收|新登记|新认定|新命名|新加入|新组建|新入会|发展|增加|调入|转入|招录|吸收|登记|成立)[^，。；\d]{0,8}$"
)
_WENT: Final = re.compile(r"(?:注销|撤销|取消|退会|退出|退休|调出|转出|减少|离职|离开|摘牌|核销|报废|流失|清退|合并|除名)[^，。；\d]{0,8}$")
_NOT_ALL: Final = re.compile(r"计划|力争|拟|将|明年|以来|五年|三年|届内|累计[新发注]|约|近|余|每|占|[比较]|平均|不含|含")
_NARROWER: Final = re.compile(r"[国省市县区]级|女|专职|兼职")
_TWO: Final = 2
_FOUR: Final = 4
_ADDED: Final = re.compile(r"(?:新增|净增|新发展|新建|新成立)[一-鿿]{0,6}$")
_ALL: Final = re.compile(r"[，,](?:[一-鿿]{0,6}(?:总数|累计|总量|总人数|总计)|共有|达到?|现有)(?:已?达到?|为|有)?")
_BASE: Final = re.compile(r"[，,（(]?(?:比|较)(?:上年|去年|年初|(?:19|20)\d\d年)[末底]?(?:的|时的?)?")
_GROSS: Final = re.compile(r"其中|注销|撤销|退|减少|近|余|约|每|计划|力争|占")
_SCORE: Final = 0.7
_DOUBT: Final = 0.6


def check_stocks_told(context: Context) -> Iterator[Relation]:
    """Yield whether a stock told first follows from what there was, what came and what went, all told behind it in the sentence."""
    for passage in context.passages:
        for index, place in enumerate(passage.places):
            if place.figure.kind == "quantity" and place.role in ("level", "to") and not place.depth and _NOW.search(place.lead):
                row = [one for one in passage.places[index : index + _FOUR] if same_unit(one.figure, place.figure)]
                yield from _checked(passage, row)
                yield from _came_before(passage, index)


def _came_before(passage: Passage, index: int) -> Iterator[Relation]:
    """Yield whether what came, told right before a stock, is what it has more than the one before, told right behind it."""
    row = passage.places[index - 1 : index + _TWO] if index else ()
    if len(row) <= _TWO or not all(same_unit(one.figure, row[0].figure) for one in row):
        return
    came, now, then = row
    told = passage.text[came.start - len(came.lead) - passage.start : then.end - passage.start]
    is_told = _ADDED.search(came.lead) and _ALL.fullmatch(now.lead) and then.role == "former" and _BASE.fullmatch(then.lead)
    if not is_told or _GROSS.search(told) or re.search(r"[。；;]", passage.text[came.end - passage.start : then.start - passage.start]):
        return
    value = then.figure.value + came.figure.value
    formula = f"{then.figure.text} + {came.figure.text} = {now.figure.written(value)}"
    computed = Computed(value, then.figure.range + came.figure.range, formula, (then.figure, came.figure))
    yield compare("sum", now.figure, computed, (passage.start, passage.end), _DOUBT)


def _checked(passage: Passage, row: Sequence[Place]) -> Iterator[Relation]:
    """Yield the same of a stock and the figures behind it, each of which has to be one of the three kinds."""
    if len(row) <= _TWO:
        return
    now, rest = row[0], row[1:]
    told = passage.text[now.end - passage.start - len(now.lead) : rest[-1].end - passage.start]
    if _NOT_ALL.search(told) or re.search(r"[。；;]", told):
        return
    then = [place for place in rest if _THEN.match(place.lead)]
    came = [place for place in rest if place not in then and _CAME.search(place.lead)]
    went = [place for place in rest if place not in then and place not in came and _WENT.search(place.lead)]
    if len(then) != 1 or len(then) + len(came) + len(went) != len(rest) or len(came) > 1 or len(went) > 1:
        return
    narrower = [match[0] for place in (*came, *went) if (match := _NARROWER.search(place.lead))]
    if any(word not in now.lead for word in narrower):
        return  # 现有学会58个，省级学会新成立6个: of some of them
    value: Decimal = then[0].figure.value
    bounds, formula = then[0].figure.range, then[0].figure.text
    for place in came:
        value, bounds, formula = value + place.figure.value, bounds + place.figure.range, f"{formula} + {place.figure.text}"
    for place in went:
        value, bounds, formula = value - place.figure.value, bounds - place.figure.range, f"{formula} − {place.figure.text}"
    sources = tuple(place.figure for place in (*then, *came, *went))
    computed = Computed(value, bounds, f"{formula} = {now.figure.written(value)}", sources)
    yield compare("sum", now.figure, computed, (passage.start, passage.end), _SCORE)
