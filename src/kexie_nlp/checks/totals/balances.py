"""Whether what came in, what went out and what was carried over balance, and a budget follows from the one before and its changes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from typing import Final

from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, both_of
from kexie_nlp.checks.told.figures import Range
from kexie_nlp.checks.told.scopes import is_granted

_DECIDED: Final = r"(?:决算)?(?:数|额|金额)?(?:为|是|共计?|达到?|:|：)*$"
_NAMES: Final = {
    "opening": re.compile(rf"(?<!动用)(?<!使用)(?:年初|上年)(?:财政拨款)?(?:结转和?结余|结转|结余)(?:资金)?{_DECIDED}"),
    "closing": re.compile(rf"(?:年末|年终|年底)(?:财政拨款)?(?:结转和?结余|结转|结余)(?:资金)?{_DECIDED}"),
    "income": re.compile(rf"本年(?:度)?(?:财政拨款)?收入(?:合计|总额)?{_DECIDED}"),
    "spending": re.compile(rf"本年(?:度)?(?:财政拨款)?支出(?:合计|总额)?{_DECIDED}"),
}
# in a sentence that tells what was carried over before and behind, the names may be short
_SHORT_NAMES: Final = {
    **_NAMES,
    "income": re.compile(
        rf"(?:(?:本年|当年|全年)(?:度)?(?:财政拨款)?(?:收入|拨入|拨款|下达)(?:合计|总额|资金|经费)?|[，,；;]收入(?:合计|总额)"
        rf"|(?:本年|当年|全年|合计|总计|总共|共|实际)(?:实际)?到位(?:资金|经费|金额)?){_DECIDED}"
    ),
    "spending": re.compile(rf"(?:^|[，,、；;]|本年度?|当年|全年)(?:财政拨款)?支出(?:合计|总额)?{_DECIDED}"),
}
_BOTH_SIDES: Final = re.compile(rf"收(?:入)?(?:、|和|与|及)?支(?:出)?(?:总计|决算总计|总额|合计)(?:均|各)?{_DECIDED}")
_SOURCE: Final = re.compile(rf"(?:拨款|其他|事业|经营|上级补助)收入{_DECIDED}")
_ALL_INCOME: Final = re.compile(
    rf"(?:^|[，,。；;：:\s]|年度?|我[单位会局]+|部门)(?:(?:全年|本年|年度|实际)(?:总)?收入(?:合计|总计|总额)?|总收入|收入(?:合计|总计|总额)){_DECIDED}"
)
_ALL_SPENDING: Final = re.compile(
    rf"(?:^|[，,。；;：:\s]|年度?|我[单位会局]+|部门)(?:(?:全年|本年|年度|实际)(?:总)?支出(?:合计|总计|总额)?|总支出|支出(?:合计|总计|总额)){_DECIDED}"
)
_SIDES: Final = (
    re.compile(rf"(?<!财政拨款)基本支出{_DECIDED}"),
    re.compile(rf"(?<!科普)(?<!财政拨款)(?:项目|专项)支出(?:合计|总额)?{_DECIDED}"),
)
_CARRIED: Final = re.compile(r"结转|结余|事业基金|历年|以前年度")
_NOT_CARRIED: Final = re.compile(
    r"(?:无|没有|未)[^，。；]{0,6}(?:结转|结余)|(?:结转|结余)[^，。；]{0,6}?(?<![\d.])0(?:\.0+)?万?元|(?:年末|年终|年底|期末)[^，。；]{0,6}(?:结转|结余)|结余结转资金按规定|结转(?:到|至)?(?:下年|次年|20\d\d年)"
)
_OTHER_USE: Final = re.compile(r"结余分配|缴回|上缴财政|收回|调整|事业基金|专用结余|非财政拨款结余")
_UP: Final = re.compile(r"追加|调增|增加|新增|调入|下达|核增|增拨")
_DOWN: Final = re.compile(r"追减|调减|收回|核减|压减|减少|上缴|调出|压缩|统筹收回")
_AFTER: Final = re.compile(r"调整后|调整预算|全年预算|最终预算|年末预算|预算调整为|调整为")
_NET: Final = re.compile(r"净[调追核增减]|相抵|轧差|增减合计")  # 追加530万元，压减117万元，净调增413万元: what the terms make
_ARRIVED: Final = re.compile(r"(?:实际|资金|共|全部|已|均)?到位(?:资金|经费|金额)?(?:为|共|计|共计)*$")
_USED: Final = re.compile(r"(?:实际|累计|共|共计|已|全年)(?:支出|使用|支付|列支)(?:资金|经费|金额)?(?:为|共|计|共计)*$")
_PROJECT_FUNDS: Final = re.compile(r"(?:专项|项目)[^，。；]{0,16}到位(?:资金|经费|金额)?(?:为|共|计)*$")
_PROJECT_SPENDING: Final = re.compile(r"(?:专项|项目)(?:资金|经费)?(?:实际)?支出(?:合计|总额|总计)?(?:为|共|计)*$")
_OTHER_FUNDS: Final = re.compile(r"结转|结余(?!0)|自筹|配套|其他资金|垫付|追加|弥补|统筹|调剂")
_NONE_CARRIED: Final = re.compile(r"(?:无|没有)[^，。；]{0,6}(?:上年|年初)[^，。；]{0,4}结转")
_WITHOUT_ACCOUNTS: Final = ("整体支出绩效自评",)  # final accounts carry over as a rule, and may tell it in a table elsewhere
_SLACK: Final = Decimal("1.02")
_SCORE: Final = 0.75
_DOUBT: Final = 0.55
_CLEAR: Final = 2.0  # a digit mistyped among three or more
_TWO: Final = 2
_LINE: Final = 12  # sentences
Told = list[tuple[Passage, Place]]


def check_balances(context: Context) -> Iterator[Relation]:
    """Yield whether the accounts of a report balance."""
    told = set()
    for passage in context.passages:
        if "结" in passage.text and (relation := _carry_over_in_short(passage)) is not None:
            told.add(relation.spans[0])
            yield relation
        if "结" in passage.text and (relation := _both_sides(passage)) is not None and relation.spans[0] not in told:
            told.add(relation.spans[0])
            yield relation
    yield from (relation for relation in _carry_over(context) if relation.spans[0] not in told)
    above: Sequence[Passage] = ()
    for line in context.paragraphs():
        if "年末" in line[-1].text and not any((place.start, place.end) in told for place in line[-1].places):
            yield from _carry_over_of_line(line, above)
        above = line
        for number in range(len(line)):
            yield from _adjusted(line[number : number + _TWO])
        yield from _within_funds(line)
    yield from _spent_in_all(context)


def _carry_over(context: Context) -> Iterator[Relation]:
    """Yield whether 年初结转 + 本年收入 = 本年支出 + 年末结转 in each section, or else report, that tells each of them with one value."""
    sections: dict[int | None, dict[str, Told]] = defaultdict(lambda: defaultdict(list))
    everywhere: dict[str, Told] = defaultdict(list)
    for passage in context.passages:
        for place in passage.places:
            if place.figure.kind == "amount" and place.role in ("level", "former") and place.depth == 0:
                is_one = "结" in place.lead or "本年" in place.lead
                name = next((name for name, form in _NAMES.items() if form.search(place.lead)), None) if is_one else None
                if name is not None:
                    sections[passage.section][name].append((passage, place))
                    if not is_granted(context, [passage], passage, place.label):
                        everywhere[name].append((passage, place))
    single = [told for told in (*sections.values(), everywhere) if set(told) == set(_NAMES)]
    for told in single:
        if any(len({place.figure.value for _, place in some}) > 1 for some in told.values()):
            continue
        passage, closing = told["closing"][0]
        opening, income, spending = (told[name][0][1].figure for name in ("opening", "income", "spending"))
        value = opening.value + income.value - spending.value
        bounds = opening.range + income.range - spending.range
        formula = f"{opening.text} + {income.text} − {spending.text} = {closing.figure.written(value)}"
        computed = Computed(value, bounds, formula, (opening, income, spending))
        relation = compare("sum", closing.figure, computed, (passage.start, passage.end), _SCORE)
        if told is everywhere and not relation.holds and slip(closing.figure.value, value) < _CLEAR:
            continue  # told in several sections, which may be of several scopes
        if relation.holds or not any(_OTHER_USE.search(passage.text) for some in told.values() for passage, _ in some):
            yield relation


def _carry_over_of_line(line: Sequence[Passage], above: Sequence[Passage]) -> Iterator[Relation]:
    """Yield the same of the sentences of a line together, or of those of the line above it in its section, too."""
    both = [*above, *line] if above and above[-1].section == line[0].section else []
    for told in (line, both):
        relation = _carry_over_in_short(reduce(both_of, told)) if 1 < len(told) <= _LINE else None
        if relation is not None:
            yield relation
            return


def _carry_over_in_short(passage: Passage) -> Relation | None:
    """Return whether 年初结转 + 收入 = 支出 + 年末结转 in a sentence that tells income by its sources."""
    found: dict[str, list[Place]] = defaultdict(list)
    for clause in _clauses(passage):
        for place in clause:
            name = next((name for name, form in (*_SHORT_NAMES.items(), ("source", _SOURCE)) if form.search(place.lead)), None)
            if name is not None:
                found[name].append(place)
    incomes = found.get("income") or found.get("source") or []
    single = [found.get(name, []) for name in ("opening", "spending", "closing")]
    if not incomes or any(len(some) != 1 for some in single) or _OTHER_USE.search(passage.text):
        return None
    (opening,), (spending,), (closing,) = single
    figures = (opening.figure, *(place.figure for place in incomes), spending.figure)
    if incomes[0].figure.value - spending.figure.value == closing.figure.value:
        return None  # what was carried over is told as a part of the income
    alone = [place for place in incomes if opening.figure.value + place.figure.value - spending.figure.value == closing.figure.value]
    if len(incomes) > 1 and alone:
        figures = (opening.figure, alone[0].figure, spending.figure)  # 本年收入612.48万元，其中…; 当年拨款548.20万元
    value = sum((figure.value for figure in figures[:-1]), Decimal(0)) - spending.figure.value
    bounds = Range.total(figure.range for figure in figures[:-1]) - spending.figure.range
    formula = " + ".join(figure.text for figure in figures[:-1]) + f" − {spending.figure.text} = {closing.figure.written(value)}"
    relation = compare("sum", closing.figure, Computed(value, bounds, formula, figures), (passage.start, passage.end), _SCORE)
    return relation if value > 0 else None  # 财政拨款368.50万元，其他收入9.26万元: not all that came in is told by those names


def _both_sides(passage: Passage) -> Relation | None:
    """Return whether 支出 + 年末结转 = 收支总计, told in one sentence (收、支总计97万元 …；本年支出80万元，年末结转17万元)."""
    places = [place for place in passage.places if place.figure.kind == "amount" and place.depth == 0]
    named = {
        name: [place for place in places if place.role == "level" and form.search(place.lead)]
        for name, form in (("total", _BOTH_SIDES), ("spending", _NAMES["spending"]), ("closing", _NAMES["closing"]))
    }
    if any(len(some) != 1 for some in named.values()) or _OTHER_USE.search(passage.text):
        return None
    total, spending, closing = (some[0] for some in named.values())
    if places.index(closing) != places.index(spending) + 1 or total.start > spending.start:
        return None
    value = total.figure.value - spending.figure.value
    formula = f"{total.figure.text} − {spending.figure.text} = {closing.figure.written(value)}"
    computed = Computed(value, total.figure.range - spending.figure.range, formula, (total.figure, spending.figure))
    return compare("sum", closing.figure, computed, (passage.start, passage.end), _SCORE)


def _clauses(passage: Passage) -> Iterator[list[Place]]:
    """Yield the amounts of each clause of a sentence up to where it breaks one down (其中)."""
    clause: list[Place] = []
    is_open, end = True, 0
    for place in passage.places:
        between, end = passage.text[end : place.start - passage.start], place.end - passage.start
        if re.search(r"[；;。]", between):
            yield clause
            clause, is_open = [], True
        if "其中" in place.lead:
            is_open = False
        if is_open and place.figure.kind == "amount" and place.role in ("level", "former") and place.depth == 0:
            clause.append(place)
    yield clause


def _adjusted(passages: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether 年初预算 + 追加 − 追减 = 调整后预算, told in one sentence or two."""
    places = [place for passage in passages for place in passage.places if place.figure.kind == "amount"]
    if not places or not passages[0].places:
        return
    first = next((at for at, place in enumerate(places) if "年初" in place.lead and place.role in ("budget", "level")), None)
    if first is None or places[first].start >= passages[0].end:
        return
    sign = 0
    terms: list[tuple[int, Place]] = []
    in_parts = False
    for place in places[first + 1 :]:
        in_parts = place.start < passages[0].end and (in_parts or (not terms and "其中" in place.lead))
        if place.depth > places[first].depth or in_parts or place.role == "each" or (terms and _NET.search(place.lead)):
            continue
        if re.search(r"其中|[如等]|主要|支出决算|完成", place.lead):
            return
        if _AFTER.search(place.lead):
            if terms:
                yield _after_changes(passages, places[first], terms, place)
            return
        sign = 1 if _UP.search(place.lead) else -1 if _DOWN.search(place.lead) else sign if re.match(r"[、和及与]", place.lead) else 0
        if not sign:
            return
        terms.append((sign, place))


