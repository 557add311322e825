"""``text``, ``tokens``, ``tag``, ``extract``: what one stage makes of one file."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kexie_nlp.cli.output import Format, FormatOption, print_rows

if TYPE_CHECKING:
    from kexie_nlp.document import Report
    from kexie_nlp.records import Analysis

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A report, or - for standard input.")]


def text(file: FileArgument) -> None:
    """Print the text of a report, to which all offsets refer."""
    sys.stdout.write(_read(file).text)


def tokens(file: FileArgument, output: FormatOption = Format.table) -> None:
    """Print the words of a report with part of speech, start and end."""
    from kexie_nlp.contract import token_line
    from kexie_nlp.pipeline import default_cutter, tokens_of

    columns = {"start": "起", "end": "止", "text": "词", "pos": "词性"}
    print_rows(map(token_line, tokens_of(_read(file), default_cutter())), output, columns)


def tag(file: FileArgument, output: FormatOption = Format.table) -> None:
    """Print the entities of a report."""
    from kexie_nlp.contract import entity_line

    columns = {
        "start": "起",
        "end": "止",
        "type": "类型",
        "text": "文本",
        "value": "数值",
        "canonical": "规范名",
        "source": "来源",
        "score": "置信度",
    }
    print_rows(map(entity_line, _analyze(file).entities), output, columns)


def extract(file: FileArgument, output: FormatOption = Format.table) -> None:
    """Print the achievements and metrics of a report."""
    analysis = _analyze(file)
    records = list(_records(analysis))
    if output is not Format.table:
        fields = dict.fromkeys(name for record in records for name in record)
        # CSV has one heading for both kinds of record
        rows = records if output is Format.jsonl else [{name: record.get(name) for name in fields} for record in records]
        print_rows(rows, output, {"record": "记录"})
        return
    columns = {
        "recipient": "获奖者",
        "event": "竞赛或活动",
        "award": "奖项",
        "count": "数量",
        "unit": "单位",
        "title": "作品",
        "year": "年份",
    }
    print_rows([record for record in records if record["record"] == "achievement"], output, columns)
    print()
    columns = {"indicator": "指标", "value": "数值", "unit": "单位", "text": "原文", "period": "时间", "change": "变动", "section": "章节"}
    print_rows([record for record in records if record["record"] == "metric"], output, columns)


def _records(analysis: "Analysis") -> Iterator[dict[str, Any]]:
    """Yield the lines of all records in reading order."""
    from kexie_nlp.contract import achievement_line, metric_line

    source = analysis.report.text
    for achievement in analysis.achievements:
        yield achievement_line(achievement, source[achievement.evidence.start : achievement.evidence.end])
    for metric in analysis.metrics:
        yield metric_line(metric, source[metric.evidence.start : metric.evidence.end])


def _read(file: str) -> "Report":
    """Return the report in a file or on standard input."""
    from kexie_nlp.pipeline import read_report, report_of_bytes

    return report_of_bytes(sys.stdin.buffer.read(), "-") if file == "-" else read_report(file)


def _analyze(file: str) -> "Analysis":
    """Return the analysis of a file or of standard input."""
    from kexie_nlp.pipeline import analyze

    return analyze(_read(file))
