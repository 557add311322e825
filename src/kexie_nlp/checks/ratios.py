"""Whether values per head and rates of coverage follow from the figures told with them (培训260人，投入15.6万元，人均600元)."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.figures import Figure, Range
from kexie_nlp.checks.relations import Computed, Relation, compare

_PER: Final = re.compile(
    r"(?:人均|(?P<day>日)均(?:接待|服务|参观)?|平均每人|平均每名|户均|平均每户|平均每?(?P<unit>[场期次个册份批所站项件套块])|每(?P<each>[场期次个册份批所站项件套块])(?:平均)?)(?:约|为|达|支出|经费|投入)*$"
)
_PEOPLE: Final = re.compile(r"人|名|位|人次|户")
_RATED: Final = re.compile(
    r"(?:覆盖|合格|办结|采纳|获奖|入选|通过|达标|建成|组建|验收|结题|优秀|到会|参会|建站|立项|转化|注册|办理|答复|落实)(?:率|面|比例)(?:为|达到?|是|约|[:：])*$"
)
_WHOLE: Final = re.compile(r"有|共|应|全[市县省区旗州]|收到|申报|年检|参赛|总|征集|提出|提交|报送|现|承办|推荐|抽查|检查|发出|确定")
_DONE: Final = re.compile(
    r"[中里]的?$|[中里]有|已|建|成|合格|办结|采纳|获|入选|其中|通过|完成|验收|优秀|参会|到会|立项|转化|办理|答复|落实|被"
)
_MORE: Final = re.compile(r"提高|上升|增长|增加|下降|减少|较|比上|上年|去年")
_STOP: Final = re.compile(r"[；;。]")
_SCORE: Final = 0.6
_PAIR: Final = 2


def check_ratios(context: Context) -> Iterator[Relation]:
    """Yield whether values per head and rates of coverage are those of the figures beside them."""
    for passage in context.passages:
        for index, place in enumerate(passage.places):
            if place.figure.kind in ("amount", "quantity") and (match := _PER.search(place.lead)):
                yield from _per_head(passage, index, "天" if match["day"] else match["unit"] or match["each"] or "")
            elif place.figure.kind == "percent" and place.role in ("level", "completion", "share", "to") and _RATED.search(place.lead):
                yield from _covered(passage, index)


def _clause(passage: Passage, index: int) -> list[Place]:
    """Return the figures before one in its clause."""
    found: list[Place] = []
    end = passage.places[index].start
    for place in reversed(passage.places[:index]):
        if _STOP.search(passage.text[place.end - passage.start : end - passage.start]):
            break
        found.insert(0, place)
        end = place.start
    return found


def _per_head(passage: Passage, index: int, unit: str) -> Iterator[Relation]:
    """Yield whether a value per head is that of the total and the number told before it."""
    stated = passage.places[index]
    before = [place for place in _clause(passage, index) if place.role in ("level", "to")]
    behind = passage.places[index + 1 : index + 2]
    if behind and not re.match(r"[，,、]?(?:合计|共计?|总计|支出)", behind[0].lead):
        behind = ()
    numbers = [place.figure for place in before if place.figure.kind == "quantity" and _counts(place.figure, unit)]
    totals = [place.figure for place in (*before, *behind) if same_unit(place.figure, stated.figure) and place.figure not in numbers]
    found = []
    for total in reversed(totals):
        for number in reversed(numbers):
            bounds = total.range.percent_of(number.range)
            if bounds is None:
                continue
            value = total.value / number.value
            formula = f"{total.text} ÷ {number.text} = {stated.figure.written(value)}"
            computed = Computed(value, Range(bounds.low / 100, bounds.high / 100), formula, (total, number))
            found.append(compare("share", stated.figure, computed, (passage.start, passage.end), _SCORE))
    holding = next((relation for relation in found if relation.holds), None)
    if holding is not None:
        yield holding
    elif len(found) == 1:
        yield found[0]


def _counts(figure: Figure, unit: str) -> bool:
    """Tell whether a figure counts what a value is told per: heads, or things of a unit."""
    return figure.unit.startswith(unit) if unit else bool(_PEOPLE.match(figure.unit))


def _covered(passage: Passage, index: int) -> Iterator[Relation]:
    """Yield whether a rate is that of the last two counts before it, the whole first and then the part."""
    rate = passage.places[index]
    counts = [place for place in _clause(passage, index) if place.figure.kind == "quantity" and place.role in ("level", "to")]
    if _MORE.search(rate.lead) or any(place.figure.kind == "percent" for place in passage.places[max(0, index - 1) : index]):
        return
    pairs = [(one, other) for one, other in pairwise(counts) if _is_part(passage, one, other)]
    relations = [_rated(passage, rate, part, whole) for whole, part in pairs]
    told = [relation for relation in relations if relation is not None]
    holding = next((relation for relation in told if relation.holds), None)
    if holding is not None:
        yield holding
    elif len(told) == 1 and len(counts) == _PAIR:
        yield told[0]


def _is_part(passage: Passage, whole: Place, part: Place) -> bool:
    """Tell whether the second of two counts is told as so many of the first."""
    if not same_unit(whole.figure, part.figure) or part.figure.value > whole.figure.value:
        return False
    return bool(_WHOLE.search(whole.lead)) and bool(_DONE.search(part.lead)) and not re.search(r"已?(?:建立|成立|建成|新建)", whole.lead)


def _rated(passage: Passage, rate: Place, part: Place, whole: Place) -> Relation | None:
    """Return whether a rate is that of a part in a whole."""
    computed = share_of(part.figure, whole.figure)
    return compare("share", rate.figure, computed, (passage.start, passage.end), _SCORE) if computed is not None else None
