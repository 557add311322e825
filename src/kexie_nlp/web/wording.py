"""The Chinese words of the pages: names of fields and kinds, and what the library says in English."""

import re
from decimal import Decimal
from typing import Final

from kexie_nlp.errors import KexieError, QueryError, ReportError
from kexie_nlp.labels import LABELS
from kexie_nlp.web.reasons import FILE_REASONS, OTHER_REASONS

SECTIONS: Final = {
    "/": "检索", "/reports": "报告", "/achievements": "成果", "/metrics": "指标", "/series": "走势", "/compare": "比较",
    "/calendar": "日历", "/checks": "核查", "/upload": "上传", "/corrections": "更正", "/help": "帮助",
}  # fmt: skip
SCOPES: Final = {"passages": "全文", "achievements": "成果", "metrics": "指标", "reports": "报告"}
SORTS: Final = {"relevance": "相关度", "year": "年度", "amount": "金额", "count": "数目"}
FACETS: Final = {
    "year": "年度", "region": "地区", "association": "科协", "kind": "报告类型",
    "type": "实体类型", "contest": "竞赛", "award": "奖项", "program": "项目",
}  # fmt: skip
FACET_FIELDS: Final = {
    "year": "年份", "region": "地区", "association": "协会", "kind": "类型",
    "type": "实体", "contest": "竞赛", "award": "奖项", "program": "项目",
}  # fmt: skip
"""The field of the query language by which each facet includes and excludes."""
TYPES: Final[dict[str, str]] = {label.name: label.zh for label in LABELS}
FINDINGS: Final = {
    "sum": "合计", "share": "占比", "change": "增减", "completion": "完成率", "repeat": "前后一致",
    "unit": "单位", "date": "日期", "count": "列举数目", "code": "科目编码", "restated": "往年数据",
}  # fmt: skip
METRIC_KINDS: Final = {"amount": "金额", "quantity": "数量", "percent": "比例"}
EXACTNESS: Final = {"exact": "", "about": "约", "over": "超过", "under": "不足"}
CHANGES: Final = {"of": "", "by": "增减量", "from": "原值"}
SUGGESTED: Final = {
    "competition": "竞赛", "award": "奖项", "association": "科协", "indicator": "指标", "project": "项目", "activity": "活动",
    "org": "机构", "person": "人物", "place": "地点", "document": "文件", "region": "地区", "kind": "报告类型", "word": "词语",
}  # fmt: skip

