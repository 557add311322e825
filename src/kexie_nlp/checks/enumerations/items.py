"""Whether as many items follow in lines of their own as the line above them announces (以下五个方面的工作：, then （一）…（二）…)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.numerals import parse_number

_ANNOUNCED: Final = re.compile(
    r"(?<![第\d.一二三四五六七八九十])(?P<number>[两二三四五六七八九十]|\d{1,2})(?P<unit>个|项|点|条|方面|大)(?P<noun>[^，。；：、\d]{0,16})"
    r"(?:[，,]?(?:分别为|分别是|具体为|具体是|如下|即|包括|为))?[:：。]?$"
)
_ONE_OF_TWO: Final = re.compile(r"[两二三四五六七八九十\d]个[^，。；、]{1,8}、$")  # “三个突破、四个提升”：
_SAID: Final = re.compile(r"以下|如下|[:：]$|方面|问题|不足|工作|任务|单位")
# marks of items: the weightier ones first
_STYLES: Final = (
    re.compile(r"(?P<order>[一二三四五六七八九十]{1,2})、"),
    re.compile(r"[（(](?P<order>[一二三四五六七八九十]{1,2})[）)]"),
    re.compile(r"(?P<order>[一二三四五六七八九十])是"),
    re.compile(r"(?P<order>\d{1,2})[.、．](?!\d)"),
    re.compile(r"[（(](?P<order>\d{1,2})[）)]"),
)
_AFTERWORD: Final = re.compile(r"[^\n]{0,10}(?:体会|问题|不足|打算|下一?步|建议|启示|安排|意见|经验|展望)")
_MOST_LINES: Final = 80
_TWO: Final = 2
_SCORE: Final = 0.55


def check_items(context: Context) -> Iterator[Relation]:
    """Yield whether as many numbered lines follow as were announced; a difference of more than one is no slip, but another list."""
    lines = _lines(context)
    for at, (start, text) in enumerate(lines[:-1]):
        match = _ANNOUNCED.search(text)
        if match is None or not _SAID.search(text[max(0, match.start() - _TWO) :]) or _ONE_OF_TWO.search(text, 0, match.start()):
            continue
        told = 2 if match["number"] == "两" else int(parse_number(match["number"]) or 0)
        style = next((rank for rank, form in enumerate(_STYLES) if (first := form.match(lines[at + 1][1])) and _order(first) == 1), None)
        own = next((rank for rank, form in enumerate(_STYLES) if form.match(text)), None)
        if not told or style is None or style == own:
            continue
        items = _items(lines[at + 1 : at + _MOST_LINES], style)
        if abs(told - len(items)) > 1 or len(items) < _TWO:
            continue
        if len(items) == told + 1 and _AFTERWORD.match(context.text, items[-1]) and not _AFTERWORD.search(match["noun"]):
            continue  # 现将两项工作报告如下, and 三、几点体会
        holds = told == len(items)
        written = f"{match['number']}{match['unit']}"
        spans = ((start + match.start("number"), start + match.end("unit")), *((place, place + _TWO) for place in items))
        why = f"逐条列出{len(items)}{match['unit']}" + ("，相符" if holds else f"，文中写{written}")
        quote = (start, start + len(text))
        yield Relation("count", holds, written, f"{len(items)}{match['unit']}", spans, quote, why, None, 1.0 if holds else _SCORE)


def _lines(context: Context) -> list[tuple[int, str]]:
    """Return the lines of the text that are not empty, without blanks around them, with where they begin."""
    found = []
    for match in re.finditer(r"[^\n]+", context.text):
        text = match[0].strip()
        if text:
            found.append((match.start() + match[0].index(text), text))
    return found


def _items(lines: Sequence[tuple[int, str]], style: int) -> list[int]:
    """Return where the items of one list begin; a line marked in a weightier way ends it."""
    found: list[int] = []
    for start, text in lines:
        if any(form.match(text) for form in _STYLES[:style]):
            break
        if mark := _STYLES[style].match(text):
            if _order(mark) != len(found) + 1:
                break
            found.append(start)
    return found


def _order(mark: re.Match[str]) -> int:
    """Return the number of an item."""
    number = parse_number(mark["order"])
    return 0 if number is None else int(number)
