"""Names that no lexicon knows, brought together within one archive."""

from collections.abc import Iterable, Mapping
from typing import Final

from kexie_nlp.link.links import LinkKind
from kexie_nlp.link.names import plain
from kexie_nlp.link.similar import Neighbours, Wording
from kexie_nlp.link.wording import AWARDS, CONTESTS, INDICATORS, PROGRAMS

_WORDINGS: Final[dict[LinkKind, Wording]] = {"contest": CONTESTS, "award": AWARDS, "program": PROGRAMS, "indicator": INDICATORS}


def group_names(names: Iterable[str] | Mapping[str, int], kind: LinkKind) -> dict[str, str]:
    """Return for each name the one that stands for it and those that mean the same; the order of the names does not matter.

    Names that differ in writing or in wording that does not matter are one; so are names alike enough that differ in no
    telling word. The most frequent name of a group stands for it, of several the shortest, of those the first in code-point order.

    Args:
        names: names without place, edition and year, or how often each occurs.
        kind: what the names name, for each kind has its own wording; associations are brought together by writing only.
    """
    counts = dict(names) if isinstance(names, Mapping) else dict.fromkeys(names, 1)
    wording = _WORDINGS.get(kind)
    groups: dict[str, list[str]] = {}
    for name in sorted(counts):
        groups.setdefault(wording.skeleton(plain(name)) if wording else plain(name), []).append(name)
    leaders = _leaders(groups, counts, wording) if wording else {skeleton: skeleton for skeleton in groups}
    members: dict[str, list[str]] = {}
    for skeleton, leader in leaders.items():
        members.setdefault(leader, []).extend(groups[skeleton])
    found: dict[str, str] = {}
    for together in members.values():
        best = min(together, key=lambda name: (-counts[name], len(name), name))
        found.update(dict.fromkeys(together, best))
    return {name: found[name] for name in counts}


def _leaders(groups: Mapping[str, list[str]], counts: Mapping[str, int], wording: Wording) -> dict[str, str]:
    """Return for each skeleton the first, from the most frequent down, that is alike enough; each is compared with leaders only."""
    leaders: dict[str, str] = {}
    near: dict[tuple[str, ...], Neighbours] = {}
    weight = {skeleton: sum(counts[name] for name in names) for skeleton, names in groups.items()}
    for skeleton in sorted(groups, key=lambda skeleton: (-weight[skeleton], len(skeleton), skeleton)):
        alike = near.setdefault(wording.told(skeleton), Neighbours())
        scored = [(wording.likeness(skeleton, other, known=False), other) for other in alike.of(skeleton)]
        score, best = max(scored, default=(0.0, ""))
        leaders[skeleton] = best if score > 0 else skeleton
        if score == 0:
            alike.add(skeleton)
    return leaders
