"""Whether a rate or share is that of the count told right before it in a whole told earlier: 本届收到作品200件。…共70件，获奖面36.0%.

The whole is told in the sentence or in those before it in the paragraph, or anywhere before by the name that the share gives it
(占收回问卷的92.5%). Arithmetic decides which figures are meant; where none make the rate, it is reported if just one makes nearly it,
or one that differs by a slip, or makes it with the value of a year before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.rates.counted_before import (
    VALUE_ROLES,
    Count,
    chunk_of,
    counts_in,
    likeness,
    may_hold,
    named_so,
    past_of,
    words_behind,
)
from kexie_nlp.checks.rates.like_rates import core_of, fits, has_share, is_like, is_of_then, values_of, wholes_in
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure
from kexie_nlp.checks.told.fractions import fractions_in
from kexie_nlp.checks.told.roles import OF_FIGURE

_RATE: Final = re.compile(r"(?P<name>[一-鿿]{2,6}?)(?:率|面|满意度|比[例重])(?:大?约|均|即|又|也|为|达到?|是|[:：])*$")
# of money, of change, of what has no count of its own
_NO_RATE: Final = re.compile(
    r"增|降|减|提高|较|比[上去]|差|素质|执行|利率|税|贡献|变动|进度|资金|经费|预算|目标|阅读|收视|支持|男女|师生|平均|同比|投入|点击|使用率|利用|自给|转化|使$"
)
_OF_NAMED: Final = re.compile(
    r"(?:[，,]|^)(?:大?约|正好|恰好|刚好)?(?:占(?:到了?)?|为|相当于|是)(?P<base>[一-鿿（）、]{2,12})的(?:比[例重])?(?:大?约|提高到|上升到|达到?|为)*$"
)
_FRACTION: Final = re.compile(r"(?:占|[为是即])?(?:了?其中的?|的)?(?:[正恰刚]好|恰|整整)?(?:[为是占即])?$")
_BESIDE: Final = re.compile(r"(?:[，,（(:：]|^)[^，,；;。\d]{0,14}?占[^，,；;。]*$|[，,（(][^，,；;。\d]{0,16}$")
_DONE_RATE: Final = re.compile(r"(?:任务|项目|按期)?(?:完成|办结|验收|结题|到位|拨付)(?:率|进度)(?:约|仅|为|是|达到?|[:：])*")
_ENDS: Final = re.compile(r"[；;。]")
_SUBJECT: Final = re.compile(r"[，,、；;：:](?P<name>[^，,；;。\d]{2,14}?)(?:所占|占)[^，,；;。]*$")
_NO_SUBJECT: Final = re.compile(r"(?:本届|本次|本年|今年|全年|当年|大?约|正好|恰好|刚好|仅|就|已|也|均|共)+")
_ALL_SENT: Final = re.compile(r"来稿|收稿|投稿|报名|申请|申报|总数|共有|全[省市县区州旗]")
# words for what was done, other than those of its rate
_DONE_SO: Final = (("完好", "完好正常运"), ("采用刊用录用", "采刊登载用"), ("覆盖", "覆盖建到设"), ("上座", "座场观"))
_AMONG: Final = re.compile(r"[中里内](?:[，,]|[^，,；;。]{0,12}$)")
_GOT_BACK: Final = ("收回", "回收")  # of what was sent out
_TOGETHER: Final = re.compile(r"共|合计|总计")
_KINDS: Final[dict[str, FindingKind]] = {"completion": "completion"}
_FINE: Final = Decimal("0.1")  # rates told less exactly than that are those of others by chance
_TWO: Final = 2
_OPENING: Final = 20  # characters
_MOST: Final = 60  # figures before a rate
_FAR: Final = 240  # among which the name of a whole is looked for
_FEW: Final = 3  # wholes that may be meant
_NEAR: Final = 2  # points
_SPECIFIC: Final = 3  # digits of a rate
_SCORE: Final = 0.65


def check_nearby_wholes(context: Context) -> Iterator[Relation]:
    """Yield whether rates and shares are those of the counts before them in wholes told earlier."""
    before: list[Count] = []
    values = values_of(context)
    for line in context.paragraphs():
        start = len(before := before[-_FAR:])
        for passage in line:
            own = counts_in(passage, context.year)
            for rate in (*passage.places, *fractions_in(passage)):
                if (base := _base(rate)) is None:
                    continue
                if not (parts := _parts(passage, rate, told := [one for one in own if one.place.end <= rate.start])):
                    continue
                near = [*before[start:], *told][-_MOST:]
                sure = _holding(passage, rate, base, parts, near, before)
                relation = sure or _turned(passage, rate, base, told, near) or _off(passage, rate, base, parts, near, before)
                if relation is not None and (sure or relation.holds or not (_KINDS.get(rate.role) or _is_explained(rate, parts, values))):
                    yield relation
            before += own


def _base(rate: Place) -> str | None:
    """Return the name of what a percentage is told to be of, "" if it has none, None if it is no such rate."""
    if rate.figure.kind != "percent" or rate.figure.exactness != "exact" or not rate.figure.step or rate.role in ("by", "former", "from"):
        return None
    chunk = re.split(r"[，,；;。]", rate.lead)[-1]
    if rate.role == "share" and rate.note != OF_FIGURE:
        return None if _NO_RATE.search(chunk) else core_of(rate.note.strip("比"))
    if rate.role in ("level", "to") and (named := _OF_NAMED.search(rate.lead)):
        return core_of(named["base"])
    is_told_so = _RATE.search(chunk) or rate.lead in ("（", "(") or (_is_fraction(rate) and _FRACTION.search(chunk))
    return "" if is_told_so and (rate.role == "level" or _DONE_RATE.fullmatch(chunk)) and not _NO_RATE.search(chunk) else None


def _is_fraction(rate: Place) -> bool:
    """Tell whether a rate is told in words (三分之一)."""
    return not any(map(str.isdigit, rate.figure.text))


def _parts(passage: Passage, rate: Place, told: Sequence[Count]) -> list[Place]:
    """Return what a rate may be of: the value right before it, and the one that this breaks down."""
    kept = [one for one in told if one.place.depth <= rate.depth and one.place.role in (*VALUE_ROLES, "each")]
    between = passage.text[kept[-1].place.end - passage.start : rate.start - passage.start] if kept else ""
    if not kept or not _BESIDE.search(between) or _ENDS.search(between) or between.count("，") + between.count(",") > _FEW:
        return []
    subject = _SUBJECT.search(rate.lead)
    words = [first + second for first, second in pairwise(subject["name"])] if subject is not None else []
    named = [one.place for one in kept if any(word in chunk_of(one.place) for word in words)]
    if len(named) == 1 and same_unit(named[0].figure, kept[-1].place.figure):
        return named  # 学校40场，农村30场，学校场次占
    heads = [one.place for one in kept[:-1] if not one.is_inner and same_unit(one.place.figure, kept[-1].place.figure)]
    is_row = len(kept) > _TWO and kept[-1].is_inner and kept[-2].is_inner and (rate.role == "level" or subject is not None)
    return [kept[-1].place, *(heads[-1:] if is_row else [])]


def _holding(
    passage: Passage, rate: Place, base: str, parts: Sequence[Place], near: Sequence[Count], before: Sequence[Count]
) -> Relation | None:
    """Return that a rate is that of a part in a whole told near it, or before by the name of the whole, or, if it is told fine, before."""
    for part in parts:
        beyond = before[-_MOST:] if rate.figure.step <= _FINE else named_so(base, before)
        for one in (*reversed(near), *reversed(beyond)):
            if may_hold(one, part, rate, base) and fits(rate.figure, part.figure, one.place.figure):
                meant = _meant(rate, part, base, one, near)
                relation = _relation(passage, rate, part, (meant or one).place)
                return replace(relation, is_named=True) if meant and relation else relation
    return None


def _meant(rate: Place, part: Place, base: str, fitting: Count, near: Sequence[Count]) -> Count | None:
    """Return the whole that is meant where another fits: what the share names, or the sum of both parts (男生137人、女生94人，女生占…)."""
    words = [first + second for first, second in pairwise(base)]
    is_another = not likeness(words, fitting) and not _TOGETHER.search(chunk_of(fitting.place))
    if words and (is_another or words[0] in _GOT_BACK):
        named = [one for one in near if words[0] in chunk_of(one.place) and not one.is_inner and one.place is not part]
        named = [one for one in named if may_hold(one, part, rate, base)]
        return named[0] if len({one.place.figure.value for one in named}) == 1 else None
    is_beside = part.lead.startswith("、") and fitting.place.end + len(part.lead) == part.start and rate.lead.startswith(("，", ","))
    told = fitting.place.figure.value + part.figure.value
    return next((one for one in near if is_beside and one.place.figure.value == told and same_unit(one.place.figure, part.figure)), None)


def _turned(passage: Passage, rate: Place, base: str, told: Sequence[Count], near: Sequence[Count]) -> Relation | None:
    """Return whether a rate is that of a part told earlier in the value right before it (刊文90篇。全年来稿360篇，刊用率25.0%)."""
    whole = told[-1]
    if base or whole.is_inner or not may_hold(whole, whole.place, rate, base, is_part=True):
        return None
    subject = _SUBJECT.search(rate.lead)
    parts = [one for one in near if one.place.start < whole.place.start and same_unit(one.place.figure, whole.place.figure)]
    parts = [
        one for one in parts if one.place.figure.value < whole.place.figure.value and one.place.role in VALUE_ROLES and not one.is_past
    ]
    for part in reversed(parts):
        if fits(rate.figure, part.place.figure, whole.place.figure):
            return _relation(passage, rate, part.place, whole.place)
    if subject is not None and not _NO_SUBJECT.fullmatch(subject["name"]):
        parts = [one for one in parts if chunk_of(one.place).endswith(subject["name"])]
    elif not _ALL_SENT.search(chunk_of(whole.place)) or _RATE.search(rate.lead) is None:
        return None
    found = [one for one in parts if is_like(rate.figure, one.place.figure, whole.place.figure, _NEAR)]
    found = [one for one in found if _is_related(one.passage, rate, one.place, whole)]
    return _relation(passage, rate, found[0].place, whole.place) if len({one.place.figure.value for one in found}) == 1 else None


def _off(
    passage: Passage, rate: Place, base: str, parts: Sequence[Place], near: Sequence[Count], before: Sequence[Count]
) -> Relation | None:
    """Return that a rate is nearly that of a part in one of few wholes, or just that of it in the value of a year before."""
    part = parts[-1]
    named = named_so(base, [one for one in (*before, *near) if may_hold(one, part, rate, base)])
    if is_of_then(passage, rate, part) or _has_own_subject(rate, part) or (base and not named):
        return None
    heads = [
        one
        for one in (*before[-_MOST:], *near)
        if not one.is_inner and may_hold(one, part, rate, base) and not has_share(one.passage, one.place)
    ]
    if not base:
        heads = [one for one in heads if _is_related(passage, rate, part, one)]
        heads = _as_beside(passage, rate, before) or heads
    own = [one for one in near if one in heads]
    found = _like(rate, part, named or own, _NEAR)
    if not found and len({one.place.figure.value for one in named or own}) == 1:
        found = [one for one in (named or own)[:1] if any(fits(rate.figure, part.figure, past.figure) for past in past_of(one))]
    if not found and not base and sum(map(str.isdigit, rate.figure.text)) >= _SPECIFIC:
        words = [part.label[-_TWO:]] if len(part.label) >= _TWO else []
        found = _like(rate, part, [one for one in heads if likeness(words, one)] or heads[-_FEW:], 0)
    return _relation(passage, rate, part, found[0].place) if len(found) == 1 else None


def _as_beside(passage: Passage, rate: Place, before: Sequence[Count]) -> list[Count]:
    """Return the values before a sentence that another share in it, told fine and without a name, is of."""
    pairs = [(one, share) for one, share in pairwise(passage.places) if share.role == "share" and share is not rate and not _base(share)]
    pairs = [(one, share) for one, share in pairs if one.role in VALUE_ROLES and share.figure.step <= _FINE and one.figure.digits > 1]
    told = [one for one in before[-_MOST:] for part, _ in pairs[:1] if same_unit(one.place.figure, part.figure)]
    return [one for one in told if all(fits(share.figure, part.figure, one.place.figure) for part, share in pairs)]


def _like(rate: Place, part: Place, wholes: Sequence[Count], points: int) -> list[Count]:
    """Return those of few wholes of which a part is nearly a rate, or one that it is by a slip."""
    values = {one.place.figure.value: one for one in wholes if one.place.figure.value > part.figure.value}
    if len(values) > _FEW:
        return []
    return [one for one in values.values() if is_like(rate.figure, part.figure, one.place.figure, points if len(values) == 1 else 0)]


def _is_explained(rate: Place, parts: Sequence[Place], values: Sequence[tuple[Decimal, Figure]]) -> bool:
    """Tell whether a rate is that of a part in any other value of the report, so that this may be meant."""
    return any(wholes_in(values, rate.figure, part.figure) for part in parts)


def _is_related(passage: Passage, rate: Place, part: Place, whole: Count) -> bool:
    """Tell whether words say that a part is what a rate is of (完好296件，完好率), and what a share is counted in (学员中，女性占)."""
    told = chunk_of(part) + words_behind(Count(passage, part, is_inner=False, is_past=False))
    if named := _RATE.search(rate.lead):
        name = named["name"][-_TWO:]
        done = next((words for rates, words in _DONE_SO if name in rates), name)
        return any(char in told for char in done) or ("奖" in name and "奖" in "".join(place.lead for place in passage.places))
    if subject := _SUBJECT.search(rate.lead):
        told += subject["name"]
    if whole.passage is passage or _AMONG.search(part.lead) or _AMONG.search(passage.places[0].lead):
        return True
    told += re.split(r"[，,；;：:]", passage.places[0].lead)[0][:_OPENING]  # what the sentence is about
    label = chunk_of(whole.place) + whole.place.figure.unit + words_behind(whole)
    return any(first + second in told for first, second in pairwise(label))


def _has_own_subject(rate: Place, part: Place) -> bool:
    """Tell whether a share is told of something else than the value before it (集市8场，学校场次占62.1%)."""
    subject = _SUBJECT.search(rate.lead)
    if subject is None or _NO_SUBJECT.fullmatch(subject["name"]) or ("奖" in subject["name"] and _TOGETHER.search(part.lead)):
        return False
    return not any(first + second in part.lead for first, second in pairwise(subject["name"]))


def _relation(passage: Passage, rate: Place, part: Place, whole: Place) -> Relation | None:
    """Return whether a rate is that of a part in a whole."""
    computed, kind = share_of(part.figure, whole.figure), _KINDS.get(rate.role, "share")
    return compare(kind, rate.figure, computed, (passage.start, passage.end), _SCORE) if computed is not None else None
