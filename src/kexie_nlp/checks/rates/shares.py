"""Whether a share agrees with the part and the whole, and the shares of a whole make up 100 %."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.rates.ratios import WON_SHARE
from kexie_nlp.checks.rates.share_bases import Known, as_beside, as_elsewhere, of_last_year, of_shares, of_those
from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import is_mistyped
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.roles import OF_FIGURE
from kexie_nlp.checks.totals.group import Group

_WHOLE: Final = re.compile(r"^(?:比|其|全部|总|合计|整个|年度?|本年|当年|全年|部门|支出|收入|经费|资金|人数|数|额|的|量)*$")
_TELLING: Final = re.compile(r"支出|收入|金额|总额|经费|资金|合同|人数|人员|采购|[的数量额类]")
_SUBJECT: Final = re.compile(
    r"[，,；;](?:其中)?(?P<name>[一-鿿“”（）()]{2,16}?)(?:支出|经费|资金|场次|人次|人数|件数)?"
    r"(?:占(?:到了?|比|[一-鿿]{0,8}的?比[例重]为?)?|(?:所占)?的?比[例重])(?:约|达到?|是|为|仅)*$"
)
_NO_SHARE: Final = re.compile(
    r"(?:差额|师生|男女|性别|投入产出|浮动|缴[存费交]|计提|提取|配套|补助|报销|奖励|压减|压缩|扣减|[上下]浮|增长|折算|平均)[^，。；]{0,4}比[例重][^，。；]*$"
)
# rates of their own, of what was sent in and not of the figure before
_OF_ENTRIES: Final = re.compile(
    r"(?:[获得中评]奖|入围|获评|录用|采用|采纳|入选|中选|合格|通过|优秀|办结|立项|[到参]会|转化|落实)的?比[例重](?:约|为|达到?|是|[:：])*$"
)
_TOTAL_OF: Final = re.compile(r"(?P<name>[一-鿿]{2,8}?)总(?P<unit>人次|场次|人|场|期|件|篇|个)数?")
_TOLD_WITH: Final = re.compile(r"[^，。；\d]{0,12}[、，和及](?!其中)[^，。；\d]{0,12}$")
_MARKED: Final = re.compile(
    r"[，,、](?:其中)?(?P<name>女性?|男性?|党员|团员|少数民族|(?:\d+岁)?(?:以[上下]|青年)|本科|硕士|博士|研究生|大专|高级|中级|正高|副高|基层|一线)"
    r"[^，。；、\d]{0,6}占(?:比|约)?$"
)
_TOGETHER: Final = re.compile(r"(?:合占|合计占|共占|[之总]和占|[两二三]者占)[^，。；]*$")
_SUMMED: Final = re.compile(r"合计|总计|(?<!公)共")
_ALL_OF_THEM: Final = re.compile(r"全部|[均都皆全]")
_SIDES: Final = {"支出": "收入", "收入": "支出"}
_ALL_OF_SIDE: Final = re.compile(
    r"(?:[一-鿿]{0,12}?(?:部门|单位|科协|中心|协会|学会|馆))?(?:全年|本年|当年|年度|全部|总|实际|部门|实现|完成|共|累计)*(?P<side>支出|收入)(?:总额|总计|合计|总)*"
)
_INCOME: Final = re.compile(r"(?:上年|年初)(?:财政拨款)?(?:结转|结余)|预算(?:财政)?拨款(?:收入)?$")  # parts of what there is
_TWO: Final = 2
_MOST: Final = 60  # figures of a line that are looked at
_SPECIFIC: Final = 6  # 本年支出合计 is one thing in a report, 总支出 may be several
_SLIPPED: Final = 1000  # times its whole that a part is if its unit is wrong
_HUNDRED: Final = Decimal(100)
_DOUBT: Final = 0.6


def check_shares(context: Context, groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield whether each share is that of its part in its whole."""
    known = Known(context, groups)
    for line in context.paragraphs():
        for passage in line:
            for index, place in enumerate(passage.places):
                if place.role == "share" and (relation := _checked(line, passage, index, known)):
                    yield relation
    yield from _shares_of_groups(groups)
    yield from _shares_of_lines(context)


