"""Whether the last or the next edition is one away from the one of the year: 第18届市赛…，比上届（第17届）多9队; 第19届拟于4月举行.

It may be told by its number or its kind alone. Of one to come only what a plan or its own words (拟, 定于, 明年, 下届) put there is heard.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.edition_years import planned_year
from kexie_nlp.checks.times.editions import KINDS
from kexie_nlp.checks.times.next_editions import check_next_editions
from kexie_nlp.checks.times.yearly_editions import check_yearly_editions
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.numerals import parse_number

_NTH: Final = re.compile(
    r"第\s?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,4})\s?届(?!次|[^，。；]{0,8}(?:委员会|理事会|监事会|代表大会|常委|全委|全会|任期|[一二三四五]次))"
    r"(?P<name>[^，,。；;、：（）()\d第]{0,24})"
)
_KIND: Final = re.compile(rf"(?P<name>[一-鿿“”]{{0,14}}?(?:{KINDS}|比赛|赛事))")
_SUBJECT: Final = re.compile(rf"(?P<name>[一-鿿“”]{{0,12}}(?:{KINDS}))[^第。；;]*$")  # 县机器人竞赛2008年首办，今年是第十届
_BEFORE_NAME: Final = re.compile(r"^.*(?:[的了好在由于对年]|[主承举]办|参加|组织)")
_PLACE: Final = re.compile(r"世界|国际|全国|国赛|省|自治区|兵团|地区|[市县区州盟旗]")
_LAST: Final = re.compile(r"(?:[上前]一?届|去年|上一?年)(?:是|为|即|的|举办|举行|[（(“，]|(?:19|20)\d\d年)*[一-鿿]{0,4}?$")
_AGAINST: Final = re.compile(r"[比较]上?一?届?[（(]?$")
_NEXT: Final = re.compile(r"(?:下一?届|明年|来年|下一?年)(?:是|为|即|的|将|举办|举行|办|[（(“，]|(?:19|20)\d\d年)*[一-鿿]{0,4}?$")
_TO_COME: Final = re.compile(r"[^，。；;]{0,10}(?:拟|定于|将于|将在|计划|预计|选拔|筹备)")
_PREPARED: Final = re.compile(r"(?:办好|办|筹办|举办|筹备|备战|启动|组织|迎接|参加|备赛|为)[全我本]?[国省市县区州旗盟会]?$")
_SAME_ONE: Final = re.compile(
    r"推迟|延期|续|复赛|决赛|颁奖|表彰|总结|获奖|成果|巡[展讲演]|展[览示]|作品|宣传|后续|转化|通过|验收|经验|精神|带动"
)
_OFTEN: Final = re.compile(r"论坛|研讨会|峰会|讲坛|训练营|讲堂|沙龙")  # may be held twice before the next year's
_OTHER: Final = re.compile(
    r"首届|第一届|历届|往届|以来|(?:[届\d一二三四五六七八九十年]|直)[至到]第|连续|自第|从第|停办|停赛|合并|推迟|延期|顺延|未能|补办|并入|颁奖|总决赛|续办|汇编|两届|并举|分别"
)
_NOW: Final = re.compile(r"今年|本届|本年|这一?届")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_MOST: Final = 60
_TWO: Final = 2
_FAR: Final = 2  # editions off that no other series of the same kind explains
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Nth:
    """An edition: its number, its name without the place ("" if none is told), the places told, -1 the last, 0 this one, 1 the next."""

    number: int
    name: str
    places: frozenset[str]
    when: int
    is_sure: bool
    start: int
    text: str
    passage: Passage


def check_neighbour_editions(context: Context) -> Iterator[Relation]:
    """Yield whether the last and the next edition told of a series are those beside the one that was held."""
    told = [one for number, passage in enumerate(context.passages) if "届" in passage.text for one in _told(context, number, passage)]
    told = told[:_MOST] if any(one.when for one in told) else []
    checks = (check_next_editions, check_yearly_editions) if told else ()
    others = [relation for check in checks for relation in check(context)]
    known = [span for relation in others for span in relation.spans]  # of its year, or known to be wrong
    wrong = [relation.spans[0] for relation in others if not relation.holds]
    for one in told:
        if one.when:
            held = [other for other in told if not other.when and _is_of_one(one, other)]
            series = {(other.number, other.name[-_TWO:]) for other in told if not other.when}
            if not (held or one.name) and one.is_sure and len(series) == 1:
                held = [other for other in told if not other.when and _are_of_one_place(one, other)]  # the one series of the report
            yield from (
                found for found in _compared(one, held) if found.holds or not (_meet(found.spans[0], known) or _meet(found.spans[1], wrong))
            )


def _meet(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a span has something in common with one of others."""
    return any(start < span[1] and span[0] < end for start, end in others)


