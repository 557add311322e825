"""Where lexicons, models and sample reports lie; no other module knows."""

import os
from pathlib import Path

from kexie_nlp.errors import ResourceError

OWN_LEXICONS_VARIABLE = "KEXIE_NLP_LEXICONS"

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Return the folder ``lexicons``, ``models`` or ``corpora``: in the installed package, else in the checkout.

    Raises:
        ResourceError: if it is in neither place.
    """
    for place in (_PACKAGE / "data" / name, _CHECKOUT / name):
        if place.is_dir():
            return place
    raise ResourceError(name, None, "this folder is missing from the installation; install kexie-nlp again")


def lexicon_folders() -> tuple[Path, ...]:
    """Return the project's lexicon folder and, behind it, the user's own from KEXIE_NLP_LEXICONS if that is set.

    Raises:
        ResourceError: if the variable names no folder.
    """
    own = os.environ.get(OWN_LEXICONS_VARIABLE)
    if not own:
        return (folder("lexicons"),)
    path = Path(own)
    if not path.is_dir():
        raise ResourceError(path, None, f"no such folder, though {OWN_LEXICONS_VARIABLE} names it; correct or unset it")
    return folder("lexicons"), path