def _shares_of_lines(context: Context) -> Iterator[Relation]:
    """Yield whether shares of one whole that lines next to each other tell are those of their parts in the sum of all.

    The whole is told by name only (占支出总额的71.43%); at least one share shows that the parts make it up.
    """
    rows: list[tuple[Passage, Place, Place]] = []
    for passage in context.passages:
        if rows and passage.paragraph - rows[-1][0].paragraph > 1:
            yield from _of_lines(rows)
            rows = []
        if (told := _lone_share(passage)) is None:
            continue
        if rows and (passage.paragraph == rows[-1][0].paragraph or told[1].note != rows[-1][2].note):
            yield from _of_lines(rows)
            rows = []
        rows.append((passage, *told))
    yield from _of_lines(rows)


def _lone_share(passage: Passage) -> tuple[Place, Place] | None:
    """Return the part and the share of a sentence that tells one share of a named whole."""
    shares = [index for index, place in enumerate(passage.places) if place.role == "share" and len(key_of(place.note)) >= 2]
    if len(shares) != 1 or (part := _part(passage, shares[0])) is None:
        return None
    return part, passage.places[shares[0]]


def _of_lines(rows: Sequence[tuple[Passage, Place, Place]]) -> Iterator[Relation]:
    """Yield whether the shares of lines are those of their parts in all parts, if they are for one line at least."""
    if len(rows) < 2 or not all(same_unit(part.figure, rows[0][1].figure) for _, part, _ in rows):
        return
    figures = tuple(part.figure for _, part, _ in rows)
    whole = sum((figure.value for figure in figures), Decimal(0))
    bounds = Range.total(figure.range for figure in figures)
    found = []
    for passage, part, share in rows:
        own = part.figure.range.percent_of(bounds)
        if own is not None:
            formula = f"{part.figure.text} ÷ ({joined(figures)}) = {100 * part.figure.value / whole:.2f}%"
            computed = Computed(100 * part.figure.value / whole, own, formula, figures)
            found.append(compare("share", share.figure, computed, (passage.start, passage.end), 0.75))
    if any(relation.holds for relation in found):
        yield from found


def _checked(line: Sequence[Passage], passage: Passage, index: int, known: Known) -> Relation | None:
    """Return whether a share is that of its part in its whole, if both are known."""
    share = passage.places[index]
    if share.figure.value == _HUNDRED and _ALL_OF_THEM.search(share.lead):
        return None  # 货物6万元、服务12万元，全部授予中小企业，占100%
    if WON_SHARE.search(share.lead) and len(passage.places) > _TWO:
        return None  # of all prizes, not of those of the last grade told
    if _NO_SHARE.search(share.lead) or _OF_ENTRIES.search(share.lead):
        return None  # of elections, staff and funds: parts are not held against wholes
    if _TOGETHER.search(share.lead) and not (index and _SUMMED.search(passage.places[index - 1].lead)):
        return None  # 高级412人，中级1503人，初级1945人，中高级合占49.6%: of several, by names of their own
    if "分别" in share.lead and index + 1 < len(passage.places) and passage.places[index + 1].figure.kind == "percent":
        return None  # one of a row, each of its own
    is_told = share.note == OF_FIGURE and index > 1
    part = _part(passage, index - 1 if is_told else index)
    if part is None:
        return None
    if is_told:
        whole = passage.places[index - 1].figure
        parts = [place for place in passage.places[: index - 1] if place.role in ("level", "to") and same_unit(place.figure, whole)]
        told = [_judged(passage, share, one, [(whole, True)]) for one in reversed(parts[-_MOST:])]
        holding = next((relation for relation in told if relation is not None and relation.holds), None)
        return holding or (told[0] if told and same_unit(part.figure, whole) else None)
    wholes = _wholes(line, part, share, known)
    for found in (
        _judged(passage, share, part, wholes),
        of_shares(known, passage, share, part),
        as_beside(line, passage, share, part),
        of_those(passage, share, part),
        as_elsewhere(known, passage, share, part),
        of_last_year(line, passage, share, part),
    ):
        if found is not None:
            return found
    return _mistyped(passage, share, part, wholes or known.of_kind(share, part))


