"""Who may ask, from where, how much; what errors look like."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kexie_nlp.errors import ArchiveError, KexieError
from kexie_nlp.web.app import create_app
from kexie_nlp.web.security import COOKIE, HEADERS
from kexie_nlp.web.settings import Settings, is_local, settings_for

TOKEN = "a-token-of-some-length"
FIELDS = {"status", "title", "detail", "query", "position", "hint"}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api/search", "/api/nowhere", "/static/style.css", "/?q=(", "/export/achievements.csv"])
def test_every_answer_carries_the_headers(browser: Any, path: str) -> None:
    headers = browser.ask(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.0.0.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("localhost.example", False),
    ],
)
def test_whoever_listens_beyond_this_machine_gets_a_token(host: str, local: bool) -> None:
    assert is_local(host) is local
    assert (settings_for(Path("x"), host).token is None) is local


def test_two_tokens_differ() -> None:
    assert settings_for(Path("x"), "0.0.0.0").token != settings_for(Path("x"), "0.0.0.0").token


@pytest.mark.parametrize("token", ["", "short", "口令口令口令口令口令口令口令口令口令", "with blanks in it, many"])
def test_a_token_that_is_none_is_refused(token: str) -> None:
    with pytest.raises(KexieError, match="letters, digits"):
        settings_for(Path("x"), token=token)


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({}, "/", 401),
        ({}, "/api/search", 401),
        ({}, "/static/style.css", 401),
        ({}, "/?token=another-token-of-length", 401),
        ({"cookie": f"{COOKIE}=another"}, "/", 401),
        ({"authorization": "Bearer x"}, "/api/reports", 401),
        ({"authorization": f"Bearer {TOKEN}"}, "/api/reports", 200),
        ({"cookie": f"{COOKIE}={TOKEN}"}, "/", 200),
        ({"cookie": f"{COOKIE}=é".encode("latin-1").decode("latin-1")}, "/", 401),
    ],
)
def test_the_token_opens_and_nothing_else(serve: Callable[..., Any], headers: dict[str, str], path: str, status: int) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    assert serve(host="0.0.0.0", token=TOKEN).ask(path, headers=raw).status_code == status


def test_the_address_with_the_token_sets_a_cookie_and_leads_on_without_it(serve: Callable[..., Any]) -> None:
    answer = serve(host="0.0.0.0", token=TOKEN).ask(f"/?q=一等奖&token={TOKEN}")
    assert answer.status_code == 303
    assert TOKEN not in answer.headers["location"]
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in (TOKEN, "httponly", "samesite=strict"))


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1:8017", 200), ("localhost", 200), ("[::1]:8017", 200), ("evil.example", 421)])
def test_a_local_server_answers_to_its_own_names_only(browser: Any, host: str, status: int) -> None:
    assert browser.ask("/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "same-site"}]
)
def test_another_site_cannot_send_anything(browser: Any, headers: dict[str, str]) -> None:
    assert browser.ask("/", "POST", headers).status_code == 403


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/report/../../etc/passwd", "/report/..%2f..%2fx"]
)
def test_no_path_leads_outside(browser: Any, path: str) -> None:
    assert browser.ask(path).status_code in {404, 422}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nowhere", 404),
        ("/api/reports/0000000000000000", 404),
        ("/api/reports/xyz", 422),
        ("/api/search?q=(", 400),
        ("/api/search?only=一等奖", 400),
        ("/api/search?page=0", 422),
        ("/api/search?size=101", 422),
        ("/api/search?scope=all", 422),
        ("/api/search?q=" + "长" * 1001, 422),
        ("/api/search?q=" + "x" * 17_000, 414),
        ("/api/series?indicator=哪里也没有的指标", 400),
        ("/api/achievements/pivot?by=nothing", 400),
        ("/api/achievements/pivot?by=year&columns=year", 400),
        ("/api/checks?finding=none", 422),
    ],
)
def test_errors_have_one_shape(browser: Any, path: str, status: int) -> None:
    answer = browser.ask(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == FIELDS
    assert answer.json()["error"]["status"] == status
    assert "Traceback" not in answer.text


def test_a_method_that_is_not_known_is_refused_in_the_same_shape(browser: Any) -> None:
    answer = browser.ask("/api/search", "DELETE")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert set(answer.json()["error"]) == FIELDS


def test_too_much_sent_is_refused(browser: Any) -> None:
    assert browser.ask("/api/search", "POST", content=b"x" * 70_000).status_code == 413


def test_what_takes_too_long_is_given_up(serve: Callable[..., Any]) -> None:
    answer = serve(seconds=0.000001).ask("/api/search?q=一等奖")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def test_whoever_finds_no_room_to_wait_is_told_to_come_again(serve: Callable[..., Any]) -> None:
    assert serve(threads=1, waiting=-1).ask("/api/search").status_code == 503


def test_a_fault_in_the_program_shows_nothing_of_it(serve: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("a secret of the inside")

    monkeypatch.setattr("kexie_nlp.web.views.searching.search_page", fail)
    for path in ("/?q=没有人问过", "/api/search"):
        answer = serve().ask(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert answer.headers["content-security-policy"]


def test_a_folder_without_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive"):
        create_app(Settings(tmp_path))
