"""A frozen corpus written: texts, structure, entities, records, codebook, datasheet, manifest; and made anew from its own texts."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

from kexie_nlp.archive import Archive
from kexie_nlp.archive.corrections import Correction, Effect, SpanChange
from kexie_nlp.archive.corrections.applying import corrected
from kexie_nlp.archive.corrections.model import change_from_json, change_to_json
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.archive.serial import report_from_row, structure_to_json
from kexie_nlp.contract import achievement_line, entity_line, metric_line
from kexie_nlp.corpus.codebook import Codebook
from kexie_nlp.corpus.datasheet import Datasheet
from kexie_nlp.corpus.hashing import HashingFolder
from kexie_nlp.corpus.manifest import MANIFEST, Manifest, hash_of, manifest_to_json, present_maker, told_filters
from kexie_nlp.document import Report
from kexie_nlp.errors import KexieError, ResourceError
from kexie_nlp.export.targets import Folder
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.corrections import CORRECTIONS_FILE, read_corrections
from kexie_nlp.link.linker import Linker
from kexie_nlp.pipeline import records_of
from kexie_nlp.records import Analysis

Analyze = Callable[[Report], Analysis]
Progress = Callable[[str], None]
ENTITY_CORRECTIONS: Final = "corrections.jsonl"
_PARTS: Final = ("reports", "structure", "entities", "achievements", "metrics")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a corpus is to be: its name, what chose its reports, what was corrected.

    Attributes:
        links: the file of corrections of names, which may not be there.
        corrections: by the id of the report, corrections of its entities; what it says of itself is corrected in the report already.
    """

    name: str
    query: str
    filters: Mapping[str, Any]
    links: Path
    corrections: Mapping[str, Sequence[Correction]] = field(default_factory=dict)


def freeze(
    archive: Archive, name: str, selection: Selection, folder: Folder, lexicons: Lexicons, analyze: Analyze, progress: Progress
) -> Manifest:
    """Write the reports that a query and filters choose of an archive as a frozen corpus, in the order of their ids.

    Each report is analysed anew from its text, so that the corpus is what the program, lexicons and model of its manifest make of it,
    whenever the report was added; what readers corrected is applied to that. ``progress`` is told the id of each report.

    Raises:
        KexieError: if nothing is chosen.
    """
    ids = sorted(chosen.report.id for chosen in archive.select(Selection("reports", selection.query, selection.filters)))
    if not ids:
        raise KexieError(
            "no report of the archive fits, so there is nothing to freeze; `search` with the same query says what a weaker one finds"
        )
    kept = {report_id: archive.corrections.of(report_id) for report_id in ids}
    spans = {key: [one for one in found if isinstance(one.change, SpanChange)] for key, found in kept.items()}
    plan = Plan(name, selection.query, told_filters(selection.filters), archive.folder / CORRECTIONS_FILE, spans)
    reports = (archive.show(report_id).report for report_id in ids)
    return write_corpus(plan, reports, folder, lexicons, analyze, progress)


def write_corpus(
    plan: Plan, reports: Iterable[Report], folder: Folder, lexicons: Lexicons, analyze: Analyze, progress: Progress
) -> Manifest:
    """Write reports as a frozen corpus and return its manifest; one report at a time is held."""
    links = plan.links.read_bytes() if plan.links.is_file() else b""
    hashing, sheet = HashingFolder(folder), Datasheet()
    codebook = Codebook(lexicons, Linker(lexicons, read_corrections(plan.links)))
    texts: dict[str, str] = {}
    with ExitStack() as stack:
        parts = {part: stack.enter_context(hashing.open(f"{part}.jsonl")) for part in _PARTS}
        for report in reports:
            progress(report.id)
            analysis = analyze(report)
            if told := plan.corrections.get(report.id):
                analysis = corrected(analysis, told, records_of).analysis
            texts[report.id] = hash_of(report.text.encode())
            hashing.write(_text_path(report.id), report.text)
            _write_parts(analysis, parts)
            sheet.add(analysis)
            codebook.add(analysis)
    if lines := _correction_lines(plan.corrections):
        hashing.write(ENTITY_CORRECTIONS, lines)
    if links:
        hashing.write(CORRECTIONS_FILE, links)
    hashing.write("codebook.tsv", codebook.tsv())
    hashing.write("codebook.md", codebook.markdown(plan.name))
    maker = present_maker(lexicons, links)
    hashing.write("datasheet.md", sheet.markdown(plan.name, plan.query, plan.filters, maker))
    files = dict(sorted(hashing.files.items()))
    manifest = Manifest(plan.name, plan.query, plan.filters, maker, dict(sheet.counts), texts, files)
    folder.write(MANIFEST, manifest_to_json(manifest))
    return manifest


