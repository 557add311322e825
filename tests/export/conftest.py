"""What the tests of exports share: an archive of small reports, one of them with characters beyond the basic plane."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders import NORTH, SOUTH, analyze_marked
from kexie_nlp.archive import Archive
from kexie_nlp.archive.selecting import Selection
from kexie_nlp.export import FORMATS, write_file

ASTRAL = """@year=2021
@region=戊省 己市
@association=己市科学技术协会
# 工作总结😀
𠮷水县[ORG:科协]🎉在[COMPETITION:第5届机器人竞赛]中获[AWARD:一等奖]２项，𠀀经费[AMOUNT:5万元]。
两地& <联办>"科普"[ACTIVITY:科普日]活动,	参加[QUANTITY:100人次]。
"""


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Return an archive of three reports, which tests only read."""
    folder = tmp_path_factory.mktemp("export")
    paths = [folder / "north.txt", folder / "south.txt", folder / "astral.txt"]
    for path, marked in zip(paths, (NORTH, SOUTH, ASTRAL), strict=True):
        path.write_text(marked, encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as opened:
        opened.add(paths, analyze=analyze_marked, workers=1)
        yield opened


@pytest.fixture
def exported(archive: Archive, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that exports a selection and returns the file or folder."""

    def export(name: str, **wanted: object) -> Path:
        selection = Selection(**{"scope": FORMATS[name].scopes[0], **wanted})  # type: ignore[arg-type]
        path = tmp_path / f"{name}{FORMATS[name].suffix}"
        write_file(archive.select(selection), selection, name, path)
        return path

    return export
