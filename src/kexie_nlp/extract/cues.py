"""The words by which a report claims an award, plans one, or speaks of its own contest."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.extract.masking import MASKED, entity_pattern, inner_sign

AWARD: Final = entity_pattern("AWARD")
QUANTITY: Final = entity_pattern("QUANTITY")
BODY_OF_COUNT: Final = inner_sign("QUANTITY")
EVENT: Final = entity_pattern("COMPETITION", "ACTIVITY")

# who gets it stands before these words
_GAINED: Final = (
    "获得|获评|获颁|获奖|获授|荣获|斩获|夺得|夺取|摘得|摘取|摘回|捧回|捧得|取得|收获|赢得|拿下|拿到|拿回|勇夺|喜获|问鼎|蝉联|包揽|囊括"
    "|独揽|揽获|揽得|跻身|进入|荣立|入选|当选|晋升为|晋级为|位列|分列|并列|分居|分获|获|夺|摘|捧|揽|得到|得|抱回|抱得|夺冠|通过|保持|成为|达到|归了|花落|拔得|创成|成功创建|建成|登上|荣登|荣膺|膺获|跨进|晋身|受到|捧走|带回|入列|荣列|评上"
)
_ADDED: Final = "荣喜勇分另又还共并均各总曾再双"
# to look for the signs it may begin with is several times as fast as to try all words everywhere
GAIN_STARTS: Final = "".join(sorted({word[0] for word in _GAINED.split("|")} | set(f"{_ADDED}评认列命被获")))
GAIN: Final = re.compile(
    rf"(?=[{GAIN_STARTS}])(?:(?:评为|评定为|认定为|列为|命名为)了?|[{_ADDED}]*(?:{_GAINED})(?:了|过)?"
    r"|[被获](?:[^，。；]{0,30}?)(?:评选为|评为|评定为|认定为|授予|命名为|列为|表彰为|通报为|确定为|推选为|选为|授|评|记|确认为|通报表扬为)(?:了)?"
    rf"|被[^，。；]{{0,30}}为(?=(?:首批|{entity_pattern('DATE')})?[“「]?$)|[获荣](?:评|授))"
)
# the report's own contest: nobody is named
GIVE: Final = re.compile(
    r"(?:评选出|评审出|评定出|评决出|决出|评出|选出|产生|评选|评定|评审|遴选出|遴选|表彰了?|表扬了?|颁发了?|颁出|设立|设|奖励了?|命名了?|认定了?|选树|树立|授予)了?"
)
CONFER_STARTS: Final = "授颁记赋确推评选"
CONFER: Final = re.compile(
    rf"(?=[{CONFER_STARTS}])(?:(?:授予|颁发给?|授|(?<!—)记|颁给|赋予)了?(?=[“「]?(?:{MASKED}|$))|(?:授予|颁发|颁给)|(?<!被)(?:确定|推选|评选|选树)[^，。；]{{1,40}}?为(?:全[国省市县区州])?(?=[“「]?(?:{MASKED}|$)))"
)
# what is wished for, asked for or laid down, but not won
PLAN: Final = re.compile(
    r"争取(?!到|了)|力争|争创|争当|(?<!成功)创建(?!成|为)|拟|将[^，。；]{0,6}(?:评|授|设|对|颁|表彰|推荐)|计划(?!生育)|(?<!完成)目标(?!任务|管理|考核|责任|绩效)|冲刺|申报|申请|推荐|参评|候选|提名|入围|迎接|应当|可以|可获|能够?获|有望|为目标|未能|未获|没有|无缘|突破[；。]|预计|明年|来年|下一步"
    r"|(?:竞逐|角逐|争夺|竞夺|逐鹿|冲击)(?![中后])[^，。；]{0,6}$"
)
PLAN_BEHIND: Final = re.compile(
    r"[”』」’]?(?:的?(?:创建|申报|推荐|评选|评比|[^，。；]{0,6}候选|评审|评定|复[核验检]|验收|提名(?!奖)|达标|得主(?![为是])|获得者(?!予以表彰|进行表彰|予以奖励|[是为：])|工作站|代表|每[家人项]|要|应)|空缺|零的突破|教练|讲解员|讲师|导师|工人|外[，,]|前[一二三四五六七八九十\d]+名|数量?(?=[和双均位居较比与同再由从已连首跃排名列继仅增减稳持高超翻的])|以上|的?[^，。；获得（]{0,4}(?:中期评估|复审|抽查|奖金|推荐名额)|的，?(?:分别|各|一次性)?(?:给予)?(?:奖补|奖励|补助)|(?:各|每[户个家名人])(?:给予)?(?:奖补|补助|奖励)|的?(?:选手|同学|学生|作品|项目)(?:将|同时|中将|还将|可)|等获奖)"
)
# 会议对先进集体、先进个人进行了表彰
HONOURED: Final = re.compile(
    r"[”」]?(?:称号)?(?:获得者)?(?:进行|予以|给予)了?(?:通报|隆重)?(?:表彰|表扬|嘉奖)(?!的|办法|奖励办法)|[”」]?(?:获得者)?(?:颁奖|授牌|颁发(?:证书|奖牌|奖杯))(?!的)"
)
TOTAL: Final = re.compile(
    rf"(?P<word>[获得]奖|奖项)(?:作品|成果|项目|论文|案例|征文|总数|学生|选手|总计|累计|共计|共)*(?P<count>{QUANTITY})"
    rf"|(?P<before>{QUANTITY})(?:参赛)?(?:作品|学生|选手|项目|成果|师生|同学|教师|队员|论文|课题|案例|征文|队伍|代表队|团队|单位|集体|个人|家庭)?(?:在{EVENT}[^，。；]{{0,6}}[上中里])?(?P<verb>[获得]奖)"
)
CONTEST_WORD: Final = re.compile(
    r"(?:本次|这次|此次|该|本届|上述|同届|这项|该项)(?:竞赛|大赛|比赛|赛事|活动|评选|联赛|大会|会议)|(?:竞赛|大赛|比赛|赛事)中|(?<![^，。；\n])(?:大赛|比赛|竞赛|赛事|活动)(?:共|最终|评|设|吸引|累计)"
)
GRADED: Final = re.compile(
    r"[特一二三四五]等[奖獎]|[金银铜銀銅][奖牌獎]|[冠亚季殿][军軍]|第[一二三四五六七八]名|特优|优等|佳作|状元|优[胜秀]奖|优异奖|優異獎|最佳|最具|桂冠|入围奖|鼓励奖|组织奖|创意奖|专项奖|[^功]奖$|獎$|指导(?:教师|老师)|辅导员|优秀(?:教练|组织|学校|科技教师|作品|论文|选手|参赛|辅导|裁判|领队|带队|项目|成果)|(?:十佳|金牌|先进|杰出)(?:科技)?(?:教师|教练|裁判|领队|带队)|奖提名$"
)


@lru_cache(maxsize=1 << 10)  # the same prizes are won again and again
def is_graded(award: str) -> bool:
    """Tell whether an award is, by its own words, one of those of a contest."""
    return GRADED.search(award) is not None
