"""What targets are to grow by, and changes from values told apart from them: last year's clause, a table."""

import pytest

from checks.passages import failing, findings_of

PLAN = (
    "云麓区科协2023年工作总结\n一、主要工作\n全年办农技培训班63期，受训4914人次。流动科技馆走进{}所学校，接待观众64.00万人次。\n"
    "区财政安排科普经费54万元，其中项目经费20万元。\n二、2024年工作打算\n"
)
SIXTY_FOUR = PLAN.format(64)
QUARTERS = "主要数据\n\n\t项目\n\t今年\n\t上年同期\n\t增减\n\n\t资料（万份）\n\t2.52\n\t2.10\n\t{}\n\n\t活动（场）\n\t96\n\t75\n\t28.0%"
TARGETS = [
    (SIXTY_FOUR + "培训班办到70期，比今年多7期。", None),
    (SIXTY_FOUR + "农技培训班办到70期，比今年多10期。", "10期"),
    (SIXTY_FOUR + "农技培训班办到70期，比上年实绩再加17期。", None),  # of all of last year's is not told
    (SIXTY_FOUR + "流动科技馆力争走76所学校，比上年多12所。", None),
    (SIXTY_FOUR + "流动科技馆力争走86所学校，比上年多12所。", "12所"),
    (PLAN.format(46) + "流动科技馆力争走76所学校，比上年多12所。", "12所"),  # 46 for 64
    (SIXTY_FOUR + "科普大篷车力争走86所学校，比上年多12所。", None),  # another thing
    (SIXTY_FOUR + "流动科技馆力争走86所学校，比2021年多12所。", None),  # another year
    (SIXTY_FOUR + "流动科技馆力争走86所左右学校，比上年约多20所。", None),
    (SIXTY_FOUR + "接待观众力争达到70.00万人次，比今年增长9.4%。", None),
    (SIXTY_FOUR + "接待观众力争达到70.00万人次，比今年增长8.6%。", "8.6%"),  # of what is to come
    (SIXTY_FOUR + "接待观众力争达到70.00万人次，比今年增长4.9%。", "4.9%"),
    (SIXTY_FOUR + "馆外活动吸引观众力争达到70.00万人次，比今年增长5.0%。", None),
    (SIXTY_FOUR + "科普经费计划安排60万元，比2023年增加6万元。", None),
    (SIXTY_FOUR + "区财政科普经费计划安排90万元，比2023年增加63万元。", "63万元"),
]
BASES = [
    ("我县送展67件，获奖29件。上届送展60件，获奖24件。相比之下，获奖件数多了5件。", None),
    ("项目经费50万元。上年经费80万元，今年项目经费增加10万元，增长25%。", None),
    ("2022年预算为320万元，本年增加30万元，增长9.4%。", None),
    ("2022年预算为320万元，本年增加30万元，增长4.9%。", "4.9%"),
    ("上年末结转12万元。今年争取经费50万元，增加10万元，增长25%。", None),
    ("2023年共下达我市215.0万元、21个项目，2022年为186.0万元、18个项目，资金增长15.6%，项目增加3个。", None),
    ("平均分由61.4分升至83.9分，提高22.5分。", None),
    ("平均分由61.4分升至83.9分，提高25.2分。", "25.2分"),
    ("完好率96.4%，比年初设定的95%目标高1.4个百分点。", None),
    ("完好率96.4%，比年初设定的95%目标高4.1个百分点。", "4.1个百分点"),
]
IN_TABLES = [
    (QUARTERS.format("20.0%"), None),
    (QUARTERS.format("16.7%"), "16.7%"),
]


@pytest.mark.parametrize(("text", "stated"), [*TARGETS, *BASES, *IN_TABLES])
def test_what_a_change_is_from_told_apart(text: str, stated: str | None) -> None:
    assert [finding.stated for finding in failing(text)] == ([stated] if stated else [])


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (SIXTY_FOUR + "培训班办到70期，比今年多7期。", "7期"),
        (SIXTY_FOUR + "学校力争走76所，超过上届12所。", "12所"),
        ("2023年共下达我市215.0万元、21个项目，2022年为186.0万元、18个项目，资金增长15.6%，项目增加3个。", "15.6%"),
    ],
)
def test_what_agrees_is_read(text: str, stated: str) -> None:
    assert stated in {finding.stated for finding in findings_of(text) if finding.holds}
