"""Marks in the rows of a table, rows set in under their sum, kinds of a name told before, prizes counted in other units, prices apart."""

import pytest

from checks.passages import failing

_SELF = "青川市科协2021年度项目绩效自评报告\n"
_MARKS = "自评总分{}分，等级为“优”。\n一级指标\t分值\t得分\n预算执行\t{}\t9.8\n产出\t50\t47.5\n效益\t30\t{}\n满意度\t10\t9.6\n\n"
_BESIDE = (
    "自评打分（预算执行10分，按执行率计9.61分；其余见表）：\n\n指标\t分值\t得分\n讲座场次\t40\t38.4\n"
    "展品更新\t30\t{}\n居民满意度\t20\t20\n\n本项目自评总分96.51分。\n"
)
_ITEMS = _MARKS.format("95.4", 10, "28.5") + "3.效益。带动效应18分，得17分；持续影响{}分，得{}分。\n"
_SENTENCES = "投入20分，得19分；过程30分，得27分；产出50分，得{}分。满分100分，得93分。\n"
_BELOW = (
    "综合得分93.85分。\n（一）产出（满分60分，得55.40分）\n（二）效益（满分30分，得28.80分）\n"
    "（三）预算执行（满分10分）\n按执行率折算，得{}分。\n"
)
MARKS = [
    (_MARKS.format("95.4", 10, "28.5"), set()),
    (_MARKS.format("95.4", 10, "25.8"), {"sum"}),  # two digits exchanged
    (_MARKS.format("94.5", 10, "28.5"), {"sum"}),
    (_MARKS.format("95.4", 15, "28.5"), {"sum"}),  # the most, where all marks got make the total
    (_MARKS.format("88.0", 20, "28.5"), set()),  # a table of something else
    (_BESIDE.format("28.5"), set()),
    (_BESIDE.format("25.8"), {"sum"}),
    (_ITEMS.format(12, "11.5"), set()),
    (_ITEMS.format(12, "12.0"), {"sum"}),
    (_ITEMS.format(15, "11.5"), {"sum"}),
    (_ITEMS.format(6, "5.5"), set()),  # some of the items only
    (_SENTENCES.format(47), set()),
    (_SENTENCES.format(49), {"sum"}),
    (_BELOW.format("9.65"), set()),
    (_BELOW.format("9.56"), {"sum"}),
    ("问卷显示，受访者打分满分100分，得93分。投入20分，得19分；过程30分，得27分；产出50分，得46分。\n", set()),
]
_SET_IN = (
    "收支情况（单位：元）\n本年收入\t{}\n　会费\t36,400.00\n"
    "　项目服务\t158,200.00\n　利息\t812.45\n本年支出\t{}\n"
    "　学术交流\t88,150.30\n　科普活动\t61,420.00\n年末结余\t45,842.15\n"
)
ROWS = [
    (_SET_IN.format("195,412.45", "149,570.30"), set()),
    (_SET_IN.format("195,142.45", "149,570.30"), {"sum"}),
    (_SET_IN.format("195,412.45", "149,750.30"), {"sum"}),
    (_SET_IN.format("260,912.45", "215,070.30"), set()),  # rows that are not all there is
]
_ACCOUNT = "收入明细（单位：万元）\n项目\t金额\n会费收入\t{}\n培训收入\t52.40\n捐赠\t6.30\n\n"
_OF_FEES = "第二，会费里头，单位会费31.20万元，由52家单位按每家6000元缴纳；个人会费5.46万元（1092人，每人50元）。\n"
_THREE = (
    "年末执行表（单位：万元）\n项目\t执行数\n农技推广\t{}\n培训\t20.16\n\n"
    "3.农技推广资金用于三件事：良种引进21.35万元，示范田14.62万元，技术手册8.17万元。\n"
)
NAMES = [
    (_ACCOUNT.format("36.66") + _OF_FEES, set()),
    (_ACCOUNT.format("36.36") + _OF_FEES, {"sum"}),
    (_ACCOUNT.format("58.74") + _OF_FEES, set()),  # fees of other kinds, too
    (_THREE.format("44.14"), set()),
    (_THREE.format("41.44"), {"sum"}),
    (_THREE.format("60.00"), set()),  # not all of it
    ("全年收入总计318.60万元。收入中，一般公共预算拨款296.25万元，上年结转22.35万元。", set()),
    ("全年收入总计318.60万元。收入中，一般公共预算拨款269.25万元，上年结转22.35万元。", {"sum"}),
    ("全年收入总计318.60万元。收入中，一般公共预算拨款180.25万元，上年结转22.35万元。", set()),  # and others
    ("基本支出163.28万元。基本支出又分为两块：人员经费141.16万元，公用经费22.12万元；公用经费每人约1.9万元。", set()),
    ("基本支出163.28万元。基本支出又分为两块：人员经费114.16万元，公用经费22.12万元；公用经费每人约1.9万元。", {"sum"}),
]
PRIZES = [
    ("经抽签，产生一等奖4名、二等奖20名、三等奖110名，共发出奖品134份。", set()),
    ("经抽签，产生一等奖4名、二等奖20名、三等奖110名，共发出奖品143份。", {"sum"}),
    ("设一等奖6个、二等奖12个、三等奖21个，获奖队39支。", set()),
    ("设一等奖6个、二等奖12个、三等奖21个，获奖队36支。", {"sum"}),
    ("设一等奖6个、二等奖12个、三等奖21个，获奖学生64名。", set()),  # several to a prize
    ("设一等奖6个、二等奖12个、三等奖21个，获奖队约40支。", set()),
]
PRICES = [
    ("重点课题4个，每个9万元；一般课题15个，每个5万元。经评审和公示，19个课题获得资助，合计111万元。", set()),
    ("重点课题4个，每个9万元；一般课题15个，每个5万元。经评审和公示，19个课题获得资助，合计101万元。", {"sum"}),
    ("重点课题4个，每个9万元；一般课题15个，每个5万元。全市19个课题另有配套资金101万元。", set()),
]
SHARES = [
    ("基本支出占本年支出的57.3%，项目支出占42.7%。", set()),
    ("基本支出占本年支出的57.3%，项目支出占47.2%。", {"share"}),
    ("基本支出占本年支出的57.3%，项目支出占年初预算的47.2%。", set()),
]


@pytest.mark.parametrize(("text", "kinds"), [*MARKS, *ROWS, *NAMES, *PRIZES, *PRICES, *SHARES])
def test_what_is_wrong_is_reported_and_near_misses_are_not(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(_SELF + text)} == kinds
