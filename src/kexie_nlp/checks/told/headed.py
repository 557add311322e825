"""Counts whose name stands at the head of their line only (1.院士（专家）工作站。现有31个，其中…)."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place

_HEAD: Final = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[）)、]|[.．](?!\d)|[）)][、.．])\s*|[一二三四五六七八九十]是|[①-⑳])\s*"
    r"(?P<name>[一-鿿（）()“”]{3,16}?)(?:建设|工作|情况|方面|队伍)?[。：:，,]\s*"
)
_STANDS: Final = re.compile(
    r"(?:目前|截至[^，。；]{0,8}[底末日]|到?[年期][末底]|全[省市县区州旗]|我[省市县区州旗会]|市本级|[，,])*"
    r"(?:(?:现|共|已|实|现共|已经|总共)有|总数(?:达到?|为|有)?|总量(?:达到?|为)?|累计(?:达到?|有|建成)?|已?建有|已?建成|现存|达到?|保有量?(?:为|达)?|拥有)(?:登记的?)?"
)


def headed_by(line: Sequence[Passage], place: Place) -> str:
    """Return the name at the head of a line of which the first figure in it tells how many there are; "" if it tells something else."""
    first = next((other for passage in line for other in passage.places), None)
    if first is not place or place.figure.kind != "quantity" or place.role not in ("level", "to") or place.depth:
        return ""
    told = "".join(passage.text[: place.start - passage.start] for passage in line if passage.start <= place.start)
    head = _HEAD.match(told)
    return head["name"] if head is not None and _STANDS.fullmatch(told, head.end()) else ""
