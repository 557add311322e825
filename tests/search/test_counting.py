"""Counts of values: in sets, by first passages, put together from several shards."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kexie_nlp.search import tantivy_counting
from kexie_nlp.search.counting import Joined, Ranking, Sets, counted_values
from kexie_nlp.search.engine import FACETS, Ask, Changes, Document, Facet, Scope
from kexie_nlp.search.engines import ENGINES, make_engine
from kexie_nlp.search.shards import largest_shard
from kexie_nlp.search.tree import Everything

REPORTS = 4
FEW = [("award", f"{grade}等奖") for grade in "特一二三"] + [("type", name) for name in ("ORG", "AWARD", "DATE", "PLACE")]


@dataclass(frozen=True)
class Held:
    documents_held: tuple[Document, ...]

    def documents(self, reports: Sequence[int]) -> Iterator[Document]:
        return (document for report in reports for document in self.documents_held if document.report == report)


def many_values() -> tuple[Document, ...]:
    """Return passages most of which have a contest of their own, so that there are far more first passages than one sum tells."""
    pick = random.Random(4)
    found = []
    for number in range(400):
        facets: list[tuple[Facet, str]] = pick.sample(FEW, pick.randint(0, 4))  # type: ignore[arg-type]
        facets += [("contest", f"第{pick.randint(0, 300)}届大赛") for _ in range(pick.randint(0, 2))]
        if number % 7 == 0:
            facets.append(("program", f"项目{number % 3}"))
        found.append(Document(number % REPORTS + 1, number // REPORTS, None, "大赛", (), tuple(dict.fromkeys(facets))))
    return tuple(found)


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("scope", ["passages", "reports"])
def test_every_value_is_counted_however_many_there_are(name: str, scope: Scope, tmp_path: Path) -> None:
    documents = many_values()
    engine = make_engine(name, tmp_path / "index")
    for reports in ((1, 2), (3, 4)):
        engine.apply(Changes((), tuple((report, 100) for report in reports), reports[-1], Held(documents)))
    found = engine.search(Everything(), Ask(scope, 0, facets=FACETS)).facets
    engine.close()
    for facet in FACETS:
        pairs = [(document.report, value) for document in documents for kind, value in document.facets if kind == facet]
        counts = Counter(value for _, value in (set(pairs) if scope == "reports" else pairs))
        assert found[facet] == tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def test_reports_are_counted_alike_however_many_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine("tantivy", tmp_path / "index")
    engine.apply(Changes((), tuple((report, 100) for report in range(1, REPORTS + 1)), 1, Held(many_values())))
    told = []
    for most in (60_000, 300, 1):
        monkeypatch.setattr(tantivy_counting, "_AT_ONCE", most)
        told.append(engine.search(Everything(), Ask("reports", 0, facets=FACETS)))
    engine.close()
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("counts", "ranked"),
    [
        ({"甲": 1, "乙": 3, "丙": 2}, (("乙", 3), ("丙", 2), ("甲", 1))),
        ({"b": 2, "a": 2, "c": 2}, (("a", 2), ("b", 2), ("c", 2))),
        ({"a": 0, "b": 1}, (("b", 1),)),
        ({"a": 0}, ()),
        ({}, ()),
    ],
)
def test_most_frequent_first_equal_ones_by_value(counts: dict[str, int], ranked: tuple[tuple[str, int], ...]) -> None:
    import numpy as np

    ranking = Ranking([("award", value) for value in counts] + [("contest", "别的")])
    each = np.zeros(len(ranking.places), dtype=np.int64)
    for value, count in counts.items():
        each[ranking.places["award", value]] = count
    assert ranking.most_frequent(each, "award") == ranked


def test_shards_are_put_together_by_value() -> None:
    one = counted_values({("award", "金奖"): 2, ("award", "银奖"): 1})
    other = counted_values({("award", "银奖"): 4, ("contest", "大赛"): 1})
    joined = Joined([one.sets, other.sets])
    assert joined.most_frequent([one, other], ["award", "contest"]) == {"award": (("银奖", 5), ("金奖", 2)), "contest": (("大赛", 1),)}
    assert joined.holds([one.sets, other.sets])
    assert not joined.holds([one.sets, Sets([])])


def test_shards_are_as_large_as_the_archive_will_need(tmp_path: Path) -> None:
    total = 24 * largest_shard(0)
    engine = make_engine("tantivy", tmp_path / "index")
    engine.apply(Changes((), ((1, largest_shard(total)),), 1, Held(many_values()), to_come=total - largest_shard(total)))
    engine.close()
    assert [path.name for path in sorted((tmp_path / "index").iterdir()) if path.is_dir()] == ["1"]
