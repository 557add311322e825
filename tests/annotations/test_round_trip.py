"""Whatever stands in a text and wherever entities begin: what an annotation tool is given comes back as the same marks."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_nlp.annotations import import_annotations
from kexie_nlp.archive.rows import ReportRow
from kexie_nlp.document import Entity
from kexie_nlp.export import format_named
from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import file_target, folder_target
from kexie_nlp.export.words import characters_of, tags_of
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.marked import Mark, read_marked

REPORT = ReportRow("d", "d.txt", "标题", None, "", 2020, "其他", None, 0, 0, 0)
PIECES = st.tuples(
    st.text("甲乙丙0９aé😀𠮷\u0301　 \n\t,\"'<&\\{", max_size=6),
    st.text('甲乙0９aé😀𠮷《》"<&\\,', min_size=1, max_size=6),
    st.sampled_from(ENTITY_TYPES),
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text, entities = "", []
    for before, named, kind in draw(st.lists(PIECES, max_size=6)):
        start = len(text) + len(before)
        text += before + named
        entities.append(Entity(start, len(text), kind, named, None, None, "test", 0.5))
    text += draw(st.text("甲😀\n ", max_size=4))
    return Document("d", text, REPORT, None, ((0, len(text)),), ((0, len(text)),), tuple(entities), (), ())


@pytest.mark.parametrize(("name", "file"), [("brat", "d"), ("doccano", "d.jsonl"), ("label-studio", "d")])
@settings(max_examples=40, deadline=None)
@given(document=documents())
def test_annotations_come_back_from_every_tool(name: str, file: str, document: Document) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / file
        with folder_target(path) if format_named(name).shape == "folder" else file_target(path) as target:
            assert format_named(name).load()([document], target) == 1
        if name == "label-studio":
            tasks = path / "tasks.json"
            tasks.write_text(tasks.read_text(encoding="utf-8").replace('"predictions": [', '"annotations": ['), encoding="utf-8")
        done = import_annotations(path, Path(scratch) / "out")
        assert done.faults == ()
        marked = read_marked(Path(scratch) / "out" / "d.marked.txt")
    assert marked.text == document.text
    assert marked.marks == tuple(Mark(one.start, one.end, one.type, None) for one in document.entities)


@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_bio_tags_tell_every_entity(document: Document) -> None:
    characters = list(characters_of(document))
    tags = list(tags_of(document.entities, characters))
    found, begun = [], None
    for character, tag in [*zip(characters, tags, strict=True), (None, "O")]:
        if begun is not None and not tag.startswith("I-"):
            found.append(begun)
            begun = None
        if character is not None and tag != "O":
            begun = (character.start if begun is None else begun[0], character.end, tag[2:])
    assert found == [(one.start, one.end, one.type) for one in document.entities]
