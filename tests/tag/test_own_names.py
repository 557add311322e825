"""A name in a user's own lexicon is tagged as what it was listed as, and a longer name around it may still win."""

from functools import cache
from pathlib import Path

import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.resources import folder
from kexie_nlp.tag import Tagger, load_model
from kexie_nlp.tokenize import WordCutter

OWN = {
    "contests": "name\taliases\tfield\tlevel\n问渠杯\t问渠赛\t青少年\t市\n",
    "programs": "name\taliases\tkind\n阡陌录\t\t品牌\n",
    "organisations": "name\taliases\tkind\n云岫社\t\tassociation\n",
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("own")
    for name, text in OWN.items():
        (place / f"{name}.tsv").write_text(text, encoding="utf-8")
    return place


@cache
def parts(*own_folders: Path) -> tuple[Tagger, WordCutter]:
    """Return tagger and cutter with a user's lexicons on top of the project's."""
    lexicons = Lexicons((folder("lexicons"), *own_folders))
    return Tagger(lexicons, load_model(folder("models"))), WordCutter(lexicons)


def tagged(text: str, *own_folders: Path) -> dict[str, tuple[str, str | None]]:
    """Return type and canonical name of the entities in ``text``."""
    tagger, cutter = parts(*own_folders)
    found = tagger.tag(text, cutter.words(text))
    return {entity.text: (entity.type, entity.canonical) for entity in found}


@pytest.mark.parametrize(
    ("text", "name", "kind", "canonical"),
    [
        ("我市问渠赛决出一等奖3项。", "问渠赛", "COMPETITION", "问渠杯"),
        ("全年推出阡陌录12期，听众3600人次。", "阡陌录", "PROGRAM", "阡陌录"),
        ("活动由云岫社承办。", "云岫社", "ORG", "云岫社"),
    ],
)
def test_own_name_is_tagged(own: Path, text: str, name: str, kind: str, canonical: str) -> None:
    assert name not in tagged(text)
    assert tagged(text, own)[name] == (kind, canonical)


def test_text_without_own_names_is_tagged_as_before(own: Path) -> None:
    text = "2021年，市科协组织参加省青少年科技创新大赛，获一等奖3项。"
    assert tagged(text, own) == tagged(text)
