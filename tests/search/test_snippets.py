"""Snippets show the hits and mark them exactly."""

from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.search.snippets import snippet


def test_short_text_is_shown_whole() -> None:
    assert snippet("获一等奖。", [(1, 4)]) == ("获一等奖。", ((1, 4),))


def test_long_text_is_cut_around_the_hits() -> None:
    text = "甲" * 300 + "，获一等奖。" + "乙" * 300
    shown, marks = snippet(text, [(302, 305)])
    assert shown.startswith("…") and shown.endswith("…")
    assert [shown[start:end] for start, end in marks] == ["一等奖"]
    assert len(shown) <= 122


def test_stretch_with_most_hits_is_chosen() -> None:
    text = "奖" + "甲" * 300 + "奖项奖项"
    shown, marks = snippet(text, [(0, 1), (301, 302), (303, 304)])
    assert len(marks) == 2
    assert shown.endswith("奖项奖项")


def test_line_ends_are_shown_as_blanks() -> None:
    assert snippet("项目\t预算\n数", [])[0] == "项目 预算 数"


@given(st.text(max_size=400), st.data())
def test_marks_show_the_marked_text(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=4)) if text else []
    marks = sorted({(start, min(len(text), start + 3)) for start in starts})
    shown, found = snippet(text, marks)
    visible = "".join(" " if char.isspace() else char for char in text)
    assert shown.strip("…") in visible or "…" in text
    originals = {visible[start:end] for start, end in marks}
    assert all(any(shown[start:end] in original for original in originals) for start, end in found)
    assert not marks or found
