"""The guide to the query language, from which the help of the command line and the tables of docs/query-language.md are made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.search.fields import FIELDS


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it finds, and, in the table of fields, the names of the field."""

    query: str
    meaning: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One part of the guide: its name, its title, what stands before the examples, the examples, what stands behind them."""

    name: str
    title: str
    before: str
    examples: tuple[Example, ...]
    behind: str = ""


WORDS: Final = Topic(
    "words",
    "Words and phrases",
    "Every run of characters that stands in a passage is found, wherever words begin and end.",
    (
        Example("青少年 一等奖", "both, anywhere in the passage; a blank means AND"),
        Example("机器人 金牌 | 冠军", "机器人 and one of the two: | binds more tightly than the blank"),
        Example("大篷车 -巡展", "the first and not the second"),
        Example("(大篷车 | 流动科技馆) 年份:2020", "parentheses group; they may stand behind a field, too: 奖项:(金牌 | 冠军)"),
        Example('"科技创新大赛"', "exactly this run of characters; “…”, 「…」 and 『…』 quote as well"),
        Example("技创新大", "a piece of words"),
        Example('"科普 大篷车"~5', "both, in any order, at most 5 characters between them; without a number, 10"),
        Example("青少年*", "what begins so; of Latin words only their beginning, of Chinese, which has no blanks, any place"),
        Example("奖项:省*", "in a field, names that begin so"),
        Example("*", "everything; so does an empty query"),
    ),
    "AND may be written AND, 且, 与, &, OR as OR, 或, |, NOT as NOT, 非, -. They are operators only as words of their own; to look for"
    " the characters, quote them. Full-width signs stand for half-width ones: （ ） ： ｜ － ～ ＊ ＞ ＝.",
)
NUMBERS: Final = Topic(
    "numbers",
    "Numbers",
    "年份, 金额, 数量, 比例 and measure words take a number or bounds; 万, 亿 and Chinese numerals are resolved.",
    (
        Example("年份:2021", "just this"),
        Example("年份:2019..2022", "from … to, both included; 2019-2022 and 2019至2022 mean the same"),
        Example("年份:2022..", "from 2022 on; ..2022 is up to 2022"),
        Example("金额:>50万元", "more than; also >=, <, <=, ≥, ≤ and their full-width forms"),
        Example("金额:50..100万元", "both in 万"),
        Example("比例:-5..5", "from −5 % to 5 %"),
        Example("人次:>=1万", "a measure word as a field: a count with this unit"),
        Example("数量:>100场", "the same, the unit behind the number"),
    ),
)
DATES: Final = Topic(
    "dates",
    "Dates",
    "A date is found as it is written in the report and in ISO 8601; a range finds dates that lie in it as a whole.",
    (
        Example("日期:2023-09", "a month"),
        Example("日期:2021-03..2021-08", "from the first day to the last; also 2021年3月..2021年8月"),
        Example("日期:>=2023", "from then on; also >, <=, <"),
    ),
)
ALIASES: Final = Topic(
    "aliases",
    "Other names",
    "A word of three or more characters is also looked for in the full names of what the passage calls by a short form, and a short form"
    " that the lexicons know also by its full name.",
    (
        Example("青创赛", "青少年科技创新大赛, too"),
        Example("协会:安澜市科协", "安澜市科学技术协会"),
        Example('"市科协"', "quoted, only these characters"),
    ),
    "`--no-aliases` (in Python `aliases=False`) switches this off.",
)
FIELD_TOPIC: Final = Topic(
    "fields",
    "Fields",
    "A field is a name, a colon and a value. Each has a Chinese and an English name; the value may be a part of what it names.",
    tuple(Example(field.example, field.meaning, (field.zh, *field.others, field.name)) for field in FIELDS),
    "Award, contest and the other names are found in what was tagged and extracted; if the tagger missed one, search for the words.",
)
TOPICS: Final = (WORDS, FIELD_TOPIC, NUMBERS, DATES, ALIASES)

_WIDE_FROM: Final = "\u2e80"


def guide(name: str = "query") -> str | None:
    """Return the text of a topic, of all topics for ``query``, or None if there is none of this name."""
    chosen = [topic for topic in TOPICS if name in {"query", topic.name}]
    return "\n\n".join("\n".join(_lines(topic)) for topic in chosen) if chosen else None


def markdown(topic: Topic) -> str:
    """Return the table of a topic's examples as Markdown."""
    has_names = any(example.names for example in topic.examples)
    head = ["| field | asks for | example |", "|---|---|---|"] if has_names else ["| query | finds |", "|---|---|"]
    rows = []
    for example in topic.examples:
        query, meaning = (text.replace("|", "\\|") for text in (example.query, example.meaning))
        names = " ".join(f"`{name}`" for name in example.names)
        rows.append(f"| {names} | {meaning} | `{query}` |" if has_names else f"| `{query}` | {meaning} |")
    return "\n".join([*head, *rows]) + "\n"


def _lines(topic: Topic) -> Iterator[str]:
    """Yield the lines of a topic for a terminal."""
    yield topic.title.upper()
    yield from _wrapped(topic.before)
    yield ""
    width = max(_width(example.query) for example in topic.examples)
    for example in topic.examples:
        names = f" ({', '.join(example.names)})" if example.names else ""
        yield f"  {example.query}{' ' * (width - _width(example.query))}  {example.meaning}{names}"
    if topic.behind:
        yield ""
        yield from _wrapped(topic.behind)


def _wrapped(text: str, width: int = 100) -> Iterator[str]:
    """Yield the lines of a text."""
    line = ""
    for word in text.split(" "):
        if line and _width(line) + 1 + _width(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if char >= _WIDE_FROM else 1 for char in text)
