"""Corrections: applied on top of what was found, everywhere; kept, listed, undone, carried over, given out as marked text."""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders import NORTH, SOUTH, analysis_of, analyze_marked
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.archive.corrections import (
    Change,
    Correction,
    Effect,
    ReportField,
    SpanChange,
    field_change,
    link_change,
    marked_corrections,
    span_change,
)
from kexie_nlp.archive.corrections.applying import corrected, corrected_entities, place_of
from kexie_nlp.archive.corrections.model import change_from_json, change_to_json
from kexie_nlp.archive.lock import write_lock
from kexie_nlp.archive.rows import EntityRow
from kexie_nlp.archive.schema import DATABASE
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.contract import correction_line
from kexie_nlp.document import Entity
from kexie_nlp.errors import ArchiveError, CorrectionError, ResourceError
from kexie_nlp.link.corrections import read_corrections
from kexie_nlp.marked import marked_form
from kexie_nlp.pipeline import records_of
from kexie_nlp.records import Analysis

NORTH_ANALYSIS = analysis_of(NORTH)
TEXT = NORTH_ANALYSIS.report.text
ID = NORTH_ANALYSIS.report.id


def at(text: str) -> tuple[int, int]:
    """Where something stands in the report."""
    start = TEXT.index(text)
    return start, start + len(text)


def number_of(change: Change, number: int = 1) -> Correction:
    return Correction(number, ID, change, "甲", "2024-01-01T00:00:00+00:00", "", Effect())


