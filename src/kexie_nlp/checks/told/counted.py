"""What each figure of running text counts, whether its name stands before it or behind it, and of which time and body it is told.

新建院士专家工作站5家 and 新建的6家院士专家工作站 count the same thing; what a body has (现有, 累计) and what is new are two things.
"""

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from kexie_nlp.checks.told.context import MARKS, Context, Passage, Place, hide_brackets, key_of, label_of, same_unit
from kexie_nlp.checks.told.headed import headed_by
from kexie_nlp.checks.told.scopes import is_granted
from kexie_nlp.checks.told.synonyms import indicator_of

# what was done with the things counted; two figures are one only if it was the same, or is not said of one of them
_DONE: Final = {
    "make": "举办 举行 召开 开展 组织开展 组织举办 组织 承办 主办 协办 联办 合办 开办 共办 办好 办了 实施 完成 开设",
    "join": "参加 参与 参训 参赛 出席 到场",
    "build": "新建 再建 续建 扩建 建成 建立 建设 创建 成立 组建 培育 命名 认定 发展 设立 授牌",
    "give": "发放 印发 印制 制作 编印 编写 赠送 配送 编发 派发",
    "train": "培训",
    "reach": "受益 惠及 覆盖 服务 吸引 辐射 带动 接待",
    "send": "推荐 报送 选送 申报 上报 推选 推报 举荐 选派 派出 组队",
    "win": "获得 荣获 取得 入选 当选 获评 获 评为",
    "judge": "评出 评选 表彰 评选表彰 奖励 决出 产生",
    "collect": "征集 收到 受理 收集",
    "adopt": "采纳 采用 批示 录用",
    "tell": "刊发 发布 推送 刊登 播出 刊载",
    "bring": "柔性引进 引进 聘请",
    "sign": "签订 签署 达成",
    "visit": "走访慰问 走访 慰问 看望",
    "ground": "落地 转化",
}
_ACTS: Final = {word: act for act, words in _DONE.items() for word in words.split()}
_VERB: Final = re.compile("|".join(sorted(_ACTS, key=len, reverse=True)))
# those that stand in no name, so that they end the name of who did it (某县科协联合某局举办…)
_CLEAR: Final = re.compile(
    "举办|举行|召开|开展|联办|合办|协办|开办|新建|新增|新认定|新成立|建成|建立|成立|组建|创建|发放|印发|参加|参与|获得|荣获|推荐|征集|引进|签订|走访|慰问|评选|表彰|刊发|采纳|选派|"
    "派出|命名|认定|聘请|收到|印制|编印"
)
_OPENING: Final = re.compile(
    r"(?:主要)?用于|全年度?|一年来?|年内|本年度?|今年|当年|年度|年末|年底|期末|截至[^，。；]*?(?:底|末|日)|目前|共计|总共|合计|共|先后|积极|继续|已|登记(?:在册)?|在册|备案|其中|其他|另外?|还|并|新的?|也|均|"
    r"(?:全|我)[省市县区州旗会]|各[省市县区州]|全系统|系统|(?:19|20)\d\d年?(?:度|底|末)?|在?现有|已?建?有|在(?=现)|现(?![代场])|累计?|共有|拥有|有|实有|实际|达到?|为|是|的|了|约|近|超|超过|突破|——|[：:、，,“”\"\s]"
)
_NEW: Final = re.compile(r"(?<![更创革])新(?!闻|型|能源|疆|媒体|兴|余|乡|时代)|首次")
_STOCK: Final = re.compile(r"累计|现有|共有|总数|拥有|建有|历年|以来|实有|保有|目前")
_ENDING: Final = re.compile(r"(?:(?<=[费金])(?:(?<!资金)的?支出)?(?:总额)?|(?<=支出)总额|总数|数量|人数|人次|场次|数额|总量|次数|数|情况)$")
_FILLING: Final = re.compile(
    r"^(?:项目)?总(?=投资)|国内(?=公务接待)|[\s“”\"'《》「」（()）·的]|各级各类|各类|各种|各项|系列|广大|有关|相关"
)
_BEHIND: Final = re.compile(r"(?:的)?(?P<noun>[^\s，,、；;：:。（()）\d的]{3,24})")
_STOP: Final = re.compile(
    r"均|都|全部|已|下[乡沉派到]|深入|奔赴|前往|带动|各|每|分别|参加|参与|赴|获|得|在(?!职)|被|由|向|走|落户|落地|完成|举办|开展|覆盖|通过|建成|建立|进入|到|受|参|和|与|及|中|等"
)
_VAGUE: Final = re.compile(
    r"[特一二三四五六]等奖|[金银铜]奖|优[秀胜]奖|得分|分值|满分|扣|名次|第$|位次|上年|去年|同期|预算|决算|指标|目标|计划|完成率|执行率|比[例重]|占|"
    r"^(?:支出|收入|资金|经费|金额|项目|活动|人员|工作|任务)?$|增|减|[上下]降|提高|每|均|间隔|余额|标准|单价|剩余|其余|其他|其它|另外|不少于|以上"
)
_PLANNED: Final = re.compile(
    r"力争|(?<!提出)建议(?![的书案类\d])[^。；]{0,6}(?:抓好|做好|办好|推动|完成)|明年|下一?年|下一步|(?<!模)拟|预期|确保|不少于"
)
_PLANNED_HERE: Final = re.compile(r"计划|预计|(?<!超过)(?<!达到)(?<!完成)目标|任务|要求|应当?完成|将[一-鿿]|争取(?:到)?$")
# headings of what is yet to come
PLANS: Final = re.compile(
    r"(?:计划|打算|安排|思路|要点|部署|目标任务|展望|绩效目标|(?:重点|主要|目标)任务|(?:主要|总体|工作|发展|奋斗)目标)(?!.*(?:完成|实现|执行|落实|成效))"
)
_REVIEW: Final = re.compile(r"回顾|总结|完成情况|工作情况|主要成效")
_WHOLE_REPORT: Final = re.compile(r"总结|报告|汇报|说明|公开|自评|回顾|情况")
_TARGETS: Final = re.compile(r"(?:绩效|年度|总体|当年)(?:绩效)?目标(?!.*(?:完成|实现|执行|落实|成效))")
_NEW_SCOPE: Final = re.compile(r"[；;]|(?<=[，,])全年")
_ACTUAL: Final = re.compile(r"[，,]?(?:全年|年末|年内)?实际(?:完成|举办|开展|达到|新建|培训|发放|建成|实现)*(?:了|共|为)?")
_HAS_ALREADY: Final = re.compile(r"现有|已有|已建成|已达|一年来|过去一年|回顾")
_ALL_OF_THEM: Final = re.compile(
    r"(?:[全我][省市县区州旗]|全系统|总数|累计|共有|共|已|现|目前|年底|年末|有|达到?|[，,、；;（(])*"
    r"(?:总数|累计|[全我][省市县区州旗]共?|共有|达到?)+(?:有|达到?|为|建成)*"
)
_RECEPTION: Final = re.compile(r"(?:共计?|合计|累计|总计|全年)*(?:支出|开支|花费|费用|经费)(?:支出)?(?:共计?|为)?")
_PEOPLE: Final = re.compile(r"人员|人|学员|人数")
_HELD_AGAINST: Final = re.compile(r"[，,（(]?(?:同?比|较|与|相比|高于|低于)[^，,。；]*?\d[^，,。；]*")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PERIOD: Final = re.compile(
    r"[上下]半年|[一二三四]季度|前[一二三]季度|(?<!\d)\d{1,2}月(?:份|\d{1,2}日)?|(?<![周日月])期间|其间|活动周|科技周|科普日|科普月|宣传周|日活动|第[\d一二三四五六七八九十]+[届期批次轮]|"
    r"(?<=[，。；：])其中|其中(?=[：:，,])|上年|去年|往年|十[二三四五]五|近?[三五两]年|首届|首[期批次]|当[天日]|上午|下午"
)
_SEASON: Final = re.compile(r"(?<!\d)[1-4]月份?(?:至|到|[-—–~～])+1[0-2]月(?:份|底)?")  # nearly all the year
_BODY: Final = re.compile(
    r"(?<![一-鿿])(?!深入|走进|进入)(?![在由全各本我该以和与及为向赴到对从受])[一-鿿]{1,8}?(?:县|区|旗|镇|乡|街道|社区|村|学校|中学|小学|学会|协会|研究会|大学|学院|医院|公司|科技馆|博物馆|促进会)(?![级里中内委政村干])"
)
_OPENING_YEAR: Final = re.compile(r"^\s*[^，。；]*?(?:科协|科学技术协会|年度?|我[会局]|本?部门|本?单位)(?=本年|全年|总|收入|支出|实际)")
_BARE: Final = re.compile(rf"^(?:{_OPENING.pattern})+")
_QUOTED: Final = re.compile(r"“(?P<name>[一-鿿]{3,16})”(?:主题|系列)?(?:活动|宣讲|行动)?$")
_SIDES: Final = re.compile(
    r"\s*(?:(?=(?:当年|实际|部门)*(?:收入|支出)(?:决算)?(?:合计|总[计额]|共))|(?=(?:当年|实际|部门)*(?:本年|全年|总)))"
    r"(?:本年度?|全年|当年|实际|部门|总){0,3}(?P<side>收入|支出)(?P<all>总计)?(?:合计|总额|共计|共|决算)*[数额]?(?:为|是|达|[:：])*"
)
_RATE: Final = re.compile(
    r"(?P<noun>[一-鿿“”（）\s]{2,30}?(?:科学素质(?:的)?(?:比例|水平|达标率)|满意度|(?<!完成)(?<!执行)(?<!得分)(?:覆盖|普及|参与|活跃|知晓|合格|开放|入选|办结)率))"
    r"(?:[数已均也又]|达到?|提高到|上升到|为|是|约|[:：])*$"
)
# lines that final accounts name in several ways
_LINES: Final = (
    (re.compile(r"公务接待(?:费|支出|费用)*"), "公务接待费"),
    (re.compile(r"公(?:务用)?车购置(?:费)?[及和与]运行(?:维护|维修)?(?:费|支出|费用)*"), "公务用车购置及运行维护费"),
    (re.compile(r"公(?:务用)?车运行(?:维护|维修)?(?:费|支出|费用)*"), "公务用车运行维护费"),
    (re.compile(r"公(?:务用)?车购置(?:费|支出|费用)*"), "公务用车购置费"),
)
_REPORTER: Final = re.compile(r"^.*?(?:科协|科学技术协会)(?:机关)?(?:(?:19|20)\d\d年度?)?(?=[一-鿿]{2})")
_OWN: Final = re.compile(r"[全我各本][省市县区州旗乡镇村]|[省市县区州旗]级|科协|学会组织")
PART: Final = frozenset({"其中"})  # of a list: the same thing may be told elsewhere by itself
_SHORT_NAME: Final = 4
_LONGEST_TITLE: Final = 16
_LEAST: Final = 2
_HAN: Final = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure and what it counts.

    Attributes:
        place, passage: where it stands.
        noun: the name of what it counts, without what was done with it.
        act: a word for what was done with it, or "".
        indicator: the indicator that these words are known to name, or "".
        is_new, is_stock: whether it is of what came newly, or of all there is.
        periods: the times within the year, events and lists of parts that the words before it name.
        year: another year than the one reported on that the words before it name last, or None.
        bodies: other bodies and places that the words before it name.
        is_plan: whether it is a target of the year reported on.
        is_granted: whether it is of what the treasury grants only.
        is_headed: whether it is all there is of what the head of its line names.
    """

    place: Place
    passage: Passage
    noun: str
    act: str
    is_new: bool
    is_stock: bool
    periods: frozenset[str]
    year: int | None
    bodies: frozenset[str]
    is_plan: bool = False
    is_granted: bool = False
    indicator: str = ""
    is_headed: bool = False

    @property
    def length(self) -> int:
        """How many characters name what is counted."""
        return len(_HAN.findall(self.noun))


def plan_titles(context: Context, section: int | None) -> list[str]:
    """Return the titles that may say that a section is a plan: its own and those around it, up to one that names a whole report."""
    titles = context.headings(section)
    if context.analysis.report.kind == "工作计划" and not any(_REVIEW.search(part.title) for part in context.reading.sections):
        return titles[:1]
    return titles[:1] + list(takewhile(lambda title: not _WHOLE_REPORT.search(title), titles[1:]))


def counted_in(context: Context) -> list[Counted]:
    """Return the levels of running text whose words say what they count; of plans, only the targets of the year reported on."""
    own = _own_names(context)
    found: list[Counted] = []
    for line in context.paragraphs():
        titles = [*plan_titles(context, line[0].section), line[0].text if len(line) > 1 and len(line[0].text) < _LONGEST_TITLE else ""]
        is_plan, is_target = (any(form.search(title) for title in titles) for form in (PLANS, _TARGETS))
        for passage in line:
            for at, place in enumerate(passage.places):
                if not place.figure.value or not _may_be_retold(place):
                    continue
                before = found[-1] if found and found[-1].passage is passage else None
                name = headed_by(line, place)
                counted = _headed(passage, place, name) if name else _counted(passage, at, before, context.year, own)
                if counted is not None and (not is_plan or is_target or _HAS_ALREADY.search(place.lead)):
                    granted = place.figure.kind == "amount" and is_granted(context, line, passage, counted.noun)
                    found.append(replace(counted, is_plan=is_target, is_granted=granted))
    return found


def _headed(passage: Passage, place: Place, name: str) -> Counted:
    """Return a figure that tells how many there are of what the head of its line names."""
    return Counted(place, passage, name_of(key_of(name)), "", False, True, frozenset(), None, frozenset(), is_headed=True)


def _may_be_retold(place: Place) -> bool:
    """Tell whether a figure is a level of money or things, or a rate that has a name."""
    if place.figure.kind == "percent":
        return place.role in ("level", "to", "share") and bool(_RATE.search(place.lead))
    return place.role in ("level", "to") and place.figure.kind in ("amount", "quantity")


def _counted(passage: Passage, at: int, last: Counted | None, year: int | None, own: re.Pattern[str] | None) -> Counted | None:
    """Return what a figure counts, or None if its words do not say; ``last`` is the figure before it in its sentence."""
    place = passage.places[at]
    before = _HELD_AGAINST.sub("", passage.text[: place.start - passage.start])
    chunk = re.split(r"[，,。；;：:]", before)[-1]
    if (_PLANNED.search(before) and not _HAS_ALREADY.search(chunk)) or _PLANNED_HERE.search(chunk):
        return None
    named = _named(passage, at, last, chunk)
    if named is None:
        return None
    act, noun, is_all = named
    years = [int(told) for told in _YEAR.findall(before)]
    other = years[-1] if years and years[-1] != year else None
    rest = re.split(f"[{MARKS}]", before)[-1].replace(noun, "")
    rest = own.sub("，", rest) if own else rest
    bodies = frozenset(body for body in _BODY.findall(_OWN.sub("，", rest)) if len(body) >= _LEAST and not _CLEAR.search(body))
    is_stock = is_all or bool(_STOCK.search(chunk))
    is_new = bool(_NEW.search(chunk)) and not is_all
    indicator = "" if is_all or place.figure.kind == "percent" else indicator_of(name_of(_BARE.sub("", key_of(place.label))), noun)
    periods = frozenset(_PERIOD.findall(_since(before)))
    return Counted(place, passage, noun, act, is_new, is_stock, periods, other, bodies, indicator=indicator)


def _since(before: str) -> str:
    """Return what of a sentence before a figure may say of which time it is: not what stands before ；or 全年."""
    return _SEASON.sub("", _NEW_SCOPE.split(before)[-1])


def _named(passage: Passage, at: int, last: Counted | None, chunk: str) -> tuple[str, str, bool] | None:
    """Return what was done, with what, and whether all there is of it is meant by words that leave the name to the figure before."""
    place = passage.places[at]
    if rate := _RATE.search(place.lead) if place.figure.kind == "percent" else None:
        return "", name_of(parted(_REPORTER.sub("", label_of(rate["noun"])))[1]), False
    planned = passage.places[at - 1] if at and same_unit(passage.places[at - 1].figure, place.figure) else None
    is_next = last is not None and last.place.end == place.start - len(place.lead)
    if place.figure.kind == "amount" and (side := _side(place)):
        return "", side, False
    if place.figure.kind == "amount" and _RECEPTION.fullmatch(chunk) and "公务接待" in passage.text[: place.start - passage.start]:
        return "", "公务接待费", False
    if last is not None and is_next and same_unit(last.place.figure, place.figure) and _ALL_OF_THEM.fullmatch(place.lead):
        return "", last.noun, True
    label = key_of(place.label)
    if quoted := _QUOTED.search(place.lead):
        return parted(label)[0], quoted["name"], False
    if planned is not None and _ACTUAL.fullmatch(place.lead):
        label = re.split("计划|目标|应", key_of(planned.label))[-1]
    act, noun = parted(label)
    if (len(_HAN.findall(noun)) < _LEAST or place.lead.rstrip().endswith("的")) and (behind := _noun_behind(passage, place)):
        noun = behind if act or len(noun) > _SHORT_NAME else noun + behind
    noun = name_of(_REPORTER.sub("", noun)) or (label if act else "")
    if act and _PEOPLE.fullmatch(noun):
        noun = label
    if len(_HAN.findall(noun)) < _LEAST or _VAGUE.search(noun) or (label and _VAGUE.search(label[-4:])):
        return None
    if not act and last is not None and is_next and place.lead.startswith(("、", "和", "及")):
        act = last.act
    return act, noun, False


def _side(place: Place) -> str:
    """Return 收入合计 or 支出合计 for what a body took in or spent in all, whatever words say 合计; "" of other figures."""
    chunk = _OPENING_YEAR.sub("", re.split(r"[，,。；;：:]", place.lead)[-1])
    return f"{match['side']}{'总计' if match['all'] or '总计' in chunk else '合计'}" if (match := _SIDES.fullmatch(chunk)) else ""


def parted(label: str) -> tuple[str, str]:
    """Return what was done and with what, of a label such as 全年共举办科普讲座."""
    act, rest = "", label
    if (clear := _CLEAR.search(label)) and len(label) - clear.end() >= _LEAST:
        rest = label[clear.start() :]
    while rest:
        opening, verb = _OPENING.match(rest), _VERB.match(rest)
        if verb and (not opening or verb.end() >= opening.end()):
            act, rest = _ACTS[verb[0]], rest[verb.end() :]
        elif opening:
            rest = rest[opening.end() :]
        else:
            break
    return act, rest


def name_of(text: str) -> str:
    """Return the name of what is counted without marks and words that say that it is counted: 科普讲座（场次） is 科普讲座."""
    name = _ENDING.sub("", _FILLING.sub("", hide_brackets(text)))
    return next((line for form, line in _LINES if form.fullmatch(name)), name)


def _noun_behind(passage: Passage, place: Place) -> str:
    """Return the name that stands behind a figure: 院士专家工作站 of 6家院士专家工作站均落户."""
    match = _BEHIND.match(passage.text, place.end - passage.start)
    if match is None:
        return ""
    noun = match["noun"]
    stop = _STOP.search(noun, _LEAST)
    return noun[: stop.start()] if stop else noun


def _own_names(context: Context) -> re.Pattern[str] | None:
    """Return a pattern of the names of the association reported on and of its region."""
    report = context.analysis.report
    names = {name for name in (report.association, *(report.region.path if report.region else ())) if name}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))) if names else None
