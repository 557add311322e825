"""What a value measures, as a short noun phrase made of the words around it."""

import re
from dataclasses import dataclass, field
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.phrases import ENDS_IN_ACT, Left, after_de, left_of, light_end, right_of, tidy, tidy_span, words
from kexie_nlp.extract.topics import counted_event, run_in_heading, with_event
from kexie_nlp.records import Change

_CLASS_AND_SECTION: Final = re.compile(r"^.*[（(][类款][)）]\s*")
_CLASS_BEFORE_ITEM: Final = re.compile(r"^.*[（(][类款][)）]\s*(?=.*[（(]项[)）])")
_LEAD_ONLY: Final = re.compile("(?:组织|吸引|共|全面|申报和实施|完成|组建|设立|成立|建立)+了?")
_SETTLEMENT: Final = re.compile("决算数?$")


@dataclass(slots=True)
class Memory:
    """What has been measured before in a paragraph.

    Attributes:
        level: the last indicator of a value itself, to which an increase or share without subject refers.
        whole: the indicator that parts behind 其中 and shares refer to.
        here: the last indicator of a count in the same sentence, whose attributes (面积, 资金) may follow.
        source: the subject of a from–to statement whose second value is still to come.
        queue: the names, told before 分别, of the values still to come.
    """

    level: str = ""
    whole: str = ""
    source: str = ""
    here: str = ""
    queue: list[str] = field(default_factory=list)


def indicator(context: Context, passage: Passage, value: Entity, memory: Memory) -> tuple[str, Change]:
    """Return what ``value`` measures, "" if nothing tells it, and whether it is a level, a change or an earlier level."""
    left = left_of(context, passage, value.start)
    if memory.queue and left.stop == "V" and context.text[left.start : left.end].strip() in cues.JOINTS:
        return memory.queue.pop(0), "of"
    memory.queue = []
    if cues.COMPARISON.search(context.masked, left.start, left.end) and (compared := _compared(context, passage, value, left, memory)):
        return compared
    return _level(context, passage, value, left, memory), "of"


def _compared(context: Context, passage: Passage, value: Entity, left: Left, memory: Memory) -> tuple[str, Change] | None:
    """Return the indicator of a share, a part of a budget, a change, or one of several figures told together, or None."""
    masked = context.masked[left.start : left.end]
    if share := _share(context, value, left, masked, memory):
        return share, "of"
    if "预算" in masked and (budget := cues.BUDGET.search(masked)):
        subject = tidy(context, left.start, left.start + budget.start()) or _subject(memory)
        return subject + context.text[left.start + budget.start("what") : left.start + budget.end("what")], "of"
    if moved := _moved(context, passage, value, left, masked, memory):
        return moved
    change = cues.CHANGE.search(masked, len(masked) - cues.LONGEST_CUE)
    if change and not (value.type == "QUANTITY" and _is_new(context, passage, value, change["verb"])):
        return _change(context, left, change, memory), "by"
    if each := cues.EACH.search(masked, len(masked) - cues.LONGEST_CUE):
        names = [name for name in re.split("[、和及]", tidy(context, left.start, left.start + each.start())) if name]
        if len(names) > 1:
            memory.queue = names[1:]
            return names[0], "of"
    return None


def _subject(memory: Memory) -> str:
    """Return the subject of the last level, without the word for its kind of figure."""
    name = memory.level
    if name.endswith(("支出决算", "支出决算数")):
        return name.removesuffix("数").removesuffix("决算")
    return _SETTLEMENT.sub("", name) or name


def _share(context: Context, value: Entity, left: Left, masked: str, memory: Memory) -> str:
    """Return X占Y for a share, or ""."""
    if value.type == "AMOUNT":
        return ""
    share = cues.SHARE.search(masked)
    if share is None or (value.type == "QUANTITY" and "占" in value.text):
        return ""
    subject = tidy(context, left.start, left.start + share.start()).removesuffix("的") or memory.level
    base = tidy(context, left.start + share.start("base"), left.start + share.end("base"))
    return f"{subject}占{base or memory.whole}"


def _moved(context: Context, passage: Passage, value: Entity, left: Left, masked: str, memory: Memory) -> tuple[str, Change] | None:
    """Return the indicator of either end of a from–to statement."""
    if (before := cues.FROM.search(masked, len(masked) - cues.LONGEST_FROM)) and cues.FROM_TO.match(context.masked, value.end, passage.end):
        subject = tidy(context, left.start, left.start + before.start()) or memory.level
        subject = with_event(context, passage, value, left, subject)
        memory.source = subject
        return subject, "from"
    if to := cues.TO.search(masked, len(masked) - cues.LONGEST_CUE):
        subject = tidy(context, left.start, left.start + to.start())
        if memory.source and (left.stop == "V" or not subject):
            subject = memory.source
        if not subject or subject in cues.STAND_INS:
            subject = memory.level
        return (subject, "of") if subject else None
    return None


