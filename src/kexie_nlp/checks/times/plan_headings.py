"""Whether a heading names the year that its section plans: not 五、2021年工作重点 in a report on 2021, above 明年将抓好三件事."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage

_HEADING: Final = re.compile(
    r"[^一-鿿\d]{0,4}(?:第?[（(]?[一二三四五六七八九十\d]{1,3}(?:[）)、.．]|部分))?\s*(?:我[会馆市县区]|[市县区]科协)?(?<!\d)(?P<year>(?:19|20)\d\d)年度?"
    r"(?P<what>[^，。；：:\d]{0,10}?(?:工作|任务|重点|要点|打算|计划|安排|思路|举措|部署|目标|展望|设想)[^，。；：:\d]{0,6})[：:]?\s*"
)
_REVIEWED: Final = re.compile(r"完成|情况|总结|回顾|落实|成效|执行|主要成绩|做法|亮点|体会|实施|进展|开展|评价|取得")
_NEXT: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*(?:在|到|进入|展望|迈入|面对|站在)?(?:新的一年|新一年|明年|来年|下一?年度?|次年)"
    r"(?!初|[^，。；]{0,4}已)"
)
_ITSELF: Final = r"年报|年度报告|总结|工作报告|回顾|年鉴"
_NEXT_YEAR_S: Final = r"计划|打算|安排|思路|要点"
_HEAD: Final = 200
_LONGEST: Final = 26
_SCORE: Final = 0.65


def check_plan_headings(context: Context) -> Iterator[Relation]:
    """Yield a heading that names the year reported on above a section that says itself that it is on the next one."""
    year = context.year
    if year is None or context.analysis.report.kind == "工作计划":
        return
    head = context.text[:_HEAD]
    if not re.search(rf"{year}\s?年[^，。；\n]{{0,12}}(?:{_ITSELF})", head) or re.search(
        rf"{year}\s?年[^，。；\n总报]{{0,8}}(?:{_NEXT_YEAR_S})", head
    ):
        return
    half = len(context.passages) // 2
    for number, passage in enumerate(context.passages[half:], start=half):
        match = _HEADING.fullmatch(passage.text.strip()) if len(passage.text) <= _LONGEST else None
        if match is None or int(match["year"]) != year or _REVIEWED.search(match["what"]):
            continue
        if _is_next(context.passages[number + 1 : number + 4], year):
            start = passage.start + passage.text.index(match["year"])
            why = f"本报告总结的是{year}年，此节说的是下一年，标题应为{year + 1}年"
            quote = (passage.start, passage.end)
            stated, right = f"{year}年", f"{year + 1}年"
            end = context.text.index("年", start) + 1
            yield Relation("date", False, stated, right, ((start, end),), quote, why, None, _SCORE)


def _is_next(below: Sequence[Passage], year: int) -> bool:
    """Tell whether the first sentence below a heading is on the next year, and none right behind it on the year of the heading."""
    opens = bool(below) and (_NEXT.match(below[0].text) or re.match(rf"\s*{year + 1}\s?年(?!初)", below[0].text))
    return bool(opens) and not any(re.search(rf"(?<!\d){year}\s?年(?![底末])", one.text) for one in below[:1])