def _after_changes(passages: Sequence[Passage], first: Place, terms: Sequence[tuple[int, Place]], last: Place) -> Relation:
    """Return whether a budget is the first one with its changes."""
    value, bounds, formula = first.figure.value, first.figure.range, first.figure.text
    for sign, place in terms:
        value += sign * place.figure.value
        bounds = bounds + place.figure.range if sign > 0 else bounds - place.figure.range
        formula += f" {'+' if sign > 0 else '−'} {place.figure.text}"
    figures = (first.figure, *(place.figure for _, place in terms))
    passage = next(passage for passage in passages if passage.start <= last.start < passage.end)
    computed = Computed(value, bounds, f"{formula} = {last.figure.written(value)}", figures)
    return compare("sum", last.figure, computed, (passage.start, passage.end), _SCORE)


def _within_funds(line: Sequence[Passage]) -> Iterator[Relation]:
    """Yield whether what was spent is no more than what arrived, where one line tells both once and no other source."""
    if any(_OTHER_FUNDS.search(passage.text) for passage in line):
        return
    told = [(passage, place) for passage in line for place in passage.places if place.figure.kind == "amount" and place.depth == 0]
    arrived = [place for _, place in told if place.role in ("level", "budget") and _ARRIVED.search(place.lead)]
    used = [(passage, place) for passage, place in told if place.role == "level" and _USED.search(place.lead)]
    if len(arrived) == len(used) == 1 and arrived[0].start < used[0][1].start:
        passage, place = used[0]
        yield _not_above(passage, place, [arrived[0]], "到位", 0.65)


