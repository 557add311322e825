"""The export formats: the one place that names them. A format is a module with a writer, and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal

from kexie_nlp.errors import KexieError

if TYPE_CHECKING:
    from kexie_nlp.archive.selecting import SelectionScope

Input = Literal["table", "documents"]
Shape = Literal["text", "binary", "folder"]
_TABLES: Final = ("achievements", "metrics", "entities", "passages", "reports")
_TEXTS: Final = ("reports", "passages")
_ANY: Final = ("reports", "passages", "entities", "achievements", "metrics")


@dataclass(frozen=True, slots=True)
class Format:
    """An export format.

    Attributes:
        name: on the command line. meaning: what it is for, in a line.
        writer: module and function of this package, such as ``brat:write_brat``; loaded when it is needed.
        takes: rows of a table, or documents with their annotations.
        scopes: what it can hold; the first is taken where none is named.
        shape: a file of text, a file of bytes, or a folder of files (or a zip of them).
        suffix: of a file.
        extra: what to install for it besides kexie-nlp, as pip is told; "" for nothing.
    """

    name: str
    meaning: str
    writer: str
    takes: Input
    scopes: "tuple[SelectionScope, ...]"
    shape: Shape
    suffix: str
    extra: str = ""

    def load(self) -> Callable[..., int]:
        """Return the writer: of a table or documents, to a binary file or a ``Folder``; it returns how many rows or documents it wrote.

        Raises:
            KexieError: if what it needs is not installed; the message says how to get it.
        """
        module, _, function = self.writer.partition(":")
        writer: Callable[..., int] = getattr(import_module(f"kexie_nlp.export.{module}"), function)
        return writer

    def check(self, scope: "SelectionScope") -> None:
        """Refuse what the format cannot hold.

        Raises:
            KexieError: naming what it holds and which formats hold what is wanted.
        """
        if scope not in self.scopes:
            others = ", ".join(other.name for other in FORMATS.values() if scope in other.scopes)
            raise KexieError(f"{self.name} holds {' and '.join(self.scopes)}, not {scope}; for {scope} take one of {others}")


_ALL: Final = (
    Format("csv", "a table for Excel and statistics programs", "delimited:write_csv", "table", _TABLES, "text", ".csv"),
    Format("jsonl", "JSON lines, an object a row", "jsonlines:write_jsonl", "table", _TABLES, "text", ".jsonl"),
    Format("xlsx", "an Excel workbook that explains its columns", "workbook:write_xlsx", "table", _TABLES, "binary", ".xlsx"),
    Format("parquet", "typed columns", "parquet:write_parquet", "table", _TABLES, "binary", ".parquet", "kexie-nlp[parquet]"),
    Format("conll-characters", "BIO tags, a character a line", "conll:write_characters", "documents", _TEXTS, "text", ".conll"),
    Format("conll-words", "BIO tags, a word a line", "conll:write_words", "documents", _TEXTS, "text", ".conll"),
    Format("brat", "brat standoff with its configuration", "brat:write_brat", "documents", _TEXTS, "folder", ""),
    Format("doccano", "JSON lines for doccano", "doccano:write_doccano", "documents", _TEXTS, "text", ".jsonl"),
    Format("label-studio", "tasks with predictions and set-up", "label_studio:write_label_studio", "documents", _TEXTS, "folder", ""),
    Format("spacy", "spaCy DocBin files to train from", "docbin:write_docbin", "documents", _TEXTS, "folder", "", "spacy"),
    Format("xmi", "UIMA CAS XMI with its type system, for INCEpTION", "cas_xmi:write_xmi", "documents", _TEXTS, "folder", ""),
    Format("cas-json", "UIMA CAS JSON, for INCEpTION", "cas_json:write_cas_json", "documents", _TEXTS, "folder", ""),
    Format("web-annotation", "W3C Web Annotations as JSON-LD", "web_annotation:write_web_annotation", "documents", _ANY, "text", ".jsonld"),
    Format("duee", "achievements as events in the form of DuEE", "duee:write_duee", "documents", ("achievements",), "folder", ""),
)  # fmt: skip
FORMATS: Final[Mapping[str, Format]] = {format.name: format for format in _ALL}
"""The formats by name."""


def format_named(name: str) -> Format:
    """Return the format of this name.

    Raises:
        KexieError: if there is none.
    """
    if name not in FORMATS:
        raise KexieError(f"there is no format {name!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[name]
