"""``search``: every place in an archive that speaks of something."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.output import Format, FormatOption, print_rows, record_line, say

if TYPE_CHECKING:
    from kexie_nlp.archive import Filters
    from kexie_nlp.search.results import Hit, SearchResult

FACET_NAMES = {"year": "年度", "region": "地区", "association": "科协", "kind": "类型"}


class Scope(StrEnum):
    """What a search looks for."""

    passages = "passages"
    achievements = "achievements"
    metrics = "metrics"
    reports = "reports"


class Sort(StrEnum):
    """In what order hits are given."""

    relevance = "relevance"
    year = "year"


@filtered("year", "region", "association", "kind")
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words, "phrases", fields such as 年份:2019..2022 奖项:一等奖.')],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    scope: Annotated[Scope, typer.Option("--in", help="What to look for.")] = Scope.passages,
    limit: Annotated[int, typer.Option(min=1, help="At most so many hits.")] = 20,
    sort: Annotated[Sort, typer.Option(help="The order of the hits.")] = Sort.relevance,
    facets: Annotated[bool, typer.Option("--facets", help="Count the hits by year, region, association and kind.")] = False,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Search the archive."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive) as opened:
        result = opened.search(query, scope=scope.value, limit=limit, sort=sort.value, facets=facets, filters=filters)
    if output is not Format.table:
        print_rows(map(hit_line, result.hits), output, {"report": "编号"})
    else:
        print_hits(result)
    _say_totals(result)


def print_hits(result: "SearchResult") -> None:
    """Print hits for a person: where, then the text with the hits in brackets, or in colour on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for hit in result.hits:
        where = " · ".join(str(part) for part in (hit.association or Path(hit.path).name, hit.year, hit.kind, hit.section) if part)
        console.print(Text(where, style="bold"))
        snippet = Text("  ")
        cursor = 0
        for start, end in hit.marks:
            snippet.append(hit.snippet[cursor:start])
            shown = hit.snippet[start:end]
            snippet.append(shown if console.is_terminal else f"【{shown}】", style="bold red")
            cursor = end
        snippet.append(hit.snippet[cursor:])
        console.print(Text(" ").join(line for line in snippet.split("\n") if line))
        console.print(Text(f"  {hit.report}  {hit.path}", style="dim"))
    for name, counts in result.facets.items():
        console.print(Text(FACET_NAMES.get(name, name), style="bold"))
        for value, count in counts[:10]:
            console.print(f"  {count:>6}  {value}")


def _say_totals(result: "SearchResult") -> None:
    """Say how many hits there are, and what to try where there are none."""
    if result.total:
        say(f"{len(result.hits)} of {result.total} hits shown")
        return
    say("nothing found")
    if result.advice:
        for part in result.advice.missing:
            say(f"  no passage has {part}")
        if result.advice.weaker:
            say(f"  {result.advice.total} hits for: {result.advice.weaker}")


def hit_line(hit: "Hit") -> dict[str, Any]:
    """Return a hit as a line of ``search``."""
    line: dict[str, Any] = {
        "report": hit.report,
        "path": hit.path,
        "association": hit.association,
        "region": hit.region,
        "year": hit.year,
        "kind": hit.kind,
        "title": hit.title,
        "section": hit.section,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        "score": round(hit.score, 4),
        "passages": hit.passages,
    }
    if hit.record is not None:
        line["record"] = record_line(hit.record, "")
    return line
