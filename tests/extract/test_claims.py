"""Which awards count as won, by whom and in what: teams, items of a contest, prize-givings, hopes fulfilled, lists of winners."""

import pytest

from extract.readings import achievements

CASES: list[tuple[str, list[str]]] = [
    # a team shares its prize, others have one each
    (
        "⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧组合在⟦第12届云岭省青少年发明大赛|COMPETITION⟧上夺得⟦银牌|AWARD⟧。",
        ["林小禾、周岚 | 第12届云岭省青少年发明大赛 | 银牌 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧在⟦第12届云岭省青少年发明大赛|COMPETITION⟧中获⟦金奖|AWARD⟧和⟦优胜奖|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 金奖 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 优胜奖 | 1 | - | -"],
    ),
    # items of a contest
    (
        "⟦第12届云岭省青少年发明大赛|COMPETITION⟧设⟦创意画赛|COMPETITION⟧、⟦纸桥承重赛|COMPETITION⟧等⟦2个|QUANTITY⟧项目，决出⟦一等奖|AWARD⟧⟦48名|QUANTITY⟧。",
        ["- | 第12届云岭省青少年发明大赛 | 一等奖 | 48 | 名 | -"],
    ),
    (
        "在⟦第12届云岭省青少年发明大赛|COMPETITION⟧⟦纸桥承重赛|COMPETITION⟧中，⟦北坡小学|ORG⟧获⟦亚军|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 亚军 | 1 | - | 纸桥承重赛"],
    ),
    (
        "在⟦第12届云岭省青少年发明大赛|COMPETITION⟧上，⟦北坡小学|ORG⟧获⟦纸桥承重赛|COMPETITION⟧⟦亚军|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 亚军 | 1 | - | 纸桥承重赛"],
    ),
    # the contest of the prize told just before
    (
        "⟦北坡小学|ORG⟧在⟦第12届云岭省青少年发明大赛|COMPETITION⟧上获⟦一等奖|AWARD⟧；⟦周岚|PERSON⟧获评⟦最佳女演员|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 最佳女演员 | 1 | - | -"],
    ),
    (
        "⟦北坡小学|ORG⟧在⟦第12届云岭省青少年发明大赛|COMPETITION⟧上获⟦一等奖|AWARD⟧；⟦周岚|PERSON⟧获评⟦云岭省优秀教师|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "周岚 | - | 云岭省优秀教师 | 1 | - | -"],
    ),
    # a prize-giving stands for its contest
    (
        "⟦第12届云岭省青少年发明大赛颁奖大会|ACTIVITY⟧在我校举行。⟦周岚|PERSON⟧获得⟦优秀指导教师奖|AWARD⟧。",
        ["周岚 | 第12届云岭省青少年发明大赛 | 优秀指导教师奖 | 1 | - | -"],
    ),
    (
        "⟦全省科协系统表彰大会|ACTIVITY⟧在我校举行。⟦周岚|PERSON⟧获得⟦优秀指导教师奖|AWARD⟧。",
        ["周岚 | 全省科协系统表彰大会 | 优秀指导教师奖 | 1 | - | -"],
    ),
    # what was granted is no hope
    (
        "争取项目资金⟦20万元|AMOUNT⟧，⟦东街社区|ORG⟧建起画廊，被命名为⟦全国科普示范社区|AWARD⟧。",
        ["东街社区 | - | 全国科普示范社区 | 1 | - | -"],
    ),
    ("争取⟦东街社区|ORG⟧被命名为⟦全国科普示范社区|AWARD⟧。", []),
    ("争取到资金支持，⟦东街社区|ORG⟧被命名为⟦全国科普示范社区|AWARD⟧。", ["东街社区 | - | 全国科普示范社区 | 1 | - | -"]),
    # prizes that are to be set up, and those given as planned
    ("办好⟦首届青禾杯技能赛|COMPETITION⟧，计划设⟦一等奖|AWARD⟧⟦2名|QUANTITY⟧。", []),
    (
        "举办⟦首届青禾杯技能赛|COMPETITION⟧，按计划评出⟦一等奖|AWARD⟧⟦2名|QUANTITY⟧。",
        ["- | 首届青禾杯技能赛 | 一等奖 | 2 | 名 | -"],
    ),
    # a title of a summary and a plan
    (
        "青禾市科协2021年工作总结和2022年工作计划\n⟦周岚|PERSON⟧被⟦市委|ORG⟧授予⟦先进工作者|AWARD⟧称号。",
        ["周岚 | - | 先进工作者 | 1 | - | -"],
    ),
    ("青禾市科协2022年工作计划\n⟦周岚|PERSON⟧被⟦市委|ORG⟧授予⟦先进工作者|AWARD⟧称号。", []),
    # a list of winners and who is on it
    ("⟦市科协|ORG⟧公布了“⟦青禾市优秀科技工作者|AWARD⟧”名单，⟦周岚|PERSON⟧荣列其中。", ["周岚 | - | 青禾市优秀科技工作者 | 1 | - | -"]),
    ("⟦市科协|ORG⟧公布了“⟦青禾市优秀科技工作者|AWARD⟧”名单，请各单位学习。", []),
    # who has it stands behind
    (
        "⟦第12届云岭省青少年发明大赛|COMPETITION⟧落幕，另设⟦最佳创意奖|AWARD⟧，由⟦北坡小学|ORG⟧获得。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 最佳创意奖 | 1 | - | -"],
    ),
    ("⟦市农学会|ORG⟧设立⟦青禾农技奖|AWARD⟧，由理事会评审。", []),
    # the prize as subject
    ("⟦第十三届云岭省青年科技奖|AWARD⟧授予⟦10名|QUANTITY⟧青年才俊。", ["- | - | 第十三届云岭省青年科技奖 | 10 | 名 | -"]),
    # winners of a prize who are honoured
    ("对⟦周岚|PERSON⟧等⟦10名|QUANTITY⟧⟦云岭省青年科技奖|AWARD⟧获得者予以表彰。", ["周岚 | - | 云岭省青年科技奖 | 10 | 名 | -"]),
    ("组织⟦10名|QUANTITY⟧⟦云岭省青年科技奖|AWARD⟧获得者座谈。", []),
    # a grade reached
    ("⟦市茶叶学会|ORG⟧评估等级达到⟦4A级|AWARD⟧。", ["市茶叶学会 | - | 4A级 | 1 | - | -"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_claims(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
