"""The set phrases of yearly reports: grades in one breath, papers judged, bare 省赛, meetings called, totals that add up."""

import pytest

from extract.readings import achievements

FAIR = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
NAME = "第12届云岭省青少年发明大赛"

CASES = [
    # a list of grades: a number each, a winner each, one number for all
    (
        f"{FAIR}评出⟦一、二、三等奖|AWARD⟧分别为⟦4件|QUANTITY⟧、⟦8件|QUANTITY⟧和⟦13件|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 4 | 件 | -", f"- | {NAME} | 二等奖 | 8 | 件 | -", f"- | {NAME} | 三等奖 | 13 | 件 | -"],
    ),
    (
        f"{FAIR}评出⟦特等奖|AWARD⟧⟦1名|QUANTITY⟧，⟦一、二等奖|AWARD⟧各⟦3名|QUANTITY⟧。",
        [f"- | {NAME} | 特等奖 | 1 | 名 | -", f"- | {NAME} | 一等奖 | 3 | 名 | -", f"- | {NAME} | 二等奖 | 3 | 名 | -"],
    ),
    (
        f"{FAIR}上，我县⟦2支|QUANTITY⟧队伍分获⟦一、二等奖|AWARD⟧。",
        [f"我县 | {NAME} | 一等奖 | 1 | - | -", f"我县 | {NAME} | 二等奖 | 1 | - | -"],
    ),
    (
        f"⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧在{FAIR}上分获⟦一、二等奖|AWARD⟧。",
        [f"林小禾 | {NAME} | 一等奖 | 1 | - | -", f"周岚 | {NAME} | 二等奖 | 1 | - | -"],
    ),
    (f"{FAIR}上，⟦36件|QUANTITY⟧作品分别获得⟦一、二、三等奖|AWARD⟧。", [f"- | {NAME} | 一、二、三等奖 | 36 | 件 | -"]),
    # subjects that are counted, a title each
    (
        "⟦4个|QUANTITY⟧社区、⟦7所|QUANTITY⟧学校分别被⟦省科协|ORG⟧授予“⟦科普示范社区|AWARD⟧”“⟦科普示范学校|AWARD⟧”称号。",
        ["- | - | 科普示范社区 | 4 | 个 | -", "- | - | 科普示范学校 | 7 | 所 | -"],
    ),
    # counts of works by the piece, and a count behind the verb of 记功
    (f"{FAIR}上，⟦3部|QUANTITY⟧作品获⟦优秀奖|AWARD⟧。", [f"- | {NAME} | 优秀奖 | 3 | 部 | -"]),
    (
        f"⟦林小禾|PERSON⟧在{FAIR}中获⟦一等奖|AWARD⟧，⟦周岚|PERSON⟧记⟦三等功|AWARD⟧一次。",
        [f"林小禾 | {NAME} | 一等奖 | 1 | - | -", "- | - | 三等功 | 1 | - | -"],
    ),
    ("——记⟦全国三八红旗手|AWARD⟧、⟦北坡气象台|ORG⟧台长⟦周岚|PERSON⟧", []),
    # totals that the prizes behind them add up to
    (
        f"{FAIR}上，我县作品获奖⟦5件|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦2件|QUANTITY⟧、⟦二等奖|AWARD⟧⟦3件|QUANTITY⟧。",
        [f"我县 | {NAME} | 一等奖 | 2 | 件 | -", f"我县 | {NAME} | 二等奖 | 3 | 件 | -"],
    ),
    # a bare 省赛: by its name if that is told, else as it stands
    (
        "举办⟦青禾市第9届少年航模大赛|COMPETITION⟧。推荐⟦6件|QUANTITY⟧作品参加省赛，获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        ["- | 省赛 | 一等奖 | 2 | 项 | -"],
    ),
    (
        f"举办{FAIR}和⟦青禾市第9届少年航模大赛|COMPETITION⟧。推荐⟦6件|QUANTITY⟧作品参加省赛，获⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 2 | 项 | -"],
    ),
    (
        "举办⟦青禾市第9届少年航模大赛|COMPETITION⟧。⟦林小禾|PERSON⟧入围国赛；⟦周岚|PERSON⟧获⟦二等奖|AWARD⟧。",
        ["周岚 | 青禾市第9届少年航模大赛 | 二等奖 | 1 | - | -"],
    ),
    (
        f"我市组队参加{FAIR}。⟦同一届省赛|COMPETITION⟧上，⟦北坡小学|ORG⟧获⟦二等奖|AWARD⟧。",
        [f"北坡小学 | {NAME} | 二等奖 | 1 | - | -"],
    ),
    ("全市优秀成果评选共收到成果⟦87项|QUANTITY⟧，评出⟦一等奖|AWARD⟧⟦4项|QUANTITY⟧。", ["- | - | 一等奖 | 4 | 项 | -"]),
    (
        "举办⟦青禾县第9届少年航模大赛|COMPETITION⟧，产生⟦一等奖|AWARD⟧⟦8名|QUANTITY⟧；组队参加市赛获⟦二等奖|AWARD⟧⟦2名|QUANTITY⟧。",
        ["- | 青禾县第9届少年航模大赛 | 一等奖 | 8 | 名 | -", "- | 市赛 | 二等奖 | 2 | 名 | -"],
    ),
    # a topic of its own does not go back to the contest of the topic before
    (f"1、举办{FAIR}。\n2、推选作品展览。⟦《云朵》|DOCUMENT⟧获⟦一等奖|AWARD⟧。", ["- | - | 一等奖 | 1 | - | 《云朵》"]),
    (f"举办{FAIR}。\n经过评选。⟦《云朵》|DOCUMENT⟧获⟦一等奖|AWARD⟧。", [f"- | {NAME} | 一等奖 | 1 | - | 《云朵》"]),
    ("⟦5件|QUANTITY⟧作品参评全市优秀科普作品，⟦《云朵》|DOCUMENT⟧获⟦一等奖|AWARD⟧。", ["- | 全市优秀科普作品 | 一等奖 | 1 | - | 《云朵》"]),
    # papers that are judged without a contest, by no name or by that of an award
    (
        "评选青禾市自然科学优秀论文⟦30篇|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦10篇|QUANTITY⟧。",
        ["- | 青禾市自然科学优秀论文 | 一等奖 | 10 | 篇 | -"],
    ),
    (
        "评选⟦2018年度|DATE⟧⟦青禾市自然科学优秀论文|AWARD⟧，授予⟦10篇|QUANTITY⟧论文⟦一等奖|AWARD⟧。",
        ["- | 青禾市自然科学优秀论文 | 一等奖 | 10 | 篇 | -"],
    ),
    (
        "⟦12篇|QUANTITY⟧论文获⟦青禾市自然科学优秀论文奖|AWARD⟧，其中⟦一等奖|AWARD⟧⟦2篇|QUANTITY⟧。",
        ["- | 青禾市自然科学优秀论文奖 | 一等奖 | 2 | 篇 | -"],
    ),
    ("评选⟦青禾市自然科学优秀论文|AWARD⟧⟦30篇|QUANTITY⟧。", ["- | - | 青禾市自然科学优秀论文 | 30 | 篇 | -"]),
    ("⟦北坡小学|ORG⟧获⟦云岭省少年发明奖|AWARD⟧⟦金奖|AWARD⟧⟦2枚|QUANTITY⟧。", ["北坡小学 | 云岭省少年发明奖 | 金奖 | 2 | 枚 | -"]),
    ("奖补⟦先进单位|AWARD⟧⟦9个|QUANTITY⟧。", []),
    # a meeting that was called, and then honours were conferred
    (
        "⟦市科协|ORG⟧召开全市科普工作表彰会，对⟦先进集体|AWARD⟧⟦20个|QUANTITY⟧进行了表彰。",
        ["- | 全市科普工作表彰会 | 先进集体 | 20 | 个 | -"],
    ),
    ("召开动员大会，⟦青禾县|PLACE⟧已获⟦省级科普示范县|AWARD⟧。", ["青禾县 | - | 省级科普示范县 | 1 | - | -"]),
    # an examination, in the clause that tells its outcome
    ("⟦县科协|ORG⟧在全市目标考核中获⟦先进等次|AWARD⟧。", ["县科协 | 全市目标考核 | 先进等次 | 1 | - | -"]),
    (
        "⟦县科协|ORG⟧在全市作风评议中名列第二，被⟦市委|ORG⟧授予“⟦文明单位|AWARD⟧”称号。",
        ["县科协 | - | 文明单位 | 1 | - | -"],
    ),
    # shows that nobody marked, winners who are counted in a contest of one's own
    ("⟦市气象局|ORG⟧⟦《云朵》|DOCUMENT⟧获省科学实验汇演⟦一等奖|AWARD⟧。", ["市气象局 | 省科学实验汇演 | 一等奖 | 1 | - | 《云朵》"]),
    (
        f"承办{FAIR}，评出⟦一等奖|AWARD⟧⟦8件|QUANTITY⟧，⟦15所|QUANTITY⟧学校被评为⟦先进集体|AWARD⟧。",
        [f"- | {NAME} | 一等奖 | 8 | 件 | -", f"学校 | {NAME} | 先进集体 | 15 | 所 | -"],
    ),
    (
        f"参加{FAIR}，获⟦一等奖|AWARD⟧⟦8件|QUANTITY⟧，⟦15所|QUANTITY⟧学校被评为⟦先进集体|AWARD⟧。",
        [f"- | {NAME} | 一等奖 | 8 | 件 | -", "学校 | - | 先进集体 | 15 | 所 | -"],
    ),
    # 确定 … 为, and a good result that is no award
    ("确定⟦林小禾|PERSON⟧等⟦10人|QUANTITY⟧为全市“⟦最美科技人|AWARD⟧”。", ["林小禾 | - | 最美科技人 | 10 | 人 | -"]),
    ("⟦青禾市代表队|ORG⟧取得⟦历史最好成绩|AWARD⟧。", []),
    # a prize of the county's own is none of the contest told before; a special prize is
    (f"{FAIR}落幕。⟦“青禾科普”专栏|PROGRAM⟧获⟦县优秀新闻栏目奖|AWARD⟧。", ["- | - | 县优秀新闻栏目奖 | 1 | - | “青禾科普”专栏"]),
    (f"{FAIR}落幕。⟦林小禾|PERSON⟧还获得⟦“大学校长奖”专项奖|AWARD⟧。", [f"林小禾 | {NAME} | “大学校长奖”专项奖 | 1 | - | -"]),
    (f"{FAIR}落幕。⟦林小禾|PERSON⟧还获得⟦市长奖提名奖|AWARD⟧。", [f"林小禾 | {NAME} | 市长奖提名奖 | 1 | - | -"]),
    # activities that were honoured themselves
    (
        "⟦市科协|ORG⟧被评为⟦优秀组织单位|AWARD⟧，⟦“科学之夜”活动|ACTIVITY⟧、⟦“科学大集”活动|ACTIVITY⟧被评为⟦优秀活动|AWARD⟧。",
        ["市科协 | - | 优秀组织单位 | 1 | - | -", "- | - | 优秀活动 | 1 | - | “科学之夜”活动", "- | - | 优秀活动 | 1 | - | “科学大集”活动"],
    ),
    # words of plans that are none: 目标管理, 计划生育
    ("机关获⟦市目标管理考核一等奖|AWARD⟧。", ["机关 | - | 市目标管理考核一等奖 | 1 | - | -"]),
    ("机关获⟦先进单位|AWARD⟧、计划生育⟦先进单位|AWARD⟧。", ["机关 | - | 先进单位 | 1 | - | -", "机关 | - | 先进单位 | 1 | - | -"]),
    # a sum of papers of which the grades are told, and winners that are counted
    (
        f"{FAIR}评选⟦优秀作品|AWARD⟧⟦9篇|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦4篇|QUANTITY⟧、⟦二等奖|AWARD⟧⟦5篇|QUANTITY⟧。",
        [f"- | {NAME} | 一等奖 | 4 | 篇 | -", f"- | {NAME} | 二等奖 | 5 | 篇 | -"],
    ),
    (
        f"{FAIR}评出⟦优秀组织单位|AWARD⟧⟦4个|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦1个|QUANTITY⟧。",
        [f"- | {NAME} | 优秀组织单位 | 4 | 个 | -", f"- | {NAME} | 一等奖 | 1 | 个 | -"],
    ),
    ("推荐产生⟦省青年科技奖|AWARD⟧获得者⟦2名|QUANTITY⟧。", ["- | - | 省青年科技奖 | 2 | 名 | -"]),
    ("⟦林小禾|PERSON⟧作为⟦农村科普带头人|AWARD⟧受到⟦中国科协|ORG⟧表彰。", ["林小禾 | - | 农村科普带头人 | 1 | - | -"]),
    ("⟦林小禾|PERSON⟧作为⟦农村科普带头人|AWARD⟧走访农户。", []),
    (
        "⟦青禾县|PLACE⟧、⟦云岭区|PLACE⟧先后被命名为⟦全国科普示范县|AWARD⟧。",
        ["青禾县 | - | 全国科普示范县 | 1 | - | -", "云岭区 | - | 全国科普示范县 | 1 | - | -"],
    ),
    # what is laid down or aimed at
    ("根据⟦《科技奖励办法》|DOCUMENT⟧，设立⟦科技奖一等奖|AWARD⟧⟦2项|QUANTITY⟧。", []),
    ("明天，区科协计划办好展览，评选⟦区科技创新奖|AWARD⟧。", []),
    (f"我们将持续发力，办好{FAIR}，评选“⟦青禾科普奖|AWARD⟧”⟦20名|QUANTITY⟧。", []),
    ("机关通过⟦省级文明单位|AWARD⟧复验。", []),
    ("⟦《评选办法》|DOCUMENT⟧规定每次评选⟦一等奖|AWARD⟧⟦2个|QUANTITY⟧。", []),
    (f"根据⟦《评选办法》|DOCUMENT⟧的规定，{FAIR}评出⟦一等奖|AWARD⟧⟦2个|QUANTITY⟧。", [f"- | {NAME} | 一等奖 | 2 | 个 | -"]),
    ("年度目标：建成展馆；评选⟦最美科技工作者|AWARD⟧⟦10名|QUANTITY⟧。", []),
    (f"组队参加{FAIR}获⟦一等奖|AWARD⟧⟦5项|QUANTITY⟧以上。", []),
    ("对获评⟦科普示范单位|AWARD⟧的分别奖补⟦5万元|AMOUNT⟧。", []),
    (f"{FAIR}评出⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧（奖金各⟦1万元|AMOUNT⟧）。", [f"- | {NAME} | 一等奖 | 2 | 项 | -"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_set_phrases(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected


@pytest.mark.parametrize(
    ("heading", "is_plan"),
    [
        ("二、2015年工作安排", True),
        ("2013年工作思路", True),
        ("下一年工作重点", True),
        ("2014年工作总结和2015年工作安排", False),
        ("工作安排", False),
    ],
)
def test_headings_of_plans(heading: str, *, is_plan: bool) -> None:
    told = achievements(f"{FAIR}评选⟦市长奖|AWARD⟧⟦5名|QUANTITY⟧。", heading)
    assert told == ([] if is_plan else [f"- | {NAME} | 市长奖 | 5 | 名 | -"])
