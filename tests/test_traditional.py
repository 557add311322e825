"""The table of traditional characters is OpenCC's, and covers what reports are written with."""

from opencc import OpenCC

from kexie_nlp.traditional import SIMPLIFIED, TRADITIONAL, simplified

CONVERT = OpenCC("t2s").convert


def test_table_is_that_of_opencc() -> None:
    assert [CONVERT(char) for char in TRADITIONAL] == list(SIMPLIFIED)


def test_every_character_that_opencc_replaces_one_for_one_is_in_the_table() -> None:
    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    replaced = {
        char
        for char, simple in zip(characters, CONVERT("\n".join(characters)).split("\n"), strict=True)
        if len(simple) == 1 and simple != char
    }
    assert replaced <= set(TRADITIONAL)


def test_simplified_text_is_returned_as_it_is() -> None:
    text = "市科协举办科普讲座"
    assert simplified(text) is text
    assert simplified("縣科協舉辦科普講座") == "县科协举办科普讲座"
