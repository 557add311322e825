from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.segment import clean, segment

# the levels of the headings, each with number and title, one a line
Outline = list[tuple[int, str, str]]


def outline(text: str) -> Outline:
    return [(section.level, section.number, section.title) for section in segment(text).sections]


STYLES = [
    ("第一部分 部门概况", "第一部分", "部门概况"),
    ("第3部分 名词解释", "第3部分", "名词解释"),
    ("第二章：绩效情况", "第二章：", "绩效情况"),
    ("下篇　工作打算", "下篇", "工作打算"),
    ("上篇2023年回顾", "上篇", "2023年回顾"),
    ("一、机构设置", "一、", "机构设置"),
    ("十二、名词解释", "十二、", "名词解释"),
    ("（一）主要职能。", "（一）", "主要职能"),
    ("(十一)、其他", "(十一)、", "其他"),
    ("1、学术交流", "1、", "学术交流"),
    ("1. 学术交流", "1.", "学术交流"),
    ("1．学术交流", "1．", "学术交流"),
    ("- 2.走访慰问", "2.", "走访慰问"),
    ("（1）科普大讲堂", "（1）", "科普大讲堂"),
    ("(3)科普大讲堂", "(3)", "科普大讲堂"),
    ("①急救知识普及", "①", "急救知识普及"),
    ("一是加强领导。", "一是", "加强领导"),
    ("　　二、收入情况", "二、", "收入情况"),
]


@pytest.mark.parametrize(("text", "number", "title"), STYLES, ids=[row[0] for row in STYLES])
def test_every_style_of_heading(text: str, number: str, title: str) -> None:
    assert outline(text) == [(1, number, title)]


NO_HEADINGS = [
    "1.5万元用于科普",
    "3.14是圆周率",
    "一般公共预算支出",
    "一是否达标",
    "2019年重点工作",
    "三、四月份开展活动，五月份总结，六月份表彰先进，七月份公布全部考核结果，八月份整改落实到位，九月份验收。",
    "1、弘扬科学精神，普及科学知识。",
    "6、指导基层组织开展工作；",
    "共（1）项",
    "一、",
    "第一次全体会议",
    "",
]


@pytest.mark.parametrize("text", NO_HEADINGS, ids=[row or "empty" for row in NO_HEADINGS])
def test_what_is_no_heading(text: str) -> None:
    assert outline(text) == []


TREES = [
    pytest.param(
        "第一部分 概况\n一、职能\n（一）主要职能。\n1、学术交流。组织会议。一是抓早。二是抓实。\n2、科普活动\n（1）大讲堂\n①讲座\n二、机构",
        ["1第一部分", "2一、", "3（一）", "4 1、", "5一是", "5二是", "4 2、", "5（1）", "6①", "2二、"],
        id="all-styles",
    ),
    pytest.param("（一）甲\n1.乙\n（二）丙\n1.丁", ["1（一）", "2 1.", "1（二）", "2 1."], id="restart-below-a-sibling"),
    pytest.param("一、甲\n1.乙\n1.丙\n3.丁\n二、戊", ["1一、", "2 1.", "2 1.", "2 3.", "1二、"], id="repeated-and-left-out"),
    pytest.param("第二部分 说明\n1、甲\n2、乙\n四、丙\n五、丁", ["1第二部分", "2 1、", "2 2、", "2四、", "2五、"], id="style-changes"),
    pytest.param("第二部分 说明\n七、甲\n八、乙\n9、丙\n十、丁", ["1第二部分", "2七、", "2八、", "2 9、", "2十、"], id="wrong-digits"),
    pytest.param("八、甲\n8、乙\n9、丙\n", ["1八、", "2 8、", "2 9、"], id="own-list-is-no-wrong-digit"),
    pytest.param("一、甲\n一、乙\n三、丙", ["1一、", "1一、", "1三、"], id="same-number-twice"),
    pytest.param("3、甲\n一、乙\n（二）丙", ["1 3、", "1一、", "2（二）"], id="begins-anywhere"),
    pytest.param("一、甲\n一是乙。\n（一）丙", ["1一、", "2一是", "2（一）"], id="inline-item-ends-with-its-paragraph"),
    pytest.param(
        "1、抓党建，促业务。\n（1）学习。\n2、抓科普，惠民生。\n（1）下乡。",
        ["1 1、", "2（1）", "1 2、", "2（1）"],
        id="sentence-over-list",
    ),
]


