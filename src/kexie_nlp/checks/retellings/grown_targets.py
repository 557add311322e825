"""Whether what a target is to grow by leads on from the value of the review, told under a like name (讲座办到72场，比今年多9场: 63场)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import moved_between, rate_told
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.retellings.planned import is_plan_line
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import NUMBERING, Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure

_PLANNED: Final = re.compile(r"力争|明年|来年|下一?年|将|拟|计划|打算|预计|确保|争取|建议|目标|预算")
_SET: Final = r"(?:度|[末底]|全年|实[际绩有]|完成|到账|预算|安排|[数的])*"
_TIME: Final = rf"(?:(?P<{{0}}>(?:19|20)\d\d)年|今年|本年|当年|上一?年|去年|上一?届|本届|[现目][在前]){_SET}"
_WAY: Final = r"(?:(?P<up>多|增[加长]?|提[高升]|扩大|上升|加)|(?P<down>少|减少?|压[减缩]|下降|降低))(?:[了约近办出开]|安排)?"
_MORE: Final = re.compile(  # 培训班办到70期，比今年多6期; 接待70万人次，在2024年基础上增长5.2%; 会员520人，即净增34人
    rf"[^，,。；;、（(\d]{{0,8}}[，,、（(]?[即需要将]?(?:[比较与同]{_TIME.format('year')}(?:相比)?[，,]?|在{_TIME.format('since')}基础上[，,]?|(?=净))"
    rf"(?:至少|[再净又各需要也可]|预计|计划|力争)*{_WAY}"
)
# 超过上届20件: by 20, or the 20 there were
_BEYOND: Final = re.compile(r"[^，,。；;、（(\d]{0,8}[，,、（(]超过?(?:今年|上一?年|去年|上一?届)")
_CHUNK: Final = re.compile(r"[，,。；;：:、（(）)]")
_SENTENCE: Final = re.compile(r"[。；;]")
_FILLING: Final = re.compile(  # words that name nothing
    r"力争|计划|打算|预计|确保|争取|建议|目标|达到?|办到|开到|不[少低]于|[年][末底]|全年|今年|明年|[全我][省市县区州旗会]|新增?|再|举办|开展|组织|完成|"
    r"安排|恢复|提[高升]?到|发展到|增加?到|要|使|将|拟|从|按|到|把|办|数|了|共|有|的|人次|场次"
)
_BEHIND: Final = re.compile(r"[一-鿿]{0,8}")
_NOT_ALL: Final = re.compile(r"其中|上年|去年|年初|上届|目标|计划|任务|预算|比|较(?![快好大多强高为])")
_HAN: Final = re.compile(r"[一-鿿]+")
_NEAR: Final = 40
_TWO: Final = 2
_SHORTEST: Final = 3
_MANY: Final = 20  # rows
_LIKE: Final = 4  # characters that two names share, if they are surely of one thing
_ALIKE: Final = 1.0
_CLOSE: Final = 8  # no more than an eighth apart
_FINE: Final = Decimal("0.1")
_HALF: Final = Decimal("0.5")
_HUNDRED: Final = Decimal(100)
_FACTORS: Final = (Decimal(1), Decimal(10_000))
_SCORE: Final = 0.55


@dataclass(frozen=True, slots=True)
class _Target:
    """A target and by how much it is to lie above or below what the review tells.

    Attributes:
        place, moved, passage: the figures and where they stand. sign: 1 of a target above what there was, -1 of one below.
        name, above: what it is called, and what the clause before or the heading calls it.
        is_sure: whether the words cannot mean the base itself (超过上届20件).
    """

    place: Place
    moved: Place
    passage: Passage
    sign: int
    name: str
    above: str
    is_sure: bool


def check_grown_targets(context: Context) -> Iterator[Relation]:
    """Yield whether targets lie as far from the values of the review as is told."""
    lines = [(line, is_plan_line(context, line)) for line in context.paragraphs()]
    is_all = context.analysis.report.kind == "工作计划"
    targets = [one for line, is_plan in lines for passage in line for one in _targets(context, passage, is_plan=is_plan or is_all)]
    told = [
        (passage, place)
        for line, is_plan in (lines if targets else ())
        for passage in line
        for place in passage.places
        if not is_plan and place.role in ("level", "to") and not place.depth and place.figure.exactness == "exact"
    ]
    for target in targets:
        yield from _checked(context, target, told)


def _targets(context: Context, passage: Passage, *, is_plan: bool) -> Iterator[_Target]:
    """Yield the targets of a sentence that are held against the year reviewed."""
    places = passage.places
    for at in range(1, len(places)):
        moved = places[at]
        for place in reversed(places[max(0, at - _TWO) : at]):
            is_to_come = place.role == "former" and context.year is not None and place.note == str(context.year + 1)
            if place.figure.kind not in ("amount", "quantity") or not (is_to_come or place.role in ("level", "to", "budget")):
                continue
            between = passage.text[place.end - passage.start : moved.start - passage.start]
            way, beyond = _MORE.fullmatch(between), _BEYOND.fullmatch(between)
            if not (way or beyond):
                continue
            before = passage.text[: place.start - passage.start]
            is_next = context.year is not None and f"{context.year + 1}年" in before
            if not (is_plan or is_next or _PLANNED.search(before)):
                continue
            year = (way["year"] or way["since"]) if way else None
            if year and (context.year is None or int(year) not in (context.year, context.year - 1)):
                continue
            if moved.figure.kind == "percent" or same_unit(place.figure, moved.figure):
                name, *above = [*_names(context, passage, place), ""]
                if name:
                    yield _Target(place, moved, passage, -1 if way and way["down"] else 1, name, above[0] if above else "", way is not None)
                break


def _names(context: Context, passage: Passage, place: Place) -> list[str]:
    """Return the words that may name a target: those of its clause and right behind it, of the clause before, and of the heading."""
    before = NUMBERING.sub("", passage.text[: place.start - passage.start])
    behind = _BEHIND.match(passage.text, place.end - passage.start)
    chunks = [chunk for chunk in _CHUNK.split(_SENTENCE.split(before)[-1]) if chunk]
    own = _essence((chunks[-1] if chunks else "") + (behind[0] if behind else ""))
    titles = context.headings(passage.section)[:1]
    return [name for name in (own, *map(_essence, (*chunks[-2:-1], *titles))) if len(name) >= _TWO]


def _essence(words: str) -> str:
    """Return words without those that name nothing, and without figures."""
    return "".join(_HAN.findall(_FILLING.sub(" ", words)))


def _shared(name: str, words: str) -> int:
    """Return how many characters in a row of a name stand in other words."""
    best = 0
    for start in range(len(name)):
        while start + best < len(name) and name[start : start + best + 1] in words:
            best += 1
    return best


def _checked(context: Context, target: _Target, told: Sequence[tuple[Passage, Place]]) -> Iterator[Relation]:
    """Yield whether a target leads on from a value of the review."""
    some = [(passage, place) for passage, place in told if same_unit(place.figure, target.place.figure) and place.end != target.place.end]
    around = [(place, _around(passage, place)) for passage, place in some]
    near = [place for place, words in around if _shared(target.name, words) >= _TWO or _shared(target.above, words) >= _SHORTEST]
    figures = [place.figure for place in near] + _cells(context, target)
    relations = [relation for figure in figures if (relation := _relation(target, figure)) is not None]
    holding = next((relation for relation in relations if relation.holds), None)
    if holding is not None:
        yield holding
        return
    sure = [place for passage, place in some if _is_sure(target, passage, place)]
    if not target.is_sure or len({place.figure.value for place in sure}) != 1:
        return
    relation = _relation(target, sure[-1].figure)
    is_own = len(target.name) >= _LIKE and all(_own(passage, place) == target.name for passage, place in some if place in sure)
    if relation is not None and (_is_slip(target, sure[-1].figure) or (is_own and _is_near(target, relation))):
        yield relation


def _around(passage: Passage, place: Place) -> str:
    """Return the words around a value that may name it."""
    at = place.start - passage.start
    behind = _BEHIND.match(passage.text, place.end - passage.start)
    return _essence(passage.text[max(0, at - _NEAR) : at] + (behind[0] if behind else ""))


def _is_sure(target: _Target, passage: Passage, place: Place) -> bool:
    """Tell whether a value is surely of what a target is of: its clause shares a long name with it, and it is no part."""
    if _NOT_ALL.search(place.lead) or _PLANNED.search(place.lead):
        return False
    own = _own(passage, place)
    shared = _shared(target.name, own)
    return shared >= _LIKE or own == target.name


def _own(passage: Passage, place: Place) -> str:
    """Return the words of its clause, and right behind it, that name a value."""
    behind = _BEHIND.match(passage.text, place.end - passage.start)
    return _essence(_CHUNK.split(place.lead)[-1] + (behind[0] if behind else ""))


def _cells(context: Context, target: _Target) -> list[Figure]:
    """Return the figures of table rows whose name is like that of a target, in its unit."""
    like = target.place.figure
    rows = [row for grid in context.grids for row in grid.rows if _shared(target.name, _essence(row.name)) >= _TWO]
    if len(rows) > _MANY:
        return []  # a name that so many share tells none of them
    plain = [figure for row in rows for figure in row.values.values() if figure.kind != "percent"]
    return [
        replace(figure, kind=like.kind, unit=like.unit, value=figure.value * factor, step=figure.step * factor, scale=factor)
        for figure in plain
        for factor in _FACTORS
    ]


def _relation(target: _Target, base: Figure) -> Relation | None:
    """Return whether a target lies as far from a value as is told."""
    quote = (target.passage.start, target.passage.end)
    stated, after = target.moved.figure, target.place.figure
    if stated.kind != "percent":
        return compare("change", stated, moved_between(after, base, target.sign), quote, _SCORE)
    computed = rate_told(after, base, target.sign) if base.value > 0 else None
    return compare("change", stated, computed, quote, _SCORE) if computed is not None else None


def _is_near(target: _Target, relation: Relation) -> bool:
    """Tell whether a target misses by little what is told, so that it is surely from that value."""
    is_plain = target.moved.figure.exactness == target.place.figure.exactness == "exact" and target.moved.figure.kind == "quantity"
    return is_plain and relation.difference is not None and abs(relation.difference) * _CLOSE <= target.place.figure.value


def _is_slip(target: _Target, base: Figure) -> bool:
    """Tell whether a mistyped digit, or the wrong base of a rate, explains that a target does not lead on from a value."""
    stated, after = target.moved.figure, target.place.figure
    if stated.exactness != "exact" or after.exactness != "exact":
        return False
    gap = target.sign * (after.value - base.value)
    if stated.kind == "percent":
        if gap <= 0 or not base.value or not 0 < stated.step <= _FINE:
            return False
        of_later = abs(_HUNDRED * gap / after.value - stated.value) <= stated.step * _HALF
        return of_later or slip(stated.value, round(_HUNDRED * gap / base.value, 1)) > _ALIKE
    implied = after.value - target.sign * stated.value
    pairs = [(stated.value, gap), (after.value, base.value + target.sign * stated.value), (base.value, implied)]
    return max((slip(*pair) for pair in pairs if min(pair) > 0), default=0.0) >= _ALIKE
