"""Totals told by the names of their parts, which sentences before tell one by one (国家级和省级合计240万元; 市、县两级共30万元)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

_SUM: Final = r"(?:合计|共计|总计|总共|共)(?P<what>[^，。；、\d]{0,12})$"
_NAMED: Final = re.compile(
    rf"(?:^|[，,；;。])(?P<names>[一-鿿“”]{{1,8}}(?:[、和与及][一-鿿“”]{{1,8}}){{1,3}}?)(?:资金|经费|作品|活动)?{_SUM}"
)
_LEVELS: Final = re.compile(
    rf"(?:^|[，,；;。])(?P<names>[中国省市区县乡镇大小]{{2,3}})(?P<of>[两二三]?级|学?组|学)(?:资金|经费|作品|活动)?{_SUM}"
)
_ALL: Final = re.compile(rf"(?:^|[；;，,。])(?:以上|上述)?{_SUM}")  # 省级10个，每个8万元，计80万元；…；合计争取资金240万元
_OF_EACH: Final = re.compile(r"[，,、（(](?:共计?|合计|计|小计)(?:[一-鿿]{0,6})$")
_SEVERAL: Final = re.compile("[两二三四](?:级|项|类|者|组|个?方面|部分)?$")
_AND: Final = re.compile("[、和与及]")
_NOT_ALL: Final = re.compile(r"近|年|累计|约|以来|[比较]|上届|另")
_SEGMENT: Final = re.compile("[；;。]")
_TWO: Final = 2
_NEAR: Final = 10  # characters
_NEARLY: Final = 5
_BACK: Final = 3  # sentences
_MOST: Final = 40  # figures of a sentence that are looked at
_SCORE: Final = 0.65


def check_named_together(context: Context) -> Iterator[Relation]:
    """Yield whether totals told of several things by name are those of the things, each told once before."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for index, total in enumerate(passage.places):
                if total.role != "level" or total.figure.kind == "percent" or total.depth or total.figure.exactness != "exact":
                    continue
                if not any(form.search(total.lead) for form in (_NAMED, _LEVELS, _ALL)):
                    continue
                earlier = passage.places[max(0, index - _MOST) : index]
                before = [*((one, one.places[-_MOST:]) for one in line[max(0, number - _BACK) : number]), (passage, earlier)]
                if parts := _parts(total, [segment for one, places in before for segment in _segments(one, places)]):
                    yield from _summed(passage, total, parts)


def _segments(passage: Passage, places: Sequence[Place]) -> Iterator[tuple[str, list[Place]]]:
    """Yield the parts of a sentence between ；, each with its figures."""
    if not places:
        return
    first, last = places[0].start - passage.start, places[-1].end - passage.start
    start = passage.start + max(passage.text.rfind(sign, 0, first) + 1 for sign in "；;。")
    for end in (*(passage.start + stop.start() for stop in _SEGMENT.finditer(passage.text, first, last)), passage.end):
        inside = [place for place in places if start <= place.start < end]
        if inside:
            yield passage.text[start - passage.start : end - passage.start], inside
        start = end


def _parts(total: Place, segments: Sequence[tuple[str, list[Place]]]) -> list[Place]:
    """Return what a total is told of: what its words name, or what each of the segments before it sums up; none if that is not clear."""
    if (named := _NAMED.search(total.lead) or _LEVELS.search(total.lead)) and not _NOT_ALL.search(named[0]):
        return _of_names(total, _names(named), segments)
    if (every := _ALL.search(total.lead)) and not _NOT_ALL.search(every["what"]):
        sums = [
            [place for place in places if same_unit(place.figure, total.figure) and _OF_EACH.search(place.lead)] for _, places in segments
        ]
        return [some[0] for some in sums] if len(sums) >= _TWO and all(len(some) == 1 for some in sums) else []
    return []


def _names(match: re.Match[str]) -> list[str]:
    """Return the names that a total is told of (国家级, 省级; 市、县两级; 中小学组)."""
    if "of" in match.groupdict():
        end = {"级": "级", "学": "学", "组": "学组"}[match["of"][-1]]
        return [char + end for char in match["names"]]
    names = [_SEVERAL.sub("", name.strip("“”")) for name in _AND.split(match["names"])]
    return [f"{name}级" if len(name) == 1 and "级" in match[0] else name for name in names]


def _of_names(total: Place, names: Sequence[str], segments: Sequence[tuple[str, list[Place]]]) -> list[Place]:
    """Return the value told of each name, if there is just one of each."""
    found: list[Place] = []
    for name in names:
        alike = [
            place
            for text, places in segments
            for place in _named(name, text, places)
            if same_unit(place.figure, total.figure) and place.role == "level" and not place.depth
        ]
        if len(name) < _TWO or len(alike) != 1 or alike[0] in found:
            return []
        found += alike
    return found


def _named(name: str, text: str, places: Sequence[Place]) -> list[Place]:
    """Return the figures that a name stands right before, or the sum at the end of a segment that begins with it."""
    labelled = [place for place in places if name in re.split("[，,、；;。]", place.lead)[-1]]
    sums = [place for place in places if _OF_EACH.search(place.lead)]
    return sums if sums and name in re.split("[：:]", text)[-1][: len(name) + _NEAR] else labelled


def _summed(passage: Passage, total: Place, parts: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether some values make a total; a total far from them is of something else."""
    figures = tuple(part.figure for part in parts)
    value = sum((figure.value for figure in figures), Decimal(0))
    formula = f"{joined(figures)} = {total.figure.written(value)}"
    computed = Computed(value, Range.total(figure.range for figure in figures), formula, figures)
    relation = compare("sum", total.figure, computed, (passage.start, passage.end), _SCORE)
    stated = total.figure.value
    is_near = abs(value - stated) * _NEARLY <= stated or misadded(stated, [figure.value for figure in figures]) >= 1
    if relation.holds or (is_near and all(figure.exactness == "exact" for figure in figures)):
        yield relation
