"""What so many things of so much each make together in a list whose total counts all of it (三个县各办6场; 甲所、乙所各交4件; 两校各1台).

How many there are is told by the figure before, by a numeral before a noun, or by the names themselves. Where nothing tells it, the
parts may not be held against a total.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.told.context import Place
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.numerals.numbers import DIGITS

_GET: Final = (
    r"各自?(?:都|均|分别|再|另)?(?:(?:得|获|领|奖|补|贴|资助|安排|投|支持|设|举?办|开|派|建|出|拨|给|配|赠|送|捐|发|拿|承|牵头|提供|作|做|讲|聘|选|招|组织|培训|接|下达|筹|报|交"
    r"|收|签|完成|新|添|购|订|采|带|推荐|抽|种|植|增|评|授|录|有(?!关))[^，。；、：:（()\d]{0,12})?$"
)
_EACH: Final = re.compile(rf"(?:[一-鿿（）]{{0,14}}|[^，。；\d]{{0,14}}，(?:奖金|奖励|补助|奖补|经费|资金)){_GET}")
_IS_EACH: Final = re.compile(_GET)
_SO_MANY: Final = re.compile(rf"(?P<number>[两二三四五六七八九十])(?=[一-鿿])[^，。；、：\d]{{1,14}}{_GET}")
_NAME: Final = r"[一-鿿“”]{2,14}?"
_NAMES: Final = re.compile(rf"(?:^|[，。；：,;:])(?:由|对|向|给)?(?P<names>{_NAME}(?:、{_NAME})*(?:[、和与及]|以及){_NAME}){_GET}")
_NEXT: Final = re.compile(r"以及|[、和与及]")
_OPEN: Final = re.compile(r"等|各[类级种项]|[两二三四五六七八九十]")  # 甲校、乙校等六校: the names are not all
_MOST: Final = 60  # things that a value may be told of each


def apiece(number: Place, place: Place) -> Place | None:
    """Return what so many things of so much each make together (三个县各6场, 2家各5万元), or None if two figures do not tell that."""
    of, each = number.figure, place.figure
    is_number = of.kind == "quantity" and of.exactness == "exact" and 1 < of.value <= _MOST and number.role == "level"
    if not is_number or each.kind == "percent" or place.role not in ("level", "each") or not _EACH.fullmatch(place.hidden):
        return None
    figure = replace(_times(each, of.value, of.text), start=of.start)
    return replace(number, figure=figure)


def apiece_by_words(place: Place) -> Place:
    """Return what things counted by a numeral or named one by one make together of so much each; else the figure as it is."""
    if place.figure.kind == "percent" or place.role not in ("level", "each") or not _IS_EACH.search(place.hidden):
        return place
    told = list(_SO_MANY.finditer(place.hidden))
    number = DIGITS[told[-1]["number"]] if told else 0
    names = _NAMES.search(place.hidden)
    if not number and names is not None and not _OPEN.search(names["names"]):
        number = len(_NEXT.split(names["names"]))
    return replace(place, role="level", figure=_times(place.figure, Decimal(number), str(number))) if number > 1 else place


def is_apiece(place: Place) -> bool:
    """Tell whether a figure is told of each of several things that nothing counts."""
    return "×" not in place.figure.text and _IS_EACH.search(place.hidden) is not None


def _times(each: Figure, number: Decimal, told: str) -> Figure:
    """Return so many times a figure; what each gets is fixed, not rounded."""
    return replace(each, text=f"{told}×{each.text}", value=each.value * number, step=Decimal(0))
