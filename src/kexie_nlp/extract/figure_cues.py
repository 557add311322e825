"""The words by which a report compares figures, and those that say too little without the event or heading they stand under."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.extract.masking import entity_pattern, signs
from kexie_nlp.labels import EntityType

DATE: Final = entity_pattern("DATE")
VALUES: Final = entity_pattern("AMOUNT", "QUANTITY", "PERCENT")
# how far before a value EACH, CHANGE and TO, or FROM, may begin
LONGEST_CUE: Final = 8
LONGEST_FROM: Final = 10
LONGEST_TO: Final = 12
EACH: Final = re.compile(r"(?:分别|依次(?:分别)?)已?(?:为|是|达到?|有|占|开展|举办|举行|组织)?$")
TOLD_TOGETHER: Final = re.compile(rf"{VALUES}(?:[、和及与，]{VALUES})+")
JOINTS: Final = frozenset(["、", "和", "及", "与", "，"])
RISE: Final = (
    r"净增加?|缩小|收窄|增加|增长|增幅|增|减少|减幅|下降|降低|降幅|提高|提升|上升|上涨|多出|多支|少支|压减|压缩|节约|扩大|新增|缩短|回落|成长"
    r"|超额|超出|高出|高(?<=^高)|低(?<=^低)|攀升|上浮|减支|增支|多|少|降|减"
)
CHANGE: Final = re.compile(rf"(?P<verb>{RISE})(?:了?(?:约|近)?|幅度|(?<=幅)(?:为|达到?|约为))$")
ENDS_OF_CHANGE: Final = frozenset("小窄加长幅增少降低高升涨出支减缩约大短落额浮多了近度为达到\n")  # the last signs of CHANGE
# 项目支出增加，较上年增加8万元
SAME_CHANGE: Final = re.compile(rf"(?<![^，。；：\n])(?P<subject>[^，。；：\n]{{2,14}}?)(?:有所|略有|大幅)?(?P<verb>{RISE})[，,]\s*$")
_YEAR_BEFORE: Final = r"(?:上[一]?年度?|去年|上届|上一届|上次|往年|前年)(?:年?度|同期|末|底|决算数?|预算数?|实际)*"
_AIMED: Final = "(?:年度|年初|全年)?(?:指标值?|目标值?|计划数?|预期值?)"
_FORMER: Final = (
    rf"(?:{_AIMED}|{DATE}(?:同期|末|底|决算数?|预算数?|实际|[^，。；\d\ue000-\uf8ff]{{2,6}}之初)*"
    rf"|“?十[一二三四五]五”?(?:时期|期间|期?末|初期?)?|{_YEAR_BEFORE}|同期|(?:全年|调整后?)?预算数?|年初(?:预算数?)?)"
)
COMPARED: Final = re.compile(
    rf"(?:[，,]?(?:较|比|与|同|和)(?:[^，。；]{{0,8}}?)"
    rf"(?:{DATE}|上一?(?:年度?|度)|去年|上届|上一届|同期|年初|往年|前年|预算数?|{_AIMED}|全州|全省|平均水平|上次[^，。；\d]{{0,4}}?$|[^，。；\d]{{2,8}}前$)"
    r"(?:年?度|同期|末|底|决算数?|预算数?|实际|测评|调查|监测|考核|大会|年会|大赛|竞赛|比赛|论坛)?(?:相比|比较|对比|相较)?[，,]?)|同比|环比"
)
# the earlier figure that a later one is compared with: 比2019年的1210场, 上年为3.2万人次
BASE: Final = re.compile(
    rf"(?P<subject>[^，。；]*?)(?:(?:[但却]?[仅只]?[较比与同是为]|相较于?){_FORMER}(?:的|为|是|仅有|只有)?(?P<mean>[人户亩场期]均)?|(?<![^，。；]){_YEAR_BEFORE}(?:为|是|仅为|只有|仅有)?)"
)
ENDS_OF_BASE: Final = signs("DATE") | frozenset("的为是有均标值划数期末底算际年度届次初间五”")  # the last signs of BASE
ASIDE_BASE: Final = re.compile(rf"{DATE}(?:同期)?[为是]")
SHARE: Final = re.compile(r"占(?:到|比|了)?(?P<base>[^占]*?)(?:的)?(?:比例|比重|比)?(?:为|达到?|约|近|超过?)?(?:的)?$")
# behind the whole that a share is of: 占总数200个的93%, 完成预算4.5万元的84%
OF_WHOLE: Final = re.compile(rf"(?P<noun>[^，。；：、的\ue000-\uf8ff]{{0,10}})的约?{entity_pattern('PERCENT')}")
# the sum, named at the start of a sentence, of which the parts follow: 本年支出中，基本支出…
OF_SUM: Final = re.compile(rf"\s*(?:{DATE})?(?P<sum>[^，。；：\d]{{0,20}}(?:支出|收入|经费|资金|决算|预算))(?:总额|合计)?中，")
AMONG: Final = re.compile("(?P<whole>[^，。；、]{2,12})中")  # 46个学会中有39个建立党组织
# what any of the statements below is told by; each begins with a character, not a set of them, which makes the search fast
COMPARISON: Final = re.compile(
    "|".join("占由从增长减降高升涨多少压缩约大新短落成出浮到至较比与同超是为")
    + rf"|预算|分别|依次|上[次一年届]|去年|{DATE}(?:同期)?[为是]$"
)
BUDGET: Final = re.compile(
    r"(?P<what>(?:完成|为|达到?|占|控制在|低于)(?:了)?(?:全年|年初|调整|本年|当年|年度)?预算数?|完成[^，。；]{0,8}(?:任务|目标|计划)数?)(?:的)?$"
)
MET: Final = re.compile("^(?:完成|为|达到?|占)了?")
WITHIN: Final = re.compile("控制在|低于")
FROM: Final = re.compile(rf"(?:由|从)(?:[^，。；]{{0,8}}?的|{DATE}|(?:原来?|过去)?每[人户家个项])?$")
FROM_BARE: Final = re.compile(r"[由从][^由从]*\d[^\d]?$")  # a number without measure word is no value
FROM_TO: Final = re.compile(
    r"[^，。；\n]{0,6}?(?:(?:增加|扩容|扩充|攀升|增长|提高|提升|上升|扩大|扩展|发展|提|涨|增|升|降低|下降|减少|降|减|压|缩短|缩小|收窄|压减)(?:到|至)了?"
    r"|(?:精简|压减|压缩|整合|合并|调整|缩减|缩短|减少|增加|提高|降|减|增)(?:为|成)了?)"
)
TO: Final = re.compile(
    r"(?:增加|扩容|扩充|攀升|增长|提高|提升|上升|扩大|扩展|发展|提|涨|增|升|降低|下降|减少|降|减|压|缩短|缩小|收窄|压减|跃升|攀升)(?:到|至)了?(?:[^，。；\d]{0,6}的)?(?:近|约|超)?$"
    r"|(?:精简|压减|压缩|整合|合并|调整|缩减|缩短|减少|增加|提高|降|减|增)(?:为|成)了?$"
)
_OCCASIONS: Final = "次场期讲站届堂轮班课集"
_COUNT_OF_OCCASIONS: Final = re.compile(rf"[{_OCCASIONS}][（(]?次?[)）]?$")
_ENDS_OF_OCCASIONS: Final = frozenset(_OCCASIONS + "（()）")
_NUMBER: Final = "0123456789,，.〇零一二两三四五六七八九十百千万亿余多几数 \u3000\u00a0\t\n"
EVENT: Final = entity_pattern("ACTIVITY", "COMPETITION")
EVENTS_BEFORE: Final = re.compile(
    rf"(?P<events>{EVENT}(?:[”」]?[、和及][“「]?{EVENT})*)(?:[”」]?等?[^\ue000-\uf8ff，。；]{{0,6}}(?:活动|培训|比赛|会议))?[”」 ]?$"
)
GENERIC: Final = re.compile(
    r"(?:总|直接|共|年|日均(?=活)|活跃){0,2}(?:项目资金|项目经费|参加|参与|参赛|参会|参展|参观|听取|听课|听众|到课|到场|到会|收看|收听|观看|观众|体验|外出|受益|受众|服务|惠及|接待|吸引|招收|招募|收到|征集|交流|结业|受训|报名|点击|浏览|阅读"
    r"|参训|创造经济效益|节约资金|播放|推送|关注|用户|粉丝|订户|展期|展品|展板|展项|节目|刊稿|行程|获奖|获奖率|咨询|签约|申报材料|线上|线下|现场|网络|评审|初赛|决赛|总分|每期|发送|投稿|分享|开讲|转播|成交|散发|展出|设台|赠送|发挂历|播出|受理(?=论文|作品|成果|项目|申报)"
    r"|评出|注册(?!会员)|答题|登录|申报(?!材料)|解答|编发(?!《)|发布(?=短视频|图文|视频|企业|需求)|单篇|归集)"
)
_ROLES: Final = (
    "县区|市州|盟市|省份|设区市|县（市、区）|单位|宣讲|小分队|服务队|小组|分会场|单元|学校|中小学|中小学校|"
    "学生|高中生|中学生|师生|选手|作品|论文|代表|队伍|代表队|队员|营员|嘉宾|学员|会员代表|成员单位|报告|项目|论文集|教师|市民|群众|孩子|观众|听众|志愿者|专家|院士|人选|候选人|展位|摊位|团队|家长|参赛"
)
_OFFICES: Final = "负责人|骨干|学者|作者|大咖|讲师"
_ROLE: Final = re.compile(
    rf"(?!走访|调研|慰问|共?产生|促成|(?:柔性|全职)?引进|新建|新增|选聘|培养)[^，。；]{{0,8}}?(?:{_ROLES}|[^，。；]{{0,2}}(?:{_OFFICES}))"
)
_ENDS_OF_ROLES: Final = frozenset(role[-1] for role in f"{_ROLES}|{_OFFICES}".split("|"))
STATEMENT: Final = re.compile(
    r"^(?:支出决算数?|决算数?|支出|收入|金额|总额|预算数?|经费|资金|人数|数量|总数|得分|执行率|完成率|占比|增幅|降幅|满意度|覆盖率|合格率|计|合计)$"
)
GRADE: Final = re.compile("[特一二三四]等")
PROCURED: Final = re.compile("货物|工程|服务")
WHOLE_SUM: Final = re.compile("(?:支出|金额)?(?:总额|合计|总计)?$")
_NAME: Final = entity_pattern("ORG", "PERSON", "PLACE")
# somebody by name, or by office and name; a bare title before a name says what is counted
_NAMED_ONE: Final = rf"(?:{entity_pattern('ORG')}[^，。；、\ue000-\uf8ff]{{1,8}}{entity_pattern('PERSON')}|{_NAME})"
CHOSEN: Final = re.compile("中(?=评|选|遴选|推选|推荐|产生)")
GOES_ON: Final = re.compile("(?:被|选送|报送|举办|开展|提交|收到|发放|发布|达成|参加)")
NAMES_LISTED: Final = re.compile(
    rf"(?:{_NAMED_ONE}[^，。；\ue000-\uf8ff]{{0,5}}[、和及][ 　]?)*{_NAMED_ONE}[^，。；\ue000-\uf8ff]{{0,3}}等(?:全[国省市县州区])?$"
    rf"|(?<![^，。；：、]){entity_pattern('DOCUMENT')}等$"
    rf"|(?:{entity_pattern('PERSON')}[、和及])+{entity_pattern('PERSON')}(?:同志)?$"
)
_BODY: Final = entity_pattern("ORG")
DEED: Final = re.compile(
    rf"(?:[^，。；：、（(\n\ue000-\uf8ff]|{EVENT}|{_BODY}[、和](?={_BODY})|{entity_pattern('ORG', 'PROGRAM')}){{0,14}}"
)
OF_BODIES: Final = re.compile("(?:团体|个人|单位|注册)?会员")
BODIES: Final = re.compile("(?:协会|学会|研究会|农技协|合作社|科协|联合会|促进会)$")
# what a report tells of the whole year belongs to no event of the sentence before
OF_THE_YEAR: Final = re.compile(r"\s*(?:全年|[今本]年|截至|目前)")
# marks that somebody reached: 以560分的高分
WITH: Final = re.compile("以(?:满分|总分|[^，。；]{0,2})$")
MARKS: Final = re.compile("的?[好高优总满]?[^，。；]{0,2}(?:成绩|分|反超)")
# what shares are of where the text does not say
TOTAL: Final = re.compile("(?:收入|支出)(?:总额|总计|合计|决算)|^本年(?:收入|支出)$|^总(?:收入|支出)$|^(?:收|支)、支总计$")
# what a paragraph on the budget of one kind begins with, of which the items of the paragraphs behind it are shares
BUDGET_OF_KIND: Final = re.compile("一般公共预算(?:当年)?(?:财政)?(?:拨款)?支出(?:决算)?$")
A_HEAD: Final = re.compile("[人日月场期站馆车批项团队年条班次县校村组件篇届]均")
POINTS_BACK: Final = re.compile(
    rf"\s*(?:(?:截至)?{DATE}(?:底|末)?，|据介绍，|目前，)?(?:该|本届|本次|此次|这次)?(?P<noun>活动|大赛|比赛|竞赛|平台|应用|论坛|年会|大会|巡展|巡演|服务队|小院|工作站|总队|讲师团|宣讲团|小分队|专栏|栏目|行动|计划|工程|项目|大赛|研讨会|夏令营)"
    r"(?!中|上|期间|室|周|日|组|的|资金|经费|预算|支出|负责|管理|绩效|名称|评审|主管|单位|自评|概况|总|全年|实际|年初)"
)
_HELD: Final[tuple[EntityType, ...]] = ("ACTIVITY",)
_MATCHES: Final[tuple[EntityType, ...]] = ("COMPETITION",)
_TEAMS: Final[tuple[EntityType, ...]] = ("ORG", "PROGRAM")
_BRANDS: Final[tuple[EntityType, ...]] = ("PROGRAM",)
POINTED: Final[dict[str, tuple[EntityType, ...]]] = {
    **dict.fromkeys(("活动", "论坛", "年会", "大会", "巡展", "巡演"), _HELD),
    **dict.fromkeys(("大赛", "比赛", "竞赛"), _MATCHES),
    **dict.fromkeys(("平台", "应用", "专栏", "栏目", "行动", "计划", "工程", "项目"), _BRANDS),
    **dict.fromkeys(("研讨会", "夏令营"), _HELD),
    **dict.fromkeys(("服务队", "小院", "工作站", "总队", "讲师团", "宣讲团", "小分队"), _TEAMS),
}
OPEN_NOUNS: Final = frozenset(["活动", "大赛", "比赛", "竞赛"])  # the names they point at need not hold them
BACK_STARTS: Final = signs("DATE") | frozenset(" \t\n\u3000\u00a0截据目该本此这") | {noun[0] for noun in POINTED}  # of POINTS_BACK
LONGEST_POINTED: Final = 12
LONGEST_NEAR: Final = 7
ANY_VALUE: Final = re.compile(VALUES)
# what is done for its own sake rather than at an event
OWN_WORK: Final = re.compile("[新再]建|查摆|检视|办结|办实事|征求|选树|新?组建|派出|提出|关停|推广|帮扶|.{0,2}群众|.*占|.*[被由之]")
OTHER_DEED: Final = re.compile("捐[赠献款资]|推荐|选派|走访|慰问|结对")
# a channel on which an event was shown, and those who saw that
SEEN: Final = re.compile("(?:累计|线上|在线|直播|网络|实时|总)*(?:观看|收看|观众)")
BROADCAST: Final = re.compile("[”」]?(?:等[^，。；]{0,8})?(?:进行|开展|予以|同步|全程|现场|在线|线上|网络|实时)*(?:直播|转播|播出)")
ON_CHANNEL: Final = re.compile("(?:通过|在|由|经|借助)[“「]?$")
BRIEF: Final = 4
SUMS: Final = re.compile(
    r"^(?:培训|服务|赠送|发放|送|派出|选树|办[结实]|合作[意项协]|其[他它]$|调研报告)|^问题$|费|收入|资金|预算|决算|合计|小计|总计|编制|车"
)
_NAMED: Final = entity_pattern("ACTIVITY", "COMPETITION", "PROGRAM", "DOCUMENT")
BARE_MONEY: Final = re.compile(
    r"(?:全年|年初|年中|实际|项目|本年|财政|资金|累计)*(?:安排预算|安排资金|安排|追加|预算|支出|执行|到位资金|到位|支付|投入|结余|结转|剩余)数?"
)
BLANKS: Final = re.compile(r"\s+")
# things that cost more than a threshold, counted behind it: 单价50万元以上通用设备0台
DEARER: Final = re.compile(
    r"(?P<price>(?:单位价值|单台价值|单价|价值)\s*[\d.]+\s*万?元\s*(?:[（(]含[）)])?\s*以上)(?:[（(][^（）()]*[)）])?的?(?P<what>[^，。；\d]{2,12}?)\s*(?:为|共计?|有)?$"
)
OF_AGE: Final = re.compile("岁(?:（含）)?(?:以[上下]|及以[上下])")
# 面积在500平方米及以上的科技馆53个: which of them are counted
OF_AT_LEAST: Final = re.compile(r"(?:[（(]含[）)])?[及或]?以[上下](?:[（(]含[）)])?的(?=[^，。；\d]{2,24}\d)")
THRESHOLD: Final = re.compile(r"\s*(?:[（(]含[）)])?\s*以上(?:[（(][^（）()]*[)）])?的?[^，。；\d]{0,12}设")
_NAME_SIGNS: Final = "".join(sorted(signs("ACTIVITY", "COMPETITION", "PROGRAM", "DOCUMENT")))
# a list of the parts of what was told before: columns of a channel, items of a contest, halls of a museum; each way to begin it does
# so with a character, which makes the search fast
_MADE_OF: Final = "|".join(
    f"{verb}了?[“「]?" for verb in ("设立?", "下设", "开设", "包括", "包含", "分为", "推出", "增设", "新推", "新增", "打造", "设置")
)
LISTS_PARTS: Final = re.compile(
    rf"(?:“(?<=[{_NAME_SIGNS}]“)|「(?<=[{_NAME_SIGNS}]「)|{_MADE_OF})(?P<parts>{_NAMED}(?:[”」]?[“「、和及]+{_NAMED})+)"
)
CEREMONY: Final = re.compile("(?:开幕|闭幕|启动|颁奖|揭牌|授牌)(?:式|仪式|典礼|会|大会)")
TAKES_PART: Final = re.compile(
    rf"(?:[^，。；：\n\ue000-\uf8ff]|{entity_pattern('ORG', 'PLACE', 'QUANTITY')}){{0,12}}"
    rf"(?:参加|参与|参评|出席|报名|参赛|赴|出征|征战|角逐|亮相|登场|晋级|挺进|(?:举办|举行|召开|开展|[作做](?<=[乡县市区村镇校].))了?(?=[“「]?{EVENT}(?![”」]?[、和及\ue000-\uf8ff])))"
    rf"(?:[^，。；\n\ue000-\uf8ff]|{entity_pattern('PLACE')}){{0,9}}(?={EVENT})"
)
STAND_INS: Final = frozenset(["总数", "年末", "年底", "年末总数", "年底总数", "人数", "数量", "后者", "前者", "两项合计", "两者", "实际"])
# words before a change that are no subject of it, and those that say in which respect the last figure changed
NO_SUBJECT: Final = re.compile("(?:相比|相较|比较|可比口径|口径|总数|合计|[年月季届]均)+")
TALLIES: Final = re.compile("(?:参训|参加|活动)?(?:次数|篇数|站数|期数|场次|人次|班次|件数|项数)")
# what is told of a sum of money or a project that was named just before
BESIDE: Final = re.compile(
    r"(?:比|较|高于|低于|高出|低出|超过|超出)[^，。；]{2,14}?(?:高|低|快|长|重)?|.{0,2}(?:高出|低出|高于|低于)[^，。；]{2,14}"
)
OF_MONEY: Final = re.compile(
    r"(?!项目支出)(?:全年|年终|年末|实际|累计|项目|完成|已|年初|年中|调整后?)*(?:支出决算|收入决算|支出|预算|决算|执行|结余|结转|剩余|到位|到账|未支付资金|支付)数?"
)
MONEY_TOPIC: Final = re.compile(
    r"(?:(?<!专项)资金|金额|县级|市级|省级|财政(?!拨款)|年初|年度|全年|实际|安排|下达|到位|批复)*(?:支出年初预算|支出|收入|预算|决算|执行|总额|合计)*(?:数|安排)?$"
)
FUND: Final = re.compile("(?:经费|项目|专项|资金|计划|工程|行动|”)$")
ENDS_OF_MONEY: Final = frozenset("算出行余转位账金付数")  # the last signs of OF_MONEY
BARE_ESTIMATE: Final = re.compile("(?:年初|年度|全年|本年|年中|调整后?)*(?:部门|财政)?(?:预算|追加)(?:数|安排)?")
ADDED: Final = re.compile("(?:年中|期中|执行中|中期|后|[经因][^，。；]{0,10})*(?:追加|调增|调减|追减|压减|调剂|调整)?后?")
ESTIMATE: Final = re.compile("预算数?$")
GRANTED: Final = "拨款"  # the settlement of such a sum only is told by what it is of
FULL_MARKS: Final = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]*)?\s*(?P<name>[^。，；：\n（(]{2,14})[（(]$")
SCORES: Final = re.compile(r"得|(?:指标)?(?:分值|权重|满分)|(?:自评|综合)?得分率?|自评(?:分数?)?")
AIM: Final = re.compile("的(?P<aim>目标值?|考核目标|规划目标|年度目标|预期目标|指标值|平均水平|平均值|平均数)")
SPENT: Final = re.compile(r"(?:到位|(?:全年|实际|年终|累计|部门)?(?:支出|执行)|(?:全年)?(?:执行|预算|支出)数)$")
BARE: Final = frozenset(["支出", "收入", "金额", "决算", "支出决算", "决算数", "预算", "总额", "支出总额"])
IN_ALL: Final = re.compile("(?:共计?|合计|总计|总共|累计)$")
# what there is by now of what was made or found this year: 新建5家，累计16家
SO_FAR: Final = re.compile("累计|总数|总计|现有|共有")
NEWLY: Final = re.compile("^(?:新[建增设]|新(?:成立|认定|命名|培育))|新[建增设]$")
SUM_UP: Final = frozenset(["合计", "小计"])
# what the parts are of that a sum closes: “三公”经费指标为：…，小计12万元
PARTS_OF: Final = re.compile(r"\s*[^，。；：]*?(?P<name>[“\"]?[^，。；：年位的\s]{2,12})(?:的[^，。；：]{2,4})?(?:为|如下|包括)：")
ASKED: Final = re.compile("满意|问卷|抽样|调查|访|样本")
WINNERS: Final = re.compile("(?:评出)?获奖(?:作品|项目|总数|数)?$")
WON: Final = re.compile("获奖")
# who won, where only how often is told: 我市代表团共获奖41项
WINNERS_WON: Final = re.compile("(?:参赛)?(?:代表团|代表队|师生|学生|选手|队员|队伍|青少年|健儿)们?(?:合计|总计|累计|一共|共|总)?获奖")
# of what grew, what says little without the event or channel that it is of
NEEDS_EVENT: Final = re.compile("获奖|粉丝|用户|关注|订户|注册用户|点击|播放量|阅读量")
# what became of those told before: 被采纳, 因疫情实际举办
OUTCOME: Final = re.compile(
    "(?:被[^，。；]{0,10}|已|年[末底内]|全年|[^，。；]{2,4}(?=取消)|(?P<who>[^，。；]{0,4}领导(?:肯定性)?(?=批示)))?(?P<deed>批示|取消|(?:择优)?推荐上报|(?:择优)?上报|整改落实|整改到位|出列|换届|结业|(?:合并)?注销|采纳|刊用|办结|未?完成|落实|解决|淘汰|转化|录用|入选|当选|获批|入围|发表|整改|结题|验收|通过|实施)|.{0,3}(?P<done>实际(?:完成|举办|开展|组织|建成|发展|培训|建设|新建))"
)
AIMED_AT: Final = re.compile("(?:年度|全年|年初|计划)*(?:目标|任务|计划)(?:值|数)?")
# how many were added to or taken from those counted before
OF_STOCK: Final = re.compile("(?:年度|当年|年内)?(?:新建|新增|新设|新成立|新认定|撤销|摘牌|停办|关停|合并|建成)")
ACTED: Final = re.compile(
    r"立项$|目标值?$|^(?:征求|形成|编报|编发|报送|上报|撰写|联系|结对|招收|计划(?:举办|组织|开展)?|提[出交]?(?!案)|收集|征集|梳理|立项|申报|收到|制定)"
)
ATTRIBUTE: Final = re.compile(
    r"(?:总|共|共计|涉及|下拨|安排|落实|争取|到位|意向|合同|奖补|扶持|资助|补助|补贴|启动|项目|交易|采购|首期|预算|签约)*"
    r"(?:资金|经费|金额|投入|投资|奖金|出资|采购额|产值|面积|价值|(?:总|累计|全网)*(?:点击|播放|阅读|浏览|观看|转发|下载)量|行程|总里程|总长|总?长度|全长|换版|课时|时长|支出|开支|花费|费用|折款|折价)(?:合计|共计|总计|总额)?"
)
GRANT: Final = re.compile(
    r"(?:获得?|得到?|争取到?|落实|领取|配套|下达|各|后续|享受)*(?:奖补资金|奖补|奖励资金|以奖代补资金|奖金|补助|扶持资金|补助资金|启动资金|启动经费|专项经费|专项资金)(?:共计)?"
)
MEANT: Final = re.compile(r"\s*(?:(?:截至)?[^，。；]{0,6}[，,])?(?:(?:该|本|此)(?:项目|专项|项资金|资金)|项目(?=实际|支出|预算|全年|资金))")
KIND_ONLY: Final = re.compile(
    r"货物|工程|服务|[国省市县区州盟旗镇乡](?:（.{1,3}）)?家?级|中央|[市县区州]?本级|[一二三]类|[男女]性|[专兼]职|行政|事业|参公|工勤|机关|公私立|[公私国省市县]立|男|女|线上|线下|新增"
)
KIND_OF_PART: Final = re.compile(
    "(?!进|建成|建立|成立|设立|完成|通过|配备|组建)[^，。；、]{1,6}(?:类|科|型|组|以[上下]|[县镇乡州旗]|(?<![社园小校景])区|大学|学院|[中小]学)|(?!进)[^，。；、]{2,3}市|综合交叉|交叉学科|综合|城市|城镇|农村|乡村|社区|校园|原创"
)
# what a share of people have
HAVING: Final = re.compile("(?:公民)?(?:具备|拥有|享有|掌握|了解|关注|参加|参与|经常)[^，。；、]*(?:率|比例|比重|占比|水平|人数)$")
RATE: Final = re.compile(
    r"(?:培训|参训|村级|镇级|乡镇|社区|街道|行政村|苏木镇?|嘎查|学校)?(?:采纳|批示|办结|录用|交流|转化|换届|结题|组建|覆盖|完成|预算执行|合格|优良|满意|参与|知晓|获奖|执行|入会|到位|支出|达标|优秀|就业|办复|整改)率|占比|满意度"
)
# those who heard or saw what was told just before: 放映科教片86场，观众…
AUDIENCE: Final = re.compile("(?:线上|线下|现场)*(?:观众|听众|受众|受教育|听课|到场)(?:人数|人员|群众|农民|师生|学生)?")
# how many took part, where nothing else is told of in the same part of the sentence
TOOK_PART: Final = re.compile("参加|参与|受益|受众|听众|参会|参训|参赛|观众|参观")
# how many came is told of all of the events in a list
AT_ALL: Final = re.compile("(?:累计|共|吸引|线上|线下|现场)*(?:参加|参与|参会|到场|办活动|开展活动|举办活动|受众)")
PARTICIPANTS: Final = re.compile(
    r"参会|参训|学校|中小学|学生|作品|项目|代表|正式代表|特邀|选手|队伍|参赛|参与|参加|收到|师生|论文|评出|获奖|营员|嘉宾|专家|优秀|来自|各|大专"
)
# a count of those taught needs no other name than that of the course
TRAINED: Final = re.compile(r"(?:累计|年内|全年|共|集中|合计)*(?:培训|受训|参训|办班|轮训)(?:人员|人次|人数)?")
TRAINED_PERSONS: Final = re.compile(r"(?:培训|受训|参训)[^，。；、\ue000-\uf8ff]{2,5}|学员(?:总?体?满意|合格|结业|考核)[^，。；、]{1,4}")
ALSO_COUNTED: Final = re.compile(rf"[”」]?{entity_pattern('QUANTITY')}[、和及][“「]?")
COURSE: Final = re.compile(r"(?:培训|培训班|研修班|讲座|课堂|训练营|辅导班|提升班|学习班)[”」]?$")


@lru_cache(maxsize=1 << 12)  # reports tell the same counts again and again
def measure_of(value: str) -> str:
    """Return the measure word of a count or sum as written: 篇 of 120余篇, 元 of 3.2万元."""
    return value.lstrip(_NUMBER)


def is_role(phrase: str) -> bool:
    """Tell whether a phrase says no more than in which part those counted took part; its last sign tells most that do not."""
    return phrase[-1] in _ENDS_OF_ROLES and _ROLE.fullmatch(phrase) is not None


@lru_cache(maxsize=1 << 12)
def counts_occasions(count: str) -> bool:
    """Tell whether a count as written is one of times, courses or terms; its last sign tells most that are none."""
    return count[-1] in _ENDS_OF_OCCASIONS and _COUNT_OF_OCCASIONS.search(count) is not None


@lru_cache(maxsize=1 << 12)
def may_compare(told: str) -> bool:
    """Tell whether the words before a value, as masked, may compare it with another."""
    return COMPARISON.search(told) is not None


def any_of(*whole: re.Pattern[str]) -> str:
    """Return the pattern of what any of these patterns matches from end to end: most phrases are none, which one look tells."""
    return "|".join(rf"(?:{pattern.pattern})\Z" for pattern in whole)


# phrases that go with another figure
OF_ANOTHER: Final = re.compile(
    any_of(GRADE, KIND_OF_PART, AIMED_AT, OF_STOCK, OUTCOME, SCORES, BESIDE, A_HEAD, OF_MONEY, RATE, ATTRIBUTE, OF_BODIES, KIND_ONLY)
)
