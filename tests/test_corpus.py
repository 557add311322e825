"""The marked corpus: every file parses, the index is complete, achievements fit their text, and no two marks contradict each other."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ahocorasick_rs import AhoCorasick

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.marked import SUFFIX
from kexie_nlp.resources import folder
from kexie_nlp.training import Excerpt, read_corpus

PLACE = folder("corpora") / "marked"
TOLD = ".achievements.jsonl"
# an award that only a total is told of has no name in the text
TOTALS = {"获奖", "奖项"}
KEYS = {"recipient", "event", "award", "count", "unit", "title"}
CONTEXT = 2
SHORTEST = 3
BARE = "bare"
# strings that are one thing in one place and another, or none, in another, rightly so
DELIBERATE = {
    "147期": "a count of courses, or the running number of an issue",
    "18期": "a count of courses, or the running number of an issue",
    "19期": "a count of courses, or the running number of an issue",
    "2 人": "a count of people, or the end of a heading's number in front of 人才",
    "22期": "a count of courses, or the running number of an issue",
    "260": "a number in a table, or part of a postcode",
    "30万": "a count, or the end of an ordinal",
    "30日": "a term in days, or a day of the month",
    "6 次": "a count, or the end of a page's number of clicks",
    "7 期": "a count of courses, or the end of an issue's running number",
    "三十年": "三十年如一日 is an idiom",
    "三月三": "a festival with its events, or a day of the lunar calendar",
    "上海天文馆": "employs, or is visited",
    "专项奖": "in apposition to the award's own name the class is no award of its own",
    "业务科": "the beginning of 业务科室",
    "业务股": "the beginning of 业务股室",
    "东华社区": "is given a title, or is where something is put up",
    "中国农业大学": "acts, or is where something is held",
    "中国科技馆": "acts, or is what is visited",
    "中央财政": "gives money, or a kind of funds",
    "临时展览": "what is shown, or in apposition to the exhibition's own name",
    "丹江里社区": "is given a title, or is where something happens",
    "主题党日": "one that was held, or any",
    "习近平": "a person, or the beginning of a doctrine's name",
    "云栖湖科创谷": "acts, or is where something is set up",
    "优秀作品": "a title conferred, or good works",
    "优秀科技实践活动": "a title conferred, or the heading of a class of entries",
    "优秀科技工作者": "a title conferred, or good people at large",
    "优秀项目": "a title conferred, or good projects at large",
    "会同县": "a county, or 会同 (together with) and 县应急部门",
    "先进典型": "a title conferred, or good examples at large",
    "先进单位": "a title conferred, or a class of those that are funded",
    "先进集体": "a title conferred, or a class of those to be funded",
    "全民科学素质行动": "part of the name of an outline",
    "兰州大学": "acts, or is where somebody goes",
    "农家书屋": "a programme in quotation marks, else a kind of facility",
    "农村科普带头人": "a title conferred, or a description in front of a name",
    "办公室": "a department, or a room, or the office of a task force",
    "北京大学": "employs, or is where somebody goes",
    "区政府": "各县（市）区政府 is a class",
    "区科协": "各县区科协 is a class; 园区科协 another body",
    "十五年": "a duration; 十五年前 is a time",
    "华中科技大学": "acts, or is where somebody goes",
    "南京大学": "acts, or is where somebody goes",
    "南门社区": "takes part in a pilot, or is where something is put up",
    "县中医医院": "acts, or is where somebody lies ill",
    "县图书馆": "acts, or is where something is held",
    "县委党校": "gives courses, or is where something is held",
    "县实验小学": "acts, or is where something is held",
    "县文化馆": "acts, or is where something is held",
    "县民族中学": "acts, or is where something is shown",
    "县民族小学": "acts, or is where something is held",
    "县特殊教育学校": "acts, or is where something is held",
    "县科协": "我县|科协, 全县|科协, 旗县科协: no short form of one body",
    "县科技馆": "acts, or is where something is looked at",
    "县第三小学": "acts, or is where something is held",
    "县第二中学": "acts, or is where something is shown",
    "县级科普活动经费": "a project by its name, or spending of that kind",
    "双碑岩社区": "is given a title, or is where something stands",
    "双语科普宣讲团": "a team by its name, or teams of that kind",
    "古洛村": "acts, or is where somebody is sent",
    "向前进": "a person's name, or part of 推向前进",
    "哈尔滨工业大学": "acts, or is where somebody goes",
    "四分钟": "a duration that is told, or a duration as rhetoric",
    "园区科协": "one that is meant, or one yet to be set up, or the class",
    "國立自然科學博物館": "acts, or is what is visited",
    "地区科协": "协作地区科协 is a class",
    "城东社区": "acts, or is where somebody is sent",
    "大会报告": "a talk that is given, or 向大会报告 (to report to the congress)",
    "天津大学": "acts, or is where somebody goes",
    "学会与企业科": "a department, or the beginning of 学会与企业科协",
    "学会科": "a department, or the beginning of 学会科技服务团",
    "学术交流": "part of a budget item's name",
    "学术交流活动": "events that are held, or a budget item's name",
    "学术活动": "events that are held, or one of the functions of an association",
    "学术研讨": "events that are held, or one of the functions of an association",
    "宁夏科技馆": "acts, or is what is visited",
    "实用技术培训": "courses that are held, or part of an indicator's name",
    "宣传部": "the beginning of 宣传部门",
    "少年儿童科学幻想绘画": "a contest in a list of contests, or the heading of a class of entries",
    "少数民族科普工作队": "a team by its name, or a class of those that are funded",
    "州科协": "全州|科协, 市州科协",
    "州科协系统": "全州|科协系统",
    "工作队": "the beginning of 工作队员",
    "巴彦呼舒嘎查": "acts, or is where something happens",
    "市人大": "the beginning of 市人大代表",
    "市人民政府": "各旗县市人民政府 is a class",
    "市实验小学": "acts, or is where something is shown",
    "市科协": "全市|科协, 县市科协",
    "市科技馆": "三省市科技馆 is a class",
    "市级科普教育基地": "a title conferred on somebody, or facilities of that kind",
    "市老科协": "部分州市老科协 is a class",
    "市青少年宫": "acts, or is where something is held",
    "带头人": "short for a title conferred, or people who lead",
    "应急科普": "a column, or popular science in emergencies",
    "恩施州农科院": "lends its experts, or is where something is held",
    "技术咨询": "a visit of experts that is told, or work in general",
    "技术培训": "courses that are held, or one of the functions of an association",
    "技术能手": "a title conferred, or skilled workers at large",
    "教育局": "各县（市、区）科协、教育局 is a class",
    "教育部": "the beginning of 教育部门",
    "文昌航天发射场": "employs, or is a place of interest",
    "新疆科技馆": "acts, or is where something is held",
    "普及科": "the beginning of 普及科学",
    "智能物流搬运赛": "a contest, or the beginning of 智能物流搬运赛道",
    "极地科考": "a display by its name, or what somebody's work is",
    "校园科技馆": "a name in quotation marks, or a kind of facility",
    "校科协": "高校|科协 is a class",
    "武汉大学": "acts, or is where somebody goes",
    "沙土坪镇中学": "is somebody's school, or is where something is put up",
    "狮子口渔场": "acts, or is where something is put up",
    "琼湾中学": "acts, or is where something is held",
    "田间课堂": "a column, or lessons in the field",
    "白岩坪社区": "is given a title, or is where something happens",
    "盟科协": "全盟|科协",
    "省农技协": "我省|农技协",
    "省科协": "全省|科协",
    "省级科普教育基地": "a title conferred on somebody, or facilities of that kind",
    "知识竞答": "a contest, or a round within one",
    "科创赛": "short for a named contest, or the beginning of 科创赛场",
    "科学副校长": "a programme in quotation marks, else a post",
    "科学咖啡馆": "an event, or the brand of such events",
    "科学实验秀": "what is staged, or in apposition to the show's own title",
    "科学家精神教育基地": "a title conferred, or places of that kind",
    "科技下乡": "an event among others, or work in general",
    "科技副总": "a programme in quotation marks, or one person's post",
    "科技工作者之家": "a facility that is counted, or a figure of speech",
    "科技工作者状况调查站点": "a programme in quotation marks, else a kind of facility",
    "科技活动": "what schools hold, or part of a budget item's name and of work in general",
    "科技节": "one that is meant, or any",
    "科技馆": "one that is meant, or any",
    "科普主题活动": "events that are held, or the heading of a kind of work",
    "科普宣传栏": "a column by its name, or notice boards",
    "科普室": "a department, or a room",
    "科普情景剧": "what is staged, or in apposition to the play's own title",
    "科普活动": "part of a budget item's name, and of 科普活动站, 科普活动室",
    "科普示范社区": "a title conferred, or a class of those to be funded",
    "科普讲座": "what is held, or a class that counts as study time",
    "科普轻骑兵": "a team of volunteers, or a brand of vehicles",
    "科普达人": "a title conferred, or people of that kind",
    "科普进万家": "an event, or part of a slogan",
    "站前社区": "is given a title, or is where something is put up",
    "第一名": "一等奖第一名 is a rank within an award",
    "第三名": "a place in a contest is won, a rank in a qualifying round is no award",
    "第五名": "a place in a contest is won, a rank is no award",
    "红色教育": "the beginning of 红色教育基地",
    "线上课": "a lesson that was given, or the beginning of 线上课程",
    "组织部": "the beginning of 组织部分",
    "统战部": "the beginning of 统战部长",
    "绩效管理培训": "a course that was attended, or work in general",
    "考察学习": "a visit that is told, or work in general",
    "联合体": "short for one that is meant, or any",
    "联席会议": "meetings that are held, or the beginning of 联席会议制度",
    "胜利街社区": "is given a title, or is where something is held",
    "芒岗村": "acts, or is where somebody is sent",
    "西南大学": "acts, or is where something is held",
    "西藏自然科学博物馆": "acts, or is what is visited",
    "财政部": "the beginning of 财政部门",
    "贵州科技馆": "acts, or is where something is held",
    "辅导员培训": "what was held, or work in general",
    "辽屏市科学宫": "a budget unit, or where something is held",
    "通报表扬": "an award only where no title is named",
    "金村老街": "is given a title, or is where something is held",
    "金穗湾园区": "is given a title, or is where something stands",
    "阿亚格乔克村": "is given a title, or is where something is done",
    "集中学习": "an activity only where it is counted",
    "青少年科技教育经费": "a fund by its name, or spending of that kind",
    "青少年科技活动": "what money is for, or work in general",
    "首席技师": "a title conferred, or a post",
    "鼓楼南社区": "is given a title, or is where something happens",
}


@pytest.fixture(scope="module")
def corpus() -> list[Excerpt]:
    return read_corpus(PLACE)


def test_the_index_is_complete(corpus: list[Excerpt]) -> None:
    listed = {excerpt.name for excerpt in corpus}
    assert {path.name.removesuffix(SUFFIX) for path in PLACE.glob(f"*{SUFFIX}")} == listed
    assert {path.name.removesuffix(TOLD) for path in PLACE.glob(f"*{TOLD}")} == listed
    assert {excerpt.split for excerpt in corpus} == {"train", "held-out"}


def test_places_stand_in_their_text(corpus: list[Excerpt]) -> None:
    absent = [
        (excerpt.name, forms[0]) for excerpt in corpus for forms in excerpt.places if not any(f in excerpt.marked.text for f in forms)
    ]
    assert absent == []


def test_no_text_stands_twice(corpus: list[Excerpt]) -> None:
    assert len({excerpt.marked.text for excerpt in corpus}) == len(corpus)


def test_every_type_is_in_both_splits(corpus: list[Excerpt]) -> None:
    for split in ("train", "held-out"):
        assert {mark.type for excerpt in corpus if excerpt.split == split for mark in excerpt.marked.marks} == set(ENTITY_TYPES)


def achievements(excerpt: Excerpt) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the achievements told beside an excerpt, with their lines."""
    for number, line in enumerate((PLACE / f"{excerpt.name}{TOLD}").read_text(encoding="utf-8").splitlines(), 1):
        yield number, json.loads(line)


