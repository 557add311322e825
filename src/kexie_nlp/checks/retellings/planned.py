"""Whether what a plan starts from is what the review of the same report tells (现有87家; 新建12家，总数达到99家; 比2023年增加6站)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import NUMBERING, Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS, name_of, parted, plan_titles
from kexie_nlp.checks.told.stocked import stocks_in

_PLANNED: Final = re.compile(r"力争|明年|下一?年|将|拟|计划|预计|确保|争取")
_OPENS: Final = re.compile(
    r"^[^。；\d]{0,12}(?:(?P<year>20\d\d)年|明年|来年|下一?年度?|新的?一年|下一?步|今后|接下来)[^。；，\d]{0,6}[，,]?[^。；，\d]{0,8}"
    r"(?:打算|安排|计划|思路|重点|准备|着力|任务|主要(?:抓|做|是)|要(?:抓|做|办))"
)
_BASIS: Final = re.compile(r"[^，。；\d]{0,14}基础上")
_STANDS: Final = re.compile(r"(?:(?:现|已|原)有?|(?:上年|去年|今年|本年度?|(?P<year>(?:19|20)\d\d)年)[末底]?的?)[^，。；、\d]{0,14}$")
_SINCE: Final = re.compile(r"^.*?(?:(?:现|已|原)有?|上年|去年|今年|本年度?|\d年)[末底]?的?(?:全年)?")
_IN_ALL: Final = re.compile(r"[年][末底]|现|已|原|累计|共有|总数")
_CAME: Final = re.compile(r"(?:再|新)(?:建|增|成立|认定|发展|组建|设|创建|培育|命名|打造|登记|吸收|[办配购开挂选招聘])[^，。；\d]{0,14}$")
_NEW: Final = re.compile(
    r"^.*(?:再|新)(?:建成?|增加?|设立?|成立|认定|发展|组建|创建?|培育|命名|打造|登记|吸收|[办配购开挂选招聘])(?=[^，。；\d]{2,14}$)"
)
_COMES: Final = re.compile(
    rf"{_CAME.pattern}|(?:^|[，,；;、）)])(?:计划|力争|拟|全年)*(?:发展|创建|培育|创成|建设|打造)[^，。；、\d]{{2,14}}$"
)
_REACHES: Final = re.compile(  # 再建1家水稻科技小院，使总数达到3家; 再建9个，加上这一批，总数达到25个
    r"[^，。；、,\d]{0,12}?(?:[，,](?:加上|连同)[^，。；,\d]{1,12})?[，、,；]?(?:使|累计|(?:全[省市县区州旗])?[一-鿿]{0,8}?总[数量]|共有?|总共)(?:预计|将|要|力争|[一-鿿]{0,10}?)?(?:达到?|增至|增加到|扩大到|突破|为)?"
)
_ON_WHAT_IS: Final = re.compile(  # 在2023年末注册人数的基础上净增30人，年末达到…
    r"在(?:现有|目前|(?:上年|去年|今年|本年度?|(?P<year>(?:19|20)\d\d)年)[末底]?)的?(?P<name>[^，。；、\d]{2,14}?)(?:人数|总[数量]|数量?|规模)?的?基础上"
    r"(?:计划|力争|拟|预计|[再净新又])*(?:增加?|增长|新增|发展|新?建|吸收|扩大|招募|培育)[^，。；、\d]{0,8}$"
)
_THEN_IS: Final = re.compile(r"[，,、；;]?(?:到|至|使|力争|[一-鿿]{0,8}年?[末底]|[一-鿿]{0,8}总[数量])*(?:达到?|增至|增加到|扩大到|突破)")
_STOCK: Final = re.compile(r"(?:累计|总数|总量|达到?|现有|共有|现共有|目前|实有|年末|年底|[末底](?:共有|有)|保有)[一-鿿]{0,12}$")
_OF_REVIEW: Final = re.compile(r"[比较]上?(?:(?P<year>(?:19|20)\d\d)年|去年|上年|今年|本年)(?:度|实际|全年|[末底])*")
_NARROW: Final = re.compile(r"其中|上年|去年|年初|目标|计划|比|较(?![快好大多强高为])")
_OPENING: Final = re.compile(r"^(?:力争|确保|争取|使|推动|实现|全[省市县区州旗]|我[省市县区州旗们]|将|年[末底]|计划|拟)+")
_ENDING: Final = re.compile(r"(?:预计|将|要|力争|计划)*(?:不?[少低]于|达到?|突破|为|是|共|到)*$")
_TO_COME: Final = re.compile(r"(?:再|新|拟)+(?:建成?|增加?|设|成立|认定|发展|组建|创建|培育|命名|打造|登记|吸收)?$")  # 农技协再建2个
_LEAST: Final = 3  # characters of a name
_FAR: Final = 60
_GONE: Final = re.compile(r"注销|撤[销并]|合并|摘牌|退出|清退|淘汰|停办")
_ALIKE: Final = 1.0
_CLEARLY: Final = 1.5
_CLOSE: Final = 8  # no more than an eighth apart
_SCORE: Final = 0.55


@dataclass(frozen=True, slots=True)
class _Base:
    """What a plan takes for the value of the year reviewed.

    Attributes:
        stated: the figure of the plan that tells it, or that it follows from last.
        others: the figures of the plan that it follows from besides.
        name: of what it is. sign: of ``others``, to be added to the value of the review to give ``stated``; 0 if ``stated`` is the value.
        is_stock: whether it is all there is, not what was done in a year. act: what was done, where it is named (上年新建46家).
    """

    stated: Place
    others: tuple[Place, ...]
    name: str
    sign: int
    is_stock: bool
    act: str = ""


def check_planned(context: Context) -> Iterator[Relation]:
    """Yield whether plans start from the values that the review tells."""
    lines = list(context.paragraphs())
    planned = [is_plan_line(context, line) for line in lines]
    bases = [
        (passage, base)
        for line, is_plan in zip(lines, planned, strict=True)
        for passage in line
        if len(passage.places) > 1 or is_plan or _PLANNED.search(passage.text) or _is_of_next_year(context, passage.text)
        for base in _bases(context, passage, is_plan=is_plan)
    ]
    review = [
        (line, passage, place)
        for line, is_plan in (zip(lines, planned, strict=True) if bases else ())
        for passage in line
        if not is_plan and not _PLANNED.search(passage.text)
        for place in passage.places
    ]
    plans = {line[0].paragraph for line, is_plan in zip(lines, planned, strict=True) if is_plan}
    for passage, base in bases:
        is_next = passage.paragraph in plans or bool(_PLANNED.search(passage.text)) or _is_of_next_year(context, passage.text)
        yield from _held_against(context, passage, base, review, is_plan=is_next)


def is_plan_line(context: Context, line: Sequence[Passage]) -> bool:
    """Tell whether a line stands under the title of a plan, or opens by saying that it tells one (2019年打算这样安排)."""
    if any(PLANS.search(title) for title in plan_titles(context, line[0].section)):
        return True
    opening = _OPENS.search(line[0].text)
    return opening is not None and (opening["year"] is None or (context.year is not None and int(opening["year"]) == context.year + 1))


def _bases(context: Context, passage: Passage, *, is_plan: bool) -> Iterator[_Base]:
    """Yield what a sentence of a plan starts from."""
    places = passage.places
    for at, place in enumerate(places):
        chunk = re.split(r"[，,。；;：:]", place.lead)[-1]
        behind = passage.text[place.end - passage.start :]
        is_next = is_plan or _is_of_next_year(context, passage.text[: place.start - passage.start])
        stands = _STANDS.search(chunk) if is_next and place.figure.kind == "quantity" else None
        if stands is not None and _is_of_review(context, stands["year"]) and (basis := _BASIS.match(behind)):
            since = _SINCE.sub("", chunk)
            name = _noun(since) or _noun(basis[0].removesuffix("基础上").strip("的"))
            act = "" if _IN_ALL.search(chunk) else parted(since)[0]
            follower = places[at + 1] if at + 1 < len(places) else None
            name = name or (_noun(_BASIS.sub("", follower.lead)) if follower else "") or _headed(context, passage)
            if name:
                yield _Base(place, (), name, 0, not act, act)
        elif at and place.role in ("level", "to") and _is_sum(passage, places[at - 1], place):
            came = places[at - 1]
            behind = re.split(r"[，,；;、]", passage.text[came.end - passage.start :])[0]  # 再建1家科技小院
            name = _noun(_NEW.sub("", came.lead)) or (_noun(behind) if len(behind) >= _LEAST else "")
            yield _Base(place, (came,), name or _headed(context, passage), 1, True)
        elif at and is_next and (name := _known_basis(context, places[at - 1], place)):
            yield _Base(place, (places[at - 1],), name, 1, True)
        elif at and place.role == "by" and (told := _OF_REVIEW.search(chunk)):
            name = _compared(places[at - 1], place) if _is_of_review(context, told["year"]) else ""
            yield from [_Base(place, (places[at - 1],), name, -place.sign, False)] if name else []


def _is_of_review(context: Context, year: str | None) -> bool:
    """Tell whether a plan speaks of the year reviewed: none is told, or it is that of the report, or the one before the plan."""
    return year is None or (context.year is not None and int(year) in (context.year, context.year - 1))


def _is_of_next_year(context: Context, before: str) -> bool:
    """Tell whether the words before a figure say that it is of the year after the one reviewed (2019年要在今年26家的基础上…)."""
    return re.search(rf"明年|来年|下一年|(?<!\d){(context.year or 0) + 1}年", before) is not None


def _known_basis(context: Context, came: Place, closing: Place) -> str:
    """Return the name of the stock of the review, told without its number, that what is to come leads on from; "" if none is."""
    basis = _ON_WHAT_IS.search(came.lead)
    is_plain = came.figure.kind == "quantity" and came.figure.exactness == closing.figure.exactness == "exact"
    if basis is None or not is_plain or not same_unit(came.figure, closing.figure) or not _THEN_IS.fullmatch(closing.lead):
        return ""
    return str(basis["name"]) if _is_of_review(context, basis["year"]) else ""


def _is_sum(passage: Passage, came: Place, closing: Place) -> bool:
    """Tell whether a figure is what there will be with what is to come right before it (新建12家，总数达到99家)."""
    before = passage.places[: passage.places.index(came)]
    is_first = not any(same_unit(place.figure, came.figure) and _BASIS.match(came.lead) for place in before[-1:])
    plain = came.figure.exactness == closing.figure.exactness == "exact" and came.figure.kind == "quantity"
    return bool(
        is_first and plain and same_unit(came.figure, closing.figure) and _COMES.search(came.lead) and _REACHES.fullmatch(closing.lead)
    )


def _compared(level: Place, change: Place) -> str:
    """Return the name of a target that is held against the year reviewed, "" if it has none."""
    is_plain = level.role == "level" and same_unit(level.figure, change.figure) and level.figure.exactness == "exact"
    return _noun(level.lead) if is_plain and change.figure.kind == "quantity" else ""


def _noun(lead: str) -> str:
    """Return the name of what the last clause of some words counts, "" if it is too short to know it by."""
    clause = _ENDING.sub("", _OPENING.sub("", key_of(re.split(r"[，,。；;：:、]", NUMBERING.sub("", lead))[-1])))
    clause = _TO_COME.sub("", clause)
    noun = name_of(parted(clause)[1])
    return noun if len(noun) >= _LEAST else ""


def _headed(context: Context, passage: Passage) -> str:
    """Return the title above a sentence as the name of what it counts."""
    title = next(iter(context.headings(passage.section)[:1]), "")
    return _noun(re.sub(r"(?:建设|工作|方面|情况)$", "", title))


def _held_against(
    context: Context, passage: Passage, base: _Base, review: Sequence[tuple[Sequence[Passage], Passage, Place]], *, is_plan: bool
) -> Iterator[Relation]:
    """Yield whether a base is the one value that the review tells by its name."""
    some = [(line, place) for line, other, place in review if base.name and _is_of(context, line, other, place, base)]
    found = [place for _, place in some]
    computed = [_computed(base, place) for place in found]
    relations = [compare(_kind(base), base.stated.figure, one, _span(passage), _SCORE) for one in computed]
    holding = next((relation for relation in relations if relation.holds), None)
    if holding is not None:
        yield holding
    elif not found or not is_plan:
        yield from _on_plain_count(passage, base, review)
    elif len({place.figure.value for place in found}) == 1 and not any(_may_have_gone(context, line, place) for line, place in some):
        alike = slip(base.stated.figure.value, computed[0].value), slip(found[0].figure.value, _implied(base))
        gap = abs(base.stated.figure.value - computed[0].value)
        is_near = base.is_stock and bool(base.others) and gap * _CLOSE <= computed[0].value
        is_itself = base.is_stock and found[0].figure.value == base.stated.figure.value  # the target, told once more
        if computed[0].value > 0 and not is_itself and (max(alike) >= _ALIKE or is_near):
            yield relations[0]


def _on_plain_count(passage: Passage, base: _Base, review: Sequence[tuple[Sequence[Passage], Passage, Place]]) -> Iterator[Relation]:
    """Yield the same of what there will be where no word says that what there is is all there is (企业科协73家 … 再建7家，总数达到80家)."""
    if not (base.is_stock and base.others and base.name):
        return
    came = base.others[0].figure
    counts = [
        place
        for _, other, place in review
        if other is not passage and place.role in ("level", "to") and not place.depth and place.figure.exactness == "exact"
        if same_unit(place.figure, came) and _counts(other, place, base.name) and not _NARROW.search(place.lead)
    ]
    relations = [compare("sum", base.stated.figure, _computed(base, place), _span(passage), _SCORE) for place in counts]
    alike = [slip(base.stated.figure.value, _computed(base, place).value) for place in counts]
    if relations and (any(one.holds for one in relations) or (len({place.figure.value for place in counts}) == 1 and alike[0] >= _CLEARLY)):
        yield next((one for one in relations if one.holds), relations[0])


def _counts(passage: Passage, place: Place, name: str) -> bool:
    """Tell whether a figure is told of a name, right before it or right behind it (73家企业科协)."""
    behind = passage.text[place.end - passage.start :]
    return key_of(place.label).endswith(name) or behind.startswith(name) or name in re.split(r"[，,。；;：:、]", place.lead)[-1]


def _may_have_gone(context: Context, line: Sequence[Passage], stock: Place) -> bool:
    """Tell whether some of a stock may have gone after it was told: its line speaks of that, and does not reckon with it."""
    is_reckoned = any(stock == told.closing.place for told in stocks_in(context, line))
    return not is_reckoned and any(_GONE.search(one.text) for one in line if one.end > stock.start)


def _kind(base: _Base) -> FindingKind:
    """Return what kind of relation holds between a plan and the review."""
    return "repeat" if not base.others else "sum" if base.is_stock else "change"


def _span(passage: Passage) -> tuple[int, int]:
    """Return the span of a sentence."""
    return passage.start, passage.end


def _is_of(context: Context, line: Sequence[Passage], passage: Passage, place: Place, base: _Base) -> bool:
    """Tell whether a figure of the review is a value of what a plan starts from."""
    other = base.others[0] if base.others and not base.is_stock else base.stated
    if place.role not in ("level", "to") or not same_unit(place.figure, other.figure) or place.depth or _NARROW.search(place.lead):
        return False
    told = "".join(one.text for one in line if one.start < passage.start) + passage.text[: place.start - passage.start]
    if base.is_stock:
        chunk = re.split(r"[，,。；;：:]", place.lead)[-1]
        near = told[-_FAR:] + "".join(context.headings(passage.section)[:1])
        named = base.name in (near if len(base.name) >= _LEAST else chunk)
        return named and (place.role == "to" or bool(_STOCK.search(chunk))) and not _CAME.search(chunk)
    chunk = re.split(r"[，,。；;：:、]", NUMBERING.sub("", place.lead))[-1]
    return _noun(place.lead) == base.name and (not base.act or parted(_OPENING.sub("", key_of(chunk)))[0] == base.act)


def _implied(base: _Base) -> Decimal:
    """Return the value of the year reviewed that the figures of a plan imply."""
    stated = base.stated.figure.value
    if not base.others:
        return stated
    other = base.others[0].figure.value
    return stated - other if base.is_stock else other + base.sign * stated


def _computed(base: _Base, place: Place) -> Computed:
    """Return what the figure of a plan should be by the value that the review tells."""
    told = place.figure
    if not base.others:
        return Computed(told.value, told.range, f"前文为{told.text}", (told,))
    other = base.others[0].figure
    if base.is_stock:
        formula = f"{told.text} + {other.text} = {base.stated.figure.written(told.value + other.value)}"
        return Computed(told.value + other.value, told.range + other.range, formula, (told, other))
    first, second = (other, told) if base.sign < 0 else (told, other)
    value = first.value - second.value
    formula = f"{first.text} − {second.text} = {base.stated.figure.written(value)}"
    return Computed(value, first.range - second.range, formula, (told, other))
