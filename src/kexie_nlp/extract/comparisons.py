"""Figures told by comparison: shares, parts of a budget, changes, both ends of a from–to statement, several figures told together."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.phrases import Left, right_of, tidy
from kexie_nlp.extract.severally import bases, severally, tells_together
from kexie_nlp.extract.states import part_stated, stated, unmoved
from kexie_nlp.extract.topics import with_event
from kexie_nlp.labels import VALUE_TYPES
from kexie_nlp.records import Change

_PERCENTS: Final = kinds_of("PERCENT")
_SETTLEMENT: Final = re.compile("(?:决算|(?:年初|全年|调整后?)?预算)数?$")

_RATED: Final = re.compile("(?:率|比例|比重|占比|水平|度|指数)$")
# a figure without a measure that went up or down: 影响因子由1.316升至1.482，提高12.6%
_WENT: Final = re.compile(r"(?<![^，。；：])(?P<subject>[^，。；：\d由从]{2,14})[由从]\d[\d.,]*[^，。；：\d]{0,5}[至到]了?\d[\d.,]*，$")
_MEASURED: Final = re.compile("(?P<measure>(?:的|具备|拥有)[^的，。；]{2,14}(?:率|比例|比重|占比|水平))$")
_SHORT_NAME: Final = 10
_PERCENT_SIGNS: Final = frozenset("%％")
# 年均1.05个百分点的增幅
_PACE: Final = re.compile("的(?P<pace>增[幅速]|涨幅|降幅|升幅)")
_THAN_ANOTHER: Final = re.compile(
    "(?:高于|低于|多于|少于|超过|不及)(?P<other>[^，。；\\d\ue000-\uf8ff]{2,10})的$"
)  # 明显高于女性公民的3.38%
_YEARS: Final = frozenset(["全年", "上年", "全省", "全市", "全县"])  # of which a share may be, though they lead in elsewhere


def compared_figure(
    context: Context, passage: Passage, value: Entity, left: Left, masked: str, memory: Memory
) -> tuple[str, Change] | None:
    """Return the indicator of a share, a part of a budget, a change, or one of several figures told together, or None.

    ``masked`` are the words before the value.
    """
    if value.type == "PERCENT" and memory.level and (pace := _PACE.match(context.masked, value.end)):
        return memory.level + ("年均" if masked.endswith("年均") else "") + pace["pace"], "by"
    if "分别" in masked and value.type == "AMOUNT" and (granted := _granted(context, passage, left, masked, memory)):
        return granted, "of"
    if tells_together(masked) and (several := severally(context, passage, value, left, masked, memory)):
        return several
    if masked[-1] in cues.ENDS_OF_BASE and (base := cues.BASE.fullmatch(masked)):
        if first := bases(context, passage, value, memory):
            return first, "from"
        _take_base(context, passage, value, left, base, memory)
        if memory.level:
            return memory.level, "from"
    if left.stop in ("（", "(") and memory.level and cues.ASIDE_BASE.fullmatch(masked):
        return memory.level, "from"
    may_have_part = value.type != "PERCENT" and passage.kinds & _PERCENTS
    whole = cues.OF_WHOLE.match(context.masked, value.end, passage.end) if may_have_part else None
    if (
        "占" in masked
        and cues.FROM_TO.match(context.masked, value.end, passage.end)
        and (moved := _moved(context, passage, value, left, masked, memory))
    ):
        return moved
    if "占" in masked and (share := _share(context, passage, value, left, masked, memory, whole)):
        return share, "of"
    if ("预算" in masked or value.type == "PERCENT" or whole) and (budget := cues.BUDGET.search(masked)):
        subject = tidy(context, left.start, left.start + budget.start()) or _subject(memory)
        what = context.text[left.start + budget.start("what") : left.start + budget.end("what")]
        if whole:
            memory.queue = [(subject + what, "of")]
            what = cues.MET.sub("", what)
        return subject + cues.WITHIN.sub("", what), "of"
    if moved := _moved(context, passage, value, left, masked, memory):
        return moved
    if value.type == "PERCENT" and masked.endswith("的") and (than := _THAN_ANOTHER.search(masked)):
        return _in_same_measure(context.text[left.start + than.start("other") : left.end - 1], memory), "of"
    change = cues.CHANGE.search(masked, len(masked) - cues.LONGEST_CUE) if masked[-1] in cues.ENDS_OF_CHANGE else None
    if change and not (value.type == "QUANTITY" and _is_new(context, passage, value, change["verb"])):
        name = _change(context, passage, value, left, change, memory)
        return (with_event(context, passage, value, left, name) if cues.NEEDS_EVENT.match(name) else name), "by"
    return None


def _take_base(context: Context, passage: Passage, value: Entity, left: Left, base: re.Match[str], memory: Memory) -> None:
    """Keep, as what was told last, what an earlier figure measures that another is compared with."""
    subject = tidy(context, left.start, left.start + base.end("subject"))
    if base["mean"]:
        subject = memory.level if base["mean"] in memory.level else base["mean"] + memory.level
    subject = memory.told_in(value.text) if cues.TALLIES.fullmatch(subject) else "" if subject in cues.STAND_INS else subject
    if subject and memory.told_in(value.text).endswith(subject):
        subject = memory.told_in(value.text)
    subject = subject or _referent(context, passage, value, left, memory)
    subject = with_event(context, passage, value, left, subject) if cues.WON.match(subject) else subject
    memory.level = subject if len(subject) > 1 else memory.level


def _granted(context: Context, passage: Passage, left: Left, masked: str, memory: Memory) -> str:
    """Return what the first of two honours told before was granted (…和…，分别获奖补5万元和2万元), and keep the other; "" if none was."""
    phrase = masked[masked.index("分别") + 2 :]
    begin = max(passage.start, context.masked.rfind("；", passage.start, left.end))
    if not cues.GRANT.fullmatch(phrase) or not (told := context.between(begin, left.end, "AWARD")):
        return ""
    pause = context.masked.find("，", told[-1].end, left.end + 1)
    honours = [told[-2].text, told[-1].text] if len(told) > 1 else context.text[told[0].start : pause].split("和")
    if len(honours) != 2:
        return ""
    phrase = phrase.lstrip("获得各到")
    memory.queue = [(honours[1] + phrase, "of")]
    return honours[0] + phrase


def _subject(memory: Memory) -> str:
    """Return the subject of the last level, without the word for its kind of figure."""
    name = memory.level
    if name.endswith(("支出决算", "支出决算数")):
        return name.removesuffix("数").removesuffix("决算")
    return _SETTLEMENT.sub("", name) or memory.whole or name


def _share(context: Context, passage: Passage, value: Entity, left: Left, masked: str, memory: Memory, whole: re.Match[str] | None) -> str:
    """Return X占Y for a share, Y for the whole told before it (占总数200个的93%), or ""."""
    if value.type == "AMOUNT" and not whole:
        return ""
    share = cues.SHARE.search(masked)
    if share is None or (value.type == "QUANTITY" and ("占" in value.text or share["base"] == "地面积")):
        return ""
    subject = tidy(context, left.start, left.start + share.start()).removesuffix("的")
    whole_told = ""
    if not subject:
        subject, whole_told = part_stated(context, passage, left)
    subject = subject or memory.passing or memory.level
    base = tidy(context, left.start + share.start("base"), left.start + share.end("base"))
    base = base or (share["base"] if share["base"] in _YEARS and not whole else whole_told)
    memory.base = base or memory.base
    base = base or (memory.level if subject == memory.passing else "")
    if whole and (base := base or whole["noun"]):
        memory.queue = [(f"{subject}占{base}", "of")]
        return base
    return f"{subject}占{base or memory.base or _whole_of(subject, memory)}"


def _whole_of(subject: str, memory: Memory) -> str:
    """Return what a share is of where the text does not say: the last sum of all, or the count told before the subject, never itself."""
    if memory.whole and memory.whole != subject:
        return memory.whole
    if memory.total and memory.total != subject and ("支" in memory.total or "支出" not in subject):
        return memory.total
    return memory.levels[-2] if len(memory.levels) > 1 else "比"


def _moved(context: Context, passage: Passage, value: Entity, left: Left, masked: str, memory: Memory) -> tuple[str, Change] | None:
    """Return the indicator of either end of a from–to statement."""
    before = cues.FROM.search(masked, len(masked) - cues.LONGEST_FROM) if "由" in masked or "从" in masked else None
    if before and cues.FROM_TO.match(context.masked, value.end, passage.end):
        subject = tidy(context, left.start, left.start + before.start())
        subject = subject or (stated(context, passage, left) if left.stop == "，" else "") or memory.level
        subject = _in_same_measure(subject, memory) if value.text[-1] in _PERCENT_SIGNS else subject
        subject = memory.told_in(value.text) if subject in cues.STAND_INS else subject
        is_rate = value.type == "PERCENT" and memory.here and cues.RATE.fullmatch(subject)
        subject = memory.rated() + subject if is_rate else with_event(context, passage, value, left, subject)
        memory.source = subject
        return subject, "from"
    if ("到" in masked or "至" in masked or masked[-1] in "为成了") and (to := cues.TO.search(masked, len(masked) - cues.LONGEST_TO)):
        subject = tidy(context, left.start, left.start + to.start())
        subject = cues.FROM_BARE.sub("", subject)
        if memory.source and (left.stop == "V" or not subject):
            subject = memory.source
        if memory.money.endswith("预算") and "调整" in to[0] and (not subject or cues.ADDED.fullmatch(subject)):
            subject = cues.BARE_ESTIMATE.sub("", memory.money) + "调整预算"
        elif not subject or subject in cues.STAND_INS:
            subject = memory.level
        elif subject != memory.source:
            subject = with_event(context, passage, value, left, subject)
        return (subject, "of") if subject else None
    return None


def _in_same_measure(subject: str, memory: Memory) -> str:
    """Return a subject that is only a name with what the rate told before it measures: 城镇居民的科学素质水平…，农村居民从1.83%."""
    told = _MEASURED.search(memory.source or memory.level)
    return subject + told["measure"] if told and len(subject) <= _SHORT_NAME and not _RATED.search(subject) else subject


def _is_new(context: Context, passage: Passage, value: Entity, verb: str) -> bool:
    """Tell whether 新增5个展区 names what is new rather than how much an earlier figure grew."""
    return verb in ("新增", "增", "多", "少", "减", "降") and bool(right_of(context, passage, value.end).noun)


def _referent(context: Context, passage: Passage, value: Entity, left: Left, memory: Memory) -> str:
    """Return what a comparison without subject speaks of: the sum of prizes or parts told before, or the last figure of its measure."""
    if won := memory.sum_of_prizes():
        return won
    measure = cues.measure_of(value.text)
    if memory.mean[0] and memory.mean[1] == measure:
        return memory.mean[0]
    of_percent = value.type == "PERCENT"
    opens = not context.between(passage.start, left.end, *VALUE_TYPES)
    if (memory.listed or opens) and memory.whole and (of_percent or measure == memory.whole_measure):
        return memory.whole
    return memory.level if of_percent else memory.told_in(value.text)


def _is_event(context: Context, start: int, end: int) -> bool:
    """Tell whether words are but the name of the event that is compared with: 较上年“全国科普日”增加."""
    event = context.last_before(end, start, "ACTIVITY", "COMPETITION")
    return event is not None and not context.text[start : event.start].strip("“") and not context.text[event.end : end].strip("”")


def _change(context: Context, passage: Passage, value: Entity, left: Left, change: re.Match[str], memory: Memory) -> str:
    """Return subject and verb of an increase or decrease."""
    end = left.start + change.start()
    begin = left.start
    compared = list(cues.COMPARED.finditer(context.masked, begin, end))
    subject = tidy(context, begin, compared[0].start() if compared else end)
    if compared and not subject and not (memory.level and _is_event(context, compared[-1].end(), end)):
        subject = tidy(context, compared[-1].end(), end)
    if (
        compared
        and not subject
        and (told := cues.SAME_CHANGE.search(context.masked, passage.start, begin))
        and told["verb"] == change["verb"]
    ):
        subject = tidy(context, told.start("subject"), told.end("subject"))
    subject = subject if len(subject) > 1 and not cues.NO_SUBJECT.fullmatch(subject) else ""
    if memory.prizes and subject:
        subject = next((prize for prize in memory.prizes if subject.startswith(prize.rpartition(" ")[2])), subject)
    if cues.TALLIES.fullmatch(subject) and memory.level:
        return memory.level + subject + change["verb"]
    if not subject and left.stop == "，" and (went := _WENT.search(context.text, passage.start, left.start)):
        subject = went["subject"]
    if not subject and compared and left.stop == "，":
        subject = unmoved(context, passage, left)
    if not subject or subject in cues.STAND_INS or (cues.STATEMENT.match(subject) and subject in memory.level):
        subject = _referent(context, passage, value, left, memory) or subject
    memory.level, memory.moved = subject, change["verb"]
    return subject + change["verb"]
