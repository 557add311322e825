"""``corrections``: what readers correct in an archive, made, listed, undone, and given out as marked text."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.output import Format, FormatOption, WholeName, print_rows, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kexie_nlp.archive.corrections import Change, Effect
    from kexie_nlp.records import Analysis

corrections = typer.Typer(
    name="corrections",
    help="Correct what was found in the reports of the archive: list, add, undo, export as marked text for training.",
    no_args_is_help=True,
)
_COLUMNS = {
    "number": "编号",
    "report": "报告",
    "what": "更正",
    WholeName("change"): "内容",
    "who": "更正人",
    "at": "时间",
    "state_zh": "现状",
}
_ACTIONS = {
    "no entity": "不是实体", "type": "改类型", "bounds": "改起止", "name": "改全称", "missing": "补标",
    "report": "报告信息", "link": "统一名称",
}  # fmt: skip
_STATES = {"applied": "生效", "replaced": "被后来的更正取代", "displaced": "原文已不在原处", "absent": "报告不在库中", "undone": "已撤销"}
_FIELDS = {"title": "标题", "association": "科协", "region": "地区", "year": "年度", "kind": "类型", "published": "日期"}
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who corrects; by default the name you are logged in with.")]


@corrections.command(name="list")
def list_corrections(
    report: Annotated[str | None, typer.Option("--report", metavar="REPORT", help="Only those of the report with this id.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Those that were undone, too.")] = False,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    output: FormatOption = Format.table,
) -> None:
    """List the corrections of the archive, and what became of each."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.contract import correction_line

    with Archive.open(archive) as opened:
        lines = [correction_line(standing) for standing in opened.corrections.all(report, undone=everything)]
    rows = ({**line, **_readable(line)} for line in lines) if output is Format.table else lines
    print_rows(rows, output, _COLUMNS, nothing="nothing was corrected")


@corrections.command()
def add(
    report: Annotated[str | None, typer.Argument(metavar="[REPORT]", help="The id of a report, or its beginning; none for a link.")] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="START..END", help="The span to correct, as `export --in entities` has it.")
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="What stands there: AWARD, 奖项 …; none says no entity.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="What has to stand at the span, else it is refused.")] = None,
    full_name: Annotated[str | None, typer.Option("--full-name", metavar="NAME", help="The full name of the entity.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title of the report.")] = None,
    association: Annotated[str | None, typer.Option("--association", metavar="NAME", help="Its association; '' if unknown.")] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="NAME", help="Its region, from the province down; '' if unknown.")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="The year reported on; '' if unknown.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="The kind of report, such as 部门决算.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="Its date, such as 2020-03-15; '' if unknown.")
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar="KIND:FORM=NAME", help="Count a form under a name, such as contest:科创赛=科技创新大赛.")
    ] = None,
    by: ByOption = None,
    why: Annotated[str, typer.Option("--why", help="The reason.")] = "",
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Correct a span, what a report says of itself, or the name a form is counted under."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.archive.corrections import REPORT_FIELDS, field_change, span_change

    told = dict(zip(REPORT_FIELDS, (title, association, region, year, kind, published), strict=True))
    fields = {field: value for field, value in told.items() if value is not None}
    span, wanted = _span(at), _type(type_) if type_ is not None else None
    if (at is None) != (type_ is None):
        raise typer.BadParameter("a span and its type are told together: --at START..END --type TYPE, or --type none", param_hint="--at")
    if span is None and not fields and link is None:
        raise typer.BadParameter("say what to correct: --at and --type, --year and the like, or --link", param_hint="add")
    relinked = _link(link) if link is not None else None
    if report is None and (span or fields):
        raise typer.BadParameter("name the report; `list` shows their ids", param_hint="REPORT")

    def ask(analysis: "Analysis") -> "Iterator[Change]":
        if span is not None:
            yield span_change(analysis, *span, wanted, text=text, canonical=full_name)
        yield from (field_change(analysis.report, field, value) for field, value in fields.items())
        if relinked is not None:
            yield relinked

    with Archive.open(archive) as opened:
        kept = opened.corrections
        if report is None and relinked is not None:
            saved = kept.relink(relinked, _who(by), why)
        else:
            saved = kept.correct(report or "", ask, _who(by), why)
    numbers = ", ".join(str(one.number) for one in saved.corrections)
    outcome = _told(saved.effect) if span or fields else "counted so from now on"
    say(f"correction {numbers} kept; {outcome}")


