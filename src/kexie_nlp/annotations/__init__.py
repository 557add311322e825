"""Annotations that people corrected in brat, doccano, Label Studio or marked text: read, checked, compared, written as marked text."""

from kexie_nlp.annotations.agreement import Agreement, Difference, differences, kappa
from kexie_nlp.annotations.importing import READERS, Imported, import_annotations, originals_of, read_annotations
from kexie_nlp.annotations.model import AnnotatedText, Annotation, Fault

__all__ = [
    "READERS",
    "Agreement",
    "AnnotatedText",
    "Annotation",
    "Difference",
    "Fault",
    "Imported",
    "differences",
    "import_annotations",
    "kappa",
    "originals_of",
    "read_annotations",
]