def stands(key: str, words: str, text: str) -> bool:
    """Tell whether words of an achievement stand in text that holds no spaces; a recipient may be several, joined by 、."""
    bare = "".join(words.split())
    return bare in text or (key == "recipient" and all(part and part in text for part in bare.split("、")))


STANDING = [
    ("recipient", "甲、乙", "甲和乙获一等奖", True),
    ("recipient", "甲 甲、乙", "甲甲（乙）", True),
    ("recipient", "甲、丙", "甲和乙获一等奖", False),
    ("recipient", "甲、", "甲获一等奖", False),
    ("recipient", "甲乙", "甲和乙获一等奖", False),
    ("event", "甲、乙", "甲和乙", False),
    ("event", "甲、乙", "甲、乙大赛", True),
]


@pytest.mark.parametrize(("key", "words", "text", "expected"), STANDING)
def test_words_of_an_achievement_are_looked_up(key: str, words: str, text: str, expected: bool) -> None:
    assert stands(key, words, text) is expected


def test_achievements_fit_their_text(corpus: list[Excerpt]) -> None:
    faults = []
    for excerpt in corpus:
        text = "".join(excerpt.marked.text.split())
        for number, row in achievements(excerpt):
            told = [(key, row[key]) for key in KEYS - {"count"} if row[key] is not None and row[key] not in TOTALS]
            if row.keys() != KEYS or not row["award"] or not all(stands(key, words, text) for key, words in told):
                faults.append((excerpt.name, number))
            if row["count"] is not None and not (isinstance(row["count"], int) and row["count"] > 0):
                faults.append((excerpt.name, number))
    assert faults == []


