"""Columns of means in tables, by day and by judge; near them means that no column of the table makes."""

import pytest

from checks.passages import failing

HEAD = "临坪市科技馆年度统计\n\n各季度开放情况见下表。\n"
DAYS = (
    f"{HEAD}季度\t开放天数（天）\t观众量（人次）\t日均（人次/天）\n"
    "一季度\t71\t68420\t964\n二季度\t76\t82160\t{}\n三季度\t79\t146350\t{}\n四季度\t74\t63070\t852\n"
)
JUDGES = (
    f"{HEAD}单位\t专家甲\t专家乙\t专家丙\t平均分\n"
    "甲协会\t92\t87\t90\t89.7\n乙协会\t88\t91\t85\t88.0\n丙协会\t84\t86\t79\t{}\n丁协会\t76\t82\t77\t78.3\n"
)
FEW = HEAD + "单位\t场次\t人次\t场均\n甲馆\t20\t1040\t52\n乙馆\t30\t1800\t66\n"
OTHERS = HEAD + "单位\t场次\t人次\t人均经费（元）\n甲馆\t20\t1040\t3.6\n乙馆\t30\t1800\t4.1\n丙馆\t40\t2600\t2.9\n丁馆\t25\t1500\t5.2\n"
LINES = (
    f"{HEAD}名次\n项目单位\n专家甲\n专家乙\n专家丙\n平均分\n1\n甲县协会\n92\n87\n90\n89.7\n2\n乙县协会\n88\n91\n85\n88.0\n"
    "3\n丙县协会\n84\n86\n79\n{}\n4\n丁县协会\n76\n82\n77\n78.3\n"
)
CASES = [
    (DAYS.format(1081, 1583), {"1583"}),
    (DAYS.format(1081, 1853), set()),
    (DAYS.format(1018, 1853), {"1018"}),
    (JUDGES.format("80.3"), {"80.3"}),
    (JUDGES.format("83.0"), set()),
    (FEW, set()),
    (OTHERS, set()),
    (LINES.format("80.3"), {"80.3"}),
    (LINES.format("83.0"), set()),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_means_in_columns(text: str, wrong: set[str]) -> None:
    assert {finding.stated for finding in failing(text)} == wrong
