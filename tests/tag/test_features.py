"""Features: a row tells what a candidate is and what stands around it, and nothing else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_nlp.tag.arrays import Fields, text_arrays
from kexie_nlp.tag.features import BUCKET_BITS, chosen, feature_rows, plain_features, sieve_rows
from kexie_nlp.tag.matches import Matches
from kexie_nlp.tag.tagger import Proposals, Proposer
from kexie_nlp.tokenize import WordCutter, Words

TEXT = (
    "临溪县科协主办第10届临溪县青少年科技创新大赛，共评出一等奖12项。\n"
    "会上表彰了先进集体和先进个人，覃望舒作了发言；其后县科协与县农业农村局赴丹溪镇举办茶叶种植技术培训班3期，培训428人次。"
)
NO_MATCHES = Matches(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint64))


def proposals(proposer: Proposer, cutter: WordCutter, text: str) -> Proposals:
    return proposer(text, cutter.words(text))


def rows_by_span(found: Proposals, shift: int = 0) -> dict[tuple[int, int], list[int]]:
    """Return span → all its features."""
    rows = np.hstack([sieve_rows(found.plain), feature_rows(found.plain)])
    spans = zip((found.candidates.start - shift).tolist(), (found.candidates.end - shift).tolist(), strict=True)
    return dict(zip(spans, rows.tolist(), strict=True))


@settings(deadline=None)
@given(st.text("科协大赛12、。\n🎈ab", min_size=1, max_size=30))
def test_substrings_hash_alike_if_and_only_if_they_are_alike(text: str) -> None:
    words = Words.of(text, ["n"] * len(text))
    arrays = text_arrays(text, words, NO_MATCHES, Fields({}))
    spans = [(start, end) for start in range(len(text)) for end in range(start + 1, min(start + 5, len(text) + 1))]
    starts, ends = np.array(spans).T
    meaning: dict[int, str] = {}
    known: dict[str, int] = {}
    for (start, end), code in zip(spans, arrays.substring(starts, ends).tolist(), strict=True):
        assert meaning.setdefault(code, text[start:end]) == text[start:end]
        assert known.setdefault(text[start:end], code) == code


def test_rows_are_buckets(proposer: Proposer, cutter: WordCutter) -> None:
    found = proposals(proposer, cutter, TEXT)
    for rows in (sieve_rows(found.plain), feature_rows(found.plain)):
        assert rows.shape[0] == len(found.candidates.start)
        assert rows.dtype == np.int64
        assert rows.min() >= 0
        assert rows.max() < 1 << BUCKET_BITS


@pytest.mark.parametrize("before", ["序。\n", "二〇二一年度报告\n\n" * 40, "🎈🎈\n"])
def test_rows_do_not_depend_on_the_position_in_the_text(proposer: Proposer, cutter: WordCutter, before: str) -> None:
    alone = rows_by_span(proposals(proposer, cutter, TEXT))
    moved = rows_by_span(proposals(proposer, cutter, before + TEXT), len(before))
    second_line = TEXT.index("\n") + 1
    inner = {span: row for span, row in alone.items() if span[0] >= second_line}
    assert len(inner) > 30
    assert inner == {span: row for span, row in moved.items() if span[0] >= second_line}


def test_rows_do_not_depend_on_the_other_candidates(proposer: Proposer, cutter: WordCutter) -> None:
    words = cutter.words(TEXT)
    spans = proposer(TEXT, words).candidates
    arrays = text_arrays(TEXT, words, proposer.matcher.find(TEXT), Fields({}))
    few = np.arange(0, len(spans.start), 7)
    together = plain_features(arrays, spans.start, spans.end, spans.masks)
    apart = plain_features(arrays, spans.start[few], spans.end[few], spans.masks[few])
    assert np.array_equal(feature_rows(apart), feature_rows(together)[few])
    assert np.array_equal(feature_rows(chosen(together, few)), feature_rows(together)[few])
    assert np.array_equal(sieve_rows(apart), sieve_rows(together)[few])


def test_rows_differ_where_the_neighbours_do(proposer: Proposer, cutter: WordCutter) -> None:
    rows = {}
    for text in ("荣获先进集体称号", "表彰先进集体称号"):
        found = rows_by_span(proposals(proposer, cutter, text))
        rows[text] = found[2, 6]
    one, other = rows.values()
    same = sum(left == right for left, right in zip(one, other, strict=True))
    assert 0 < same < len(one)


def test_same_name_in_the_same_setting_has_the_same_row(proposer: Proposer, cutter: WordCutter) -> None:
    line = "会议在县里召开，表彰了先进集体和先进个人，覃望舒作了发言。\n"
    found = rows_by_span(proposals(proposer, cutter, line * 3))
    at = [line.index("先进集体") + len(line) * number for number in range(3)]
    first, second, third = (found[start, start + 4] for start in at)
    assert first == second == third


def test_features_are_the_same_on_every_machine() -> None:
    """Buckets stand in the shipped model, so a text must give the same ones wherever and whenever it is read."""
    words = Words.of(["一等", "奖牌", "2枚"], ["m", "n", "m"])
    text = "".join(words.texts)
    arrays = text_arrays(text, words, NO_MATCHES, Fields({}))
    again = text_arrays(text, words, NO_MATCHES, Fields({}))
    ends = np.array([2, 4]), np.array([4, 6])
    assert np.array_equal(arrays.substring(*ends), again.substring(*ends))
    base = 0x9E3779B97F4A7C15
    expected = ((ord("奖") + 1) + (ord("牌") + 1) * base) % (1 << 64)
    assert int(arrays.substring(np.array([2]), np.array([4]))[0]) == expected


def test_a_word_has_the_field_that_the_lexicon_gives_it() -> None:
    words = Words.of(["奖", "经费", "的", "经", "费", "大赛经费", "经费"], ["n"] * 7)
    fields = {"奖": 3, "经费": 5, "大赛": 2, "费": 0}
    arrays = text_arrays("".join(words.texts), words, NO_MATCHES, Fields(fields))
    assert arrays.field.tolist() == [fields.get(word, 0) for word in words.texts]
