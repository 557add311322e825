"""A frozen corpus held against its manifest, and made anew to see that the same bytes come out."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kexie_nlp.corpus.freezing import Analyze, Plan, Progress, frozen_corrections, frozen_reports, write_corpus
from kexie_nlp.corpus.manifest import MANIFEST, FileHash, Manifest, hash_of, present_maker, read_manifest
from kexie_nlp.export.targets import PlainFolder, folder_target
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.corrections import CORRECTIONS_FILE


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making a corpus anew.

    Attributes:
        reports: how many. differing: paths of files that came out otherwise, are missing or new.
        makers: in which version, lexicons, model or corrections the two differ, in words.
    """

    reports: int
    differing: tuple[str, ...]
    makers: tuple[str, ...]


def verify(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the files of a frozen corpus: one is missing, was changed, or is not of the corpus.

    Raises:
        ResourceError: if the manifest cannot be read.
    """
    manifest = read_manifest(folder)
    for name, expected in manifest.files.items():
        try:
            data = (folder / name).read_bytes()
        except OSError as error:
            yield f"{folder / name}: cannot be read ({error.strerror}); expected {expected.bytes} bytes"
            continue
        if len(data) != expected.bytes or hash_of(data) != expected.sha256:
            found = f"{len(data)} bytes, SHA-256 {hash_of(data)[:16]}"
            yield f"{folder / name}: was changed: found {found}, expected {expected.bytes} bytes, {expected.sha256[:16]}"
    for report_id, digest in manifest.reports.items():
        listed = manifest.files.get(f"texts/{report_id}.txt")
        if listed is None or listed.sha256 != digest or not digest.startswith(report_id):
            yield f"{folder / MANIFEST}: report {report_id} and its text do not belong together"
    known = {MANIFEST, *manifest.files}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.relative_to(folder).as_posix() not in known:
            yield f"{path}: is no file of this corpus; remove it, or freeze anew"


def rebuild(folder: Path, output: Path | None, lexicons: Lexicons, analyze: Analyze, progress: Progress) -> Rebuilt:
    """Make a corpus anew from its own texts, into ``output`` if that is given, and compare it with what the manifest says.

    Raises:
        ResourceError: if the corpus cannot be read.
        KexieError: if there is something at ``output`` already.
    """
    manifest = read_manifest(folder)
    if output is not None:
        with folder_target(output) as target:
            made = write_corpus(_plan(folder, manifest), frozen_reports(folder, manifest), target, lexicons, analyze, progress)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            target = PlainFolder(Path(scratch))
            made = write_corpus(_plan(folder, manifest), frozen_reports(folder, manifest), target, lexicons, analyze, progress)
    links = folder / CORRECTIONS_FILE
    maker = present_maker(lexicons, links.read_bytes() if links.is_file() else b"")
    return Rebuilt(len(made.reports), tuple(_differing(manifest.files, made.files)), tuple(manifest.maker.differing(maker)))


def _plan(folder: Path, manifest: Manifest) -> Plan:
    """Return what the corpus was to be."""
    return Plan(manifest.name, manifest.query, manifest.filters, folder / CORRECTIONS_FILE, frozen_corrections(folder))


def _differing(one: Mapping[str, FileHash], other: Mapping[str, FileHash]) -> Iterator[str]:
    """Yield the names of the files that are not the same in both."""
    yield from sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
