"""Whether a share of a named whole is of it and not of another value, where part or whole is told in another sentence.

全年支出80万元，其中会务费12万元。会务费占总支出的12.5%: that is its share of the income of 96万元. Reported only where both names tell
one value before, and the share is just that of the part in another value, or that of an earlier year, or the right one with two digits
exchanged.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.rates.like_rates import rounded
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.roles import OF_FIGURE

# 会务费是最大的一项
_FIRST: Final = r"[一-鿿]{0,4}(?:最大|最多|最高|最小|最少|最低|首位|大头|主要|第[一二三四]大?|[一二三]大)[一-鿿]{0,8}"
_SUBJECT: Final = re.compile(
    r"(?:^|[，,；;：:]|\s)(?:其中|此外|另外)?[，,]?(?P<name>[一-鿿“”]{2,14}?)(?:这?一[项块类笔])?"
    rf"(?:(?:仍|依然|还)?(?:是|为|属于?|居){_FIRST}|(?:规模|数额|体量|金额|数量){_FIRST})?"
    r"[，,]?(?:大?约|仅|就|则|已)?(?:占|所占)[^占，,。；;]*$"
)
_BESIDE: Final = re.compile(r"[，,（(](?:约|仅|就|已)?占[^占，,。；;]*$")
_OF_ALL: Final = r"(?:全年|本年度?|当年|年度|全部|总|实际|部门|本?单位|[市县区省州]科协|[学协]会)"
_SUM: Final = r"(?:总额|总计|合计|总量|总数|总)"
_SIDES: Final = "支出|收入|经费|投入"
_WHOLE: Final = re.compile(rf"{_OF_ALL}*(?P<side>{_SIDES}){_SUM}*")
_MARKED: Final = re.compile(rf"(?:全年|本年度?|当年|年度|总|合计|我[会市县区]|共)[^，。；]*(?:{_SIDES})|(?:{_SIDES}){_SUM}")
_TAIL: Final = re.compile(r"(?P<tail>支出|经费|资金|费用|投入|预算|总额|总数|总量|金额|数量|人数|规模|项目)+$")
_COUNTED: Final = re.compile(r"总(?:人数|数|量|额)$")  # 会员总数
_HAVING: Final = re.compile(r"^(?:年末|年底|目前|截至目前|现|全[市县省区州])*(?:共|现|实|拥)?有(?=[一-鿿]{2})")
_NOT_SO: Final = re.compile(r"上年|去年|上届|同期|预算|计划|目标|(?:19|20)\d\d年|比例不|不[低高少超]|以[上内下]|[应须]|要求|规定|控制在")
_ROLES: Final = ("level", "to")
_OTHERS: Final = ("level", "to", "former", "budget", "from")
_DONE: Final = re.compile(r"(?:已|所|实际|全部|被)(?P<verb>[一-鿿]{2})[一-鿿]{2,6}")  # 占已验收项目的
_PIECES: Final = frozenset("条项件个篇份")
_OF_YEAR: Final = re.compile(r"(?:全年|本年度?|今年|当年|年度)[一-鿿]*?(?P<noun>[一-鿿]{2})(?:人次|人数|总数|总量|数)?")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_TWO: Final = 2
_EXCHANGED: Final = 1.5
_SCORE: Final = 0.75


def check_subject_shares(context: Context) -> Iterator[Relation]:
    """Yield whether shares are those of their parts in the wholes they name, as other sentences tell them."""
    before: list[tuple[Passage, Place]] = []
    for passage in context.passages:
        for place in passage.places:
            if place.role == "share" and place.note not in ("", OF_FIGURE) and not _NOT_SO.search(place.lead + place.note):
                relation = _judged(context, passage, place, before)
                yield from [relation] if relation is not None else []
            before.append((passage, place))


def _judged(context: Context, passage: Passage, share: Place, before: Sequence[tuple[Passage, Place]]) -> Relation | None:
    """Return whether a share is that of its part in its whole, if both are told once; if not, only where another reading explains it."""
    told = [(one, place) for one, place in before if place.figure.kind in ("amount", "quantity") and place.figure.exactness == "exact"]
    part = _part(passage, share, told)
    whole = _whole(context, passage, share, told, part) if part is not None else None
    if part is not None and whole is None:
        return _of_earlier_year(context, passage, share, part)
    if part is None or whole is None or whole is part or whole.figure.value <= part.figure.value:
        return None
    computed = share_of(part.figure, whole.figure)
    if computed is None:
        return None
    relation = compare("share", share.figure, computed, (passage.start, passage.end), _SCORE)
    if relation.holds:
        return relation
    everywhere = [place for one in context.passages for place in one.places if place.figure.kind in ("amount", "quantity")]
    others = [place.figure for place in everywhere if place.role in _OTHERS and place not in (part, whole)]
    is_of_other = any(_is_share(share.figure, part.figure, other) for other in others if other.value != whole.figure.value)
    is_of_other = is_of_other or any(_is_share_of_cell(share.figure, part.figure, cell) for cell in _cells(context))
    is_stale = any(place.role == "former" and place.figure.text == share.figure.text for _, place in before)
    is_exchanged = slip(share.figure.value, rounded(computed.value, share.figure)) >= _EXCHANGED
    return relation if is_of_other or is_stale or is_exchanged else None


def _is_share(share: Figure, part: Figure, whole: Figure) -> bool:
    """Tell whether a share is that of a part in a greater value."""
    if not _are_alike(part, whole) or whole.value <= part.value:
        return False
    computed = share_of(part, whole)
    return computed is not None and computed.range.meets(share.range)


def _cells(context: Context) -> Iterator[Figure]:
    """Yield the figures of the tables of a report."""
    return (figure for grid in context.grids for row in grid.rows for figure in row.values.values())


def _is_share_of_cell(share: Figure, part: Figure, cell: Figure) -> bool:
    """Tell whether a share is that of a part in a greater number of a table, which may leave the unit to its heading."""
    whole = cell.value if cell.unit else cell.value * part.scale
    return part.value < whole and abs(share.value - 100 * part.value / whole) * 2 <= share.step


def _part(passage: Passage, share: Place, told: Sequence[tuple[Passage, Place]]) -> Place | None:
    """Return what a share is of: the value right before it in its sentence, or the one value told by the name it has for a subject."""
    at = passage.places.index(share)
    if _BESIDE.fullmatch(share.lead):
        near = passage.places[at - 1] if at else None
        is_part = near is not None and near.role in _ROLES and near.figure.kind in ("amount", "quantity")
        is_lone = near is not None and near.depth == share.depth and not re.match(r"[、和及与]", near.lead)  # no share of several
        return near if is_part and is_lone else None
    subject = _SUBJECT.search(share.lead)
    name = _plain(subject["name"]) if subject is not None else ""
    if len(name) < _TWO:
        return None
    named = [(one, place) for one, place in told if place.role in _ROLES and len(_plain(place.label)) >= _TWO]
    exact = [place for _, place in named if _plain(place.label) == name]
    return _only(exact or [place for _, place in named if _plain(place.label).endswith(name)])


def _whole(context: Context, passage: Passage, share: Place, told: Sequence[tuple[Passage, Place]], part: Place) -> Place | None:
    """Return the one value that the name of a whole tells before a share, in its section if it tells several."""
    base = key_of(share.note)
    alike = [(one, place) for one, place in told if place.role in _ROLES and _are_alike(place.figure, part.figure) and not place.depth]
    if whole := _WHOLE.fullmatch(base):
        found = [(one, place) for one, place in alike if _is_all_of(place, whole["side"]) and _is_of_one_scope(place, base)]
    else:
        found = [(one, place) for one, place in alike if _is_called(place, base)]
    return _only([place for _, place in found]) or _only([place for one, place in found if one.section == passage.section])


def _is_all_of(place: Place, side: str) -> bool:
    """Tell whether a value is all that was spent, or came in (全年支出, 支出合计), and not that of one thing."""
    chunk = re.split(r"[，,。；;：:\s（(]", place.lead)[-1]
    named = _WHOLE.fullmatch(key_of(place.label))
    return named is not None and named["side"] == side and _MARKED.search(chunk) is not None


def _is_of_one_scope(place: Place, base: str) -> bool:
    """Tell whether a whole is not one with what was carried over where the other is without it: 收入总计 and 本年收入."""
    label = re.split(r"[，,。；;：:]", place.lead)[-1]
    return not any("总计" in one and "本年" in other and "总计" not in other for one, other in ((label, base), (base, label)))


def _is_called(place: Place, base: str) -> bool:
    """Tell whether a value has the name of a whole: the same words, or those without 资金 and the like where it has none itself."""
    label, plain = _HAVING.sub("", key_of(place.label)), _TAIL.sub("", base)
    done = _DONE.fullmatch(base)
    if done is not None and label.endswith(done["verb"]):
        return True  # 组织验收86项 … 占已验收项目的
    return label == base or (label == plain and len(plain) >= (_TWO if _COUNTED.search(base) else _TWO + 1))


def _are_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count things that may be the same: in one unit, or as pieces of work (申报86项，其中入选12件)."""
    return same_unit(one, other) or (one.kind == other.kind == "quantity" and {one.unit, other.unit} <= _PIECES)


