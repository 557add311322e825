"""The numbers that Word computes for list paragraphs and headings (ISO/IEC 29500-1, 17.9)."""

from dataclasses import dataclass, field
from typing import Any, Final

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_BULLET = "• "
_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_SMALL_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    glue: str = "tab"
    restarts: bool = True
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list: the definition it shares with others, and its own changes to it."""

    definition: str
    levels: dict[int, _Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """Counts the list paragraphs of a document in order.

    Args:
        root: the root element of the numbering part, or None if there is none.
    """

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def level_of_style(self, number_id: str, style: str) -> int:
        """Return the level that a list gives to paragraphs of a style."""
        found = self._lists.get(number_id)
        return next((depth for depth, level in found.levels.items() if level.style == style), 0) if found else 0

    def next_label(self, number_id: str, depth: int) -> str:
        """Count a paragraph and return its number with what parts it from the text; "" if the list is not numbered."""
        found = self._lists.get(number_id)
        if found is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        if level.format == "bullet":
            return _BULLET
        counters = self._counters.setdefault(found.definition, {})
        if not found.begun:
            found.begun = True
            for changed, start in found.restarts.items():
                counters[changed] = start - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _DEEPEST):
            if deeper not in found.levels or found.levels[deeper].restarts:
                counters.pop(deeper, None)
        label = self._label(found, level, counters)
        if not label or level.glue == "nothing" or ord(label[-1]) > 0x7F:
            return label
        return label + " "

    def _label(self, found: _List, level: _Level, counters: dict[int, int]) -> str:
        """Return a level's text with the counts put in."""
        label = level.text
        for depth in range(_DEEPEST):
            if f"%{depth + 1}" in label:
                part = found.levels.get(depth, _Level())
                count = counters.setdefault(depth, part.start)
                label = label.replace(f"%{depth + 1}", spell(count, "decimal" if level.legal else part.format))
        return label

    def _read(self, root: Any) -> None:
        """Read the definitions and the lists that use them."""
        definitions: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for element in root.iterfind(f"{_W}abstractNum"):
            name = element.get(f"{_W}abstractNumId", "")
            definitions[name] = {_depth(level): _level(level) for level in element.iterfind(f"{_W}lvl")}
            if style := _value(element, "numStyleLink"):
                linked[name] = style
            if style := _value(element, "styleLink"):
                by_style[style] = name
        for element in root.iterfind(f"{_W}num"):
            name = _value(element, "abstractNumId")
            name = by_style.get(linked.get(name, ""), name)
            entry = _List(name, dict(definitions.get(name, {})))
            for change in element.iterfind(f"{_W}lvlOverride"):
                for level in change.iterfind(f"{_W}lvl"):
                    entry.levels[_depth(change)] = _level(level)
                if (start := _value(change, "startOverride")).isdigit():
                    entry.restarts[_depth(change)] = int(start)
            self._lists[element.get(f"{_W}numId", "")] = entry


def spell(count: int, format: str) -> str:
    """Return ``count`` in one of Word's number formats; decimal where the format is another."""
    if format == "none":
        return ""
    if format in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"):
        return _chinese(count, _DIGITS, "十百千").replace("〇", "零") if 0 < count < 10_000 else str(count)
    if format in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _chinese(count, _LEGAL_DIGITS, "拾佰仟") if 0 < count < 10_000 else str(count)
    if format in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if format in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return _roman(count) if format == "upperRoman" else _roman(count).lower()
    if format in ("upperLetter", "lowerLetter") and count > 0:
        letters = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if format == "upperLetter" else letters.lower()
    if format == "decimalZero":
        return f"{count:02d}"
    return _sign(count, format) or str(count)


def _sign(count: int, format: str) -> str:
    """Return the single sign that some formats have for small numbers, or ""."""
    if format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        ranges = (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50))
        return next((chr(ord(sign) + count - low) for sign, low, high in ranges if low <= count <= high), "")
    if format in ("decimalEnclosedParen", "decimalEnclosedFullstop", "ideographEnclosedCircle"):
        sign, high = ("⑴", 20) if format.endswith("Paren") else ("⒈", 20) if format.endswith("Fullstop") else ("㊀", 10)
        return chr(ord(sign) + count - 1) if 1 <= count <= high else ""
    if format == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if format in ("ideographTraditional", "ideographZodiac"):
        cycle = _STEMS if format == "ideographTraditional" else _BRANCHES
        return cycle[count - 1] if 1 <= count <= len(cycle) else ""
    return ""


def _chinese(count: int, digits: str, units: str) -> str:
    """Return a number below 10,000 in Chinese words; ten to nineteen without the leading one in the everyday form."""
    words = ""
    for place, digit in enumerate(reversed(str(count))):
        if digit != "0":
            words = digits[int(digit)] + ("" if place == 0 else units[place - 1]) + words
        elif words and words[0] != digits[0]:
            words = digits[0] + words
    return words[1:] if 10 <= count < 20 and digits is _DIGITS else words


def _roman(count: int) -> str:
    """Return a Roman numeral."""
    words = ""
    for value, sign in (*_ROMAN, *_SMALL_ROMAN):
        words += sign * (count // value)
        count %= value
    return words


def _level(element: Any) -> _Level:
    """Read the definition of a level."""
    start = _value(element, "start")
    return _Level(
        int(start) if start.isdigit() else 1,
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText"),
        _value(element, "suff") or "tab",
        _value(element, "lvlRestart") != "0",
        element.find(f"{_W}isLgl") is not None,
        _value(element, "pStyle"),
    )


def _depth(element: Any) -> int:
    """Return the level, from 0, that an element defines or changes."""
    value = element.get(f"{_W}ilvl", "0")
    return int(value) if value.isdigit() else 0


def _value(element: Any, name: str) -> str:
    """Return the w:val of a child, or ""."""
    child = element.find(f"{_W}{name}")
    return str(child.get(f"{_W}val", "")) if child is not None else ""
