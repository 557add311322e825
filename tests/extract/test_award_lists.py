"""Awards that are the headings of lists of winners."""

import pytest

from extract.readings import achievements

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
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0].split("\n")[0] for case in CASES])
def test_award_lists(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
