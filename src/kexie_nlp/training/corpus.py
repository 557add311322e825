"""The marked texts to train and measure on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kexie_nlp.errors import ResourceError
from kexie_nlp.lexicons import read_lexicon
from kexie_nlp.marked import SUFFIX, Mark, MarkedText, marked_form, read_marked
from kexie_nlp.segment import clean

INDEX_FILE: Final = "index.tsv"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A marked text of the corpus.

    Attributes:
        places: invented place names in it, each with its short form, such as (("临溪县", "临溪"),).
    """

    name: str
    split: str
    marked: MarkedText
    places: tuple[tuple[str, ...], ...] = ()


def read_corpus(folder: Path, split: str | None = None) -> list[Excerpt]:
    """Return the excerpts of a folder of marked files, sorted by name.

    With an ``index.tsv`` (columns file, split, places) beside them only the files it lists count, and ``split`` (train or held-out)
    chooses among them; without one every marked file of the folder counts as train.

    Raises:
        ResourceError: if there is none, or one is not of the right form.
    """
    columns, rows = read_lexicon(folder / INDEX_FILE) if (folder / INDEX_FILE).is_file() else ([], [])
    if {"file", "split", "places"} <= set(columns):
        excerpts = [
            Excerpt(row["file"], row["split"], read_marked(folder / f"{row['file']}{SUFFIX}"), _places(row["places"])) for row in rows
        ]
    else:
        excerpts = [Excerpt(path.name.removesuffix(SUFFIX), "train", read_marked(path)) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    chosen = [excerpt for excerpt in excerpts if split in (None, excerpt.split)]
    if not chosen:
        wanted = f"of split {split!r} " if split else ""
        raise ResourceError(folder, None, f"no marked text {wanted}here; expected files named *{SUFFIX}")
    return sorted(chosen, key=lambda excerpt: excerpt.name)


def _places(cell: str) -> tuple[tuple[str, ...], ...]:
    """Return the invented places of an excerpt, full form first."""
    return tuple(tuple(forms.split("/")) for forms in cell.split(";") if forms)


def on_clean_text(marked: MarkedText) -> MarkedText:
    """Return marked text as the tagger sees it: cleaned, its marks moved along."""
    cleaned = clean(marked.text)
    moved = [Mark(cleaned.from_source(mark.start), cleaned.from_source(mark.end), mark.type, mark.indicator) for mark in marked.marks]
    return MarkedText(cleaned.text, tuple(mark for mark in moved if mark.end > mark.start))


def data_hash(corpus: Iterable[Excerpt]) -> str:
    """Return a hash over the names, texts and marks of a corpus."""
    return hashlib.sha256("\0".join(f"{excerpt.name}\0{marked_form(excerpt.marked)}" for excerpt in corpus).encode()).hexdigest()
