"""Awards that what heads their line governs, and those of short contests and campaigns told in a frame."""

import pytest

from extract.readings import achievements

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
NAME = "第12届云岭省青少年发明大赛"

HEADED: list[tuple[str, list[str]]] = [
    # the head of an item governs its prizes, marked or not, whatever its sign
    (
        f"{FAIR}：⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。\n · 市级发明大赛：⟦一等奖|AWARD⟧⟦5项|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 2 | 项 | -", "- | 市级发明大赛 | 一等奖 | 5 | 项 | -"],
    ),
    ("● 银钥匙竞赛：个人⟦特等奖|AWARD⟧⟦9人|QUANTITY⟧。", ["- | 银钥匙竞赛 | 特等奖 | 9 | 人 | -"]),
    ("二是⟦科普讲解比赛|COMPETITION⟧。共评出⟦一等奖|AWARD⟧⟦3名|QUANTITY⟧。", ["- | 科普讲解比赛 | 一等奖 | 3 | 名 | -"]),
    ("（3）⟦航模比赛|COMPETITION⟧——⟦一等奖|AWARD⟧⟦3名|QUANTITY⟧。", ["- | 航模比赛 | 一等奖 | 3 | 名 | -"]),
    (
        "1.省赛：⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。\n2.国赛：⟦金牌|AWARD⟧⟦1枚|QUANTITY⟧。",
        ["- | 省赛 | 一等奖 | 3 | 项 | -", "- | 国赛 | 金牌 | 1 | 枚 | -"],
    ),
    # items in one line
    (
        "（1）⟦科幻画比赛|COMPETITION⟧：⟦一等奖|AWARD⟧⟦2幅|QUANTITY⟧；（2）⟦航模比赛|COMPETITION⟧：⟦一等奖|AWARD⟧⟦1个|QUANTITY⟧。",
        ["- | 科幻画比赛 | 一等奖 | 2 | 幅 | -", "- | 航模比赛 | 一等奖 | 1 | 个 | -"],
    ),
    # and its plain honours, also in later sentences, but not those of a region
    ("★ ⟦科普宣传周|ACTIVITY⟧：设展台⟦40个|QUANTITY⟧，获⟦省级优秀活动|AWARD⟧。", ["- | 科普宣传周 | 省级优秀活动 | 1 | - | -"]),
    ("1、⟦科技活动周|ACTIVITY⟧。展出展板。⟦北坡镇|ORG⟧获⟦先进集体|AWARD⟧。", ["北坡镇 | 科技活动周 | 先进集体 | 1 | - | -"]),
    ("1、⟦科技活动周|ACTIVITY⟧。⟦北坡镇|ORG⟧获⟦全省文明单位|AWARD⟧。", ["北坡镇 | - | 全省文明单位 | 1 | - | -"]),
    ("①⟦全国科普日|ACTIVITY⟧：⟦北坡镇|ORG⟧获⟦全国科普日优秀组织单位|AWARD⟧。", ["北坡镇 | - | 全国科普日优秀组织单位 | 1 | - | -"]),
    # no field of work, no sentence, and none if another contest stands between
    ("四、⟦科普活动|ACTIVITY⟧。⟦北坡镇|ORG⟧获⟦先进集体|AWARD⟧。", ["北坡镇 | - | 先进集体 | 1 | - | -"]),
    ("1、学科竞赛：⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。", ["- | - | 一等奖 | 3 | 项 | -"]),
    ("1、举办编程竞赛。⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。", ["- | - | 一等奖 | 3 | 项 | -"]),
    (f"2、发明竞赛。在{FAIR}中获⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。", [f"- | {NAME} | 一等奖 | 3 | 项 | -"]),
]

