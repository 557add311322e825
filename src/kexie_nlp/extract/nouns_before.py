"""The noun phrase before a value, with the label, heading or item that it needs in front."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.bearers import ENDS_OF_GUESTS, guests
from kexie_nlp.extract.clauses import ENDS_ON_THE_WAY, WAYS, on_the_way
from kexie_nlp.extract.context import Context, Passage, kinds_of
from kexie_nlp.extract.masking import signs
from kexie_nlp.extract.phrase_cues import DEEDS
from kexie_nlp.extract.phrases import Left, after_de, left_of, light_end, right_of, tidy, tidy_span, words
from kexie_nlp.extract.reviews import budget_item, run_in_heading

_CLASS_AND_SECTION: Final = re.compile(r"^.*[（(][类款][)）]\s*")
_CLASS_BEFORE_ITEM: Final = re.compile(r"^.*[（(][类款][)）]\s*(?=.*[（(]项[)）])")
_PERSON: Final = signs("PERSON")
_JOINED_TO_NAMES: Final = frozenset("的、和及与等同（(”」》")
_LONGEST_NAME: Final = 40
_SIGHT: Final = 80  # how far before a count the threshold of what is counted may stand
_SHORT_LABEL: Final = 4
_SHORTEST_NOUN: Final = 2
_REPORTED: Final = re.compile("(?:形成|撰写|完成|提交)?了?报告")  # what came of the 调研 told before
_IN_SCOPE: Final = re.compile("(?:部门)?决算(?:汇总)?编[制报]范围的?.+")  # 纳入本部门2024年决算编制范围的单位
# 学会中建立党组织的有34个
_SOME_OF: Final = re.compile(
    "(?P<whole>[^，。；、]{2,12})中(?P<deed>[^，。；]{2,20})的(?:还|仍|已|也|共|就|均)*(?:有|达|为|不到|不足|近|超过?)+"
)
_ONES_WITH: Final = re.compile("(?P<whole>[^，。；、]{2,12})中已?(?P<deed>建成|建立|成立|设立|完成|通过|配备|组建)了?")
# since when it is so: 技术推广后年节水, 投入使用以来累计接待
_SINCE: Final = re.compile(
    "[^，。；、的（）\ue000-\uf8ff]{0,6}?(?:推广|使用|应用|改造|实施|建成|投用|投产|开馆|开放|启用|上线|运行|转化|落地)(?:以来|之?后)(?=[^，。；\ue000-\uf8ff]{2})"
)
_PERSONS: Final = kinds_of("PERSON")
_MAY_LABEL: Final = frozenset("（(:：")


def _dear(context: Context, passage: Passage, end: int) -> str:
    """Return what costs more than a threshold that stands before its count: 单价50万元以上通用设备0台, or ""."""
    sight = max(passage.start, end - _SIGHT)
    dear = cues.DEARER.search(context.text, sight, end) if context.text.find("价", sight, end) >= 0 else None
    return cues.BLANKS.sub("", dear["price"] + dear["what"]) if dear else ""


def _behind_value(context: Context, passage: Passage, left: Left, told: str) -> Left:
    """Return the words before a value that do not go with the value before them."""
    if "、" in told:
        deed = DEEDS.search(told, 1, told.index("、"))
        begin = deed.start() if deed and deed.end() < told.index("、") and "等" not in told else told.rindex("、") + 1
        return Left(left.start + begin, left.end, left.stop)
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


def noun_before(context: Context, passage: Passage, left: Left, told: str) -> str:
    """Return the noun phrase before a value; behind another value only what follows the last 、.

    ``told`` are the words as masked.
    """
    if left.stop == "V":
        if dear := _dear(context, passage, left.end):
            return dear
        left = _behind_value(context, passage, left, told)
        told = context.masked[left.start : left.end]
    if ("后" in told or "以来" in told) and (since := _SINCE.match(told)):
        left = Left(left.start + since.end(), left.end, left.stop)
        told = context.masked[left.start : left.end]
    listed = "等" in told or context.masked[left.end - 1] in _PERSON
    if listed and (names := cues.NAMES_LISTED.search(context.masked, left.start, left.end)):
        left = Left(left.start, names.start(), left.stop)
    if passage.kinds & _PERSONS and (begin := _behind_title(context, left)) > left.start:
        left = Left(begin, left.end, left.stop)
        told = context.masked[begin : left.end]
    if "中" in told and "的" in told and (some := _SOME_OF.fullmatch(told)):
        return context.text[left.start + some.start("deed") : left.start + some.end("deed")] + tidy(
            context, left.start, left.start + some.end("whole")
        )
    if told[-1:] in ENDS_OF_GUESTS and "、" in told and (asked := guests(context, left, told)):
        return asked
    if "中" in told and left.stop == "V" and (some := _ONES_WITH.fullmatch(told)):
        return (
            context.text[left.start + some.start("deed") : left.start + some.end("deed")]
            + context.text[left.start : left.start + some.end("whole")]
        )
    if told[-1:] in ENDS_ON_THE_WAY and not WAYS.isdisjoint(told) and (deed := on_the_way(context, left, told)):
        return deed
    return _with_label(context, passage, left, _noun_of(context, left, told) if left.start < left.end else "")


@lru_cache(maxsize=1 << 12)  # reports tell the same of every year
def _may_need_label(text: str) -> bool:
    """Tell whether ``_with_label`` does anything with a noun phrase that follows no bracket and no colon."""
    may_be_sum = text in cues.BARE or text in cues.SUM_UP or text[-1:] in cues.ENDS_OF_MONEY
    return may_be_sum or text[-2:] == "报告" or "预算安排" in text or "项" in text or text.startswith("纳入")


def _with_label(context: Context, passage: Passage, left: Left, text: str) -> str:
    """Return a noun phrase with the name, label, item or heading before it that it is told under."""
    if left.stop not in _MAY_LABEL and not _may_need_label(text):
        return text
    if text[-2:] == "报告" and _REPORTED.fullmatch(text) and context.text.find("调研", passage.start, left.start) >= 0:
        return "调研报告"
    if "预算安排" in text and not text.endswith("安排"):
        text = text.replace("预算安排", "预算", 1)
    if text.startswith("纳入") and (scope := _IN_SCOPE.search(text)):
        return scope[0]
    if left.stop in ("（", "(") and not text and left.start == left.end:
        named = context.last_before(left.start - 1, left.start - 1 - _LONGEST_NAME, "ORG", "PERSON")
        return named.text if named is not None and named.end == left.start - 1 else ""
    if left.stop in (":", "：") and left.start > passage.start and (_is_statement(text) or _labelled(context, passage, left)):
        label = left_of(context, passage, left.start - 1)
        name = _CLASS_AND_SECTION.sub("", tidy(context, label.start, label.end))
        return name + text
    if text in cues.SUM_UP and (parts := cues.PARTS_OF.match(context.text, passage.start, left.end)):
        return parts["name"] + text
    if text[-1:] in cues.ENDS_OF_MONEY and cues.OF_MONEY.fullmatch(text) and (item := budget_item(context, passage, left.start)):
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
