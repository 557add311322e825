"""Who won and in which contest: subjects that go on, names behind the prize, greater and smaller contests, honours of their own."""

import pytest

from extract.readings import achievements

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"

CASES = [
    # subject goes on
    (
        f"⟦北坡小学|ORG⟧在{FAIR}上获⟦一等奖|AWARD⟧，并荣获⟦最佳创意奖|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "北坡小学 | 第12届云岭省青少年发明大赛 | 最佳创意奖 | 1 | - | -"],
    ),
    (
        f"⟦林小禾|PERSON⟧在{FAIR}上夺得⟦金奖|AWARD⟧，又获⟦专项奖|AWARD⟧⟦1项|QUANTITY⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 金奖 | 1 | - | -", "林小禾 | 第12届云岭省青少年发明大赛 | 专项奖 | 1 | 项 | -"],
    ),
    (
        f"在{FAIR}上，⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧，另评选⟦优秀辅导员|AWARD⟧⟦3名|QUANTITY⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -", "- | 第12届云岭省青少年发明大赛 | 优秀辅导员 | 3 | 名 | -"],
    ),
    # named behind
    (
        f"{FAIR}落幕，⟦特等奖|AWARD⟧由⟦北坡小学|ORG⟧⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧获得。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 特等奖 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 特等奖 | 1 | - | -"],
    ),
    (f"{FAIR}落幕，⟦一等奖|AWARD⟧归了⟦北坡小学|ORG⟧。", ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -"]),
    (
        f"{FAIR}落幕，⟦金点子奖|AWARD⟧：⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 金点子奖 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 金点子奖 | 1 | - | -"],
    ),
    # each of them in a contest of its own
    (
        "⟦甲队|ORG⟧、⟦乙队|ORG⟧分别夺得⟦足球赛|COMPETITION⟧（初中组）⟦冠军|AWARD⟧和⟦工程挑战赛|COMPETITION⟧（小学组）⟦亚军|AWARD⟧。",
        ["甲队 | 足球赛 | 冠军 | 1 | - | -", "乙队 | 工程挑战赛 | 亚军 | 1 | - | -"],
    ),
    (
        "⟦甲队|ORG⟧、⟦乙队|ORG⟧分别夺得⟦足球赛|COMPETITION⟧⟦冠军|AWARD⟧，⟦丙队|ORG⟧获⟦工程挑战赛|COMPETITION⟧⟦亚军|AWARD⟧。",
        ["甲队 | 足球赛 | 冠军 | 1 | - | -", "乙队 | 足球赛 | 冠军 | 1 | - | -", "丙队 | 工程挑战赛 | 亚军 | 1 | - | -"],
    ),
    # counted, and told one by one with those who made them
    (
        "提案⟦3件|QUANTITY⟧被评为⟦优秀提案|AWARD⟧，分别是：⟦市科协|ORG⟧提交的⟦《建馆》|DOCUMENT⟧、⟦林小禾|PERSON⟧委员提交的⟦《研学》|DOCUMENT⟧。",
        ["- | - | 优秀提案 | 3 | 件 | -", "市科协 | - | 优秀提案 | 1 | - | 《建馆》", "林小禾 | - | 优秀提案 | 1 | - | 《研学》"],
    ),
    (
        "评出⟦一等奖|AWARD⟧⟦2篇|QUANTITY⟧，分别为⟦林小禾|PERSON⟧的⟦《除冰器》|DOCUMENT⟧、⟦周岚|PERSON⟧的⟦《水车》|DOCUMENT⟧。",
        ["- | - | 一等奖 | 2 | 篇 | -", "林小禾 | - | 一等奖 | 1 | - | 《除冰器》", "周岚 | - | 一等奖 | 1 | - | 《水车》"],
    ),
    ("评出⟦一等奖|AWARD⟧⟦2篇|QUANTITY⟧，分别刊于⟦《科普文汇》|DOCUMENT⟧。", ["- | - | 一等奖 | 2 | 篇 | -"]),
    ("⟦周岚|PERSON⟧荣登⟦青禾省“最美科技工作者”|AWARD⟧榜单。", ["周岚 | - | 青禾省“最美科技工作者” | 1 | - | -"]),
    # works that stand behind the prize they won
    (
        f"{FAIR}，我县⟦3人|QUANTITY⟧⟦一等奖|AWARD⟧、⟦5人|QUANTITY⟧⟦二等奖|AWARD⟧，⟦一等奖|AWARD⟧为⟦北坡小学|ORG⟧⟦林小禾|PERSON⟧的⟦《落物预警》|DOCUMENT⟧"
        "、⟦周岚|PERSON⟧的科幻画⟦《雪豹》|DOCUMENT⟧。",
        [
            "我县 | 第12届云岭省青少年发明大赛 | 一等奖 | 3 | 人 | -",
            "我县 | 第12届云岭省青少年发明大赛 | 二等奖 | 5 | 人 | -",
            "林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | 《落物预警》",
            "周岚 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | 《雪豹》",
        ],
    ),
    # who told of those who won has won nothing
    (
        "⟦中国科协|ORG⟧近日通报科普日组织情况，我省⟦14家|QUANTITY⟧单位获评⟦优秀组织单位|AWARD⟧。",
        ["我省 | - | 优秀组织单位 | 14 | 家 | -"],
    ),
    # how many there were
    (
        f"{FAIR}上，我校获⟦一等奖|AWARD⟧⟦4项|QUANTITY⟧，⟦一等奖|AWARD⟧数创历史新高。",
        ["我校 | 第12届云岭省青少年发明大赛 | 一等奖 | 4 | 项 | -"],
    ),
    # pronouns
    ("⟦林小禾|PERSON⟧是⟦北坡小学|ORG⟧教师。2020年，他获⟦全国优秀科技辅导员|AWARD⟧称号。", ["林小禾 | - | 全国优秀科技辅导员 | 1 | - | -"]),
    (
        f"⟦北坡中学|ORG⟧办起航模社。在{FAIR}上，该校夺得⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        ["北坡中学 | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -"],
    ),
    # 分列
    (
        f"⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧在{FAIR}上分列⟦第二名|AWARD⟧、⟦第三名|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 第二名 | 1 | - | -", "南坡小学 | 第12届云岭省青少年发明大赛 | 第三名 | 1 | - | -"],
    ),
    # honours of a region in a contest's sentence
    (
        f"⟦林小禾|PERSON⟧在{FAIR}上获⟦一等奖|AWARD⟧，并被授予“⟦云岭省十佳科普使者|AWARD⟧”称号。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "林小禾 | - | 云岭省十佳科普使者 | 1 | - | -"],
    ),
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧；教师⟦周岚|PERSON⟧获评⟦全国优秀科技辅导员|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "周岚 | - | 全国优秀科技辅导员 | 1 | - | -"],
    ),
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧；教师⟦周岚|PERSON⟧获⟦优秀科技辅导员|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 优秀科技辅导员 | 1 | - | -"],
    ),
    (
        f"{FAIR}上，⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧；⟦林小禾|PERSON⟧获⟦云岭省主席奖|AWARD⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "林小禾 | 第12届云岭省青少年发明大赛 | 云岭省主席奖 | 1 | - | -"],
    ),
    (f"{FAIR}落幕。⟦林小禾|PERSON⟧荣获⟦第九届云岭青年科技奖|AWARD⟧。", ["林小禾 | - | 第九届云岭青年科技奖 | 1 | - | -"]),
    # greater contest and its items
    (
        f"{FAIR}开赛，⟦北坡小学|ORG⟧包揽⟦帆船追逐赛|COMPETITION⟧⟦金牌|AWARD⟧，⟦南坡小学|ORG⟧获⟦团体总分第一名|AWARD⟧。",
        [
            "北坡小学 | 第12届云岭省青少年发明大赛 | 金牌 | 1 | - | 帆船追逐赛",
            "南坡小学 | 第12届云岭省青少年发明大赛 | 团体总分第一名 | 1 | - | -",
        ],
    ),
    (
        f"{FAIR}传来喜讯，⟦红旅赛道|COMPETITION⟧⟦3项|QUANTITY⟧获⟦铜奖|AWARD⟧。",
        ["- | 第12届云岭省青少年发明大赛 | 铜奖 | 3 | 项 | 红旅赛道"],
    ),
    (
        f"{FAIR}在我市举行，设⟦科幻画展评|COMPETITION⟧。\n经角逐，⟦北坡小学|ORG⟧获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        ["北坡小学 | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -"],
    ),
    # ceremonies
    (
        f"{FAIR}闭幕。\n⟦颁奖仪式|ACTIVITY⟧上，⟦20名|QUANTITY⟧教师被授予⟦优秀科技辅导员|AWARD⟧称号。",
        ["教师 | 第12届云岭省青少年发明大赛 | 优秀科技辅导员 | 20 | 名 | -"],
    ),
    ("⟦市科技工作者大会|ACTIVITY⟧上，⟦30个|QUANTITY⟧单位获⟦先进集体|AWARD⟧称号。", ["单位 | 市科技工作者大会 | 先进集体 | 30 | 个 | -"]),
    # level pointers
    (
        "⟦青禾市青少年机器人竞赛|COMPETITION⟧举行，选手又参加了⟦第8届云岭省青少年机器人竞赛|COMPETITION⟧。市赛共评出⟦一等奖|AWARD⟧⟦5项|QUANTITY⟧。",
        ["- | 青禾市青少年机器人竞赛 | 一等奖 | 5 | 项 | -"],
    ),
    (
        "⟦青禾市青少年机器人竞赛|COMPETITION⟧举行，选手又参加了⟦第8届云岭省青少年机器人竞赛|COMPETITION⟧。⟦市赛|COMPETITION⟧共评出⟦一等奖|AWARD⟧⟦5项|QUANTITY⟧。",
        ["- | 青禾市青少年机器人竞赛 | 一等奖 | 5 | 项 | -"],
    ),
    (
        "⟦青禾市青少年机器人竞赛|COMPETITION⟧举行，⟦北坡小学|ORG⟧又在⟦国赛|COMPETITION⟧中获⟦一等奖|AWARD⟧。",
        ["北坡小学 | 国赛 | 一等奖 | 1 | - | -"],
    ),
    # the only contest
    (
        f"一、大赛概况\n{FAIR}闭幕。\n二、县区齐头并进\n⟦北坡县代表队|ORG⟧获⟦一等奖|AWARD⟧⟦5件|QUANTITY⟧。",
        ["北坡县代表队 | 第12届云岭省青少年发明大赛 | 一等奖 | 5 | 件 | -"],
    ),
    # untagged events
    ("⟦林小禾|PERSON⟧在全省科协系统业务技能比武中斩获⟦科普达人|AWARD⟧。", ["林小禾 | 全省科协系统业务技能比武 | 科普达人 | 1 | - | -"]),
    (
        "⟦北坡镇剧团|ORG⟧在⟦青禾市|PLACE⟧农民科普文艺会演中荣获⟦创作一等奖|AWARD⟧。",
        ["北坡镇剧团 | 青禾市农民科普文艺会演 | 创作一等奖 | 1 | - | -"],
    ),
    (
        "⟦青禾市首届中小学生创客马拉松|COMPETITION⟧举行，⟦北坡小学|ORG⟧获⟦团体第一名|AWARD⟧。",
        ["北坡小学 | 青禾市首届中小学生创客马拉松 | 团体第一名 | 1 | - | -"],
    ),
    ("⟦林小禾|PERSON⟧在省级以上各类竞赛中获⟦一等奖|AWARD⟧。", ["林小禾 | - | 一等奖 | 1 | - | -"]),
    # activities named like the award
    (
        "⟦2022年云岭“最美科普人”学习宣传活动|ACTIVITY⟧中，⟦林小禾|PERSON⟧当选⟦云岭最美科普人|AWARD⟧。",
        ["林小禾 | 2022年云岭“最美科普人”学习宣传活动 | 云岭最美科普人 | 1 | - | -"],
    ),
    (
        "⟦全国科普日|ACTIVITY⟧期间，⟦青禾县科协|ORG⟧获“⟦全国科普日优秀组织单位|AWARD⟧”表扬。",
        ["青禾县科协 | - | 全国科普日优秀组织单位 | 1 | - | -"],
    ),
    (
        "开展⟦“讲理想、比贡献”竞赛活动|ACTIVITY⟧，⟦青禾机械厂科协|ORG⟧获评⟦全国先进集体|AWARD⟧。",
        ["青禾机械厂科协 | - | 全国先进集体 | 1 | - | -"],
    ),
    (
        "⟦青禾市第五届学术年会|ACTIVITY⟧开幕。\n年会征集论文⟦418篇|QUANTITY⟧，评出⟦一等奖|AWARD⟧⟦16篇|QUANTITY⟧。",
        ["- | 青禾市第五届学术年会 | 一等奖 | 16 | 篇 | -"],
    ),
    # short forms of a contest named in full, contests whose name is that of an activity
    (
        f"{FAIR}举行。⟦青少年发明大赛|COMPETITION⟧中，我市获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        ["我市 | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -"],
    ),
    ("⟦第三届青禾市机器人活动|ACTIVITY⟧举行。共评出⟦一等奖|AWARD⟧⟦18个|QUANTITY⟧。", ["- | 第三届青禾市机器人活动 | 一等奖 | 18 | 个 | -"]),
    ("⟦第三届青禾市全民健身活动|ACTIVITY⟧举行。共评出⟦一等奖|AWARD⟧⟦18个|QUANTITY⟧。", ["- | - | 一等奖 | 18 | 个 | -"]),
    # a count of all the prizes together
    (
        f"⟦林小禾|PERSON⟧在{FAIR}上获⟦一等奖|AWARD⟧、⟦主席奖|AWARD⟧、⟦英才奖|AWARD⟧⟦三个|QUANTITY⟧奖项。",
        [
            "林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -",
            "林小禾 | 第12届云岭省青少年发明大赛 | 主席奖 | 1 | - | -",
            "林小禾 | 第12届云岭省青少年发明大赛 | 英才奖 | 1 | - | -",
        ],
    ),
    # the subject, not what it won before
    ("我单位被⟦中国科协|ORG⟧评为⟦全国科普日优秀组织单位|AWARD⟧。", ["我单位 | - | 全国科普日优秀组织单位 | 1 | - | -"]),
    (
        "⟦青禾市科协|ORG⟧荣获⟦省科协|ORG⟧⟦先进集体|AWARD⟧称号，还被⟦中国科协|ORG⟧评为⟦优秀组织单位|AWARD⟧。",
        ["青禾市科协 | - | 先进集体 | 1 | - | -", "青禾市科协 | - | 优秀组织单位 | 1 | - | -"],
    ),
    ("⟦北坡县|PLACE⟧被命名为⟦全国科普示范县|AWARD⟧。", ["北坡县 | - | 全国科普示范县 | 1 | - | -"]),
    ("在⟦北坡县|PLACE⟧，⟦青禾协会|ORG⟧被命名为⟦全国科普示范基地|AWARD⟧。", ["青禾协会 | - | 全国科普示范基地 | 1 | - | -"]),
    # near misses
    (f"{FAIR}上获得⟦一等奖|AWARD⟧的选手将代表我省参赛。", []),
    (f"{FAIR}上，我县⟦二等奖|AWARD⟧以上作品数与去年持平。", []),
    ("⟦青禾县|PLACE⟧顺利通过⟦全国科普示范县|AWARD⟧中期评估。", []),
    ("⟦青禾县|PLACE⟧通过⟦全国科普示范县|AWARD⟧复审。", []),
    ("⟦何氏科技奖|AWARD⟧的奖金全部捐给了学校。", []),
    ("关于表彰⟦青禾市科技贡献奖|AWARD⟧等获奖单位的通报", []),
    ("⟦省煤炭学会|ORG⟧设立⟦煤炭青年创新奖|AWARD⟧。", []),
    ("⟦林小禾|PERSON⟧是⟦一等奖|AWARD⟧获得者。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_winners_and_events(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
