"""The columns of the archive's tables, each with its name and meaning; exports, statistics and the command line take them from here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from kexie_nlp.archive.rows import AchievementRow, EntityRow, MetricRow, PassageRow, ReportRow
from kexie_nlp.errors import KexieError
from kexie_nlp.search.results import Hit

Row = TypeVar("Row")
Row_contra = TypeVar("Row_contra", contravariant=True)
CellKind = Literal["text", "integer", "number", "decimal", "date", "spans"]
"""What stands in a column's cells; ``number`` is a float, ``decimal`` exact, ``spans`` are (name, start, end) or (start, end)."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row_contra]):
    """One column.

    Attributes:
        name: as in JSON and in the head of a table. zh: in Chinese. meaning_zh: what stands in it.
        value: gives the cell of a row: None, text, a number, a date, or spans.
        kind: of which of these, for formats whose columns have types.
    """

    name: str
    zh: str
    meaning_zh: str
    value: Callable[[Row_contra], object]
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """Rows to be written, and how; ``zh`` is the table's name in Chinese. The rows may be read but once."""

    name: str
    zh: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]


def _report_columns(report_of: Callable[[Row], ReportRow]) -> tuple[Column[Row], ...]:
    """Return the columns that tell of a row's report."""
    return (
        Column("report", "报告编号", "报告文本的哈希值前16位", lambda row: report_of(row).id),
        Column("path", "文件", "读入时的文件路径", lambda row: report_of(row).path),
        Column("association", "报告单位", "提交报告的科协全称", lambda row: report_of(row).association),
        Column("region", "地区", "自省级起的行政区划，以空格分隔", lambda row: report_of(row).region or None),
        Column("year", "报告年度", "报告所述年度，并非发布年份", lambda row: report_of(row).year, "integer"),
        Column("kind", "报告类型", "部门决算、绩效自评、工作总结等", lambda row: report_of(row).kind),
    )


def _report_of_record(row: AchievementRow | EntityRow | MetricRow | PassageRow) -> ReportRow:
    """Return the report in which a record, entity or passage stands."""
    return row.report


def _place_columns() -> tuple[Column[AchievementRow | MetricRow], ...]:
    """Return the columns that tell where a record stands."""
    return (
        Column("section", "章节", "所在章节的标题，由外到内", lambda row: row.section),
        Column("start", "起点", "在报告文本中的起始字符位置，自0计", lambda row: row.record.start, "integer"),
        Column("end", "终点", "在报告文本中的结束字符位置，不含该字符", lambda row: row.record.end, "integer"),
        Column("sentence", "原句", "所在句子或表格行的原文", lambda row: row.sentence),
        Column("spans", "字段位置", "各字段在报告文本中的位置：字段名、起点、终点", lambda row: row.record.evidence.spans, "spans"),
    )


