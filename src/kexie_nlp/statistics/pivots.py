"""Pivot tables: what was counted, in rows and columns, each number with its sources."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

from kexie_nlp.errors import ChoiceError
from kexie_nlp.statistics.sources import Omission, Source

Item = TypeVar("Item")
Key = tuple[object, ...]
Number = int | Decimal
LEVELS: Final = ("国际", "国家", "省", "市", "县")
# what is said of records whose dimension is not told
UNTOLD: Final = "（未写明）"


@dataclass(frozen=True, slots=True)
class Dimension(Generic[Item]):
    """Something to count by.

    Attributes:
        name, zh: in English and Chinese. value: of an item; None if it is not told.
    """

    name: str
    zh: str
    value: Callable[[Item], object]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a pivot table.

    Attributes:
        number: what the records tell together.
        records, reports: how many tell it.
        sources: where. numbers: what each of them tells.
    """

    number: Number
    records: int
    reports: int
    sources: tuple[Source, ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Pivot:
    """A pivot table. A total leaves out what two of its parts tell both, so it may be less than their sum; ``omitted`` says where.

    Attributes:
        rows: names and Chinese names of the dimensions of the rows. column: those of the columns, or None.
        measure: Chinese name of what is counted.
        row_keys, column_keys: in the order of the table.
        cells: by row key and column key; () is the one column key where there are no columns. Empty cells are left out.
        row_totals, column_totals, total: over the cells; None where the values cannot be added.
        omitted: records left out because others tell the same.
    """

    rows: tuple[tuple[str, str], ...]
    column: tuple[str, str] | None
    measure: str
    row_keys: tuple[Key, ...]
    column_keys: tuple[Key, ...]
    cells: Mapping[tuple[Key, Key], Cell]
    row_totals: Mapping[Key, Cell] | None
    column_totals: Mapping[Key, Cell] | None
    total: Cell | None
    omitted: tuple[Omission, ...]

    def lines(self) -> list[dict[str, Any]]:
        """Return a dictionary a cell with its sources, then one for each record left out."""
        names = [name for name, _ in self.rows] + ([self.column[0]] if self.column else [])
        found = []
        for row in self.row_keys:
            for column in self.column_keys:
                cell = self.cells.get((row, column))
                if cell is not None:
                    found.append(_cell_line(dict(zip(names, (*row, *column), strict=True)), cell))
        return found + [omission.line() for omission in self.omitted]


def _cell_line(values: dict[str, Any], cell: Cell) -> dict[str, Any]:
    """Return a cell for JSON."""
    sources = [{"number": _told(number), **source.line()} for source, number in zip(cell.sources, cell.numbers, strict=True)]
    return {"record": "count", **values, "number": _told(cell.number), "records": cell.records, "reports": cell.reports, "sources": sources}


def _told(number: Number) -> int | str:
    """Return a number for JSON, exact."""
    return number if isinstance(number, int) else f"{number:f}"


@dataclass(frozen=True, slots=True)
class Layout(Generic[Item]):
    """How items are laid out in a pivot table; ``column`` is None for a table with one column of numbers."""

    rows: tuple[Dimension[Item], ...]
    column: Dimension[Item] | None
    measure: str


def laid_out(dimensions: Sequence[Dimension[Item]], by: Sequence[str], columns: str | None, measure: str) -> Layout[Item]:
    """Return the layout for the dimensions with these names: of several, the last goes into the columns unless ``columns`` names one.

    Raises:
        ChoiceError: if there is no such dimension, or one is named twice.
    """
    known = {dimension.name: dimension for dimension in dimensions} | {dimension.zh: dimension for dimension in dimensions}
    asked = [*by, columns] if columns else list(by)
    for name in asked:
        if name not in known:
            names = ", ".join(dimension.name for dimension in dimensions)
            raise ChoiceError(f"there is nothing called {name!r} to count by; choose from {names}")
    chosen = [known[name] for name in asked]
    if not chosen:
        raise ChoiceError("name at least one thing to count by, such as year")
    if len({dimension.name for dimension in chosen}) < len(chosen):
        raise ChoiceError("something to count by is named twice; name each once")
    if len(chosen) == 1:
        return Layout(tuple(chosen), None, measure)
    return Layout(tuple(chosen[:-1]), chosen[-1], measure)


def tabled(
    layout: Layout[Item],
    items: Sequence[Item],
    number: Callable[[Item], Number],
    source: Callable[[Item], Source],
    covers: Mapping[int, int] | None = None,
    omitted: Iterable[Omission] = (),
    adds_up: bool = True,
) -> Pivot:
    """Return the pivot table of items.

    Args:
        layout: rows and columns.
        items: what is counted.
        number: how much an item counts.
        source: where it stands.
        covers: by the index of an item, that of another which counts it too; where both fall into one cell or total, the other counts.
        omitted: what was left out before.
        adds_up: whether totals make sense.
    """
    tally = _Tally(layout, items, number, source, covers or {})
    cells = tally.cells(tally.keys)
    row_keys = sorted({row for row, _ in cells}, key=_key_order)
    column_keys = sorted({column for _, column in cells}, key=_key_order)
    row_totals = tally.cells([row for row, _ in tally.keys]) if adds_up and layout.column else None
    column_totals = tally.cells([column for _, column in tally.keys]) if adds_up else None
    total = tally.cells([() for _ in items]).get(()) if adds_up else None
    return Pivot(
        tuple((dimension.name, dimension.zh) for dimension in layout.rows),
        (layout.column.name, layout.column.zh) if layout.column else None,
        layout.measure,
        tuple(row_keys),
        tuple(column_keys),
        cells,
        row_totals,
        column_totals,
        total,
        tuple(omitted),
    )


class _Tally(Generic[Item]):
    """Items with their keys, counted into cells and totals."""

    def __init__(
        self,
        layout: Layout[Item],
        items: Sequence[Item],
        number: Callable[[Item], Number],
        source: Callable[[Item], Source],
        covers: Mapping[int, int],
    ) -> None:
        column = (layout.column,) if layout.column else ()
        self.keys = [(tuple(each.value(item) for each in layout.rows), tuple(each.value(item) for each in column)) for item in items]
        self._numbers = [number(item) for item in items]
        self._sources = [source(item) for item in items]
        self._covers = covers

    def cells(self, keys: Sequence[Any]) -> dict[Any, Cell]:
        """Return a cell for each key; items of one cell that are counted by another one in it are left out."""
        members: dict[Any, list[int]] = defaultdict(list)
        for index, key in enumerate(keys):
            upper = self._covers.get(index)
            if upper is None or keys[upper] != key:
                members[key].append(index)
        return {key: self._cell(indices) for key, indices in members.items()}

    def _cell(self, indices: Sequence[int]) -> Cell:
        """Return the cell of some items."""
        sources = tuple(self._sources[index] for index in indices)
        numbers = tuple(self._numbers[index] for index in indices)
        return Cell(sum(numbers, start=0), len(sources), len({source.report for source in sources}), sources, numbers)


def _key_order(key: Key) -> tuple[object, ...]:
    """Return a key to sort keys by: numbers by size, levels from the highest, text by code point, what is not told last."""
    return tuple(_value_order(value) for value in key)


def _value_order(value: object) -> tuple[int, float, str]:
    """Return a key to sort values by."""
    if value is None:
        return (3, 0, "")
    if isinstance(value, int):
        return (0, value, "")
    if value in LEVELS:
        return (1, LEVELS.index(str(value)), "")
    graded = _GRADES.get(str(value))
    return (1, graded, str(value)) if graded is not None else (2, 0, str(value))


_GRADES: Final = {
    name: place
    for place, names in enumerate(
        (
            ("特等奖", "冠军"),
            ("一等奖", "金奖", "亚军"),
            ("二等奖", "银奖", "季军"),
            ("三等奖", "铜奖"),
            ("四等奖", "优秀奖"),
            ("优胜奖", "鼓励奖"),
        )
    )
    for name in names
}
