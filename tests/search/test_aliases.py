"""Other names of what a query asks for."""

from pathlib import Path

import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.search import aliases
from kexie_nlp.search.aliases import Aliases

CONTESTS = """# contests
name	aliases	field	level
青少年科技创新大赛	青创赛;科技创新大赛;青少年创新大赛	青少年	any
全国机器人锦标赛	机锦赛;RoboCup	青少年	全国
省机器人大赛	机锦赛	青少年	省
"""
AWARDS = """# awards
name	aliases	kind	rank
一等奖	壹等奖;省级一等奖	prize	1
"""
HEADS = {"organisations": "name	aliases	kind", "media": "name	aliases	level", "activities": "name	aliases	recurs"}
HEADS |= {"programs": "name	aliases	kind", "documents": "name	aliases	kind"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("lexicons")
    (place / "contests.tsv").write_text(CONTESTS, encoding="utf-8")
    (place / "awards.tsv").write_text(AWARDS, encoding="utf-8")
    for name, head in HEADS.items():
        (place / f"{name}.tsv").write_text(f"# {name}\n{head}\n", encoding="utf-8")
    return place


OTHERS = [
    ("青创赛", "", ("青少年科技创新大赛",)),
    ("青創賽", "", ("青少年科技创新大赛",)),
    ("青创赛", "competition", ("青少年科技创新大赛",)),
    ("青创赛", "award", ()),
    ("机锦赛", "", ("全国机器人锦标赛", "省机器人大赛")),
    ("ＲＯＢＯcup", "", ("全国机器人锦标赛",)),
    ("robo", "", ()),
    ("壹等奖", "award", ("一等奖",)),
    ("省级一等奖", "award", ()),  # would find every 一等奖
    ("科技创新大赛", "", ()),  # the full name holds it
    ("青少年科技创新大赛", "", ()),
    ("赛", "", ()),
    ("甲市科协", "association", ("甲市科学技术协会",)),
    ("科学技术", "association", ()),
    ("甲市科协", "", ()),
    ("", "", ()),
    (".*", "", ()),
    ("any", "", ()),
]


@pytest.mark.parametrize(("text", "field", "names"), OTHERS)
def test_other_names(folder: Path, text: str, field: str, names: tuple[str, ...]) -> None:
    assert Aliases(Lexicons((folder,))).others(text, field) == names


def test_names_are_the_same_from_the_index_of_who_asks_often(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aliases, "_INDEXED_FROM", 0)
    often = Aliases(Lexicons((folder,)))
    assert [often.others(text, field) for text, field, _ in OTHERS] == [names for *_, names in OTHERS]


def test_a_users_own_lexicon_counts(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "contests.tsv").write_text(
        "# own\nname	aliases	field	level\n甲杯科技赛	甲赛	青少年	市\n", encoding="utf-8"
    )
    assert Aliases(Lexicons((folder, tmp_path))).others("甲赛", "") == ("甲杯科技赛",)
    assert Aliases(Lexicons((folder, tmp_path))).others("青创赛", "") == ("青少年科技创新大赛",)


@pytest.mark.parametrize(("text", "field", "name"), [("青创赛", "", "青少年科技创新大赛"), ("呼市", "region", "呼和浩特市")])
def test_the_projects_lexicons_know(lexicons: Lexicons, text: str, field: str, name: str) -> None:
    assert name in Aliases(lexicons).others(text, field)
