"""Whether values per day, per event and per head follow from a total and a number told sentences apart, or in a row of totals.

全年开放300天。…。接待观众24.6万人次，日均820人次. Of several totals or numbers those are meant that fit; if none do, it is reported only
where the total stands right before, just one number of such things is told, and a digit, or a number of another year or plan, explains it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.made_right import made_right
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Figure, Range, last_digit
from kexie_nlp.checks.told.grid import Grid

_MEASURE: Final = "场期次批班站项篇馆校村县镇乡家户车趟讲册件队支块套座所名个课届"
_PER: Final = re.compile(
    rf"(?P<day>日均|(?:平均)?每个?[一-鿿]{{2}}日|开放日[^，。；\d]{{0,2}}平均|(?:平均)?每[天日]|一天)|(?P<head>人均|每人(?!次)|每[名位](?=学员|观众|[一-鿿]{{0,4}}$))"
    rf"|(?P<visit>每人次|每接待[一1]?人?次|人次均|每位(?=入馆|到馆|观众))"
    rf"|(?P<short>[{_MEASURE}])均|(?:平均每?一?|每一?)(?P<unit>[{_MEASURE}])"
)
_NO_MEAN: Final = re.compile(
    r"比|较|增|减|节|降|提高|目标|计划|指标|不少于|不低于|不超过|至少|最[高低多少]|以[上下内]|上限|限额|标准|拟|明年|按每|每[一-鿿]{1,3}[补奖资拨]|各"
)
_PAST: Final = re.compile(r"上一?年|去年|前年|上届|同期|(?:19|20)\d\d年")
_PART: Final = re.compile(r"其中|包括|分别")
_OTHER_TIME: Final = re.compile(r"(?:19|20)\d\d年|(?<!\d)\d{1,2}月|季度|半年|上年|去年|计划|目标|[比较]")
_NAME_NOISE: Final = re.compile(
    r"[（(][^（）()]*[）)]|^(?:其中|[一二三四五六七八九十\d]{1,2}[、.．])|[：:]|(?:人数|场次|次数|支出|经费|费)$"
)
_OPEN: Final = re.compile(r"开放|开馆|出[车动]|运行|展出|服务")
_HEADS: Final = ("人", "名", "位", "户")
_SCALES: Final = (Decimal(1), Decimal(10_000))
_LIKE_IT: Final = 1.5
_NEAR: Final = Decimal("1.6")
_BACK: Final = 30  # sentences
_MOST: Final = 60  # figures looked at
_TWO: Final = 2
_THREE: Final = 3
_TWENTY: Final = 20
_HUNDRED: Final = 100
_ALL: Final = re.compile(r"(?:全年|全部|总|累计)[一-鿿]{0,2}")
_SCORE: Final = 0.65


@dataclass(frozen=True, slots=True)
class Told:
    """A value per thing.

    Attributes:
        place, passage: where it stands.
        figure: itself, rounded as it is told.
        unit: the measure word of the things, 人 of heads.
        digits: how many digits it is told with.
        noun: the word behind the measure word (每个协会).
    """

    place: Place
    figure: Figure
    unit: str
    passage: Passage
    digits: int
    noun: str


def check_far_averages(context: Context) -> Iterator[Relation]:
    """Yield whether values per thing are those of a total and a number told before them."""
    for at, passage in enumerate(context.passages):
        for index, place in enumerate(passage.places):
            told = told_per(passage, place)
            if told is not None:
                before = context.passages[max(0, at - _BACK) : at]
                later = [one for sentence in context.passages[at + 1 : at + _BACK] for one in sentence.places][:_MOST]
                yield from _checked(told, before, later, passage.places[:index], passage.places[index + 1 : index + 2], context.grids)


def told_per(passage: Passage, place: Place) -> Told | None:
    """Return a figure as a value per thing, if it is told as one of this year."""
    clause = re.split(r"[，,；;。（(：:、]", place.lead)[-1]
    match = next(reversed(list(_PER.finditer(clause))), None)
    if match is None or place.role not in ("level", "each", "to", "other") or place.figure.kind not in ("amount", "quantity"):
        return None
    if (
        _NO_MEAN.search(clause)
        or _PAST.search(clause)
        or re.match(r"以[上下内]|左右的?标准|[—~～-]", passage.text[place.end - passage.start :])
    ):
        return None
    figure = place.figure
    step = Decimal(1) if figure.kind == "quantity" and not figure.step else figure.step
    if figure.exactness == "about":  # 约190: to the ten
        step = max(step, min(last_digit(figure.value), figure.value / _TWENTY))
        figure = replace(figure, exactness="exact")
    unit = "天" if match["day"] else "人次" if match["visit"] else "人" if match["head"] else match["short"] or match["unit"]
    digits = sum(char.isdigit() for char in figure.text)
    noun = re.sub("约|近|为|达到?", "", clause[match.end() :])[:_TWO]
    return Told(place, replace(figure, step=step), unit, passage, digits, noun)


def counts_of(figure: Figure, told: Told) -> bool:
    """Tell whether a figure is a number of the things that a value is told per."""
    if figure.kind != "quantity" or figure.value <= 1:
        return False
    if told.unit == "人":
        return figure.unit in _HEADS or (figure.unit == "人次" and told.figure.kind == "amount")
    if told.unit == "人次":
        return figure.unit in ("人次", "人")
    if told.unit in "个名家" and told.unit:
        return plain_unit(figure.unit) in ("个", "家", "人", "项", "所", "支", "户") and figure.unit != told.figure.unit
    return figure.unit.startswith(told.unit) or plain_unit(figure.unit) == told.unit


def is_total(figure: Figure, told: Told) -> bool:
    """Tell whether a figure is a total of what a value is told in."""
    mean = told.figure
    are_people = figure.unit == "人次" and mean.unit in ("人", "名", "位")
    return (same_unit(figure, mean) or are_people) and figure.value > mean.value


def _checked(
    told: Told, before: Sequence[Passage], later: Sequence[Place], own: Sequence[Place], behind: Sequence[Place], grids: Sequence[Grid]
) -> Iterator[Relation]:
    """Yield whether a value per thing is that of what is told before it."""
    far = [place for sentence in before for place in sentence.places][-_MOST:]
    near = [place for place in own if is_total(place.figure, told) and place.role in ("level", "to") and not _PER.search(place.lead[-6:])]
    totals = near or [place for place in far if is_total(place.figure, told) and place.role in ("level", "to")]
    totals += [place for place in behind if is_total(place.figure, told) and re.match(r"[，,、（(]?(?:合计|共计?|总计|累计)", place.lead)]
    numbers = [place for place in (*far, *own) if counts_of(place.figure, told) and place.role in ("level", "to", "each")]
    is_wide = told.digits > _TWO or (told.digits == _TWO and bool(near))
    is_far = told.digits > _TWO
    for total in reversed(totals) if is_wide or len(numbers) == 1 else ():
        for number in (
            *reversed(numbers),
            *(place for place in later if is_far and counts_of(place.figure, told) and place.role == "level"),
        ):
            relation = _compared(told, total.figure, number.figure)
            if relation is not None and relation.holds and total is not number:
                yield relation
                return
    counted = [place for place in own if counts_of(place.figure, told)] or numbers
    mixed = list(_with_cells(told, near, [place.figure for place in counted], grids))
    if mixed:
        yield next((one for one in mixed if one.holds), mixed[0])
        return
    rows = [relation for grid in grids for relation in _of_rows(grid, told)]
    if rows:
        yield rows[0] if len(rows) == 1 else next((one for one in rows if one.holds), rows[0])
        return
    yield from _sure(told, (*before, told.passage), own, [place for place in (*far, *own) if counts_of(place.figure, told)])


def _compared(told: Told, total: Figure, number: Figure) -> Relation | None:
    """Return whether a value per thing is that of a total and a number."""
    bounds = total.range.percent_of(number.range)
    if bounds is None:
        return None
    value = total.value / number.value
    half = told.figure.step / _TWO
    formula = f"{total.text} ÷ {number.text} = {told.figure.written(value)}"
    computed = Computed(value, Range(bounds.low / _HUNDRED, bounds.high / _HUNDRED), formula, (total, number))
    relation = compare("share", told.figure, computed, (told.passage.start, told.passage.end), _SCORE)
    # of a total told roughly anything may be
    return relation if computed.range.high - computed.range.low <= max(_TWO * half, value / _HUNDRED) else None


def _of_rows(grid: Grid, told: Told) -> Iterator[Relation]:
    """Yield whether a value per thing is that of a row of totals (合计 131 24850: 平均每场190人次), or of a row named before it."""
    text = re.split("[；;。]", told.passage.text[: told.place.start - told.passage.start])[-1]
    for row in grid.rows if told.digits >= _TWO else ():
        is_named = len(row.name) > 1 and row.name in text
        if not (is_named or row.is_total or _ALL.fullmatch(row.name)):
            continue
        values = [(grid.heading(row.number, column), figure) for column, figure in row.values.items() if figure.kind != "percent"]
        numbers = [figure for heading, figure in values if told.unit in heading and told.unit + "次" not in heading]
        found = [
            (relation, total, number)
            for number in numbers
            for _, total in values
            if total is not number
            for scale in _SCALES
            if (relation := _compared(told, replace(total, value=total.value * scale, step=total.step * scale), number)) is not None
        ]
        yield from [relation for relation, _, _ in found if relation.holds][:1] or (
            relation
            for relation, total, number in found[:1]
            if is_named and len(values) == _TWO and relation.difference is not None
            if _is_slip(told, told.figure.value - relation.difference, total, number)
        )


def _with_cells(told: Told, totals: Sequence[Place], numbers: Sequence[Figure], grids: Sequence[Grid]) -> Iterator[Relation]:
    """Yield whether a value per thing is that of a cell that its sentence names, or a row of totals, and of a number told in the text."""
    clause = re.split("[；;。]", told.passage.text[: told.place.start - told.passage.start])[-1]
    for row in (row for grid in grids for row in grid.rows):
        name = _NAME_NOISE.sub("", row.name)
        is_named = len(name) > 1 and name in clause
        if not (is_named or row.is_total) or told.digits < _TWO + (not is_named):
            continue
        cells = [figure for figure in row.values.values() if figure.kind != "percent"]
        pairs = [
            (replace(cell, value=cell.value * scale, step=cell.step * scale), number)
            for cell in (() if totals else cells)
            for number in numbers
            for scale in _SCALES
        ]
        pairs += [(total.figure, cell) for total in totals for cell in cells if not numbers and told.unit in row.name and cell.value > 1]
        found = [(one, *pair) for pair in pairs if (one := _compared(told, *pair)) is not None]
        yield from (one for one, _, _ in found if one.holds)
        is_only = is_named and len(cells) == 1 == len(numbers)
        missed = found if is_only and not any(one.holds for one, _, _ in found) else []
        yield from (one for one, *pair in missed if _is_slip(told, told.figure.value - (one.difference or 0), *pair))


def _principal(sentences: Sequence[Passage], told: Told) -> list[Place]:
    """Return the numbers told of all the things that a value is told per: no parts of others, no days but those open."""
    found: list[Place] = []
    for sentence in sentences:
        in_part = False
        for place in (one for one in sentence.places if one.start < told.place.start):
            in_part = bool(_PART.search(place.lead)) or (in_part and not re.search("[；;。]", place.lead))
            if (
                counts_of(place.figure, told)
                and place.role in ("level", "to")
                and not (in_part or place.depth or _OTHER_TIME.search(place.lead))
            ):
                found.append(place)
    if told.unit == "天":
        return [place for place in found if _OPEN.search(place.lead)]
    return [place for place in found if told.noun in place.lead] if told.unit in "个家所名项" else found


def _sure(told: Told, sentences: Sequence[Passage], own: Sequence[Place], any_numbers: Sequence[Place]) -> Iterator[Relation]:
    """Yield a value per thing that does not follow from the total right before it and the one number told, if that is explained."""
    near = [place for place in own if is_total(place.figure, told) and place.role in ("level", "to") and not _PER.search(place.lead[-6:])]
    plain = _principal(sentences, told)
    if not near or not plain or near[-1].depth or (len(near) > 1 and near[-1] not in own[-_THREE:]) or "其中" in near[-1].lead:
        return
    if told.figure.step * _TWENTY > told.figure.value:
        return
    total, number = near[-1], plain[-1]
    alike = [place for place in plain if place.start >= told.passage.start] or [
        place for sentence in sentences if sentence.paragraph == told.passage.paragraph for place in plain if place in sentence.places
    ]
    if len({place.figure.value for place in alike or plain}) > 1 and (number.start < told.passage.start or number not in own[-_THREE:]):
        return
    relation = _compared(told, total.figure, number.figure)
    if relation is None or relation.holds or relation.difference is None:
        return
    computed = told.figure.value - relation.difference
    others = (_compared(told, total.figure, place.figure) for place in any_numbers if place.role in ("former", "budget"))
    is_others = told.digits > _TWO and any(one is not None and one.holds for one in others)
    if is_others or _is_slip(told, computed, total.figure, number.figure):
        yield relation


def _is_slip(told: Told, computed: Decimal, total: Figure, number: Figure) -> bool:
    """Tell whether a digit of the value, of the total or of the number explains by how much they miss each other."""
    if told.digits >= _TWO and slip(told.figure.value, round(computed, decimals_of(told))) >= _LIKE_IT:
        return True
    low, high = sorted((told.figure.value, computed))
    return 0 < high <= _NEAR * low and any(
        slip(figure.value, value) >= _LIKE_IT and value == round(value, 2)
        for figure, value in made_right(told.figure, computed, total, number)
    )


def decimals_of(told: Told) -> int:
    """Return with how many decimals a value per thing is told."""
    return max(0, -int(told.figure.step.normalize().as_tuple().exponent)) if told.figure.step else 0
