"""What a figure is said to be by the words around it: a value, a change, a share, a budget, an earlier value."""

import re
from typing import Final, Literal, Protocol

from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.figures import Figure

Role = Literal["level", "to", "from", "by", "share", "completion", "budget", "former", "each", "other"]

OF_FIGURE: Final = "\0"  # the whole is the figure before (占600万元的12%)
_MOVES: Final = re.compile(
    r"[^，。；]{0,6}(?:增|提|上(?![年级届述一])|减|下(?![拨达乡属一])|降|升|涨|跌|攀|跃|滑|发展|扩|回|到|调|压|缩|变)"
)
_BEYOND: Final = re.compile(r"[，,、（(](?:已|也|均|都|还)?(?:超出|超过|高出|高于|低于)(?:了)?$")
_AIM_BEHIND: Final = re.compile(r"的[^，。；、\d]{0,6}(?:目标|要求|任务|标准)")
_THRESHOLD: Final = re.compile(r"(?:[（(]含[^）)]{0,4}[）)])?(?:及)?(?:以上|以下|以内)")
_HELD_AGAINST: Final = re.compile(r"[，,、（(]?(?:比|较|与|同)")
_LAST_YEAR: Final = re.compile(
    r"(?:^|[，,；;：:（(])(?:去年|上年|上一年)度?(?:人均|[场户]均|平均每?[一-鿿]?)[^，。；]{0,6}$"
)  # 去年人均1.5元
_ASIDE: Final = re.compile(r"[（(][^（）()]{1,12}[）)]的$")  # 比2015年（第二次调查）的
_IN_BRACKET: Final = re.compile(
    r"(?:比|较|与|同|为|是|相当于|[高低多少]于|达到?)(?:(?P<word>上年|去年|上届)|(?P<year>(?:19|20)\d\d)\s?年)(?:度|同期|决算数?)?[（(]$"
)
# 比上年增产0.8万吨, 较上年多捐书200册: whatever verb, a difference from what was then
_THAN_THEN: Final = re.compile(
    r"(?:比|较)(?:上一?年|去年|前一年|上一?届|同期|(?:19|20)\d\d\s?年)度?(?:同期|末|底)?(?:实际|[又也均各共都再还净约略])*"
    r"(?:(?P<up>多(?![数种样媒])|增(?!值)|升|涨)|(?P<down>少(?![数年儿])|减(?!灾)|降|缩))[一-鿿]{0,3}(?<!的)$"
)
_BRACKETED: Final = re.compile(
    r"[（(](?:(?P<word>上一?年度?|去年|上届|上年同期)|(?P<year>(?:19|20)\d\d)\s?年度?)(?:同期|决算数?)?[：:]$"
)  # （2018年：116场）
_OF_BASE: Final = re.compile(r"(?:[一-鿿（）()]|[（(][一-鿿、/，]{1,12}[）)]){0,10}的(?:约|近|将近|超过|比[例重]为?)?")
_GRANT: Final = re.compile("公共预算(?:财政)?(?:拨款|补助)(?:收入)?$")  # where money comes from, no plan
_OF_PLAN: Final = re.compile(
    r"(?:仅|只|已|超额)*(?:完成|实现|为|占|达到?|相当于|执行|用去|花去)了?(?P<base>[^，。；占]{0,8}?(?:预算|计划|目标|任务|指标)[^，。；占]{0,4})$"
)
_BARE: Final = re.compile(r"[，,；;]?\s*(?:完成|实现|达成)(?:率|了)?(?:为|达)?\s*")
_SPENT: Final = re.compile(r"[，,]\s*(?:支出决算|决算支出|决算|实际支出|支出)数?(?:为|[:：])?\s*$")
_OF_PLAN_BEHIND: Final = re.compile(r"的?(?:年度|全年|年初)?(?:计划|目标|任务|指标)数?的\d")
_DONE: Final = re.compile(r"(?:完成|实现|达到?|为|占)了?(?:全年|年度|本年|年初)?$")
_IS_SET: Final = re.compile(r"预算|立项|方案|安排|确定|核定|下达|制定|提出|计划|目标|任务|年初[定列]")
_OF_SET: Final = re.compile(r"的?(?:年度|全年|年初)?(?:计划|目标|任务|指标)数?的(?:约|近)?")
_SET_BEHIND: Final = re.compile(r"的?(?:年度|全年|年初|原定)?(?:任务|计划|目标|指标)[数值]?")
_SET: Final = re.compile(r"(?:原定|原计划|年初[定列][下出]?的?|下达的?)$")
_TARGET: Final = re.compile(r"(?:目标|计划|任务|指标)(?:值|数|任务)?(?:为|是|[:：])?\s*$")
_HELD_TO: Final = re.compile(
    r"(?:达到|达|超过|超|完成|实现|高于|低于|未达|未完成|符合|满足)(?:或[^，。；]{1,3}|了)?[^，。；]{0,4}(?:目标|计划|指标|预期)[^，。；]{0,2}的$"
)
# 学会能力提升28.00万元: what the money was for, no change
_NAME: Final = re.compile(
    r"(?:能力|素质|素养|质量|效能|水平|品质|功能|技能|形象|学历|品牌|环境|条件|设施|展厅|展品|场馆|阵地|服务)(?:建设|改造|更新|整治|培训|展陈)?"
    r"(?:提升|提高|升级|增强|扩大|压缩)(?:支出|经费|资金)?$"
)
_COMPARES: Final = re.compile(r"[比较同]|上年|去年")
_AGAINST: Final = re.compile(r"(?:、\d[\d.,]*[万亿]?[一-鿿]{1,2})?相[比较]")  # 与2022年的700万元、673万元相比
_WITH: Final = re.compile(r"[与和同较比](?P<what>[^，。；\d]{2,16}?)的?$")
_OF_WHOLE: Final = re.compile(r"(?:占|覆盖)[^，。；占]*$")
_THAN: Final = re.compile(r"[比较](?=上|去|往|(?:19|20)\d\d年)")  # 占13.5%，占比比上年的13.1%提高


