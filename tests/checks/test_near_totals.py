"""Totals that all figures of a sentence, or the items of a list, miss by one slip."""

import pytest

from checks.passages import failing
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.checks.totals.near_totals import check_near_totals
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

LIST = "实际支出668.45万元，执行率98.01%。按用途看：\n（1）场馆运行312.60万元；\n（2）展品更新{}万元；\n（3）教育活动217.50万元。\n"


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("省级学会共148个，以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个。", ["146个"]),
        ("省级学会共146个，以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个。", []),
        ("省级学会共131个，以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个。", []),  # by far too many
        ("省级学会共148个，以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个等。", []),
        ("省级学会约148个，以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个。", []),
        ("理科31个、工科46个、农科28个、医科29个、交叉学科12个，省级学会148个。", ["146个"]),
        ("省级学会共148个。以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个。", ["146个"]),
        ("省级学会共148个，比上年的146个多2个。以学科论，理科31个、工科46个、农科28个、医科29个、交叉学科12个。", []),
        ("收到作品286项，一等奖24项、二等奖48项、三等奖72项，获奖144项。", []),  # the parts hold their own total
        ("理科学会31个，工科学会18个。", []),
        ("支出总计1,318.46万元。其去向为本年支出1,251.93万元，年末结转65.53万元。", ["1317.46万元"]),
        ("支出总计1,318.46万元。其去向为本年支出1,251.93万元，年末结转66.53万元。", []),
        ("支出总计318万元。其去向为本年支出252万元，年末结转65万元。", []),  # of so few digits by chance
        ("预算执行9.43分、产出40分、质量8.5分、效益28分、满意度10分，综合得分96.93分。", ["95.93分"]),
        ("投入得19分，产出得47.5分，效益得18.5分，满意度得9分，综合得分95分。", ["94分"]),
        ("投入得19分，产出得47.5分，效益得18.5分，满意度得9分，质量标准为95分。", []),
        ("全年支出152.87万元。其中公车84.13万元，公务接待42.74万元，培训12.00万元，会议14.00万元，保险7.00万元。", []),  # 7.00 twice
        ("实际支付200.15万元。科普示范基地建设112.60万元、农技协能力提升77.55万元、社区科", []),  # goes on
        ("资金总额4,360.50万元，比上年1,240.50万元、3,110.00万元都多。", []),
        (LIST.format("128.35"), ["658.45万元"]),
        (LIST.format("138.35"), []),
    ],
)
def test_what_is_made_but_for_a_slip(text: str, computed: list[str]) -> None:
    context = context_of(analyze(report_of(Extracted(f"溯水省科协2021年工作总结\n{text}\n"), "text.txt")))
    assert [relation.computed for relation in check_near_totals(context) if not relation.holds] == computed


def test_a_part_is_named_where_the_total_is_told_twice() -> None:
    text = "举办会议1286场。全年会议1286场，国际42场、国内389场、省内846场。\n"
    relations = list(check_near_totals(context_of(analyze(report_of(Extracted(text), "text.txt")))))
    assert {(relation.stated, relation.computed) for relation in relations} == {("389场", "398场")}


@pytest.mark.parametrize(("total", "kinds"), [("95分", {"sum"}), ("94分", set())])
def test_a_slip_is_reported(total: str, kinds: set[str]) -> None:
    text = f"投入过程类得38分，产出类得28.5分，效益类得18.5分，满意度得9分，综合得分{total}，等级为“优”。\n"
    assert {finding.kind for finding in failing(text)} == kinds
