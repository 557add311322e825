"""Whether by how much a sentence says a goal was missed or passed is what a table's row of that name tells (表中60、54；夜校少办6场).

The row is the one whose name stands right before it, or the only one of the table in its unit; of what is left also the row of totals.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.grid import Grid, Row

_FILL: Final = r"(?:了|的|掉|去|出来?|完成|支出?|办|训|建|开|到|资金|经费|的?(?:分值?)|共|为|约|目标|计划|任务)*"
_SHORT: Final = re.compile(
    rf"(?:差|少|欠|缺|缺口|短|失|扣|丢|未(?:完成|达到?|到位|支出|使用|执行|支付)的?|没(?:有)?(?:完成|建成|办成)的?)(?:{_FILL})$"
)
_NOT_DONE: Final = re.compile(r"(?:资金|经费)?(?:尚|还|仍)?(?:未|没有?)(?:能)?(?:支出|使用|执行|支付|用完|花完|拨付|安排)")
_OVER: Final = re.compile(rf"(?:超(?:出|过|支|额)?|多|高出)(?:{_FILL})$")
_LEFT: Final = re.compile(r"(?:结余|盈余|结存|余|剩余|剩|节余|节约)(?:资金|经费)?(?:为|共)*$")
_OTHER_BASE: Final = re.compile(r"[约近]|比|较|上年|去年|同期|往年|上届|人均|平均|每|再|还要|今后|明年")
_IN_ALL: Final = re.compile(r"(?:共|合计|总共|一共|累计)")
_PLAN: Final = re.compile(r"目标|计划|任务|预算|满分|分值|权重|标准分|应|下达|到位|收入|核定|安排|指标值|年初|招收|规划")
_DONE: Final = re.compile(r"完成|实际|实绩|达到|现有|达成|得分|自评|实得|支出|决算|执行|实现|实有|使用|结果|到\w?位")
_NO_PLAN: Final = re.compile(r"率|比|差|上年|去年|增减|备注|单价|均")
_UNIT: Final = re.compile(r"[（(](?P<unit>[^（）()\d]{1,4})[）)]$")
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]|^[一二三四五六七八九十\d]{1,2}[、.．]")
_ITEM: Final = re.compile(r"(?P<name>[一-鿿]{2,8}?)(?:一项|一栏|部分|指标)?[（(]?(?:满分|分值|权重|得|为|是|[:：])*$")
_FULL: Final = re.compile(r"[（(]$|满分(?:为|是)?$|分值(?:为|是)?$")
_GOT: Final = re.compile(r"[）)]?[，,]?(?:自评|实际|实)?(?:总分|得分?|为)+|[，,](?:自评|实得)")
_WEIGHT: Final = re.compile(r"分值|权重|满分|标准分")
_BOTH: Final = "收支"
_NETTED: Final = re.compile(r"(?:^|[，,。；;、：:])(?:全年|当年|本学?年度?|年度)?(?:收支|收入支出)(?:相抵|轧差|相减|品迭)")
_BEFORE: Final = re.compile(r"上年|上一年|年初|期初|历年|弥补|动用|提取|所得税")
_TAKEN: Final = re.compile(r"扣[了去]?$")
_MARK: Final = re.compile(r"得分|自评|实得|评分")
_OF_ITEM: Final = r"(?:类|部分|一项|方面|一栏|指标|共|合计|总共|一共)*"
_OF_FULL: Final = re.compile(r"[（(]满分(?:为|是)?|[，,]满分(?:为|是)?")
_TOTALS: Final = re.compile(r"(?:本(?:学?年|年度|期)|当年|全年)(?:收入|支出)$|^总?(?:收入|支出)$")
_SPENT_ON: Final = re.compile(r"收入|合计|总计|小计")
_WAN: Final = Decimal(10_000)
_FEW: Final = 2
_LEAST: Final = 2  # characters of a name
_REACH: Final = 60
_APART: Final = 12  # characters between two tables
_LIKE_IT: Final = 0.5
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class Goal:
    """A row of a table with what was to be reached and what was; ``others`` are all differences of two of its values."""

    name: str
    unit: str
    plan: Figure
    done: Figure
    is_total: bool
    others: frozenset[Decimal] = frozenset()

    @property
    def gap(self) -> Decimal:
        """By how much the goal was missed; less than nothing if it was passed."""
        return self.plan.value - self.done.value


def check_shortfalls(context: Context) -> Iterator[Relation]:
    """Yield whether the gaps that sentences tell are those of the rows they name."""
    tables = [goals for grid in context.grids if (goals := list(_goals(grid)))]
    tables += [goals for goals in (list(_marks(context)), list(_accounts(context))) if goals]
    if not tables:
        return
    for passage in context.passages:
        for place in passage.places:
            sign = _sign(place) or _sign_behind(passage, place)
            if sign and (relation := _relation(context, tables, passage, place, sign)) is not None:
                yield relation


def _sign(place: Place) -> int:
    """Return 1 of a figure by which a goal was missed or that is left, -1 of one by which it was passed, else 0."""
    clause = re.split(r"[，,。；;：:（(、]", place.lead)[-1]
    if place.figure.kind not in ("amount", "quantity") or place.figure.exactness != "exact" or _OTHER_BASE.search(clause):
        return 0
    return 1 if _SHORT.search(clause) or _LEFT.search(clause) else -1 if _OVER.search(clause) else 0


def _sign_behind(passage: Passage, place: Place) -> int:
    """Return 1 of a figure that is said behind it not to have been spent or done (因路断未能成行，5.64万元没有支出), else 0."""
    bare = re.search(r"[，,；;：:。](?:尚|仍|还)?有?$", place.lead) and place.role == "level" and place.figure.exactness == "exact"
    return 1 if bare and place.figure.kind == "amount" and _NOT_DONE.match(passage.text, place.end - passage.start) else 0


def _goals(grid: Grid) -> Iterator[Goal]:
    """Yield the rows of a table that has one column of what was to be reached, and right of it one of what was."""
    headings = {column: grid.column_heading(column) for column in grid.columns()}
    plans = [column for column, told in headings.items() if _PLAN.search(told) and not (_DONE.search(told) or _NO_PLAN.search(told))]
    weights = [column for column in plans if _WEIGHT.search(headings[column])]
    plans = [column for column in plans if column not in weights]
    for plan in (*plans[:1], *weights[:1]):  # 目标 24, 实际 22, 分值 10, 得分 9.2: two goals
        form = _MARK if plan in weights else _DONE
        told = {at: heading for at, heading in headings.items() if at > plan and form.search(heading) and not _NO_PLAN.search(heading)}
        done = next((at for at, heading in told.items() if plan in weights or not _MARK.search(heading)), None)
        for row in grid.rows if done is not None else ():
            if plan in row.values and done in row.values:
                unit, name = "分" if plan in weights else _unit(grid, row, headings[plan]), _ASIDE.sub("", row.name)
                others = frozenset(abs(one.value - other.value) for one, other in combinations(row.values.values(), 2))
                yield Goal(name, unit, row.values[plan], row.values[done], row.is_total, others)


def _marks(context: Context) -> Iterator[Goal]:
    """Yield the items whose marks the text tells beside those to be had (产出（40分）得37.6分)."""
    for passage in context.passages:
        for full, got in pairwise(place for place in passage.places if place.figure.unit == "分"):
            first, other = (full, got) if full.figure.value > got.figure.value else (got, full)
            is_first = _GOT.fullmatch(got.lead)  # 产出（满分40分）得37.6分; 产出40分，得37.6分
            if (name := _ITEM.search(full.lead)) and (is_first or _OF_FULL.fullmatch(got.lead)) and first is (full if is_first else got):
                is_total = name["name"].endswith(("总分", "满分", "得分", "总"))
                yield Goal(name["name"], "分", first.figure, other.figure, is_total)


def _accounts(context: Context) -> Iterator[Goal]:
    """Yield what a table that tells all income and all spending once makes them differ by."""
    for sides in _together(context.grids):
        told: dict[str, list[tuple[Grid, Row, int]]] = {"收": [], "支": []}
        for grid in sides:
            for row in grid.rows:
                for column in list(row.values)[:1] if row.is_total or _TOTALS.search(row.name) else ():
                    kind = re.findall("收(?=入)|支(?=出)", row.name) or re.findall("收(?=入)|支(?=出)", grid.column_heading(column))
                    kind = kind or re.findall("收(?=入)|支(?=出)", _side(grid))
                    if len(set(kind)) == 1:
                        told[kind[0]].append((grid, row, column))
        if len(told["收"]) == len(told["支"]) == 1:
            (grid, row, column), (_, other, behind) = told["收"][0], told["支"][0]
            yield Goal(_BOTH, _unit(grid, row, grid.column_heading(column)), row.values[column], other.values[behind], True)
        names = {row.name: (grid, row) for grid in sides for row in grid.rows if row.values}
        for name, (grid, row) in names.items():
            stem = name.removesuffix("收入").strip()
            costs = [other for one, (_, other) in names.items() if one.strip().startswith(stem) and not _SPENT_ON.search(one)]
            if name.endswith("收入") and len(stem) >= _LEAST and len(costs) == 1 and not _TOTALS.search(name):
                (column, came), went = next(iter(row.values.items())), next(iter(costs[0].values.values()))
                yield Goal(stem, _unit(grid, row, grid.column_heading(column)), came, went, False)


def _together(grids: Sequence[Grid]) -> Iterator[list[Grid]]:
    """Yield the grids of tables that nothing but a line or two parts: both sides of an account, each under its own heading."""
    run: list[Grid] = []
    for grid in grids:
        if run and grid.table.start != run[-1].table.start and grid.table.start - run[-1].table.end > _APART:
            yield run
            run = []
        run.append(grid)
    if run:
        yield run


def _side(grid: Grid) -> str:
    """Return the first words of one side of a table."""
    return "".join(cell.text for (row, column), cell in sorted(grid.cells.items()) if row == 0 and grid.first <= column < grid.width)


def _unit(grid: Grid, row: Row, heading: str) -> str:
    """Return the unit of a row, as told in its name, over its column or over the table; "" if none is told."""
    own = next((figure.unit for figure in row.values.values() if figure.unit), "")
    told = _UNIT.search(row.name) or _UNIT.search(heading)
    money = re.search(r"万元|元", grid.table.unit)
    return own or (told["unit"] if told else money[0] if money else "分" if "分" in heading else "")


def _relation(context: Context, tables: Sequence[list[Goal]], passage: Passage, place: Place, sign: int) -> Relation | None:
    """Return whether a gap is that of the row it is told of; None if that is not sure, or it is told of no row."""
    at = place.start - passage.start
    before = passage.text[max(0, at - _REACH) : at]
    goals = [goal for table in tables for goal in table if _are_alike(goal, place) and goal.gap * sign > 0]
    behind = passage.text[place.end - passage.start :]
    fitting = [goal for goal in goals if _gap(goal, place) == place.figure.value and (_is_told(goal, before + behind) or goal.is_total)]
    if fitting:
        return _compared(fitting[0], passage, place)
    alone = [goal for goal in goals if goal.unit == "分" and _is_all_of(goal, passage, place)]
    if len({(goal.plan.value, goal.done.value) for goal in alone}) == 1:
        return _compared(alone[0], passage, place) if slip(place.figure.value, abs(alone[0].gap)) >= _LIKE_IT else None
    net = [goal for goal in goals if goal.name == _BOTH] if _NETTED.search(place.lead) and not _BEFORE.search(before) else []
    if len(net) == 1 and slip(place.figure.value, _gap(net[0], place)) >= 1:
        return _compared(net[0], passage, place)
    if _is_split(passage, place):
        return None
    named = [(before.rfind(goal.name), goal) for goal in goals if len(goal.name) >= _LEAST and goal.name in before and not goal.is_total]
    everything = [goal for table in tables for goal in table]
    if not named:
        named = [(0, goal) for goal in goals if goal.unit and goal.name[-_LEAST:] in before and _is_only(goal, everything)]
    if not named or len({goal.name for _, goal in named}) != len({(goal.plan.value, goal.done.value) for _, goal in named}):
        return None
    end = max(found for found, _ in named)
    goal = next(goal for found, goal in named if found == end)
    rivals = [one for one in everything if one.name not in (goal.name, _BOTH) and len(one.name) >= _LEAST and before.rfind(one.name) > end]
    told, right = place.figure.value, _gap(goal, place)
    if told in (difference * right / abs(goal.gap) for difference in goal.others):
        return None  # held against another column
    is_like = slip(told, right) >= _LIKE_IT or abs(told - right) <= max(right / 4, place.figure.scale * _FEW)
    return _compared(goal, passage, place) if not rivals and is_like else None


def _is_all_of(goal: Goal, passage: Passage, place: Place) -> bool:
    """Tell whether marks are said to be all that one item lost: its name opens the clause (过程类扣3分), or 唯一 stands behind."""
    taken = [one for one in passage.places if one.figure.unit == "分" and _TAKEN.search(one.lead)]
    more = [one for one in taken if one.start > place.start]
    if any(one.figure.value + place.figure.value == abs(goal.gap) for one in more) or place not in taken:
        return False
    name, behind = re.escape(goal.name), passage.text[place.end - passage.start :]
    if len(goal.name) < _LEAST or goal.is_total:
        return bool(goal.is_total and not more and re.search(r"(?:合计|总共|一共|共计|共)扣[了去]?$", place.lead))
    opens = re.search(rf"(?:^|[，,。；;：:、]){name}{_OF_ITEM}扣[了去]?$", place.lead)
    return bool(opens or re.match(rf"[^。；]{{0,12}}[是为系]{name}[^，。；\d]{{0,6}}唯一", behind))


def _are_alike(goal: Goal, place: Place) -> bool:
    """Tell whether a row may be told in the unit of a figure."""
    if place.figure.kind == "amount":
        return goal.unit in ("万元", "元", "") and goal.plan.kind in ("amount", "quantity") and (bool(goal.unit) or bool(goal.plan.step))
    return bool(goal.unit) and plain_unit(goal.unit) == plain_unit(place.figure.unit)


def _gap(goal: Goal, place: Place) -> Decimal:
    """Return by how much a goal was missed or passed, in the base unit of a figure."""
    factor = _WAN if place.figure.kind == "amount" and goal.unit in ("万元", "") else Decimal(1)
    return abs(goal.gap) * factor


def _is_told(goal: Goal, before: str) -> bool:
    """Tell whether a row is named before a figure, or by two characters in a row of its name."""
    return any(goal.name[at : at + _LEAST] in before for at in range(len(goal.name) - 1))


def _is_only(goal: Goal, goals: Sequence[Goal]) -> bool:
    """Tell whether no other row is told in the unit of one."""
    return sum(plain_unit(one.unit) == plain_unit(goal.unit) for one in goals if one.name != goal.name) == 0


def _is_split(passage: Passage, place: Place) -> bool:
    """Tell whether a gap is one of several of its unit in its sentence, or of marks and not said to be all of them."""
    others = [one for one in passage.places if one is not place and one.figure.unit == place.figure.unit and _sign(one)]
    is_part = place.figure.unit == "分" and not _IN_ALL.search(place.lead)
    return is_part or bool(place.depth) or bool(others)


def _compared(goal: Goal, passage: Passage, place: Place) -> Relation:
    """Return whether a figure is the gap of a row."""
    high, low = (goal.plan, goal.done) if goal.gap > 0 else (goal.done, goal.plan)
    value = _gap(goal, place)
    bounds = high.range - low.range
    if place.figure.kind == "amount" and goal.unit in ("万元", ""):
        bounds = bounds.times(_WAN)
    formula = f"表中{goal.name}：{high.text} − {low.text} = {place.figure.written(value)}"
    return compare("sum", place.figure, Computed(value, bounds, formula, (high, low)), (passage.start, passage.end), _SCORE)
