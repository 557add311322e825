"""Sums of kinds told before, marks, and tables whose columns or rows follow from others: errors and near misses."""

import pytest

from checks.passages import failing

_HEAD = "某市科协2021年工作总结\n"
_SUMMED_BEFORE = "奖补分三级发放：省级基地得18万元；市级基地4个，计12万元；县级基地6个，计6万元。"
_FEES = "团体会员每年3000元，计5.10万元；个人会员每年80元，有452人缴纳，计3.62万元。"
_SPENT = f"{_HEAD}2021年本年支出246.85万元。\n一、收入情况。\n收入都来自财政。\n有关情况。\n说明如下。\n再说明一点。\n"
_CLASSES = "科学技术支出198.62万元，社会保障和就业支出31.88万元，住房保障支出"
_PLANNED_BIRTHS = "科学技术支出198.62万元，社会保障和就业支出24.86万元，医疗卫生与计划生育支出7.02万元，住房保障支出"


def _table(*rows: str) -> str:
    """Return rows of cells, each set off by a bar, as lines of cells set off by tabs, below a line of text."""
    return "".join(f"{row}\n" for row in (f"{_HEAD}情况如下：", *(row.replace("|", "\t") for row in rows), "说明完毕。"))


def _account(*rows: str) -> str:
    """Return an account whose first total heads its parts, and whose second one heads some rows."""
    first = ("项目|金额（元）", "上年结余|52100.00", "本年收入合计|198300.50", "  会费|62300.50", "  服务收入|136000.00")
    return _table(*first, "本年支出合计|171640.20", *rows, "本年结余|26660.30", "年末结余|78760.30")


def _marks(total: str, told: str) -> str:
    """Return a table of marks and a conclusion."""
    return _table("一级指标|得分", "预算|9.52", "管理|17.60", "产出|37.40", "效益|27.16", f"合计|{total}") + f"六、结论\n{told}"


KINDS = [
    (f"{_SUMMED_BEFORE}三级奖补资金合计32万元。", {"sum"}),
    (f"{_SUMMED_BEFORE}三级奖补资金合计36万元。", set()),
    (f"{_SUMMED_BEFORE}两级奖补资金合计18万元。", set()),
    (f"{_SUMMED_BEFORE}三级奖补资金合计52万元。", set()),  # far from it: others, too
    (f"{_SUMMED_BEFORE}另发证书28本，三级奖补资金合计32万元。", {"sum"}),
    (f"“科普惠民计划”{_SUMMED_BEFORE.replace('发放', '兑现')}三级奖补资金合计32万元。", {"sum"}),
    (f"{_FEES}两类会费加起来，全年收取8.27万元。", {"sum"}),
    (f"{_FEES}两类会费合在一起共8.27万元。", {"sum"}),
    (f"{_FEES}两类会费加起来，全年收取8.72万元。", set()),
    (f"{_FEES}两类会费加起来，比上年增加0.65万元。", set()),
]
NAMED = [
    (f"{_SPENT}全年支出按功能科目分三类，此外没有别的：{_CLASSES}13.65万元。", {"sum"}),
    (f"{_SPENT}全年支出按功能科目分三类，此外没有别的：{_CLASSES}16.35万元。", set()),
    (f"{_SPENT}支出分为三块：{_CLASSES}13.65万元。", {"sum"}),
    (f"{_SPENT}支出分四块：{_CLASSES}13.65万元。", set()),
    (f"{_SPENT}项目支出分三类：{_CLASSES}13.65万元。", set()),
    (f"{_SPENT}全年支出分四类：{_PLANNED_BIRTHS}13.65万元。", {"sum"}),
    (f"{_SPENT}全年支出分四类：{_PLANNED_BIRTHS}16.35万元。", set()),
]
LEFT = [
    (f"{_HEAD}收支相抵，本年结余3.57万元，加上上年结转的24.18万元，年末滚存结余27.57万元。", {"sum"}),
    (f"{_HEAD}收支相抵，本年结余3.57万元，加上上年结转的24.18万元，年末滚存结余27.75万元。", set()),
]
MARKS = [
    (_table("投入指标|17.5", "过程指标|18", "产出指标|28.5", "效益指标|26", "自评总分|89"), {"sum"}),
    (_table("投入指标|17.5", "过程指标|18", "产出指标|28.5", "效益指标|26", "自评总分|90"), set()),
    (_marks("91.68", "综上，整体支出绩效自评得分92.68分，等次为优。"), {"repeat"}),
    (_marks("91.68", "综上，整体支出绩效自评得分91.68分，等次为优。"), set()),
    (_marks("91.68", "综上，另一单位自评得分88.3分。"), set()),
]
ACCOUNTS = [
    (_account("  学术交流|68450.00", "  科普活动|54370.00", "  人员经费|38000.00", "  办公|11720.20"), {"sum"}),
    (_account("  学术交流|68450.00", "  科普活动|53470.00", "  人员经费|38000.00", "  办公|11720.20"), set()),
    (_account("学术交流|68450.00", "科普活动|53470.00", "人员经费|38000.00"), set()),  # and lesser ones
    (_account("其中：人员经费|38000.00", "办公|11720.20"), set()),
    (_table("项目|金额（元）", "支出合计|171640.20", "学术交流|68450.00", "科普活动|103190.20", "年末结余|78760.30"), set()),
]
COLUMNS = [
    (_table("指标|1—8月|9月|1—9月累计|全年任务", "科普讲座（场）|126|18|144|180", "展览（场）|42|9|50|60"), {"sum"}),
    (_table("指标|1—8月|9月|1—9月累计|全年任务", "科普讲座（场）|126|18|144|180", "展览（场）|42|9|51|60"), set()),
    (_table("指标|上半年|下半年|全年", "科普讲座（场）|126|118|244", "展览（场）|42|39|87", "会员（人）|500|535|535"), {"sum"}),
    (_table("指标|上半年|下半年|全年", "科普讲座（场）|126|118|244", "服务企业（家）|45|32|61", "会员（人）|500|535|535"), set()),
    (_table("指标|上半年|下半年|全年计划", "科普讲座（场）|126|118|244", "展览（场）|42|39|80"), set()),
    (_table("指标|一季度|二季度|上半年", "科普讲座（场）|62|64|126", "满意率|42|39|80"), set()),
]
UNITS = [
    ("全年经费24.6万元，来源有三：县财政拨款16万元，省科协项目款6万元，企业赞助2.6万元，人均1.25元，还差0.25元。", set()),
    ("全年经费24.6万元，来源有三：县财政拨款16万元，省科协项目款6万元，企业赞助2.6元。", {"unit"}),
    ("培训讲师456人。全县按42.6万人口算，38.4万元科普经费合人均0.90元，离省定的人均1元还差一截。", set()),
    ("培训讲师384人。全县38.4万元科普经费合人均0.90元，离要求的人均1元还差一截。", set()),
    ("培训讲师428人。38.4万元科普经费落到人头，人均1元。", set()),
    ("带动412户，户均增收2300万元，合计增收94.76万元。", {"unit"}),
]
CASES = [*KINDS, *NAMED, *LEFT, *MARKS, *ACCOUNTS, *COLUMNS, *UNITS]


@pytest.mark.parametrize(("text", "kinds"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_what_is_wrong_is_reported_and_near_misses_are_not(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(text)} == kinds
