"""Claims of awards, and the groups that coordination chains them to."""

from dataclasses import dataclass, field

from kexie_nlp.document import Entity
from kexie_nlp.extract.antecedents import Event
from kexie_nlp.extract.context import Passage


@dataclass(slots=True)
class Claim:
    """One award with its count; claims that share a verb form a group."""

    award: Entity
    count: Entity | None
    winners: str | None = None
    planned: bool = False


@dataclass(slots=True)
class Group:
    """Coordinated claims and the verb that governs them.

    Attributes:
        floor: where the stretch begins in which subject and verb are sought.
        verb_start, verb_end: the verb; both equal to the first award's start if there is none.
        given: whether the verb belongs to a contest of one's own (评出, 产生, 授予).
        event: the contest or occasion that governs the claims, or None.
        winner, work: winner (text and span) and winning work that a table or list tells at a place of its own, or None.
    """

    passage: Passage
    floor: int
    verb_start: int
    verb_end: int
    given: bool
    claims: list[Claim] = field(default_factory=list)
    event: Event | None = None
    winner: tuple[str, int, int] | None = None
    work: Entity | None = None

    @property
    def start(self) -> int:
        """Where the first award begins."""
        return self.claims[0].award.start
