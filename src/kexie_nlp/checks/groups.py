"""Totals and the parts told of them, within one line of running text: 其中, brackets, colons before; 合计, 小计 behind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks import cues
from kexie_nlp.checks.context import Passage, Place, same_unit
from kexie_nlp.checks.figures import Range
from kexie_nlp.checks.relations import Computed, joined

_SEPARATOR: Final = re.compile(r"[、，,；;。]")
_RANK: Final = {"、": 1, "，": 2, ",": 2, "；": 3, ";": 3, "。": 4}
_NEW_CLAIM: Final = re.compile(r"获|取得|评出|评选|参加|组织|举办|赢得|斩获|摘得")
_CONTINUED: Final = re.compile(r"其中|包括|分别")
# parts that by their names make up a whole, even where no word says so
FAMILIES: Final = tuple(
    tuple(family.split())
    for family in (
        "基本支出 项目支出",
        "人员经费 公用经费",
        "人员支出 公用支出",
        "流动资产 固定资产",
        "男性 女性",
        "男 女",
        "男生 女生",
        "男职工 女职工",
        "小学组 中学组",
        "小学 中学",
        "小学 初中 高中",
        "小学组 初中组 高中组",
        "高级职称 中级职称 初级职称",
        "线上 线下",
    )
)
# attributes that one thing can have together with another one of a list
OVERLAPPING: Final = re.compile(r"新增|新建|首次|优秀|重点|品牌|大型|特色|示范|国际")
OVERLAPPING_PEOPLE: Final = re.compile(
    r"女|男|党员|团员|少数民族|青年|岁|博士|硕士|研究生|本科|大专|学历|职称|高级|中级|正高|副高|在职|退休|贫困|专家|院士|残疾|骨干|会员|志愿者|基层|干部|农民"
)
_PEOPLE: Final = ("人", "名", "位")
_ACCOUNT: Final = re.compile(
    r"(?:收入|支出|合计|总计|总额|资产|负债|结余|决算|三公|对个人和家庭的补助)[^，。；：]{0,8}$"
)  # what accounts always break down whole
_TOGETHER: Final = re.compile(r"[，,](?:总|合|一)?共(?:有|计|获)?")
_ARE_AWARDS: Final = re.compile(r"(?:作品|选手|学生|项目)?(?:获奖|奖)")
_TWO: Final = 2
_LONGEST: Final = 60  # figures of a list
_SMALL_GAP: Final = 10
_NEARLY_WHOLE: Final = 99


@dataclass(frozen=True, slots=True)
class Group:
    """A total and the parts told of it.

    Attributes:
        total: the figure.
        parts: in reading order.
        complete: how sure it is that the parts are meant to make up the whole, 0 to 1.
        passage: where the total stands.
    """

    total: Place
    parts: tuple[Place, ...]
    complete: float
    passage: Passage

    def computed(self) -> Computed:
        """Return the sum of the parts."""
        figures = tuple(part.figure for part in self.parts)
        value = sum((figure.value for figure in figures), self.total.figure.value * 0)
        bounds = Range.total(figure.range for figure in figures)
        return Computed(value, bounds, f"{joined(figures)} = {self.total.figure.written(value)}", figures)

    def fits(self) -> bool:
        """Tell whether the parts make up the total."""
        return self.computed().range.meets(self.total.figure.range)


def groups_in(passages: Sequence[Passage]) -> Iterator[Group]:
    """Yield the totals of a line with their parts, as far as they stand in that line."""
    for number, passage in enumerate(passages):
        places = list(passage.places)
        if number + 1 < len(passages) and _CONTINUED.match(passages[number + 1].text):
            places += passages[number + 1].places
        for index in range(len(passage.places)):
            if places[index].role in ("level", "to"):
                if group := _parts_behind(passage, places, index):
                    yield group
                if group := _parts_before(passage, places, index):
                    yield group


def _parts_behind(passage: Passage, places: list[Place], index: int) -> Group | None:
    """Return the total at ``index`` with the parts that follow it, if parts do."""
    total = places[index]
    opening = _opening(places, index)
    if opening is None:
        return None
    first, how = opening
    run = _run(places, first, bracket=places[first].depth > total.depth)
    if run and _is_one_grade(total, run[0], passage):
        return None
    groups = [Group(total, tuple(extent), completeness(total, extent, how, passage), passage) for extent in _extents(total, run)]
    if groups and places[first].start >= passage.end:
        # a sentence of its own (其中：…) may speak of any total of the one before: 支出63.4万元，结余3.4万元。其中…
        earlier = [place for place in places[:index] if place.role in ("level", "to") and same_unit(place.figure, total.figure)]
        groups += [Group(place, group.parts, group.complete, passage) for group in groups for place in earlier]
    return next((group for group in groups if group.fits()), groups[0] if groups else None)


def _opening(places: list[Place], index: int) -> tuple[int, str] | None:
    """Return where the parts of a total begin and by which words they do so, or None."""
    total = places[index]
    for at in range(index + 1, min(len(places), index + _LONGEST)):
        place = places[at]
        lead = place.hidden
        if (closing := _closing(lead)) is not None and place.depth <= total.depth and total.depth:
            return None
        openers = list(cues.LIST_OPEN.finditer(lead, closing or 0))
        if openers:
            before = lead[: openers[0].start()]
            if (re.search("[；。]", before) and not place.depth > total.depth) or cues.REASON.search(lead) or cues.COMPARED.search(before):
                return None
            if openers[0][0] in "：:（(" and at > index + 1:
                return None
            return (at, lead[openers[0].start() :]) if place.role == "level" else None
        if place.role == "level" and place.depth == total.depth:
            return (at, "") if at == index + 1 and _is_family([other.label for other in places[at : at + 3]]) else None
    return None


def _closing(lead: str) -> int | None:
    """Return where a bracket that was open before ``lead`` closes in it, or None."""
    depth = 0
    for at, char in enumerate(lead):
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return at + 1
    return None


def _is_family(labels: Sequence[str]) -> bool:
    """Tell whether the first two or three names are by themselves those of all parts of a whole."""
    return any(_names(labels[: len(family)], family) for family in FAMILIES if len(labels) >= len(family))


def _names(labels: Sequence[str], family: Sequence[str]) -> bool:
    """Tell whether some labels are those of a family, in any order, each alone or behind other words."""
    return len(labels) == len(family) and all(any(label.endswith(name) for label in labels) for name in family)


def _run(places: list[Place], first: int, *, bracket: bool) -> list[Place]:
    """Return the levels in the list that begins at ``first``, those in deeper brackets left out."""
    head = places[first]
    run: list[Place] = []
    for place in places[first : first + _LONGEST]:
        if place is not head and (place.depth < head.depth or (bracket and place.depth == head.depth and _left(place, head))):
            break
        if place.depth > head.depth:
            continue
        if place is not head and re.search(r"其中|。", place.lead):
            break
        if place.role == "level" and place.figure.kind == head.figure.kind:
            if not same_unit(place.figure, head.figure):
                break
            run.append(place)
    return run


def _left(place: Place, head: Place) -> bool:
    """Tell whether the bracket in which ``head`` stands closes before a figure that stands in another one."""
    closing = _closing(place.hidden)
    return closing is not None and (
        place.depth == head.depth and place.hidden[:closing].count("（") + place.hidden[:closing].count("(") == 0
    )


def _extents(total: Place, run: list[Place]) -> Iterator[list[Place]]:
    """Yield how far a list may reach, the most natural first: to where the separators grow weightier than the first one."""
    are_awards = bool(run) and all(cues.AWARD.search(part.label) for part in run[:2]) and bool(cues.AWARD_TOTAL.search(total.lead))
    if not run or not (same_unit(total.figure, run[0].figure) or (are_awards and total.figure.kind == run[0].figure.kind)):
        return
    ranks = [max((_RANK[match[0]] for match in _SEPARATOR.finditer(part.hidden)), default=1) for part in run]
    limit = max(ranks[1:2] or [1])
    end = len(run)
    for at in range(2, len(run)):
        goes_on = are_awards and cues.AWARD.search(run[at].label) and not _NEW_CLAIM.search(run[at].lead)
        if ranks[at] > limit and not goes_on:
            end = at
            break
    yield run[:end]
    for other in range(len(run), 1, -1):
        if other != end and (other == len(run) or ranks[other] >= _TWO):
            yield run[:other]


def completeness(total: Place, parts: Sequence[Place], how: str, passage: Passage) -> float:
    """Return how sure it is that parts are meant to make up their total.

    ``how`` is the text from the words that open the list to its first figure.
    """
    labels = [part.label for part in parts]
    if len(parts) < _TWO or cues.PARTIAL.search(how) or _goes_on(parts[-1], passage) or _has_other_shares(parts, passage):
        return 0.0
    value = total.figure.value
    gap = abs(value - sum((part.figure.value for part in parts), value * 0))
    if any(_names(labels, family) for family in FAMILIES):
        # staff and running costs make up 基本支出, and no total that holds projects, too
        is_whole = not labels[0].startswith("人员") or "基本" in total.lead or gap * _SMALL_GAP <= value
        return 0.95 if is_whole else 0.0
    if total.figure.kind != "amount":
        return _of_counts(labels, how, gap / value if value else gap, total.figure.unit)
    near = value > 0 and gap * _SMALL_GAP <= value
    is_account = bool(_ACCOUNT.search(total.lead)) or "分别" in how
    if len(parts) > _TWO:
        return 0.9 if near else 0.75 if is_account else 0.6 if re.search("[（(]", how) else 0.0
    return 0.8 if near else 0.55 if is_account and re.search("[：:（(]", how) else 0.0


def _is_one_grade(total: Place, part: Place, passage: Passage) -> bool:
    """Tell whether a number is that of one grade of prizes beside others (10篇论文获一等奖，二等奖、三等奖分别为35篇和80篇)."""
    between = passage.text[total.end - passage.start : part.start - passage.start]
    return bool(re.match(r"[^，。；]{0,6}(?:获|评为|荣获)[^，。；]{0,8}[特一二三]等奖[，；]", between))


def _goes_on(last: Place, passage: Passage) -> bool:
    """Tell whether a list goes on behind its last known part: with 等, or with a number that is no known figure."""
    behind = passage.text[last.end - passage.start :] if last.end <= passage.end else ""
    unknown = re.match(r"[、，][^，。；\d]{1,12}(?=\d)", behind)
    return bool(re.match(r"等|以上", behind)) or bool(unknown and all(place.start != last.end + unknown.end() for place in passage.places))


def _has_other_shares(parts: Sequence[Place], passage: Passage) -> bool:
    """Tell whether the shares told of all parts show that they are not the whole."""
    behind = {one.start: other for one, other in pairwise(passage.places)}
    shares = [behind[part.start].figure.range for part in parts if part.start in behind and behind[part.start].role == "share"]
    whole = Range.total(shares)
    return len(shares) == len(parts) and whole.high < _NEARLY_WHOLE


def _of_counts(labels: Sequence[str], how: str, gap: Decimal, unit: str) -> float:
    """Return the same of counts, where a list often names only some of the parts; ``gap`` is the share of the total they leave."""
    grades = [label for label in labels if re.search(r"[特一二三]等奖|[金银铜]奖", label)]
    if len(grades) >= 3:
        return 0.8
    if any(re.match(r"其他|其余|另", label) for label in labels) or "分别" in how:
        return 0.75
    if overlap(labels, unit) or not re.search("其中|[：:（(]", how):
        return 0.0
    if len(labels) > _TWO:
        return 0.55
    is_near = gap * _SMALL_GAP <= 1 and not any("级" in label for label in labels)
    return 0.55 if is_near or (without_common_end(labels)[1] and 5 * gap <= 1) else 0.0


def overlap(labels: Sequence[str], unit: str) -> bool:
    """Tell whether some of the things counted may be counted under two of the names, as women and party members are."""
    forms = (OVERLAPPING, OVERLAPPING_PEOPLE) if unit.startswith(_PEOPLE) else (OVERLAPPING,)
    return any(form.search(name) for form in forms for name in without_common_end(labels)[0])


def without_common_end(labels: Sequence[str]) -> tuple[list[str], str]:
    """Return labels without the word in which all of them end (企业志愿者, 学校志愿者), and that word."""
    common = labels[0]
    while common and not all(label.endswith(common) for label in labels):
        common = common[1:]
    if len(common) < _TWO or any(label == common for label in labels):
        return list(labels), ""
    return [label.removesuffix(common) for label in labels], common


def _parts_before(passage: Passage, places: list[Place], index: int) -> Group | None:
    """Return the total at ``index`` with the parts told before it (A 3万元，B 2万元，合计5万元)."""
    total = places[index]
    behind = passage.text[total.end - passage.start :] if total.end <= passage.end else ""
    if index < _TWO or not (cues.SUM_AFTER.search(total.hidden) or (_TOGETHER.fullmatch(total.lead) and _ARE_AWARDS.match(behind))):
        return None
    run: list[Place] = []
    for place in reversed(places[max(0, index - _LONGEST) : index]):
        if place.depth > total.depth:
            continue
        if place.depth < total.depth or place.role not in ("level", "share", "by", "completion", "budget"):
            break
        if place.role in ("level", "budget") and place.figure.kind == total.figure.kind:
            if not same_unit(place.figure, total.figure) or cues.SUM_AFTER.search(place.hidden):
                break
            run.insert(0, place)
            if re.search(r"[：:。]|其中", place.hidden):
                break
    groups = [Group(total, tuple(run[-length:]), 0.8, passage) for length in range(len(run), 1, -1)]
    return next((group for group in groups if group.fits()), groups[0] if groups else None)
