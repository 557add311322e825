"""The words and characters of a document, cut where its entities begin and end, and their BIO tags."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kexie_nlp.document import Entity
from kexie_nlp.export.documents import Document


@dataclass(frozen=True, slots=True)
class Word:
    """A word or character of a document; ``pos`` is jieba's part of speech, "" for a character. It is never white space."""

    start: int
    end: int
    pos: str


def characters_of(document: Document) -> Iterator[Word]:
    """Yield the characters of a document, white space left out."""
    return (Word(place, place + 1, "") for place, char in enumerate(document.text) if not char.isspace())


def words_of(document: Document) -> Iterator[Word]:
    """Yield the words of a document, white space left out; an entity's edge inside a word cuts it, so that no entity is lost."""
    from kexie_nlp.pipeline import default_cutter

    words = default_cutter().words(document.text)
    edges = sorted({edge for entity in document.entities for edge in (entity.start, entity.end)})
    following = 0
    for start, text, pos in zip(words.starts, words.texts, words.tags, strict=True):
        end = start + len(text)
        while following < len(edges) and edges[following] <= start:
            following += 1
        while following < len(edges) and edges[following] < end:
            yield from _stripped(document.text, start, edges[following], pos)
            start = edges[following]
            following += 1
        yield from _stripped(document.text, start, end, pos)


def _stripped(text: str, start: int, end: int, pos: str) -> Iterator[Word]:
    """Yield a word without the white space at its edges, none if it is nothing else."""
    written = text[start:end]
    if written.strip():
        yield Word(start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip()), pos)


def sentences_of(document: Document, words: Iterable[Word]) -> Iterator[list[Word]]:
    """Yield the words sentence by sentence; an entity that runs over the end of a sentence holds the two together."""
    starts = [start for start, _ in document.sentences]
    entity_starts = [entity.start for entity in document.entities]
    sentence: list[Word] = []
    current = -1
    for word in words:
        number = bisect_right(starts, word.start)
        if sentence and number != current and not _goes_on(document.entities, entity_starts, word.start):
            yield sentence
            sentence = []
        current = number
        sentence.append(word)
    if sentence:
        yield sentence


def tags_of(entities: Sequence[Entity], words: Iterable[Word]) -> Iterator[str]:
    """Yield the BIO tag of each word: B-TYPE where an entity begins, I-TYPE in the rest of it, O outside."""
    current = -1
    starts = [entity.start for entity in entities]
    for word in words:
        place = bisect_right(starts, word.start) - 1
        if place < 0 or word.start >= entities[place].end:
            yield "O"
            continue
        yield f"{'I' if place == current else 'B'}-{entities[place].type}"
        current = place


def _goes_on(entities: Sequence[Entity], starts: Sequence[int], offset: int) -> bool:
    """Tell whether an entity begins before an offset and ends behind it."""
    place = bisect_left(starts, offset) - 1
    return place >= 0 and offset < entities[place].end