def frozen_reports(folder: Path, manifest: Manifest) -> Iterator[Report]:
    """Yield the reports of a frozen corpus as they were analysed.

    Raises:
        ResourceError: naming file and line of what cannot be read.
    """
    for (number, told), (_, structure) in zip(_lines(folder / "reports.jsonl"), _lines(folder / "structure.jsonl"), strict=True):
        try:
            report_id, file = told["report"], told["file"]
            path = folder / _text_path(report_id if report_id in manifest.reports else "")
            text = path.read_bytes().decode("utf-8")
            row = (report_id, file, text, told["title"], told["association"], told["year"], told["kind"], told["published"])
            yield report_from_row((*row, json.dumps(structure["structure"])))
        except (OSError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
            raise ResourceError(folder / "reports.jsonl", number, f"this report cannot be read ({error}); verify the corpus") from error


def frozen_corrections(folder: Path) -> dict[str, list[Correction]]:
    """Return the corrections of entities with which a frozen corpus was made, by the id of the report.

    Raises:
        ResourceError: naming file and line of what cannot be read.
    """
    path = folder / ENTITY_CORRECTIONS
    found: dict[str, list[Correction]] = {}
    for number, told in _lines(path) if path.is_file() else ():
        try:
            change = change_from_json(json.dumps(told["change"]))
            found.setdefault(told["report"], []).append(Correction(told["number"], told["report"], change, "", "", told["why"], Effect()))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise ResourceError(path, number, f"this correction cannot be read ({error}); verify the corpus") from error
    return found


def _correction_lines(corrections: Mapping[str, Sequence[Correction]]) -> str:
    """Return corrections as JSON lines, without who made them and when."""
    lines = (
        {"report": report, "number": one.number, "change": json.loads(change_to_json(one.change)), "why": one.why}
        for report, found in corrections.items()
        for one in found
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _write_parts(analysis: Analysis, parts: Mapping[str, BinaryIO]) -> None:
    """Write the lines of one report into the files that hold those of all."""
    report = analysis.report

    def line(part: str, told: Mapping[str, Any]) -> None:
        parts[part].write(json.dumps({"report": report.id, **told}, ensure_ascii=False).encode() + b"\n")

    line("reports", _report_line(report))
    line("structure", {"structure": json.loads(structure_to_json(report))})
    for entity in analysis.entities:
        line("entities", entity_line(entity))
    for achievement in analysis.achievements:
        line("achievements", achievement_line(achievement, report.text[achievement.evidence.start : achievement.evidence.end]))
    for metric in analysis.metrics:
        line("metrics", metric_line(metric, report.text[metric.evidence.start : metric.evidence.end]))


def _report_line(report: Report) -> dict[str, Any]:
    """Return what is told of a report; of its path only the file's name, which is no machine's business."""
    return {
        "file": report.path.replace("\\", "/").rpartition("/")[2],
        "title": report.title,
        "association": report.association,
        "region": list(report.region.path) if report.region else None,
        "year": report.year,
        "kind": report.kind,
        "published": report.published.isoformat() if report.published else None,
        "characters": len(report.text),
    }


def _lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the numbered objects of a file of JSON lines."""
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                yield number, json.loads(line)
    except OSError as error:
        raise ResourceError(path, None, f"cannot be read ({error.strerror}); verify the corpus") from error
    except ValueError as error:
        raise ResourceError(path, None, f"is not JSON lines in UTF-8 ({error}); verify the corpus") from error


def _text_path(report_id: str) -> str:
    """Return where the text of a report lies."""
    return f"texts/{report_id}.txt"
