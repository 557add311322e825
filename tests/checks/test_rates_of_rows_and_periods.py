"""Rates of completion told of rows of a table, of its total and by short names; means of months, quarters and years."""

import pytest

from checks.passages import failing

HEAD = "溯水县科学技术协会2021年工作总结\n"


def table(caption: str, *rows: str) -> str:
    """Return a table as converted reports have it, each cell in an indented line of its own."""
    return HEAD + caption + "\n\n" + "\n\n".join("\n".join(f"\t{cell}" for cell in row.split("|")) for row in rows) + "\n\n"


def stated(text: str) -> list[str]:
    """Return the figures that are said to be wrong."""
    return sorted({finding.stated for finding in failing(text)})


WORK = table(
    "主要任务表（2021年）",
    "任务|2021年计划|2021年完成|2022年计划",
    "举办农技课堂（期）|80|92|95",
    "新建乡村流动站（家）|40|38|35",
    "培训信息员（人次）|1200|1134|1300",
)
FUNDS = table(
    "项目支出表（单位：万元）",
    "项目|年初预算|决算",
    "科普画廊|75.00|68.25",
    "学会资助|120.00|111.60",
    "少年科学营|85.00|83.30",
    "合计|280.00|263.15",
)
ROWS = [
    (WORK + "农技课堂期数完成率115.0%，多在冬闲。\n", []),
    (WORK + "农技课堂期数完成率151.0%，多在冬闲。\n", ["151.0%"]),
    (WORK + "其中农技课堂上年完成率151.0%。\n", []),
    (WORK + "外出课堂完成率151.0%，多在冬闲。\n", []),
    (WORK + "信息员培训1134人次，完成94.5%。\n", []),
    (WORK + "全年乡村流动站建了38家，完成率95.0%。\n", []),
    (WORK + "全年乡村流动站建了38家，完成率59.0%。\n", ["59.0%"]),
    (FUNDS + "全年支出263.15万元，完成年初预算的94.0%。\n", []),
    (FUNDS + "全年支出263.15万元，完成年初预算的49.0%。\n", ["49.0%"]),
    (FUNDS + "全年支出263.15万元，比上年多支8.10万元，完成年初预算的97.0%。\n", ["97.0%"]),
    (FUNDS + "全年支出263.15万元，为调整预算的97.0%。\n", []),
    (FUNDS + "全年支出271.40万元，为全部预算的97.0%。\n", []),
    (FUNDS + "从执行情况看，最好的是少年科学营，达到98.0%；最低的是科普画廊，只有91.0%。\n", []),
    (FUNDS + "从执行情况看，最好的是少年科学营，达到89.0%；最低的是科普画廊，只有91.0%。\n", ["89.0%"]),
    (FUNDS + "从执行情况看，学会资助项目居中，为39.0%。\n", ["39.0%"]),
    (FUNDS + "从观众构成看，最高的是少年科学营，达到89.0%。\n", []),
]


@pytest.mark.parametrize(("text", "wrong"), ROWS, ids=[text.rpartition("\n\n")[2] for text, _ in ROWS])
def test_rates_are_those_of_rows_and_totals(text: str, wrong: list[str]) -> None:
    assert stated(text) == wrong


GRADES: list[tuple[str, list[str]]] = [
    ("考核结束后，及格142人，及格率88.8%，优秀48人，优秀率30%。", []),
    ("结业考试合格131人，合格率93.6%；其中良好63人，良好率45%。", []),
]


@pytest.mark.parametrize(("text", "wrong"), GRADES, ids=[text for text, _ in GRADES])
def test_grades_are_of_all_and_not_of_one_another(text: str, wrong: list[str]) -> None:
    assert stated(HEAD + text + "\n") == wrong


PERIODS = [
    ("前8个月编发短信312条，月均39条。", []),
    ("1—9月编发短信315条，月均35条。", []),
    ("自7月起编发短信312条，月均53条。", []),
    ("前8个月编发短信312条，约占全年一半，月均93条的说法系误传。", []),
    ("前三季度巡诊54次，平均每季18次。", []),
    ("全年巡诊56次，平均每季14次。", []),
    ("全年巡诊56次，平均每季约20次。", []),
    ("流动车出动46次，行程1.38万公里，平均每趟300公里。", []),
    ("流动车出动46次，行程1.38万公里，平均每趟200公里。", ["200公里"]),
    ("流动车出动38次，行程6840公里，平均一趟180公里。", []),
    ("流动车出动38次，行程6840公里，平均一趟210公里。", ["210公里"]),
    ("流动车出动38次，行程6840公里，最远一趟210公里。", []),
    ("流动车出动38次，行程6840公里，上年平均一趟210公里。", []),
    ("三季度巡诊56次，平均每季41次。", []),
    ("基地与站点三年增加27家，年均增加9家。", []),
    ("达标比例2020年为8.35%，比2015年提高3.25个百分点，五年间年均提高0.65个百分点。", []),
    ("达标比例五年提高3.25个百分点，后两年年均提高1.1个百分点。", []),
    ("达标比例五年提高3.25个百分点，今后要年均提高1.1个百分点。", []),
    ("达标比例三年提高3.25个百分点，全国年均提高0.75个百分点。", []),
    ("达标比例两年下降3.2个百分点，而此前年均提高0.75个百分点。", []),
]


@pytest.mark.parametrize(("text", "wrong"), PERIODS, ids=[text for text, _ in PERIODS])
def test_means_are_those_of_the_months_quarters_or_years_told(text: str, wrong: list[str]) -> None:
    assert stated(HEAD + text + "\n") == wrong


WAYS = [
    ("全年办展57场，高于上年的52场。", []),
    ("全年办展57场，高于上年的60场。", ["高于上年的"]),
    ("全年办展57场，仍低于2019年的60场。", []),
    ("全年办展64场，不及上年的60场。", ["不及上年的"]),
    ("全年办展57场，比上年的60场还多。", ["还多"]),
    ("全年办展64场，比上年的60场略少，观众却添了。", ["略少"]),
    ("全年办展64场，比上年的60场多4场。", []),
    ("全年办展57场，场均80人，高于上年的74人。", []),
    ("计划办展70场，高于上年的60场；实际办展57场。", []),
    ("人均0.5元，比上年的人均0.8元有所提高。", ["有所提高"]),
    ("人均0.5元，比上年的人均0.4元有所提高。", []),
    ("全年办展71场。上年为64场。办展场次比上年增加7场，增长10.9%。", []),
    ("全年办展57场。上年为64场。办展场次比上年增加7场，增长10.9%。", ["7场"]),
    ("全年办展57场。上年为64场。进校园的场次比上年增加7场，增长19.4%。", []),
    ("志愿者由2019年底的702人增加到表中的规模，净增351人，增幅50.0%。", []),
    ("志愿者由2019年底的702人增加到表中的规模，净增351人，增幅33.3%。", ["33.3%"]),
    ("志愿者由2019年底的702人增加到表中的规模；女性净增351人，增幅33.3%。", []),
]


@pytest.mark.parametrize(("text", "wrong"), WAYS, ids=[text for text, _ in WAYS])
def test_ways_are_those_of_the_values_told(text: str, wrong: list[str]) -> None:
    assert stated(HEAD + text + "\n") == wrong
