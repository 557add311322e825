"""Awards that the tagger passed over: named by verbs of conferring, by what was handed over, or by a column of prizes."""

import pytest

from extract.readings import achievements, marked_table, shown_achievement
from kexie_nlp.extract import extract_achievements

CASES: list[tuple[str, list[str]]] = [
    ("⟦林小禾|PERSON⟧被评为全市护林能手。", ["林小禾 | - | 全市护林能手 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧被评委问得无话可说。", []),
    ("⟦林小禾|PERSON⟧力争获评全市护林能手。", []),
    ("⟦市科协|ORG⟧对评为“良好”的项目逐一整改。", []),
    ("⟦林小禾|PERSON⟧被⟦市妇联|ORG⟧授予“三八”护林手，人称林奶奶。", ["林小禾 | - | “三八”护林手 | 1 | - | -"]),
    ("采购合同全部授予中小企业，手续齐全，⟦市科协|ORG⟧备案。", []),
    ("⟦林小禾|PERSON⟧荣膺“金锄头”。", ["林小禾 | - | 金锄头 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧获得“金锄头”项目资助。", []),
    ("⟦林小禾|PERSON⟧荣获⟦“乡土人才”|PROGRAM⟧称号。", ["林小禾 | - | 乡土人才 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧获得⟦“乡土人才”|PROGRAM⟧。", []),
    ("⟦林小禾|PERSON⟧被评为⟦青禾县|PLACE⟧护林能手。", ["林小禾 | - | 青禾县护林能手 | 1 | - | -"]),
    ("⟦北坡县科协|ORG⟧获⟦市科协|ORG⟧颁发的护林先进奖牌。", ["- | - | 护林先进 | 1 | - | -"]),
    ("⟦北坡县科协|ORG⟧连续三年保持卫生示范机关称号。", ["北坡县科协 | - | 卫生示范机关 | 1 | - | -"]),
    ("⟦北坡县科协|ORG⟧连续三年保持良好势头。", []),
    (
        "⟦北坡县科协|ORG⟧获⟦全国先进集体|AWARD⟧和护林先锋称号。",
        ["北坡县科协 | - | 全国先进集体 | 1 | - | -", "北坡县科协 | - | 护林先锋 | 1 | - | -"],
    ),
    ("⟦北坡县科协|ORG⟧获⟦全国先进集体|AWARD⟧和广泛好评。", ["北坡县科协 | - | 全国先进集体 | 1 | - | -"]),
]
TABLES: list[tuple[list[list[str]], list[str]]] = [
    ([["姓名", "奖项"], ["⟦林小禾|PERSON⟧", "金锄头奖"], ["⟦周岚|PERSON⟧", "未评"]], ["林小禾 | - | 金锄头奖 | 1 | - | -"]),
    ([["姓名", "说明"], ["⟦林小禾|PERSON⟧", "金锄头奖"]], []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_unmarked_awards(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected


@pytest.mark.parametrize(("rows", "expected"), TABLES, ids=[rows[0][1] for rows, _ in TABLES])
def test_columns_of_prizes(rows: list[list[str]], expected: list[str]) -> None:
    reading, entities = marked_table(rows, 1, 1)
    assert [shown_achievement(record) for record in extract_achievements(reading, entities, 2021)] == expected
