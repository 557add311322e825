"""The figures of a sentence that may be a total or parts of one, with those that tell one value together taken as one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.totals.apiece import apiece, apiece_by_words
from kexie_nlp.numerals.numbers import DIGITS

_NUMBER_OF_PARTS: Final = re.compile(
    r"[一二两三四五六七八九十]{1,2}(?:大?[块项类级种]|(?:个|大)?(?:部分|方面|板块)|年|个?季度)(?=[一-鿿]{0,3}(?:组成|构成|合计|累计|共|总计|[:：]))"
)
_OF_SEVERAL: Final = re.compile(r"(?:县|区|市|州|旗|乡|镇|街道|部门|单位|学会|协会|社区|村)(?![^，。；]*[各每均])[一-鿿（）、]{0,10}")
_VERBAL: Final = re.compile(r"[一-鿿]{2,14}")
_ARE_AWARDS: Final = re.compile(r"(?:作品|选手|学生|项目)?(?:获奖|奖)")
GRADE: Final = re.compile(r"[特一二三四]等奖$|[金银铜]奖$")
_OF_WORKS: Final = frozenset(["项", "件", "幅", "个", "篇", "部"])
_WORKS: Final = re.compile(r"(?:作品|成果)[^，,。；;\d]{0,8}$")
_TWO_UNITS: Final = re.compile(r"([一-鿿]{1,2})[（(/、]([一-鿿]{1,2})[）)]?")
_FIRST: Final = re.compile(r"前(?P<number>[两二三四五六])[项类者个种档级]")


def figures_of_list(passage: Passage) -> list[Place]:
    """Return the figures of a sentence without those that only say how many parts there are (由四块组成, 三年累计, 两项合计)."""
    found: list[Place] = []
    skipped: Place | None = None
    for at, told in enumerate(passage.places):
        place, is_row = told, _opens_row(passage.places[at : at + 2])
        several = apiece(found[-1], place) if found and not is_row else None
        if found and skipped is None and (several := several or _with_object(found[-1], place)) is not None:
            found[-1] = several
            continue
        place = place if is_row else apiece_by_words(place)
        if skipped is not None:
            before = skipped.lead + skipped.figure.text
            place, skipped = replace(place, lead=before + place.lead, hidden=skipped.hidden + skipped.figure.text + place.hidden), None
        is_number = _NUMBER_OF_PARTS.match(passage.text, place.start - passage.start) or _is_in_name(passage.places[at : at + 2])
        if is_number and place.role == "level":
            skipped = place
        else:
            found.append(place)
    return found


def _is_in_name(pair: Sequence[Place]) -> bool:
    """Tell whether the first of two figures only says how many did what the second counts (市本级办38场，7个县区办88场)."""
    if len(pair) == 1 or pair[0].label or pair[0].figure.unit != "个" or not re.fullmatch(r"[，,、；;]", pair[0].lead):
        return False
    return bool(_OF_SEVERAL.fullmatch(pair[1].lead)) and pair[1].role == "level" and not same_unit(pair[0].figure, pair[1].figure)


def addable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can be added, or be total and part; 75个（名） counts what is told in 个 and in 名."""
    if same_unit(one, other):
        return True
    units = [match.groups() if (match := _TWO_UNITS.fullmatch(figure.unit)) else (figure.unit,) for figure in (one, other)]
    return one.kind == other.kind == "quantity" and bool(set(units[0]) & set(units[1]))


def addable_to(total: Place, part: Figure) -> bool:
    """Tell whether a figure may be part of a total: works of a contest are counted in 项, 件 and 幅 alike (作品842项，其中科幻画512幅)."""
    if addable(part, total.figure):
        return True
    return {total.figure.unit, part.unit} <= _OF_WORKS and _WORKS.search(total.lead) is not None


def _opens_row(pair: Sequence[Place]) -> bool:
    """Tell whether a figure is the first of a row, one for each of what is named (甲校、乙校各有5名、3名)."""
    return len(pair) > 1 and pair[1].lead in ("、", "和", "与", "及") and same_unit(pair[0].figure, pair[1].figure)


def _with_object(subject: Place, place: Place) -> Place | None:
    """Return what those of whom 其中 speaks did, which alone counts (站点20个，…解决难题30个，其中5个站点解决22个), or None."""
    is_subject = subject.hidden.endswith("其中") and subject.role == place.role == "level" and same_unit(subject.figure, place.figure)
    if not is_subject or not _VERBAL.fullmatch(place.hidden):
        return None
    before = subject.figure.text
    return replace(place, lead=subject.lead + before + place.lead, hidden=subject.hidden + before + place.hidden)


def closing(lead: str) -> int | None:
    """Return where a bracket that was open before ``lead`` closes in it, or None."""
    depth = 0
    for at, char in enumerate(lead):
        depth += (char in "（(") - (char in "）)")
        if depth < 0:
            return at + 1
    return None


def stands_outside(place: Place, head: Place) -> bool:
    """Tell whether the bracket in which ``head`` stands closes before a figure that stands in another one."""
    end = closing(place.hidden)
    return end is not None and (place.depth == head.depth and place.hidden[:end].count("（") + place.hidden[:end].count("(") == 0)


def first_told(total: Place, parts: list[Place]) -> list[Place]:
    """Return the parts that a total is said to be of (满意214份，基本满意56份，不满意18份，前两项合计270份)."""
    first = _FIRST.search(total.lead)
    if first is None:
        return parts
    is_whole_first = bool(parts) and parts[0].figure.value == sum(part.figure.value for part in parts[1:])
    return parts[is_whole_first:][: DIGITS[first["number"]]]


def ends_row(places: Sequence[Place], index: int) -> bool:
    """Tell whether a figure is the last of several told in a row (立项分别为18项、22项、25项，结题分别为…), and so no total."""
    at = index
    while at and places[at].lead in ("、", "和", "及"):
        at -= 1
    return at < index and "分别" in places[at].lead


def is_row_again(places: Sequence[Place], index: int, run: Sequence[Place]) -> bool:
    """Tell whether what follows a sum tells a part of each of its terms (三年为46万元、53万元和61万元，合计160万元，其中会费分别为…)."""
    terms = places[max(0, index - len(run)) : index]
    are_joined = all(place.lead in ("、", "和", "及") for place in (*terms[1:], *run[1:]))
    is_each = re.search("分别|依次|逐[年届期次]", run[0].lead) is not None
    return len(terms) == len(run) > 1 and is_each and are_joined and all(same_unit(place.figure, run[0].figure) for place in terms)


def is_one_grade(total: Place, part: Place, passage: Passage) -> bool:
    """Tell whether a number is that of one grade of prizes beside others (10篇论文获一等奖，二等奖、三等奖分别为35篇和80篇)."""
    between = passage.text[total.end - passage.start : part.start - passage.start]
    return bool(re.match(r"[^，。；]{0,6}(?:获|评为|荣获)[^，。；]{0,8}[特一二三]等奖[，；]", between))


def are_awards(behind: str, parts: Sequence[Place]) -> bool:
    """Tell whether a number (…，共120幅) is one of prizes: the word says so, or it stands alone behind grades."""
    return bool(_ARE_AWARDS.match(behind)) or (bool(re.match(r"[，,。；;]|$", behind)) and all(GRADE.search(part.label) for part in parts))
