"""Sums of so much each, stocks told in other orders, who came to what is held, items of classes, and headings above words."""

import pytest

from checks.passages import failing

REVIEW = "青澜县科协2019年工作总结\n"
MEANS = [
    ("水稻研究会推广超早育苗1.2万亩，亩均增收150元，农民合计增收1800万元。", {"sum"}),
    ("水稻研究会推广超早育苗1.2万亩，亩均增收150元，农民合计增收180万元。", set()),
    ("推广水肥一体化技术8600亩，亩均节本95元，共节本8.17万元。", {"sum"}),
    ("推广水肥一体化技术8600亩，亩均节本95元，共节本81.7万元。", set()),
    ("示范种植羊肚菌360亩，平均每亩增收1250元，全县菇农增收4.5万元。", {"sum"}),
    ("示范种植羊肚菌360亩，平均每亩增收1250元，全县菇农增收45万元。", set()),
    ("带动426户养蜂，覆盖7个村，户均增收3200元，全年累计增收13.632万元。", {"sum"}),
    ("带动426户养蜂，覆盖7个村，户均增收3200元，全年累计增收136.32万元。", set()),
    ("带动农民增收1250万元，推广良种5000亩、每亩增收250元。", {"sum"}),
    ("带动农民增收125万元，推广良种5000亩、每亩增收250元。", set()),
    ("小蚕共育示范面积3,000亩，亩节本约180元，节本约540万元。", {"sum"}),
    ("小蚕共育示范面积3,000亩，亩节本约180元，节本约54万元。", set()),
    ("推广新品种3.5万亩，亩均增产60公斤，总增产21万公斤。", {"sum"}),
    ("推广新品种3.5万亩，亩均增产60公斤，总增产210万公斤。", set()),
    ("推广良种5000亩，其中旱地800亩，每亩增收250元，合计增收20万元。", set()),
    ("推广良种5000亩，每亩增收约250元，合计增收110万元。", set()),
    ("推广良种5000亩，亩均增收250元，农民人均增收1250元。", set()),
    ("国家级集体3个，每个20万元，共60万元；省级集体5个，每个10万元，共50万元。", set()),
]
STOCKS = [
    ("④新建企业科协4家（当年无撤并），连同上年末的18家，全县企业科协达21家；园区科协仍为2家。", {"sum"}),
    ("④新建企业科协4家（当年无撤并），连同上年末的18家，全县企业科协达22家；园区科协仍为2家。", set()),
    ("年内新认定科普基地6个，加上原有的27个，全县科普基地总数达到35个。", {"sum"}),
    ("年内新认定科普基地6个，加上原有的27个，全县科普基地总数达到33个。", set()),
    ("年内新认定科普基地6个、摘牌2个，加上年初的27个，全县共有科普基地33个。", {"sum"}),
    ("年内新认定科普基地6个、摘牌2个，加上年初的27个，全县共有科普基地31个。", set()),
    ("新成立学会3个，2018年底为42个，目前学会共有46个。", {"sum"}),
    ("新成立学会3个，2018年底为42个，目前学会共有45个。", set()),
    ("发展会员120人，退会15人，连同年初的860人，年末会员达到956人。", {"sum"}),
    ("发展会员120人，退会15人，连同年初的860人，年末会员达到965人。", set()),
    ("连同原有的18家，加上今年新建的4家，全县企业科协已达21家。", {"sum"}),
    ("全县有企业科协21家，其中今年新建4家，去年底有18家。", {"sum"}),
    ("上年末企业科协18家，本年新建4家、撤销1家，年末22家。", {"sum"}),
    ("上年末企业科协18家，本年新建4家、撤销1家，年末21家。", set()),
    ("全县企业科协21家（年初18家，新建4家、撤并0家）。", {"sum"}),
    ("学会总数达到46个（2018年底为42个，2019年新成立3个）。", {"sum"}),
    ("科普大篷车年初有6辆，报废1辆，新购2辆，现有8辆。", {"sum"}),
    ("科普大篷车年初有6辆，报废1辆，新购2辆，现有7辆。", set()),
    ("今年新发展会员36人，会员总数为458人，上年为412人。", {"sum"}),
    ("共有个人会员3260人，其中本年度新发展280人；上年末个人会员3020人。", {"sum"}),
    ("全年新建企业科协4家，上年18家，现有企业科协60家。", set()),
    ("年末市级学会46个，当年新成立省级学会3个、注销1个，上年末为45个。", set()),
    ("现有会员458人，其中新发展36人、高级职称120人，上年末412人。", set()),
    ("志愿者队伍达到520人，较上年末的480人增加40人，其中新招募60人。", set()),
    ("现有专职科协干部18人，其中女干部7人，上年末为16人。", set()),
    ("新成立省级学会3个，连同上年末的42个，目前各级学会共有46个。", set()),
]
FIRST = [
    ("净增农技协8个，由53个发展到58个。", {"change"}),
    ("农技协净增5个，由53个发展到58个。", set()),
    ("与上年相比，举办讲座多6场，由22场增加到30场。", {"change"}),
    ("科普经费增加16万元，由上年的84万元提高到98万元。", {"change"}),
    ("具备科学素质比例提高1.8个百分点，从8.1%提高到9.3%。", {"change"}),
    ("具备科学素质比例提高1.2个百分点，从8.1%提高到9.3%。", set()),
    ("论文减少22篇，由198篇减少到186篇。", {"change"}),
    ("进校园讲座增加6场，讲座总数由22场增加到30场。", set()),
    ("会期2天，11月8日至10日召开。", {"date"}),
    ("会期3天，11月8日至10日召开。", set()),
]
TWICE = "一、概况\n{first}\n二、成效\n{second}\n"
ATTENDED = [
    ("全年举办农村实用技术培训46期，参训3,210人次。", "主要产出：农村实用技术培训46期、3,120人次，平均每期约68人次。", {"repeat"}),
    ("全年举办农村实用技术培训46期，参训3,210人次。", "主要产出：农村实用技术培训46期、3,210人次。", set()),
    ("开展科普讲座35场，受众4200人次。", "“科普讲座进校园”有声有色，全年举办科普讲座35场，2400人次参加。", {"repeat"}),
    ("举办学术沙龙18期，吸引科技工作者640人次。", "学术沙龙18期，参加人员460人次。", {"repeat"}),
    ("举办学术沙龙18期，吸引科技工作者640人次。", "学术沙龙18期，其中青年沙龙参加人员460人次。", set()),
    ("举办学术沙龙18期，参加620人次。", "学术沙龙办得活，共举办学术沙龙18期，参加640人次。", {"repeat"}),
    ("举办科普讲座35场，惠及群众4200人次。", "举办科普讲座35场，骨干培训1800人次。", set()),
    ("举办科普讲座35场，惠及群众4200人次。", "举办科普讲座35场，线上听众1800人次。", set()),
    ("举办科普讲座35场，4200人次参加。", "上半年举办科普讲座35场，4300人次参加。", set()),
    ("全县登记科技志愿服务队28支、志愿者1264人。", "年底科技志愿服务队达26支，比上年末的19支增加7支。", {"repeat"}),
    ("全县登记科技志愿服务队26支、志愿者1264人。", "年底科技志愿服务队达26支，比上年末的19支增加7支。", set()),
    ("全县在册科普讲师团成员136人。", "年末科普讲师团成员达163人，比上年末增加7人。", {"repeat"}),
    ("全县登记科技志愿服务队28支。", "2018年底科技志愿服务队达26支。", set()),
]
CLASSES = (
    "社会保障和就业（类）支出52.18万元；卫生健康（类）支出19.87万元。\n"
    "5.社会保障和就业（类）：行政单位离退休（项）18.64万元，养老保险缴费支出（项）{pension}万元，职业年金缴费支出（项）11.18万元。\n"
    "6.卫生健康（类）：行政单位医疗（项）12.61万元，公务员医疗补助（项）7.26万元。\n"
)
TARGETS = (
    "指标完成情况\n\n三级指标\t年度目标值\t实际完成值\t完成率\t分值\n目标设定\t合理\t合理\t—\t8\n预算配置\t合理\t较合理\t—\t7\n"
    "巡展（场）\t24\t27\t112.50%\t5\n实用技术培训（期）\t40\t46\t{rate}\t5\n培训人次\t2,000\t1,870\t93.50%\t5\n"
)
STOCK_ROWS = (
    "组织建设情况\n\n名称\t年初数\t本年增加\t本年减少\t年末数\n企业科协（家）\t18\t4\t0\t{first}\n农技协（个）\t53\t7\t2\t{second}\n"
)


