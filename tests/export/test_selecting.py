"""What a query and filters choose: the same as a search finds, in the archive's order."""

import pytest

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.archive.rows import AchievementRow, EntityRow, MetricRow, PassageRow
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.errors import QueryError

QUERIES = ["", "青少年", "一等奖", "奖项:一等奖", "金额:>4万元", "年份:2019..2020", "年份:2019 一等奖", "-一等奖", "一等奖 | 优秀奖",
           "地区:乙市 -奖项:二等奖", "无此文字", "指标:奖金", "章节:预算表", "竞赛:机器人 OR 年份:2020"]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_passages_are_those_that_a_search_finds(archive: Archive, query: str) -> None:
    found = {(hit.report, hit.start) for hit in archive.search(query, limit=1000).hits}
    chosen = [(report.report.id, row.start) for report in archive.select(Selection("passages", query)) for row in report.rows]  # type: ignore[union-attr]
    assert len(chosen) == len(set(chosen))
    assert set(chosen) == found


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("scope", ["achievements", "metrics"])
def test_records_are_those_that_a_search_finds(archive: Archive, scope: str, query: str) -> None:
    found = sorted((hit.report, hit.record.start) for hit in archive.search(query, scope=scope, limit=1000).hits if hit.record)  # type: ignore[arg-type]
    rows = [row for report in archive.select(Selection(scope, query)) for row in report.rows]  # type: ignore[arg-type]
    assert sorted((row.report.id, row.record.start) for row in rows if not isinstance(row, PassageRow)) == found


@pytest.mark.parametrize("query", QUERIES)
def test_reports_are_those_that_a_search_finds(archive: Archive, query: str) -> None:
    found = {hit.report for hit in archive.search(query, scope="reports", limit=1000).hits}
    chosen = list(archive.select(Selection("reports", query)))
    assert {report.report.id for report in chosen} == found
    assert all(report.rows == () for report in chosen)


FILTERS = [
    (Filters(years=(2020, None)), [2021, 2020]),
    (Filters(region="乙市"), [2019]),
    (Filters(association="己市"), [2021]),
    (Filters(kind="部门决算"), [2019]),
    (Filters(award="一等奖"), [2021, 2019]),
    (Filters(indicator="奖金"), [2019]),
    (Filters(contest="机器人"), [2021]),
    (Filters(text="经费"), [2021, 2020, 2019]),
    (Filters(years=(2019, 2019), award="优秀奖"), []),
]


@pytest.mark.parametrize(("filters", "years"), FILTERS)
def test_filters(archive: Archive, filters: Filters, years: list[int]) -> None:
    assert [report.report.year for report in archive.select(Selection("reports", filters=filters))] == years


def test_everything_is_what_the_archive_lists(archive: Archive) -> None:
    def rows(scope: str) -> list[object]:
        return [row for report in archive.select(Selection(scope)) for row in report.rows]  # type: ignore[arg-type]

    assert rows("achievements") == list(archive.achievements())
    assert rows("metrics") == list(archive.metrics())
    assert [report.report for report in archive.select(Selection("reports"))] == list(archive.reports())


def test_entities_of_some_types_in_the_passages_that_fit(archive: Archive) -> None:
    rows = [row for report in archive.select(Selection("entities", "一等奖", types=("AWARD", "ORG"))) for row in report.rows]
    assert [(row.record.type, row.record.text) for row in rows if isinstance(row, EntityRow)] == [
        ("ORG", "科协"),
        ("AWARD", "一等奖"),
        ("AWARD", "省级一等奖"),
    ]
    assert all(isinstance(row, EntityRow) and row.record.text in row.sentence for row in rows)


def test_a_record_answers_for_itself(archive: Archive) -> None:
    rows = [row for report in archive.select(Selection("metrics", "金额:>4万元")) for row in report.rows]
    assert sorted(str(row.record.value) for row in rows if isinstance(row, MetricRow)) == ["400000", "50000", "665000.0"]
    rows = [row for report in archive.select(Selection("achievements", "奖项:二等奖")) for row in report.rows]
    assert [row.record.award for row in rows if isinstance(row, AchievementRow)] == ["二等奖"]


def test_a_wrong_query_is_refused(archive: Archive) -> None:
    with pytest.raises(QueryError):
        list(archive.select(Selection("passages", "年份:(")))
