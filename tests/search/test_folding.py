"""Differences of writing meet, and every span points at the original characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.search.folding import contains, find, fold, needle

SAME = [
    ("ＡＢＣ１２％", "abc12%"),
    ("科學技術協會", "科学技术协会"),
    ("第三十四届", "第34届"),
    ("二〇一九年", "2019年"),
    ("一等奖", "1等奖"),
    ("十月", "10月"),
    ("一百零五人", "105人"),
    ("1,234,567元", "1234567元"),
    ("“科技”", '"科技"'),
    ("科技 创新", "科技创新"),
    ("science   fair", "Science Fair"),
    ("科\u200b技", "科技"),
    ("三万人次", "3万人次"),
]
OTHER = [
    ("十三五", "135"),
    ("统一", "统1"),
    ("十分", "10分"),
    ("百姓", "100姓"),
    ("一些", "1些"),
    ("合计\t经费", "合计经费"),
    ("1,23", "123"),
]

FOUND = [
    ("在第三十四届大赛中", "34届", ["三十四届"]),
    ("在第34届大赛中", "三十四届", ["34届"]),
    ("在第三十四届大赛中", "十四", ["十四"]),
    ("在第三十四届大赛中", "第34届大", ["第三十四届大"]),
    ("獲 一 等 獎", "一等奖", ["一 等 獎"]),
    ("一等奖、一等奖", "一等奖", ["一等奖", "一等奖"]),
    ("啊啊啊", "啊啊", ["啊啊", "啊啊"]),
    ("拨款1,200元", "1200元", ["1,200元"]),
    ("拨款一千二百元", "1200元", ["一千二百元"]),
    ("第十届", "10", ["十"]),
    ("甲\n乙", "甲乙", ["甲\n乙"]),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_writings_meet(left: str, right: str) -> None:
    assert contains(fold(left), needle(right))
    assert contains(fold(right), needle(left))


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_different_things_do_not_meet(left: str, right: str) -> None:
    assert not contains(fold(left), needle(right))
    assert not contains(fold(right), needle(left))


@pytest.mark.parametrize(("text", "wanted", "expected"), FOUND)
def test_spans_point_at_the_original(text: str, wanted: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find(fold(text), needle(wanted))] == expected


ALPHABET = st.sampled_from("科技学創新大赛一二三四十百千第届年奖等0123456789,，. \t\nABab％“”々𠮷é\u200b")


@given(st.text(ALPHABET, min_size=1, max_size=40), st.data())
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    wanted = needle(text[start:end])
    folded = fold(text)
    assert contains(folded, wanted)
    if wanted.plain:
        spans = find(folded, wanted)
        assert spans
        assert all(0 <= first < last <= len(text) for first, last in spans)
        assert any(start <= first and last <= end for first, last in spans)
