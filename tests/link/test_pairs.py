"""The bars of linking, on pairs that nobody looked at while rules and thresholds were made."""

from collections import Counter
from pathlib import Path

import pytest

from kexie_nlp.errors import ResourceError
from kexie_nlp.link.linker import Linker
from kexie_nlp.link.links import KINDS, LinkKind
from kexie_nlp.link.pairs import Pair, measure, read_pairs
from kexie_nlp.resources import folder

PAIRS = read_pairs(folder("corpora") / "name_pairs.tsv")
PRECISION, RECALL = 0.98, 0.90


@pytest.mark.parametrize("split", ["development", "held-out"])
@pytest.mark.parametrize("kind", KINDS)
def test_precision_and_recall(linker: Linker, kind: LinkKind, split: str) -> None:
    (score,) = measure(linker, [pair for pair in PAIRS if pair.kind == kind and pair.split == split])
    assert score.precision >= PRECISION
    assert score.recall >= RECALL


@pytest.mark.parametrize("split", ["development", "held-out"])
def test_the_page_tells_the_present_figures(linker: Linker, split: str) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "linking.md").read_text(encoding="utf-8")
    for score in measure(linker, [pair for pair in PAIRS if pair.split == split]):
        row = f"| {score.kind} | {split} | {score.pairs} | {score.same} | {score.precision:.2f} | {score.recall:.2f} |"
        assert row in page, "put these figures into docs/linking.md"


def test_there_are_enough_pairs_of_each_sort() -> None:
    assert len(PAIRS) >= 400
    sorts = Counter((pair.kind, pair.same, pair.split) for pair in PAIRS)
    assert len(sorts) == len(KINDS) * 4
    assert min(sorts.values()) >= 14


def test_no_pair_stands_twice() -> None:
    sides = Counter((pair.kind, frozenset(((pair.left, pair.left_context), (pair.right, pair.right_context)))) for pair in PAIRS)
    assert [pair for pair, count in sides.items() if count > 1] == []


def test_scores_count_what_they_say(linker: Linker) -> None:
    def pair(left: str, right: str, *, same: bool) -> Pair:
        return Pair("award", left, "", right, "", same, "development", 1)

    pairs = [pair("一等奖", "壹等奖", same=True), pair("一等奖", "二等奖", same=True), pair("金奖", "金质奖", same=False)]
    (score,) = measure(linker, pairs)
    assert (score.pairs, score.same, score.linked, score.right) == (3, 2, 2, 1)
    assert (score.precision, score.recall) == (0.5, 0.5)
    assert measure(linker, []) == []


HEAD = "kind\tleft\tleft_context\tright\tright_context\tsame\tsplit\n"
WRONG = [
    ("kind\tleft\n", 1, "expected the column line"),
    (HEAD + "award\t甲\t\t乙\t\tsame\n", 2, "7 columns expected"),
    (HEAD + "# a remark\nprize\t甲\t\t乙\t\tsame\theld-out\n", 3, "found 'prize'; expected one of association, contest"),
    (HEAD + "award\t甲\t\t乙\t\tyes\theld-out\n", 2, "found 'yes'; expected one of same, different"),
    (HEAD + "award\t甲\t\t乙\t\tsame\ttest\n", 2, "found 'test'; expected one of development, held-out"),
]


@pytest.mark.parametrize(("content", "line", "reason"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_line_is_refused(tmp_path: Path, content: str, line: int, reason: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_pairs(path)
    assert caught.value.line == line
    assert reason in str(caught.value)
