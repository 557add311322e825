"""The parts of an analysis that are never queried, as JSON and back."""

import json
from dataclasses import astuple, fields
from datetime import date
from decimal import Decimal
from typing import Any, cast

from kexie_nlp.document import Cell, Region, RegionLevel, Report, ReportKind, Section, Sentence, Table
from kexie_nlp.records import Achievement, Evidence, Metric


def structure_to_json(report: Report) -> str:
    """Return region, sections, sentences and tables of a report."""
    region = report.region
    return _dump(
        {
            "region": [region.name, region.level, region.code, region.path] if region else None,
            "sections": [astuple(section) for section in report.sections],
            "sentences": [astuple(sentence) for sentence in report.sentences],
            "tables": [astuple(table) for table in report.tables],
        }
    )


def report_from_row(row: "tuple[Any, ...]") -> Report:
    """Return a report from (id, path, text, title, association, year, kind, published, structure)."""
    id_, path, text, title, association, year, kind, published, structure = row
    parts = json.loads(structure)
    region = parts["region"]
    return Report(
        id=id_,
        path=path,
        text=text,
        title=title,
        association=association,
        region=Region(region[0], cast(RegionLevel, region[1]), region[2], tuple(region[3])) if region else None,
        year=year,
        kind=cast(ReportKind, kind),
        published=date.fromisoformat(published) if published else None,
        sections=tuple(Section(*section) for section in parts["sections"]),
        sentences=tuple(Sentence(*sentence) for sentence in parts["sentences"]),
        tables=tuple(_table(table) for table in parts["tables"]),
    )


def _table(values: list[Any]) -> Table:
    """Return a table from its fields, the cells last."""
    start, end, caption, unit, header_rows, header_columns, cells = values
    return Table(start, end, caption, unit, header_rows, header_columns, tuple(Cell(*cell) for cell in cells))


def record_to_json(record: Achievement | Metric) -> str:
    """Return a record."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    evidence = record.evidence
    values["evidence"] = [evidence.start, evidence.end, evidence.spans]
    if isinstance(record, Metric):
        values["value"] = str(record.value)
    return _dump(values)


def achievement_from_json(text: str) -> Achievement:
    """Return the achievement that ``record_to_json`` wrote."""
    return Achievement(**_record_values(text))


def metric_from_json(text: str) -> Metric:
    """Return the metric that ``record_to_json`` wrote."""
    values = _record_values(text)
    values["value"] = Decimal(values["value"])
    return Metric(**values)


def _record_values(text: str) -> dict[str, Any]:
    """Return a record's fields."""
    values: dict[str, Any] = json.loads(text)
    start, end, spans = values["evidence"]
    values["evidence"] = Evidence(start, end, tuple((name, first, last) for name, first, last in spans))
    return values


def _dump(value: object) -> str:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
