"""The built wheel, installed in an environment of its own and run from another folder."""

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from kexie_nlp import __version__

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
MODELS = ["tagger.json", "tagger.npz"]


def run(*command: object, cwd: Path, stdin: str = "") -> str:
    """Run a program without this process's Python settings; a failure shows what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KEXIE", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, input=stdin.encode(), capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *isolation, "--wheel-dir", place, ROOT, cwd=place)
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of a fresh environment: the wheel is its own, the dependencies are this environment's."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False, symlinks=os.name != "nt")
    python = place / SCRIPTS / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=place)
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=place).strip())
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place / SCRIPTS


def test_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"kexie_nlp", f"kexie_nlp-{__version__}.dist-info"}
    data = {name.removeprefix("kexie_nlp/data/") for name in names if name.startswith("kexie_nlp/data/")}
    assert {f"lexicons/{path.name}" for path in (ROOT / "lexicons").glob("*.tsv")} <= data
    assert {f"models/{name}" for name in MODELS} <= data
    reports = {path.name for path in (ROOT / "corpora" / "reports").iterdir() if path.is_file()}
    assert {f"corpora/reports/{name}" for name in reports} <= data
    assert "kexie_nlp/py.typed" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_what_is_imported_is_the_wheel(programs: Path, tmp_path: Path) -> None:
    code = "import kexie_nlp, kexie_nlp.resources as r; print(kexie_nlp.__file__, r.folder('models'), r.folder('corpora'), sep='\\n')"
    package, models, corpora = run(programs / "python", "-c", code, cwd=tmp_path).split("\n")[:3]
    environment = programs.parent.resolve()
    assert all(Path(place).resolve().is_relative_to(environment) for place in (package, models, corpora))


def test_commands_run_from_another_folder(programs: Path, tmp_path: Path) -> None:
    program = programs / "kexie-nlp"
    assert run(program, "--version", cwd=tmp_path) == f"kexie-nlp {__version__}\n"
    lines = run(program, "tag", "-", "--format", "jsonl", cwd=tmp_path, stdin="县科协支出661.70万元，获一等奖3项。").splitlines()
    found = {row["type"]: row for row in map(json.loads, lines)}
    assert found["AMOUNT"]["value"] == "6617000.00"
    assert found["AWARD"]["text"] == "一等奖"


@pytest.mark.slow
def test_demo_runs_from_another_folder(programs: Path, tmp_path: Path) -> None:
    shown = run(programs / "kexie-nlp", "demo", cwd=tmp_path)
    assert "青少年科技创新大赛" in shown
    assert "一等奖" in shown
    assert "学术交流活动" in shown
    assert "只有把0.36元读作0.36万元才相符" in shown
    assert list(tmp_path.iterdir()) == []
