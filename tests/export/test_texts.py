"""Formats of annotated texts come back as they were: by the tool itself where it is installed, else by its rules."""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kexie_nlp.archive import Archive
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.export.documents import Document, documents_of
from kexie_nlp.export.units import utf16_offsets
from kexie_nlp.export.words import words_of
from kexie_nlp.labels import ENTITY_TYPES

Export = Callable[..., Path]
Span = tuple[int, int, str]
SCOPES = ["reports", "passages"]
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"


@pytest.fixture(params=SCOPES)
def scope(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def documents(archive: Archive, scope: Any) -> list[Document]:
    return list(documents_of(archive.select(Selection(scope)), scope))


def spans(document: Document) -> list[Span]:
    return [(entity.start, entity.end, entity.type) for entity in document.entities]


def test_a_document_has_its_annotations_in_place(documents: list[Document], scope: str) -> None:
    assert len(documents) > 2
    for document in documents:
        for entity in document.entities:
            assert document.text[entity.start : entity.end] == entity.text
        for metric in document.metrics:
            assert document.text[metric.start : metric.end] == metric.text
        for achievement in document.achievements:
            assert document.text[achievement.start : achievement.end] == achievement.award
    assert len({document.id for document in documents}) == len(documents)
    assert sum(len(document.achievements) for document in documents) == 4


def test_a_table_row_brings_its_headings(archive: Archive) -> None:
    documents = list(documents_of(archive.select(Selection("passages", "科普活动 130.5")), "passages"))
    assert [document.text for document in documents] == ["项目\t预算数\t决算数\t科普活动\t120\t130.5"]
    assert len(documents[0].pieces) == 6


def test_types_may_be_left_out(archive: Archive) -> None:
    documents = documents_of(archive.select(Selection("reports")), "reports", ["AWARD"])
    assert {entity.type for document in documents for entity in document.entities} == {"AWARD"}


def bio_spans(lines: list[list[str]]) -> Iterator[tuple[str, str]]:
    """The entities that BIO columns tell, as type and text."""
    kind, text = "", ""
    for word, *_, tag in [*lines, ["", "O"]]:
        if tag.startswith("I-"):
            assert tag[2:] == kind
            text += word
            continue
        if kind:
            yield kind, text
        kind, text = (tag[2:], word) if tag.startswith("B-") else ("", "")
        assert tag == "O" or kind in ENTITY_TYPES


@pytest.mark.parametrize(("format", "columns"), [("conll-characters", 2), ("conll-words", 3)])
def test_conll(exported: Export, documents: list[Document], scope: str, format: str, columns: int) -> None:
    text = exported(format, scope=scope).read_bytes().decode()
    parts = text.split(f"-DOCSTART-{chr(9) + '-X-' if columns == 3 else ''}\tO\n\n")
    assert parts[0] == "" and len(parts) == len(documents) + 1
    for part, document in zip(parts[1:], documents, strict=True):
        lines = [line.split("\t") for line in part.split("\n") if line]
        assert all(len(line) == columns for line in lines)
        assert "".join(word for word, *_ in lines) == "".join(document.text.split())
        assert list(bio_spans(lines)) == [(entity.type, "".join(entity.text.split())) for entity in document.entities]
        if scope == "reports":
            assert part.count("\n\n") == len([sentence for sentence in document.sentences if document.text[slice(*sentence)].strip()])


def test_words_are_cut_at_the_edges_of_entities(documents: list[Document]) -> None:
    for document in documents:
        words = list(words_of(document))
        edges = {edge for word in words for edge in (word.start, word.end)}
        assert {edge for entity in document.entities for edge in (entity.start, entity.end)} <= edges
        assert "".join(document.text[word.start : word.end] for word in words) == "".join(document.text.split())


def test_brat(exported: Export, documents: list[Document], scope: str) -> None:
    folder = exported("brat", scope=scope)
    relations: list[str] = []
    for document in documents:
        assert (folder / f"{document.id}.txt").read_bytes().decode() == document.text
        lines = (folder / f"{document.id}.ann").read_bytes().decode().splitlines()
        told = [line.split("\t") for line in lines if line.startswith("T")]
        assert [(f"T{number}", *span) for number, span in enumerate(spans(document), 1)] == [
            (name, int(place.split()[1]), int(place.split()[2]), place.split()[0]) for name, place, _ in told
        ]
        assert [text for *_, text in told] == [entity.text for entity in document.entities]
        relations += [line.split("\t")[1].split()[0] for line in lines if line.startswith("R")]
        assert len([line for line in lines if line.startswith("#")]) == len(document.metrics)
    configuration = (folder / "annotation.conf").read_text(encoding="utf-8")
    entities, allowed = configuration.split("[relations]")
    assert entities.split() == ["[entities]", *ENTITY_TYPES]
    assert all(f"{name}\tArg1:AWARD, Arg2:" in allowed for name in relations)
    assert "AWARD | 奖项 AWARD | 奖项" in (folder / "visual.conf").read_text(encoding="utf-8")
    assert len((folder / "documents.tsv").read_text(encoding="utf-8").splitlines()) == len(documents) + 1


DOCCANO = {
    "type": "object",
    "required": ["text", "label"],
    "properties": {
        "text": {"type": "string"},
        "label": {
            "type": "array",
            "items": {
                "prefixItems": [{"type": "integer"}, {"type": "integer"}, {"enum": list(ENTITY_TYPES)}],
                "minItems": 3,
                "items": False,
            },
        },
    },
}
LABEL_STUDIO = {
    "type": "array",
    "items": {
        "required": ["data", "predictions"],
        "properties": {
            "data": {"required": ["text"], "properties": {"text": {"type": "string"}}},
            "predictions": {
                "items": {
                    "required": ["model_version", "score", "result"],
                    "properties": {
                        "score": {"type": "number", "minimum": 0, "maximum": 1},
                        "result": {
                            "items": {
                                "required": ["id", "from_name", "to_name", "type", "value"],
                                "properties": {
                                    "from_name": {"const": "label"},
                                    "to_name": {"const": "text"},
                                    "type": {"const": "labels"},
                                    "value": {
                                        "required": ["start", "end", "text", "labels"],
                                        "properties": {"labels": {"items": {"enum": list(ENTITY_TYPES)}, "minItems": 1, "maxItems": 1}},
                                    },
                                },
                            }
                        },
                    },
                }
            },
        },
    },
}


def validate(value: object, schema: dict[str, Any]) -> None:
    pytest.importorskip("jsonschema").validate(value, schema)


def test_doccano(exported: Export, documents: list[Document], scope: str) -> None:
    lines = [json.loads(line) for line in exported("doccano", scope=scope).read_text(encoding="utf-8").splitlines()]
    assert [(line["document"], line["text"]) for line in lines] == [(document.id, document.text) for document in documents]
    assert [[tuple(label) for label in line["label"]] for line in lines] == [spans(document) for document in documents]
    for line in lines:
        validate(line, DOCCANO)


def test_label_studio(exported: Export, documents: list[Document], scope: str) -> None:
    from lxml import etree

    folder = exported("label-studio", scope=scope)
    tasks = json.loads((folder / "tasks.json").read_bytes())
    validate(tasks, LABEL_STUDIO)
    for task, document in zip(tasks, documents, strict=True):
        [prediction] = task["predictions"]
        values = [region["value"] for region in prediction["result"]]
        assert [(value["start"], value["end"], value["labels"][0]) for value in values] == spans(document)
        assert all(document.text[value["start"] : value["end"]] == value["text"] for value in values)
        assert prediction["score"] == min([entity.score for entity in document.entities], default=1.0)
        assert len({region["id"] for region in prediction["result"]}) == len(values)
        assert [region["meta"]["text"] for region in prediction["result"] if "meta" in region] == [
            [one.indicator] for one in document.metrics
        ]
    page = etree.fromstring((folder / "labeling-config.xml").read_bytes())
    assert [label.get("value") for label in page.iter("Label")] == list(ENTITY_TYPES)
    labels, text = page.find("Labels"), page.find("Text")
    assert (labels.get("name"), labels.get("toName"), text.get("name"), text.get("value")) == ("label", "text", "text", "$text")


def test_spacy(exported: Export, documents: list[Document], scope: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tokens = pytest.importorskip("spacy.tokens")
        from spacy.vocab import Vocab
    folder = exported("spacy", scope=scope)
    docs = [doc for path in sorted(folder.iterdir()) for doc in tokens.DocBin().from_disk(path).get_docs(Vocab())]
    assert [doc.text for doc in docs] == [document.text for document in documents]
    assert [[(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs] == [spans(one) for one in documents]
    assert [doc.user_data["document"] for doc in docs] == [document.id for document in documents]
    assert {ent.kb_id_ for doc in docs for ent in doc.ents} >= {"乙市科学技术协会"}


@pytest.mark.parametrize("format", ["xmi", "cas-json"])
def test_uima(exported: Export, documents: list[Document], scope: str, format: str) -> None:
    cassis = pytest.importorskip("cassis")
    folder = exported(format, scope=scope)
    for document in documents:
        if format == "xmi":
            with (folder / "TypeSystem.xml").open("rb") as file:
                types = cassis.load_typesystem(file)
            with (folder / f"{document.id}.xmi").open("rb") as file:
                cas = cassis.load_cas_from_xmi(file, typesystem=types)
        else:
            with (folder / f"{document.id}.json").open("rb") as file:
                cas = cassis.load_cas_from_json(file)
        assert cas.sofa_string == document.text
        entities = cas.select(NAMED_ENTITY)
        assert [(one.begin, one.end, one.value) for one in entities] == spans(document)
        assert [one.get_covered_text() for one in entities] == [entity.text for entity in document.entities]
        assert [float(one.score) for one in entities] == [entity.score for entity in document.entities]
        assert {one.award for one in cas.select("webanno.custom.Achievement")} == {one.award for one in document.achievements}
        assert [one.value for one in cas.select("webanno.custom.Metric")] == [f"{one.value:f}" for one in document.metrics]
        covered = "".join(one.get_covered_text() for one in cas.select(TOKEN))
        assert covered == "".join(document.text.split())
        assert all(cas.select_covered(TOKEN, sentence) for sentence in cas.select(SENTENCE))


def test_uima_counts_utf16_units_and_holds_no_forbidden_sign() -> None:
    from kexie_nlp.export.cas import cas_text

    at = utf16_offsets("甲😀乙𠮷")
    assert [at(place) for place in range(5)] == [0, 1, 3, 4, 6]
    assert [utf16_offsets("甲乙")(place) for place in range(3)] == [0, 1, 2]
    assert cas_text("一\x0c二\x00三\ufffe😀\t\n") == "一 二 三 😀\t\n"


def test_a_folder_may_be_a_zip_of_the_same_bytes(archive: Archive, tmp_path: Path) -> None:
    import zipfile

    from kexie_nlp.export import write_file

    selection = Selection("reports")
    for name in ("one.zip", "two.zip"):
        write_file(archive.select(selection), selection, "brat", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    write_file(archive.select(selection), selection, "brat", tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "folder").iterdir()
        }


def test_a_folder_that_holds_something_is_left_alone(archive: Archive, tmp_path: Path) -> None:
    from kexie_nlp.errors import KexieError
    from kexie_nlp.export import write_file

    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(KexieError, match="is there already and not an empty folder"):
        write_file(archive.select(Selection("reports")), Selection("reports"), "brat", tmp_path / "there")
    assert [path.name for path in tmp_path.rglob("*")] == ["there", "mine.txt"]
