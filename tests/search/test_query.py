"""The query language: what is understood as what, and what a wrong query is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.errors import QueryError
from kexie_nlp.search.fields import FIELDS
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.tree import And, Between, Everything, Named, Node, Not, Or, Run


def word(text: str) -> Run:
    return Run(text, or_name=True)


READ: list[tuple[str, Node]] = [
    ("", Everything()),
    ("  ", Everything()),
    ("青少年", word("青少年")),
    ("青少年 一等奖", And((word("青少年"), word("一等奖")))),
    ("青少年　一等奖", And((word("青少年"), word("一等奖")))),
    ("科技", Run("科技")),
    ('"科技创新大赛"', Run("科技创新大赛")),
    ("“科技创新大赛”", Run("科技创新大赛")),
    ('“科技创新大赛"', Run("科技创新大赛")),
    ("「科技创新大赛」", Run("科技创新大赛")),
    ('"甲”乙"', Run("甲”乙")),
    ("甲 AND 乙", And((Run("甲"), Run("乙")))),
    ("甲 且 乙", And((Run("甲"), Run("乙")))),
    ("甲 OR 乙", Or((Run("甲"), Run("乙")))),
    ("甲 或 乙", Or((Run("甲"), Run("乙")))),
    ("甲|乙", Or((Run("甲"), Run("乙")))),
    ("甲 || 乙", Or((Run("甲"), Run("乙")))),
    ("甲｜乙", Or((Run("甲"), Run("乙")))),
    ("甲 -乙", And((Run("甲"), Not(Run("乙"))))),
    ("甲 －乙", And((Run("甲"), Not(Run("乙"))))),
    ("甲 NOT 乙", And((Run("甲"), Not(Run("乙"))))),
    ("甲 非 乙", And((Run("甲"), Not(Run("乙"))))),
    ("非常 或者", And((Run("非常"), Run("或者")))),
    ("-甲", Not(Run("甲"))),
    ("甲 乙|丙", And((Run("甲"), Or((Run("乙"), Run("丙")))))),
    ("（甲 OR 乙）丙", And((Or((Run("甲"), Run("乙"))), Run("丙")))),
    ("甲 -(乙 丙)", And((Run("甲"), Not(And((Run("乙"), Run("丙"))))))),
    ("年份:2019", Between("year", "", 2019, 2019)),
    ("年份：2019..2022", Between("year", "", 2019, 2022)),
    ("year:2019..", Between("year", "", 2019, None)),
    ("YEAR:..2022", Between("year", "", None, 2022)),
    ("年份:二〇一九至二〇二二年", Between("year", "", 2019, 2022)),
    ("年份:>=2019", Between("year", "", 2019, None)),
    ("金额:>50万元", Between("amount", "", 500_000, None, includes_low=False)),
    ("金额:≤1.5亿", Between("amount", "", None, 150_000_000)),
    ("金额:＞ ５０万", Between("amount", "", 500_000, None, includes_low=False)),
    ("金额:50..100万元", Between("amount", "", 500_000, 1_000_000)),
    ("amount:<1,000", Between("amount", "", None, 1000, includes_high=False)),
    ("人次:>=1万", Between("quantity", "人次", 10_000, None)),
    ("数量:>100场次", Between("quantity", "场次", 100, None, includes_low=False)),
    ("数量:三十四", Between("quantity", "", 34, 34)),
    ("比例:>=95%", Between("percent", "", 95, None)),
    ("地区:四川 奖项:一等奖", And((Named("region", "四川"), Named("award", "一等奖")))),
    ('竞赛:"机器人 竞赛"', Named("competition", "机器人 竞赛")),
    ("指标: 学术交流活动", Named("indicator", "学术交流活动")),
    ("级别:省级", Named("level", "省")),
    ("奖项:(一等奖 或 金奖)", Or((Named("award", "一等奖"), Named("award", "金奖")))),
    ("奖项:(一等奖 -年份:2019) 甲", And((And((Named("award", "一等奖"), Not(Between("year", "", 2019, 2019)))), Run("甲")))),
    ("9:30", word("9:30")),
    ("COVID-19", word("COVID-19")),
    ("a*?~^[x]{y}/+!\\", word("a*?~^[x]{y}/+!\\")),
    ("AND甲", word("AND甲")),
    ("甲 - 乙", And((Run("甲"), Run("-"), Run("乙")))),
]


@pytest.mark.parametrize(("query", "expected"), READ, ids=[query for query, _ in READ])
def test_query_is_read(query: str, expected: Node) -> None:
    assert parse_query(query) == expected


WRONG = [
    ('甲 "乙', 2, "not closed"),
    ("甲」", 1, "not opened"),
    ("(甲 乙", 0, "not closed"),
    ("甲)", 1, "not opened"),
    ("甲 ( )", 2, "nothing stands"),
    ("甲 OR", 2, "lacks a word"),
    ("OR 甲", 0, "lacks a word"),
    ("甲 AND OR 乙", 6, "lacks a word"),
    ("(甲 |)", 3, "lacks a word"),
    ("甲 NOT", 2, "lacks a word"),
    ("NOT NOT 甲", 4, "twice"),
    ("奖项:", 0, "no value"),
    ("奖项: )", 0, "no value"),
    ("地方:甲", 0, "no field '地方'"),
    ("http://a.cn", 0, "no field 'http'"),
    ("年份:去年", 3, "is not a number"),
    ("年份:2022..2019", 3, "ends below"),
    ("金额:>50斤", 3, "no unit"),
    ("人次:很多", 3, "is not a number"),
    ('""', 0, "nothing to look for"),
    ("甲 \u200b", 2, "nothing to look for"),
    ("(" * 40 + "甲" + ")" * 40, 30, "more than 30"),
    ("甲\ud800", 1, "half a character"),
    ("甲" * 2000, 0, "2000 characters"),
]


@pytest.mark.parametrize(
    ("query", "position", "reason"), WRONG, ids=[query[:20].encode("ascii", "backslashreplace").decode() for query, *_ in WRONG]
)
def test_wrong_query_is_told_where_and_how(query: str, position: int, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    assert caught.value.position == position
    assert reason in caught.value.reason
    assert caught.value.hint


@pytest.mark.parametrize("field", FIELDS, ids=[field.name for field in FIELDS])
def test_examples_of_fields_work(field: object) -> None:
    assert isinstance(parse_query(field.example), Named | Between)  # type: ignore[attr-defined]


@given(st.text(st.one_of(st.sampled_from('甲a1 "“”()（）|-:：>.年份奖项'), st.characters()), max_size=30))
def test_any_string_is_read_or_refused(query: str) -> None:
    try:
        parse_query(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)
        parse_query(error.hint.split(" to find")[0])
