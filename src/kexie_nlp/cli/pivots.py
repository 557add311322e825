"""How counts, their sources and their plots are shown."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.output import NOTHING_FITS, Format, NumberName, print_rows, say, table_width

if TYPE_CHECKING:
    from decimal import Decimal

    from kexie_nlp.statistics import Cell, Omission, Pivot, Source


def _drawable(path: Path | None) -> Path | None:
    """Refuse a plot's file that cannot be written, before anything is worked out."""
    if path is not None and path.suffix.lower() not in (".svg", ".png"):
        raise typer.BadParameter(f"{path}: a plot is written as .svg or .png; give the file one of these endings")
    if path is not None and not path.absolute().parent.is_dir():
        raise typer.BadParameter(f"{path}: there is no folder {path.parent}; make it first")
    return path


PlotOption = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", dir_okay=False, callback=_drawable, help="Also draw it, into a file that ends in .svg or .png."),
]
SourcesOption = Annotated[
    bool, typer.Option("--sources", help="Show the sentence or table row behind each number, and what was not counted.")
]
SOURCE_COLUMNS = {"association": "报告单位", "report_year": "报告年度", "report": "报告编号", "text": "原文", "sentence": "原句"}
_WHY = {
    "repeat": "told again",
    "total": "totals beside their parts",
    "detail": "parts of a sum that is counted",
    "conflict": "told with another number",
    "covered": "counted by a superior body, too (left out of common totals only)",
}


def split_names(names: str) -> list[str]:
    """Return names that are parted by commas."""
    return [name.strip() for name in names.replace("，", ",").split(",") if name.strip()]


def print_pivot(pivot: "Pivot", output: Format, sources: bool) -> None:
    """Print a pivot table, wide for a person and as CSV, a cell a line as JSON; with ``sources``, a source a row."""
    if output is Format.jsonl:
        print_rows(pivot.lines(), output, {})
        return
    if sources:
        _print_sources(pivot, output)
    elif output is Format.table and not _fits(pivot):
        _print_long(pivot)
    else:
        names = dict(pivot.rows)
        numbers: dict[str, str] = {NumberName(_key(column)): _head(pivot, column) for column in pivot.column_keys if column}
        if pivot.row_totals is not None or not pivot.column:
            numbers[NumberName("total")] = "合计" if pivot.column else pivot.measure
        print_rows(_wide(pivot, for_a_person=output is Format.table), output, names | numbers, nothing=NOTHING_FITS)
    _say_omitted(pivot.omitted)


def _fits(pivot: "Pivot") -> bool:
    """Tell whether a pivot table is narrow enough to be read side by side."""
    from kexie_nlp.statistics.plots.canvas import width_of

    heads = [_head(pivot, column) for column in pivot.column_keys if column]
    keys = [max((width_of(str(row[place]), 2) for row in pivot.row_keys), default=0) for place in range(len(pivot.rows))]
    return sum(keys) + sum(width_of(head, 2) + 3 for head in heads) + 8 <= table_width()


def _print_long(pivot: "Pivot") -> None:
    """Print a pivot table with its columns as rows, a number a row."""
    from kexie_nlp.statistics.pivots import UNTOLD

    names = dict([*pivot.rows, *([pivot.column] if pivot.column else [])])
    rows: list[dict[str, Any]] = [
        {
            **{name: UNTOLD if value is None else value for name, value in zip(names, (*row, *column), strict=True)},
            "total": _of(pivot.cells.get((row, column))),
        }
        for row in pivot.row_keys
        for column in pivot.column_keys
        if (row, column) in pivot.cells
    ]
    if pivot.total is not None:
        rows.append({next(iter(names)): "合计", "total": _of(pivot.total)})
    print_rows(rows, Format.table, {**names, "total": pivot.measure}, nothing=NOTHING_FITS)


def _wide(pivot: "Pivot", *, for_a_person: bool) -> Iterable[dict[str, Any]]:
    """Yield the rows of a pivot table, the totals last; what is not told is empty, for a person it is said."""
    from kexie_nlp.statistics.pivots import UNTOLD

    untold = UNTOLD if for_a_person else ""
    names = [name for name, _ in pivot.rows]
    for row in pivot.row_keys:
        line: dict[str, Any] = dict(zip(names, (untold if value is None else value for value in row), strict=True))
        for column in pivot.column_keys:
            line[_key(column) if column else "total"] = _of(pivot.cells.get((row, column)))
        if pivot.row_totals is not None:
            line["total"] = _of(pivot.row_totals.get(row))
        yield line
    if pivot.column_totals is not None and len(pivot.row_keys) > 1:
        line = {**dict.fromkeys(names, ""), names[0]: "合计"}
        line |= {_key(column): _of(pivot.column_totals.get(column)) for column in pivot.column_keys if column}
        yield line | {"total": _of(pivot.total)}


def _print_sources(pivot: "Pivot", output: Format) -> None:
    """Print a row for each source of each cell, then what was left out and why."""
    dimensions = dict([*pivot.rows, *([pivot.column] if pivot.column else [])])
    shown = {f"by_{name}": zh for name, zh in dimensions.items()}
    rows: list[dict[str, Any]] = []
    places = [(row, column) for row in pivot.row_keys for column in pivot.column_keys if (row, column) in pivot.cells]
    for row, column in places:
        cell = pivot.cells[row, column]
        values = dict(zip(shown, (*row, *column), strict=True))
        told = zip(cell.sources, cell.numbers, strict=True)
        rows += [{**values, "number": _number(number), "counted": "计入", **source.line()} for source, number in told]
    blank = dict.fromkeys(shown)
    rows += [{**blank, "number": omission.count, "counted": omission.reason, **omission.source.line()} for omission in pivot.omitted]
    columns = {**shown, NumberName("number"): pivot.measure, "counted": "是否计入"}
    print_rows(rows, output, columns | SOURCE_COLUMNS)


def source_rows(values: dict[str, Any], sources: Iterable["Source"]) -> list[dict[str, Any]]:
    """Return a row for each source: the values it belongs to, and where it stands."""
    return [{**source.line(), **values} for source in sources]


def write_plot(svg: str, path: Path) -> None:
    """Write a plot and say so."""
    from kexie_nlp.statistics.plots import save_plot

    save_plot(svg, path)
    say(f"{path} written")


def _say_omitted(omitted: Sequence["Omission"]) -> None:
    """Say how many records were left out, and why."""
    if not omitted:
        return
    kinds = {kind: sum(omission.kind == kind for omission in omitted) for kind in _WHY}
    told = "; ".join(f"{number} {_WHY[kind]}" for kind, number in kinds.items() if number)
    say(f"{len(omitted)} records left out so that nothing counts twice: {told}. --sources lists them")


def _key(column: tuple[object, ...]) -> str:
    """Return the name of a column of numbers."""
    from kexie_nlp.statistics.pivots import UNTOLD

    return " ".join(UNTOLD if value is None else str(value) for value in column)


def _head(pivot: "Pivot", column: tuple[object, ...]) -> str:
    """Return the heading of a column of numbers."""
    is_year = pivot.column is not None and pivot.column[0] in ("year", "report_year") and column != (None,)
    return f"{_key(column)}年" if is_year else _key(column)


def _of(cell: "Cell | None") -> str | int:
    """Return the number of a cell as it is printed, "" if the cell is empty."""
    return "" if cell is None else _number(cell.number)


def _number(number: "int | Decimal") -> str | int:
    """Return a number as it is printed."""
    return number if isinstance(number, int) else f"{number:f}"
