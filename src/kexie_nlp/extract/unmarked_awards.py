"""Awards that the tagger passed over: what was conferred by name (被评为“护林能手”), or stands in a column of prizes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.document import Entity, Table

_NAMED: Final = "评为|命名为|表彰为|选为|认定为|聘为|授予|获评|荣膺|荣获|获封|评上|当选为"
_WON: Final = f"{_NAMED}|获得|获|捧回|夺得|摘得|赢得|捧得"
_SIGN: Final = "称号|奖牌|奖状|锦旗|牌匾"
_WORD: Final = r"[^，。；、：:“”「」《》()（）\s]"
_QUOTED: Final = re.compile(
    rf"(?P<verb>{_WON})了?[“「](?P<award>[^“”「」《》，。；\n]{{2,20}})[”」](?=的?(?:{_SIGN}|荣誉|证书|奖杯|美誉)|[，。；、）)\n]|$)"
)
_PLAIN: Final = re.compile(
    r"(?P<verb>获评|荣膺|荣获|评为|命名为|表彰为|(?:被|获)[^，。；\n“”]{0,16}(?:选为|授予))了?"
    rf"(?P<award>(?:(?!颁发|授予|的){_WORD}|“[^“”，。；\n]{{1,12}}”){{3,20}}?)(?=称号|[，。；、\n]|$)"
)
# 获某某颁发的护林能手奖牌, 保持卫生示范机关称号
_BY_SIGN: Final = re.compile(
    rf"(?P<verb>(?:获得?|荣获|授予|保持|[摘夺捧]得)了?|颁[发授]的)(?P<award>(?:(?![的为]){_WORD}){{3,20}}?)(?:荣誉)?(?={_SIGN})"
)
# words that stand in every match of these patterns, how far before one a match begins at most and ends behind it: to look for the words
# first is many times as fast
_PLAIN_VERBS: Final = ("获评", "荣膺", "荣获", "评为", "命名为", "表彰为", "选为", "授予")
_SIGNS: Final = tuple(_SIGN.split("|"))
_AROUND_VERB: Final = (20, 300)
_AROUND_SIGN: Final = (30, 2)
# behind an award: 获…和护林能手称号
_NEXT: Final = re.compile(rf"[”」]?(?:称号)?[、和及与][“「]?(?P<award>{_WORD}{{2,20}}?)(?=[”」]?等?(?:荣誉)?称号)")
_COLUMN: Final = re.compile(r"\s*(?:[获所]?[获得]?奖(?:项|次|励)?(?:名称|等级|等次|级别|情况|类别)?|(?:荣誉|表彰|称号)(?:名称|称号)?)\s*")
_PRIZE: Final = re.compile(r"\s*(?P<award>[㐀-鿿“”·]{1,16}[奖獎军軍牌名等])\s*")
_CONFERS: Final = re.compile(_NAMED)
_PARTS: Final = frozenset({"PLACE", "DATE", "ORG"})


def with_awards(text: str, entities: Sequence[Entity], tables: Sequence[Table] = ()) -> list[Entity]:
    """Return the entities with what verbs of conferring, or a column of prizes, name as an award, if only places were found in it."""
    spans = sorted({*_conferred(text), *_next_of_lists(text, entities), *_cells_of_prizes(tables)})
    if not spans:
        return list(entities)
    starts = [entity.start for entity in entities]
    taken: set[int] = set()
    found: dict[int, Entity] = {}
    behind = 0
    for start, end, named in spans:
        first = max(0, bisect_left(starts, start) - 1)
        inside = [number for number in range(first, bisect_left(starts, end, first)) if entities[number].end > start]
        if start >= behind and all(_is_part(entities[number], start, end, named=named) for number in inside):
            found[start] = Entity(start, end, "AWARD", text[start:end], None, None, "", 1.0)
            taken.update(inside)
            behind = end
    kept = [entity for number, entity in enumerate(entities) if number not in taken] if taken else entities
    return sorted([*kept, *found.values()], key=lambda entity: entity.start) if found else list(entities)


def _conferred(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where what verbs of conferring name stands, and whether they can confer nothing but an award."""
    for match in _QUOTED.finditer(text):
        yield *match.span("award"), _CONFERS.fullmatch(match["verb"]) is not None
    for pattern, words, (before, behind) in ((_PLAIN, _PLAIN_VERBS, _AROUND_VERB), (_BY_SIGN, _SIGNS, _AROUND_SIGN)):
        for word in words:
            at = text.find(word)
            while at >= 0:
                for match in pattern.finditer(text, max(0, at - before), at + behind):
                    if match.start() <= at:  # else its own word finds it, and the end of the stretch is no end of a name
                        yield *match.span("award"), True
                at = text.find(word, at + 1)


def _next_of_lists(text: str, entities: Sequence[Entity]) -> Iterator[tuple[int, int, bool]]:
    """Yield where what goes on a list of awards stands that is told with the title they share."""
    for entity in entities:
        if entity.type == "AWARD" and (match := _NEXT.match(text, entity.end)):
            yield *match.span("award"), False


def _cells_of_prizes(tables: Sequence[Table]) -> Iterator[tuple[int, int, bool]]:
    """Yield where the cells of the columns that are headed by prizes (奖项, 获奖等级) stand."""
    for table in tables:
        columns = {cell.column for cell in table.cells if cell.row == 0 and _COLUMN.fullmatch(cell.text)}
        for cell in table.cells if columns else ():
            if cell.row > 0 and cell.column in columns and (prize := _PRIZE.fullmatch(cell.text)):
                yield cell.start + prize.start("award"), cell.start + prize.end("award"), False


def _is_part(entity: Entity, start: int, end: int, *, named: bool) -> bool:
    """Tell whether an entity is but a part of the name of an award, or (``named``) all of what the tagger took for a programme."""
    if entity.start < start - 1 or entity.end > end + 1:
        return False
    if entity.start <= start and entity.end >= end:
        return named and entity.type == "PROGRAM"
    return entity.type in _PARTS
