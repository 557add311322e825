"""All checks of one report."""

from collections.abc import Iterator, Mapping
from typing import Final

from kexie_nlp.checks import enumerations, rates, retellings, times, totals
from kexie_nlp.checks.documents import is_of_two_documents
from kexie_nlp.checks.explained import is_explained, without_common_bases
from kexie_nlp.checks.far_off import is_far_off
from kexie_nlp.checks.finding import Finding
from kexie_nlp.checks.made_elsewhere import is_made_elsewhere
from kexie_nlp.checks.made_right import made_right
from kexie_nlp.checks.marks_outside import are_marks_outside
from kexie_nlp.checks.nearer import fits_nearer
from kexie_nlp.checks.rates.share_rows import check_share_rows
from kexie_nlp.checks.rates.shares import check_shares
from kexie_nlp.checks.relations import Relation, finding_of
from kexie_nlp.checks.retellings.last_years_value import check_last_years_value
from kexie_nlp.checks.retellings.proved import check_proved
from kexie_nlp.checks.retellings.repeats import check_breakdowns
from kexie_nlp.checks.retellings.retold import check_retold
from kexie_nlp.checks.retellings.shifted_points import check_shifted_points
from kexie_nlp.checks.retellings.swapped import check_swapped
from kexie_nlp.checks.retellings.table_retold import check_tables_retold
from kexie_nlp.checks.told.context import Context, context_of
from kexie_nlp.checks.told.counted import counted_in
from kexie_nlp.checks.told_apart import are_two
from kexie_nlp.checks.totals.counted_lines import counted_line_groups
from kexie_nlp.checks.totals.enumerated import enumerated_groups
from kexie_nlp.checks.totals.groups import groups_in
from kexie_nlp.checks.totals.lists import list_groups
from kexie_nlp.checks.totals.named_wholes import named_groups
from kexie_nlp.checks.totals.planned_sums import check_planned_sums
from kexie_nlp.checks.totals.sums import check_sums
from kexie_nlp.records import Analysis

_TWO: Final = 2
_OF_TWO: Final = ("share", "completion")
_OTHERWISE: Final = (
    is_far_off,
    fits_nearer,
    is_made_elsewhere,
    is_of_two_documents,
    are_two,
    are_marks_outside,
)  # ways in which a figure was held against the wrong ones


def check_report(analysis: Analysis) -> tuple[Finding, ...]:
    """Return the relations between the figures of a report, those that hold and those that do not, in reading order."""
    return findings_in(context_of(analysis))


def findings_in(context: Context) -> tuple[Finding, ...]:
    """Return the same of a report that has been prepared."""
    text = context.analysis.report.text
    found = [finding_of(relation, context.cleaned, text) for relation in _settled(context)]
    return tuple(sorted(found, key=lambda finding: (finding.spans[0], finding.kind)))


def _relations(context: Context) -> Iterator[Relation]:
    """Yield what each check finds, and what follows from what holds."""
    found = list(_found(context))
    yield from found
    yield from check_proved(context, found)
    yield from check_last_years_value(context, found)
    yield from check_shifted_points(context, found)


def _found(context: Context) -> Iterator[Relation]:
    """Yield what each check finds by itself."""
    groups = [group for line in context.paragraphs() for group in (*groups_in(line), *enumerated_groups(line))]
    groups += [*list_groups(context), *counted_line_groups(context), *named_groups(context)]
    yield from check_sums(groups, context.figures, context.text)
    yield from check_shares(context, groups)
    yield from check_share_rows(groups)
    yield from check_breakdowns(groups)
    yield from check_planned_sums(context, groups)
    counted = counted_in(context)
    yield from check_retold(counted)
    for room in (totals, rates, retellings, times, enumerations):
        for check in room.CHECKS:
            yield from check(context)
    yield from check_tables_retold(context, counted)
    yield from check_swapped(context)


