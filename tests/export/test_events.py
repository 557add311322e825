"""W3C Web Annotations and DuEE events: in the form of their schemas, and where they say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders import analysis_of
from kexie_nlp.archive import Archive
from kexie_nlp.archive.rows import AchievementRow, ReportRow
from kexie_nlp.archive.selecting import SelectedReport, Selection
from kexie_nlp.export.documents import Document, documents_of
from kexie_nlp.export.duee import ROLES
from kexie_nlp.export.targets import PlainFolder
from kexie_nlp.records import Achievement, Evidence

Export = Callable[..., Path]
BODY = {
    "type": "object",
    "required": ["type", "value", "purpose"],
    "properties": {
        "type": {"const": "TextualBody"},
        "purpose": {"enum": ["classifying", "tagging", "identifying", "describing"]},
        "value": {"type": "string"},
    },
}
SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "start", "end"],
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
        },
        {"required": ["type", "exact"], "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string"}}},
    ]
}
PAGE = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "required": ["id", "type", "body", "target"],
                "properties": {
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["tagging", "describing"]},
                    "body": {"type": "array", "items": BODY, "minItems": 1},
                    "target": {
                        "required": ["source", "selector"],
                        "properties": {"source": {"type": "string"}, "selector": {"type": "array", "items": SELECTOR, "minItems": 2}},
                    },
                },
            },
        },
    },
}
EVENT_LINE = {
    "required": ["text", "id", "event_list"],
    "properties": {
        "event_list": {
            "minItems": 1,
            "items": {
                "required": ["event_type", "trigger", "trigger_start_index", "class", "arguments"],
                "properties": {
                    "event_type": {"const": "竞赛行为-获奖"},
                    "arguments": {
                        "items": {
                            "required": ["role", "argument", "argument_start_index", "alias"],
                            "properties": {"role": {"enum": list(ROLES.values())}},
                        }
                    },
                },
            },
        }
    },
}
COUNTS = {"entities": 17, "achievements": 4, "metrics": 8}


def validate(value: object, schema: dict[str, Any]) -> None:
    pytest.importorskip("jsonschema").validate(value, schema)


@pytest.mark.parametrize("scope", [*COUNTS, "reports", "passages"])
def test_web_annotations(exported: Export, archive: Archive, scope: str) -> None:
    page = json.loads(exported("web-annotation", scope=scope).read_bytes())
    validate(page, PAGE)
    items = page["items"]
    assert len({item["id"] for item in items}) == len(items)
    assert scope == "passages" or len(items) == COUNTS.get(scope, sum(COUNTS.values()))
    texts = {document.id: document.text for document in documents_of(archive.select(Selection(scope)), scope)}  # type: ignore[arg-type]
    for item in items:
        text = texts[item["target"]["source"].removeprefix("urn:kexie-nlp:")]
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    if scope == "metrics":
        assert {json.loads(item["body"][0]["value"])["record"] for item in items} == {"metric"}


def test_web_annotations_of_nothing(exported: Export) -> None:
    page = json.loads(exported("web-annotation", scope="entities", query="无此文字").read_bytes())
    assert page["items"] == []


def test_duee(exported: Export) -> None:
    folder = exported("duee")
    lines = [json.loads(line) for line in (folder / "events.json").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        validate(line, EVENT_LINE)
    assert [event["trigger"] for line in lines for event in line["event_list"]] == ["一等奖", "优秀奖", "省级一等奖", "二等奖"]
    for line in lines:
        for event in line["event_list"]:
            start = event["trigger_start_index"]
            assert line["text"][start : start + len(event["trigger"])] == event["trigger"]
    schema = json.loads((folder / "event_schema.json").read_bytes())
    assert schema["event_type"] == "竞赛行为-获奖"
    assert [role["role"] for role in schema["role_list"]] == list(ROLES.values())


def achievement(text: str, award: str, spans: dict[str, str], sentence: str) -> Achievement:
    start = text.index(award)
    told = tuple((name, text.index(part), text.index(part) + len(part)) for name, part in spans.items())
    evidence = Evidence(text.index(sentence), text.index(sentence) + len(sentence), told)
    return Achievement(start, start + len(award), None, None, award, 1, None, None, None, None, None, None, None, evidence)


FAR = "远" * 600
CASES = [
    ("甲队获一等奖。", [("一等奖", {"recipient": "甲队"}, "甲队获一等奖。")], ["甲队获一等奖。"]),
    (
        "机器人赛\n😀甲队获一等奖。",
        [("一等奖", {"event": "机器人赛", "recipient": "甲队"}, "😀甲队获一等奖。")],
        ["机器人赛\n😀甲队获一等奖。"],
    ),
    (f"机器人赛{FAR}\n甲队获一等奖。", [("一等奖", {"event": "机器人赛"}, "甲队获一等奖。")], ["甲队获一等奖。"]),
    (
        "机器人赛\n甲队获一等奖。\n乙队获二等奖。",
        [("一等奖", {"event": "机器人赛"}, "甲队获一等奖。"), ("二等奖", {"event": "机器人赛"}, "乙队获二等奖。")],
        ["机器人赛\n甲队获一等奖。\n乙队获二等奖。"],
    ),
    (
        "甲队获一等奖。\n乙队获二等奖。",
        [("一等奖", {}, "甲队获一等奖。"), ("二等奖", {}, "乙队获二等奖。")],
        ["甲队获一等奖。", "乙队获二等奖。"],
    ),
]


@pytest.mark.parametrize(("text", "told", "expected"), CASES)
def test_the_text_of_an_event_has_its_fields(text: str, told: list[Any], expected: list[str], tmp_path: Path) -> None:
    from kexie_nlp.export.duee import write_duee

    analysis = analysis_of(text)
    report = ReportRow("r", "p", "t", None, "", None, "其他", None, 0, 0, 0)
    rows = tuple(AchievementRow(report, achievement(text, *one), None, "") for one in told)
    documents: list[Document] = list(documents_of([SelectedReport(report, analysis, rows)], "achievements"))
    assert write_duee(documents, PlainFolder(tmp_path)) == len(told)
    lines = [json.loads(line) for line in (tmp_path / "events.json").read_text(encoding="utf-8").splitlines()]
    assert [line["text"] for line in lines] == expected
    for line in lines:
        for event in line["event_list"]:
            for argument in event["arguments"]:
                start = argument["argument_start_index"]
                assert line["text"][start : start + len(argument["argument"])] == argument["argument"]
