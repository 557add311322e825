"""``import-annotations``: the way out to a tool and back."""

import json
from pathlib import Path

import pytest

from kexie_nlp.marked import read_marked
from running import Run

AWARD = "一等奖"


@pytest.fixture
def brat(run: Run, archive: Path, tmp_path: Path) -> Path:
    done = run("export", "--format", "brat", "--in", "passages", "--query", AWARD, "--archive", archive, "-o", "brat")
    assert done.status == 0
    return tmp_path / "brat"


@pytest.mark.parametrize(("format", "file"), [("brat", "out"), ("doccano", "out.jsonl")])
@pytest.mark.parametrize("scope", ["reports", "passages"])
def test_what_was_not_corrected_comes_back_the_same(run: Run, archive: Path, tmp_path: Path, format: str, file: str, scope: str) -> None:
    run("export", "--format", format, "--in", scope, "--query", AWARD, "--archive", archive, "-o", file)
    done = run("import-annotations", file, "-o", "marked", "--archive", archive, "--format", "jsonl")
    assert done.status == 0, done.talk
    assert "; 0 corrections in" in done.talk
    assert [(row["f1"], row["kappa"]) for row in done.rows if row["what"] == "ALL"] == [(1.0, 1.0)]
    assert len(list((tmp_path / "marked").glob("*.marked.txt"))) > 1


def test_corrections_are_shown(run: Run, archive: Path, brat: Path, tmp_path: Path) -> None:
    path = next(path for path in sorted(brat.glob("*.ann")) if f"\t{AWARD}\n" in path.read_text(encoding="utf-8"))
    lines = path.read_text(encoding="utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line.endswith(f"\t{AWARD}"))
    lines[place] = lines[place].replace("AWARD", "PROGRAM")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("import-annotations", "brat", "-o", "marked", "--archive", archive, "--differences", "--format", "jsonl")
    [told] = done.rows
    assert (told["change"], told["text"], told["type"], told["type_before"]) == ("type", AWARD, "PROGRAM", "AWARD")
    assert told["document"] == path.stem and f"【{AWARD}】" in told["context"]
    assert "PROGRAM" in {mark.type for mark in read_marked(tmp_path / "marked" / f"{path.stem}.marked.txt").marks}
    table = run("import-annotations", "brat", "-o", "marked", "--archive", archive)
    assert "类别" in table.out and "Kappa" in table.out


def test_a_changed_text_is_refused_and_the_others_are_read(run: Run, archive: Path, brat: Path, tmp_path: Path) -> None:
    first, *others = sorted(brat.glob("*.txt"))
    first.write_text("改" + first.read_text(encoding="utf-8"), encoding="utf-8")
    for arguments in ((), ("--archive", archive)):
        done = run("import-annotations", "brat", "-o", "marked", *arguments)
        assert done.status == 1
        assert f"brat/{first.name}:1: " in done.talk
        assert len(list((tmp_path / "marked").iterdir())) == len(others)


def test_label_studio_brings_its_own_predictions(run: Run, archive: Path, tmp_path: Path) -> None:
    run("export", "--format", "label-studio", "--in", "passages", "--query", AWARD, "--archive", archive, "-o", "studio")
    untouched = run("import-annotations", "studio/tasks.json", "-o", "untouched")
    assert untouched.status == 0 and "nobody has annotated anything" in untouched.talk
    tasks = json.loads((tmp_path / "studio" / "tasks.json").read_bytes())
    for task in tasks:
        task["annotations"] = [{"result": task["predictions"][0]["result"][1:]}]
    (tmp_path / "project.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    done = run("import-annotations", "project.json", "-o", "marked", "--format", "jsonl")
    assert done.status == 0
    total = next(row for row in done.rows if row["what"] == "ALL")
    assert total["recall"] == 1.0 and total["predicted"] - total["gold"] == sum(1 for task in tasks if task["predictions"][0]["result"])


WRONG = [
    (("nowhere", "-o", "marked"), "no such file or folder", 1),
    ((".", "-o", "marked"), "holds no annotations of a known kind", 1),
    ((".", "-o", "marked", "--against", ".", "--archive", "."), "not with both", 2),
    ((".", "-o", "marked", "--label", "A=SCHOOL"), "write OLD=NEW", 2),
    ((".", "-o", "marked", "--from", "docx"), "--from", 2),
    ((".",), "--output", 2),
]


@pytest.mark.parametrize(("arguments", "told", "status"), WRONG)
def test_wrong_use(run: Run, arguments: tuple[str, ...], told: str, status: int) -> None:
    done = run("import-annotations", *arguments)
    assert (done.status, done.out) == (status, "")
    assert told in " ".join(done.talk.split())
    assert "Traceback" not in done.talk
