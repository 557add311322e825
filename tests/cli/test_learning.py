"""``train`` and ``evaluate`` by the command line."""

from pathlib import Path

import pytest

from kexie_nlp.tag.model import CARD_FILE, WEIGHTS_FILE
from kexie_nlp.training import fitting
from running import Run

MARKED = """⟦2021年|DATE⟧，⟦县科协|ORG⟧举办⟦茶艺培训班|ACTIVITY⟧⟦4期|QUANTITY|茶艺培训班⟧。
支出⟦8万元|AMOUNT|支出⟧，增长⟦5%|PERCENT|支出增长⟧。
⟦纪岚溪|PERSON⟧获⟦一等奖|AWARD⟧，⟦《湿地》|DOCUMENT⟧参加⟦第3届县科技创新大赛|COMPETITION⟧，⟦“科普”公众号|PROGRAM⟧在⟦丹溪镇|PLACE⟧。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    place = tmp_path / "corpus"
    place.mkdir()
    for name in ("a", "b", "c"):
        (place / f"{name}.marked.txt").write_text(MARKED, encoding="utf-8")
    return place


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Train for fewer steps than the project does: what is learnt does not matter here."""
    monkeypatch.setattr(fitting, "FEWEST_STEPS", 30)


def test_train(run: Run, corpus: Path, tmp_path: Path) -> None:
    done = run("train", corpus, "--model", "one")
    assert (done.status, done.out) == (0, "")
    assert done.talk.splitlines()[-1].endswith("marks written to one")
    assert {path.name for path in (tmp_path / "one").iterdir()} == {CARD_FILE, WEIGHTS_FILE}


def test_evaluate(run: Run, corpus: Path) -> None:
    done = run("evaluate", corpus, "--format", "jsonl")
    assert done.status == 0
    rows = {row["what"]: row for row in done.rows}
    assert list(rows["ALL"]) == ["what", "gold", "predicted", "precision", "recall", "f1", "overlap_f1"]
    assert (rows["ALL"]["gold"], rows["metrics"]["gold"]) == (36, 9)
    assert "scoring a" in done.talk
    assert "F1" in run("evaluate", corpus).out


@pytest.mark.parametrize("command", [("train", "--model", "m"), ("evaluate",)])
def test_wrong_marks_are_named_by_file_and_line(run: Run, corpus: Path, command: tuple[str, ...]) -> None:
    (corpus / "b.marked.txt").write_text("好\n⟦县科协|THING⟧\n", encoding="utf-8")
    done = run(command[0], corpus, *command[1:])
    assert (done.status, done.out) == (1, "")
    assert done.talk.splitlines()[-1].startswith(f"kexie-nlp: {corpus / 'b.marked.txt'}:2: unknown type THING")
    assert "Traceback" not in done.talk


@pytest.mark.parametrize("arguments", [("train", "corpus"), ("train", "nowhere", "--model", "m"), ("evaluate",), ("evaluate", "nowhere")])
def test_wrong_use(run: Run, corpus: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert f"Usage: kexie-nlp {arguments[0]}" in done.talk


def test_a_folder_without_marked_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("evaluate", "empty")
    assert (done.status, done.talk.count("\n")) == (1, 1)
    assert "*.marked.txt" in done.talk


def test_a_model_that_cannot_be_written(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    done = run("train", corpus, "--model", "taken")
    assert (done.status, done.out) == (1, "")
    assert done.talk.splitlines()[-1].startswith("kexie-nlp: taken: ")
    assert "Traceback" not in done.talk


@pytest.mark.parametrize("without", [("classifier",), ("lexicon",), ("lexicon", "classifier")])
def test_evaluate_without_a_part(run: Run, corpus: Path, without: tuple[str, ...]) -> None:
    whole = run("evaluate", corpus, "--format", "jsonl").rows[-2]
    done = run("evaluate", corpus, "--format", "jsonl", *(word for part in without for word in ("--without", part)))
    assert done.status == 0
    rows = {row["what"]: row for row in done.rows}
    assert rows["AMOUNT"]["f1"] == 1.0
    assert rows["ALL"]["f1"] <= whole["f1"]


def test_evaluate_without_an_unknown_part(run: Run, corpus: Path) -> None:
    done = run("evaluate", corpus, "--without", "tokenizer")
    assert (done.status, done.out) == (2, "")
    assert "'classifier'" in done.talk


def test_evaluate_errors(run: Run, corpus: Path) -> None:
    printed = run("evaluate", corpus, "--errors", "--without", "classifier").out
    rows = run("evaluate", corpus, "--errors", "--without", "classifier", "--format", "jsonl").rows
    assert {"file", "cause", "type", "text", "found", "sentence"} <= rows[0].keys()
    assert "原因" in printed.splitlines()[0]
    for row in rows:
        assert f"{row['file']}  {row['sentence']}" in printed
        assert f"## {row['cause']}: {row['type']} (" in printed
