"""Label Studio: the JSON and JSON-MIN exports.

Offsets are code points; older versions counted UTF-16 code units, which is seen from the text that each region says it covers.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kexie_nlp.annotations.model import AnnotatedText, Annotation, Fault, read_text

_EXPECTED: Final = 'expected a list of tasks as Label Studio exports them: [{"data": {"text": …}, "annotations": [{"result": […]}]}]'
_GAP: Final = re.compile(r"[\s,]*")


def read_label_studio(path: Path) -> Iterator[AnnotatedText | Fault]:
    """Yield the annotated texts of a file, or of all ``.json`` of a folder.

    Of several annotations of a task the one marked as ground truth counts, else the last that was not cancelled. A task that nobody has
    annotated is passed over.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        yield Fault(path, None, "holds no .json; export the project as JSON")
    for file in files:
        content = read_text(file)
        if isinstance(content, Fault):
            yield content
        else:
            yield from _tasks(file, content)


def _tasks(path: Path, content: str) -> Iterator[AnnotatedText | Fault]:
    """Yield the texts of a list of tasks; each is told by the line on which it begins."""
    place = len(content) - len(content.lstrip())
    if content[place : place + 1] != "[":
        yield Fault(path, 1, f"found {content[place : place + 30]!r}; {_EXPECTED}")
        return
    decoder = json.JSONDecoder()
    place += 1
    while True:
        gap = _GAP.match(content, place)
        place = gap.end() if gap else place
        line = content.count("\n", 0, place) + 1
        if content[place : place + 1] == "]":
            return
        try:
            task, place = decoder.raw_decode(content, place)
        except json.JSONDecodeError as error:
            yield Fault(path, error.lineno, f"is not JSON ({error.msg} at character {error.colno}); {_EXPECTED}")
            return
        found: AnnotatedText | Fault | None
        try:
            found = _read(path, line, task)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            found = Fault(path, line, f"found {json.dumps(task, ensure_ascii=False)[:60]}; {_EXPECTED}")
        if found is not None:
            yield found


def _read(path: Path, line: int, task: dict[str, Any]) -> AnnotatedText | None:
    """Return the text of a task, None if nobody has annotated it."""
    data = task.get("data", task)
    text = data["text"]
    name = str(data.get("document") or f"{path.stem}-{task.get('id', line)}")
    if "data" not in task:
        regions = [_annotation(region, region["labels"], region, line) for region in task.get("label") or []]
        return AnnotatedText(name, path, line, path, text, _in_code_points(text, regions))
    done = [one for one in task.get("annotations") or task.get("completions") or [] if not one.get("was_cancelled")]
    if not done:
        return None
    chosen = next((one for one in done if one.get("ground_truth")), done[-1])
    predictions = [one for one in task.get("predictions") or [] if isinstance(one, dict)]
    before = _in_code_points(text, _regions(predictions[-1]["result"], line)) if predictions else None
    return AnnotatedText(name, path, line, path, text, _in_code_points(text, _regions(chosen["result"], line)), before)


def _regions(result: Sequence[dict[str, Any]], line: int) -> list[Annotation]:
    """Return the labelled spans of a result; relations, choices and the like are passed over."""
    return [_annotation(region["value"], region["value"]["labels"], region, line) for region in result if region.get("type") == "labels"]


def _annotation(value: dict[str, Any], labels: Sequence[str], region: dict[str, Any], line: int) -> Annotation:
    """Return one labelled span; a note on it is its indicator."""
    notes = (region.get("meta") or {}).get("text") or [None]
    return Annotation(int(value["start"]), int(value["end"]), str(labels[0]), line, notes[0] or None, value.get("text"))


def _in_code_points(text: str, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return annotations in code points, if they are in UTF-16 code units and say so by the texts that they cover."""
    if max(text, default="") <= "\uffff" or all(_covers(text, one) for one in annotations):
        return tuple(annotations)
    units = [0]
    for char in text:
        units.append(units[-1] + 1 + (char > "\uffff"))
    moved = [replace(one, start=bisect_left(units, one.start), end=bisect_left(units, one.end)) for one in annotations]
    return tuple(moved if all(_covers(text, one) for one in moved) else annotations)


def _covers(text: str, annotation: Annotation) -> bool:
    """Tell whether an annotation covers the text that it says."""
    return annotation.covered is None or text[annotation.start : annotation.end] == annotation.covered
