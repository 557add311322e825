"""How many awards a sentence tells: works that each won one, counts for several prizes, and times."""

import pytest

from extract.readings import achievements

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
NAME = "第12届云岭省青少年发明大赛"

CASES = [
    # works that each won
    (
        f"{FAIR}上，⟦北坡小学|ORG⟧的⟦《除冰器》|DOCUMENT⟧、⟦南坡小学|ORG⟧的⟦《防霉纸》|DOCUMENT⟧双双获得⟦一等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 一等奖 | 1 | - | 《除冰器》", f"南坡小学 | {NAME} | 一等奖 | 1 | - | 《防霉纸》"],
    ),
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧⟦《除冰器》|DOCUMENT⟧和⟦周岚|PERSON⟧⟦《防霉纸》|DOCUMENT⟧分获⟦一等奖|AWARD⟧和⟦二等奖|AWARD⟧。",
        [f"林小禾 | {NAME} | 一等奖 | 1 | - | 《除冰器》", f"周岚 | {NAME} | 二等奖 | 1 | - | 《防霉纸》"],
    ),
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧的⟦《除冰器》|DOCUMENT⟧等⟦8件|QUANTITY⟧作品获⟦一等奖|AWARD⟧。",
        [f"林小禾 | {NAME} | 一等奖 | 8 | 件 | 《除冰器》"],
    ),
    (
        f"⟦北坡小学|ORG⟧根据⟦《评选办法》|DOCUMENT⟧、⟦《竞赛规则》|DOCUMENT⟧参加{FAIR}，获⟦一等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 一等奖 | 1 | - | 《竞赛规则》"],
    ),
    # counts told behind the last prizes for those without one
    (
        f"{FAIR}上，⟦10篇|QUANTITY⟧论文获⟦一等奖|AWARD⟧，⟦二等奖|AWARD⟧、⟦三等奖|AWARD⟧分别为⟦35篇|QUANTITY⟧和⟦80篇|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 10 | 篇 | -", f"- | {NAME} | 二等奖 | 35 | 篇 | -", f"- | {NAME} | 三等奖 | 80 | 篇 | -"],
    ),
    # what is counted stands between the prize and its count
    (
        f"{FAIR}共决出⟦一等奖|AWARD⟧作品⟦50幅|QUANTITY⟧、⟦二等奖|AWARD⟧作品⟦80幅|QUANTITY⟧，⟦优秀组织奖|AWARD⟧单位⟦19个|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 50 | 幅 | -", f"- | {NAME} | 二等奖 | 80 | 幅 | -", f"- | {NAME} | 优秀组织奖 | 19 | 个 | -"],
    ),
    # a number in the name of a team counts no prizes
    (f"{FAIR}上，“青禾⟦4队|QUANTITY⟧”获⟦一等奖|AWARD⟧。", [f"- | {NAME} | 一等奖 | 1 | - | -"]),
    # works side by side, and papers that are none
    (
        f"{FAIR}上，⟦北坡小学|ORG⟧⟦《除冰器》|DOCUMENT⟧⟦《防霉纸》|DOCUMENT⟧获⟦二等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 二等奖 | 1 | - | 《除冰器》", f"北坡小学 | {NAME} | 二等奖 | 1 | - | 《防霉纸》"],
    ),
    (
        f"{FAIR}上，⟦北坡小学|ORG⟧按⟦《竞赛规定》|DOCUMENT⟧参赛，获⟦二等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 二等奖 | 1 | - | -"],
    ),
    # a list of honours goes on
    (
        "⟦青禾县科协|ORG⟧先后被评为⟦云岭省先进集体|AWARD⟧、信息工作⟦优秀单位|AWARD⟧等。",
        ["青禾县科协 | - | 云岭省先进集体 | 1 | - | -", "青禾县科协 | - | 优秀单位 | 1 | - | -"],
    ),
    # tasks that were done are no aims
    (
        "⟦青禾县科协|ORG⟧圆满完成各项目标任务，被评为⟦先进集体|AWARD⟧。",
        ["青禾县科协 | - | 先进集体 | 1 | - | -"],
    ),
    ("⟦青禾县科协|ORG⟧的目标是被评为⟦先进集体|AWARD⟧。", []),
    # conferred on those behind
    (
        f"{FAIR}最高奖“⟦主席奖|AWARD⟧”授予⟦林小禾|PERSON⟧和⟦周岚|PERSON⟧。",
        [f"林小禾 | {NAME} | 主席奖 | 1 | - | -", f"周岚 | {NAME} | 主席奖 | 1 | - | -"],
    ),
    # times
    ("⟦林小禾|PERSON⟧⟦两次|QUANTITY⟧获⟦云岭省科普奖|AWARD⟧。", ["林小禾 | - | 云岭省科普奖 | 2 | 次 | -"]),
    ("⟦林小禾|PERSON⟧宣讲⟦12次|QUANTITY⟧，获⟦云岭省科普奖|AWARD⟧。", ["林小禾 | - | 云岭省科普奖 | 1 | - | -"]),
    # those who made the work are no count of prizes
    (
        f"⟦两人|QUANTITY⟧合写的⟦《除冰器》|DOCUMENT⟧在{FAIR}上获⟦二等奖|AWARD⟧。",
        [f"- | {NAME} | 二等奖 | 1 | - | 《除冰器》"],
    ),
    # verbs of joining a rank
    ("⟦市林学会|ORG⟧进入⟦四星级学会|AWARD⟧行列。", ["市林学会 | - | 四星级学会 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧荣立⟦二等功|AWARD⟧。", ["林小禾 | - | 二等功 | 1 | - | -"]),
    # labels
    (
        f"{FAIR}结果公布。⟦优秀领队|AWARD⟧：⟦林小禾|PERSON⟧（⟦市科协|ORG⟧）。",
        [f"林小禾 | {NAME} | 优秀领队 | 1 | - | -"],
    ),
    # nobody won
    (f"{FAIR}上，⟦北坡小学|ORG⟧实现⟦一等奖|AWARD⟧零的突破。", []),
    (f"{FAIR}上，⟦金牌|AWARD⟧教练⟦林小禾|PERSON⟧到场。", []),
    ("每个县只有一所学校能够获得⟦优秀学校|AWARD⟧称号。", []),
    ("宣传推介⟦优秀科技工作者|AWARD⟧⟦5名|QUANTITY⟧。", []),
    (f"{FAIR}上，市长为每件⟦一等奖|AWARD⟧作品颁给奖学金。", []),
    (f"获得{FAIR}⟦一等奖|AWARD⟧、⟦二等奖|AWARD⟧的项目，由⟦省科协|ORG⟧推荐参加国赛。", []),
    (f"{FAIR}上，⟦北坡小学|ORG⟧的项目获⟦一等奖|AWARD⟧，由⟦省科协|ORG⟧推荐参加国赛。", [f"北坡小学 | {NAME} | 一等奖 | 1 | - | -"]),
    ("第十一条　对成绩突出的会员，由本协会授予⟦优秀会员|AWARD⟧称号。", []),
    ("关于表彰⟦先进集体|AWARD⟧的决定", []),
    ("⟦林小禾|PERSON⟧作为⟦第三届云岭省创新争先奖|AWARD⟧青禾市候选人上报。", []),
    # what is nominated is told of, but spreads to no prize that was won
    (
        f"{FAIR}上，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧，并获⟦市长奖|AWARD⟧提名。",
        [f"林小禾 | {NAME} | 一等奖 | 1 | - | -"],
    ),
]

PLANS = [
    ("去年⟦林小禾|PERSON⟧在⟦第12届云岭省青少年发明大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧。", [f"林小禾 | {NAME} | 一等奖 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧在⟦第12届云岭省青少年发明大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_works_and_counts(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), PLANS, ids=[case[0] for case in PLANS])
def test_what_was_won_before_a_plan(marked: str, expected: list[str]) -> None:
    assert achievements(marked, "2022年工作打算") == expected
