"""What every engine has to do, held against a plain scan of the documents."""

import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kexie_nlp.archive.passages import passages_of
from kexie_nlp.errors import ArchiveError
from kexie_nlp.pipeline import read_report
from kexie_nlp.search import shard_list, shards
from kexie_nlp.search.engine import FACET_VALUES, FACETS, OWN_FIELDS, Ask, Changes, Document, Engine, Facet, Fact, Kind, Scope, Sort
from kexie_nlp.search.engines import ENGINES, make_engine, open_engine
from kexie_nlp.search.folding import fold, folded_copies, needle
from kexie_nlp.search.query import parse_query
from kexie_nlp.search.scan import View, holds
from kexie_nlp.search.tantivy_cutting import texts_of
from kexie_nlp.search.tree import And, Between, Everything, Named, Near, Node, Not, Nothing, Or, Run
from kexie_nlp.traditional import SIMPLIFIED, TRADITIONAL
from samples import PATHS

WORDS = [
    "科技创新", "大赛", "青少年", "第三十四届", "第34届", "一等奖", "二等奖", "2019年",
    "二〇一九年", "十三五", "统一", "Ｒ＆Ｄ", "covid-19", "science", "fair", "机器人竞赛",
    "科學", "協會", "１２万人次", "经费", "1,200元", "。", "，", "的",
    "的的", "、", "预算", "甲", "\t", "3D打印",
]  # fmt: skip

Place = tuple[int, int, int]


@dataclass(frozen=True)
class Held:
    """Documents in memory."""

    all: tuple[Document, ...]

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        return (document for report in reports for document in self.all if document.report == report)


