"""Numbers, money, counts, percentages and dates in Chinese text, with exact values."""

from kexie_nlp.numerals.numbers import parse_number
from kexie_nlp.numerals.values import Value, ValueFinder, find_values, value_of

__all__ = ["Value", "ValueFinder", "find_values", "parse_number", "value_of"]
