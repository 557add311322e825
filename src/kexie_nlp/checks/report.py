"""All checks of one report."""

from collections.abc import Callable, Iterator
from typing import Final

from kexie_nlp.checks import (
    accounts,
    averages,
    balances,
    baselines,
    changes,
    codes,
    complements,
    completions,
    conversions,
    counts,
    dates,
    differences,
    directions,
    editions,
    events,
    executions,
    items,
    leftovers,
    listings,
    magnitudes,
    multiples,
    participants,
    per_unit,
    periods,
    prizes,
    ratios,
    repeats,
    respective,
    retold,
    scores,
    shares,
    stocks,
    sums,
    table_cells,
    table_rates,
    table_retold,
    table_scores,
    table_sums,
    terms,
    text_tables,
    trends,
    twins,
    units,
    year_parts,
    year_rows,
    yearly,
)
from kexie_nlp.checks.context import Context, context_of
from kexie_nlp.checks.counted import counted_in
from kexie_nlp.checks.enumerated import enumerated_groups
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


# what needs nothing but the report
_OF_TEXT: Final[tuple[Callable[[Context], Iterator[Relation]], ...]] = (
    complements.check_complements,
    shares.lone_shares,
    changes.check_changes,
    trends.check_trends,
    directions.check_directions,
    completions.check_completions,
    accounts.check_accounts,
    balances.check_balances,
    executions.check_executions,
    scores.check_scores,
    units.check_units,
    conversions.check_conversions,
    per_unit.check_per_unit,
    terms.check_terms,
    year_parts.check_year_parts,
    year_rows.check_year_rows,
    magnitudes.check_magnitudes,
    repeats.check_repeats,
    twins.check_twins,
    ratios.check_ratios,
    averages.check_averages,
    respective.check_respective,
    multiples.check_multiples,
    differences.check_differences,
    stocks.check_stocks,
    baselines.check_baselines,
    dates.check_dates,
    events.check_events,
    periods.check_periods,
    leftovers.check_leftovers,
    editions.check_editions_within,
    counts.check_counts,
    listings.check_listings,
    items.check_items,
    participants.check_participants,
    codes.check_codes,
)


def _relations(context: Context) -> Iterator[Relation]:
    """Yield what each check finds."""
    groups = [group for line in context.paragraphs() for group in groups_in(line)]
    groups += [group for line in context.paragraphs() for group in enumerated_groups(line)]
    groups += list_groups(context)
    counted = counted_in(context)
    yield from sums.check_sums(groups)
    yield from shares.check_shares(context, groups)
    yield from repeats.check_breakdowns(groups)
    yield from retold.check_retold(counted)
    yield from prizes.check_prizes(context)
    for check in _OF_TEXT:
        yield from check(context)
    grids = [side for table in context.reading.tables for side in Grid(table).sides()]
    for grid in grids:
        yield from table_sums.check_rows(grid)
        yield from table_sums.check_columns(grid)
        yield from table_sums.check_account_totals(grid)
        yield from table_rates.check_rates(grid)
    yield from text_tables.check_text_against_tables(context, grids)
    yield from yearly.check_yearly(context, grids)
    yield from units.check_against_tables(context, grids)
    yield from table_scores.check_table_scores(context, grids)
    yield from table_cells.check_cells(context, grids)
    yield from table_retold.check_tables_retold(context, grids, counted)


def _settled(relations: list[Relation]) -> list[Relation]:
    """Return each relation once, without those that fail only because another finding tells that a figure is in the wrong unit."""
    slips = {relation.spans[0] for relation in relations if relation.kind == "unit"}
    kept = [relation for relation in relations if relation.holds or relation.kind == "unit" or slips.isdisjoint(relation.spans)]
    return list({(one.kind, one.holds, one.spans[0], one.computed): one for one in reversed(kept)}.values())
