"""Ways in which published reports tell figures: forms filled in, fixed sentences of accounts, lists that go on behind a full stop."""

import pytest

from checks.passages import failing

REVIEW = "云汀县科协2022年工作总结\n"
PLAIN = [
    # what a clause says did not change is what changed otherwise
    (
        "“三公”经费支出决算为6.20万元。公务用车购置费决算比预算无增减变化，比去年无增减变化，"
        "公务用车运行费决算比预算无增减变化，比去年增加1.10万元，增长32.4%。",
        set(),
    ),
    ("“三公”经费支出决算为6.20万元，比预算增加1.10万元，比去年增加1.10万元，增长32.4%。", {"change"}),
    ("与2022年的21.60万人次相比，全年增长124.4%；与2019年的45.20万人次相比，增长7.3%。全年接待48.50万人次。", set()),
    ("2021年接待45.20万人次，比2020年的21.60万人次增长124.4%。", {"change"}),
    # works that took part are no sum of prizes
    ("全县24所学校、611幅作品参赛，共决出一等奖45幅、二等奖75幅、三等奖120幅、鼓励奖310幅。", set()),
    ("全县24所学校、611幅作品获奖，其中一等奖45幅、二等奖75幅、三等奖120幅、鼓励奖310幅。", {"sum"}),
    # lists that go on behind a full stop, or whose first item was taken for their sum
    ("预算支出1084600元：工资463812元，商品和服务152000元，退休工资448788元。其他资本性支出20000元。", set()),
    ("预算支出1084600元：工资463812元，商品和服务152000元，退休工资448788元。其他资本性支出22000元。", {"sum"}),
    ("全年支出增加6.33万元。按经济分类，工资福利支出548960元，个人补助132476元，商品和服务支出381782元，其他支出44000元。", set()),
    ("全年支出增加6.33万元。工资福利支出548960元，其中个人补助132476元，商品和服务381782元，其他支出44000元。", {"sum"}),
    ("按性质分，基本支出236.74万元，项目支出260.54万元；基本支出里，人员经费201.58万元，公用经费35.16万元。", set()),
    ("按性质分，项目支出260.54万元，基本支出236.74万元；基本支出里，人员经费201.58万元，公用经费53.16万元。", {"sum"}),
    ("培训班学员512人中，结业498人；按身份分，乡村教师176人，农技人员203人，社区工作者133人。", set()),
    ("培训班结业498人；按身份分，乡村教师176人，农技人员203人，社区工作者133人。", {"sum"}),
    # marks
    ("产出指标50分，时效指标（10分）按87.5%计8.75分，其余满分，得48.75分。", set()),
    ("产出指标满分50分，得58.75分。", {"completion"}),
    ("自评总分95.88分：预算执行得9.78分；成本得19分；产出得38.6分，效益得18.5分；满意度得满分10分。", set()),
    ("自评总分95.88分：预算执行得9.78分；成本得19分；产出得38.6分，效益得18.5分；满意度得满分12分。", {"sum"}),
    # a rate below 100 % of what was exceeded
    (
        "全年接待46.2万人次，日均1500人次，比上年的40.8万人次增加5.4万人次，增长13.2%；年初目标为42万人次，完成率为90.9%，超额完成。",
        {"completion"},
    ),
    (
        "全年接待46.2万人次，日均1500人次，比上年的40.8万人次增加5.4万人次，增长13.2%；年初目标为42万人次，完成率为110.0%，超额完成。",
        set(),
    ),
    (
        "全年接待46.2万人次，日均1500人次，比上年的40.8万人次增加5.4万人次，增长13.2%；年初目标为42万人次，完成率为90.9%，任务完成较好。",
        set(),
    ),
    # which way a gap went
    ("城乡差距由2020年的6.45个百分点变为7.43个百分点，缩小了0.98个百分点。", {"change"}),
    ("城乡差距由2020年的6.45个百分点变为7.43个百分点，扩大了0.98个百分点。", set()),
    ("城乡差距由2020年的7.43个百分点变为6.45个百分点，收窄0.98个百分点。", set()),
    ("城乡差距由2020年的6.45个百分点变为7.43个百分点，收窄0.98个百分点。", {"change"}),
    ("城乡差距由2020年的7.43个百分点变为6.45个百分点，拉大0.98个百分点。", {"change"}),
    # targets
    ("科普画廊预期12期，实际完成10期，完成率83.33%，未完成目标的原因是台风停更两期。", set()),
    ("科普画廊更新10期，未完成目标8期。", {"completion"}),
    ("偏差大或目标未完成原因分析 辅导员培训第二期有6人临时请假，实到114人，为计划的95%。", set()),
    ("年度目标培训120人，实到114人，为计划的59%。", {"completion"}),
    # short figures with the same digits, rates by their formulas, what a sum is spent on
    ("奖补协会42个，计630万元。\n奖补基地24个，计360万元。", set()),
    ("公用经费控制率=(21.48/22.6)×100%=95.04%。\n三公经费控制率=(3.96/5.5)×100%=72%。", set()),
    (
        "2022年度财政拨款支出主要用于以下方面：科学技术（类）支出243.18万元，占81.71%；社会保障和就业（类）支出54.44万元，占18.29%。\n"
        "2022年度财政拨款支出297.62万元，占本年支出合计的100%。",
        set(),
    ),
]
FORMULAS = [
    ("在职人员控制率=(11/12)×100%=91.67%，未超编。", set()),
    ("在职人员控制率=(11/12)×100%=96.17%，未超编。", {"share"}),
    ("预算调整率=[(292.65-252.6)/252.6]×100%=15.86%。结余变动率=[(3.6-6.2)/6.2]×100%=-41.94%。", set()),
    ("预算调整率=[(292.65-252.6)/252.6]×100%=18.56%。", {"share"}),
    ("结余变动率=[(3.6-6.2)/6.2]×100%=-44.91%。", {"share"}),
    ("预算执行率=执行数/预算数×100%=121.6/128×100%=95%，得分20×95%=19分。", set()),
    ("预算执行率=执行数/预算数×100%=121.6/128×100%=95%，得分20×95%=18分。", {"sum"}),
    ("奖补资金=5万元×30个+2万元/个×10个=170万元。", set()),
    ("奖补资金=5万元×30个+2万元/个×10个=180万元。", {"sum"}),
    ("车均费用=45000元/3辆=1.5万元。", set()),
    # signs that are no sum
    ("见http://x.y/a=1-2=3。2019年1-6月=50%。编号3/4=5号。A=B+C。", set()),
    ("约12×3=40件。", set()),
]
CHANGES = [
    ("收入合计比上年减少20.48万元，其中拨款收入减少22.48万元、其他收入增加2.00万元。", set()),
    ("收入合计比上年减少20.48万元，其中拨款收入减少22.84万元、其他收入增加2.00万元。", {"sum"}),
    ("支出合计减少21.08万元，下降8.78%。其中：基本支出减少4.08万元，下降2.25%；项目支出减少17.00万元，下降28.81%。", set()),
    ("支出合计减少21.80万元，下降8.78%。其中：基本支出减少4.08万元，下降2.25%；项目支出减少17.00万元，下降28.81%。", {"sum"}),
    ("支出合计增加21.08万元，其中人员经费增加4.08万元、会议费增加2.00万元。", set()),  # not all of it
    ("支出合计增加21.08万元，其中基本支出比预算增加4.08万元、项目支出增加17.80万元。", set()),
]
BUDGETS = [
    ("培训费预算4.50万元，较上年增加0.50万元（12.50%）。", set()),
    ("培训费预算4.50万元，较上年增加0.50万元（15.20%）。", {"change"}),
    ("支出决算比2022年年初预算1690.20万元增加62.24万元，增长3.68%。", set()),
    ("支出决算1752.44万元，比2022年年初预算1690.20万元增加62.24万元，增长6.38%。", {"change"}),
]
OTHERS = [
    ("年底前再发展信息员1500人，达到2.5万人的目标。", set()),
    ("公民具备科学素质的比例达9.72%，比全省平均水平9.35%高出0.37个百分点，完成了规划提出的9.5%的目标。", set()),
    ("公民具备科学素质的比例达9.27%，完成了规划提出的9.5%的目标。", {"completion"}),
    (
        "共收到少年儿童科学幻想绘画512幅、青少年科技实践活动58项。\n"
        "评选结果：\n少年儿童科学幻想绘画240幅（一等奖40幅、二等奖78幅、三等奖122幅）；\n青少年科技实践活动29项（一等奖4项、二等奖9项、三等奖16项）。",
        set(),
    ),
    ("收到作品842项。与第十一届的766项相比，增加76项，增长9.9%。\n与第十一届的766项相比，增加76项，增长9.9%。", set()),
    ("两个农技协、一个科普示范社区获得奖补资金，每个10万元，共30万元。", set()),
    ("两个农技协、一个科普示范社区获得奖补资金，每个10万元，共40万元。", {"sum"}),
    ("资产合计32.65万元，其中：（1）房屋14.85万元；（2）通用设备13.27万元；（3）专用设备2.98万元；\n（4）家具1.55万元。", set()),
    ("资产合计32.65万元，其中：（1）房屋14.85万元；（2）通用设备13.27万元；（3）专用设备2.98万元；\n（4）家具1.95万元。", {"sum"}),
    ("观众31460人次，日均110人次，比上年的28600人次增长10%。\n日均110人次，比上年的28600人次增长10%。", set()),
]
WORKS = [
    ("收到作品842项，其中科技创新成果196项、科学幻想绘画512幅、实践活动58项、辅导员成果76项。", set()),
    ("收到作品824项，其中科技创新成果196项、科学幻想绘画512幅、实践活动58项、辅导员成果76项。", {"sum"}),
    ("举办活动824项，其中展览196个、讲座512部、竞赛58项、培训76件。", set()),
    ("评出作品404项，其中：\n（一）创新成果98项；\n（二）幻想绘画240幅；\n（三）实践活动66项。\n同时评出优秀组织单位9个。", set()),
    ("评出作品440项，其中：\n（一）创新成果98项；\n（二）幻想绘画240幅；\n（三）实践活动66项。\n同时评出优秀组织单位9个。", {"sum"}),
]
COSTS = "公务用车运行维护费9.85万元，比上年减少1.00万元。公务接待费2.50万元。\n"
MEANS = [
    (COSTS + "公务车保有量4辆，车均维护费2.46万元；国内公务接待38批次268人，其中外事接待0人，人均接待费93.28元。", set()),
    (COSTS + "公务车保有量4辆，车均维护费2.64万元。", {"share"}),
    (COSTS + "国内公务接待38批次268人，人均接待费98.23元。", {"share"}),
    ("公务用车运行维护费1.20万元。\n" + COSTS + "公务车保有量4辆，车均维护费2.64万元。", {"repeat"}),  # of which of them is not told
    ("公务车保有量4辆，车均维护费2.64万元。", set()),
]
ITEMS = """支出年初预算为{planned}万元，支出决算为649.83万元。其中：
1.机构运行（项）。年初预算为289.90万元，支出决算为299.98万元。
2.科普活动（项）。年初预算为190.00万元，支出决算为237.48万元。
3.养老保险（项）。年初预算为112.80万元，支出决算为112.37万元。
"""
HEADED = """1.总体情况。年初预算为{planned}万元，支出决算为{spent}万元，完成年初预算的114.37%。
2.具体情况。
（1）机构运行（项）。年初预算为186.20万元，支出决算为195.08万元。
（2）科普活动（项）。年初预算为129.50万元，支出决算为156.53万元。
（3）死亡抚恤（项）。年初未安排预算，支出决算为13.13万元。
（4）住房公积金（项）。年初预算与支出决算均为25.50万元。
"""
MARKS = """项目支出绩效自评表（2022年度）
预算执行情况（10分）\t年初预算24.00\t执行数24.00\t权重10\t得分10
三级指标\t指标值\t完成值\t权重\t得分
基地数量\t6\t6\t20\t20
培训场次\t18\t18\t30\t30
带动农户\t200\t260\t40\t40
合计\t\t\t{total}\t{total}
"""
LINES = "支出264.96万元。按功能科目列示如下（单位：万元）：\n科学技术支出 221.84\n社会保障支出 24.17\n卫生支出 9.05\n住房支出 9.90\n"
FORM = """{name}项目自评表
项目名称 {name}
项目类别 部门预算项目
预算执行情况 预算数 执行数 执行率 得分
年度财政资金总额 {budget}
产出指标 推文 不少于600篇 648篇 8
成本指标 预算控制数(8分) ≤{limit}万元 {spent}万元 8
"""


