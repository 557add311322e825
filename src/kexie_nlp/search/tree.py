"""A query as a tree that knows nothing of any engine; ``at`` is the span of the query that a node was read from."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as setting


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters stands in the passage; with ``or_name``, the full name of something named there may hold it instead.

    With ``at_word_start``, a run that begins with a Latin letter or digit does not follow one.
    """

    text: str
    or_name: bool = False
    at_word_start: bool = False
    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Every run stands in the passage, no two overlapping, in any order, at most ``distance`` characters between neighbours."""

    runs: tuple[str, ...]
    distance: int
    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A value of ``field`` (an award, a region …) holds this run of characters, or begins with it."""

    field: str
    text: str
    at_start: bool = False
    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """A number of ``field`` lies between two bounds; ``unit`` is "" for any unit, a bound None for none."""

    field: str
    unit: str
    low: float | None
    high: float | None
    includes_low: bool = True
    includes_high: bool = True
    at: tuple[int, int] = setting(default=(0, 0), compare=False)

    def holds(self, value: float) -> bool:
        """Tell whether ``value`` lies between the bounds."""
        above = self.low is None or value > self.low or (self.includes_low and value == self.low)
        return above and (self.high is None or value < self.high or (self.includes_high and value == self.high))


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Node", ...]
    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Node", ...]
    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"
    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """Every passage."""

    at: tuple[int, int] = setting(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No passage."""

    at: tuple[int, int] = setting(default=(0, 0), compare=False)


Leaf = Run | Near | Named | Between
Node = Run | Near | Named | Between | And | Or | Not | Everything | Nothing


def wanted_leaves(node: Node) -> Iterator[Leaf]:
    """Yield the leaves that a hit may show, which are those under no Not."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from wanted_leaves(part)
        case Run() | Near() | Named() | Between():
            yield node
        case _:
            pass


def is_ranked(node: Node) -> bool:
    """Tell whether some of what a tree finds is more relevant than other: only texts are, facts are there or not."""
    return any(isinstance(leaf, Run | Near) for leaf in wanted_leaves(node))


def runs_of(leaf: Run | Near) -> tuple[str, ...]:
    """Return the runs of characters that a leaf looks for."""
    return leaf.runs if isinstance(leaf, Near) else (leaf.text,)


def both(*nodes: Node) -> Node:
    """Return the tree that asks for all of ``nodes``."""
    parts = tuple(part for part in nodes if not isinstance(part, Everything))
    return parts[0] if len(parts) == 1 else And(parts) if parts else Everything()


def loosened(node: Node, fields: frozenset[str]) -> Node:
    """Return a tree that holds wherever ``node`` could hold if the values of ``fields`` were other ones or fewer.

    Used to find the passages that may have a record as asked for: a value that one record in the passage has may be denied of another.
    """

    def walk(node: Node, denied: bool) -> Node:
        match node:
            case And(parts):
                return And(tuple(walk(part, denied) for part in parts), node.at)
            case Or(parts):
                return Or(tuple(walk(part, denied) for part in parts), node.at)
            case Not(part):
                return Not(walk(part, not denied), node.at)
            case Named() | Between() if denied and node.field in fields:
                return Nothing(node.at)
            case _:
                return node

    return walk(node, False)
