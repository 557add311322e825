"""Whether a session of a committee is told with one number: in the title, where its report is given, and where it is approved."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage

_SESSION: Final = re.compile(
    r"(?:(?P<now>这次|本次|此次)|科协|学会|协会)(?<![第一二三四五六七八九十])(?P<term>[一二三四五六七八九十]{1,3})届(?P<number>[一二三四五六七八九十]{1,3})次(?P<body>全|常委|主席)"
)
_APPROVED: Final = re.compile(
    r"审议(?:并)?(?:通过|批准)了?(?:[^，。；届]{0,12}?所?作?的?)?(?P<term>[一二三四五六七八九十]{1,3})届(?P<number>[一二三四五六七八九十]{1,3})次(?P<body>全|常委)[^，。；]{0,6}(?:工作)?报告"
)
_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
_NUMBERED: Final = re.compile(
    rf"(?P<term>{_NUMBER})届(?:委员会)?第?(?P<number>{_NUMBER})次(?P<body>全|常委|主席|会员代表|理事)"
    rf"|(?P<term2>{_NUMBER})届(?P<body2>全|常委|理事)[委体]?会?(?:议)?第(?P<number2>{_NUMBER})次"
)
_OTHERS: Final = re.compile(r"(?:[省市县区州旗党]委|党的|中央|人大|政协|工会|团[省市县区委]+|妇联)(?:第|召开的|在)?$")
_GIVEN: Final = re.compile(r"(?:向|请|提请|提交|今天|现在)[^，。；届]{0,12}$")
_FROM_NOW: Final = re.compile(r"以(?:这次|本次|此次)?(?:[^，。；届以]{0,8}(?:科协|学会|协会))?第?$")
_A_START: Final = re.compile(r"[^，。；届]{0,8}为(?:新的?)?(?:起点|契机|动力|开端|标志|遵循|指引)")
_TO_GIVE: Final = re.compile(r"[^，。；届]{0,10}(?:报告|审议|审查|汇报)|[^，。；届]{0,8}(?:开幕|召开)")
_OPENED: Final = re.compile(r"(?:今天|现在|我们)[^，。；届]{0,8}(?:召开|举行)[^，。；届]{0,10}$")
_ON_IT: Final = re.compile(r"[^，。；]{0,10}上?的?[^，。；]{0,6}(?:报告|讲话|总结)")
_TITLE: Final = 60
_MOST: Final = 80
_FIRST_LINES: Final = 12
_LEAD: Final = 3
_SCORE: Final = 0.6


def check_sessions(context: Context) -> Iterator[Relation]:
    """Yield that one session is given two numbers, or another one than its own report is given to or approved by it."""
    found = [*_sessions(context), *_approved(context)]
    yield from found or _titled(context)


def _titled(context: Context) -> Iterator[Relation]:
    """Yield that a report is given to another session than its title says (在…九届五次全委会议上的报告, 向九届四次全委会议作工作报告)."""
    heads = ((one, _NUMBERED.search(one.text)) for one in context.passages[:_LEAD] if len(one.text) <= _TITLE and "。" not in one.text)
    titles = [(one, match) for one, match in heads if match is not None and _ON_IT.match(one.text, match.end()) and _is_own(one, match)]
    if not titles:
        return
    title, own = titles[0]
    for passage in context.passages:
        for match in sessions_in(passage) if passage is not title else ():
            before = passage.text[: match.start()]
            is_given = (_GIVEN.search(before) and _TO_GIVE.match(passage.text, match.end())) or _OPENED.search(before)
            is_given = is_given or (_FROM_NOW.search(before) and _A_START.match(passage.text, match.end()))
            if not is_given or session_of(match)[2] != session_of(own)[2]:
                continue
            texts = ["{}届{}次".format(*session_of(one)) for one in (match, own)]
            holds = texts[0] == texts[1]
            why = f"题目为{texts[1]}会议" + ("" if holds else f"，此处写{texts[0]}")
            spans = tuple((where.start + one.start(), where.start + one.end()) for where, one in ((passage, match), (title, own)))
            yield Relation("date", holds, texts[0], texts[1], spans, (passage.start, passage.end), why, None, 1.0 if holds else _SCORE)


def session_of(match: re.Match[str]) -> tuple[str, str, str]:
    """Return the term, the number and the body of a session."""
    return (match["term"] or match["term2"], match["number"] or match["number2"], (match["body"] or match["body2"])[:1])


def sessions_in(passage: Passage) -> Iterator[re.Match[str]]:
    """Yield where a sentence names a session, but for those of the party and of other bodies."""
    return (match for match in _NUMBERED.finditer(passage.text) if _is_own(passage, match))


def _is_own(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a session is no one of the party, of a congress or of another body."""
    return not _OTHERS.search(passage.text[: match.start()].rstrip("第"))


def _sessions(context: Context) -> Iterator[Relation]:
    """Yield that one session is given two numbers (九届四次, 十届四次): five years lie between those that only the term parts."""
    told = [(number, passage, match) for number, passage in enumerate(context.passages) for match in _SESSION.finditer(passage.text)][
        :_MOST
    ]
    for (first_at, first, one), (_, second, other) in combinations(told, 2):
        if one["body"] != other["body"] or (one["term"], one["number"]) == (other["term"], other["number"]):
            continue
        is_this = bool(other["now"] and (one["now"] or (first_at < _FIRST_LINES and "在" in first.text[: one.start()])))
        if one["number"] != other["number"] and not is_this:
            continue
        texts = [f"{match['term']}届{match['number']}次" for match in (one, other)]
        why = f"同一会议的届次：{texts[0]}，{texts[1]}"
        spans = tuple(
            (where.start + match.start("term"), where.start + match.start("body")) for where, match in ((second, other), (first, one))
        )
        yield Relation("date", False, texts[1], texts[0], spans, (second.start, second.end), why, None, _SCORE)
        return


def _approved(context: Context) -> Iterator[Relation]:
    """Yield that a session is told to have approved the report of another one (三届六次全委会议召开，审议通过三届五次全委会议工作报告)."""
    for line in context.paragraphs():
        found = ((one, match) for one in line if (match := _APPROVED.search(one.text)) and "以来" not in match[0])
        approved = next(found, None)
        held = [(one, match) for one in line for match in _SESSION.finditer(one.text) if "召开" in one.text[match.end() :]]
        if approved is None or len(held) != 1:
            continue
        (passage, match), (where, own) = approved, held[0]
        texts = [f"{one['term']}届{one['number']}次" for one in (own, match)]
        is_title = any(f"{texts[0]}{own['body']}" in one.text for one in context.passages[:_LEAD])
        if texts[0] == texts[1] or own["body"] != match["body"] or own["term"] != match["term"] or not is_title:
            continue
        spans = tuple((one.start + m.start("term"), one.start + m.start("body")) for one, m in ((passage, match), (where, own)))
        why = f"{texts[0]}会议审议的应是本次会议的报告，此处写{texts[1]}"
        yield Relation("date", False, texts[1], texts[0], spans, (passage.start, passage.end), why, None, _SCORE)
