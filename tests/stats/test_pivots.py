"""Pivot tables: rows, columns, totals, sources."""

from collections.abc import Iterator

import pytest

from builders import NORTH, SOUTH
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import KexieError
from kexie_nlp.statistics import pivot_achievements, pivot_metrics, pivot_values
from kexie_nlp.statistics.counting import AWARD_DIMENSIONS
from kexie_nlp.statistics.pivots import Pivot, laid_out, tabled
from stats.made import CITY, COUNTY, archive_of, award, contest


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_of(tmp_path_factory.mktemp("pivots"), NORTH, SOUTH) as opened:
        yield opened


def numbers(pivot: Pivot) -> dict[tuple[object, ...], object]:
    return {(*row, *column): cell.number for (row, column), cell in pivot.cells.items()}


def test_one_dimension(archive: Archive) -> None:
    pivot = pivot_achievements(archive, ["year"])
    assert numbers(pivot) == {(2019,): 2, (2020,): 1}
    assert (pivot.row_keys, pivot.column_keys, pivot.row_totals) == (((2019,), (2020,)), ((),), None)
    assert pivot.total is not None
    assert (pivot.total.number, pivot.total.records, pivot.total.reports) == (3, 3, 2)


def test_the_last_dimension_goes_into_the_columns(archive: Archive) -> None:
    pivot = pivot_achievements(archive, ["region", "award", "year"])
    assert [name for name, _ in pivot.rows] == ["region", "award"]
    assert pivot.column == ("year", "年度")
    assert numbers(pivot) == {("乙市", "一等奖", 2019): 1, ("乙市", "二等奖", 2019): 1, ("丁市", "优秀奖", 2020): 1}


def test_columns_may_be_named(archive: Archive) -> None:
    pivot = pivot_achievements(archive, ["year", "region"], "award", Filters(region="甲省"))
    assert pivot.column_keys == (("一等奖",), ("二等奖",))
    assert numbers(pivot) == {(2019, "乙市", "一等奖"): 1, (2019, "乙市", "二等奖"): 1}


def test_chinese_names_of_dimensions(archive: Archive) -> None:
    assert pivot_achievements(archive, ["年度"]).rows == (("year", "年度"),)


@pytest.mark.parametrize(
    ("by", "columns", "told"),
    [
        (["colour"], None, "nothing called 'colour' to count by; choose from year, award"),
        (["year"], "colour", "nothing called 'colour'"),
        (["year", "year"], None, "named twice"),
        (["year"], "年度", "named twice"),
        ([], None, "at least one thing"),
    ],
)
def test_wrong_dimensions(archive: Archive, by: list[str], columns: str | None, told: str) -> None:
    with pytest.raises(KexieError, match=told):
        pivot_achievements(archive, by, columns)


def test_every_number_has_its_sources(archive: Archive) -> None:
    pivot = pivot_achievements(archive, ["award"])
    for cell in pivot.cells.values():
        assert sum(cell.numbers) == cell.number
        for source in cell.sources:
            text = archive.show(source.report).report.text
            assert text[source.start : source.end] == source.text
            assert text[source.sentence_start :].startswith(source.sentence)
    assert {line["number"] for line in pivot.lines()} == {1}


def test_metrics_are_counted(archive: Archive) -> None:
    assert numbers(pivot_metrics(archive, ["metric_kind"])) == {("amount",): 3, ("quantity",): 2, ("percent",): 1}


def test_values_are_parted_by_indicator_and_unit(archive: Archive) -> None:
    pivot = pivot_values(archive, ["year"], filters=Filters(indicator="科普经费"))
    assert [name for name, _ in pivot.rows] == ["indicator", "unit"]
    assert {(key[1], *key[2:]): number for key, number in numbers(pivot).items()} == {("元", 2019): 665000, ("元", 2020): 400000}
    assert pivot_values(archive, ["year"]).total is None


ORDER = [
    (["三等奖", "一等奖", "特等奖", "二等奖"], ["特等奖", "一等奖", "二等奖", "三等奖"]),
    (["先进集体", "一等奖"], ["一等奖", "先进集体"]),
]


@pytest.mark.parametrize(("names", "expected"), ORDER)
def test_awards_are_in_the_order_of_their_grades(names: list[str], expected: list[str]) -> None:
    layout = laid_out(AWARD_DIMENSIONS, ["award"], None, "")
    pivot = tabled(layout, [award(name, 1) for name in names], lambda one: one.count, lambda one: one.source)
    assert [key[0] for key in pivot.row_keys] == expected


def test_what_is_not_told_comes_last() -> None:
    layout = laid_out(AWARD_DIMENSIONS, ["contest"], None, "")
    pivot = tabled(layout, [award("一等奖", 1, anywhere=True), award("一等奖", 1)], lambda one: one.count, lambda one: one.source)
    assert pivot.row_keys == (("青少年科技创新大赛",), (None,))


def test_a_total_leaves_out_what_two_of_its_parts_tell() -> None:
    held = contest(level="市", place="丙市")
    told = [award("一等奖", 38, reporter=CITY, of=held), award("一等奖", 3, reporter=COUNTY, report="r2", of=held)]
    layout = laid_out(AWARD_DIMENSIONS, ["association", "year"], None, "")
    pivot = tabled(layout, told, lambda one: one.count, lambda one: one.source, {1: 0})
    assert numbers(pivot) == {("丙市科学技术协会", 2019): 38, ("乙县科学技术协会", 2019): 3}
    assert pivot.column_totals is not None
    assert pivot.column_totals[2019,].number == 38
    assert pivot.total is not None
    assert pivot.total.number == 38
    by_year = tabled(laid_out(AWARD_DIMENSIONS, ["year"], None, ""), told, lambda one: one.count, lambda one: one.source, {1: 0})
    assert numbers(by_year) == {(2019,): 38}
