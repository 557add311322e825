"""Clear-cut sentences → entities, with the shipped model; near misses stand beside hits.

Scores of a trained model are no matter for tests, so only sentences stand here that no careful reader doubts.
"""

from collections.abc import Callable

import pytest

from kexie_nlp.document import Entity

Tag = Callable[[str], list[Entity]]

HITS = [
    # ORG
    ("市科协、市教育局、团市委共同主办。", "市科协/ORG 市教育局/ORG 团市委/ORG"),
    ("省委组织部和省科协联合印发通知。", "省委组织部/ORG 省科协/ORG"),
    ("县科技馆全年接待观众15200人次。", "县科技馆/ORG 15200人次/QUANTITY"),
    ("贵州省科协拨付资金20万元。", "贵州省科协/ORG 20万元/AMOUNT"),
    # a sentence of its own leaves an amount without surroundings
    ("合计执行163万元。", "163万元/AMOUNT"),
    ("公用经费19万元。", "19万元/AMOUNT"),
    # COMPETITION and AWARD
    (
        "临溪县代表队在第35届安澜市青少年科技创新大赛中获得一等奖3项、二等奖6项。",
        "临溪县代表队/ORG 第35届安澜市青少年科技创新大赛/COMPETITION 一等奖/AWARD 3项/QUANTITY 二等奖/AWARD 6项/QUANTITY",
    ),
    ("选派12名选手参加全国青少年人工智能创新挑战赛。", "12名/QUANTITY 全国青少年人工智能创新挑战赛/COMPETITION"),
    ("获得金奖2枚、银奖4枚。", "金奖/AWARD 2枚/QUANTITY 银奖/AWARD 4枚/QUANTITY"),
    ("大赛设一等奖、二等奖和三等奖。", "一等奖/AWARD 二等奖/AWARD 三等奖/AWARD"),
    ("被授予“全国科普教育基地”称号。", "全国科普教育基地/AWARD"),
    ("学校获得优秀组织奖。", "优秀组织奖/AWARD"),
    ("覃望舒被评为全国优秀科技工作者。", "覃望舒/PERSON 全国优秀科技工作者/AWARD"),
    # ACTIVITY
    ("组织“科技志愿服务进社区”活动18次。", "“科技志愿服务进社区”活动/ACTIVITY 18次/QUANTITY"),
    ("参加中国流动科技馆巡展。", "中国流动科技馆巡展/ACTIVITY"),
    ("开展科普讲座26场、义诊8次。", "科普讲座/ACTIVITY 26场/QUANTITY 义诊/ACTIVITY 8次/QUANTITY"),
    (
        "2022年6月，县科协联合县农业农村局举办蔬菜种植技术培训班4期。",
        "2022年6月/DATE 县科协/ORG 县农业农村局/ORG 蔬菜种植技术培训班/ACTIVITY 4期/QUANTITY",
    ),
    ("9月15日至21日举办了科技活动周。", "9月15日至21日/DATE 科技活动周/ACTIVITY"),
    # PROGRAM
    ("“科普安澜”微信公众号发布图文1200余篇。", "“科普安澜”微信公众号/PROGRAM 1200余篇/QUANTITY"),
    ("建成院士专家工作站5家。", "院士专家工作站/PROGRAM 5家/QUANTITY"),
    # PLACE
    ("活动在白石镇文化广场举行。", "白石镇文化广场/PLACE"),
    # DOCUMENT
    ("根据《全民科学素质行动规划纲要（2021—2035年）》，制定了实施方案。", "《全民科学素质行动规划纲要（2021—2035年）》/DOCUMENT"),
    ("《湿地里的歌声》获一等奖。", "《湿地里的歌声》/DOCUMENT 一等奖/AWARD"),
    ("（云财教〔2021〕45号）", "云财教〔2021〕45号/DOCUMENT"),
    ("按照云财教〔2021〕45号文件要求，及时下达资金。", "云财教〔2021〕45号/DOCUMENT"),
    # values and dates
    ("2021年度收入总计3,245,600元。", "2021年度/DATE 3,245,600元/AMOUNT"),
    ("较上年减少30余万元，下降4.8%。", "30余万元/AMOUNT 4.8%/PERCENT"),
    ("人均支出约350元。", "350元/AMOUNT"),
    ("公用经费占百分之五。", "百分之五/PERCENT"),
    ("订阅报刊210份，发放资料4万余册。", "210份/QUANTITY 4万余册/QUANTITY"),
    ("基本支出占总支出的76%，比上年提高3.2个百分点。", "76%/PERCENT 3.2个百分点/PERCENT"),
]

NOTHING = [
    "大赛圆满结束。",
    "第34届",
    "第一，提高认识；第二，加强领导。",
    "领导小组多次召开会议研究部署。",
    "我市青少年积极参加各类比赛，获奖人数不断增加。",
    "近年来，全市科普工作取得明显成效。",
    "活动受到群众欢迎。",
    "我局高度重视此项工作。",
    "本单位无此项支出。",
    "组织全体干部认真学习。",
    "五大重点人群科学素质明显提升。",
    "邮编：616000，电话：0812-1234567。",
    "提高了服务能力和水平。",
    "",
    "\n",
    "。",
]


def told(entities: list[Entity]) -> str:
    return " ".join(f"{entity.text}/{entity.type}" for entity in entities)


@pytest.mark.parametrize(("sentence", "expected"), HITS, ids=[row[0] for row in HITS])
def test_hits(tag: Tag, sentence: str, expected: str) -> None:
    assert told(tag(sentence)) == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_near_misses(tag: Tag, sentence: str) -> None:
    assert told(tag(sentence)) == ""


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("支出661.70万元，增长7.4%。", ["6617000.00", "7.4"]),
        ("较上年减少30余万元，共39750人（次）。", ["300000", "39750"]),
        ("2018年1-12月完成4万余册。", ["2018-01/2018-12", "40000"]),
        ("2019年3月14日召开科普讲座。", ["2019-03-14", None]),
    ],
)
def test_exact_values(tag: Tag, sentence: str, values: list[str | None]) -> None:
    assert [entity.value for entity in tag(sentence)] == values


@pytest.mark.parametrize(
    ("sentence", "type_", "canonical", "source"),
    [
        ("获得一等奖。", "AWARD", "一等奖", "lexicon:award"),
        ("开展科普讲座。", "ACTIVITY", None, "lexicon:activity"),
        ("增长7.4%。", "PERCENT", None, "pattern:percent"),
        ("制定了《实施方案》。", "DOCUMENT", None, "pattern:title"),
        ("覃望舒被评为全国优秀科技工作者。", "PERSON", None, "pattern:person-name"),
        ("“科普安澜”微信公众号发布图文。", "PROGRAM", None, "form:program"),
    ],
)
def test_every_entity_tells_its_source(tag: Tag, sentence: str, type_: str, canonical: str | None, source: str) -> None:
    entity = next(entity for entity in tag(sentence) if entity.type == type_)
    assert entity.source == source
    assert 0.3 <= entity.score <= 1
    assert canonical is None or entity.canonical == canonical


def test_same_sentence_same_entities(tag: Tag) -> None:
    sentence = HITS[4][0]
    assert tag(sentence) == tag(sentence)
    # a line of its own is tagged alike wherever it stands
    second = [entity for entity in tag(f"前言\n{sentence}") if entity.start >= 3]
    assert told(second) == told(tag(sentence))
