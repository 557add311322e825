"""A search from query to hit: snippets, highlights, records, facets, advice."""

import gc
from collections.abc import Iterator

import pytest

from builders import NORTH, SOUTH, analyze_marked
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.results import Hit, Scope


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
    assert facets["region"] == (("甲省 乙市", 7), ("丙省 丁市", 3))
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


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the file it cannot read open
def test_index_is_made_again_when_it_is_lost_or_broken(archive: Archive) -> None:
    index = archive.folder / "index"
    archive.close()
    for spoil in ("remove", "state", "tables"):
        if spoil == "remove":
            for file in sorted(index.rglob("*"), reverse=True):
                file.unlink()
        elif spoil == "state":
            (index / "state.json").write_text('{"form": "whoosh 0", "sequence": 2}', encoding="utf-8")
        else:
            for file in index.glob("*.trm"):
                file.write_bytes(b"spoilt")
        with Archive.open(archive.folder) as opened:
            assert opened.search("大赛").total == 2
        gc.collect()
    for file in index.glob("*.pst"):
        file.write_bytes(b"spoilt" * 200)
    with Archive.open(archive.folder) as opened, pytest.raises(ArchiveError, match="delete this folder"):
        opened.search("大赛")
    gc.collect()
