"""Whether what a plan is to hold next is a further edition than what the review of the same report says was held.

在第31届全省青少年科技创新大赛上获奖17项 … 2017年参加第31届全省青少年科技创新大赛: the contest of the next year is the 32nd.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.editions import editions_in, series_of
from kexie_nlp.checks.times.events import same_series
from kexie_nlp.checks.times.yearly_editions import check_yearly_editions
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.numerals import parse_number

_PLANNED_TITLE: Final = re.compile(
    r"计划|打算|思路|要点|展望|下一?步|安排|明年|设想|部署|目标任务|重点任务|主要任务|重点工作|谋划|年[一-鿿]{0,4}(?:任务|举措)"
)
_REVIEW_TITLE: Final = re.compile(r"回顾|总结|完成|落实|执行|成效|主要工作情况|工作情况|做法")
_TO_HOLD: Final = re.compile(r"举办|承办|主办|办好|举行|参加|参赛|组队|组织|开好|筹办|召开|做好|备战|筹备|迎战|抓好|开展")
_HELD: Final = re.compile(
    r"[一二三]等奖|[金银铜]奖|获奖|荣获|获得|评出|收到|申报|共有|成功|圆满|举办了|举行了|召开了|落幕|闭幕|开幕|开赛|启幕|揭幕|鸣哨|打响|拉开[帷大序]幕|选送|参展|参评|评选出|斩获|取得|作品|举办|召开|举行|会议?上的|\d[\d.]*[万余多]*[人件项名场支家篇]"
)
_NOT_YET: Final = re.compile(r"筹备|备战|启动|将|拟|计划|申办|遴选|选拔|推迟|延期|原定|动员|部署|准备|停办|暂停|未能|报名|征集|培训|迎接")
_SAME_ONE: Final = re.compile(
    r"推迟|延期|续|补|总决赛|决赛|复赛|颁奖|表彰|总结|获奖|成果|巡[展演讲]|展[览示]|宣传|转化|剩余|结题|未|原定|落实|贯彻|精神|部署|决议|确定|提出|通过|成功举办的|后续|汇编|结集"
)
_OPENS_PLAN: Final = re.compile(  # 明年主要做三件事。…三是办好第六届县机器人竞赛
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*(?:[，,]?(?:对于?|关于|展望|谋划)?)(?:明年|来年|新的一年|新一年|下一年度?|下一?步)"
    r"(?!度?[^，。；]{0,6}(?:已|了))[^。；]{0,12}(?:打算|计划|安排|思路|设想|重点|工作|任务|部署|要|将|抓好?|做好?|办好?|干|谋划)"
)
_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
_SESSION: Final = re.compile(
    rf"(?P<term>{_NUMBER})届(?:委员会)?第?(?P<number>{_NUMBER})次(?P<body>全|常委|主席|会员代表|理事)"
    rf"|(?P<term2>{_NUMBER})届(?P<body2>全|常委|理事)[委体]?会?(?:议)?第(?P<number2>{_NUMBER})次"
)
_OTHERS: Final = re.compile(r"(?:[省市县区州旗党]委|党的|中央|人大|政协|工会|团[省市县区委]+|妇联)(?:第|召开的|在)?$")
_YEARLY: Final = re.compile(r"(?:大赛|竞赛|科技节|科普节|活动周|科技周)$")  # what is held once a year: no edition is left out
_SKIPPED: Final = 2
_MOST: Final = 60
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition of a series or a session of a term, as told in a phrase of a clause; ``start`` and ``end`` are its span."""

    series: str
    number: int
    text: str
    start: int
    end: int
    passage: Passage
    clause: str
    phrase: str


