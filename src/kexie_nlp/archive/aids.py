"""What a search asks beside the index: other names from the lexicons, the archive's vocabulary and its rows; read when first needed."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kexie_nlp.archive.store import Store
from kexie_nlp.archive.vocabulary import NAME_FIELDS, open_vocabulary
from kexie_nlp.errors import ChoiceError
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.resources import lexicon_folders
from kexie_nlp.search.aliases import Aliases
from kexie_nlp.search.fields import field_by_name
from kexie_nlp.search.suggesting import WORD, Suggestion, Vocabulary

if TYPE_CHECKING:
    from kexie_nlp.archive.places import Places

_MOST_SIMILAR = 6


class Aids:
    """The aids of one archive."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._vocabulary: tuple[int, Vocabulary] | None = None

    @cached_property
    def places(self) -> "Places":
        """Where matches stand."""
        from kexie_nlp.archive.places import Places

        return Places(self._store)

    @cached_property
    def _aliases(self) -> Aliases:
        """The other names that the lexicons know."""
        return Aliases(Lexicons(lexicon_folders()))

    def others(self, text: str, field: str) -> Sequence[str]:
        """Return the full names that a text is another name of; ``field`` is "" for a word."""
        return self._aliases.others(text, field)

    def vocabulary(self) -> Vocabulary:
        """Return the names and words of the archive as it is now."""
        sequence = self._store.sequence()
        if self._vocabulary is None or self._vocabulary[0] != sequence:
            self._vocabulary = sequence, open_vocabulary(self._folder, self._store.connection)
        return self._vocabulary[1]

    def nearest(self, text: str, fields: Sequence[str]) -> list[Suggestion]:
        """Return the names and words that are most like a text."""
        known = self.vocabulary()
        return sorted([*known.rewritten(text, fields), *known.similar(text, fields, _MOST_SIMILAR)], key=lambda one: -one.similarity)

    def suggest(self, typed: str, fields: Sequence[str], limit: int) -> list[Suggestion]:
        """Return names and words that may be meant by what was typed; ``fields`` go by any of their names.

        Raises:
            ChoiceError: if there is no such field.
        """
        known = field_by_name()
        chosen = [known[field].name if field in known else field for field in fields]
        for field in chosen:
            if field not in (*NAME_FIELDS, WORD):
                raise ChoiceError(f"there are no names of a field {field!r}; the fields are {', '.join(NAME_FIELDS)} and {WORD}")
        return self.vocabulary().suggest(typed, chosen, limit)