def build(folder: Path) -> Path:
    """Make an archive of two reports, which lie beside it."""
    for name, text in (("north.txt", NORTH), ("south.txt", SOUTH)):
        (folder / name).write_text(text, encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as opened:
        assert opened.add([folder / "north.txt", folder / "south.txt"], analyze=analyze_marked, workers=1).added == 2
    return folder / "archive"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of which each test gets a copy."""
    return build(tmp_path_factory.mktemp("corrections"))


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """The folder of an archive."""
    return Path(shutil.copytree(made, tmp_path / "archive"))


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    with Archive.open(place) as opened:
        yield opened


def asking(make: Callable[[Analysis], Change]) -> Callable[[Analysis], Iterable[Change]]:
    return lambda analysis: [make(analysis)]


def mark(archive: Archive, text: str, type_: Any, **more: Any) -> Any:
    """Correct what a text is."""
    return archive.corrections.correct(ID, asking(lambda analysis: span_change(analysis, *at(text), type_, **more)), "甲")


def tagged(archive: Archive) -> set[tuple[str, str]]:
    return {(entity.text, entity.type) for entity in archive.show(ID).entities}


def states(archive: Archive, **more: Any) -> list[tuple[int, str]]:
    return [(one.correction.number, one.state) for one in archive.corrections.all(**more)]


# -- applying: pure functions

ENTITIES = (
    Entity(0, 2, "ORG", "甲乙", None, None, "model", 0.9),
    Entity(2, 5, "AWARD", "丙丁戊", None, None, "model", 0.9),
    Entity(6, 8, "PLACE", "庚辛", None, None, "model", 0.9),
)
PLAIN = "甲乙丙丁戊己庚辛"


@pytest.mark.parametrize(
    ("changes", "expected", "told"),
    [
        ([], [(0, 2, "ORG"), (2, 5, "AWARD"), (6, 8, "PLACE")], []),
        ([(2, 5, None)], [(0, 2, "ORG"), (6, 8, "PLACE")], ["applied"]),
        ([(2, 4, None)], [(0, 2, "ORG"), (2, 5, "AWARD"), (6, 8, "PLACE")], ["applied"]),  # nothing is tagged so: nothing goes
        ([(2, 5, "PROGRAM")], [(0, 2, "ORG"), (2, 5, "PROGRAM"), (6, 8, "PLACE")], ["applied"]),
        ([(2, 4, "AWARD")], [(0, 2, "ORG"), (2, 4, "AWARD"), (6, 8, "PLACE")], ["applied"]),
        ([(5, 6, "PERSON")], [(0, 2, "ORG"), (2, 5, "AWARD"), (5, 6, "PERSON"), (6, 8, "PLACE")], ["applied"]),  # touches, does not overlap
        ([(1, 7, "COMPETITION")], [(1, 7, "COMPETITION")], ["applied"]),  # takes the place of all three
        ([(2, 4, "AWARD"), (3, 6, "ORG")], [(0, 2, "ORG"), (3, 6, "ORG"), (6, 8, "PLACE")], ["replaced", "applied"]),
        ([(2, 5, "PROGRAM"), (2, 5, None)], [(0, 2, "ORG"), (6, 8, "PLACE")], ["replaced", "applied"]),
        ([(2, 5, None), (2, 5, "PROGRAM")], [(0, 2, "ORG"), (2, 5, "PROGRAM"), (6, 8, "PLACE")], ["replaced", "applied"]),
        ([(2, 5, None), (2, 4, "PROGRAM")], [(0, 2, "ORG"), (2, 4, "PROGRAM"), (6, 8, "PLACE")], ["applied", "applied"]),
    ],
)
def test_the_later_correction_counts_and_no_two_entities_overlap(
    changes: list[tuple[int, int, Any]], expected: list[tuple[int, int, str]], told: list[str]
) -> None:
    made = [number_of(SpanChange(s, e, PLAIN[s:e], type_), number) for number, (s, e, type_) in enumerate(changes, 1)]
    entities, found = corrected_entities(PLAIN, ENTITIES, made)
    assert [(one.start, one.end, one.type) for one in entities] == expected
    assert [found[number] for number in sorted(found)] == told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("前文一等奖后文", (2, 5)),  # as it was
        ("更多前文一等奖后文", (4, 7)),  # moved
        ("前文二等奖后文", None),  # gone
        ("新文一等奖后文", None),  # the same words elsewhere are not the same place
        ("前文一等奖后文，更多前文一等奖后文", (2, 5)),
        ("多前文一等奖后文，更多前文一等奖后文", None),  # one of the two, and nobody knows which
    ],
)
def test_a_correction_finds_its_place_or_says_that_it_is_gone(text: str, place: tuple[int, int] | None) -> None:
    assert place_of(SpanChange(2, 5, "一等奖", "AWARD", before="前文", after="后文"), text) == place


def test_records_follow_the_entities_and_all_others_stay_as_they_were() -> None:
    change = span_change(NORTH_ANALYSIS, *at("二等奖"), None)
    made = corrected(NORTH_ANALYSIS, [number_of(change)], records_of).analysis
    gone = set(NORTH_ANALYSIS.achievements) - set(made.achievements)
    assert {record.award for record in gone} == {"二等奖"}
    assert set(made.achievements) < set(NORTH_ANALYSIS.achievements)
    kept = [metric for metric in NORTH_ANALYSIS.metrics if "奖" not in metric.indicator]
    assert kept
    assert set(kept) <= set(made.metrics)


@pytest.mark.parametrize(
    "change",
    [
        span_change(NORTH_ANALYSIS, *at("二等奖"), None),
        span_change(NORTH_ANALYSIS, *at("机器人竞赛"), "COMPETITION"),
        field_change(NORTH_ANALYSIS.report, "year", None),
        field_change(NORTH_ANALYSIS.report, "region", "四川省 攀枝花市"),
        link_change("contest", "科创赛", "科技创新大赛"),
    ],
    ids=lambda change: change.action,
)
def test_a_change_comes_back_from_json(change: Change) -> None:
    assert change_from_json(change_to_json(change)) == change


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda a: span_change(a, -1, 2, "ORG"), "no span"),
        (lambda a: span_change(a, 5, 5, "ORG"), "no span"),
        (lambda a: span_change(a, 0, 10**9, "ORG"), "no span"),
        (lambda a: span_change(a, *at("二等奖"), "AWARD"), "already"),
        (lambda a: span_change(a, *at("机器人"), None), "none to remove"),
        (lambda a: span_change(a, *at("二等奖"), "PRIZE"), "no type"),  # type: ignore[arg-type]
        (lambda a: span_change(a, *at("二等奖"), "PROGRAM", text="三等奖"), "stands '二等奖'"),
        (lambda a: span_change(a, at("二等奖")[0] - 30, at("二等奖")[1], "AWARD"), "one line"),
        (lambda a: span_change(a, *at("二等奖"), "PROGRAM", canonical="长" * 201), "201 characters"),
        (lambda a: field_change(a.report, "year", "2019"), "already"),
        (lambda a: field_change(a.report, "year", "19"), "no year"),
        (lambda a: field_change(a.report, "published", "2020-02-30"), "no date"),
        (lambda a: field_change(a.report, "kind", "决算"), "no kind"),
        (lambda a: field_change(a.report, "kind", None), "no kind"),
        (lambda a: field_change(a.report, "title", " "), "a title"),
        (lambda a: field_change(a.report, "region", "无此地"), "no region"),
        (lambda a: link_change("contests", "甲", "乙"), "no kind of link"),  # type: ignore[arg-type]
        (lambda a: link_change("contest", " ", "乙"), "give the form"),
        (lambda a: link_change("contest", "#甲", "乙"), "comment"),
    ],
)
def test_what_is_no_correction_is_refused(ask: Callable[[Analysis], Change], message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        ask(NORTH_ANALYSIS)


@pytest.mark.parametrize(
    ("text", "type_", "value", "canonical"),
    [
        ("66.5万元", "DATE", None, None),
        ("130.5", "AMOUNT", "130.5", None),
        ("6项", "QUANTITY", "6", None),
        ("比上年增长", "ACTIVITY", None, None),
        ("二等奖", "PROGRAM", None, "二等奖"),
    ],
)
def test_value_and_full_name_of_what_is_marked(text: str, type_: Any, value: str | None, canonical: str | None) -> None:
    change = span_change(NORTH_ANALYSIS, *at(text), type_)
    assert (change.value, change.canonical) == (value, canonical)


# -- an archive


def test_everything_follows_a_correction_and_its_undoing(archive: Archive) -> None:
    def seen() -> dict[str, Any]:
        chosen = next(one for one in archive.select(Selection("entities", types=("COMPETITION",))) if one.report.id == ID)
        return {
            "shown": tagged(archive),
            "achievements": [row.record.award for row in archive.achievements()],
            "rows": [row.achievements for row in archive.reports()],
            "hits": archive.search("竞赛:机器人竞赛").total,
            "records": archive.search("奖项:二等奖", scope="achievements").total,
            "facet": dict(archive.search("", facets=True).facets["contest"]).get("机器人竞赛"),
            "exported": [row.record.text for row in chosen.rows if isinstance(row, EntityRow)],
            "names": [one.value for one in archive.suggest("机器人竞赛", fields=["competition"])],
        }

    before = seen()
    mark(archive, "机器人竞赛", "COMPETITION", canonical="")
    mark(archive, "二等奖", None)
    after = seen()
    assert after["shown"] - before["shown"] == {("机器人竞赛", "COMPETITION")}
    assert before["shown"] - after["shown"] == {("二等奖", "AWARD")}
    assert (before["achievements"].count("二等奖"), after["achievements"].count("二等奖")) == (1, 0)
    assert [before["hits"], after["hits"]] == [0, 1]
    assert [before["records"], after["records"]] == [1, 0]
    assert [before["facet"], after["facet"]] == [None, 1]
    assert "机器人竞赛" in after["exported"]
    archive.corrections.undo([1, 2], "乙")
    assert seen() == before
    assert states(archive) == []
    assert states(archive, undone=True) == [(1, "undone"), (2, "undone")]


def test_whoever_keeps_what_was_worked_out_sees_that_it_changed(archive: Archive) -> None:
    before, other = archive.revisions(), next(row.id for row in archive.reports() if row.id != ID)
    mark(archive, "二等奖", None)
    after = archive.revisions()
    assert (before[ID] != after[ID], before[other] == after[other]) == (True, True)
    archive.corrections.undo([1], "甲")
    assert archive.revisions()[ID] not in (before[ID], after[ID])


def test_what_a_report_says_of_itself_is_corrected_and_counted_so(archive: Archive) -> None:
    told: dict[ReportField, str] = {
        "year": "2021",
        "region": "四川省 攀枝花市",
        "kind": "工作总结",
        "association": "攀枝花市科学技术协会",
        "published": "2022-01-05",
    }
    saved = archive.corrections.correct(
        ID, lambda a: [field_change(a.report, field, value) for field, value in told.items()], "甲", "  看过\n封面 "
    )
    assert [one.why for one in saved.corrections] == ["看过 封面"] * 5
    row = next(row for row in archive.reports(Filters(years=(2021, 2021))) if row.id == ID)
    assert (row.region, row.kind, row.association) == ("四川省 攀枝花市", "工作总结", "攀枝花市科学技术协会")
    report = archive.show(ID).report
    assert report.region is not None
    assert (report.region.code, str(report.published)) == ("510400", "2022-01-05")
    assert archive.search("年份:2021 地区:四川 类型:工作总结", scope="reports").total == 1
    assert archive.search("年份:2019", scope="reports").total == 0


def test_corrections_outlive_removing_adding_again_and_a_new_index(archive: Archive, made: Path) -> None:
    mark(archive, "二等奖", "PROGRAM")
    archive.reindex(workers=1)
    assert archive.search("项目:二等奖").total == 1
    archive.remove([ID])
    assert states(archive) == [(1, "absent")]

    def other_model(path: Path) -> Analysis:
        made = analyze_marked(path)
        return Analysis(made.report, tuple(one for one in made.entities if one.text != "3万元"), made.achievements, made.metrics)

    archive.add([made.parent / "north.txt"], analyze=other_model, workers=1)
    assert ("二等奖", "PROGRAM") in tagged(archive)
    assert ("3万元", "AMOUNT") not in tagged(archive)
    assert states(archive) == [(1, "applied")]
    archive.corrections.undo([1], "甲")
    assert ("二等奖", "AWARD") in tagged(archive)
    assert ("3万元", "AMOUNT") not in tagged(archive)


def test_a_new_text_of_the_same_file_takes_the_corrections_over_and_lost_places_are_told(tmp_path: Path) -> None:
    changed = NORTH.replace("# 主要工作", "# 本年度的主要工作").replace("第三十四届", "第三十五届")
    with Archive.open(build(tmp_path)) as archive:
        mark(archive, "二等奖", "PROGRAM")
        mark(archive, "第三十四届青少年科技创新大赛", "ACTIVITY")
        (tmp_path / "north.txt").write_text(changed, encoding="utf-8")
        archive.add([tmp_path / "north.txt"], analyze=analyze_marked, workers=1)
        found = {one.correction.number: one for one in archive.corrections.all()}
        assert {number: one.state for number, one in found.items()} == {1: "applied", 2: "displaced"}
        new = archive.show(found[1].correction.report)
    assert new.report.id != ID
    assert ("二等奖", "PROGRAM") in {(one.text, one.type) for one in new.entities}
    assert all(new.report.text[one.start : one.end] == one.text for one in new.entities)


def test_all_changes_are_made_or_none(archive: Archive) -> None:
    before = archive.show(ID)
    with pytest.raises(CorrectionError):
        archive.corrections.correct(ID, lambda a: [span_change(a, *at("二等奖"), None), field_change(a.report, "year", "x")], "甲")
    with pytest.raises(CorrectionError, match="who"):
        archive.corrections.correct(ID, lambda a: [span_change(a, *at("二等奖"), None)], " \n")
    with pytest.raises(CorrectionError, match="nothing"):
        archive.corrections.correct(ID, lambda _: [], "甲")
    with pytest.raises(ArchiveError):
        archive.corrections.correct("0000", lambda _: [], "甲")
    assert archive.show(ID) == before
    assert states(archive, undone=True) == []


@pytest.mark.parametrize("numbers", [[7], [1, 7], [1, 2]])
def test_what_cannot_be_undone_is_refused_whole(archive: Archive, numbers: list[int]) -> None:
    mark(archive, "二等奖", None)
    mark(archive, "66.5万元", None)
    archive.corrections.undo([2], "甲")
    with pytest.raises(CorrectionError):
        archive.corrections.undo(numbers, "甲")
    assert states(archive) == [(1, "applied")]


def test_what_is_forgotten_leaves_no_trace(archive: Archive, place: Path) -> None:
    archive.corrections.correct(ID, asking(lambda a: span_change(a, *at("二等奖"), "PERSON", canonical="无名之辈")), "甲")
    mark(archive, "66.5万元", None)
    archive.corrections.undo([2], "甲")
    archive.remove([ID])
    archive.corrections.undo([1, 2], "甲", forget=True)
    assert states(archive, undone=True) == []
    assert not [path for path in place.rglob("*") if path.is_file() and "无名之辈".encode() in path.read_bytes()]
    archive.corrections.relink(link_change("contest", "科创赛", "科技创新大赛"), "甲")
    archive.corrections.undo([3], "甲", forget=True)
    assert "科创赛" not in (place / "links.tsv").read_text(encoding="utf-8")


def test_a_link_is_a_line_of_the_file_and_is_taken_back(archive: Archive, place: Path) -> None:
    path = place / "links.tsv"
    path.write_text("# ours\nkind\twritten\tname\tnote\naward\t二等奖\t银奖\t旧\n", encoding="utf-8")
    archive.corrections.relink(link_change("award", "二等奖", "铜奖"), "甲", "看过\t证书")
    archive.corrections.relink(link_change("contest", "科创赛", "科技创新大赛"), "甲")
    assert {one.written: one.name for one in read_corrections(path)} == {"二等奖": "铜奖", "科创赛": "科技创新大赛"}
    assert path.read_text(encoding="utf-8").startswith("# ours\nkind")
    assert states(archive) == [(1, "applied"), (2, "applied")]
    archive.corrections.undo([1, 2], "甲")
    assert {one.written: one.name for one in read_corrections(path)} == {"二等奖": "银奖"}


def test_a_link_that_was_edited_by_hand_is_left_alone(archive: Archive, place: Path) -> None:
    archive.corrections.relink(link_change("contest", "科创赛", "科技创新大赛"), "甲")
    path = place / "links.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace("科技创新大赛", "创新大赛"), encoding="utf-8")
    assert states(archive) == [(1, "replaced")]
    with pytest.raises(CorrectionError, match="edit the file"):
        archive.corrections.undo([1], "甲")
    path.write_text("no head\n", encoding="utf-8")
    with pytest.raises(ResourceError):
        archive.corrections.relink(link_change("contest", "甲", "乙"), "甲")
    assert path.read_text(encoding="utf-8") == "no head\n"


def test_a_correction_is_kept_while_another_process_writes_and_found_when_it_is_done(place: Path) -> None:
    with Archive.open(place, wait=0.0) as archive:
        with write_lock(place, wait=0.0):
            mark(archive, "二等奖", "PROGRAM")
            assert ("二等奖", "PROGRAM") in tagged(archive)
            assert archive.search("项目:二等奖").total == 0
            assert archive.search("二等奖").total == 1  # the report is found as it was until the index follows
        assert archive.search("项目:二等奖").total == 1


def test_many_correct_at_once(place: Path) -> None:
    texts = ["二等奖", "66.5万元", "5%", "省级一等奖", "市科协", "3万元"]

    def correct(text: str) -> None:
        with Archive.open(place) as archive:
            mark(archive, text, None)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(correct, texts))
    with Archive.open(place) as archive:
        assert states(archive) == [(number, "applied") for number in range(1, 7)]
        assert not {text for text, _ in tagged(archive)} & set(texts)
        assert archive.search("奖项:二等奖").total == 0


def test_where_nothing_may_be_written_it_is_said(archive: Archive) -> None:
    archive._store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(ArchiveError, match="cannot be written"):
        mark(archive, "二等奖", None)


def test_what_steers_a_terminal_or_breaks_a_line_is_not_kept(archive: Archive) -> None:
    saved = archive.corrections.correct(ID, asking(lambda a: span_change(a, *at("二等奖"), None)), "甲\x1b[31m\u202e", "一\n二\ud800")
    assert saved.corrections[0].who == "甲�[31m�"
    assert saved.corrections[0].why == "一 二�"


def test_marked_text_holds_the_corrected_sentences_or_the_whole(archive: Archive) -> None:
    mark(archive, "机器人竞赛", "COMPETITION")
    mark(archive, "66.5万元", None)
    ((name, marked),) = marked_corrections(archive.corrections)
    assert marked is not None
    assert name == f"{ID}-corrections"
    assert "⟦机器人竞赛|COMPETITION⟧获得⟦二等奖|AWARD⟧" in marked_form(marked)
    assert "66.5万元，" in marked_form(marked)
    assert "省级一等奖" not in marked.text
    ((name, whole),) = marked_corrections(archive.corrections, whole=True)
    assert whole is not None
    assert (name, whole.text) == (ID, TEXT)


def test_only_what_holds_is_given_out_as_marked_text(archive: Archive) -> None:
    mark(archive, "二等奖", None)
    archive.corrections.correct(ID, asking(lambda a: field_change(a.report, "year", "2020")), "甲")
    archive.corrections.undo([1], "甲")
    assert list(marked_corrections(archive.corrections)) == []


def test_an_archive_of_the_form_before_opens_and_loses_nothing(place: Path) -> None:
    with Archive.open(place) as archive:
        before = archive.show(ID), archive.search("一等奖").total
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        connection.executescript("DROP TABLE corrections; DROP TABLE uncorrected; PRAGMA user_version = 2;")
    with Archive.open(place) as archive:
        assert (archive.show(ID), archive.search("一等奖").total) == before
        mark(archive, "二等奖", None)
        assert ("二等奖", "AWARD") not in tagged(archive)


def test_an_archive_of_the_form_before_that_nobody_may_write_is_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        connection.executescript(
            "DROP TABLE corrections; DROP TABLE uncorrected; PRAGMA user_version = 2; PRAGMA wal_checkpoint(TRUNCATE);"
        )

    def read_only(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr("kexie_nlp.archive.schema._opened", read_only)
    with Archive.open(place) as archive:
        assert archive.show(ID).report.id == ID
        assert list(archive.corrections.all()) == []
    monkeypatch.undo()
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_the_line_of_a_correction_has_every_field(archive: Archive) -> None:
    mark(archive, "二等奖", "PROGRAM")
    archive.corrections.relink(link_change("contest", "甲", "乙"), "甲")
    lines = [correction_line(one) for one in archive.corrections.all()]
    assert len({tuple(line) for line in lines}) == 1
    assert lines[0] | {"at": ""} == {
        "number": 1, "report": ID, "action": "type", "start": at("二等奖")[0], "end": at("二等奖")[1], "text": "二等奖", "type": "PROGRAM",
        "canonical": "二等奖", "field": None, "value": None, "kind": None, "written": None, "name": None, "was": [*at("二等奖"), "AWARD"],
        "who": "甲", "at": "", "why": "", "state": "applied", "undone_at": None, "undone_by": None,
    }  # fmt: skip
