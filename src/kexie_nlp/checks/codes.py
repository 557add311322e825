"""Whether a budget code stands before the name that it has elsewhere in the report."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.context import Context
from kexie_nlp.checks.relations import Relation

_CODED: Final = re.compile(r"(?<!\d)(?P<code>2\d{6})[\s“”]*(?P<name>[一-鿿]{3,26})")
_COMMON: Final = re.compile(r"^(?:行政运行|一般行政管理事务|机关服务|事业运行|其他)")  # lines of these names stand in many classes
_VERB: Final = re.compile(r"(?:支出|经费|决算|项目).*$")
_Span = tuple[int, int]


def check_codes(context: Context) -> Iterator[Relation]:
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