def _mistyped(passage: Passage, share: Place, part: Place, wholes: Sequence[tuple[Figure, bool]]) -> Relation | None:
    """Return that a share is that of its part in a whole of which it is not sure that it is meant, but for a digit."""
    for whole, _ in wholes:
        computed = share_of(part.figure, whole)
        if computed is not None and is_mistyped(share.figure, computed.value):
            return compare("share", share.figure, computed, (passage.start, passage.end), _DOUBT)
    return None


def _named(passage: Passage, share: Place) -> Place | None:
    """Return the figure that a share names as what it is of, if one before it is told by that name (…学会6.2万元，科普占42.6%)."""
    subject = _SUBJECT.search(share.lead)
    if subject is None:
        return None
    name = key_of(subject["name"])
    before = [place for place in passage.places if place.end <= share.start and place.role in ("level", "to")]
    before = [place for place in before if place.figure.kind in ("amount", "quantity") and len(key_of(place.label)) > 1]
    named = [place for place in before if key_of(place.label) == name]
    if not named:  # 蒙文1.4万份、汉文1.8万份，蒙文资料比重
        labels = [(place, key_of(place.label)) for place in before]  # 进学校41场，…，学校场次占62%
        alike = [place for place, label in labels if name.startswith(label) or label.startswith(name) or label.endswith(name)]
        named = alike if len(alike) == 1 else []
    return named[-1] if len(name) > 1 and named else None


def _part(passage: Passage, index: int) -> Place | None:
    """Return the figure that a share is of: the one it names, or the nearest value before it."""
    share = passage.places[index]
    if named := _named(passage, share):
        return named
    for place in reversed(passage.places[:index]):
        between = passage.text[place.end - passage.start : share.start - passage.start]
        if re.search(r"[；;。]", between) or place.depth > share.depth:
            return None
        if place.role == "share":
            return None
        is_value = place.role in ("level", "to") or (place.role in ("former", "budget") and _INCOME.search(place.lead) is not None)
        if is_value and place.figure.kind in ("amount", "quantity"):
            return place if between.count("，") <= 3 and not _is_of_another(between, place) else None
    return None


def _is_of_another(between: str, part: Place) -> bool:
    """Tell whether a share has a subject of its own whose figure is not told (货物类7万元，授予中小企业合同金额占83%)."""
    subject = re.search(r"[，,、](?P<name>[一-鿿]{4,24}?)占$", between)
    if subject is None:
        marked = _MARKED.search(between)
        return marked is not None and marked["name"] not in part.label  # 企业148份、学校126份，女性占41%
    names = [_TELLING.sub("", name) for name in (subject["name"], part.label)]
    one, other = ({first + second for first, second in pairwise(name)} for name in names)
    return not one & other and names[0][:1] != names[1][:1]  # 女性4.8万人，女科技工作者占38%


def _wholes(line: Sequence[Passage], part: Place, share: Place, known: Known) -> list[tuple[Figure, bool]]:
    """Return what the share may be of, each with whether it surely is."""
    base = key_of(share.note)
    if base and not _WHOLE.match(base):
        named = known.called(base, part.figure) or _counted_so(line, part, base)
        values = {figure.value for figure in named}
        return [(figure, len(values) == 1) for figure in named]
    wholes: list[tuple[Figure, bool]] = []
    group = known.whole_of.get(id(part))
    if group is not None and group.total.figure.kind == part.figure.kind:
        wholes.append((group.total.figure, group.complete > 0 or "其中" in part.lead or same_unit(group.total.figure, part.figure)))
    if base:
        start, end = line[0].start, line[-1].end
        named = [one for one in known.called(base, part.figure) if one.value != part.figure.value or share.figure.value == _HUNDRED]
        is_one = len({figure.value for figure in named}) == 1
        wholes += [(figure, is_one and not wholes and (len(base) >= _SPECIFIC or start <= figure.start < end)) for figure in named]
    before = [place for passage in line for place in passage.places if place.end <= part.start]
    before = [place for place in before[-_MOST:] if place.role in ("level", "to") and same_unit(place.figure, part.figure)]
    wholes += _of_side(base, [place for place in before if place.figure.value > part.figure.value], sure=not wholes)
    return wholes


