"""The year and the unit of a figure in a table are those of its headings; so is whether it tells a change."""

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


def test_unit_of_the_first_label_of_a_heading_row() -> None:
    """The form of a project's review tells its unit once, beside the headings of its columns."""
    form = (
        "项目名称\t科学素质提升专项\n主管部门\t青禾市科协\n"
        "项目资金（万元）\t年初预算数\t全年执行数\t分值\t执行率\n年度资金总额\t240.00\t251.75\t10\t95%\n其他资金\t0\t23.75\t—\t95%\n"
        "年度总体目标\t预期目标\t实际完成情况\t备注\t说明\n讲座场次\t30\t34\t无\t无\n"
    )
    told = {metric.indicator: (str(metric.value), metric.unit) for metric in analyze(report_of(Extracted(form), "自评表.txt")).metrics}
    assert told["年度资金总额全年执行数"] == ("2517500.00", "元")
    assert told["其他资金全年执行数"] == ("237500.00", "元")
    assert told["年度资金总额分值"] == ("10", "")
    assert told["年度资金总额执行率"] == ("95", "%")
    assert [unit for name, (_, unit) in told.items() if "讲座" in name] == ["", ""]
