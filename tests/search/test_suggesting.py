"""What may be meant by a part of a name, or by a name written wrongly."""

import pytest

from kexie_nlp.search.folding import needle
from kexie_nlp.search.suggesting import Suggestion, Term, Vocabulary, block_of

NAMES = {
    "competition": [("青少年科技创新大赛", 9), ("第34届青少年科技创新大赛", 2), ("机器人竞赛", 5), ("ＦＬＬ挑战赛", 1)],
    "award": [("一等奖", 30), ("省级一等奖", 4), ("二等奖", 30)],
    "project": [("科普大篷车", 7)],
    "word": [("青少年", 50), ("大篷车", 8), ("科普大篷车", 7), ("机器人", 6), ("奖励", 3)],
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    blocks = {field: [Term(value, needle(value).plain, passages) for value, passages in names] for field, names in NAMES.items()}
    return Vocabulary({field: block_of(terms) for field, terms in blocks.items()})


def shown(found: list[Suggestion]) -> list[tuple[str, str]]:
    return [(one.value, one.how) for one in found]


MEANT = [
    ("青少年", (), [("青少年", "beginning"), ("青少年科技创新大赛", "beginning"), ("第34届青少年科技创新大赛", "inside")]),
    ("科技创新", (), [("青少年科技创新大赛", "inside"), ("第34届青少年科技创新大赛", "inside")]),
    ("一等", (), [("一等奖", "beginning"), ("省级一等奖", "inside")]),
    ("等奖", ("award",), [("一等奖", "inside"), ("二等奖", "inside"), ("省级一等奖", "inside")]),
    ("科普", ("word",), [("科普大篷车", "beginning")]),
    ("科普", (), [("科普大篷车", "beginning")]),  # not twice, as a name and as a word
    ("大棚车", (), [("大篷车", "similar")]),
    ("大篷車", ("word",), [("大篷车", "beginning"), ("科普大篷车", "inside")]),
    ("机器人竟赛", (), [("机器人竞赛", "similar"), ("机器人", "similar")]),
    ("青少年科技创新大塞", ("competition",), [("青少年科技创新大赛", "similar"), ("第34届青少年科技创新大赛", "similar")]),
    ("fll", (), [("ＦＬＬ挑战赛", "beginning")]),
    ("火箭", (), []),
    ("一", ("project",), []),
    ("x\ty\n9", (), []),
    ("9", ("project",), []),  # counts are no part of a name
]


@pytest.mark.parametrize(("typed", "fields", "expected"), MEANT)
def test_what_may_be_meant(vocabulary: Vocabulary, typed: str, fields: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert shown(vocabulary.suggest(typed, fields)) == expected


def test_the_frequent_come_first_and_no_more_than_asked_for(vocabulary: Vocabulary) -> None:
    assert [one.value for one in vocabulary.suggest("", limit=3)] == ["青少年", "一等奖", "二等奖"]
    assert shown(vocabulary.suggest("青少年", limit=1)) == [("青少年", "beginning")]


def test_similar_names_leave_out_those_that_hold_it(vocabulary: Vocabulary) -> None:
    assert "大篷车" not in [one.value for one in vocabulary.similar("大篷车")]


REWRITTEN = [
    ("科技创心", ["科技创新"]),
    ("技创心大", ["技创新大"]),
    ("青少年科技创心大塞", ["青少年科技创新大赛"]),
    ("大棚车", ["大篷车"]),
    ("科技创新", ["科技创新"]),
    ("火箭发射", []),
    ("机气", []),  # of two characters, one is too little to go by
    ("", []),
]


@pytest.mark.parametrize(("typed", "expected"), REWRITTEN)
def test_a_wrong_character_within_names_is_put_right(vocabulary: Vocabulary, typed: str, expected: list[str]) -> None:
    assert [one.value for one in vocabulary.rewritten(typed)] == expected


@pytest.mark.parametrize(
    ("suggestion", "query"),
    [
        (Suggestion("award", "一等奖", 1, "inside"), 'award:"一等奖"'),
        (Suggestion("word", "奖励", 1, "inside"), '"奖励"'),
        (Suggestion("org", '甲"乙"队', 1, "inside"), 'org:“甲"乙"队”'),
    ],
)
def test_a_suggestion_can_be_searched_for(suggestion: Suggestion, query: str) -> None:
    assert suggestion.query == query


def test_an_empty_vocabulary_suggests_nothing() -> None:
    assert Vocabulary({}).suggest("科普") == Vocabulary({"award": block_of([])}).suggest("科普") == []
