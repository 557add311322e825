"""Rates whose plan stands sentences before, values per thing whose number does, and the columns of both in tables."""

import pytest

from checks.passages import failing

HEAD = "溯水县科学技术协会2021年工作总结\n"


def table(caption: str, *rows: str) -> str:
    """Return a table as converted reports have it, each cell in an indented line of its own."""
    return HEAD + caption + "\n\n" + "\n\n".join("\n".join(f"\t{cell}" for cell in row.split("|")) for row in rows) + "\n\n"


def stated(text: str) -> list[str]:
    """Return the figures that are said to be wrong."""
    return sorted({finding.stated for finding in failing(text)})


SAID = [
    ("流动展览巡展143站，超过原定130站的任务，完成率110.0%。", []),
    ("流动展览巡展143站，超过原定130站的任务，完成率101.0%。", ["101.0%"]),
    ("树苗原计划发放1200株，因春旱推迟，只发放了1080株，完成90.0%。", []),
    ("树苗原计划发放1200株，因春旱推迟，只发放了1080株，完成98.0%。", ["98.0%"]),
    ("树苗原计划发放1200株，另向林场借用了1080株，成活90.5%。", []),
    ("年初列的16件实事办成14件，完成87.5%。", []),
    ("年初列的16件实事办成14件，完成78.5%。", ["78.5%"]),
    ("科普车年初定的任务是出车80次，实际出车92次，完成率115.0%。", []),
    ("科普车年初定的任务是出车80次，实际出车92次，完成率151.0%。", ["151.0%"]),
    ("计划开展展教活动160场，实际184场（馆内100场、馆外84场），完成115%。", []),
    ("计划开展展教活动160场，实际184场（馆内100场、馆外84场），完成151%。", ["151%"]),
    ("计划招收150人，实际报到141人，到训率94.0%。", []),
    ("计划招收150人，实际报到141人，到训率49.0%。", ["49.0%"]),
    ("公务接待经费预算5.20万元，实际用3.84万元，是预算的73.85%。", []),
    ("公务接待经费预算5.20万元，实际用3.84万元，是预算的78.35%。", ["78.35%"]),
    ("车辆经费年初核定6.40万元，实际开支5.76万元，为核定数的90.0%。", []),
    ("车辆经费年初核定6.40万元，实际开支5.76万元，为核定数的60.0%。", ["60.0%"]),
    ("企业科协达到46家，其中当年组建8家，比年初定下的45家目标略有超出。", []),
    ("今年办了21期培训班，完成20期计划的105.0%。", []),
    ("今年办了21期培训班，完成20期计划的150.0%。", ["150.0%"]),
]


@pytest.mark.parametrize(("text", "wrong"), SAID, ids=[text for text, _ in SAID])
def test_plans_are_told_in_many_words(text: str, wrong: list[str]) -> None:
    assert stated(HEAD + text + "\n") == wrong


FUNDS = "当年资金总额75万元，县本级48万元，省级转移支付27万元。省级资金限定用于基层科普设施。"
AIMS = "年度目标：全年巡展80场，受益群众4万人次以上，乡镇全部覆盖。\n群众普遍欢迎，报名踊跃。\n"
PARTS = "调整后，人员支出预算293.80万元，课题支出预算327.40万元。其中人员支出实际使用292.10万元，课题支出实际使用306.00万元。"
RAISED = "年初预算80.00万元，八月追加10.00万元用于加办班次，全年预算数调整为90.00万元。\n全年实际支出84.60万元，"
FAR = [
    (RAISED + "以全年预算数计，预算执行率94.0%；若以年初预算数计则为105.8%。", []),
    (RAISED + "以全年预算数计，预算执行率49.0%；若以年初预算数计则为105.8%。", ["49.0%"]),
    (RAISED + "以全年预算数计，预算执行率94.0%；若以年初预算数计则为108.5%。", ["108.5%"]),
    (RAISED + "预算执行率高于全省平均的91.0%。", []),
    (PARTS + "人员支出执行率99.4%，课题支出执行率93.5%。", []),
    (PARTS + "人员支出执行率99.4%，课题支出执行率95.3%。", ["95.3%"]),
    (PARTS + "人员支出执行率94.9%，课题支出执行率93.5%。", ["94.9%"]),
    (PARTS + "课题支出执行率较上年的88.5%有所提高。", []),
    (FUNDS + "截至12月底，实际支出71.7万元，预算执行率95.6%。", []),
    (FUNDS + "截至12月底，实际支出71.7万元，预算执行率96.5%。", ["96.5%"]),
    (FUNDS + "截至12月底，实际支出77.1万元，预算执行率95.6%。", ["95.6%"]),
    (FUNDS + "年中追加5万元，全年支出76.0万元，预算执行率95.0%。", []),
    (FUNDS + "明年力争支出71.7万元，预算执行率96.5%。", []),
    (FUNDS + "截至12月底，实际支出约71.7万元，预算执行率约九成。", []),
    (AIMS + "全年共出车巡展86场，完成计划的107.5%。", []),
    (AIMS + "全年共出车巡展86场，完成计划的170.5%。", ["170.5%"]),
    (AIMS + "全年共出车巡展68场，完成计划的107.5%。", ["107.5%"]),
    (AIMS + "全年共出车巡展86场，平安完成。培训的计划另行安排，完成计划的61.2%。", []),
    ("全年开放260天，接待观众11.88万人次。\n调整后的年度目标为11万人次，完成108.0%。", []),
    ("全年开放260天，接待观众11.88万人次。\n调整后的年度目标为11万人次，完成180.0%。", ["180.0%"]),
]


