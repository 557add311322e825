"""``link`` and ``links``: the one name of a thing and why, and the names of an archive."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.output import NOTHING_FITS, Format, FormatOption, WholeName, print_rows, within_reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kexie_nlp.link.groups import LinkGroup
    from kexie_nlp.link.linker import Linker
    from kexie_nlp.link.links import Link

Kind = Literal["association", "contest", "award", "program", "indicator"]
_KIND_ZH = {"association": "科协", "contest": "竞赛", "award": "奖项", "program": "项目", "indicator": "指标"}
_HOW_ZH = {"correction": "人工更正", "lexicon": "词库", "rule": "规则", "similar": "近似", "as written": "原文"}
_FACTS = {
    "edition": "届次",
    "year": "年份",
    "level": "级别",
    "place": "地区",
    "stage": "阶段",
    "region": "所属地区",
    "former": "原地区",
    "grade": "等级",
    "award_kind": "奖项类别",
    "rank": "名次",
    "program_kind": "项目类别",
    "unit": "单位",
    "factor": "换算系数",
    "inferred": "推算所得",
    "contradiction": "矛盾",
}


def link(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names as reports write them; - reads them from standard input.")],
    kind: Annotated[Kind | None, typer.Option(help="What the name names; by default, every kind that knows it.")] = None,
    region: Annotated[str, typer.Option(metavar="PATH", help="Region of the report, from the province down, such as 四川省攀枝花市.")] = "",
    year: Annotated[int | None, typer.Option(min=1900, max=2100, help="Year in which a contest was held.")] = None,
    unit: Annotated[str, typer.Option(help="Unit of an indicator's values, such as 人次 or 万元.")] = "",
    archive: Annotated[Path | None, typer.Option("--archive", metavar="DIR", help="Archive whose links.tsv counts.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """Show the one name under which a name is counted, and why."""
    import sys

    from kexie_nlp.archive import Archive
    from kexie_nlp.lexicons import Lexicons
    from kexie_nlp.link.linker import Linker, linker_for
    from kexie_nlp.resources import lexicon_folders

    lexicons = Lexicons(lexicon_folders())
    if archive is not None:
        with Archive.open(archive) as opened:
            linker = linker_for(opened.folder, lexicons)
    else:
        linker = Linker(lexicons)
    written = [line.strip() for name in names for line in (sys.stdin if name == "-" else (name,)) if line.strip()]
    path = _region_path(region)
    rows = (row for name in written for row in _links(linker, name, kind, path, year, unit))
    columns = {
        "written": "写法",
        "kind_zh": "类别",
        "name": "统一名称",
        WholeName("facts"): "信息",
        "how_zh": "依据",
        WholeName("why"): "理由",
    }
    print_rows(rows if output == Format.table else map(_plain, rows), output, columns)


def links(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    kind: Annotated[Kind | None, typer.Option(help="Only names of this kind.")] = None,
    text: Annotated[str | None, typer.Option(help="Only names that hold these characters, or one of whose forms does.")] = None,
    several: Annotated[bool, typer.Option("--several", help="Only names with more than one form.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One row a name, with its forms beside it and no reasons.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, callback=within_reach, help="At most so many names of each kind.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """List the names of an archive with the forms counted under each and why; correct them in the archive's links.tsv."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.lexicons import Lexicons
    from kexie_nlp.link.groups import link_groups
    from kexie_nlp.link.linker import linker_for
    from kexie_nlp.link.links import KINDS
    from kexie_nlp.resources import lexicon_folders

    with Archive.open(archive) as opened:
        linker = linker_for(opened.folder, Lexicons(lexicon_folders()))
        found: list[LinkGroup] = []
        for each in KINDS if kind is None else (kind,):
            groups = link_groups(linker, each, opened.forms(each))
            wanted = [group for group in groups if _wanted(group, text, several=several)]
            found.extend(wanted[:limit])
    if short:
        columns = {"kind_zh": "类别", "name": "统一名称", "unit": "单位", "total": "次数", "number": "写法数", "forms": "写法"}
        print_rows((_short_row(group, output) for group in found), output, columns, nothing=NOTHING_FITS)
        return
    columns = {
        "kind_zh": "类别",
        "name": "统一名称",
        "unit": "单位",
        "total": "次数",
        "written": "写法",
        "count": "写法次数",
        WholeName("why"): "理由",
    }
    rows = _table_rows(found) if output == Format.table else (row for group in found for row in _form_rows(group))
    print_rows(rows, output, columns, nothing=NOTHING_FITS)


