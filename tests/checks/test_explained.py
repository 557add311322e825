"""Figures that their own sentence accounts for are not held against others; a rate on the wrong base is accounted for by nothing."""

from decimal import Decimal

import pytest

from checks.passages import failing
from kexie_nlp.checks.explained import is_explained, without_common_bases
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

RECEPTIONS = "预算9.50万元（接待5.50万元、用车4.00万元），实际支出5.56万元（接待1.94万元、用车3.62万元）。"
SEASONS = "接待6.15万人次，其中春季1.26万人次，夏季2.38万人次，秋季1.57万人次，冬季0.94万人次，夏季占38.70%。"
GRANTS = "财政拨款286.40万元，其中科普经费65.00万元；上级专项48.00万元，合计334.40万元。"
MEMBERS = "企业科协上年187家，今年新建34家，撤销5家，年底达到221家。"
SPENDING = "本年支出268.32万元，与上年的243.16万元相比，增加25.16万元，增长9.38%。"
TARGETS = "规划的12项指标完成11项，其中约束性指标4项全部完成，预期性指标8项完成7项。"
WORKS = "终评作品540项，一等奖81项、二等奖162项、三等奖216项，获奖面85%。"
SOCIETIES = "学会由年初的35个增加到42个，会员由5,200人增加到6,136人，分别增长20.0%、18.0%。"
BOTH = "预算1342万元。其中基本支出325万元；项目支出961万元，项目支出占74.7%。"
FUNDS = "科普经费由42.00万元增加到65.00万元，增长54.76%，年均增加5.75万元。"


def _number(written: str) -> Decimal:
    """Return the number that a count is."""
    return Decimal(written.replace(",", "").rstrip("万元人次家个项%"))


@pytest.mark.parametrize(
    ("text", "kind", "stated", "sources", "explained"),
    [
        (RECEPTIONS, "sum", "9.50万元", ["5.50万元", "4.00万元", "1.94万元", "3.62万元"], True),
        (RECEPTIONS.replace("4.00", "4.10"), "sum", "9.50万元", ["5.50万元", "4.10万元", "1.94万元", "3.62万元"], False),
        (RECEPTIONS, "sum", "5.56万元", ["1.94万元", "3.62万元"], False),
        (SEASONS, "sum", "1.26万人次", ["2.38万人次", "1.57万人次", "0.94万人次"], True),
        (SEASONS.replace("6.15", "6.51"), "sum", "1.26万人次", ["2.38万人次", "1.57万人次", "0.94万人次"], False),
        (GRANTS, "sum", "334.40万元", ["65.00万元", "48.00万元"], True),
        (GRANTS.replace("334.40", "344.40"), "sum", "344.40万元", ["65.00万元", "48.00万元"], False),
        (MEMBERS, "sum", "221家", ["187家", "34家", "5家"], False),
        (SEASONS, "share", "38.70%", ["1.57万人次", "0.94万人次"], True),
        (SEASONS, "share", "38.70%", ["2.38万人次", "0.94万人次"], False),
        (SPENDING, "change", "9.38%", ["25.16万元", "243.16万元"], False),
        (TARGETS, "sum", "12项", ["4项", "8项", "7项"], True),
        (TARGETS.replace("8项", "9项"), "sum", "12项", ["4项", "9项", "7项"], False),
        (WORKS, "sum", "540项", ["81项", "162项", "216项"], True),
        (WORKS.replace("85%", "83%"), "sum", "540项", ["81项", "162项", "216项"], False),
        (SOCIETIES, "change", "20.0%", ["5,200人", "6,136人"], True),
        (SOCIETIES.replace("42个", "43个"), "change", "20.0%", ["5,200人", "6,136人"], False),
        (FUNDS, "change", "54.76%", ["5.75万元", "65.00万元"], True),
        (FUNDS.replace("54.76%", "54.8%"), "change", "54.8%", ["5.75万元", "65.00万元"], False),  # may be by chance
        (BOTH, "share", "74.7%", ["961万元", "1342万元"], True),
        (BOTH.replace("325", "352"), "share", "74.7%", ["961万元", "1342万元"], False),
        (BOTH, "completion", "74.7%", ["961万元", "1342万元"], False),
        (RECEPTIONS, "repeat", "9.50万元", ["5.50万元", "1.94万元"], False),
    ],
)
def test_is_explained(text: str, kind: FindingKind, stated: str, sources: list[str], explained: bool) -> None:
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in (stated, *sources))
    missed = _number(stated) - sum(map(_number, sources))
    relation = Relation(kind, False, stated, "", spans, (0, len(text)), "", missed, 0.75)
    assert is_explained(relation, context_of(analyze(report_of(Extracted(text), "text.txt")))) == explained


