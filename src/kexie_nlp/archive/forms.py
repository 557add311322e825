"""How the things of an archive are named in its reports."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from kexie_nlp.link.groups import Form
from kexie_nlp.link.links import LinkKind

_OF_REPORTS: Final = "SELECT {form}, count(*), r.association, r.region, {unit} FROM {table} t JOIN reports r ON r.key = t.report {where}"
_GROUPED: Final = "GROUP BY {form}, r.association, r.region, {unit} ORDER BY {form}, r.association, r.region, {unit}"
# kind → form, unit, table, condition
_SOURCES: Final[dict[LinkKind, tuple[str, str, str, str]]] = {
    "association": ("t.text", "''", "entities", "WHERE t.type = 'ORG' AND (t.text LIKE '%科协' OR t.text LIKE '%科学技术协会')"),
    "contest": ("t.event", "''", "achievements", "WHERE t.event IS NOT NULL"),
    "award": ("t.award", "''", "achievements", ""),
    "program": ("t.text", "''", "entities", "WHERE t.type = 'PROGRAM'"),
    "indicator": ("t.indicator", "json_extract(t.record, '$.unit')", "metrics", ""),
}


def written_forms(connection: sqlite3.Connection, kind: LinkKind) -> Iterator[Form]:
    """Yield the forms of one kind of name, each with its reports' association and region, and how often it stands there."""
    form, unit, table, where = _SOURCES[kind]
    query = f"{_OF_REPORTS} {_GROUPED}".format(form=form, unit=unit, table=table, where=where)
    for written, count, association, region, told_unit in connection.execute(query):
        yield Form(written, count, association, tuple((region or "").split()), told_unit or "")
