"""The commands as a whole: help, version, and the installed program in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import samples
from kexie_nlp import Archive, __version__
from kexie_nlp.cli.main import app
from running import Run

PROGRAM = Path(sys.executable).parent / ("kexie-nlp.exe" if os.name == "nt" else "kexie-nlp")
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
installed = pytest.mark.skipif(not PROGRAM.is_file(), reason="kexie-nlp is not installed beside this Python")


def test_commands() -> None:
    assert {"demo", "text", "tokens", "tag", "extract", "add", "remove", "list", "show", "search"} <= set(COMMANDS)
    assert {"achievements", "metrics", "export", "train", "evaluate"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_its_options(command: str) -> None:
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert f"Usage: kexie-nlp {command}" in done.output.replace("Usage: root", "Usage: kexie-nlp")
    parameters = typer.main.get_command(app).commands[command].params  # type: ignore[attr-defined]
    assert [parameter.name for parameter in parameters if not parameter.help] == []


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    assert all(f"  {command} " in done.out for command in COMMANDS)


def test_no_arguments_show_the_help(run: Run) -> None:
    done = run()
    assert done.status == 2
    assert "Usage: kexie-nlp" in done.out + done.talk


def test_version(run: Run) -> None:
    done = run("--version")
    assert (done.status, done.out, done.talk) == (0, f"kexie-nlp {__version__}\n", "")


def test_unknown_command(run: Run) -> None:
    done = run("serach", "科普")
    assert (done.status, done.out) == (2, "")
    assert "search" in done.talk


def test_a_missing_folder_of_own_lexicons(run: Run) -> None:
    done = run("--lexicons", "nowhere", "tag", "-")
    assert (done.status, done.out) == (2, "")
    assert "nowhere" in done.talk


def program(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    told = {name: value for name, value in os.environ.items() if name not in ("PYTHONUTF8", "PYTHONIOENCODING")}
    return subprocess.run(
        [str(PROGRAM), *arguments], input=stdin, capture_output=True, timeout=60, check=False, env={**told, **environment}
    )


@installed
def test_a_shell_without_utf8_gets_utf8() -> None:
    done = program("tag", "-", "--format", "jsonl", stdin="支出661.70万元。\n".encode(), LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    (row,) = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert (row["text"], row["value"]) == ("661.70万元", "6617000.00")


@installed
def test_own_lexicons(tmp_path: Path) -> None:
    (tmp_path / "organisations.tsv").write_text("name\taliases\tkind\n云泽盐沼观测中心\t盐沼中心\tbody\n", encoding="utf-8")
    sentence = "县科协联合盐沼中心举办科普讲座3场。\n".encode()
    own = program("--lexicons", str(tmp_path), "tag", "-", "--format", "jsonl", stdin=sentence)
    assert own.returncode == 0
    rows = [json.loads(line) for line in own.stdout.decode().splitlines()]
    assert ("盐沼中心", "云泽盐沼观测中心") in {(row["text"], row["canonical"]) for row in rows}
    (tmp_path / "organisations.tsv").write_text("name\taliases\tkind\n云泽\t盐沼\n", encoding="utf-8")
    wrong = program("--lexicons", str(tmp_path), "tag", "-", stdin=sentence)
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert f"{tmp_path / 'organisations.tsv'}:2: 3 columns expected" in wrong.stderr.decode()


@installed
@pytest.mark.skipif(os.name == "nt", reason="there are no POSIX pipes")
def test_a_reader_that_leaves_early_is_no_error_message() -> None:
    path = next(path for path in samples.PATHS if path.suffix == ".txt")
    with subprocess.Popen(
        [str(PROGRAM), "tokens", str(path), "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


@pytest.mark.slow
@installed
@pytest.mark.skipif(os.name == "nt", reason="there are no POSIX signals")
@pytest.mark.parametrize("wait", [0.6, 1.0, 1.5, 2.0])
def test_ctrl_c_ends_adding_without_a_traceback(tmp_path: Path, wait: float) -> None:
    with subprocess.Popen(
        [str(PROGRAM), "add", *map(str, samples.PATHS), "--archive", str(tmp_path / "archive"), "--workers", "2"],
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to every process of the group
        told = process.communicate()[1].decode()
    assert "Traceback" not in told
    if (tmp_path / "archive" / "archive.sqlite").exists():
        Archive.open(tmp_path / "archive").close()


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "kexie_nlp", "--version"], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.split()[-1]) == (0, __version__)
