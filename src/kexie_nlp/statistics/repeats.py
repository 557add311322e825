"""Awards that are told more than once: found, left out, and told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kexie_nlp.statistics.awards import Award
from kexie_nlp.statistics.sources import Omission, OmissionKind

_PLACE: Final = re.compile(r"(?:[一-龥]{0,6}?[省市州盟县区旗])+")
_SHORTEST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Settled:
    """Awards without repetitions.

    Attributes:
        awards: what is counted, in the order given.
        omitted: what is not, and why.
        covers: by index into ``awards``, the index of the award by which a superior body counts the same; the lower one is left out
            of a total that holds both.
    """

    awards: tuple[Award, ...]
    omitted: tuple[Omission, ...]
    covers: dict[int, int]

    def covered(self) -> list[Omission]:
        """Return what is left out of totals over several associations."""
        pairs = ((self.awards[lower], self.awards[upper]) for lower, upper in self.covers.items())
        return [_omission("covered", lower, [upper], f"{upper.reporter.name}已计入同一赛事同一奖项") for lower, upper in pairs]


def settled(awards: Iterable[Award]) -> Settled:
    """Return awards without those told twice, totals beside their parts, and parts of a sum that is told."""
    held = list(awards)
    dropped: dict[int, Omission] = {}
    groups: dict[object, list[int]] = defaultdict(list)
    for index, award in enumerate(held):
        groups[_group(award)].append(index)
    for group in groups.values():
        if len(group) > 1:
            _drop_repeats(held, group, dropped)
            _drop_parts(held, [index for index in group if index not in dropped], dropped)
    _drop_totals(held, dropped)
    kept = [index for index in range(len(held)) if index not in dropped]
    remaining = tuple(held[index] for index in kept)
    return Settled(remaining, tuple(dropped[index] for index in sorted(dropped)), _covers(remaining))


def _group(award: Award) -> object:
    """Return what awards have in common that may be the same one."""
    contest = award.contest.identity if award.contest else None
    when = None if award.contest and (award.contest.edition or award.contest.year) else award.year
    level = None if award.contest else award.level
    return (award.reporter.name or award.source.report, contest, when, award.award.name, level)


def _drop_repeats(held: Sequence[Award], group: Sequence[int], dropped: dict[int, Omission]) -> None:
    """Drop from a group what says the same as another member; the one that tells more, of the year's own report, is kept."""
    kept: list[int] = []
    for index in sorted(group, key=lambda index: (not _is_first_hand(held[index]), -_fullness(held[index]), index)):
        award = held[index]
        same = next((other for other in kept if _same(held[other], award)), None)
        if same is None:
            kept.append(index)
        else:
            where = "同一报告" if held[same].source.report == award.source.report else "另一份报告"
            dropped[index] = _omission("repeat", award, [held[same]], f"重复：{where}已计入同一奖项{_told(held[same])}")


def _drop_parts(held: Sequence[Award], group: Sequence[int], dropped: dict[int, Omission]) -> None:
    """Drop the details of a sum that is told for the whole region, or the sum if its details are more."""
    joint = sorted((i for i in group if held[i].is_joint and held[i].count > 1), key=lambda i: (not _is_first_hand(held[i]), i))
    if not joint:
        return
    for index in joint[1:]:
        first = held[joint[0]]
        if held[index].source.report != first.source.report:
            reason = f"不一致：{held[index].count}，另一份报告为{first.count}，计后者"
            dropped[index] = _omission("conflict", held[index], [first], reason)
    sums = [index for index in joint if index not in dropped]
    parts = [index for index in group if index not in joint and held[index].contest is not None]
    told, detailed = sum(held[index].count for index in sums), sum(held[index].count for index in parts)
    if not parts:
        _drop_sum_of_sums(held, sums, dropped)
    elif detailed <= told:
        for index in parts:
            dropped[index] = _omission("detail", held[index], [held[i] for i in sums], f"明细：已计入{_told(held[sums[0]])}")
    else:
        for index in sums:
            reason = f"合计{held[index].count}小于明细之和{detailed}，计明细"
            dropped[index] = _omission("total", held[index], [held[i] for i in parts], reason)


def _drop_sum_of_sums(held: Sequence[Award], sums: Sequence[int], dropped: dict[int, Omission]) -> None:
    """Drop the greatest of several joint numbers if it is the sum of the others, as over age groups."""
    if len(sums) < 3:
        return
    greatest = max(sums, key=lambda index: (held[index].count, -index))
    others = [index for index in sums if index != greatest]
    if held[greatest].count == sum(held[index].count for index in others):
        reason = f"合计：等于所列{len(others)}项之和"
        dropped[greatest] = _omission("total", held[greatest], [held[index] for index in others], reason)


