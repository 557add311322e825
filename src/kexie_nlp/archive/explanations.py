"""Why a place in the archive answers a query."""

from kexie_nlp.archive.places import Place
from kexie_nlp.search.explaining import Found, Reason, reasons
from kexie_nlp.search.folding import fold
from kexie_nlp.search.tree import Node


def reasons_of(query: str, tree: Node, filters: Node, place: Place) -> tuple[Reason, ...]:
    """Return why a place answers a query and filters; the trees are theirs."""
    passage = place.stored.passage

    def report_text(start: int, end: int) -> str:
        return "".join(place.text[first:last] for first, last in passage.from_report(start, end))

    facts = [(placed.fact, placed.spans) for placed in place.facts]
    return reasons(query, tree, filters, Found(fold(place.text), facts, report_text, passage.to_report))