@pytest.mark.parametrize(("text", "kinds"), [*PLAIN, *FORMULAS, *CHANGES, *BUDGETS, *OTHERS, *WORKS, *MEANS])
def test_frames_of_published_reports(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(REVIEW + text + "\n")} == kinds


@pytest.mark.parametrize("behind", ["年末结转的14.51万元系巡展尾款。", "个人补助由财政列支。"])
def test_the_last_row_of_a_list_takes_no_measure_from_the_next_line(behind: str) -> None:
    assert not failing(f"{REVIEW}{LINES}{behind}\n")
    assert {finding.kind for finding in failing(f"{REVIEW}{LINES.replace('9.90', '9.09')}{behind}\n")} == {"sum"}


def test_forms_of_two_projects_are_not_held_against_each_other() -> None:
    first = FORM.format(name="科普经费", budget="128 121.6 95% 19", limit="128", spent="121.6")
    second = FORM.format(name="教育经费", budget="30 29.7 99% 19.8", limit="30", spent="29.7")
    assert not failing(f"科协2022年绩效自评\n{first}\n{second}")
    again = second.replace("项目名称 教育经费\n", "")
    assert {finding.kind for finding in failing(f"科协2022年绩效自评\n{first}\n{again}")} == {"repeat"}


@pytest.mark.parametrize(("planned", "kinds"), [("592.70", set()), ("529.70", {"sum"}), ("900.00", set())])
def test_budgets_of_items_make_up_that_of_the_whole(planned: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(REVIEW + ITEMS.format(planned=planned))} == kinds