@pytest.mark.parametrize(("text", "wrong"), FAR, ids=[text for text, _ in FAR])
def test_plans_and_results_are_told_sentences_before(text: str, wrong: list[str]) -> None:
    assert stated(HEAD + text + "\n") == wrong


AIMED = ("指标|规划目标|2020年底|完成情况", "工作站（家）|40|46|115.0%", "教育基地（个）|50|60|{}", "专业协会（个）|120|108|90.0%")
PLANNED = (
    "项目|2021计划|2021完成|完成率|2022计划",
    "科普讲座（场）|60|72|120.0%|75",
    "技术培训（人次）|4000|3720|{}|4000",
    "新建站（个）|15|12|80.0%|9",
)
SPENT = ("项目|预算|支出", "科普活动|420|399", "人才培训|180|164.4", "合计|600|563.4")


def rows_of(rows: tuple[str, ...], *values: str) -> str:
    """Return a table with values put in."""
    left = list(values)
    return table("完成情况表", *(row.format(*[left.pop(0) for _ in range(row.count("{}"))]) for row in rows))


TABLES = [
    (rows_of(SPENT) + "总执行率93.9%，科普活动最高。\n", []),
    (rows_of(SPENT) + "总执行率99.3%，科普活动最高。\n", ["99.3%"]),
    (rows_of(SPENT) + "目标总完成率99.3%以上，全市总体执行率较高。\n", []),
    (rows_of(AIMED, "120.0%"), []),
    (rows_of(AIMED, "102.0%"), ["102.0%"]),
    (rows_of(PLANNED, "93.0%"), []),
    (rows_of(PLANNED, "39.0%"), ["39.0%"]),
]


@pytest.mark.parametrize(("text", "wrong"), TABLES)
def test_rates_and_averages_of_tables(text: str, wrong: list[str]) -> None:
    assert stated(text) == wrong


OPEN = "全年开放304天，闭馆61天。\n"
TOURS = "全年共出车巡展66场，比上年的50场增加16场。其中进学校41场，进村25场。"
TOTALS = table("各县完成情况", "县区|完成（场）|受众（人次）", "北亭县|48|9840", "南溪县|72|15840", "合计|120|25680").removeprefix(HEAD)
MEANS = [
    (OPEN + "接待观众248976人次，开放日平均每天819人次。", []),
    (OPEN + "接待观众248976人次，开放日平均每天891人次。", ["891人次"]),
    (OPEN + "接待观众248976人次；平均每个开放日891人次。", ["891人次"]),
    (OPEN + "接待观众248976人次，暑期最高每天1891人次。", []),
    (OPEN + "接待观众248976人次，明年力争每天891人次。", []),
    (OPEN + "接待观众248976人次，上年日均891人次。", []),
    (TOURS + "全年行程8580公里，平均每场130公里。", []),
    (TOURS + "全年行程8580公里，平均每场310公里。", ["310公里"]),
    (TOURS + "全年行程8850公里，平均每场130公里。", ["130公里"]),
    (TOURS + "全年行程8580公里，平均每场约二百公里。", []),
    (TOTALS + "平均每场214人次。", []),
    (TOTALS + "北亭县场均205人次。", []),
    (TOTALS + "北亭县场均250人次。", ["250人次"]),
    (TOTALS + "东岭县场均250人次。", []),
]


@pytest.mark.parametrize(("text", "wrong"), MEANS, ids=[text for text, _ in MEANS])
def test_numbers_are_told_sentences_before(text: str, wrong: list[str]) -> None:
    assert stated(HEAD + text + "\n") == wrong


@pytest.mark.parametrize(
    "text", ["送展作品0件，评出一等奖3件、二等奖5件，获奖率40%。", "共有学校37所。有13所学校参加，占全县学校的三分之一。"]
)
def test_nothing_entered_and_fractions_in_words_raise_neither_error_nor_alarm(text: str) -> None:
    assert stated(text) == []
