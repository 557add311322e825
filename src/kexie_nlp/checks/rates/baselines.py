"""Whether a plan starts from what the report says there is (由12家发展到31家; plan: 达到45家，比2020年新增16家; 在现有76个的基础上)."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS
from kexie_nlp.checks.told.figures import Figure

_STRIPPED: Final = re.compile(
    r"^(?:(?:19|20)\d\d年[底末]?|年[底末]|到|全[市县省区州旗]|我[市县区省州旗会]|目前|截至.*?[底末日]|其中|另有|现有|共有|已有|拥有|建有|新建|新增|新成立|新发展|[至到])+"
    r"|(?:总数|数量|总量|由|从|在|已|现|共|有|的|达到?|发展|到|增[加至长]?|扩大|累计|总|保持|稳定|净?新增|新建|新成立|建成|[（(].*?[）)])+$"
)
_STOCK: Final = re.compile(r"累计|总数|现有|共有|已有|达到?$|达到$|总量|目前有|实有")
_PLANNED: Final = re.compile(r"到20\d\d年|力争|计划|目标|明年|拟|争取|预计|确保|将")
_NOW: Final = re.compile(r"(?:在)?现有(?:的)?$")
_ADDED: Final = re.compile(r"[，,](?:力争|计划)?(?:(?:比|较)(?P<year>(?:19|20)\d\d)年(?:[底末]|年底)?)?(?:净|再)?(?:新增|增加|净增|再增)$")
_NARROW: Final = re.compile(r"其中|女|每|每年|年均|新增|新建")
_BASE: Final = re.compile(r"(?P<name>[^，。；的\d]{3,14})的?基础上")
_ALL: Final = re.compile(r"(?:全[县市省区州旗]|我[县市省区州旗会])(?:现有的?)?$")
_AMONG: Final = re.compile(r"(?P<name>[^，。；的\d]{3,12}?)(?:中|里|均|都|全部)")
_OTHER_TIME: Final = re.compile(r"上年|去年|年初|原|(?:19|20)\d\d年|届|到")
_SHORTEST: Final = 3
_SCORE: Final = 0.65
_WITHOUT_YEAR: Final = 0.55


def check_baselines(context: Context) -> Iterator[Relation]:
    """Yield whether what plans say there is now, or what they add to it, goes with the stock told once and only once in the report."""
    stocks = _stocks(context)
    if not stocks:
        return
    for passage in context.passages:
        is_plan = _is_plan(context, passage)
        for at, place in enumerate(passage.places):
            if place.figure.kind != "quantity" or place.depth:
                continue
            if is_plan and place.role == "level" and _NOW.search(place.lead):
                yield from _now(passage, at, stocks)
            elif is_plan and place.role == "by" and at and (match := _ADDED.fullmatch(place.lead)):
                yield from _added(context, passage, at, match, stocks)
            elif place.role == "level" and _ALL.search(place.lead) and (noun := _AMONG.match(passage.text, place.end - passage.start)):
                yield from _all(passage, place, noun["name"], stocks)


def _is_plan(context: Context, passage: Passage) -> bool:
    """Tell whether a sentence is on what is to come."""
    return bool(_PLANNED.search(passage.text)) or any(map(PLANS.search, context.headings(passage.section)[:1]))


def _stocks(context: Context) -> dict[str, list[Figure]]:
    """Return what a report says there is of each thing, by name."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for passage in context.passages:
        if _is_plan(context, passage):
            continue
        for at, place in enumerate(passage.places):
            chunk = re.split(r"[，,。；;：:]", place.lead)[-1]
            if (
                place.figure.kind != "quantity"
                or place.depth
                or not (place.role == "to" or (place.role == "level" and _STOCK.search(chunk)))
            ):
                continue
            name = _name(place)
            before = passage.places[at - 1] if at else None
            if not name and before is not None and same_unit(before.figure, place.figure) and not re.search(r"[。；;]", place.lead):
                name = _name(before)
            if len(name) >= _SHORTEST and not _NARROW.search(name):
                found[name].append(place.figure)
    return found


def _name(place: Place) -> str:
    """Return what a count is of, without words for what became of it."""
    return _STRIPPED.sub("", key_of(re.split(r"[，,。；;：:]", place.lead)[-1]))


def _stock(name: str, stocks: dict[str, list[Figure]], like: Figure) -> Figure | None:
    """Return the one value that the report tells of a thing."""
    found = [figure for figure in stocks.get(name, []) if same_unit(figure, like)]
    return found[-1] if len({figure.value for figure in found}) == 1 else None


def _now(passage: Passage, at: int, stocks: dict[str, list[Figure]]) -> Iterator[Relation]:
    """Yield whether what a plan says there is now is what the report says."""
    place = passage.places[at]
    behind = _BASE.match(passage.text, place.end - passage.start)
    name = _name(place) or (behind["name"] if behind else "")
    stock = _stock(name, stocks, place.figure)
    if stock is not None and stock.exactness == "exact" and place.figure.exactness == "exact":
        computed = Computed(stock.value, stock.range, f"前文{name}为{stock.text}", (stock,))
        yield compare("repeat", place.figure, computed, (passage.start, passage.end), _SCORE)


def _all(passage: Passage, place: Place, name: str, stocks: dict[str, list[Figure]]) -> Iterator[Relation]:
    """Yield whether all things of a kind are as many as the report says elsewhere (现有学会28个 … 全县26个学会中，5个有专职人员)."""
    stock = _stock(name, stocks, place.figure)
    if stock is None or stock.start == place.start or place.figure.exactness != "exact" or stock.exactness != "exact":
        return
    if not _OTHER_TIME.search(passage.text[: place.start - passage.start]):
        computed = Computed(stock.value, stock.range, f"另一处{name}为{stock.text}", (stock,))
        yield compare("repeat", place.figure, computed, (passage.start, passage.end), _WITHOUT_YEAR)


def _added(context: Context, passage: Passage, at: int, match: re.Match[str], stocks: dict[str, list[Figure]]) -> Iterator[Relation]:
    """Yield whether what a plan adds is the target without what there is."""
    added, target = passage.places[at], passage.places[at - 1]
    if target.role not in ("level", "to") or not same_unit(target.figure, added.figure) or added.sign < 0:
        return
    if match["year"] and int(match["year"]) != context.year:
        return
    name = _name(target)
    stock = _stock(name, stocks, target.figure)
    if (
        stock is None
        or not stock.value < target.figure.value
        or any(one.exactness != "exact" for one in (stock, target.figure, added.figure))
    ):
        return
    value = target.figure.value - stock.value
    formula = f"{target.figure.text} − {stock.text} = {added.figure.written(value)}"
    computed = Computed(value, target.figure.range - stock.range, formula, (target.figure, stock))
    score = _SCORE if match["year"] else _WITHOUT_YEAR
    yield compare("change", added.figure, computed, (passage.start, passage.end), score)
