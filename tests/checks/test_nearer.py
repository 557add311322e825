"""Figures that fit others nearer by are not held against those further off."""

from decimal import Decimal

import pytest

from checks.passages import failing
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.nearer import fits_nearer
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

HALF_YEAR = "预算860万元，本级560万元只支出了95万元，执行率17.0%。"
GRANTED = "追加展品更新经费242.30万元，调整后为4,862.30万元，其中中央补助1,300.00万元，占26.7%。"
STAFF = "在编47名，另聘用人员38名，共85名，其中展教人员41名。"
SOCIETIES = "年初45个，年内新成立2个，注销1个，年末为46个。"


@pytest.mark.parametrize(
    ("text", "kind", "stated", "sources", "computed", "fits"),
    [
        (HALF_YEAR, "completion", "17.0%", ["95万元", "860万元"], 11.05, True),
        (HALF_YEAR.replace("17.0", "71.0"), "completion", "71.0%", ["95万元", "860万元"], 11.05, False),
        (HALF_YEAR, "repeat", "17.0%", ["95万元", "860万元"], 11.05, False),
        (HALF_YEAR.replace("95", "115").replace("17.0", "20.5"), "completion", "20.5%", ["115万元", "860万元"], 17.4, False),  # near
        (GRANTED, "share", "26.7%", ["1,300.00万元", "242.30万元"], 536.52, True),
        (GRANTED, "share", "26.7%", ["1,300.00万元", "4,862.30万元"], 20.1, False),  # nothing between
        (STAFF, "sum", "38名", ["41名"], 41, True),
        (STAFF.replace("85", "39"), "sum", "38名", ["41名"], 41, False),
        (STAFF.replace("共85名", "上年85名"), "sum", "38名", ["41名"], 41, False),
        (STAFF, "sum", "85名", ["41名"], 41, False),
        (SOCIETIES, "sum", "45个", ["2个", "1个", "46个"], 49, True),
        (SOCIETIES.replace("46", "47"), "sum", "45个", ["2个", "1个", "47个"], 50, False),
        (SOCIETIES.replace("年末", "上年为60个，年末"), "sum", "45个", ["2个", "1个", "46个"], 49, False),
    ],
)
def test_fits_nearer(text: str, kind: FindingKind, stated: str, sources: list[str], computed: float, fits: bool) -> None:
    context = context_of(analyze(report_of(Extracted(text), "text.txt")))
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in (stated, *sources))
    missed = Decimal(stated.rstrip("%名个")) - Decimal(str(computed))
    relation = Relation(kind, False, stated, str(computed), spans, (0, len(text)), "", missed, 0.75)
    assert fits_nearer(relation, context) == fits


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("到6月底支出395万元，执行率45.9%，其中转移支付的300万元已下达，预算860万元中本级560万元只支出了95万元，执行率17.0%。", set()),
        ("年末在编人员47名，另聘用讲解、技术等岗位人员38名，共85名，其中展教人员41名。", set()),
        ("年末在编人员47名，另聘用讲解、技术等岗位人员38名，其中展教人员41名。", {"sum"}),
        ("年初我市有学会45个，年内新批准成立2个，注销长期不开展活动的1个，年末为46个。", set()),
    ],
)
def test_what_fits_nearer_raises_no_alarm(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(f"溯水市科协2021年工作总结\n{text}\n")} == kinds
