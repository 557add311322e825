"""Templates into pages: everything is escaped, and what a template may call is listed here."""

import hashlib
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from kexie_nlp.web import urls, wording
from kexie_nlp.web.listing import facet_lists, hit_list, navigation, short_name
from kexie_nlp.web.settings import Settings

SERVED: Final[ContextVar[Settings | None]] = ContextVar("SERVED", default=None)
"""How the archive is served whose page is made now; templates see it as ``served`` and show only what readers may do."""

STATIC: Final = Path(__file__).parent / "static"


@cache
def environment() -> Environment:
    """Return the templates' environment, made when first needed."""
    made = Environment(
        loader=PackageLoader("kexie_nlp.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    made.filters |= {"number": wording.number, "short": short_name}
    made.globals |= {
        "urls": urls, "static": static_address, "SCOPES": wording.SCOPES, "SORTS": wording.SORTS, "TYPES": wording.TYPES,
        "FINDINGS": wording.FINDINGS, "navigation": navigation, "hit_list": hit_list, "facet_lists": facet_lists,
    }  # fmt: skip
    return made


def render(name: str, context: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return a page."""
    text = environment().get_template(name).render({**context, "served": SERVED.get()})
    return HTMLResponse(text.encode("utf-8", "replace"), status, dict(headers or {}))


@cache
def static_address(name: str) -> str:
    """Return the address of a static file; it changes with the file, so that browsers may keep it for ever."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
