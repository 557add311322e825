import copy
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest

from kexie_nlp.frozen import maker, quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    """Fields named like what a constructor might use inside."""

    made: int
    change: str
    self_: str | None = None
    unfrozen: tuple[int, ...] = (1, 2)


@dataclass(frozen=True, slots=True)
class Usual:
    made: int
    change: str
    self_: str | None = None
    unfrozen: tuple[int, ...] = (1, 2)


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Empty:
    """A class without fields."""


MADE = [
    ((1, "a"), {}),
    ((1, "a", "b"), {}),
    ((1,), {"change": "a"}),
    ((), {"change": "a", "made": 1, "unfrozen": ()}),
]
REFUSED = [((), {}), ((1,), {}), ((1, "a", None, (), 5), {}), ((1, "a"), {"other": 2}), ((1, "a"), {"made": 2})]


@pytest.mark.parametrize(("told", "named"), MADE)
def test_fields_are_those_of_the_usual_constructor(told: tuple[Any, ...], named: dict[str, Any]) -> None:
    quick, usual = Quick(*told, **named), Usual(*told, **named)
    assert repr(quick).replace("Quick", "Usual") == repr(usual)
    assert type(quick) is Quick
    assert hash(quick) == hash(usual)
    assert quick == Quick(*told, **named)
    assert not isinstance(quick, Usual)


@pytest.mark.parametrize(("told", "named"), MADE)
def test_a_maker_makes_what_the_class_makes(told: tuple[Any, ...], named: dict[str, Any]) -> None:
    made = maker(Quick)(*told, **named)
    assert made == Quick(*told, **named)
    assert type(made) is Quick


@pytest.mark.parametrize(("told", "named"), REFUSED)
def test_what_the_usual_constructor_refuses_is_refused(told: tuple[Any, ...], named: dict[str, Any]) -> None:
    for made in (Usual, Quick, maker(Quick)):
        with pytest.raises(TypeError):
            made(*told, **named)


def test_an_object_is_frozen_and_holds_nothing_else() -> None:
    quick = Quick(1, "a")
    with pytest.raises(FrozenInstanceError):
        quick.made = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        quick.other = 2  # type: ignore[attr-defined]
    assert not hasattr(quick, "__dict__")
    assert repr(Empty()) == "Empty()"


COPIES: list[Callable[[Quick], Quick]] = [
    copy.copy,
    copy.deepcopy,
    lambda quick: pickle.loads(pickle.dumps(quick)),
    lambda quick: replace(quick, change="a"),
]


@pytest.mark.parametrize("copied", COPIES)
def test_copies_are_equal(copied: Callable[[Quick], Quick]) -> None:
    quick = Quick(1, "a", "b")
    assert copied(quick) == quick
    assert type(copied(quick)) is Quick


def test_the_constructor_tells_its_fields() -> None:
    assert inspect.signature(Quick) == inspect.signature(Usual)


def test_fields_that_need_more_than_a_value_are_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Lists:
        of: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="Lists cannot be made quickly"):
        quickly_made(Lists)
