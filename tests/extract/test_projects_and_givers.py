"""Whose a figure is: projects under review, honoured ones, teams, givers, vans and those counted before."""

import pytest

from extract.readings import achievements, metrics

CONTEST = "⟦第12届云岭省青少年发明大赛|COMPETITION⟧"
REVIEW = "⟦青禾县科协|ORG⟧⟦2021年度|DATE⟧科普专项资金绩效自评报告\n"
CASES: list[tuple[str, list[str]]] = [
    # a report on one project or fund is about that by its title; one on all a body spends is not
    (REVIEW + "年初预算⟦46万元|AMOUNT⟧，合计⟦66万元|AMOUNT⟧。", ["科普专项资金年初预算 = 460000 元", "科普专项资金合计 = 660000 元"]),
    (
        REVIEW + "截至⟦12月31日|DATE⟧，实际支出⟦63万元|AMOUNT⟧，结余⟦3万元|AMOUNT⟧。",
        ["科普专项资金实际支出 = 630000 元", "科普专项资金结余 = 30000 元"],
    ),
    ("⟦清溪县|PLACE⟧⟦“青苗计划”|PROGRAM⟧资金绩效评价报告\n实际到位⟦46万元|AMOUNT⟧。", ["“青苗计划”资金实际到位 = 460000 元"]),
    (
        "青少年科技教育活动经费项目绩效自评报告\n⟦2021年|DATE⟧安排预算⟦80万元|AMOUNT⟧，执行⟦76万元|AMOUNT⟧，执行率⟦95%|PERCENT⟧。",
        ["青少年科技教育活动经费预算 = 800000 元", "青少年科技教育活动经费执行 = 760000 元", "青少年科技教育活动经费执行率 = 95 %"],
    ),
    (
        "⟦青禾县科协|ORG⟧⟦2021年度|DATE⟧部门整体支出绩效自评报告\n年初预算⟦46万元|AMOUNT⟧，实际支出⟦44万元|AMOUNT⟧。",
        ["年初预算 = 460000 元", "实际支出 = 440000 元"],
    ),
    ("⟦青禾县科协|ORG⟧⟦2021年度|DATE⟧科普专项资金管理办法\n年初预算⟦46万元|AMOUNT⟧。", ["年初预算 = 460000 元"]),
    (REVIEW + "展品经费⟦6万元|AMOUNT⟧。", ["展品经费 = 60000 元"]),
    ("（一）蜂业科普服务项目绩效。该项目全年预算⟦18万元|AMOUNT⟧。", ["蜂业科普服务项目预算 = 180000 元"]),
    (
        "项目绩效自评报告\n——⟦“便民科普”工程|PROGRAM⟧\n预算⟦28万元|AMOUNT⟧，支出⟦27万元|AMOUNT⟧，预算执行率⟦96%|PERCENT⟧。",
        ["“便民科普”工程预算 = 280000 元", "“便民科普”工程支出 = 270000 元", "“便民科普”工程预算执行率 = 96 %"],
    ),
    (REVIEW + "至⟦12月20日|DATE⟧支出⟦31万元|AMOUNT⟧。", ["科普专项资金支出 = 310000 元"]),
    ("下发提示函⟦7份|QUANTITY⟧，预算执行率⟦99%|PERCENT⟧。", ["下发提示函 = 7 份", "预算执行率 = 99 %"]),
    # who got the honour that money goes with, if one is named, and what goes to each
    (
        "⟦北坡镇蜜蜂协会|ORG⟧被⟦中国科协|ORG⟧、⟦财政部|ORG⟧评为⟦全国科普惠农兴村先进单位|AWARD⟧，奖补⟦20万元|AMOUNT⟧。",
        ["北坡镇蜜蜂协会奖补 = 200000 元"],
    ),
    (
        "⟦北坡镇蜜蜂协会|ORG⟧荣获⟦全国科普惠农兴村先进单位|AWARD⟧，获奖补资金⟦20万元|AMOUNT⟧；养蜂大户⟦林小禾|PERSON⟧被评为⟦全国农村科普带头人|AWARD⟧，奖补⟦5万元|AMOUNT⟧。",
        ["北坡镇蜜蜂协会获奖补资金 = 200000 元", "林小禾奖补 = 50000 元"],
    ),
    (
        "⟦北坡镇蜜蜂协会|ORG⟧和⟦南坡科普示范基地|ORG⟧获⟦全国科普惠农兴村先进单位|AWARD⟧，奖补⟦20万元|AMOUNT⟧。",
        ["全国科普惠农兴村先进单位奖补 = 200000 元"],
    ),
    (
        "⟦中国科协|ORG⟧、⟦财政部|ORG⟧授予该协会⟦全国科普惠农先进单位|AWARD⟧称号，奖补⟦20万元|AMOUNT⟧。",
        ["全国科普惠农先进单位奖补 = 200000 元"],
    ),
    ("实施⟦科普惠农兴村计划|PROGRAM⟧，奖补⟦20万元|AMOUNT⟧。", ["科普惠农兴村计划奖补 = 200000 元"]),
    (
        "评选⟦优秀科技工作者|AWARD⟧⟦10人|QUANTITY⟧，每人奖励⟦3000元|AMOUNT⟧。",
        ["优秀科技工作者 = 10 人", "优秀科技工作者每人奖励 = 3000 元"],
    ),
    (
        "实施⟦青年科技人才托举工程|PROGRAM⟧，首批资助⟦50人|QUANTITY⟧，每人⟦10万元|AMOUNT⟧。",
        ["青年科技人才托举工程资助 = 50 人", "青年科技人才托举工程资助每人 = 100000 元"],
    ),
    ("奖励教师⟦15名|QUANTITY⟧，每人⟦2000元|AMOUNT⟧。", ["奖励教师 = 15 名", "奖励教师每人 = 2000 元"]),
    ("培训讲师⟦15名|QUANTITY⟧，每人⟦2000元|AMOUNT⟧。", ["培训讲师 = 15 名"]),
    # points in a bracket behind the item
    ("（一）产出指标（得分⟦48.5分|QUANTITY⟧）", ["产出指标得分 = 48.5 分"]),
    ("2.社会效益（自评得分⟦19分|QUANTITY⟧）", ["社会效益自评得分 = 19 分"]),
    ("自评得分⟦95分|QUANTITY⟧。", ["自评得分 = 95 分"]),
    ("（二）产出指标（自评⟦28分|QUANTITY⟧）", ["产出指标自评 = 28 分"]),
    # what teams do, who is in them, and who lives at a yard
    (
        "⟦青禾县农民科普工作队|ORG⟧编制⟦6名|QUANTITY⟧，在岗⟦5人|QUANTITY⟧，全年下乡⟦132天|QUANTITY⟧。",
        ["青禾县农民科普工作队编制 = 6 名", "青禾县农民科普工作队在岗 = 5 人", "青禾县农民科普工作队下乡 = 132 天"],
    ),
    ("⟦清溪医疗队|ORG⟧派出医师⟦46名|QUANTITY⟧，义诊⟦740人次|QUANTITY⟧。", ["清溪医疗队派出医师 = 46 名", "清溪医疗队义诊 = 740 人次"]),
    ("⟦清溪科技志愿服务总队|ORG⟧下辖⟦34支|QUANTITY⟧分队。", ["清溪科技志愿服务总队分队 = 34 支"]),
    ("⟦青禾县科协|ORG⟧编制⟦6名|QUANTITY⟧，在岗⟦5人|QUANTITY⟧。", ["编制 = 6 名", "在岗 = 5 人"]),
    ("⟦北坡柑橘科技小院|PROGRAM⟧建成，⟦云岭农业大学|ORG⟧⟦4名|QUANTITY⟧研究生长期驻点。", ["北坡柑橘科技小院驻点研究生 = 4 名"]),
    ("建成⟦北坡柑橘科技小院|ORG⟧，⟦云岭农业大学|ORG⟧派出研究生⟦7人|QUANTITY⟧入驻。", ["北坡柑橘科技小院入驻研究生 = 7 人"]),
    ("⟦北坡柑橘科技小院|ORG⟧建成，⟦4名|QUANTITY⟧研究生参加揭牌。", ["参加研究生 = 4 名"]),
    ("⟦4名|QUANTITY⟧研究生长期驻点。", ["研究生 = 4 名"]),
    # who came to what was counted just before
    ("放映科教片⟦86场|QUANTITY⟧，观众⟦1.9万人次|QUANTITY⟧。", ["放映科教片 = 86 场", "放映科教片观众 = 19000 人次"]),
    ("巡回宣讲⟦53场|QUANTITY⟧，线上线下受众⟦76万人次|QUANTITY⟧。", ["巡回宣讲 = 53 场", "巡回宣讲线上线下受众 = 760000 人次"]),
    ("举办⟦科普讲座|ACTIVITY⟧⟦6场|QUANTITY⟧，听众⟦900人|QUANTITY⟧。", ["科普讲座 = 6 场", "科普讲座听众 = 900 人"]),
    ("观众⟦1.9万人次|QUANTITY⟧。", ["观众 = 19000 人次"]),
    ("放映科教片⟦86场|QUANTITY⟧，购置图书⟦900册|QUANTITY⟧。", ["放映科教片 = 86 场", "购置图书 = 900 册"]),
    # what became of those counted
    ("完成决策咨询报告⟦38篇|QUANTITY⟧，⟦11篇|QUANTITY⟧获省领导批示。", ["决策咨询报告 = 38 篇", "获省领导批示决策咨询报告 = 11 篇"]),
    ("撰写调研报告⟦9篇|QUANTITY⟧，其中⟦3篇|QUANTITY⟧转化为政协提案。", ["撰写调研报告 = 9 篇", "转化为政协提案调研报告 = 3 篇"]),
    ("撰写调研报告⟦9篇|QUANTITY⟧，⟦300人次|QUANTITY⟧参与调研。", ["撰写调研报告 = 9 篇", "参与调研人员 = 300 人次"]),
    ("获省领导批示⟦17篇|QUANTITY⟧。", ["省领导批示 = 17 篇"]),
    (
        "报送建议⟦26篇|QUANTITY⟧，其中⟦8篇|QUANTITY⟧获县领导批示，⟦3篇|QUANTITY⟧被市政府采纳。",
        ["报送建议 = 26 篇", "获县领导批示建议 = 8 篇", "被市政府采纳建议 = 3 篇"],
    ),
    ("计划培训辅导员⟦60人|QUANTITY⟧，实际培训⟦72人|QUANTITY⟧。", ["计划培训辅导员 = 60 人", "实际培训辅导员 = 72 人"]),
    (
        "县级学会⟦48个|QUANTITY⟧，会员⟦2.6万人|QUANTITY⟧，其中理科类⟦12个|QUANTITY⟧、工科类⟦20个|QUANTITY⟧。",
        ["县级学会 = 48 个", "县级学会会员 = 26000 人", "理科类县级学会 = 12 个", "工科类县级学会 = 20 个"],
    ),
    (
        "广泛开展⟦“讲、比”活动|ACTIVITY⟧，收到建议⟦312条|QUANTITY⟧，创造经济效益⟦2300万元|AMOUNT⟧。",
        ["“讲、比”活动收到建议 = 312 条", "“讲、比”活动创造经济效益 = 23000000 元"],
    ),
    # one person goes with what is counted, without a title; several do not
    ("种植大户⟦林小禾|PERSON⟧听课后流转土地⟦300亩|QUANTITY⟧。", ["林小禾听课后流转土地 = 300 亩"]),
    ("研究员⟦林小禾|PERSON⟧、教授⟦周岚|PERSON⟧布设秸秆还田试验示范区⟦1.5万亩|QUANTITY⟧。", ["布设秸秆还田试验示范区 = 15000 亩"]),
    ("退休专家⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧累计坐诊⟦350天|QUANTITY⟧。", ["坐诊 = 350 天"]),
    ("⟦林小禾|PERSON⟧的桃园⟦6亩|QUANTITY⟧。", ["林小禾的桃园 = 6 亩"]),
    ("走访⟦林小禾|PERSON⟧、⟦周岚|PERSON⟧等专家⟦12名|QUANTITY⟧。", ["走访专家 = 12 名"]),
    # those who hold or open an event behind their count; not those who hold what is counted itself
    ("全市⟦41家|QUANTITY⟧规模以上企业广泛开展⟦“讲理想、比贡献”竞赛|COMPETITION⟧。", ["“讲理想、比贡献”竞赛规模以上企业 = 41 家"]),
    ("与⟦县地震局|ORG⟧在⟦18所|QUANTITY⟧学校开展⟦应急疏散演练|ACTIVITY⟧。", ["应急疏散演练学校 = 18 所"]),
    ("联合⟦26个|QUANTITY⟧部门在⟦云岭广场|PLACE⟧举行⟦青禾县科技活动周启动仪式|ACTIVITY⟧。", ["青禾县科技活动周启动仪式联合部门 = 26 个"]),
    ("全省⟦21个|QUANTITY⟧学会举办⟦“弘扬科学家精神”系列活动|ACTIVITY⟧。", ["“弘扬科学家精神”系列活动学会 = 21 个"]),
    (f"派出⟦28人|QUANTITY⟧的代表团出征{CONTEST}。", ["第12届云岭省青少年发明大赛派出代表团 = 28 人"]),
    ("⟦73名|QUANTITY⟧专家开展⟦技术培训|ACTIVITY⟧⟦41场|QUANTITY⟧。", ["专家 = 73 名", "技术培训 = 41 场"]),
    ("组织志愿者⟦280名|QUANTITY⟧开展⟦稻虾共养培训|ACTIVITY⟧、⟦急救演示|ACTIVITY⟧。", ["志愿者 = 280 名"]),
    # what goes to each, before and after, and what grew
    (
        "实施⟦青年科技人才托举工程|PROGRAM⟧，资助金额由每人⟦3万元|AMOUNT⟧提高到⟦5万元|AMOUNT⟧。",
        ["青年科技人才托举工程资助金额 = 30000 元 from", "青年科技人才托举工程资助金额 = 50000 元"],
    ),
    ("奖金由原来每人⟦3000元|AMOUNT⟧提高至⟦8000元|AMOUNT⟧。", ["奖金 = 3000 元 from", "奖金 = 8000 元"]),
    ("每人⟦3000元|AMOUNT⟧。", []),
    (f"办好{CONTEST}，参赛学校扩大到⟦20所|QUANTITY⟧。", ["第12届云岭省青少年发明大赛参赛学校 = 20 所"]),
    (
        f"{CONTEST}落幕，获得⟦一等奖|AWARD⟧⟦9项|QUANTITY⟧，获奖总数比上届增加⟦6项|QUANTITY⟧。",
        ["第12届云岭省青少年发明大赛 一等奖 = 9 项", "第12届云岭省青少年发明大赛获奖总数增加 = 6 项 by"],
    ),
    # words that lead in or go on
    ("三要新建企业科协⟦100家|QUANTITY⟧。", ["新建企业科协 = 100 家"]),
    ("受疫情影响实际完成讲座⟦24次|QUANTITY⟧。", ["实际完成讲座 = 24 次"]),
    ("⟦12月底|DATE⟧前支出⟦47万元|AMOUNT⟧。", ["支出 = 470000 元"]),
    ("⟦5月30日|DATE⟧前后走访慰问科技工作者⟦64名|QUANTITY⟧。", ["走访慰问科技工作者 = 64 名"]),
    ("⟦云岭电视台|ORG⟧、⟦清溪日报|ORG⟧等媒体报道⟦17篇次|QUANTITY⟧。", ["报道 = 17 篇次"]),
    ("代表应到⟦57人|QUANTITY⟧，实到⟦51人|QUANTITY⟧。", ["代表应到 = 57 人", "代表实到 = 51 人"]),
    (
        "举办⟦测量技术培训班|ACTIVITY⟧⟦2期|QUANTITY⟧，⟦163名|QUANTITY⟧工程技术人员参训。",
        ["测量技术培训班 = 2 期", "测量技术培训班参训工程技术人员 = 163 名"],
    ),
    ("⟦县老科协|ORG⟧组织⟦410名|QUANTITY⟧老专家服务乡村振兴。", ["老专家 = 410 名"]),
    ("培育老专家服务团⟦4支|QUANTITY⟧。", ["培育老专家服务团 = 4 支"]),
    ("纳入⟦2021年度|DATE⟧部门决算编制范围的预算单位⟦2个|QUANTITY⟧。", ["部门决算编制范围的预算单位 = 2 个"]),
    # a list of gifts
    (
        "⟦云岭仪表公司|ORG⟧捐赠显微镜⟦2台|QUANTITY⟧、图书⟦600册|QUANTITY⟧，价值⟦9万元|AMOUNT⟧。",
        ["云岭仪表公司捐赠显微镜 = 2 台", "云岭仪表公司捐赠图书 = 600 册", "云岭仪表公司捐赠图书价值 = 90000 元"],
    ),
    ("⟦云岭仪表公司|ORG⟧捐赠显微镜⟦2台|QUANTITY⟧，新建展厅⟦6处|QUANTITY⟧。", ["云岭仪表公司捐赠显微镜 = 2 台", "新建展厅 = 6 处"]),
    (
        "⟦云岭农科院|ORG⟧捐赠茶苗⟦3万株|QUANTITY⟧、有机肥⟦20吨|QUANTITY⟧，折款⟦18万元|AMOUNT⟧。",
        ["云岭农科院捐赠茶苗 = 30000 株", "云岭农科院捐赠有机肥 = 20 吨", "云岭农科院捐赠有机肥折款 = 180000 元"],
    ),
    (
        "⟦《青禾科普报》|DOCUMENT⟧出刊⟦24期|QUANTITY⟧，发行⟦12万份|QUANTITY⟧。",
        ["《青禾科普报》出刊 = 24 期", "《青禾科普报》发行 = 120000 份"],
    ),
    ("编印⟦《青禾蚕桑》|DOCUMENT⟧⟦24期|QUANTITY⟧，发行⟦12万份|QUANTITY⟧。", ["编印《青禾蚕桑》 = 24 期", "《青禾蚕桑》发行 = 120000 份"]),
    ("编印⟦《青禾蚕桑问答》|DOCUMENT⟧⟦24本|QUANTITY⟧，发行⟦12万份|QUANTITY⟧。", ["编印《青禾蚕桑问答》 = 24 本", "发行 = 120000 份"]),
    ("发放⟦《青禾蚕桑问答》|DOCUMENT⟧等资料⟦3万册|QUANTITY⟧。", ["发放资料 = 30000 册"]),
    # societies that are but examples
    (
        "扶持⟦北坡养蜂协会|ORG⟧、⟦南坡果业协会|ORG⟧等⟦5个|QUANTITY⟧农技协，带动贫困户⟦183户|QUANTITY⟧。",
        ["扶持农技协 = 5 个", "带动贫困户 = 183 户"],
    ),
    ("⟦北坡养蜂协会|ORG⟧带动贫困户⟦183户|QUANTITY⟧。", ["北坡养蜂协会带动贫困户 = 183 户"]),
    ("⟦北坡茶叶科技小院|ORG⟧带动茶农⟦260户|QUANTITY⟧。", ["北坡茶叶科技小院带动茶农 = 260 户"]),
    # vans and ships
    ("⟦科普大篷车|PROGRAM⟧全年开进乡镇⟦32次|QUANTITY⟧。", ["科普大篷车全年开进乡镇 = 32 次"]),
    (
        "⟦“海风号”科普船|PROGRAM⟧出航，停靠海岛⟦8个|QUANTITY⟧，登船参观者⟦1.9万人次|QUANTITY⟧。",
        ["“海风号”科普船停靠海岛 = 8 个", "“海风号”科普船登船参观者 = 19000 人次"],
    ),
    ("干部走遍乡镇⟦32个|QUANTITY⟧。", ["干部走遍乡镇 = 32 个"]),
    # a review of one named project
    ("对⟦1个|QUANTITY⟧项目“田间课堂经费”开展绩效评价。", ["绩效评价项目 = 1 个"]),
    # a campaign is no contest for the honour it is named after
    ("开展⟦“最美科技工作者”学习宣传活动|ACTIVITY⟧，命名⟦最美科技工作者|AWARD⟧⟦8人|QUANTITY⟧。", ["最美科技工作者 = 8 人"]),
    ("开展⟦“青禾科技之星”评选|COMPETITION⟧，评出⟦“青禾科技之星”|AWARD⟧⟦8人|QUANTITY⟧。", ["“青禾科技之星”评选 “青禾科技之星” = 8 人"]),
]
CLAIMS: list[tuple[str, list[str]]] = [
    (
        "开展⟦“最美科技工作者”学习宣传活动|ACTIVITY⟧，⟦林小禾|PERSON⟧入选⟦全国最美科技工作者|AWARD⟧。",
        ["林小禾 | - | 全国最美科技工作者 | 1 | - | -"],
    ),
    (
        "开展⟦“最美科技工作者”学习宣传活动|ACTIVITY⟧，⟦林小禾|PERSON⟧获评⟦最美科技工作者|AWARD⟧。",
        ["林小禾 | “最美科技工作者”学习宣传活动 | 最美科技工作者 | 1 | - | -"],
    ),
    (
        f"{CONTEST}中，目标为获奖⟦10项|QUANTITY⟧，实际获奖⟦13项|QUANTITY⟧，其中⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。",
        ["- | 第12届云岭省青少年发明大赛 | 一等奖 | 2 | 项 | -"],
    ),
    (f"{CONTEST}中，目标为⟦一等奖|AWARD⟧⟦2项|QUANTITY⟧。", []),
    (
        f"{CONTEST}中，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧并入选⟦全国展评|COMPETITION⟧，⟦北坡小学|ORG⟧获⟦优秀组织奖|AWARD⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "北坡小学 | 第12届云岭省青少年发明大赛 | 优秀组织奖 | 1 | - | -"],
    ),
    (
        f"{CONTEST}中，⟦林小禾|PERSON⟧获⟦一等奖|AWARD⟧；⟦4件|QUANTITY⟧入选⟦全国青少年发明大赛|COMPETITION⟧，获⟦三等奖|AWARD⟧⟦2件|QUANTITY⟧。",
        ["林小禾 | 第12届云岭省青少年发明大赛 | 一等奖 | 1 | - | -", "- | 全国青少年发明大赛 | 三等奖 | 2 | 件 | -"],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0] for case in CASES])
def test_whose_figures(marked: str, expected: list[str]) -> None:
    assert metrics(marked) == expected


@pytest.mark.parametrize(("marked", "expected"), CLAIMS, ids=[case[0] for case in CLAIMS])
def test_events_of_honours(marked: str, expected: list[str]) -> None:
    assert achievements(marked) == expected