Uses = dict[str, dict[str, list[tuple[str, int]]]]


def uses(corpus: list[Excerpt]) -> Uses:
    """Return string → type, or bare where it stands in no mark → (text, offset), of every string marked somewhere."""
    found: Uses = defaultdict(lambda: defaultdict(list))
    for excerpt in corpus:
        for mark in excerpt.marked.marks:
            found[excerpt.marked.text[mark.start : mark.end]][mark.type].append((excerpt.name, mark.start))
    strings = list(found)
    finder = AhoCorasick(strings)
    for excerpt in corpus:
        bare = list(excerpt.marked.text)
        for mark in excerpt.marked.marks:
            bare[mark.start : mark.end] = "\n" * (mark.end - mark.start)
        for number, start, _ in finder.find_matches_as_indexes("".join(bare), overlapping=True):
            found[strings[number]][BARE].append((excerpt.name, start))
    return found


def contradictions(corpus: list[Excerpt]) -> dict[str, dict[str, list[str]]]:
    """Return the strings marked in two ways where the characters on both sides are the same."""
    texts = {excerpt.name: excerpt.marked.text for excerpt in corpus}
    found = {}
    for string, types in uses(corpus).items():
        sides: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name, places in types.items():
            for file, start in places:
                text, end = texts[file], start + len(string)
                sides[text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]].add(name)
        if any(len(names) > 1 for names in sides.values()):
            found[string] = {name: [f"{file}:{start}" for file, start in places] for name, places in types.items()}
    return found


