"""Whether a rate is that of the part and the one whole that its words bind it to, however far: 来稿88篇，录用61篇，录用率41.5%.

A part is bound by the name of its rate (实到, 到会率), or stands right before a share. Its whole is the only value told before it in the
clause, or has the name that the share gives it (推荐40件 … 占推荐作品的), or is that of another share of the sentence. Nothing is said
where other values told between whole and rate make it, alone or with one of the two.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.finding import FindingKind
from kexie_nlp.checks.rates.like_rates import core_of, fits, has_share, unit_of
from kexie_nlp.checks.rates.share_bases import OF_ITS_OWN
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Figure, Range
from kexie_nlp.checks.told.roles import OF_FIGURE

_NAMED_RATE: Final = re.compile(r"(?P<of>[一-鿿]{0,6}?)(?P<name>[一-鿿]{2})(?:率|面|比例)(?:大?约|均|为|达到?|是|仅|[:：])*$")
_NO_SUBJECT: Final = re.compile(r"全[省市县区州旗年]|作品|论文|问卷|展品|学员|选手|项目|稿件|总体?|整体|综合|其|该|的|最终|实际")
# of change and money, or the mean of several days
_OTHER_RATE: Final = re.compile(
    r"增|降|减|差|素质|执行|利|税|贡献|变动|支出|预算|进度|资金|经费|普及|知晓|活跃|点击|阅读|收视|支持|产出|平均|同比|使用|转化|周转|变化|提高|出勤|上座|到课|均"
)
_DONE_RATE: Final = re.compile(
    r"^(?:任务|目标|计划|预算|总体|实际|也|就|已|仅|只|共)*(?:执行率|完成率?|支出进度)(?:大?约|均|为|了|达到?|是|仅|[:：])*$"
)
_PLAN: Final = re.compile(r"计划|目标|任务|安排|下达|拨付|预算|到位|专项|经费|打算|原定")
_RESULT: Final = re.compile(r"支出|使用|执行|开支|实际|实支|实[办到]|建成|完成|举办|培训|开展|办")
_COMPLETED: Final = re.compile(r"(?:执行率|完成率?|支出进度|拨付率|到位率)[约均为了达到是仅:：]*$")
_WAS_DONE: Final = re.compile(r"支出|使用|执行|开支|实际|实支|实[办到]|建成|完成|举办")
_YEARS_APART: Final = re.compile(r"分[两二三四五六]年|跨年|分期")
_SAYS_LITTLE: Final = frozenset("人会员参评数全总率面的级度")
# words for what was done, other than those of its rate
_DONE_SO: Final = {"好": "正常运", "采": "刊登载", "用": "刊登载采", "盖": "建设到", "刊": "登载"}
_BARE: Final = re.compile(
    r"(?:[一-鿿]{0,4}[，,（(])?(?:大?约|仅|正好|恰好|刚好|就|已)?占(?:比|到|了|大?约|为)*|(?:[一-鿿]{0,4}[，,（(])比例(?:约|为|是)*"
)
_OF_BASE: Final = re.compile(
    r"[一-鿿]{0,4}[，,（(](?:大?约|仅|正好|恰好|刚好|就|已)?(?:占|为|相当于)(?:到|了)?(?P<base>[一-鿿]{2,10})的(?:比[例重])?(?:大?约|为|达到?)*"
)
_ALL: Final = re.compile(r"^(?:本年度?|全年|当年|今年|年[末底]|年度|部门|全部|总)+|(?:支出|收入|经费|预算|资金|投入)(?:总[额计])?$")
_REST: Final = re.compile(r"请假|缺[席勤课考]|未|没|不|其余|另|还有|余下|剩|差|因|弃权|退|结转|超|多|损坏|列席")
_CALLED: Final = re.compile(r"应|报名|计划|原定|邀请")  # 应到156人，实到139人
_PAST: Final = re.compile(r"上年|去年|上届|上一届|往年|同期|明年|拟|(?<!\d)(?:19|20)\d\d年")
_GRADE: Final = re.compile(r"[特一二三四]等|[金银铜]奖|优秀奖")
# 合格131人，合格率93.6%，优秀42人，优秀率30%: each is of all who sat
_SIBLINGS: Final = re.compile(r"优[秀良]|良好|[合及]格|达标|满分|中等|差")
_PART: Final = re.compile(r"其中|[内里]含|包括|[特一二三四]等|[金银铜]奖|优秀奖|新增|新[建办入发]|另|其[他余]")
_AMONG: Final = re.compile(
    r"[中里内](?:[，,]|的|有|$)|其中|的$|已|当[场晚天]|实|完好|正常|女|男|党员|民族|职称|以[上下]$|办结|采[用纳]|录用|落实|入选|获|通过|合格|满意"
)
_MEAN: Final = re.compile(r"均|每")
_SIDES: Final = re.compile(r"线[上下]|城[区乡镇市]|农村|[省市县区镇乡村]级|小学|初中|高中|[上下]半年")
_JOINED: Final = re.compile(r"[、和及与]")
_STOP: Final = re.compile(r"[；;。]")
_PIECES: Final = frozenset("个件项篇份幅条部")
_ROLES: Final = ("level", "to")
_WHOLES: Final = ("level", "to", "budget")
_BEHIND: Final = 6  # characters
_TWO: Final = 2
_SPECIFIC: Final = 3  # digits
_MOST: Final = 24  # figures before a rate
_FAR: Final = 60  # of which a whole is one
_SCORE: Final = 0.65

_Pair = tuple[Place, Place]


def check_bound_shares(context: Context) -> Iterator[Relation]:
    """Yield whether rates are those of their parts in the wholes that they are bound to."""
    values = [place for passage in context.passages for place in passage.places if place.figure.kind in ("amount", "quantity")]
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for index, rate in enumerate(passage.places):
                if rate.figure.kind != "percent" or rate.figure.exactness != "exact" or rate.role in ("by", "former", "from"):
                    continue
                before = _clause(passage, index)
                pair = _bound(line[: number + 1], passage, rate, before) if before else None
                pair = pair or (_as_beside(values, passage, rate, before[-1]) if before else None)
                computed = share_of(pair[0].figure, pair[1].figure) if pair is not None else None
                if pair is None or computed is None:
                    continue
                kind: FindingKind = "completion" if rate.role == "completion" or _COMPLETED.search(rate.lead) else "share"
                relation = compare(kind, rate.figure, computed, (passage.start, passage.end), _SCORE)
                first = min(passage.start, pair[1].start) if pair[1].start >= line[0].start else passage.start
                told = [one for one in values if first <= one.start < rate.start]
                if relation.holds or not _is_explained(rate, *pair, told):
                    yield relation


def _bound(line: Sequence[Passage], passage: Passage, rate: Place, before: Sequence[Place]) -> _Pair | None:
    """Return the part and the whole that a rate is bound to by its words."""
    last, chunk = before[-1], re.split(r"[，,；;。（(]", rate.lead)[-1]
    if (named := _NAMED_RATE.search(chunk)) and not _OTHER_RATE.search(chunk) and rate.role in ("level", "completion", "to", "share"):
        return _of_name(passage, before, named)
    if _DONE_RATE.search(chunk) and rate.role in ("level", "completion", "to"):
        pair = _with_only(passage, before, last)
        is_told = (
            pair is not None
            and not _YEARS_APART.search(passage.text)
            and _PLAN.search(_chunk(pair[1]))
            and not _WAS_DONE.search(_chunk(pair[1]))
        )
        return pair if is_told and _RESULT.search(_chunk(last)) and not _REST.search(_chunk(last)) else None
    if rate.role != "share" or rate.note == OF_FIGURE or not _is_value(last):
        return None
    if not rate.note.strip("比") and _BARE.fullmatch(rate.lead):
        return _with_only(passage, before, last) if _AMONG.search(_chunk(last)) else None
    base = _OF_BASE.fullmatch(rate.lead)
    is_own = base is None or OF_ITS_OWN.match(base["base"]) is not None
    core = core_of(base["base"]) if base is not None and not is_own and not _ALL.search(base["base"]) else ""
    return _with_named(line, last, core) if len(core) >= _TWO else None


def _of_name(passage: Passage, before: Sequence[Place], named: re.Match[str]) -> _Pair | None:
    """Return the part that is told by a word of the name of its rate, with its whole."""
    chars = set(named["name"]) - _SAYS_LITTLE
    chars |= {other for char in chars for other in _DONE_SO.get(char, "")}
    row = [place for place in before if not _REST.search(_chunk(place)) and not _GRADE.search(_chunk(place))]
    told = [place for place in row if chars & set(_chunk(place) + _behind(passage, place))]
    pair = _with_only(passage, before, told[-1]) if told and told[-1] is row[-1] else None
    if pair is None or (_SIBLINGS.search(named[0]) and _SIBLINGS.search(_chunk(pair[1]))):
        return None
    texts = [_chunk(place) + place.figure.unit + _behind(passage, place) for place in pair]
    subject = _NO_SUBJECT.sub("", named["of"])  # 办结87件，按期办结率
    if subject and not any(subject[:_TWO] in text for text in texts):
        return None
    bound = [len(chars & set(text)) for text in texts]
    return pair if bound[0] > bound[1] or _CALLED.search(texts[1]) else None  # 办结87件，转办3件，办结率


def _clause(passage: Passage, index: int) -> list[Place]:
    """Return the figures before a rate in its clause, but for those in brackets."""
    found: list[Place] = []
    end = passage.places[index].start
    for place in reversed(passage.places[max(0, index - _MOST) : index]):
        if _STOP.search(passage.text[place.end - passage.start : end - passage.start]):
            break
        if place.depth <= passage.places[index].depth:
            found.insert(0, place)
        end = place.start
    return found


def _is_value(place: Place) -> bool:
    """Tell whether a figure is an exact value of this year."""
    return place.role in _ROLES and place.figure.kind in ("amount", "quantity") and place.figure.exactness == "exact"


def _with_only(passage: Passage, before: Sequence[Place], part: Place) -> _Pair | None:
    """Return a part with the one value before it in its clause that it may be counted in."""
    told = [place for place in before if place.end <= part.start and _are_alike(place.figure, part.figure)]
    if any(place.role == "by" and not re.search("[比较]", _chunk(place)) for place in told):
        return None  # 计划20项，追加5项，完成22项
    told = [place for place in told if place.role in _WHOLES]
    told = [place for place in told if not _PAST.search(_chunk(place)) and not _MEAN.search(_chunk(place))]
    if (
        not _is_value(part)
        or re.search("[中里内]$", _behind(passage, part))
        or any(place.figure.exactness != "exact" or _PART.search(_chunk(place)) for place in told)
    ):
        return None
    if len(told) != 1 or has_share(passage, told[0]) or _PAST.search(_chunk(part)):
        return None
    sides, others = (set(_SIDES.findall(_chunk(place))) for place in (told[0], part))
    if sides and others and not sides & others:
        return None
    return part, told[0]


def _with_named(line: Sequence[Passage], part: Place, base: str) -> _Pair | None:
    """Return a part with the one value before it in its paragraph that has the name of its whole."""
    told = [(passage, place) for passage in line for place in passage.places if place.end <= part.start and _is_value(place)]
    named = [place for passage, place in told if base[:_TWO] in _chunk(place) + place.figure.unit + _behind(passage, place)]
    named = [place for place in named if _are_alike(place.figure, part.figure)]
    if len({place.figure.value for place in named}) != 1 or _PAST.search(_chunk(named[-1])) or _PAST.search(_chunk(part)):
        return None
    return part, named[-1]


def _as_beside(values: Sequence[Place], passage: Passage, rate: Place, part: Place) -> _Pair | None:
    """Return a part with the one value before its sentence that another share in it, told with three digits, is of."""
    rows = [(one, other) for one, other in pairwise(passage.places) if other.role == "share" and not other.note.strip("比")]
    rows = [(one, other) for one, other in rows if _is_value(one) and same_unit(one.figure, part.figure) and _BARE.fullmatch(other.lead)]
    if (part, rate) not in rows or "其中" in "".join(one.lead for one, _ in rows[1:]) or _JOINED.match(part.lead):
        return None
    others = [(one, other) for one, other in rows if other is not rate and other.figure.digits >= _SPECIFIC and one.figure.digits > 1]
    if not others:
        return None
    far = [place for place in values if place.end <= passage.start and place.role in _WHOLES and same_unit(place.figure, part.figure)]
    wholes = [whole for whole in far[-_FAR:] if all(fits(other.figure, one.figure, whole.figure) for one, other in others)]
    if len({whole.figure.value for whole in wholes}) != 1 or any(fits(rate.figure, part.figure, place.figure) for place in far):
        return None
    return part, wholes[-1]


def _are_alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures count what may be the same: in one unit, or as pieces of work."""
    return same_unit(one, other) or (one.kind == other.kind == "quantity" and {unit_of(one), unit_of(other)} <= _PIECES)