def _settled(context: Context) -> list[Relation]:
    """Return each relation once, without those that fail only because another figure is wrong, or was held against the wrong ones."""
    relations = without_common_bases([one for one in _relations(context) if one.holds or one.is_named or not is_explained(one, context)])
    relations = [one for one in relations if one.holds or one.is_named or not any(way(one, context) for way in _OTHERWISE)]
    taken = {_sources(one): one for one in relations if one.holds and one.kind in _OF_TWO}
    relations = [one for one in relations if one.holds or not _makes_another(one, taken)]
    slips = {relation.spans[0] for relation in relations if relation.kind == "unit"}
    kept = [relation for relation in relations if relation.holds or relation.kind == "unit" or slips.isdisjoint(relation.spans)]
    wrong = {one.spans[0]: one for one in kept if not one.holds and one.difference and one.kind != "repeat"}
    sums = [one for one in kept if one.holds and one.kind == "sum"]
    kept = [one for one in kept if one.holds or not any(_is_part_of(one, whole) or _is_term_of(one, whole) for whole in sums)]
    kept = [one for one in kept if one.holds or not (_follows(one, wrong) or _follows_from_right(one, wrong, context))]
    kept.sort(key=lambda one: one.kind != "completion")
    return list({_what(one): one for one in reversed(kept)}.values())


def _sources(relation: Relation) -> frozenset[tuple[int, int]]:
    """Return where the figures stand that a relation holds another against."""
    return frozenset(relation.spans[1:])


def _makes_another(relation: Relation, taken: Mapping[frozenset[tuple[int, int]], Relation]) -> bool:
    """Tell whether the two figures that a rate was held against make another rate of its sentence (执行率98.71%，…执行率93.59%)."""
    other = taken.get(_sources(relation)) if relation.kind in _OF_TWO and len(relation.spans) > _TWO else None
    return (
        other is not None
        and other.quote == relation.quote
        and other.spans[0] != relation.spans[0]
        and other.stated[-1:] == relation.stated[-1:] == "%"
    )


def _is_part_of(relation: Relation, whole: Relation) -> bool:
    """Tell whether a sum leaves out terms of one that holds for the same figure (由41个增加到53个，新成立15个，注销3个)."""
    return relation.kind == "sum" and relation.spans[0] == whole.spans[0] and set(relation.spans) < set(whole.spans)


def _is_term_of(relation: Relation, whole: Relation) -> bool:
    """Tell whether a value per thing is a price in the sum that it was held against, which holds with others (每个2000元，每人3000元)."""
    are_terms = len(whole.spans) > 1 + _TWO and relation.spans[0] in whole.spans[1:] and whole.spans[0] in relation.spans[1:]
    return relation.kind == "share" and are_terms


def _follows_from_right(relation: Relation, wrong: Mapping[tuple[int, int], Relation], context: Context) -> bool:
    """Tell whether a rate fails only because a total it was computed from is wrong: it follows from what the total should be."""
    stated, *sources = (context.by_span.get(span) for span in relation.spans)
    causes = [wrong.get(span) for span in relation.spans[1:]]
    known = [source for source in sources if source]
    if not stated or stated.kind != "percent" or len(known) != _TWO or len(sources) != _TWO or relation.difference is None:
        return False
    right = {known[at]: known[at].value - one.difference for at, one in enumerate(causes) if one and one.kind == "sum" and one.difference}
    ways = made_right(stated, stated.value - relation.difference, *known) if right and stated.value else ()
    return any(figure in right and abs(value - right[figure]) * stated.value <= value * stated.step for figure, value in ways)


def _follows(relation: Relation, wrong: Mapping[tuple[int, int], Relation]) -> bool:
    """Tell whether a relation misses by just what a figure that it was computed from is said to be wrong by."""
    if relation.holds or not relation.difference or relation.kind == "repeat":
        return False
    causes = filter(None, map(wrong.get, relation.spans[1:]))
    return any(abs(one.difference or 0) == abs(relation.difference) and relation.spans[0] not in one.spans for one in causes)


def _what(relation: Relation) -> tuple[object, ...]:
    """Return what a relation tells: of two that tell the same the first is kept."""
    if relation.kind == "repeat" and not relation.holds:
        return relation.kind, frozenset(relation.spans[:2])
    if relation.kind == "sum" and relation.holds:
        return relation.kind, relation.spans[0], frozenset(relation.spans)  # of rows and of columns, by grade and by place
    kind = _OF_TWO[0] if relation.kind in _OF_TWO and not relation.holds else relation.kind  # a rate that is wrong is told once
    return kind, relation.holds, relation.spans[0], relation.computed
