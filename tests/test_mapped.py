import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.mapped import MappedText, without

DELETIONS = [
    ("甲乙丙", [], "甲乙丙"),
    ("甲乙丙", [(0, 1)], "乙丙"),
    ("甲乙丙", [(1, 2)], "甲丙"),
    ("甲乙丙", [(2, 3)], "甲乙"),
    ("甲乙丙", [(0, 3)], ""),
    ("甲乙丙丁", [(0, 1), (1, 2)], "丙丁"),
    ("甲乙丙丁", [(0, 1), (2, 3)], "乙丁"),
    ("甲乙丙", [(1, 1)], "甲乙丙"),
    ("", [], ""),
]


@pytest.mark.parametrize(("text", "spans", "left"), DELETIONS, ids=[f"{text}-{spans}" for text, spans, _ in DELETIONS])
def test_without(text: str, spans: list[tuple[int, int]], left: str) -> None:
    assert without(text, spans).text == left


OFFSETS = [
    # 共 539 次 → 共539次: source offset, offset of the first kept character at or behind it
    (0, 0),
    (1, 1),
    (2, 1),
    (4, 3),
    (5, 4),
    (6, 4),
    (7, 5),
]


@pytest.mark.parametrize(("source", "copy"), OFFSETS)
def test_from_source(source: int, copy: int) -> None:
    assert without("共 539 次", [(1, 2), (5, 6)]).from_source(source) == copy


def test_a_span_maps_from_its_first_to_its_last_character() -> None:
    source = "共 539 次"
    mapped = without(source, [(1, 2), (5, 6)])
    start, end = mapped.span_to_source(1, 5)
    assert source[start:end] == "539 次"


def test_the_end_of_the_copy_maps_to_the_end_of_the_source() -> None:
    assert without("甲乙丙", [(1, 3)]).to_source(1) == 3
    assert MappedText("甲乙").to_source(2) == 2


@st.composite
def texts_with_deletions(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text(max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    return text, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(texts_with_deletions())
def test_every_kept_character_is_found_again(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    mapped = without(text, spans)
    gone = {offset for start, end in spans for offset in range(start, end)}
    kept = [offset for offset in range(len(text)) if offset not in gone]
    assert mapped.text == "".join(text[offset] for offset in kept)
    assert [mapped.to_source(offset) for offset in range(len(kept))] == kept
    assert [mapped.from_source(offset) for offset in kept] == list(range(len(kept)))


@given(texts_with_deletions())
def test_a_deleted_character_maps_to_the_next_kept_one(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    mapped = without(text, spans)
    kept = [mapped.to_source(offset) for offset in range(len(mapped.text))]
    for offset in range(len(text) + 1):
        assert mapped.from_source(offset) == sum(source < offset for source in kept)


@given(texts_with_deletions())
def test_many_offsets_at_once_move_as_each_alone(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    mapped = without(text, spans)
    length = len(mapped.text)
    pairs = [(start, end) for start in range(length) for end in range(start + 1, length + 1)]
    starts, ends = mapped.spans_to_source([start for start, _ in pairs], [end for _, end in pairs])
    assert list(zip(starts, ends, strict=True)) == [mapped.span_to_source(*pair) for pair in pairs]
    assert mapped.all_from_source(range(len(text) + 1)) == [mapped.from_source(offset) for offset in range(len(text) + 1)]
