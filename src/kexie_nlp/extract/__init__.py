"""Achievements and metrics from text and entities."""

from kexie_nlp.extract.achievements import extract_achievements
from kexie_nlp.extract.metrics import extract_metrics

__all__ = ["extract_achievements", "extract_metrics"]
