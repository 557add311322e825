"""Fixtures that several test folders share."""

from pathlib import Path

import pytest
from hypothesis import settings

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer
from kexie_nlp.resources import folder

# what the first case of a test loads, or a busy machine, is no fault of the code
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def lexicons() -> Lexicons:
    """The project's own lexicons, without a user's."""
    return Lexicons((folder("lexicons"),))


@pytest.fixture(scope="session")
def gazetteer(lexicons: Lexicons) -> Gazetteer:
    return Gazetteer(lexicons)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real reports and annotated text, which lie beside the checkout and are no part of the project."""
    path = Path(__file__).resolve().parents[2] / "shared"
    if not path.is_dir():
        pytest.skip("the folder of real reports is not here")
    return path
