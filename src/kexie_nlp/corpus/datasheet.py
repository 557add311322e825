"""The datasheet of a corpus: what it is, how it was made, what it is for; counts are taken as the reports go by."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from kexie_nlp.corpus.manifest import Maker
from kexie_nlp.labels import LABELS
from kexie_nlp.records import Analysis

_UNKNOWN: Final = "未知"


class Datasheet:
    """Counts what a datasheet tells."""

    def __init__(self) -> None:
        self._tables: dict[str, Counter[str]] = {name: Counter() for name in ("年度", "一级地区", "级别", "类型", "科协")}
        self._entities: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()

    def add(self, analysis: Analysis) -> None:
        """Count a report."""
        report = analysis.report
        region = report.region
        told = {
            "年度": str(report.year) if report.year is not None else None,
            "一级地区": region.path[0] if region and region.path else None,
            "级别": region.level if region else None,
            "类型": report.kind,
            "科协": report.association,
        }
        for name, value in told.items():
            self._tables[name][value or _UNKNOWN] += 1
        self._entities.update(entity.type for entity in analysis.entities)
        self.counts.update(
            reports=1,
            characters=len(report.text),
            sentences=len(report.sentences),
            tables=len(report.tables),
            entities=len(analysis.entities),
            achievements=len(analysis.achievements),
            metrics=len(analysis.metrics),
        )

    def markdown(self, name: str, query: str, filters: Mapping[str, Any], maker: Maker) -> str:
        """Return the datasheet as a page: what was chosen, what it is made of, how it was made, what it is for."""
        sections = [*_head(name, query, filters), *self._composition(), *_making(maker), *_USE]
        return "\n".join(sections) + "\n"

    def _composition(self) -> list[str]:
        """Return what the corpus is made of."""
        lines = ["## 构成 Composition", "", "| 内容 | 数量 count |", "|---|---|"]
        names = {
            "reports": "报告", "characters": "字符", "sentences": "句子和表格行", "tables": "表格", "entities": "实体",
            "achievements": "成果", "metrics": "指标数值",
        }  # fmt: skip
        lines += [f"| {zh} {name} | {self.counts[name]} |" for name, zh in names.items()]
        for name, counts in self._tables.items():
            ranked = sorted(counts.items(), key=lambda item: item[0]) if name == "年度" else _ranked(counts)
            lines += ["", f"| {name} | 报告数 reports |", "|---|---|", *(f"| {_cell(value)} | {count} |" for value, count in ranked)]
        lines += ["", "| 实体类型 entity type | 数量 count |", "|---|---|"]
        lines += [f"| {label.zh} {label.name} | {self._entities[label.name]} |" for label in LABELS]
        return [*lines, ""]


def _head(name: str, query: str, filters: Mapping[str, Any]) -> list[str]:
    """Return the title and what was chosen."""
    told = "; ".join(f"{field} = {_shown(value)}" for field, value in filters.items()) or "—"
    return [
        f"# 数据说明书 Datasheet: {_cell(name)}",
        "",
        "## 选择 Selection",
        "",
        "Whole reports of science associations (科协), each of which has at least one passage that fits:",
        "",
        f"- 检索式 query: {f'`{_cell(query)}`' if query else '— (all reports)'}",
        f"- 筛选 filters: {_cell(told)}",
        "",
    ]


def _making(maker: Maker) -> list[str]:
    """Return how the corpus was made."""
    model = ", ".join(f"{name} {digest[:16]}" for name, digest in maker.model.items())
    return [
        "## 制作 Collection and processing",
        "",
        "Each report was read from its file into plain text, divided into sections, sentences and tables, tagged, and its records",
        "extracted by kexie-nlp; nothing was corrected by hand. The same texts, program, lexicons and model give the same bytes.",
        "",
        "| 工具 made with | 版本 version or hash |",
        "|---|---|",
        f"| kexie-nlp | {maker.kexie_nlp} |",
        f"| 词表 lexicons | {maker.lexicons} |",
        f"| 模型 model | {model} |",
        f"| 名称校正 corrections of names | {maker.links[:16] or '—'} |",
        "",
        "| 文件 file | 内容 what it holds |",
        "|---|---|",
        *(f"| `{name}` | {meaning} |" for name, meaning in _FILES),
        "",
    ]


def _shown(value: object) -> str:
    """Return what a filter asks for, a range as the command line takes it."""
    return "..".join("" if part is None else str(part) for part in value) if isinstance(value, list) else str(value)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return counts, the highest first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _cell(text: str) -> str:
    """Return a text that does not break a table."""
    return " ".join(text.split()).replace("|", "¦")


_FILES: Final = (
    ("manifest.json", "name, query, filters, versions, and the SHA-256 of every text and file"),
    ("reports.jsonl", "the reports: id, file name, title, association, region, year, kind, date, size"),
    ("texts/ID.txt", "the text of each report, to which all offsets refer (code points, half-open)"),
    ("structure.jsonl", "sections, sentences and tables of each report"),
    ("entities.jsonl", "the entities, as `kexie-nlp tag` gives them, each with its report"),
    ("achievements.jsonl, metrics.jsonl", "the records, as `kexie-nlp extract` gives them, each with its report"),
    ("codebook.md, codebook.tsv", "the indicators"),
    ("links.tsv", "a user's corrections of names, where there are any"),
)
_USE: Final = (
    "## 使用 Uses and limits",
    "",
    "- For counting and reading: every record leads by `report`, `start` and `end` to its place in `texts/`.",
    "- Entities and records are found by a program: `score` is the probability that an entity is right. Check a sample before you",
    "  publish figures; `kexie-nlp evaluate` measures the program on marked text.",
    "- What reports claim is not verified here; figures may contradict each other within a report.",
    "- The texts are the associations'. Whether they may be passed on is for whoever publishes the corpus to find out.",
    "- Reports name people (winners, staff). Think of that before you publish or link.",
    "",
    "## 核验 Verification",
    "",
    "    kexie-nlp freeze --verify FOLDER     every file against its hash",
    "    kexie-nlp freeze --rebuild FOLDER    everything made anew from texts/ and compared byte by byte",
)
