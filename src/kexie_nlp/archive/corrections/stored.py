"""Corrections in the archive's database, and the findings that they are applied to.

``corrections`` holds what was asked for, by the id of the report, which is a hash of its text: so they outlive removing and adding again.
``uncorrected`` holds what was found in the reports that have corrections, as it was before them.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from kexie_nlp.archive.corrections.model import Change, Correction, Effect, change_from_json, change_to_json
from kexie_nlp.archive.serial import achievement_from_json, metric_from_json, record_to_json
from kexie_nlp.document import Entity, Region, Report
from kexie_nlp.records import Achievement, Analysis, Metric

if TYPE_CHECKING:
    from kexie_nlp.archive.store import Store

_COLUMNS: Final = "number, report, change, who, at, why, effect, undone_at, undone_by"


def corrections_of(connection: sqlite3.Connection, report_id: str) -> list[Correction]:
    """Return the corrections of a report that hold, in the order in which they were made."""
    return list(all_corrections(connection, "WHERE report = ? AND undone_at IS NULL", (report_id,)))


def all_corrections(connection: sqlite3.Connection, where: str = "", values: Iterable[Any] = ()) -> Iterator[Correction]:
    """Yield corrections, in the order in which they were made."""
    for number, report, change, who, at, why, effect, undone_at, undone_by in connection.execute(
        f"SELECT {_COLUMNS} FROM corrections {where} ORDER BY number", tuple(values)
    ):
        entities, achievements, metrics, changed = json.loads(effect)
        told = Effect((entities[0], entities[1]), (achievements[0], achievements[1]), (metrics[0], metrics[1]), changed)
        yield Correction(number, report, change_from_json(change), who, at, why, told, undone_at, undone_by)


def insert(connection: sqlite3.Connection, report_id: str, change: Change, who: str, at: str, why: str) -> int:
    """Insert a correction and return its number."""
    number = connection.execute(
        "INSERT INTO corrections (report, change, who, at, why, effect) VALUES (?,?,?,?,?,?)",
        (report_id, change_to_json(change), who, at, why, json.dumps(astuple(Effect()))),
    ).lastrowid
    assert number is not None
    return number


def note_effect(connection: sqlite3.Connection, number: int, effect: Effect) -> None:
    """Note what a correction did."""
    connection.execute("UPDATE corrections SET effect = ? WHERE number = ?", (json.dumps(astuple(effect)), number))


def mark_undone(connection: sqlite3.Connection, number: int, who: str, at: str) -> None:
    """Mark a correction as undone; it stays as a record of what was done."""
    connection.execute("UPDATE corrections SET undone_at = ?, undone_by = ? WHERE number = ?", (at, who, number))


def delete(connection: sqlite3.Connection, number: int) -> None:
    """Delete a correction with all it tells."""
    connection.execute("DELETE FROM corrections WHERE number = ?", (number,))


def recorrect(store: "Store", key: int) -> None:
    """Make what the store tells of a report what its corrections make of it, within a transaction."""
    from kexie_nlp.archive.corrections.applying import corrected
    from kexie_nlp.archive.prepared import prepare

    connection = store.connection
    (report_id,) = connection.execute("SELECT id FROM reports WHERE key = ?", (key,)).fetchone()
    corrections = corrections_of(connection, report_id)
    if not corrections and not connection.execute("SELECT 1 FROM uncorrected WHERE report = ?", (report_id,)).fetchone():
        return
    now = store.analysis(key)
    found = uncorrected(connection, now.report)
    original = found or now
    if found is None:
        connection.execute("INSERT INTO uncorrected VALUES (?, ?)", (report_id, _analysis_to_json(original)))
    made = corrected(original, corrections, _derive).analysis if corrections else original
    if made != now:
        store.replace(key, prepare(made))
    if not corrections:
        connection.execute("DELETE FROM uncorrected WHERE report = ?", (report_id,))


def uncorrected(connection: sqlite3.Connection, report: Report) -> Analysis | None:
    """Return what was found in a report before it was corrected, None if it has no corrections."""
    row = connection.execute("SELECT analysis FROM uncorrected WHERE report = ?", (report.id,)).fetchone()
    return _analysis_from_json(row[0], report) if row else None


def _derive(report: Report, entities: Iterable[Entity]) -> tuple[tuple[Achievement, ...], tuple[Metric, ...]]:
    """Return the records that a report tells with these entities."""
    from kexie_nlp.pipeline import records_of

    return records_of(report, tuple(entities))


def _analysis_to_json(analysis: Analysis) -> str:
    """Return what was found, without the text and structure, which corrections leave alone."""
    report = analysis.report
    published = report.published.isoformat() if report.published else None
    told = [report.title, report.association, astuple(report.region) if report.region else None, report.year, report.kind, published]
    return json.dumps(
        {
            "report": told,
            "entities": [astuple(entity) for entity in analysis.entities],
            "achievements": [record_to_json(record) for record in analysis.achievements],
            "metrics": [record_to_json(record) for record in analysis.metrics],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _analysis_from_json(told: str, report: Report) -> Analysis:
    """Return the analysis that ``_analysis_to_json`` wrote, of a report whose text and structure are given."""
    values = json.loads(told)
    title, association, region, year, kind, published = values["report"]
    return Analysis(
        replace(
            report,
            title=title,
            association=association,
            region=Region(region[0], region[1], region[2], tuple(region[3])) if region else None,
            year=year,
            kind=kind,
            published=date.fromisoformat(published) if published else None,
        ),
        tuple(Entity(*entity) for entity in values["entities"]),
        tuple(map(achievement_from_json, values["achievements"])),
        tuple(map(metric_from_json, values["metrics"])),
    )
