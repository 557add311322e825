import pytest

from extract.readings import achievements, marked_reading, marked_table
from extract.readings import shown_achievement as shown
from kexie_nlp.extract import extract_achievements

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"

CASES = [
    # a team and a list of prizes
    (
        f"在{FAIR}上，⟦青禾市代表队|ORG⟧获得⟦一等奖|AWARD⟧⟦5项|QUANTITY⟧、⟦二等奖|AWARD⟧⟦11项|QUANTITY⟧。",
        [
            "青禾市代表队 | 第12届云岭省青少年发明大赛 | 一等奖 | 5 | 项 | -",
            "青禾市代表队 | 第12届云岭省青少年发明大赛 | 二等奖 | 11 | 项 | -",
        ],
    ),
    # the count stands before the prize
    (
        f"组织⟦4支|QUANTITY⟧代表队参加{FAIR}，获得了⟦2名|QUANTITY⟧⟦银奖|AWARD⟧、⟦3名|QUANTITY⟧⟦优胜奖|AWARD⟧的好成绩。",
        [
            "代表队 | 第12届云岭省青少年发明大赛 | 银奖 | 2 | 名 | -",
            "代表队 | 第12届云岭省青少年发明大赛 | 优胜奖 | 3 | 名 | -",
        ],
    ),
    # the winners are counted
    (
        f"在{FAIR}中，我校⟦6人|QUANTITY⟧获⟦一等奖|AWARD⟧，⟦9人|QUANTITY⟧获⟦二等奖|AWARD⟧。",
        [
            "我校 | 第12届云岭省青少年发明大赛 | 一等奖 | 6 | 人 | -",
            "我校 | 第12届云岭省青少年发明大赛 | 二等奖 | 9 | 人 | -",
        ],
    ),
    (f"⟦12名|QUANTITY⟧选手获得{FAIR}⟦金奖|AWARD⟧。", ["选手 | 第12届云岭省青少年发明大赛 | 金奖 | 12 | 名 | -"]),
    # grades in one list, counts in another
    (
        f"{FAIR}评出⟦一、二、三等奖|AWARD⟧分别为3、5、8项。",
        [
            "- | 第12届云岭省青少年发明大赛 | 一等奖 | 3 | 项 | -",
            "- | 第12届云岭省青少年发明大赛 | 二等奖 | 5 | 项 | -",
            "- | 第12届云岭省青少年发明大赛 | 三等奖 | 8 | 项 | -",
        ],
    ),
    (
        f"{FAIR}落幕，⟦二等奖|AWARD⟧、⟦三等奖|AWARD⟧依次产生⟦6人|QUANTITY⟧和⟦9人|QUANTITY⟧。",
        [
            "- | 第12届云岭省青少年发明大赛 | 二等奖 | 6 | 人 | -",
            "- | 第12届云岭省青少年发明大赛 | 三等奖 | 9 | 人 | -",
        ],
    ),
    (
        f"{FAIR}上，⟦最佳创意奖|AWARD⟧、⟦最佳人气奖|AWARD⟧各⟦1名|QUANTITY⟧。",
        [
            "- | 第12届云岭省青少年发明大赛 | 最佳创意奖 | 1 | 名 | -",
            "- | 第12届云岭省青少年发明大赛 | 最佳人气奖 | 1 | 名 | -",
        ],
    ),
    # a work and its maker
    (
        f"⟦青禾二中|ORG⟧⟦《雨水计》|DOCUMENT⟧在{FAIR}上获⟦一等奖|AWARD⟧。",
        ["青禾二中 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | 《雨水计》"],
    ),
    (
        f"⟦青禾二中|ORG⟧⟦林小禾|PERSON⟧凭⟦《雨水计》|DOCUMENT⟧在{FAIR}中夺得⟦金牌|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 金牌 | 1 | - | 《雨水计》"],
    ),
    (
        f"⟦青禾二中|ORG⟧⟦轮式机器人赛|COMPETITION⟧在{FAIR}中获⟦三等奖|AWARD⟧。",
        ["青禾二中 | 第12届云岭省青少年发明大赛 | 三等奖 | 1 | - | 轮式机器人赛"],
    ),
    # one's own contest names nobody; the contest stands one sentence before
    (
        f"成功举办{FAIR}，收到作品⟦530件|QUANTITY⟧。经过评审，共评出⟦一等奖|AWARD⟧⟦64件|QUANTITY⟧。",
        ["- | 第12届云岭省青少年发明大赛 | 一等奖 | 64 | 件 | -"],
    ),
    (
        f"{FAIR}昨日闭幕。\n本次大赛共产生⟦金奖|AWARD⟧⟦14名|QUANTITY⟧、⟦银奖|AWARD⟧⟦30名|QUANTITY⟧。",
        [
            "- | 第12届云岭省青少年发明大赛 | 金奖 | 14 | 名 | -",
            "- | 第12届云岭省青少年发明大赛 | 银奖 | 30 | 名 | -",
        ],
    ),
    ("开展⟦2020年度|DATE⟧科普驿站考核，评出⟦示范驿站|AWARD⟧⟦7个|QUANTITY⟧。", ["- | 2020年度科普驿站考核 | 示范驿站 | 7 | 个 | -"]),
    # honours
    ("⟦清溪县科协|ORG⟧被评为⟦全国科普先进集体|AWARD⟧。", ["清溪县科协 | - | 全国科普先进集体 | 1 | - | -"]),
    ("⟦清溪县科协|ORG⟧被⟦省人社厅|ORG⟧授予“⟦先进集体|AWARD⟧”称号。", ["清溪县科协 | - | 先进集体 | 1 | - | -"]),
    ("⟦市心理学会|ORG⟧连续接听热线，获⟦“五四”红旗集体|AWARD⟧的荣誉称号。", ["市心理学会 | - | “五四”红旗集体 | 1 | - | -"]),
    ("全市有⟦13个|QUANTITY⟧学会被评为“⟦全省优秀学会|AWARD⟧”。", ["学会 | - | 全省优秀学会 | 13 | 个 | -"]),
    ("⟦林小禾|PERSON⟧荣获“⟦云岭最美科普人|AWARD⟧”称号。", ["林小禾 | - | 云岭最美科普人 | 1 | - | -"]),
    (
        "选派⟦2名|QUANTITY⟧同志角逐⟦全省“最美科普工作者”评选|COMPETITION⟧，⟦林小禾|PERSON⟧获“⟦云岭省最美科普工作者|AWARD⟧”称号。",
        ["林小禾 | 全省“最美科普工作者”评选 | 云岭省最美科普工作者 | 1 | - | -"],
    ),
    (
        "在⟦市科协第九次代表大会|ACTIVITY⟧上，表扬了⟦24个|QUANTITY⟧⟦先进集体|AWARD⟧和⟦71名|QUANTITY⟧⟦先进个人|AWARD⟧。",
        ["- | 市科协第九次代表大会 | 先进集体 | 24 | 个 | -", "- | 市科协第九次代表大会 | 先进个人 | 71 | 名 | -"],
    ),
    (
        "⟦市科协第九次代表大会|ACTIVITY⟧召开。大会通报表扬了⟦先进集体|AWARD⟧和⟦先进个人|AWARD⟧。",
        ["- | 市科协第九次代表大会 | 先进集体 | - | - | -", "- | 市科协第九次代表大会 | 先进个人 | - | - | -"],
    ),
    ("经研究，授予⟦林小禾|PERSON⟧“⟦科普之星|AWARD⟧”称号。", ["林小禾 | - | 科普之星 | 1 | - | -"]),
    # several winners
    (
        f"⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧在{FAIR}上分获⟦小学组冠军|AWARD⟧和⟦小学组亚军|AWARD⟧。",
        [
            "北坡小学 | 第12届云岭省青少年发明大赛 | 小学组冠军 | 1 | - | -",
            "南坡小学 | 第12届云岭省青少年发明大赛 | 小学组亚军 | 1 | - | -",
        ],
    ),
    (
        "⟦北坡气象台|ORG⟧、⟦南坡贝壳馆|ORG⟧被认定为⟦云岭省科普基地|AWARD⟧。",
        ["北坡气象台 | - | 云岭省科普基地 | 1 | - | -", "南坡贝壳馆 | - | 云岭省科普基地 | 1 | - | -"],
    ),
    (
        "对⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧等⟦5所|QUANTITY⟧学校授予“⟦优秀组织学校|AWARD⟧”称号。",
        ["北坡小学、南坡小学 | - | 优秀组织学校 | 5 | 所 | -"],
    ),
    # totals
    (f"全县选送作品参加{FAIR}，获奖⟦6件|QUANTITY⟧。", ["- | 第12届云岭省青少年发明大赛 | 获奖 | 6 | 件 | -"]),
    (
        f"举办{FAIR}，评出获奖作品⟦34件|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦8件|QUANTITY⟧。",
        ["- | 第12届云岭省青少年发明大赛 | 一等奖 | 8 | 件 | -"],
    ),
    (
        f"我县选送作品参加{FAIR}，获奖⟦9项|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        [
            "我县 | 第12届云岭省青少年发明大赛 | 获奖 | 9 | 项 | -",
            "我县 | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -",
        ],
    ),
    # persons who won together share a prize, unless each won one
    (
        f"⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧在{FAIR}上夺得⟦银牌|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 银牌 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 银牌 | 1 | - | -"],
    ),
    (
        f"⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧在{FAIR}上双双夺得⟦银牌|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 银牌 | 1 | - | -", "周岚 | 第12届云岭省青少年发明大赛 | 银牌 | 1 | - | -"],
    ),
    # contests that are marked as another kind of event, or not at all
    ("⟦北坡小学|ORG⟧在⟦青禾市创客大赛|ACTIVITY⟧上获⟦一等奖|AWARD⟧。", ["北坡小学 | 青禾市创客大赛 | 一等奖 | 1 | - | -"]),
    (
        f"在{FAIR}上获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧；成功举办⟦青禾市第9届少年航模大赛|COMPETITION⟧。经角逐，共产生⟦金奖|AWARD⟧⟦7名|QUANTITY⟧。",
        [
            "- | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -",
            "- | 青禾市第9届少年航模大赛 | 金奖 | 7 | 名 | -",
        ],
    ),
    (
        f"{FAIR}落幕。我校⟦18人|QUANTITY⟧获得南部分区联赛⟦一等奖|AWARD⟧，⟦25人|QUANTITY⟧获⟦二等奖|AWARD⟧。",
        ["我校 | 南部分区联赛 | 一等奖 | 18 | 人 | -", "我校 | 南部分区联赛 | 二等奖 | 25 | 人 | -"],
    ),
    (
        "⟦云岭科普文艺调演|ACTIVITY⟧收到节目⟦27个|QUANTITY⟧，⟦县采茶剧团|ORG⟧得了⟦一等奖|AWARD⟧。",
        ["县采茶剧团 | 云岭科普文艺调演 | 一等奖 | 1 | - | -"],
    ),
    (f"{FAIR}圆满举行。⟦林小禾|PERSON⟧荣获⟦云岭省青年科技奖|AWARD⟧。", ["林小禾 | - | 云岭省青年科技奖 | 1 | - | -"]),
    ("⟦青禾蚕业学会|ORG⟧荣膺⟦先进志愿服务组织|AWARD⟧。", ["青禾蚕业学会 | - | 先进志愿服务组织 | 1 | - | -"]),
    # near misses: titles as objects of work, sums and visits, prizes founded
    ("资金主要用于⟦农村科普示范基地|AWARD⟧建设。", []),
    ("全年免费开放⟦市级科普教育基地|AWARD⟧等场所⟦12家|QUANTITY⟧。", []),
    ("向公众推介⟦优秀科普图书|AWARD⟧⟦42套|QUANTITY⟧。", []),
    ("组织⟦优秀科技工作者|AWARD⟧代表深入企业座谈。", []),
    ("校友捐资设立“⟦青禾奖学金|AWARD⟧”。", []),
    # near misses: wishes, rules, candidates, ratings
    (f"力争在{FAIR}上取得⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。", []),
    ("来年，拟创建⟦全省科普示范县|AWARD⟧。", []),
    (f"{FAIR}闭幕，⟦520件|QUANTITY⟧作品竞逐“⟦市长奖|AWARD⟧”。", []),
    ("⟦林小禾|PERSON⟧等⟦3人|QUANTITY⟧将角逐⟦一等奖|AWARD⟧。", []),
    ("经过激烈角逐，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧。", ["林小禾 | - | 一等奖 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧在激烈角逐中荣获⟦一等奖|AWARD⟧。", ["林小禾 | - | 一等奖 | 1 | - | -"]),
    ("扎实开展⟦省级文明单位|AWARD⟧创建工作。", []),
    ("动员志愿者投身⟦国家文明城市|AWARD⟧创建。", []),
    ("组织申报⟦省科技进步奖|AWARD⟧。", []),
    ("开展了⟦市优秀科技工作者|AWARD⟧和⟦省“金桥人”|AWARD⟧候选人的遴选推荐。", []),
    ("向⟦省科协|ORG⟧推荐“⟦最美学会工作者|AWARD⟧”⟦2人|QUANTITY⟧。", []),
    ("⟦林小禾|PERSON⟧入围⟦云岭省最美科技人|AWARD⟧候选。", []),
    # where papers are read
    ("举办⟦第九届论文发布会|ACTIVITY⟧，评出⟦一等奖|AWARD⟧⟦5篇|QUANTITY⟧。", ["- | 第九届论文发布会 | 一等奖 | 5 | 篇 | -"]),
    ("绩效自评等次为“⟦优|AWARD⟧”。", []),
    ("除⟦一等奖|AWARD⟧外，其他奖项另行公布。", []),
    ("对⟦一等奖|AWARD⟧获得者每人奖励⟦1000元|AMOUNT⟧。", []),
    (f"赢得观众好评的是{FAIR}的开幕式。", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_achievements(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected


@pytest.mark.parametrize("heading", ["下一步工作打算", "2022年工作计划", "奖补办法"])
def test_nothing_is_won_under_a_heading_of_plans(heading: str) -> None:
    assert achievements(f"在{FAIR}上获⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。", heading) == []


def test_a_rule_book_claims_nothing() -> None:
    assert achievements(f"青禾市科普奖管理办法\n{FAIR}设⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧。") == []


FIELDS = [
    ("⟦第12届云岭省青少年发明大赛|COMPETITION⟧", "⟦一等奖|AWARD⟧", ("省", 12, 1, "青少年发明大赛", 2021)),
    ("⟦首届全国科普讲解大赛|COMPETITION⟧", "⟦优秀奖|AWARD⟧", ("国家", 1, None, "科普讲解大赛", 2021)),
    ("⟦2019年青禾市机器人竞赛|COMPETITION⟧", "⟦冠军|AWARD⟧", ("市", None, 1, "机器人竞赛", 2019)),
    ("⟦清溪县第三届农民科普知识竞赛|COMPETITION⟧", "⟦银牌|AWARD⟧", ("县", 3, 2, "农民科普知识竞赛", 2021)),
    ("⟦世界机器人大赛|COMPETITION⟧", "⟦季军|AWARD⟧", ("国际", None, 3, "世界机器人大赛", 2021)),
    ("⟦第二十届科学影像节|COMPETITION⟧", "⟦特等奖|AWARD⟧", (None, 20, 0, "科学影像节", 2021)),
]


@pytest.mark.parametrize(("event", "award", "expected"), FIELDS, ids=[field[0] for field in FIELDS])
def test_fields_read_from_the_names(event: str, award: str, expected: tuple[object, ...]) -> None:
    reading, entities = marked_reading(f"⟦北坡小学|ORG⟧在{event}上获{award}。")
    (record,) = extract_achievements(reading, entities, 2021)
    assert (record.level, record.edition, record.award_grade, record.event_canonical, record.year) == expected


def test_a_date_in_the_sentence_is_the_year() -> None:
    reading, entities = marked_reading("⟦2018年|DATE⟧，⟦北坡小学|ORG⟧被评为⟦科普先进集体|AWARD⟧。")
    assert [record.year for record in extract_achievements(reading, entities, 2021)] == [2018]


def test_evidence_spans_are_the_fields() -> None:
    reading, entities = marked_reading(f"在{FAIR}上，⟦青禾市代表队|ORG⟧获得⟦一等奖|AWARD⟧⟦6项|QUANTITY⟧。")
    (record,) = extract_achievements(reading, entities, 2021)
    assert {name: reading.text[start:end] for name, start, end in record.evidence.spans} == {
        "recipient": "青禾市代表队",
        "event": "第12届云岭省青少年发明大赛",
        "award": "一等奖",
        "count": "6项",
    }
    assert reading.text[record.start : record.end] == "一等奖"


def test_a_table_row_names_winner_work_and_prize() -> None:
    reading, entities = marked_table(
        [
            ["作品", "作者", "学校", "等级", "指导教师"],
            ["⟦《雨水计》|DOCUMENT⟧", "⟦林小禾|PERSON⟧", "⟦北坡小学|ORG⟧", "⟦二等奖|AWARD⟧", "⟦周岚|PERSON⟧"],
        ],
        1,
        0,
    )
    assert [shown(record) for record in extract_achievements(reading, entities, None)] == ["林小禾 | - | 二等奖 | 1 | - | 《雨水计》"]


def test_nothing_comes_from_nothing() -> None:
    assert achievements("全年工作平稳有序。") == []
