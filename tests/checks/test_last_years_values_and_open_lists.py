"""Last year's values left standing, expenses out of all scale, and lists that leave some of their total to words."""

import pytest

from checks.passages import failing

BRIEF = "青禾区科协简报\n本期要目：首个科普月收官，{}\n一、科普月\n{}\n二、其他\n健全制度，改进作风。\n"
HELD = "全区举办科普月活动268项，比去年的231项增加37项，增长16.0%。"
LAST_YEAR = [
    (BRIEF.format("全区办了231项活动", HELD), {"231项"}),
    (BRIEF.format("全区办了268项活动", HELD), set()),
    (BRIEF.format("去年办了231项活动", HELD), set()),
    (BRIEF.format("全区培训231项课题", HELD), set()),
    (BRIEF.format("全区办了231场活动", HELD), set()),
    (BRIEF.format("全区办了231项活动，其中线上180项、线下51项", HELD), set()),
    (BRIEF.format("全区办了231项活动", HELD.replace("37项，增长16.0%", "若干项")), set()),
    ("本期要目：全区办了31项活动。\n全区举办科普月活动68项，比去年的31项增加37项，增长119.4%。", set()),
]
MONEY = "基本支出120.50万元，项目支出80.20万元。培训费12.40万元，会议费3.10万元。"
SCALE = [
    (MONEY + "授予中小企业合同金额298600万元。", {"298600万元"}),
    (MONEY + "授予中小企业合同金额298600元。", set()),
    (MONEY + "企业新增产值298600万元。", set()),
    (MONEY + "授予中小企业合同金额1298万元。", set()),
    (MONEY + "授予中小企业合同金额4986.25万元。", set()),
    ("授予中小企业合同金额298600万元。", set()),
    ("示范基地奖补3.00万元，每个基地10000万元，直接到户。", {"10000万元"}),
    ("示范基地奖补3.00万元，每个基地1.00万元，直接到户。", set()),
]
LISTS = [
    ("拨款支出267.32万元，其中科学技术220.46万元，社会保障26.34万元，余为卫生健康和住房保障两类。", set()),
    ("拨款支出267.32万元，其中科学技术220.46万元，社会保障26.34万元，住房保障18.20万元。", {"267.32万元"}),
    ("全年收入104.66万元：承接课题38.50万元，会费收入占30.2%，会议注册费24.80万元，会刊发行9.30万元，利息0.46万元。", set()),
    ("全年收入104.66万元：承接课题38.50万元，会议注册费24.80万元，会刊发行39.30万元，利息0.46万元。", {"104.66万元"}),
    ("共有农技协63个：青湖镇最多，11个；其次罗坪镇，9个；再次石塘乡，8个；最少的城南街道1个；其余10个乡镇合起来34个。", set()),
    ("累计设站11站，接待观众14.3万人次，站均1.3万人次，其中今年1.9万人次。", set()),
    ("接待观众1.3万人次，其中今年1.9万人次。", {"1.3万人次"}),
    ("甲区以46项居首；乙区38项；丙区31项；丁区27项，其中9项办进了景区；戊区、己区分别开展22项和18项。", set()),
    # what is not among the things announced
    ("现将两项工作报告如下。\n一、调查体验\n学校五所。\n二、创新大赛\n作品多件。\n三、几点体会\n领导重视。", set()),
    ("现将两项工作报告如下。\n一、调查体验\n学校五所。\n二、创新大赛\n作品多件。\n三、科普讲座\n场场爆满。", {"两项"}),
]


@pytest.mark.parametrize(("text", "wrong"), [*LAST_YEAR, *SCALE, *LISTS])
def test_what_is_reported(text: str, wrong: set[str]) -> None:
    """Each passage raises findings on these figures and no others."""
    assert {finding.stated for finding in failing(text)} == wrong
