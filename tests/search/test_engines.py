"""What every engine has to do, held against a plain scan of the passages."""

import gc
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kexie_nlp.errors import ArchiveError
from kexie_nlp.search.engine import Changes, Document, Engine, Fact
from kexie_nlp.search.folding import fold
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.scan import View, holds
from kexie_nlp.search.tree import Node, Run
from kexie_nlp.search.whoosh_engine import WhooshEngine

MAKERS: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine.make}

WORDS = [
    "科技创新", "大赛", "青少年", "第三十四届", "第34届", "一等奖", "二等奖", "2019年",
    "二〇一九年", "十三五", "统一", "Ｒ＆Ｄ", "covid-19", "science", "fair", "机器人竞赛",
    "科學", "協會", "１２万人次", "经费", "1,200元", "。", "，", "的",
    "的的", "、", "预算", "甲",
]  # fmt: skip


@dataclass(frozen=True)
class Held:
    """Documents in memory."""

    all: tuple[Document, ...]

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        return (document for report in reports for document in self.all if document.report == report)


def held(seed: int = 1, reports: int = 12, each: int = 15) -> Held:
    choose = random.Random(seed)
    documents = []
    for report in range(1, reports + 1):
        year = None if report == 5 else 2015 + report % 6
        for passage in range(each):
            text = choose.choice(["", " "]).join(choose.choices(WORDS, k=choose.randint(1, 12)))
            facts = [Fact("region", choose.choice(["四川省", "湖南省", "攀枝花市"])), Fact("kind", "部门决算")]
            if year:
                facts.append(Fact("year", number=float(year)))
            if choose.random() < 0.4:
                facts.append(Fact("award", choose.choice(["一等奖", "二等奖", "全国先进集体"])))
            if choose.random() < 0.4:
                facts.append(Fact("amount", number=choose.choice([-5.0, 0.0, 0.5, 500_000.0, 1e9])))
            if choose.random() < 0.4:
                facts.append(Fact("quantity", number=float(choose.randint(0, 20_000)), unit=choose.choice(["人次", "场"])))
            if choose.random() < 0.2:
                facts.append(Fact("name", "四川省科学技术协会"))
            documents.append(Document(report, passage, year, text, tuple(facts)))
    return Held(tuple(documents))


def changes(source: Held, sequence: int = 1, removed: tuple[int, ...] = (), added: Sequence[int] | None = None) -> Changes:
    sizes: dict[int, int] = {}
    for document in source.all:
        sizes[document.report] = sizes.get(document.report, 0) + 1
    return Changes(removed, tuple((report, size) for report, size in sizes.items() if added is None or report in added), sequence, source)


@pytest.fixture(scope="module", params=list(MAKERS))
def make(request: pytest.FixtureRequest) -> Callable[[Path], Engine]:
    return MAKERS[request.param]


@pytest.fixture(scope="module")
def source() -> Held:
    return held()


