"""Marked text → model: one command, the same bytes from the same input."""

from kexie_nlp.training.corpus import Excerpt, data_hash, on_clean_text, read_corpus, with_real_places
from kexie_nlp.training.fitting import train

__all__ = ["Excerpt", "data_hash", "on_clean_text", "read_corpus", "train", "with_real_places"]
