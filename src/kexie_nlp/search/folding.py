"""Differences of writing that a search looks over, folded away with a map back to the original characters.

Full-width and half-width forms, capital and small letters, traditional and simplified characters, and white space between Chinese
characters are folded in one copy; Chinese numerals and thousands separators in a second, since 三十 must still be found in 三十四.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kexie_nlp.mapped import MappedText, without
from kexie_nlp.numerals import parse_number

Span = tuple[int, int]

CELL_MARK: Final = "\x03"
"""Stands between table cells, so that no run of characters reaches from one cell into the next."""

LATIN: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
"""The characters of words that are written apart, as far as a folded text has them."""

_SPECIAL: Final = {
    **dict.fromkeys("“”„‟〝〞「」『』＂", '"'),
    **dict.fromkeys("‘’‚‛＇", "'"),
    **dict.fromkeys("‐‑‒–—―－−─", "-"),
    **dict.fromkeys("・•‧∙", "·"),
    **dict.fromkeys("〇○", "〇"),
    "\t": CELL_MARK,
    **dict.fromkeys(map(chr, [*range(9), *range(10, 32), 0x7F, 0x85, 0xA0]), " "),  # line breaks too; none may pass for a mark of ours
}
_NO_WIDTH: Final = r"\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff"
_SURPLUS: Final = re.compile(
    rf"[\s{_NO_WIDTH}](?:(?<=[{_NO_WIDTH}])[{_NO_WIDTH}]*"
    # white space, save between two Latin words, where one blank stays
    r"|(?<=\s)(?:(?<![0-9a-z\s]\s)\s*|\s*+(?![0-9a-z])|(?<=[0-9a-z]\s\s)\s*))"
)
_NUMERAL: Final = re.compile(r"[〇零一二三四五六七八九十百千两,](?:(?<!,)[〇零一二三四五六七八九十百千两]*|(?<=\d,)(?=\d{3}(?!\d)))")
"""Like the pattern of what is surplus, it begins with one class of characters, which is looked for much faster than two patterns."""

_BLANK: Final = re.compile(rf"[\s{_NO_WIDTH}]")
_YEAR_DIGITS: Final = re.compile(r"[一二][〇零一二三四五六七八九]{3}")
_PLAIN_NUMERAL: Final = re.compile(
    r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?"
)
_COUNTED: Final = frozenset("年月日号届次个名项人场期批等级类条章节位所家支队份件篇册元万亿周岁亩县市区镇村套台户")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as the search sees it.

    Attributes:
        plain: the folded copy, mapped to the text.
        numeral: the folded copy with numerals in Arabic digits, mapped to ``plain.text``; None where that changes nothing.
    """

    plain: MappedText
    numeral: MappedText | None


@dataclass(frozen=True, slots=True)
class Needle:
    """A run of characters to be looked for, in both foldings."""

    plain: str
    numeral: str

    @property
    def tells_number(self) -> bool:
        """Whether it has to be looked for among texts with folded numerals, too."""
        return _DIGIT.search(self.numeral) is not None