def _is_explained(rate: Place, part: Place, whole: Place, told: Sequence[Place]) -> bool:
    """Tell whether other values make a rate, alone or with a part or its whole (来稿240篇，往年积压30篇，录用108篇，录用率40%)."""
    ranges = part.figure.range, whole.figure.range
    if _makes(rate, ranges[1], ranges[0]):
        return True  # 建站28个，在全区42个社区中覆盖率66.7%
    for one in told:
        if one is part or one is whole or not _are_alike(one.figure, part.figure):
            continue
        more = one.figure.range
        above, below = [ranges[0]], [ranges[1], ranges[1] + more, ranges[1] - more]
        if one.role in _WHOLES:  # of what there was a year before a rate is not, and may well be for that
            above, below = [*above, more, ranges[0] + more], [*below, more]
        if any(_makes(rate, top, bottom) for top in above for bottom in below):
            return True
    return False


def _makes(rate: Place, part: Range, whole: Range) -> bool:
    """Tell whether a rate is that of a part in a whole."""
    bounds = part.percent_of(whole) if whole.low > 0 else None
    return bounds is not None and bounds.meets(rate.figure.range)


def _chunk(place: Place) -> str:
    """Return what is told of a figure right before it."""
    return re.split(r"[，,。；;：:]", place.lead)[-1]


def _behind(passage: Passage, place: Place) -> str:
    """Return what stands behind a figure, up to the next mark."""
    at = place.end - passage.start
    return re.split(r"[，,。；;：:、（(\d]", passage.text[at : at + _BEHIND])[0]
