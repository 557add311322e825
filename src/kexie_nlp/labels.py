"""The twelve entity types, a line of meaning each.

The scheme is the project's annotation guideline; taggers, exports and the web page take names and order from here.
"""

from dataclasses import dataclass
from typing import Final, Literal

EntityType = Literal[
    "ORG",
    "PERSON",
    "PLACE",
    "DATE",
    "COMPETITION",
    "ACTIVITY",
    "AWARD",
    "PROGRAM",
    "DOCUMENT",
    "AMOUNT",
    "QUANTITY",
    "PERCENT",
]


@dataclass(frozen=True, slots=True)
class Label:
    """One entity type: its name, its Chinese name and what it marks, in both languages."""

    name: EntityType
    zh: str
    meaning_zh: str
    meaning_en: str


LABELS: Final[tuple[Label, ...]] = (
    Label("ORG", "机构", "有名称的或所指确定的单位、部门、团队、委员会", "a named or definite institution, department, team or committee"),
    Label("PERSON", "人物", "人名，不含职务", "a personal name, without its title"),
    Label("PLACE", "地点", "独立出现的地名、区域或场所", "a named place or region that stands alone, or a venue"),
    Label("DATE", "日期", "带年、月、日、年度的日历表达", "a calendar expression: year, month, day or period"),
    Label("COMPETITION", "竞赛", "有名称的竞赛、评选，含届次与级别", "a named contest or selection, with its edition and level words"),
    Label("ACTIVITY", "活动", "举办或参加的活动、会议、培训、展览", "an event, campaign, meeting, course, visit or exhibition"),
    Label("AWARD", "奖项", "授予的奖项、等级、荣誉称号", "a prize, grade, title of honour or rating that is conferred"),
    Label("PROGRAM", "项目", "有名称的项目、计划、平台、品牌、专栏", "a named project, plan, platform, service, brand, fund or channel"),
    Label("DOCUMENT", "文件", "书名号中的文件、作品，或文号", "a titled document, work or rule, or a document number"),
    Label("AMOUNT", "金额", "金额：数字与货币单位", "money: number and unit"),
    Label("QUANTITY", "数量", "数字与量词或计量单位", "a number with its measure word or unit"),
    Label("PERCENT", "比例", "百分数、百分点或明示的比例", "a percentage, percentage points or a stated ratio"),
)

ENTITY_TYPES: Final[tuple[EntityType, ...]] = tuple(label.name for label in LABELS)
VALUE_TYPES: Final[frozenset[EntityType]] = frozenset({"AMOUNT", "QUANTITY", "PERCENT"})
