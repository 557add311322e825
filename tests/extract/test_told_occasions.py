"""The occasion of an award where its sentence names no contest: what the text opens with, meetings and shows without a mark, givers."""

import pytest

from extract.readings import achievements

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
NAME = "第12届云岭省青少年发明大赛"
OTHER = "⟦第3届青禾市创客大赛|COMPETITION⟧"
DAY = "⟦青禾县科技工作者表彰大会|ACTIVITY⟧"

CASES: list[tuple[str, list[str]]] = [
    # the contest that the text opens with, where an item of its list names none
    (f"{FAIR}获奖名单\n1、小学组。⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。", [f"北坡小学 | {NAME} | 一等奖 | 2 | 项 | -"]),
    (f"{FAIR}在我市举行。\n1、小学组。⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。", [f"北坡小学 | {NAME} | 一等奖 | 2 | 项 | -"]),
    (
        f"{FAIR}获奖名单\n1、小学组。⟦北坡小学|ORG⟧参加{OTHER}，获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        ["北坡小学 | 第3届青禾市创客大赛 | 一等奖 | 2 | 项 | -"],
    ),
    (f"组织学校参加{FAIR}。\n1、小学组。⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。", ["北坡小学 | - | 一等奖 | 2 | 项 | -"]),
    (f"1、{FAIR}举行。\n2、小学组。⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。", ["北坡小学 | - | 一等奖 | 2 | 项 | -"]),
    ("县里召开了多次座谈会\n" * 15 + f"{FAIR}举行。\n1、小学组。⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧。", ["北坡小学 | - | 一等奖 | 1 | - | -"]),
    # the meeting or ceremony that it opens with
    (
        f"{DAY}在县礼堂举行。\n台下掌声响起。⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。",
        ["周岚 | 青禾县科技工作者表彰大会 | 先进工作者 | 1 | - | -"],
    ),
    (f"{DAY}侧记\n⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | 青禾县科技工作者表彰大会 | 先进工作者 | 1 | - | -"]),
    (f"{DAY}侧记\n⟦周岚|PERSON⟧获得⟦优秀指导教师奖|AWARD⟧。", ["周岚 | 青禾县科技工作者表彰大会 | 优秀指导教师奖 | 1 | - | -"]),
    (f"{DAY}侧记\n年底，⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    (f"{DAY}侧记\n⟦2021年6月|DATE⟧⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    (f"{DAY}侧记\n⟦周岚|PERSON⟧被⟦市妇联|ORG⟧授予⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    (f"{DAY}侧记\n二、科普工作\n⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    (f"{DAY}侧记\n【科普】⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    (f"{DAY}侧记\n⟦周岚|PERSON⟧荣获⟦云岭省先进工作者|AWARD⟧称号。", ["周岚 | - | 云岭省先进工作者 | 1 | - | -"]),
    ("⟦科普讲座|ACTIVITY⟧在县礼堂举行。\n⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    ("⟦学会工作会议|ACTIVITY⟧⟦3场|QUANTITY⟧举行。\n⟦周岚|PERSON⟧荣获⟦先进工作者|AWARD⟧称号。", ["周岚 | - | 先进工作者 | 1 | - | -"]),
    # meetings without a mark
    (
        "在第三届青禾市“讲、比”活动表彰大会上，⟦北坡厂科协|ORG⟧被授予⟦先进集体|AWARD⟧。",
        ["北坡厂科协 | 第三届青禾市“讲、比”活动表彰大会 | 先进集体 | 1 | - | -"],
    ),
    (
        "年底召开的集团第三届技术创新总结会上，⟦8个|QUANTITY⟧集体获⟦创新班组|AWARD⟧。",
        ["集体 | 集团第三届技术创新总结会 | 创新班组 | 8 | 个 | -"],
    ),
    (
        "在青禾市技术创新表彰大会上，⟦北坡厂科协|ORG⟧被⟦省总工会|ORG⟧授予⟦先进集体|AWARD⟧。",
        ["北坡厂科协 | - | 先进集体 | 1 | - | -"],
    ),
    (
        "在青禾市技术创新表彰大会上，⟦北坡厂科协|ORG⟧获⟦先进集体|AWARD⟧，⟦周岚|PERSON⟧获⟦云岭省技术能手|AWARD⟧。",
        ["北坡厂科协 | 青禾市技术创新表彰大会 | 先进集体 | 1 | - | -", "周岚 | - | 云岭省技术能手 | 1 | - | -"],
    ),
    ("出席青禾市技术创新表彰大会，⟦北坡厂科协|ORG⟧被授予⟦先进集体|AWARD⟧。", ["北坡厂科协 | - | 先进集体 | 1 | - | -"]),
    # contests without a mark, by their edition
    ("第三届青禾李王擂台上，⟦周岚|PERSON⟧获⟦金奖|AWARD⟧。", ["周岚 | 第三届青禾李王擂台 | 金奖 | 1 | - | -"]),
    ("⟦周岚|PERSON⟧参加第三届青禾李王擂台，获⟦金奖|AWARD⟧。", ["周岚 | 第三届青禾李王擂台 | 金奖 | 1 | - | -"]),
    ("第三届理事会上，⟦周岚|PERSON⟧获⟦金奖|AWARD⟧。", ["周岚 | - | 金奖 | 1 | - | -"]),
    ("青禾李王擂台上，⟦周岚|PERSON⟧获⟦金奖|AWARD⟧。", ["周岚 | - | 金奖 | 1 | - | -"]),
    # somebody else gave it: not the contest or meeting told before
    (f"{FAIR}落幕。⟦北坡县科协|ORG⟧被⟦省科技厅|ORG⟧评为⟦优秀组织单位|AWARD⟧。", ["北坡县科协 | - | 优秀组织单位 | 1 | - | -"]),
    (f"{FAIR}落幕。⟦北坡县科协|ORG⟧被⟦大赛组委会|ORG⟧评为⟦优秀组织单位|AWARD⟧。", [f"北坡县科协 | {NAME} | 优秀组织单位 | 1 | - | -"]),
    (f"{FAIR}落幕。⟦北坡县科协|ORG⟧被评为⟦优秀组织单位|AWARD⟧。", [f"北坡县科协 | {NAME} | 优秀组织单位 | 1 | - | -"]),
    (
        "⟦市科协|ORG⟧在⟦全省科协工作会议|ACTIVITY⟧上作发言，被⟦省科协|ORG⟧评为⟦先进单位|AWARD⟧。",
        ["市科协 | - | 先进单位 | 1 | - | -"],
    ),
    ("⟦市科协|ORG⟧在⟦全省科协工作会议|ACTIVITY⟧上被评为⟦先进单位|AWARD⟧。", ["市科协 | 全省科协工作会议 | 先进单位 | 1 | - | -"]),
    # what a meeting made known, and what went on elsewhere
    (
        "举行⟦科技工作者日庆祝大会|ACTIVITY⟧，发布⟦青禾市最美科技人|AWARD⟧⟦10名|QUANTITY⟧，⟦周岚|PERSON⟧又当选⟦云岭省最美科技人|AWARD⟧。",
        ["- | 科技工作者日庆祝大会 | 青禾市最美科技人 | 10 | 名 | -", "周岚 | - | 云岭省最美科技人 | 1 | - | -"],
    ),
    (
        "举行⟦科技工作者日庆祝大会|ACTIVITY⟧，邀请⟦周岚|PERSON⟧作报告，她当选⟦云岭省最美科技人|AWARD⟧。",
        ["周岚 | - | 云岭省最美科技人 | 1 | - | -"],
    ),
    (
        "⟦省林学会第六次会员代表大会|ACTIVITY⟧召开。会议表彰⟦先进集体|AWARD⟧⟦5个|QUANTITY⟧。⟦市林学会|ORG⟧被认定为⟦全国科普先进集体|AWARD⟧。",
        ["- | 省林学会第六次会员代表大会 | 先进集体 | 5 | 个 | -", "市林学会 | - | 全国科普先进集体 | 1 | - | -"],
    ),
    # shows that are only counted
    ("举办⟦学术年会|ACTIVITY⟧⟦7次|QUANTITY⟧，评选⟦优秀论文一等奖|AWARD⟧⟦3篇|QUANTITY⟧。", ["- | - | 优秀论文一等奖 | 3 | 篇 | -"]),
    ("举办⟦学术年会|ACTIVITY⟧，评选⟦优秀论文一等奖|AWARD⟧⟦3篇|QUANTITY⟧。", ["- | 学术年会 | 优秀论文一等奖 | 3 | 篇 | -"]),
    # honours told at once with their contest, and titles of those who taught
    (
        "⟦周岚|PERSON⟧入选⟦云岭匠人选树活动|COMPETITION⟧并获⟦十佳匠人|AWARD⟧称号。",
        ["周岚 | 云岭匠人选树活动 | 十佳匠人 | 1 | - | -"],
    ),
    ("⟦周岚|PERSON⟧参加⟦案例展演|COMPETITION⟧，获⟦示范案例|AWARD⟧。", ["周岚 | 案例展演 | 示范案例 | 1 | - | -"]),
    ("⟦周岚|PERSON⟧参加⟦案例展演|COMPETITION⟧，⟦方平|PERSON⟧成为⟦示范会员|AWARD⟧。", ["方平 | - | 示范会员 | 1 | - | -"]),
    ("⟦周岚|PERSON⟧参加⟦案例展演|COMPETITION⟧；后获⟦示范会员|AWARD⟧。", ["- | - | 示范会员 | 1 | - | -"]),
    ("⟦周岚|PERSON⟧参加⟦案例展演|COMPETITION⟧，获⟦云岭省示范会员|AWARD⟧。", ["周岚 | - | 云岭省示范会员 | 1 | - | -"]),
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧；⟦周岚|PERSON⟧获⟦十佳科技教师|AWARD⟧。",
        [f"林小禾 | {NAME} | 一等奖 | 1 | - | -", f"周岚 | {NAME} | 十佳科技教师 | 1 | - | -"],
    ),
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧；⟦周岚|PERSON⟧获⟦十佳农民|AWARD⟧。",
        [f"林小禾 | {NAME} | 一等奖 | 1 | - | -", "周岚 | - | 十佳农民 | 1 | - | -"],
    ),
    (f"{FAIR}落幕。⟦林小禾|PERSON⟧获⟦云南大学校长奖|AWARD⟧。", [f"林小禾 | {NAME} | 云南大学校长奖 | 1 | - | -"]),
    (f"{FAIR}落幕。⟦林小禾|PERSON⟧获⟦云南大学园丁奖|AWARD⟧。", ["林小禾 | - | 云南大学园丁奖 | 1 | - | -"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_told_occasions(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
