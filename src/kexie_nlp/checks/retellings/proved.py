"""Whether an opening tells what a section proves by its own arithmetic, in other words: 出展82场; 巡展目标80场，实际88场，完成110%.

An opening is what stands before the first numbered part, or under 摘要; a figure told with the act that it came from (征集的36条建议) looks
back in the same way. Only a figure that no sum, rate or mean bears out is held against one that is borne out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.retellings.twins import BODY, TIME
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.told.counted import PLANS, parted, plan_titles

_NUMBERED: Final = re.compile(
    r"[^一-鿿\d]{0,3}(?:第[一二三四五六七八九十]{1,3}[章节部篇]|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|\d{1,2}(?:[、.．）)](?!\d)|\s|(?:[.．]\d{1,2}){1,3}\s*(?=[一-鿿])(?![万亿元]))|[一二三四五]是)"
)
_SUMMARY: Final = re.compile(r"摘要|概述|概要|概况|提要|综述|导语|前言|引言|数说|一览|速览|要览")
_PLANNED: Final = re.compile(r"力争|预计|计划|明年|下一?年|下一步|目标|(?<!模)拟|预期|争取|任务|[不未][少低]于|定为|核定")
_OTHER: Final = re.compile(
    r"其中|[比较每均占约近余]|上年|去年|同期|另|其余|剩余|推荐|入围|分别|不含|前年|以来|历年|调[整增减]|第$|[特一二三]等奖|[金银铜]奖"
)
_MEAN: Final = re.compile(r"平均|[场期人次班户站年月日项]均|每[一-鿿]")
_PERIOD: Final = re.compile(
    r"[上下]半年|[一二三四]季度|(?<!\d)1?\d月|期间|其间|科普日|科技周|活动周|科普月|宣传周|第[\d一二三四五六七八九十]+[届期批次轮]|当[天日]|首[届期批]|(?<!一)年来|年均"
)
_NARROW: Final = re.compile(
    r"线[上下]|[男女]|[国省市县区州旗乡镇村校]级|国家|全国|全省|乡镇|社区|农村|城区|企业|高校|学校|校园|小学|初中|高中|青少年|老年|妇女|专场|流动|网络|现场|直播"
)
_NEW: Final = re.compile(r"新(?=[建增成设立认开办发])|净增|增加了")
_ALL: Final = re.compile(r"增至|增加?到|达到?|发展到|现有|共有|拥有|累计|总数|已有|建有|保有|在册|[年期]末|年底")
_STANDING: Final = frozenset("家个所座支名人户块处")
_TAIL: Final = re.compile(
    r"(?:数量|总数|总量|场数|数)?(?:增至|增加到|上升到|发展到|扩大到|扩展到|达到?|突破|超过?|已有|共有|共|为|有)*(?:了|约)?$"
)
_MADE: Final = re.compile(
    r"(?:收集|征集|收到|采集|梳理|举办|开展|组织|承办|建成|新建|建立|培训|发放|印发|走访|慰问|签订|引进|评出|立项|受理)的$"
)
_BACK: Final = re.compile(r"[^一-鿿]{0,3}(?:回头看|回顾|回首|总的|总体|综上|总之|纵观)")
_OF_IT: Final = re.compile(r"的[一-鿿]{2}")  # 36.24万人次的接待量
_BEHIND: Final = re.compile(r"的?(?P<noun>[一-鿿]{2,12}?)(?=[，,。；;：:、（(\d]|$|[已都均中全被由在来得与和及])")
_BARE: Final = re.compile(
    r"(?:实际|全年|完成|合计|共|总|计|累计|达|到|为|有|了|年末|年底|现|已|参加|参训|参与|受训|到课|到场|听课|受益|办|开展|举办|数)*"
)
_SAYS_LITTLE: Final = re.compile(
    r"全年|开展|举办|组织|活动|参加|工作|各类|人次|全[省市县区州旗]|我[省市县区州旗会]|科协|项目|共|累计|参与|人员|群众|公众"
)
_NUMBER: Final = re.compile(r"^[\d.．、（()）]+")
_HELD: Final = re.compile(r"^(?:办好?|搞|开|做)了?(?=[一-鿿]{2})")
_NO_BODY: Final = re.compile(r"[园山校牧林城辖库小景湖片]区$|全[县区旗镇乡村]|走访|深入|走进|[下进入到赴][乡村社镇]|^[个类]项目$")
_HAN: Final = re.compile(r"[一-鿿]+")
_CLAUSE: Final = re.compile(r"[，,。；;：:（(]")
_STOP: Final = re.compile(r"[。；;]")
_KINDS: Final = ("sum", "change", "share", "completion")
_EXCHANGED: Final = 1.5
_CLEAR: Final = 2.0
_FEWEST: Final = 10
_SPECIFIC: Final = 1000
_OPENING_LINES: Final = 4  # with figures
_FULL: Final = 4  # characters of a name that is known by itself
_TWO: Final = 2
_MANY: Final = 3
_MOST: Final = 400
_SCORE: Final = 0.6
_DOUBT: Final = 0.55


@dataclass(frozen=True, slots=True)
class _Count:
    """A count in its sentence and line, the name of what it counts ("" if no name stands with it), and the words of its clause."""

    place: Place
    passage: Passage
    line: tuple[Passage, ...]
    noun: str
    clause: str

    @property
    def is_back(self) -> bool:
        """Whether it is told as something known: in a sentence that looks back, or with what it is of behind it."""
        is_of_it = not self.clause and _OF_IT.match(self.passage.text, self.place.end - self.passage.start)
        return bool(is_of_it) or _BACK.match(self.passage.text) is not None

    @property
    def before(self) -> str:
        """The sentence before it."""
        return self.passage.text[: self.place.start - self.passage.start]


def check_proved(context: Context, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield a count of an opening that differs by a digit from the one that a section proves; ``relations`` are those known so far."""
    told = list(_counts(context))[:_MOST]
    proved = {span for one in relations if one.holds and one.kind in _KINDS for span in one.spans}
    known = proved | {span for one in relations if one.holds or one.kind == "repeat" for span in one.spans}
    sure = [one for one in told if (one.place.start, one.place.end) in proved or _is_product(one)]
    opening = _openings(context)
    for one in told:
        is_opening = one.passage.paragraph in opening or one.is_back or (_MADE.search(one.clause) is not None and len(one.noun) >= _FULL)
        if is_opening and (one.place.start, one.place.end) not in known and not _PLANNED.search(_STOP.split(one.before)[-1]):
            yield from _held_against(one, [other for other in sure if other.passage.paragraph != one.passage.paragraph], told)


