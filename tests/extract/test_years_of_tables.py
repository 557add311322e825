"""The year of a figure in a table is that of its headings, else that of the report; so is whether it tells a change."""

from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

TABLES = """青禾市科协2023年工作总结

项目	2023年（万元）	2022年决算数（万元）	上年数（万元）	比上年增减（万元）	上年结转（万元）	2022年比2021年增减（万元）
科普活动	17.86	13.74	13.75	4.12	1.00	5.00

年度	会员数（人）	上年数（人）
2020年	300	280
"""
TOLD = [
    ("科普活动2023年", "2023"),
    ("科普活动2022年决算数", "2022"),
    ("科普活动上年数", "2022"),
    ("科普活动比上年增减", "2023"),  # a change is of the year that it led to
    ("科普活动上年结转", "2023"),  # what was left then is told of this year
    ("科普活动2022年比2021年增减", "2022"),
    ("2020年会员数", "2020"),
    ("2020年上年数", "2019"),
]


def test_years_of_tables() -> None:
    told = analyze(report_of(Extracted(TABLES), "总结.txt")).metrics
    assert [(metric.indicator, metric.period) for metric in told] == TOLD


def test_columns_of_differences_tell_changes() -> None:
    told = analyze(report_of(Extracted(TABLES), "总结.txt")).metrics
    assert [metric.indicator for metric in told if metric.change == "by"] == ["科普活动比上年增减", "科普活动2022年比2021年增减"]
    marked = "项目\t同比增长\t增长人数（人）\t新增会员（人）\n科普活动\t3.2%\t5\t7\n"
    assert [metric.change for metric in analyze(report_of(Extracted(marked), "表.txt")).metrics] == ["by", "of", "of"]


def test_no_year_is_made_up_where_the_report_tells_none() -> None:
    told = analyze(report_of(Extracted("项目	上年数（万元）	数额（万元）\n科普活动	17.86	13.74\n"), "表.txt")).metrics
    assert [metric.period for metric in told] == [None, None]