class Before(Protocol):
    """What has been found of the figure before one."""

    @property
    def role(self) -> Role:
        """What it is said to be."""

    @property
    def lead(self) -> str:
        """The text before it."""

    @property
    def sign(self) -> int:
        """1 or -1 of a change."""


def role_of(figure: Figure, lead: str, behind: str, before: Before | None, year: int | None) -> tuple[Role, int, str]:
    """Return what a figure is said to be, the sign of a change, and a note."""
    if figure.kind in ("percent", "points"):
        if cues.FROM.search(lead) and _MOVES.match(behind):
            return "from", 0, ""
        return _rate_role(figure, lead, before, year, behind)
    if figure.unit == "分" and _THRESHOLD.match(behind):
        return "other", 0, ""  # 按90分（含）以上为优的标准
    if cues.EACH.search(lead) and not (lead.endswith(("由", "从")) and _MOVES.match(behind)):  # 平均分由61.4分升至83.9分
        former = _former(lead, year) if _HELD_AGAINST.match(lead) or _LAST_YEAR.search(lead) else ""
        return ("former", 0, former) if former else ("each", 0, "")
    if figure.kind == "amount" and _THRESHOLD.match(behind):
        return "other", 0, ""
    if cues.REACHED.search(lead):
        return "to", 0, ""
    is_name = figure.kind == "amount" and _NAME.search(lead) and not _COMPARES.search(re.split(r"[，,；;。：:]", lead)[-1])
    if (change := cues.CHANGE.search(lead)) and not is_name:
        return "by", _sign(change), ""
    if cues.FROM.search(lead) and _MOVES.match(behind):
        return "from", 0, ""
    if than_then := _THAN_THEN.search(lead):
        return "by", _sign(than_then), ""
    if former := _former(lead, year, behind):
        return "former", 0, former
    if (budget := cues.BUDGET.search(lead)) and not (_HELD_TO.search(lead) or _GRANT.search(lead)):
        return "budget", 0, budget[0]
    if _OF_PLAN_BEHIND.match(behind) and _DONE.search(lead):
        return "budget", 0, "计划"  # 完成12期计划的116.7%
    if _SET_BEHIND.match(behind) and _SET.search(lead):
        return "budget", 0, "任务"  # 超过原定120站的任务
    return "level", 0, ""


