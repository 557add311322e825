"""What the tests of the command line share: a way to run it, and an archive to ask."""

from pathlib import Path

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.pipeline import analyze
from kexie_nlp.resources import OWN_LEXICONS_VARIABLE
from running import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Return a function that runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(OWN_LEXICONS_VARIABLE, "")
    return runner(monkeypatch, capsysbinary)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive of six sample reports, which tests only read."""
    place = tmp_path_factory.mktemp("cli") / "archive"
    with Archive.open(place, create=True) as opened:
        summary = opened.add([path for path in samples.PATHS if path.name.startswith(("临溪县", "云泽省"))][:6], analyze=analyze, workers=1)
    assert summary.added == 6
    return place
