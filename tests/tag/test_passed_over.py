"""Contests and awards that the tagger passed over."""

from itertools import pairwise

import pytest

from extract.readings import marked_reading
from kexie_nlp.tag.passed_over import with_passed_over

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"

CASES = [
    ("⟦林小禾|PERSON⟧荣获全国“讲、比”活动科技标兵。", ["全国“讲、比”活动科技标兵 AWARD"]),
    ("⟦市林学会|ORG⟧被评为云岭省扶贫先进集体。", ["云岭省扶贫先进集体 AWARD"]),
    ("⟦市林学会|ORG⟧被评为⟦云岭省|PLACE⟧扶贫先进集体。", ["云岭省扶贫先进集体 AWARD"]),  # takes up what stands in its name
    ("⟦市林学会|ORG⟧荣获“2022年青禾市科普突出组织”荣誉。", ["青禾市科普突出组织 AWARD"]),
    ("⟦市林学会|ORG⟧获得“⟦青禾市优秀项目|PROGRAM⟧”荣誉称号。", ["青禾市优秀项目 AWARD"]),
    ("⟦市林学会|ORG⟧获得“青禾市优秀项目”资金⟦5万元|AMOUNT⟧。", []),
    (f"{FAIR}评出发明类一等奖⟦4项|QUANTITY⟧、⟦二等奖|AWARD⟧⟦6项|QUANTITY⟧，园丁奖⟦15个|QUANTITY⟧。", ["一等奖 AWARD", "园丁奖 AWARD"]),
    (f"{FAIR}评出⟦二等奖|AWARD⟧⟦6项|QUANTITY⟧，培训教师⟦15个|QUANTITY⟧。", []),
    ("会议表彰了⟦15名|QUANTITY⟧优秀会员。", ["优秀会员 AWARD"]),
    ("组织⟦15名|QUANTITY⟧优秀教师疗养。", []),
    ("⟦林小禾|PERSON⟧獲國小組佳作。", ["國小組佳作 AWARD"]),
    ("领导为获奖选手颁奖。", []),
    ("⟦林小禾|PERSON⟧获得先进集体的帮助。", []),
    ("⟦林小禾|PERSON⟧参加先进个人座谈会。", []),
    ("成功举办青禾市第9届少年航模大赛。", ["青禾市第9届少年航模大赛 COMPETITION"]),
    ("青禾市首届中小学生创客马拉松举行。", ["青禾市首届中小学生创客马拉松 COMPETITION"]),
    ("在2021年少年航模竞赛中夺冠。", ["2021年少年航模竞赛 COMPETITION"]),
    ("2021年举办少年航模竞赛。", []),
    ("成功举办⟦青禾市第9届少年航模大赛|COMPETITION⟧。", []),
    ("首届赛事组委会成立。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_passed_over(marked: str, expected: list[str]) -> None:
    reading, entities = marked_reading(marked)
    found = with_passed_over(reading.text, entities, lambda _: None)
    assert [f"{entity.text} {entity.type}" for entity in found if entity not in entities] == expected
    assert all(one.end <= other.start for one, other in pairwise(found))