FRAMED: list[tuple[str, list[str]]] = [
    # short contests as written, none told before of another level
    ("⟦第38届红桥县发明大赛|COMPETITION⟧落幕。市赛上，我县获⟦一等奖|AWARD⟧⟦6件|QUANTITY⟧。", ["我县 | 市赛 | 一等奖 | 6 | 件 | -"]),
    (
        "⟦第8届红桥市发明大赛|COMPETITION⟧落幕。选拔队伍征战省赛，获⟦冠军|AWARD⟧⟦1个|QUANTITY⟧。",
        ["- | 省赛 | 冠军 | 1 | 个 | -"],
    ),
    ("选送⟦36件|QUANTITY⟧参加全盟赛，获⟦一等奖|AWARD⟧⟦3件|QUANTITY⟧。", ["- | 全盟赛 | 一等奖 | 3 | 件 | -"]),
    ("稍早的市选拔赛上，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧。", ["林小禾 | 市选拔赛 | 一等奖 | 1 | - | -"]),
    ("⟦全省优秀建议评选|COMPETITION⟧揭晓。择优参加省赛，获⟦一等奖|AWARD⟧⟦7项|QUANTITY⟧。", ["- | 省赛 | 一等奖 | 7 | 项 | -"]),
    (f"{FAIR}落幕。同届省赛上，获⟦专项奖|AWARD⟧⟦2项|QUANTITY⟧。", [f"- | {NAME} | 专项奖 | 2 | 项 | -"]),
    # several contests are none
    (f"{FAIR}落幕。⟦17名|QUANTITY⟧教师获各类赛事⟦优秀指导教师|AWARD⟧。", ["教师 | - | 优秀指导教师 | 17 | 名 | -"]),
    # campaigns
    ("⟦全国科普日|ACTIVITY⟧，⟦北坡镇|ORG⟧入选⟦省级优秀活动|AWARD⟧。", ["北坡镇 | 全国科普日 | 省级优秀活动 | 1 | - | -"]),
    (
        "⟦全国科普日红桥主场活动|ACTIVITY⟧期间，⟦北坡镇|ORG⟧获⟦优秀组织单位|AWARD⟧。",
        ["北坡镇 | 全国科普日红桥主场活动 | 优秀组织单位 | 1 | - | -"],
    ),
    (
        "学生参加⟦云岭省科学调查体验活动|ACTIVITY⟧，⟦北坡小学|ORG⟧获⟦优秀活动示范学校|AWARD⟧。",
        ["北坡小学 | 云岭省科学调查体验活动 | 优秀活动示范学校 | 1 | - | -"],
    ),
    (
        "开展⟦全国科普日活动|ACTIVITY⟧，⟦北坡镇|ORG⟧获⟦全国科普日优秀组织单位|AWARD⟧，“田间夜话”获⟦优秀活动|AWARD⟧。",
        ["北坡镇 | - | 全国科普日优秀组织单位 | 1 | - | -", "- | - | 优秀活动 | 1 | - | -"],
    ),
    (
        "⟦“讲理想、比贡献”竞赛|COMPETITION⟧展开，⟦3家|QUANTITY⟧企业被评为⟦先进集体|AWARD⟧，⟦林小禾|PERSON⟧获⟦讲比标兵|AWARD⟧。",
        ["企业 | “讲理想、比贡献”竞赛 | 先进集体 | 3 | 家 | -", "林小禾 | “讲理想、比贡献”竞赛 | 讲比标兵 | 1 | - | -"],
    ),
    ("“⟦科普惠农兴村计划|PROGRAM⟧”表彰⟦先进单位|AWARD⟧⟦86个|QUANTITY⟧。", ["- | 科普惠农兴村计划 | 先进单位 | 86 | 个 | -"]),
    (
        "“⟦科普惠农兴村计划|PROGRAM⟧”奖补⟦8万元|AMOUNT⟧；另表彰⟦先进单位|AWARD⟧⟦6个|QUANTITY⟧。",
        ["- | - | 先进单位 | 6 | 个 | -"],
    ),
    # an honour behind the prize of a review is another
    (
        "在系统目标考核中获⟦一等奖|AWARD⟧，机关被评为⟦文明单位|AWARD⟧。",
        ["- | 系统目标考核 | 一等奖 | 1 | - | -", "机关 | - | 文明单位 | 1 | - | -"],
    ),
]

COUNTED: list[tuple[str, list[str]]] = [
    # the rest has no number, and is told with the parts of the total
    (
        "获奖⟦15篇|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦1篇|QUANTITY⟧，余为⟦三等奖|AWARD⟧。",
        ["- | - | 一等奖 | 1 | 篇 | -", "- | - | 三等奖 | - | - | -"],
    ),
    (
        "获奖⟦15篇|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦1篇|QUANTITY⟧。",
        ["- | - | 获奖 | 15 | 篇 | -", "- | - | 一等奖 | 1 | 篇 | -"],
    ),
    ("⟦优秀教练员|AWARD⟧颁给了⟦12位|QUANTITY⟧老师。", ["- | - | 优秀教练员 | 12 | 位 | -"]),
    ("⟦9种|QUANTITY⟧期刊被评为⟦优秀科技期刊|AWARD⟧。", ["期刊 | - | 优秀科技期刊 | 9 | 种 | -"]),
    (
        "⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧各得⟦冠军|AWARD⟧⟦1项|QUANTITY⟧。",
        ["北坡小学 | - | 冠军 | 1 | 项 | -", "南坡小学 | - | 冠军 | 1 | 项 | -"],
    ),
    # no prizes: their number, and what those who won were paid
    ("⟦一等奖|AWARD⟧数量由上届第七跃居第三。", []),
    ("⟦科普示范户|AWARD⟧各奖补⟦5000元|AMOUNT⟧。", []),
]

ALL = [*HEADED, *FRAMED, *COUNTED]


@pytest.mark.parametrize(("marked", "expected"), ALL, ids=[case[0] for case in ALL])
def test_headed_items(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
