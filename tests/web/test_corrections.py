"""Correcting in the page: off by default, forms that only the server's own pages can send, and what is said after saving."""

import html
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from kexie_nlp.archive import Archive

TYPE = {"content-type": "application/x-www-form-urlencoded"}


class Reader:
    """A person with a browser that keeps cookies and sends forms."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, method: str = "GET", headers: dict[str, str] | None = None, content: bytes | None = None) -> Any:
        kept = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self._browser.ask(path, method, {**({"cookie": kept} if kept else {}), **(headers or {})}, content)
        self.cookies |= dict(answer.cookies.items())
        return answer

    def fields(self, path: str, action: str) -> dict[str, str]:
        """The fields of the form on a page that is sent to an address, as the page fills them."""
        page = self.ask(path).text
        form = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', page, re.DOTALL)
        assert form is not None, page
        told = [dict(re.findall(r'(\w+)="([^"]*)"', found[1])) | {"": found[1]} for found in re.finditer(r"<input([^>]*)>", form[0])]
        return {
            one["name"]: html.unescape(one.get("value", "")) for one in told if one.get("type") != "radio" or one[""].endswith("checked")
        }

    def send(self, path: str, fields: dict[str, str], headers: dict[str, str] | None = None) -> Any:
        return self.ask(path, "POST", {**TYPE, **(headers or {})}, urlencode(fields).encode())

    def tell(self, path: str, told: object) -> Any:
        return self.ask(path, "POST", {"content-type": "application/json"}, json.dumps(told).encode())


def reading(browser: Any, archive: Path) -> Reader:
    """A reader of an archive that may be corrected."""
    from kexie_nlp.web.app import create_app
    from kexie_nlp.web.settings import settings_for

    return Reader(type(browser)(create_app(replace(settings_for(archive), may_correct=True))))


@pytest.fixture
def own(place: Path, tmp_path: Path) -> Path:
    """A copy of the archive, which a test may change."""
    return Path(shutil.copytree(place, tmp_path / "archive"))


@pytest.fixture
def reader(own: Path, browser: Any) -> Reader:
    """A reader of that copy."""
    return reading(browser, own)


@pytest.fixture(scope="module")
def still(place: Path, browser: Any) -> Reader:
    """A reader of the archive itself, of which nothing that is sent may change anything."""
    return reading(browser, place)


@pytest.fixture
def award(place: Path, hostile: str) -> tuple[str, int, int]:
    """Id, start and end of 一等奖 in the hostile report."""
    with Archive.open(place) as archive:
        report = archive.show(hostile)
        found = next(one for one in report.entities if one.text == "一等奖")
        return hostile, found.start, found.end


def tagged(own: Path, report: str) -> set[tuple[str, str]]:
    with Archive.open(own) as archive:
        return {(one.text, one.type) for one in archive.show(report).entities}


def place_of(award: tuple[str, int, int]) -> tuple[str, str]:
    """The address of the form for a place, and that to which it is sent."""
    report, start, end = award
    return f"/report/{report}/correct?start={start}&end={end}", f"/report/{report}/correct"


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/corrections", "GET"),
        ("/report/{}/facts", "GET"),
        ("/report/{}/facts", "POST"),
        ("/report/{}/correct?start=0&end=3", "GET"),
        ("/report/{}/correct", "POST"),
        ("/report/{}/link", "POST"),
        ("/api/corrections", "GET"),
        ("/api/reports/{}/corrections", "POST"),
        ("/corrections/1/undo", "POST"),
    ],
)
def test_nothing_of_it_is_there_by_default(browser: Any, hostile: str, path: str, method: str) -> None:
    assert browser.ask(path.format(hostile), method).status_code == 404
    assert "更正" not in browser.ask(f"/report/{hostile}?edit=true").text
    assert "corrections" not in browser.ask("/api/openapi.json").text


def test_a_span_is_found_wrong_told_plainly_and_undone(reader: Reader, own: Path, award: tuple[str, int, int]) -> None:
    shown, target = place_of(award)
    assert f'href="{shown.replace("&", "&amp;")}" class="e AWARD"' in reader.ask(f"/report/{award[0]}?edit=true").text
    fields = reader.fields(shown, target) | {"type": "none", "who": "资料室 王", "why": "<b>误</b>"}
    answer = reader.send(target, fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/corrections?number=1")
    page = reader.ask("/corrections?number=1").text
    assert "已保存" in page
    assert "“一等奖”不是奖项，不再标注" in page
    assert re.search(r"实体由 \d+ 条变为 \d+ 条，成果由 \d+ 条变为 \d+ 条", page)
    assert "&lt;b&gt;误&lt;/b&gt;" in page
    assert "<b>误" not in page
    assert ("一等奖", "AWARD") not in tagged(own, award[0])
    assert 'value="资料室 王"' in reader.ask(f"/report/{award[0]}/facts").text
    reader.send("/corrections/1/undo", reader.fields("/corrections", "/corrections/1/undo"))
    assert "已撤销" in reader.ask("/corrections?number=1").text
    assert ("一等奖", "AWARD") in tagged(own, award[0])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"type": "PROGRAM"}, ("一等奖", "PROGRAM")),
        ({"text": "获一等奖"}, ("获一等奖", "AWARD")),
        ({"text": "等奖"}, ("等奖", "AWARD")),
        ({"text": "等奖", "type": "ORG"}, ("等奖", "ORG")),
    ],
)
def test_type_and_bounds_are_changed(
    reader: Reader, own: Path, award: tuple[str, int, int], changed: dict[str, str], expected: tuple[str, str]
) -> None:
    shown, target = place_of(award)
    assert reader.send(target, reader.fields(shown, target) | {"who": "甲"} | changed).status_code == 303
    assert expected in tagged(own, award[0])
    assert ("一等奖", "AWARD") not in tagged(own, award[0])
    assert "读者更正" in reader.ask(f"/report/{award[0]}").text


def test_what_was_missed_is_found_by_its_words_and_marked(reader: Reader, own: Path, award: tuple[str, int, int]) -> None:
    report, start, _ = award
    text = json.loads(reader.ask(f"/api/reports/{report}").text)["text"]
    low, high = text.rindex("\n", 0, start) + 1, text.index("\n", start)
    assert "上文中没有“无此字样”" in reader.ask(f"/report/{report}/mark?start={low}&end={high}&text=无此字样").text
    several = reader.ask(f"/report/{report}/mark?start=0&end={high}&text=科").text
    assert several.count("/correct?start=") > 1
    answer = reader.ask(f"/report/{report}/mark?start={low}&end={high}&text=受众")
    assert answer.status_code == 303
    target = f"/report/{report}/correct"
    fields = reader.fields(answer.headers["location"], target)
    assert reader.send(target, fields | {"type": "ACTIVITY", "who": "甲"}).status_code == 303
    assert ("受众", "ACTIVITY") in tagged(own, report)
    assert "补标“受众”为活动" in reader.ask("/corrections").text


def test_what_a_report_says_of_itself_is_corrected(reader: Reader, own: Path, hostile: str) -> None:
    target = f"/report/{hostile}/facts"
    fields = reader.fields(target, target) | {"year": "2018", "association": "", "kind": "工作总结", "who": "甲"}
    answer = reader.send(target, fields)
    page = reader.ask(answer.headers["location"]).text
    assert "年度由“2019”改为“2018”" in page
    assert "改为“未知”" in page
    with Archive.open(own) as archive:
        report = archive.show(hostile).report
    assert (report.year, report.association) == (2018, None)
    assert reader.send(target, reader.fields(target, target) | {"kind": "工作总结", "who": "甲"}).status_code == 400


def test_a_link_is_corrected_for_the_whole_archive(reader: Reader, own: Path, award: tuple[str, int, int]) -> None:
    shown, _ = place_of(award)
    target = f"/report/{award[0]}/link"
    answer = reader.send(target, reader.fields(shown, target) | {"name": "头等奖", "who": "甲"})
    assert answer.status_code == 303
    assert "award\t一等奖\t头等奖" in (own / "links.tsv").read_text(encoding="utf-8")
    assert "头等奖</b>（更正）" in reader.ask(shown).text


@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({"form_token": ""}, {}, 403),
        ({"form_token": "0" * 64}, {}, 403),
        ({}, {"cookie": ""}, 403),
        ({}, {"cookie": "kexie_nlp_reader=another"}, 403),
        ({}, {"origin": "http://evil.example"}, 403),
        ({}, {"sec-fetch-site": "cross-site"}, 403),
        ({"start": "-1"}, {}, 400),
        ({"end": "99999999"}, {}, 400),
        ({"end": "9" * 30}, {}, 400),
        ({"start": "x"}, {}, 400),
        ({"was": "二等奖"}, {}, 400),
        ({"type": "PRIZE"}, {}, 400),
        ({"type": ""}, {}, 400),
        ({"text": "与此无关"}, {}, 400),
        ({"text": ""}, {}, 400),
        ({"text": "工作总结"}, {}, 400),
        ({"who": " "}, {}, 400),
        ({"who": "长" * 61}, {}, 400),
        ({"why": "长" * 501}, {}, 400),
        ({}, {}, 400),  # nothing is changed
    ],
)
def test_a_form_that_is_not_right_changes_nothing(
    still: Reader, place: Path, award: tuple[str, int, int], changed: dict[str, str], headers: dict[str, str], status: int
) -> None:
    shown, target = place_of(award)
    fields = still.fields(shown, target) | {"who": "甲"} | ({"type": "PROGRAM"} if changed or headers else {}) | changed
    answer = still.send(target, fields, headers)
    assert answer.status_code == status
    assert not re.search(r"<p>[^<]*[a-z]{4,} [a-z]+", answer.text)  # what is wrong is said in Chinese
    with Archive.open(place) as archive:
        assert list(archive.corrections.all(undone=True)) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/report/{}/correct?start=5&end=5", 404),
        ("/report/{}/correct?start=0&end=9000000", 404),
        ("/report/{}/correct?start=-1&end=3", 422),
        ("/report/{}/correct", 422),
        ("/report/{}/mark?start=9&end=3&text=x", 404),
        ("/report/0000000000000000/correct?start=0&end=3", 404),
        ("/report/0000000000000000/facts", 404),
        ("/corrections?report=x", 422),
        ("/corrections?number=7", 200),
        ("/api/corrections/7", 404),
    ],
)
def test_places_that_are_not_there(still: Reader, hostile: str, path: str, status: int) -> None:
    assert still.ask(path.format(hostile)).status_code == status


def test_a_hostile_place_is_shown_as_text(reader: Reader, own: Path, hostile: str) -> None:
    text = json.loads(reader.ask(f"/api/reports/{hostile}").text)["text"]
    start = text.index("<script>")
    page = reader.ask(f"/report/{hostile}/correct?start={start}&end={start + 17}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    answer = reader.tell(
        f"/api/reports/{hostile}/corrections", {"who": "<i>", "spans": [{"start": start, "end": start + 17, "type": "PERSON"}]}
    )
    assert answer.status_code == 201
    for path in ("/corrections", "/corrections?number=1", f"/report/{hostile}?edit=true"):
        assert not re.search(r"<i>|<script>alert", reader.ask(path).text)


def test_programs_correct_all_or_nothing(reader: Reader, own: Path, award: tuple[str, int, int]) -> None:
    report, start, end = award
    span = {"start": start, "end": end, "type": "PROGRAM", "text": "一等奖"}
    address = f"/api/reports/{report}/corrections"
    assert reader.tell(address, {"who": "甲", "spans": [span], "fields": {"year": "20"}}).status_code == 400
    assert reader.ask("/api/corrections").json()["total"] == 0
    answer = reader.tell(address, {"who": "甲", "why": "见原件", "spans": [span], "fields": {"year": "2018"}})
    assert answer.status_code == 201
    assert [one["action"] for one in answer.json()["corrections"]] == ["type", "report"]
    assert answer.json()["effect"]
    listed = reader.ask(f"/api/corrections?report={report}").json()
    assert [one["number"] for one in listed["corrections"]] == [2, 1]
    assert reader.ask("/api/corrections/1").json()["told"] == "“一等奖”由奖项改为项目"
    undone = reader.tell("/api/corrections/1/undo", {"who": "乙"})
    assert undone.json()["corrections"][0]["state"] == "undone"
    assert reader.tell("/api/corrections/1/undo", {"who": "乙"}).status_code == 400
    assert [one["number"] for one in reader.ask("/api/corrections").json()["corrections"]] == [2]


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({}, 422),
        ({"who": "甲"}, 400),
        ({"who": "", "fields": {"year": "2018"}}, 400),
        ({"who": "甲", "fields": {"colour": "red"}}, 422),
        ({"who": "甲", "spans": [{"start": 0, "end": 3}]}, 422),
        ({"who": "甲", "spans": [{"start": 0, "end": 3, "type": "PRIZE"}]}, 422),
        ({"who": "甲", "spans": [{"start": 0, "end": 10**7, "type": "ORG"}]}, 400),
        ({"who": "甲", "spans": [{"start": 0, "end": 3, "type": "ORG"}] * 51}, 422),
        ({"who": "甲", "links": [{"kind": "contest", "written": "\t", "name": "x"}]}, 400),
        ({"who": "甲\ud800", "fields": {"year": "2018"}}, 422),
        ({"who": "甲", "extra": 1}, 422),
    ],
)
def test_what_programs_tell_wrongly_is_refused(still: Reader, hostile: str, told: object, status: int) -> None:
    answer = still.tell(f"/api/reports/{hostile}/corrections", told)
    assert answer.status_code == status
    assert answer.json()["error"]["detail"]


def test_another_site_cannot_tell_anything(still: Reader, hostile: str) -> None:
    headers = {"content-type": "text/plain"}
    body = json.dumps({"who": "甲", "fields": {"year": "2018"}}).encode()
    assert still.ask(f"/api/reports/{hostile}/corrections", "POST", headers, body).status_code == 422
    headers = {"content-type": "application/json", "origin": "http://evil.example"}
    assert still.ask(f"/api/reports/{hostile}/corrections", "POST", headers, body).status_code == 403


def test_findings_of_a_corrected_report_are_made_anew(reader: Reader, own: Path) -> None:
    with Archive.open(own) as archive:
        reports = [reader.ask(f"/api/reports/{row.id}").json() for row in archive.reports()]
    page = next(one for one in reports if one["findings"])
    start, end = page["findings"][0]["spans"][0]
    entity = next(one for one in page["entities"] if one["start"] <= start and end <= one["end"])
    told = {"who": "甲", "spans": [{"start": entity["start"], "end": entity["end"], "type": None}]}
    address = f"/api/reports/{page['info']['report']}"
    assert reader.tell(f"{address}/corrections", told).status_code == 201
    assert len(reader.ask(address).json()["findings"]) < len(page["findings"])


def test_the_api_is_described_with_examples(still: Reader) -> None:
    told = still.ask("/api/openapi.json").json()
    assert {"/api/corrections", "/api/corrections/{number}", "/api/reports/{report}/corrections"} <= set(told["paths"])
    body = told["components"]["schemas"]["ToldCorrections"]["properties"]
    assert body["who"]["examples"]
    assert told["components"]["schemas"]["ToldSpan"]["properties"]["type"]["examples"] == ["AWARD"]
