"""File → text: a module per format, encodings, archives, and what bad input gets."""

from kexie_nlp.read.dispatch import extract_file
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.files import find_files
from kexie_nlp.read.formats import FORMATS

__all__ = ["FORMATS", "Extracted", "extract_file", "find_files"]
