"""CoNLL columns with BIO tags, parted by tabs; an empty line ends a sentence, ``-DOCSTART-`` begins a document."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from kexie_nlp.export.documents import Document
from kexie_nlp.export.words import Word, characters_of, sentences_of, tags_of, words_of


def write_characters(documents: Iterable[Document], target: BinaryIO) -> int:
    """Write a character and its tag a line, and return how many documents that were."""
    return _write(documents, target, characters_of, "-DOCSTART-\tO\n\n", lambda word, text, tag: f"{text}\t{tag}\n")


def write_words(documents: Iterable[Document], target: BinaryIO) -> int:
    """Write a word, its part of speech and its tag a line, and return how many documents that were."""
    return _write(documents, target, words_of, "-DOCSTART-\t-X-\tO\n\n", lambda word, text, tag: f"{text}\t{word.pos}\t{tag}\n")


def _write(
    documents: Iterable[Document],
    target: BinaryIO,
    cut: Callable[[Document], Iterator[Word]],
    head: str,
    line: Callable[[Word, str, str], str],
) -> int:
    """Write the documents cut in a way, with a head before each."""
    count = 0
    for document in documents:
        count += 1
        target.write(head.encode())
        for sentence in sentences_of(document, cut(document)):
            tags = tags_of(document.entities, sentence)
            lines = (line(word, _written(document.text, word), tag) for word, tag in zip(sentence, tags, strict=True))
            target.write(("".join(lines) + "\n").encode())
    return count


def _written(text: str, word: Word) -> str:
    """Return a word as it is written; white space inside it, which columns cannot hold, is left out."""
    return "".join(text[word.start : word.end].split())
