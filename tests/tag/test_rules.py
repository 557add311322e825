"""What is left of the tagger without a part of it."""

from collections.abc import Collection

import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.resources import folder
from kexie_nlp.tag import Model, Tagger, load_model
from kexie_nlp.tag.candidates import STRETCH
from kexie_nlp.tag.rules import PARTS, PartialProposer, parts_left
from kexie_nlp.tag.tagger import Proposer
from kexie_nlp.tokenize import WordCutter, Words

Found = set[tuple[str, str]]
TEXT = "2021年5月，中国科协印发《学会工作要点》，拨款12万元，获一等奖3项。岩柳县稻米协会在全国科普日举办展览。"


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model(folder("models"))


def found(lexicons: Lexicons, cutter: WordCutter, model: Model, without: Collection[str], text: str = TEXT) -> Found:
    propose, weigh = parts_left(lexicons, model, without)
    tagger = Tagger(lexicons, model, propose=propose, weigh=weigh, fills_gaps=not without)
    return {(entity.text, entity.type) for entity in tagger.tag(text, cutter.words(text))}


LISTED: Found = {("中国科协", "ORG"), ("一等奖", "AWARD"), ("全国科普日", "ACTIVITY")}
PATTERNED: Found = {
    ("2021年5月", "DATE"),
    ("《学会工作要点》", "DOCUMENT"),
    ("12万元", "AMOUNT"),
    ("3项", "QUANTITY"),
}


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        (("classifier",), LISTED | PATTERNED),
        (("classifier", "patterns"), LISTED),
        (("classifier", "lexicon"), PATTERNED),
        (PARTS, set()),
    ],
)
def test_rules_find_exactly_what_is_listed_or_patterned(
    lexicons: Lexicons, cutter: WordCutter, model: Model, without: Collection[str], expected: Found
) -> None:
    assert found(lexicons, cutter, model, without) == expected


def test_the_classifier_without_patterns_finds_listed_names_only(lexicons: Lexicons, cutter: WordCutter, model: Model) -> None:
    assert found(lexicons, cutter, model, ("patterns",)) <= LISTED


def test_the_classifier_without_lexicon_finds_names_by_their_head(lexicons: Lexicons, cutter: WordCutter, model: Model) -> None:
    left = found(lexicons, cutter, model, ("lexicon",))
    assert left >= PATTERNED
    assert ("岩柳县稻米协会", "ORG") in left


def test_nothing_left_out_is_the_tagger(lexicons: Lexicons, cutter: WordCutter, model: Model) -> None:
    tagger = Tagger(lexicons, model)
    assert found(lexicons, cutter, model, ()) == {(entity.text, entity.type) for entity in tagger.tag(TEXT, cutter.words(TEXT))}


@pytest.mark.parametrize("text", ["参加全国科普日活动", "中国科学技术协会科普部"])
def test_of_overlapping_names_the_longest_is_taken(lexicons: Lexicons, cutter: WordCutter, model: Model, text: str) -> None:
    propose, weigh = parts_left(lexicons, model, ("classifier",))
    proposals = propose(text, cutter.words(text))
    taken = weigh(proposals)
    assert taken
    places = [place for item in taken for place in range(item.start, item.end)]
    assert len(places) == len(set(places))
    assert {item.score for item in taken} == {1.0}


def test_a_text_without_candidates(lexicons: Lexicons, cutter: WordCutter, model: Model) -> None:
    assert found(lexicons, cutter, model, ("classifier",), "的了着") == set()


def test_partial_candidates_are_some_of_all(lexicons: Lexicons, cutter: WordCutter, proposer: Proposer) -> None:
    words = cutter.words(TEXT)
    every = spans(proposer, TEXT, words)
    for part in ("lexicon", "patterns"):
        left = spans(PartialProposer(lexicons, (part,)), TEXT, words)
        assert left < every, part


def spans(propose: Proposer, text: str, words: Words) -> set[tuple[int, int]]:
    """Return the candidates but those that only their surroundings propose, as they are none if they are generic terms of a lexicon."""
    candidates = propose(text, words).candidates
    return {
        (start, end)
        for start, end, mask in zip(candidates.start.tolist(), candidates.end.tolist(), candidates.masks.tolist(), strict=True)
        if mask != STRETCH
    }
