"""What the tests of linking share."""

import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.linker import Linker


@pytest.fixture(scope="session")
def linker(lexicons: Lexicons) -> Linker:
    """A linker without corrections; it may be asked anything, for it only remembers."""
    return Linker(lexicons)