def check_next_editions(context: Context) -> Iterator[Relation]:
    """Yield whether the edition that a plan speaks of comes behind the one that was held in the year reported on."""
    if not any("届" in passage.text for passage in context.passages):
        return
    held: list[_Edition] = []
    planned: list[_Edition] = []
    for line in context.paragraphs():
        for passage in line:
            if "届" in passage.text:
                is_plan = _is_planned(context, passage) or (passage is not line[0] and _OPENS_PLAN.match(line[0].text) is not None)
                (planned if is_plan else held if is_plan is not None else []).extend(_editions(passage))
    held = [one for one in held if _HELD.search(one.clause) and not _NOT_YET.search(one.clause)]
    for one in islice(planned, _MOST):
        if _TO_HOLD.search(one.clause) and not _SAME_ONE.search(one.phrase):
            yield from (found for found in _compared(one, held) if found.holds or not _fits_its_year(context, one))


def _fits_its_year(context: Context, one: _Edition) -> bool:
    """Tell whether a planned edition is the one of its year, so that the one held is told wrong."""
    return any(found.holds and (one.start, one.end) in found.spans for found in check_yearly_editions(context))


def _is_planned(context: Context, passage: Passage) -> bool | None:
    """Tell whether a sentence stands in a plan, by the nearest heading that says so; None if only its words are of the future."""
    is_plan_of = context.analysis.report.kind == "工作计划"
    if not is_plan_of and context.year and re.search(rf"(?<![比较与同在])(?<!\d){context.year}\s?年", passage.text):
        return False
    for title in context.headings(passage.section):
        is_plan, is_review = bool(_PLANNED_TITLE.search(title)), bool(_REVIEW_TITLE.search(title))
        if is_plan != is_review:
            return is_plan
    if is_plan_of:
        return True
    if context.year and re.search(rf"{context.year + 1}年[^，。；]{{0,12}}(?:将|拟|计划|力争|办好|举办|参加)|明年", passage.text):
        return True
    return None if re.search(r"将|拟|计划|下一?步|明年", passage.text) else False


def _editions(passage: Passage) -> Iterator[_Edition]:
    """Yield the editions and sessions of a sentence."""
    for match in editions_in(passage.text):
        number = parse_number(match["edition"])
        if number is not None:
            yield _edition(passage, match.start(), match.end(), series_of(match), int(number))
    for match in _SESSION.finditer(passage.text):
        if _OTHERS.search(passage.text[: match.start()].rstrip("第")):
            continue
        term, body = match["term"] or match["term2"], (match["body"] or match["body2"])[:1]
        number = parse_number(match["number"] or match["number2"])
        if number is not None:
            yield _edition(passage, match.start(), match.end(), f"{term}届{body}", int(number))


def _edition(passage: Passage, start: int, end: int, series: str, number: int) -> _Edition:
    """Return an edition with the clause that it stands in."""
    text = passage.text
    clause, phrase = (
        re.split(sign, text[:start])[-1] + text[start:end] + re.split(sign, text[end:])[0] for sign in (r"[。；;]", r"[，。；;]")
    )
    told = re.sub(r"(?<=次)(?:全|常委|主席|会员代表|理事)$", "会议", text[start:end])
    return _Edition(series, number, told, passage.start + start, passage.start + end, passage, clause, phrase)


def _compared(one: _Edition, held: Sequence[_Edition]) -> Iterator[Relation]:
    """Yield whether a planned edition comes behind the last one held of its series."""
    last = max((other for other in held if same_series(other.series, one.series)), key=lambda other: other.number, default=None)
    if last is None or one.number > last.number + (_SKIPPED if _YEARLY.search(last.series) else 1):
        return
    holds = one.number == last.number + 1
    right = f"第{last.number + 1}{'次' if last.text.endswith('会议') else '届'}"
    why = f"本年度已举办{last.text}，计划中应是下一届（次）" + ("" if holds else f"，文中写{one.text}")
    spans = ((one.start, one.end), (last.start, last.end))
    yield Relation("date", holds, one.text, right, spans, (one.passage.start, one.passage.end), why, None, 1.0 if holds else _SCORE)
