"""Pairs for finding, words for ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.search.cutting import (
    END_MARK,
    cover,
    pair_places,
    pairs,
    possible_words,
    run_forms,
    weaker_words,
    with_capitals,
    word_list,
    words,
    words_of_lines,
)


def test_every_position_begins_a_pair() -> None:
    assert pair_places("科技科技") == {"科技": [0, 2], "技科": [1], f"技{END_MARK}": [3]}
    assert pairs("科技馆") == ["科技", "技馆", f"馆{END_MARK}"]
    assert pair_places("") == {} and pairs("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("有covid-19例", "有Covid-１9例"), ("2019年3d打印", "２019年３d打印"), ("science fair", "Science Fair"), ("科技", "科技"), ("", "")],
)
def test_a_capital_where_a_latin_word_begins(text: str, expected: str) -> None:
    assert with_capitals(text) == expected


@pytest.mark.parametrize(
    ("run", "at_word_start", "forms"),
    [
        ("19年", False, ("１9年", "19年")),
        ("19年", True, ("１9年",)),
        ("年19", False, ("年１9",)),
        ("科技", True, ("科技",)),
        ("a", False, ("A", "a")),
        ("", False, ("",)),
    ],
)
def test_forms_of_a_run(run: str, at_word_start: bool, forms: tuple[str, ...]) -> None:
    assert run_forms(run, at_word_start=at_word_start) == forms


@pytest.mark.parametrize(
    ("run", "expected"),
    [("科技", [("科技", 0)]), ("科技馆", [("科技", 0), ("技馆", 1)]), ("科技创新", [("科技", 0), ("创新", 2)]), ("科", []), ("", [])],
)
def test_cover(run: str, expected: list[tuple[str, int]]) -> None:
    assert cover(run) == expected


@given(st.text(st.sampled_from("甲乙丙"), min_size=2, max_size=9), st.text(st.sampled_from("甲乙丙"), max_size=30))
def test_cover_finds_exactly_the_run(run: str, text: str) -> None:
    places = pair_places(text)
    starts = set.intersection(*({place - offset for place in places.get(gram, [])} for gram, offset in cover(run)))
    assert starts == {at for at in range(len(text)) if text.startswith(run, at)}


def test_words_leave_runs_of_letters_and_digits_whole() -> None:
    found = words("青少年科技创新大赛covid-19有2019年")
    assert {"青少年", "科技", "大赛", "covid-19", "2019"} <= found.keys()


def test_words_stand_in_order_beside_characters_for_private_use() -> None:
    assert word_list("\ue000covid-19科技\ue001a科普\ue000b7") == ["covid-19", "科技", "科普", "b7"]


def test_words_of_lines_are_those_of_each_line() -> None:
    lines = ["青少年科技创新大赛", "", "covid-19有2019年", "科普\t科普"]
    assert list(words_of_lines("\n".join(lines))) == [set(words(line)) for line in lines]
    assert list(words_of_lines("")) == [set()]


def test_possible_words_hold_the_words() -> None:
    assert {"科技", "创新大赛"} <= set(possible_words("科技创新大赛"))


def test_weaker_words() -> None:
    assert weaker_words("科技经费") == ["科技", "经费"]
    assert weaker_words("科技") == []