@pytest.mark.parametrize(("planned", "spent", "kinds"), [("341.20", "390.24", set()), ("341.20", "392.04", {"sum"})])
def test_items_under_a_heading_of_their_own_make_up_what_stands_above(planned: str, spent: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(REVIEW + HEADED.format(planned=planned, spent=spent))} == kinds


def test_items_without_a_budget_are_left_out_of_the_sum_of_budgets() -> None:
    assert {finding.stated for finding in failing(REVIEW + HEADED.format(planned="314.20", spent="390.24"))} == {"314.20万元"}


@pytest.mark.parametrize(("total", "kinds"), [(90, set()), (100, set()), (110, {"sum"})])
def test_marks_for_the_budget_may_stand_above_the_table(total: int, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(REVIEW + MARKS.format(total=total))} == kinds


@pytest.mark.parametrize(("got", "kinds"), [("9.48", set()), ("9.84", {"sum"})])
def test_marks_for_the_budget_may_stand_in_a_table_of_their_own(got: str, kinds: set[str]) -> None:
    funds = f"项目资金（万元）\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t138.50\t131.27\t10\t94.78%\t{got}\n"
    table = "绩效指标\n" + MARKS.format(total=90).partition("得分10\n")[2].replace("90\t90", "100\t99.48")
    assert {finding.kind for finding in failing(REVIEW + "项目支出绩效自评表\n" + funds + table)} - {"completion"} == kinds


