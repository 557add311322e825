"""Targets passed or missed, marks in proportion to rates, rows of bare numbers, rates of tables by any name, plans on plain counts."""

import pytest

from checks.passages import failing, findings_of

EVALUATION = "青澜县科协2022年度科普专项经费项目支出绩效自评报告\n"
PLAN = "青澜县科学技术协会2022年工作总结\n一、2022年工作\n{}\n二、2023年工作计划\n{}\n"
BARS = [
    ("群众满意率93.4%，高于90%的目标值。", set()),
    ("群众满意率83.4%，高于90%的目标值。", {"completion"}),
    ("群众满意率83.4%，低于90%的目标值。", set()),
    ("群众满意率93.4%，比上年的88.2%提高5.2个百分点，但仍低于95%的年度目标。", set()),
    ("群众满意率93.4%，比上年的88.2%提高5.2个百分点，但仍低于92%的年度目标。", {"completion"}),
    ("大篷车出动46站，超过40站的年度计划。", set()),
    ("大篷车出动36站，超过40站的年度计划。", {"completion"}),
    ("大篷车出动36站，完成年度计划40站的90%。", set()),
    ("大篷车出动36站，其中进校12站，超过15站的上限。", set()),  # of what it speaks is open
    ("本年新建5个（累计12个），超过8个的目标。", set()),
    ("力争群众满意率由83.4%达到90%的目标。", set()),
    ("大篷车出动约36站，超过40站的年度计划。", set()),
    ("接待人均45元，没有超过每餐50元的标准。", set()),
    ("接待人均54元，没有超过每餐50元的标准。", {"completion"}),
    ("大篷车出动36站，参加12万人次，超过40场的计划。", set()),
]
MARKS = [
    ("全年预算60万元，支出57.36万元，预算执行率95.6%。\n自评结果：预算执行（10分）得9.56分，按执行率折算。", set()),
    ("全年预算60万元，支出57.36万元，预算执行率95.6%。\n自评结果：预算执行（10分）得9.65分，按执行率折算。", {"completion"}),
    ("全年预算60万元，支出57.36万元，预算执行率95.6%。\n自评结果：预算执行（10分）得9.0分。", set()),  # by steps
    ("全年预算60万元，支出57.36万元，预算执行率95.6%。\n自评结果：预算执行（10分）得8分。", set()),
    ("项目执行率95.6%，全会执行率97.2%。\n自评结果：预算执行（10分）得9.27分，按执行率折算。", set()),  # of which of the two
]
TABLE = "指标\t分值\t目标值\t完成值\t得分\n{}\n讲座场次\t20\t40场\t36场\t18.0\n培训期数\t15\t30期\t28期\t14.0\n"
TABLE_MARKS = [
    ("预算执行率\t10\t100%\t94.3%\t9.43", set()),
    ("预算执行率\t10\t100%\t94.3%\t9.34", {"completion"}),
    ("预算执行率\t10\t100%\t94.3%\t9.00", set()),
    ("群众满意率\t10\t≥95%\t93.1%\t9.0", set()),  # by another rule
    ("群众满意率\t10\t≥90%\t93.1%\t10", set()),
]
BARE_ROWS = [
    ("获奖115项，一、二、三等奖分别为18、36、61项。", set()),
    ("获奖115项，一、二、三等奖分别为18、36、71项。", {"sum"}),
    ("巡展三站，分别接待1.2万、1.4万和1.5万人次，三站共4.1万人次。", set()),
    ("巡展三站，分别接待1.2万、1.4万和1.5万人次，三站共4.7万人次。", {"sum"}),
    ("第1、2、3名获奖者共115人。", set()),
    ("分别于5、6、7月举办115场。", set()),
    ("分别培训9800、1.2万人次，两期共2.18万人次。", set()),
]
RATES = "承办单位\t转办件\t按期办结\t按期办结率\n东河镇\t420\t399\t95.0%\n西坪镇\t360\t333\t92.5%\n南滩镇\t{}\n合计\t1020\t957\t93.8%\n"
TABLE_RATES = [
    ("240\t225\t93.8%", set()),
    ("240\t225\t98.3%", {"completion"}),
]
OTHER_RATES = "品种\t面积\t产量\t出芽率\n甲\t420\t399\t81.0%\n乙\t360\t333\t92.0%\n丙\t240\t225\t78.3%\n"
ON_COUNTS = [
    ("全县有企业科协46家。", "企业科协再建8家，总数达到54家。", set()),
    ("全县有企业科协46家。", "企业科协再建8家，总数达到45家。", {"sum"}),
    ("全县有46家企业科协。", "企业科协再建8家，总数达到54家。", set()),
    ("全县有企业科协46家。", "农技协再建8家，总数达到45家。", set()),  # of something else
    ("全县有企业科协46家。", "企业科协再建8家，总数达到45家左右。", set()),
    ("全县有企业科协46家，机关科协21家。", "企业科协再建8家，总数达到54家。", set()),
    ("青山村有科普教育基地136个。", "新增科普教育基地8个，总数达到144个。", set()),
    ("青山村有科普教育基地136个。", "新增科普教育基地8个，总数达到114个。", {"sum"}),
]
FAR = "一、综合评价\n自评总分{}分，等次为优。\n二、资金情况\n全年预算60万元，支出56.76万元。\n三、得分情况\n"
GOTTEN = "预算执行得9.46分，资金管理规范；产出得47.5分，其中一项未达标；效益得28.3分；满意度得10分。"
GOT = [
    (FAR.format("95.26") + GOTTEN, set()),
    (FAR.format("95.62") + GOTTEN, {"sum"}),
    (FAR.format("90.50") + GOTTEN, set()),
    ("自评总分95.26分。\n预算执行得9.46分；产出得47.5分；效益得28.3分；满意度得10分。", set()),
    ("自评总分90.50分。\n预算执行得9.46分；产出得47.5分；效益得28.3分；满意度得10分。", set()),
    ("自评总分95.62分。\n预算执行得9.46分；产出得47.5分；效益得28.3分；满意度得10分。", {"sum"}),
    ("自评总分95.26分。\n预算执行得9.46分；产出得47.5分；效益得28.3分。", set()),
    ("自评总分95.26分。\n投入（15分）：得14.46分；产出（45分），扣2分，得43分；效益（30分）按抽样得27.8分；满意度（10分）得10分。", set()),
    (
        "自评总分95.62分。\n投入（15分）：得14.46分；产出（45分），扣2分，得43分；效益（30分）按抽样得27.8分；满意度（10分）得10分。",
        {"sum"},
    ),
]
THREE = "青澜县科协2022年度部门决算说明\n一、收支情况\n全年支出342.60万元。\n二、“三公”经费\n{}\n"
OPENED = [
    ("2022年决算4.37万元。公务用车运行维护费3.75万元，公务接待费0.62万元，没有因公出国。", set()),
    ("2022年决算4.73万元。公务用车运行维护费3.75万元，公务接待费0.62万元，没有因公出国。", {"sum"}),
    ("当年预算5.60万元，实际支出4.73万元。公务用车运行维护费3.75万元，公务接待费0.62万元，没有因公出国。", {"sum"}),
    ("2022年预算5.60万元，支出有所下降。公务用车运行维护费3.75万元，实际支出公务接待费0.62万元。", set()),
]
STRUCTURES = [
    ("三次产业结构为8.4:41.2:50.4。", set()),
    ("三次产业结构为8.4:41.2:54.0。", {"share"}),
    ("三次产业结构由9.1:40.5:50.4调整为8.4：41.2：50.4。", set()),
    ("投入产出比为1.5:2.5。", set()),
]
TWO = [
    ("春季办班216期，秋季又办84期，两季相加300期。", set()),
    ("春季办班216期，秋季又办84期，两季相加330期。", {"sum"}),
    ("县里安排54万元，另向省市争取38万元，两本账合计92万元。", set()),
    ("县里安排54万元，另向省市争取38万元，两本账合计98万元。", {"sum"}),
    ("县里安排54万元，另向省市争取38万元，两年合计98万元。", set()),
]
PER_HEAD = "按全县42.6万人、人均0.5元安排科普经费21.3万元。"


