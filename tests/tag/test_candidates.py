"""What is proposed, and what never is: the classifier can only choose among the candidates."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_nlp.numerals import find_values
from kexie_nlp.tag import candidates as how
from kexie_nlp.tag import matches as kind
from kexie_nlp.tag.candidates import Candidates, Roles, propose
from kexie_nlp.tag.matches import Matches
from kexie_nlp.tag.persons import Surnames
from kexie_nlp.tag.tagger import Proposer
from kexie_nlp.tokenize import WordCutter, Words

SURNAMES = Surnames(frozenset("孙纪李"), frozenset({"欧阳"}))
MEASURES = ["项", "人次"]
HEAD = kind.HEAD_OF["COMPETITION"]


def cut(told: str) -> Words:
    """Return the words of a text in which blanks part them; ``孙/nr`` gives a part of speech, * marks titles, + telling verbs."""
    told = told.replace("*", "").replace("+", "")
    pairs = [(word, tag or "n") for word, _, tag in (part.partition("/") for part in told.split(" "))]
    texts = [word for word, _ in pairs]
    return Words.of(texts, [tag for _, tag in pairs])


def masks(told: str, lexicon: dict[str, int] | None = None) -> dict[str, int]:
    """Return text → mask of what is proposed in a text cut as told, with these lexicon entries."""
    words = cut(told)
    text = "".join(words.texts)
    hits = [
        (start, start + len(term), bits)
        for term, bits in (lexicon or {}).items()
        for start in range(len(text))
        if text.startswith(term, start)
    ]
    columns = np.array(hits, dtype=np.int64).reshape(-1, 3)
    matches = Matches(columns[:, 0], columns[:, 1], columns[:, 2].astype(np.uint64))
    parts = told.split(" ")
    roles = Roles(*(np.array([part.endswith(sign) for part in parts]) for sign in "*+"))
    found = propose(text, words, matches, find_values(text, MEASURES), SURNAMES, roles)
    spans = zip(found.start.tolist(), found.end.tolist(), found.masks.tolist(), strict=True)
    return {text[start:end]: mask for start, end, mask in spans}


@pytest.mark.parametrize(
    ("told", "lexicon", "expected"),
    [
        # a name of a lexicon, whatever the words are
        ("在 安澜 举办", {"安澜": kind.REGION}, "安澜"),
        ("全 省市 科协", {"市科协": kind.ORGANISATION}, "市科协"),
        # from a word boundary up to the end of a head noun
        ("参加 安澜市 机器人 大赛 。", {"大赛": HEAD}, "安澜市机器人大赛"),
        ("参加 安澜市 机器人 大赛 。", {"大赛": HEAD}, "机器人大赛"),
        # up to the end of a name, and on to its tail
        ("云泽省 青少年 创新 大赛", {"创新大赛": kind.CONTEST}, "云泽省青少年创新大赛"),
        ("安澜市 代表队 获奖", {"安澜市": kind.REGION, "代表队": kind.HEAD_OF["ORG"] | kind.TAIL}, "安澜市代表队"),
        # quotations, without and with their marks, and what leads to them
        ("开展 “ 科普 进 校园 ” 活动", {}, "科普进校园"),
        ("开展 “ 科普 进 校园 ” 活动", {}, "“科普进校园”"),
        ("开展 “ 科普 进 校园 ” 活动", {"活动": kind.HEAD_OF["ACTIVITY"]}, "“科普进校园”活动"),
        # enumerations inside a name
        ("小 发明 、 小 制作 大赛", {"大赛": HEAD}, "小发明、小制作大赛"),
        # values and dates
        ("支出 1.5 万元 ， 用于", {}, "1.5万元"),
        ("2021 年 3 月 起", {}, "2021年3月"),
        ("增长 百分之 五 。", {}, "百分之五"),
        # documents
        ("印发 《 安澜 纲要 》 。", {}, "《安澜纲要》"),
        ("《 学习 《 纲要 》 的 通知 》", {}, "《学习《纲要》的通知》"),
        ("根据 云 财教 〔 2020 〕 83 号", {}, "云财教〔2020〕83号"),
        # persons
        ("由 孙/nr 朝晖/nr 主讲", {}, "孙朝晖"),
        ("由 欧阳/nr 静/n 主讲", {}, "欧阳静"),
        ("李静/nr 获奖", {}, "李静"),
    ],
)
def test_proposed(told: str, lexicon: dict[str, int], expected: str) -> None:
    assert expected in masks(told, lexicon)


@pytest.mark.parametrize(
    ("told", "lexicon", "unwanted"),
    [
        # generic terms alone
        ("参加 大赛", {"大赛": kind.GENERIC}, "大赛"),
        # no name goes over a stop, a line break or a cell
        ("获奖 ， 机器人 大赛", {"大赛": HEAD}, "获奖，机器人大赛"),
        ("安澜市 \n 机器人 大赛", {"大赛": HEAD}, "安澜市\n机器人大赛"),
        ("安澜市 \t 机器人 大赛", {"大赛": HEAD}, "安澜市\t机器人大赛"),
        ("《 安澜 \n 纲要 》", {}, "《安澜\n纲要》"),
        # no name begins with a particle or a conjunction
        ("的 机器人 大赛", {"大赛": HEAD}, "的机器人大赛"),
        ("和 机器人 大赛", {"大赛": HEAD}, "和机器人大赛"),
        # nor with a verb
        ("开展 机器人 大赛", {"大赛": HEAD}, "开展机器人大赛"),
        # nor inside a word
        ("机器人 大赛", {"大赛": HEAD}, "器人大赛"),
        # nothing ends where neither name nor head nor quotation does
        ("安澜市 机器人 大赛 承办", {"大赛": HEAD}, "安澜市机器人"),
        # a word that begins with a surname's character is no person
        ("孙子/n 兵法/n", {}, "孙子兵法"),
        ("王/nr 朝晖/nr", {}, "王朝晖"),
        # nor are terms of accounts
        ("支出 福利费/nr 2 万元", {}, "福利费"),
        ("提高 时/nr 效性/nr", {}, "时效性"),
    ],
)
def test_not_proposed(told: str, lexicon: dict[str, int], unwanted: str) -> None:
    assert masks(told, lexicon).get(unwanted, how.STRETCH) == how.STRETCH


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # items of lists and cells of rows
        ("放映 科教 电影 、 油茶 病虫害 防治 咨询 、", "油茶病虫害防治咨询"),
        ("1 \t 科普 能力 提升 \t 3", "科普能力提升"),
        # what a telling verb, marked + here, tells of
        ("全年 开展+ 现场 教学 ，", "现场教学"),
        ("被评为+ 先进 典型 。", "先进典型"),
        # what prepositions and particles part
        ("在 漓 源 举办+", "漓源"),
        ("由 安澜 科技 智库 牵头+", "安澜科技智库"),
        # proper nouns
        ("我们 走进 五寨/ns 调研", "五寨"),
    ],
)
def test_stretches(told: str, expected: str) -> None:
    assert masks(told)[expected] == how.STRETCH


@pytest.mark.parametrize(
    ("told", "unwanted"),
    [
        # neither across a sign nor with a conjunction at its edge
        ("科教 电影 、 现场 教学", "科教电影、现场教学"),
        ("和 机器人 大赛", "和机器人大赛"),
        ("防治 咨询 等", "防治咨询等"),
        # inside a clause only where something parts it
        ("认真 学习 先进 典型", "先进典型"),
        # one character is too little, and so are figures
        ("在 漓 举办+", "漓"),
        ("共 2020 、", "2020"),
    ],
)
def test_no_stretches(told: str, unwanted: str) -> None:
    assert unwanted not in masks(told)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        # minority and foreign names with a middle dot
        ("学生 阿依 夏 · 买买 提 获奖", "阿依夏·买买提"),
        ("专家 沃尔夫冈 · 贝克 来访", "沃尔夫冈·贝克"),
        # names beside a title, marked * here, whatever they begin with
        ("教师* 仁 青 措 主讲", "仁青措"),
        ("牧民 乌云其 木格 老师*", "乌云其木格"),
        # words of two characters where names stand
        ("、 李强/v 、", "李强"),
        # a verb that the segmenter took for a part of the name, a title or a preposition joined with it
        ("研究员 李伟到/nr 村", "李伟"),
        ("检验 师李图/nr 主动", "李图"),
        ("由李大勇/nr 、", "李大勇"),
    ],
)
def test_persons(told: str, expected: str) -> None:
    assert masks(told)[expected] & how.PERSON


def test_quotations_count_as_one_word_of_a_name() -> None:
    told = "平汾市 第四届 “ 煤海 、 工匠 、 铁人 杯 ” 全市 职工 技术创新 “ 金点子 ” 大赛"
    found = masks(told, {"大赛": HEAD})
    assert told.replace(" ", "") in found
    assert "铁人杯”全市职工技术创新“金点子”大赛" not in found


def test_names_begin_behind_a_preposition_that_the_segmenter_joined() -> None:
    assert "吉松市机器人大赛" in masks("由吉松市 机器人 大赛", {"大赛": HEAD})


def test_masks_tell_how_a_span_was_proposed() -> None:
    found = masks("“ 安澜杯 ” 大赛 2 项 《 纲要 》 李静/nr", {"安澜杯": kind.CONTEST, "大赛": HEAD | kind.GENERIC})
    assert found["安澜杯"] == kind.CONTEST | how.QUOTED | how.EXTENDED
    assert found["“安澜杯”大赛"] == HEAD | how.EXTENDED
    assert found["2项"] == how.VALUE_OF["QUANTITY"]
    assert found["《纲要》"] == how.DOCUMENT_TITLE
    assert found["李静"] == how.PERSON
    assert "大赛" not in found


def test_values_come_with_their_spans(proposer: Proposer, cutter: WordCutter) -> None:
    text = "支出30余万元，增长7.4%。"
    found = proposer(text, cutter.words(text)).candidates
    assert {text[start:end]: value.value for (start, end), value in found.values.items()} == {"30余万元": "300000", "7.4%": "7.4"}


def spans(found: Candidates) -> list[tuple[int, int]]:
    return list(zip(found.start.tolist(), found.end.tolist(), strict=True))


PIECES = [*"“”《》，、的 \n\t", "安澜市", "科协", "大赛", "第三十四届", "12", "万元", "2020年", "李静", "A-1"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join))
def test_candidates_are_in_order_each_once_and_on_one_line(proposer: Proposer, cutter: WordCutter, text: str) -> None:
    found = proposer(text, cutter.words(text)).candidates
    assert spans(found) == sorted(set(spans(found)))
    assert all(0 <= start < end <= len(text) for start, end in spans(found))
    assert all("\n" not in text[start:end] for start, end in spans(found))
    assert all(found.masks)


@pytest.mark.parametrize("text", [" ", "\n", "。", "A", "🎈", "大", "”“", "》《", "〔2020〕号"])
def test_odd_texts(proposer: Proposer, cutter: WordCutter, text: str) -> None:
    found = proposer(text, cutter.words(text))
    assert len(found.candidates.start) == len(found.plain["length"])


@pytest.fixture(scope="module")
def proposed(proposer: Proposer, cutter: WordCutter) -> Callable[[str], set[str]]:
    def texts(text: str) -> set[str]:
        found = proposer(text, cutter.words(text)).candidates
        return {text[start:end] for start, end in spans(found)}

    return texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在第35届临溪县青少年科技创新大赛中获奖", "第35届临溪县青少年科技创新大赛"),
        ("被评为全省基层科普行动计划先进单位。", "基层科普行动计划先进单位"),
        ("县科协联合县农业农村局下乡", "县农业农村局"),
        ("举办有机茶种植管理技术培训班3期", "有机茶种植管理技术培训班"),
        ("“科普临溪”微信公众号推送", "“科普临溪”微信公众号"),
        ("临溪县丹溪白茶协会获表彰", "临溪县丹溪白茶协会"),
        ("《临溪县全民科学素质行动实施方案》印发", "《临溪县全民科学素质行动实施方案》"),
        ("学生纪岚溪的作品", "纪岚溪"),
        ("参加人员39750人（次）", "39750人（次）"),
    ],
)
def test_with_the_projects_lexicons(proposed: Callable[[str], set[str]], text: str, expected: str) -> None:
    assert expected in proposed(text)