def test_no_string_is_marked_two_ways_in_the_same_context(corpus: list[Excerpt]) -> None:
    assert contradictions(corpus) == {}


def test_a_string_marked_two_ways_at_all_is_so_for_a_reason(corpus: list[Excerpt]) -> None:
    double = {string: dict(types) for string, types in uses(corpus).items() if len(string) >= SHORTEST and len(types) > 1}
    assert {string: types for string, types in double.items() if string not in DELIBERATE} == {}
    assert DELIBERATE.keys() - double.keys() == set()


CONTRADICTING = [
    ("在⟦县文化馆|ORG⟧举办。", "在⟦县文化馆|PLACE⟧举办。", {"县文化馆"}),
    ("在⟦县文化馆|ORG⟧举办。", "在县文化馆举办。", {"县文化馆"}),
    ("在⟦县文化馆|ORG⟧举办。", "去县文化馆看看。", set()),
    ("在⟦县文化馆|ORG⟧举办。", "在⟦县文化馆举办|ORG⟧。", set()),
    ("在⟦县文化馆|ORG⟧举办。", "在⟦县文化馆|ORG⟧举办。", set()),
]


@pytest.mark.parametrize(("one", "other", "expected"), CONTRADICTING)
def test_contradictions_are_seen(tmp_path: Path, one: str, other: str, expected: set[str]) -> None:
    for name, text in (("a", one), ("b", other)):
        (tmp_path / f"{name}{SUFFIX}").write_text(text, encoding="utf-8")
    assert contradictions(read_corpus(tmp_path)).keys() == expected


def test_the_folder_is_what_resources_says() -> None:
    with pytest.raises(ResourceError):
        read_corpus(PLACE / "nowhere")
