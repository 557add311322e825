"""What goes into an archive comes out of it, once, and nothing else does."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders import NORTH, SOUTH, analysis_of, analyze_marked
from kexie_nlp.archive import AddEvent, Archive, Filters
from kexie_nlp.errors import ArchiveError, UnreadableReport
from kexie_nlp.records import Analysis


def analyze_or_die(path: Path) -> Analysis:
    """Analyse a file as the pipeline would; some files are bad, one kills its process."""
    match path.stem:
        case "unreadable":
            raise UnreadableReport(path, "is truncated; fetch it again")
        case "surprising":
            raise ZeroDivisionError("at once")
        case "deadly":
            os._exit(9)
    return analyze_marked(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    north, south = tmp_path / "north.txt", tmp_path / "south.txt"
    north.write_text(NORTH, encoding="utf-8")
    south.write_text(SOUTH, encoding="utf-8")
    return north, south


@pytest.fixture
def archive(tmp_path: Path, files: tuple[Path, Path]) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", create=True) as opened:
        opened.add(files, analyze=analyze_marked, workers=1)
        yield opened


def ids(archive: Archive) -> list[str]:
    return [row.id for row in archive.reports()]


def test_what_was_added_comes_back_whole(archive: Archive, files: tuple[Path, Path]) -> None:
    for path, marked in zip(files, (NORTH, SOUTH), strict=True):
        expected = analysis_of(marked, str(path))
        assert archive.show(expected.report.id) == expected
        assert archive.show(expected.report.id[:6]) == expected


def test_rows(archive: Archive) -> None:
    south, north = archive.reports()
    assert (south.year, south.region, south.achievements, south.metrics) == (2020, "丙省 丁市", 1, 2)
    assert (north.year, north.association, north.achievements, north.metrics) == (2019, "乙市科学技术协会", 2, 4)
    rows = list(archive.achievements())
    assert [(row.report.year, row.record.award, row.section) for row in rows] == [
        (2020, "优秀奖", "总结"),
        (2019, "省级一等奖", "主要工作"),
        (2019, "二等奖", "主要工作"),
    ]
    assert rows[1].sentence == "在第三十四届青少年科技创新大赛中获省级一等奖6项，参加１２万人次。"


FILTERS = [
    (Filters(), 2, 3, 6),
    (Filters(years=(2020, None)), 1, 1, 2),
    (Filters(years=(None, 2019)), 1, 2, 4),
    (Filters(years=(2021, 2022)), 0, 0, 0),
    (Filters(region="甲省"), 1, 2, 4),
    (Filters(region="丁"), 1, 1, 2),
    (Filters(association="科學技術協會"), 1, 2, 4),
    (Filters(kind="决算"), 1, 2, 4),
    (Filters(contest="34届"), 2, 2, 6),
    (Filters(award="一等奖"), 2, 1, 6),
    (Filters(indicator="科普经费"), 2, 3, 2),
    (Filters(text="机器人"), 1, 1, 1),
    (Filters(years=(2019, 2019), region="丁市"), 0, 0, 0),
]


@pytest.mark.parametrize(("filters", "reports", "achievements", "metrics"), FILTERS)
def test_filters(archive: Archive, filters: Filters, reports: int, achievements: int, metrics: int) -> None:
    assert len(list(archive.reports(filters))) == reports
    assert len(list(archive.metrics(filters))) == metrics
    # the events of the two achievements in the north are the one contest that its text names
    assert len(list(archive.achievements(filters))) == achievements


def test_known_content_is_skipped_wherever_it_lies(archive: Archive, files: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(files[0].read_bytes())
    events: list[AddEvent] = []

    def refuse(path: Path) -> Analysis:
        raise AssertionError(path)

    summary = archive.add([*files, copy], analyze=refuse, workers=1, progress=events.append)
    assert (summary.added, summary.known, summary.failed) == (0, 3, ())
    assert [(event.outcome, event.done, event.total) for event in events] == [("known", 1, 3), ("known", 2, 3), ("known", 3, 3)]


def test_same_text_in_another_file_is_known(archive: Archive, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text(NORTH.replace("@kind=部门决算", "@kind=其他"), encoding="utf-8")
    assert archive.add([again], analyze=analyze_marked, workers=1).known == 1
    assert len(ids(archive)) == 2


def test_changed_file_replaces_its_report(archive: Archive, files: tuple[Path, Path]) -> None:
    files[1].write_text(SOUTH.replace("优秀奖", "特等奖"), encoding="utf-8")
    assert archive.add(files, analyze=analyze_marked, workers=1).added == 1
    assert [row.record.award for row in archive.achievements(Filters(region="丁市"))] == ["特等奖"]
    assert archive.search("优秀奖").total == 0
    assert archive.search("特等奖").total == 1


def test_changed_file_leaves_a_report_that_lies_elsewhere_too(archive: Archive, files: tuple[Path, Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(files[1].read_bytes())
    archive.add([copy], analyze=analyze_marked, workers=1)
    files[1].write_text(SOUTH.replace("优秀奖", "特等奖"), encoding="utf-8")
    archive.add(files, analyze=analyze_marked, workers=1)
    assert len(ids(archive)) == 3


def test_changed_file_that_is_bad_leaves_the_old_report(archive: Archive, files: tuple[Path, Path]) -> None:
    files[1].write_bytes(b"\xff")
    assert len(archive.add(files, analyze=analyze_marked, workers=1).failed) == 1
    assert len(ids(archive)) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_files_are_named_and_passed_over(tmp_path: Path, files: tuple[Path, Path], workers: int) -> None:
    bad = [tmp_path / f"{name}.txt" for name in ("unreadable", "surprising")]
    for path in bad:
        path.write_text(path.stem, encoding="utf-8")
    missing = tmp_path / "missing.txt"
    with Archive.open(tmp_path / "archive", create=True) as archive:
        summary = archive.add([bad[0], files[0], missing, bad[1], tmp_path, files[1]], analyze=analyze_or_die, workers=workers)
        assert summary.added == 2
        reasons = dict(summary.failed)
        assert reasons[str(bad[0])] == "is truncated; fetch it again"
        assert "ZeroDivisionError" in reasons[str(bad[1])]
        assert "there is no such file" in reasons[str(missing)]
        assert "folder" in reasons[str(tmp_path)]
        assert archive.search("大赛").total == 2


def test_dead_worker_costs_but_its_file(tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        path = tmp_path / ("deadly.txt" if number == 3 else f"{number}.txt")
        path.write_text(f"# 报告\n第{number}号报告。", encoding="utf-8")
        paths.append(path)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        summary = archive.add(paths, analyze=analyze_or_die, workers=2)
        assert summary.added == 7
        assert [(Path(path).name, "died" in reason) for path, reason in summary.failed] == [("deadly.txt", True)]
        assert archive.search("报告", scope="reports").total == 7


def test_text_that_cannot_be_stored_is_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    def broken(path: Path) -> Analysis:
        analysis = analyze_marked(path)
        return replace(analysis, report=replace(analysis.report, text="\ud800" + analysis.report.text[1:]))

    with Archive.open(tmp_path / "archive", create=True) as archive:
        assert len(archive.add(files, analyze=broken, workers=1).failed) == 2
        assert ids(archive) == []


def test_remove(archive: Archive, files: tuple[Path, Path]) -> None:
    south, north = ids(archive)
    assert archive.remove([south[:8], south]) == 1
    assert ids(archive) == [north]
    assert archive.search("34届").total == 1
    assert list(archive.achievements(Filters(years=(2020, 2020)))) == []
    assert archive.add(files, analyze=analyze_marked, workers=1).added == 1
    assert archive.search("34届").total == 2


def test_unknown_and_ambiguous_ids(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArchiveError, match="no report has the id 'ffff'"):
        archive.remove([ids(archive)[0], "ffff"])
    assert len(ids(archive)) == 2
    with pytest.raises(ArchiveError, match="no report"):
        archive.show("")

    def alike(path: Path) -> Analysis:
        analysis = analyze_marked(path)
        return replace(analysis, report=replace(analysis.report, id=f"abcd{len(analysis.report.text):012d}"))

    paths = [tmp_path / "1.txt", tmp_path / "2.txt"]
    for path in paths:
        path.write_text("# 文" + path.stem * int(path.stem), encoding="utf-8")
    archive.add(paths, analyze=alike, workers=1)
    with pytest.raises(ArchiveError, match="several reports"):
        archive.show("abcd")


def test_reading_while_another_adds(archive: Archive, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("# 新\n又一场大赛。", encoding="utf-8")
    rows = archive.reports()
    first = next(rows)
    with Archive.open(tmp_path / "archive") as other:
        other.add([more], analyze=analyze_marked, workers=1)
    assert [first.id, *(row.id for row in rows)] == [first.id, ids(archive)[1]]
    assert len(ids(archive)) == 3
    assert archive.search("大赛").total == 3


@pytest.mark.skipif(sys.platform == "win32", reason="the name is none for a file there")
def test_hostile_query_and_path_are_but_text(archive: Archive, tmp_path: Path) -> None:
    for query in ("'; DROP TABLE reports; --", "%' OR 1", "a\x00b", "../../etc/passwd"):
        archive.search(f"「{query}」")
    assert list(archive.reports(Filters(region="' OR '1'='1"))) == []
    strange = tmp_path / "'; DELETE FROM files; --.txt"
    strange.write_text("# 怪\n名字。", encoding="utf-8")
    assert archive.add([strange], analyze=analyze_marked, workers=1).added == 1
    assert len(ids(archive)) == 3
