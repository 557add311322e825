"""Old Word and WPS documents: LibreOffice, its absence, and what else may go wrong with it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from kexie_nlp.errors import MissingReader, UnreadableReport
from kexie_nlp.read import extract_file, office

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "WordDocument".encode("utf-16-le") + bytes(64)

Install = Callable[[str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that puts a shell script on the PATH under the name of LibreOffice."""
    if os.name != "posix":
        pytest.skip("the stand-in program is a shell script")

    def put(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        # the arguments end: --convert-to docx --outdir DIR FILE
        program.write_text(f'#!/bin/sh\nfor last; do before="$out"; out="$file"; file="$last"; done\n{script}\n', encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")

    return put


def old_word(tmp_path: Path, name: str = "年报.doc") -> Path:
    path = tmp_path / name
    path.write_bytes(OLD_WORD)
    return path


@pytest.mark.parametrize("name", ["年报.doc", "年报.wps", "年报.xyz"])
def test_without_libreoffice_the_error_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingReader, match=r"needs LibreOffice.*save it as \.docx"):
        extract_file(old_word(tmp_path, name))


def test_a_document_is_converted_in_a_folder_that_goes_away(tmp_path: Path, install: Install) -> None:
    document = Document()
    document.add_heading("一、主要工作", 1)
    document.save(str(tmp_path / "made.docx"))
    install(f'mkdir "$out" && cp "{tmp_path}/made.docx" "$out/report.docx"; echo "$@" > "{tmp_path}/said"; pwd >> "{tmp_path}/said"')
    extracted = extract_file(old_word(tmp_path))
    assert extracted.text == "一、主要工作"
    assert extracted.headings == ((0, 6, 1),)
    said, folder = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert "--headless" in said
    assert f"-env:UserInstallation={Path(folder).as_uri()}/profile" in said
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("script", "reason"), [("echo Error: source file could not be loaded", "could not be loaded"), ("exit 1", "no reason given")]
)
def test_a_document_that_cannot_be_converted(tmp_path: Path, install: Install, script: str, reason: str) -> None:
    install(script)
    with pytest.raises(UnreadableReport, match=reason):
        extract_file(old_word(tmp_path))


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.3)
    install(f'sleep 30 & echo $! > "{tmp_path}/child"; wait')
    with pytest.raises(UnreadableReport, match="did not finish"):
        extract_file(old_word(tmp_path))
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text(encoding="utf-8").split()[2] in "ZX"


def test_a_program_that_does_not_start(tmp_path: Path, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("true")
    (tmp_path / "bin" / "soffice").write_text("#!/nowhere/sh\n", encoding="utf-8")
    with pytest.raises(MissingReader, match="does not start"):
        extract_file(old_word(tmp_path))


@pytest.mark.skipif(not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed")
def test_rich_text_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi\uc1 \u31185?\u26222? 42}")
    assert extract_file(path).text == "科普 42"
