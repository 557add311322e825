"""A frozen corpus holds what readers corrected, and is made anew with it."""

from pathlib import Path

from builders import NORTH, analysis_of, analyze_marked
from kexie_nlp.archive import Archive
from kexie_nlp.archive.corrections import field_change, span_change
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.corpus import freeze, rebuild, verify
from kexie_nlp.document import Report
from kexie_nlp.export.targets import folder_target
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.records import Analysis

KNOWN = analysis_of(NORTH)


def analyze(report: Report) -> Analysis:
    return Analysis(report, KNOWN.entities, KNOWN.achievements, KNOWN.metrics)


def test_corrections_are_frozen_without_names_and_made_anew(tmp_path: Path, lexicons: Lexicons) -> None:
    (tmp_path / "north.txt").write_text(NORTH, encoding="utf-8")
    start = KNOWN.report.text.index("二等奖")
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.add([tmp_path / "north.txt"], analyze=analyze_marked, workers=1)
        archive.corrections.correct(
            KNOWN.report.id, lambda a: [span_change(a, start, start + 3, None), field_change(a.report, "year", "2018")], "某人", "误标"
        )
        with folder_target(tmp_path / "corpus") as target:
            freeze(archive, "样例", Selection("reports"), target, lexicons, analyze, lambda report: None)
    entities = (tmp_path / "corpus" / "entities.jsonl").read_text(encoding="utf-8")
    assert "省级一等奖" in entities
    assert '"二等奖"' not in entities
    assert '"year": 2018' in (tmp_path / "corpus" / "reports.jsonl").read_text(encoding="utf-8")
    told = (tmp_path / "corpus" / "corrections.jsonl").read_text(encoding="utf-8")
    assert "误标" in told
    assert "某人" not in told
    assert list(verify(tmp_path / "corpus")) == []
    assert rebuild(tmp_path / "corpus", None, lexicons, analyze, lambda report: None).differing == ()