@pytest.mark.parametrize(("text", "kinds"), [*BARS, *BARE_ROWS, *STRUCTURES, *TWO])
def test_bars_bare_rows_structures_and_two_of_a_kind(text: str, kinds: set[str]) -> None:
    """A value lies where its words put it, a row shares its unit, a structure is a whole, two of a kind make their total."""
    assert {one.kind for one in failing(text)} == kinds


@pytest.mark.parametrize(("text", "kinds"), [*MARKS, *[(TABLE.format(row), kinds) for row, kinds in TABLE_MARKS], *GOT])
def test_marks_of_a_self_evaluation(text: str, kinds: set[str]) -> None:
    """Marks are the rate told with them of the most there are, and make up their total."""
    assert {one.kind for one in failing(EVALUATION + text)} == kinds


@pytest.mark.parametrize(("row", "kinds"), TABLE_RATES)
def test_rates_of_a_table_by_any_name(row: str, kinds: set[str]) -> None:
    """Rates are those of two columns that make most of them, whatever their headings."""
    assert {one.kind for one in failing(RATES.format(row))} == kinds


def test_rates_that_no_two_columns_make() -> None:
    """Rates of other things are none of the columns beside them."""
    assert not failing(OTHER_RATES)


@pytest.mark.parametrize(("review", "plan", "kinds"), ON_COUNTS)
def test_plans_on_plain_counts(review: str, plan: str, kinds: set[str]) -> None:
    """What is to come, and the count that the review tells in passing, make what there will be."""
    assert {one.kind for one in failing(PLAN.format(review, plan))} == kinds


@pytest.mark.parametrize(("text", "kinds"), OPENED)
def test_totals_that_open_a_line_on_the_three_lines(text: str, kinds: set[str]) -> None:
    """The first amount under the title of the three lines is their total."""
    assert {one.kind for one in failing(THREE.format(text))} == kinds


def test_all_figures_of_what_is_given_per_head_are_shown() -> None:
    """Funds at so much a head stand with both figures that they were computed from."""
    assert [len(one.spans) for one in findings_of(PER_HEAD) if one.kind == "sum"] == [3]
