"""The names of an archive, each with the forms that were brought together under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kexie_nlp.link.grouping import group_names
from kexie_nlp.link.linker import Linker
from kexie_nlp.link.links import How, Link, LinkKind


@dataclass(frozen=True, slots=True)
class Form:
    """A form that stands in reports.

    Attributes:
        written: the form.
        count: how often it stands there.
        association: whose reports they are, or None.
        region: the region of the reports, from the province down.
        unit: of an indicator's values, else "".
    """

    written: str
    count: int
    association: str | None = None
    region: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A name and the forms that stand for it.

    Attributes:
        kind: what sort of thing it is.
        name: the one name; of a contest that of the series.
        unit: of an indicator, else "".
        count: how often it is named.
        forms: (form, how often, how it was linked, why), the most frequent first.
    """

    kind: LinkKind
    name: str
    unit: str
    count: int
    forms: tuple[tuple[str, int, How, str], ...]


def link_groups(linker: Linker, kind: LinkKind, forms: Iterable[Form]) -> list[LinkGroup]:
    """Return forms grouped by what they name, the most frequent name first; names that no lexicon knows are brought together, too."""
    links: dict[tuple[str, str, str], tuple[Link, str, int]] = {}
    for form in forms:
        link = linked(linker, kind, form)
        unit = getattr(link, "unit", "")
        key = link.name, unit, form.written
        links[key] = link, form.written, form.count + (links[key][2] if key in links else 0)
    together = _unknown_together(kind, links)
    groups: dict[tuple[str, str], list[tuple[Link, str, int]]] = {}
    for (name, unit, _), entry in links.items():
        groups.setdefault((together.get((name, unit), name), unit), []).append(entry)
    found = [_group(kind, name, unit, entries) for (name, unit), entries in groups.items()]
    return sorted(found, key=lambda group: (-group.count, group.name, group.unit))


def linked(linker: Linker, kind: LinkKind, form: Form) -> Link:
    """Return the link of a form in its reports."""
    if kind == "association":
        return linker.association(form.written, form.association, form.region)
    if kind == "contest":
        return linker.contest(form.written, None, form.region)
    if kind == "award":
        return linker.award(form.written, form.region)
    if kind == "program":
        return linker.program(form.written, form.region)
    return linker.indicator(form.written, form.unit)


def _unknown_together(kind: LinkKind, links: dict[tuple[str, str, str], tuple[Link, str, int]]) -> dict[tuple[str, str], str]:
    """Return for the names that no lexicon knows those that stand for them; of indicators, among those of one unit."""
    counts: dict[str, dict[str, int]] = {}
    for (name, unit, _), (link, _, count) in links.items():
        if not link.known:
            of_unit = counts.setdefault(unit, {})
            of_unit[name] = of_unit.get(name, 0) + count
    return {(name, unit): stands for unit, names in counts.items() for name, stands in group_names(names, kind).items()}


def _group(kind: LinkKind, name: str, unit: str, entries: list[tuple[Link, str, int]]) -> LinkGroup:
    """Return one group."""
    forms: dict[str, tuple[int, How, str]] = {}
    for link, written, count in entries:
        why = link.why if link.name == name else f"{link.why}; {link.name} and {name} are alike"
        how: How = link.how if link.name == name else "similar"
        forms[written] = (count + forms[written][0] if written in forms else count), how, why
    ordered = sorted(((written, *told) for written, told in forms.items()), key=lambda form: (-form[1], form[0]))
    return LinkGroup(kind, name, unit, sum(form[1] for form in ordered), tuple(ordered))
