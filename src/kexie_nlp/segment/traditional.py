"""Traditional characters read as simplified ones, one for one, so that offsets stay."""

import re
from functools import cache
from typing import Final

# frequent characters of which a traditional text of some length holds at least one
_TELLING: Final = re.compile("[個們來時為會國學與對開關實發現過這還進運動點將後說種從業務員農協習體驗參賽獲獎項總計萬億縣區鄉鎮]")
_CHARACTERS: Final = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))


def simplified(text: str) -> str:
    """Return ``text`` with traditional characters replaced; a text without any is returned as it is."""
    return text.translate(_table()) if _TELLING.search(text) else text


@cache
def _table() -> dict[int, str]:
    """Return OpenCC's standard character table as a translation table."""
    from opencc import OpenCC

    lines = OpenCC("t2s").convert("\n".join(map(chr, _CHARACTERS))).split("\n")
    return {code: simple for code, simple in zip(_CHARACTERS, lines, strict=True) if len(simple) == 1 and simple != chr(code)}
