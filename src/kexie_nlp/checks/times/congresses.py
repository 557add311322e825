"""Whether the congresses of an association are counted alike: the one since which a report reckons, and the one it is given to.

自2011年12月市科协第六次代表大会以来 … 今年是市科协第五次代表大会召开后的第五年; 提交市科协第七次代表大会审议: the next one after the sixth.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.numerals import parse_number

_NUMBER: Final = r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})"
_CONGRESS: Final = re.compile(
    rf"(?P<body>[一-鿿]{{0,8}}?(?:科协|科学技术协会|学会))(?:{_NUMBER}次(?:会员)?代表大会)"
    rf"|(?:(?<![一-鿿])|(?<=[自从是在]))第(?P<alone>[一二三四五六七八九十]{{1,3}})次(?:会员)?代表大会"
)
_LEVEL: Final = re.compile(r"中国|全国|[省市县区州旗盟]")
_SINCE: Final = re.compile(
    r"(?:召开|胜利召开|闭幕|换届)?(?:以来|之后|后的?第?[一二三四五六七]年|后的?[一二三四五六七]年)|(?:所)?(?:确定|提出|部署|明确|安排|制定)的"
)
_TO_COME: Final = re.compile(
    r"(?:提交|提请|提供给?|向|筹备|筹备召开|筹办|迎接|迎来|即将召开|开好|备战|谋划|做好|将召开|拟召开|准备召开)[^，。；、\d]{0,8}$"
)
_HELD: Final = re.compile(r"(?:召开|举行|开好)了?[^，。；、\d]{0,8}$")
_HELD_BEHIND: Final = re.compile(
    r"(?:于[^，。；]{2,16})?(?:胜利|圆满|成功|隆重|顺利)?(?:召开|举行|开幕|闭幕)(?!以|之?[前后]|的|时|在即|需|所)"
)
_NOT_HELD: Final = re.compile(r"将|拟|筹备|计划|准备|上年|去年|明年|以来|精神|县级|区级|所属|下属|乡镇|各(?!项)|审议|指导|决定")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_ELECTED: Final = re.compile(  # of the same number as the congress that elects it
    r"(?:选举|选出|产生|组成|成立)[^，。；、届]{0,10}?(?:科协|协会)?第?(?<![新上下这])(?P<term>[一二三四五六七八九十]{1,3})届(?:委员会|常[务委]|领导)"
    r"|(?P<first>[一二三四五六七八九十]{1,3})届(?:委员会)?第?一次(?:全[委体]|常委)"
)
_PLACE: Final = re.compile(r"^.*(?:召开|举行|开好|[，。；的了在向为])|[我全本]|科学技术(?:协会)?$|科协$")
_SINCE_THEN: Final = re.compile(r"[^，。；]{0,8}(?:以来|报告)")
_PAST: Final = re.compile(r"历次|历届|上一?次|上届|曾|[一二三四五六七八九十]次、|老一届")
_ASKED: Final = re.compile(r"[^，。；]{0,6}(?:精神|决议|决定|成功召开|胜利召开|圆满)")
_MOST: Final = 40
_NEAR: Final = 2  # numbers further apart are of history
_TERM: Final = 7
_SCORE: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Congress:
    """A congress told with its number, as the last one or as the one to come; ``start`` and ``end`` are its span."""

    number: int
    is_last: bool
    text: str
    start: int
    end: int
    passage: Passage
    is_held: bool = False
    body: str = ""


def check_congresses(context: Context) -> Iterator[Relation]:
    """Yield that a report reckons from two congresses of one association, or is given to another than the next one."""
    told: dict[str, list[_Congress]] = defaultdict(list)
    for passage in context.passages:
        if "代表大会" in passage.text:
            for level, one in _congresses(passage, context.year):
                told[level].append(one)
    by_line: dict[int, list[_Congress]] = defaultdict(list)
    for one in (one for some in told.values() for one in some if one.is_held):
        by_line[one.passage.paragraph].append(one)
    for line in context.paragraphs():
        yield from _elected(line, by_line.get(line[0].paragraph, []))
    for some in told.values():
        held = [one for one in some[:_MOST] if one.is_held]
        others = (one for one in held if one.number != held[0].number and one.passage is not held[0].passage)
        if (two := next((one for one in others if _is_one_body(one.body, held[0].body)), None)) is not None:
            yield _relation(two, held[0], held[0].number, f"一年内已召开{held[0].text}")
        some = [one for one in some if not one.is_held]
        last = [one for one in some[:_MOST] if one.is_last]
        coming = [one for one in some[:_MOST] if not one.is_last]
        if not last:
            continue
        first = last[0]
        wrong = next((one for one in last if 0 < abs(one.number - first.number) <= _NEAR), None)
        if wrong is not None:
            right = first
            if coming and coming[0].number == wrong.number + 1:
                right, wrong = wrong, first
            yield _relation(wrong, right, right.number, f"此前最近一次为{right.text}")
        for one in coming if wrong is None else ():
            if abs(one.number - first.number - 1) <= 1:
                yield _relation(one, first, first.number + 1, f"上一次为{first.text}")
                break


def _is_one_body(one: str, other: str) -> bool:
    """Tell whether two names, without 科协, may be of one place: 县 and 岩洛县 may, 岩洛县 and 乌林县 not."""
    places = [_PLACE.sub("", name) for name in (one, other)]
    return places[0].endswith(places[1]) or places[1].endswith(places[0])


def _elected(line: Sequence[Passage], held: Sequence[_Congress]) -> Iterator[Relation]:
    """Yield whether the committee that a congress elects has its number (第七次代表大会召开，…八届一次全委会选举…)."""
    if len(held) != 1 or "学会" in "".join(passage.text for passage in line):
        return
    for passage in line:
        for match in _ELECTED.finditer(passage.text):
            number = parse_number(match["term"] or match["first"])
            if number is None or passage.start + match.start() < held[0].start or _SINCE_THEN.match(passage.text, match.end()):
                continue
            name = "term" if match["term"] else "first"
            span = (passage.start + match.start(name), passage.start + match.end(name) + 1)
            holds = int(number) == held[0].number
            right = held[0].text[1:].partition("次")[0]
            why = f"{held[0].text}选举产生第{right}届委员会" + ("" if holds else f"，文中写{match[name]}届")
            spans = (span, (held[0].start, held[0].end))
            quote = (passage.start, passage.end)
            yield Relation("date", holds, f"{match[name]}届", f"{right}届", spans, quote, why, None, 1.0 if holds else _SCORE)
            return


def _congresses(passage: Passage, year: int | None) -> Iterator[tuple[str, _Congress]]:
    """Yield the congresses of a sentence that are told as the last one or the next one, each with the level of its association."""
    for match in _CONGRESS.finditer(passage.text):
        number = parse_number(match["number"] or match["alone"])
        before, behind = passage.text[: match.start()], passage.text[match.end() :]
        level = _LEVEL.findall(match["body"] or "")
        if number is None or _PAST.search(before[-_TERM:]) or level[:1] in (["中国"], ["全国"]):
            continue
        written = (match["body"] or "")[: -len("科协")] if match["body"] else ""
        lead = re.split(r"[，。；]", before)[-1] + written
        is_last = _SINCE.match(behind) is not None
        is_coming = _TO_COME.search(lead) is not None and not _ASKED.match(behind)
        clause = re.split("[，。；;]", before)[-1] + re.split("[，。；;]", behind)[0]
        is_other = _NOT_HELD.search(clause) or any(told != str(year) for told in _YEAR.findall(passage.text))
        is_held = not (is_last or is_coming or is_other) and bool(_HELD_BEHIND.match(behind) or _HELD.search(lead))
        if is_last or is_coming or is_held:
            start = passage.start + (match.start("number") if match["number"] else match.start("alone")) - 1
            text = passage.text[start - passage.start : match.end()]
            yield (
                level[-1] if level else "",
                _Congress(int(number), is_last, text, start, passage.start + match.end(), passage, is_held, written),
            )


def _relation(one: _Congress, other: _Congress, right: int, why: str) -> Relation:
    """Return whether a congress has the number that follows from another."""
    holds = one.number == right
    told = f"{why}，文中写{one.text}" if not holds else why
    spans = ((one.start, one.end), (other.start, other.end))
    quote = (one.passage.start, one.passage.end)
    return Relation("date", holds, one.text, f"第{right}次代表大会", spans, quote, told, None, 1.0 if holds else _SCORE)
