"""What an archive answers besides hits: names, reasons, likeness, many queries, and what else to try."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import NORTH, SOUTH, analyze_marked
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.archive.vocabulary import VOCABULARY_FILE
from kexie_nlp.errors import ArchiveError, KexieError, QueryError
from kexie_nlp.search.batch import batch_lines
from kexie_nlp.search.results import FACETS, Hit

CARAVAN = """@year=2021
@region=甲省 丁县
@association=丁县科学技术协会
@kind=工作总结
# 科普服务
[PROGRAM:科普大篷车]进校园巡展[QUANTITY:34场]，受益[QUANTITY:8260人次]。
[PROGRAM:科普大篷车]开进乡村学校巡展。
举办[COMPETITION:青少年科技创新大赛]，收到“ＦＬＬ”作品。
[ORG:县科协=丁县科学技术协会]召开会议，讨论预算。
"""


def made(folder: Path, **reports: str) -> Archive:
    paths = []
    for name, marked in reports.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(marked, encoding="utf-8")
    archive = Archive.open(folder / "archive", create=True)
    archive.add(paths, analyze=analyze_marked, workers=1)
    return archive


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with made(tmp_path_factory.mktemp("asking"), north=NORTH, south=SOUTH, caravan=CARAVAN) as opened:
        yield opened


def place(hit: Hit) -> str:
    return f"{hit.report}:{hit.start}"


SUGGESTED = [
    ("科普大", ["project"], [("科普大篷车", 2)]),
    ("大篷车", ["program"], [("科普大篷车", 2)]),
    ("科普大棚车", ["项目"], [("科普大篷车", 2)]),
    ("甲省", ["region"], [("甲省", 12)]),
    ("", ["association"], [("乙市科学技术协会", 7), ("丁县科学技术协会", 5)]),
    ("fll", ["word"], [("fll", 1)]),
    ("二等", ["award"], [("二等奖", 1)]),
    ("科普", ["word"], [("科普", 6), ("科普活动", 1)]),
    ("巡展", ["word"], [("巡展", 2)]),
    ("部门", ["kind"], [("部门决算", 7)]),
    ("火箭", [], []),
]


@pytest.mark.parametrize(("typed", "fields", "expected"), SUGGESTED)
def test_names_are_suggested_with_the_number_of_their_passages(
    archive: Archive, typed: str, fields: list[str], expected: list[tuple[str, int]]
) -> None:
    found = archive.suggest(typed, fields=fields)
    assert [(one.value, one.passages) for one in found] == expected
    for one in found:
        assert archive.search(one.query).total >= one.passages


def test_a_field_without_names_is_refused(archive: Archive) -> None:
    for field in ("火箭", "金额", "year"):
        with pytest.raises(KexieError, match="competition, award"):
            archive.suggest("科", fields=[field])


def vocabulary(archive: Archive) -> set[tuple[str, str, int]]:
    return {(one.field, one.value, one.passages) for one in archive.suggest("", limit=10_000)}


def test_the_vocabulary_follows_adding_and_removing(tmp_path: Path) -> None:
    with made(tmp_path, north=NORTH) as opened:
        before = vocabulary(opened)
        path = tmp_path / "caravan.txt"
        path.write_text(CARAVAN, encoding="utf-8")
        opened.add([path], analyze=analyze_marked, workers=1)
        assert vocabulary(opened) > before - {(field, value, count) for field, value, count in before if field in {"word", "region"}}
        assert ("project", "科普大篷车", 2) in vocabulary(opened)
        (key,) = (row.id for row in opened.reports() if row.year == 2021)
        opened.remove([key])
        assert vocabulary(opened) == before
        kept = (opened.folder / VOCABULARY_FILE).read_text(encoding="utf-8")
        assert "大篷车" not in kept
        path.write_text(CARAVAN.replace("大篷车", "流动馆"), encoding="utf-8")
        opened.add([path], analyze=analyze_marked, workers=1)
        assert ("project", "科普流动馆", 2) in vocabulary(opened)


@pytest.mark.parametrize(
    "spoilt", ["", "{}", "[]\n", "not json\n甲", '{"form": 1, "sequence": 3, "blocks": {"award": 99}}\n甲\t1\t\n', None]
)
def test_a_lost_or_spoilt_file_of_names_is_made_again(archive: Archive, spoilt: str | None) -> None:
    path = archive.folder / VOCABULARY_FILE
    whole = path.read_text(encoding="utf-8")
    path.unlink()
    if spoilt is not None:
        path.write_text(spoilt, encoding="utf-8")
    with Archive.open(archive.folder) as opened:
        assert opened.suggest("科普大", fields=["project"])
    assert path.read_text(encoding="utf-8") == whole
    assert json.loads(whole.partition("\n")[0])["form"] == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_names_are_suggested_where_nothing_may_be_written(archive: Archive) -> None:
    (archive.folder / VOCABULARY_FILE).unlink()
    archive.folder.chmod(0o500)
    try:
        with Archive.open(archive.folder) as opened:
            assert opened.suggest("科普大")
    finally:
        archive.folder.chmod(0o700)


def test_a_hit_says_why_it_was_found(archive: Archive) -> None:
    (hit,) = archive.search("大篷车 场:>30 -乡村", filters=Filters(years=(2021, None)), without=["kind=部门决算"], explain=True).hits
    assert [(one.part, one.because, one.found) for one in hit.reasons] == [
        ("大篷车", "word", ("大篷车",)),
        ("场:>30", "field", ("34场",)),
        ("乡村", "absent", ()),
        ("年份:>=2021", "filter", ("2021",)),
        ("类型:部门决算", "absent", ()),
    ]
    assert archive.search("大篷车").hits[0].reasons == ()


def test_an_alias_says_what_it_stands_for(archive: Archive) -> None:
    (hit,) = archive.search("丁县科学技术协会 会议", explain=True).hits
    assert [(one.because, one.found, one.name) for one in hit.reasons] == [
        ("alias", ("县科协",), "丁县科学技术协会"),
        ("word", ("会议",), None),
    ]


ALIASES = [
    ("青创赛", 1, 0),
    ("竞赛:青创赛", 1, 0),
    ("丁县科学技术协会", 1, 0),
    ("协会:丁县科协", 5, 0),
    ('"青创赛"', 0, 0),
    ("大篷车", 2, 2),
]


@pytest.mark.parametrize(("query", "total", "without"), ALIASES)
def test_other_names_are_looked_for_unless_that_is_switched_off(archive: Archive, query: str, total: int, without: int) -> None:
    assert archive.search(query, filters=Filters(years=(2021, 2021))).total == total
    assert archive.search(query, filters=Filters(years=(2021, 2021)), aliases=False).total == without


CHOSEN = [
    (["year=2021"], [], 5),
    (["year=2021", "year=2020"], [], 8),
    (["region=甲省"], ["year=2021"], 7),
    (["region=甲省 丁县"], [], 5),
    (["type=PROGRAM"], [], 2),
    (["项目=大篷车"], ["数量=>1"], 1),
    ([], ["kind=部门决算", "kind=工作总结"], 0),
]


@pytest.mark.parametrize(("only", "without", "total"), CHOSEN)
def test_values_are_included_and_excluded(archive: Archive, only: list[str], without: list[str], total: int) -> None:
    assert archive.search("", only=only, without=without, limit=0).total == total


def test_a_counted_value_can_be_included(archive: Archive) -> None:
    facets = archive.search("", facets=True, limit=0).facets
    assert set(facets) == set(FACETS)
    for name in ("year", "region", "association", "kind", "type", "program"):
        for value, count in facets[name]:
            assert archive.search("", only=[f"{name}={value}"], limit=0).total == count, (name, value)


def test_more_like_a_passage(archive: Archive) -> None:
    first, second = archive.search("科普大篷车", sort="relevance").hits
    for hit, other in ((first, second), (second, first)):
        found = archive.search("", like=place(hit), explain=True).hits
        assert place(found[0]) == place(other)
        assert place(hit) not in map(place, found)
        assert {"大篷车", "巡展"} <= {one.part for one in found[0].reasons if one.because == "like"}
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


LIKE = [("", "科普大篷车巡展", 2), ("乡村", "科普大篷车巡展", 1), ("年份:2019", "科普大篷车巡展", 0), ("", "", 0), ("", "火箭2021", 0)]


@pytest.mark.parametrize(("query", "like", "least"), LIKE)
def test_more_like_a_text(archive: Archive, query: str, like: str, least: int) -> None:
    result = archive.search(query, like=like)
    assert result.total == len(result.hits) >= least
    if least:
        assert all("大篷车" in hit.snippet for hit in result.hits[:least])
        assert archive.search(query, like=like, limit=1, offset=least - 1).hits == result.hits[least - 1 : least]
    else:
        assert all("大篷车" not in hit.snippet for hit in result.hits)


@pytest.mark.parametrize("scope", ["reports", "metrics"])
def test_more_like_a_text_in_other_scopes(archive: Archive, scope: str) -> None:
    hit = archive.search("", like="科普大篷车巡展", scope=scope).hits[0]  # type: ignore[arg-type]
    assert hit.year == 2021


def test_a_place_that_is_not_there_is_told(archive: Archive) -> None:
    (hit,) = archive.search("乡村").hits
    for like, reason in ((f"{hit.report}:99999", "no passage"), ("0123456789abcdef:0", "no report")):
        with pytest.raises(ArchiveError, match=reason):
            archive.search("", like=like)
    with pytest.raises(QueryError, match="order of likeness"):
        archive.search("", like="甲", sort="year")


def test_one_wrong_query_of_many_does_not_stop_the_rest(archive: Archive) -> None:
    answers = list(archive.search_batch(batch_lines("大篷车\n坏\t年份:去年\n火箭\n"), limit=1))
    assert [(one.line.number, one.result.total if one.result else None) for one in answers] == [(1, 2), (2, None), (3, 0)]
    assert "not a number" in str(answers[1].error)
    assert answers[0].result and len(answers[0].result.hits) == 1


def test_queries_are_saved_and_forgotten(archive: Archive) -> None:
    saved = archive.saved
    assert saved.all() == {}
    saved.save("流动 科普", "大篷车  年份:2021")
    saved.save("一等奖", "奖项:一等奖")
    saved.save("一等奖", "奖项:1等奖")
    assert {name: line.query for name, line in saved.all().items()} == {"流动 科普": "大篷车 年份:2021", "一等奖": "奖项:1等奖"}
    assert archive.search(saved.query("流动 科普")).total == 2
    with Archive.open(archive.folder) as other:
        other.saved.forget("一等奖")
    assert list(saved.all()) == ["流动 科普"]
    with pytest.raises(KexieError, match="saved are 流动 科普"):
        saved.query("一等奖")


@pytest.mark.parametrize("name", ["", " ", " 甲", "甲\t乙", "甲\n乙", "#甲", "甲" * 61, "\x1b[2J"])
def test_a_name_that_cannot_be_one_is_refused(archive: Archive, name: str) -> None:
    with pytest.raises(KexieError, match="cannot be the name"):
        archive.saved.save(name, "大篷车")


def test_what_cannot_be_asked_is_not_saved(archive: Archive) -> None:
    for query in ("年份:去年", ""):
        with pytest.raises(KexieError):
            archive.saved.save("坏", query)
    assert "坏" not in archive.saved.all()


SPELLINGS = [
    ("大棚车", {"大篷车", "科普大篷车"}, None),
    ("会议 大棚车", {"大篷车", "科普大篷车"}, "会议"),
    ("奖项:二等将", {"二等奖"}, None),
    ("青少年科技创新大塞", {"青少年科技创新大赛"}, None),
    ("xyzzy", set(), None),
]


@pytest.mark.parametrize(("query", "values", "weaker"), SPELLINGS)
def test_spellings_that_have_hits_are_told(archive: Archive, query: str, values: set[str], weaker: str | None) -> None:
    advice = archive.search(query).advice
    assert advice is not None
    assert {one.value for one in advice.spellings} <= values
    assert bool(advice.spellings) == bool(values)
    assert all(one.total > 0 for one in advice.spellings)
    if weaker:
        assert advice.weaker == weaker


WEAKER = [('"大篷车 学校"~1', '"大篷车" "学校"', 1), ("奖项:巡展", '"巡展"', 2), ("竞赛:(火箭 | 大篷车)", '"大篷车"', 2)]


@pytest.mark.parametrize(("query", "weaker", "total"), WEAKER)
def test_a_weaker_query_is_told(archive: Archive, query: str, weaker: str, total: int) -> None:
    advice = archive.search(query).advice
    assert advice is not None
    assert (advice.weaker, advice.total) == (weaker, total)
    assert archive.search(weaker).total == total


def test_it_is_told_that_the_filters_leave_nothing(archive: Archive) -> None:
    advice = archive.search("大篷车", filters=Filters(years=(2019, 2019))).advice
    assert advice is not None
    assert advice.unfiltered == 2
