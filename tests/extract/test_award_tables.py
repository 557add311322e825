"""Awards in tables: what the columns say of contest, winner, work and number, and prizes that head columns of counts."""

import pytest

from extract.readings import marked_table, shown_achievement, shown_metric
from kexie_nlp.extract import extract_records

TABLES: list[tuple[list[list[str]], tuple[int, int], list[str], list[str]]] = [
    # counts in a column of their own
    (
        [
            ["竞赛名称", "等次", "数量（项）", "备注"],
            ["⟦第37届云岭省创新大赛|COMPETITION⟧", "⟦一等奖|AWARD⟧", "70", "参赛1948项"],
            ["", "⟦二等奖|AWARD⟧", "130", ""],
            ["⟦第37届全国创新大赛|COMPETITION⟧（⟦云岭省代表队|ORG⟧）", "⟦一等奖|AWARD⟧", "4", "—"],
            ["", "⟦二等奖|AWARD⟧", "11", "—"],
        ],
        (1, 2),
        [
            "- | 第37届云岭省创新大赛 | 一等奖 | 70 | 项 | -",
            "- | 第37届云岭省创新大赛 | 二等奖 | 130 | 项 | -",
            "云岭省代表队 | 第37届全国创新大赛 | 一等奖 | 4 | 项 | -",
            "云岭省代表队 | 第37届全国创新大赛 | 二等奖 | 11 | 项 | -",
        ],
        [
            "第37届云岭省创新大赛 一等奖 = 70 项",
            "第37届云岭省创新大赛 二等奖 = 130 项",
            "第37届全国创新大赛 一等奖 = 4 项",
            "第37届全国创新大赛 二等奖 = 11 项",
        ],
    ),
    # prizes as headings, winners as rows
    (
        [
            ["代表队", "⟦一等奖|AWARD⟧（件）", "⟦二等奖|AWARD⟧（件）"],
            ["⟦北坡县代表队|ORG⟧", "3", "6"],
            ["⟦南坡区代表队|ORG⟧", "14", "—"],
            ["合计", "17", "6"],
        ],
        (1, 1),
        ["北坡县代表队 | - | 一等奖 | 3 | 件 | -", "南坡区代表队 | - | 一等奖 | 14 | 件 | -", "北坡县代表队 | - | 二等奖 | 6 | 件 | -"],
        ["北坡县代表队一等奖 = 3 件", "北坡县代表队二等奖 = 6 件", "南坡区代表队一等奖 = 14 件", "合计一等奖 = 17 件", "合计二等奖 = 6 件"],
    ),
    # prizes as headings, contests as rows
    (
        [
            ["赛事", "⟦一等奖|AWARD⟧", "⟦优秀组织奖|AWARD⟧"],
            ["⟦第37届青禾市创新大赛|COMPETITION⟧", "⟦45件|QUANTITY⟧", "⟦14个|QUANTITY⟧"],
            ["⟦第37届云岭省创新大赛|COMPETITION⟧（⟦青禾市代表队|ORG⟧）", "⟦7项|QUANTITY⟧", "⟦2个|QUANTITY⟧"],
        ],
        (1, 1),
        [
            "- | 第37届青禾市创新大赛 | 一等奖 | 45 | 件 | -",
            "青禾市代表队 | 第37届云岭省创新大赛 | 一等奖 | 7 | 项 | -",
            "- | 第37届青禾市创新大赛 | 优秀组织奖 | 14 | 个 | -",
            "青禾市代表队 | 第37届云岭省创新大赛 | 优秀组织奖 | 2 | 个 | -",
        ],
        [
            "第37届青禾市创新大赛 一等奖 = 45 件",
            "第37届青禾市创新大赛 优秀组织奖 = 14 个",
            "第37届云岭省创新大赛 一等奖 = 7 项",
            "第37届云岭省创新大赛 优秀组织奖 = 2 个",
        ],
    ),
    # an occasion that is no contest, winners of all kinds
    (
        [
            ["序号", "赛事（荣誉）", "获奖者", "奖项", "数量"],
            ["1", "⟦第19届青禾市创新大赛|COMPETITION⟧", "各县（区）选手", "⟦一等奖|AWARD⟧", "⟦22件|QUANTITY⟧"],
            ["2", "", "", "⟦二等奖|AWARD⟧", "⟦41件|QUANTITY⟧"],
            ["3", "⟦青禾市机器人竞赛|COMPETITION⟧", "⟦北坡中学|ORG⟧“风车”队", "⟦冠军|AWARD⟧", "⟦1个|QUANTITY⟧"],
            ["4", "云岭省科普工作表彰", "⟦市科协|ORG⟧", "⟦先进集体|AWARD⟧", "⟦1个|QUANTITY⟧"],
            ["5", "云岭省科普工作表彰", "⟦林小禾|PERSON⟧", "⟦先进个人|AWARD⟧", "⟦1名|QUANTITY⟧"],
        ],
        (1, 1),
        [
            "各县（区）选手 | 第19届青禾市创新大赛 | 一等奖 | 22 | 件 | -",
            "各县（区）选手 | 第19届青禾市创新大赛 | 二等奖 | 41 | 件 | -",
            "北坡中学“风车”队 | 青禾市机器人竞赛 | 冠军 | 1 | 个 | -",
            "市科协 | 云岭省科普工作表彰 | 先进集体 | 1 | 个 | -",
            "林小禾 | 云岭省科普工作表彰 | 先进个人 | 1 | 名 | -",
        ],
        [
            "第19届青禾市创新大赛 一等奖 = 22 件",
            "第19届青禾市创新大赛 二等奖 = 41 件",
            "青禾市机器人竞赛 冠军 = 1 个",
            "云岭省科普工作表彰 先进集体 = 1 个",
            "云岭省科普工作表彰 先进个人 = 1 名",
        ],
    ),
    # works and makers
    (
        [
            ["作品名称", "作者", "学校", "等级", "指导教师"],
            ["⟦《雨水计》|DOCUMENT⟧", "⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧", "⟦北坡小学|ORG⟧", "⟦二等奖|AWARD⟧", "⟦方平|PERSON⟧"],
        ],
        (1, 0),
        ["林小禾、周岚 | - | 二等奖 | 1 | - | 《雨水计》"],
        [],
    ),
    # a work beside the prize, nothing for none
    (
        [
            ["赛事名称", "获奖单位（个人）", "作品名称", "奖次", "数量（项）"],
            ["⟦第15届青禾县创新大赛|COMPETITION⟧", "全县各中小学", "—", "⟦一等奖|AWARD⟧", "10"],
            ["⟦第37届云岭省创新大赛|COMPETITION⟧", "⟦北坡小学|ORG⟧", "⟦《会走路的粮仓》|DOCUMENT⟧", "⟦三等奖|AWARD⟧", "1"],
        ],
        (1, 2),
        [
            "全县各中小学 | 第15届青禾县创新大赛 | 一等奖 | 10 | 项 | -",
            "北坡小学 | 第37届云岭省创新大赛 | 三等奖 | 1 | 项 | 《会走路的粮仓》",
        ],
        ["第15届青禾县创新大赛 一等奖 = 10 项", "第37届云岭省创新大赛 三等奖 = 1 项"],
    ),
    # a contest in the cell of its prize
    (
        [
            ["获奖者", "奖项名称"],
            ["⟦林小禾|PERSON⟧", "⟦青禾市创新大赛|COMPETITION⟧⟦一等奖|AWARD⟧"],
            ["⟦周岚|PERSON⟧", "“少年观星”奖励活动⟦三等奖|AWARD⟧"],
        ],
        (1, 0),
        ["林小禾 | 青禾市创新大赛 | 一等奖 | 1 | - | -", "周岚 | “少年观星”奖励活动 | 三等奖 | 1 | - | -"],
        [],
    ),
    # a column of items: the contest told before the table is what was won in
    (
        [
            ["⟦第37届云岭省创新大赛|COMPETITION⟧获奖名单", "", "", ""],
            ["序号", "赛项", "代表队", "等级"],
            ["1", "⟦机器人创意比赛|COMPETITION⟧", "⟦北坡小学|ORG⟧", "⟦冠军|AWARD⟧"],
        ],
        (2, 0),
        ["北坡小学 | 第37届云岭省创新大赛 | 冠军 | 1 | - | 机器人创意比赛"],
        [],
    ),
    # near miss: a prize within a remark
    (
        [["序号", "姓名", "单位", "备注"], ["1", "⟦林小禾|PERSON⟧", "⟦北坡学院|ORG⟧", "获⟦云岭省自然科学奖二等奖|AWARD⟧"]],
        (1, 2),
        ["林小禾 | - | 云岭省自然科学奖二等奖 | 1 | - | -"],
        [],
    ),
    # near miss: points beside a prize are no count
    (
        [["选手", "得分", "奖项"], ["⟦林小禾|PERSON⟧", "96", "⟦一等奖|AWARD⟧"]],
        (1, 1),
        ["林小禾 | - | 一等奖 | 1 | - | -"],
        ["林小禾得分 = 96 "],
    ),
]


@pytest.mark.parametrize(("rows", "headings", "awards", "figures"), TABLES)
def test_award_tables(rows: list[list[str]], headings: tuple[int, int], awards: list[str], figures: list[str]) -> None:
    achievements, metrics = extract_records(*marked_table(rows, *headings), 2021)
    assert [shown_achievement(record) for record in achievements] == awards
    assert [shown_metric(metric) for metric in metrics] == figures