class _FoldTable(dict[int, str]):
    """Folds one character; every character is worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if (folded := _SPECIAL.get(char)) is None:
            folded = char
            for variant in (unicodedata.normalize("NFKC", char), char.lower()):
                if len(variant) == 1 and variant != char:
                    folded = variant.lower() if len(variant.lower()) == 1 else variant
                    break
            folded = _simplified().get(folded, folded)
        self[code] = folded
        return folded


_TABLE: Final = _FoldTable()
_SHORT: Final = 1000
"""Texts of fewer characters are folded one character after the other."""


class _FoldArray:
    """Folds the characters of long texts at one go; each is looked up in the table when it is first met."""

    def __init__(self) -> None:
        import numpy as np

        self._folded = np.zeros(0x110000, dtype=np.uint32)
        self._is_known = np.zeros(0x110000, dtype=np.bool_)

    def fold(self, text: str) -> str:
        """Return ``text`` with every character folded by itself."""
        import numpy as np

        codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
        for code in set(codes[~self._is_known[codes]].tolist()):
            self._folded[code], self._is_known[code] = ord(_TABLE[code]), True
        return self._folded[codes].tobytes().decode("utf-32-le")


_array: Final = cache(_FoldArray)


@cache
def _simplified() -> dict[str, str]:
    """Return the table from traditional to simplified characters."""
    from kexie_nlp.traditional import SIMPLIFIED, TRADITIONAL

    return dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


def fold(text: str, *, numerals: bool = True) -> Folded:
    """Return ``text`` folded, with the map back; without ``numerals`` it serves to look for runs that tell no number."""
    changed = text.translate(_TABLE)
    plain = without(changed, _surplus_spans(changed))
    return Folded(plain, _fold_numerals(plain.text) if numerals else None)


def folded_copies(text: str) -> tuple[str, str | None]:
    """Return the copies that ``fold`` gives, without the maps back: ``plain``, and ``numeral`` or None."""
    plain = text.translate(_TABLE) if len(text) < _SHORT else _array().fold(text)
    if _BLANK.search(plain):
        plain = _SURPLUS.sub("", plain)
    if not _NUMERAL.search(plain):
        return plain, None
    numeral = _NUMERAL.sub(lambda match: "" if match[0] == "," else _digits(match, plain) or match[0], plain)
    return plain, numeral if numeral != plain else None


def folded_already(plain: str) -> Folded:
    """Return what ``fold`` gives for a text, from its plain folded copy; the maps lead to that copy."""
    return Folded(MappedText(plain), _fold_numerals(plain))


def fold_characters(text: str) -> str:
    """Return ``text`` with every character folded by itself; it keeps its length."""
    return text.translate(_TABLE)


@lru_cache(maxsize=512)
def needle(text: str) -> Needle:
    """Return what to look for where ``text`` is asked for; both copies are empty if ``text`` is but white space."""
    changed = text.translate(_TABLE)
    plain = without(changed, _surplus_spans(changed)).text.strip(CELL_MARK + " ")
    numeral = _fold_numerals(plain)
    return Needle(plain, numeral.text if numeral else plain)


def contains(folded: Folded, wanted: Needle, *, at_word_start: bool = False) -> bool:
    """Tell whether the run stands in the text, in one writing or another; a run of nothing stands in every text."""
    if not wanted.plain:
        return True
    if at_word_start:
        return any(any(occurrences(copy.text, run, at_word_start=True)) for copy, run in writings(folded, wanted))
    return any(run in copy.text for copy, run in writings(folded, wanted))


def begins(folded: Folded, wanted: Needle) -> bool:
    """Tell whether the text begins with the run, in one writing or another."""
    return any(copy.text.startswith(run) for copy, run in writings(folded, wanted))


def find(folded: Folded, wanted: Needle, *, at_word_start: bool = False) -> list[Span]:
    """Return the spans of the original text at which the run stands, in one writing or another, in order."""
    found = writings(folded, wanted)
    return sorted({to_original(folded, copy, span) for copy, run in found for span in occurrences(copy.text, run, at_word_start)})


def writings(folded: Folded, wanted: Needle) -> list[tuple[MappedText, str]]:
    """Return the copies of a text, each with a writing of the run that may stand in it."""
    found = [(folded.plain, run) for run in dict.fromkeys((wanted.plain, wanted.numeral)) if run]
    if folded.numeral is not None and wanted.tells_number:
        found.append((folded.numeral, wanted.numeral))
    return found


def to_original(folded: Folded, copy: MappedText, span: Span) -> Span:
    """Return the span of the original text that a span of one of its copies stands for."""
    inner = span if copy is folded.plain else copy.span_to_source(*span)
    return folded.plain.span_to_source(*inner)


def occurrences(text: str, run: str, at_word_start: bool = False) -> Iterator[Span]:
    """Yield the spans of all occurrences of a run that is not empty, overlapping ones too."""
    only_starts = at_word_start and run[0] in LATIN
    start = text.find(run)
    while start >= 0:
        if not only_starts or start == 0 or text[start - 1] not in LATIN:
            yield start, start + len(run)
        start = text.find(run, start + 1)


def _surplus_spans(text: str) -> Iterator[Span]:
    """Yield the spans that the folded copy leaves out."""
    return (match.span() for match in _SURPLUS.finditer(text))


def _fold_numerals(text: str) -> MappedText | None:
    """Return ``text`` with numerals in Arabic digits, or None if there is nothing to change."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    length = cursor = 0
    for match in _NUMERAL.finditer(text):
        digits = "" if match[0] == "," else _digits(match, text)
        if digits is None:
            continue
        start, end = match.span()
        pieces += (text[cursor:start], digits)
        length += start - cursor
        for number in range(len(digits)):  # every digit points at a character of the numeral, the last at its last
            source = end - 1 if number == len(digits) - 1 else min(start + number, end - 1)
            _stretch(starts, shifts, length, source - length)
            length += 1
        cursor = end
        _stretch(starts, shifts, length, cursor - length)
    if not cursor:
        return None
    pieces.append(text[cursor:])
    return MappedText("".join(pieces), tuple(starts), tuple(shifts))


def _stretch(starts: list[int], shifts: list[int], start: int, shift: int) -> None:
    """Begin a stretch at ``start``, in place of one that begins there already."""
    if starts[-1] == start:
        shifts[-1] = shift
    else:
        starts.append(start)
        shifts.append(shift)


def _digits(match: re.Match[str], text: str) -> str | None:
    """Return the Arabic digits of a Chinese numeral, or None if these characters are none, as in 统一 or 十三五."""
    written = match[0]
    if len(written) == 1:
        behind = text[match.end() : match.end() + 1]
        is_counted = behind in _COUNTED if behind else False
        if written in "零〇百千" or not (is_counted or text[match.start() - 1 : match.start()] == "第"):
            return None
    return _whole(written)


@lru_cache(maxsize=1 << 12)
def _whole(written: str) -> str | None:
    """Return the Arabic digits of what is written like a numeral; most come again."""
    if len(written) > 1 and not (_YEAR_DIGITS.fullmatch(written) or _PLAIN_NUMERAL.fullmatch(written)):
        return None
    value = parse_number(written)
    return None if value is None else str(int(value))
