"""Templates into pages: everything is escaped, and what a template may call is listed here."""

import hashlib
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from kexie_nlp.errors import visible
from kexie_nlp.web import urls, wording
from kexie_nlp.web.contexts import FacetValue
from kexie_nlp.web.settings import Settings

SERVED: Final[ContextVar[Settings | None]] = ContextVar("SERVED", default=None)
"""How the archive is served whose page is made now; templates see it as ``served`` and show only what readers may do."""

STATIC: Final = Path(__file__).parent / "static"


@cache
def environment() -> Environment:
    """Return the templates' environment, made when first needed."""
    made = Environment(
        loader=PackageLoader("kexie_nlp.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"marked": marked, "choosable": choosable, "number": wording.number, "short": short_name}
    made.globals |= {
        "urls": urls, "static": static_address, "SCOPES": wording.SCOPES, "SORTS": wording.SORTS, "TYPES": wording.TYPES,
        "FINDINGS": wording.FINDINGS,
    }  # fmt: skip
    return made


def render(name: str, context: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """Return a page."""
    text = environment().get_template(name).render({**context, "served": SERVED.get()})
    return HTMLResponse(text.encode("utf-8", "replace"), status, dict(headers or {}))


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """Return a text, escaped, with its marks."""
    parts: list[str] = []
    cursor = 0
    shown = visible(text)
    for start, end in marks:
        parts += (escape(shown[cursor:start]), "<mark>", escape(shown[start:end]), "</mark>")
        cursor = end
    return Markup("".join([*parts, escape(shown[cursor:])]))


def choosable(value: FacetValue, base: Markup) -> Markup:
    """Return a value of a facet with the links that include and exclude it; of all that is on a page there is most of these."""
    opening, label, choice = _choice(value.choice, value.label, min(value.depth, 3))
    return Markup(
        f'{opening}<a href="{base}only={choice}">{label}</a> <span>{value.count:,}</span>'
        f' <a class="out" href="{base}without={choice}" title="不要 {label}" aria-label="不要 {label}">−</a></li>'
    )


@lru_cache(maxsize=4096)
def _choice(choice: str, label: str, depth: int) -> tuple[str, str, str]:
    """Return how a value's line begins, and its label and its choice as they stand in it; most values come again."""
    return f'<li class="depth{depth}">' if depth else "<li>", str(escape(label)), urls.quoted(choice)


def short_name(association: str | None) -> str:
    """Return an association's short name."""
    return (association or "").replace("科学技术协会", "科协")


@cache
def static_address(name: str) -> str:
    """Return the address of a static file; it changes with the file, so that browsers may keep it for ever."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
