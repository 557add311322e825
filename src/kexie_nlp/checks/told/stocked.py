"""Stocks told whole in one sentence: what there was, what came, what went and what there is, in any order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.told.context import Context, Passage, Place, both_of, same_unit
from kexie_nlp.checks.told.stock_words import FLOW, Told, is_plan, levels_of, told_of

_STOP: Final = re.compile(r"[。！？\n]")
_PAUSE: Final = re.compile(r"[；;]")
_ANY_OF_THEM: Final = re.compile(r"(?:人员|成员|单位|部分)$")
_DONE: Final = re.compile(r"实际|完成|已经")
_FUTURE: Final = re.compile(r"再|将|明年|下一?年|计划|拟|力争|新的?一年")
_NOW: Final = re.compile(r"现|目前|已有")
_END: Final = re.compile(r"[年期][末底]")
_NOW_OR_END: Final = re.compile(r"[年期][末底]|现有|目前")
_CLAUSE: Final = re.compile(r"[，,。；;：:、\n]")
_PART_OF: Final = re.compile(r"其中|[国省市县区]级|占|女|累计")
_AT_ONCE: Final = 10  # characters
_SHORT: Final = 2  # characters of a name
_ENOUGH: Final = 3  # counts
_REACH: Final = 80
_MANY: Final = 100
_MOST: Final = 40  # counts of other sentences


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock: what there was, what came and went, what there is, and by how much it grew or shrank if that is told."""

    passage: Passage
    opening: Told
    flows: tuple[Told, ...]
    closing: Told
    net: Told | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """All its counts."""
        return (self.opening.place, *(flow.place for flow in self.flows), self.closing.place)

    @property
    def is_to_come(self) -> bool:
        """Whether what comes is still to come."""
        return any(_FUTURE.search(flow.place.lead) for flow in self.flows)


def stocks_in(context: Context, line: Sequence[Passage]) -> Iterator[Stock]:
    """Yield the stocks that the sentences of a line tell whole; what there was may be told in the sentence before all others."""
    for passage in line:
        yield from _stocks(context, line, passage, passage.end)
    for one, other in pairwise(line):
        if one.places and len(other.places) >= _ENOUGH - 1:
            yield from _stocks(context, line, both_of(one, other), one.end)


def _stocks(context: Context, line: Sequence[Passage], passage: Passage, border: int) -> Iterator[Stock]:
    """Yield the stocks that a sentence tells whole, or of two read as one those told on both sides of their ``border``."""
    units: list[Place] = []
    for place in passage.places:
        if place.figure.kind == "quantity" and not any(same_unit(place.figure, one.figure) for one in units):
            units.append(place)
    for first in units:
        alike = [place for place in passage.places if same_unit(place.figure, first.figure) and not place.depth]
        for run in _runs(passage, alike) if len(alike) >= _ENOUGH else ():
            if border == passage.end:
                closing = _closing_before(passage, alike, run) or _closing_apart(context, line, passage, run)
                yield from _stock(context, line, passage, [*run, *closing])
            elif run[0].part == "opening" and run[0].place.end <= border <= run[-1].place.start:
                yield from _stock(context, line, passage, run)


def _runs(passage: Passage, places: Sequence[Place]) -> Iterator[list[Told]]:
    """Yield runs of counts of which each is a part of a stock, up to the end of what is said in one go."""
    run: list[Told] = []
    end = passage.start
    is_planned = is_plan(passage.text) and not _DONE.search(passage.text) and "基础上" in passage.text
    for place in places:
        is_to_come = len(run) == 1 and run[0].part == "closing" and _is_to_come(run[0].place, place)
        told = told_of(passage, place, is_planned=is_planned or is_to_come or bool(run and _FUTURE.search(run[-1].place.lead)))
        if is_to_come and told is not None and told.part == "came":
            run = [replace(run[0], part="opening")]
        between = passage.text[end - passage.start : place.start - passage.start]
        is_after_first = [one.part for one in run] == ["opening"]  # 年初在册412人。年内吸收47人, 注销19人
        is_new = (_STOP.search(between) and not is_after_first) or (
            _PAUSE.search(between) and {"opening", "closing"} <= {one.part for one in run}
        )
        is_again = told is not None and told.part in ("opening", "closing", "net") and any(one.part == told.part for one in run)
        if run and (told is None or is_new or is_again):
            yield run
            run = []
        run += [told] if told is not None else []
        end = place.end
    if run:
        yield run


def _closing_before(passage: Passage, places: Sequence[Place], run: Sequence[Told]) -> list[Told]:
    """Return what there is if it is told first, without a word for it (小院43个，上年末为24个，新建21个、撤销2个), as a list of one."""
    at = places.index(run[0].place)
    is_open = run[0].part == "opening" and not run[0].name and not any(one.part == "closing" for one in run)
    if not is_open or not at or places[at - 1].role != "level" or places[at - 1].figure.exactness != "exact":
        return []
    last = places[at - 1]
    between = passage.text[last.end - passage.start : run[0].place.start - passage.start]
    said = _CLAUSE.split(last.lead)[-1]
    if len(between) > _AT_ONCE or _STOP.search(between) or _PAUSE.search(between) or FLOW.search(said) or is_plan(said):
        return []
    return [] if told_of(passage, last) is not None or _PART_OF.search(said) else [Told("closing", last, "")]


