"""What goes with a figure: the clause, course, paper, hall or heading that it needs, and the event that it does not."""

import pytest

from extract.readings import metrics

CASES: list[tuple[str, list[str]]] = [
    # who is counted, without what they do
    (
        "⟦38家|QUANTITY⟧单位摆放展板⟦52块|QUANTITY⟧，全馆⟦47名|QUANTITY⟧职工齐心协力。",
        ["单位 = 38 家", "单位摆放展板 = 52 块", "职工 = 47 名"],
    ),
    ("⟦9处|QUANTITY⟧分会场同步推出活动。", ["分会场 = 9 处"]),
    # a budget that a result is held against, by its name alone
    (
        "“三公”经费列支⟦41万元|AMOUNT⟧，比预算数⟦58万元|AMOUNT⟧少⟦17万元|AMOUNT⟧。",
        ["“三公”经费列支 = 410000 元", "“三公”经费列支 = 580000 元 from", "“三公”经费列支少 = 170000 元 by"],
    ),
    ("参会代表⟦346人|QUANTITY⟧，比在青禾举行的上届大会多⟦21人|QUANTITY⟧。", ["参会代表 = 346 人", "参会代表多 = 21 人 by"]),
    # a figure without a measure that went up
    ("出版⟦6期|QUANTITY⟧。影响因子由1.316升至1.482，提高⟦12.6%|PERCENT⟧。", ["出版 = 6 期", "影响因子提高 = 12.6 % by"]),
    ("亩产干椒由⟦46公斤|QUANTITY⟧提到⟦73公斤|QUANTITY⟧。", ["亩产干椒 = 46 公斤 from", "亩产干椒 = 73 公斤"]),
    # the deed that a list begins with
    ("柔性引进院士⟦9名|QUANTITY⟧、专家⟦132名|QUANTITY⟧。", ["柔性引进院士 = 9 名", "柔性引进专家 = 132 名"]),
    # behind a bracket that holds figures itself
    (
        "市级学会⟦64个|QUANTITY⟧（理科⟦9个|QUANTITY⟧、工科⟦21个|QUANTITY⟧）共有个人会员⟦2380人|QUANTITY⟧。",
        ["市级学会 = 64 个", "理科市级学会 = 9 个", "工科市级学会 = 21 个", "个人会员 = 2380 人"],
    ),
    ("“小砚台”队（队员⟦周可为|PERSON⟧，教练⟦夏明远|PERSON⟧）连胜⟦七场|QUANTITY⟧。", ["连胜 = 7 场"]),
    # hopes and orders before what is counted
    ("力争培训农民⟦5000人次|QUANTITY⟧。", ["培训农民 = 5000 人次"]),
    ("要重点办好⟦6件|QUANTITY⟧实事。", ["重点办好实事 = 6 件"]),
    ("全会仅有干部⟦6名|QUANTITY⟧。", ["干部 = 6 名"]),
    ("使全市科普基地总数增至⟦9家|QUANTITY⟧。", ["科普基地总数 = 9 家"]),
    ("主要负责⟦6件|QUANTITY⟧实事。", ["主要负责实事 = 6 件"]),
    # what is done for its own sake though an event was told before
    ("开展⟦“三问三解”活动|ACTIVITY⟧，办实事⟦9件|QUANTITY⟧。", ["办实事 = 9 件"]),
    ("开展⟦“三问三解”活动|ACTIVITY⟧，办展⟦9场|QUANTITY⟧。", ["“三问三解”活动办展 = 9 场"]),
    ("举办⟦学术年会|ACTIVITY⟧，达成合作意向⟦5项|QUANTITY⟧。", ["合作意向 = 5 项"]),
    ("推进⟦“百企牵手”行动|ACTIVITY⟧，再建企业科协⟦25家|QUANTITY⟧。", ["再建企业科协 = 25 家"]),
    ("推进⟦“百企牵手”行动|ACTIVITY⟧，征求意见⟦25条|QUANTITY⟧。", ["“百企牵手”行动征求意见 = 25 条"]),
    # events beside others, each with its own count; who came belongs to the event
    ("全年⟦讲党课|ACTIVITY⟧⟦8次|QUANTITY⟧，志愿服务⟦14次|QUANTITY⟧。", ["讲党课 = 8 次", "志愿服务 = 14 次"]),
    ("全年⟦讲党课|ACTIVITY⟧⟦8次|QUANTITY⟧，听众⟦140人次|QUANTITY⟧。", ["讲党课 = 8 次", "讲党课听众 = 140 人次"]),
    # courses counted in a row: none of them is the one
    (
        "举办⟦果树修剪培训班|ACTIVITY⟧⟦6期|QUANTITY⟧、⟦肉羊育肥培训班|ACTIVITY⟧⟦4期|QUANTITY⟧，培训农民⟦920人|QUANTITY⟧。",
        ["果树修剪培训班 = 6 期", "肉羊育肥培训班 = 4 期", "培训农民 = 920 人"],
    ),
    (
        "举办⟦果树修剪培训班|ACTIVITY⟧⟦6期|QUANTITY⟧、⟦肉羊育肥培训班|ACTIVITY⟧⟦4期|QUANTITY⟧，共培训⟦920人|QUANTITY⟧。",
        ["果树修剪培训班 = 6 期", "肉羊育肥培训班 = 4 期", "果树修剪培训班、肉羊育肥培训班 = 920 人"],
    ),
    (
        "举办⟦肉羊育肥培训班|ACTIVITY⟧⟦4期|QUANTITY⟧，培训农民⟦920人|QUANTITY⟧。",
        ["肉羊育肥培训班 = 4 期", "肉羊育肥培训班培训农民 = 920 人"],
    ),
    (
        "举办⟦肉羊育肥培训班|ACTIVITY⟧⟦4期|QUANTITY⟧，学员满意率⟦98%|PERCENT⟧。",
        ["肉羊育肥培训班 = 4 期", "肉羊育肥培训班学员满意率 = 98 %"],
    ),
    ("举办⟦肉羊育肥培训班|ACTIVITY⟧⟦4期|QUANTITY⟧，群众满意率⟦98%|PERCENT⟧。", ["肉羊育肥培训班 = 4 期", "群众满意率 = 98 %"]),
    # the clause that says which are counted, with a figure in it
    ("人均科普经费低于⟦1元|AMOUNT⟧的县区仍有⟦2个|QUANTITY⟧。", ["人均科普经费 = 1 元", "人均科普经费低于1元的县区 = 2 个"]),
    ("人均科普经费仅⟦0.8元|AMOUNT⟧的县还有⟦3个|QUANTITY⟧。", ["人均科普经费 = 0.8 元", "人均科普经费仅0.8元的县 = 3 个"]),
    ("投入⟦50万元|AMOUNT⟧，新建场馆⟦2个|QUANTITY⟧。", ["投入 = 500000 元", "新建场馆 = 2 个"]),
    ("学会中建立党组织的有⟦34个|QUANTITY⟧。", ["建立党组织学会 = 34 个"]),
    ("学会建立党组织⟦34个|QUANTITY⟧。", ["学会建立党组织 = 34 个"]),
    # what all of those counted did
    ("全县⟦14个|QUANTITY⟧乡镇全部建立科协组织。", ["建立科协组织乡镇 = 14 个"]),
    ("指导⟦7个|QUANTITY⟧学会按期换届。", ["按期换届学会 = 7 个"]),
    ("⟦13个|QUANTITY⟧镇（街道）均设立⟦科协服务驿站|PROGRAM⟧。", ["设立科协服务驿站镇（街道） = 13 个"]),
    ("⟦7个|QUANTITY⟧学会均为⟦市科协|ORG⟧所属。", ["学会 = 7 个"]),
    ("走访⟦14个|QUANTITY⟧乡镇。", ["走访乡镇 = 14 个"]),
    ("以上⟦2个|QUANTITY⟧单位均为公益一类事业单位。", ["公益一类事业单位 = 2 个"]),
    # those who attended, of several kinds
    ("⟦县科协全委会|ACTIVITY⟧召开。委员、各镇科协负责人和企业代表⟦86人|QUANTITY⟧参加会议。", ["县科协全委会参加人员 = 86 人"]),
    ("⟦县科协全委会|ACTIVITY⟧召开。会员代表⟦86人|QUANTITY⟧参加会议。", ["县科协全委会会员代表 = 86 人"]),
    ("委员、各镇科协负责人和企业代表⟦86人|QUANTITY⟧参加会议。", ["委员、各镇科协负责人和企业代表 = 86 人"]),
    # points got and lost
    (
        "自评得分⟦95分|QUANTITY⟧，其中投入⟦14分|QUANTITY⟧、过程⟦28分|QUANTITY⟧。",
        ["自评得分 = 95 分", "投入自评得分 = 14 分", "过程自评得分 = 28 分"],
    ),
    ("扣分项为预算执行率（扣⟦1分|QUANTITY⟧）、项目时效（扣⟦2分|QUANTITY⟧）。", ["预算执行率扣分 = 1 分", "项目时效扣分 = 2 分"]),
    ("自评得分⟦95分|QUANTITY⟧。投入⟦14分|QUANTITY⟧。", ["自评得分 = 95 分", "投入 = 14 分"]),
    # what came of something told before
    ("开展专题调研，走访企业⟦34家|QUANTITY⟧，形成报告⟦5篇|QUANTITY⟧。", ["走访企业 = 34 家", "调研报告 = 5 篇"]),
    ("走访企业⟦34家|QUANTITY⟧，形成报告⟦5篇|QUANTITY⟧。", ["走访企业 = 34 家", "形成报告 = 5 篇"]),
    ("征求意见建议⟦126条|QUANTITY⟧，整改落实⟦119条|QUANTITY⟧。", ["征求意见建议 = 126 条", "整改落实意见建议 = 119 条"]),
    ("梳理问题⟦19个|QUANTITY⟧，整改到位⟦18个|QUANTITY⟧。", ["梳理问题 = 19 个", "问题整改到位 = 18 个"]),
    ("收到论文⟦88篇|QUANTITY⟧，推荐上报⟦6篇|QUANTITY⟧。", ["收到论文 = 88 篇", "推荐上报论文 = 6 篇"]),
    (
        "编报⟦《青禾建议》|DOCUMENT⟧⟦17期|QUANTITY⟧，获市领导批示⟦6件|QUANTITY⟧。",
        ["编报《青禾建议》 = 17 期", "《青禾建议》获市领导批示 = 6 件"],
    ),
    (
        "编报⟦《青禾建议》|DOCUMENT⟧⟦17期|QUANTITY⟧，市领导批示⟦6件|QUANTITY⟧。",
        ["编报《青禾建议》 = 17 期", "市领导批示《青禾建议》 = 6 件"],
    ),
    (
        "编报⟦《青禾建议》|DOCUMENT⟧⟦17期|QUANTITY⟧，⟦6篇|QUANTITY⟧获市领导批示。",
        ["编报《青禾建议》 = 17 期", "获市领导批示《青禾建议》 = 6 篇"],
    ),
    ("制作短视频⟦52部|QUANTITY⟧，全网播放量⟦126万次|QUANTITY⟧。", ["制作短视频 = 52 部", "制作短视频全网播放量 = 1260000 次"]),
    ("“⟦青禾科普|PROGRAM⟧”公众号阅读量⟦126万次|QUANTITY⟧。", ["“青禾科普”公众号阅读量 = 1260000 次"]),
    ("新建院士工作站⟦2家|QUANTITY⟧，累计⟦16家|QUANTITY⟧。", ["新建院士工作站 = 2 家", "院士工作站 = 16 家"]),
    ("院士工作站新建⟦2家|QUANTITY⟧，累计⟦16家|QUANTITY⟧。", ["院士工作站新建 = 2 家", "院士工作站 = 16 家"]),
    ("提案⟦15件|QUANTITY⟧，办复率⟦100%|PERCENT⟧，满意率⟦100%|PERCENT⟧。", ["提案 = 15 件", "提案办复率 = 100 %", "提案满意率 = 100 %"]),
    ("建成科普活动室⟦19个|QUANTITY⟧，村级覆盖率⟦61%|PERCENT⟧。", ["科普活动室 = 19 个", "科普活动室村级覆盖率 = 61 %"]),
    ("解决难题⟦97项|QUANTITY⟧，签约金额⟦2亿元|AMOUNT⟧。", ["解决难题 = 97 项", "签约金额 = 200000000 元"]),
    ("签约项目⟦9项|QUANTITY⟧，签约金额⟦2亿元|AMOUNT⟧。", ["签约项目 = 9 项", "签约项目签约金额 = 200000000 元"]),
    # staff and cars
    (
        "实有人员⟦29人|QUANTITY⟧，其中行政⟦11人|QUANTITY⟧、事业⟦18人|QUANTITY⟧。",
        ["实有人员 = 29 人", "行政实有人员 = 11 人", "事业实有人员 = 18 人"],
    ),
    ("公务用车编制⟦1辆|QUANTITY⟧，实有⟦1辆|QUANTITY⟧。", ["公务用车编制 = 1 辆", "公务用车实有 = 1 辆"]),
    ("编制⟦9名|QUANTITY⟧，实有⟦8人|QUANTITY⟧。", ["编制 = 9 名", "实有人员 = 8 人"]),
    (
        "项目支出⟦50万元|AMOUNT⟧。项目支出中，科普经费⟦30万元|AMOUNT⟧、其他⟦20万元|AMOUNT⟧。",
        ["项目支出 = 500000 元", "科普经费 = 300000 元", "其他项目支出 = 200000 元"],
    ),
    # a list that goes on with what a hall or van did
    (
        "⟦县科技馆|ORG⟧接待研学团队⟦214批次|QUANTITY⟧、学生⟦3万人次|QUANTITY⟧。",
        ["县科技馆接待研学团队 = 214 批次", "县科技馆接待学生 = 30000 人次"],
    ),
    ("⟦科普大篷车|PROGRAM⟧走进学校⟦45所|QUANTITY⟧、社区⟦23个|QUANTITY⟧。", ["科普大篷车走进学校 = 45 所", "科普大篷车走进社区 = 23 个"]),
    ("⟦科普大篷车|PROGRAM⟧走进学校⟦45所|QUANTITY⟧，发放图书⟦23套|QUANTITY⟧。", ["科普大篷车走进学校 = 45 所", "发放图书 = 23 套"]),
    ("带动⟦5个|QUANTITY⟧乡镇种植咖啡、坚果⟦2万亩|QUANTITY⟧。", ["带动乡镇种植咖啡 = 5 个", "种植咖啡、坚果 = 20000 亩"]),
    # the name that heads a paragraph
    ("4.⟦青禾市科技馆|ORG⟧。开放⟦246天|QUANTITY⟧。", ["青禾市科技馆开放 = 246 天"]),
    ("4.科学普及。开放⟦246天|QUANTITY⟧。", ["开放 = 246 天"]),
    ("2.⟦青禾市论文评选|COMPETITION⟧：受理论文⟦738篇|QUANTITY⟧。", ["青禾市论文评选受理论文 = 738 篇"]),
    ("3.⟦流动科技馆青禾巡展|ACTIVITY⟧。完成⟦2站|QUANTITY⟧。", ["流动科技馆青禾巡展完成 = 2 站"]),
    ("2.住房支出（类）住房公积金（项），支出决算⟦48万元|AMOUNT⟧。", ["住房公积金（项）支出决算 = 480000 元"]),
    # where it was done, and who only did it
    ("⟦科普大篷车|PROGRAM⟧深入边境村寨、民族中小学巡展⟦62场|QUANTITY⟧。", ["科普大篷车巡展 = 62 场"]),
    ("请教授⟦林小禾|PERSON⟧到⟦北坡乡|PLACE⟧田间讲课⟦4场|QUANTITY⟧。", ["田间讲课 = 4 场"]),
    ("⟦科普大篷车|PROGRAM⟧深入乡村⟦62次|QUANTITY⟧。", ["科普大篷车深入乡村 = 62 次"]),
    ("收到宣讲稿⟦62篇|QUANTITY⟧。", ["收到宣讲稿 = 62 篇"]),
    ("⟦青禾日报|ORG⟧、⟦青禾电视台|ORG⟧先后报道⟦7次|QUANTITY⟧。", ["青禾日报、青禾电视台报道 = 7 次"]),
    ("在⟦青禾日报|ORG⟧发稿⟦7篇|QUANTITY⟧。", ["发稿 = 7 篇"]),
    # contests that works were sent to; events told behind a colon
    ("从中选送⟦12件|QUANTITY⟧参加⟦第5届青禾市青少年发明大赛|COMPETITION⟧。", ["第5届青禾市青少年发明大赛选送作品 = 12 件"]),
    ("选送学生⟦12名|QUANTITY⟧参加⟦第5届青禾市青少年发明大赛|COMPETITION⟧。", ["第5届青禾市青少年发明大赛选送学生 = 12 名"]),
    ("办好⟦2件|QUANTITY⟧实事：一是召开⟦县科协代表大会|ACTIVITY⟧。", ["办好实事 = 2 件"]),
    ("在⟦6个|QUANTITY⟧乡镇作⟦桑蚕病害讲座|ACTIVITY⟧。", ["桑蚕病害讲座乡镇 = 6 个"]),
    ("会员中有⟦3人|QUANTITY⟧入选⟦青年人才计划|PROGRAM⟧。", ["青年人才计划会员 = 3 人"]),
    (
        "会刊⟦《盐土农业》|DOCUMENT⟧出版⟦6期|QUANTITY⟧，刊发论文⟦94篇|QUANTITY⟧。",
        ["会刊《盐土农业》出版 = 6 期", "《盐土农业》刊发论文 = 94 篇"],
    ),
    (
        "开展⟦第二届“青禾最美科技人”选树活动|ACTIVITY⟧，⟦林小禾|PERSON⟧等⟦10名|QUANTITY⟧同志当选⟦青禾最美科技人|AWARD⟧。",
        ["青禾最美科技人 = 10 名"],
    ),
    # what goes on a list under a greater event belongs to that
    (
        "⟦青禾科技节|ACTIVITY⟧期间，举办⟦科普讲座|ACTIVITY⟧⟦26场|QUANTITY⟧、⟦科普展览|ACTIVITY⟧⟦8场|QUANTITY⟧，参观市民⟦5万人次|QUANTITY⟧。",
        ["科普讲座 = 26 场", "科普展览 = 8 场", "青禾科技节参观市民 = 50000 人次"],
    ),
    (
        "⟦青禾科技节|ACTIVITY⟧期间，举办⟦科普展览|ACTIVITY⟧⟦8场|QUANTITY⟧，参观市民⟦5万人次|QUANTITY⟧。",
        ["科普展览 = 8 场", "科普展览参观市民 = 50000 人次"],
    ),
    # sums laid down in advance
    ("年初预算安排科普经费⟦60万元|AMOUNT⟧。", ["年初预算科普经费 = 600000 元"]),
    ("年初预算安排⟦60万元|AMOUNT⟧。", ["年初预算安排 = 600000 元"]),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_told_with(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected
