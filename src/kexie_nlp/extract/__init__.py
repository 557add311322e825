"""Achievements and metrics from text and entities."""

from kexie_nlp.extract.extraction import extract_achievements, extract_metrics, extract_records

__all__ = ["extract_achievements", "extract_metrics", "extract_records"]
