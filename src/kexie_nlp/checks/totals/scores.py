"""Whether the marks that a report gives itself make up their total, carry the right grade and are told alike."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import misadded, slip
from kexie_nlp.checks.told.context import Context, Passage
from kexie_nlp.checks.told.figures import plain

_NUMBER: Final = r"(?P<{}>\d{{1,3}}(?:\.\d{{1,2}})?)"
_TOTAL: Final = re.compile(
    rf"(?:(?:自评|综合|评价|总体|最终|总|绩效)(?:综合|评价|自评)?(?:总?得分|总分(?!值)|评分|分数)|(?:^|(?<=[，,；;。：:]))(?:总分|(?:合计|共计|总计)得分?)(?!.?.?100))"
    rf"(?:为|是|共|达|:|：)*\s*{_NUMBER.format('score')}\s*分(?![，,（(]\s*(?:(?:自评|实际|实|最终|评价)*得分?|自评\d))"
)
_ITEM: Final = re.compile(
    rf"(?:满分|分值|权重|[^\d，。；：（(]{{2,14}}[（(]?)(?:为|:|：)*\s*{_NUMBER.format('full')}\s*分[）)]?(?:[，,、:：]|[，,]?按[^，。；\d]{{1,14}}?[，,]?|[，,](?:[^，。；\d]{{1,30}}|扣\d{{1,2}}(?:\.\d{{1,2}})?分)[，,])?\s*(?:(?:自评|实际|实)?得分?|自评(?:分|分数)?|实得|(?<=[率例度况量果定])[计记])(?:为|:|：)*\s*{_NUMBER.format('got')}\s*分"
    rf"(?:[，,]\s*得分率(?:为|:|：)*\s*{_NUMBER.format('rate')}\s*[%％])?"
)
_ITEM_BEFORE_FULL: Final = re.compile(  # 产出47.5分（满分50分）
    rf"[^\d，。；：（(]{{2,14}}(?:得分?|为|:|：)*\s*{_NUMBER.format('got')}\s*分[（(](?:满分|分值|权重|标准分)(?:为|:|：)?\s*{_NUMBER.format('full')}\s*分?[）)]"
    rf"(?:[，,]\s*得分率(?:为|:|：)*\s*{_NUMBER.format('rate')}\s*[%％])?"
)
_GOT_ONLY: Final = re.compile(  # 预算执行得9.46分；产出得47.5分
    rf"(?:^|(?<=[，,；;。：:、]))(?P<name>[^\d，,。；;：:、]{{2,16}}?)得分?(?:为|是)?\s*{_NUMBER.format('got')}\s*分(?=[，,；;。、（(]|$)"
)
_SUBTOTAL: Final = re.compile(
    rf"(?:本项|该项|小计|此项)(?:指标)?(?:合计|共计|共|实际|自评)?得(?:分)?(?:为|:|：)?\s*{_NUMBER.format('score')}\s*分"
)
_GRADE: Final = re.compile(
    r"[^。；\d]{0,16}?(?:等级|等次|结果|档次)[^，。；\d]{0,4}?(?:为|是|:|：)?[“\"‘「]?(?P<grade>优秀|优|良好|良|中|差|合格)[”\"’」]?(?=[，,。；;（(）)\s等]|$)"
)
_TAKEN: Final = re.compile(rf"(?:合计|共计|总共|累计|共)[扣失丢](?:分|减|除|去|掉)?(?:为|了)?\s*{_NUMBER.format('points')}\s*分")
_TABLE_TOTAL: Final = re.compile(  # the last row of a table of marks: 合计 … 100 … 96.72
    r"(?:合计|总分|总计|总得分)[ \t\n]{1,24}100(?:\.0+)?分?[ \t\n]{1,6}(?P<score>\d{2}(?:\.\d{1,2})?)分?[ \t]*(?:\n[ \t]*(?=\n)|\n(?!\t)|$)"
)
_CAPTION: Final = re.compile(r"[^\n\t\d]{0,30}表[ \t]*$", re.MULTILINE)
_PART: Final = re.compile(r"项目|专项|指标|经费")
_TAKEN_OFF: Final = re.compile("扣[减除去了]?$")
_OTHER: Final = re.compile(r"比|较|上年|去年|力争|目标|不低于|保持|以上|各|平均|下属|所属")
_OWN_SCALE: Final = re.compile(
    r"\d{2,3}\s*分?[^，。；]{0,10}(?:以上|及以上|含|[-—–~～至]\s*\d{2,3})[^。；]{0,16}?为[“\"]?(?:优|良|中|差)|(?:优|良|中)[^，。；]{0,6}[（(：:]\s*\d{2,3}"
)
# grade → the marks between which some scale gives it; 90, 80 and 60 are usual, but 95 or 85 are in use, too
_SCALES: Final = {
    "优": (Decimal(85), Decimal(100)),
    "良": (Decimal(75), Decimal(95)),
    "中": (Decimal(60), Decimal(85)),
    "差": (Decimal(0), Decimal(70)),
}
_USUAL: Final = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
_HUNDRED: Final = Decimal(100)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_MARKS: Final = re.compile(r"(?:得分?|自评分?|评分)(?:[（(][^）)]*[）)])?$|^$")  # heading of a column of marks, which may lack
_LIKELY: Final = 1.5  # two digits exchanged
_TWO: Final = 2
_FEWEST: Final = 3
_LEFT_OUT: Final = 4  # marks that those of an item told elsewhere may be
_ALL_GOT: Final = re.compile(r"合计|共|总|平均|上年|去年")
_LINES: Final = 40
_REACH: Final = 40
Told = tuple[Passage, re.Match[str]]


def check_scores(context: Context) -> Iterator[Relation]:
    """Yield whether the marks of a self-evaluation agree."""
    totals, items = totals_of(context), items_of(context)
    yield from _above_full(items)
    yield from _subtotals(context, items)
    yield from _sums(context, totals, items)
    yield from _bare_sums(context, totals)
    yield from _grades(context, totals)
    yield from _twice(context, totals)
    yield from _deducted(context, totals)
    yield from _of_table(context, totals)


def totals_of(context: Context) -> list[Told]:
    """Return the totals of marks that a report tells of its year."""
    return [told for passage in context.passages for told in _totals(passage, context.year)]


def items_of(context: Context) -> list[Told]:
    """Return what sentences tell of single items: the most marks there are, and those that were got."""
    items = [
        (passage, match)
        for passage in context.passages
        if "分" in passage.text
        for match in (_ITEM.finditer(passage.text) if _ITEM.search(passage.text) else _ITEM_BEFORE_FULL.finditer(passage.text))
    ]
    items = [told for told in items if "其余" not in told[1][0]]  # 计8.75分，其余满分，得48.75分
    return [told for told in items if not re.search(r"扣(?!\d+(?:\.\d+)?分[，,]得)|[共计]扣", told[1][0])]  # 共扣3.5分，得96.5分


def _totals(passage: Passage, year: int | None) -> Iterator[Told]:
    """Yield the totals of marks that a sentence tells of the year reported on."""
    for match in _TOTAL.finditer(passage.text):
        before = re.split(r"[，,。；;]", passage.text[max(0, match.start() - _REACH) : match.end()])[-1]
        years = {int(told) for told in _YEAR.findall(before)}
        if year is not None and years and year not in years:
            continue
        if re.search(r"指标|分值|满分|权重", before) or _OTHER.search(before) or re.match(r"以上|左右|及", passage.text[match.end() :]):
            continue
        yield passage, match


def _spans(told: Told, *names: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of groups in the cleaned text."""
    passage, match = told
    return tuple((passage.start + match.start(name), passage.start + match.end(name)) for name in names)