def _region_path(region: str) -> tuple[str, ...]:
    """Return the parts of a region's path, which blanks may part."""
    import re

    if " " in region.strip():
        return tuple(region.split())
    return tuple(re.findall(r"[一-龥]+?(?:省|自治区|自治州|自治县|自治旗|地区|市|县|区|旗|盟|州(?!市|区|县))", region)) or tuple(
        region.split()
    )


def _links(
    linker: "Linker", name: str, kind: Kind | None, path: tuple[str, ...], year: int | None, unit: str
) -> "Iterator[dict[str, Any]]":
    """Yield the links of a name: of one kind, or of every kind that knows it, or else of all as they stay."""
    association = f"{path[-1]}科学技术协会" if path else None
    ask: dict[Kind, Callable[[], Link]] = {
        "association": lambda: linker.association(name, association, path),
        "contest": lambda: linker.contest(name, year, path),
        "award": lambda: linker.award(name, path),
        "program": lambda: linker.program(name, path),
        "indicator": lambda: linker.indicator(name, unit),
    }
    found = [ask[each]() for each in (ask if kind is None else (kind,))]
    if kind is None and (sure := [each for each in found if each.known]):
        found = sure
    for each in found:
        facts = {fact: value for fact in _FACTS if (value := getattr(each, fact, None)) not in (None, "", ())}
        yield {
            "written": name,
            "kind": each.kind,
            "kind_zh": _KIND_ZH[each.kind],
            "name": each.name,
            "how": each.how,
            "how_zh": _HOW_ZH[each.how],
            "why": each.why,
            "score": each.score,
            "facts": "；".join(f"{_FACTS[fact]} {''.join(value) if isinstance(value, tuple) else value}" for fact, value in facts.items()),
            **{fact: _json(getattr(each, fact, None)) for fact in _FACTS},
        }


def _json(value: Any) -> Any:
    """Return a value as JSON has it."""
    from decimal import Decimal

    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Decimal) else value


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what is meant for readers of the table."""
    return {name: value for name, value in row.items() if name not in ("kind_zh", "how_zh", "facts")}


def _wanted(group: "LinkGroup", text: str | None, *, several: bool) -> bool:
    """Tell whether a group is asked for."""
    if several and len(group.forms) < 2:
        return False
    return text is None or text in group.name or any(text in form[0] for form in group.forms)


def _form_rows(group: "LinkGroup") -> "Iterator[dict[str, Any]]":
    """Yield one row a form."""
    for written, count, how, why in group.forms:
        yield {
            "kind": group.kind,
            "name": group.name,
            "unit": group.unit,
            "total": group.count,
            "written": written,
            "count": count,
            "how": how,
            "why": why,
        }


def _short_row(group: "LinkGroup", output: Format) -> dict[str, Any]:
    """Return a group as one row, its forms the most frequent first."""
    forms = [written for written, *_ in group.forms]
    kind = {"kind_zh": _KIND_ZH[group.kind]} if output is Format.table else {"kind": group.kind}
    told = {"name": group.name, "unit": group.unit, "total": group.count, "number": len(forms)}
    return {**kind, **told, "forms": forms if output is Format.jsonl else "、".join(forms)}


def _table_rows(groups: "list[LinkGroup]") -> "Iterator[dict[str, Any]]":
    """Yield the rows of the table: the name stands before its first form only."""
    for group in groups:
        for index, row in enumerate(_form_rows(group)):
            shown = {} if index == 0 else dict.fromkeys(("name", "unit", "total"))
            yield {**row, "kind_zh": _KIND_ZH[group.kind] if index == 0 else None, **shown}
