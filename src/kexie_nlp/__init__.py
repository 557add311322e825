"""Read, tag, count and search the yearly reports of Chinese science associations.

>>> from kexie_nlp import Archive, analyze, read_report

Importing reads no file; lexicons and model are loaded when first needed.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive
    from kexie_nlp.document import Entity, Report
    from kexie_nlp.errors import KexieError
    from kexie_nlp.pipeline import analyze, read_report
    from kexie_nlp.records import Achievement, Analysis, Metric

__version__ = "0.1.0"
__all__ = ["Achievement", "Analysis", "Archive", "Entity", "KexieError", "Metric", "Report", "analyze", "read_report"]

_HOME = {
    "Archive": "archive",
    "Entity": "document",
    "Report": "document",
    "KexieError": "errors",
    "analyze": "pipeline",
    "read_report": "pipeline",
    "Achievement": "records",
    "Analysis": "records",
    "Metric": "records",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
