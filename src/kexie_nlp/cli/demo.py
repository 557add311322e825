"""``demo``: the main job on the sample reports, shown in half a minute."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_nlp.cli.archive import add_files
from kexie_nlp.cli.output import Format, print_rows, say
from kexie_nlp.cli.searching import print_hits

if TYPE_CHECKING:
    from kexie_nlp.archive import Archive

_QUERY = "青少年科技创新大赛 一等奖"
_SERIES_INDICATOR = "科普专项经费"


def demo(
    archive: Annotated[Path | None, typer.Option("--archive", metavar="DIR", help="Keep the archive in this new folder.")] = None,
) -> None:
    """Build an archive from the sample reports, search it, count awards, follow one figure over the years."""
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
    say("\nWhere to go on:")
    say("   kexie-nlp add FOLDER            your own reports, into ./kexie-archive")
    say("   kexie-nlp search 科普大篷车      every place that speaks of it")
    say("   kexie-nlp achievements --help   all achievements and metrics as tables, by year, region, contest")
    say("   kexie-nlp export --format xlsx --output awards.xlsx")


def _show_search(archive: "Archive") -> None:
    """Show one search."""
    say(f"2. A search: kexie-nlp search '{_QUERY}' --limit 3")
    result = archive.search(_QUERY, limit=3)
    print_hits(result)
    say(f"   {len(result.hits)} of {result.total} hits shown\n")


def _show_awards(archive: "Archive") -> None:
    """Show first prizes by association and year."""
    from kexie_nlp.archive import Filters

    say("3. First prizes by association and year: kexie-nlp achievements --award 一等奖")
    counts: Counter[tuple[str, int]] = Counter()
    for row in archive.achievements(Filters(award="一等奖")):
        if row.report.association and row.report.year and row.record.recipient:
            counts[row.report.association, row.report.year] += row.record.count or 0
    years = sorted({year for _, year in counts})
    rows = [
        {"association": name, **{str(year): counts.get((name, year), "") for year in years}}
        for name in sorted({name for name, _ in counts})
    ]
    print_rows(rows, Format.table, {"association": "科协", **{str(year): f"{year}年" for year in years}})
    say("")


def _show_series(archive: "Archive") -> None:
    """Show one indicator over the years."""
    from kexie_nlp.archive import Filters

    say(f"4. One figure over the years: kexie-nlp metrics --indicator {_SERIES_INDICATOR}")
    rows = [
        {"association": row.report.association, "year": row.report.year, "indicator": row.record.indicator, "text": row.record.text}
        for row in archive.metrics(Filters(indicator=_SERIES_INDICATOR))
        if row.record.indicator == _SERIES_INDICATOR and row.record.change == "of"
    ]
    rows.sort(key=lambda row: (row["association"] or "", row["year"] or 0))
    print_rows(rows[:12], Format.table, {"association": "科协", "year": "年度", "indicator": "指标", "text": "数值"})
