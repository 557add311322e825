"""The words by which noun phrases around a value begin, end and go on, and those in them that measure nothing."""

import re
from typing import Final

from kexie_nlp.extract.masking import MASKED, entity_pattern, signs
from kexie_nlp.labels import ENTITY_TYPES

_ANY_VALUE: Final = entity_pattern("AMOUNT", "QUANTITY", "PERCENT")
VALUE_SIGNS: Final = signs("AMOUNT", "QUANTITY", "PERCENT")
TO_LEFT_SIGN: Final = re.compile(rf"[^，,。；;！？!?：:…\n\t|—（(）){''.join(sorted(VALUE_SIGNS))}]*")
VALUE: Final = re.compile(_ANY_VALUE)
LIST_ITEM: Final = re.compile(rf"[^，。；、：\n]{{1,12}}?(?={_ANY_VALUE}|[，。；、：\n]|和|及)")
NO_ITEM: Final = re.compile(rf"^\d|[被获为]|{_ANY_VALUE}")
NO_NOUN: Final = frozenset(["AMOUNT", "QUANTITY", "PERCENT", "DATE", "AWARD"])
NO_TAIL: Final = frozenset(["DOCUMENT", "COMPETITION", "PERSON"])
LONGEST_PLAIN: Final = 8  # a phrase no longer is not cut at a deed
LONGEST_NOUN: Final = 40
LONGEST_PERSONS: Final = 4
_DATE: Final = entity_pattern("DATE")
_OWNER: Final = entity_pattern("ORG")
# where something is done: 在某某社区、某某小学等地
_VENUES: Final = (
    rf"(?:{entity_pattern('PLACE', 'ORG', 'PROGRAM')}[”」]?[、和及]?[“「]?)+"
    r"(?:等?[^，。；、的\ue000-\uf8ff]{0,5}(?<!争|办|举|进|建)(?:[处地上校]|平台|媒体|单位)|一带|周边|两地)?(?=[^的\ue000-\uf8ff、和及]{2})"
)
_REASON: Final = r"[^，。；：\ue000-\uf8ff]{0,20}原因[是为]"
_HEADS: Final = (
    rf"(?:(?:(?<=[在赴])|(?<=[^取得收达送]到)){_VENUES}|联合(?={_OWNER})|会同|{_REASON}|加上(?!年)|主要是|作为(?=.)"
    rf"|向{entity_pattern('PLACE', 'ORG', 'PERSON')}[^，。；、的\ue000-\uf8ff]{{0,4}}?(?=捐|赠|颁发|发放|送去|送出|提供)"
    rf"|(?:依托|借助|围绕|利用)[“「]?{entity_pattern('PROGRAM', 'ACTIVITY')}[”」]?(?:平台|试点|热线|基地)?"
    rf"|{entity_pattern('PLACE')}(?=目前|现有|已有|共有|各|一带)|一带|以[上下内]|及(?!时)|[\s、，和以”·●■◆○▪★☆△▲◇□※\-—]+(?!$)|与(?!会|$)|{_OWNER}(?:的|机关)?(?=[^的（(\ue000-\uf8ff][^的]|{_DATE})|[一二三四五六七八九十]{{1,3}}[是要、]|受[^，。；、\ue000-\uf8ff]{{2,8}}影响|[（(][\d一二三四五六七八九十]{{1,3}}[)）]|\d{{1,2}}[.、．]\s*(?!\d)|[A-Z]、|[①-⑳]"
    rf"|其中包?括?|其中|最终|包括|包含|含|同时|目前|现有|现共有|现(?=在)|截?至{_DATE}(?:底|末|止)?|截至|截止|自{_DATE}(?:起|开始|以来)?|{_DATE}(?:起|以来|期间|底|末|间)?(?:前后?(?=[^\ue000-\uf8ff]{{2}}))?|等(?:单位|机构|媒体|部门|企业|学会)?(?=[^\ue000-\uf8ff次级]{{2}})|全年度?|本年度?(?!(?:收入|支出|度|财政|政府))|年内|年初(?={MASKED})"
    r"|今年|上年末|年末(?=实有|现有|共有|在册|全[省市县区州]|[我本][省市县区州])|当年(?!财政)|去年|近年来|一年来|年度内|期间|活动期间|先后|累计|共计|总计(?=.)|合计(?=.)|一共|共(?!建|享|青|产|同)|总共|已经|已|我[市县区州校会省单馆院旗盟](?:位|局)?|我部门|本(?:部门|系统)(?:共有)?|本[市县校会馆单](?:位)?"
    r"|团结(?:带领|引领|凝聚)?(?=.)|力争|力求|(?<!需)要(?=重点|继续|抓好|办好|再)|使(?![用馆得])|(?:[仅只])(?=有)|全[市县区州省国校馆旗盟会](?:范围内|各级|上下|共有|共)?(?!面|民)|该(?:项目|项(?!目)|校|村|县|市)?|(?:大赛|比赛|竞赛|部门|年会|大会|应用|平台|年末)(?=共[有收征])|各类|各级|各|还|又|的(?=..)|而(?![且已])|但(?=[一-鿿]{3})|再(?!建)|也|均|并|至今|当场|会议(?=选举|增补|补选)|一夜之间|[上下]半年(?=累计|共|开展|组织)|随后|会后|当[天晚日]|期内|一次性|另有|另|分别|有效(?!率)|积极|成功|广泛|大力|精心|认真|扎实|持续|深入|首次|首批|新一批|我们|择优|主要用于|用于|通过|对(?![接口外象话联])|向(?!导)|在(?![职编册校岗建读线])|从中|从(?!业)|为(?!民)|给(?!水)|由(?!各)|于|把|将|到(?![位场账课会馆])|以|因(?!公)|按|经(?![费济营]))"
)
HEAD_OR_REASON: Final = re.compile(_HEADS)
HEAD: Final = re.compile(_HEADS.replace(f"{_REASON}|", ""))  # where no 原因 stands it is not looked for at every place
# the characters that may lead in, of those behind 一 in Unicode: most phrases begin with another, which one look tells
HEAD_STARTS: Final = signs("ORG", "PLACE", "PROGRAM", "DATE") | frozenset(
    "，（一七三上下而但的与为主九也二于五今从以会作依借先全八六共其再分利到加包十原去又及另各合同向含和四因团围在均大对将已平年并广应当受总成我截扎把择持按新最有期本比活深现用由目等至"
    "积竞精累经给联自至认该近还通部随首力要仅只使０１２３４５６７８９"
)
_LIGHT_WORDS: Final = (
    r"组织开展|组织召开|组织举办|组织|开展|举办|举行|召开|承办|主办|协办|参与(?!公众|群众|市民|师生|学生|部门|单位|学会|学校|企业|人)|完成(?!率|及时|质量)|进行|实现|设有|设立|拥有|具有|建有|建成|建立|共有|现有|实有(?!人[数员])|有(?![效机])"
    r"|收录|成立|组建|组成|发展到?|安排|落实|拨付|争取到?|争取|获得|获(?![奖评批])|取得|投入|达成|开出|聚集|编制(?![数共总为达]|$)"
)
LIGHT: Final = re.compile(rf"(?:(?:{_LIGHT_WORDS})(?!率)了?)+")
LIGHT_STARTS: Final = frozenset(word[0] for word in _LIGHT_WORDS.split("|"))
# each begins with a character, not with a set of them or what must not stand before it, which makes the search fast
_BLANKS: Final = "|".join(rf"{sign}[\s“（(]*" for sign in (" ", r"\t", r"\n", r"\u00a0", r"\u3000", "“", "（", r"\("))
TAIL: Final = re.compile(
    f"(?:{_BLANKS}"
    r"|港币|新台币|人民币|为|是|达到了?|达|至|到(?<![实应]到)了?|共计|共有|共|总计|合计|累计达?|累计|约|近|超过了?|超|逾|突破|计|有|了|各|首次|均(?<![人平户亩日月场期站馆车批项团队年条班次县校村组件篇届]均)|仅|还|不少于|不低于|不高于|不超过|不多于|低于|高于|至少|最多|不足|不到|少于|高达|多达|只有|就|等(?<![特一二三四]等)|前后|至今|年[末底]|仍|没|没有|拿出|连续|每年|一年|分别|接近|大约|同比|比例|控制在|在|已|又|再|的)$"
)
TAIL_ENDS: Final = frozenset(" \t\n　“（(币为是到了达至有共计约近超过逾破各均仅还足少于多就等后今末底仍没出续次年别同比例在已又再的")
LONGEST_TAIL: Final = 5
TAIL_KEEP: Final = re.compile(r"(?:合计|总计|小计|共计|占比|比例|有效|所有|实有|累计)$")
LAST_OF: Final = re.compile(r"^.*(?<!范围)的(?=[^的]{2,}$)(?!比例|比重|人数|数量|总数|单位$|资金$)")
OWNED: Final = re.compile(
    rf"[帮包挂]扶|包联|我[市县区州校会省单馆]|本[单会市县馆]|该|其(?![他中余])|年初|{entity_pattern('ORG', 'PLACE', 'DATE')}"
)
# each begins with a character, not with what must not stand before it, which makes the search fast
ACTS: Final = re.compile(
    r"完成(?<!未完成)(?![率年度全预目任了]|.{1,3}$)|组织开展|开展|举办|召开|承办|举行|合办|联办|签订|签署|解决|发放|印发|推送|新建|组建|修订完善|修订|出台|培训(?![班会基经费活期工中])|培育|扶持|推荐|选拔|收集|征集|收到"
    r"|采纳|推广|吸纳|吸收|柔性引进|引进|引来|聘请|邀请|请来|抽调|梳理|赠送|捐赠|散发|张贴|悬挂|制作|编印|编写|编发|刊发|播出|播放|展出|慰问|走访|帮扶|建起|硬化|种植|开设|开办|开播"
    r"|选送|报送|遴选|攻关|带动|惠及|送去|报道|分享|集中宣传|奖补|申报和实施|认定|表彰|讲授|发布|促成|达成|新增|新设|建成|建立|选派|派出|汇集|孵化|突破|收录"
)
DEEDS: Final = re.compile(rf"(?:{ACTS.pattern})+了?")
ENDS_IN_ACT: Final = re.compile(rf"(?:{ACTS.pattern})+了?$")
LIGHT_ACTS: Final = re.compile(r"组织开展|开展|举办|召开|承办|举行|合办|联办|完成|申报和实施|组建|建立|建成")
_AND_OTHERS: Final = re.compile(
    rf"{entity_pattern('ORG', 'PERSON', 'PLACE')}(?:[^，。；\ue000-\uf8ff]{{0,5}}[、和及]{entity_pattern('ORG', 'PERSON', 'PLACE')})*等"
    rf"|{entity_pattern('DOCUMENT')}(?:[、和及]{entity_pattern('DOCUMENT')})*等(?=[^，。；\ue000-\uf8ff]{{2}})"
)
ASIDE: Final = re.compile(
    rf"(?<=[^，])在{_VENUES}|[（(][^（）()]{{7,}}[)）]|[（(][^（）()]*[已不含其详][^（）()]*[)）]$|{_AND_OTHERS.pattern}"
)
# examples of what is named behind them; those of several events are what is counted themselves
EXAMPLES: Final = re.compile(
    rf"[^，。；：\n（(]+?、[^，。；：\n（(]*?(?<![高中初平均同])等(?!活动|受益|惠及|吸引|累计|共)"
    rf"(?={entity_pattern('ACTIVITY', 'PROGRAM', 'ORG')}|[^\ue000-\uf8ff，。；：、\n]{{2}}(?!等))"
)
BEFORE_NAMES: Final = re.compile(rf"[^，。；：、\n\ue000-\uf8ff]{{1,4}}(?={MASKED})")
SUM: Final = re.compile(r"(?:费用?|支出|收入|经费|拨款|决算数?|预算数?|款|[（(]项[)）].*)$")
_VERBS: Final = (
    r"提供|携|下乡(?!活动|服务|宣讲|集中)|下沉|值守|结对|还(?=有|没)|展开|转化|带着|带队|进入|入场|各自|只用|外出|实现|轮番|轮流|日夜|摆摊|设台|历经|悉数|常年|免费|闯|上街|讲课|开讲|作(?<![合工创操运协制]作)(?![品文者物家业用协])|全部|仍|先后|连续|组成|分赴|驻|代购|赶会|不(?!锈)|要(?!素)|(?<![职功智才节性技机])能(?![手力源])|参加|参与|参[赛训会展](?!农民|学员|人员|教师|选手|代表|群众|企业|单位|队伍|作品|学生|师生|家长|市民|干部|职工|观众|骨干)|出席|听取|收听|收看|观看|观摩|参观|体验|受益(?!群众|农[户民]|人员|学生|师生|居民|村民|企业|对象|人群)|受训(?!人员|学员|农民)|获|荣|夺|被|申报|报名(?!者)|深入|奔赴|前往|走进|赴|到场|到会|到(?<![\ue000-\uf8ff得送达高收受想感看来直]到)(?=[\ue000-\uf8ff村校乡镇县基]|[一-鿿]{2,6}[乡镇村县])|同场|登台|进行|开展|实施|接受|投入|入选|入围|加入|进驻|入驻|采纳|讲授|授课|进校|答题|受到|直接|纷纷|共同|联合|给予|集中(?!学习|采购|研讨|培训|整治)|签约|上台|同台|来(?!稿)|在|为|由|以(?![上下内外])|向|对|从|与|和|用于|位列|排|居|如期(?=换届|完成)|完成(?<=[会协]完成)(?=换届|整改)|未(?<=[会村校家镇乡县区馆]未)|全部|均|已|都|也|是|有|将|可|用"
    r"|实行(?!率)|比拼|竞技|下水|对决|切磋|较量|亮出|欢聚|持续|杀出|设立|设台|颁发|至今|围绕|沉着|轮训|驻点|问需|拿到|落实|按期|与会|第一时间|一字|支援|角逐|晋级|参评|前来|争相|踊跃|同台|排开|受表彰|走进|扭|同外地|选手报名|举办|举行|召开|没|服务(?=乡村|农村|企业|基层|群众|地方|社会|发展|经济|农民|产业|居民|村民)|共[有举组开承]|广泛|分获|出征|征战|摆放|摆出|设(?=展|点|摊)|同步|推出|团结(?=一)|齐心|看了|作了|排队|排起|拿出|围观|携手|签下|送来"
)
VERB: Final = re.compile(_VERBS)
# every one of them begins with a character that stands for itself; but at 能 no noun is cut
NOUN_CUTS: Final = frozenset(verb[0] for verb in _VERBS.split("|"))
VERB_STARTS: Final = NOUN_CUTS | {"能"}
# those counted, with what they are followed by when they do something (绣娘学会了) rather than when their name goes on (学生代表)
PERSONS: Final = re.compile(
    r"(?:学生|师生|教师|老师|中小学生|小朋友|孩子|儿童|青少年|大学生|研究生|本科生|选手|队员|营员|学员|会员|群众|村民|居民|市民|牧民|农民|农牧民|渔民|果农|茶农|菜农|蔗农|烟农|花农|桃农|农户|牧户|脱贫户|老人|老年人|妇女|绣娘|游客|观众|听众|网友|家长|家庭|职工|工人|员工|专家|教授|医生|医师|医护人员|护士|院士|志愿者|科技工作者|科技人员|工程师|讲解员|科普员|代表|委员|嘉宾|同学|同志|青年)"
    r"(?!代表|家长|家庭|团|队|组|作品|论文|会员|干部|骨干|之家|工作者|参|委员|教师|教授|专家|志愿|科技|科学|科普|生|等|及|和|与|、|（|\(|”|企业|单位|协会|学会(?!了|使|操作|运用)|大会|培训|日|馆|服务|人员|人才|们|创新|发明|技术|职称|工程|小药|意见|建议|满意|的|[\ue000-\uf8ff]|$)"
)
# where, behind a noun, the words for the next value begin: 4个农技协|当年新增会员520户
NEXT_TOLD: Final = re.compile(
    rf"(?<=..)(?:{ACTS.pattern}|办(?![公事法理]))|当年|全年|年内|累计|平均|[户亩人年场日]均|每|新增|实现|带动|拥有|现有|共(?![建享青产同])"
)
ROLE: Final = re.compile(
    r"(?:(?:到[^，。；、]{1,8}?)?(?:担任|出任|充任|兼任|任)了?|为(?=[^，。；、]*(?:志愿者|(?:[特信宣管导]|研究)员|顾问|导师|专家|教练|代表|大使|人选|理事|委员|会员|主席|主任|组长|成员)[，。；、]))"
    r"(?P<role>[^\ue000-\uf8ff，。；：、\n的]{2,10})(?=[，。；、\n]|$)"
)
ROLE_STARTS: Final = frozenset("担出充兼任为到")
CLAUSE_STARTS: Final = frozenset("在以对来")
CLAUSE_HEAD: Final = re.compile(
    r"(?:[在以对][^，。；：\n]{4,}|来自[^，。；：\n]{2,})的(?P<noun>[^的，。；：\n、]{2,12}?)(?=[，。；：\n、参出齐披同围交共]|$)"
)
MORE_OR_LESS: Final = ("左右", "上下", "以上", "以内", "以下", "不等")
QUOTED: Final = re.compile("“[^“”，。；\ue000-\uf8ff]{2,10}”")
PLACE_WORD: Final = re.compile(r"(?<![高初])(?:[中里]|中(?:评|选|遴选|推|产生|脱颖).*)$")
PAUSES: Final = frozenset("，,。；;！？!?：:、…\n\t|（()）“”《》 　")
PLAIN_PAUSES: Final = PAUSES - frozenset("“” 　")  # behind which nothing goes on
NOUN_ENDS: Final = PAUSES | {"的"}
NO_PART_OF_NOUNS: Final = NOUN_ENDS | NOUN_CUTS | signs(*ENTITY_TYPES)  # or not always
