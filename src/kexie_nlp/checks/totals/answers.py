"""Whether answers by how satisfied people are make up the valid questionnaires, and projects by grade those that were evaluated."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context

_ANSWER: Final = re.compile(
    r"[“\"‘]?(?P<name>(?:非常|很|十分|比较|较为|较|基本|不太|很不|非常不|不)?满意|一般)[”\"’]?(?:的|评价|选项)?(?:有|为|共|是|[:：])*"
    r"(?P<number>\d{1,6})(?P<unit>人次|[份人名票张])"
)
_GRADE: Final = re.compile(
    r"[“\"‘]?(?<!不)(?P<name>优秀|优良|优|良好|良|中等|中|较差|差|不?合格)[”\"’]?等?[级次]?(?:的|项目|等次|等级)*(?:有|为|共|是|[:：])*(?P<number>\d{1,3})(?P<unit>[个项])"
)
_BETWEEN: Final = re.compile(
    r"(?:[（(][^（()）；。]{0,12}[）)]|[，,](?:占[^，。；、\d]{0,8})?\d[\d.]*[%％])?[、，,；;和及]*(?:评价为?|评为|选择)?"
)
_VALID: Final = re.compile(
    r"有效(?:调查)?(?:问卷|答卷|样本|测评表|评价|调查表)?(?:共计?|合计|为|是|[:：])*(?P<number>\d{1,6})(?P<unit>人次|[份人名票张])"
)
_PROJECTS: Final = re.compile(r"(?:全部|所有|共(?:有|计|对)?)(?:的)?(?P<number>\d{1,3})(?P<unit>[个项])[^，。；\d]{0,8}(?:项目|资金|专项)")
_EVALUATED: Final = re.compile(r"自评|评价|评估|考评|考核|验收")
_OTHERS: Final = re.compile(r"未作答|未填|空白|弃权|其余|其他|其它|另有|不了解|说不清|无所谓|未评|尚未|待评")
_WORST: Final = re.compile(r"不")
_TWO: Final = 2
_FEWEST: Final = 3
_SIZE: Final = 4  # of a total, the part by which a sum may miss it at most
_SCORE: Final = 0.65
Told = re.Match[str]


def check_answers(context: Context) -> Iterator[Relation]:
    """Yield whether a run of answers or grades makes up what a line tells of before it, if that is told once."""
    for line in context.paragraphs():
        start, text = line[0].start, context.text[line[0].start : line[-1].end]
        if "满意" in text and "有效" in text:
            for run in _runs(text, _ANSWER):
                is_scale = len(run) >= _FEWEST and _WORST.search(run[-1]["name"])  # from the best answer to the worst
                yield from _held(start, text, run, _VALID) if is_scale else ()
        if _EVALUATED.search(text):
            for run in _runs(text, _GRADE):
                yield from _held(start, text, run, _PROJECTS)


def _runs(text: str, form: re.Pattern[str]) -> Iterator[Sequence[Told]]:
    """Yield answers that follow one another, each name once."""
    found = list(form.finditer(text))
    if not found:
        return
    run = found[:1]
    for before, one in pairwise(found):
        is_next = _BETWEEN.fullmatch(text, before.end(), one.start()) and one["unit"] == before["unit"]
        if not is_next or any(one["name"] == other["name"] for other in run):
            yield run
            run = []
        run.append(one)
    yield run


def _held(start: int, text: str, run: Sequence[Told], form: re.Pattern[str]) -> Iterator[Relation]:
    """Yield whether a run makes up the one total that a line tells before it."""
    totals = [one for one in form.finditer(text) if one.end() <= run[0].start() and one["unit"] == run[0]["unit"]]
    if len(run) < _TWO or len(totals) != 1 or not re.match(r"[，,。；;（()）]|$", text[run[-1].end() :]):
        return
    total, value = totals[0], sum((Decimal(one["number"]) for one in run), Decimal(0))
    told, unit = Decimal(total["number"]), total["unit"]
    behind = re.split("[。]", text[run[-1].end() :])[0]
    between = run[0].re.sub("", text[total.end() : run[0].start()])
    is_part = re.search(rf"\d{unit}", between) is not None  # 其中学生400份…，学生非常满意…
    is_apart = _OTHERS.search(between + behind) or abs(value - told) * _SIZE > told
    if value != told and (is_part or is_apart or re.search("其中", text[run[0].start() - _TWO : run[0].start()])):
        return
    stated, holds = f"{told}{unit}", value == told
    why = " + ".join(f"{one['number']}{unit}" for one in run) + f" = {value}{unit}" + ("" if holds else f"，文中写{stated}")
    spans = tuple((start + one.start("number"), start + one.end("unit")) for one in (total, *run))
    quote = (start + run[0].start(), start + run[-1].end())
    yield Relation("sum", holds, stated, f"{value}{unit}", spans, quote, why, told - value, 1.0 if holds else _SCORE)