@pytest.mark.parametrize(("row", "kinds"), [("合计\t\t\t\t100\t88.00\n", set()), ("合计\t\t\t\t100\t85.00\n", {"sum"})])
def test_a_sum_of_marks_may_be_the_next_cell_of_its_row(row: str, kinds: set[str]) -> None:
    table = MARKS.partition("合计")[0].replace("20\t20\n", "20\t18\n").replace("30\t30\n", "30\t25\n").replace("40\t40\n", "40\t35\n")
    assert {finding.kind for finding in failing(REVIEW + table + row)} == kinds


@pytest.mark.parametrize("years", ["2023年（%）\t2020年（%）\t增减", "本年（%）\t上年（%）\t增减"])
@pytest.mark.parametrize(("risen", "kinds"), [("2.82", set()), ("2.28", {"change"})])
def test_points_between_two_years_of_a_table(years: str, risen: str, kinds: set[str]) -> None:
    rows = f"东岭区\t17.86\t13.74\t4.12\n西河区\t15.93\t12.20\t3.73\n安坪县\t10.94\t8.12\t{risen}\n"
    assert {one.kind for one in failing(f"地区\t{years}（百分点）\n" + rows)} == kinds
    assert not failing("地区\t2023年（%）\t2020年（%）\t权重（百分点）\n" + rows)


def test_headings_of_years_in_a_table_are_no_titles() -> None:
    heads = "2022年度部门决算公开\n2022年度部门决算说明\n2022年度支出决算说明\n"
    assert not failing(f"云汀县科协2022年度部门决算\n{heads}2021年度决算数 |\n4.26 |\n")