def _drop_totals(held: Sequence[Award], dropped: dict[int, Omission]) -> None:
    """Drop awards without a grade, such as 获奖63项, where the same report tells the grades."""
    graded: dict[object, list[int]] = defaultdict(list)
    for index, award in enumerate(held):
        if award.award.grade is not None and index not in dropped:
            graded[_occasion(award)].append(index)
    for index, award in enumerate(held):
        if index in dropped or not award.is_generic or not award.is_joint:
            continue
        parts = [held[part] for part in graded.get(_occasion(award), []) if held[part].is_joint == award.is_joint]
        parts = parts if award.contest else [part for part in parts if part.source.place == award.source.place]
        total = sum(part.count for part in parts)
        if parts and (award.told is None or award.told <= total):
            shown = "、".join(dict.fromkeys(_told(part) for part in parts))
            agrees = "" if award.told in (None, total) else f"，两者不一致（{award.told}与{total}）"
            dropped[index] = _omission("total", award, parts, f"合计：已分别计入{shown}{agrees}")


def _occasion(award: Award) -> object:
    """Return the contest of one report, or the report where none is named."""
    return (award.source.report, award.contest.identity if award.contest else None)


def _covers(awards: Sequence[Award]) -> dict[int, int]:
    """Return for awards of a contest which one of a superior body counts them too."""
    joint: dict[object, list[int]] = defaultdict(list)
    for index, award in enumerate(awards):
        if award.contest is not None and (award.contest.edition or award.contest.year) and award.is_joint:
            joint[award.contest.identity, award.award.name].append(index)
    covers = {}
    for index, award in enumerate(awards):
        others = joint.get((award.contest.identity, award.award.name), []) if award.contest else []
        above = [other for other in others if _is_above(awards[other], award)]
        if above:
            covers[index] = max(above, key=lambda other: (awards[other].count, -other))
    return covers


def _is_above(upper: Award, lower: Award) -> bool:
    """Tell whether ``upper`` counts ``lower`` as well: its teller holds the contest, or its region holds the other's."""
    above, below = upper.reporter, lower.reporter
    if above.name == below.name or upper.count < lower.count:
        return False
    is_host = upper.contest is not None and upper.contest.place is not None and upper.contest.place == above.place
    contains = 0 < len(above.region) < len(below.region) and below.region[: len(above.region)] == above.region
    return (is_host and below.place != above.place) or contains


def _same(one: Award, other: Award) -> bool:
    """Tell whether two awards of one group are the same, told twice."""
    if one.title is not None and one.title == other.title:
        return True
    if one.source.place == other.source.place:
        return False
    if not _agree(one.title, other.title) or not _agree(one.told, other.told):
        return False
    if one.recipient is not None and other.recipient is not None and _is_one_name(one.recipient, other.recipient):
        return True
    if not (_agree(one.recipient, other.recipient) or (one.is_joint and other.is_joint)):
        return False
    if one.source.report != other.source.report:
        return True
    if _is_row(one) and _is_row(other):
        return False
    return one.count > 1 or one.contest is not None or one.recipient != other.recipient


def _is_row(award: Award) -> bool:
    """Tell whether an award stands among the short cells of a table row."""
    return "\t" in award.source.sentence.strip()


def _is_one_name(one: str, other: str) -> bool:
    """Tell whether two winners are one, the place before the name left out in one of them: 市第一中学, 临溪市第一中学."""
    if one == other:
        return True
    place, other_place = _PLACE.match(one), _PLACE.match(other)
    name, other_name = one[place.end() if place else 0 :], other[other_place.end() if other_place else 0 :]
    return name == other_name and len(name) >= _SHORTEST_NAME and min(len(one), len(other)) - len(name) <= 1


def _agree(one: object, other: object) -> bool:
    """Tell whether two fields are equal, or one of them is not told."""
    return one is None or other is None or one == other


def _is_first_hand(award: Award) -> bool:
    """Tell whether the report of the award's own year tells it."""
    return award.source.report_year == award.year


def _fullness(award: Award) -> int:
    """Return how many fields are told."""
    return sum(value is not None for value in (award.recipient, award.title, award.told))


def _told(award: Award) -> str:
    """Return an award with its number, for a reason."""
    return f"{award.award.name}{award.count}项"


def _omission(kind: OmissionKind, award: Award, kept: Sequence[Award], reason: str) -> Omission:
    """Return what is left out, and why."""
    return Omission(kind, award.source, award.count, reason, tuple(other.source for other in kept))