_REASONS: Final = (
    (r"the range ends (?:below|before) its beginning", "范围的终点小于起点"),
    (r"(?P<x>.+) is not a number", "{x} 不是数字"),
    (r"(?P<x>.+) is no unit of this field", "{x} 不是这个字段的单位"),
    (r"a field, = and a value are needed", "应写作 字段=值"),
    (r"there is no field (?P<x>[^;]+);.*", "没有 {x} 这个字段"),
    (r"(?P<x>.+) is not a date", "{x} 不是日期"),
    (r"dates from (?P<x>\d+) to (?P<y>\d+) are known here", "日期须在 {x} 年至 {y} 年之间"),
    (r"near words are looked for in the text, not in a field", "邻近检索只用于正文，不能放在字段后"),
    (r"a number has no beginning to look for; give a range", "数字不能用 *，请改用范围"),
    (r"there is nothing to look for here", "此处没有可查找的文字"),
    (r"there is no entity type (?P<x>[^;]+);.*", "没有 {x} 这个实体类型"),
    (r"the query has (?P<x>\d+) characters, (?P<y>\d+) are allowed", "检索式有 {x} 个字符，最多 {y} 个"),
    (r"half a character stands here", "此处有不完整的字符"),
    (r"(?P<x>.) closes a quote that was not opened", "{x} 没有对应的前引号"),
    (r"the quote opened by (?P<x>.) is not closed", "{x} 没有对应的后引号"),
    (r"near words are asked for more than (?P<x>\d+) times", "邻近检索最多用 {x} 次"),
    (r"this is too much at once.*", "一次查找的内容过多，请减少"),
    (r"(?P<x>.+?) lacks a word beside it.*", "{x} 旁边缺少词语；要查找这些字符，请加引号"),
    (r"nothing stands within these parentheses", "括号内没有内容"),
    (r"this parenthesis was not opened", "没有对应的前括号"),
    (r"this parenthesis is not closed", "没有对应的后括号"),
    (r"more than (?P<x>\d+) parentheses within each other", "括号最多嵌套 {x} 层"),
    (r"NOT stands twice", "“非”重复了"),
    (r"(?P<x>.+) has no value", "{x} 后面缺少内容"),
    (r"(?P<x>\d+) words are to be near each other, (?P<y>\d+) are allowed", "邻近检索有 {x} 个词，最多 {y} 个"),
    (r"near words may stand up to (?P<x>\d+) characters apart.*", "邻近检索的间隔最多 {x} 字"),
    (r"the archive tells nothing of '(?P<x>.+?)'; perhaps (?P<y>.+)", "库中没有“{x}”，是否指：{y}"),
    (r"the archive tells nothing of '(?P<x>.+?)'", "库中没有“{x}”"),
    (r"'(?P<x>.+?)' is told only as a plan.*", "“{x}”只见于计划、增减或部分月份，没有可列的年度数据"),
    (r"there is nothing to plot.*", "没有可画的数据，请放宽筛选条件"),
    (r"a plot would need (?P<x>\d+) places on the axis and (?P<y>\d+) colours; (?P<a>\d+) and (?P<b>\d+) can be read.*",
     "图上会有 {x} 组、{y} 种颜色，超过可辨认的 {a} 组、{b} 种；请用筛选条件减少"),
    (r"the series are in \d+ units \((?P<x>.+)\).*", "各数列单位不同（{x}），请选定单位后再画图"),
    (r"(?P<x>\d+) series cannot be told apart in one plot, (?P<y>\d+) can.*", "共 {x} 条数列，一图最多分辨 {y} 条，请用筛选条件减少"),
    (r"(?P<x>\d+) associations cannot be read in one plot, (?P<y>\d+) can.*", "共 {x} 家，一图最多 {y} 家，请用筛选条件减少"),
    (r"no association of level (?P<x>\S+) tells '(?P<y>.+?)' for (?P<a>\S+); the years told are (?P<b>.+)",
     "{x}级科协中没有报告“{y}”{a}年数据的；有数据的年度：{b}"),
    (r"no association reports both '(?P<x>.+?)' and '(?P<y>.+?)' for that year", "该年没有同时报告“{x}”和“{y}”的科协"),
    (r"'(?P<x>.+?)' fits \d+ contests; name one of them: (?P<y>.+)", "“{x}”不止指一项赛事，请选其一：{y}"),
    (r"no award of a contest called '(?P<x>.+?)' is in the archive.*", "库中没有“{x}”的获奖"),
    (r"(?P<x>\d+) goals cannot be read in one plot, (?P<y>\d+) can.*", "共 {x} 项目标，一图最多 {y} 项，请用筛选条件减少"),
    (r"(?P<x>\d+)\.\.(?P<y>\d+) is no span of the report, which has (?P<a>\d+) characters", "报告共 {a} 字，没有 {x} 至 {y} 这一处"),
    (r"(?P<x>\d+) characters are too many for an entity; (?P<y>\d+) are allowed", "一处最多 {y} 字，这里有 {x} 字"),
    (r"at \d+\.\.\d+ stands ['\"](?P<x>.*)['\"], not ['\"](?P<y>.*)['\"]", "此处原文为“{x}”，不是“{y}”；页面可能已过时，请重新打开"),
    (r"an entity is a piece of one line or cell.*", "实体须在同一行或同一单元格内，首尾不含空白"),
    (r"(?P<x>.*) is no type of entity; .*", "请选择实体类型"),
    (r"no entity is tagged at (?P<x>\d+)\.\.(?P<y>\d+).*", "此处没有标注实体，无需去除；可能已有人更正"),
    (r"['\"](?P<x>.*)['\"] is tagged as (?P<y>\w+) already", "“{x}”已经这样标注，没有改动"),
    (r"['\"](?P<x>.*)['\"] does not stand at this place.*", "此处没有“{x}”，请按报告原文填写"),
    (r"['\"](?P<x>.*)['\"] is no place in the report", "“{x}”不是报告中的位置"),
    (r"['\"](?P<x>.*)['\"] is no year; .*", "“{x}”不是年度，请写四位数字，如 2020"),
    (r"['\"](?P<x>.*)['\"] is no date; .*", "“{x}”不是日期，请写作 2020-03-15"),
    (r"['\"](?P<x>.*)['\"] is no kind of report; expected one of (?P<y>.*)", "没有“{x}”这种报告类型，可选：{y}"),
    (r"['\"](?P<x>.*)['\"] is no region; .*", "没有找到地区“{x}”，请自省级写起，以空格分开，如：四川省 攀枝花市 东区"),
    (r"['\"](?P<x>.*)['\"] is no kind of link; .*", "没有“{x}”这种统一名称"),
    (r"a report has a title; .*", "报告须有标题"),
    (r"the report has (?P<x>\w+) ['\"](?P<y>.*)['\"] already", "报告信息已是“{y}”，没有改动；可能已有人更正"),
    (r"give the form as reports write it, and the name to count it under", "请填写统一名称"),
    (r"a form cannot begin with #.*", "写法不能以 # 开头"),
    (r"say who corrects", "请填写更正人"),
    (r"(?P<x>.+) has (?P<y>\d+) characters; (?P<a>\d+) are allowed", "填写的内容有 {y} 字，最多 {a} 字"),
    (r"nothing is to be changed", "没有改动"),
    (r"['\"](?P<x>.*)['\"] is counted as ['\"](?P<y>.*)['\"] already", "“{x}”已计入“{y}”，没有改动"),
    (r"correction (?P<x>\d+) is undone already", "更正 {x} 已撤销"),
    (r"correction (?P<x>\d+) cannot be undone: .*", "更正 {x} 之后，统一名称又有改动，须先撤销后来的更正，或修改 links.tsv"),
    (r"name at least one thing to count by.*", "请至少选一个统计项目"),
    (r"something to count by is named twice.*", "同一项目选了两次，请各选一次"),
    (r"there is nothing called '(?P<x>.+?)' to count by.*", "不能按“{x}”统计"),
)  # fmt: skip
_COMPILED: Final = tuple((re.compile(pattern, re.DOTALL), zh) for pattern, zh in (*FILE_REASONS, *_REASONS, *OTHER_REASONS))


def reason_zh(error: KexieError) -> str:
    """Return in Chinese what an error says; as the library says it where there are no words for it here."""
    return told_zh(error.reason if isinstance(error, QueryError | ReportError) else str(error))


def told_zh(told: str) -> str:
    """Return in Chinese what the library says; unchanged where there are no words for it here."""
    for pattern, zh in _COMPILED:
        if match := pattern.fullmatch(told):
            return zh.format(**match.groupdict())
    return told


def number(value: Decimal | int | str | None) -> str:
    """Return a number with its thousands set apart and no idle zeros."""
    if value is None:
        return ""
    told = f"{Decimal(value):,f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def readable(value: Decimal, unit: str) -> str:
    """Return a value with its unit; large sums of money in 万元 or 亿元 where that stays exact."""
    if unit == "元":
        for size, name in ((Decimal(10) ** 8, "亿元"), (Decimal(10) ** 4, "万元")):
            if abs(value) >= size and (value / size) == (value / size).quantize(Decimal("0.000001")):
                return number(value / size) + name
    return number(value) + unit
