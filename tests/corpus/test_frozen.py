"""A frozen corpus: the same bytes from the same archive, verified, made anew, and documented."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import NORTH, SOUTH, analysis_of, analyze_marked
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.corpus import freeze, read_manifest, rebuild, verify
from kexie_nlp.corpus.codebook import Codebook
from kexie_nlp.corpus.manifest import MANIFEST
from kexie_nlp.document import Entity, Report
from kexie_nlp.errors import KexieError, ResourceError
from kexie_nlp.export.targets import folder_target
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.linker import Linker
from kexie_nlp.records import Analysis

ANALYSES = [analysis_of(NORTH), analysis_of(SOUTH)]


def analyze(report: Report) -> Analysis:
    """What the pipeline would find: the marks of the sample."""
    known = next(one for one in ANALYSES if one.report.id == report.id)
    assert report.text == known.report.text and report.sentences == known.report.sentences and report.tables == known.report.tables
    return Analysis(report, known.entities, known.achievements, known.metrics)


def analyze_otherwise(report: Report) -> Analysis:
    """What another model might find."""
    found = analyze(report)
    return Analysis(report, (Entity(0, 1, "ORG", report.text[0], None, None, "other", 0.5),), found.achievements, found.metrics)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("frozen")
    for name, marked in (("north.txt", NORTH), ("south.txt", SOUTH)):
        (folder / name).write_text(marked, encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as opened:
        opened.add([folder / "south.txt", folder / "north.txt"], analyze=analyze_marked, workers=1)
        yield opened


def frozen(archive: Archive, lexicons: Lexicons, path: Path, query: str = "", filters: Filters | None = None) -> Path:
    with folder_target(path) as target:
        freeze(archive, "样例", Selection("reports", query, filters or Filters()), target, lexicons, analyze, lambda report: None)
    return path


@pytest.fixture
def corpus(archive: Archive, lexicons: Lexicons, tmp_path: Path) -> Path:
    return frozen(archive, lexicons, tmp_path / "corpus", filters=Filters(years=(2018, 2020)))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_archive_gives_the_same_bytes(archive: Archive, lexicons: Lexicons, tmp_path: Path) -> None:
    assert contents(frozen(archive, lexicons, tmp_path / "one")) == contents(frozen(archive, lexicons, tmp_path / "two"))
    one, two = (frozen(archive, lexicons, tmp_path / name) for name in ("one.zip", "two.zip"))
    assert one.read_bytes() == two.read_bytes()


def test_another_archive_of_the_same_files_gives_the_same_bytes(archive: Archive, lexicons: Lexicons, tmp_path: Path, corpus: Path) -> None:
    (tmp_path / "moved").mkdir()
    for name, marked in (("north.txt", NORTH), ("south.txt", SOUTH)):
        (tmp_path / "moved" / name).write_text(marked, encoding="utf-8")
    with Archive.open(tmp_path / "other", create=True) as opened:
        opened.add([tmp_path / "moved" / "north.txt", tmp_path / "moved" / "south.txt"], analyze=analyze_marked, workers=1)
        again = frozen(opened, lexicons, tmp_path / "again", filters=Filters(years=(2018, 2020)))
    assert contents(again) == contents(corpus)


def test_a_corpus_holds_what_it_says(corpus: Path) -> None:
    manifest = read_manifest(corpus)
    assert (manifest.name, manifest.query, manifest.filters) == ("样例", "", {"years": [2018, 2020]})
    assert manifest.counts["reports"] == len(manifest.reports) == 2
    assert set(manifest.files) | {MANIFEST} == set(contents(corpus))
    lines = {name: [json.loads(line) for line in data.decode().splitlines()] for name, data in contents(corpus).items() if "jsonl" in name}
    assert [line["report"] for line in lines["reports.jsonl"]] == sorted(manifest.reports)
    assert [line["file"] for line in lines["reports.jsonl"]] != [] and all("/" not in line["file"] for line in lines["reports.jsonl"])
    for name in ("entities", "achievements", "metrics"):
        assert len(lines[f"{name}.jsonl"]) == manifest.counts[name] > 0
    for line in lines["entities.jsonl"]:
        text = (corpus / "texts" / f"{line['report']}.txt").read_bytes().decode()
        assert text[line["start"] : line["end"]] == line["text"]


def test_no_clock_and_no_place_of_the_machine_is_in_it(corpus: Path, tmp_path: Path) -> None:
    for name, data in contents(corpus).items():
        assert str(tmp_path).encode() not in data, name
        assert b"north.txt" not in data or name == "reports.jsonl"
        assert not re.search(rb"20[2-9]\d-\d\d-\d\dT", data), name


def test_a_query_chooses(archive: Archive, lexicons: Lexicons, tmp_path: Path) -> None:
    folder = frozen(archive, lexicons, tmp_path / "some", "优秀奖")
    assert read_manifest(folder).counts["reports"] == 1
    assert "`优秀奖`" in (folder / "datasheet.md").read_text(encoding="utf-8")
    with pytest.raises(KexieError, match="no report of the archive fits"):
        frozen(archive, lexicons, tmp_path / "none", "无此文字")
    assert not (tmp_path / "none").exists()


def test_verify_and_rebuild(corpus: Path, lexicons: Lexicons, tmp_path: Path) -> None:
    assert list(verify(corpus)) == []
    done = rebuild(corpus, tmp_path / "anew", lexicons, analyze, lambda report: None)
    assert (done.reports, done.differing, done.makers) == (2, (), ())
    assert contents(tmp_path / "anew") == contents(corpus)
    assert rebuild(corpus, None, lexicons, analyze, lambda report: None).differing == ()


def test_rebuild_tells_what_differs(corpus: Path, lexicons: Lexicons) -> None:
    done = rebuild(corpus, None, lexicons, analyze_otherwise, lambda report: None)
    assert done.differing == ("datasheet.md", "entities.jsonl")
    manifest = json.loads((corpus / MANIFEST).read_bytes())
    manifest["maker"]["lexicons"] = "0" * 16
    (corpus / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    [told] = rebuild(corpus, None, lexicons, analyze, lambda report: None).makers
    assert told == f"lexicons: {'0' * 16} then, {lexicons.fingerprint} now"


def change(name: str, old: bytes, new: bytes) -> tuple[str, bytes, bytes]:
    return name, old, new


BROKEN = [
    (change("metrics.jsonl", b"metric", b"metrix"), "metrics.jsonl: was changed"),
    (change("codebook.tsv", b"\t", b""), "codebook.tsv: was changed"),
    (change("links.tsv", b"", b"new"), "links.tsv: is no file of this corpus"),
]


@pytest.mark.parametrize(("edit", "told"), BROKEN)
def test_verify_finds_a_change(corpus: Path, edit: tuple[str, bytes, bytes], told: str) -> None:
    name, old, new = edit
    path = corpus / name
    path.write_bytes(path.read_bytes().replace(old, new, 1) if path.exists() else new)
    assert [told in line for line in verify(corpus)] == [True]


def test_verify_finds_what_is_missing_and_what_was_exchanged(corpus: Path) -> None:
    manifest = json.loads((corpus / MANIFEST).read_bytes())
    first, second = sorted(manifest["reports"])
    manifest["reports"][first], manifest["reports"][second] = manifest["reports"][second], manifest["reports"][first]
    (corpus / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (corpus / "codebook.md").unlink()
    told = list(verify(corpus))
    assert "codebook.md: cannot be read" in told[0]
    assert all("do not belong together" in line for line in told[1:]) and len(told) == 3


MANIFESTS = [
    ("", "is not JSON"),
    ("[]", 'no "form" is told'),
    ('{"form": 9}', "this corpus has form 9, form 1 was expected"),
    ('{"form": 1, "name": "x"}', "a field is missing, unknown or wrong"),
    ('{"form": 1, "maker": {}, "files": {"../x": {"bytes": 1, "sha256": ""}}}', "is no path within the corpus"),
    ('{"form": 1, "maker": {}, "files": {"/etc/x": {"bytes": 1, "sha256": ""}}}', "is no path within the corpus"),
]


@pytest.mark.parametrize(("content", "told"), MANIFESTS)
def test_a_wrong_manifest_is_refused(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=told):
        read_manifest(tmp_path)


def test_a_corpus_that_cannot_be_read_is_told(corpus: Path, lexicons: Lexicons, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="name the folder of a frozen corpus"):
        read_manifest(tmp_path)
    next((corpus / "texts").iterdir()).unlink()
    with pytest.raises(ResourceError, match=r"reports.jsonl:\d: this report cannot be read"):
        rebuild(corpus, None, lexicons, analyze, lambda report: None)


def test_the_codebook(corpus: Path) -> None:
    head, *rows = [line.split("\t") for line in (corpus / "codebook.tsv").read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == len(head) for row in rows)
    book = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert len(book) == len(rows)
    told = book["科普经费支出"]
    assert [told[name] for name in ("unit", "kind", "values", "reports", "first_year", "last_year")] == [
        "元",
        "amount",
        "1",
        "1",
        "2020",
        "2020",
    ]
    assert re.fullmatch(r"40万元 \([0-9a-f]{16} \d+-\d+\): 科普经费支出40万元。", told["examples"])
    page = (corpus / "codebook.md").read_text(encoding="utf-8")
    assert f"of {len(rows)} indicators" in page


def test_an_indicator_over_the_years(lexicons: Lexicons) -> None:
    book = Codebook(lexicons, Linker(lexicons))
    years = [2021, 2018, 2020, 2019]
    for year in years:
        book.add(analysis_of(f"@year={year}\n@association=甲县科协\n奖金[AMOUNT:{year}万元]，奖金[AMOUNT:3万元]。\n|\t一\n"))
    [row] = [line.split("\t") for line in book.tsv().splitlines() if line.startswith("奖金\t")]
    assert row[2:9] == ["元", "amount", "8", "4", "1", "2018", "2021"]
    assert row[10].count(" ‖ ") == 2 and row[10].startswith("2021万元 (")
    assert "| 奖金 |  | 元 | 8 | 4 | 2018 | 2021 |" in book.markdown("甲|乙\n丙")
    assert book.markdown("甲\n乙").startswith("# 指标手册 Codebook: 甲 乙\n")


def test_the_datasheet(corpus: Path) -> None:
    page = (corpus / "datasheet.md").read_text(encoding="utf-8")
    for told in ("| 2019 | 1 |", "| 2020 | 1 |", "years = 2018..2020", "| 报告 reports | 2 |", "| 乙市科学技术协会 | 1 |", "| 未知 | 1 |"):
        assert told in page
