"""What reports of one association tell of each other's years."""

import pytest

from kexie_nlp.archive import ReportRow
from kexie_nlp.checks.across import ArchiveFinding, check_association
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

HEAD = "栖岭县科学技术协会{year}年度部门决算\n"


def across(years: dict[int, str]) -> list[ArchiveFinding]:
    """Return the findings between the years of reports that tell these lines."""
    analyses = [analyze(report_of(Extracted(HEAD.format(year=year) + lines + "\n"), f"{year}.txt")) for year, lines in years.items()]
    rows = [ReportRow(one.report.id, one.report.path, "", None, "", one.report.year, "", None, 0, 0, 0) for one in analyses]
    return [one for one in check_association(rows, analyses) if one.finding.kind in ("restated", "date")]


@pytest.mark.parametrize(
    ("earlier", "later", "holds"),
    [
        ("2020年机关运行经费支出24.60万元。", "2021年机关运行经费支出26.00万元，比2020年增加1.40万元，增长5.69%。", {True}),
        ("2020年机关运行经费支出23.60万元。", "2021年机关运行经费支出26.00万元，比2020年增加1.40万元，增长5.69%。", {False}),
        ("2020年机关运行经费支出24.6万元。", "2021年机关运行经费支出26.00万元，比上年的24.60万元增加1.40万元。", {True}),
        ("2020年机关运行经费支出21.6万元。", "2021年机关运行经费支出26.00万元，比上年的24.60万元增加1.40万元。", {False}),
        ("全年科普活动受益群众3.2万人次。", "全年科普活动受益群众4.0万人次，比上年增长25%。", {True}),
        ("全年科普活动受益群众2.2万人次。", "全年科普活动受益群众4.0万人次，比上年增长25%。", {False}),
        ("全年科普活动受益群众约3万人次。", "全年科普活动受益群众4.0万人次，比上年增长25%。", {True}),
        ("全年学术讲座受益群众2.2万人次。", "全年科普活动受益群众4.0万人次，比上年增长25%。", set()),
        ("机关运行经费支出21.60万元。", "机关运行经费支出26.00万元，比年初预算增加1.40万元，增长5.69%。", set()),
    ],
)
def test_an_earlier_value_is_that_of_the_earlier_report(earlier: str, later: str, holds: set[bool]) -> None:
    found = across({2020: earlier, 2021: later})
    assert {one.finding.holds for one in found} == holds
    assert all(one.report.year == 2021 and one.earlier is not None and one.earlier.year == 2020 for one in found)


def test_last_years_column_of_a_table_is_that_of_the_earlier_report() -> None:
    table = "单位：万元\n项目\t上年决算数\t本年决算数\n科普专项经费\t{0}\t{1}\n学会补助经费\t{2}\t{3}\n"
    found = across({2020: table.format("30.00", "36.00", "8.00", "9.00"), 2021: table.format("36.00", "40.00", "9.50", "10.00")})
    assert sorted((one.finding.stated, one.finding.computed, one.finding.holds) for one in found) == [
        ("36.00", "36.00", True),
        ("9.50", "9.00", False),
    ]


def test_editions_follow_the_years() -> None:
    contest = "成功举办第{0}届栖岭县青少年科技创新大赛，评出一等奖12项。"
    found = across({2019: contest.format("八"), 2020: contest.format("九"), 2021: contest.format("十"), 2022: contest.format("12")})
    wrong = [one.finding for one in found if not one.finding.holds]
    assert [(finding.stated[:4], finding.computed) for finding in wrong] == [("第12届", "第11届")]


def test_an_edition_that_is_planned_is_left_alone() -> None:
    contest = "成功举办第{0}届栖岭县青少年科技创新大赛，评出一等奖12项。"
    lines = {year: contest.format(year - 2010) for year in (2019, 2020, 2021)}
    lines[2021] += "\n计划承办第12届栖岭县青少年科技创新大赛。"
    assert all(one.finding.holds for one in across(lines))
