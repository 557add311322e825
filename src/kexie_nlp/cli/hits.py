"""How hits are shown: in brackets or colour for a person, as JSON lines or CSV for a program; with facets and explanations."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kexie_nlp.cli.output import record_line, say
from kexie_nlp.errors import visible
from kexie_nlp.labels import LABELS

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from kexie_nlp.search.explaining import Reason
    from kexie_nlp.search.results import Advice, Hit, SearchResult

FACET_NAMES = {
    "year": "年度", "region": "地区", "association": "科协", "kind": "类型",
    "type": "实体", "contest": "竞赛", "award": "奖项", "program": "项目",
}  # fmt: skip
_MOST_FACET_VALUES = 10


def print_hits(result: "SearchResult") -> None:
    """Print hits for a person: where, then the text with the hits in brackets, or in colour on a terminal."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for hit in result.hits:
        where = " · ".join(str(part) for part in (hit.association or Path(hit.path).name, hit.year, hit.kind, hit.section) if part)
        console.print(Text(visible(where), style="bold"))
        console.print(_marked(hit, console))
        for reason in hit.reasons:
            console.print(Text(visible(f"    {reason_text(reason)}"), style="green"))
        console.print(Text(visible(f"  {hit.report}  {hit.path}"), style="dim"))
    for name, counts in result.facets.items():
        if not counts:
            continue
        console.print(Text(FACET_NAMES.get(name, name), style="bold"))
        for depth, label, count in facet_rows(name, counts):
            console.print(Text(visible(f"  {count:>6}  {'  ' * depth}{label}")))


def _marked(hit: "Hit", console: "Console") -> "Text":
    """Return the snippet on one line, its marks in brackets or in colour."""
    from rich.text import Text

    text = visible(hit.snippet)
    snippet = Text("  ")
    cursor = 0
    for start, end in hit.marks:
        snippet.append(text[cursor:start])
        shown = text[start:end]
        snippet.append(shown if console.is_terminal else f"【{shown}】", style="bold red")
        cursor = end
    snippet.append(text[cursor:])
    return Text(" ").join(line for line in snippet.split("\n") if line)


def reason_text(reason: "Reason") -> str:
    """Return a reason in words."""
    told = "、".join(" ".join(text.split()) for text in reason.found)
    match reason.because:
        case "absent":
            return f"{reason.part} is not there"
        case "alias":
            return f"{reason.part}: {told or reason.name}, by the name {reason.name}"
        case because:
            return f"{reason.part}: {told} ({because})"


def facet_rows(name: str, counts: Iterable[tuple[str, int]]) -> Iterator[tuple[int, str, int]]:
    """Yield depth, value and count of what a person is shown of a facet: the most frequent values, regions below those around them."""
    if name != "region":
        zh: dict[str, str] = {label.name: label.zh for label in LABELS} if name == "type" else {}
        yield from ((0, zh.get(value, value), count) for value, count in list(counts)[:_MOST_FACET_VALUES])
        return
    by_path = {tuple(path.split(" ")): count for path, count in counts}
    roots = sorted((path for path in by_path if path[:-1] not in by_path), key=lambda path: (-by_path[path], path))
    pending = [(0, path) for path in reversed(roots[:_MOST_FACET_VALUES])]
    while pending:
        depth, path = pending.pop()
        yield depth, path[-1] if depth else " ".join(path), by_path[path]
        below = sorted((other for other in by_path if other[:-1] == path), key=lambda other: (-by_path[other], other))
        pending += [(depth + 1, other) for other in reversed(below[:_MOST_FACET_VALUES])]


def facet_lines(result: "SearchResult") -> Iterator[dict[str, Any]]:
    """Yield the counts of a search as lines for a program."""
    for name, counts in result.facets.items():
        for value, count in counts:
            yield {"facet": name, "value": value, "count": count}


def hit_line(hit: "Hit", *, explained: bool = False) -> dict[str, Any]:
    """Return a hit as a line of ``search``; ``explained`` adds why it was found."""
    line: dict[str, Any] = {
        "report": hit.report,
        "path": hit.path,
        "association": hit.association,
        "region": hit.region,
        "year": hit.year,
        "kind": hit.kind,
        "title": hit.title,
        "section": hit.section,
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "highlights": [list(span) for span in hit.highlights],
        "score": round(hit.score, 4),
        "passages": hit.passages,
    }
    if hit.record is not None:
        line["record"] = record_line(hit.record, "")
    if explained:
        line["reasons"] = [
            {
                "part": reason.part,
                "because": reason.because,
                "found": list(reason.found),
                "spans": [list(span) for span in reason.spans],
                "name": reason.name,
            }
            for reason in hit.reasons
        ]
    return line


def say_totals(result: "SearchResult") -> None:
    """Say how many hits there are, and what to try where there are none."""
    if result.total:
        say(f"{len(result.hits)} of {result.total} hits shown")
        return
    say("nothing found")
    if result.advice:
        for line in advice_lines(result.advice):
            say(f"  {visible(line)}")


def advice_lines(advice: "Advice") -> Iterator[str]:
    """Yield what to try, a line each."""
    where = " within the filters" if advice.unfiltered else ""
    for part in advice.missing:
        yield f"no passage{where} has {part}"
    for spelling in advice.spellings:
        yield f"{spelling.total} hits for a spelling like {spelling.part}: {spelling.value}"
    if advice.unfiltered:
        yield f"{advice.unfiltered} hits without the filters"
    if advice.weaker:
        yield f"{advice.total} hits for: {advice.weaker}"