def _of_side(base: str, before: Sequence[Place], *, sure: bool) -> Iterator[tuple[Figure, bool]]:
    """Yield the values before a share that it may be of: of expenditure (占全年支出的) none of income, and that of all surely."""
    side = next((side for side in _SIDES if side in base), "")
    kept = [place for place in before if not side or _SIDES[side] not in place.label or side in place.label]
    whole = {
        place.figure.value for place in kept if side and (named := _ALL_OF_SIDE.fullmatch(key_of(place.label))) and named["side"] == side
    }
    for place in kept:
        yield place.figure, sure and len(whole) == 1 and place.figure.value in whole


def _counted_so(line: Sequence[Passage], part: Place, base: str) -> list[Figure]:
    """Return the figures told before a part in its line whose name holds that of the whole: 在册会员1860人 for 会员总数."""
    if total := _TOTAL_OF.fullmatch(base):  # 培训农民6300人次 … 占培训总人次
        of_unit = [place for passage in line for place in passage.places if place.end <= part.start and place.role in ("level", "to")]
        of_unit = [
            place
            for place in of_unit
            if plain_unit(place.figure.unit) == plain_unit(total["unit"]) and total["name"] in key_of(place.label)
        ]
        return [place.figure for place in of_unit if same_unit(place.figure, part.figure)]
    name = re.sub(r"(?:总数|总额|总量|总人数|人数|数)$", "", base)
    places = [place for passage in line for place in passage.places if place.end <= part.start and place.role in ("level", "to")]
    figures = [place.figure for place in places if len(name) > 1 and key_of(place.label).endswith(name)]
    return [figure for figure in figures if same_unit(figure, part.figure) and figure.value > part.figure.value]


def _judged(passage: Passage, share: Place, part: Place, wholes: Sequence[tuple[Figure, bool]]) -> Relation | None:
    """Return the relation that holds with one of the wholes, or that with the sure one if none does."""
    sure: Relation | None = None
    for whole, certain in wholes:
        computed = share_of(part.figure, whole)
        if computed is None:
            continue
        relation = compare("share", share.figure, computed, (passage.start, passage.end), 0.9)
        if relation.holds:
            return relation
        is_larger = whole.value < part.figure.value < whole.value * _SLIPPED and share.figure.value <= _HUNDRED
        if certain and sure is None and not is_larger and not _is_of_run(passage, share, part, whole):
            sure = relation
    return sure


def _is_of_run(passage: Passage, share: Place, part: Place, whole: Figure) -> bool:
    """Tell whether a share is that of a part and those told with it in a whole (4个县区、2个开发区获评优秀，占8个的75%)."""
    places, at = passage.places, passage.places.index(part) if part in passage.places else 0
    first = last = at
    while first and _TOLD_WITH.match(places[first].lead) and same_unit(places[first - 1].figure, part.figure):
        first -= 1
    while places[last + 1 :] and _TOLD_WITH.match(places[last + 1].lead) and same_unit(places[last + 1].figure, part.figure):
        last += 1  # 市级财政40万元、县区26万元、捐赠9万元，财政资金占88%
    runs = (places[start : end + 1] for start in range(first, at + 1) for end in range(max(at, start + 1), last + 1))
    joint = (Range.total(place.figure.range for place in run).percent_of(whole.range) for run in runs)
    return any(bounds is not None and bounds.meets(share.figure.range) for bounds in joint)


def _shares_of_groups(groups: Sequence[Group]) -> Iterator[Relation]:
    """Yield whether the shares told of all parts of a whole make up 100 %."""
    for group in groups:
        if not group.fits():
            continue
        shares = [share for part in group.parts if (share := _share_behind(group.passage, part))]
        if len(shares) < len(group.parts) or len(shares) < 2:
            continue
        figures = tuple(share.figure for share in shares)
        value = sum((figure.value for figure in figures), Decimal(0))
        if Range.total(figure.range for figure in figures).meets(Range(_HUNDRED, _HUNDRED)):
            spans = tuple((figure.start, figure.end) for figure in figures)
            formula = f"{' + '.join(figure.text for figure in figures)} = {value:f}%"
            yield Relation("share", True, figures[0].text, "100%", spans, (group.passage.start, group.passage.end), formula, None, 1.0)


def _share_behind(passage: Passage, part: Place) -> Place | None:
    """Return the share told right behind a part."""
    for place in passage.places:
        if place.start >= part.end:
            return place if place.role == "share" and not place.note.strip("比") else None
    return None
