"""``search``: every place in an archive that speaks of something."""

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.batching import ask_batch
from kexie_nlp.cli.filters import filtered
from kexie_nlp.cli.hits import facet_lines, hit_line, print_hits, say_totals
from kexie_nlp.cli.output import Format, FormatOption, print_rows, say, within_reach

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive, Filters
    from kexie_nlp.search.results import SearchResult


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
    amount = "amount"
    largest = "count"


QueryArgument = Annotated[
    str | None, typer.Argument(metavar="QUERY", help='Words, "phrases", fields such as 年份:2019..2022 奖项:一等奖; see `help query`.')
]
ScopeOption = Annotated[Scope, typer.Option("--in", help="What to look for.")]
LimitOption = Annotated[int, typer.Option(min=0, callback=within_reach, help="At most so many hits; 0 counts only.")]
OffsetOption = Annotated[int, typer.Option(min=0, callback=within_reach, help="Leave out so many of the first hits.")]
SortOption = Annotated[Sort, typer.Option(help="The best, the latest year, the largest sum of money or the largest number first.")]
FacetsOption = Annotated[
    bool, typer.Option("--facets", help="Count all hits by year, region, association, kind, entity type, contest, award and programme.")
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="FIELD=VALUE", help="Keep hits with this value; several of one field are alternatives."),
]
NotOption = Annotated[
    list[str] | None, typer.Option("--not", metavar="FIELD=VALUE", help="Leave out hits with this value; may be repeated.")
]
NoAliasesOption = Annotated[bool, typer.Option("--no-aliases", help="Find words only as written, not by other names.")]
ExplainOption = Annotated[bool, typer.Option("--explain", help="Tell of each hit why it was found.")]
LikeOption = Annotated[
    str | None, typer.Option("--like", metavar="REPORT:START", help="Find passages like the one there, or like this text.")
]
SavedOption = Annotated[str | None, typer.Option("--saved", metavar="NAME", help="Ask the query saved under this name.")]
SaveOption = Annotated[str | None, typer.Option("--save", metavar="NAME", help="Save the query under this name, then ask it.")]
BatchOption = Annotated[
    str | None, typer.Option("--batch", metavar="FILE", help="Ask the queries in this file, one a line; - reads standard input.")
]


@filtered("year", "region", "association", "kind")
def search(
    query: QueryArgument = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    scope: ScopeOption = Scope.passages,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    sort: SortOption = Sort.relevance,
    facets: FacetsOption = False,
    only: OnlyOption = None,
    without: NotOption = None,
    no_aliases: NoAliasesOption = False,
    explain: ExplainOption = False,
    like: LikeOption = None,
    saved: SavedOption = None,
    save: SaveOption = None,
    batch: BatchOption = None,
    output: FormatOption = Format.table,
    *,
    filters: "Filters",
) -> None:
    """Search the archive."""
    from kexie_nlp.archive import Archive

    _check_asked(query, saved, batch, like, save)
    if batch is not None and facets:
        raise typer.BadParameter("counts are given for one query at a time, not for --batch", param_hint="--facets")
    if output is Format.csv and facets and limit:
        raise typer.BadParameter("in csv, counts and hits make two tables; ask for the counts with --limit 0", param_hint="--facets")
    options: dict[str, Any] = {
        "scope": scope.value, "limit": limit, "offset": offset, "sort": sort.value, "filters": filters,
        "only": only or (), "without": without or (), "aliases": not no_aliases, "explain": explain,
    }  # fmt: skip
    with Archive.open(archive) as opened:
        if batch is not None:
            ask_batch(opened, batch, options, output)
        else:
            asked = _asked(opened, query, saved, save)
            print_result(opened.search(asked, like=like, facets=facets, **options), output, explain)


def _asked(archive: "Archive", query: str | None, saved: str | None, save: str | None) -> str:
    """Return the query to be asked, and save it if that is wanted."""
    asked = archive.saved.query(saved) if saved is not None else query or ""
    if save is not None:
        archive.saved.save(save, asked)
        say(f"saved as {save}")
    return asked


def print_result(result: "SearchResult", output: Format, explained: bool) -> None:
    """Print hits and counts in a format, and on standard error how many there are."""
    if output is Format.table:
        print_hits(result)
    else:
        lines = (hit_line(hit, explained=explained) for hit in result.hits)
        print_rows(chain(lines, facet_lines(result)), output, {"report": "编号"})
    say_totals(result)


def _check_asked(query: str | None, saved: str | None, batch: str | None, like: str | None, save: str | None) -> None:
    """Refuse a search that asks for nothing, or in two ways at once."""
    given = [name for name, value in (("QUERY", query), ("--saved", saved), ("--batch", batch)) if value is not None]
    if not given and like is None:
        raise typer.BadParameter('give a QUERY ("" finds everything), --saved, --batch or --like', param_hint="QUERY")
    if len(given) > 1:
        raise typer.BadParameter(f"{' and '.join(given)} exclude each other", param_hint=given[-1])
    if batch is not None and like is not None:
        raise typer.BadParameter("--batch and --like exclude each other", param_hint="--like")
    if save is not None and query is None:
        raise typer.BadParameter("give the QUERY to be saved", param_hint="--save")
