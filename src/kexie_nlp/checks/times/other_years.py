"""Whether a value, or parts that make it up, is told of the year of which the report tells it elsewhere.

2019年度“三公”经费决算52.88万元，较2018年度的61.07万元减少8.19万元 … 2018年度“三公”经费中，因公出国（境）费21.36万元…: the parts make up
what was spent in 2019.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import NUMBERING, Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure, Range

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
_HEAD: Final = re.compile(r"(?P<year>(?:19|20)\d\d)\s?年度?(?:全年|我[省市县区州旗会部单])?[，,]?(?P<name>[^，。；：:\d]{2,40})")
_PARTED: Final = re.compile(r"中[，,：:]|其中|分别|[：:]|包括|组成|构成")
_OTHER: Final = re.compile(r"(?<!公共)(?<!基金)预算|计划|目标|比|较|增|减|每|约|以来|累计")
_NOISE: Final = re.compile(r"支出|收入|决算|财政拨款|合计|总额|总|的|全年|共|其中|中$|[为是]$")
_DIGITS: Final = 3
_GRAM: Final = 2
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Told:
    """A value of the year reported on, with that of an earlier year told behind it, and the words before both."""

    own: Figure
    year: int
    former: Figure
    words: str
    passage: Passage


def check_other_years(context: Context) -> Iterator[Relation]:
    """Yield a year before the one reported on that is told of what elsewhere is the value of the year reported on."""
    year = context.year
    if year is None:
        return
    told = [one for passage in context.passages for one in _pairs(passage, year)]
    for passage in context.passages if told else ():
        start = match.end() if (match := NUMBERING.match(passage.text)) else 0
        head = _HEAD.match(passage.text, start)
        if head is None or set(_YEAR.findall(passage.text)) != {head["year"]} or _OTHER.search(passage.text):
            continue
        for one in told:
            if one.year == int(head["year"]) == year - 1 and one.passage is not passage and _is_named_alike(head["name"], one.words):
                parts = _parts(passage, head, one)
                if parts:
                    yield _relation(passage, head, parts, one, year)
                    break


def _pairs(passage: Passage, year: int) -> Iterator[_Told]:
    """Yield the values of the year reported on that a sentence holds against that of an earlier year."""
    for at, former in enumerate(passage.places):
        if former.role != "former" or former.depth or "年初" in former.note:
            continue
        before = [place for place in passage.places[:at] if place.role in ("level", "to") and same_unit(place.figure, former.figure)]
        digits = before[-1].figure.text.replace(",", "").replace(".", "") if before else ""
        if len(re.sub(r"\D", "", digits)) >= _DIGITS and not re.search(r"[。；;]", former.lead):
            told = int(former.note) if former.note.isdigit() else year - 1
            words = passage.text[: before[-1].start - passage.start]
            yield _Told(before[-1].figure, told, former.figure, words, passage)


def _parts(passage: Passage, head: re.Match[str], one: _Told) -> list[Place]:
    """Return the figures of a sentence that are, or make up, the value of the year reported on and not that of the year told."""
    run = [place for place in passage.places if place.start - passage.start >= head.end("name") and not place.depth]
    levels = [place for place in run if place.role == "level" and same_unit(place.figure, one.own)]
    found: list[Sequence[Place]] = [[place for place in run[:1] if place.role in ("level", "former") and same_unit(place.figure, one.own)]]
    if _PARTED.search(passage.text):
        found += [levels, levels[1:]]
    for some in found:
        total = Range.total(place.figure.range for place in some)
        if some and total.meets(one.own.range) and not total.meets(one.former.range):
            return list(some)
    return []


def _is_named_alike(name: str, words: str) -> bool:
    """Tell whether all that a name says stands in the words before a value, in pieces of two characters."""
    key, other = (_NOISE.sub("", key_of(text)) for text in (name, words))
    grams = {key[at : at + _GRAM] for at in range(len(key) - 1)}
    return bool(grams) and all(gram in other for gram in grams)


def _relation(passage: Passage, head: re.Match[str], parts: Sequence[Place], one: _Told, year: int) -> Relation:
    """Return that the year told should be the one reported on."""
    at = passage.start + head.start("year")
    spans = ((at, at + len(str(year)) + 1), (one.own.start, one.own.end), *((place.start, place.end) for place in parts))
    told = " + ".join(place.figure.text for place in parts)
    why = f"{told}是{year}年的{one.own.text}，{one.year}年为{one.former.text}，文中写{one.year}年"
    return Relation("date", False, f"{one.year}年", f"{year}年", spans, (passage.start, passage.end), why, None, _SCORE)