REPORT_COLUMNS: Final[tuple[Column[ReportRow], ...]] = (
    *_report_columns(lambda row: row),
    Column("title", "标题", "标题行，无标题时为文件名", lambda row: row.title),
    Column("published", "发布日期", "落款或发布日期", lambda row: row.published, "date"),
    Column("passages", "段落数", "可检索的句子和表格行数", lambda row: row.passages, "integer"),
    Column("achievements", "成果数", "抽取的获奖、荣誉条数", lambda row: row.achievements, "integer"),
    Column("metrics", "指标数", "抽取的数据条数", lambda row: row.metrics, "integer"),
)
ACHIEVEMENT_COLUMNS: Final[tuple[Column[AchievementRow], ...]] = (
    *_report_columns(_report_of_record),
    Column("recipient", "获奖者", "原文所写的获奖者", lambda row: row.record.recipient),
    Column("event", "赛事", "原文所写的竞赛或评选", lambda row: row.record.event),
    Column("event_canonical", "赛事系列", "赛事通名，不含届次、年份和地区", lambda row: row.record.event_canonical),
    Column("edition", "届次", "第几届", lambda row: row.record.edition, "integer"),
    Column("award", "奖项", "原文所写的奖项或荣誉称号", lambda row: row.record.award),
    Column("award_grade", "等第", "0为特等奖，1为一等奖或金奖，余类推", lambda row: row.record.award_grade, "integer"),
    Column("count", "数目", "获奖数目；原文未写明时为空", lambda row: row.record.count, "integer"),
    Column("unit", "量词", "数目所用量词", lambda row: row.record.unit),
    Column("title", "作品", "获奖作品或项目名称", lambda row: row.record.title),
    Column("event_year", "赛事年份", "原文写明的年份，否则为报告年度", lambda row: row.record.year, "integer"),
    Column("level", "级别", "国际、国家、省、市或县", lambda row: row.record.level),
    *_place_columns(),
)
METRIC_COLUMNS: Final[tuple[Column[MetricRow], ...]] = (
    *_report_columns(_report_of_record),
    Column("indicator", "指标", "数字所说明的事项", lambda row: row.record.indicator),
    Column("value", "数值", "以基本单位计的数值，金额以元计", lambda row: row.record.value, "decimal"),
    Column("unit", "单位", "元、%、百分点或量词", lambda row: row.record.unit),
    Column("metric_kind", "数值类型", "amount金额、quantity数量、percent比例", lambda row: row.record.kind),
    Column("exactness", "精确度", "exact确数、about约数、over超过、under不足", lambda row: row.record.exactness),
    Column("period", "时期", "数值所属时期，ISO 8601", lambda row: row.record.period),
    Column("change", "变化", "of现值、from原值、by增减量", lambda row: row.record.change),
    Column("text", "原文", "原文所写的数值", lambda row: row.record.text),
    *_place_columns(),
)
PASSAGE_COLUMNS: Final[tuple[Column[PassageRow], ...]] = (
    *_report_columns(_report_of_record),
    Column("section", "章节", "所在章节的标题，由外到内", lambda row: row.section),
    Column("start", "起点", "句子或表格行在报告文本中的起始字符位置，自0计", lambda row: row.start, "integer"),
    Column("end", "终点", "在报告文本中的结束字符位置，不含该字符", lambda row: row.end, "integer"),
    Column("text", "原文", "句子原文；表格行前附表题和列标题，以制表符分隔", lambda row: row.text),
    Column("pieces", "组成", "原文各段在报告文本中的起止位置", lambda row: row.pieces, "spans"),
)
ENTITY_COLUMNS: Final[tuple[Column[EntityRow], ...]] = (
    *_report_columns(_report_of_record),
    Column("type", "实体类型", "ORG、PERSON、PLACE等十二类，见标注规范", lambda row: row.record.type),
    Column("text", "原文", "实体原文", lambda row: row.record.text),
    Column("value", "值", "金额以元计，数量、比例为数，日期为ISO 8601", lambda row: row.record.value),
    Column("canonical", "全称", "词表所载的全称", lambda row: row.record.canonical),
    Column("source", "来源", "由何种词表、规则或模型提出", lambda row: row.record.source),
    Column("score", "概率", "起止和类型均正确的概率，0至1", lambda row: row.record.score, "number"),
    Column("section", "章节", "所在章节的标题，由外到内", lambda row: row.section),
    Column("start", "起点", "在报告文本中的起始字符位置，自0计", lambda row: row.record.start, "integer"),
    Column("end", "终点", "在报告文本中的结束字符位置，不含该字符", lambda row: row.record.end, "integer"),
    Column("sentence", "原句", "所在句子或表格行的原文", lambda row: row.sentence),
)
HIT_COLUMNS: Final[tuple[Column[Hit], ...]] = (
    Column("report", "报告编号", "报告文本的哈希值前16位", lambda hit: hit.report),
    Column("path", "文件", "读入时的文件路径", lambda hit: hit.path),
    Column("association", "报告单位", "提交报告的科协全称", lambda hit: hit.association),
    Column("region", "地区", "自省级起的行政区划，以空格分隔", lambda hit: hit.region or None),
    Column("year", "报告年度", "报告所述年度", lambda hit: hit.year, "integer"),
    Column("kind", "报告类型", "部门决算、绩效自评、工作总结等", lambda hit: hit.kind),
    Column("section", "章节", "所在章节的标题，由外到内", lambda hit: hit.section),
    Column("start", "起点", "段落在报告文本中的起始字符位置", lambda hit: hit.start, "integer"),
    Column("end", "终点", "段落在报告文本中的结束字符位置", lambda hit: hit.end, "integer"),
    Column("snippet", "摘录", "命中处的原文", lambda hit: hit.snippet),
    Column("highlights", "命中位置", "命中处在报告文本中的起止位置", lambda hit: hit.highlights, "spans"),
    Column("passages", "命中段落数", "按报告检索时，该报告命中的段落数", lambda hit: hit.passages, "integer"),
    Column("score", "得分", "相关度", lambda hit: hit.score, "number"),
)


def chosen(columns: Sequence[Column[Row]], names: Iterable[str]) -> list[Column[Row]]:
    """Return the columns with these names, in this order.

    Raises:
        KexieError: at a name that no column has.
    """
    by_name = {column.name: column for column in columns} | {column.zh: column for column in columns}
    found = []
    for name in names:
        if name not in by_name:
            raise KexieError(f"there is no column {name!r}; the columns are {', '.join(column.name for column in columns)}")
        found.append(by_name[name])
    return found
