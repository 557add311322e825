"""Where an award was won: items of a greater contest, openings and meetings told before, prizes that stand for their contest."""

import pytest

from extract.readings import achievements

FAIR = "⟦第12届云岭省青少年机器人竞赛|COMPETITION⟧"
NAME = "第12届云岭省青少年机器人竞赛"

CASES = [
    # an item is what was won in, the contest the event
    (f"组队参加{FAIR}，⟦北坡小学|ORG⟧获⟦VEX赛项|COMPETITION⟧⟦季军|AWARD⟧。", [f"北坡小学 | {NAME} | 季军 | 1 | - | VEX赛项"]),
    (
        f"{FAIR}落幕。⟦北坡小学|ORG⟧在⟦机器人创意赛|COMPETITION⟧中获⟦亚军|AWARD⟧。",
        [f"北坡小学 | {NAME} | 亚军 | 1 | - | 机器人创意赛"],
    ),
    (
        f"{FAIR}设⟦水火箭打靶|COMPETITION⟧、⟦无人车越障|COMPETITION⟧等⟦3个|QUANTITY⟧赛项。上午的⟦水火箭打靶|COMPETITION⟧最为激烈，"
        "⟦北坡小学|ORG⟧夺得⟦冠军|AWARD⟧。",
        [f"北坡小学 | {NAME} | 冠军 | 1 | - | 水火箭打靶"],
    ),
    (
        f"{FAIR}中，⟦市代表队|ORG⟧在⟦综合技能比赛|COMPETITION⟧、⟦工程创新赛|COMPETITION⟧⟦两个|QUANTITY⟧项目上获⟦金牌|AWARD⟧⟦2枚|QUANTITY⟧。",
        [f"市代表队 | {NAME} | 金牌 | 2 | 枚 | -"],
    ),
    (
        f"{FAIR}开幕。⟦北坡小学|ORG⟧获⟦创意单项|COMPETITION⟧⟦金奖|AWARD⟧，⟦南坡小学|ORG⟧获⟦团体二等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 金奖 | 1 | - | 创意单项", f"南坡小学 | {NAME} | 团体二等奖 | 1 | - | -"],
    ),
    (
        f"{FAIR}中，我省共获得：⟦学生创新成果竞赛|COMPETITION⟧⟦一等奖|AWARD⟧⟦2名|QUANTITY⟧。",
        [f"我省 | {NAME} | 一等奖 | 2 | 名 | 学生创新成果竞赛"],
    ),
    (
        f"{FAIR}结束。经评审，评出⟦学生创新成果竞赛|COMPETITION⟧⟦一等奖|AWARD⟧⟦38项|QUANTITY⟧；⟦优秀组织单位|AWARD⟧⟦8个|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 38 | 项 | 学生创新成果竞赛", f"- | {NAME} | 优秀组织单位 | 8 | 个 | -"],
    ),
    (f"{FAIR}闭幕。⟦北坡小学|ORG⟧夺得机器人创意赛⟦银牌|AWARD⟧。", [f"北坡小学 | {NAME} | 银牌 | 1 | - | 机器人创意赛"]),
    # a stage of a contest, and a contest told of by its closing
    (
        f"{FAIR}落幕。⟦北坡小学|ORG⟧参加⟦全国决赛|COMPETITION⟧，获⟦二等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 二等奖 | 1 | - | -"],
    ),
    (
        "⟦青禾市第二届青少年机器人挑战赛颁奖仪式|ACTIVITY⟧举行。竞赛设⟦综合技能比赛|COMPETITION⟧、⟦创新挑战赛|COMPETITION⟧等比赛项目，共评出⟦一等奖|AWARD⟧⟦126名|QUANTITY⟧。",
        ["- | 青禾市第二届青少年机器人挑战赛 | 一等奖 | 126 | 名 | -"],
    ),
    # contests that the tagger passed over
    (
        "⟦青禾县科协|ORG⟧荣获⟦2024年|DATE⟧青云科学素质大赛“⟦优秀组织奖|AWARD⟧”。",
        ["青禾县科协 | 2024年青云科学素质大赛 | 优秀组织奖 | 1 | - | -"],
    ),
    (
        "⟦第12届青禾市机器人竞赛|COMPETITION⟧落幕，⟦北坡小学|ORG⟧在比赛中获此次竞赛⟦一等奖|AWARD⟧。",
        ["北坡小学 | 第12届青禾市机器人竞赛 | 一等奖 | 1 | - | -"],
    ),
    (
        "⟦北坡小学|ORG⟧在2024年云岭省第十七届青少年科学素质竞赛中获⟦一等奖|AWARD⟧。",
        ["北坡小学 | 2024年云岭省第十七届青少年科学素质竞赛 | 一等奖 | 1 | - | -"],
    ),
    # persons who share an item or a place made up a team; those who stand level did not
    (
        f"在{FAIR}中，⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧获⟦机器人创意赛|COMPETITION⟧⟦季军|AWARD⟧。",
        [f"林小禾、周岚 | {NAME} | 季军 | 1 | - | 机器人创意赛"],
    ),
    (
        f"在{FAIR}中，⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧并列⟦第三名|AWARD⟧。",
        [f"林小禾 | {NAME} | 第三名 | 1 | - | -", f"周岚 | {NAME} | 第三名 | 1 | - | -"],
    ),
    # not an item: a contest of its own, or one that others only qualified for
    (
        f"{FAIR}落幕。⟦北坡小学|ORG⟧在⟦科普讲解大赛|COMPETITION⟧中获⟦亚军|AWARD⟧。",
        ["北坡小学 | 科普讲解大赛 | 亚军 | 1 | - | -"],
    ),
    (
        f"{FAIR}举行。⟦林小禾|PERSON⟧取得参加⟦全国青少年机器人竞赛|COMPETITION⟧的资格；⟦北坡小学|ORG⟧获⟦机器人创意赛|COMPETITION⟧⟦亚军|AWARD⟧。",
        [f"北坡小学 | {NAME} | 亚军 | 1 | - | 机器人创意赛"],
    ),
    # bare openings and meetings
    (
        "⟦第七届青禾市学术年会|ACTIVITY⟧举行。⟦闭幕式|ACTIVITY⟧上，⟦市林学会|ORG⟧被授予⟦五星级学会|AWARD⟧。",
        ["市林学会 | 第七届青禾市学术年会 | 五星级学会 | 1 | - | -"],
    ),
    (
        "“⟦科技列车云岭行|ACTIVITY⟧”启动，共举办⟦科普报告|ACTIVITY⟧⟦67场|QUANTITY⟧。⟦闭幕式|ACTIVITY⟧上，⟦周岚|PERSON⟧等⟦30人|QUANTITY⟧被授予⟦先进个人|AWARD⟧称号。",
        ["周岚 | 科技列车云岭行 | 先进个人 | 30 | 人 | -"],
    ),
    (
        "召开⟦市科协第七次代表大会|ACTIVITY⟧。会上，对⟦28个|QUANTITY⟧⟦先进集体|AWARD⟧给予表扬。",
        ["- | 市科协第七次代表大会 | 先进集体 | 28 | 个 | -"],
    ),
    (
        "召开⟦市科协第七次代表大会|ACTIVITY⟧。年底，⟦青禾县科协|ORG⟧被评为⟦先进集体|AWARD⟧。",
        ["青禾县科协 | - | 先进集体 | 1 | - | -"],
    ),
    # a contest directly before its award, and honours told in one breath with a prize
    (
        "⟦林小禾|PERSON⟧入选⟦云岭省乡土之星选树活动|COMPETITION⟧⟦十佳人物|AWARD⟧。",
        ["林小禾 | 云岭省乡土之星选树活动 | 十佳人物 | 1 | - | -"],
    ),
    (
        "在⟦2024年科普讲解邀请赛|COMPETITION⟧中，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧并被授予“⟦双城科普使者|AWARD⟧”称号。",
        ["林小禾 | 2024年科普讲解邀请赛 | 一等奖 | 1 | - | -", "林小禾 | 2024年科普讲解邀请赛 | 双城科普使者 | 1 | - | -"],
    ),
    (
        "在⟦2024年科普讲解邀请赛|COMPETITION⟧中，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧并被授予“⟦云岭省十佳科普使者|AWARD⟧”称号。",
        ["林小禾 | 2024年科普讲解邀请赛 | 一等奖 | 1 | - | -", "林小禾 | - | 云岭省十佳科普使者 | 1 | - | -"],
    ),
    # another institution named by somebody else is not honoured in the contest
    (
        "⟦林小禾|PERSON⟧在⟦第三届科技之星评选|COMPETITION⟧中获⟦科技之星|AWARD⟧称号，⟦市林学会|ORG⟧被⟦省科协|ORG⟧授予⟦先进集体|AWARD⟧。",
        ["林小禾 | 第三届科技之星评选 | 科技之星 | 1 | - | -", "市林学会 | - | 先进集体 | 1 | - | -"],
    ),
    # a selection named like the honour, if of the same level and edition, and before it
    (
        "开展⟦青禾市“最美科技工作者”学习宣传活动|ACTIVITY⟧，⟦周岚|PERSON⟧获“⟦青禾市最美科技工作者|AWARD⟧”称号，并参评⟦全国“最美科技工作者”评选|COMPETITION⟧。",
        ["周岚 | 青禾市“最美科技工作者”学习宣传活动 | 青禾市最美科技工作者 | 1 | - | -"],
    ),
    (
        "开展⟦青禾市“最美科技工作者”学习宣传活动|ACTIVITY⟧，⟦周岚|PERSON⟧被授予⟦全国最美科技工作者|AWARD⟧称号。",
        ["周岚 | - | 全国最美科技工作者 | 1 | - | -"],
    ),
    (
        "开展⟦“讲理想、比贡献”竞赛|COMPETITION⟧，⟦周岚|PERSON⟧获⟦全省“讲理想、比贡献”活动先进个人|AWARD⟧。",
        ["周岚 | - | 全省“讲理想、比贡献”活动先进个人 | 1 | - | -"],
    ),
    # a standing prize stands for its contest where its grades are told
    (
        "⟦第四届云岭省农业科学技术奖|AWARD⟧评出⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧、⟦二等奖|AWARD⟧⟦7项|QUANTITY⟧。",
        ["- | 第四届云岭省农业科学技术奖 | 一等奖 | 2 | 项 | -", "- | 第四届云岭省农业科学技术奖 | 二等奖 | 7 | 项 | -"],
    ),
    ("⟦周岚|PERSON⟧获⟦第四届云岭省农业科学技术奖|AWARD⟧。", ["周岚 | - | 第四届云岭省农业科学技术奖 | 1 | - | -"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_items_and_occasions(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
