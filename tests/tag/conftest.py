"""What the tests of tagging share: the project's cutter, proposer and model, each loaded once."""

from collections.abc import Callable

import pytest

from kexie_nlp.document import Entity
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.resources import folder
from kexie_nlp.segment import clean
from kexie_nlp.tag import Tagger, load_model
from kexie_nlp.tag.tagger import Proposer
from kexie_nlp.tokenize import WordCutter


@pytest.fixture(scope="session")
def cutter(lexicons: Lexicons) -> WordCutter:
    return WordCutter(lexicons)


@pytest.fixture(scope="session")
def proposer(lexicons: Lexicons) -> Proposer:
    return Proposer(lexicons)


@pytest.fixture(scope="session")
def tag(lexicons: Lexicons, cutter: WordCutter) -> Callable[[str], list[Entity]]:
    tagger = Tagger(lexicons, load_model(folder("models")))

    def tag_text(text: str) -> list[Entity]:
        cleaned = clean(text).text
        return tagger.tag(cleaned, cutter.words(cleaned))

    return tag_text