@pytest.mark.parametrize(
    ("rates", "kept"),
    [
        ([(10, 20, 0), (30, 40, 0)], 0),  # 三公经费预算5万元…，公务用车…完成预算的86.50%，公务接待…完成预算的62.00%
        ([(10, 20, 0), (30, 40, 5)], 2),
        ([(10, 20, 0)], 1),
    ],
)
def test_rates_that_fail_together_are_of_another_base(rates: list[tuple[int, ...]], kept: int) -> None:
    relations = [
        Relation("completion", False, "", "", tuple((start, start + 3) for start in spans), (0, 50), "", Decimal(1), 0.9) for spans in rates
    ]
    assert len(without_common_bases(relations)) == kept


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("学会由2015年末的35个增加到42个，会员由5,200户增加到6,136户，分别增长20.0%、18.0%。", set()),
        ("学会由2015年末的35个增加到42个，会员由5,200户增加到6,136户，增长19.0%。", {"change"}),
        ("规划的12项指标完成11项，其中约束性指标4项全部完成，预期性指标8项完成7项。", set()),
        ("全年支出393.66万元，主要用于：科普活动65.00万元、青少年科技教育48.00万元。", set()),
        ("全年支出131.00万元，主要用于：科普活动65.00万元、青少年科技教育48.00万元。", {"sum"}),
        ("支出4.08万元，完成预算5.00万元的81.60%。其中：用车3.46万元，完成预算的86.50%；接待0.62万元，完成预算的62.00%。", set()),
        ("支出4.08万元，完成预算5.00万元的86.10%。", {"completion"}),
        ("公民具备科学素质的比例2010年为2.9%，2015年达到5.8%，五年翻了一番，提高2.9个百分点。", set()),
        ("公民具备科学素质的比例2010年为2.9%，2015年达到5.8%，五年翻了一番，提高2.6个百分点。", {"change"}),
        ("计划建设科普示范基地12个，实际建成12个，但1个因雨季延误，按期完成率91.67%。", set()),
        ("交流论文96篇，评优31篇：一等4篇，二等9篇，三等18篇，占32.29%。", set()),
        ("交流论文96篇，评优31篇：一等4篇，二等9篇，三等18篇，占52.29%。", {"share"}),
        ("第二句话，服务企业。新建企业科协8家，总数达到43家。\n第二，抓企业。新建企业科协12家，总数达到55家。", set()),
        ("第二句话，服务企业。新建企业科协8家，总数达到43家。\n第二，抓企业。新建企业科协8家，总数达到55家。", {"repeat"}),
        ("公民科学素质比例比2018年的9.1%提高0.7个百分点，比2015年的5.6%提高4.2个百分点。", set()),
        ("2020年支出1462万元，比2019年的873万元多589万元，但有612万元是一次性的，扣掉它，上年同口径支出850万元，比上年少23万元。", set()),
        ("农技协由年初的54个发展到63个，新建9个，其中种植类34个、养殖类24个、其他类8个。", {"sum"}),
        ("农技协由年初的54个发展到63个，新建9个，其中种植类32个、养殖类23个、其他类8个。", set()),
    ],
)
def test_what_is_accounted_for_raises_no_alarm(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(f"溯水县科协2021年工作总结\n{text}\n")} == kinds
