"""What a report tells of an earlier year, held against the report of that year."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.arithmetic import difference_of, rate_between
from kexie_nlp.checks.relations import LAST_DIGIT, Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.told.levels import level_of
from kexie_nlp.checks.told.moves import Change, changes_in, is_reason, told_before

_VERBS: Final = re.compile(
    r"^(?:(?:我[市县省区会]|全[市县省区旗州]|全年|年度|本年度?|共|累计|先后|组织|开展|举办|完成|实现|新增|发放|印发|其中|推送|培训|争取|接待|一年来)+|(?:19|20)\d\d年度?)+"
)
_TAIL: Final = re.compile(r"(?:总?人数|人员|总数|数量|数|决算|支出决算)$")
_SHORTEST: Final = 3
_SCORE: Final = 0.65
_GENERIC: Final = re.compile(
    r"(?:支出|收入|决算|总计|合计|人数|参加|活动|项目|资金|经费|金额|受益|其他|[一二三]等奖|服务|学员|参与|覆盖|达到|获奖)"
)
_FORMER_YEAR: Final = re.compile(r"(?:比|较|与|同|和)[^，。；]{0,2}?(?P<year>(?:19|20)\d\d)年|(?P<last>上年|去年|上一年)")
_LATTER: Final = re.compile(r"决算|执行|本年|当年|实际|支出数")
_FORMER: Final = re.compile(r"上年|去年")
_NOT_LATTER: Final = re.compile(r"预算|计划|上年|去年|占|率|增减|%|得分|分值")


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of the year reported on, by what it counts."""

    figure: Figure
    quote: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a report says of an earlier year.

    Attributes:
        key: what is counted.
        year: the earlier year.
        level: the value of the year reported on, or None.
        former, amount, rate: the earlier value, or the difference to it, or the percentage; one is there.
        quote: span of the sentence.
    """

    key: str
    year: int
    level: Figure | None
    former: Figure | None
    amount: Place | None
    rate: Place | None
    quote: tuple[int, int]


class Told:
    """What one report tells of its own year and of earlier ones."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.facts: dict[str, list[Fact]] = defaultdict(list)
        self.claims: list[Claim] = []
        self._read_text()
        for grid in context.grids:
            self._read_table(grid)

    def _read_text(self) -> None:
        """Keep the values and changes that sentences tell."""
        for line in self.context.paragraphs():
            for number, passage in enumerate(line):
                for place in passage.places:
                    if place.role in ("level", "to") and place.figure.kind != "percent" and (key := common_key(place.label)):
                        self.facts[key].append(Fact(place.figure, (passage.start, passage.end)))
                self.claims += self._claims(line[:number], passage)

    def _claims(self, before: Sequence[Passage], passage: Passage) -> Iterator[Claim]:
        """Yield what a sentence says of an earlier year."""
        own = self.context.year
        if own is None:
            return
        quote = (passage.start, passage.end)
        for at, place in enumerate(passage.places):
            level = passage.places[at - 1] if at else None
            if place.role == "former" and level is not None and level.role == "level" and same_unit(level.figure, place.figure):
                year = int(place.note) if place.note.isdigit() else own - 1
                if (key := common_key(level.label)) and "年初" not in place.note:
                    yield Claim(key, year, level.figure, place.figure, None, None, quote)
        for change in changes_in(passage):
            level = level_of(before, change)
            told = _year_of(passage, before, change, own)
            if level is None or told is None or is_reason(passage, change.first) or change.against_budget:
                continue
            if (key := common_key(level.label)) and not (change.amount is not None and change.amount.figure.kind == "points"):
                yield Claim(key, told, level.figure, None, change.amount, change.rate if change.amount is None else None, quote)

    def _read_table(self, grid: Grid) -> None:
        """Keep the values of this year's and of last year's column."""
        own = self.context.year
        if own is None:
            return
        for column in grid.columns():
            heading = grid.column_heading(column)
            is_former = bool(_FORMER.search(heading) or f"{own - 1}年" in heading) and "预算" not in heading and "增" not in heading
            is_latter = not is_former and not _NOT_LATTER.search(heading) and bool(_LATTER.search(heading) or f"{own}年" in heading)
            for row in grid.rows:
                key = common_key(row.name)
                if column not in row.values or not key or row.values[column].kind == "percent":
                    continue
                figure, quote = row.values[column], (row.values[column].start, row.values[column].end)
                if is_former:
                    self.claims.append(Claim(f"表:{key}", own - 1, None, figure, None, None, quote))
                elif is_latter:
                    self.facts[f"表:{key}"].append(Fact(figure, quote))


def common_key(label: str) -> str:
    """Return what a label counts in a form that reports of different years share; "" if that is too little to go by."""
    key = _TAIL.sub("", _VERBS.sub("", key_of(label)))
    return "" if len(key) < _SHORTEST or _GENERIC.fullmatch(key) else key


def _year_of(passage: Passage, before: Sequence[Passage], change: Change, own: int) -> int | None:
    """Return the year that a change is held against, or None if none is told."""
    text = told_before(passage, change.first)
    found = list(_FORMER_YEAR.finditer(text))
    if not found:
        return None
    year = int(found[-1]["year"]) if found[-1]["year"] else own - 1
    return year if year < own else None


def compared(claim: Claim, earlier: Told) -> Relation | None:
    """Return whether a claim agrees with the report of the year it speaks of, or None if that does not tell the thing once."""
    facts = earlier.facts.get(claim.key, [])
    stated = claim.former or (claim.amount.figure if claim.amount else claim.rate.figure if claim.rate else None)
    unit = claim.level or claim.former
    facts = [fact for fact in facts if unit is not None and same_unit(fact.figure, unit)]
    if stated is None or not facts:
        return None
    relations = [relation for fact in facts if (relation := _of_fact(claim, stated, fact))]
    holding = next((relation for relation in relations if relation.holds), None)
    if holding is not None:
        return holding
    values = {fact.figure.value for fact in facts}
    return relations[0] if relations and len(values) == 1 else None


def _of_fact(claim: Claim, stated: Figure, fact: Fact) -> Relation | None:
    """Return whether a claim agrees with one value of the earlier report."""
    figure = fact.figure
    if claim.former is not None:
        if claim.key.startswith("表:") and _another_unit(claim.former.value, figure.value):
            return None
        computed = Computed(figure.value, figure.range, f"{claim.year}年报告为{figure.text}", ())
    elif claim.level is None:
        return None
    elif claim.amount is not None:
        after, before = (claim.level, figure) if claim.amount.sign > 0 else (figure, claim.level)
        moved = difference_of(after, before)
        computed = Computed(moved.value, moved.range, f"{moved.formula}（{claim.year}年报告为{figure.text}）", (claim.level,))
    else:
        rate = rate_between(claim.level, figure)
        if rate is None or claim.rate is None:
            return None
        value, bounds = (rate.value, rate.range) if claim.rate.sign > 0 else (-rate.value, rate.range.negative())
        computed = Computed(value, bounds, f"{rate.formula}（{claim.year}年报告为{figure.text}）", (claim.level,))
    return compare("restated", stated, computed, claim.quote, _SCORE if stated.exactness == "exact" else LAST_DIGIT)


def _another_unit(one: Decimal, other: Decimal) -> bool:
    """Tell whether two values of tables differ as 元 and 万元 do."""
    return bool(one and other) and (one / other > 2000 or other / one > 2000)
