"""A total that its parts miss by far, and no mistyped digit explains it, is no total of these parts."""

from decimal import Decimal

import pytest

from kexie_nlp.checks.far_off import is_far_off
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

TABLE = "项目\t金额（万元）\n科普活动\t65.00\n青少年科技教育\t48.00\n合计\t{}\n"


@pytest.mark.parametrize(
    ("text", "kind", "stated", "sources", "computed", "far"),
    [
        ("活动334场，其中讲座65场、展览48场。", "sum", "334场", ["65场", "48场"], 113, True),
        ("活动131场，其中讲座65场、展览48场。", "sum", "131场", ["65场", "48场"], 113, False),  # two digits exchanged
        ("活动163场，其中讲座65场、展览48场。", "sum", "163场", ["65场", "48场"], 113, False),  # one digit
        ("活动183场，其中讲座65场、展览48场。", "sum", "183场", ["65场", "48场"], 113, False),
        ("活动120场，其中讲座65场、展览48场。", "sum", "120场", ["65场", "48场"], 113, False),  # near
        ("活动334场，其中讲座65场、展览48场。全年334场次。", "sum", "334场", ["65场", "48场", "334场次"], 113, True),  # told again
        ("委员53名，其中女性10名、少数民族4名、归侨1名。", "sum", "53名", ["10名", "4名", "1名"], 15, True),
        ("收入1186.37万元，支出1204.92万元，结转39.88万元。", "sum", "39.88万元", ["1204.92万元", "1186.37万元"], "18.55", True),
        ("建站7个，其中省级5个、市级3个。", "sum", "7个", ["5个", "3个"], 8, False),  # one more or less
        ("补助5家，每家4万元，共72万元。", "sum", "72万元", ["4万元"], 20, False),  # a product
        ("活动334场，其中讲座65场、展览48场。", "repeat", "334场", ["65场", "48场"], 113, False),
        ("补助65万元，年初380万元，全年423万元，比上年的396万元增加27万元。", "change", "27万元", ["65万元", "396万元"], -331, True),
        ("补助65万元，比上年的396万元增加27万元。", "change", "27万元", ["65万元", "396万元"], -331, False),  # can mean no others
        ("补助65万元，年初380万元，全年423万元，比上年的38万元增加47万元。", "change", "47万元", ["65万元", "38万元"], 27, False),  # near
        (
            "补助65万元，年初380万元，全年423万元，比上年的35万元增加3万元。",
            "change",
            "3万元",
            ["65万元", "35万元"],
            30,
            False,
        ),  # the point
        ("会员30人，女18人，青年26人，占11.5%。", "share", "11.5%", ["18人", "30人"], 60, True),
        ("会员30人，女18人，青年26人，占61.0%。", "share", "61.0%", ["18人", "30人"], 60, False),
        ("会员30人，女18人，青年26人，占16.0%。", "share", "16.0%", ["18人", "30人"], 60, False),  # 06 for 60
        (TABLE.format("334.00"), "sum", "334.00", ["65.00", "48.00"], "113.00", True),
        (TABLE.format("131.00"), "sum", "131.00", ["65.00", "48.00"], "113.00", False),
    ],
)
def test_is_far_off(text: str, kind: FindingKind, stated: str, sources: list[str], computed: int | str, far: bool) -> None:
    context = context_of(analyze(report_of(Extracted(text), "text.txt")))
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in (stated, *sources))
    scale = 10_000 if "万元" in stated else 1
    told = Decimal(stated.rstrip("场名个万元%"))
    relation = Relation(kind, False, stated, str(computed), spans, (0, len(text)), "", scale * (told - Decimal(computed)), 0.75)
    assert is_far_off(relation, context) == far
