"""Names and words that somebody who types a part of one, or types one wrongly, may mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from kexie_nlp.search.folding import needle

How = Literal["beginning", "inside", "similar"]

WORD: Final = "word"
"""What stands in place of a field for a word of the text."""

SIMILAR_FROM: Final = 60.0
"""How similar, of 100, a name must be to what was typed."""

_ORDER: Final[dict[How, int]] = {"beginning": 0, "inside": 1, "similar": 2}
_MOST_CANDIDATES: Final = 3000
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A name or word of the archive.

    Attributes:
        value: as in the reports, a word as the search sees it. folded: as the search sees it.
        passages: how many passages have it.
    """

    value: str
    folded: str
    passages: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or word that may be meant.

    Attributes:
        field: of the query language, or ``word``. value: the name. passages: how many passages have it.
        how: whether what was typed is its beginning, stands inside it, or is similar. similarity: of similar ones, up to 100.
    """

    field: str
    value: str
    passages: int
    how: How
    similarity: float = 100.0

    @property
    def query(self) -> str:
        """A query that finds it."""
        quoted = f"“{self.value}”" if '"' in self.value else f'"{self.value}"'
        return quoted if self.field == WORD else f"{self.field}:{quoted}"


def block_of(terms: Sequence[Term]) -> str:
    """Return the terms of one field as a text in which they are looked for, the most frequent first."""
    rows = sorted(terms, key=lambda term: (-term.passages, len(term.folded), term.folded, term.value))
    return "\n" + "".join(f"{term.folded}\t{term.passages}\t{'' if term.value == term.folded else term.value}\n" for term in rows)


class Vocabulary:
    """The names and words of an archive by field. A field's terms are one text, which is searched faster than a list."""

    def __init__(self, blocks: Mapping[str, str]) -> None:
        self._blocks = blocks

    def suggest(self, typed: str, fields: Sequence[str] = (), limit: int = 10) -> list[Suggestion]:
        """Return names that begin with what was typed, then those that hold it, then, if there is room, those like it.

        Args:
            typed: a beginning, a part, or a whole name written wrongly; nothing gives the most frequent names.
            fields: of the query language, or ``word``; all if none is given.
            limit: at most how many.
        """
        wanted = needle(typed).plain
        found = [one for field in self._chosen(fields) for one in self._holding(field, wanted, limit)]
        found.sort(key=lambda one: (_ORDER[one.how], -one.passages, len(one.value), one.field, one.value))
        certain = _without_doubles(found)[:limit]
        return certain if len(certain) == limit else [*certain, *self.similar(typed, fields, limit - len(certain))]

    def similar(self, typed: str, fields: Sequence[str] = (), limit: int = 10) -> list[Suggestion]:
        """Return the names that are most like what was typed, though it stands in none of them; the most similar first."""
        wanted = needle(typed).plain
        if len(wanted) < _SHORT - 1:
            return []
        from rapidfuzz import fuzz, process

        terms = [(field, term) for field in self._chosen(fields) for term in self._candidates(field, wanted)]
        folded = [term.folded for _, term in terms]
        hits = process.extract(wanted, folded, scorer=fuzz.ratio, score_cutoff=SIMILAR_FROM, limit=limit * 4)
        found = [Suggestion(terms[at][0], terms[at][1].value, terms[at][1].passages, "similar", round(score, 1)) for _, score, at in hits]
        found.sort(key=lambda one: (-round(one.similarity), -one.passages, one.field, one.value))
        return _without_doubles(found)[:limit]

    def rewritten(self, typed: str, fields: Sequence[str] = (), limit: int = 3) -> list[Suggestion]:
        """Return what stands in names in place of a run that has a wrong character or, if it is long, two; the most frequent first.

        ``passages`` counts those of the most frequent name.
        """
        wanted = needle(typed).plain
        if len(wanted) < _SHORT:
            return []
        allowed = 1 if len(wanted) < 2 * _SHORT else 2
        found: dict[str, int] = {}
        for field in self._chosen(fields):
            for stretch, passages in self._stretches(field, wanted):
                if sum(one != other for one, other in zip(stretch, wanted, strict=True)) <= allowed:
                    found[stretch] = max(passages, found.get(stretch, 0))
        best = sorted(found, key=lambda stretch: (-found[stretch], stretch))[:limit]
        field = fields[0] if fields else WORD
        return [Suggestion(field, stretch, found[stretch], "similar", 100.0 * (1 - allowed / len(wanted))) for stretch in best]

    def _stretches(self, field: str, wanted: str) -> Iterator[tuple[str, int]]:
        """Yield stretches of names as long as what is wanted, around each place where one of its pieces stands."""
        block, size = self._blocks[field], len(wanted)
        for start, end in _pieces(size):
            for number, line in enumerate(_lines_with(block, wanted[start:end])):
                if number == _MOST_CANDIDATES:
                    break
                term = _term_at(block, line)
                first = term.folded.find(wanted[start:end]) - start
                if 0 <= first <= len(term.folded) - size:
                    yield term.folded[first : first + size], term.passages

    def _chosen(self, fields: Sequence[str]) -> list[str]:
        """Return the fields to look in."""
        return [field for field in self._blocks if not fields or field in fields]

    def _holding(self, field: str, wanted: str, limit: int) -> Iterator[Suggestion]:
        """Yield the most frequent terms that begin with or hold what is wanted."""
        block = self._blocks[field]
        beginning = (_term_at(block, at) for at in _lines_with(block, f"\n{wanted}"))
        yield from (Suggestion(field, term.value, term.passages, "beginning") for term in islice(beginning, limit))
        if wanted:
            inside = (term for at in _lines_with(block, wanted) if wanted in (term := _term_at(block, at)).folded[1:])
            others = (term for term in inside if not term.folded.startswith(wanted))
            yield from (Suggestion(field, term.value, term.passages, "inside") for term in islice(others, limit))

    def _candidates(self, field: str, wanted: str) -> Iterator[Term]:
        """Yield terms that may be like what is wanted: a mistake or two leave one of its pieces whole, or both ends of a short one."""
        block, size = self._blocks[field], len(wanted)
        if size <= _SHORT:
            pieces, shortest, longest = [f"\n{wanted[0]}", f"{wanted[-1]}\t"], size - 1, size + 1
        else:
            pieces = [wanted[start:end] for start, end in _pieces(size)]
            shortest, longest = size * 2 // 3, size * 3 // 2
        seen: set[int] = set()
        for piece in pieces:
            for at in _lines_with(block, piece):
                end = block.index("\t", at)
                if at not in seen and shortest <= end - at <= longest and wanted not in block[at:end]:
                    seen.add(at)
                    yield _term_at(block, at)
                if len(seen) >= _MOST_CANDIDATES:
                    return


def _pieces(size: int) -> list[tuple[int, int]]:
    """Return the spans of the pieces of which a run of this size has at least one whole, if one character or, of many, two are wrong."""
    parts = 2 if size < 2 * _SHORT else 3
    return [(part * size // parts, (part + 1) * size // parts) for part in range(parts)]


def _lines_with(block: str, run: str) -> Iterator[int]:
    """Yield the beginnings of the lines in which a run stands; one that begins with a line break stands at the line's beginning."""
    at = block.find(run)
    while 0 <= at < len(block) - 1:
        yield at + 1 if run[0] == "\n" else block.rindex("\n", 0, at + 1) + 1
        at = block.find(run, block.index("\n", at + 1))


def _term_at(block: str, at: int) -> Term:
    """Return the term of the line that begins at ``at``."""
    folded, passages, value = block[at : block.index("\n", at)].split("\t")
    return Term(value or folded, folded, int(passages))


def _without_doubles(found: list[Suggestion]) -> list[Suggestion]:
    """Return suggestions without words that are names as well."""
    names = {needle(one.value).plain for one in found if one.field != WORD}
    return [one for one in found if one.field != WORD or one.value not in names]
