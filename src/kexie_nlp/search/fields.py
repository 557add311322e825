"""The fields of the query language: their names in both languages, and what they ask for."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from kexie_nlp.labels import EntityType


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: in English, and in the tree. zh: in Chinese. others: further names that mean the same.
        meaning_zh, meaning: what it asks for, in both languages. example: a query that uses it.
        is_number: whether it takes bounds.
    """

    name: str
    zh: str
    meaning_zh: str
    meaning: str
    example: str
    others: tuple[str, ...] = ()
    is_number: bool = False


FIELDS: Final[tuple[Field, ...]] = (
    Field("year", "年份", "报告所属年度", "the year reported on", "年份:2019..2022", ("年度",), is_number=True),
    Field("region", "地区", "报告所属地区，含其下级", "the region of the report, and what lies below it", "地区:临溪", ("地域",)),
    Field("association", "协会", "报告单位", "the reporting association", "协会:市科学技术协会", ("科协", "单位")),
    Field("kind", "类型", "报告类型", "the kind of report", "类型:部门决算"),
    Field("title", "标题", "报告标题", "the title of the report", "标题:决算"),
    Field("section", "章节", "所在章节的标题", "the headings above the passage", "章节:三公"),
    Field("award", "奖项", "奖项、等级、荣誉称号", "a prize, grade or honour in the passage", "奖项:一等奖"),
    Field("competition", "竞赛", "竞赛、评选", "a contest", "竞赛:机器人", ("比赛", "contest")),
    Field("activity", "活动", "活动、会议、培训", "an event, meeting or training", "活动:科普日"),
    Field("project", "项目", "项目、计划、平台", "a programme, plan or platform", "项目:大篷车", ("program",)),
    Field("org", "机构", "机构、团队", "an institution", "机构:实验"),
    Field("person", "人物", "人名", "a person", "人物:谷"),
    Field("place", "地点", "地名、场所", "a place or venue", "地点:广场"),
    Field("document", "文件", "文件、作品", "a document or titled work", "文件:科学素质"),
    Field("date", "日期", "日期", "a date, in ISO 8601, or a range of dates", "日期:2021-03..2021-08"),
    Field(
        "type",
        "实体",
        "所含实体的类型：机构、竞赛、奖项、金额等",
        "the type of an entity in the passage",
        "实体:奖项",
        ("entity", "实体类型"),
    ),
    Field("indicator", "指标", "数字所说明的指标", "what a number measures", "指标:学术交流活动", ("metric",)),
    Field("level", "级别", "成果的级别：国际、国家、省、市、县", "level of an achievement: 国际、国家、省、市、县", "级别:省级"),
    Field("amount", "金额", "金额，以元计", "money, in yuan", "金额:>50万元", is_number=True),
    Field(
        "quantity",
        "数量",
        "数量；也可用量词作字段，如 人次:>=1万",
        "a count of any unit, or of the unit named",
        "数量:>100场",
        is_number=True,
    ),
    Field("percent", "比例", "百分数", "a percentage", "比例:>=95%", is_number=True),
)
ENTITY_FIELDS: Final[dict[EntityType, str]] = {
    "ORG": "org",
    "PERSON": "person",
    "PLACE": "place",
    "DATE": "date",
    "COMPETITION": "competition",
    "ACTIVITY": "activity",
    "AWARD": "award",
    "PROGRAM": "project",
    "DOCUMENT": "document",
    "AMOUNT": "amount",
    "QUANTITY": "quantity",
    "PERCENT": "percent",
}
ACHIEVEMENT_FIELDS: Final = frozenset({"award", "competition", "level"})
METRIC_FIELDS: Final = frozenset({"indicator", "amount", "quantity", "percent"})
MEASURES: Final = frozenset("人名位次项个篇件家所支份册期条届台套户亩辆本张幅部天例株批对门种首座间") | {
    "人次",
    "场",
    "场次",
    "批次",
    "平方米",
    "公里",
    "小时",
    "分钟",
}
"""Measure words that are fields of their own: 人次:>=1万."""


@cache
def field_by_name() -> dict[str, Field]:
    """Return the fields by every name they go by."""
    return {name: entry for entry in FIELDS for name in (entry.name, entry.zh, *entry.others)}
