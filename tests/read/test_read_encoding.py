"""Bytes → text: every encoding reports come in, and the bytes that are none."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.errors import ReportError, UndecodableReport, UnreadableReport
from kexie_nlp.read.encoding import decode

SIMPLIFIED = "临溪县科学技术协会二〇二一年度工作总结：举办科普活动42场，受益群众4.1万人次。\n一、主要工作"
TRADITIONAL = "臨溪縣科學技術協會工作總結：舉辦科普活動42場，受益群眾4.1萬人次。\n一、主要工作"
PHRASES = ("科普活动", "青少年科技创新大赛", "荣获一等奖", "受益群众", "，", "。", "42场", "\n", "专项经费", "县科协")
TRADITIONAL_PHRASES = ("科普活動", "青少年科技創新大賽", "榮獲一等獎", "受益群眾", "，", "。", "42場", "\n", "專項經費", "縣科協")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SIMPLIFIED.encode(), SIMPLIFIED),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode(), SIMPLIFIED),
        (SIMPLIFIED.encode("gb18030"), SIMPLIFIED),
        ("\ufeff".encode("gb18030") + SIMPLIFIED.encode("gb18030"), SIMPLIFIED),
        ("𠮷林市科学技术协会组织开展科普活动".encode("gb18030"), "𠮷林市科学技术协会组织开展科普活动"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL),
        (TRADITIONAL.encode("big5"), TRADITIONAL),
        ("臺北科學協會的報告裏寫著".encode("cp950"), "臺北科學協會的報告裏寫著"),
        (codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED),
        (SIMPLIFIED.encode("utf-16-le"), SIMPLIFIED),
        (SIMPLIFIED.encode("utf-16-be"), SIMPLIFIED),
        (codecs.BOM_UTF32_LE + SIMPLIFIED.encode("utf-32-le"), SIMPLIFIED),
        (b"plain ASCII, 2021", "plain ASCII, 2021"),
        ("一\r\n二\r三\n".encode(), "一\n二\r三\n"),
        ("　　一、\t缩进\u3000 与空格  \n\n\n".encode(), "　　一、\t缩进\u3000 与空格  \n\n\n"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_text_is_decoded_and_otherwise_unchanged(data: bytes, text: str) -> None:
    assert decode(data, "report.txt") == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff")))
def test_utf8_and_marked_utf16_give_back_any_text(text: str) -> None:
    assert decode(text.encode(), "report.txt") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), "report.txt") == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "report.txt") == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "report.txt") == text


@given(st.lists(st.sampled_from(PHRASES), min_size=6).map("".join))
def test_gb18030_and_bare_utf16_give_back_chinese_text(text: str) -> None:
    assert decode(("县科协举办" + text).encode("gb18030"), "report.txt") == "县科协举办" + text
    assert decode(("县科协 " + text).encode("utf-16-le"), "report.txt") == "县科协 " + text


@given(st.lists(st.sampled_from(TRADITIONAL_PHRASES), min_size=6).map("".join))
def test_big5_gives_back_chinese_text(text: str) -> None:
    assert decode(("縣科協舉辦" + text).encode("big5"), "report.txt") == "縣科協舉辦" + text


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (SIMPLIFIED.encode()[:-1], f"byte {len(SIMPLIFIED.encode()) - 3} (0xe4)"),
        ("科普".encode() + b"\xff" + SIMPLIFIED.encode(), "byte 6 (0xff)"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode() + b"\x81", f"byte {len(SIMPLIFIED.encode()) + 3} (0x81)"),
        (SIMPLIFIED.encode("gb18030") + b"\x81", f"byte {len(SIMPLIFIED.encode('gb18030'))} (0x81)"),
        (codecs.BOM_UTF16_LE + "科普".encode("utf-16-le") + b"\x01", "byte 6 (0x01)"),
        (SIMPLIFIED.encode() + b"\n" + SIMPLIFIED.encode("gb18030"), f"byte {len(SIMPLIFIED.encode()) + 1} (0x"),
        (
            SIMPLIFIED.encode("gb18030") + b"\n\n" + "科普大篷车开进乡村学校活动".encode(),
            f"byte {len(SIMPLIFIED.encode('gb18030')) + 2} (0xe7)",
        ),
    ],
    ids=[
        "UTF-8 cut off",
        "UTF-8 with a stray byte",
        "marked UTF-8",
        "GB18030 cut off",
        "UTF-16 cut off",
        "UTF-8, then GBK",
        "GBK, then UTF-8",
    ],
)
def test_broken_and_mixed_encodings_name_the_byte(data: bytes, byte: str) -> None:
    with pytest.raises(UndecodableReport) as caught:
        decode(data, "report.txt")
    assert byte in caught.value.reason
    assert "UTF-8" in caught.value.reason


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01\0\0\0", b"a\0b", codecs.BOM_UTF16_LE + b"a\0\0\0"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match="binary"):
        decode(data, "report.txt")


@pytest.mark.parametrize("data", ["Отчёт о работе ассоциации за год".encode("koi8-r"), bytes(range(0x80, 0x100)) * 3])
def test_text_that_does_not_read_like_chinese_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableReport, match=r"byte \d+ \(0x"):
        decode(data, "report.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_line_of_error(data: bytes) -> None:
    try:
        decode(data, "report.txt")
    except ReportError as error:
        assert "\n" not in str(error)