def _openings(context: Context) -> frozenset[int]:
    """Return the lines with figures before the first numbered part, the first few of them, and those under a heading that sums up."""
    found: list[int] = []
    summed = {
        line[0].paragraph for line in context.paragraphs() if any(_SUMMARY.search(title) for title in context.headings(line[0].section)[:1])
    }
    for line in context.paragraphs():
        if _NUMBERED.match(line[0].text) and found:
            return frozenset([*found[:_OPENING_LINES], *summed])
        if any(passage.places for passage in line) and not _NUMBERED.match(line[0].text):
            found.append(line[0].paragraph)
    return frozenset([*found[:1], *summed])


def _counts(context: Context) -> Iterator[_Count]:
    """Yield the plain counts of running text that are told of the year reported on."""
    for line in context.paragraphs():
        if any(PLANS.search(title) for title in plan_titles(context, line[0].section)):
            continue
        for passage in line:
            for place in passage.places:
                clause = _CLAUSE.split(passage.text[: place.start - passage.start])[-1]
                is_plain = place.figure.kind == "quantity" and place.figure.exactness == "exact" and place.role in ("level", "to")
                if is_plain and not place.depth and place.figure.value >= _FEWEST and not _OTHER.search(clause):
                    yield _Count(place, passage, tuple(line), _noun(passage, place, clause), clause)


def _noun(passage: Passage, place: Place, clause: str) -> str:
    """Return the name of what is counted, before or behind the figure."""
    noun = _own_name(place)
    behind = _BEHIND.match(passage.text, place.end - passage.start)
    if behind is not None and (len(noun) < _TWO or clause.endswith("的")):
        noun = behind["noun"]
    return "" if _BARE.fullmatch(noun) else noun


def _own_name(place: Place, upto: str = "") -> str:
    """Return the name that a count is labelled with, without its number in the text, up to words that a pattern tells."""
    label = _NUMBER.sub("", key_of(place.label))
    name = _TAIL.sub("", parted(re.split(upto, label)[0] if upto else label)[1])
    return _HELD.sub("", name)


def _is_product(one: _Count) -> bool:
    """Tell whether a count is that of what its line tells, times the mean told right behind it (开课64期。…共7680人次，期均120人)."""
    places = one.passage.places
    behind = places[places.index(one.place) + 1 :][:1]
    if not behind or not _MEAN.search(behind[0].lead) or behind[0].figure.kind != "quantity":
        return False
    mean, value = behind[0].figure.value, one.place.figure.value
    return any(place.figure.value * mean == value and place.figure.value > 1 for passage in one.line for place in passage.places)


