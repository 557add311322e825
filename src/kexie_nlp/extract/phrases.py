"""Noun phrases around a value: what stands before it, what behind it, cleared of the words that measure nothing."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kexie_nlp.extract import phrase_cues as cues
from kexie_nlp.extract.context import Context, Passage

_made: Final = tuple.__new__  # without the way through the constructor of named tuples


class Left(NamedTuple):
    """The words before a value, back to the last pause, value or open bracket.

    Attributes:
        start, end: their span. stop: the sign they stop at, "" at the start of the sentence, "V" at a value.
    """

    start: int
    end: int
    stop: str


def left_of(context: Context, passage: Passage, position: int) -> Left:
    """Return the words before ``position``; short bracketed asides belong to them, commas in names too."""
    masked, length = context.masked, len(context.masked)
    at, floor = position, passage.start
    while at > floor:
        if run := cues.TO_LEFT_SIGN.match(context.backwards, length - at, length - floor):
            at = length - run.end()
        if at == floor:
            break
        char = masked[at - 1]
        if char not in "）)":
            return _made(Left, (at, position, "V" if char in cues.VALUE_SIGNS else char))
        opening = max(masked.rfind("（", floor, at), masked.rfind("(", floor, at))
        if opening < 0 or len(cues.VALUE.findall(masked, opening, at)) > 1:
            return Left(at, position, char)  # 64个学会（理科9个、工科21个）共有会员2万人
        at = opening
    return Left(at, position, "")


def tidy(context: Context, start: int, end: int) -> str:
    """Return the words of a span without what leads in, what links and what points at the number."""
    return words(context, *tidy_span(context, start, end))


def tidy_span(context: Context, start: int, end: int) -> tuple[int, int]:
    """Return where those words begin and end."""
    start, end = _clip(context, start, end)
    if end - start <= cues.LONGEST_PLAIN:
        return start, end
    deed = _deed_start(context, start, end)
    return _clip(context, deed, end) if deed != start else (start, end)


@lru_cache(maxsize=1 << 12)  # reports tell the same of every year
def _may_tell_deed(told: str) -> bool:
    """Tell whether a phrase, as masked, may hold the word for a deed."""
    return cues.ACTS.search(told) is not None


def _deed_start(context: Context, start: int, end: int) -> int:
    """Return where the deed begins (发放科普资料), what leads up to it and who does it left out."""
    if not _may_tell_deed(context.masked[start:end]):
        return start
    acts = [act for act in cues.ACTS.finditer(context.masked, start, end) if act.end() < end - 1]
    acts = [act for act in acts if context.masked.count("（", start, act.start()) <= context.masked.count("）", start, act.start())]
    if not acts:
        return start
    doers = context.between(start, end, "ORG", "PERSON")
    if not doers and cues.SUM.search(context.masked, start, end):
        return start  # 慰问支出 is no deed
    chosen = acts[0] if acts[0].start() == start else None
    if doers and (behind := [act for act in acts if act.start() >= doers[-1].end]):
        chosen = behind[0]
    elif chosen is None and acts[-1].start() - start >= 4:
        chosen = acts[-1]
    if chosen is None:
        return start
    if cues.LIGHT_ACTS.fullmatch(chosen[0]) is None:
        return chosen.start()
    return chosen.end() + (context.masked[chosen.end()] == "了")


def _clip(context: Context, start: int, end: int) -> tuple[int, int]:
    """Return the span without leading and trailing function words."""
    masked = context.masked
    while start < end:
        if masked.find("原因", start, end) >= 0:
            head = cues.HEAD_OR_REASON.match(masked, start, end)
        else:
            char = masked[start]
            head = cues.HEAD.match(masked, start, end) if char in cues.HEAD_STARTS or char < "一" else None
        begin = head.end() if head else start
        tail = cues.TAIL.search(masked, max(begin, end - cues.LONGEST_TAIL), end) if masked[end - 1] in cues.TAIL_ENDS else None
        if tail and not cues.TAIL_KEEP.search(masked, max(begin, end - cues.LONGEST_TAIL), end):
            start, end = begin, tail.start()
        elif begin == start:
            break
        else:
            start = begin
    return start, end


def words(context: Context, start: int, end: int) -> str:
    """Return the words of a span without long asides in brackets."""
    text, masked = context.text[start:end], context.masked[start:end]
    if "（" in masked or "(" in masked or "等" in masked or "在" in masked:
        text = _without_asides(text, masked)
    return text.strip(" 　、，\n●■◆○▪★☆·-—").lstrip("）)")


@lru_cache(maxsize=1 << 12)
def _without_asides(text: str, masked: str) -> str:
    """Return a phrase, given as written and as masked, without its asides and lists of examples."""
    return "".join(text[piece] for piece in _outside_asides(masked))


def _outside_asides(masked: str) -> Iterator[slice]:
    """Yield the stretches of a phrase that neither an aside nor a list of examples (取暖、采购等困难) interrupts."""
    cursor = 0
    if listed := cues.EXAMPLES.match(masked):
        lead = cues.DEEDS.search(masked, 0, masked.index("、")) or cues.BEFORE_NAMES.match(masked)
        yield slice(0, lead.end() if lead else 0)
        cursor = listed.end()
    for match in cues.ASIDE.finditer(masked, cursor):
        yield slice(cursor, match.start())
        cursor = match.end()
    yield slice(cursor, None)


def after_de(context: Context, start: int, end: int) -> int:
    """Return where the head of a noun phrase begins: behind its last 的 outside names."""
    match = cues.LAST_OF.match(context.masked[start:end])
    if match is None or not (cues.OWNED.search(match[0]) or len(match[0]) > 14):
        return start
    return start + match.end()


def light_end(context: Context, start: int, end: int) -> int:
    """Return where the words behind a light verb (举办, 开展) begin."""
    if start >= end or context.masked[start] not in cues.LIGHT_STARTS:
        return start
    match = cues.LIGHT.match(context.masked, start, end)
    return match.end() if match and match.end() < end else start


class Right(NamedTuple):
    """The noun behind a value and the verb behind that; either may be empty."""

    noun: str
    verb: str
    end: int


def right_of(context: Context, passage: Passage, position: int) -> Right:
    """Return what a count counts, as far as it is told behind it: 名, then 参加."""
    masked, text = context.masked, context.text
    if position < passage.end and masked[position] in cues.PLAIN_PAUSES:
        return _made(Right, ("", "", position))  # as behind most values
    begin = position
    while begin < passage.end and masked[begin] in " 　”":
        begin += 1
    if begin < passage.end and masked[begin] == "“" and (quoted := cues.QUOTED.match(masked, begin, passage.end)):
        end = _noun_span(context, passage, quoted.end())[1]
        return Right(text[begin:end], "", end)
    if begin >= passage.end or masked[begin] in cues.PAUSES:
        return _made(Right, ("", "", begin))
    begin, end = _noun_span(context, passage, begin)
    char = masked[end : end + 1]
    if end == begin and char in cues.CLAUSE_STARTS and (clause := cues.CLAUSE_HEAD.match(masked, begin, passage.end)):
        return Right(text[clause.start("noun") : clause.end("noun")], "", clause.end())
    if char in cues.ROLE_STARTS and (role := cues.ROLE.match(masked, end, passage.end)):
        return Right(text[role.start("role") : role.end("role")], "", role.end())
    verb = cues.VERB.match(masked, end, passage.end) if char in cues.VERB_STARTS else None
    noun = text[begin:end].strip("等").removesuffix("之一")
    if noun.startswith(cues.MORE_OR_LESS):
        noun = noun[2:]
    if "中" in noun or noun.endswith("里"):
        noun = cues.PLACE_WORD.sub("", noun)
    return _made(Right, (noun, verb[0] if verb else "", end))


def _noun_span(context: Context, passage: Passage, begin: int) -> tuple[int, int]:
    """Return the span of the noun that begins at ``begin``: up to a pause, a verb, 的 or a value."""
    masked, text = context.masked, context.text
    at, limit = begin, min(passage.end, begin + cues.LONGEST_NOUN)
    while at < limit:
        char = masked[at]
        if char not in cues.NO_PART_OF_NOUNS:
            at += 1
        elif "\ue000" <= char <= "\uf8ff":
            entity = context.at(at)
            if entity is None or entity.type in cues.NO_NOUN or (at > begin and entity.type in cues.NO_TAIL):
                break
            at = entity.end
        elif char in "（(":
            close = masked.find("）", at, at + 8)
            if at == begin or close < 0:
                break
            at = close + 1
        elif char == "、" and at > begin and _list_goes_on(masked, at, passage.end):
            at += 1
        elif char == "的" and (at == begin or text[begin:at] in ("新", "大", "小", "全新")):
            begin = at = at + 1
        elif char in cues.NOUN_ENDS or (char in cues.NOUN_CUTS and cues.VERB.match(masked, at)):
            break
        else:
            at += 1
    if masked[at : at + 1] in cues.VALUE_SIGNS and (following := cues.NEXT_TOLD.search(masked, begin + 1, at)):
        at = following.start()
    if at - begin > cues.LONGEST_PERSONS and (persons := cues.PERSONS.search(masked, begin, at)):
        at = persons.end()
    return begin, at


def _list_goes_on(masked: str, at: int, end: int) -> bool:
    """Tell whether the words behind a 、 belong to the same noun list rather than to the next count."""
    following = cues.LIST_ITEM.match(masked, at + 1, end)
    return following is not None and not cues.VALUE.match(masked, following.end()) and not cues.NO_ITEM.search(following[0])
