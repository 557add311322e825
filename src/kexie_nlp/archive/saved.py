"""An archive's saved queries: a file in its folder that a person can edit and that a batch search can read."""

import os
from pathlib import Path
from typing import Final

from kexie_nlp.errors import KexieError
from kexie_nlp.search.batch import COMMENT, LONGEST_NAME, BatchLine, batch_lines
from kexie_nlp.search.query import parse_query

SAVED_FILE: Final = "queries.tsv"
_HEAD: Final = f"{COMMENT} Saved queries: a name, a tab, the query.\n"


class SavedQueries:
    """The saved queries of the archive in a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / SAVED_FILE

    def all(self) -> dict[str, BatchLine]:
        """Return the saved queries by name; of two lines with one name the later counts.

        Raises:
            KexieError: if the file is there and cannot be read.
        """
        try:
            text = self._path.read_text(encoding="utf-8-sig") if self._path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise KexieError(f"{self._path}: cannot be read ({error}); it has to be UTF-8, a name, a tab and a query a line") from error
        return {line.name: line for line in batch_lines(text)}

    def query(self, name: str) -> str:
        """Return the query saved under a name.

        Raises:
            KexieError: if there is none, saying which there are.
        """
        known = self.all()
        if name not in known:
            there = f"saved are {'、'.join(sorted(known))}" if known else "none is saved yet; `search --save NAME QUERY` saves one"
            raise KexieError(f"no query is saved as {name!r}; {there}")
        return known[name].query

    def save(self, name: str, query: str) -> None:
        """Save a query under a name, in place of the one that had it.

        Raises:
            QueryError: if the query cannot be understood.
            KexieError: if the name cannot be one.
        """
        if not name.strip() or name != name.strip() or not name.isprintable() or name.startswith(COMMENT) or len(name) > LONGEST_NAME:
            reason = f"1 to {LONGEST_NAME} characters, no tabs, line breaks or blanks at its ends, and no {COMMENT} in front"
            raise KexieError(f"{name!r} cannot be the name of a saved query, which has {reason}")
        parse_query(query)
        if not (one_line := " ".join(query.split())):
            raise KexieError("an empty query cannot be saved; * asks for everything")
        self._write({**{known: line.query for known, line in self.all().items()}, name: one_line})

    def forget(self, name: str) -> None:
        """Forget the query saved under a name.

        Raises:
            KexieError: if there is none.
        """
        self.query(name)
        self._write({known: line.query for known, line in self.all().items() if known != name})

    def _write(self, queries: dict[str, str]) -> None:
        """Write the file anew, in one step."""
        partial = self._path.with_name(f"{SAVED_FILE}.{os.getpid()}")
        lines = "".join(f"{name}\t{query}\n" for name, query in queries.items())
        partial.write_text(_HEAD + lines, encoding="utf-8", newline="\n")
        partial.replace(self._path)
