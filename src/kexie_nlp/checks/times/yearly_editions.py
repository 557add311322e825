"""Whether the editions of a series that is held once a year go up by one a year: 一年一届，2016年为第11届，2018年第14届.

The years may be told as those of the first edition (2007年创办), of the year reported on and of the next one, in any part of the report.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.times.edition_years import Told, names_in, told_beside, told_by_name
from kexie_nlp.checks.times.events import same_series
from kexie_nlp.checks.told.context import Context, Passage

UNBROKEN: Final = re.compile(
    r"(?:疫情(?:期间|时|三年)?[^，。；]{0,12}?)?(?:从来?[未没无不]有?|没有?|未曾?|不曾|不|毫无|并无)(?:有过?|出现过?)?(?:间断|中断|断[过档线]|停[过办]|[缺落空]过|断(?=[，,。；;、）)]))过?"
    r"|[届年]{2}不[断落]|连续不断"
)
_YEARLY: Final = re.compile(
    r"(?<![两二三四五隔几])[一每]年(?:都|只|均|定期)?(?:举办|举行|开展|召开|组织|办|开)?一[届度次]"
    r"|每届(?:间隔|相隔)一年|(?<![两二三四五隔])年度(?:大赛|赛事)"
)
_OFTEN: Final = re.compile(
    r"(?:每年|年年|逐年)都?(?:如期|定期|坚持)?(?:举办|举行|召开|办)|连[续年](?:[^，。；第]{0,6}年)?(?:成功)?(?:举办|举行|承办|办)"
)
BROKEN: Final = re.compile(
    r"停办|停赛|停了|停摆|暂停|中断|断档|间断|取消|未办|没办|未能|没能|未举[办行]|没有举[办行]|延期|推迟|顺延|延至|推至|补办|间隔"
    r"|[两二三四五]年(?:举办|办)?一[届次度]|隔年|隔一?年"
    r"|疫情|非典|跳过|合并|并为|恢复|重启|复办|改[为名称]|更名|升格|升级|整合|年[两二]届|[两二]届[合并]|单数年|双数年|易名|前身|筹办|分别"
)
_LAST_YEAR: Final = re.compile(r"[去上]一?[年届]")
_SICK: Final = range(2020, 2023)  # many a series that is "held every year" was not in these
_FEW: Final = 3
_FAR: Final = 5  # another series of the same name
_MOST: Final = 100  # statements of a report
_TWO: Final = 2
_SCORE: Final = 0.65
_DOUBT: Final = 0.55


def check_yearly_editions(context: Context) -> Iterator[Relation]:
    """Yield whether editions of series that are said to be held every year fit their years."""
    by_name: list[Told] | None = None
    seen: set[int] = set()
    statements = 0
    for line in context.paragraphs():
        for at, passage in enumerate(line):
            is_yearly, is_unbroken = bool(_YEARLY.search(passage.text)), bool(UNBROKEN.search(passage.text))
            is_often = bool(_OFTEN.search(passage.text))
            if not (is_yearly or is_unbroken or is_often) or statements >= _MOST or _is_broken(line):
                continue
            statements += 1
            found = _beside(context, line, at)
            names = found[0] if found else []
            if found is None or (not names and not found[1]):
                continue
            if by_name is None:
                by_name = list(told_by_name(context))
            told = found[1] + [one for one in by_name if any(same_series(one.series, name) for name in names)]
            told = [one for one in told if one.start not in seen]
            if any(_is_told_broken(one.text, names) for one in context.passages):
                continue
            found_here = list(_on_a_line(told, is_yearly=is_yearly or (is_often and is_unbroken), is_unbroken=is_unbroken))
            seen.update(start for relation in found_here for start, _ in relation.spans)
            yield from found_here


def _is_broken(line: Sequence[Passage]) -> bool:
    """Tell whether sentences speak of a year that was left out, of another rhythm, or of several series one by one."""
    return any(BROKEN.search(UNBROKEN.sub("", passage.text)) for passage in line)


def _is_told_broken(text: str, names: Sequence[str]) -> bool:
    """Tell whether what a sentence tells with the name of a series, up to the next ；, may speak of a year that was left out."""
    parts = [part for part in re.split("[；;]", text) if any(name in part for name in names)]
    return any(BROKEN.search(UNBROKEN.sub("", part)) for part in parts)


def _beside(context: Context, line: Sequence[Passage], at: int) -> tuple[list[str], list[Told]] | None:
    """Return the name of the series that is said to be yearly, and the editions told with it; None if several may be meant."""
    passage = _of_one(line[at])
    names = names_in(passage.text)
    before = line[at - 1] if at else None
    if not names and before is not None:
        names = names_in(before.text)
    elif not names:
        names = [name for title in context.headings(passage.section)[:1] for name in names_in(title)]
    told = list(told_beside(passage, context.told_year, names))
    if not _is_one(names):
        return None
    for other in (before, line[at + 1] if at + 1 < len(line) else None):
        if other is not None and all(_is_one([name, *names]) for name in names_in(other.text)):
            told += told_beside(other, context.told_year, names)
            names += [name for name in names_in(other.text) if names and name not in names]  # 青年学者论坛, 第六届论坛
    for other in line[at + _TWO :]:
        if names_in(other.text):
            break
        told += [one for one in told_beside(other, context.told_year) if _LAST_YEAR.match(one.text) or _LAST_YEAR.search(_before(one))]
    return names, told


def _before(told: Told) -> str:
    """Return the characters right before an edition in its sentence."""
    return told.passage.text[: told.start - told.passage.start][-_FAR:]


def _of_one(passage: Passage) -> Passage:
    """Return the clauses of a sentence up to the one that names another series, if what is yearly is told in them."""
    ends = [match.start() for match in re.finditer(r"[，,；;]", passage.text)]
    parts = [passage.text[:end] for end in (*ends, len(passage.text))]
    text = next((part for part in reversed(parts) if _is_one(names_in(part))), "")
    is_told = _YEARLY.search(text) or UNBROKEN.search(text) or _OFTEN.search(text)
    return replace(passage, text=text) if is_told and names_in(text) else passage


def _is_one(names: Sequence[str]) -> bool:
    """Tell whether names are those of one series, told at length and in short."""
    longest = max(names, key=len, default="")
    return all(longest.endswith(name) for name in names)


def _on_a_line(told: Sequence[Told], *, is_yearly: bool, is_unbroken: bool) -> Iterator[Relation]:
    """Yield whether pairs of year and edition lie on one line; of those that do not, the one that most others speak against."""
    by_offset: dict[int, dict[tuple[int, int], Told]] = defaultdict(dict)
    for one in told:
        by_offset[one.edition - one.year].setdefault((one.year, one.edition), one)
    ranked = sorted(by_offset.items(), key=lambda item: -len(item[1]))
    if not ranked or sum(len(pairs) for _, pairs in ranked) < _TWO:
        return
    offset, fitting = ranked[0]
    others = [one for _, pairs in ranked[1:] for one in pairs.values() if abs(one.edition - one.year - offset) <= _FAR]
    if len(fitting) >= _TWO:
        last = max(fitting.values(), key=lambda one: (one.year, one.start))
        base = [one for one in fitting.values() if one is not last]
        yield _relation(last, base, offset)
        for one in others if len(others) < len(fitting) else ():
            if not one.is_first and not _may_be_left_out(one, list(fitting.values()), is_unbroken=is_unbroken):
                yield _relation(one, list(fitting.values()), offset)
    elif is_yearly and len(others) == 1:
        yield from _of_two(next(iter(fitting.values())), others[0], is_unbroken=is_unbroken)


def _of_two(one: Told, other: Told, *, is_unbroken: bool) -> Iterator[Relation]:
    """Yield that of two editions the one planned, or else the later one, does not follow from the other."""
    base, stated = sorted((one, other), key=lambda told: (not told.is_first, told.is_planned, told.year, told.start))
    if base.year == stated.year or abs(stated.edition - stated.year - base.edition + base.year) > _FEW:
        return
    if not _may_be_left_out(stated, [base], is_unbroken=is_unbroken):
        yield _relation(stated, [base], base.edition - base.year)


def _may_be_left_out(one: Told, fitting: Sequence[Told], *, is_unbroken: bool) -> bool:
    """Tell whether years without the event may lie between an edition and those that it does not fit."""
    lacks = one.year + fitting[0].edition - fitting[0].year - one.edition
    first, last = min(told.year for told in (one, *fitting)), max(told.year for told in (one, *fitting))
    is_less = lacks > 0 if one.year == last else lacks < 0
    return not is_unbroken and is_less and abs(lacks) <= _FEW and first < _SICK.stop and last >= _SICK.start


def _relation(one: Told, base: Sequence[Told], offset: int) -> Relation:
    """Return whether an edition is the one of its year."""
    right, first = one.year + offset, base[0]
    holds = one.edition == right
    told = f"{first.year}年为第{first.edition}届"
    why = f"每年一届，{told}，{one.year}年应为第{right}届" + ("" if holds else f"，文中写第{one.edition}届")
    spans = ((one.start, one.end), *((other.start, other.end) for other in base))
    quote = (one.passage.start, one.passage.end)
    score = 1.0 if holds else _SCORE if len(base) >= _TWO or not first.is_first else _DOUBT
    return Relation("date", holds, one.text, f"第{right}届", spans, quote, why, None, score)
