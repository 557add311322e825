from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES, VALUE_TYPES
from kexie_nlp.marked import Mark, parse_marked, read_marked

RIGHT = [
    ("", "", ()),
    ("没有标记的一行。", "没有标记的一行。", ()),
    ("⟦青屏县科协|ORG⟧召开会议", "青屏县科协召开会议", (Mark(0, 5, "ORG", None),)),
    ("共⟦539次|QUANTITY|学术交流活动⟧。", "共539次。", (Mark(1, 5, "QUANTITY", "学术交流活动"),)),
    ("⟦一等奖|AWARD⟧⟦6项|QUANTITY⟧", "一等奖6项", (Mark(0, 3, "AWARD", None), Mark(3, 5, "QUANTITY", None))),
    ("表|格\n⟦临溪县|PLACE⟧", "表|格\n临溪县", (Mark(4, 7, "PLACE", None),)),
]


@pytest.mark.parametrize(("marked", "text", "marks"), RIGHT, ids=[row[0] or "empty" for row in RIGHT])
def test_parse_marked(marked: str, text: str, marks: tuple[Mark, ...]) -> None:
    parsed = parse_marked(marked)
    assert (parsed.text, parsed.marks) == (text, marks)


WRONG = [
    ("⟦青屏县科协|ORGAN⟧", 1, "unknown type ORGAN; expected one of ORG, PERSON"),
    ("一\n⟦青屏县科协⟧", 2, "⟦ outside a mark"),
    ("一\n二\n科协|ORG⟧", 3, "⟧ outside a mark"),
    ("⟦青屏县\n科协|ORG⟧", 1, "on one line"),
    ("⟦外⟦内|ORG⟧|ORG⟧", 1, "⟦ outside a mark"),
    ("一\n⟦青屏县科协|ORG|会议⟧", 2, "only AMOUNT, QUANTITY and PERCENT carry one"),
    ("⟦6项|QUANTITY|⟧", 1, "an empty indicator on '6项'"),
    ("⟦|ORG⟧", 1, "⟦ outside a mark"),
]


@pytest.mark.parametrize(("marked", "line", "reason"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_mark_is_refused_with_its_line(marked: str, line: int, reason: str) -> None:
    with pytest.raises(ResourceError) as caught:
        parse_marked(marked, "a.marked.txt")
    assert (caught.value.path, caught.value.line) == ("a.marked.txt", line)
    assert reason in str(caught.value)


PLAIN = st.text(st.characters(exclude_characters="⟦⟧|\n", exclude_categories=["Cs"]), min_size=1, max_size=8)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, str, list[Mark]]:
    marked, text, marks = "", "", []
    for plain, name, kind, indicator in draw(st.lists(st.tuples(PLAIN, PLAIN, st.sampled_from(ENTITY_TYPES), PLAIN), max_size=6)):
        third = indicator if kind in VALUE_TYPES and indicator.strip() else None
        marked += f"{plain}⟦{name}|{kind}{'' if third is None else '|' + third}⟧\n"
        marks.append(Mark(len(text) + len(plain), len(text) + len(plain) + len(name), kind, third))
        text += plain + name + "\n"
    return marked, text, marks


@given(marked_texts())
def test_marks_are_read_back_as_written(case: tuple[str, str, list[Mark]]) -> None:
    marked, text, marks = case
    parsed = parse_marked(marked)
    assert (parsed.text, list(parsed.marks)) == (text, marks)


def test_read_marked_drops_the_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.marked.txt"
    path.write_bytes("\ufeff⟦临溪县|PLACE⟧\r\n".encode())
    assert read_marked(path).text == "临溪县\n"


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "cannot be read"), ("县科协".encode("gb18030"), "byte 0 is not UTF-8")], ids=["missing", "gb18030"]
)
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "a.marked.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ResourceError, match=reason):
        read_marked(path)


def test_the_gold_files_give_back_their_sources(shared: Path) -> None:
    pairs = [(path, path.with_name(path.name.replace(".marked.", ".source."))) for path in (shared / "gold/wild").glob("*.marked.txt")]
    assert pairs
    for marked, source in pairs:
        assert read_marked(marked).text.strip("\n") in source.read_text(encoding="utf-8"), marked.name
