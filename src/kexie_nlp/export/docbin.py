"""spaCy's DocBin: files that ``spacy train`` reads, a folder of parts so that memory does not grow with the number of documents."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from kexie_nlp.errors import KexieError
from kexie_nlp.export.doccano import told_of
from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import Folder
from kexie_nlp.export.words import Word, sentences_of, words_of

_DOCUMENTS_A_PART: Final = 200
_ATTRIBUTES: Final = ("TAG", "ENT_TYPE", "ENT_IOB", "ENT_KB_ID", "SENT_START")


def write_docbin(documents: Iterable[Document], folder: Folder) -> int:
    """Write parts ``part-0001.spacy`` and so on, and return how many documents they hold.

    Words are tokens, an entity's full name is its ``kb_id_``, and what is told of the document stands in ``Doc.user_data``.

    Raises:
        KexieError: if spaCy is not installed.
    """
    try:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab
    except ImportError as error:
        raise KexieError("this format needs spaCy; install it with: pip install spacy") from error
    left = iter(documents)
    count = part = 0
    while chosen := list(islice(left, _DOCUMENTS_A_PART)):
        vocab = Vocab()  # one for all parts would grow with them
        packed = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
        for document in chosen:
            packed.add(_doc(document, vocab))
        part += 1
        count += len(chosen)
        folder.write(f"part-{part:04}.spacy", packed.to_bytes())
    if not part:
        folder.write("part-0001.spacy", DocBin(attrs=_ATTRIBUTES, store_user_data=True).to_bytes())
    return count


def _doc(document: Document, vocab: Any) -> Any:
    """Return a document as spaCy's ``Doc``, whose text is the document's."""
    from spacy.tokens import Doc

    sentences = list(sentences_of(document, words_of(document)))
    first = {sentence[0].start for sentence in sentences}
    tokens = list(_tokens(document.text, [word for sentence in sentences for word in sentence]))
    doc = Doc(
        vocab,
        words=[text for _, text, _, _ in tokens],
        spaces=[space for _, _, space, _ in tokens],
        tags=[pos for _, _, _, pos in tokens],
        sent_starts=[start in first for start, _, _, _ in tokens],
        user_data={"document": document.id, **told_of(document)},
    )
    spans = (doc.char_span(one.start, one.end, label=one.type, kb_id=one.canonical or "") for one in document.entities)
    doc.ents = [span for span in spans if span is not None]
    return doc


def _tokens(text: str, words: list[Word]) -> Iterator[tuple[int, str, bool, str]]:
    """Yield start, text, whether a blank follows, and part of speech of all tokens; other white space is tokens of its own."""
    cursor = 0
    for place, word in enumerate(words):
        if cursor < word.start:
            yield cursor, text[cursor : word.start], False, "x"
        cursor = word.end
        behind = words[place + 1].start if place + 1 < len(words) else len(text)
        has_blank = cursor < behind and text[cursor] == " "
        yield word.start, text[word.start : word.end], has_blank, word.pos
        cursor += has_blank
    if cursor < len(text):
        yield cursor, text[cursor:], False, "x"