def most_frequent(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Return values with their counts, the most frequent first, equal ones by value."""
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:FACET_VALUES])


NEAR_TEXTS = (
    "大赛科技创新，大赛的大赛",
    "第34届经费大赛与科技，三十四届",
    "science fair",
    "大赛离得很远很远很远很远的科技",
    "奖，经费的大赛",
    "一等奖三十四届科技，甲三十三乙大赛",
)


def own_facts(choose: random.Random) -> tuple[Fact, ...]:
    """What an achievement has and its passage may not."""
    told = (("award", ("一等奖", "第三十届金奖", "3D奖", "一般")), ("competition", ("科技赛", "第34届机器人赛")), ("level", ("省", "市")))
    return tuple(Fact(field, choose.choice(values)) for field, values in told if choose.random() < 0.7)


def metric(whole: Document, number: int, choose: random.Random) -> Document:
    """A metric of a passage: more of them than an entry of an index may have room for."""
    own = (
        Fact("indicator", choose.choice(("经费支出", "第2次活动", "场次"))),
        choose.choice((Fact("amount", number=choose.choice((-5.0, 0.5, 1e9))), Fact("quantity", number=3.0, unit=choose.choice("场人")))),
    )
    rest = tuple(fact for fact in whole.facts if fact.field not in OWN_FIELDS["metrics"])
    amount = choose.choice((None, float(number)))
    return replace(whole, kind="metrics", record=number, facts=own, shared=(rest,), amount=amount, count=own[1].number)


def held(seed: int = 1, reports: int = 12, each: int = 15) -> Held:
    choose = random.Random(seed)
    documents: list[Document] = []
    for report in range(1, reports + 1):
        year = None if report == 5 else 2015 + report % 6
        for passage in range(each):
            text = choose.choice(["", " "]).join(choose.choices(WORDS, k=choose.randint(1, 12))).strip() or "空"
            facts = [Fact("region", choose.choice(["四川省", "湖南省", "攀枝花市"])), Fact("kind", "部门决算")]
            facets: list[tuple[Facet, str]] = []
            if year:
                facts.append(Fact("year", number=float(year)))
            if choose.random() < 0.4:
                award = choose.choice(["一等奖", "二等奖", "全国先进集体", "第三十届金奖", "奖", "3D奖"])
                facts += [Fact("award", award), Fact("award", "全国" + award), Fact("type", "AWARD")]
                facets += [("award", award), ("type", "AWARD")]
            amount = choose.choice([None, -5.0, 0.0, 0.5, 500_000.0, 1e9])
            if amount is not None:
                facts.append(Fact("amount", number=amount))
            count = choose.choice([None, 3.0, float(choose.randint(0, 20_000))])
            if count is not None:
                facts.append(Fact("quantity", number=count, unit=choose.choice(["人次", "场"])))
            if choose.random() < 0.2:
                facts.append(Fact("name", "四川省科学技术协会"))
            if choose.random() < 0.3:
                facts.append(Fact("date", choose.choice(["2019-05", "2019-05-12", "2020"])))
            whole = Document(report, passage, year, text, tuple(facts), tuple(facets), amount, count)
            documents.append(whole)
            documents += (
                replace(
                    whole,
                    kind="achievements",
                    record=passage * 2 + number,
                    count=float(number),
                    amount=float(number) * 10,
                    facts=own_facts(choose),
                    facets=(*(pair for pair in facets if pair[0] == "type"), ("contest", choose.choice("甲乙"))),
                    shared=(tuple(facts[:2]), tuple(fact for fact in facts[2:] if fact.field not in OWN_FIELDS["achievements"])),
                )
                for number in range(choose.choice((0, 0, 1, 2, 6)))
            )
            documents += (metric(whole, number, choose) for number in range(choose.choice((0, 0, 0, 1, 2, 9))))
    documents += [Document(reports, each + number, None, text, ()) for number, text in enumerate(NEAR_TEXTS)]
    return Held(tuple(documents))


def changes(source: Held, sequence: int = 1, removed: tuple[int, ...] = (), added: Sequence[int] | None = None) -> Changes:
    sizes = Counter(document.report for document in source.all if document.kind == "passages")
    return Changes(removed, tuple((report, size) for report, size in sizes.items() if added is None or report in added), sequence, source)


@pytest.fixture(scope="module", params=ENGINES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def source() -> Held:
    return held()


@pytest.fixture(scope="module")
def engine(name: str, source: Held, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = make_engine(name, tmp_path_factory.mktemp("engine") / "index")
    made.apply(changes(source, 1, added=range(1, 9)))
    made.apply(changes(source, 2, added=range(9, 13)))  # fewer than before: a second shard
    yield made
    made.close()


def place(document: Document) -> Place:
    return document.report, document.passage, document.record


def scanned(source: Held, tree: Node, kind: Kind = "passages", reports: Sequence[int] = range(1, 100)) -> list[Document]:
    return [
        document
        for document in source.all
        if document.kind == kind and document.report in reports and holds(tree, View(fold(document.text), tuple(document.all_facts)))
    ]


def assert_exact(engine: Engine, source: Held, tree: Node, kind: Kind = "passages", reports: Sequence[int] = range(1, 100)) -> int:
    """Hold what is found and counted against a scan, and return how much it is."""
    expected = scanned(source, tree, kind, reports)
    matches = engine.search(tree, Ask(kind, limit=None, facets=FACETS, by_report=True))
    found = [(match.report, match.passage, match.record) for match in matches.best]
    assert sorted(found) == sorted(map(place, expected))
    assert len(found) == matches.total
    assert matches.by_report == Counter(document.report for document in expected)
    for facet in FACETS:
        counts = Counter(value for document in expected for field, value in document.facets if field == facet)
        assert matches.facets[facet] == most_frequent(counts)
    return len(found)


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
    "3",
    "三",
    "的",
    "，",
    "科学 协会",
    "r&d",
    '"&"',
    "SCIENCE",
    '"science fair"',
    '"fair science"',
    "1200元",
    "地区:四川",
    "地区:省",
    "地区:四川 -奖项:一等奖",
    "奖项:(一等奖|二等奖)",
    "奖项:1等奖",
    "奖项:奖",
    "奖项:30届",
    "奖项:3d",
    "奖项:d",
    "实体:奖项",
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
    "日期:2019-05..2019-06",
    "科学技术协会",
    '"科学技术协会"',
    "covid*",
    "奖项:全国*",
    "竞赛:机器人",
    "奖项:一等奖 竞赛:科技",
    "指标:活动",
    "指标:费",
    "指标:2次 场:3",
    "指标:经费 -金额:>0",
    '"科技 大赛"~5',
    "无此",
    "",
]


@pytest.mark.parametrize("query", QUERIES)
def test_query_finds_what_a_scan_finds(engine: Engine, source: Held, query: str) -> None:
    tree = parse_query(query)
    assert_exact(engine, source, tree, "passages")
    assert_exact(engine, source, tree, "achievements")
    assert_exact(engine, source, tree, "metrics")


NODES: list[tuple[Node, bool]] = [
    (Run("19", at_word_start=True), True),
    (Run("2019", at_word_start=True), True),
    (Run("019", at_word_start=True), False),
    (Run("ovid", at_word_start=True), False),
    (Run("d打", at_word_start=True), False),
    (Run("3D打", at_word_start=True), True),
    (Run("3", at_word_start=True), True),
    (Run("创新", at_word_start=True), True),
    (Run("34", at_word_start=True), True),
    (Named("award", "等奖", at_start=True), False),
    (Named("award", "第30届", at_start=True), True),
    (Named("award", "奖", at_start=True), True),
    (Named("date", "2019", at_start=True), True),
    (Named("kind", "决算", at_start=True), False),
    (Named("colour", "一"), False),
    (Named("project", "a"), False),  # dates are terms beside the pairs of projects
    (Near(("大赛", "科技创新"), 0), True),
    (Near(("大赛", "大赛"), 6), True),
    (Near(("大赛", "大赛", "大赛"), 30), True),
    (Near(("第34届", "的"), 3), True),
    (Near(("34届", "大赛", "科技"), 8), True),
    (Near(("science", "fair"), 1), True),
    (Near(("ience", "fair"), 1), True),
    (Near(("大赛", "无此"), 200), False),
    (Near(("一等奖", "科技"), 4), True),
    (Near(("经费", "大赛", "的", "，", "奖"), 200), True),
    (Between("amount", "", None, None), True),
    (Between("quantity", "人次", 3.0, 3.0), True),
    (Between("quantity", "亩", None, None), False),
    (Between("amount", "", 0.0, 500_000.0, includes_low=False, includes_high=False), True),
    (Run("\ud800"), False),
    (Run(""), False),
    (Or(()), False),
    (And((Not(Nothing()), Everything())), True),
    (Not(And((Run("科技"), Not(Run("大赛"))))), True),
]


@pytest.mark.parametrize(("tree", "finds"), NODES)
def test_node_means_what_the_scan_says(engine: Engine, source: Held, tree: Node, finds: bool) -> None:
    assert bool(assert_exact(engine, source, tree)) == finds


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_runs_near_each_other_are_found_where_a_scan_finds_them(engine: Engine, source: Held, data: st.DataObject) -> None:
    runs = tuple(
        data.draw(st.lists(st.sampled_from(["科技", "大赛", "的", "34届", "年", "covid", "19", "一等奖"]), min_size=2, max_size=4))
    )
    assert_exact(engine, source, Near(runs, data.draw(st.integers(0, 12))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_beginnings_of_words_are_found_where_a_scan_finds_them(engine: Engine, source: Held, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(WORDS)) + data.draw(st.sampled_from(WORDS))
    start = data.draw(st.integers(0, len(text) - 1))
    assert_exact(engine, source, Run(text[start : start + data.draw(st.integers(1, 5))], at_word_start=True))


@cache
def sample_passages() -> Held:
    """The passages of the sample reports."""
    documents = []
    for report, path in enumerate(PATHS, 1):
        read = read_report(path)
        documents += [Document(report, number, None, passage.text(read.text), ()) for number, passage in enumerate(passages_of(read))]
    return Held(tuple(documents))


@pytest.fixture(scope="module")
def sampled(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = make_engine(name, tmp_path_factory.mktemp("samples") / "index")
    made.apply(changes(sample_passages()))
    yield made
    made.close()


@cache
def folded_samples() -> tuple[tuple[str, str, Place], ...]:
    """Both folded copies of each passage, for a scan by itself."""
    folds = ((fold(document.text), place(document)) for document in sample_passages().all)
    return tuple((folded.plain.text, folded.numeral.text if folded.numeral else "", at) for folded, at in folds)


FULL_WIDTH = str.maketrans({char: chr(char + 0xFEE0) for char in range(0x21, 0x7F)})
TO_TRADITIONAL = str.maketrans(dict(zip(SIMPLIFIED, TRADITIONAL, strict=True)))
WRITINGS: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "full width": lambda run: run.translate(FULL_WIDTH),
    "traditional": lambda run: run.translate(TO_TRADITIONAL),
    "capitals": str.upper,
    "parted": lambda run: re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "\u3000", run),
}


def check_run(sampled: Engine, data: st.DataObject) -> None:
    """Hold what is found of a run from a random passage, in all writings, against a scan."""
    document = data.draw(st.sampled_from(sample_passages().all))
    start = data.draw(st.integers(0, len(document.text) - 1))
    run = document.text[start : start + data.draw(st.integers(1, 30))]
    wanted = needle(run)
    if not wanted.plain:
        return
    expected = {
        at for plain, numeral, at in folded_samples() if wanted.plain in plain or wanted.numeral in plain or wanted.numeral in numeral
    }
    assert place(document) in expected
    for write in WRITINGS.values():
        matches = sampled.search(Run(write(run)), Ask(limit=None))
        assert {(match.report, match.passage, match.record) for match in matches.best} == expected
        assert matches.total == len(expected)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_run_of_a_sample_report_is_found_wherever_it_stands(sampled: Engine, data: st.DataObject) -> None:
    check_run(sampled, data)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_thousands_of_runs_are_found_wherever_they_stand(sampled: Engine, data: st.DataObject) -> None:
    check_run(sampled, data)


SORTS: list[Sort] = ["year", "amount", "count"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("scope", ["passages", "achievements", "metrics"])
@pytest.mark.parametrize("query", ["科技", "", "-大赛"])
def test_order_by_value(engine: Engine, source: Held, query: str, scope: Scope, sort: Sort) -> None:
    tree = parse_query(query)
    kind: Kind = "passages" if scope == "reports" else scope
    values = {place(document): document.sort_value(sort) for document in scanned(source, tree, kind)}
    whole = engine.search(tree, Ask(scope, limit=None, sort=sort)).best
    given_order = [values[match.report, match.passage, match.record] for match in whole]
    expected = sorted(values.values(), key=lambda value: (value is None, -(value or 0)))
    assert given_order == expected
    pages = [match for offset in range(0, 40, 8) for match in engine.search(tree, Ask(scope, 8, offset, sort)).best]
    assert tuple(pages) == whole[:40]
    if not query:  # nothing is more relevant than another, so equal values stand in reading order
        ranks = [(match.report, match.passage, match.record) for match in whole]
        assert ranks == sorted(ranks, key=lambda at: (values[at] is None, -(values[at] or 0), at))


PLAIN_QUERIES = ["", "年份:2016..2018", "-年份:1900..2100", "地区:四川 -奖项:一等奖", "金额:>=0", "年份:2016 | 实体:奖项"]


@pytest.mark.parametrize(("limit", "step"), [(1, 13), (7, 21), (40, 40)])
@pytest.mark.parametrize("kind", ["passages", "achievements", "metrics"])
@pytest.mark.parametrize("query", PLAIN_QUERIES)
def test_pages_of_filters_alone_leave_nothing_out(engine: Engine, source: Held, query: str, kind: Kind, limit: int, step: int) -> None:
    """Where nothing is more relevant, an engine may stop at the first reports that have enough; not one too early."""
    tree = parse_query(query)
    expected = sorted(map(place, scanned(source, tree, kind)))
    for offset in range(0, len(expected) + 1, step):
        matches = engine.search(tree, Ask(kind, limit, offset, by_report=True))
        assert [(match.report, match.passage, match.record) for match in matches.best] == expected[offset : offset + limit]
        assert matches.total == len(expected)


def test_one_thread_answers_as_several_do(name: str, source: Held, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_THREADS_FROM", 0)
    monkeypatch.setattr(shards, "LARGEST_SHARD", 40)
    asked: set[str] = set()
    made: Any = make_engine(name, tmp_path / "index")
    made.apply(changes(source))
    shard = type(made._shards("passages")[0])
    made.close()
    answer = shard.answer

    def noted(self: Any, *told: Any) -> Any:
        asked.add(threading.current_thread().name)
        return answer(self, *told)

    monkeypatch.setattr(shard, "answer", noted)
    answers = []
    for threads in (1, 3):
        asked.clear()
        engine: Any = open_engine(name, tmp_path / "index", threads)
        answers.append([engine.search(parse_query(query), Ask(limit=9, facets=FACETS, by_report=True)) for query in QUERIES])
        engine.close()
        aside = {thread for thread in asked if thread.startswith("kexie-search")}
        assert bool(aside) is (threads > 1 and engine._backend.answers_aside)
        assert len(aside) <= threads
    assert answers[0] == answers[1]


def test_best_first_and_pages_follow_each_other(engine: Engine) -> None:
    tree = parse_query("科技")
    whole = engine.search(tree, Ask(limit=30))
    assert [match.score for match in whole.best] == sorted((match.score for match in whole.best), reverse=True)
    pages = [match for offset in (0, 10, 20) for match in engine.search(tree, Ask(limit=10, offset=offset)).best]
    assert tuple(pages) == whole.best
    assert engine.search(tree, Ask(limit=0)).total == whole.total
    assert engine.search(tree, Ask(limit=0)).best == ()


@pytest.mark.parametrize("sort", ["relevance", *SORTS])
def test_whole_reports(engine: Engine, source: Held, sort: Sort) -> None:
    tree = parse_query("科技 奖项:奖|经费")
    found = scanned(source, tree)
    matches = engine.search(tree, Ask("reports", limit=None, sort=sort, facets=FACETS))
    assert {match.report: match.passages for match in matches.best} == matches.by_report == Counter(document.report for document in found)
    assert matches.total == len(matches.best) == len({document.report for document in found})
    once = {(document.report, facet) for document in found for facet in document.facets}
    for name in FACETS:
        assert matches.facets[name] == most_frequent(Counter(value for _, (field, value) in once if field == name))
    assert engine.search(tree, Ask("reports", limit=3, offset=2, sort=sort)).best == matches.best[2:5]
    every_passage = engine.search(tree, Ask("passages", limit=None, sort=sort)).best
    best_of_each = {match.report: match.passage for match in reversed(every_passage)}
    assert {match.report: match.passage for match in matches.best} == best_of_each


def only(name: str, folder: Path, texts: Sequence[str]) -> Engine:
    made = make_engine(name, folder)
    made.apply(changes(Held(tuple(Document(1, number, None, text, ()) for number, text in enumerate(texts)))))
    return made


RANKED = [
    (Run("经费"), ["经费，" + "其他内容" * 30, "经费预算", "经费，经费，经费"], [2, 1, 0]),
    (Run("合成"), ["一组合成功的团队", "产学研相结合成果，结合成果，结合成果", "合成橡胶的产量多" + "其他内容" * 20], [2, 1, 0]),
    (Or((Run("预算"), Run("大赛"))), ["预算", "预算和大赛", "预算和支出"], [1, 0, 2]),
]


@pytest.mark.parametrize(("tree", "texts", "order"), RANKED)
def test_words_and_denser_hits_come_first(name: str, tmp_path: Path, tree: Node, texts: list[str], order: list[int]) -> None:
    made = only(name, tmp_path / "index", texts)
    assert [match.passage for match in made.search(tree, Ask(limit=5)).best] == order
    made.close()


def test_shards_weigh_alike(name: str, tmp_path: Path) -> None:
    texts = ["机器人竞赛"] * 3 + ["经费预算"] * 20 + ["经费预算", "经费预算", "经费支出"] * 3
    whole = Held(tuple(Document(1 + number // 23, number, None, text, ()) for number, text in enumerate(texts)))
    apart = make_engine(name, tmp_path / "apart")
    apart.apply(changes(whole, 1, added=[1]))
    apart.apply(changes(whole, 2, added=[2]))
    scores = {match.report: match.score for match in apart.search(Run("经费预算"), Ask(limit=None)).best}
    assert scores[1] == pytest.approx(scores[2], rel=0.05)
    apart.close()


def test_changes_are_followed(name: str, tmp_path: Path) -> None:
    source = held(seed=7, reports=8)
    made = make_engine(name, tmp_path / "index")
    tree = parse_query("科技|大赛")
    here: set[int] = set()
    for sequence, (removed, added) in enumerate([((), (1, 2, 3)), ((2,), (4,)), ((1, 4), ()), ((), (5, 6, 7, 8)), ((8,), ())], 1):
        for _ in range(2):  # what is applied twice, after a crash between index and number, does no harm
            made.apply(changes(source, sequence, removed, added))
        here = (here | set(added)) - set(removed)
        assert made.sequence == sequence
        assert_exact(made, source, tree, reports=sorted(here))
        assert_exact(made, source, parse_query("-科技"), reports=sorted(here))
    made.close()


def test_many_small_changes_stay_exact_and_shards_few(name: str, tmp_path: Path) -> None:
    source = held(seed=3, reports=24, each=3)
    made = make_engine(name, tmp_path / "index")
    for report in range(1, 25):
        made.apply(changes(source, report, (report - 3,) if report % 5 == 0 else (), (report,)))
    here = [report for report in range(1, 25) if (report + 3) % 5 or report + 3 > 24]
    for query in ("科技", "大赛|经费", "金额:>=0", "-的", "年份:2016"):
        assert_exact(made, source, parse_query(query), reports=here)
    assert sum(path.is_dir() for path in (tmp_path / "index").iterdir()) <= 5
    made.close()


def test_large_index_is_parted(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LARGEST_SHARD", 40)
    source = held(seed=5, reports=10)
    made = make_engine(name, tmp_path / "index")
    made.apply(changes(source))
    assert sum(path.is_dir() for path in (tmp_path / "index").iterdir()) == 4
    assert_exact(made, source, parse_query("科技"))
    made.apply(changes(source, 2, removed=(3,), added=()))
    assert_exact(made, source, parse_query("科技"), reports=[report for report in range(1, 11) if report != 3])
    made.close()


def test_nothing_of_a_removed_report_is_left_in_the_files(name: str, tmp_path: Path) -> None:
    secret = "鼃鼄鼅鼆"
    texts = [Document(report, 0, None, text, (Fact("award", text),)) for report, text in ((1, "寻常的文字"), (2, f"有{secret}在内"))]
    made = make_engine(name, tmp_path / "index")
    made.apply(changes(Held(tuple(texts))))
    assert holding(tmp_path, secret[:2])
    made.apply(changes(Held(tuple(texts)), 2, removed=(2,), added=()))
    assert not any(holding(tmp_path, char) for char in secret)
    assert made.search(Everything(), Ask()).total == 1
    made.close()


def holding(folder: Path, text: str) -> list[Path]:
    """Return the files in which the characters of ``text`` stand."""
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_another_opening_sees_what_was_committed(name: str, tmp_path: Path) -> None:
    source = held(reports=3)
    writer = make_engine(name, tmp_path / "index")
    reader = open_engine(name, tmp_path / "index")
    writer.apply(changes(source, 1, added=(1,)))
    assert reader.sequence == 1
    assert_exact(reader, source, parse_query("科技"), reports=[1])
    writer.apply(changes(source, 2, added=(2, 3)))
    assert_exact(reader, source, parse_query("科技"))
    reader.close()
    writer.close()


def test_an_interrupted_change_leaves_the_index_as_it_was(name: str, tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Broken:
        def documents(self, reports: Sequence[int]) -> Iterator[Document]:
            yield Document(9, 0, None, "半个", ())
            raise OSError("the disk is gone")

    source = held(reports=2)
    made = make_engine(name, tmp_path / "index")
    made.apply(changes(source))
    with pytest.raises(OSError, match="disk"):
        made.apply(Changes((1,), ((9, 1),), 2, Broken()))
    assert made.sequence == 1
    assert_exact(made, source, parse_query("科技"))
    made.apply(changes(source, 3, removed=(1,), added=()))
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 1
    made.close()


def test_index_of_another_form_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no index"):
        open_engine(name, tmp_path)
    make_engine(name, tmp_path / "index").close()
    other = next(engine for engine in ENGINES if engine != name)
    with pytest.raises(ArchiveError, match="cannot be read"):
        open_engine(other, tmp_path / "index")
    (tmp_path / "index" / shard_list.LIST).write_bytes(b"broken")
    with pytest.raises(ArchiveError, match="cannot be read"):
        open_engine(name, tmp_path / "index")


def test_copies_without_maps_are_those_with(source: Held) -> None:
    for document in (*source.all, *sample_passages().all):
        folded = fold(document.text)
        assert folded_copies(document.text) == (folded.plain.text, folded.numeral.text if folded.numeral else None)


def test_texts_gone_through_as_one_are_as_each_by_itself() -> None:
    texts = [document.text for document in sample_passages().all[:400]] + ["", " ", "\ue000", "\ue001A甲", "１,234", "一", "奖\t"]
    assert [*texts_of(texts)] == [one for text in texts for one in texts_of([text])]


def test_unknown_engine() -> None:
    with pytest.raises(ArchiveError, match="choose tantivy or whoosh"):
        open_engine("lucene", Path())
