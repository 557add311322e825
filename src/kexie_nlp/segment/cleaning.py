"""Conversion noise, removed from a copy that maps back to every original character.

What converters leave in a text: bookmark marks, page-break blanks and line breaks inside a sentence, blanks between digits and
characters, letter-spaced headings, private-use and zero-width characters, full-width digits, traditional characters.
"""

import re
from collections.abc import Iterator

from kexie_nlp.mapped import MappedText, without
from kexie_nlp.segment.headings import MARKER
from kexie_nlp.segment.traditional import simplified

HAN = "一-鿿㐀-䶿〇"
_NOISE = re.compile(
    rf"""
    \[bookmark:[^\]\n]*\][ ]*                              # left by converters from Word
    | [\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f]+   # invisible or private
    | (?<=[{HAN}）》”、。，；：])[ \u00a0\u3000]+(?=[0-9０-９])   # 共 539 次
    | (?<=[0-9０-９%％])[ \u00a0\u3000]+(?=[{HAN}（《“%％])
    | (?<![{HAN}])(?:[{HAN}][ \u3000]){{2,}}[{HAN}](?![{HAN}])   # 填 报 人
    """,
    re.VERBOSE,
)
_BOOKMARKS = re.compile(r"\[bookmark:[^\]\n]*\][ ]*")
_BLANKS = re.compile(r"[ \u3000]+")
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)}
_FULL_WIDTH[0xA0] = 0x20
_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = tuple("。！？；：!?;:…”」』）)】》|>")
_HANGING = tuple("，、,（(“《及和与的为是在对")
_TITLE_END = re.compile(r"(?:报告|通知|总结|方案|决算|说明|公告|计划|要点|表|书|目录|情况|简介)$")
_NEW_LINE_START = re.compile(rf"[\s　]{{2}}|[-•·●■◆*|\[（(【《“#]|{MARKER.pattern}|附件|目录|单位[:：]|日期")
_WRAP_LIMIT = 60
_LONG_LINE = 25


def clean(text: str) -> MappedText:
    """Return ``text`` without conversion noise; tabs, and line breaks between lines that do not continue, stay."""
    spans = sorted([*_noise(text), *_broken_lines(text)])
    cleaned = without(text, _disjoint(spans))
    return MappedText(simplified(cleaned.text.translate(_FULL_WIDTH)), cleaned.starts, cleaned.shifts)


def _noise(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of characters that carry nothing."""
    for match in _NOISE.finditer(text):
        if len(match[0]) > 2 and _BLANKS.search(match[0]) and not match[0].isspace() and match[0][0] != "[":
            yield from ((match.start() + blank.start(), match.start() + blank.end()) for blank in _BLANKS.finditer(match[0]))
        else:
            yield match.span()


def _broken_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of white space at line breaks that fall inside a sentence."""
    lines = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    width = _wrap_width([end - start for start, end in lines])
    for (start, end), (next_start, next_end) in zip(lines, lines[1:], strict=False):
        if "\t" in text[end:next_start] or "\t" in text[next_start : next_start + 2] or text.find("\t", start, end) >= 0:
            continue
        head = text[start:end].rstrip()
        if _continues(_BOOKMARKS.sub("", head), _BOOKMARKS.sub("", text[next_start:next_end]), width, blank_between=next_start - end > 1):
            follower = text[next_start:next_end]
            yield start + len(head), next_start + len(follower) - len(follower.lstrip())


def _wrap_width(lengths: list[int]) -> int | None:
    """Return the width at which the lines of a text were broken, or None if a line is a paragraph."""
    if len(lengths) < 4:
        return None
    widest = sorted(lengths)[-max(1, len(lengths) // 10)]
    return widest if widest <= _WRAP_LIMIT and sum(length > 0.8 * widest for length in lengths) >= 0.3 * len(lengths) else None


def _continues(head: str, follower: str, width: int | None, *, blank_between: bool) -> bool:
    """Whether the sentence of line ``head`` goes on in the line ``follower``."""
    if head.endswith(_SENTENCE_END) or "|" in head or _NEW_LINE_START.match(follower):
        return False
    if MARKER.match(head.lstrip()) and len(head) < _LONG_LINE and "，" not in head:
        return False
    if _TITLE_END.search(head) or follower.rstrip().endswith(("：", ":")):
        return False
    if head.endswith(_HANGING) and len(head) >= 10:
        return True
    if width is not None and not blank_between:
        return len(head) >= 0.8 * width
    return len(head) >= _LONG_LINE and ("。" in follower or "，" in follower or "；" in follower)


def _disjoint(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield sorted spans with overlaps merged."""
    last_start, last_end = 0, 0
    for start, end in spans:
        if start <= last_end and last_end > 0:
            last_end = max(last_end, end)
        else:
            if last_end > last_start:
                yield last_start, last_end
            last_start, last_end = start, end
    if last_end > last_start:
        yield last_start, last_end
