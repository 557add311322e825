"""Winners named behind the number of all, beside those whom the tagger found, and by verbs that name no prize themselves."""

import pytest

from extract.readings import achievements

CASES: list[tuple[str, list[str]]] = [
    (
        "⟦第9届青禾市论文评选|COMPETITION⟧评出⟦一等奖|AWARD⟧⟦8篇|QUANTITY⟧，其中⟦北坡大学|ORG⟧教授⟦林小禾|PERSON⟧的⟦《雾灯的改进》|DOCUMENT⟧得票最高。",
        ["- | 第9届青禾市论文评选 | 一等奖 | 8 | 篇 | -", "林小禾 | 第9届青禾市论文评选 | 一等奖 | 1 | - | 《雾灯的改进》"],
    ),
    (
        "⟦第9届青禾市论文评选|COMPETITION⟧评出⟦一等奖|AWARD⟧⟦8篇|QUANTITY⟧，其中⟦林小禾|PERSON⟧的论文获⟦最佳论文|AWARD⟧。",
        ["- | 第9届青禾市论文评选 | 一等奖 | 8 | 篇 | -", "林小禾 | 第9届青禾市论文评选 | 最佳论文 | 1 | - | -"],
    ),
    (
        "⟦青禾论坛|ACTIVITY⟧评出⟦优秀论文|AWARD⟧⟦8篇|QUANTITY⟧，其中我校⟦3篇|QUANTITY⟧。",
        ["- | 青禾论坛 | 优秀论文 | 8 | 篇 | -", "我校 | 青禾论坛 | 优秀论文 | 3 | 篇 | -"],
    ),
    (
        "⟦青禾论坛|ACTIVITY⟧评出⟦优秀论文|AWARD⟧⟦8篇|QUANTITY⟧，其中大半出自高校。",
        ["- | 青禾论坛 | 优秀论文 | 8 | 篇 | -"],
    ),
    (
        "⟦10名|QUANTITY⟧同志被授予“⟦青禾科普之星|AWARD⟧”称号，农民⟦林小禾|PERSON⟧榜上有名。",
        ["同志 | - | 青禾科普之星 | 10 | 名 | -", "林小禾 | - | 青禾科普之星 | 1 | - | -"],
    ),
    (
        "⟦10名|QUANTITY⟧同志被授予“⟦青禾科普之星|AWARD⟧”称号，农民⟦林小禾|PERSON⟧到会祝贺。",
        ["同志 | - | 青禾科普之星 | 10 | 名 | -"],
    ),
    # beside another whom the tagger found
    (
        "⟦北坡中学|ORG⟧田晓、⟦林小禾|PERSON⟧被评为⟦科普之星|AWARD⟧。",
        ["田晓 | - | 科普之星 | 1 | - | -", "林小禾 | - | 科普之星 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧、⟦南坡中学|ORG⟧田晓分获⟦科普之星|AWARD⟧。",
        ["林小禾 | - | 科普之星 | 1 | - | -", "田晓 | - | 科普之星 | 1 | - | -"],
    ),
    ("⟦北坡中学|ORG⟧，⟦林小禾|PERSON⟧被评为⟦科普之星|AWARD⟧。", ["林小禾 | - | 科普之星 | 1 | - | -"]),
    # made what by others
    ("⟦林小禾|PERSON⟧被⟦省科协|ORG⟧聘为“⟦青禾科普员|AWARD⟧”。", ["林小禾 | - | 青禾科普员 | 1 | - | -"]),
    ("⟦北坡小院|ORG⟧被几部门公布为首批“⟦优秀小院|AWARD⟧”。", ["北坡小院 | - | 优秀小院 | 1 | - | -"]),
    ("⟦省科协|ORG⟧为“⟦优秀小院|AWARD⟧”提供支持。", []),
    ("⟦林小禾|PERSON⟧继去年评上“⟦护林能手|AWARD⟧”之后再添新彩。", ["林小禾 | - | 护林能手 | 1 | - | -"]),
    ("⟦市护理学会|ORG⟧通过“⟦四星级学会|AWARD⟧”评审。", ["市护理学会 | - | 四星级学会 | 1 | - | -"]),
    ("⟦市护理学会|ORG⟧通过“⟦四星级学会|AWARD⟧”复审。", []),
    ("⟦市护理学会|ORG⟧参加“⟦四星级学会|AWARD⟧”评审。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_singled_out(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
