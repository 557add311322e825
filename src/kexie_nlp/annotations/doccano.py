"""doccano: JSON lines, as it exports sequence labelling, with relations or without."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kexie_nlp.annotations.model import AnnotatedText, Annotation, Fault, read_text

_EXPECTED = 'expected {"text": …, "label": [[start, end, "TYPE"], …]}'


def read_doccano(path: Path) -> Iterator[AnnotatedText | Fault]:
    """Yield the annotated texts of a file, or of all ``.jsonl`` of a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        yield Fault(path, None, "holds no .jsonl; unpack what doccano exported and name the folder or the file")
    for file in files:
        content = read_text(file)
        if isinstance(content, Fault):
            yield content
            continue
        for number, line in enumerate(content.split("\n"), 1):
            if line.strip():
                yield _read(file, number, line)


def _read(path: Path, number: int, line: str) -> AnnotatedText | Fault:
    """Return the text of one line, or what is wrong with it."""
    try:
        told = json.loads(line)
        text = told["text"]
        annotations = tuple(_annotation(entry, number) for entry in told.get("label", told.get("labels", told.get("entities"))))
        name = str(told.get("document") or (told.get("meta") or {}).get("document") or f"{path.stem}-{told.get('id', number)}")
    except json.JSONDecodeError as error:
        return Fault(path, number, f"is not JSON ({error.msg} at character {error.colno}); {_EXPECTED}")
    except (KeyError, TypeError, ValueError, AttributeError):
        return Fault(path, number, f"found {line[:60]!r}; {_EXPECTED}")
    if not isinstance(text, str):
        return Fault(path, number, f"the text is {text!r}; {_EXPECTED}")
    return AnnotatedText(name, path, number, path, text, annotations)


def _annotation(entry: Any, line: int) -> Annotation:
    """Return one label, whether a list or an object."""
    if isinstance(entry, dict):
        return Annotation(_whole(entry["start_offset"]), _whole(entry["end_offset"]), str(entry["label"]), line)
    start, end, label = entry
    return Annotation(_whole(start), _whole(end), str(label), line)


def _whole(value: Any) -> int:
    """Return a whole number, refusing what only looks like one."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no offset")
    return value
