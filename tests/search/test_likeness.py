"""What makes a passage like another."""

from collections.abc import Mapping, Sequence

import pytest

from kexie_nlp.search.likeness import LEAST_LIKENESS, likeness, likeness_tree, word_weights
from kexie_nlp.search.tree import Nothing, Or, Run

FREQUENT = {"开展": 900, "活动": 800, "科普": 500, "大篷车": 3, "篷车": 4, "巡展": 5}


def passages_with(words: Sequence[str]) -> Mapping[str, int]:
    return {word: FREQUENT[word] for word in words if word in FREQUENT}


TEXT = "开展科普大篷车巡展活动34场。"
WEIGHTS = word_weights(TEXT, passages_with, 1000)


def test_rare_words_weigh_more_and_numbers_nothing() -> None:
    assert list(WEIGHTS)[:2] == ["大篷车", "巡展"]
    assert WEIGHTS["大篷车"] > WEIGHTS["科普"] > WEIGHTS["开展"]
    assert WEIGHTS["大篷车"] > 2 * WEIGHTS["篷车"]  # which is a part of the other
    assert "34" not in WEIGHTS


def test_a_passage_is_most_like_itself() -> None:
    texts = [TEXT, "全年开展科普大篷车巡展进校园。", "科普大篷车停驶。", "开展党建活动。", "召开预算会议。"]
    scores = [likeness(WEIGHTS, text) for text in texts]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0.9
    assert scores[2] > LEAST_LIKENESS > scores[3]
    assert scores[4] == 0


def test_the_tree_asks_for_any_of_the_words() -> None:
    tree = likeness_tree(WEIGHTS)
    assert isinstance(tree, Or) and Run("大篷车") in tree.parts


@pytest.mark.parametrize("text", ["", "2021 34", "，。"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    weights = word_weights(text, passages_with, 1000)
    assert likeness_tree(weights) == Nothing()
    assert likeness(weights, TEXT) == 0