def _not_above(passage: Passage, place: Place, funds: Sequence[Place], word: str, score: float) -> Relation:
    """Return whether a spending does not exceed what there was."""
    bounds = Range.total(one.figure.range for one in funds)
    value = sum((one.figure.value for one in funds), Decimal(0))
    holds = place.figure.range.low <= bounds.high
    written = funds[0].figure.text if len(funds) == 1 else place.figure.written(value)
    why = f"支出{place.figure.text}，{word}{written}" + ("" if holds else f"，超出{place.figure.written(place.figure.value - value)}")
    spans = ((place.start, place.end), *((one.start, one.end) for one in funds))
    difference = place.figure.value - value
    return Relation(
        "sum", holds, place.figure.text, f"不超过{written}", spans, (passage.start, passage.end), why, difference, 1.0 if holds else score
    )


def _spent_in_all(context: Context) -> Iterator[Relation]:
    """Yield that all expenditure exceeds all income, in a report that tells of nothing carried over from before."""
    is_certain = bool(_NONE_CARRIED.search(context.text))
    if _CARRIED.search(_NOT_CARRIED.sub("", context.text)) or not (is_certain or context.analysis.report.kind in _WITHOUT_ACCOUNTS):
        return
    income, spending = _only(context, _ALL_INCOME), _only(context, _ALL_SPENDING)
    arrived, used = _only(context, _PROJECT_FUNDS), _only(context, _PROJECT_SPENDING)
    if arrived is not None and used is not None and arrived[1].figure.value < used[1].figure.value * _SLACK:
        yield _not_above(*used, [arrived[1]], "到位", _DOUBT)
    if income is None:
        return
    sides = [side for form in _SIDES if (side := _only(context, form)) is not None]
    if len(sides) == len(_SIDES):
        yield from _judged(sides[-1][0], tuple(place for _, place in sides), income[1], is_certain)
    elif spending is not None and 2 * spending[1].figure.value >= income[1].figure.value:
        yield from _judged(spending[0], (spending[1],), income[1], is_certain)


