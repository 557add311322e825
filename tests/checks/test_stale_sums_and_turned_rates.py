"""Last year's value told of this year, rates the wrong way round, targets missed, marks with their reasons; near misses beside them."""

import pytest

from checks.passages import failing

TRAINED = "全年办班13期，培训{now}人次，上年为642人次。\n综上，项目全年培训{told}，社会反响较好。"
ROUND = "本年拨款支出238.93万元，由当年拨款和结转安排。年初预算为219.60万元，决算数完成年初预算的{rate}。"
MARKS = "管理指标20分，因结转清理不够及时，得19.0分；产出指标50分，因接待量未达标，得48.2分；效果指标30分，得28.5分。"
TALKS = (
    "一年来，组织活动46项，老科技工作者进社区开讲{told}，较好地完成了任务。\n"
    "一、服务社区\n全年走进社区开讲73场，听众8760人次，平均每场120人。"
)
CASES = [
    (TRAINED.format(now=768, told="642人次"), ["642人次"]),
    (TRAINED.format(now=768, told="768人次"), []),
    (TRAINED.format(now=642, told="642人次"), []),
    (TRAINED.format(now=768, told="600多人次"), []),
    (TRAINED.format(now=768, told="人次多于上年的642人次"), []),
    ("培训768人次，上年为642人次。\n全年发放资料642人次份。", []),
    (ROUND.format(rate="91.91%"), ["91.91%"]),
    (ROUND.format(rate="108.80%"), []),
    ("其他资金支出38.93万元。年初预算为219.60万元，支出决算为年初预算的91.91%。", []),
    ("新建体验点：计划60个，实际57个，完成率105.3%。少建的3个均在沙启县。", ["105.3%"]),
    ("新建体验点：计划60个，实际57个，完成率95.0%。少建的3个均在沙启县。", []),
    ("取得能力证书267人，比300人的目标少24人，原因是停考一次。", ["24人"]),
    ("取得能力证书276人，比300人的目标少24人，原因是停考一次。", []),
    ("取得能力证书276人，比300人的定额标准少24人，比上年的267人多9人。", []),
    ("经综合评定，自评得分97.5分。\n" + MARKS, ["97.5分"]),
    ("经综合评定，自评得分95.7分。\n" + MARKS, []),
    ("影院放映1866场，观众21.46万人次。由于系统升级停映，观众比上年的23.05万人次增加1.59万人次。", ["1.59万人次"]),
    ("影院放映1866场，观众21.46万人次。由于系统升级停映，观众比上年的23.05万人次减少1.59万人次。", []),
    ("影院放映1866场，观众21.46万人次。减少的原因是团体观众比上年的3.05万人次减少1.59万人次。", []),
    (TALKS.format(told="37场"), ["37场"]),
    (TALKS.format(told="73场"), []),
    (TALKS.format(told="52场"), []),
    ("本年收入52.40万元，其中购买服务22.50万元。购买服务占全年收入的47.0%。\n本年支出47.92万元。", ["47.0%"]),
    ("本年收入52.40万元，其中购买服务22.50万元。购买服务占全年收入的42.9%。\n本年支出47.92万元。", []),
]


@pytest.mark.parametrize(("text", "wrong"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_what_is_wrong_is_named_and_what_is_right_is_not(text: str, wrong: list[str]) -> None:
    assert [finding.stated for finding in failing("溯水县科协2021年工作总结\n" + text + "\n")] == wrong