def _of_earlier_year(context: Context, passage: Passage, share: Place, part: Place) -> Relation | None:
    """Return that a share of a whole of this year (占全年观众的), which the total of a table tells, is that of one of a year before."""
    named = _OF_YEAR.fullmatch(key_of(share.note))
    if named is None or context.year is None:
        return None
    totals = [
        figure
        for grid in context.grids
        for row in grid.rows
        for column, figure in row.values.items()
        if (row.is_total or row.name in ("全年", "全年度", "本年")) and key_of(grid.column_heading(column)).endswith(named["noun"])
    ]
    totals = [one for one in totals if one.value > part.figure.value and (not one.unit or same_unit(one, part.figure))]
    places = [place for one in context.passages for place in one.places]
    years = [(place, max(map(int, _YEAR.findall(place.lead)), default=context.year)) for place in places]
    past = [place.figure for place, year in years if place.role == "former" or year < context.year]
    computed = share_of(part.figure, totals[0]) if len({one.value for one in totals}) == 1 else None
    if computed is None or not any(_is_share(share.figure, part.figure, one) for one in past if one.value != totals[0].value):
        return None
    relation = compare("share", share.figure, computed, (passage.start, passage.end), _SCORE)
    return relation if not relation.holds else None


def _plain(name: str) -> str:
    """Return a name without what may be left out where it is told again (会务费支出, 会务费)."""
    return _TAIL.sub("", key_of(name)) or key_of(name)


def _only(places: Sequence[Place]) -> Place | None:
    """Return the last of some places if all tell the same value."""
    return places[-1] if len({place.figure.value for place in places}) == 1 else None
