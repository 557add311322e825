"""UIMA CAS XMI, a file a document, with its type system."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kexie_nlp.export.cas import SOFA_NAME, TYPES, cas_text, feature_structures
from kexie_nlp.export.documents import Document
from kexie_nlp.export.targets import Folder

TYPE_SYSTEM: Final = "TypeSystem.xml"
_LINE_SIGNS: Final = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_xmi(documents: Iterable[Document], folder: Folder) -> int:
    """Write ``ID.xmi`` for each document and ``TypeSystem.xml``, and return how many documents there are."""
    folder.write(TYPE_SYSTEM, type_system())
    count = 0
    for document in documents:
        count += 1
        folder.write(f"{document.id}.xmi", "".join(_xmi(document)))
    return count


def type_system() -> str:
    """Return the description of the types."""
    return (
        f'{_HEAD}<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n  <types>\n'
        + "".join(
            f"    <typeDescription><name>{kind.name}</name><description>{escape(kind.meaning)}</description>"
            f"<supertypeName>{kind.parent}</supertypeName>{_features(kind.features)}</typeDescription>\n"
            for kind in TYPES
        )
        + "  </types>\n</typeSystemDescription>\n"
    )


def _features(features: tuple[tuple[str, str], ...]) -> str:
    """Return the description of a type's features."""
    described = (
        f"<featureDescription><name>{name}</name><description/><rangeTypeName>{range_}</rangeTypeName></featureDescription>"
        for name, range_ in features
    )
    return f"<features>{''.join(described)}</features>" if features else ""


def _xmi(document: Document) -> Iterator[str]:
    """Yield the parts of a document's XMI."""
    prefixes = {space: f"ns{number}" for number, space in enumerate(dict.fromkeys(_namespace(kind.name) for kind in TYPES))}
    spaces = "".join(f' xmlns:{prefix}="http:///{space}.ecore"' for space, prefix in prefixes.items())
    yield (
        f'{_HEAD}<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"{spaces} xmi:version="2.0">\n'
        '<cas:NULL xmi:id="0"/>\n'
    )
    number = 1
    for number, found in enumerate(feature_structures(document), 2):
        tag = f"{prefixes[_namespace(found.type)]}:{found.type.rpartition('.')[2]}"
        features = "".join(f" {name}={_quoted(str(value))}" for name, value in found.features)
        yield f'<{tag} xmi:id="{number}" sofa="1" begin="{found.begin}" end="{found.end}"{features}/>\n'
    text = _quoted(cas_text(document.text))
    yield f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="{SOFA_NAME}" mimeType="text" sofaString={text}/>\n'
    yield f'<cas:View sofa="1" members="{" ".join(map(str, range(2, number + 1)))}"/>\n</xmi:XMI>\n'


def _namespace(name: str) -> str:
    """Return the part of an XML namespace that a type's package makes."""
    return name.rpartition(".")[0].replace(".", "/")


def _quoted(text: str) -> str:
    """Return a text as the value of an XML attribute, line ends and tabs kept."""
    return quoteattr(text, _LINE_SIGNS)
