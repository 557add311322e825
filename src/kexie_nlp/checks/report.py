"""All checks of one report."""

from collections.abc import Iterator

from kexie_nlp.checks import (
    accounts,
    balances,
    changes,
    codes,
    completions,
    counts,
    dates,
    directions,
    editions,
    executions,
    listings,
    participants,
    periods,
    ratios,
    repeats,
    scores,
    shares,
    sums,
    table_rates,
    table_sums,
    text_tables,
    trends,
    twins,
    units,
)
from kexie_nlp.checks.context import Context, context_of
from kexie_nlp.checks.finding import Finding
from kexie_nlp.checks.grid import Grid
from kexie_nlp.checks.groups import groups_in
from kexie_nlp.checks.lists import list_groups
from kexie_nlp.checks.relations import Relation, finding_of
from kexie_nlp.records import Analysis


def check_report(analysis: Analysis) -> tuple[Finding, ...]:
    """Return the relations between the figures of a report, those that hold and those that do not, in reading order."""
    return findings_in(context_of(analysis))


def findings_in(context: Context) -> tuple[Finding, ...]:
    """Return the same of a report that has been prepared."""
    text = context.analysis.report.text
    found = [finding_of(relation, context.cleaned, text) for relation in _settled(list(_relations(context)))]
    return tuple(sorted(found, key=lambda finding: (finding.spans[0], finding.kind)))


def _relations(context: Context) -> Iterator[Relation]:
    """Yield what each check finds."""
    groups = [group for line in context.paragraphs() for group in groups_in(line)]
    groups += list_groups(context)
    yield from sums.check_sums(groups)
    yield from shares.check_shares(context, groups)
    yield from shares.lone_shares(context)
    yield from changes.check_changes(context)
    yield from trends.check_trends(context)
    yield from directions.check_directions(context)
    yield from completions.check_completions(context)
    yield from accounts.check_accounts(context)
    yield from balances.check_balances(context)
    yield from executions.check_executions(context)
    yield from scores.check_scores(context)
    yield from units.check_units(context)
    yield from repeats.check_repeats(context)
    yield from repeats.check_breakdowns(groups)
    yield from twins.check_twins(context)
    yield from ratios.check_ratios(context)
    yield from dates.check_dates(context)
    yield from periods.check_periods(context)
    yield from editions.check_editions_within(context)
    yield from counts.check_counts(context)
    yield from listings.check_listings(context)
    yield from participants.check_participants(context)
    yield from codes.check_codes(context)
    grids = [side for table in context.reading.tables for side in Grid(table).sides()]
    for grid in grids:
        yield from table_sums.check_rows(grid)
        yield from table_sums.check_columns(grid)
        yield from table_sums.check_account_totals(grid)
        yield from table_rates.check_rates(grid)
    yield from text_tables.check_text_against_tables(context, grids)


def _settled(relations: list[Relation]) -> list[Relation]:
    """Return each relation once, without those that fail only because another finding tells that a figure is in the wrong unit."""
    slips = {relation.spans[0] for relation in relations if relation.kind == "unit"}
    kept = [relation for relation in relations if relation.holds or relation.kind == "unit" or slips.isdisjoint(relation.spans)]
    return list({(one.kind, one.holds, one.spans[0], one.computed): one for one in reversed(kept)}.values())