@corrections.command()
def undo(
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER...", help="Numbers of corrections, as `corrections list` shows them.")],
    forget: Annotated[bool, typer.Option("--forget", help="Keep no record of them, such as of a name that must not stay.")] = False,
    by: ByOption = None,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Undo corrections; what was found before counts again, and they stay on record."""
    from kexie_nlp.archive import Archive

    with Archive.open(archive) as opened:
        saved = opened.corrections.undo(numbers, _who(by), forget=forget)
    say(f"{len(saved.corrections)} {'forgotten' if forget else 'undone'}; {_told(saved.effect)}")


@corrections.command()
def export(
    folder: Annotated[Path, typer.Option("--output", "-o", help="The folder for the marked text, which train takes.")],
    whole: Annotated[bool, typer.Option("--whole", help="The whole reports, not only the sentences that were corrected.")] = False,
    archive: ArchiveOption = DEFAULT_ARCHIVE,
) -> None:
    """Write what was corrected as marked text, to train and measure the tagger with."""
    from kexie_nlp.archive import Archive
    from kexie_nlp.archive.corrections import marked_corrections
    from kexie_nlp.marked import SUFFIX, marked_form

    written = marks = 0
    refused: list[str] = []
    with Archive.open(archive) as opened:
        folder.mkdir(parents=True, exist_ok=True)
        for name, marked in marked_corrections(opened.corrections, whole=whole):
            if marked is None:
                refused.append(name)
                continue
            (folder / f"{name}{SUFFIX}").write_text(marked_form(marked), encoding="utf-8", newline="")
            written, marks = written + 1, marks + len(marked.marks)
    say(f"{written} marked texts with {marks} marks written to {folder}")
    for name in refused:
        say(f"  {name}: holds ⟦, ⟧ or |, the signs of marks, and cannot be told as marked text")
    if refused:
        raise typer.Exit(1)


def _readable(line: dict[str, Any]) -> dict[str, Any]:
    """Return what the table shows of a correction."""
    from kexie_nlp.labels import LABELS

    zh: dict[str | None, str] = {label.name: label.zh for label in LABELS}
    was = line["was"]
    match line["action"]:
        case "report":
            told = f"{_FIELDS[line['field']]}：{was or '未知'} → {line['value'] or '未知'}"
        case "link":
            told = f"{line['written']} → {line['name']}"
        case "no entity":
            told = f"“{line['text']}”不是{zh[was[2]]}"
        case "missing":
            told = f"“{line['text']}”是{zh[line['type']]}"
        case _:
            full = f"，全称 {line['canonical']}" if line["canonical"] else ""
            told = f"“{line['text']}” {zh[was[2]]} → {zh[line['type']]}{full}"
    reason = f"（{line['why']}）" if line["why"] else ""
    return {"what": _ACTIONS[line["action"]], "change": told + reason, "state_zh": _STATES[line["state"]]}


def _told(effect: "Effect") -> str:
    """Return what changed, in words."""
    pairs = (("entities", effect.entities), ("achievements", effect.achievements), ("metrics", effect.metrics))
    told = ", ".join(f"{name} {before} → {after}" for name, (before, after) in pairs if before != after)
    return told or ("records changed" if effect.changed else "as many entities and records as before")


def _who(by: str | None) -> str:
    """Return who corrects."""
    import getpass

    try:
        return by if by is not None else getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise typer.BadParameter("say who corrects", param_hint="--by") from None


def _span(at: str | None) -> tuple[int, int] | None:
    """Return the span that START..END names."""
    if at is None:
        return None
    first, dots, last = at.partition("..")
    if not (dots and first.isdecimal() and last.isdecimal()):
        raise typer.BadParameter(f"{at!r} is no span; write START..END, such as 120..123", param_hint="--at")
    return int(first), int(last)


def _type(told: str) -> Any:
    """Return the entity type of a name in English or Chinese, None for none."""
    from kexie_nlp.labels import LABELS

    if told.lower() == "none":
        return None
    known = {label.name.lower(): label.name for label in LABELS} | {label.zh: label.name for label in LABELS}
    if told.lower() not in known:
        names = ", ".join(label.name for label in LABELS)
        raise typer.BadParameter(f"{told!r} is no type; expected one of {names}, or none", param_hint="--type")
    return known[told.lower()]


def _link(told: str) -> Any:
    """Return the change of a link that KIND:FORM=NAME names."""
    from kexie_nlp.archive.corrections import link_change
    from kexie_nlp.link.links import KINDS

    kind, colon, rest = told.partition(":")
    written, sign, name = rest.rpartition("=")
    if not colon or not sign or kind not in KINDS:
        raise typer.BadParameter(f"{told!r}; write KIND:FORM=NAME with KIND one of {', '.join(KINDS)}", param_hint="--link")
    return link_change(kind, written, name)
