"""Reports sent through the page: what is taken, what is refused and why, what is left when it is broken off."""

import io
import json
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from kexie_nlp.archive import Archive
from kexie_nlp.errors import UnreadableReport, UnsafeReport
from kexie_nlp.web.app import create_app
from kexie_nlp.web.settings import Settings
from kexie_nlp.web.uploads import reading, run
from kexie_nlp.web.uploads.jobs import Job, jobs, unfinished
from kexie_nlp.web.uploads.reading import LimitedReader, Limits
from kexie_nlp.web.uploads.receiving import Receiver, shown_name

REPORT = "云溪县科学技术协会2022年工作总结\n全年举办科普讲座{}场，受众3000人次。\n"
Sent = list[tuple[str, tuple[str, bytes]]]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    Archive.open(tmp_path / "archive", create=True).close()
    return tmp_path / "archive"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive in which nothing is left by the tests."""
    folder = tmp_path_factory.mktemp("empty") / "archive"
    Archive.open(folder, create=True).close()
    return folder


def settings_of(archive: Path, **changed: Any) -> Settings:
    return Settings(archive, may_upload=True, form_secret="a secret of the tests", **changed)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process; the tests add what was sent themselves."""
    monkeypatch.setattr(Receiver, "_start", lambda *_: None)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the files in this process, where the model is loaded already."""

    def analyze(_self: object, path: Path, name: str) -> Any:
        answer = reading._analysed(path, name, Limits())
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(LimitedReader, "analyze", analyze)


@cache
def app_of(settings: Settings) -> Any:
    return create_app(settings)


def asked(settings: Settings, method: str, path: str, **told: Any) -> Any:
    import asyncio

    import httpx

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app_of(settings), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8017", trust_env=False) as client:
            return await client.request(method, path, **told)

    return asyncio.run(ask())


@pytest.fixture
def sent(archive: Path, held: None, here: None) -> Callable[..., list[dict[str, Any]]]:
    """Return a function that sends files, has them added, and returns what became of each."""

    def send(*files: tuple[str, bytes], **changed: Any) -> list[dict[str, Any]]:
        settings = settings_of(archive, **changed)
        answer = asked(settings, "POST", "/api/uploads", files=[("files", file) for file in files])
        assert answer.status_code == 202, answer.text
        run.run(archive, answer.json()["upload"])
        after = asked(settings, "GET", f"/api/uploads/{answer.json()['upload']}").json()
        assert (after["state"], after["done"]) == ("done", after["total"])
        return list(after["files"])

    return send


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        for name, content in members.items():
            container.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/upload"), ("POST", "/upload"), ("POST", "/api/uploads"), ("GET", "/api/uploads/" + "0" * 16)]
)
def test_nothing_of_it_is_there_by_default(browser: Any, method: str, path: str) -> None:
    assert browser.ask(path, method).status_code == 404
    assert "/upload" not in browser.ask("/").text
    assert "upload" not in browser.ask("/api/openapi.json").text


def test_each_file_has_its_result_and_the_search_finds_what_was_added(archive: Path, sent: Any) -> None:
    report = REPORT.format(7).encode()
    files = sent(("总结.txt", report), ("空.txt", b""), ("假.pdf", b"no such thing"), ("again.txt", report))
    assert [(one["name"], one["outcome"]) for one in files] == [
        ("总结.txt", "added"), ("空.txt", "failed"), ("假.pdf", "failed"), ("again.txt", "known"),
    ]  # fmt: skip
    assert "空的" in files[1]["reason"]
    assert ".pdf" in files[2]["reason"]
    with Archive.open(archive) as opened:
        assert opened.search("科普讲座7场").hits[0].report == files[0]["report"]
        assert [row.path for row in opened.reports()] == ["总结.txt"]
    assert [one["outcome"] for one in sent(("third.txt", report))] == ["known"]
    left = [path for path in (archive / "uploads").rglob("*") if path.is_file()]
    assert {path.name for path in left} <= {"status.json", "alive", "archive.lock"}


def test_a_zip_archive_holds_several(sent: Any) -> None:
    packed = zipped(**{"../../甲.txt": REPORT.format(1).encode(), "内/乙.txt": REPORT.format(2).encode(), "丙.exe": b"x"})
    assert [(one["name"], one["outcome"]) for one in sent(("包.zip", packed))] == [
        ("包.zip/内/乙.txt", "added"),
        ("包.zip/甲.txt", "added"),
    ]


def test_a_zip_archive_of_too_many_is_refused(sent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "MOST_PACKED", 1)
    [one] = sent(("包.zip", zipped(a=b"", **{"a.txt": b"x", "b.txt": b"y"})))
    assert one["outcome"] == "failed"
    assert "最多 1 份" in one["reason"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("总结.docx", "总结.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\2021.doc", "2021.doc"),
        ("a\x00\u202eb\n.txt", "ab.txt"),
        ("", "未命名"),
        ("..", "未命名"),
        ("/", "未命名"),
        ("长" * 300 + ".txt", "长" * 120 + ".txt"),
    ],
)
def test_a_name_is_shown_and_is_no_path(given: str, shown: str) -> None:
    assert shown_name(given) == shown


def test_a_hostile_name_is_shown_as_text(archive: Path, held: None) -> None:
    settings = settings_of(archive)
    answer = asked(settings, "POST", "/upload", files=[("files", ("<img src=x onerror=alert(1)>.txt", b"x"))])
    assert answer.status_code == 303
    tree = HTMLParser(asked(settings, "GET", answer.headers["location"]).text)
    assert tree.css("img") == []
    assert "<img" in tree.css_first(".uploads tbody").text()  # type: ignore[union-attr]
    assert {path.name for path in (archive / "uploads" / answer.headers["location"][-16:]).iterdir()} == {
        "0000.txt",
        "status.json",
        "alive",
    }


def test_too_large_a_file_is_named_and_the_others_are_added(sent: Any) -> None:
    files = sent(("large.txt", b"x" * 3_000_000), ("good.txt", REPORT.format(3).encode()), upload_bytes=1024 * 1024)
    assert {one["name"]: one["outcome"] for one in files} == {"large.txt": "failed", "good.txt": "added"}
    assert "2.9 MB，每份最多 1 MB" in next(one["reason"] for one in files if one["name"] == "large.txt")


@pytest.mark.parametrize(
    ("changed", "told", "status"),
    [
        ({}, {}, 400),
        ({}, {"data": {"files": "text"}}, 400),
        ({}, {"files": [("other", ("a.txt", b"x"))]}, 400),
        ({}, {"content": b"no form", "headers": {"content-type": "multipart/form-data; boundary=x"}}, 400),
        ({}, {"content": b"no form", "headers": {"content-type": "multipart/form-data"}}, 400),
        ({"upload_files": 1}, {"files": [("files", ("a.txt", b"x")), ("files", ("b.txt", b"y"))]}, 400),
        ({"upload_total_bytes": 1000}, {"files": [("files", ("a.txt", b"x" * 2000))]}, 413),
        ({}, {"files": [("files", ("a.txt", b"x"))], "headers": {"origin": "http://evil.example"}}, 403),
        ({}, {"files": [("files", ("a.txt", b"x"))], "headers": {"sec-fetch-site": "cross-site"}}, 403),
        ({"host": "0.0.0.0", "token": "a-token-of-some-length"}, {"files": [("files", ("a.txt", b"x"))]}, 401),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_left(
    empty: Path, held: None, changed: dict[str, Any], told: dict[str, Any], status: int
) -> None:
    settings = settings_of(empty, **changed)
    answer = asked(settings, "POST", "/api/uploads", **told)
    assert answer.status_code == status
    assert answer.json()["error"]["detail"]
    assert jobs(empty) == []


def test_a_connection_that_breaks_leaves_nothing(empty: Path, held: None) -> None:
    import asyncio

    messages = iter(
        [
            {
                "type": "http.request",
                "body": b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nabc',
                "more_body": True,
            }
        ]
    )

    async def receive() -> Any:
        return next(messages, {"type": "http.disconnect"})

    async def send(_message: Any) -> None:
        pass

    scope = {
        "type": "http", "method": "POST", "path": "/api/uploads", "raw_path": b"/api/uploads", "query_string": b"", "scheme": "http",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"multipart/form-data; boundary=x")], "server": ("127.0.0.1", 8017),
        "client": ("127.0.0.1", 1), "http_version": "1.1",
    }  # fmt: skip
    asyncio.run(app_of(settings_of(empty))(scope, receive, send))
    assert jobs(empty) == []


def test_a_process_that_fell_silent_is_told_as_broken_off(archive: Path, held: None, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_of(archive)
    number = asked(settings, "POST", "/api/uploads", files=[("files", ("a.txt", b"x"))]).json()["upload"]
    assert (Job(archive, number).page().state, unfinished(archive)) == ("waiting", 1)  # type: ignore[union-attr]
    monkeypatch.setattr(time, "time", lambda now=time.time: now() + 60)
    assert (Job(archive, number).page().state, unfinished(archive)) == ("broken", 0)  # type: ignore[union-attr]
    assert "读入中断" in asked(settings, "GET", f"/upload/{number}").text


def test_too_many_jobs_are_told_to_come_again(archive: Path, held: None) -> None:
    settings = settings_of(archive)
    told = [asked(settings, "POST", "/api/uploads", files=[("files", ("a.txt", b"x"))]).status_code for _ in range(9)]
    assert told == [202] * 8 + [503]


@pytest.mark.parametrize("number", ["0" * 16, "../../etc", "x"])
def test_what_was_never_sent_is_not_found(empty: Path, number: str) -> None:
    assert asked(settings_of(empty), "GET", f"/api/uploads/{number}").status_code in {404, 422}


def test_the_page_tells_the_limits_and_works_without_scripts(empty: Path) -> None:
    tree = HTMLParser(asked(settings_of(empty, upload_files=3), "GET", "/upload").text)
    form = tree.css_first("form.send")
    assert form is not None
    assert (form.attributes["method"], form.attributes["enctype"]) == ("post", "multipart/form-data")
    assert "最多 3 份，每份不超过 50 MB" in tree.css_first("#limits").text()  # type: ignore[union-attr]
    assert [node.text() for node in tree.css("nav [aria-current=page]")] == ["上传"]


@pytest.fixture
def reader() -> Iterator[LimitedReader]:
    made = LimitedReader(Limits(seconds=0.2))
    yield made
    made.stop()


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path, reader: LimitedReader) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT.format(4), encoding="utf-8")
    with pytest.raises(UnsafeReport, match="could not be read in"):  # the model alone takes longer to load
        reader.analyze(path, "a.txt")
    reader._limits = Limits()
    assert reader.analyze(path, "名.txt").report.path == "名.txt"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux")
def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("科普。\n" * 12_000_000, encoding="utf-8")
    reader = LimitedReader(Limits(memory=700 * 1024**2))
    try:
        with pytest.raises((UnsafeReport, UnreadableReport), match="memory"):
            reader.analyze(path, "a.txt")
    finally:
        reader.stop()


@pytest.mark.slow
def test_a_server_takes_files_reads_them_apart_and_ends_cleanly(archive: Path) -> None:
    import os
    import signal
    import socket
    import subprocess

    import httpx

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from kexie_nlp.cli.main import main; main()", "serve", "--archive", str(archive), "--allow-upload"]
    server = subprocess.Popen([*command, "--port", str(port), "--workers", "2"], stderr=subprocess.PIPE)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=30)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                client.get("/")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        files = [("files", (f"{number}.txt", REPORT.format(number).encode())) for number in range(20)]
        begun = client.post("/api/uploads", files=files).json()
        while (page := client.get(f"/api/uploads/{begun['upload']}").json())["state"] != "done" and time.monotonic() < until + 60:
            slowest = client.get("/?q=科普").elapsed.total_seconds()
            assert slowest < 5
        assert {one["outcome"] for one in page["files"]} == {"added"}
        assert client.get("/api/search?q=科普讲座19场").json()["total"] == 1
    finally:
        client.close()
        os.kill(server.pid, signal.SIGTERM)
        server.communicate(timeout=30)
    assert json.loads((archive / "uploads" / begun["upload"] / "status.json").read_text(encoding="utf-8"))["state"] == "done"
