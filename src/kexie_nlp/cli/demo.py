"""``demo``: the main job on the sample reports, shown in half a minute."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_nlp.cli.archive import add_files
from kexie_nlp.cli.hits import print_hits
from kexie_nlp.cli.output import Format, say
from kexie_nlp.cli.pivots import print_pivot
from kexie_nlp.cli.statistics import print_series

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive
    from kexie_nlp.checks import Finding

_QUERY = "青少年科技创新大赛 一等奖"
_CONTEST = "青少年科技创新大赛"
_INDICATOR = "学术交流活动"
_ASSOCIATION = "云泽省"


def demo(
    archive: Annotated[Path | None, typer.Option("--archive", metavar="DIR", help="Keep the archive in this new folder.")] = None,
) -> None:
    """Build an archive from the sample reports, search it, count awards, follow a figure over the years, check the figures."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.resources import folder

    with tempfile.TemporaryDirectory() as scratch:
        place = archive or Path(scratch) / "archive"
        say("1. Adding the sample reports of six invented associations: kexie-nlp add FOLDER")
        with Archive.open(place, create=True) as opened:
            summary = add_files(opened, [folder("corpora") / "reports"])
            say(f"   {summary.added} reports added, {len(summary.failed)} failed\n")
            _show_search(opened)
            _show_awards(opened)
            _show_series(opened)
            _show_check(opened)
    say("\nWhere to go on:")
    say("   kexie-nlp add FOLDER            your own reports, into ./kexie-archive")
    say("   kexie-nlp search 科普大篷车      every place that speaks of it")
    say("   kexie-nlp achievements --help   all achievements and metrics as tables, by year, region, contest")
    say("   kexie-nlp ladder 机器人竞赛      how a contest was won from county to nation; series, compare, plans, calendar")
    say("   kexie-nlp export --format xlsx --output awards.xlsx")


def _show_search(archive: "Archive") -> None:
    """Show one search."""
    say(f"2. A search: kexie-nlp search '{_QUERY}' --limit 3")
    result = archive.search(_QUERY, limit=3)
    print_hits(result)
    say(f"   {len(result.hits)} of {result.total} hits shown\n")


def _show_awards(archive: "Archive") -> None:
    """Show the prizes of the best-known contest by association and year."""
    from kexie_nlp.archive import Filters
    from kexie_nlp.statistics import pivot_achievements

    say(f"3. Its prizes by association and year: kexie-nlp achievements --contest {_CONTEST} --award 等奖 --by association,year")
    print_pivot(pivot_achievements(archive, ["association", "year"], filters=Filters(contest=_CONTEST, award="等奖")), Format.table, False)
    say("")


def _show_series(archive: "Archive") -> None:
    """Show one indicator over the years."""
    from kexie_nlp.archive import Filters
    from kexie_nlp.statistics import series_of

    say(f"4. One figure over the years: kexie-nlp series {_INDICATOR} --association {_ASSOCIATION}")
    found = series_of(archive, _INDICATOR, Filters(association=_ASSOCIATION)).series
    print_series(found, Format.table)
    say("")


def _show_check(archive: "Archive") -> None:
    """Show the surest figure that does not agree with the others."""
    from kexie_nlp.checks import check_report

    say("5. Figures that do not agree, the surest of all reports: kexie-nlp check FILE")
    best: tuple[float, str, Finding] | None = None
    for row in archive.reports():
        for finding in check_report(archive.show(row.id)):
            if not finding.holds and (best is None or finding.score > best[0]):
                best = finding.score, row.title, finding
    if best is not None:
        _, title, finding = best
        print(f"{title}\n  {' '.join(finding.quote.split())}\n  {finding.explanation}")
