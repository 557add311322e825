"""Whether 全覆盖 speaks of as many as there are: 实现78个行政村全覆盖 where the county has 76个行政村."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place

_KIND: Final = (
    r"县（[市区、]+）|行政村|建制村|村|"
    r"社区|乡镇|镇|乡|街道|县区|区县|县市区|县|区|旗县|市州|地市|市"
)
_COVERED: Final = re.compile(
    rf"(?P<kind>(?:{_KIND})(?:[（(]社区[）)])?)(?:的?(?:科普|科协|组织|工作|服务|活动|[一-鿿]{{2,4}})){{0,3}}?(?:实现)?(?:了)?的?(?:全部?|全面)覆盖"
)
_ALL_OF_THEM: Final = re.compile(rf"(?P<kind>{_KIND})(?:科协)?(?:全部|均已?|都已?|全都)(?![不未没]|覆盖)")
_ALL: Final = re.compile(r"(?:全部|所有|覆盖全[市县区省州旗])的?$")
_OF_ALL: Final = re.compile(rf"(?P<kind>{_KIND})(?![一-鿿]*覆盖)")
_WHOLE: Final = re.compile(
    r"(?:辖|管辖|下设|全[市县区省州旗盟镇乡]|我[市县区省州旗盟]|共有|现有|共)(?:[一-鿿\d]{0,8}[、，和])?[^，。；、]{0,4}$"
)
_PART: Final = re.compile(r"其中|新|已|未|[重试]点|贫困|示范|深度|脱贫|(?<!乡)镇(?:的|共|辖)|(?<![全我市县辖])区(?:的|共|辖)|中[，,有的]?$")
_VISITED: Final = re.compile(r"深入|走[进遍访入]|赴|前往|巡|覆盖|惠及|涉及|辐射|[在到]全|组织|选")  # 深入全县14个乡镇: not all there are
_REACHED: Final = re.compile(r"(?:实现|达到|完成|覆盖|全部|所有|对|在|为)[^，。；]{0,6}$")
_NEAR: Final = 10  # a tenth apart
_LEAST: Final = 4
_SCORE: Final = 0.6


def check_all_covered(context: Context) -> Iterator[Relation]:
    """Yield that all of a kind are told with a number near to, but not, the only one that the report tells of them."""
    wholes: dict[str, list[Place]] = {}
    covered: list[tuple[str, Place, Passage]] = []
    for passage in context.passages:
        for place in passage.places:
            behind = context.text[place.end : place.end + 24]
            if place.figure.kind != "quantity" or place.figure.exactness != "exact" or _PART.search(place.lead[-8:]):
                continue
            match = _COVERED.match(behind) or _ALL_OF_THEM.match(behind)
            match = match or (_OF_ALL.match(behind) if _ALL.search(place.lead) else None)
            if match:
                covered.append((_plain(match["kind"]), place, passage))
            elif (
                (match := _OF_ALL.match(behind))
                and not _VISITED.search(place.lead)
                and place.role == "level"
                and _WHOLE.search(passage.text[: place.start - passage.start])
            ):
                wholes.setdefault(_plain(match["kind"]), []).append(place)
    for kind, place, passage in covered:
        told = wholes.get(kind, [])
        values = {whole.figure.value for whole in told}
        # 11个乡镇全覆盖 of 12 may be the rest of a sentence on some of them
        is_claim = bool(told) and (place.figure.value > told[0].figure.value or bool(_REACHED.search(place.lead)))
        if is_claim and len(values) == 1 and values != {place.figure.value} and _is_near(place.figure.value, told[0].figure.value):
            yield _relation(passage, place, told[0])


def _plain(kind: str) -> str:
    """Return one name for the names that villages go by."""
    kind = re.sub(r"[（(].*", "", kind)
    return "村" if kind.endswith("村") else kind


def _is_near(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers are so near, or so alike but for their digits, that they are meant to be the same."""
    return min(one, other) >= _LEAST and (abs(one - other) * _NEAR <= max(one, other) or sorted(str(one)) == sorted(str(other)))


def _relation(passage: Passage, place: Place, whole: Place) -> Relation:
    """Return that what is covered is not all there is."""
    stated, told = place.figure, whole.figure
    why = f"全部为{told.text}，此处写{stated.text}全覆盖"
    spans = ((place.start, place.end), (whole.start, whole.end))
    quote = (passage.start, passage.end)
    return Relation("repeat", False, stated.text, told.text, spans, quote, why, stated.value - told.value, _SCORE)
