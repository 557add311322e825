"""Whether a budget code stands before its own name, and a budget line under the heading that it has elsewhere in the report."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context
from kexie_nlp.checks.told.subjects import SUBJECTS

_CODED: Final = re.compile(r"(?<!\d)(?P<code>2\d{6})[\s“”]*(?P<name>[一-鿿]{3,26})")
_COMMON: Final = re.compile(r"^(?:行政运行|一般行政管理事务|机关服务|事业运行|其他)")  # lines of these names stand in many classes
_VERB: Final = re.compile(r"(?:支出|经费|决算|项目).*$")
_PATH: Final = re.compile(
    r"(?P<section>[一-鿿、]{3,24})（(?:\d{2}\s*)?款）\s*(?P<item>[一-鿿、]{3,30})（(?:\d{2}\s*)?项）(?P<defined>[，,：:\s]{0,2}(?:指|反映))?"
)
_OWNERS: Final = {name: code for code, names in SUBJECTS.items() for name in names}
_Span = tuple[int, int]


def check_codes(context: Context) -> Iterator[Relation]:
    """Yield budget codes and headings that contradict what the report, or the national list, has for the same name."""
    found = list(_elsewhere(context))
    yield from found
    seen = {relation.spans[0] for relation in found}
    yield from (relation for relation in _standard(context) if relation.spans[0] not in seen)
    yield from _sections(context)


def _standard(context: Context) -> Iterator[Relation]:
    """Yield whether codes of the national list stand before their names; a name that the list does not have is passed over."""
    for match in _CODED.finditer(context.text):
        code, name = match["code"], match["name"]
        owned = next((length for length in range(len(name), 2, -1) if name[:length] in _OWNERS), None)
        if owned is None or code not in SUBJECTS:
            continue
        right = _OWNERS[name[:owned]]
        holds = right == code
        why = f"{name[:owned]}的科目编码为{right}" + ("" if holds else f"，此处写{code}；{code}是{SUBJECTS[code][0]}")
        spans = ((match.start(), match.start() + len(code)),)
        yield Relation("code", holds, code, right, spans, match.span(), why, None, 1.0 if holds else 0.7)


def _sections(context: Context) -> Iterator[Relation]:
    """Yield budget lines whose section (款) differs between what was spent and what the explanation of terms says."""
    spent: dict[str, list[re.Match[str]]] = defaultdict(list)
    explained: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _PATH.finditer(context.text):
        (explained if match["defined"] else spent)[_plain(match["item"])].append(match)
    for item, matches in spent.items():
        known = explained.get(item, [])
        names = {_plain(match["section"]) for match in known}
        if not known or any(_plain(match["section"]) in names for match in matches):
            continue
        first, other = matches[0], known[0]
        spans = (first.span("section"), other.span("section"))
        why = f"{item}（项）：此处属{first['section']}（款），名词解释属{other['section']}（款）"
        yield Relation("code", False, first["section"], other["section"], spans, first.span(), why, None, 0.55)


def _plain(name: str) -> str:
    """Return the name of a budget line without what is written or left out at will."""
    return re.sub(r"^.*[类）]|支出$|[、\s]", "", name)


def _elsewhere(context: Context) -> Iterator[Relation]:
    """Yield names of budget lines that stand once behind their own code and once behind the code of another line."""
    names: dict[str, dict[str, list[_Span]]] = defaultdict(lambda: defaultdict(list))
    codes: dict[str, set[str]] = defaultdict(set)
    for match in _CODED.finditer(context.text):
        name = _VERB.sub("", match["name"])
        if len(name) > 2 and not _COMMON.match(name):
            names[name][match["code"]].append(match.span())
            codes[match["code"]].add(name)
    for name, told in names.items():
        own = [code for code in told if codes[code] == {name}]
        if len(own) != 1:
            continue
        for code, spans in told.items():
            others = codes[code] - {name}
            if code == own[0] or not others:
                continue
            first = told[own[0]][0]
            why = f"{name}的科目编码为{own[0]}，此处写{code}；{code}是{'、'.join(sorted(others))}"
            for start, end in spans:
                yield Relation("code", False, code, own[0], ((start, start + 7), (first[0], first[0] + 7)), (start, end), why, None, 0.7)
