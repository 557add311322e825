"""Whether some of what a sentence counts under several names is counted under two of them (其中2人同时入选两类, 12场两边都作了统计)."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place, same_unit

_COUNTED_TWICE: Final = re.compile(
    r"同时(?:入选|获|兼|具|享|为|是|计|算|统计|纳入|列入|归入|属)|兼有|兼具|去重|重复(?:计|统计)|[有在互][一-鿿]{0,4}(?:交叉|重叠|重复)|交叉重|不(?:相|累)加|实际涉及"
    r"|[，,；;（(]实有(?=\d)"
    r"|(?:[两双]|多)(?:边|类|项|处|方|头|栏|家|个[一-鿿]{2})[中里]?(?:均|都|各|分别|同时)+(?:作了?|有|予以|被)?(?:统计|列|计|算|归|登记|记)"
    r"|(?:分别|各自?|都|均)(?:归入|计入|列入|算入|纳入|统计|计算|算|计|记)了?(?:一次|1次|[两多][类边项处])|双重身份"
    r"|按[一1](?:期|场|次|个|家|项|件|人|名)(?:计|算)|可(?:以|同时|重复)?(?:获|兼|报|参加|享受|选)[^，。；]{0,4}(?:[两多]|不止一)"
    r"|部分[^，。；]{0,8}(?:参加|参与|享受|获得?|兼)了?(?:[两多])|含(?:[国省市县区]家?级)?(?:及)?以上(?=[）)])|含(?:上述|前述)"
)
_SHARED: Final = re.compile(
    r"兼|双|含|重[复叠合]|同时|两|均|也|都|合办|联办|合办|共同|共办|联合|跨|交叉|归入|计入|列入|算|既|又|一并|并列|一身|名下|在内"
)
_SOME_SEVERAL: Final = re.compile(  # 不少老人一次做了几项; 有一场师生同听; 二者兼有的; 一人多项
    r"(?:不少|部分|有的|有些|有人|一些|许多|很多|多数|大多|少数|个别|若干|[有其][中有]?[一两三四五六七八九十几数\d]+[一-鿿])[^，。；]{0,14}?"
    r"(?:(?:[几两数]|多(?!数|年|少|次))[一-鿿]?(?:项|种|样|类|处|场|个|家|门|组|重|方面|奖)|不止一|一并|都(?:有|做|参|是)|同时|兼|既[^。；]{1,12}又|重[复叠合]|交叉|同[听做场办获时])"
    r"|[二两三]者(?:兼|都|均|重|同|皆)|一(?:人|家|户|校|次|场|项|件)(?:多|两|几|数|兼)"
)
_REACH: Final = 24


def is_counted_twice(total: Place, parts: Sequence[Place], passage: Passage) -> bool:
    """Tell whether a sentence says that some are counted under two of the parts, in words or by telling how many those are."""
    if total.figure.kind != "quantity":
        return False
    is_here = any(passage.start <= place.start < passage.end for place in (total, *parts))
    value = sum((part.figure.value for part in parts), total.figure.value * 0)
    is_too_much = value > total.figure.value and _SOME_SEVERAL.search(passage.text, parts[-1].end - passage.start) if is_here else None
    return bool(is_here and (_COUNTED_TWICE.search(passage.text) or is_too_much)) or tells_overlap(total, parts, passage)


def tells_overlap(total: Place, parts: Sequence[Place], passage: Passage) -> bool:
    """Tell whether as many as the parts exceed their total by are told as what belongs to two (48个，其中甲类30个、乙类25个，兼营的7个)."""
    excess = sum((part.figure.value for part in parts), total.figure.value * 0) - total.figure.value
    apart = [place for place in passage.places if place.start > parts[0].start and place not in parts]
    alike = [place for place in apart if place.figure.value == excess and same_unit(place.figure, total.figure)]
    return excess > 0 and any(_SHARED.search(_around(place, passage)) for place in alike)


def _around(place: Place, passage: Passage) -> str:
    """Return the words before a figure and those behind it."""
    behind = passage.text[place.end - passage.start :][:_REACH]
    return place.lead[-_REACH:] + behind
