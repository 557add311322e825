"""Figures off by a power of ten, rates of another base than the one named, changes that go the other way; near misses beside them."""

import pytest

from checks.passages import failing

GRANTED = "走访慰问86人，发放慰问金{total}，人均3000元（基层一线46人13.8万元，离退休专家40人12.0万元）。"
SURVEYED = "报名学员412人，实训学员400人。以实训学员为基数，结业380人，结业率{rate}。"
SPENT = (
    "年初批复预算236.40万元，其中基本支出158.40万元、项目支出78.00万元。年中追加41.25万元。"
    "调整后全年预算277.65万元，即基本支出预算174.65万元、项目支出预算103.00万元。"
    "全年实际支出268.79万元，其中基本支出实际172.39万元，项目支出实际96.40万元；以全年预算数为分母，项目支出执行率{rate}。"
)
POWERS = [
    ("带动农户412户。经抽样推算，户均增收2300万元，合计增收94.76万元。", ["2300万元"]),
    ("带动农户412户。经抽样推算，户均增收2300元，合计增收94.76万元。", []),
    ("带动农户412户。经抽样推算，户均增收230元，合计增收94.76万元。", ["230元"]),
    ("带动农户412户。经抽样推算，户均增收约2000元，合计增收94.76万元。", []),
    ("带动农户412户。户均增收比上年多2300万元，合计增收94.76万元。", []),
    (GRANTED.format(total="2.58万元"), ["2.58万元"]),
    (GRANTED.format(total="25.8万元"), []),
    ("科普活动支出1338.9万元，办公支出159.4万元。按年末人口198.6万人计算，人均科普活动支出67.4元。", ["67.4元"]),
    ("科普活动支出1338.9万元，办公支出159.4万元。按年末人口198.6万人计算，人均科普活动支出6.74元。", []),
    ("科普活动支出1338.9万元。培训教师198人，人均差旅支出67.4元。", []),
]
BASES = [
    (SURVEYED.format(rate="92.23%"), ["92.23%"]),
    (SURVEYED.format(rate="95.00%"), []),
    (SURVEYED.format(rate="91.50%"), []),
    (SURVEYED.replace("以实训学员为基数，", "").format(rate="92.23%"), []),
    (SURVEYED.replace("以实训学员", "以报名学员").format(rate="92.23%"), []),
    (SPENT.format(rate="123.59%"), ["123.59%"]),
    (SPENT.format(rate="93.59%"), []),
]
TURNED = [
    ("散发资料6.8万份，蒙汉文都有；资料总量比去年的7.3万份增加0.5万份。", ["0.5万份"]),
    ("散发资料6.8万份，蒙汉文都有；资料总量比去年的7.3万份减少0.5万份。", []),
    ("散发资料7.8万份，蒙汉文都有；资料总量比去年的7.3万份减少0.5万份。", ["0.5万份"]),
    ("散发挂历6.8万份，蒙汉文都有；资料总量比去年的7.3万份增加1.2万份。", []),
    ("科学素质比例由2023年的12.35%升至今年的13.42%，提高1.70个百分点。", ["1.70个百分点"]),
    ("科学素质比例由2023年的12.35%升至今年的13.42%，提高1.07个百分点。", []),
]
CASES = [*POWERS, *BASES, *TURNED]


@pytest.mark.parametrize(("text", "wrong"), CASES, ids=[str(number) for number in range(len(CASES))])
def test_what_is_wrong_is_named_and_what_is_right_is_not(text: str, wrong: list[str]) -> None:
    assert [finding.stated for finding in failing("溯水县科协2021年工作总结\n" + text + "\n")] == wrong
