"""``series``, ``compare``, ``ladder``, ``plans``, ``calendar``: statistics of an archive."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import NOTHING_FITS, Format, FormatOption, NumberName, first_rows, print_rows, say
from kexie_nlp.cli.pivots import SOURCE_COLUMNS, PlotOption, SourcesOption, source_rows, write_plot
from kexie_nlp.cli.records import LimitOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kexie_nlp.archive import Filters
    from kexie_nlp.statistics import Comparison, Held, Ladder, Plan, Series

IndicatorArgument = Annotated[
    str, typer.Argument(metavar="INDICATOR", help="An indicator: its name, another wording, or a part of its name.")
]
_MOST_NAMED = 5


@filtered("year", "region", "association", "kind")
def series(
    indicator: IndicatorArgument,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    unit: Annotated[str | None, typer.Option("--unit", help="Only series in this unit, such as 人次.")] = None,
    sources: SourcesOption = False,
    plot: PlotOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Follow an indicator over the years, from the reports of each year and from what later reports tell of it."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.errors import KexieError
    from kexie_nlp.statistics import series_of

    with Archive.open(archive) as opened:
        answer = series_of(opened, indicator, filters)
    units = dict.fromkeys(each.unit for each in answer.series)
    found = [each for each in answer.series if unit in (None, each.unit)]
    if not found:
        raise KexieError(f"no series of {indicator!r} is in {unit}; there are {'、'.join(units)}")
    print_series(found, output, sources, limit)
    if answer.others:
        named = "、".join(f"{name} ({number})" for name, number in answer.others[:_MOST_NAMED])
        say(f"other indicators hold these words; ask for them by name: {named}")
    if plot is not None:
        from kexie_nlp.statistics.plots import plot_series

        write_plot(plot_series(found), plot)


def print_series(found: "Sequence[Series]", output: Format, sources: bool = False, limit: int | None = None) -> None:
    """Print series, a year a row; with ``sources``, a source a row."""
    columns: dict[str, str] = {"association": "科协", "indicator": "指标", "year": "年度"}
    if output is Format.jsonl:
        print_rows(first_rows([line for each in found for line in each.lines()], limit), output, columns)
    elif sources:
        rows = []
        for each in found:
            for point in each.points:
                values = {"by": each.association, "indicator": each.indicator, "year": point.year}
                for figure in (*point.first, *point.restated):
                    rows += source_rows(values | {"told": "当年报告" if figure.is_first_hand else "追述"}, [figure.source])
        print_rows(first_rows(rows, limit), output, {"by": "科协", "indicator": "指标", "year": "年度", "told": "来源"} | SOURCE_COLUMNS)
    else:
        columns |= {NumberName("value"): "数值", "unit": "单位", NumberName("growth"): "比上年（%）", "remarks": "说明"}
        lines = first_rows([{**line, "remarks": "；".join(line["remarks"])} for each in found for line in each.lines()], limit)
        print_rows([{**line, "value": _readable(line["value"])} for line in lines] if output is Format.table else lines, output, columns)


@filtered("region", "association", "kind")
def compare(
    indicator: IndicatorArgument,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    year: Annotated[
        int | None, typer.Option("--year", metavar="YEAR", help="Which year; else the one that most associations tell.")
    ] = None,
    level: Annotated[
        Literal["省", "市", "县"] | None, typer.Option("--level", help="Level of the associations; else the commonest.")
    ] = None,
    per: Annotated[
        str | None,
        typer.Option(
            "--per", metavar="INDICATOR", help="Divide by this indicator; head (inhabitants or staff) and yuan (spending) will do."
        ),
    ] = None,
    sources: SourcesOption = False,
    plot: PlotOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Compare associations of one level on an indicator, also per head or per yuan."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.statistics import compare as compared

    with Archive.open(archive) as opened:
        comparison = compared(opened, indicator, year=year, level=level, per=per, filters=filters)
    _print_comparison(comparison, output, sources, limit)
    for name, reason in comparison.left_out:
        say(f"left out: {name} ({reason})")
    if plot is not None:
        from kexie_nlp.statistics.plots import plot_comparison

        write_plot(plot_comparison(comparison), plot)


def _print_comparison(comparison: "Comparison", output: Format, sources: bool, limit: int | None) -> None:
    """Print a comparison, an association a row; with ``sources``, a source a row."""
    columns: dict[str, str] = {NumberName("rank"): "名次", "association": "科协", "year": "年度", "indicator": "指标"}
    if sources and output is not Format.jsonl:
        rows = []
        for standing in comparison.standings:
            figures = [standing.figure] + ([standing.base] if standing.base else [])
            for figure in figures:
                rows += source_rows({"rank": standing.rank, "year": figure.year, "indicator": figure.indicator}, [figure.source])
        print_rows(first_rows(rows, limit), output, columns | SOURCE_COLUMNS)
    else:
        columns |= {NumberName("value"): "数值", "unit": "单位"}
        if comparison.per is not None:
            columns |= {"per": "除以", NumberName("per_value"): "除数", NumberName("ratio"): "平均"}
        lines = first_rows([standing.line() for standing in comparison.standings], limit)
        print_rows(lines if output is not Format.table else map(_with_readable_numbers, lines), output, columns)


@filtered("year", "region", "association", "kind")
def ladder(
    contest: Annotated[
        str, typer.Argument(metavar="CONTEST", help="A contest: its name without edition and place, a short name, or a part.")
    ],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    sources: SourcesOption = False,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Show how a contest was won over levels and editions: county, city, province, nation."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.statistics import ladder as climbed

    with Archive.open(archive) as opened:
        found = climbed(opened, contest, filters)
    if output is Format.jsonl:
        lines = [{"series": found.series, **rung.line()} for rung in found.rungs]
        print_rows(first_rows([*lines, *(omission.line() for omission in found.omitted)], limit), output, {})
        return
    if sources:
        _print_rung_sources(found, output, limit)
    else:
        _print_rungs(found, output, limit)
    if found.omitted:
        say(f"{len(found.omitted)} records left out so that nothing counts twice; --sources lists them")


def _print_rungs(found: "Ladder", output: Format, limit: int | None) -> None:
    """Print a ladder, a rung a row."""
    grades = {(grade is None, grade or 0, name) for rung in found.rungs for name, grade, _ in rung.awards}
    names = [name for _, _, name in sorted(grades)]
    columns: dict[str, str] = {"year": "年度", "level": "级别", "contest": "赛事", "association": "报告单位", "part": "身份"}
    for name in [*names, "total"]:
        columns[NumberName(name)] = "合计" if name == "total" else name
    rows = []
    for rung in found.rungs:
        awards = {name: count for name, _, count in rung.awards}
        part = "主办" if rung.part == "host" else "参赛"
        head = {"year": rung.year, "level": rung.level, "contest": rung.contest, "association": rung.association, "part": part}
        rows.append({**head, **{name: awards.get(name, "") for name in names}, "total": rung.total})
    print_rows(first_rows(rows, limit), output, columns)


def _print_rung_sources(found: "Ladder", output: Format, limit: int | None) -> None:
    """Print a ladder, a source a row, and what was left out."""
    rows: list[dict[str, Any]] = []
    for rung in found.rungs:
        for name, places in rung.sources:
            rows += source_rows({"year": rung.year, "contest": rung.contest, "award": name, "counted": "计入"}, places)
    for omission in found.omitted:
        rows += source_rows({"year": None, "contest": None, "award": omission.source.text, "counted": omission.reason}, [omission.source])
    print_rows(
        first_rows(rows, limit), output, {"year": "年度", "contest": "赛事", "award": "奖项", "counted": "是否计入"} | SOURCE_COLUMNS
    )


@filtered("year", "region", "association", "indicator", "kind")
def plans(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    unmet: Annotated[bool, typer.Option("--unmet", help="Only goals that were not reached.")] = False,
    sources: SourcesOption = False,
    plot: PlotOption = None,
    limit: LimitOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Set plans against results: goals and budgets, what became of them, and the completion."""
    from dataclasses import replace

    from kexie_nlp.archive import Archive
    from kexie_nlp.statistics import plans_of

    with Archive.open(archive) as opened:
        found = plans_of(opened, filters.indicator, replace(filters, indicator=None))
    found = [plan for plan in found if plan.is_met is False or not unmet]
    columns: dict[str, str] = {"association": "科协", "year": "年度", "indicator": "指标"}
    if sources and output is not Format.jsonl:
        rows = [row for plan in found for row in source_rows({"year": plan.year, "indicator": plan.indicator}, plan.sources)]
        print_rows(first_rows(rows, limit), output, columns | SOURCE_COLUMNS)
    else:
        columns |= {
            "target": "目标或预算",
            "result": "结果",
            NumberName("completion"): "完成率（%）",
            NumberName("stated"): "报告所述（%）",
        }
        lines = first_rows([_plan_row(plan) if output is Format.table else plan.line() for plan in found], limit)
        print_rows(lines, output, columns | {"met": "评价"}, nothing=NOTHING_FITS)
    if plot is not None:
        from kexie_nlp.statistics.plots import plot_plans

        write_plot(plot_plans(found), plot)


