"""The manifest of a frozen corpus: what was chosen, with what it was analysed, and the hash of every file."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from kexie_nlp import __version__
from kexie_nlp.archive.rows import Filters
from kexie_nlp.errors import ResourceError
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.resources import folder as resource_folder

MANIFEST: Final = "manifest.json"
FORM: Final = 1


@dataclass(frozen=True, slots=True)
class FileHash:
    """A file of the corpus: its size in bytes and its SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Maker:
    """With what a corpus was analysed; the same maker gives the same bytes from the same texts.

    Attributes:
        kexie_nlp: version of the package.
        lexicons: hash over all lexicons, a user's own among them.
        model: file name → SHA-256.
        links: SHA-256 of the user's corrections of names, "" without any.
    """

    kexie_nlp: str
    lexicons: str
    model: Mapping[str, str]
    links: str = ""

    def differing(self, other: "Maker") -> list[str]:
        """Return what differs, in words; empty if nothing does."""
        pairs = ((field.name, getattr(self, field.name), getattr(other, field.name)) for field in fields(self))
        return [f"{name.replace('_', '-')}: {_shown(one)} then, {_shown(two)} now" for name, one, two in pairs if one != two]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a frozen corpus is.

    Attributes:
        name: given by its maker. query, filters: what chose the reports.
        counts: how much it holds. reports: id → SHA-256 of the text. files: path → size and hash; the manifest itself is not among them.
    """

    name: str
    query: str
    filters: Mapping[str, Any]
    maker: Maker
    counts: Mapping[str, int]
    reports: Mapping[str, str]
    files: Mapping[str, FileHash]


def present_maker(lexicons: Lexicons, links: bytes = b"") -> Maker:
    """Return what a corpus would be analysed with here and now."""
    models = resource_folder("models")
    model = {path.name: hash_of(path.read_bytes()) for path in sorted(models.iterdir()) if path.suffix in {".json", ".npz"}}
    return Maker(__version__, lexicons.fingerprint, model, hash_of(links) if links else "")


def told_filters(filters: Filters) -> dict[str, Any]:
    """Return the filters that ask for something, as JSON gives them back."""
    told = {name: value for name, value in asdict(filters).items() if value not in (None, (), [], {})}
    wanted: dict[str, Any] = json.loads(json.dumps(told))
    return wanted


def manifest_to_json(manifest: Manifest) -> str:
    """Return a manifest as JSON that people can read."""
    return json.dumps({"form": FORM, **asdict(manifest)}, ensure_ascii=False, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the frozen corpus in a folder.

    Raises:
        ResourceError: if there is none, or it is not of the right form.
    """
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        form = told.pop("form")
    except OSError as error:
        raise ResourceError(path, None, f"cannot be read ({error.strerror}); name the folder of a frozen corpus") from error
    except UnicodeDecodeError as error:
        raise ResourceError(path, None, f"byte {error.start} is not UTF-8; expected the manifest of a frozen corpus") from error
    except json.JSONDecodeError as error:
        raise ResourceError(path, error.lineno, f"is not JSON ({error.msg}); expected the manifest of a frozen corpus") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ResourceError(path, 1, 'no "form" is told; expected the manifest of a frozen corpus') from error
    if form != FORM:
        raise ResourceError(path, None, f"this corpus has form {form!r}, form {FORM} was expected; use the kexie-nlp that made it")
    try:
        files = {_inner(name): FileHash(**entry) for name, entry in told.pop("files").items()}
        return Manifest(**{**told, "maker": Maker(**told["maker"]), "files": files})
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ResourceError(
            path, None, f"a field is missing, unknown or wrong ({error}); expected the manifest of a frozen corpus"
        ) from error


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def _inner(name: str) -> str:
    """Return the path of a file in the corpus, which must not lead out of it."""
    parts = name.split("/")
    if not name or any(part in {"", ".", ".."} or "\\" in part or ":" in part for part in parts):
        raise ValueError(f"{name!r} is no path within the corpus")
    return name


def _shown(value: object) -> str:
    """Return a version or hash as people compare it."""
    if isinstance(value, Mapping):
        return " ".join(f"{name} {digest[:8]}" for name, digest in value.items())
    return str(value)[:16] or "none"