def _held_against(one: _Count, sure: Sequence[_Count], told: Sequence[_Count]) -> Iterator[Relation]:
    """Yield that a count is told otherwise where it is proved, if but one count there can be the same."""
    elsewhere = [other for other in told if other.passage is not one.passage and same_unit(other.place.figure, one.place.figure)]
    value = one.place.figure.value
    if any(other.place.figure.value == value for other in elsewhere):
        return
    alike = [other for other in sure if same_unit(other.place.figure, one.place.figure) and _is_one(one, other)]
    values = {other.place.figure.value for other in alike}
    rivals = {other.place.figure.value for other in elsewhere if len(one.noun) >= _TWO and _ends(one.noun, other.noun) >= _TWO}
    here = {place.figure.value for place in one.passage.places if same_unit(place.figure, one.place.figure)}
    if len(values) != 1 or values & here or rivals - values:
        return
    first, other = one.place.figure, alike[0].place.figure
    if not _is_near(value, other.value):
        return
    name = one.noun or one.clause
    why = f"概述中{name}{first.text}，下文{other.text}，且与其自身的合计或比例相符"
    spans = ((first.start, first.end), (other.start, other.end))
    score = _SCORE if slip(value, other.value) >= _EXCHANGED else _DOUBT
    yield Relation(
        "repeat", False, first.text, other.text, spans, (one.passage.start, one.passage.end), why, first.value - other.value, score
    )


def _is_near(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers are one but for a digit or two exchanged."""
    return one != other and slip(one, other) >= 1


def _is_one(one: _Count, other: _Count) -> bool:
    """Tell whether a count of an opening and a proved one may be of one thing, of one time, body and level."""
    if set(TIME.findall(one.clause)) != set(TIME.findall(other.clause)) or _PLANNED.search(other.clause):
        return False
    if set(_PERIOD.findall(other.before)) - set(_PERIOD.findall(one.before)):
        return False
    if set(_PERIOD.findall(one.clause)) - set(_PERIOD.findall(other.before)):
        return False
    if _bodies(other.before) - _bodies(one.before) or bool(_NEW.search(one.clause)) != bool(_NEW.search(other.clause)):
        return False
    is_standing = one.place.figure.unit in _STANDING and not _MADE.search(one.clause)
    if is_standing and bool(_ALL.search(one.clause)) and not _ALL.search(other.clause):
        return False
    return _named_alike(one, other)


def _bodies(text: str) -> frozenset[str]:
    """Return the bodies and places that a text names."""
    return frozenset(body for body in BODY.findall(text) if not _NO_BODY.search(body))


def _named_alike(one: _Count, other: _Count) -> bool:
    """Tell whether two counts go by one name, or by words that are enough for how alike their digits are."""
    topic, words = other.noun or _topic(other), words_in(one.clause or one.noun) & words_in(_said(other))
    is_act = len(other.noun) <= _TWO and other.noun in one.clause  # 需求64项，已解决41项 … 帮助企业解决难题47项
    if is_act and len(words) >= _MANY and set(_NARROW.findall(one.noun)) <= set(_NARROW.findall(_said(other))):
        return True
    if set(_NARROW.findall(one.noun)) != set(_NARROW.findall(topic)):
        return False
    shared = _ends(one.noun, topic)
    if shared >= _FULL or (shared >= _TWO and not other.noun):
        return True
    alike = slip(one.place.figure.value, other.place.figure.value)
    if alike >= _EXCHANGED and words_in(one.clause) & words_in(_STOP.split(other.before)[-1]):
        return True  # 进社区开讲37场 … 走进社区开讲73场，听众8760人次，场均120人
    is_clear = alike >= _CLEAR and other.place.figure.value >= _SPECIFIC
    return (one.is_back or not other.noun) and is_clear and bool(words)


def _topic(one: _Count) -> str:
    """Return the name that a count without one takes over from the first count of its unit in its sentence (巡展目标80场，实际88场)."""
    for place in one.passage.places[: one.passage.places.index(one.place)]:
        if same_unit(place.figure, one.place.figure):
            return _own_name(place, r"计划|目标|任务|上年|去年|年初|原有|原来|应|现有|(?:19|20)\d\d年")
    return ""


def _ends(one: str, other: str) -> int:
    """Return how many characters one of two names has that ends the other, 0 if none does."""
    short, long = sorted((one, other), key=len)
    return len(short) if short and long.endswith(short) else 0


def _said(one: _Count) -> str:
    """Return what the line of a count says before it."""
    return "，".join([*(passage.text for passage in one.line if passage.end <= one.passage.start), one.before])


def words_in(text: str, noise: re.Pattern[str] = _SAYS_LITTLE) -> frozenset[str]:
    """Return the pairs of characters of a text that say something, without those of ``noise``."""
    runs = _HAN.findall(noise.sub(" ", text))
    return frozenset(run[at : at + _TWO] for run in runs for at in range(len(run) - 1))