def _plan_row(plan: "Plan") -> dict[str, Any]:
    """Return a plan as a row for a person."""
    judged = {True: "达到", False: "未达到", None: "预算" if plan.sort == "budget" else ""}[plan.is_met]
    return {**plan.line(), "target": plan.target_with_unit, "result": plan.result_with_unit, "met": judged}


@filtered("year", "region", "association", "kind")
def calendar(
    activity: Annotated[
        str | None, typer.Argument(metavar="[ACTIVITY]", help="A part of an activity's name; all recurring ones if left out.")
    ] = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    sources: SourcesOption = False,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Show in which month each association holds recurring activities such as 全国科普日, year by year."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.statistics import calendar as kept

    with Archive.open(archive) as opened:
        found = kept(opened, activity, filters)
    if sources or output is not Format.table:
        columns = {"activity": "活动", "association": "科协", "year": "年度", "months": "月份", "sentence": "原句"}
        lines = [held.line() for held in found]
        shown = [{**line, "months": _months(line["months"])} for line in lines] if output is Format.table else lines
        print_rows(shown, output, columns)
        return
    _print_calendar(found)


def _print_calendar(found: "list[Held]") -> None:
    """Print the calendar with the years in columns."""
    years = sorted({held.year for held in found if held.year is not None})
    rows: dict[tuple[str, str | None], dict[str, Any]] = {}
    for held in found:
        usual = f"{held.usual}月" if held.usual else ""
        row = rows.setdefault(
            (held.activity, held.association), {"activity": held.activity, "usual": usual, "association": held.association}
        )
        row[str(held.year)] = _months(held.months) or "有"
    columns = {"activity": "活动", "usual": "通常月份", "association": "科协"} | {str(year): f"{year}年" for year in years}
    print_rows(rows.values(), Format.table, columns, nothing=NOTHING_FITS)
    if any(not held.months for held in found):
        say("有: the report tells of it, but not of the month")


def _months(months: Any) -> str:
    """Return months for a person."""
    return "、".join(f"{month}月" for month in months)


def _with_readable_numbers(line: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose numbers are easy to read."""
    return {**line, "value": _readable(line["value"]), "per_value": _readable(line["per_value"])}


def _readable(value: str | None) -> str | None:
    """Return a number with its thousands set apart and no idle zeros."""
    from decimal import Decimal

    if value is None:
        return None
    told = f"{Decimal(value):,f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
