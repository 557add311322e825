"""Why something was found."""

import pytest

from kexie_nlp.search.engine import Fact
from kexie_nlp.search.explaining import Because, Found, reasons, written
from kexie_nlp.search.folding import fold
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.tree import Between, Everything, Leaf, Named, Near, Run, both

TEXT = "市科协舉辦第三十四届青创赛，获一等奖６项，奖金１２万元。"
AT = {run: (TEXT.index(run), TEXT.index(run) + len(run)) for run in ("市科协", "第三十四届青创赛", "一等奖", "１２万元")}
FACTS = [
    (Fact("year", number=2021.0), ()),
    (Fact("association", "甲市科学技术协会"), ()),
    (Fact("org", "市科协"), (AT["市科协"],)),
    (Fact("name", "甲市科学技术协会"), (AT["市科协"],)),
    (Fact("competition", "第三十四届青创赛"), (AT["第三十四届青创赛"],)),
    (Fact("competition", "青少年科技创新大赛"), (AT["第三十四届青创赛"],)),
    (Fact("award", "一等奖"), (AT["一等奖"],)),
    (Fact("date", "2021-05-03"), ((0, 1),)),
    (Fact("amount", number=120_000.0), (AT["１２万元"],)),
]
FOUND = Found(fold(TEXT), FACTS, lambda start, end: TEXT[start:end], lambda start, end: [(start, end)])


def others(text: str, _field: str) -> tuple[str, ...]:
    return ("青少年科技创新大赛",) if text == "青创会" else ()


Told = tuple[str, Because, tuple[str, ...], str | None]
WHY: list[tuple[str, list[Told]]] = [
    ("举办", [("举办", "word", ("舉辦",), None)]),
    ('"34届" 一等奖', [('"34届"', "phrase", ("三十四届",), None), ("一等奖", "word", ("一等奖",), None)]),
    ("34届 -二等奖", [("34届", "word", ("三十四届",), None), ("二等奖", "absent", (), None)]),
    ("青*", [("青*", "beginning", ("青",), None)]),
    ('"一等奖 青创赛"~5', [('"一等奖 青创赛"~5', "near", ("青创赛", "一等奖"), None)]),
    ("甲市科学技术协会", [("甲市科学技术协会", "alias", ("市科协",), "甲市科学技术协会")]),
    ("竞赛:青创会", [("竞赛:青创会", "alias", ("第三十四届青创赛",), "青少年科技创新大赛")]),
    ("奖项:一等奖", [("奖项:一等奖", "field", ("一等奖",), None)]),
    ("金额:>10万元", [("金额:>10万元", "field", ("１２万元",), None)]),
    ("年份:2021", [("年份:2021", "field", ("2021",), None)]),
    ("日期:2021-05..2021-06", [("日期:2021-05..2021-06", "field", ("市",), None)]),
    ("二等奖 | 一等奖", [("一等奖", "word", ("一等奖",), None)]),
    ("-(二等奖 | 三等奖)", [("二等奖 | 三等奖", "absent", (), None)]),
    ("", []),
]


@pytest.mark.parametrize(("query", "expected"), WHY, ids=[query for query, _ in WHY])
def test_reasons_follow_the_query(query: str, expected: list[Told]) -> None:
    told = reasons(query, parse_query(query, others=others), Everything(), FOUND)
    assert [(one.part, one.because, one.found, one.name) for one in told] == expected
    for one in told:
        for start, end in one.spans:
            assert TEXT[start:end] in one.found


def test_filters_are_told_as_they_would_be_written() -> None:
    filters = both(Between("year", "", 2019, 2022), Named("association", "甲市"))
    told = reasons("", Everything(), filters, FOUND)
    assert [(one.part, one.because, one.found) for one in told] == [
        ("年份:2019..2022", "filter", ("2021",)),
        ("协会:甲市", "filter", ("甲市科学技术协会",)),
    ]


@pytest.mark.parametrize(
    ("leaf", "text"),
    [
        (Run("科普"), '"科普"'),
        (Near(("科普", "讲座"), 5), '"科普 讲座"~5'),
        (Named("award", "省", at_start=True), "奖项:省*"),
        (Between("amount", "", 500_000, None, includes_low=False), "金额:>500000"),
        (Between("quantity", "人次", 1, None), "人次:>=1"),
        (Between("year", "", None, 2020), "年份:<=2020"),
        (Between("year", "", None, 2020, includes_high=False), "年份:<2020"),
        (Between("year", "", 2019, 2019), "年份:2019"),
        (Between("percent", "", -5, 0.5), "比例:-5..0.5"),
    ],
)
def test_a_leaf_is_written_so_that_it_can_be_read_again(leaf: Leaf, text: str) -> None:
    assert written(leaf) == text
    assert parse_query(text, aliases=False) == leaf
