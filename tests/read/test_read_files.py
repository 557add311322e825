"""Which files there are: folders, zip archives, and what is left out of both."""

import zipfile
from pathlib import Path

import pytest

from kexie_nlp.errors import ReportError, UnreadableReport
from kexie_nlp.read import FORMATS, extract_file, find_files

TEXT = "县科协举办科普活动42场。"


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def without_utf8_flag(path: Path, names: dict[str, bytes]) -> Path:
    """Write a zip whose member names are raw bytes, as Chinese Windows packs them."""
    stand_ins = {"~" * len(raw): raw for raw in names.values()}
    make_zip(path, {"~" * len(raw): TEXT.encode() for raw in names.values()})
    data = path.read_bytes()
    for stand_in, raw in stand_ins.items():
        data = data.replace(stand_in.encode(), raw)
    path.write_bytes(data)
    return path


def test_a_folder_gives_its_reports_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", "sub/c.DOCX", "~$c.docx", ".hidden.txt", ".git/x.txt", "notes.xyz", "sub/.d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.pdf", "b.txt", "sub/c.DOCX"]


def test_what_is_named_directly_is_kept(tmp_path: Path) -> None:
    named = [tmp_path / "missing.txt", tmp_path / "notes.xyz", tmp_path / ".hidden.txt"]
    assert list(find_files(named)) == named


def test_a_file_of_unknown_suffix_is_read_by_content(tmp_path: Path) -> None:
    (tmp_path / "report.xyz").write_text(TEXT, encoding="utf-8")
    assert extract_file(tmp_path / "report.xyz").text == TEXT


def test_every_suffix_is_in_lower_case() -> None:
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in FORMATS)


def test_members_of_a_zip_archive_are_read(tmp_path: Path) -> None:
    archive = make_zip(
        tmp_path / "all.zip", {"内/二.txt": TEXT.encode("gb18030"), "一.md": TEXT.encode(), "__MACOSX/._一.md": b"x", "c.xyz": b"x"}
    )
    found = list(find_files([tmp_path]))
    assert found == [archive / "一.md", archive / "内/二.txt"]
    assert [extract_file(path).text for path in found] == [TEXT, TEXT]


def test_member_names_without_flag_are_gbk_or_utf8(tmp_path: Path) -> None:
    names = {"总结\\附件\\年报.txt": "总结\\附件\\年报.txt".encode("gbk"), "計劃.txt": "計劃.txt".encode()}
    archive = without_utf8_flag(tmp_path / "names.zip", names)
    assert list(find_files([archive])) == [archive / "总结/附件/年报.txt", archive / "計劃.txt"]
    assert extract_file(archive / "总结/附件/年报.txt").text == TEXT


def test_no_member_leads_out_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    archive = make_zip(
        tmp_path / "evil.zip", {"../secret.txt": TEXT.encode(), "/etc/passwd.txt": TEXT.encode(), "C:\\x.txt": TEXT.encode()}
    )
    before = sorted(tmp_path.rglob("*"))
    found = list(find_files([archive]))
    assert [path.relative_to(archive).as_posix() for path in found] == ["etc/passwd.txt", "secret.txt", "x.txt"]
    assert all(extract_file(path).text == TEXT for path in found)
    assert sorted(tmp_path.rglob("*")) == before
    with pytest.raises(UnreadableReport, match="no such file"):
        extract_file(archive / "../secret.txt")


@pytest.mark.parametrize(
    ("name", "members", "reason"),
    [
        ("empty.zip", {}, "no file of a format"),
        ("other.zip", {"a.exe": b"MZ"}, "no file of a format"),
        ("some.zip", {"a.txt": b"a"}, "an archive of 1 files"),
    ],
)
def test_an_archive_itself_is_no_report(tmp_path: Path, name: str, members: dict[str, bytes], reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        extract_file(make_zip(tmp_path / name, members))


def test_an_archive_that_cannot_be_listed_is_found_and_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(make_zip(tmp_path / "whole.bin", {"a.txt": TEXT.encode() * 99}).read_bytes()[:200])
    assert list(find_files([tmp_path])) == [broken]
    with pytest.raises(UnreadableReport, match="damaged or cut off"):
        extract_file(broken)


def test_an_archive_within_an_archive_is_refused(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.bin", {"a.txt": TEXT.encode()}).read_bytes()
    (path,) = find_files([make_zip(tmp_path / "outer.zip", {"inner.zip": inner})])
    with pytest.raises(UnreadableReport, match="archive within an archive"):
        extract_file(path)


def test_a_member_that_is_missing_twice_there_or_encrypted_is_refused(tmp_path: Path) -> None:
    archive = make_zip(tmp_path / "a.zip", {"x/a.txt": TEXT.encode(), "./x/a.txt": TEXT.encode(), "b.txt": TEXT.encode()})
    data = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.rindex(signature) + offset] |= 1
    archive.write_bytes(data)
    for member, reason in (("c.txt", "no such file"), ("x/a.txt", "stands 2 times"), ("b.txt", "password")):
        with pytest.raises(ReportError, match=reason):
            extract_file(archive / member)


def test_a_folder_that_cannot_be_listed_is_yielded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(TEXT, encoding="utf-8")
    import os

    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(find_files([tmp_path])) == [tmp_path / "open.txt", tmp_path / "closed"]