def _rate_role(figure: Figure, lead: str, before: Before | None, year: int | None, behind: str) -> tuple[Role, int, str]:
    """Return the role of a percentage."""
    if _BEYOND.search(lead) and _AIM_BEHIND.match(behind):
        return "budget", 0, "目标"  # 超出9%的规划目标0.6个百分点
    if before is not None and _OF_BASE.fullmatch(lead) and (told := _of_base(before, lead)):
        return told
    if before is not None and before.role == "budget" and _OF_SET.fullmatch(lead):
        return "completion", 0, "计划"  # 完成12期计划的116.7%
    if before is not None and _BARE.fullmatch(lead) and _TARGET.search(before.lead):
        return "completion", 0, "目标"
    if before is not None and _BARE.fullmatch(lead) and _SPENT.search(before.lead):
        return "completion", 0, "预算"  # 年初预算2860万元，支出决算3104万元，完成92.12%
    if completion := cues.COMPLETION.search(lead):
        return "completion", 0, completion["base"] or completion["rate"] or ""
    if cues.REACHED.search(lead):
        return "to", 0, ""
    if change := cues.CHANGE.search(lead):
        return "by", _sign(change), ""
    if before is not None and before.role == "by" and re.fullmatch(r"[（(，,、]?(?:即|约)?", lead):
        return "by", before.sign, ""
    if (share := cues.SHARE.search(lead)) and not _THAN.match(share["base"]):
        return "share", 0, share["base"]
    if former := _former(lead, year):
        return "former", 0, former
    return "level", 0, ""


def _of_base(before: Before, lead: str) -> tuple[Role, int, str] | None:
    """Return the role of a percentage that is told of the figure right before it: completion of a plan, or share of a whole."""
    above = before.lead.rstrip("（(") if lead[0] in "）)" else before.lead  # 占该类申报数（27个）的58.3%
    clause = re.split(r"[，,。；;、（(：:]", above)[-1]
    if planned := _OF_PLAN.match(clause):
        return "completion", 0, planned["base"]
    return ("share", 0, OF_FIGURE) if _OF_WHOLE.search(clause) else None


def _sign(change: re.Match[str]) -> int:
    """Return whether a change goes up or down."""
    sign = -1 if change["down"] else 1
    return -sign if change.groupdict().get("minus") and sign > 0 else sign


def _former(lead: str, year: int | None, behind: str = "") -> str:
    """Return the year, or the word for it, if a figure is told of an earlier time; "" if not."""
    if bracketed := _IN_BRACKET.search(lead):
        return bracketed["year"] or bracketed["word"]
    if (told := _BRACKETED.search(lead)) and told["year"] != str(year):
        return told["year"] or told["word"]
    chunk = re.split(r"[，,。；;：:（(]", _ASIDE.sub("的", lead))[-1].replace("收、支", "收支")
    match = cues.FORMER.search(chunk)
    if match is None:
        against = _WITH.search(chunk) if _AGAINST.match(behind) else None
        return against["what"][:2] if against else ""  # 与第十一届的766项相比
    if match["year"] is None and match[0].startswith("年初") and _IS_SET.search(chunk):
        return ""
    is_own = match["year"] is not None and int(match["year"]) == year
    if is_own and not _held_against(chunk[: match.start()], match["rest"], behind):
        return ""
    return match["year"] or match[0][:2]


def _held_against(before: str, rest: str, behind: str) -> bool:
    """Tell whether a year is told to hold a value against it (比2011年的), so that it is an earlier one whatever year is reported on."""
    if before.endswith(("与", "和", "同")) and _AGAINST.match(behind):
        return True
    return before.endswith(("比", "较")) and not re.search(r"预算|计划|目标", rest)
