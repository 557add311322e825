"""Whom or what bare figures are of: works behind their cost, prizes behind their money, teams, halls and terms in the same clause."""

import pytest

from extract.readings import metrics

CONTEST = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
CASES: list[tuple[str, list[str]]] = [
    # what costs so much is told behind; what follows goes on about it
    (
        "总投资⟦62万元|AMOUNT⟧的北坡科普体验园⟦9月|DATE⟧竣工，面积⟦340平方米|QUANTITY⟧。",
        ["北坡科普体验园总投资 = 620000 元", "北坡科普体验园面积 = 340 平方米"],
    ),
    ("北坡科普体验园竣工，总投资⟦62万元|AMOUNT⟧。", ["总投资 = 620000 元"]),
    ("捐赠价值⟦5万元|AMOUNT⟧的教学显微镜。", ["捐赠教学显微镜价值 = 50000 元"]),
    ("争取资金⟦5万元|AMOUNT⟧的项目已立项。", ["资金 = 50000 元"]),
    ("向⟦清溪小学|ORG⟧捐赠显微镜⟦12台|QUANTITY⟧。", ["捐赠显微镜 = 12 台"]),
    ("⟦清溪小学|ORG⟧显微镜⟦12台|QUANTITY⟧。", ["显微镜 = 12 台"]),
    # what those counted are
    ("全县⟦11个|QUANTITY⟧乡镇中有⟦4个|QUANTITY⟧是高寒山区乡，交通不便。", ["乡镇 = 11 个", "高寒山区乡 = 4 个"]),
    ("举办讲座⟦4场|QUANTITY⟧，是历年最多的。", ["讲座 = 4 场"]),
    # for what points were lost
    (
        "自评得分⟦94分|QUANTITY⟧。失分主要因为资金下达较晚，扣⟦2分|QUANTITY⟧；展品更新未完成，扣⟦3分|QUANTITY⟧。",
        ["自评得分 = 94 分", "资金下达较晚扣分 = 2 分", "展品更新未完成扣分 = 3 分"],
    ),
    ("自评得分⟦94分|QUANTITY⟧，扣⟦6分|QUANTITY⟧。", ["自评得分 = 94 分", "扣分 = 6 分"]),
    # money that came with a prize
    (f"⟦林小禾|PERSON⟧在{CONTEST}上获⟦二等奖|AWARD⟧，奖金⟦8000元|AMOUNT⟧。", ["第12届云岭省青少年发明大赛 二等奖奖金 = 8000 元"]),
    ("⟦林小禾|PERSON⟧获⟦二等奖|AWARD⟧，奖金⟦8000元|AMOUNT⟧。", ["二等奖奖金 = 8000 元"]),
    (f"⟦林小禾|PERSON⟧在{CONTEST}后成为⟦云岭省科普标兵|AWARD⟧，获奖金⟦8000元|AMOUNT⟧。", ["云岭省科普标兵奖金 = 8000 元"]),
    # where somebody went
    ("⟦“山路”小分队|ORG⟧走遍⟦34个|QUANTITY⟧村寨。", ["“山路”小分队走遍村寨 = 34 个"]),
    ("两年来跑遍⟦清溪镇|PLACE⟧、⟦北坡镇|PLACE⟧的⟦23个|QUANTITY⟧村。", ["跑遍村 = 23 个"]),
    ("走访⟦23个|QUANTITY⟧村。", ["村 = 23 个"]),
    (
        "⟦“山路”小分队|ORG⟧下乡⟦60天|QUANTITY⟧。队长和队员一起走遍⟦清溪镇|PLACE⟧的⟦23个|QUANTITY⟧村。",
        ["“山路”小分队下乡 = 60 天", "“山路”小分队走遍村 = 23 个"],
    ),
    ("⟦“山路”小分队|ORG⟧下乡⟦60天|QUANTITY⟧。干部走遍⟦清溪镇|PLACE⟧的⟦23个|QUANTITY⟧村。", ["“山路”小分队下乡 = 60 天", "走遍村 = 23 个"]),
    # on what terms, and from which houses
    ("⟦清溪市财政局|ORG⟧按人均⟦2元|AMOUNT⟧的标准安排⟦60万元|AMOUNT⟧。", ["人均 = 2 元", "清溪市财政局安排 = 600000 元"]),
    ("邀请⟦云岭大学|ORG⟧、⟦青禾研究院|ORG⟧专家⟦19人次|QUANTITY⟧。", ["邀请专家 = 19 人次"]),
    ("邀请⟦云岭大学|ORG⟧专家⟦19人次|QUANTITY⟧。", ["邀请云岭大学专家 = 19 人次"]),
    ("受北坡工业园⟦5家|QUANTITY⟧饲料企业委托，开展检测。", ["委托饲料企业 = 5 家"]),
    ("团结全县⟦4300名|QUANTITY⟧科技工作者。", ["科技工作者 = 4300 名"]),
    ("△青禾县投入⟦9万元|AMOUNT⟧。", ["青禾县投入 = 90000 元"]),
    # receptions, posts, those who came, budgets that were changed
    (
        "公务用车费⟦8.1万元|AMOUNT⟧，保有公务用车⟦2辆|QUANTITY⟧；公务接待费⟦1.5万元|AMOUNT⟧，接待⟦7批次|QUANTITY⟧、⟦36人次|QUANTITY⟧。",
        ["公务用车费 = 81000.0 元", "保有公务用车 = 2 辆", "公务接待费 = 15000.0 元", "公务接待 = 7 批次", "公务接待 = 36 人次"],
    ),
    (
        "公务用车费⟦8.1万元|AMOUNT⟧，保有公务用车⟦2辆|QUANTITY⟧，科技馆接待⟦36人次|QUANTITY⟧。",
        ["公务用车费 = 81000.0 元", "保有公务用车 = 2 辆", "科技馆接待 = 36 人次"],
    ),
    (
        "公务接待费⟦0.5万元|AMOUNT⟧，接待⟦6批次|QUANTITY⟧、⟦40人次|QUANTITY⟧。",
        ["公务接待费 = 5000.0 元", "公务接待 = 6 批次", "公务接待 = 40 人次"],
    ),
    ("展品维护费⟦0.5万元|AMOUNT⟧，接待⟦6批次|QUANTITY⟧。", ["展品维护费 = 5000.0 元", "接待 = 6 批次"]),
    ("年末编制⟦12名|QUANTITY⟧，实有⟦10人|QUANTITY⟧。", ["年末编制 = 12 名", "年末实有人员 = 10 人"]),
    ("编制⟦12名|QUANTITY⟧，实有⟦10人|QUANTITY⟧。", ["编制 = 12 名", "实有人员 = 10 人"]),
    ("应到会员代表⟦88人|QUANTITY⟧、实到⟦80人|QUANTITY⟧。", ["应到会员代表 = 88 人", "实到会员代表 = 80 人"]),
    ("年初预算⟦40万元|AMOUNT⟧，期中调减后调整为⟦35万元|AMOUNT⟧。", ["年初预算 = 400000 元", "调整预算 = 350000 元"]),
    ("会员⟦40人|QUANTITY⟧，调整为⟦35人|QUANTITY⟧。", ["会员 = 40 人", "会员 = 35 人"]),
    # programmes, laboratories and societies
    (
        "2. ⟦“青禾英才”工程|PROGRAM⟧。全年预算⟦80万元|AMOUNT⟧，执行⟦78万元|AMOUNT⟧。",
        ["“青禾英才”工程预算 = 800000 元", "“青禾英才”工程执行 = 780000 元"],
    ),
    ("2. 人才工作。全年预算⟦80万元|AMOUNT⟧，执行⟦78万元|AMOUNT⟧。", ["预算 = 800000 元", "执行 = 780000 元"]),
    ("与⟦云岭大学|ORG⟧共建⟦低温物流联合实验室|PROGRAM⟧，到位经费⟦300万元|AMOUNT⟧。", ["低温物流联合实验室到位经费 = 3000000 元"]),
    ("1、⟦清溪县河蟹协会|ORG⟧。理事长⟦林小禾|PERSON⟧，会员⟦90户|QUANTITY⟧。", ["清溪县河蟹协会会员 = 90 户"]),
    ("⟦青禾食品公司科协|ORG⟧成立，会员⟦90人|QUANTITY⟧。", ["青禾食品公司科协会员 = 90 人"]),
    ("⟦青禾县科协|ORG⟧换届，会员⟦90人|QUANTITY⟧。", ["会员 = 90 人"]),
    ("⟦北坡豆角科技小院|ORG⟧挂牌，服务菜农⟦700户|QUANTITY⟧。", ["北坡豆角科技小院服务菜农 = 700 户"]),
    ("“云上课堂”志愿者⟦30人|QUANTITY⟧，走进⟦清溪镇|PLACE⟧，授课⟦44节|QUANTITY⟧。", ["“云上课堂”志愿者 = 30 人", "“云上课堂”授课 = 44 节"]),
    ("天文台位于⟦清溪新区|PLACE⟧，总投资⟦2亿元|AMOUNT⟧。", ["天文台总投资 = 200000000 元"]),
    ("各校工作室不平衡（⟦30所|QUANTITY⟧中学中建成⟦12所|QUANTITY⟧）。", ["中学 = 30 所", "建成中学 = 12 所"]),
    ("技术推广后年节水⟦2万吨|QUANTITY⟧。", ["年节水 = 20000 吨"]),
    ("赛后辅导⟦20人|QUANTITY⟧。", ["赛后辅导 = 20 人"]),
    # deeds of their own behind an event that is counted, and those who saw what a channel showed
    (
        "举办⟦小麦管护培训班|ACTIVITY⟧⟦6场|QUANTITY⟧，向⟦清溪村|PLACE⟧捐赠量杯⟦400只|QUANTITY⟧。",
        ["小麦管护培训班 = 6 场", "捐赠量杯 = 400 只"],
    ),
    ("⟦“送科技下乡”活动|ACTIVITY⟧在⟦清溪村|PLACE⟧举行，捐赠量杯⟦400只|QUANTITY⟧。", ["“送科技下乡”活动捐赠量杯 = 400 只"]),
    (
        "召开⟦茶商见面会|ACTIVITY⟧⟦2次|QUANTITY⟧，推荐⟦26人|QUANTITY⟧申报农艺师，⟦11人|QUANTITY⟧通过。",
        ["茶商见面会 = 2 次", "推荐申报农艺师 = 26 人", "推荐申报农艺师通过 = 11 人"],
    ),
    (
        f"{CONTEST}落幕。决赛通过⟦“云岭科普”视频号|PROGRAM⟧直播，观看量⟦30万人次|QUANTITY⟧。",
        ["第12届云岭省青少年发明大赛观看量 = 300000 人次"],
    ),
    (f"{CONTEST}落幕。⟦“云岭科普”视频号|PROGRAM⟧推出新栏目，观看量⟦30万人次|QUANTITY⟧。", ["“云岭科普”视频号观看量 = 300000 人次"]),
    ("⟦何大川|PERSON⟧来青禾作⟦低碳农业专题报告|ACTIVITY⟧，⟦300人|QUANTITY⟧到场听讲。", ["低碳农业专题报告到场听讲人员 = 300 人"]),
    ("⟦青禾论坛|ACTIVITY⟧举行，⟦何大川|PERSON⟧作⟦主旨报告|ACTIVITY⟧，⟦300人|QUANTITY⟧到场听讲。", ["青禾论坛到场听讲人员 = 300 人"]),
    ("下乡培训偏少，今年仅办⟦3批|QUANTITY⟧。", ["下乡培训 = 3 批"]),
    ("试办⟦科普漫画巡展|ACTIVITY⟧，展期⟦15天|QUANTITY⟧，预算⟦3万元|AMOUNT⟧。", ["科普漫画巡展展期 = 15 天", "科普漫画巡展预算 = 30000 元"]),
    ("试办⟦科普漫画巡展|ACTIVITY⟧，订购画册⟦15册|QUANTITY⟧，预算⟦3万元|AMOUNT⟧。", ["科普漫画巡展订购画册 = 15 册", "预算 = 30000 元"]),
    # whom they come from, and what those do who are there
    (
        f"{CONTEST}在青禾开赛，⟦20家|QUANTITY⟧企业的⟦110名|QUANTITY⟧选手参加。",
        ["第12届云岭省青少年发明大赛参加企业 = 20 家", "第12届云岭省青少年发明大赛企业选手 = 110 名"],
    ),
    (f"{CONTEST}在青禾开赛，⟦36支|QUANTITY⟧队伍切磋比拼。", ["第12届云岭省青少年发明大赛队伍 = 36 支"]),
    ("为⟦31家|QUANTITY⟧重点企业实行一企一档。", ["重点企业 = 31 家"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_bearers(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected
