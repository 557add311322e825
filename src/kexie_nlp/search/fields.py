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
        meaning_zh: what it asks for. example: a query that uses it.
        is_number: whether it takes bounds.
    """

    name: str
    zh: str
    meaning_zh: str
    example: str
    others: tuple[str, ...] = ()
    is_number: bool = False


FIELDS: Final[tuple[Field, ...]] = (
    Field("year", "年份", "报告所属年度", "年份:2019..2022", ("年度",), is_number=True),
    Field("region", "地区", "报告所属地区，含其下级", "地区:四川", ("地域",)),
    Field("association", "协会", "报告单位", "协会:市科学技术协会", ("科协", "单位")),
    Field("kind", "类型", "报告类型", "类型:部门决算"),
    Field("title", "标题", "报告标题", "标题:决算"),
    Field("section", "章节", "所在章节的标题", "章节:主要工作"),
    Field("award", "奖项", "奖项、等级、荣誉称号", "奖项:一等奖"),
    Field("competition", "竞赛", "竞赛、评选", "竞赛:机器人", ("比赛", "contest")),
    Field("activity", "活动", "活动、会议、培训", "活动:科普日"),
    Field("project", "项目", "项目、计划、平台", "项目:科普信息化", ("program",)),
    Field("org", "机构", "机构、团队", "机构:实验中学"),
    Field("person", "人物", "人名", "人物:王"),
    Field("place", "地点", "地名、场所", "地点:科技馆"),
    Field("document", "文件", "文件、作品", "文件:科学素质"),
    Field("date", "日期", "日期", "日期:2019-05"),
    Field("indicator", "指标", "数字所说明的指标", "指标:学术交流活动", ("metric",)),
    Field("level", "级别", "成果的级别：国际、国家、省、市、县", "级别:省级"),
    Field("amount", "金额", "金额，以元计", "金额:>50万元", is_number=True),
    Field("quantity", "数量", "数量；也可用量词作字段，如 人次:>=1万", "数量:>100场次", is_number=True),
    Field("percent", "比例", "百分数", "比例:>=95%", is_number=True),
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
