"""How things are named in an archive's reports, and corrections that outlive the reports."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.groups import link_groups
from kexie_nlp.link.linker import linker_for
from kexie_nlp.pipeline import analyze

PATHS = [path for path in samples.PATHS if path.name.startswith("临溪县")][:2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("forms") / "archive"
    with Archive.open(place, create=True) as archive:
        archive.add(PATHS, analyze=analyze, workers=1)
    return place


def counted(pairs: Iterable[tuple[object, int]]) -> Counter[object]:
    """Sum the numbers of equal things."""
    found: Counter[object] = Counter()
    for thing, number in pairs:
        found[thing] += number
    return found


def test_forms_are_those_of_the_records_with_their_reports(folder: Path) -> None:
    with Archive.open(folder) as archive:
        awards = Counter(row.record.award for row in archive.achievements())
        events = Counter(row.record.event for row in archive.achievements() if row.record.event)
        indicators = Counter((row.record.indicator, row.record.unit) for row in archive.metrics())
        assert counted((form.written, form.count) for form in archive.forms("award")) == awards
        assert counted((form.written, form.count) for form in archive.forms("contest")) == events
        assert counted(((form.written, form.unit), form.count) for form in archive.forms("indicator")) == indicators
        associations = list(archive.forms("association"))
        assert all(form.written.endswith(("科协", "科学技术协会")) for form in associations)
        assert {form.association for form in associations} == {"临溪县科学技术协会"}
        assert all(form.region[-1] == "临溪县" for form in associations)
        assert list(archive.forms("program"))


def test_corrections_outlive_removing_and_adding_again(folder: Path, lexicons: Lexicons) -> None:
    (folder / "links.tsv").write_text("kind\twritten\tname\tnote\naward\t一等奖\t头等奖\t\n", encoding="utf-8")

    def names() -> set[str]:
        with Archive.open(folder) as archive:
            return {group.name for group in link_groups(linker_for(folder, lexicons), "award", archive.forms("award"))}

    before = names()
    assert "头等奖" in before
    with Archive.open(folder) as archive:
        archive.remove([row.id for row in archive.reports()])
        assert names() == set()
        archive.add(PATHS, analyze=analyze, workers=1)
    assert names() == before
