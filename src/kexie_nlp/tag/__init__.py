"""Words → entities: lexicons and patterns propose, a trained classifier disposes, one function settles overlaps."""

from kexie_nlp.tag.model import Model, load_model
from kexie_nlp.tag.tagger import Tagger

__all__ = ["Model", "Tagger", "load_model"]