def _above_full(items: Sequence[Told]) -> Iterator[Relation]:
    """Yield marks above the most that there are, and whether rates of marks are right."""
    for told in items:
        passage, match = told
        full, got = Decimal(match["full"]), Decimal(match["got"])
        quote = (passage.start + match.start(), passage.start + match.end())
        if got > full and not _TAKEN_OFF.search(passage.text, 0, match.start("full")):  # 扣2分，得88分
            why = f"得{got}分，满分{full}分"
            yield Relation("completion", False, f"{got}分", f"不超过{full}分", _spans(told, "got", "full"), quote, why, got - full, 0.8)
        elif got <= full and match["rate"] and full:
            right, rate = 100 * got / full, Decimal(match["rate"])
            step = Decimal(1).scaleb(-len(match["rate"].partition(".")[2]))
            holds = abs(right - rate) <= step / 2
            why = f"{got} ÷ {full} = {right:.2f}%" + ("" if holds else f"，文中写{rate}%")
            spans = _spans(told, "rate", "got", "full")
            yield Relation("completion", holds, f"{rate}%", f"{right:.2f}%", spans, quote, why, rate - right, 1.0 if holds else 0.85)


def _subtotals(context: Context, items: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether the marks of the items of a line make up what the line says of itself (本项得33分)."""
    by_line: dict[int, list[Told]] = defaultdict(list)
    for told in items:
        by_line[told[0].paragraph].append(told)
    for line in context.paragraphs():
        run = by_line.get(line[0].paragraph, [])
        if len(run) < 2:
            continue
        subtotal = _SUBTOTAL.search(context.text, run[-1][0].start + run[-1][1].end(), line[-1].end)
        if subtotal is None:
            continue
        value = sum((Decimal(match["got"]) for _, match in run), Decimal(0))
        stated = Decimal(subtotal["score"])
        holds = stated == value
        why = " + ".join(match["got"] for _, match in run) + f" = {plain(value)}分" + ("" if holds else f"，文中写{stated}分")
        spans = (subtotal.span("score"), *(span for told in run for span in _spans(told, "got")))
        quote = (run[0][0].start, subtotal.end())
        yield Relation("sum", holds, f"{stated}分", f"{plain(value)}分", spans, quote, why, stated - value, 1.0 if holds else 0.8)


def _sums(context: Context, totals: Sequence[Told], items: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether marks of items that make up 100 give the total told right before or behind them."""
    for run in runs_of(items):
        full = sum((Decimal(match["full"]) for _, match in run), Decimal(0))
        if full != _HUNDRED or len(run) < 2:
            continue
        start, end = run[0][0].start, run[-1][0].end
        near = [told for told in totals if start - 600 < told[0].start + told[1].start() < end + 600]
        near = near or (list(totals) if len({told[1]["score"] for told in totals}) == 1 else [])
        if not near:
            continue
        value = sum((Decimal(match["got"]) for _, match in run), Decimal(0))
        fitting = [told for told in near if Decimal(told[1]["score"]) == value]
        told = (fitting or near)[0]
        stated = Decimal(told[1]["score"])
        formula = " + ".join(match["got"] for _, match in run) + f" = {plain(value)}分"
        why = formula + ("" if fitting else f"，文中写{told[1]['score']}分")
        spans = (*_spans(told, "score"), *(span for item in run for span in _spans(item, "got")))
        quote = (told[0].start, told[0].end)
        score = 1.0 if fitting else 0.85
        yield Relation("sum", bool(fitting), f"{told[1]['score']}分", f"{plain(value)}分", spans, quote, why, stated - value, score)


def _bare_sums(context: Context, totals: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether the marks of a sentence, told without the most there are, give the one total that the report tells."""
    values = {Decimal(match["score"]) for _, match in totals}
    for passage in context.passages if len(values) == 1 else ():
        parts = [match for match in _GOT_ONLY.finditer(passage.text) if not _ALL_GOT.search(match["name"])]
        marks, told, stated = [Decimal(match["got"]) for match in parts], totals[0], next(iter(values))
        value = sum(marks, Decimal(0))
        if len(parts) < _FEWEST or not (value == stated or (stated - value < _LEFT_OUT and misadded(stated, marks) >= _LIKELY)):
            continue
        why = " + ".join(match["got"] for match in parts) + f" = {plain(value)}分" + ("" if value == stated else f"，文中写{stated}分")
        spans = (*_spans(told, "score"), *(span for match in parts for span in _spans((passage, match), "got")))
        score = 1.0 if value == stated else 0.75
        quote = (told[0].start, told[0].end)
        yield Relation("sum", value == stated, f"{stated}分", f"{plain(value)}分", spans, quote, why, stated - value, score)


def runs_of(items: Sequence[Told]) -> Iterator[list[Told]]:
    """Yield items that follow each other within some lines, up to where their full marks reach 100."""
    run: list[Told] = []
    for item in items:
        if run and item[0].paragraph - run[-1][0].paragraph > _LINES:
            run = []
        run.append(item)
        if sum(Decimal(match["full"]) for _, match in run) >= _HUNDRED:
            yield run
            run = []


def _grades(context: Context, totals: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether grades are such as a scale in use gives, unless the report tells a scale of its own."""
    if _OWN_SCALE.search(context.text):
        return
    for told in totals:
        passage, match = told
        grade = _GRADE.match(passage.text, match.end())
        value = Decimal(match["score"])
        if grade is None or grade["grade"] == "合格" or value > _HUNDRED:
            continue
        right = next(name for least, name in _USUAL if value >= least)
        low, high = _SCALES[grade["grade"][0]]
        holds = low <= value < high or value == high == _HUNDRED
        span = (passage.start + grade.start("grade"), passage.start + grade.end("grade"))
        why = (
            f"{match['score']}分为“{grade['grade']}”"
            if holds
            else f"{match['score']}分一般为“{right}”（90分以上优、80分以上良、60分以上中），文中写“{grade['grade']}”"
        )
        spans = (span, *_spans(told, "score"))
        quote = (passage.start, passage.end)
        yield Relation("repeat", holds, grade["grade"], right, spans, quote, why, None, 1.0 if holds else 0.6)


def _twice(context: Context, totals: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether the marks for the whole of a department are the same wherever they are told."""
    whole = [told for told in totals if _is_whole(context, told)]
    values = list(dict.fromkeys(Decimal(match["score"]) for _, match in totals))
    if not whole and len(values) == _TWO and slip(*values) >= _LIKELY:
        whole = list(totals)  # of a single project, too, the marks are one by a slip of a digit
    for told in whole[1:]:
        first, value = whole[0], Decimal(told[1]["score"])
        right = Decimal(first[1]["score"])
        holds = value == right
        why = f"自评得分前后两处：{right}分，{value}分"
        spans = (*_spans(told, "score"), *_spans(first, "score"))
        quote = (told[0].start, told[0].end)
        yield Relation("repeat", holds, f"{value}分", f"{right}分", spans, quote, why, value - right, 1.0 if holds else 0.65)


def _is_whole(context: Context, told: Told) -> bool:
    """Tell whether marks are those for the whole expenditure of a department."""
    passage, match = told
    if "整体支出" in passage.text:
        return True
    titles = "".join(context.headings(passage.section)[:1])
    return context.analysis.report.kind == "整体支出绩效自评" and not _PART.search(passage.text[: match.end()] + titles)


def _deducted(context: Context, totals: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether the total and all that was taken off make 100 (自评得分97分 … 合计扣3分)."""
    taken = [(passage, match) for passage in context.passages for match in _TAKEN.finditer(passage.text)]
    if len(taken) != 1 or len({match["score"] for _, match in totals}) != 1:
        return
    told, off = totals[0], taken[0]
    score, points = Decimal(told[1]["score"]), Decimal(off[1]["points"])
    holds, right = score + points == _HUNDRED, f"{plain(_HUNDRED - points)}分"
    times = sum(one.text.count("扣") for one in context.passages if one.paragraph == off[0].paragraph)
    if not holds and (times > 1 or f"{score + points}" in context.text):
        return  # 98.59减3.00即95.59分; 扣1分；…合计扣2.5分: of each part
    why = f"{_HUNDRED} − {points} = {right}" + ("" if holds else f"，文中写{score}分")
    spans, quote = (*_spans(told, "score"), *_spans(off, "points")), (told[0].start, told[0].end)
    yield Relation("sum", holds, f"{score}分", right, spans, quote, why, score + points - _HUNDRED, 1.0 if holds else 0.65)


def _of_table(context: Context, totals: Sequence[Told]) -> Iterator[Relation]:
    """Yield whether the one mark that the text tells is the total of the one table of marks, by which 100 are to be had."""
    by_hundred = [(Decimal(match["score"]), match.span("score")) for match in _TABLE_TOTAL.finditer(context.text)]
    tables = by_hundred or list(_added_up(context))
    if len(tables) != 1 or len({match["score"] for _, match in totals}) != 1:
        return
    told, (right, table) = totals[0], tables[0]
    captions = _CAPTION.findall(context.text, 0, table[0])
    if captions and "项目" in captions[-1] and "项目" not in told[0].text and "项目" not in "".join(context.headings(told[0].section)):
        return  # the marks of a project beside those of a department
    value = Decimal(told[1]["score"])
    holds = value == right
    if not (holds or by_hundred or slip(value, right) >= _LIKELY):
        return
    why = f"自评得分：正文{plain(value)}分，自评表合计{plain(right)}分"
    spans = (*_spans(told, "score"), table)
    quote = (told[0].start, told[0].end)
    yield Relation("repeat", holds, f"{value}分", f"{right}分", spans, quote, why, value - right, 1.0 if holds else 0.7)


def _added_up(context: Context) -> Iterator[tuple[Decimal, tuple[int, int]]]:
    """Yield the totals of columns of marks that their rows make up, with their spans."""
    for grid in context.grids:
        for at, row in enumerate(grid.rows):
            for column, total in row.values.items() if row.is_total else ():
                parts = [other.values[column].value for other in grid.rows[:at] if column in other.values and not other.is_detail]
                heading = grid.column_heading(column)
                is_of_marks = "分" in heading + row.name and _MARKS.search(heading)
                if is_of_marks and len(parts) > 1 and sum(parts) == total.value < _HUNDRED:
                    yield total.value, (total.start, total.end)
