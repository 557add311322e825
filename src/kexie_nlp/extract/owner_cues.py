"""The words by which a report tells of teams, societies, halls, vans and givers, whose name goes with a figure."""

import re
from typing import Final

from kexie_nlp.extract.figure_cues import BARE_MONEY, GRANT, OF_MONEY, TRAINED, TRAINED_PERSONS, any_of
from kexie_nlp.extract.masking import entity_pattern

MEMBERS: Final = re.compile(
    r"(?:吸纳|发展|吸收|拥有)?了?(?:新|首批|团体|个人|单位|注册)?会员|吸纳(?:学会|企业|单位|高校|团队|农技协|协会)|(?:明确|首批|原|新增)?成员单位|(?:常务)?理事|常委|委员"
)
BODY: Final = re.compile(
    "(?:小组|联席会|联席会议|委员会|理事会|联盟|联合体|协会|学会|研究会|促进会|合作社|共同体|农技协|联合会|办公室|(?<![省市县区州旗盟])科协)[”」]?$"
)
# what an association of growers or its like brings to those around it
GROWERS: Final = re.compile("(?:协会|合作社|小院|大院|工作站|公司|农场)[”」]?$")
OF_GROWERS: Final = re.compile(
    r"(?:辐射|示范|带领|吸纳|吸引|共|累计)*带动(?:周边)?[^，。；]{0,3}[户农民]|(?:社员|会员|农户|牧户)?[户亩]均(?:年)?(?:增收|收入|纯收入)"
    r"|(?:种植|养殖|基地|示范|推广)面积|(?:当年|年)?(?:销售|孵化|出栏率?|亩产|年产|加工能力|收购|育苗|引进海外)[^，。；、]{0,6}"
    r"|服务[^，。；、]{0,3}[户农民]|(?:驻扎|常住|入驻|常驻|驻院)(?:师生|研究生|学生)"
)
# those who live at such a place, told behind their number or not: 某大学4名研究生长期驻点
STUDENTS: Final = re.compile("(?:派出)?(?:在读)?(?:研究生|博士生?|硕士生?|师生|学生|专家)")
STATIONED: Final = re.compile("(?:长期|常年|轮流|轮番|全年|先后|在此)*(?P<how>驻点|入驻|驻站|蹲点|驻扎|常驻|驻守)")
YARD: Final = re.compile("(?:小院|大院|工作站|服务站)[”」]?$")
# what a paper or journal does
PAPER: Final = re.compile("(?:报|刊|杂志|通讯)》$")
PAPER_SIGNS: Final = frozenset("报刊杂期")  # beside its name: 会刊《…》, 《…》杂志
OF_PAPER: Final = re.compile("(?:全年|累计|年|每期)*(?:出刊|出版|编印|发行|印刷|印数|刊发|刊登|刊载|订阅|征订|退稿|录用)[^，。；、]{0,4}")
# what papers and stations do
OF_MEDIA: Final = re.compile("(?:先后|各|相继|多次|累计|共)*(?:采访报道|报道|发稿|刊发|转载|转发|播出|刊播|宣传报道)")
# who gave it belongs to a gift
GIFT: Final = re.compile("(?:连续.{1,2}年)?(?:每年|各)?(?:捐[资赠助款建献]|出资|赞助|援助)[^，。；、]{0,10}")
# who got an honour that money goes with: 某某协会被…评为…，奖补
HONOURED: Final = re.compile(rf"(?<![、和及与])(?P<who>{entity_pattern('ORG', 'PERSON')})(?:被|[荣喜]?获|入选|当选|位列)")
# what a sum of money was for, if but one thing can be meant
SPENT_ON: Final = re.compile(
    r"(?:获|共)?(?:资金|经费|预算|投入资金|投资|总投资|到位资金|到位经费|到账经费|涉及资金|合同金额|协议金额|启动资金|启动经费|新增产值)"
)
# a treasury is named with what it grants
TREASURY: Final = re.compile("财政$")
GRANTED_BY: Final = re.compile("(?:配套|下达?|拨付|拨款|安排|补助|追加)了?(?:资金|经费|专项资金|专项经费)?")
# what vans and ships of science do
VEHICLE: Final = re.compile("(?:车|船|轮|艇|舟)[”」]?$")
TRAVELLED: Final = re.compile(
    r"(?:全年|累计|总|年|一年|已|来)*(?:行程|出车|出动|行驶里程|里程|行驶|下乡|出航|航程"
    r"|(?:巡回|登船|登车|上车)[^，。；、]{0,4}|(?:先后|又|已)?(?:走进|走遍|开进|深入|驶进|驶入|停靠|到达|赴|送展)?[^，。；、\ue000-\uf8ff]{0,5}(?:乡镇|苏木|苏木镇|村屯|村寨|渔村|海岛|嘎查))"
)
# what teams do, and who is in them
TEAM: Final = re.compile(
    "(?:讲师团|宣讲团|报告团|小分队|服务队|服务团|突击队|轻骑兵|演出队|艺术团|宣讲队|工作队|医疗队|辅导站|总队|(?:科普|老年|社区|农民)大学|农函大|农广校)[”」]?$"
)
CREW: Final = re.compile("(?:队长|团长|队员|成员|宣讲员|讲师)")  # a sentence that goes on about the team of the one before
OF_TEAM: Final = re.compile(
    r"(?:吸纳|招募|招收|吸收|现有|累计|集中)?(?:讲师|队员|成员|学员|宣讲员|志愿者|报告员|编制|在编|在岗|下乡|巡诊|接诊"
    r"|(?:现场)?义诊|演出|驻村|走村|募集|分队|派出|宣讲|巡讲|开讲|授课|出动|出车|走进|走遍|走访|讲|专业|结业(?!率)|招生|科普报告|报告)[^，。；、]{0,4}"
)
FACILITY: Final = re.compile(r"(?:馆|中心|基地|新馆|公园|园|院|展厅)[”」]?$")
OF_FACILITY: Final = re.compile(
    r"(?:全年|累计|年|共|现有|免费)*(?:接待|开放|开馆|闭馆|服务公众|总?建筑面积|布展面积|展厅面积|展览面积|总投资|常设展品|展品|展项|新增(?:互动)?展[品项]|日均接待|编制|占地面积)"
)
# phrases that go with an owner, of which OF_FACILITY may go on
OF_OWNER: Final = re.compile(
    any_of(
        *(MEMBERS, OF_GROWERS, GRANT, OF_MONEY, BARE_MONEY, TRAINED, TRAINED_PERSONS, OF_TEAM),
        *(OF_PAPER, OF_MEDIA, TRAVELLED, GIFT, GRANTED_BY, SPENT_ON),
    )
    + f"|(?:{OF_FACILITY.pattern})"
)
