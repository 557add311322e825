"""The help of the query language in Chinese: what each example of ``search.guide`` finds."""

from typing import Final

from kexie_nlp.search.fields import FIELDS
from kexie_nlp.search.guide import ALIASES, DATES, NUMBERS, WORDS, Topic
from kexie_nlp.web.contexts import ExampleInfo, TopicInfo

MEANINGS: Final = {
    "青少年 一等奖": "两个词都出现，位置不限；空格表示“且”",
    "机器人 金牌 | 冠军": "有“机器人”，并有后两者之一；| 比空格结合得紧",
    "大篷车 -巡展": "有前者而无后者",
    "(大篷车 | 流动科技馆) 年份:2020": "用括号分组；括号也可放在字段后，如 奖项:(金牌 | 冠军)",
    '"科技创新大赛"': "恰好是这几个字；“…”、「…」、『…』同样可用",
    "技创新大": "词语中的一段也能找到",
    '"科普 大篷车"~5': "两词前后不限，相隔不超过 5 字；不写数字为 10 字",
    "青少年*": "以此开头；外文词只找词首，中文不分词界",
    "奖项:省*": "字段中以此开头的名称",
    "*": "全部；检索框留空也是全部",
    "年份:2021": "只要这一年",
    "年份:2019..2022": "从起到止，两端都含；也可写 2019-2022、2019至2022",
    "年份:2022..": "2022 年及以后；..2022 为 2022 年及以前",
    "金额:>50万元": "超过；也可用 >=、<、<=、≥、≤ 及全角符号",
    "金额:50..100万元": "两端都以万元计",
    "比例:-5..5": "−5% 至 5%",
    "人次:>=1万": "以量词作字段：以此为单位的数量",
    "数量:>100场": "同上，单位写在数字后",
    "日期:2023-09": "一个月",
    "日期:2021-03..2021-08": "从第一天到最后一天；也可写 2021年3月..2021年8月",
    "日期:>=2023": "此后；也可用 >、<=、<",
    "青创赛": "也找“青少年科技创新大赛”",
    "协会:安澜市科协": "安澜市科学技术协会",
    '"市科协"': "加引号则只找这几个字",
}
"""What the examples find, by query; a test holds this to the guide."""

_TITLES: Final = {
    WORDS.name: ("词语", "文中出现的任何一段文字都能找到，不受分词影响。且、或、非可写作 AND、OR、NOT，全角符号与半角同义。"),
    NUMBERS.name: ("数字", "年份、金额、数量、比例和量词后面写数或范围；万、亿和中文数字都能识别。"),
    DATES.name: ("日期", "按报告中的写法或 ISO 8601 写法查找；范围只找完整落在其中的日期。"),
    ALIASES.name: ("别名", "三个字以上的词也按全称、简称查找；勾选“只按原文”则不找别名。"),
}


def help_topics() -> tuple[TopicInfo, ...]:
    """Return the parts of the help."""
    fields = TopicInfo(
        "字段",
        "字段名、冒号、内容；内容可以只是名称的一部分。",
        tuple(ExampleInfo(field.example, f"{field.zh}（{field.name}）：{field.meaning_zh}") for field in FIELDS),
    )
    words, numbers, dates, aliases = (_topic(topic) for topic in (WORDS, NUMBERS, DATES, ALIASES))
    return (words, fields, numbers, dates, aliases)


def _topic(topic: Topic) -> TopicInfo:
    """Return a topic in Chinese."""
    title, before = _TITLES[topic.name]
    return TopicInfo(title, before, tuple(ExampleInfo(example.query, MEANINGS[example.query]) for example in topic.examples))
