"""Lexicon matching: every name where it stands, its full name, and the bits that tell what it may be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.tag import matches as bits
from kexie_nlp.tag.matches import LexiconMatcher

LEXICONS = {
    "organisations": ["name\taliases\tkind", "云泽大学\t云大;Yunze University\tuniversity"],
    "media": ["name\taliases\tlevel", "云泽科普报\t\tprovincial"],
    "contests": ["name\taliases\tfield\tlevel", "青少年科技创新大赛\t科创大赛;创新大赛\t青少年\t省"],
    "awards": ["name\taliases\tkind\trank", "一等奖\t壹等奖\tprize\t1", "先进集体\t\thonour\t"],
    "activities": ["name\taliases\trecurs", "全国科普日\t科普日\t9"],
    "programs": ["name\taliases\tkind", "科普大篷车\t\t品牌"],
    "documents": ["name\taliases\tkind", "全民科学素质纲要\t\t纲要"],
    "regions": [
        "code\tname\taliases\tuntil\tambiguous",
        "990100\t安澜市\t安澜\t\t",
        "990101\t东城区\t东城\t\t东城",
        "990102\t旧县\t旧\t2001\t",
    ],
    "places": ["name\taliases\tkind", "云疆\t云疆地区\tarea"],
    "bodies": [
        "stem\tlevel_prefixes\tkind",
        "教育局\t市;县\tgovernment",
        "团~委\t省;市\tgroup",
    ],
    "forms": ["form\ttype\trole", "大赛\tCOMPETITION\thead", "代表队\tORG\ttail", "经费\tAMOUNT\thead"],
    "generic": ["term\tlooks_like", "大赛\tCOMPETITION"],
}


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> LexiconMatcher:
    folder = tmp_path_factory.mktemp("lexicons")
    for name, lines in LEXICONS.items():
        (folder / f"{name}.tsv").write_text("# head\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return LexiconMatcher(Lexicons((folder,)))


@pytest.fixture(scope="module")
def found(matcher: LexiconMatcher) -> Callable[[str], dict[str, int]]:
    def find(text: str) -> dict[str, int]:
        hits = matcher.find(text)
        columns = (hits.start.tolist(), hits.end.tolist(), hits.kinds.tolist())
        return {text[start:end]: kinds for start, end, kinds in zip(*columns, strict=True)}

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云泽大学的云大", {"云泽大学": bits.ORGANISATION, "云大": bits.ORGANISATION}),
        ("见云泽科普报", {"云泽科普报": bits.ORGANISATION}),
        ("赴云疆、云疆地区", {"云疆": bits.REGION, "云疆地区": bits.REGION}),
        ("安澜市和安澜", {"安澜市": bits.REGION, "安澜": bits.REGION}),
        ("东城区在东城", {"东城区": bits.REGION, "东城": bits.REGION | bits.AMBIGUOUS}),
        ("市教育局", {"市教育局": bits.ORGANISATION | bits.BODY, "教育局": bits.HEAD_OF["ORG"]}),
        ("团市委", {"团市委": bits.ORGANISATION | bits.BODY}),
        ("省教育局", {"教育局": bits.HEAD_OF["ORG"]}),
        ("团县委", {}),
        ("大赛", {"大赛": bits.HEAD_OF["COMPETITION"] | bits.GENERIC}),
        ("代表队", {"代表队": bits.HEAD_OF["ORG"] | bits.TAIL}),
        ("全国科普日", {"全国科普日": bits.ACTIVITY, "科普日": bits.ACTIVITY}),
        ("先进集体和科普大篷车", {"先进集体": bits.AWARD, "科普大篷车": bits.PROGRAM}),
        ("《全民科学素质纲要》", {"全民科学素质纲要": bits.DOCUMENT}),
        ("科普经费", {}),
        ("", {}),
    ],
)
def test_matches(found: Callable[[str], dict[str, int]], text: str, expected: dict[str, int]) -> None:
    assert found(text) == expected


def test_overlapping_names_are_all_found(found: Callable[[str], dict[str, int]]) -> None:
    assert found("青少年科技创新大赛").keys() == {"青少年科技创新大赛", "创新大赛", "大赛"}


def test_offsets_count_characters_not_bytes(matcher: LexiconMatcher) -> None:
    text = "🎈é一等奖、壹等奖"
    hits = matcher.find(text)
    assert sorted(zip(hits.start.tolist(), hits.end.tolist(), strict=True)) == [(2, 5), (6, 9)]


@pytest.mark.parametrize(
    ("term", "full_name"),
    [
        ("云大", "云泽大学"),
        ("Yunze University", "云泽大学"),
        ("云泽大学", "云泽大学"),
        ("壹等奖", "一等奖"),
        ("科创大赛", "青少年科技创新大赛"),
        ("安澜", "安澜市"),
        ("团市委", "团市委"),
        ("大赛", None),
        ("教育局", None),
        ("云", None),
    ],
)
def test_canonical(matcher: LexiconMatcher, term: str, full_name: str | None) -> None:
    assert matcher.canonical(term) == full_name


def test_every_name_of_the_project_is_found_where_it_stands_alone(lexicons: Lexicons) -> None:
    matcher = LexiconMatcher(lexicons)
    missed = []
    for name in ("organisations", "contests", "awards", "activities", "programs", "regions"):
        for row in lexicons.rows(name):
            term = row.get("name", "")
            hits = matcher.find(term)
            if (0, len(term)) not in set(zip(hits.start.tolist(), hits.end.tolist(), strict=True)):
                missed.append(f"{name}: {term}")
    assert missed == []


def test_a_users_lexicon_adds_names(tmp_path: Path, lexicons: Lexicons) -> None:
    (tmp_path / "contests.tsv").write_text("name\taliases\tfield\tlevel\n飞瓶大赛\t水火箭飞瓶赛\t青少年\t县\n", encoding="utf-8")
    matcher = LexiconMatcher(Lexicons((*lexicons.folders, tmp_path)))
    assert matcher.canonical("水火箭飞瓶赛") == "飞瓶大赛"
