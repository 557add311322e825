"""A search from query to hit: snippets, highlights, records, facets, advice."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import NORTH, SOUTH, analyze_marked
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import ArchiveError
from kexie_nlp.records import Achievement, Metric
from kexie_nlp.search.engines import ENGINES
from kexie_nlp.search.results import FACETS, Hit, Scope


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("searching")
    paths = [folder / "north.txt", folder / "south.txt"]
    for path, marked in zip(paths, (NORTH, SOUTH), strict=True):
        path.write_text(marked, encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as opened:
        opened.add(paths, analyze=analyze_marked, workers=1)
        yield opened


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


PASSAGES = [
    ("34届", ["34届"], ["三十四届"]),
    ("經費 66.5", ["经费", "66.5"], None),
    ("奖项:一等奖", ["省级一等奖"], None),
    ("金额:>50万元", ["66.5万元"], None),
    ("人次:<1万", ["300人次"], None),
    ("比例:5%", ["5%"], None),
    ("预算数 130.5", ["预算数", "130.5"], None),
    ("竞赛:创新大赛", ["第三十四届青少年科技创新大赛"], []),
    ("乙市科学技术协会", ["市科协"], None),
    ("科普经费", ["科普經費"], ["科普经费"]),
    ("二等 -一等", ["二等"], None),
]


@pytest.mark.parametrize(("query", "marks", "others"), PASSAGES)
def test_marks_show_what_was_asked_for(archive: Archive, query: str, marks: list[str], others: list[str] | None) -> None:
    result = archive.search(query)
    shown = sorted(marked(hit) for hit in result.hits)
    expected = [marks] if others is None else [marks, others]
    assert [[text.replace("經費", "经费") for text in marks] for marks in shown] == sorted(
        [text.replace("經費", "经费") for text in marks] for marks in expected
    )
    for hit in result.hits:
        text = archive.show(hit.report).report.text
        assert [text[start:end] for start, end in hit.highlights] == marked(hit)


def test_hit_tells_report_section_and_year(archive: Archive) -> None:
    (hit,) = archive.search("66.5万元").hits
    report = archive.show(hit.report).report
    assert (hit.year, hit.section, hit.association, hit.region, hit.kind) == (2019, "主要工作", "乙市科学技术协会", "甲省 乙市", "部门决算")
    assert (hit.path, hit.title) == (report.path, "主要工作")
    assert report.text[hit.start : hit.end].startswith("市科协科普經費支出66.5万元")


TOTALS: list[tuple[str, Scope, int]] = [
    ("大赛", "passages", 2),
    ("大赛", "reports", 2),
    ("大赛", "achievements", 2),
    ("大赛", "metrics", 2),
    ("科普 | 大赛", "reports", 2),
    ("奖项:一等奖", "achievements", 1),
    ("-奖项:一等奖", "achievements", 2),
    ("竞赛:创新 奖项:二等奖", "achievements", 1),
    ("级别:省级", "achievements", 1),
    ("金额:>50万元", "metrics", 1),
    ("金额:<50万元", "metrics", 2),
    ("指标:经费", "metrics", 2),
    ("-金额:>0 年份:2019", "metrics", 2),
    ("年份:2020 人次:>1", "metrics", 1),
    ("地区:甲省", "passages", 7),
    ("章节:预算表 -项目", "passages", 1),
    ("类型:决算", "reports", 1),
    ("", "passages", 10),
    ("", "metrics", 6),
]


@pytest.mark.parametrize(("query", "scope", "total"), TOTALS)
def test_totals(archive: Archive, query: str, scope: Scope, total: int) -> None:
    result = archive.search(query, scope=scope, limit=100, facets=True)
    assert (result.total, len(result.hits)) == (total, total)
    assert sum(count for _, count in result.facets["kind"]) == total
    assert all((hit.record is not None) == (scope in {"achievements", "metrics"}) for hit in result.hits)


def test_facets(archive: Archive) -> None:
    facets = archive.search("", facets=True).facets
    assert facets["year"] == (("2019", 7), ("2020", 3))
    assert facets["region"] == (("甲省", 7), ("甲省 乙市", 7), ("丙省", 3), ("丙省 丁市", 3))
    assert dict(facets["type"]) == {"AMOUNT": 3, "AWARD": 3, "COMPETITION": 1, "ORG": 1, "PERCENT": 1, "QUANTITY": 2}
    assert facets["award"] == (("二等奖", 1), ("优秀奖", 1), ("省级一等奖", 1))
    assert facets["contest"] == (("第三十四届青少年科技创新大赛", 2),)
    assert facets["program"] == ()
    assert set(facets) == set(FACETS)
    in_reports = archive.search("", scope="reports", facets=True).facets
    assert (in_reports["year"], in_reports["contest"]) == ((("2019", 1), ("2020", 1)), (("第三十四届青少年科技创新大赛", 1),))
    of_achievements = archive.search("", scope="achievements", facets=True).facets
    assert of_achievements["award"] == (("二等奖", 1), ("优秀奖", 1), ("省级一等奖", 1))
    assert archive.search("大赛").facets == {}


def test_filters_join_the_query(archive: Archive) -> None:
    assert archive.search("大赛", filters=Filters(years=(2020, None))).total == 1
    assert archive.search("", filters=Filters(text="机器人")).total == 1
    assert archive.search("经费", filters=Filters(region="甲省"), scope="metrics").total == 2


def test_limit_and_offset(archive: Archive) -> None:
    for scope in ("passages", "metrics"):
        whole = archive.search("", scope=scope, limit=5).hits
        assert archive.search("", scope=scope, limit=2).hits + archive.search("", scope=scope, limit=3, offset=2).hits == whole


def test_years_in_order(archive: Archive) -> None:
    for scope in ("passages", "achievements", "reports"):
        years = [hit.year or 0 for hit in archive.search("", scope=scope, sort="year").hits]
        assert years == sorted(years, reverse=True)


def test_largest_values_first(archive: Archive) -> None:
    amounts = [marked(hit) for hit in archive.search("金额:>0", sort="amount").hits]
    assert amounts == [["66.5万元"], ["40万元"], ["3万元"]]
    metrics = archive.search("", scope="metrics", sort="count", limit=3).hits
    assert [hit.record.text for hit in metrics if isinstance(hit.record, Metric)][:2] == ["１２万人次", "300人次"]
    assert [
        hit.record.count for hit in archive.search("", scope="achievements", sort="count").hits if isinstance(hit.record, Achievement)
    ] == [1] * 3


ADVICE = [
    ("十三五 大赛", ("十三五",), "大赛", 2),
    ("大赛 年份:1999", ("年份:1999",), "大赛", 2),
    ("66.5万元 300人次", (), "300人次", 1),
    ("大赛 (火箭 | 飞船)", ("火箭", "飞船"), "大赛", 2),
    ("-大赛 火箭", ("火箭",), None, 0),
    ("科普经费大赛", ("科普经费大赛",), "科普", 3),
    ("火箭", ("火箭",), None, 0),
]


@pytest.mark.parametrize(("query", "missing", "weaker", "total"), ADVICE)
def test_advice_when_nothing_is_found(archive: Archive, query: str, missing: tuple[str, ...], weaker: str | None, total: int) -> None:
    result = archive.search(query)
    assert result.hits == () and result.advice is not None
    assert (result.advice.missing, result.advice.weaker, result.advice.total) == (missing, weaker, total)
    if weaker:
        assert archive.search(weaker).total == total


def broken(index: Path, what: str) -> None:
    """Damage an index in one of several ways."""
    if what == "lost":
        shutil.rmtree(index)
    elif what == "list":
        (index / "shards.json").write_text('{"form": "other 0", "sequence": 2}', encoding="utf-8")
    elif what == "shards":
        for folder in index.iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)
    else:
        for file in index.rglob("*"):
            if file.is_file() and file.name != "shards.json":
                file.write_bytes(b"spoilt" * 200)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the file it cannot read open
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("what", ["lost", "list", "shards", "files"])
def test_index_is_made_again_when_it_is_lost_or_broken(tmp_path: Path, engine: str, what: str) -> None:
    path = tmp_path / "north.txt"
    path.write_text(NORTH, encoding="utf-8")
    with Archive.open(tmp_path / "archive", create=True, engine=engine) as archive:
        archive.add([path], analyze=analyze_marked, workers=1)
        archive.search("大赛")
    broken(tmp_path / "archive" / "index", what)
    with Archive.open(tmp_path / "archive") as opened:
        if what in {"shards", "files"}:  # the list is whole, so that the damage shows when a shard is read
            with pytest.raises(ArchiveError, match="reindex"):
                opened.search("大赛")
            opened.reindex(workers=1)
        assert opened.search("大赛").total == 1
    gc.collect()


def test_engine_is_chosen_when_the_archive_is_made_and_changed_by_reindex(tmp_path: Path) -> None:
    paths = [tmp_path / "north.txt", tmp_path / "south.txt"]
    for path, text in zip(paths, (NORTH, SOUTH), strict=True):
        path.write_text(text, encoding="utf-8")
    told: list[tuple[int, int]] = []
    with Archive.open(tmp_path / "archive", create=True, engine="whoosh") as archive:
        archive.add(paths[:1], analyze=analyze_marked, workers=1)
        assert archive.engine == "whoosh"
        with Archive.open(tmp_path / "archive") as reader:
            assert reader.search("大赛").total == 1
            archive.reindex("tantivy", workers=1, progress=lambda done, total: told.append((done, total)))
            assert reader.search("大赛").total == archive.search("大赛").total == 1
        assert told == [(0, 7), (7, 7)]
        archive.add(paths, analyze=analyze_marked, workers=1)
        assert archive.engine == "tantivy"
        assert archive.search("大赛").total == 2
    assert sum(path.is_dir() for path in (tmp_path / "archive").iterdir()) == 1
    with pytest.raises(ArchiveError, match="indexed by tantivy; to change that, `reindex --engine whoosh`"):
        Archive.open(tmp_path / "archive", engine="whoosh")
    with pytest.raises(ArchiveError, match="no engine 'lucene'"):
        Archive.open(tmp_path / "new", create=True, engine="lucene")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_of_a_removed_report_is_left_on_the_disk(tmp_path: Path, engine: str) -> None:
    paths = [tmp_path / "north.txt", tmp_path / "south.txt"]
    for path, text in zip(paths, (NORTH, SOUTH.replace("大赛", "鼃鼄大赛")), strict=True):
        path.write_text(text, encoding="utf-8")
    folder = tmp_path / "archive"
    with Archive.open(folder, create=True, engine=engine) as archive:
        archive.add(paths, analyze=analyze_marked, workers=1)
        assert archive.search("鼃鼄").total == 1
        assert files_with("鼃鼄", folder)
        paths[1].write_text(SOUTH.replace("大赛", "蠯蠰大赛"), encoding="utf-8")
        archive.add(paths, analyze=analyze_marked, workers=1)  # in place of the old one
        assert not files_with("鼃", folder)
        archive.remove([archive.search("蠯蠰").hits[0].report])
        assert not files_with("蠯", folder)
        assert archive.search("大赛").total == 1


def files_with(text: str, folder: Path) -> list[Path]:
    """Return the files in which ``text`` stands."""
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
