"""The query language: what is understood as what, and what a wrong query is told."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.errors import QueryError, visible
from kexie_nlp.search.fields import FIELDS
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.tree import And, Between, Everything, Leaf, Named, Near, Node, Not, Or, Run


def word(text: str) -> Run:
    return Run(text, or_name=True)


def day(beginning: str) -> Named:
    return Named("date", beginning, at_start=True)


def days(*beginnings: str) -> Or:
    return Or(tuple(map(day, beginnings)))


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
    ("级别:全国", Named("level", "国家")),
    ("级别:国", Named("level", "国")),
    ("级别:省*", Named("level", "省", at_start=True)),
    ("人次:>=1万人次", Between("quantity", "人次", 10_000, None)),
    ("日期:9月", Named("date", "9月")),
    ("日期:2020-02-29", Named("date", "2020-02-29")),
    ("奖项:(一等奖 或 金奖)", Or((Named("award", "一等奖"), Named("award", "金奖")))),
    ("奖项:(一等奖 -年份:2019) 甲", And((And((Named("award", "一等奖"), Not(Between("year", "", 2019, 2019)))), Run("甲")))),
    ("年份:2019-2022", Between("year", "", 2019, 2022)),
    ("年份:2019年—2022年", Between("year", "", 2019, 2022)),
    ("金额:50-100万元", Between("amount", "", 500_000, 1_000_000)),
    ("比例:-5%..0", Between("percent", "", -5, 0)),
    ("比例:<-5%", Between("percent", "", None, -5, includes_high=False)),
    ("金额:-5", Between("amount", "", -5, -5)),
    ('"科普 讲座"~5', Near(("科普", "讲座"), 5)),
    ("“科普　讲座”～５", Near(("科普", "讲座"), 5)),
    ('"科普 讲座"~', Near(("科普", "讲座"), 10)),
    ('"科普 讲座"~0 甲', And((Near(("科普", "讲座"), 0), Run("甲")))),
    ('-"科普 讲座 大赛"~20', Not(Near(("科普", "讲座", "大赛"), 20))),
    ('"科普讲座"~5', Run("科普讲座")),
    ("青少年*", Run("青少年", at_word_start=True)),
    ("covid＊", Run("covid", at_word_start=True)),
    ('"science f"*', Run("science f", at_word_start=True)),
    ("-青*", Not(Run("青", at_word_start=True))),
    ("青*年", word("青*年")),
    ("青少年~", word("青少年~")),
    ("*", Everything()),
    ("＊ 甲", And((Everything(), Run("甲")))),
    ('"*"', Run("*")),
    ("奖项:省*", Named("award", "省", at_start=True)),
    ('竞赛:"第3"＊', Named("competition", "第3", at_start=True)),
    ("实体:奖项", Named("type", "AWARD")),
    ("type:award", Named("type", "AWARD")),
    ("日期:2021年5月", Named("date", "2021年5月")),
    ("日期:2021", Named("date", "2021")),
    ("日期:2021-05..2021-06", days("2021-05", "2021-06")),
    ("日期:2021..2021", day("2021")),
    ("日期:2020年12月至2022年1月2日", days("2020-12", "2021", "2022-01-01", "2022-01-02")),
    ("日期:2020/12/30..2021", days("2020-12-30", "2020-12-31", "2021")),
    ("日期:>=2098-12-31", days("2098-12-31", "2099")),
    ("日期:>2098", day("2099")),
    ("日期:<1901", day("1900")),
    ("日期:≤1900-02", days("1900-01", "1900-02")),
    ("日期:..1900", day("1900")),
    ("日期:2019..2031", days("2019", "202", "2030", "2031")),
    ("日期:2010-02..2019", days(*(f"2010-{month:02}" for month in range(2, 13)), *map(str, range(2011, 2020)))),
    ("甲 ＆＆ 乙", And((Run("甲"), Run("乙")))),
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
    ("级别:火星", 3, "there is no level '火星'; the levels are 国际、国家、省、市、县"),
    ("日期:2021-13", 3, "'2021-13' is not a date"),
    ("日期:2021年2月30日", 3, "'2021年2月30日' is not a date"),
    ("日期:昨天", 3, "'昨天' is not a date"),
    ("人次:>=1万场", 3, "'场' is another unit than that of the field, '人次'"),
    ("甲 奖项:*", 5, "a value is needed here"),
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
    ("年份:20*", 3, "no beginning"),
    ('"科普 讲座"~999', 8, "up to 200"),
    ('"科普 讲座"~99999999999999999999', 8, "up to 200"),
    ('"一 二 三 四 五 六"~5', 0, "5 are allowed"),
    ('奖项:"一等 二等"~5', 3, "not in a field"),
    ("实体:火箭", 3, "no entity type"),
    ("日期:2021-13..2022", 3, "is not a date"),
    ("日期:去年..今年", 3, "is not a date"),
    ("日期:2022..2021", 3, "ends before"),
    ("日期:>2099", 3, "ends before"),
    ("日期:..1800", 3, "from 1900"),
    ('"一 二"~5 ' * 4, 24, "more than 3 times"),
    ("日期:1901-01-02..2098-12-30 " * 5, 104, "too much at once"),
    ('""~3', 0, "nothing to look for"),
    ('""*', 0, "nothing to look for"),
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
    tree = parse_query(field.example)  # type: ignore[attr-defined]
    assert isinstance(tree, Leaf) or (isinstance(tree, Or) and all(isinstance(part, Leaf) for part in tree.parts))


@given(st.text(st.one_of(st.sampled_from('甲a1 "“”()（）|-:：>.年份奖项'), st.characters()), max_size=30))
def test_any_string_is_read_or_refused(query: str) -> None:
    try:
        parse_query(query)
    except QueryError as error:
        assert 0 <= error.position <= len(query)
        parse_query(error.hint.split(" to find")[0])


OTHER_NAMES = {"青创赛": ("青少年科技创新大赛",), "龙图杯": ("BIM应用大赛", "全国BIM大赛")}


def others(text: str, field: str) -> tuple[str, ...]:
    return OTHER_NAMES.get(text, ()) if field in {"", "competition"} else ()


EXPANDED: list[tuple[str, Node]] = [
    ("青创赛", Or((word("青创赛"), word("青少年科技创新大赛")))),
    ("龙图杯", Or((word("龙图杯"), word("BIM应用大赛"), word("全国BIM大赛")))),
    ("-青创赛", Not(Or((word("青创赛"), word("青少年科技创新大赛"))))),
    ("竞赛:青创赛", Or((Named("competition", "青创赛"), Named("competition", "青少年科技创新大赛")))),
    ("奖项:青创赛", Named("award", "青创赛")),
    ('"青创赛"', Run("青创赛")),
    ('竞赛:"青创赛"', Named("competition", "青创赛")),
    ("青创赛*", Run("青创赛", at_word_start=True)),
    ("大篷车", word("大篷车")),
]


@pytest.mark.parametrize(("query", "expected"), EXPANDED, ids=[query for query, _ in EXPANDED])
def test_words_are_also_looked_for_by_other_names(query: str, expected: Node) -> None:
    assert parse_query(query, others=others) == expected


@pytest.mark.parametrize(("query", "expected"), [("青创赛", Run("青创赛")), ("竞赛:青创赛", Named("competition", "青创赛"))])
def test_without_aliases_only_what_is_written(query: str, expected: Node) -> None:
    assert parse_query(query, aliases=False, others=others) == expected


HOSTILE = [
    "(" * 499 + ")" * 499,
    "-(" * 30 + "甲" + ")" * 30,
    "甲 " * 500,
    "|".join("甲" * 500),
    '"' * 999,
    '"甲 乙"~5 ' * 100,
    "~*" * 500,
    "年份:" * 200,
    "日期:1900-01-02..2099-12-30 " * 30,
    "\x00\x1b[2J\u202e甲",
    "甲\x1b[31m:",
    "甲" * 10**6,
    "((((.*)+)+)+)+$" * 60,
    "金额:" + "9" * 900,
    "𠀀" * 900,
    "金额:>" + "万亿" * 400,
    "日期:" + "2021-01.." * 90,
    "甲" * 900 + ")",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered_at_once(query: str) -> None:
    started = time.perf_counter()
    try:
        parse_query(query)
    except QueryError as error:
        message = str(error)
        assert len(message) < 1500
        assert visible(message.replace("\n", "")) == message.replace("\n", "")
    assert time.perf_counter() - started < 2
