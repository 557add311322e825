"""The codebook of a corpus: each indicator with its definition, unit, years, how often it is told, examples, and whence it comes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.linker import Linker
from kexie_nlp.records import Analysis, Metric

COLUMNS: Final = (
    "indicator", "definition", "unit", "kind", "values", "reports", "associations", "first_year", "last_year",
    "forms", "examples", "source",
)  # fmt: skip
_MEANINGS: Final = (
    ("indicator", "指标", "the name under which all forms are counted"),
    ("definition", "定义", "what is counted, from the lexicon of indicators; empty for an indicator that no lexicon knows"),
    ("unit", "单位", "the unit of the values, money in 元; the most frequent first"),
    ("kind", "数值类型", "amount 金额, quantity 数量, percent 比例"),
    ("values", "数值个数", "how many values are told"),
    ("reports", "报告数", "in how many reports"),
    ("associations", "科协数", "by how many associations"),
    ("first_year", "起始年度", "the first year that a value refers to"),
    ("last_year", "截止年度", "the last year that a value refers to"),
    ("forms", "原文写法", "how reports name it, the most frequent first"),
    ("examples", "示例", "value as written, report and place, sentence"),
    ("source", "出处", "the lexicon that defines it, or that it stands as written"),
)
_MOST_FORMS: Final = 8
_MOST_EXAMPLES: Final = 3
_LONGEST_SENTENCE: Final = 80
_IN_SEVERAL: Final = 2


@dataclass(slots=True)
class _Entry:
    """What is known of one indicator so far."""

    units: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    associations: set[str] = field(default_factory=set)
    values: int = 0
    reports: int = 0
    last_report: str = ""
    years: tuple[int, int] | None = None
    examples: list[str] = field(default_factory=list)


class Codebook:
    """Gathers indicators report by report; its size depends on how many indicators there are, not on how many reports."""

    def __init__(self, lexicons: Lexicons, linker: Linker) -> None:
        self._linker = linker
        self._definitions = {row["indicator"]: row["definition"] for row in lexicons.rows("indicators")}
        self._entries: dict[str, _Entry] = {}

    def add(self, analysis: Analysis) -> None:
        """Count the metrics of a report."""
        for metric in analysis.metrics:
            name = self._linker.indicator(metric.indicator, metric.unit).name
            self._count(self._entries.setdefault(name, _Entry()), metric, analysis)

    def tsv(self) -> str:
        """Return the codebook as a table, the indicators of most reports first."""
        return "\n".join("\t".join(row) for row in (COLUMNS, *self._rows())) + "\n"

    def markdown(self, name: str) -> str:
        """Return the codebook as a page: what the columns mean, and the indicators that a lexicon defines or several reports tell."""
        rows = [row for row in self._rows() if row[1] or int(row[5]) >= _IN_SEVERAL]
        shown = (0, 1, 2, 4, 5, 7, 8)
        heads = [f"{zh} {field_name}" for field_name, zh, _ in _MEANINGS]
        return "\n".join(
            [
                f"# 指标手册 Codebook: {_flat(name)}",
                "",
                f"{len(rows)} of {len(self._entries)} indicators: those that a lexicon defines, and those told in several reports.",
                "`codebook.tsv` holds them all, with forms, examples and sources.",
                "",
                "| 列 column | 含义 meaning |",
                "|---|---|",
                *(f"| {zh} `{field_name}` | {meaning} |" for field_name, zh, meaning in _MEANINGS),
                "",
                f"| {' | '.join(heads[place] for place in shown)} |",
                f"|{'---|' * len(shown)}",
                *(f"| {' | '.join(row[place].replace('|', '¦') for place in shown)} |" for row in rows),
                "",
            ]
        )

    def _count(self, entry: _Entry, metric: Metric, analysis: Analysis) -> None:
        """Count one metric."""
        report = analysis.report
        entry.values += 1
        entry.units[metric.unit] += 1
        entry.kinds[metric.kind] += 1
        entry.forms[metric.indicator] += 1
        if report.association:
            entry.associations.add(report.association)
        year = _year(metric) or report.year
        if year is not None:
            low, high = entry.years or (year, year)
            entry.years = min(low, year), max(high, year)
        if report.id != entry.last_report:
            entry.last_report = report.id
            entry.reports += 1
            if len(entry.examples) < _MOST_EXAMPLES:
                sentence = _flat(report.text[metric.evidence.start : metric.evidence.end])
                shown = sentence if len(sentence) <= _LONGEST_SENTENCE else f"{sentence[:_LONGEST_SENTENCE]}…"
                entry.examples.append(f"{_flat(metric.text)} ({report.id} {metric.start}-{metric.end}): {shown}")

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the table."""
        for name, entry in sorted(self._entries.items(), key=lambda item: (-item[1].reports, -item[1].values, item[0])):
            definition = self._definitions.get(name, "")
            first, last = entry.years or ("", "")
            yield (
                _flat(name), definition, _ranked(entry.units), _ranked(entry.kinds), str(entry.values), str(entry.reports),
                str(len(entry.associations)), str(first), str(last), _ranked(entry.forms), " ‖ ".join(entry.examples),
                "lexicons/indicators.tsv" if definition else "as written",
            )  # fmt: skip


def _year(metric: Metric) -> int | None:
    """Return the year that a metric refers to, the last one of a period."""
    period = (metric.period or "").rpartition("/")[2][:4]
    return int(period) if period.isdigit() and len(period) == 4 else None


def _ranked(counts: Counter[str]) -> str:
    """Return the most frequent values, parted by semicolons."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_FORMS]
    return "; ".join(_flat(value) for value, _ in ranked if value)


def _flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
