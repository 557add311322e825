"""Whatever the library says to a reader of the pages is said in Chinese: every message in its source is held against the tables."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kexie_nlp
from kexie_nlp.web.wording import told_zh

ROOT = Path(kexie_nlp.__file__).parent
PLACES = ("search", "statistics", "read", "archive", "export", "link")
ARGUMENT = {
    "KexieError": 0, "ChoiceError": 0, "ArchiveError": 0, "CorrectionError": 0, "QueryError": 2,
    "ReportError": 1, "UnreadableReport": 1, "UnsafeReport": 1, "UndecodableReport": 1, "MissingReader": 1,
}  # fmt: skip
# what cannot reach a page, by a part of the message
ELSEWHERE = {
    "holds no query; write one a line": "files of queries are for the command line",
    "is not UTF-8; save the file as UTF-8": "files of queries are for the command line",
    "cannot be read (": "files of queries are for the command line",
    "there is no engine": "the engine is chosen on the command line",
    "is indexed by": "the engine is chosen on the command line",
    "a PNG": "pages draw SVG",
    "a plot is written as": "pages write no files of plots",
    "no such font file": "pages draw SVG",
    "cannot be written": "pages write no files",
    "is a file; name a folder for the archive": "an archive is made on the command line",
    "holds other files": "an archive is made on the command line",
    "this archive has form": "the server does not start with such an archive",
    "there is no archive here": "the server does not start without an archive",
    "is a database of another program": "the server does not start with such an archive",
    "the archive was never finished": "the server does not start with such an archive",
    "is not an archive of kexie-nlp": "the server does not start with such an archive",
    "there are no names of a field": "pages suggest names of all fields",
    "there is no column": "columns are chosen on the command line",
    "takes no table": "pages offer three formats, which take tables",
    "this format needs": "pages offer three formats, which need nothing",
    "there is no format": "pages offer three formats",
    "for 7 take one of": "pages offer formats that hold what is shown",
    "is there already and not an empty folder": "pages write no folders",
    "choose one with --unit": "said otherwise",
}


def messages(path: Path) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield line and message of each error that a module makes, numbers or words where values stand; unknown ones are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {
        node.targets[0].id: node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    known |= {
        node.target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
    }
    for node in ast.walk(tree):
        told: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ARGUMENT:
            if len(node.args) > ARGUMENT[node.func.id]:
                told = node.args[ARGUMENT[node.func.id]]
        elif isinstance(node, ast.keyword) and node.arg == "when_empty":
            told = node.value
        if told is not None and (said := (text(told, "7", known), text(told, "甲", known))) and None not in said:
            yield node.lineno if isinstance(node, ast.Call) else told.lineno, said  # type: ignore[misc]


def text(node: ast.expr, value: str, known: dict[str, ast.expr]) -> str | None:
    """Return a message with ``value`` in all places, None if it is not written out."""
    match node:
        case ast.Constant(str(told)):
            return told
        case ast.JoinedStr(parts):
            return "".join(inner(part, value, known) for part in parts)
        case ast.BinOp(left, ast.Add(), right):
            sides = text(left, value, known), text(right, value, known)
            return None if None in sides else f"{sides[0]}{sides[1]}"
        case ast.IfExp(_, body, _):
            return text(body, value, known)
        case ast.Name(name) if name in known:
            return text(known[name], value, {other: told for other, told in known.items() if other != name})
    return None


def inner(part: ast.expr, value: str, known: dict[str, ast.expr]) -> str:
    """Return a part of a message."""
    if not isinstance(part, ast.FormattedValue):
        return str(part.value) if isinstance(part, ast.Constant) else value
    if isinstance(part.value, ast.Name | ast.IfExp) and (told := text(part.value, value, known)) is not None:
        return told
    if isinstance(part.value, ast.Call) and isinstance(part.value.func, ast.Name) and part.value.func.id == "megabytes":
        return "7 MB"
    return f"'{value}'" if part.conversion == ord("r") else value


@cache
def said() -> tuple[tuple[str, tuple[str, str]], ...]:
    paths = [path for place in PLACES for path in sorted((ROOT / place).rglob("*.py"))]
    return tuple((f"{path.relative_to(ROOT).as_posix()}:{line}", told) for path in paths for line, told in messages(path))


def test_every_message_that_can_reach_a_page_is_chinese() -> None:
    assert len(said()) > 120
    english = [
        (place, told[0])
        for place, told in said()
        if not any(part in told[0] for part in ELSEWHERE) and all(told_zh(one) == one for one in told)
    ]
    assert english == []


def test_what_is_said_elsewhere_is_said() -> None:
    assert [part for part in ELSEWHERE if not any(part in told[0] for _, told in said())] == []


@pytest.mark.parametrize(
    ("told", "zh"),
    [
        ("the archive tells nothing of '院士'; what it tells most often is 活动、讲座", "库中没有“院士”；最常见的有：活动、讲座"),
        ("the archive tells nothing of '院士'; perhaps 院士工作站", "库中没有“院士”，是否指：院士工作站"),
        ("'亩' is another unit than that of the field, '人次'", "'亩' 与字段的单位 '人次' 不同"),
        ("has 300 MB, more than 200 MB; split it into single reports", "有 300 MB，最多 200 MB；请拆分为单份报告"),
        ("byte 12 (0xff) is no text; save it as UTF-8", "第 12 字节（0xff）处无法按任何一种编码读出；请以 UTF-8 另存"),
        ("is damaged at word/document.xml (bad CRC); fetch or save the file again", "已损坏或不完整；请重新下载或另存"),
        ("something that nobody foresaw", "something that nobody foresaw"),
    ],
)
def test_a_message_keeps_what_it_tells(told: str, zh: str) -> None:
    assert told_zh(told) == zh