@pytest.fixture(scope="module")
def engine(make: Callable[[Path], Engine], source: Held, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = make(tmp_path_factory.mktemp("engine") / "index")
    made.apply(changes(source, 1, added=range(1, 7)))
    made.apply(changes(source, 2, added=range(7, 13)))
    yield made
    made.close()


def found(engine: Engine, tree: Node) -> set[tuple[int, int]]:
    matches = engine.search(tree, limit=None)
    places = [(match.report, match.passage) for match in matches.best]
    assert len(places) == len(set(places)) == matches.total == sum(matches.by_report.values())
    return set(places)


def scanned(source: Held, tree: Node, reports: Sequence[int] = range(1, 100)) -> set[tuple[int, int]]:
    return {
        (document.report, document.passage)
        for document in source.all
        if document.report in reports and holds(tree, View(fold(document.text), document.facts))
    }


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_run_is_found_exactly_where_a_scan_finds_it(engine: Engine, source: Held, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([document.text for document in source.all]))
    start = data.draw(st.integers(0, len(text) - 1))
    run = text[start : start + data.draw(st.integers(1, 16))]
    if not fold(run).plain.text.strip():
        return
    tree = Run(run)
    assert found(engine, tree) == scanned(source, tree) != set()


QUERIES = [
    "科技创新 一等奖",
    "科技创新 | 机器人竞赛",
    "科技创新 -大赛",
    "-科技",
    "-科技 -大赛",
    "(科技 | 经费) -(一等奖 预算)",
    "三十四",
    "34届",
    "三十四届",
    "第3",
    "1",
    "的",
    "，",
    "科学 协会",
    "r&d",
    "SCIENCE",
    '"science fair"',
    '"fair science"',
    "1200元",
    "地区:四川",
    "地区:省",
    "地区:四川 -奖项:一等奖",
    "奖项:(一等奖|二等奖)",
    "奖项:1等奖",
    "年份:2016..2018",
    "年份:>2018",
    "年份:..2016",
    "-年份:1900..2100",
    "金额:0",
    "金额:<0",
    "金额:>=50万元",
    "金额:>50万元",
    "人次:>=1万",
    "场:<100",
    "数量:>=1万",
    "科学技术协会",
    '"科学技术协会"',
    "无此",
    "",
]


@pytest.mark.parametrize("query", QUERIES)
def test_query_finds_what_a_scan_finds(engine: Engine, source: Held, query: str) -> None:
    tree = parse_query(query)
    assert found(engine, tree) == scanned(source, tree)


def test_best_first_and_pages_follow_each_other(engine: Engine) -> None:
    tree = parse_query("科技")
    whole = engine.search(tree, limit=30)
    assert [match.score for match in whole.best] == sorted((match.score for match in whole.best), reverse=True)
    pages = [match for offset in (0, 10, 20) for match in engine.search(tree, limit=10, offset=offset).best]
    assert tuple(pages) == whole.best
    assert engine.search(tree, limit=0).total == whole.total


def test_more_and_denser_hits_come_first(make: Callable[[Path], Engine], tmp_path: Path) -> None:
    texts = ["经费，" + "其他内容" * 30, "经费预算", "经费，经费，经费"]
    source = Held(tuple(Document(1, number, None, text, ()) for number, text in enumerate(texts)))
    made = make(tmp_path / "index")
    made.apply(changes(source))
    assert [match.passage for match in made.search(Run("经费"), limit=3).best] == [2, 1, 0]
    made.close()


def test_words_come_before_runs_across_words(make: Callable[[Path], Engine], tmp_path: Path) -> None:
    texts = ["一组合成功的团队", "产学研相结合成果"]
    source = Held(tuple(Document(1, number, None, text, ()) for number, text in enumerate([*texts, "合成橡胶的产量多"])))
    made = make(tmp_path / "index")
    made.apply(changes(source))
    assert made.search(Run("合成"), limit=3).best[0].passage == 2
    made.close()


def test_year_order(engine: Engine, source: Held) -> None:
    years = {document.report: document.year or 0 for document in source.all}
    order = [years[match.report] for match in engine.search(parse_query("科技"), limit=None, sort="year").best]
    assert order == sorted(order, reverse=True)


def test_whole_reports(engine: Engine, source: Held) -> None:
    tree = parse_query("科技")
    matches = engine.search(tree, limit=None, whole_reports=True)
    places = scanned(source, tree)
    assert {match.report: match.passages for match in matches.best} == {
        report: sum(place[0] == report for place in places) for report, _ in places
    }
    assert matches.total == len({report for report, _ in places})


def test_changes_are_followed(make: Callable[[Path], Engine], tmp_path: Path) -> None:
    source = held(seed=7, reports=8)
    made = make(tmp_path / "index")
    tree = parse_query("科技|大赛")
    here: set[int] = set()
    for sequence, (removed, added) in enumerate([((), (1, 2, 3)), ((2,), (4,)), ((1, 4), ()), ((), (5, 6, 7, 8)), ((8,), ())], 1):
        for _ in range(2):  # what is applied twice, after a crash between index and number, does no harm
            made.apply(changes(source, sequence, removed, added))
        here = (here | set(added)) - set(removed)
        assert made.sequence == sequence
        assert found(made, tree) == scanned(source, tree, sorted(here))
        assert found(made, parse_query("-科技")) == scanned(source, parse_query("-科技"), sorted(here))
    made.close()


def test_another_opening_sees_what_was_committed(make: Callable[[Path], Engine], tmp_path: Path) -> None:
    source = held(reports=3)
    writer = make(tmp_path / "index")
    reader = WhooshEngine(tmp_path / "index")
    writer.apply(changes(source, 1, added=(1,)))
    assert reader.sequence == 1
    writer.apply(changes(source, 2, added=(2, 3)))
    assert found(reader, parse_query("科技")) == scanned(source, parse_query("科技"))
    reader.close()
    writer.close()


def test_many_small_changes_stay_exact_through_merges(make: Callable[[Path], Engine], tmp_path: Path) -> None:
    source = held(seed=3, reports=30, each=3)
    made = make(tmp_path / "index")
    for report in range(1, 31):
        removed = (report - 3,) if report % 5 == 0 else ()
        made.apply(changes(source, report, removed, (report,)))
    here = [report for report in range(1, 31) if (report + 3) % 5]
    here += [report for report in (28, 29, 30) if report not in here and (report + 3) > 30]
    for query in ("科技", "大赛|经费", "金额:>=0", "-的", "年份:2016"):
        assert found(made, parse_query(query)) == scanned(source, parse_query(query), here)
    made.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the file it cannot read open
def test_index_of_another_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no index"):
        WhooshEngine(tmp_path)
    WhooshEngine.make(tmp_path / "index").close()
    for file in (tmp_path / "index").glob("*.toc"):
        file.write_bytes(b"broken")
    with pytest.raises(ArchiveError, match="cannot be read"):
        WhooshEngine(tmp_path / "index")
    gc.collect()
