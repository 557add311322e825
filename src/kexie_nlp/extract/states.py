"""What the clause before a figure says that the figure goes on about: a state (组建率偏低，仅为31%), works (筹建科技馆，面积…), a talk."""

import re
from typing import Final

from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.phrases import Left, left_of, tidy

# how things are of which a number behind a pause tells how much: 组建率偏低，仅为31%
_STATE: Final = re.compile(
    "(?<=[^\\W\\d_])(?:再创|创下|创出|创|刷新|再攀|创造)了?(?:历年|历史|历届)?(?:新高|纪录|最好水平)$|(?<=[^\\W\\d_])最[高低多少大小快]$|(?<=[率度例数量额模员积人平入费金标龄流训才])(?:有所|持续|不断|明显|普遍|仍然|依然|相对|总体|还|仍|较|偏|很|过|不断)*(?:偏[低高少多大小]|较[低高少多大小]|(?:增长|提升|提高|下降|增加|减少)?(?:幅度|速度)(?:较|很|最|更)?[大小快慢]|不高|不足|不大|不多|很低|很高|扩大|提高|提升|增加|增长|壮大|下降|减少)$"
)
_UNMOVED: Final = re.compile(
    "(?P<what>[^，。；：]{3,40}?)[比较与同](?![例重])[^，。；：]{2,16}?(?:[无没]有?(?:增减)?变化|持平|一致|相同|不变)"
)
# 绩效指标中定性指标偏多，占35%
_PART: Final = re.compile("(?P<whole>[^，。；、中]{2,12})中(?P<part>[^，。；、]{2,12})")
_NAME: Final = entity_pattern("ORG", "PLACE", "PROGRAM")
_WORD: Final = rf"(?:{_NAME}|[^，。；：、\ue000-\uf8ff])"
_BEGINS: Final = frozenset(["", "；", "。", "\n"])
_NAMED: Final = re.compile(rf"{_WORD}{{2,24}}(?:率|比例|比重|水平|[数量额度]|经费|支出|收入|资金|面积|产值)")
# what is built, made or signed, of which the area, cost or length follows behind a pause
_WORKS: Final = re.compile(
    rf"(?:.*(?:筹建|新建|扩建|改建|开工建设|动工兴建|建设|建成|启动|推进|抓好|推广|打造|改造|编制|承接|援建的?|争取)了?)?"
    rf"(?P<what>{_WORD}{{0,24}}?{_NAME}|{_WORD}{{1,24}}?(?:中心|馆|基地|工程|项目|公园|展厅|大楼|广场|系统|技术|工作室|建设))"
    r"(?:前期工作|基本完工|(?:建成|正式)?投入(?:使用|运行|运营)|竣工|完工|主体完工|顺利推进|开工(?:建设)?|建设)?$"
)
_LIES: Final = re.compile("(?<=..)(?:坐落|位于|地处|选址|落户|落成|建[在于]).*")
OF_WORKS: Final = re.compile(
    r"(?:年内)?(?:总?建筑面积|占地面积|设计面积|布展面积|展厅面积|面积|总投资|概算投资|计划投资|投资|完成投资|到位资金|示范面积|工期)"
)
# a talk or clinic without a name of its own, and those who came to it
_TALK: Final = re.compile(
    rf"(?:[作做讲授办]|举办|开展|举行|召开|进行|组织)了?"
    rf"(?P<event>(?:{entity_pattern('PLACE')}|[^，。；：、\ue000-\uf8ff]){{2,20}}?(?:讲座|报告会|报告|义诊|现场会|观摩会|座谈会|对话会|沙龙|研讨会|展览|演示|展演))$"
)
# the last signs of what works have, and the first of those who came: most phrases have neither
ENDS_OF_WORKS: Final = frozenset("积资金期")
STARTS_OF_CAME: Final = frozenset("现听观到参接就")
CAME: Final = re.compile("(?:现场)?(?:听众|听课|听讲|观众|到场|参加|参与|接诊|就诊)[^，。；、]{0,4}")


def stated(context: Context, passage: Passage, left: Left) -> str:
    """Return the subject of the clause before, of which a value tells how much it is: 组建率偏低，仅为31%, or ""."""
    clause = left_of(context, passage, left.start - 1)
    state = _STATE.search(context.masked, clause.start, clause.end) if clause.stop != "V" else None
    return tidy(context, clause.start, state.start()) if state else ""


def headed_by(context: Context, passage: Passage, left: Left) -> str:
    """Return the clause before that does nothing but name a value told by years: 具备科学素质的比例，2015年为6.2%，…, or ""."""
    clause = left_of(context, passage, left.start - 1)
    begins = clause.stop in _BEGINS and clause.start < clause.end
    return tidy(context, clause.start, clause.end) if begins and _NAMED.fullmatch(context.masked, clause.start, clause.end) else ""


def unmoved(context: Context, passage: Passage, left: Left) -> str:
    """Return what the clause before says did not change against something else: 接待费决算比预算无增减变化，比上年增加…, or ""."""
    clause = left_of(context, passage, left.start - 1)
    told = _UNMOVED.match(context.masked, clause.start, clause.end) if clause.stop != "V" else None
    return tidy(context, clause.start, told.end("what")) if told else ""


def part_stated(context: Context, passage: Passage, left: Left) -> tuple[str, str]:
    """Return the subject of the clause before of which a share follows (定性指标偏多，占35%), and the whole it is of if that is told."""
    subject = stated(context, passage, left) if left.stop == "，" else ""
    part = _PART.fullmatch(subject)
    return (part["part"], part["whole"]) if part else (subject, "")


def works(context: Context, passage: Passage, left: Left, phrase: str) -> str:
    """Return the hall or works that the clause before tells of, of which a value tells area or cost: 筹建某某中心，设计面积800平方米."""
    if left.stop != "，" or not OF_WORKS.fullmatch(phrase):
        return ""
    clause = left_of(context, passage, left.start - 1)
    built = _WORKS.match(context.masked, clause.start, clause.end)
    return _LIES.sub("", context.text[built.start("what") : built.end("what")]) if built else ""


def talk(context: Context, passage: Passage, left: Left, phrase: str) -> str:
    """Return the talk or clinic, told in the clause before without a name of its own, that a count of those who came belongs to."""
    if left.stop != "，" or not CAME.fullmatch(phrase):
        return ""
    clause = left_of(context, passage, left.start - 1)
    given = _TALK.search(context.masked, clause.start, clause.end)
    return context.text[given.start("event") : given.end("event")] if given else ""
