"""What a figure is told of: the project, body, course or contest that a short phrase goes on about, and rows and columns of tables."""

import pytest

from extract.readings import marked_table, metrics, shown_metric
from kexie_nlp.extract import extract_metrics

CASES: list[tuple[str, list[str]]] = [
    # who reports and that there are some is no part of it
    ("本部门⟦2021年度|DATE⟧总收入⟦70万元|AMOUNT⟧。", ["总收入 = 700000 元"]),
    ("本部门共有车辆⟦2辆|QUANTITY⟧。", ["车辆 = 2 辆"]),
    ("本部门内设机构⟦3个|QUANTITY⟧。", ["内设机构 = 3 个"]),
    ("⟦2021年|DATE⟧年末实有人数⟦9人|QUANTITY⟧。", ["实有人数 = 9 人"]),
    # a settlement of what the estimate was told of
    (
        "一般公共预算财政拨款支出年初预算为⟦70万元|AMOUNT⟧，支出决算为⟦72万元|AMOUNT⟧，完成年初预算的⟦102.9%|PERCENT⟧。",
        [
            "一般公共预算财政拨款支出年初预算 = 700000 元",
            "一般公共预算财政拨款支出决算 = 720000 元",
            "一般公共预算财政拨款支出完成年初预算 = 102.9 %",
        ],
    ),
    ("财政拨款收入⟦70万元|AMOUNT⟧，支出⟦68万元|AMOUNT⟧。", ["财政拨款收入 = 700000 元", "支出 = 680000 元"]),
    # the rate of a sum told in bare words
    (
        "全年预算数⟦70万元|AMOUNT⟧，执行数⟦68万元|AMOUNT⟧，执行率⟦97.1%|PERCENT⟧。",
        ["预算数 = 700000 元", "执行数 = 680000 元", "执行率 = 97.1 %"],
    ),
    # the project that a paragraph reviews or begins with
    (
        "“流动课堂”项目绩效自评综述。全年预算数⟦22万元|AMOUNT⟧，执行数⟦21万元|AMOUNT⟧，完成预算的⟦95.5%|PERCENT⟧。",
        ["“流动课堂”项目预算数 = 220000 元", "“流动课堂”项目执行数 = 210000 元", "“流动课堂”项目执行数完成预算 = 95.5 %"],
    ),
    (
        "流动课堂专项由县科协组织实施。年初预算⟦22万元|AMOUNT⟧，全年执行⟦21万元|AMOUNT⟧。",
        ["流动课堂专项年初预算 = 220000 元", "流动课堂专项执行 = 210000 元"],
    ),
    ("部门预算执行平稳。年初预算⟦22万元|AMOUNT⟧。", ["年初预算 = 220000 元"]),
    # things dearer than a threshold, which is no figure itself
    ("单价⟦50万元|AMOUNT⟧以上通用设备⟦2台|QUANTITY⟧。", ["单价50万元以上通用设备 = 2 台"]),
    ("单位价值⟦100万元|AMOUNT⟧（含）以上的专用设备⟦0台（套）|QUANTITY⟧。", ["单位价值100万元（含）以上专用设备 = 0 台（套）"]),
    # members of a count of associations
    ("全县现有农技协⟦118个|QUANTITY⟧，会员⟦2.7万户|QUANTITY⟧。", ["农技协 = 118 个", "农技协会员 = 27000 户"]),
    ("县级学会⟦19个|QUANTITY⟧、农技协⟦6个|QUANTITY⟧，共有会员⟦1万名|QUANTITY⟧。", ["县级学会 = 19 个", "农技协 = 6 个", "会员 = 10000 名"]),
    ("举办讲座⟦19场|QUANTITY⟧，会员⟦380名|QUANTITY⟧。", ["讲座 = 19 场", "会员 = 380 名"]),
    # higher than another
    (
        "居民具备科学素质比例为⟦11.6%|PERCENT⟧，高出全省平均⟦0.48个百分点|PERCENT⟧。",
        ["居民具备科学素质比例 = 11.6 %", "居民具备科学素质比例高出全省平均 = 0.48 百分点"],
    ),
    ("果园优果率达到⟦82%|PERCENT⟧，比普通园高⟦17个百分点|PERCENT⟧。", ["果园优果率 = 82 %", "果园优果率比普通园高 = 17 百分点"]),
    # names of what is counted
    ("设综合股、科普股⟦2个|QUANTITY⟧股室。", ["股室 = 2 个"]),
    ("聘请农艺师⟦3名|QUANTITY⟧顾问。", ["聘请农艺师顾问 = 3 名"]),
    # columns and items listed are parts of what was told before them
    (
        "⟦“科普青禾”微信公众号|PROGRAM⟧开设“⟦小科说健康|PROGRAM⟧”“⟦田间课堂|PROGRAM⟧”⟦2个|QUANTITY⟧专栏，推送图文⟦680篇|QUANTITY⟧。",
        ["“科普青禾”微信公众号专栏 = 2 个", "“科普青禾”微信公众号推送图文 = 680 篇"],
    ),
    (
        "⟦第12届云岭省青少年发明大赛|COMPETITION⟧设⟦创意画赛|COMPETITION⟧、⟦纸桥承重赛|COMPETITION⟧等⟦6个|QUANTITY⟧项目，参赛学生⟦518名|QUANTITY⟧。",
        ["第12届云岭省青少年发明大赛项目 = 6 个", "第12届云岭省青少年发明大赛参赛学生 = 518 名"],
    ),
    ("⟦“田间课堂”|PROGRAM⟧、⟦“院士来了”|PROGRAM⟧推送图文⟦680篇|QUANTITY⟧。", ["推送图文 = 680 篇"]),
    (
        "⟦“科普青禾”微信公众号|PROGRAM⟧“⟦科普精华|PROGRAM⟧”“⟦科普互动|PROGRAM⟧”两大板块不断完善，用户总数达⟦1577人|QUANTITY⟧。",
        ["“科普青禾”微信公众号用户总数 = 1577 人"],
    ),
    # those taught in a course
    (
        "举办⟦茶叶提质实用技术培训班|ACTIVITY⟧⟦5期|QUANTITY⟧，培训茶农⟦640人次|QUANTITY⟧。",
        ["茶叶提质实用技术培训班 = 5 期", "茶叶提质实用技术培训班培训茶农 = 640 人次"],
    ),
    (
        "举办⟦茶叶提质实用技术培训班|ACTIVITY⟧⟦5期|QUANTITY⟧，培训学会党员干部⟦64人次|QUANTITY⟧。",
        ["茶叶提质实用技术培训班 = 5 期", "培训学会党员干部 = 64 人次"],
    ),
    ("举办⟦科普讲座|ACTIVITY⟧。全年培训茶农⟦640人次|QUANTITY⟧。", ["培训茶农 = 640 人次"]),
    # several figures told together
    (
        "现有个人会员⟦1132名|QUANTITY⟧、单位会员⟦58家|QUANTITY⟧，比上年分别增加⟦97名|QUANTITY⟧和⟦6家|QUANTITY⟧。",
        ["个人会员 = 1132 名", "单位会员 = 58 家", "个人会员增加 = 97 名 by", "单位会员增加 = 6 家 by"],
    ),
    ("会议费、培训费比上年分别下降⟦11.2%|PERCENT⟧、⟦8%|PERCENT⟧。", ["会议费下降 = 11.2 % by", "培训费下降 = 8 % by"]),
    (
        "农村实用技术培训⟦48期|QUANTITY⟧、⟦3020人次|QUANTITY⟧，期数、人次分别比上年增长⟦20%|PERCENT⟧、⟦21.53%|PERCENT⟧。",
        [
            "农村实用技术培训 = 48 期",
            "农村实用技术培训 = 3020 人次",
            "农村实用技术培训期数增长 = 20 % by",
            "农村实用技术培训人次增长 = 21.53 % by",
        ],
    ),
    (
        "⟦“大篷车进校园”|ACTIVITY⟧与⟦“健康进农家”|ACTIVITY⟧交替进行，全年分别开展⟦20场|QUANTITY⟧和⟦33场|QUANTITY⟧。",
        ["“大篷车进校园” = 20 场", "“健康进农家” = 33 场"],
    ),
    # what a society of growers brings
    (
        "⟦清溪县河蟹协会|ORG⟧带动农户⟦410户|QUANTITY⟧，户均增收⟦6800元|AMOUNT⟧。",
        ["清溪县河蟹协会带动农户 = 410 户", "清溪县河蟹协会户均增收 = 6800 元"],
    ),
    ("⟦清溪县科协|ORG⟧带动农户⟦410户|QUANTITY⟧。", ["带动农户 = 410 户"]),
    # a noun that points back
    ("⟦青禾市科技志愿服务总队|ORG⟧成立。总队下设⟦12支|QUANTITY⟧分队。", ["青禾市科技志愿服务总队分队 = 12 支"]),
    ("项目资金⟦12万元|AMOUNT⟧。", ["项目资金 = 120000 元"]),
    # those who take part
    (
        "举办⟦水产养殖培训班|ACTIVITY⟧，相关农技协负责人及骨干⟦220余人|QUANTITY⟧参加培训。",
        ["水产养殖培训班相关农技协负责人及骨干 = 220 人"],
    ),
    ("召开⟦科技工作者座谈会|ACTIVITY⟧，走访优秀科技工作者⟦12名|QUANTITY⟧。", ["走访优秀科技工作者 = 12 名"]),
    (
        "⟦第12届云岭省青少年发明大赛|COMPETITION⟧开幕。全省⟦10个|QUANTITY⟧县区的⟦74名|QUANTITY⟧教师参赛。",
        ["第12届云岭省青少年发明大赛县区 = 10 个", "第12届云岭省青少年发明大赛县区教师 = 74 名"],
    ),
    ("组织⟦流动科普行动|ACTIVITY⟧，把老专家请来组成⟦7支|QUANTITY⟧服务队。", ["流动科普行动服务队 = 7 支"]),
    # what goes to each
    (
        "评选优秀科技工作者⟦10人|QUANTITY⟧，每人奖励⟦3000元|AMOUNT⟧，后续资金⟦5万元|AMOUNT⟧。",
        ["评选优秀科技工作者 = 10 人", "评选优秀科技工作者每人奖励 = 3000 元", "后续资金 = 50000 元"],
    ),
    ("扶持农技协⟦5家|QUANTITY⟧，每家⟦5万元|AMOUNT⟧。", ["扶持农技协 = 5 家"]),
    ("场租按⟦5000元|AMOUNT⟧/天计。", []),
    # how much in all, told by its rate
    (
        "支出决算⟦70万元|AMOUNT⟧，较上年增加⟦7万元|AMOUNT⟧，增幅为⟦11.1%|PERCENT⟧。",
        ["支出决算 = 700000 元", "支出决算增加 = 70000 元 by", "支出决算增幅 = 11.1 % by"],
    ),
    # the item of the budget that a paragraph begins with
    ("科学技术支出（类）科学技术普及（款）科普活动（项）。支出决算为⟦70万元|AMOUNT⟧。", ["科普活动（项）支出决算 = 700000 元"]),
    ("工作开展情况。支出决算为⟦70万元|AMOUNT⟧。", ["支出决算 = 700000 元"]),
    # followers of a channel
    ("⟦“科普青禾”微信公众号|PROGRAM⟧改版，粉丝净增⟦6200人|QUANTITY⟧。", ["“科普青禾”微信公众号粉丝净增 = 6200 人 by"]),
    ("⟦“科普青禾”微信公众号|PROGRAM⟧改版，经费净增⟦6万元|AMOUNT⟧。", ["经费净增 = 60000 元 by"]),
    # an event just before, with no figure or semicolon between
    ("举办⟦海外人才项目路演会|ACTIVITY⟧，签订意向协议⟦6份|QUANTITY⟧。", ["海外人才项目路演会签订意向协议 = 6 份"]),
    ("举办⟦海外人才项目路演会|ACTIVITY⟧⟦3场|QUANTITY⟧，签订意向协议⟦6份|QUANTITY⟧。", ["海外人才项目路演会 = 3 场", "签订意向协议 = 6 份"]),
    ("举办⟦海外人才项目路演会|ACTIVITY⟧；签订意向协议⟦6份|QUANTITY⟧。", ["签订意向协议 = 6 份"]),
    ("举办⟦海外人才项目路演会|ACTIVITY⟧，新建省级站⟦6家|QUANTITY⟧。", ["新建省级站 = 6 家"]),
    # an event of the sentence before
    ("⟦青禾市科普节启动仪式|ACTIVITY⟧在广场举行。仪式后，⟦市气象局|ORG⟧等⟦28家|QUANTITY⟧单位设台。", ["青禾市科普节启动仪式单位 = 28 家"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_topics(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected


TABLES: list[tuple[list[list[str]], tuple[int, int, str], list[str]]] = [
    # where the money comes from names no row, unless nothing else does
    ([["项目名称", "资金来源", "预算金额"], ["科普专项", "市级财政", "⟦152万元|AMOUNT⟧"]], (1, 2, ""), ["科普专项预算金额 = 1520000 元"]),
    ([["资金来源", "预算数"], ["省级资金", "⟦40万元|AMOUNT⟧"]], (1, 1, ""), ["省级资金预算数 = 400000 元"]),
    ([["县区", "活动地点", "受众"], ["青禾县", "青禾县体育馆", "⟦680人|QUANTITY⟧"]], (1, 2, ""), ["青禾县受众 = 680 人"]),
    # what was done at length names no row
    (
        [
            ["任务", "完成情况", "金额"],
            [
                "科学普及",
                "开放基地，举办讲座与展览，把科普送到了全县每一个乡镇的集市和学校去，受到了欢迎和好评，成效明显",
                "⟦48万元|AMOUNT⟧",
            ],
        ],
        (1, 2, ""),
        ["科学普及 = 480000 元"],
    ),
    # sums of both sides of the accounts
    (
        [
            ["项目", "决算数", "项目", "决算数"],
            ["财政拨款收入", "318", "科学技术支出", "271"],
            ["其他收入", "8", "住房保障支出", "55"],
            ["总计", "326", "总计", "326"],
        ],
        (1, 0, "万元"),
        [
            "财政拨款收入决算数 = 3180000 元",
            "科学技术支出决算数 = 2710000 元",
            "其他收入决算数 = 80000 元",
            "住房保障支出决算数 = 550000 元",
            "收入总计决算数 = 3260000 元",
            "支出总计决算数 = 3260000 元",
        ],
    ),
    # a cell of running text that begins with its figure
    (
        [
            ["三级指标", "指标值", "完成值"],
            [
                "大篷车行驶里程",
                "≥⟦8000公里|QUANTITY⟧",
                "⟦9260公里|QUANTITY⟧。其中赴边境沿线开展活动，⟦2100公里|QUANTITY⟧在山区，路途遥远而艰难，队员们日夜兼程。",
            ],
        ],
        (1, 1, ""),
        ["大篷车行驶里程指标值 = 8000 公里", "大篷车行驶里程 = 9260 公里", "大篷车行驶里程在山区 = 2100 公里"],
    ),
    (
        [
            ["三级指标", "指标值", "完成值"],
            [
                "讲座",
                "≥⟦20场|QUANTITY⟧",
                "全年举办⟦22场|QUANTITY⟧，其中在清溪镇讲授养殖技术的有好几场，农户听得津津有味，都说讲得好，盼着再来。",
            ],
        ],
        (1, 1, ""),
        ["讲座指标值 = 20 场", "讲座举办 = 22 场"],
    ),
    # what is aimed at, apart from what was done; a cell that says more names its own
    (
        [["三级指标", "预期指标值（含文字描述）", "完成值"], ["科普讲座", "≥⟦20场|QUANTITY⟧", "⟦22场|QUANTITY⟧"]],
        (1, 1, ""),
        ["科普讲座预期指标值 = 20 场", "科普讲座 = 22 场"],
    ),
    ([["指标", "目标值", "完成值"], ["科普讲座", "20", "22"]], (1, 1, "场"), ["科普讲座目标值 = 20 场", "科普讲座 = 22 场"]),
    ([["指标", "目标", "完成"], ["科普讲座", "20", "22"]], (1, 1, "场"), ["科普讲座目标 = 20 场", "科普讲座 = 22 场"]),
    ([["三级指标", "指标值"], ["工作站建设", "新建省级站⟦1家|QUANTITY⟧"]], (1, 1, ""), ["工作站建设新建省级站 = 1 家"]),
]


@pytest.mark.parametrize(("rows", "shape", "expected"), TABLES)
def test_rows_and_cells(rows: list[list[str]], shape: tuple[int, int, str], expected: list[str]) -> None:
    reading, entities = marked_table(rows, *shape)
    assert [shown_metric(metric) for metric in extract_metrics(reading, entities, 2021)] == expected
