"""The lists on a page of hits, hits and choices, written without a template, in which they would take most of the page's time.

All text goes through ``escape``.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from markupsafe import Markup, escape

from kexie_nlp.errors import visible
from kexie_nlp.web import urls, wording
from kexie_nlp.web.contexts import FacetInfo, FacetValue, HitInfo, ReasonInfo, SearchPage
from kexie_nlp.web.parameters import SearchParameters
from kexie_nlp.web.settings import Settings

_DEEPEST: Final = 3


def navigation(section: str, served: Settings | None) -> Markup:
    """Return the links to all that a reader may do; ``section`` is the path of the part that a page belongs to, "" for none."""
    return _links(section, served is not None and served.may_upload, served is not None and served.may_correct)


def hit_list(page: SearchPage) -> Markup:
    """Return the hits of a page as items of a list."""
    item = _report_item if page.scope == "reports" else _passage_item
    return Markup("".join([item(hit, page.query) for hit in page.hits]))


def facet_lists(page: SearchPage, asked: SearchParameters) -> Markup:
    """Return the facets of a page, each with its values as items of a list."""
    address = urls.search(asked.changed(page=None))
    return Markup("".join([_facet(facet, choice_list(facet, asked, address)) for facet in page.facets]))


def choice_list(facet: FacetInfo, asked: SearchParameters, address: str) -> str:
    """Return the values of a facet as items of a list, each with the links that include and exclude it, or that take it back.

    ``address`` is that of the search as it is.
    """
    base = str(escape(address + ("&" if "?" in address else "?")))
    return "".join([_chosen(value, asked) if value.chosen else _choosable(value, base) for value in facet.values])


def marked(text: str, marks: Sequence[tuple[int, int]]) -> Markup:
    """Return a text, escaped, with its marks."""
    parts: list[str] = []
    cursor = 0
    shown = visible(text)
    written = escape if escape(shown) != shown else str  # in most texts nothing is to be escaped
    for start, end in marks:
        parts += (written(shown[cursor:start]), "<mark>", written(shown[start:end]), "</mark>")
        cursor = end
    return Markup("".join([*parts, written(shown[cursor:])]))


def short_name(association: str | None) -> str:
    """Return an association's short name."""
    return (association or "").replace("科学技术协会", "科协")


@lru_cache(maxsize=64)
def _links(section: str, may_upload: bool, may_correct: bool) -> Markup:
    """Return the links to the parts of the site."""
    barred = {path for path, may in (("/upload", may_upload), ("/corrections", may_correct)) if not may}
    return Markup("").join(
        Markup('<a href="{}"{}>{}</a>\n').format(path, Markup(' aria-current="page"') if path == section else "", label)
        for path, label in wording.SECTIONS.items()
        if path not in barred
    )


def _facet(facet: FacetInfo, values: str) -> str:
    """Return a facet that can be folded, with its values."""
    more = f'<li class="more">另有 {facet.more} 项</li>' if facet.more else ""
    return f"<details open><summary>{_escaped(facet.label)}</summary>\n<ul>\n{values}{more}</ul>\n</details>\n"


def _report_item(hit: HitInfo, query: str) -> str:
    """Return a report that was found."""
    head = _head(urls.report(hit.report, q=query), hit.title, f"{_origin(hit.year, hit.kind)} · {hit.passages} 处")
    return f"{head}{_body(hit)}{_reasons(hit.reasons)}</li>\n"


def _passage_item(hit: HitInfo, query: str) -> str:
    """Return a passage or record that was found."""
    address = urls.report(hit.report, hit.start, hit.end, query)
    head = _head(address, short_name(hit.association) or hit.title, _origin(hit.year, hit.kind))
    where = f'<p class="where">{_escaped(hit.section)}</p>' if hit.section else ""
    like = f'<p class="more"><a href="{escape(urls.alike(hit.report, hit.start))}">相似段落</a></p>'
    return f"{head}{_body(hit)}{where}{_reasons(hit.reasons)}{like}</li>\n"


def _head(address: str, name: str, origin: str) -> str:
    """Return how an item begins: the link to the place, and where that is."""
    return f'<li>\n<h2><a href="{escape(address)}">{_escaped(name)}</a>\n<span class="meta">{origin}</span></h2>\n'


def _origin(year: int | None, kind: str) -> str:
    """Return year and kind of a report."""
    return f"{year}年 · {_escaped(kind)}" if year else _escaped(kind)


def _body(hit: HitInfo) -> str:
    """Return a hit's record, if it is one, and its text."""
    record = f'<p class="record">{_record(hit.record)}</p>\n' if hit.record else ""
    return f'{record}<p class="snippet">{marked(hit.snippet, hit.marks)}</p>\n'


def _record(record: Mapping[str, Any]) -> str:
    """Return what an achievement or a metric says."""
    if record["record"] == "achievement":
        number = f" {record['count']}{escape(record['unit'])}" if record["count"] and record["unit"] else ""
        further = [f" · {escape(record[name])}" for name in ("event", "recipient") if record[name]]
        return f"<b>{escape(record['award'])}</b>{number}{''.join(further)}"
    period = f" · {escape(record['period'])}" if record["period"] else ""
    return f"{escape(record['indicator'])} <b>{escape(record['text'])}</b>{period}"


def _reasons(reasons: Sequence[ReasonInfo]) -> str:
    """Return why a hit was found."""
    items = []
    for one in reasons:
        found = f"：{escape('、'.join(one.found))}" if one.found else ""
        name = f"（即 {escape(one.name)}）" if one.name else ""
        items.append(f"<li>{escape(one.label)} <b>{escape(one.part)}</b>{found}{name}</li>")
    return f'<ul class="reasons">{"".join(items)}</ul>' if items else ""


def _choosable(value: FacetValue, base: str) -> str:
    """Return a value of a facet with the links that include and exclude it; of all that is on a page there is most of these."""
    opening, label, choice = _choice(value.choice, value.label, min(value.depth, _DEEPEST))
    return (
        f'{opening}<a href="{base}only={choice}">{label}</a> <span>{value.count:,}</span>'
        f' <a class="out" href="{base}without={choice}" title="不要 {label}" aria-label="不要 {label}">−</a></li>\n'
    )


def _chosen(value: FacetValue, asked: SearchParameters) -> str:
    """Return a value of a facet that is included or excluded, with the link that takes it back."""
    others = [choice for choice in getattr(asked, value.chosen) if choice != value.choice]
    address = urls.search(asked.changed(page=None, **{value.chosen: others}))
    return (
        f'<li class="depth{min(value.depth, _DEEPEST)} {value.chosen}"><a aria-current="true" href="{escape(address)}">'
        f"{escape(value.label)}</a> <span>{wording.number(value.count) if value.count else ''}</span></li>\n"
    )


@lru_cache(maxsize=4096)
def _choice(choice: str, label: str, depth: int) -> tuple[str, str, str]:
    """Return how a value's line begins, and its label and its choice as they stand in it; most values come again."""
    return f'<li class="depth{depth}">' if depth else "<li>", str(escape(label)), urls.quoted(choice)


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Return a text, escaped, that is likely to come again."""
    return str(escape(text))
