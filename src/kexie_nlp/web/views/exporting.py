"""What is shown, as a file for other programs."""

import tempfile
from typing import IO, Final, Literal

from kexie_nlp.archive import Archive
from kexie_nlp.archive.selecting import Selection, SelectionScope
from kexie_nlp.errors import KexieError
from kexie_nlp.export import format_named, write_selection
from kexie_nlp.web.parameters import AchievementParameters, MetricParameters, SearchParameters
from kexie_nlp.web.views.searching import equivalent_query

FileFormat = Literal["csv", "xlsx", "jsonl"]
MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}
_IN_MEMORY: Final = 4 * 1024 * 1024


def exported_search(archive: Archive, asked: SearchParameters, name: FileFormat) -> IO[bytes]:
    """Return all that a search finds as a file, from its beginning.

    Raises:
        QueryError: if the query cannot be understood. KexieError: of a search for what is alike, which has no end.
    """
    if asked.like:
        raise KexieError("相似段落按相似度排列，没有界限，不能导出；请改用检索式。")
    return _exported(archive, Selection(asked.scope, equivalent_query(asked), aliases=not asked.exact), name)


def exported_records(archive: Archive, asked: AchievementParameters | MetricParameters, name: FileFormat) -> IO[bytes]:
    """Return all rows of a table of records as a file, from its beginning."""
    scope: SelectionScope = "achievements" if isinstance(asked, AchievementParameters) else "metrics"
    return _exported(archive, Selection(scope, "", asked.filters()), name)


def _exported(archive: Archive, selection: Selection, name: FileFormat) -> IO[bytes]:
    """Return what is chosen as a file."""
    format_named(name).check(selection.scope)
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed when it was sent
    try:
        write_selection(archive.select(selection), selection, name, file)  # type: ignore[arg-type]
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file
