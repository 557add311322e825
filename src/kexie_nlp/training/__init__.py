"""Marked text → model: one command, the same bytes from the same input."""

from kexie_nlp.training.copies import with_other_names
from kexie_nlp.training.corpus import Excerpt, data_hash, on_clean_text, read_corpus
from kexie_nlp.training.fitting import train

__all__ = ["Excerpt", "data_hash", "on_clean_text", "read_corpus", "train", "with_other_names"]
