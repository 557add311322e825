"""Honours that several counted before won, that some of those told before won, or that a contest brought with its prize."""

import pytest

from extract.readings import achievements

HONOURS: list[tuple[str, list[str]]] = [
    # as many counted before the verb as prizes behind it
    (
        "⟦7个|QUANTITY⟧单位、⟦11名|QUANTITY⟧同志被⟦省人社厅|ORG⟧、⟦省科协|ORG⟧授予“⟦先进集体|AWARD⟧”和“⟦先进工作者|AWARD⟧”称号。",
        ["- | - | 先进集体 | 7 | 个 | -", "- | - | 先进工作者 | 11 | 名 | -"],
    ),
    (
        "⟦3个|QUANTITY⟧学会和⟦5名|QUANTITY⟧会员被授予⟦先进学会|AWARD⟧、⟦优秀会员|AWARD⟧。",
        ["- | - | 先进学会 | 3 | 个 | -", "- | - | 优秀会员 | 5 | 名 | -"],
    ),
    (
        "⟦2个|QUANTITY⟧社区、⟦6名|QUANTITY⟧讲师荣获⟦科普示范社区|AWARD⟧、⟦优秀讲师|AWARD⟧称号。",
        ["- | - | 科普示范社区 | 2 | 个 | -", "- | - | 优秀讲师 | 6 | 名 | -"],
    ),
    (
        "⟦1个|QUANTITY⟧集体及⟦4名|QUANTITY⟧同志获评⟦先进集体|AWARD⟧和⟦先进个人|AWARD⟧。",
        ["- | - | 先进集体 | 1 | 个 | -", "- | - | 先进个人 | 4 | 名 | -"],
    ),
    (
        "⟦8所|QUANTITY⟧学校、⟦9名|QUANTITY⟧教师被评为⟦科普示范学校|AWARD⟧、⟦优秀辅导员|AWARD⟧。",
        ["- | - | 科普示范学校 | 8 | 所 | -", "- | - | 优秀辅导员 | 9 | 名 | -"],
    ),
    ("⟦7个|QUANTITY⟧单位、⟦11名|QUANTITY⟧同志被授予⟦先进集体|AWARD⟧。", ["同志 | - | 先进集体 | 11 | 名 | -"]),
    (
        "⟦3所|QUANTITY⟧学校、⟦9名|QUANTITY⟧教师被授予⟦先进集体|AWARD⟧⟦3个|QUANTITY⟧、⟦优秀辅导员|AWARD⟧⟦9名|QUANTITY⟧。",
        ["- | - | 先进集体 | 3 | 个 | -", "- | - | 优秀辅导员 | 9 | 名 | -"],
    ),
    # some of those told before
    (
        "开展⟦云岭省优秀科技工作者评选|COMPETITION⟧，表彰⟦云岭省优秀科技工作者|AWARD⟧⟦100名|QUANTITY⟧，其中⟦20名|QUANTITY⟧同时授予⟦云岭省十佳科技工作者提名奖|AWARD⟧。",
        [
            "- | 云岭省优秀科技工作者评选 | 云岭省优秀科技工作者 | 100 | 名 | -",
            "- | 云岭省优秀科技工作者评选 | 云岭省十佳科技工作者提名奖 | 20 | 名 | -",
        ],
    ),
    (
        "在⟦云岭省青少年发明大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧⟦8项|QUANTITY⟧，其中⟦2项|QUANTITY⟧被授予⟦云岭省优秀发明|AWARD⟧。",
        ["- | 云岭省青少年发明大赛 | 一等奖 | 8 | 项 | -", "- | - | 云岭省优秀发明 | 2 | 项 | -"],
    ),
    (
        "开展⟦最美科技工作者评选|COMPETITION⟧，命名⟦最美科技工作者|AWARD⟧⟦10名|QUANTITY⟧，其中⟦3名|QUANTITY⟧获⟦全省五一劳动奖章|AWARD⟧。",
        ["- | 最美科技工作者评选 | 最美科技工作者 | 10 | 名 | -", "- | - | 全省五一劳动奖章 | 3 | 名 | -"],
    ),
    (
        "开展⟦云岭省优秀科技工作者评选|COMPETITION⟧，表彰⟦云岭省优秀科技工作者|AWARD⟧⟦100名|QUANTITY⟧；⟦林小禾|PERSON⟧被授予⟦全国优秀科技工作者|AWARD⟧。",
        ["- | 云岭省优秀科技工作者评选 | 云岭省优秀科技工作者 | 100 | 名 | -", "林小禾 | - | 全国优秀科技工作者 | 1 | - | -"],
    ),
    # while the contest lasted
    (
        "⟦科学素质竞赛|COMPETITION⟧期间，⟦县科协|ORG⟧荣获⟦优秀组织单位|AWARD⟧，⟦林小禾|PERSON⟧等⟦6人|QUANTITY⟧荣获⟦优秀个人|AWARD⟧。",
        ["县科协 | 科学素质竞赛 | 优秀组织单位 | 1 | - | -", "林小禾 | 科学素质竞赛 | 优秀个人 | 6 | 人 | -"],
    ),
    ("⟦科学素质网络竞赛|COMPETITION⟧期间，⟦县科协|ORG⟧获评⟦先进集体|AWARD⟧。", ["县科协 | 科学素质网络竞赛 | 先进集体 | 1 | - | -"]),
    (
        "⟦科普知识竞赛|COMPETITION⟧期间，⟦北坡镇|ORG⟧获⟦组织奖|AWARD⟧，⟦林小禾|PERSON⟧获⟦先进个人|AWARD⟧。",
        ["北坡镇 | 科普知识竞赛 | 组织奖 | 1 | - | -", "林小禾 | 科普知识竞赛 | 先进个人 | 1 | - | -"],
    ),
    ("⟦科普讲解比赛|COMPETITION⟧期间，⟦北坡镇|ORG⟧获评⟦先进单位|AWARD⟧。", ["北坡镇 | 科普讲解比赛 | 先进单位 | 1 | - | -"]),
    ("⟦科技活动周|ACTIVITY⟧期间，⟦北坡镇|ORG⟧获评⟦先进单位|AWARD⟧。", ["北坡镇 | 科技活动周 | 先进单位 | 1 | - | -"]),
    # speakers who are named by the contest
    (
        "⟦林小禾|PERSON⟧参加⟦青禾市科普讲解大赛|COMPETITION⟧，夺得⟦二等奖|AWARD⟧，并获评⟦青禾市十佳科普使者|AWARD⟧。",
        ["林小禾 | 青禾市科普讲解大赛 | 二等奖 | 1 | - | -", "林小禾 | 青禾市科普讲解大赛 | 青禾市十佳科普使者 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧在⟦青禾市科普讲解大赛|COMPETITION⟧中获⟦二等奖|AWARD⟧并被授予“⟦青禾市科普使者|AWARD⟧”称号。",
        ["林小禾 | 青禾市科普讲解大赛 | 二等奖 | 1 | - | -", "林小禾 | 青禾市科普讲解大赛 | 青禾市科普使者 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧在⟦云岭省科普讲解大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧，并当选⟦云岭省十佳科普使者|AWARD⟧。",
        ["林小禾 | 云岭省科普讲解大赛 | 一等奖 | 1 | - | -", "林小禾 | 云岭省科普讲解大赛 | 云岭省十佳科普使者 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧在⟦青禾市科普讲解大赛|COMPETITION⟧中获⟦三等奖|AWARD⟧，同时被授予⟦青禾市金牌科普使者|AWARD⟧。",
        ["林小禾 | 青禾市科普讲解大赛 | 三等奖 | 1 | - | -", "林小禾 | 青禾市科普讲解大赛 | 青禾市金牌科普使者 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧在⟦全国科普讲解大赛|COMPETITION⟧获⟦二等奖|AWARD⟧，还被授予⟦全国十佳科普使者|AWARD⟧。",
        ["林小禾 | 全国科普讲解大赛 | 二等奖 | 1 | - | -", "林小禾 | 全国科普讲解大赛 | 全国十佳科普使者 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧在⟦云岭省科普讲解大赛|COMPETITION⟧中获⟦二等奖|AWARD⟧，并被授予⟦云岭省技术能手|AWARD⟧。",
        ["林小禾 | 云岭省科普讲解大赛 | 二等奖 | 1 | - | -", "林小禾 | - | 云岭省技术能手 | 1 | - | -"],
    ),
    # ranks and numbers of prizes are no prizes
    (
        "⟦林小禾|PERSON⟧在⟦青禾市科普讲解大赛|COMPETITION⟧中以⟦第一名|AWARD⟧的成绩摘得⟦特等奖|AWARD⟧。",
        ["林小禾 | 青禾市科普讲解大赛 | 特等奖 | 1 | - | -"],
    ),
    (
        "⟦林小禾|PERSON⟧以⟦第二名|AWARD⟧的优异成绩获⟦青禾市科普讲解大赛|COMPETITION⟧⟦一等奖|AWARD⟧。",
        ["林小禾 | 青禾市科普讲解大赛 | 一等奖 | 1 | - | -"],
    ),
    (
        "⟦北坡小学|ORG⟧在⟦云岭省青少年发明大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧，⟦一等奖|AWARD⟧数量较上届增加⟦1项|QUANTITY⟧。",
        ["北坡小学 | 云岭省青少年发明大赛 | 一等奖 | 3 | 项 | -"],
    ),
    (
        "⟦北坡小学|ORG⟧在⟦云岭省青少年发明大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧⟦3项|QUANTITY⟧，⟦一等奖|AWARD⟧数比上年翻番。",
        ["北坡小学 | 云岭省青少年发明大赛 | 一等奖 | 3 | 项 | -"],
    ),
    (
        "⟦林小禾|PERSON⟧在⟦青禾市科普讲解大赛|COMPETITION⟧中以⟦冠军|AWARD⟧身份夺得⟦特等奖|AWARD⟧。",
        ["林小禾 | 青禾市科普讲解大赛 | 特等奖 | 1 | - | -"],
    ),
    ("⟦林小禾|PERSON⟧在⟦青禾市科普讲解大赛|COMPETITION⟧中获⟦第一名|AWARD⟧的好成绩。", ["林小禾 | 青禾市科普讲解大赛 | 第一名 | 1 | - | -"]),
    (
        "⟦北坡小学|ORG⟧在⟦云岭省青少年发明大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧数量为⟦3项|QUANTITY⟧。",
        ["北坡小学 | 云岭省青少年发明大赛 | 一等奖 | 3 | 项 | -"],
    ),
    # brackets between honour and number, papers that won
    ("新增⟦全国科普示范县|AWARD⟧（市、区）⟦8个|QUANTITY⟧。", ["- | - | 全国科普示范县 | 8 | 个 | -"]),
    ("新增⟦省级科普基地|AWARD⟧（校园）⟦3个|QUANTITY⟧。", ["- | - | 省级科普基地 | 3 | 个 | -"]),
    ("开展⟦青禾市自然科学优秀论文评选|COMPETITION⟧，⟦58篇|QUANTITY⟧论文获奖。", ["- | 青禾市自然科学优秀论文评选 | 获奖 | 58 | 篇 | -"]),
    ("参加⟦云岭省案例大赛|COMPETITION⟧，⟦6个|QUANTITY⟧案例获奖。", ["- | 云岭省案例大赛 | 获奖 | 6 | 个 | -"]),
    ("参加⟦云岭省征文比赛|COMPETITION⟧，⟦9篇|QUANTITY⟧征文获奖。", ["- | 云岭省征文比赛 | 获奖 | 9 | 篇 | -"]),
    ("参加⟦云岭省课题评选|COMPETITION⟧，⟦4项|QUANTITY⟧课题获奖。", ["- | 云岭省课题评选 | 获奖 | 4 | 项 | -"]),
    ("开展⟦青禾市自然科学优秀论文评选|COMPETITION⟧，⟦58篇|QUANTITY⟧论文参评。", []),
    # reviews of a programme, and selections with those who won as examples
    (
        "开展⟦2019年度|DATE⟧⟦专家工作站|PROGRAM⟧考核，评出⟦优秀工作站|AWARD⟧⟦6个|QUANTITY⟧。",
        ["- | 2019年度专家工作站考核 | 优秀工作站 | 6 | 个 | -"],
    ),
    ("组织⟦科普大篷车|PROGRAM⟧评比，产生⟦优秀车组|AWARD⟧⟦3个|QUANTITY⟧。", ["- | 科普大篷车评比 | 优秀车组 | 3 | 个 | -"]),
    ("完成⟦科普示范基地|PROGRAM⟧年度考核，评出⟦优秀基地|AWARD⟧⟦5个|QUANTITY⟧。", ["- | 科普示范基地年度考核 | 优秀基地 | 5 | 个 | -"]),
    ("进行⟦科技小院|PROGRAM⟧考评，评定⟦先进小院|AWARD⟧⟦2家|QUANTITY⟧。", ["- | 科技小院考评 | 先进小院 | 2 | 家 | -"]),
    ("组织⟦科普e站|PROGRAM⟧评选，评出⟦示范站点|AWARD⟧⟦8个|QUANTITY⟧。", ["- | 科普e站评选 | 示范站点 | 8 | 个 | -"]),
    ("落实⟦专家工作站|PROGRAM⟧补助资金，评出⟦优秀工作站|AWARD⟧⟦6个|QUANTITY⟧。", ["- | - | 优秀工作站 | 6 | 个 | -"]),
    (
        "开展⟦科普品牌征集评选|COMPETITION⟧，“小药箱”“蓝天哨兵”等⟦10个|QUANTITY⟧项目获评⟦优秀品牌|AWARD⟧。",
        ["- | 科普品牌征集评选 | 优秀品牌 | 10 | 个 | -"],
    ),
    (
        "举办⟦科普短剧大赛|COMPETITION⟧，⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧等⟦4家|QUANTITY⟧单位获评⟦先进单位|AWARD⟧。",
        ["北坡小学、南坡小学 | 科普短剧大赛 | 先进单位 | 4 | 家 | -"],
    ),
    (
        "开展⟦金点子征集评选|COMPETITION⟧，⟦林小禾|PERSON⟧等⟦6名|QUANTITY⟧职工荣获⟦创新能手|AWARD⟧。",
        ["林小禾 | 金点子征集评选 | 创新能手 | 6 | 名 | -"],
    ),
    (
        "举行⟦农技员比武大赛|COMPETITION⟧，⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧等⟦8人|QUANTITY⟧选手被评为⟦岗位能手|AWARD⟧。",
        ["林小禾、周岚 | 农技员比武大赛 | 岗位能手 | 8 | 人 | -"],
    ),
    ("举办⟦科普短剧大赛|COMPETITION⟧，另有⟦3家|QUANTITY⟧单位获评⟦先进单位|AWARD⟧。", ["单位 | 科普短剧大赛 | 先进单位 | 3 | 家 | -"]),
    ("举办⟦科普短剧大赛|COMPETITION⟧；⟦北坡小学|ORG⟧等⟦4家|QUANTITY⟧单位获评⟦文明单位|AWARD⟧。", ["北坡小学 | - | 文明单位 | 4 | 家 | -"]),
]


@pytest.mark.parametrize(("marked", "expected"), HONOURS, ids=[case[0] for case in HONOURS])
def test_shared_honours(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
