"""Corrected annotations: each format read back, what cannot be used told with file and line, what was corrected shown."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kexie_nlp.annotations import Fault, import_annotations, originals_of, read_annotations
from kexie_nlp.errors import AnnotationError
from kexie_nlp.marked import Mark, MarkedText, parse_marked, read_marked
from kexie_nlp.training import read_corpus

TEXT = "😀甲市科协\n获一等奖2项，奖金5万元。\n"
MARKED = "😀⟦甲市科协|ORG⟧\n获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧，奖金⟦5万元|AMOUNT|奖金⟧。\n"
SPANS = [(1, 5, "ORG"), (7, 10, "AWARD"), (10, 12, "QUANTITY"), (15, 18, "AMOUNT")]


def brat(folder: Path, spans: list[Any] = SPANS, text: str = TEXT, name: str = "d", more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    lines = [
        f"T{number}\t{kind} {start} {end}\t{' '.join(text[start:end].split(chr(10)))}\n"
        for number, (start, end, kind) in enumerate(spans, 1)
    ]
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.ann").write_bytes(("".join(lines) + more).encode())
    return folder


def doccano(path: Path, *lines: dict[str, Any] | str) -> Path:
    content = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(content + "\n", encoding="utf-8")
    return path


def region(start: int, end: int, kind: str, covered: str | None = None, **more: object) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": TEXT[start:end] if covered is None else covered, "labels": [kind]}
    return {"type": "labels", "from_name": "label", "to_name": "text", "value": value, **more}


def task(result: list[dict[str, Any]], **more: object) -> dict[str, Any]:
    return {"id": 7, "data": {"text": TEXT, "document": "d"}, "annotations": [{"result": result}], **more}


def label_studio(path: Path, *tasks: dict[str, Any]) -> Path:
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def marked(folder: Path) -> Path:
    (folder / "d.marked.txt").write_text(MARKED, encoding="utf-8")
    return folder


UTF16 = [(2, 6, "ORG"), (8, 11, "AWARD"), (11, 13, "QUANTITY"), (16, 19, "AMOUNT")]
WHOLE = [region(*span) for span in SPANS[:3]] + [region(*SPANS[3], meta={"text": ["奖金"]})]
GOOD: list[tuple[str, Callable[[Path], Path], bool]] = [
    ("brat", lambda place: brat(place / "b", more="#1\tAnnotatorNotes T4\t奖金\nR1\tCount Arg1:T2 Arg2:T3\nA1\tSure T1\n"), True),
    ("doccano", lambda place: doccano(place / "a.jsonl", {"id": 1, "text": TEXT, "label": SPANS, "document": "d"}), False),
    ("doccano labels", lambda place: doccano(place / "a.jsonl", {"text": TEXT, "labels": SPANS, "meta": {"document": "d"}}), False),
    (
        "doccano entities",
        lambda place: doccano(
            place / "a.jsonl",
            {
                "text": TEXT,
                "document": "d",
                "relations": [],
                "entities": [{"id": 1, "label": kind, "start_offset": start, "end_offset": end} for start, end, kind in SPANS],
            },
        ),
        False,
    ),
    ("label-studio", lambda place: label_studio(place / "a.json", task(WHOLE)), True),
    (
        "label-studio min",
        lambda place: label_studio(place / "a.json", {"id": 1, "text": TEXT, "document": "d", "label": [one["value"] for one in WHOLE]}),
        False,
    ),
    (
        "label-studio utf-16",
        lambda place: label_studio(
            place / "a.json",
            task([region(*span, covered=TEXT[was[0] : was[1]]) for span, was in zip(UTF16, SPANS, strict=True)]),
        ),
        False,
    ),
    ("marked", lambda place: marked(place), True),
]


@pytest.mark.parametrize(("make", "has_indicators"), [row[1:] for row in GOOD], ids=[row[0] for row in GOOD])
def test_every_format_becomes_marked_text(tmp_path: Path, make: Callable[[Path], Path], has_indicators: bool) -> None:
    (tmp_path / "in").mkdir()
    done = import_annotations(make(tmp_path / "in"), tmp_path / "out")
    assert done.faults == ()
    assert (done.texts, done.marks) == (1, 4)
    expected = MARKED if has_indicators else MARKED.replace("|奖金⟧", "⟧")
    [path] = (tmp_path / "out").iterdir()
    assert path.name == "d.marked.txt"
    assert path.read_bytes().decode() == expected
    assert [excerpt.name for excerpt in read_corpus(tmp_path / "out")] == ["d"]


def told(place: Path, done: Any) -> list[str]:
    return [str(fault).replace(f"{place}/", "") for fault in done.faults]


ID = hashlib.sha256(TEXT.encode()).hexdigest()[:16]
BAD_BRAT: list[tuple[dict[str, Any], str]] = [
    ({"spans": [(1, 5, "SCHOOL")]}, "b/d.ann:1: unknown label 'SCHOOL' on '甲市科协'; expected one of ORG"),
    ({"spans": [(1, 5, "ORG"), (3, 5, "ORG")]}, "b/d.ann:2: ORG '科协' overlaps ORG '甲市科协' of line 1; keep one"),
    ({"spans": [(1, 5, "ORG"), (1, 5, "PLACE")]}, "b/d.ann:2: PLACE '甲市科协' overlaps ORG '甲市科协' of line 1"),
    ({"spans": [(1, 99, "ORG")]}, "b/d.ann:1: ORG 1 99 lies outside the text of 20 characters"),
    ({"spans": [(5, 5, "ORG")]}, "b/d.ann:1: ORG 5 5 lies outside the text of 20 characters, or is empty"),
    ({"spans": [(3, 8, "ORG")]}, "b/d.ann:1: ORG '科协\\n获一' runs over the end of a line; mark the part before it"),
    ({"spans": [], "more": "T1\tORG 1 3;4 5\t甲市 协\n"}, "b/d.ann:1: the span is in pieces"),
    ({"spans": [], "more": "T1\tORG 2 6\t甲市科协\n"}, "b/d.ann:1: ORG 2 6 is said to be '甲市科协', but there stands"),
    ({"spans": [], "more": "nonsense\n"}, "b/d.ann:1: found 'nonsense'; expected such as"),
    (
        {"spans": [], "name": "0123456789abcdef"},
        f"b/0123456789abcdef.txt:1: the text is not the one that was exported: its hash is {ID}",
    ),
    ({"spans": [], "name": f"{ID}-0-00000000"}, "the text is not the one that was exported"),
    ({"spans": [], "text": "甲⟦乙"}, "b/d.txt:1: the text holds ⟦, the sign of a mark"),
    ({"spans": [(0, 3, "ORG")], "text": "甲|乙"}, "b/d.ann:1: ORG '甲|乙' holds '|', a sign of marked text"),
    ({"spans": [(4, 6, "ORG")], "text": "甲乙丙丁  戊"}, "b/d.ann:1: ORG 4 6 covers white space only"),
]


@pytest.mark.parametrize(("given", "expected"), BAD_BRAT)
def test_what_cannot_be_used_is_told_with_file_and_line(tmp_path: Path, given: dict[str, Any], expected: str) -> None:
    done = import_annotations(brat(tmp_path / "b", **given), tmp_path / "out")
    assert done.texts == 0 and expected in told(tmp_path, done)[0]
    assert list((tmp_path / "out").iterdir()) == []


BAD_LINES = [
    ("not json", "a.jsonl:2: is not JSON"),
    ({"text": TEXT}, "a.jsonl:2: found"),
    ({"text": TEXT, "label": [[1, 5]]}, "a.jsonl:2: found"),
    ({"text": TEXT, "label": [["1", 5, "ORG"]]}, "a.jsonl:2: found"),
    ({"text": 5, "label": []}, "a.jsonl:2: the text is 5"),
    ([1], "a.jsonl:2: found"),
    ({"text": TEXT, "label": [[1, 5, "ORG"], [2, 4, "ORG"]]}, "a.jsonl:2: ORG '市科' overlaps ORG '甲市科协'; keep one"),
]


@pytest.mark.parametrize(("line", "expected"), BAD_LINES)
def test_a_bad_line_does_not_stop_the_others(tmp_path: Path, line: Any, expected: str) -> None:
    good = {"text": TEXT, "label": SPANS, "document": "d"}
    bad = line if isinstance(line, str) else json.dumps(line)
    done = import_annotations(doccano(tmp_path / "a.jsonl", good, bad, {**good, "document": "e"}), tmp_path / "out")
    assert done.texts == 2 and len(done.faults) == 1
    assert expected in told(tmp_path, done)[0]


BAD_FILES = [
    ("{}", "a.json:1: found '{}'; expected a list of tasks"),
    ('[\n{"data": {}, "annotations": [{"result": []}]}]', "a.json:2: found"),
    ("[\n{,", "a.json:2: is not JSON"),
    ('[{"data": {"text": "甲"}, "annotations": [{"result": [{"type": "labels", "value": {}}]}]}]', "a.json:1: found"),
]


@pytest.mark.parametrize(("content", "expected"), BAD_FILES)
def test_a_bad_file_of_tasks(tmp_path: Path, content: str, expected: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    done = import_annotations(tmp_path / "a.json", tmp_path / "out")
    assert done.texts == 0 and expected in told(tmp_path, done)[0]


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a", "label": []}\n\xff')
    done = import_annotations(tmp_path / "a.jsonl", tmp_path / "out")
    assert told(tmp_path, done) == ["a.jsonl:2: byte 27 is not UTF-8; save the file as UTF-8"]


def test_files_that_belong_together_are_missed(tmp_path: Path) -> None:
    folder = brat(tmp_path / "b")
    (folder / "lonely.ann").write_text("", encoding="utf-8")
    (folder / "bare.txt").write_text("甲", encoding="utf-8")
    done = import_annotations(folder, tmp_path / "out")
    assert done.texts == 1
    assert told(tmp_path, done) == [
        "b/bare.ann: cannot be read (No such file or directory)",
        "b/lonely.ann: its text is missing; expected lonely.txt beside it",
    ]


@pytest.mark.parametrize(
    ("changed", "line", "found"),
    [
        (
            TEXT.replace("奖金", "奖 金"),
            2,
            "line 2 of the text was changed: found '获一等奖2项，奖 金5万元。', expected",
        ),
        (TEXT.replace("\n", "\r\n"), 1, "line 1 of the text was changed"),
        (TEXT + "尾", 3, "found '尾', expected ''"),
        (TEXT + "\n尾", 4, "found '尾', expected the end of the text"),
    ],
)
def test_a_changed_text_is_refused_with_its_line(tmp_path: Path, changed: str, line: int, found: str) -> None:
    original = MarkedText(TEXT, ())
    done = import_annotations(brat(tmp_path / "b", [], changed), tmp_path / "out", original=lambda name: original)
    assert done.texts == 0
    assert told(tmp_path, done)[0].startswith(f"b/d.txt:{line}: ") and found in told(tmp_path, done)[0]


def test_labels_may_be_renamed_dropped_or_chinese(tmp_path: Path) -> None:
    spans = [(1, 5, "机构"), (7, 10, "award"), (10, 12, "Zahl"), (15, 18, "other")]
    done = import_annotations(brat(tmp_path / "b", spans), tmp_path / "out", labels={"Zahl": "QUANTITY", "other": ""})
    assert done.faults == ()
    assert [mark.type for mark in read_marked(tmp_path / "out" / "d.marked.txt").marks] == ["ORG", "AWARD", "QUANTITY"]


def test_edges_are_freed_of_white_space_and_doubles_count_once(tmp_path: Path) -> None:
    text = "甲市 科协　获奖"
    spans = [(2, 6, "ORG"), (2, 6, "ORG"), (3, 5, "ORG")]
    done = import_annotations(brat(tmp_path / "b", spans, text), tmp_path / "out")
    assert done.faults == ()
    assert read_marked(tmp_path / "out" / "d.marked.txt").marks == (Mark(3, 5, "ORG", None),)


def test_two_texts_of_one_name_and_a_file_that_is_there(tmp_path: Path) -> None:
    line = {"text": TEXT, "label": [], "document": "../d"}
    done = import_annotations(doccano(tmp_path / "a.jsonl", line, line), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["_d.marked.txt"]
    assert "a.jsonl:2: a second text is named '../d'" in told(tmp_path, done)[0]
    done = import_annotations(doccano(tmp_path / "a.jsonl", line), tmp_path / "out")
    assert done.faults == ()
    done = import_annotations(doccano(tmp_path / "a.jsonl", {**line, "label": SPANS}), tmp_path / "out")
    assert "out/_d.marked.txt: is there already with other content" in told(tmp_path, done)[0]


def test_which_of_several_annotations_of_a_task_counts(tmp_path: Path) -> None:
    one, two = {"result": WHOLE[:1]}, {"result": WHOLE[:2]}
    cases: list[tuple[list[dict[str, Any]], int]] = [
        ([one, two], 2),
        ([{**one, "ground_truth": True}, two], 1),
        ([one, {**two, "was_cancelled": True}], 1),
    ]
    for annotations, marks in cases:
        path = label_studio(tmp_path / "a.json", {**task([]), "annotations": annotations})
        [annotated] = read_annotations(path)
        assert not isinstance(annotated, Fault) and len(annotated.annotations) == marks
    nobody = label_studio(tmp_path / "a.json", {**task([]), "annotations": []})
    assert list(read_annotations(nobody)) == []


def test_predictions_of_label_studio_are_compared_with(tmp_path: Path) -> None:
    path = label_studio(tmp_path / "a.json", task(WHOLE, predictions=[{"result": [*WHOLE[:2], region(15, 17, "AMOUNT")]}]))
    done = import_annotations(path, tmp_path / "out")
    assert done.compared == 1
    assert [(one.change, one.text, one.text_before) for one in done.differences] == [("added", "2项", None), ("bounds", "5万元", "5万")]
    assert done.agreement[-1]["what"] == "ALL" and done.agreement[-1]["f1"] == round(2 * 2 / 7, 3)


def test_a_second_annotator_is_compared_with(tmp_path: Path) -> None:
    other = originals_of(brat(tmp_path / "two", [(1, 5, "PLACE"), *SPANS[1:3]]))
    done = import_annotations(brat(tmp_path / "one"), tmp_path / "out", original=other)
    assert [(one.change, one.text, one.type_before, one.line) for one in done.differences] == [
        ("type", "甲市科协", "PLACE", 1),
        ("added", "5万元", None, 2),
    ]
    with pytest.raises(AnnotationError, match="unknown label"):
        originals_of(brat(tmp_path / "three", [(1, 5, "SCHOOL")]))


def test_what_is_no_annotation_at_all(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no such file or folder"):
        import_annotations(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(AnnotationError, match="no annotations of a known kind"):
        import_annotations(tmp_path, tmp_path / "out")
    with pytest.raises(AnnotationError, match="the formats are brat, doccano"):
        import_annotations(tmp_path, tmp_path / "out", format="docx")


def test_marked_text_is_the_text_character_for_character() -> None:
    assert parse_marked(MARKED).text == TEXT
