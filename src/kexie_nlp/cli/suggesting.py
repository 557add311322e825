"""``suggest``: the names in an archive that somebody who types a part of one may mean."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.output import Format, FormatOption, print_rows, within_reach

if TYPE_CHECKING:
    from kexie_nlp.search.suggesting import Suggestion

_COLUMNS = {"name": "名称", "field": "字段", "passages": "段落数", "how": "方式"}
_HOW_ZH = {"beginning": "开头", "inside": "中间", "similar": "形近"}


def suggest(
    typed: Annotated[str, typer.Argument(metavar="TEXT", help="The beginning or a part of a name, or a name written wrongly.")],
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="FIELD", help="Only names of this field, such as contest or 奖项, or word; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, callback=within_reach, help="At most so many names.")] = 10,
    output: FormatOption = Format.table,
) -> None:
    """Complete the name of a contest, award, association, indicator, programme … from those in the archive."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive) as opened:
        found = opened.suggest(typed, fields=field or (), limit=limit)
    lines = [suggestion_line(one) for one in found]
    if output is Format.table:
        lines = [{**line, "how": _HOW_ZH[line["how"]], "field": _field_zh(line["field"])} for line in lines]
    print_rows(lines, output, _COLUMNS, nothing="no name in the archive is like this")


def suggestion_line(one: "Suggestion") -> dict[str, Any]:
    """Return a suggestion as a line of ``suggest``."""
    return {
        "name": one.value,
        "field": one.field,
        "passages": one.passages,
        "how": one.how,
        "similarity": one.similarity,
        "query": one.query,
    }


def _field_zh(name: str) -> str:
    """Return the Chinese name of a field."""
    from kexie_nlp.search.fields import field_by_name

    known = field_by_name().get(name)
    return known.zh if known else "词语"