def _closing_apart(context: Context, line: Sequence[Passage], passage: Passage, run: Sequence[Told]) -> list[Told]:
    """Return what there is if only another sentence tells it (年初43家，新入会5家，退会2家。年末46家), as a list of one.

    It may stand in another line if it is what the others make, or if it is the only one of the report under the same name.
    """
    parts = [one.part for one in run]
    if parts[:1] != ["opening"] or "came" not in parts or "closing" in parts:
        return []
    near = [one for one in line if one is not passage and not _FUTURE.search(one.text)]
    found = _ends(near, run[0].place)
    closings = [one for one in found if one.part == "closing"]
    if found:
        return closings if len(closings) == len(found) == 1 and _NOW_OR_END.search(closings[0].place.lead) else []
    value = sum((one.sign * one.place.figure.value for one in run), run[0].place.figure.value)
    far = [one for one in context.passages if one not in line and run[0].place.figure.unit in one.text]
    ends = [one for one in _ends(far, run[0].place) if one.part == "closing" and _END.search(one.place.lead)]
    others = [one for one in ends if not _FUTURE.search(one.place.lead)]
    fitting = [one for one in others if one.place.figure.value == value >= _MANY]
    name = run[0].name
    named = [one for one in others if min(len(name), len(one.name)) >= _SHORT and (one.name.endswith(name) or name.endswith(one.name))]
    if not fitting and len({one.place.figure.value for one in named}) == 1 and len(parts) >= _ENOUGH:
        fitting = named
    return [replace(one, name="") for one in fitting[:1]]


def _ends(passages: Sequence[Passage], first: Place) -> list[Told]:
    """Return which parts of a stock some sentences tell in the unit of a count."""
    places = [(one, place) for one in passages for place in one.places if same_unit(place.figure, first.figure)][:_MOST]
    told = [end for one, place in places if (end := told_of(one, place)) is not None]
    return [end for end in told if end.part in ("closing", "opening", "came", "went")]


def _is_to_come(first: Place, second: Place) -> bool:
    """Tell whether what comes is still to come, so that what there is now stands first (现有64个，明年再开9个，达到73个)."""
    return bool(_NOW.search(first.lead) and _FUTURE.search(second.lead))


def _stock(context: Context, line: Sequence[Passage], passage: Passage, run: list[Told]) -> Iterator[Stock]:
    """Yield the stock that a run of counts tells, if it tells one whole."""
    closings = [one for one in run if one.part == "closing"]
    openings = [one for one in run if one.part == "opening"]
    flows = tuple(one for one in run if one.part in ("came", "went"))
    net = next((one for one in run if one.part == "net"), None)
    if net is not None and not flows and openings and openings[0].place.role != "from" and openings[0].place.start < net.place.start:
        flows, net = (net,), None  # 年初268户，净增44户，年底312户
    if len(openings) != 1 or len(closings) != 1 or not flows:
        return
    is_change = openings[0].place.role == "from" and any(one.place.role == "by" for one in flows)  # 减少22篇，由198篇到186篇
    if not is_change and _is_one_thing(context, line, passage, openings[0], flows, closings[0]):
        yield Stock(passage, openings[0], flows, closings[0], net)


def _is_one_thing(context: Context, line: Sequence[Passage], passage: Passage, opening: Told, flows: Sequence[Told], closing: Told) -> bool:
    """Tell whether all counts are of one thing: named alike, or by what the line has named before, and of one level."""
    first = min((opening, *flows, closing), key=lambda one: one.place.start)
    before = "".join(one.text for one in line if one.start < passage.start)[-_REACH:]
    before += passage.text[: first.place.start - passage.start] + "".join(context.headings(passage.section)[:1])
    whole = opening.name or first.name
    subject = before + whole
    for one in (*flows, closing):
        if len(one.name) < _SHORT:
            continue
        is_kind = one.part == "went" and len(whole) >= _SHORT and one.name.endswith(whole[-_SHORT:])  # 拆除老旧画廊
        if one.part == "went" and _ANY_OF_THEM.search(one.name):
            continue  # 清退不活跃人员
        told, _, verb = one.place.lead.rpartition(one.name)
        if one.part == "went" and len(one.name) > _SHORT and told and FLOW.search(verb) and context.text.count(one.name) == 1:
            continue  # 名存实亡注销2家: why they went, not what
        if not (is_kind or one.name in subject) or levels_of(one.name) - levels_of(subject) or _is_part(one.name, whole):
            return False
    return True


def _is_part(name: str, whole: str) -> bool:
    """Tell whether a name is that of something else than what there was, though the line has named both (学会, 会员)."""
    return len(whole) >= _SHORT and not (name in whole or whole in name or name[-_SHORT:] == whole[-_SHORT:])
