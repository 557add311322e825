"""Numbers, money, counts, percentages and dates in Chinese text, with exact values.

Names are loaded when they are first asked for: a search reads numerals, but no dates and amounts.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kexie_nlp.numerals.amounts import Value, value_of
    from kexie_nlp.numerals.numbers import parse_number
    from kexie_nlp.numerals.values import ValueFinder, find_values

__all__ = ["Value", "ValueFinder", "find_values", "parse_number", "value_of"]

_MODULES: Final = {"Value": "amounts", "value_of": "amounts", "parse_number": "numbers", "ValueFinder": "values", "find_values": "values"}


def __getattr__(name: str) -> Any:
    """Return a public name of this package.

    Raises:
        AttributeError: if there is none of this name.
    """
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return globals().setdefault(name, getattr(import_module(f"{__name__}.{_MODULES[name]}"), name))