def _wrong(text: str) -> set[str]:
    """Return the kinds of what does not hold in a text."""
    return {finding.kind for finding in failing(REVIEW + text)}


@pytest.mark.parametrize(("text", "wrong"), [*MEANS, *STOCKS, *FIRST])
def test_sums_of_so_much_each_and_stocks(text: str, wrong: set[str]) -> None:
    """A mean, a number and a total fit but for the point; what came, a difference or a duration may be told first."""
    assert _wrong(text) == wrong


@pytest.mark.parametrize(("first", "second", "wrong"), ATTENDED)
def test_attendance_and_stocks_told_twice(first: str, second: str, wrong: set[str]) -> None:
    """As many came to what is held as often; what is registered is what there is."""
    assert _wrong(TWICE.format(first=first, second=second)) == wrong


@pytest.mark.parametrize(("pension", "wrong"), [("22.36", set()), ("23.26", {"sum"})])
def test_items_of_a_class_told_in_one_sentence(pension: str, wrong: set[str]) -> None:
    """Every item of a sentence counts, not only the first."""
    assert _wrong(CLASSES.format(pension=pension)) == wrong


@pytest.mark.parametrize(("rate", "wrong"), [("115.00%", set()), ("86.96%", {"completion"})])
def test_words_among_the_values_of_a_column_are_no_heading(rate: str, wrong: set[str]) -> None:
    """Columns keep their headings where 合理 and 较合理 stand between them and the first number."""
    assert _wrong(TARGETS.format(rate=rate)) == wrong


@pytest.mark.parametrize(("first", "second", "wrong"), [("22", "58", set()), ("21", "58", {"sum"}), ("30", "70", set())])
def test_stocks_in_tables(first: str, second: str, wrong: set[str]) -> None:
    """A row is wrong where another one shows how the columns add up."""
    assert _wrong(STOCK_ROWS.format(first=first, second=second)) == wrong
