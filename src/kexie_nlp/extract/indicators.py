"""What a value measures, as a short noun phrase made of the words around it."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.clauses import AREAS, JOINED, OF_PROGRAMME, areas, joined_by, stated, stationed
from kexie_nlp.extract.comparisons import Memory, compared_figure
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.masking import signs
from kexie_nlp.extract.phrase_cues import DEEDS, ENDS_IN_ACT
from kexie_nlp.extract.phrases import Left, Right, after_de, left_of, light_end, right_of, tidy, tidy_span, words
from kexie_nlp.extract.references import may_need_figure, of_another, since_last
from kexie_nlp.extract.reviews import budget_item, reviewed, run_in_heading
from kexie_nlp.extract.topics import EVENTS, counted_event, with_event
from kexie_nlp.records import Change

_CLASS_AND_SECTION: Final = re.compile(r"^.*[（(][类款][)）]\s*")
_CLASS_BEFORE_ITEM: Final = re.compile(r"^.*[（(][类款][)）]\s*(?=.*[（(]项[)）])")
_PERSON: Final = signs("PERSON")
_PERSONS: Final = kinds_of("PERSON")
_JOINED_TO_NAMES: Final = frozenset("的、和及与等同（(”」》")
_LONGEST_NAME: Final = 40
_SIGHT: Final = 80  # how far before a count the threshold of what is counted may stand
_SHORT_LABEL: Final = 4
_STAFF: Final = frozenset(["在职", "退休", "离休", "离退休", "在编", "在岗"])
_SHORTEST_NOUN: Final = 2
_MADE: Final = re.compile(rf"^(?:{DEEDS.pattern}|撰写|形成|提交|上报)+了?")
_GIVEN: Final = re.compile("[^，。；、]{2,20}?(?:捐[赠献助]|援助)了?")  # 某某公司捐赠显微镜2台、图书600册
_LONGEST_OWN: Final = 10  # a longer noun is told with its event
# words before a count that say who goes where, or with whom, rather than what is counted
_NO_PART: Final = re.compile(
    "(?:带着|[与和向用把以由从靠]|[编组分]成|分[赴设]|所列|下[设辖]|选聘|吸纳了.*|吸收.*|分|等单位|长期.+|专家|博士|教授|代表|主任医师|^机关|^单位)$"
)
_LEAD_ONLY: Final = re.compile("(?:组织|吸引|共|全面|申报和实施|完成|组建|设立|成立|建立)+了?")


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
    if cues.COMPARISON.search(told) and (compared := compared_figure(context, passage, value, left, told, memory)):
        return compared
    memory.passing = ""
    memory.listed = left.stop == "V" and "、" in told
    return _level(context, passage, value, left, told, memory), "of"


def _level(context: Context, passage: Passage, value: Entity, left: Left, told: str, memory: Memory) -> str:
    """Return the indicator of a value itself from the noun before or behind it; ``told`` are the words before it as masked."""
    if passage.kinds & EVENTS and (counted := counted_event(context, value, left)):
        return counted
    if memory.level and context.text[value.end : value.end + 1] == "的" and (aim := _aimed_at(context, passage, value, left, memory)):
        return aim
    if value.text[-1] == "分" and (item := cues.FULL_MARKS.match(context.text, passage.paragraph, value.start)):
        return item["name"] + "分值"
    if "以" in context.text[left.start : value.start] and (marks := _reached(context, passage, value, left)):
        return marks
    right = right_of(context, passage, value.end) if value.type == "QUANTITY" else None
    before = _before(context, passage, left, told)
    before = "" if before in cues.JOINTS else before
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
    if (not before or before[1:] == "均") and left.stop == "，" and told and (subject := stated(context, passage, left)):
        return before + subject
    if not before and memory.level:
        return memory.level if left.stop in ("V", "A") or not (right and right.verb) else ""
    if before == "实有" and value.text[-1] in "人名":
        return "年末实有人员" if "年末" in told else "实有人员"
    if before in cues.STAND_INS or may_need_figure(before):
        return of_another(context, passage, value, left, before, memory)
    name = with_event(context, passage, value, left, _in_list(context, left, before, memory))
    return memory.here + name if name == before and memory.here and value.type == "QUANTITY" and cues.AUDIENCE.fullmatch(name) else name


def _behind(context: Context, passage: Passage, value: Entity, left: Left, before: str, right: Right, memory: Memory) -> str | None:
    """Return the indicator of a count from the noun or verb behind it, None if that tells nothing."""
    may_live_there = "驻" in context.text[value.end : value.end + _LONGEST_OWN]
    if may_live_there and (name := stationed(context, passage, value, right, before)):
        return name
    if before[-2:] in _STAFF and context.text[value.end : value.end + 1] == "的":
        return None  # 退休6人的工资: they are what is counted
    if right.noun in AREAS and (name := areas(context, passage, value, left, right, before)):
        return name
    if right.noun and right.verb in JOINED and (joined := joined_by(context, right)):
        return context.written(joined) + right.noun
    if len(right.noun) > 1:
        name = _joined(context, left, before, right.noun, right.verb)
        return with_event(context, passage, value, left, name if before else _in_list(context, left, name, memory))
    if right.verb == "组成" and (body := _made_up(context, passage, left)):
        return f"{body}{right.noun or '人员'}"
    if right.verb and len(before) < 3 and left.stop != "V":
        return _doers(context, passage, value, left, right, memory)
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
    deed = DEEDS.match(name) or OF_PROGRAMME.match(name) or _GIVEN.match(name)
    return deed[0] if deed is not None and len(name) - deed.end() >= _SHORTEST_NOUN else ""


def _aimed_at(context: Context, passage: Passage, value: Entity, left: Left, memory: Memory) -> str:
    """Return what was aimed at, or is usual elsewhere, for the figure told before: 低于95%的目标值, 高于全省15%的平均水平."""
    aim = cues.AIM.match(context.text, value.end, passage.end)
    if aim is None:
        return ""
    region = context.text[left.end - 2 : left.end] if aim["aim"].startswith("平均") else ""
    return region + memory.level if region.startswith("全") else memory.level + aim["aim"]


def _reached(context: Context, passage: Passage, value: Entity, left: Left) -> str:
    """Return whose marks a count of points, seconds or metres tells: 某某以560分的高分夺冠."""
    if not cues.WITH.search(context.text, left.start, value.start) or not cues.MARKS.match(context.text, value.end, passage.end):
        return ""
    who = context.last_before(left.end, max(passage.start, left.end - _SIGHT), "PERSON", "ORG")
    return f"{who.text}成绩" if who is not None else ""


def _made_up(context: Context, passage: Passage, left: Left) -> str:
    """Return the team of which a count tells how many it is made up of: 讲师团由…等18人组成."""
    at = context.masked.rfind("由", passage.start, left.end)
    team = context.last_before(at, passage.start, "ORG", "PROGRAM") if at > 0 else None
    return context.written(team) if team is not None and context.text[team.end : at].strip("” ") == "" else ""


def _doers(context: Context, passage: Passage, value: Entity, left: Left, right: Right, memory: Memory) -> str:
    """Return those counted by what they do, or what becomes of them, behind their number: 6158人次听取报告, 11篇获省领导批示."""
    deed = cues.DEED.match(context.masked, right.end, passage.end)
    told = context.text[right.end : deed.end()] if deed else ""
    are_persons = (value.text[-1] in "人名）") or value.text.endswith("人次")
    name = told + ("人员" if are_persons else "")
    shown = with_event(context, passage, value, left, name)
    if are_persons or not told or shown != name:
        return shown
    noun = _MADE.sub("", memory.measured.get(cues.measure_of(value.text), ""))
    memory.passing = shown + noun if 0 < len(noun) <= _LONGEST_OWN else ""
    return memory.passing or shown


def _told_before(context: Context, passage: Passage, value: Entity, left: Left) -> str:
    """Return the event or work, told in an earlier clause with no figure since, that a count of 期, 场 or 集 belongs to."""
    return since_last(context, passage, left) if left.stop == "，" and cues.counts_occasions(value.text) else ""


def _dear(context: Context, passage: Passage, end: int) -> str:
    """Return what costs more than a threshold that stands before its count: 单价50万元以上通用设备0台, or ""."""
    sight = max(passage.start, end - _SIGHT)
    dear = cues.DEARER.search(context.text, sight, end) if context.text.find("价", sight, end) >= 0 else None
    return cues.BLANKS.sub("", dear["price"] + dear["what"]) if dear else ""


def _behind_value(context: Context, passage: Passage, left: Left, told: str) -> Left:
    """Return the words before a value that do not go with the value before them."""
    if "、" in told:
        return Left(left.start + told.rindex("、") + 1, left.end, left.stop)
    if "中" in told and (chosen := cues.CHOSEN.search(context.masked, left.start, left.end)):
        return Left(chosen.start() + 1, left.end, left.stop)  # 71名|候选人中评出10名
    counted = right_of(context, passage, left.start)
    if counted.noun and cues.GOES_ON.match(context.masked, counted.end, left.end):
        return Left(counted.end, left.end, left.stop)  # 27所|学校选送作品218件: the schools are what was counted before
    return left


def _behind_title(context: Context, left: Left) -> int:
    """Return where words before a value begin without the title of the one person who did it, or without the persons if several did."""
    doer = context.last_before(left.end - _SHORTEST_NOUN, left.start, "PERSON")
    if doer is None or context.text[doer.end] in _JOINED_TO_NAMES:
        return left.start
    return doer.start if context.last_before(doer.start, left.start, "PERSON") is None else doer.end


def _before(context: Context, passage: Passage, left: Left, told: str) -> str:
    """Return the noun phrase before a value; behind another value only what follows the last 、.

    ``told`` are the words as masked.
    """
    if left.stop == "V":
        if dear := _dear(context, passage, left.end):
            return dear
        left = _behind_value(context, passage, left, told)
        told = context.masked[left.start : left.end]
    listed = "等" in told or context.masked[left.end - 1] in _PERSON
    if listed and (names := cues.NAMES_LISTED.search(context.masked, left.start, left.end)):
        left = Left(left.start, names.start(), left.stop)
    if passage.kinds & _PERSONS and (begin := _behind_title(context, left)) > left.start:
        left = Left(begin, left.end, left.stop)
        told = context.masked[begin : left.end]
    text = _noun_of(context, left, told) if left.start < left.end else ""
    if left.stop in ("（", "(") and not text and left.start == left.end:
        named = context.last_before(left.start - 1, left.start - 1 - _LONGEST_NAME, "ORG", "PERSON")
        return named.text if named is not None and named.end == left.start - 1 else ""
    if left.stop in (":", "：") and left.start > passage.start and (_is_statement(text) or _labelled(context, passage, left)):
        label = left_of(context, passage, left.start - 1)
        name = _CLASS_AND_SECTION.sub("", tidy(context, label.start, label.end))
        return name + text
    if text in cues.SUM_UP and (parts := cues.PARTS_OF.match(context.text, passage.start, left.end)):
        return parts["name"] + text
    if text[-1:] in cues.ENDS_OF_MONEY and cues.OF_MONEY.fullmatch(text) and (item := budget_item(context, passage)):
        return item + text
    if ((text in cues.BARE and left.stop in ("。", "")) or text in cues.SUM_UP) and (label_text := run_in_heading(context, passage)):
        return label_text + text
    return _CLASS_BEFORE_ITEM.sub("", text) if "项" in text else text


def _noun_of(context: Context, left: Left, told: str) -> str:
    """Return the noun phrase that words amount to, without what leads in, a light verb, and what is before its last 的."""
    begin, end = tidy_span(context, left.start, left.end)
    start = light_end(context, begin, left.end)
    if "的" in told:
        start = after_de(context, start, left.end)
    return words(context, begin, end) if start == begin else tidy(context, start, left.end)


def _is_statement(text: str) -> bool:
    """Tell whether what stands between a colon and a value says nothing but what kind of figure this is, if anything."""
    return not text or any((cues.STATEMENT.match(text), cues.OF_MONEY.fullmatch(text), cues.RATE.fullmatch(text)))


def _labelled(context: Context, passage: Passage, left: Left) -> bool:
    """Tell whether the words before a colon are but the name of a work or programme: 《…》杂志：出刊12期."""
    label = left_of(context, passage, left.start - 1)
    named = context.between(label.start, label.end, "DOCUMENT", "PROGRAM")
    return len(named) == 1 and label.end - label.start - len(named[0].text) <= _SHORT_LABEL


def _joined(context: Context, left: Left, before: str, noun: str, verb: str) -> str:
    """Return verb or owner before a count together with the noun behind it."""
    if not before or context.text[left.end - 1] == "在":
        return _deed(verb) + noun
    return _put_together(before, noun, verb)


@lru_cache(maxsize=1 << 12)
def _put_together(before: str, noun: str, verb: str) -> str:
    """Return what is left of the words before a count, else the verb behind it, together with the noun behind it."""
    if len(before) > 10 or "、" in before or before.endswith(noun) or before.startswith(("来自", "由")):
        return _deed(verb) + noun
    if act := ENDS_IN_ACT.search(before):
        before = act[0]
    if whole := cues.AMONG.fullmatch(before):
        return noun + whole["whole"]
    if _LEAD_ONLY.fullmatch(before) or _NO_PART.search(before):
        before = ""
    return f"{before}{_deed(verb) if not before else ''}{noun}"


def _deed(verb: str) -> str:
    """Return the verb behind a noun if it says in what part those counted took part."""
    return verb if verb in ("参加", "参与", "参赛", "参训", "听取", "参观", "出席", "受益") else ""
