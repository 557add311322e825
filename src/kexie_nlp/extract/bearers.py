"""Whom or what a bare figure is of, told by its clause: 造价90万元的某某馆, 布展滞后，扣2分, 6个是山区县, 获一等奖，奖金2万元."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract import owner_cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.memory import Memory
from kexie_nlp.extract.phrases import Left, left_of, tidy

_HOUSE: Final = entity_pattern("ORG")
_NAME: Final = entity_pattern("ORG", "PLACE", "PROGRAM", "DOCUMENT")
# what a thing costs, is worth or measures, told in front of it: 总造价90万元的某某馆
_TRAIT: Final = re.compile(
    "(?:[和及与并]|(?P<deed>捐[赠献]|赠送|发放|采购|购置|新建|建成|援建)了?)?(?P<trait>(?:总|共|概算|计划)?(?:投资|造价|价值|资产|预算)|(?:总|布展|占地|总?建筑)?面积)(?:额|为|达到?|约|近|超过?)*"
)
_FIGURE: Final = entity_pattern("DATE", "AMOUNT", "QUANTITY", "PERCENT")
_THING: Final = re.compile(rf"的(?P<thing>(?:{_NAME}|[^，。；：、的\n\ue000-\uf8ff（(]){{1,20}}?)(?=[，。；：、\n（(]|{_FIGURE}|$)")
_DONE: Final = re.compile(
    "(?:全面|正式|已|将|于|如期|顺利|主体|即将|免费|在)*(?:竣工|完工|建成|投入|投用|开馆|开放|开建|开工|动工|启用|落成|亮相|交付|揭牌|到位|完成|送到|送达|落户)"
)
# 6个是山区县: those counted are what is told behind
_ARE: Final = re.compile(rf"(?:都|均|全)?(?:是|为|属于?)(?P<what>(?:{_NAME}|[^，。；：、的是\n\ue000-\uf8ff（(]){{2,8}})(?=[，。；、\n])")
_STARTS_OF_ARE: Final = frozenset("都均全是为属")
_ONE_OF: Final = re.compile(r".*(?:其?中)[仅只还共]?有?|")
# points lost, behind the reason for it
_REASON: Final = re.compile("(?:其中|主要|扣分(?:点|项|原因)?|失分(?:点|项|原因)?|原因|问题)*(?:[是为在因]|因为|由于)?")
_GRADE: Final = re.compile("(?:等奖|[金银铜]奖|冠军|亚军|季军)[”」]?$")
# where somebody went: “某某小分队”走遍清溪镇、北坡镇的23个村
_DOERS: Final = ("ORG", "PROGRAM", "PERSON")
_WENT: Final = re.compile(
    rf"(?P<how>走遍|跑遍|踏遍|走进|深入|开进|停靠|驶入|走访)(?:到|了|过)?(?P<where>(?:{_NAME}[、和及]?)+(?:等地?|[处地])?(?:[^，。；、的\ue000-\uf8ff]{{0,4}}的)?|)$"
)
_PLACES: Final = re.compile("(?:村|屯|寨|寨子|乡|镇|乡镇|苏木|嘎查|社区|岛|海岛|岛屿|渔村|小学|中学|学校|校园|营区|企业|园区|小区|牧点)$")
_ENDS_OF_PLACES: Final = frozenset("村屯寨子乡镇木查区岛屿学校业园点")
_HOW_OFTEN: Final = re.compile("[”」]?(?:全年|先后|已|还|又|共|累计|一年来|两年来|三年来|年内|日夜|常年|冒着[^，。；]{1,6})*")
# on what terms money goes: 市财政按人均2元的标准安排60万元
_TERMS: Final = re.compile("的(?:标准|比例|价格|单价)")
_BY_TERMS: Final = re.compile("(?:按照?|以|参照|依照)[^，。；按以]{0,12}$")
# those who were asked in, from several houses: 邀请某大学、某研究院专家
_GUESTS: Final = re.compile(
    rf"(?:.*[^\ue000-\uf8ff])?(?P<deed>邀请|聘请|请来|汇集|组织|抽调|选派)了?(?:{_HOUSE}[^，。；、的\ue000-\uf8ff]{{0,4}}[、和及])+{_HOUSE}(?:等单位|等地?)?的?(?P<who>[^，。；、的\ue000-\uf8ff]{{0,4}}(?:专家|教授|院士|学者|医生|教师|人员))$"
)
ENDS_OF_GUESTS: Final = frozenset("家授士者生师员")
_PARTNERS: Final = re.compile("[、和与由在到赴请]")
_GOT: Final = re.compile("^(?:获得?|得到?|领取|并|各|共)+")


def trait_of(context: Context, passage: Passage, value: Entity, told: str, memory: Memory) -> str:
    """Return the thing behind a value that tells its cost or size: 总造价90万元的某某馆; what follows may go on about it."""
    trait = _TRAIT.fullmatch(told)
    thing = _THING.match(context.masked, value.end, passage.end) if trait is not None else None
    if trait is None or thing is None:
        return ""
    begin, end = thing.span("thing")
    done = _DONE.search(context.masked, begin + 2, end)
    name = context.text[begin : done.start() if done else end]
    memory.here = name
    return (trait["deed"] or "") + name + trait["trait"]


def they_are(context: Context, passage: Passage, value: Entity, told: str) -> str:
    """Return what those counted are: 其中6个是山区县, or ""."""
    may_be = context.masked[value.end : value.end + 1] in _STARTS_OF_ARE and _ONE_OF.fullmatch(told)
    are = _ARE.match(context.masked, value.end, passage.end) if may_be else None
    return context.text[are.start("what") : are.end("what")] if are else ""


def lost_for(context: Context, passage: Passage, left: Left) -> str:
    """Return for what points were lost, told in the clause before: 资金下达较晚，扣2分, or ""."""
    if left.stop not in ("，", ","):
        return ""
    clause = left_of(context, passage, left.start - 1)
    begin = clause.start
    if clause.stop in ("", "。", "；", "：", "，") and (reason := _REASON.match(context.masked, begin, clause.end)):
        begin = reason.end()
    what = tidy(context, begin, clause.end)
    return what + "扣分" if 2 <= len(what) <= 24 and clause.stop != "V" else ""


def prize_money(context: Context, passage: Passage, prize: Entity, phrase: str) -> str:
    """Return the money that came with a prize under contest and prize: 某某大赛 一等奖奖金."""
    phrase = _GOT.sub("", phrase)
    if not _GRADE.search(prize.text):
        return context.written(prize) + phrase
    contest = context.last_before(prize.start, passage.paragraph, "COMPETITION")
    return f"{contest.text} {prize.text}{phrase}" if contest is not None else prize.text + phrase


def facility_told(context: Context, passage: Passage, end: int) -> Entity | None:
    """Return the hall or centre that the sentence, or its part behind a semicolon, begins with and goes on about."""
    begin = max(passage.start, context.masked.rfind("；", passage.start, end) + 1)
    told = [
        entity for entity in context.between(begin, end) if entity.type in ("ORG", "PLACE", "PROGRAM", "ACTIVITY", "COMPETITION", "PERSON")
    ]
    if not told or told[0].type not in ("ORG", "PLACE") or not owner_cues.FACILITY.search(told[0].text):
        return None
    goes_on = all(other.type in ("ORG", "PLACE") for other in told[1:]) and not _PARTNERS.search(
        context.masked, told[0].start - 1, told[0].end + 1
    )
    return told[0] if goes_on else None


def went(context: Context, left: Left, noun: str, told: str) -> str:
    """Return the places counted, how they were reached and who went there: “某某小分队”走遍清溪镇、北坡镇的23个村, or ""."""
    way = _WENT.search(told) if noun[-1] in _ENDS_OF_PLACES and _PLACES.search(noun) else None
    if way is None:
        return ""
    begin = left.start + way.start()
    doer = context.last_before(begin, left.start, *_DOERS)
    if doer is not None and _HOW_OFTEN.fullmatch(context.text, doer.end, begin):
        return context.written(doer) + way["how"] + noun
    return way["how"] + noun if way["where"] else ""


def on_terms(context: Context, passage: Passage, left: Left) -> str:
    """Return what money was given, without the terms: 市财政按人均2元的标准安排60万元, or "" if none are told."""
    terms = _TERMS.match(context.text, left.start, left.end)
    other = context.last_before(left.start, passage.start, "AMOUNT", "PERCENT") if terms is not None else None
    if terms is None or other is None or other.end != left.start:
        return ""
    before = left_of(context, passage, other.start)
    by = _BY_TERMS.search(context.masked, before.start, before.end)
    giver = tidy(context, before.start, by.start()) if by is not None else ""
    return giver + tidy(context, terms.end(), left.end)


def guests(context: Context, left: Left, told: str) -> str:
    """Return those asked in without the houses they are from: 邀请某大学、某研究院专家, or ""."""
    several = _GUESTS.fullmatch(told)
    return several["deed"] + several["who"] if several is not None else ""


def there_are(value: Entity, told: str, memory: Memory) -> str:
    """Return those or the cars that there are (实有) of the posts or cars allowed, which are told before."""
    allowed = memory.told_in(value.text)
    if value.text[-1] in "辆台" and allowed.endswith("编制"):
        return allowed.removesuffix("编制") + "实有"
    return ("年末实有人员" if "年末" in told else "实有人员") if value.text[-1] in "人名" else ""


def aimed_at(context: Context, passage: Passage, value: Entity, left: Left, memory: Memory) -> str:
    """Return what was aimed at, or is usual elsewhere, for the figure told before: 低于95%的目标值, 高于全省15%的平均水平."""
    aim = cues.AIM.match(context.text, value.end, passage.end)
    if aim is None:
        return ""
    region = context.text[left.end - 2 : left.end] if aim["aim"].startswith("平均") else ""
    return region + memory.level if region.startswith("全") else memory.level + aim["aim"]
