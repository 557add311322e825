"""What a value measures, as a short noun phrase made of the words around it."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.bearers import aimed_at, on_terms, there_are, they_are, trait_of, went
from kexie_nlp.extract.clauses import (
    ALL_OF,
    AREAS,
    ATTENDED,
    JOINED,
    LACKS,
    OF_PROGRAMME,
    OWN_DEED,
    SENDERS,
    SENT_BY,
    all_of,
    areas,
    attended,
    in_a_row,
    joined_by,
    made_up,
    points,
    reached,
    restricted,
    share_of_bodies,
    stationed,
)
from kexie_nlp.extract.comparisons import compared_figure
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.joining import put_together
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.nouns_before import noun_before
from kexie_nlp.extract.owner_cues import OF_TEAM
from kexie_nlp.extract.phrase_cues import DEEDS
from kexie_nlp.extract.phrases import Left, Right, left_of, right_of, tidy
from kexie_nlp.extract.references import may_need_figure, of_another, since_last
from kexie_nlp.extract.reviews import reviewed
from kexie_nlp.extract.states import ENDS_OF_WORKS, STARTS_OF_CAME, headed_by, stated, talk, works
from kexie_nlp.extract.topics import EVENTS, counted_event, with_event
from kexie_nlp.records import Change

_STAFF: Final = frozenset(["在职", "退休", "离休", "离退休", "在编", "在岗"])
_SHORTEST_NOUN: Final = 2
_MADE: Final = re.compile(rf"^(?:{DEEDS.pattern}|撰写|形成|提交|上报|编报)+了?")
_GIVEN: Final = re.compile("[^，。；、]{2,20}?(?:捐[赠献助]|援助)了?")  # 某某公司捐赠显微镜2台、图书600册
_LONGEST_OWN: Final = 10  # a longer noun is told with its event
_RECEIVED: Final = frozenset(["接待", "公务接待", "累计接待"])
_DID: Final = frozenset(["派", "派出", "办", "举办", "组织", "开展", "完成", "外派"])  # 培训偏少，今年仅办3批
_CREW: Final = re.compile("(?P<team>.{2,}[”队团])(?:志愿者|队员|成员|讲师|宣讲员)")  # “某某讲堂”志愿者30人，授课44节
_OTHERS: Final = frozenset(["其他", "其它"])
_SENT: Final = re.compile("推荐|选送|推送|报送|选派|选拔|遴选")
_DOERS: Final = re.compile("组织?(?:专家|医生|教师|党员|干部)")
_ONLY_YEAR: Final = re.compile(rf"{cues.DATE}(?:度|[末底])?(?:已|就|仅)?(?:为|是|达到?|有|只有)?")
_IS: Final = re.compile("(?:为|是|达到?|只有|仅为?)$")
_SHORT_OF: Final = frozenset(["差", "还差", "尚差", "相差", "仍差"])  # 为目标120场的78.3%，还差26场


def indicator(context: Context, passage: Passage, value: Entity, memory: Memory) -> tuple[str, Change]:
    """Return what ``value`` measures, "" if nothing tells it, and whether it is a level, a change or an earlier level."""
    left = left_of(context, passage, value.start)
    if (
        left.stop == "V" and context.text[left.start - 1] == "岁" and cues.OF_AGE.match(context.text, left.start - 1)
    ):  # 35岁以下 says who they are
        age = context.last_before(left.start, passage.start, "QUANTITY")
        left = left_of(context, passage, age.start)._replace(end=value.start) if age is not None else left
    if memory.queue and left.stop == "V":
        between = context.text[left.start : left.end].strip()
        if between in cues.JOINTS or cues.OF_WHOLE.match(context.masked, left.start, value.end):
            return memory.queue.pop(0)
    memory.queue = []
    told = context.masked[left.start : left.end]
    moved, memory.moved = memory.moved, ""
    if moved and left.stop == "V" and told in cues.JOINTS and told != "，" and value.type == "QUANTITY":
        return memory.told_in(value.text) + moved, "by"
    if cues.may_compare(told) and (compared := compared_figure(context, passage, value, left, told, memory)):
        return compared
    memory.passing = ""
    memory.listed = left.stop == "V" and "、" in told
    return _level(context, passage, value, left, told, memory), "of"


def _level(context: Context, passage: Passage, value: Entity, left: Left, told: str, memory: Memory) -> str:
    """Return the indicator of a value itself from the noun before or behind it; ``told`` are the words before it as masked."""
    if passage.kinds & EVENTS and (counted := counted_event(context, value, left)):
        return counted
    if memory.level and context.text[value.end : value.end + 1] == "的" and (aim := aimed_at(context, passage, value, left, memory)):
        return aim
    if value.text[-1] == "分" and left.stop in ("（", "(") and not told.strip():  # 预算执行指标（10分）得9.7分
        return tidy(context, *left_of(context, passage, left.start - 1)[:2]) + "分值"
    if value.text[-1] == "分" and (item := cues.FULL_MARKS.match(context.text, passage.paragraph, value.start)):
        return item["name"] + "分值"
    if "以" in context.text[left.start : value.start] and (marks := reached(context, passage, value, left)):
        return marks
    if left.stop == "V" and value.type == "QUANTITY" and told.startswith("的") and (whose := restricted(context, passage, left)):
        return whose
    if (
        value.type != "PERCENT"
        and context.text[value.end : value.end + 1] == "的"
        and (of_thing := trait_of(context, passage, value, told, memory))
    ):
        return of_thing
    may_be_behind = value.type == "PERCENT" or told[-2:] == "连续"
    if may_be_behind and (told_behind := _told_behind(context, passage, value, told)):
        return told_behind
    if value.type == "QUANTITY" and (are := they_are(context, passage, value, told)):
        return are
    if left.stop == "V" and told.startswith("的") and (given := on_terms(context, passage, left)):
        return given
    right = _noun_behind(context, passage, value) if value.type == "QUANTITY" else None
    if right is not None and right.noun and (way := went(context, left, right.noun, told)):
        return with_event(context, passage, value, left, way)
    before = noun_before(context, passage, left, told)
    before = "" if before in cues.JOINTS else "获奖" if before.endswith("获奖") and cues.WINNERS_WON.fullmatch(before) else before
    noun = right.noun if right is not None else ""
    if (noun or before).endswith("项目") and (review := reviewed(context, passage, value, right, noun or before)):
        return review
    if (
        right is not None
        and (right.noun or right.verb)
        and (counted_by := _behind(context, passage, value, left, before, right, memory)) is not None
    ):
        return counted_by
    if not before and (event := _told_before(context, passage, value, left)):
        return event
    if before in ("", "合计", "总计") and cues.IN_ALL.search(context.text, left.start, left.end) and (won := memory.sum_of_prizes()):
        return won
    did_only = before.lstrip("仅只") in _DID
    if not before and left.stop == "，" and _ONLY_YEAR.fullmatch(told) and (named := headed_by(context, passage, left)):
        return named
    if before in _SHORT_OF and memory.level:
        return memory.told_in(value.text) + "差"
    if (not before or before[1:] == "均" or did_only) and left.stop == "，" and told and (subject := stated(context, passage, left)):
        name = ("" if did_only else before) + subject
        return memory.rated_as(name) if value.type == "PERCENT" else name
    if not before and memory.level:
        return _same_again(told, memory) if left.stop in ("V", "A") or not (right and right.verb) else ""
    if left.stop == "V" and len(before) > 1 and before == told and memory.level.endswith(before):
        return memory.level  # 派出2个团组14人
    if before == "实到" and "应到" in memory.level:
        return memory.level.replace("应到", "实到")
    if memory.levels and (crew := _CREW.fullmatch(memory.levels[-1])) and OF_TEAM.fullmatch(before):
        return crew["team"] + before
    if before in _RECEIVED and any(name.endswith(("公务接待费", "国内接待费")) for name in memory.levels[-2:]):
        return "公务接待"
    if before == "实有" and (there := there_are(value, context.text[max(passage.start, left.start - _LONGEST_OWN) : left.end], memory)):
        return there
    return _of_words(context, passage, value, left, before, memory)


def _noun_behind(context: Context, passage: Passage, count: Entity) -> Right:
    """Return what a count counts, as told behind it; where persons went (选派22名到企业任职) is no noun."""
    right = right_of(context, passage, count.end)
    return Right("", "到", right.end) if right.noun[:1] == "到" and count.text[-1] in "人名位" else right


def _told_behind(context: Context, passage: Passage, value: Entity, told: str) -> str:
    """Return what the clause behind a value alone tells of it: 15%的村未建科普活动室; 连续三年保持文明单位称号; or ""."""
    if value.type == "PERCENT" and context.text[value.end : value.end + 1] == "的":
        return share_of_bodies(context, passage, value)
    return in_a_row(context, passage, value) if told.endswith("连续") and value.text[-1] in "年届次" else ""


def _of_words(context: Context, passage: Passage, value: Entity, left: Left, before: str, memory: Memory) -> str:
    """Return the indicator that the words before a value tell, with what they need in front."""
    if value.text[-1] == "分" and before and (part := points(context, passage, value, left, before, memory)):
        return part
    if before in _OTHERS and memory.whole and cues.measure_of(value.text) == memory.whole_measure:
        return before + cues.WHOLE_SUM.sub("", memory.whole.removeprefix("本年")) + ("支出" if "支出" in memory.whole else "")
    if value.type == "PERCENT" and _IS.search(context.text, left.start, left.end) and (rated := memory.rated_as(before)) != before:
        return rated  # 城镇居民具备科学素质的比例达到13.26%；农村居民为7.05%
    if left.stop == "，" and before:
        of_clause = works(context, passage, left, before) if before[-1] in ENDS_OF_WORKS else ""
        if of_clause or (before[0] in STARTS_OF_CAME and (of_clause := talk(context, passage, left, before))):
            return of_clause + before
    listed = _in_list(context, left, before, memory)
    if before in cues.STAND_INS or (may_need_figure(before) and not (listed != before and OWN_DEED.match(memory.levels[-1]))):
        return of_another(context, passage, value, left, before, memory)
    name = with_event(context, passage, value, left, listed) if listed == before else listed
    return memory.here + name if name == before and memory.here and value.type == "QUANTITY" and cues.AUDIENCE.fullmatch(name) else name


def _same_again(told: str, memory: Memory) -> str:
    """Return what a value without words of its own measures: what the last one did, and what there is by now of what was new (累计16家)."""
    if cues.SO_FAR.search(told):
        memory.level = cues.NEWLY.sub("", memory.level) or memory.level
    return memory.level


def _behind(context: Context, passage: Passage, value: Entity, left: Left, before: str, right: Right, memory: Memory) -> str | None:
    """Return the indicator of a count from the noun or verb behind it, None if that tells nothing."""
    may_live_there = "驻" in context.text[value.end : value.end + _LONGEST_OWN]
    if may_live_there and (name := stationed(context, passage, value, right, before)):
        return name
    if before[-2:] in _STAFF and context.text[value.end : value.end + 1] == "的":
        return None  # 退休6人的工资: they are what is counted
    if right.noun in AREAS and right.verb == "还":
        return right.noun  # 31个镇中还有8个
    if (right.noun in AREAS or (right.noun in SENDERS and SENT_BY.match(context.masked, right.end))) and (
        name := areas(context, passage, value, left, right, before)
    ):
        return name
    if right.verb in ALL_OF and right.noun and len(before) < 3 and (shared := all_of(context, passage, right)):
        return shared
    if (
        right.verb in LACKS
        and left.stop == "V"
        and (whole := cues.AMONG.fullmatch(before))
        and (lacking := all_of(context, passage, right))
    ):
        return lacking + whole["whole"]
    if right.verb in ATTENDED and not right.noun and (event := attended(context, passage, value, left, before)):
        return event
    who = right.noun or (whole["whole"] if right.verb in JOINED and (whole := cues.AMONG.fullmatch(before)) else "")
    if who and right.verb in JOINED and (joined := joined_by(context, right)):
        return context.written(joined) + who
    if not before and memory.levels and value.text[-1] in "人名位" and cues.OUTCOME.fullmatch(right.noun):
        return memory.level + right.noun  # 推荐20人申报，6人通过
    if len(right.noun) > 1:
        if left.stop == "V" and before in memory.level[-len(before) :] and context.text[left.start : left.end] == before:
            before = ""  # 24所学校186名学生: the schools are counted themselves
        name = put_together(context, left, before, right.noun, right.verb)
        return with_event(context, passage, value, left, name if before else _in_list(context, left, name, memory))
    if right.verb == "组成" and (body := made_up(context, passage, left)):
        return f"{body}{right.noun or '人员'}"
    if right.verb and len(before) < 3 and left.stop != "V":
        return _doers(context, passage, value, left, right, context.text[left.start : left.end], memory)
    return None


def _in_list(context: Context, left: Left, before: str, memory: Memory) -> str:
    """Return the name of a figure that goes on a list with the deed that the list began with: 推广新技术75项、新品种112个."""
    if left.stop != "V" or context.masked.find("、", left.start, left.end) < 0 or not memory.levels:
        return before
    deed = _led_by(memory.levels[-1]) if before else ""
    return before if not deed or DEEDS.match(before) else deed + before


@lru_cache(maxsize=1 << 12)  # reports tell the same of every year
def _led_by(name: str) -> str:
    """Return the deed that an indicator begins with, with the programme or giver in front of it, or ""."""
    deed = DEEDS.match(name) or OWN_DEED.match(name) or OF_PROGRAMME.match(name) or _GIVEN.match(name)
    return deed[0] if deed is not None and len(name) - deed.end() >= _SHORTEST_NOUN else ""


def _doers(context: Context, passage: Passage, value: Entity, left: Left, right: Right, before: str, memory: Memory) -> str:
    """Return those counted by what they do, or what becomes of them, behind their number: 6158人次听取报告, 11篇获省领导批示."""
    deed = cues.DEED.match(context.masked, right.end, passage.end)
    told = context.text[right.end : deed.end()] if deed else ""
    event = context.next_after(right.end, deed.end(), "COMPETITION", "ACTIVITY") if deed and value.text[-1] in "件项篇幅部个" else None
    sent = _SENT.search(before) if event is not None else None
    if event is not None and sent is not None:  # 选送12件参加某某大赛
        return context.written(event) + sent[0] + ("作品" if value.text[-1] in "件幅部" else "论文" if value.text[-1] == "篇" else "项目")
    if sent is None and told.startswith(("参加", "参评", "申报")) and (sent := _SENT.search(before)):
        return sent[0] + told  # 推荐40项参加省赛
    if sent is None and value.text[-1] in "人名位" and _DOERS.fullmatch(before):
        return with_event(context, passage, value, left, before)
    are_persons = (value.text[-1] in "人名）") or value.text.endswith("人次")
    name = told + ("人员" if are_persons else "")
    if are_persons and memory.levels and cues.OUTCOME.fullmatch(told):
        return memory.level + told  # 推荐20人参评，6人入选
    shown = with_event(context, passage, value, left, name)
    if are_persons or not told or shown != name:
        return shown
    noun = _MADE.sub("", memory.measured.get(cues.measure_of(value.text), ""))
    if not noun and "批示" in told and memory.level.endswith("》"):
        noun = memory.level[memory.level.find("《") :]
    memory.passing = shown + noun if 0 < len(noun) <= _LONGEST_OWN or noun[-1:] == "》" else ""
    return memory.passing or shown


def _told_before(context: Context, passage: Passage, value: Entity, left: Left) -> str:
    """Return the event or work, told in an earlier clause with no figure since, that a count of 期, 场 or 集 belongs to."""
    return since_last(context, passage, left) if left.stop == "，" and cues.counts_occasions(value.text) else ""
