"""Projects, the reviews that they went through, and the items of reviews and budgets that paragraphs begin with."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.masking import entity_pattern
from kexie_nlp.extract.phrases import Right

_SIGHT: Final = 160  # how far back what is near is looked for
_NUMBERING: Final = r"(?:[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?)?\s*"
REVIEW_OF: Final = re.compile(
    rf"(?:^|(?<=[\n。；]))\s*{_NUMBERING}(?P<name>[^。；：:，\n]{{2,40}}?)(?:支出)?(?:绩效)?自评(?:综述|情况|结果|情况综述)[:：。]", re.M
)
PROJECT_OF: Final = re.compile(
    rf"\s*{_NUMBERING}(?P<name>[^。；：:，、\n\d]{{2,24}}?(?:专项经费|专项资金|项目经费|项目资金|项目|专项|经费))(?=[由是属系]|设立于|列入|(?:支出)?(?:绩效|概况|情况)?[:：。])"
)
_REVIEW: Final = r"(?P<review>绩效自评价?|绩效评价|部门评价|单位自评|重点评价|绩效运行监控|绩效监控)"
REVIEW: Final = re.compile(_REVIEW)
REVIEWED: Final = re.compile(
    rf"(?:“[^”]{{2,24}}”)?(?:支出)?(?:全面)?(?:开展|进行|实施|组织)了?(?:预算)?(?:项目)?(?:支出)?(?:{_REVIEW}|自评)"
)
# projects that are counted by the review they went through
PROJECTS: Final = re.compile("(?:开展|共|涉及|涵盖|其中)*(?P<projects>(?:[一二]级)?项目)")
RUN_IN: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]*)?\s*(?P<name>[^。，；：\n（(]{2,14})(?:[（(][^（()）\n]{1,8}[)）])?[。：]\s*"
)
# the item of the budget that a paragraph begins with: 科学技术支出（类）科学技术普及（款）科普活动（项）。支出决算为…
BUDGET_ITEM: Final = re.compile(r"[^。；，：\n]*?(?P<name>[^（）()。；，：\n]{2,40}[（(][类款项][)）])[。：:，,]")
_REVIEWED_IN_TITLE: Final = re.compile(
    rf"(?P<name>(?:{entity_pattern('PROGRAM')}(?:专项)?(?:资金|经费)?|[^，。；：\s\ue000-\uf8ff]{{2,16}}(?:资金|经费|专项)))(?:项目)?(?:支出)?"
    "绩效(?:目标)?(?:自评|评价|自我评价)"
    rf"|项目(?:支出)?绩效(?:自评|评价)报告\s*(?:——|[（(])\s*(?P<below>{entity_pattern('PROGRAM')})"
)
# in front of the name that a paragraph is headed by: 2.科普大篷车。出车52次
_BEFORE_HEAD: Final = re.compile(
    r"[\s·•●★◆■▪○☆—\-]*(?:[一二三四五六七八九十]{1,2}是|[①-⑳]|[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．]?)?\s*[“「]?"
)
_TITLE_LENGTH: Final = 100
_REMARK: Final = re.compile(r"(?:的?决算)?(?:支出|收入)?(?:总体|具体)?(?:情况)?(?:说明)?$")
_COSTS: Final = re.compile("经费|采购|费$")


def scored_item(context: Context, passage: Passage) -> str:
    """Return the item of a review that a paragraph begins with and whose points it tells: 1．科普设施。指标分值20分."""
    match = RUN_IN.match(context.text, passage.paragraph, passage.start) if passage.start > passage.paragraph else None
    return match["name"] if match and not match["name"].endswith("指标") else project(context, passage)


def reviewed(context: Context, passage: Passage, value: Entity, right: Right | None, phrase: str) -> str:
    """Return a count of projects (涉及项目) with the review that they went through: 绩效自评项目; "" if it is none."""
    told = PROJECTS.fullmatch(phrase)
    if told is None:
        return ""
    before = list(REVIEW.finditer(context.text, passage.start, value.start))
    behind = right.end if right is not None else value.end
    review = REVIEWED.match(context.text, behind, passage.end) or (before[-1] if before else None)
    return (review["review"] or "自评") + told["projects"] if review else ""


def project(context: Context, passage: Passage) -> str:
    """Return the project or fund that a paragraph speaks of: 某某项目绩效自评综述：, or the subject of its first sentence."""
    end = min(passage.end, passage.start + _SIGHT)
    begin = max(passage.paragraph, passage.start - 2 * _SIGHT)
    reviews = list(REVIEW_OF.finditer(context.text, begin, end)) if context.text.find("自评", begin, end) >= 0 else []
    told = next((review for review in reversed(reviews) if review.end() <= passage.end), None) or PROJECT_OF.match(
        context.text, passage.paragraph, passage.end
    )
    return told["name"] if told else ""


def project_of_title(context: Context, passage: Passage) -> str:
    """Return the project or fund that the whole report reviews by its title: 某县科普专项资金绩效自评报告; "" for a table."""
    may_be = passage.table is None and context.masked.find("绩效", 0, _TITLE_LENGTH) >= 0
    told = _REVIEWED_IN_TITLE.search(context.masked, 0, _TITLE_LENGTH) if may_be else None
    return context.text[slice(*told.span("name" if told["name"] else "below"))] if told else ""


def budget_item(context: Context, passage: Passage, end: int) -> str:
    """Return the item of the budget that a paragraph begins with: 科学技术普及（款）科普活动（项）。年初预算….

    ``end`` is where the words before the figure begin.
    """
    item = BUDGET_ITEM.match(context.text, passage.paragraph, end)
    return item["name"] if item else ""


def run_in_heading(context: Context, passage: Passage) -> str:
    """Return the short heading that a paragraph begins with: （三）机关运行经费。支出…."""
    match = RUN_IN.fullmatch(context.text, passage.paragraph, passage.start)
    name = match["name"] if match else (passage.heading or "")
    name = _REMARK.sub("", name)
    return name if 2 <= len(name) <= 12 and _COSTS.search(name) else project_of_title(context, passage)


def headed(context: Context, passage: Passage) -> Entity | None:
    """Return what has a name and heads the paragraph: 4.某某科技馆。开放246天."""
    if passage.paragraph not in context.heads:
        start = _BEFORE_HEAD.match(context.text, passage.paragraph)
        head = (context.at(start.end()) or context.at(start.end() - 1)) if start is not None else None
        is_head = head is not None and context.text[head.end : head.end + 2].lstrip("”」")[:1] in ("。", "：", ":")
        context.heads[passage.paragraph] = head if is_head else None
    return context.heads[passage.paragraph]