def _is_new(context: Context, passage: Passage, value: Entity, verb: str) -> bool:
    """Tell whether 新增5个展区 names what is new rather than how much an earlier figure grew."""
    return verb in ("新增", "增", "多", "少", "减", "降") and bool(right_of(context, passage, value.end).noun)


def _change(context: Context, left: Left, change: re.Match[str], memory: Memory) -> str:
    """Return subject and verb of an increase or decrease."""
    end = left.start + change.start()
    begin = left.start
    compared = list(cues.COMPARED.finditer(context.masked, begin, end))
    subject = tidy(context, begin, compared[0].start() if compared else end)
    if compared and not subject:
        subject = tidy(context, compared[-1].end(), end)
    subject = subject if len(subject) > 1 else ""
    if not subject or subject in cues.STAND_INS or (cues.STATEMENT.match(subject) and subject in memory.level):
        subject = memory.level or subject
    memory.level = subject
    return subject + change["verb"]


def _level(context: Context, passage: Passage, value: Entity, left: Left, memory: Memory) -> str:
    """Return the indicator of a value itself from the noun before or behind it."""
    if counted := counted_event(context, value, left):
        return counted
    right = right_of(context, passage, value.end) if value.type == "QUANTITY" else None
    before = _before(context, passage, left)
    if right is not None and right.noun and len(right.noun) > 1:
        return with_event(context, passage, value, left, _joined(context, left, before, right.noun, right.verb))
    if right is not None and right.verb and len(before) < 3 and left.stop != "V":
        deed = cues.DEED.match(context.masked, right.end, passage.end)
        told = context.text[right.end : deed.end()] if deed else ""
        return with_event(
            context,
            passage,
            value,
            left,
            told + ("人员" if (value.text[-1] in "人名次）" and value.text[-1] != "次") or value.text.endswith("人次") else ""),
        )
    if not before and memory.level:
        return memory.level if left.stop in ("V", "A") or not (right and right.verb) else ""
    if before in cues.OUTCOMES and memory.level:
        return before + cues.ACTED.sub("", memory.level)
    if value.type == "PERCENT" and cues.RATE.fullmatch(before) and memory.level:
        return cues.SPENT.sub("", memory.level) + before
    if cues.ATTRIBUTE.fullmatch(before) and memory.here:
        return memory.here + before
    if cues.KIND_ONLY.fullmatch(before) and memory.whole and _among(context, passage, left):
        return before + memory.whole
    return with_event(context, passage, value, left, before)


def _among(context: Context, passage: Passage, left: Left) -> bool:
    """Tell whether a value is one of the parts that 其中 introduces."""
    return context.text.rfind("其中", passage.start, left.end) >= 0


def _before(context: Context, passage: Passage, left: Left) -> str:
    """Return the noun phrase before a value; behind another value only what follows the last 、."""
    if left.stop == "V" and (cut := context.masked.rfind("、", left.start, left.end)) >= 0:
        left = Left(cut + 1, left.end, left.stop)
    if context.masked.find("等", left.start, left.end) >= 0 and (names := cues.NAMES_LISTED.search(context.masked, left.start, left.end)):
        left = Left(left.start, names.start(), left.stop)
    span = tidy_span(context, left.start, left.end)
    start = after_de(context, light_end(context, span[0], left.end), left.end)
    text = words(context, *span) if start == span[0] else tidy(context, start, left.end)
    if (not text or cues.STATEMENT.match(text)) and left.stop in (":", "：") and left.start > passage.start:
        label = left_of(context, passage, left.start - 1)
        name = _CLASS_AND_SECTION.sub("", tidy(context, label.start, label.end))
        return name + text
    if text in cues.BARE and left.stop in ("。", "") and (label_text := run_in_heading(context, passage)):
        return label_text + text
    return _CLASS_BEFORE_ITEM.sub("", text)


def _joined(context: Context, left: Left, before: str, noun: str, verb: str) -> str:
    """Return verb or owner before a count together with the noun behind it."""
    if len(before) > 10 or before.endswith(noun):
        before = ""
    if act := ENDS_IN_ACT.search(before):
        before = act[0]
    if _LEAD_ONLY.fullmatch(before):
        before = ""
    return f"{before}{_deed(verb) if not before else ''}{noun}"


def _deed(verb: str) -> str:
    """Return the verb behind a noun if it says in what part those counted took part."""
    return verb if verb in ("参加", "参与", "参赛", "听取", "参观", "出席", "受益") else ""
