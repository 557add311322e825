"""Whether one figure stands in two places with two of its digits exchanged: 观众28.3万人次 here, 观众23.8万人次 there.

That two figures of one unit differ just so is rare by chance, so that little needs to be alike in what is said of them: in 90 reports
nearly all such pairs whose names share a word were one figure mistyped, but for those of one sentence or one table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import MARKS, Context, plain_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.grid import Grid
from kexie_nlp.checks.told.scopes import GRANTED, is_granted
from kexie_nlp.checks.told.table_names import told_in

# words that stand with figures of every kind
_COMMON: Final = re.compile(
    r"收入|支出|经费|资金|年度|全年|共计|合计|总计|增[加长]|减少|下降|[比较]上|上年|去年|万元|预算|决算|完成|实际|情况|开展|举办|组织|活动|人次|其中|金额|执行|目标|"
    r"[全我][省市县区州]|[省市县区州]级"
)
# kinds of words of which two figures that are one cannot have two
_CONTRASTS: Final = tuple(
    map(
        re.compile,
        (
            r"[上下]半年|[一二三四]季度|\d{1,2}月",
            r"[年期][初末]|上年末|去年底",
            r"第[\d一二三四五六七八九十]+[届期批次轮场站讲课天组]|首[届期批次轮场站讲]|[一二三四五六七八九]年级",
            r"国家级|全国|省级|市级|县级|[区州旗乡镇]级|国际|国内",
            r"[一-鿿]{2}(?:[县区旗镇乡村]|街道|社区)(?![级里中内])",
            r"收入|(?<!未)支出|结(?=[转余])",
            r"基本|项目|人员|公用|商品|资本",
            r"线[上下]|[男女]|[特一二三四]等|[金银铜]",
            r"目标|计划|任务|实际|完成",
            r"新建|更新|改造|维修",
            r"[全我本][省市县区州旗]|全国",  # which is heard for what is surveyed in each of them only
        ),
    )
)
_DONE: Final = re.compile(r"实际|完成了?(?:全年|年度|年初|既定)?的?(?:任务|计划|目标)(?=[，；。])")  # 完成年度任务，培训1314人次
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_ASIDE: Final = re.compile(r"[（(][^（()）]*[）)]")  # 43个（2011年末38个），会员3256人
_SAYS_LITTLE: Final = frozenset(
    ["项目", "总额", "其他", "专项", "部门", "单位", "整体", "财政", "政拨", "拨款", "年初", "全部", "本年", "工作"]
)
_LINES: Final = frozenset(["保障", "就业", "运行", "卫生", "医疗", "住房", "技术", "公共", "公用", "人员", "服务", "商品", "福利", "经费"])
_AT_FLOW: Final = 5  # 收入, 支出, 结 among the kinds of contrasts
_NARROWER: Final = (4, 5, 6, 9)  # editions, levels, places, 线上 among the contrasts
_AT_SCOPE: Final = 1  # among the contrasts
_LEFT: Final = re.compile(
    r"结[转余]|节余|剩余|余额|沉淀|尚[有余未]|[仍还]有|(?:未|没有)(?:支付|支出|执行|使用|拨付|列支|兑付|付款|形成支出)"
)
_TERM: Final = re.compile(r"[上下]半年|前?[一二三四]季度")
_PAST: Final = re.compile(r"上年|去年")
_BEGINS_PAST: Final = re.compile(r"(?:^|[。；;])\s*(?:上年|去年)[^。；;]*$")
_BREAK: Final = re.compile(rf"[，,。；;：:\n{MARKS}]")
_COUNTED: Final = re.compile(r"(?:达到?|为|共|计|约|近|有|了|总数|总量|数量|人数|数|[:：“”\s])+$")
_MARK: Final = re.compile(rf"[，,。；;：:、（(\s\d{MARKS}]")
_ABILITY: Final = "素质"  # of which there is one rate in a place: 公民科学素质水平, 具备科学素质的比例
_GROUPS: Final = frozenset(["城镇", "农村", "农民", "居民", "学生", "干部", "工人", "男性", "女性", "牧民"])
_RATE: Final = re.compile(r"[一-鿿]{2}率|满意度")
_WORD: Final = re.compile(r"(?=([一-鿿]{2}))")
_SHOWS: Final = re.compile(r"下表|如下|表\s?[\d一二三四五六七八九十]|见表|所示")
_DIGIT: Final = re.compile(r"\D")
_FEWEST: Final = 3  # digits
_WAN: Final = 10_000
_BEHIND: Final = 8  # characters that may name what is counted
_BEFORE: Final = 40
_MOST: Final = 60  # figures with the same digits that are held against each other
_SOME: Final = 2
_TITLE: Final = 16  # characters of a line that may be one
_FEW_WORDS: Final = 3  # pairs of characters that two sentences share
_SPECIFIC: Final = 100
_MANY: Final = 5
_LIKELY: Final = 0.7
_MAYBE: Final = 0.55


@dataclass(frozen=True, slots=True)
class _Mention:
    """A figure and the words that are said of it.

    Attributes:
        figure: itself. ranges: what it may mean, in the base unit.
        line: what it must not share with another: its sentence, line or table.
        time: whether it is of an earlier year, the year told with it, else the one reported on, and which half or quarter of it.
        contrasts: its unit, its scope, and of each kind of words that tell figures apart the last before it; "" where there is none.
        named: pairs of characters of its name. around: the same of the words before it.
        beside: the other figures of its sentence that are long enough to be known by.
        head: the last two characters of its name right before it, which say what it is; "" if that is said of many things.
    """

    figure: Figure
    ranges: tuple[Range, ...]
    line: tuple[str, int]
    time: tuple[bool, str, str]
    contrasts: tuple[str, ...]
    named: frozenset[str]
    around: frozenset[str]
    beside: frozenset[tuple[Decimal, str]] = frozenset()
    head: str = ""


def check_swapped(context: Context) -> Iterator[Relation]:
    """Yield figures that are told in two places with two digits exchanged."""
    several = _several(context)
    alike: dict[str, list[_Mention]] = defaultdict(list)
    for mention in (*_in_text(context, several), *_in_tables(context, several)):
        for key in _keys(mention.figure):
            alike[key].append(mention)
    for some in alike.values():
        for one, other in combinations(some[:_MOST], 2):
            if _is_swapped(one, other) and (shared := _shared(one, other)):
                yield _relation(context, one, other, _LIKELY if shared >= _SOME else _MAYBE)


def _several(context: Context) -> frozenset[str]:
    """Return the sets of digits that different figures of a report have."""
    figures = [*context.figures, *(figure for grid in context.grids for row in grid.rows for figure in row.values.values())]
    told: dict[str, set[str]] = defaultdict(set)
    for figure in figures:
        for key in _keys(figure):
            told[key].add(_digits(figure).rstrip("0"))
    return frozenset(key for key, some in told.items() if key and len(some) > 1)


def _in_text(context: Context, wanted: frozenset[str]) -> Iterator[_Mention]:
    """Yield the figures of running text whose digits are wanted."""
    for line in context.paragraphs():
        for passage, place in (
            (one, place)
            for one in line
            for place in one.places
            if place.figure.kind != "points" and not wanted.isdisjoint(_keys(place.figure))
        ):
            figure, at = place.figure, place.start - passage.start
            before = passage.text[max(0, at - _BEFORE) : at]
            named = _words(_BREAK.split(before)[-1])  # “三公”经费预算38万元，支出决算26.74万元: by the clause before
            named = named or _words(re.split("[。；;]", before)[-1]) - _SAYS_LITTLE
            behind = _MARK.split(context.text[place.end : place.end + _BEHIND])[0]
            named |= _words(behind)
            kinds = _kinds(before)
            if figure.kind == "amount" and _LEFT.search(_BREAK.split(before)[-1] + behind):
                named |= {"结余"}  # 年末结转8.14万元; 仍有8.14万元未支付
                kinds = (*kinds[:_AT_FLOW], "结", *kinds[_AT_FLOW + 1 :])
            if figure.kind == "percent":
                named |= frozenset(_RATE.findall(_BREAK.split(before)[-1])[-1:])
            unit = {"amount": "元", "percent": "%"}.get(figure.kind, plain_unit(figure.unit))
            scope = _scope(figure.kind == "amount" and is_granted(context, line, passage, before))
            time = (place.role in ("former", "from") or bool(_BEGINS_PAST.search(before)), _year(before, context), _term(before))
            contrasts = (unit, scope, *kinds)
            # in one line percentages are of one thing after the other
            where = ("line", passage.paragraph) if figure.kind == "percent" else ("sentence", passage.start)
            others = (other.figure for other in passage.places if other is not place and other.figure.value >= _SPECIFIC)
            beside = frozenset((other.value, other.unit) for other in others if len(_digits(other).rstrip("0")) >= _FEWEST)
            own = "" if "其中" in before else before  # 学术沙龙18期，其中青年沙龙460人次: another thing
            yield _Mention(figure, (figure.range,), where, time, contrasts, named, named | _words(own), beside, _head(before))


def _in_tables(context: Context, wanted: frozenset[str]) -> Iterator[_Mention]:
    """Yield the same of tables, under the names of their rows."""
    for grid in context.grids:
        above = _is_granted_above(context, grid)
        said = _said_above(context, grid)
        for row in grid.rows:
            columns = [column for column, figure in row.values.items() if not wanted.isdisjoint(_keys(figure))]
            words = _words(row.name) | (_words(said) if row.is_total else frozenset()) if columns else frozenset()
            for column in columns if words else ():
                told = told_in(grid, row, column)
                name = grid.column_heading(column) + row.name
                scope = _scope(told.unit == "元" and (above or bool(GRANTED.search(grid.table.caption + name))))
                time = (bool(_PAST.search(name)), _year(name, context), _term(name))
                contrasts = (plain_unit(told.unit), scope, *_kinds(name))
                yield _Mention(told.figure, told.ranges, ("table", grid.table.start), time, contrasts, words, words)


def _said_above(context: Context, grid: Grid) -> str:
    """Return the title of the section that a table stands in and its caption, which name what its totals are of."""
    before = [passage for passage in context.passages if passage.end <= grid.table.start][-_SOME:]
    titles = context.headings(before[-1].section)[:1] if before else []
    lines = [passage.text for passage in before if not passage.places and len(passage.text) < _TITLE]
    return "，".join((*titles, *lines, grid.table.caption))


def _is_granted_above(context: Context, grid: Grid) -> bool:
    """Tell whether the line above a table speaks of what the treasury grants (财政拨款支出完成年初预算的110%，各科目情况见下表)."""
    before = [passage for passage in context.passages if passage.end <= grid.table.start][-1:]
    line = [passage for passage in context.passages if before and passage.paragraph == before[0].paragraph]
    return bool(before) and bool(_SHOWS.search(before[0].text)) and is_granted(context, line, before[0], "")


def _scope(granted: bool) -> str:
    """Return a word for whether a sum is of what the treasury grants only."""
    return "granted" if granted else "all"


def _year(text: str, context: Context) -> str:
    """Return the year that is told last, or else the one reported on."""
    return next(iter(_YEAR.findall(_ASIDE.sub("", text))[-1:]), str(context.year))


def _term(text: str) -> str:
    """Return the half or quarter of a year that is told last, or ""."""
    return next(iter(_TERM.findall(re.split("[；;]|全年", text)[-1])[-1:]), "")


def _kinds(text: str) -> tuple[str, ...]:
    """Return the last word of each kind of contrast."""
    return tuple(next(iter(form.findall(_DONE.sub("完成", text))[-1:]), "") for form in _CONTRASTS)


def _words(text: str) -> frozenset[str]:
    """Return the pairs of characters of a text that say what is counted."""
    return frozenset(_WORD.findall(_COMMON.sub(" ", text)))


def _head(before: str) -> str:
    """Return the last two characters of the name right before a figure (共印发宣传资料, 注册会员达到), "" if there is no name."""
    name = _COMMON.sub(" ", _COUNTED.sub("", _BREAK.split(before)[-1]))[-_SOME:]
    return name if _WORD.match(name) and name not in _SAYS_LITTLE | _LINES else ""


def _keys(figure: Figure) -> tuple[str, ...]:
    """Return the digits of a figure in order of size; of 37650 also without the zeros, as 3.765万 is written; none if they are too few."""
    digits = _digits(figure)
    short = digits.rstrip("0") if figure.scale == 1 and figure.value >= _WAN and "." not in figure.text else digits
    found = dict.fromkeys(some for some in (digits, short) if len(some.lstrip("0")) >= _FEWEST)
    return tuple("".join(sorted(some)) for some in found)


def _digits(figure: Figure) -> str:
    """Return the digits of a figure as written."""
    return _DIGIT.sub("", figure.text)


def _is_swapped(one: _Mention, other: _Mention) -> bool:
    """Tell whether two figures of one unit, time and size differ by two digits that are exchanged, and stand apart."""
    if one.line == other.line or one.time != other.time:
        return False
    if all(len(_digits(mention.figure).strip("0")) < _FEWEST for mention in (one, other)):
        return False  # 630万元, 360万元
    contrasts = zip(one.contrasts[:-1], other.contrasts[:-1], strict=True)
    differing = [at for at, (first, second) in enumerate(contrasts) if first and second and first != second]
    if differing and not (differing == [_AT_SCOPE] and _are_one_work(one, other)):
        return False
    digits = _digits(one.figure), _digits(other.figure)
    are_written_alike = len(digits[0]) == len(digits[1]) and one.figure.text.find(".") == other.figure.text.find(".")
    if not are_written_alike:  # 37650人次, 3.675万人次
        if any(one.contrasts[at] != other.contrasts[at] for at in _NARROWER):
            return False  # 线上参观3.675万人次
        digits = digits[0].strip("0"), digits[1].strip("0")
        if len(digits[0]) != len(digits[1]) or one.figure.scale == other.figure.scale or "table" in (one.line[0], other.line[0]):
            return False
    wrong = [at for at, (first, second) in enumerate(zip(*digits, strict=True)) if first != second]
    is_one_size = any(first.low < 10 * second.high and second.low < 10 * first.high for first in one.ranges for second in other.ranges)
    return len(wrong) == 2 and is_one_size and (are_written_alike or one.figure.value.adjusted() == other.figure.value.adjusted())


def _are_one_work(one: _Mention, other: _Mention) -> bool:
    """Tell whether two names, one whole in the other, are of a work, which has one sum whoever pays, and not of a line of accounts."""
    shared = one.named & other.named
    return len(shared) >= max(_MANY, min(len(one.named), len(other.named))) and not shared & _LINES


def _shared(one: _Mention, other: _Mention) -> int:
    """Return how many pairs of characters two names share, or 0 if too few for one thing."""
    named, least = len(one.named & other.named), min(len(one.named), len(other.named))
    if one.figure.kind == "percent" and _ABILITY in one.named & other.named:
        places = {one.contrasts[-1], other.contrasts[-1]}
        is_one = len(places) == 1 or not places & {"全国", "全省", "我省"}
        return _SOME if is_one and not (one.named ^ other.named) & _GROUPS else 0
    if one.figure.kind == "percent" and named < least:
        return 0  # 乡镇科协覆盖率 and 企业科协覆盖率
    if named and one.beside & other.beside:
        return _SOME
    if named and one.head and one.head == other.head:
        return _SOME
    if one.figure.kind == "quantity" and len(one.around & other.around) >= (_SOME if one.beside & other.beside else _FEW_WORDS):
        return 1  # a count whose own words are few (总数由106家增加到124家), by those of its sentence
    if named and len(_digits(one.figure).strip("0")) > _FEWEST and one.figure.kind != "percent":
        return 1  # that four digits are the same but for two exchanged is no chance
    return named if named >= _SOME or (named and (_SOME * named >= least or len(one.around & other.around) >= _MANY)) else 0


def _relation(context: Context, one: _Mention, other: _Mention, score: float) -> Relation:
    """Return that two figures differ by exchanged digits."""
    first, second = one.figure, other.figure
    why = f"同一数据两处只差两位数字互换：{first.text}，{second.text}"
    sentence = context.passage_at(second.start)
    quote = (sentence.start, sentence.end) if sentence else (second.start, second.end)
    spans = ((second.start, second.end), (first.start, first.end))
    return Relation("repeat", False, second.text, first.text, spans, quote, why, second.value - first.value, score)