def _judged(passage: Passage, parts: Sequence[Place], income: Place, is_certain: bool) -> Iterator[Relation]:
    """Yield that some expenditure together exceeds an income, or does not; a little more may be carried over without a word."""
    bounds = Range.total(part.figure.range for part in parts)
    value = sum((part.figure.value for part in parts), Decimal(0))
    holds = bounds.low <= income.figure.range.high
    if not holds and not is_certain and value <= income.figure.value * _SLACK:
        return
    told = " + ".join(part.figure.text for part in parts)
    written = income.figure.written(value)
    why = f"支出{told}" + (f" = {written}" if len(parts) > 1 else "") + f"，收入{income.figure.text}"
    why += "" if holds else "，支出大于收入，又无上年结转"
    spans = tuple((place.start, place.end) for place in (*reversed(parts), income))
    stated = parts[-1].figure.text
    right = f"支出合计不超过{income.figure.text}"
    difference = value - income.figure.value
    yield Relation("sum", holds, stated, right, spans, (passage.start, passage.end), why, difference, 1.0 if holds else _DOUBT)


def _only(context: Context, form: re.Pattern[str]) -> tuple[Passage, Place] | None:
    """Return the value behind a name that a report tells with one value only, of the year reported on."""
    found: Told = []
    for passage in context.passages:
        for place in passage.places:
            if place.figure.kind == "amount" and place.role in ("level", "to") and place.depth == 0 and form.search(place.lead):
                found.append((passage, place))
    return found[0] if len({place.figure.value for _, place in found}) == 1 else None
