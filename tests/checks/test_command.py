"""``kexie-nlp check``."""

from pathlib import Path

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.pipeline import analyze
from kexie_nlp.resources import OWN_LEXICONS_VARIABLE
from running import Run, runner

WRONG = "2021年支出合计400.00万元，其中：基本支出250.00万元，占62.5%；项目支出150.00万元，占47.5%。\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Return a function that runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(OWN_LEXICONS_VARIABLE, "")
    return runner(monkeypatch, capsysbinary)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_what_does_not_hold_is_printed(run: Run, report: Path) -> None:
    done = run("check", report, "--format", "jsonl")
    assert done.status == 0
    assert [(row["kind"], row["stated"], row["computed"], row["holds"]) for row in done.rows] == [("share", "47.5%", "37.5%", False)]
    assert "1 do not hold" in done.talk


def test_all_relations(run: Run, report: Path) -> None:
    rows = run("check", report, "--all", "--format", "jsonl").rows
    assert {(row["kind"], row["holds"]) for row in rows} == {("sum", True), ("share", True), ("share", False)}


def test_sure_leaves_out_the_last_digit(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "digit.txt"
    path.write_text("全年收入661.64万元，其中拨款收入661.00万元，占99.91%；其他收入0.64万元，占0.10%。\n", encoding="utf-8")
    assert len(run("check", path, "--format", "jsonl").rows) == 1
    assert run("check", path, "--sure", "0.5", "--format", "jsonl").rows == []


def test_a_table_for_a_person(run: Run, report: Path) -> None:
    done = run("check", report)
    assert "占比" in done.out
    assert "37.5%" in done.out


def test_an_archive(run: Run, tmp_path: Path) -> None:
    paths = [path for path in samples.PATHS if path.name.startswith("临溪县")]
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.add(paths, analyze=analyze, workers=1)
    rows = run("check", "--archive", tmp_path / "archive", "--format", "jsonl").rows
    assert [(row["year"], row["stated"]) for row in rows] == [(2021, "9.56%"), (2023, "19.96%")]
    held = run("check", "--archive", tmp_path / "archive", "--all", "--year", "2022..2023", "--format", "jsonl").rows
    assert {row["year"] for row in held} == {2022, 2023}
    assert any(row["kind"] == "restated" and row["holds"] and row["earlier"] for row in held)


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "report.txt", "--archive", "archive"], ["check", "report.txt", "--year", "2021"], ["check", "-", "--sure", "2"]],
)
def test_wrong_use(run: Run, report: Path, arguments: list[str]) -> None:
    assert run(*arguments).status == 2


def test_no_archive(run: Run) -> None:
    done = run("check", "--archive", "nowhere")
    assert done.status == 1
    assert "nowhere" in done.talk


def test_the_arithmetic_is_written_out_in_full(run: Run, tmp_path: Path) -> None:
    parts = [f"第{number}个项目支出{number}1.{number}5万元" for number in range(1, 9)]
    told = f"项目支出327.00万元，其中：{'，'.join(parts)}。"
    done = run("check", "-", stdin=told.encode())
    rows = run("check", "-", "--format", "jsonl", stdin=told.encode()).rows
    assert rows and all(row["explanation"].replace(" ", "") in squeezed(done.out) for row in rows)


def squeezed(table: str) -> str:
    """Return the cells of the column 算式, put together."""
    head, _, *lines = table.splitlines()
    return "".join(cells_at(line, width_before(head, "算式"), width_before(head, "把握")) for line in lines).replace(" ", "")


def width_before(head: str, name: str) -> int:
    """Return at which place of the terminal a heading begins."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in head[: head.index(name)])


def cells_at(line: str, begin: int, end: int) -> str:
    """Return what stands between two places of the terminal."""
    place, found = 0, ""
    for char in line:
        found += char if begin <= place < end else ""
        place += 2 if ord(char) > 0x2E7F else 1
    return found
