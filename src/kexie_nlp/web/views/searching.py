"""The search: hits, facets, advice, suggestions."""

import re
from collections.abc import Hashable
from typing import Final

from kexie_nlp.archive import Archive
from kexie_nlp.contract import achievement_line, metric_line
from kexie_nlp.errors import ArchiveError
from kexie_nlp.records import Achievement
from kexie_nlp.search.explaining import BECAUSE_ZH
from kexie_nlp.search.results import Advice, Hit
from kexie_nlp.web.contexts import (
    AdviceInfo,
    FacetInfo,
    HitInfo,
    ReasonInfo,
    SearchPage,
    SpellingInfo,
    SuggestionInfo,
)
from kexie_nlp.web.keeping import Kept
from kexie_nlp.web.parameters import DEEPEST, SearchParameters, SuggestParameters
from kexie_nlp.web.views import NotFound
from kexie_nlp.web.views.facets import facet_infos
from kexie_nlp.web.wording import FACETS, SUGGESTED

_PLACE: Final = re.compile(r"([0-9a-f]{16}):(\d{1,9})")


_counted: Final[Kept[tuple[FacetInfo, ...]]] = Kept(500)
"""What was counted last: it is the same on all pages of hits, in whatever order they come."""


def search_page(archive: Archive, asked: SearchParameters, state: Hashable = None) -> SearchPage:
    """Return a page of hits with the counts of all; of the first page, which asks for nothing, the counts of all reports.

    ``state`` is that of the archive, if it was just asked for.

    Raises:
        QueryError: if the query or a choice cannot be understood. NotFound: if there is no passage where others like it are asked for.
    """
    is_asked = bool(asked.q.strip() or asked.only or asked.without or asked.like or asked.scope != "passages")
    scope = asked.scope if is_asked else "reports"
    size = asked.size if is_asked else 0
    offset = (asked.page - 1) * asked.size if is_asked else 0
    key = (scope, asked.q, tuple(asked.only), tuple(asked.without), asked.exact)
    state = state or archive.state
    known = _counted.known(key, state)
    try:
        result = archive.search(
            asked.q, scope=scope, limit=size if offset < DEEPEST else 0, offset=min(offset, DEEPEST), facets=not asked.like and not known,
            sort="relevance" if asked.like else asked.sort, only=asked.only, without=asked.without, aliases=not asked.exact,
            explain=asked.explain, like=asked.like,
        )  # fmt: skip
    except ArchiveError:
        if asked.like is None:
            raise
        raise NotFound(f"{asked.like} 处没有段落，报告可能已被移除或更新。") from None
    facets = known if known is not None and not asked.like else tuple(facet_infos(result.facets, asked))
    if not asked.like and known is None:
        _counted.keep(key, state, facets)
    place = _PLACE.fullmatch(asked.like or "")
    pages = -(-min(result.total, DEEPEST) // asked.size)
    return SearchPage(
        is_asked, asked.q, equivalent_query(asked), asked.scope, asked.sort, asked.page, pages, asked.size, result.total,
        tuple(hit_info(hit) for hit in result.hits), facets, _advice(asked.q, result.advice),
        (place[1], int(place[2])) if place else None,
    )  # fmt: skip


def suggestions(archive: Archive, asked: SuggestParameters) -> tuple[SuggestionInfo, ...]:
    """Return names and words that begin with what was typed, hold it, or are spelt alike."""
    found = archive.suggest(asked.q, limit=asked.limit) if asked.q.strip() else []
    return tuple(
        SuggestionInfo(one.field, SUGGESTED.get(one.field, one.field), one.value, _as_query(one.field, one.value), one.passages)
        for one in found
    )


def equivalent_query(asked: SearchParameters) -> str:
    """Return the query that asks for the same as a search with what it includes and excludes; exports are made by it."""
    included: dict[str, list[str]] = {}
    for field, _, value in map(_parted, asked.only):
        included.setdefault(field.strip(), []).append(_condition(field, value))
    parts = [f"({' | '.join(conditions)})" if len(conditions) > 1 else conditions[0] for conditions in included.values()]
    parts += [f"-{_condition(field, value)}" for field, _, value in map(_parted, asked.without)]
    query = asked.q.strip()
    return " ".join([*([f"({query})" if parts and " " in query else query] if query else []), *parts])


def hit_info(hit: Hit) -> HitInfo:
    """Return a hit as it is shown."""
    reasons = tuple(ReasonInfo(one.part, BECAUSE_ZH[one.because], one.found, one.name) for one in hit.reasons)
    record = None
    if hit.record is not None:
        record = achievement_line(hit.record, "") if isinstance(hit.record, Achievement) else metric_line(hit.record, "")
    return HitInfo(
        hit.report, hit.path, hit.title, hit.association, hit.region, hit.year, hit.kind, hit.section, hit.start, hit.end,
        hit.highlights, hit.snippet, hit.marks, round(hit.score, 4), hit.passages, record, reasons,
    )  # fmt: skip


def _parted(choice: str) -> tuple[str, str, str]:
    """Return the field and the value of ``字段=值``, and the sign between them."""
    return choice.partition("=")


def _condition(field: str, value: str) -> str:
    """Return a field and its value as the query language has them."""
    field, value = field.strip(), value.strip()
    if FACETS.get(field) == "年度" or field in ("年份", "年度", "year"):
        return f"年份:{value}"
    pieces = value.split() if field in ("地区", "地域", "region") else [value]
    told = [f"{field}:{_quoted(piece)}" for piece in pieces]
    return told[0] if len(told) == 1 else f"({' '.join(told)})"


def _quoted(value: str) -> str:
    """Return a value in quotes that do not stand in it."""
    pair = next((pair for pair in ('""', "“”", "「」", "『』") if pair[1] not in value), '""')
    return f"{pair[0]}{value}{pair[1]}"


def _as_query(field: str, value: str) -> str:
    """Return a query that finds a name or a word."""
    zh = SUGGESTED.get(field)
    field_zh = {"科协": "协会", "报告类型": "类型"}.get(zh or "", zh)
    return _quoted(value) if field == "word" else f"{field_zh}:{_quoted(value)}"


def _advice(query: str, advice: Advice | None) -> AdviceInfo | None:
    """Return what may be tried instead."""
    if advice is None:
        return None
    spellings = tuple(
        SpellingInfo(one.part, one.value, one.total, query.replace(one.part, _as_query(one.field, one.value), 1))
        for one in advice.spellings
    )
    return AdviceInfo(advice.missing, advice.weaker, advice.total, spellings, advice.unfiltered)