@pytest.mark.parametrize(("text", "levels"), TREES)
def test_tree(text: str, levels: list[str]) -> None:
    expected = [(int(line[0]), line[1:].strip()) for line in levels]
    assert [(level, number) for level, number, _ in outline(text)] == expected


def test_a_section_holds_its_text_and_names_its_parent() -> None:
    text = "一、职能\n（一）学术\n办会。\n二、机构\n两部。"
    first, inner, second = segment(text).sections
    assert text[first.start : first.end] == "一、职能\n（一）学术\n办会。\n"
    assert text[inner.start : inner.heading_end] == "（一）学术"
    assert (first.parent, inner.parent, second.parent) == (None, 0, None)
    assert text[second.start : second.end] == "二、机构\n两部。"


def test_headings_that_the_format_tells_count_without_a_number() -> None:
    text = "工作回顾\n一、科普\n讲座。\n下步打算\n二、学术"
    sections = segment(text, headings=[(0, 4, 1), (14, 18, 1)]).sections
    assert [(section.level, section.title) for section in sections] == [(1, "工作回顾"), (2, "科普"), (1, "下步打算"), (2, "学术")]


def test_a_long_inline_item_is_named_by_its_first_clauses() -> None:
    text = "一是组织县级学会、企业科协和乡镇科协负责人赴外地考察学习，" + "与当地农技协交流种植经验，" * 3 + "效果好。"
    (section,) = segment(text).sections
    assert section.title == "组织县级学会、企业科协和乡镇科协负责人赴外地考察学习，与当地农技协交流种植经验"[: len(section.title)]
    assert section.title in text
    assert not section.title.endswith("，")


LINES = st.sampled_from(
    ["第一部分 甲", "一、乙", "二、丙", "（一）丁", "（二）戊", "1、己", "9、己", "2.庚", "（1）辛", "①壬", "一是癸。", "正文。"]
)


@given(st.lists(LINES, max_size=25))
def test_sections_nest(lines: list[str]) -> None:
    sections = segment("\n".join(lines)).sections
    assert [section.start for section in sections] == sorted({section.start for section in sections})
    for index, section in enumerate(sections):
        assert section.start < section.heading_end <= section.end
        if section.parent is None:
            assert section.level == 1
        else:
            parent = sections[section.parent]
            assert section.parent < index
            assert section.level == parent.level + 1
            assert parent.heading_end <= section.start < section.end <= parent.end


def test_sections_of_the_real_reports(shared: Path) -> None:
    found = {}
    for path in (shared / "reports").glob("*.txt"):
        reading = segment(clean(path.read_text(encoding="utf-8-sig")).text)
        found[path.stem] = {(section.level, section.number, section.title) for section in reading.sections}
    assert found["panzhihua-2019"] >= {
        (1, "第一部分", "部门概况"),
        (2, "二、", "机构设置"),
        (3, "（一）", "主要职能"),
        (4, "6、", "持续深入实施《全民科学素质纲要》"),
        (2, "八、", "政府性基金预算支出决算情况说明"),
        (2, "9、", "国有资本经营预算支出决算情况说明"),
    }
    assert found["huaihua-2020"] >= {
        (1, "二、", "部门整体支出管理及使用情况"),
        (2, "（一）", "基本支出"),
        (3, "1、", "专项资金安排落实、总投入等情况分析"),
    }
    assert found["shaoguan-2019"] >= {(1, "第二部分", "绩效自评情况"), (3, "（六）", "加强科协机关建设，各项工作稳步推进")}
