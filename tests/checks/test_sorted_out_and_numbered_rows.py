"""What is sorted by its result makes up what there is, and the terms that a table lists are as many as the text says."""

import pytest

from checks.passages import failing, findings_of

HEAD = "洑阳市科协2021年项目绩效自评\n一、自评结果\n{}\n"
GRADED = HEAD.format("{}为“优”的{}个，优秀率75%；为“良”的{}个；{}。")
SPLIT = HEAD.format("对照方案，12项任务中{}项{}，{}{}项{}。")
SORTED = [
    (GRADED.format("部门项目共16个，全部开展自评。结果", 12, 5, "没有“中”和“差”"), {"5个"}),
    (GRADED.format("部门项目共16个，全部开展自评。结果", 12, 4, "没有“中”和“差”"), set()),
    (GRADED.format("部门项目共16个，全部开展自评。结果", 12, 2, "其他等次在附表中列出"), set()),
    (GRADED.format("部门项目共16个，其中重点项目5个。上年结果", 12, 5, "没有“中”和“差”"), set()),
    (HEAD.format("参评学会36个。评为优秀的8个，经费上浮。良好的12个，合格的14个，没有不合格的。"), {"36个"}),
    (HEAD.format("参评学会34个。评为优秀的8个，经费上浮。良好的12个，合格的14个，没有不合格的。"), set()),
    (HEAD.format("参评学会36个。评为优秀的8个，经费上浮。良好的12个，合格的14个，名单另附。"), set()),
    (SPLIT.format(9, "达到或超过规划数", "画廊、大篷车这", 2, "没有完成"), {"9项"}),
    (SPLIT.format(10, "达到或超过规划数", "画廊、大篷车这", 2, "没有完成"), set()),
    (SPLIT.format("有10", "按期完成", "", 3, "未完成"), {"3项"}),
    (SPLIT.format("有10", "按期完成", "", 2, "未完成"), set()),
    (SPLIT.format("有7", "超额完成", "", 2, "未完成"), set()),
    (SPLIT.format("有7", "按期完成", "3项正在推进，", 2, "未完成"), set()),
    (SPLIT.format("有9", "通过验收", "画廊、大篷车这", 2, "未完成招标"), set()),
]
ROWS = "届次\t时间\t人数\n第一期\t4月\t52\n第二期\t6月\t61\n第三期\t9月\t58\n第四期\t10月\t49\n合计\t—\t220\n"
TERMS = "洑阳市科协2021年科技辅导员培训总结\n一、安排\n计划办班4期，培训200人。\n二、实施\n" + ROWS + "三、结论\n{}\n"
LISTED = [
    (TERMS.format("本年度5期培训班已全部结束。"), {"5期"}),
    (TERMS.format("本年度4期培训班已全部结束。"), set()),
    (TERMS.format("三期培训均按时结业。"), {"三期"}),
    (TERMS.format("其中3期培训班设在县里。"), set()),
    (TERMS.format("上年3期培训班全部设在县里。"), set()),
    (TERMS.format("本年度3期简报全部送达。"), set()),
    (TERMS.format("明年打算办好5期培训。"), set()),
    (TERMS.format("全年3期培训班设在县里，全年6期培训班设在乡里。"), set()),
    (TERMS.replace("办班4期", "办班").format("本年度5期培训班已全部结束。"), set()),
    (TERMS.replace("第四期", "第五期").format("本年度5期培训班已全部结束。"), set()),
]


@pytest.mark.parametrize(("text", "stated"), [*SORTED, *LISTED])
def test_a_number_that_does_not_fit_is_reported(text: str, stated: set[str]) -> None:
    assert {finding.stated for finding in failing(text)} == stated


@pytest.mark.parametrize(("text", "kind"), [(SORTED[1][0], "sum"), (SORTED[8][0], "sum"), (LISTED[1][0], "count")])
def test_numbers_that_fit_hold(text: str, kind: str) -> None:
    assert kind in {finding.kind for finding in findings_of(text) if finding.holds}
