"""Numbers, money, counts, percentages and dates in Chinese text, with exact values."""

from kexie_nlp.numerals.amounts import Value, value_of
from kexie_nlp.numerals.numbers import parse_number
from kexie_nlp.numerals.values import ValueFinder, find_values

__all__ = ["Value", "ValueFinder", "find_values", "parse_number", "value_of"]
