"""Awards that are the headings of lists of winners."""

import pytest

from extract.readings import achievements, rows_below

CASES: list[tuple[str, list[str]]] = [
    (
        "⟦第28届青禾市创新大赛|COMPETITION⟧颁奖。\n"
        "一、⟦市长奖|AWARD⟧（⟦2名|QUANTITY⟧）\n"
        "⟦林小禾|PERSON⟧（⟦北坡中学|ORG⟧）　⟦《除冰器》|DOCUMENT⟧\n"
        "⟦周岚|PERSON⟧（⟦南坡小学|ORG⟧）　⟦《防霉纸》|DOCUMENT⟧\n"
        "二、⟦一等奖|AWARD⟧⟦46项|QUANTITY⟧、⟦二等奖|AWARD⟧⟦90项|QUANTITY⟧（名单略）\n"
        "三、⟦优秀辅导员|AWARD⟧（⟦12名|QUANTITY⟧）\n"
        "⟦方平|PERSON⟧、⟦何川|PERSON⟧等\n"
        "四、⟦优秀组织奖|AWARD⟧（⟦2个|QUANTITY⟧）\n"
        "⟦北坡县科协|ORG⟧、⟦南坡区教育局|ORG⟧",
        [
            "- | 第28届青禾市创新大赛 | 市长奖 | 2 | 名 | -",
            "林小禾 | 第28届青禾市创新大赛 | 市长奖 | 1 | - | 《除冰器》",
            "周岚 | 第28届青禾市创新大赛 | 市长奖 | 1 | - | 《防霉纸》",
            "- | 第28届青禾市创新大赛 | 一等奖 | 46 | 项 | -",
            "- | 第28届青禾市创新大赛 | 二等奖 | 90 | 项 | -",
            "方平、何川 | 第28届青禾市创新大赛 | 优秀辅导员 | 12 | 名 | -",
            "北坡县科协、南坡区教育局 | 第28届青禾市创新大赛 | 优秀组织奖 | 2 | 个 | -",
        ],
    ),
    (
        "⟦青禾市科技进步奖|AWARD⟧\n"
        "⟦一等奖|AWARD⟧（⟦2项|QUANTITY⟧）\n"
        "1.⟦《冶炼技术》|DOCUMENT⟧　完成单位：⟦北坡钢厂|ORG⟧、⟦云岭大学|ORG⟧　完成人：⟦方平|PERSON⟧\n"
        "2.⟦《绿色防控》|DOCUMENT⟧　完成单位：⟦青禾农科院|ORG⟧",
        [
            "- | 青禾市科技进步奖 | 一等奖 | 2 | 项 | -",
            "北坡钢厂、云岭大学 | 青禾市科技进步奖 | 一等奖 | 1 | - | 《冶炼技术》",
            "青禾农科院 | 青禾市科技进步奖 | 一等奖 | 1 | - | 《绿色防控》",
        ],
    ),
    (
        "⟦青禾市科普先进集体|AWARD⟧\n⟦北坡县科协|ORG⟧　⟦市护理学会|ORG⟧\n⟦青禾日报社|ORG⟧",
        [
            "北坡县科协 | - | 青禾市科普先进集体 | 1 | - | -",
            "市护理学会 | - | 青禾市科普先进集体 | 1 | - | -",
            "青禾日报社 | - | 青禾市科普先进集体 | 1 | - | -",
        ],
    ),
    (
        "⟦科普之星|AWARD⟧名单：\n⟦林小禾|PERSON⟧　⟦北坡中学|ORG⟧教师\n⟦周岚|PERSON⟧　⟦市医院|ORG⟧护士\n希望受表彰的同志再接再厉。",
        ["林小禾 | - | 科普之星 | 1 | - | -", "周岚 | - | 科普之星 | 1 | - | -"],
    ),
    (
        "⟦科普之星|AWARD⟧\n⟦林小禾|PERSON⟧任评委会主任，⟦市科协|ORG⟧负责评审工作。",
        [],
    ),
    (
        "⟦一等奖|AWARD⟧\n全市科普工作总体平稳有序。",
        [],
    ),
    (  # headings with signs, names in several lines and behind an empty one
        "⟦第28届青禾市创新大赛|COMPETITION⟧颁奖。\n- 5.⟦优秀组织奖|AWARD⟧\n\n⟦北坡县科协|ORG⟧ ⟦南坡区教育局|ORG⟧ \n⟦青禾市科技馆|ORG⟧\n\n"
        "⟦市科协|ORG⟧",
        [
            "北坡县科协 | 第28届青禾市创新大赛 | 优秀组织奖 | 1 | - | -",
            "南坡区教育局 | 第28届青禾市创新大赛 | 优秀组织奖 | 1 | - | -",
            "青禾市科技馆 | 第28届青禾市创新大赛 | 优秀组织奖 | 1 | - | -",
        ],
    ),
    (  # a number in the heading, a name among names that the tagger passed over, and what persons are told of
        "一、全市⟦科普先进集体|AWARD⟧（⟦4个|QUANTITY⟧）\n⟦北坡县科协|ORG⟧　西河镇茶叶合作社　⟦市护理学会|ORG⟧　⟦青禾日报社|ORG⟧\n"
        "二、⟦科普先进个人|AWARD⟧（部分）\n⟦林小禾|PERSON⟧（女）　⟦北坡中学|ORG⟧教师，连续⟦6年|QUANTITY⟧带队参赛\n"
        "⟦方平|PERSON⟧，男，⟦市医院|ORG⟧护士\n何川负责印发，⟦市科协|ORG⟧备案。",
        [
            "- | - | 科普先进集体 | 4 | 个 | -",
            "北坡县科协 | - | 科普先进集体 | 1 | - | -",
            "西河镇茶叶合作社 | - | 科普先进集体 | 1 | - | -",
            "市护理学会 | - | 科普先进集体 | 1 | - | -",
            "青禾日报社 | - | 科普先进集体 | 1 | - | -",
            "林小禾 | - | 科普先进个人 | 1 | - | -",
            "方平 | - | 科普先进个人 | 1 | - | -",
        ],
    ),
    (  # the number was told above
        "授予⟦北坡县科协|ORG⟧等⟦2个|QUANTITY⟧单位“⟦科普先进集体|AWARD⟧”称号。\n"
        "一、⟦科普先进集体|AWARD⟧（⟦2个|QUANTITY⟧）\n⟦北坡县科协|ORG⟧\n⟦市护理学会|ORG⟧",
        [
            "北坡县科协 | - | 科普先进集体 | 2 | 个 | -",
            "北坡县科协 | - | 科普先进集体 | 1 | - | -",
            "市护理学会 | - | 科普先进集体 | 1 | - | -",
        ],
    ),
    (  # works in one line and those who made them in the next, one of them passed over by the tagger
        "⟦第9届青禾市优秀论文评选|COMPETITION⟧结果公布。\n⟦一等奖|AWARD⟧\n1.⟦《雾灯的改进》|DOCUMENT⟧\n"
        "  ⟦林小禾|PERSON⟧ ⟦周岚|PERSON⟧  ⟦市医院|ORG⟧\n2.⟦《古桥调查》|DOCUMENT⟧\n  田晓（回族）  ⟦北坡中学|ORG⟧",
        [
            "林小禾 | 第9届青禾市优秀论文评选 | 一等奖 | 1 | - | 《雾灯的改进》",
            "周岚 | 第9届青禾市优秀论文评选 | 一等奖 | 1 | - | 《雾灯的改进》",
            "田晓 | 第9届青禾市优秀论文评选 | 一等奖 | 1 | - | 《古桥调查》",
        ],
    ),
    (  # the award leads its own line
        "⟦第28届青禾市创新大赛|COMPETITION⟧颁奖。\n⟦一等奖|AWARD⟧ ⟦《除冰器》|DOCUMENT⟧\n作者 ⟦林小禾|PERSON⟧ ⟦北坡中学|ORG⟧\n"
        "⟦冠军|AWARD⟧ ⟦北坡中学“风筝”队|ORG⟧",
        [
            "林小禾 | 第28届青禾市创新大赛 | 一等奖 | 1 | - | 《除冰器》",
            "北坡中学“风筝”队 | 第28届青禾市创新大赛 | 冠军 | 1 | - | -",
        ],
    ),
    (  # who signs a decision did not win
        "⟦科普先进集体|AWARD⟧\n⟦北坡县科协|ORG⟧\n⟦青禾市科学技术协会|ORG⟧\n⟦2020年5月6日|DATE⟧",
        ["北坡县科协 | - | 科普先进集体 | 1 | - | -"],
    ),
    (  # the break between two lines was lost
        "⟦科普先进个人|AWARD⟧\n⟦林小禾|PERSON⟧　护士，从医共⟦7年|QUANTITY⟧⟦周岚|PERSON⟧　女，教师",
        ["林小禾 | - | 科普先进个人 | 1 | - | -", "周岚 | - | 科普先进个人 | 1 | - | -"],
    ),
    (
        "⟦科普先进个人|AWARD⟧\n⟦林小禾|PERSON⟧　护士，拜师于⟦周岚|PERSON⟧，从医⟦7年|QUANTITY⟧",
        ["林小禾 | - | 科普先进个人 | 1 | - | -"],
    ),
    (  # neither teachers won, nor who is named below the persons
        "⟦科普先进个人|AWARD⟧\n⟦林小禾|PERSON⟧ ⟦北坡中学|ORG⟧ 指导教师 ⟦方平|PERSON⟧\n⟦周岚|PERSON⟧ 指导教师 ⟦何川|PERSON⟧\n⟦南坡中学|ORG⟧",
        ["林小禾 | - | 科普先进个人 | 1 | - | -", "周岚 | - | 科普先进个人 | 1 | - | -"],
    ),
    (  # the number behind the names
        "⟦第28届青禾市创新大赛|COMPETITION⟧颁奖。\n⟦优秀组织奖|AWARD⟧\n⟦北坡县科协|ORG⟧、⟦南坡区教育局|ORG⟧等⟦8个|QUANTITY⟧单位",
        ["北坡县科协、南坡区教育局 | 第28届青禾市创新大赛 | 优秀组织奖 | 8 | 个 | -"],
    ),
    (  # headings alone, below the prize of which they are grades
        "二、⟦青禾市学术成果奖|AWARD⟧\n（一）⟦一等奖|AWARD⟧（⟦3项|QUANTITY⟧，各奖励⟦1万元|AMOUNT⟧）（略）\n（二）⟦二等奖|AWARD⟧（⟦9项|QUANTITY⟧）（略）",
        ["- | 青禾市学术成果奖 | 一等奖 | 3 | 项 | -", "- | 青禾市学术成果奖 | 二等奖 | 9 | 项 | -"],
    ),
    (
        "⟦青禾市学术成果奖|AWARD⟧评审结束。\n（一）⟦一等奖|AWARD⟧（⟦3项|QUANTITY⟧）",
        ["- | - | 一等奖 | 3 | 项 | -"],
    ),
]
# rows below a heading, and rows that begin with the award
ROWS: list[tuple[str, list[list[str]], list[str]]] = [
    (
        "⟦一等奖|AWARD⟧（⟦2项|QUANTITY⟧）",
        [
            ["项目名称", "作者", "学校", "指导教师"],
            ["盐碱地滴灌器的改进", "⟦林小禾|PERSON⟧", "⟦北坡中学|ORG⟧", "⟦方平|PERSON⟧"],
            ["⟦《防霉纸》|DOCUMENT⟧", "⟦周岚|PERSON⟧、⟦何川|PERSON⟧", "⟦南坡中学|ORG⟧", "⟦方平|PERSON⟧"],
        ],
        [
            "- | - | 一等奖 | 2 | 项 | -",
            "林小禾 | - | 一等奖 | 1 | - | 盐碱地滴灌器的改进",
            "周岚、何川 | - | 一等奖 | 1 | - | 《防霉纸》",
        ],
    ),
    (
        "获奖情况",
        [
            ["⟦一等奖|AWARD⟧", "⟦《除冰器》|DOCUMENT⟧", "⟦林小禾|PERSON⟧", "⟦方平|PERSON⟧"],
            ["⟦优秀组织奖|AWARD⟧", "⟦北坡县科协|ORG⟧", "⟦市护理学会|ORG⟧", ""],
        ],
        [
            "林小禾 | - | 一等奖 | 1 | - | 《除冰器》",
            "北坡县科协 | - | 优秀组织奖 | 1 | - | -",
            "市护理学会 | - | 优秀组织奖 | 1 | - | -",
        ],
    ),
    ("获奖情况", [["盐碱地滴灌器的改进", "⟦林小禾|PERSON⟧", "⟦北坡中学|ORG⟧"]], []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0].split("\n")[0] for case in CASES])
def test_award_lists(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected


@pytest.mark.parametrize(("heading", "rows", "expected"), ROWS, ids=[rows[0][0] for _, rows, _ in ROWS])
def test_rows_of_winners(heading: str, rows: list[list[str]], expected: list[str]) -> None:
    assert rows_below(heading, rows) == expected
