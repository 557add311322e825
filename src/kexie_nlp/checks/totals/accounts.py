"""Sums that final accounts tell in several sentences, known by the names of budget lines."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place
from kexie_nlp.checks.totals.group import Group

_CLASS: Final = re.compile(r"(?P<name>[一-鿿、]{2,16}?)(?:支出)?（类）")
_ITEM: Final = re.compile(r"（项）")
_SCORE: Final = 0.8
# the lines of travel abroad, cars and receptions: name → how it is written
_LINES: Final = {
    "三公": re.compile(r"[“\"]?三公[”\"]?经费[^，。；]{0,20}?(?:支出|决算|合计|总额|共)?[^，。；]{0,6}$"),
    "出国": re.compile(r"因公出国[^，。；]{0,12}$"),
    "购置": re.compile(r"公务用车购置(?!(?:费)?(?:及|和|与))[^，。；]{0,10}$"),
    "运行": re.compile(r"(?:(?:公务用?|通勤|公)?车辆?运行|(?<![一-鿿])运行)(?:维护|维修)?[^，。；]{0,10}$"),
    "车": re.compile(r"公务用车购置(?:费)?(?:及|和|与)运行[^，。；]{0,12}$"),
    "接待": re.compile(r"(?:公务接待|(?<![一-鿿])接待费)[^，。；]{0,8}$"),
}
_IDENTITIES: Final = (
    ("车", ("购置", "运行")),
    ("三公", ("出国", "车", "接待")),
    ("三公", ("出国", "运行", "接待")),
    ("三公", ("车", "接待")),
    ("三公", ("运行", "接待")),
)
_RESULT: Final = re.compile(r"(?:全年|本年)?(?:实际?)?(?:支出?|开支|执行|[用花]了?)?(?:决算)?(?:支出)?[数额]?(?:为|是|共|了)?")
_OF_ALL: Final = re.compile(
    r"\s*(?:[^，。；]{0,6}[“\"]?三公[”\"]?经费)?(?:全年|年初|[本当]年|年度|财政拨款|\d{4}年|的)*预算(?:[数为共是])*"
)
_OWN_BUDGET: Final = re.compile(r"(?:20\d\d年度?|当年|今年|本年度?)预算(?:数|安排)?(?:为|共)?")
_OWN_RESULT: Final = re.compile(r"(?:20\d\d年度?|当年|今年|本年度?|全年)?(?:实际?支出?|决算|开支|合计支出)(?:数|支出)?(?:为|共)?")
_SHORT: Final = 30
_NONE_ABROAD: Final = re.compile(r"(?:无|未(?:发生|安排)|没有)[^，。；]{0,6}出国|因公出国[^，。；]{0,20}(?:无|未发生|未安排|没有|为零)")
_Told = list[tuple[Passage, Place]]


def check_accounts(context: Context) -> Iterator[Relation]:
    """Yield whether budget lines that different sentences tell make up their totals."""
    yield from _classes(context)
    yield from _cars_and_receptions(context)


def _classes(context: Context) -> Iterator[Relation]:
    """Yield whether the items of a class of expenditure (科学技术支出（类）…（项）) make up what is told of the class."""
    totals: dict[str, _Told] = defaultdict(list)
    items: dict[str, _Told] = defaultdict(list)
    for passage in (passage for passage in context.passages if "类" in passage.text):
        item = _CLASS.search(passage.text)
        if item and _ITEM.search(passage.text) and (told := _items(passage)):
            items[item["name"].lstrip("、")] += told
            continue
        for place in passage.places:
            if (
                place.role == "level"
                and place.figure.kind == "amount"
                and (match := _CLASS.search(place.lead))
                and not _ITEM.search(place.lead)
            ):
                totals[match["name"]].append((passage, place))
    groups = []
    for name, told in totals.items():
        parts = items.get(name, [])
        if len({place.figure.value for _, place in told}) == 1 and parts:
            groups.append(Group(told[0][1], tuple(place for _, place in parts), _SCORE, told[0][0]))
    proven = any(group.fits() for group in groups)
    for group in groups:
        if group.fits() or proven:
            yield compare("sum", group.total.figure, group.computed(), (group.passage.start, group.passage.end), _SCORE)


def _items(passage: Passage) -> _Told:
    """Return the result of each item that a sentence names (行政单位离退休（项）18万元，…（项）22万元), or else its first result."""
    results = [place for place in passage.places if place.role == "level" and place.figure.kind == "amount"]
    named = [place for place in results if _ITEM.search(place.lead)]
    return [(passage, place) for place in (named if len(named) > 1 else results[:1])]


def _on_the_three(context: Context) -> Iterator[Passage]:
    """Yield the sentences that stand in a line, or under a title, that speaks of the three lines."""
    title = ""
    for line in context.paragraphs():
        text = "".join(passage.text for passage in line)
        if "三公" in text + title or any("三公" in heading for heading in context.headings(line[0].section)):
            yield from line
        title = text if len(text) < _SHORT and not text.rstrip().endswith("。") else ""


def _is_opening_total(passage: Passage) -> bool:
    """Tell whether a line on the three lines opens with their total, told by no name but what it is (2020年度决算数4.37，完成预算…)."""
    first, behind = passage.places[0], passage.places[1:2]
    chunk = re.split(r"[，,。；;：:]", first.lead)[-1]
    if first.figure.kind != "amount" or first.depth:
        return False
    if first.role == "budget":  # of a budget, which has no result
        return bool(_OWN_BUDGET.fullmatch(chunk)) and not any(_RESULT.search(place.lead) and place.role == "level" for place in behind)
    return first.role == "level" and bool(_OWN_RESULT.fullmatch(chunk))


def _cars_and_receptions(context: Context) -> Iterator[Relation]:
    """Yield whether the three lines that are published apart make up their total, if each is told with one value only."""
    told: dict[str, _Told] = defaultdict(list)
    opened: set[int] = set()
    whole: _Told = []  # what lines open with, which goes before what they tell of other years
    for passage in _on_the_three(context):
        is_opening = passage.paragraph not in opened
        if passage.places:
            opened.add(passage.paragraph)
        for at, place in enumerate(passage.places):
            if is_opening and at == 0 and _is_opening_total(passage):
                whole.append((passage, place))
                continue
            if place.role == "level" and place.figure.kind == "amount" and place.depth == 0:
                chunk = re.split(r"[，,。；;：:]", place.lead)[-1]
                if at and passage.places[at - 1].role == "budget" and _RESULT.fullmatch(chunk):
                    # 公务接待费预算3万元，支出决算2万元: the line is named before its budget
                    chunk = re.sub(r"(?:年初|全年)?预算数?(?:为|是)?$", "", re.split(r"[，,。；;：:]", passage.places[at - 1].lead)[-1])
                name = next((name for name, form in _LINES.items() if form.search(chunk)), None)
                budget = passage.places[at - 1] if at else None
                if (
                    name is None
                    and budget is not None
                    and budget.role == "budget"
                    and _RESULT.fullmatch(re.split(r"[，,。；;：:]", place.lead)[-1])
                    and _OF_ALL.fullmatch(budget.lead)
                ):
                    name = "三公"
                if name is not None and "预算" not in chunk and "每" not in chunk:
                    told[name].append((passage, place))
    told["三公"] = whole or told["三公"]
    single = {name: places[0] for name, places in told.items() if len({place.figure.value for _, place in places}) == 1}
    nothing_abroad = bool(_NONE_ABROAD.search(context.text)) or "出国" not in context.text
    for total, names in _IDENTITIES:
        if total not in single or any(name not in single for name in names):
            continue
        if total == "三公" and "出国" not in names and not nothing_abroad:
            continue
        if "运行" in names and total == "三公" and ("购置" in told or "车" in told):
            continue
        passage, place = single[total]
        group = Group(place, tuple(single[name][1] for name in names), _SCORE, passage)
        yield compare("sum", place.figure, group.computed(), (passage.start, passage.end), _SCORE)
