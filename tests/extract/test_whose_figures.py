"""Whose a figure is: the event above a list of events, the team, van, giver or winner; and what says where rather than what."""

import pytest

from extract.readings import metrics

CONTEST = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
CASES: list[tuple[str, list[str]]] = [
    # of several events listed none is the one, but that which they belong to
    ("举办⟦食品安全讲座|ACTIVITY⟧、⟦健康义诊|ACTIVITY⟧，听课群众⟦960人次|QUANTITY⟧。", ["听课群众 = 960 人次"]),
    ("举办⟦食品安全讲座|ACTIVITY⟧，听课群众⟦960人次|QUANTITY⟧。", ["食品安全讲座听课群众 = 960 人次"]),
    (
        "⟦青禾市科技活动周|ACTIVITY⟧期间开展⟦食品安全讲座|ACTIVITY⟧、⟦健康义诊|ACTIVITY⟧，受益群众⟦960人次|QUANTITY⟧。",
        ["青禾市科技活动周受益群众 = 960 人次"],
    ),
    (
        "依托⟦云岭科普平台|PROGRAM⟧，开展⟦食品安全讲座|ACTIVITY⟧、⟦健康义诊|ACTIVITY⟧，受益群众⟦960人次|QUANTITY⟧。",
        ["受益群众 = 960 人次"],
    ),
    ("实施“⟦科普云岭|PROGRAM⟧”，建成“⟦研学地图|PROGRAM⟧”“⟦专家名录|PROGRAM⟧”⟦2个|QUANTITY⟧资源库。", ["资源库 = 2 个"]),
    ("实施“⟦科普云岭|PROGRAM⟧”，建成⟦2个|QUANTITY⟧资源库。", ["“科普云岭”建成资源库 = 2 个"]),
    # what is told of the whole year belongs to no event of the sentence before
    (f"{CONTEST}在北坡落幕。全年服务观众⟦31万人次|QUANTITY⟧。", ["服务观众 = 310000 人次"]),
    (f"{CONTEST}在北坡落幕。现场观众⟦3000人|QUANTITY⟧。", ["第12届云岭省青少年发明大赛现场观众 = 3000 人"]),
    # those who came, told later in the paragraph; not in the next one
    (
        "⟦青禾市科技活动周|ACTIVITY⟧启幕。⟦林小禾|PERSON⟧致辞。来自各县的会员代表⟦87人|QUANTITY⟧出席。",
        ["青禾市科技活动周来自各县的会员代表 = 87 人"],
    ),
    ("⟦青禾市科技活动周|ACTIVITY⟧启幕。\n来自各县的会员代表⟦87人|QUANTITY⟧出席。", ["来自各县的会员代表 = 87 人"]),
    # the event that a sentence points back at, and its time, which does not
    (
        "举办⟦“院士来了”科普活动|ACTIVITY⟧。活动现场受理群众咨询求助⟦26件|QUANTITY⟧。",
        ["“院士来了”科普活动现场受理群众咨询求助 = 26 件"],
    ),
    ("举办⟦“院士来了”科普活动|ACTIVITY⟧。活动期间受理群众咨询求助⟦26件|QUANTITY⟧。", ["受理群众咨询求助 = 26 件"]),
    # where it was done, with whom and by what means
    ("⟦科学表演秀|ACTIVITY⟧在⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧演出⟦6场|QUANTITY⟧。", ["科学表演秀演出 = 6 场"]),
    ("⟦科学表演秀|ACTIVITY⟧来了，在⟦北坡小学|ORG⟧、⟦南坡小学|ORG⟧演出⟦6场|QUANTITY⟧。", ["科学表演秀演出 = 6 场"]),
    ("在⟦青禾县|PLACE⟧、⟦清溪镇|PLACE⟧等地设立便民网点⟦34个|QUANTITY⟧。", ["便民网点 = 34 个"]),
    ("争取到⟦“青苗计划”|PROGRAM⟧项目经费⟦8万元|AMOUNT⟧。", ["“青苗计划”项目经费 = 80000 元"]),
    ("联合⟦青禾日报|ORG⟧、⟦清溪电视台|ORG⟧推出科普专版⟦24期|QUANTITY⟧。", ["推出科普专版 = 24 期"]),
    ("⟦清溪镇|PLACE⟧目前有科普画廊⟦24处|QUANTITY⟧。", ["科普画廊 = 24 处"]),
    ("⟦清溪镇|PLACE⟧科普画廊⟦24处|QUANTITY⟧。", ["清溪镇科普画廊 = 24 处"]),
    ("主要是退休⟦1人|QUANTITY⟧。", ["退休 = 1 人"]),
    ("当场提出引种⟦2万株|QUANTITY⟧。", ["提出引种 = 20000 株"]),
    # teams and societies
    (
        "⟦“田间课堂”讲师团|ORG⟧组建完成，吸纳讲师⟦20名|QUANTITY⟧，宣讲⟦46场|QUANTITY⟧。",
        ["“田间课堂”讲师团吸纳讲师 = 20 名", "“田间课堂”讲师团宣讲 = 46 场"],
    ),
    ("⟦青禾大学|ORG⟧派出专家，宣讲⟦46场|QUANTITY⟧。", ["宣讲 = 46 场"]),
    ("⟦青禾社区大学|ORG⟧招收学员⟦180名|QUANTITY⟧。", ["青禾社区大学招收学员 = 180 名"]),
    ("⟦清溪县河蟹协会|ORG⟧换届，吸纳会员⟦35名|QUANTITY⟧。", ["清溪县河蟹协会吸纳会员 = 35 名"]),
    ("⟦“田间课堂”讲师团|ORG⟧由⟦青禾县科协|ORG⟧、⟦清溪大学|ORG⟧等单位⟦18人|QUANTITY⟧组成。", ["“田间课堂”讲师团人员 = 18 人"]),
    ("考察组由⟦青禾县科协|ORG⟧等单位⟦18人|QUANTITY⟧组成。", ["考察组由单位 = 18 人"]),
    # vans
    (
        "⟦科普大篷车|PROGRAM⟧深入⟦清溪镇|PLACE⟧巡回服务⟦22次|QUANTITY⟧，行程⟦4000公里|QUANTITY⟧。",
        ["科普大篷车巡回服务 = 22 次", "科普大篷车行程 = 4000 公里"],
    ),
    ("巡回服务⟦22次|QUANTITY⟧，行程⟦4000公里|QUANTITY⟧。", ["巡回服务 = 22 次", "巡回服务行程 = 4000 公里"]),
    # givers
    ("⟦云岭仪表公司|ORG⟧捐赠器材⟦32套|QUANTITY⟧。", ["云岭仪表公司捐赠器材 = 32 套"]),
    ("⟦云岭基金会|ORG⟧向⟦北坡小学|ORG⟧捐资⟦3万元|AMOUNT⟧。", ["云岭基金会捐资 = 30000 元"]),
    ("⟦青禾县科协|ORG⟧赠送图书⟦32套|QUANTITY⟧。", ["赠送图书 = 32 套"]),
    ("⟦县财政|ORG⟧配套⟦10万元|AMOUNT⟧。", ["县财政配套 = 100000 元"]),
    ("⟦县科协|ORG⟧配套⟦10万元|AMOUNT⟧。", ["配套 = 100000 元"]),
    (f"4月举办{CONTEST}，经费⟦6万元|AMOUNT⟧已列入预算。", ["第12届云岭省青少年发明大赛经费 = 60000 元"]),
    (f"4月举办{CONTEST}，办公经费⟦6万元|AMOUNT⟧已列入预算。", ["办公经费 = 60000 元"]),
    # those named are examples of what is counted
    (
        "⟦清溪大学|ORG⟧教授⟦林小禾|PERSON⟧、⟦青禾医院|ORG⟧主任⟦周岚|PERSON⟧等⟦8人|QUANTITY⟧入选⟦青年人才计划|PROGRAM⟧。",
        ["入选青年人才计划人员 = 8 人"],
    ),
    ("走访老党员⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧等⟦8人|QUANTITY⟧。", ["走访老党员 = 8 人"]),
    ("⟦《青禾蚕桑研究》|DOCUMENT⟧等⟦3项|QUANTITY⟧获省领导批示。", ["获省领导批示 = 3 项"]),
    ("发放⟦《青禾蚕桑问答》|DOCUMENT⟧等科普图书⟦3万册|QUANTITY⟧。", ["发放科普图书 = 30000 册"]),
    ("发放⟦《青禾蚕桑问答》|DOCUMENT⟧⟦3万册|QUANTITY⟧。", ["发放《青禾蚕桑问答》 = 30000 册"]),
    # whose marks
    ("⟦纸飞机赛|COMPETITION⟧中，⟦林小禾|PERSON⟧以⟦31.5米|QUANTITY⟧的成绩夺冠。", ["林小禾成绩 = 31.5 米"]),
    ("⟦林小禾|PERSON⟧以⟦31.5米|QUANTITY⟧的宽度建路。", ["宽度建路 = 31.5 米"]),
    # shares of what the text leaves out: never of the part itself
    (
        "支出总计⟦100万元|AMOUNT⟧。科学技术支出⟦80万元|AMOUNT⟧，占⟦80%|PERCENT⟧；住房保障支出⟦5万元|AMOUNT⟧，占⟦5%|PERCENT⟧。",
        [
            "支出总计 = 1000000 元",
            "科学技术支出 = 800000 元",
            "科学技术支出占支出总计 = 80 %",
            "住房保障支出 = 50000 元",
            "住房保障支出占支出总计 = 5 %",
        ],
    ),
    (
        "本年收入⟦100万元|AMOUNT⟧。科学技术支出⟦80万元|AMOUNT⟧，占⟦80%|PERCENT⟧。",
        ["本年收入 = 1000000 元", "科学技术支出 = 800000 元", "科学技术支出占比 = 80 %"],
    ),
    (
        "发布技术需求⟦312条|QUANTITY⟧，对接成功⟦47条|QUANTITY⟧，约占⟦15%|PERCENT⟧。",
        ["发布技术需求 = 312 条", "对接成功 = 47 条", "对接成功占发布技术需求 = 15 %"],
    ),
    # compared with an earlier time that is no year
    (
        "公民具备科学素质比例为⟦9.1%|PERCENT⟧，比上次抽查提高⟦1.6个百分点|PERCENT⟧。",
        ["公民具备科学素质比例 = 9.1 %", "公民具备科学素质比例提高 = 1.6 百分点 by"],
    ),
    ("接待公众⟦21万人次|QUANTITY⟧，较免费开放前增长⟦5%|PERCENT⟧。", ["接待公众 = 210000 人次", "接待公众增长 = 5 % by"]),
    # what a sum closes
    (
        "“三公”经费指标为：公务接待⟦8万元|AMOUNT⟧，公务用车⟦3万元|AMOUNT⟧，小计⟦11万元|AMOUNT⟧。",
        ["公务接待 = 80000 元", "公务用车 = 30000 元", "“三公”经费指标小计 = 110000 元"],
    ),
    ("公务接待⟦8万元|AMOUNT⟧，小计⟦11万元|AMOUNT⟧。", ["公务接待 = 80000 元", "小计 = 110000 元"]),
    # those who take part through somebody else
    (
        "作为云岭省⟦10名|QUANTITY⟧候选人之一被推荐至⟦中国科协|ORG⟧参加⟦全国青年科技评选|COMPETITION⟧。",
        ["全国青年科技评选云岭省候选人 = 10 名"],
    ),
    ("作为云岭省⟦10名|QUANTITY⟧候选人之一被推荐至⟦中国科协|ORG⟧。", ["云岭省候选人 = 10 名"]),
    # who completed it, and what is not complete
    ("各学会（协会）、企业科协完成“讲、比”课题⟦97项|QUANTITY⟧。", ["“讲、比”课题 = 97 项"]),
    ("跨部门事项推进慢，未完成的⟦1个|QUANTITY⟧指标。", ["未完成指标 = 1 个"]),
    ("扎实开展了⟦12次|QUANTITY⟧集中学习。", ["开展集中学习 = 12 次"]),
    ("扎实开展了⟦12次|QUANTITY⟧集中签约。", ["集中签约 = 12 次"]),
    # a head
    ("科普专项经费增至⟦168万元|AMOUNT⟧，人均达⟦2元|AMOUNT⟧。", ["科普专项经费 = 1680000 元", "人均科普专项经费 = 2 元"]),
    # words that hold a verb or a light word, and the verb itself
    ("我会内设⟦3个|QUANTITY⟧职能部。", ["内设职能部 = 3 个"]),
    ("讲解员⟦3人|QUANTITY⟧能讲双语。", ["讲解员能讲双语 = 3 人"]),
    ("编制数⟦7人|QUANTITY⟧。", ["编制数 = 7 人"]),
    ("编制规划⟦7个|QUANTITY⟧。", ["规划 = 7 个"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_whose_figures(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected
