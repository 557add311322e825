import random

import pytest

from kexie_nlp.link.grouping import group_names
from kexie_nlp.link.groups import Form, link_groups
from kexie_nlp.link.linker import Linker
from kexie_nlp.link.links import LinkKind

PAIRS: list[tuple[LinkKind, str, str, bool]] = [
    ("contest", "茶艺技能大赛", "茶艺技能竞赛", True),
    ("contest", "“科学小记者”征文比赛", "科学小记者征文大赛", True),
    ("contest", "乡村科学嘉年华达人挑战赛", "乡村科学嘉年华达入挑战赛", True),
    ("contest", "茶艺技能大赛", "茶艺创意大赛", False),
    ("contest", "牧区创新创业大赛", "渔区创新创业大赛", False),
    ("contest", "机械创新设计大赛", "创新设计大赛", False),
    ("award", "竹艺匠心奖", "竹艺匠心奖称号", True),
    ("award", "竹艺匠心奖一等奖", "竹艺匠心奖二等奖", False),
    ("program", "竹乡科普直通车", "竹乡科普直通车项目", True),
    ("program", "竹乡科普直通车", "竹乡科技直通车", False),
    ("program", "百名专家云泽行", "千名专家云泽行", False),
    ("indicator", "乡贤讲堂", "乡贤讲堂场次", True),
    ("indicator", "惠牧服务站运行情况公开次数", "惠牧服务站运行惰况公开次数", True),
    ("indicator", "科技工作者", "老科技工作者", False),
    ("indicator", "项目收入", "项目支出", False),
    ("indicator", "接待预算", "接待决算", False),
    ("indicator", "乡贤讲堂人数", "乡贤讲堂人次", False),
    ("indicator", "上年服务费", "本年服务费", False),
    ("association", "清泽大学科学技术协会", "清泽大学 科学技术协会", True),
    ("association", "清泽大学科学技术协会", "清泽大专科学技术协会", False),
]


@pytest.mark.parametrize(("kind", "left", "right", "together"), PAIRS, ids=[f"{row[1]} {row[2]}" for row in PAIRS])
def test_names_of_an_archive(kind: LinkKind, left: str, right: str, together: bool) -> None:
    assert (len(set(group_names([left, right], kind).values())) == 1) is together


def test_the_order_of_the_names_does_not_matter() -> None:
    names = [
        f"{place}{thing}{form}"
        for place in "竹茶稻花"
        for thing in ("乡科普直通车", "园技能提升", "业专家库")
        for form in ("", "项目", "活动", "工程")
    ]
    expected = group_names(names, "program")
    for seed in range(5):
        shuffled = list(names)
        random.Random(seed).shuffle(shuffled)
        assert group_names(shuffled, "program") == expected
    assert len(set(expected.values())) == 12


def test_the_most_frequent_name_stands_for_its_group() -> None:
    assert group_names({"茶艺大赛": 1, "茶艺比赛": 3}, "contest") == {"茶艺大赛": "茶艺比赛", "茶艺比赛": "茶艺比赛"}
    assert group_names(["茶艺大赛", "“茶艺”大赛"], "contest") == {"茶艺大赛": "茶艺大赛", "“茶艺”大赛": "茶艺大赛"}
    assert group_names([], "contest") == {}


def test_likeness_is_not_passed_on_from_name_to_name() -> None:
    first, second, third = "羊肚菌技术推广园", "羊肚茵技术推广园", "羊肚茵技木推广园"
    found = group_names({first: 3, second: 2, third: 1}, "program")
    assert found[first] == found[second] != found[third]


def test_groups_of_forms(linker: Linker) -> None:
    forms = [
        Form("学术交流", 2, unit="场"),
        Form("学术交流活动", 3, unit="次"),
        Form("学术交流活动", 1, unit="万元"),
        Form("乡贤讲堂", 4, unit="场"),
        Form("乡贤讲堂场次", 1, unit="场"),
    ]
    groups = link_groups(linker, "indicator", forms)
    assert [(group.name, group.unit, group.count, [form[:2] for form in group.forms]) for group in groups] == [
        ("乡贤讲堂", "场", 5, [("乡贤讲堂", 4), ("乡贤讲堂场次", 1)]),
        ("学术交流活动", "次", 5, [("学术交流活动", 3), ("学术交流", 2)]),
        ("学术交流活动（金额）", "元", 1, [("学术交流活动", 1)]),
    ]
    assert link_groups(linker, "indicator", reversed(forms)) == groups


def test_the_same_short_form_in_two_places_is_two_associations(linker: Linker) -> None:
    forms = [Form("市科协", 2, "安澜市科学技术协会", ("云泽省", "安澜市")), Form("市科协", 1, "宁川市科学技术协会", ("云泽省", "宁川市"))]
    assert [(group.name, group.count) for group in link_groups(linker, "association", forms)] == [
        ("安澜市科学技术协会", 2),
        ("宁川市科学技术协会", 1),
    ]
