"""The engines that are measured side by side: ours, and others as one would set them up at first."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from kexie_nlp.archive import Archive
from kexie_nlp.search.folding import fold, needle

Find = Callable[[str], int]
Peer = tuple[Callable[[], None], Find, Find | None, Path]
"""How an index is made, how one asks in how many passages a run stands, how one asks a query of fields, and where the index lies."""


def kexie(archive: Path, engine: str) -> Peer:
    """Return how our index is made, asked for a run, and asked a query of fields."""
    opened = Archive.open(archive)

    def build() -> None:
        opened.reindex(engine, workers=1)

    def ask(query: str) -> int:
        result = opened.search(query, facets=True, limit=20)
        return result.total

    return build, lambda run: ask(f'"{run}"'), ask, archive


def kexie_tantivy(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return our engine on tantivy."""
    return kexie(archive, "tantivy")


def kexie_whoosh(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return our engine on Whoosh."""
    return kexie(archive, "whoosh")


def plain_tantivy(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return tantivy over jieba's words with positions; a run is a phrase of its words."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema, str(scratch))

    def build() -> None:
        writer = index.writer(160_000_000, 1)
        for text in texts:
            writer.add_document(tantivy.Document(text=" ".join(cut(text))))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()

    def find(run: str) -> int:
        words: list[str | tuple[int, str]] = [*cut(run)]
        one = tantivy.Query.term_query(schema, "text", words[0]) if len(words) == 1 else tantivy.Query.phrase_query(schema, "text", words)
        found = index.searcher().search(one, 20)
        return int(found.count)  # type: ignore[attr-defined]

    return build, find, None, scratch


def full_text(scratch: Path, texts: list[str], tokenizer: str, prepare: Callable[[str], str]) -> Peer:
    """Return SQLite's full-text index."""
    import sqlite3

    connection = sqlite3.connect(scratch / "index.sqlite")

    def build() -> None:
        connection.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, tokenize='{tokenizer}')")
        connection.executemany("INSERT INTO found VALUES (?)", ((prepare(text),) for text in texts))
        connection.commit()

    def find(run: str) -> int:
        asked = '"' + prepare(run).replace('"', '""') + '"'
        connection.execute("SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT 20", (asked,)).fetchall()
        (total,) = connection.execute("SELECT count(*) FROM found WHERE found MATCH ?", (asked,)).fetchone()
        return int(total)

    return build, find, None, scratch


def fts_words(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return SQLite's full-text index over jieba's words."""
    return full_text(scratch, texts, "unicode61", lambda text: " ".join(cut(text)))


def fts_trigram(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return SQLite's full-text index over pieces of three characters."""
    return full_text(scratch, texts, "trigram", str)


def plain_whoosh(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return Whoosh with the analyser that comes with jieba; a run is a phrase."""
    from jieba.analyse import ChineseAnalyzer
    from whoosh import fields, index
    from whoosh.qparser import QueryParser

    schema = fields.Schema(text=fields.TEXT(analyzer=ChineseAnalyzer()))
    made = index.create_in(str(scratch), schema)

    def build() -> None:
        writer = made.writer(limitmb=192)
        for text in texts:
            writer.add_document(text=text)
        writer.commit()

    def find(run: str) -> int:
        with made.searcher() as searcher:
            return len(searcher.search(QueryParser("text", schema).parse(f'"{run}"'), limit=20))

    return build, find, None, scratch


def scan(archive: Path, texts: list[str], scratch: Path) -> Peer:
    """Return a plain scan of the folded texts."""
    folded: list[tuple[str, str]] = []

    def build() -> None:
        folded.extend((one.plain.text, one.numeral.text if one.numeral else "") for one in map(fold, texts))

    def find(run: str) -> int:
        wanted = needle(run)
        return sum(wanted.plain in plain or wanted.numeral in plain or wanted.numeral in numeral for plain, numeral in folded)

    return build, find, None, scratch


@cache
def _segmenter() -> Any:
    """Return a segmenter."""
    import rjieba

    return rjieba.Jieba()


def cut(text: str) -> list[str]:
    """Return the words of a text."""
    return [word for word in _segmenter().cut(text) if word.strip()] or [text]


ENGINES: dict[str, Callable[[Path, list[str], Path], Peer]] = {
    "ours, tantivy": kexie_tantivy,
    "ours, whoosh": kexie_whoosh,
    "tantivy, jieba's words": plain_tantivy,
    "SQLite FTS5, cut text": fts_words,
    "SQLite FTS5, trigram": fts_trigram,
    "Whoosh, jieba's analyser": plain_whoosh,
    "scan": scan,
}
