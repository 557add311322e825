import logging
import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.tokenize import WordCutter, Words
from kexie_nlp.tokenize.cutter import NAME_LEXICONS, lexicon_words, names_of

EMPTY = "# none\nname\taliases\n"
TEXTS = [
    "县科协联合县教育局举办青少年科技创新大赛，共收到作品六十件。",
    "各级学会围绕中心、服务大局，组织科技工作者深入田间地头开展技术指导。",
    "科普大篷车走进乡村学校，孩子们近距离感受科学的魅力。",
    "本年度部门决算收入总计较上年有所增加，主要原因是人员经费上涨。",
    "大会选举产生了新一届委员会，审议通过了工作报告和章程细则。",
    "她研究生命起源，他说的确实在理，南京市长江大桥通车。",
    "哈日诺尔苏木的牧民阿依古丽参加了蒙汉双语科普讲座。",
    "",
]


def cutter_of(folder: Path, **names: str) -> WordCutter:
    """A cutter over lexicons of which only the named ones hold a word."""
    for name in NAME_LEXICONS:
        (folder / f"{name}.tsv").write_text(EMPTY + names.get(name, ""), encoding="utf-8")
    (folder / "vocabulary.tsv").write_text("# none\nterm\tpos\n" + names.get("vocabulary", ""), encoding="utf-8")
    return WordCutter(Lexicons((folder,)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> WordCutter:
    """A cutter with jieba's default dictionary."""
    return cutter_of(tmp_path_factory.mktemp("lexicons"))


@pytest.fixture(scope="module")
def cutter(lexicons: Lexicons) -> WordCutter:
    return WordCutter(lexicons)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """The words that jieba itself gives."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()  # its dictionary is read here, not within the time of the first case
    lcut: Callable[[str], list[str]] = tokenizer.lcut
    return lcut


@pytest.mark.parametrize("text", TEXTS, ids=[row[:12] or "empty" for row in TEXTS])
def test_words_are_those_of_jieba(plain: WordCutter, reference: Callable[[str], list[str]], text: str) -> None:
    assert plain.words(text).texts == reference(text)


# one character three times in a row: two ways to cut it are equally likely, and rounding errors of a sum decide
THRICE = re.compile(r"(.)\1\1")


@given(st.text(st.sampled_from("科学技术协会员工作者普及大赛省市县的了在和发展，。、（）《》“”"), max_size=40))
def test_random_chinese_is_cut_as_jieba_does(plain: WordCutter, reference: Callable[[str], list[str]], text: str) -> None:
    assume(THRICE.search(text) is None)
    assert plain.words(text).texts == reference(text)


RUNS = [
    ("编号LSZC-155已归档", "LSZC-155"),
    ("共1-12月", "1-12"),
    ("增长12.5%左右", "12.5%"),
    ("收入1,204,377.18元", "1,204,377.18"),
    ("使用3D打印", "3D"),
    ("COVID-19疫情", "COVID-19"),
    ("网址a.b/c可查", "a.b/c"),
    ("增长12％左右", "12％"),
]


@pytest.mark.parametrize(("text", "run"), RUNS, ids=[row[0] for row in RUNS])
def test_a_run_of_letters_and_digits_is_one_word(plain: WordCutter, text: str, run: str) -> None:
    words = plain.words(text)
    assert run in words.texts
    assert words.tags[words.texts.index(run)] in ("m", "eng")


def test_runs_end_at_other_signs(plain: WordCutter) -> None:
    assert plain.words("A、B，3。4").texts == ["A", "、", "B", "，", "3", "。", "4"]


@pytest.mark.parametrize("name", NAME_LEXICONS)
def test_names_of_the_lexicons_are_words(tmp_path: Path, name: str) -> None:
    words = cutter_of(tmp_path, **{name: "青屏云岫赛\t岫岫赛;岫赛\n"}).words("举办青屏云岫赛和岫岫赛")
    assert dict(zip(words.texts, words.tags, strict=True)) | {"青屏云岫赛": NAME_LEXICONS[name], "岫岫赛": NAME_LEXICONS[name]} == dict(
        zip(words.texts, words.tags, strict=True)
    )


def test_a_name_of_two_characters_is_left_to_jieba_and_a_word_of_the_vocabulary_is_not(tmp_path: Path) -> None:
    cutter = cutter_of(tmp_path, awards="岫岫\t\n", vocabulary="岫奖\tn\n")
    assert ("岫奖", "n") in zip(cutter.words("得岫奖").texts, cutter.words("得岫奖").tags, strict=True)
    assert "岫岫" not in [word for word, _ in lexicon_words(Lexicons((tmp_path,)))]


def test_a_dictionary_word_that_holds_letters_stays_whole(tmp_path: Path) -> None:
    assert "科普e站行" in cutter_of(tmp_path, programs="科普e站行\t\n").words("参加科普e站行活动").texts


def test_two_cutters_do_not_disturb_each_other(plain: WordCutter, tmp_path: Path) -> None:
    assert "青屏云岫赛" in cutter_of(tmp_path, contests="青屏云岫赛\t\n").words("青屏云岫赛").texts
    assert "青屏云岫赛" not in plain.words("青屏云岫赛").texts


NAMES = [
    ({"name": "甲赛", "aliases": "甲;乙"}, ["甲赛", "甲", "乙"]),
    ({"name": "甲赛", "aliases": ""}, ["甲赛"]),
    ({"code": "110000", "name": "北京市", "aliases": "北京"}, ["北京市", "北京"]),
    ({"term": "决算", "pos": "n"}, ["决算"]),
]


@pytest.mark.parametrize(("row", "names"), NAMES, ids=[row[1][0] for row in NAMES])
def test_names_of(row: dict[str, str], names: list[str]) -> None:
    assert list(names_of(row)) == names


@given(st.text(max_size=60) | st.text(st.sampled_from("科协1２A-.,% \t\n％。二〇e站"), max_size=40))
def test_words_are_the_text_and_offsets_are_exact(cutter: WordCutter, text: str) -> None:
    tokens = cutter.cut(text)
    assert "".join(token.text for token in tokens) == text
    assert all(text[token.start : token.end] == token.text != "" for token in tokens)
    assert [token.start for token in tokens[1:]] == [token.end for token in tokens[:-1]]
    words = cutter.words(text)
    assert [(token.start, token.text, token.pos) for token in tokens] == list(zip(words.starts, words.texts, words.tags, strict=True))


@given(st.lists(st.sampled_from([*TEXTS, "不强", "共获\n二下", "打草惊蛇", " \t　\n", "A1-2％", "覃望舒"]), max_size=6))
def test_parts_of_speech_are_the_same_whatever_was_cut_before(plain: WordCutter, texts: list[str]) -> None:
    text = "\n".join(texts)
    told = dict(plain._jieba.tag(text))
    words = plain.words(text)
    assert [told.get(word, tag) for word, tag in zip(words.texts, words.tags, strict=True)] == words.tags
    assert plain.words(text).tags == words.tags


def test_words_can_be_told() -> None:
    words = Words.of(["一等", "奖牌", "2枚"], ["m", "n", "m"])
    assert words.starts == [0, 2, 4]
    assert words.edges.tolist() == [0, 2, 4, 6]
    assert words.tags == ["m", "n", "m"]
    assert Words.of([], []).starts == []


def test_the_lexicons_of_the_project_give_words_of_the_field(cutter: WordCutter) -> None:
    words = cutter.words("攀枝花市科协组织青少年科技创新大赛，米易县获优秀组织奖。").texts
    assert {"攀枝花市", "青少年科技创新大赛", "米易县", "优秀组织奖"} <= set(words)