def _told(context: Context, number: int, passage: Passage) -> Iterator[_Nth]:
    """Yield the editions of a sentence that are told as the last one, the one of the year reported on or the next one."""
    for match in _NTH.finditer(passage.text):
        clause = re.split(r"[。；;]", passage.text[: match.start()])[-1]
        phrase = re.split(r"[，,：:]", clause)[-1]
        behind = re.split(r"[。；;，,]", passage.text[match.end("n") + 1 :])[0]
        edition = parse_number(match["n"])
        if not edition or _OTHER.search(phrase + match[0]):
            continue
        years = {int(year) for year in _YEAR.findall(phrase) or _YEAR.findall("" if _NOW.search(phrase) else clause)}
        own = context.year
        is_planned = planned_year(context, number) not in (None, own)
        if _LAST.search(clause):
            when, is_sure = -1, True
        elif _AGAINST.search(clause):
            when, is_sure = -1, "上" in clause[-4:]
        elif _NEXT.search(clause):
            when, is_sure = 1, True
        elif _TO_COME.match(behind) and not _NOW.search(clause):
            when, is_sure = 1, is_planned
        elif is_planned:
            if not _PREPARED.search(phrase) or _SAME_ONE.search(behind):
                continue
            when, is_sure = 1, True
        elif years - {own}:
            continue
        else:
            when, is_sure = 0, _NOW.search(clause) is not None
        if edition and any(parse_number(one["n"]) == edition + 1 for one in _NTH.finditer(clause)):
            is_sure = False  # 办的是第九届（上一届第八届在2010年）: of that one
        kind = _KIND.match(match["name"])
        subject = None if kind else _SUBJECT.search(clause)
        name = kind["name"] if kind else _BEFORE_NAME.sub("", subject["name"]) if subject else ""
        places = frozenset(_PLACE.findall(phrase[-8:] + name))
        start = passage.start + match.start()
        text = passage.text[match.start() : match.end("n") + 1]
        yield _Nth(int(edition), _PLACE.sub("", name), places, when, is_sure, start, text, passage)


def _is_of_one(one: _Nth, other: _Nth) -> bool:
    """Tell whether two editions are of one series: alike in name, or, if one has none, told in one line."""
    if not _are_of_one_place(one, other):
        return False
    short, long = sorted((one.name, other.name), key=len)
    return long.endswith(short) if short else one.passage.paragraph == other.passage.paragraph


def _are_of_one_place(one: _Nth, other: _Nth) -> bool:
    """Tell whether two editions may be of one place: told alike, or not with both."""
    return not (one.places and other.places and one.places != other.places)


def _compared(one: _Nth, held: Sequence[_Nth]) -> Iterator[Relation]:
    """Yield whether an edition is one away from the one held, which the report must tell with one number."""
    right = {other.number + one.when for other in held}
    if one.number in right:
        other = next(other for other in held if other.number + one.when == one.number)
        yield _relation(one, other, other.number + one.when)
        stale = [wrong for wrong in held if wrong.number == one.number and wrong.is_sure and one.when < 0 and one.is_sure]
        for wrong in stale:  # 去年的第17届…，今年第18届; 今年的第17届共收到…
            yield _relation(wrong, one, one.number + 1)
    elif len(right) == 1 and one.number > max(right) and _OFTEN.search(one.name + held[0].name):
        return
    elif len(right) == 1 and (one.is_sure or one.number == held[0].number) and abs(one.number - held[0].number - one.when) <= _FAR:
        yield _relation(one, held[0], held[0].number + one.when)


def _relation(one: _Nth, other: _Nth, right: int) -> Relation:
    """Return whether an edition has the number that another one leaves for it."""
    holds = one.number == right
    why = f"{other.text}的{'上' if right < other.number else '下'}一届是第{right}届" + ("" if holds else f"，文中写{one.text}")
    spans = ((one.start, one.start + len(one.text)), (other.start, other.start + len(other.text)))
    quote = (one.passage.start, one.passage.end)
    return Relation("date", holds, one.text, f"第{right}届", spans, quote, why, None, 1.0 if holds else _SCORE)
