import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.linker import Linker
from kexie_nlp.link.links import KINDS, LinkKind
from kexie_nlp.link.names import plain, take_edition, take_year, tidy
from kexie_nlp.link.pairs import link_in_context

WHYS: list[tuple[LinkKind, str, str, str]] = [
    # kind, as written, how, why
    ("contest", "第34届科技创新大赛", "lexicon", "lexicon contests: 科技创新大赛 stands for 青少年科技创新大赛"),
    ("contest", "青少年科技创新大赛", "lexicon", "lexicon contests: 青少年科技创新大赛 is the name"),
    ("contest", "科创大赛", "rule", "科创大赛 is 科技创新大赛 in other words"),
    (
        "contest",
        "乡村振新创新创业大赛",
        "similar",
        "乡村振新创新创业大赛 is like 乡村振兴创新创业大赛 (0.90), and they differ in no telling word",
    ),
    ("contest", "第三届辣椒大赛", "rule", "no lexicon knows it; edition, year and place are taken off its name"),
    ("award", "辣椒王", "as written", "no lexicon knows it; it stays as written"),
    ("association", "中国科协", "rule", "it is the national association"),
    ("association", "市科技局", "as written", "it is no association of a region"),
]


@pytest.mark.parametrize(("kind", "written", "how", "why"), WHYS, ids=[row[1] for row in WHYS])
def test_a_link_says_why(linker: Linker, kind: LinkKind, written: str, how: str, why: str) -> None:
    link = link_in_context(linker, kind, written)
    assert (link.how, link.why) == (how, why)
    assert (link.score == 0.0) is (how == "as written")
    assert (link.score < 1.0) is (how in ("as written", "similar"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "written", ["", " ", "。", "“”", "第届", "市", "科协", "\x00", "a" * 5000, "第" * 3000, "市县" * 2000, "（" * 3000, "𠀀赛"]
)
def test_anything_can_be_asked(linker: Linker, kind: LinkKind, written: str) -> None:
    assert link_in_context(linker, kind, written).kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_is_remembered(linker: Linker, kind: LinkKind) -> None:
    assert link_in_context(linker, kind, "科普讲座科协") is link_in_context(linker, kind, "科普讲座科协")


def test_a_users_lexicon_is_used(lexicons: Lexicons, tmp_path: object) -> None:
    from pathlib import Path

    own = Path(str(tmp_path))
    (own / "contests.tsv").write_text("name\taliases\tfield\tlevel\n辣椒品鉴大赛\t辣王赛\t行业\tany\n", encoding="utf-8")
    linker = Linker(Lexicons((*lexicons.folders, own)))
    assert linker.contest("第三届乌溪市辣王赛").series == "辣椒品鉴大赛"


PLAIN = [
    ("“挑战杯”竞赛", "挑战杯竞赛"),
    ("ＮＯＩ", "noi"),
    ("創新大賽", "创新大赛"),
    ("科普 e 站", "科普e站"),
    ("典赞·科普中国", "典赞科普中国"),
]


@pytest.mark.parametrize(("name", "expected"), PLAIN)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected


TIDY = [
    ("市 科 协", "市科协"),
    ("第３４屆", "第34届"),
    ("“挑战杯”", "“挑战杯”"),
    ("Intel ISEF", "Intel ISEF"),
    ("院士（专家）工作站", "院士（专家）工作站"),
]


@pytest.mark.parametrize(("name", "expected"), TIDY)
def test_tidy(name: str, expected: str) -> None:
    assert tidy(name) == expected


EDITIONS = [
    ("第34届大赛", 34, "大赛"),
    ("第三十四届大赛", 34, "大赛"),
    ("首届大赛", 1, "大赛"),
    ("四川省第3届大赛", 3, "四川省大赛"),
    ("第9界大赛", 9, "大赛"),
    ("第六次代表大会", 6, "代表大会"),
    ("新世界大赛", None, "新世界大赛"),
    ("届时大赛", None, "届时大赛"),
    ("大赛", None, "大赛"),
]


@pytest.mark.parametrize(("name", "edition", "rest"), EDITIONS)
def test_take_edition(name: str, edition: int | None, rest: str) -> None:
    assert take_edition(name) == (edition, rest)


NAMED_YEARS = [
    ("2019年大赛", 2019, "大赛"),
    ("2019年度大赛", 2019, "大赛"),
    ("二〇一九年大赛", 2019, "大赛"),
    ("二O一九年度大赛", 2019, "大赛"),
    ("大赛2019", 2019, "大赛"),
    ("2019-2020学年大赛", None, "大赛"),
    ("12019号", None, "12019号"),
    ("大赛", None, "大赛"),
]


@pytest.mark.parametrize(("name", "year", "rest"), NAMED_YEARS)
def test_take_year(name: str, year: int | None, rest: str) -> None:
    assert take_year(name) == (year, rest)
