"""Whether an award is only hoped for, applied for or laid down rather than won."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract import cues
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern

_TO_CLAUSE: Final = re.compile("[^，,。；;！？!?\n\t|：:]*")
# each begins with a character, not with what must not stand before it, which makes the search fast
HARD_PLAN: Final = re.compile(
    r"争取(?!到|了)|力争|争创|拟(?<![模虚]拟)(?!人|合)|目标(?<!完成目标)(?:是|为)?(?!任务|管理|考核|责任|绩效)|冲刺|明年|来年|下一步|将(?<!即将)(?:于|对|在|评|设|表彰|授予)|(?:科协|我会|我们|中心)计划|计划(?<=[，；：。]计划)(?=设|评|授|颁|表彰)|将(?:继续|持续|进一步|认真|全力|着力|按照|以)|预计|能够?获|有望|未能|未获|无缘"
)
SIGNS_OF_HOPE: Final = "争拟目刺明来步将划预能望未缘"  # one of them is in all that HARD_PLAN finds
_SIGN_OF_HOPE: Final = re.compile(f"[{SIGNS_OF_HOPE}]")
_COMMENT: Final = re.compile("(?:这|此)[也还]?(?:是|系)[^，。；]*$")  # 这是我市首个国家级一等奖
_GRANTED: Final = re.compile(rf"{entity_pattern('AMOUNT')}[^。；]*，")
_REACHED: Final = re.compile("[，；]实际")  # 目标为获奖10项，实际获奖13项
_PLAN_HEADING: Final = re.compile(r"下一步|明年|打算|设想|工作计划|目标任务|奖补办法|有关要求|奖项设置|奖励办法|下步|今后")
_NEXT_YEAR: Final = re.compile(r"(?!.*(?:总结|完成|情况)).*(?:\d{4}年|下一?年|来年).{0,6}(?:工作|重点)(?:安排|思路|重点|部署|谋划)")
_PLAN_TITLE: Final = re.compile(r"(?:工作计划|工作要点|管理办法|评选办法|奖励办法|评选方案|暂行办法)(?=[）)》\s]*(?:\n|$))")
_OF_BOTH: Final = re.compile("总结|小结|自评|回顾|情况|汇报|完成")
_ARTICLE: Final = re.compile(r"\s*第[一二三四五六七八九十百\d]+条[\s　]")
_TITLE: Final = re.compile(r"\s*关于[^，。；：\n]*(?:决定|通报|通知|公示|公告|意见|请示|批复)\s*")
LAID_DOWN: Final = re.compile(
    "|".join(f"{kind}目标[：:]" for kind in ("年度", "绩效", "总体", "预期", "工作"))
    + "".join(f"|{kind}》[，、]?(?:规定|明确|提出|设立)" for kind in ("办法", "细则", "方案", "章程", "规定"))
)
_BECAME: Final = re.compile("(?:入选|当选|成为|成了|荣获)[^，。；]{0,12}$")
_WINNER: Final = re.compile("[”」]?(?:称号)?(?:获得者|得主)(?=[，。；]|$)")
_CHECKED: Final = re.compile("[”」]?(?:评审|评估|评定|审核|验收|认定)(?=[，。；]|$)")  # behind 通过
_WINNERS_COUNTED: Final = re.compile(rf"[”」]?获[得奖]者{cues.QUANTITY}(?!以上)")
_AT_LEAST: Final = re.compile(rf"{cues.QUANTITY}以上")
EACH_GETS: Final = re.compile(r"每[件个項项名人位篇][“「]?$")
ENDS_OF_EACH: Final = frozenset("件个項项名人位篇“「\n")
OF_WINNERS: Final = re.compile(
    rf"[”」]?(?:[、和及或与以]{{1,2}}[“「]?{cues.AWARD}[”」]?)*(?:以上)?的?(?:项目|作品|选手|学生|单位|个人|队伍|团队|获得者|者)，?[^，。；]{{0,12}}"
    r"(?:将|推荐|参加|直接晋级|优先|择优|每[人个件项名])"
)
STARTS_OF_WINNERS: Final = frozenset("”」、和及或与以的项作选学单个队团获者")  # of OF_WINNERS
_PAST: Final = re.compile("去年|上年|此前|曾[经获]?")
_PAUSES: Final = frozenset("，。；")  # no plan is told right behind one
_TITLE_LENGTH: Final = 60
_RATINGS: Final = frozenset(["优", "良", "中", "差", "好", "合格", "不合格", "优秀", "良好"])


def is_planned(context: Context, passage: Passage, floor: int, verb: tuple[int, int], award: Entity) -> bool:
    """Tell whether an award is only wished for, applied for or laid down.

    ``floor`` is where the stretch begins in which its subject and verb stand, ``verb`` the span of that verb (empty if there is none).
    """
    masked = context.masked
    if award.text.strip("“”") in _RATINGS:
        return True
    in_plan = _is_title_of_plan(context.text[:_TITLE_LENGTH]) or (passage.heading is not None and _is_of_plans(passage.heading))
    if in_plan and _PAST.search(masked, passage.start, award.start) is None:
        return True
    if _is_rule(context, passage, award):
        return True
    text = context.text
    may_be_laid_down = text.find("目标", passage.start, award.start) >= 0 or text.find("》", passage.start, award.start) >= 0
    if may_be_laid_down and LAID_DOWN.search(text, passage.start, award.start):
        return True
    if (
        (
            masked[award.end : award.end + 1] not in _PAUSES
            and cues.PLAN_BEHIND.match(masked, award.end)
            and not _WINNERS_COUNTED.match(masked, award.end)
            and not (masked.endswith("通过", verb[0], verb[1]) and _CHECKED.match(masked, award.end))
            and not (verb[0] < verb[1] and _BECAME.search(masked, verb[0], award.start) and _WINNER.match(masked, award.end))
        )
        or _AT_LEAST.match(masked, award.end)
        or _hoped_for(masked, floor, verb[0], award)
    ):
        return True
    clause = last_sign(context, _TO_CLAUSE, floor, award.start) + 1
    if masked[clause : clause + 1] in ("这", "此") and _COMMENT.match(masked, clause, award.start):
        return True
    begin = clause if verb[0] == verb[1] else max(verb[1], clause)
    return begin < award.start and cues.PLAN.search(masked, begin, award.start) is not None


@lru_cache(maxsize=1 << 10)  # a heading stands over many awards
def _is_of_plans(heading: str) -> bool:
    """Tell whether a heading is that of plans."""
    return _PLAN_HEADING.search(heading) is not None or _NEXT_YEAR.match(heading) is not None


def _hoped_for(masked: str, floor: int, verb_start: int, award: Entity) -> bool:
    """Tell whether words of hope stand before an award in its sentence, other than of what was granted or reached in an earlier clause."""
    hope = HARD_PLAN.search(masked, floor, award.start) if _SIGN_OF_HOPE.search(masked, floor, award.start) else None
    if hope is None or _REACHED.search(masked, hope.end(), award.start):
        return False
    return _GRANTED.search(masked, hope.end(), max(hope.end(), verb_start)) is None


def _is_rule(context: Context, passage: Passage, award: Entity) -> bool:
    """Tell whether an award stands in an article, in the title of a decree, or in what its winners are to get."""
    masked = context.masked
    first = context.text[passage.paragraph]
    if (first == "第" or first.isspace()) and _ARTICLE.match(context.text, passage.paragraph):
        return True
    if masked[award.start - 1] in ENDS_OF_EACH and EACH_GETS.search(masked, passage.start, award.start):
        return True
    if passage.table is None and _TITLE.fullmatch(context.text, passage.start, passage.end):
        return True
    may_be_theirs = masked[award.end : award.end + 1] in STARTS_OF_WINNERS
    return may_be_theirs and OF_WINNERS.match(masked, award.end, passage.end) is not None


@lru_cache(maxsize=1 << 8)
def _is_title_of_plan(beginning: str) -> bool:
    """Tell whether a text begins with the title of a plan or of rules alone (工作总结及工作计划 tells of both)."""
    title = _PLAN_TITLE.search(beginning)
    return title is not None and _OF_BOTH.search(beginning[: title.start()]) is None


def last_sign(context: Context, others: re.Pattern[str], start: int, end: int) -> int:
    """Return the last offset in a span of masked text at which a sign stands that is none of ``others``, or ``start - 1``."""
    length = len(context.text)
    run = others.match(context.backwards, length - end, length - start)
    return length - run.end() - 1 if run else start - 1
