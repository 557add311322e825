"""Errors by cause and the learning curve."""

from dataclasses import replace

import pytest

from kexie_nlp.document import Entity
from kexie_nlp.evaluation import Setting, find_mistakes, learning_curve
from kexie_nlp.evaluation.errors import CAUSES
from kexie_nlp.labels import EntityType
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.marked import parse_marked
from kexie_nlp.records import Analysis
from kexie_nlp.resources import folder
from kexie_nlp.training import Excerpt, read_corpus

Found = tuple[str, EntityType]


class Instead(Setting):
    """A setting whose tagger finds what it is told to."""

    def __init__(self, *found: Found) -> None:
        super().__init__()
        self._found = found

    def analyze(self, excerpt: Excerpt) -> Analysis:
        """Return the entities told of."""
        text = excerpt.marked.text
        spans = [(text.index(written), written, name) for written, name in self._found]
        entities = tuple(Entity(start, start + len(word), name, word, None, None, "test", 0.9) for start, word, name in spans)
        return replace(super().analyze(excerpt), entities=entities)


MISTAKES: list[tuple[str, list[Found], list[tuple[str, str]]]] = [
    ("来到⟦岩柳县|PLACE⟧调研。", [("岩柳县", "PLACE")], []),
    ("来到⟦岩柳县|PLACE⟧调研。", [("岩柳县", "ORG")], [("wrong type", "")]),
    ("会后，⟦岩柳县稻米协会|ORG⟧办展。", [("稻米协会", "ORG")], [("wrong bounds", "too short on the left")]),
    ("会后，⟦岩柳县稻米协会|ORG⟧办展。", [("，岩柳县稻米", "ORG")], [("wrong bounds", "too long on the left, too short on the right")]),
    ("会后，⟦岩柳县稻米协会|ORG⟧办展。", [("岩柳县稻米协会办展", "ORG")], [("wrong bounds", "too long on the right")]),
    ("会后，⟦岩柳县稻米协会|ORG⟧办展。", [("岩柳县", "PLACE")], [("wrong type and bounds", "")]),
    ("会后，⟦岩柳县稻米协会|ORG⟧办展。", [], [("proposed, held too unlikely", "")]),
    ("大家⟦摆了摆手|ACTIVITY⟧就走。", [], [("not proposed", "")]),
    ("来到岩柳县调研。", [("岩柳县", "PLACE")], [("spurious", "")]),
]


@pytest.mark.parametrize(("marked", "found", "expected"), MISTAKES)
def test_causes(marked: str, found: list[Found], expected: list[tuple[str, str]]) -> None:
    mistakes = find_mistakes([Excerpt("x", "train", parse_marked(marked))], Instead(*found))
    assert [(mistake.cause, mistake.detail) for mistake in mistakes] == expected
    for mistake in mistakes:
        assert f"【{mistake.text}】" in mistake.sentence
        assert mistake.file == "x"


def test_a_mistake_tells_what_was_found_instead() -> None:
    excerpt = Excerpt("x", "train", parse_marked("会后，⟦岩柳县稻米协会|ORG⟧办展。"))
    (mistake,) = find_mistakes([excerpt], Instead(("稻米协会", "ORG")))
    assert (mistake.type, mistake.text, mistake.found_type, mistake.found) == ("ORG", "岩柳县稻米协会", "ORG", "稻米协会")
    assert mistake.proposed
    assert mistake.sentence == "会后，【岩柳县稻米协会】办展。"


def test_only_the_sentence_around_is_shown() -> None:
    text = "第一句话在这里。" + "很长的话" * 20 + "来到⟦岩柳县|PLACE⟧调研。第三句话。"
    (mistake,) = find_mistakes([Excerpt("x", "train", parse_marked(text))], Instead())
    assert mistake.sentence.startswith("…")
    assert mistake.sentence.endswith("来到【岩柳县】调研。")


def test_mistakes_on_held_out_text_add_up_to_its_scores() -> None:
    held_out = read_corpus(folder("corpora") / "marked", "held-out")[:4]
    setting, lines = Setting(), list[str]()
    mistakes = find_mistakes(held_out, setting, progress=lines.append)
    missed = [mistake for mistake in mistakes if mistake.cause != "spurious"]
    wanted = found = right = 0
    for excerpt, analysis in setting.analyses(held_out):
        gold = {(mark.start, mark.end, mark.type) for mark in excerpt.marked.marks}
        spans = {(entity.start, entity.end, entity.type) for entity in analysis.entities}
        wanted, found, right = wanted + len(gold), found + len(spans), right + len(gold & spans)
    assert len(lines) == 4
    assert [CAUSES.index(mistake.cause) for mistake in mistakes] == sorted(CAUSES.index(mistake.cause) for mistake in mistakes)
    # bare numbers of table cells count on neither side
    assert 0 < len(missed) <= wanted - right
    assert len(mistakes) - len(missed) <= found - right


@pytest.mark.slow
def test_learning_curve(lexicons: Lexicons) -> None:
    place = folder("corpora") / "marked"
    corpus, held_out = read_corpus(place, "train")[:12], read_corpus(place, "held-out")[:4]
    points = learning_curve(corpus, held_out, lexicons, shares=(0.25, 1.0), draws=2)
    assert [(point.share, point.texts, len(point.scores)) for point in points] == [(0.25, 3, 2), (1.0, 12, 1)]
    assert points[0].mean < points[1].mean
    assert points[0].characters < points[1].characters
    assert points == learning_curve(corpus, held_out, lexicons, shares=(0.25, 1.0), draws=2)
