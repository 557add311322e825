"""Contests and campaigns that are named after the honour which they confer (最美科技工作者选树活动)."""

import re
from typing import Final

from kexie_nlp.extract import awards
from kexie_nlp.extract.antecedents import Event, speakers
from kexie_nlp.extract.context import Context

_OF_EVENT: Final = re.compile("(?:活动|竞赛|大赛)(?!$)")  # the honour says itself what it was won in
_SHARED: Final = 6
_BEFORE_NAMES: Final = "届次年度全国省市县区州旗盟佳大"  # what stands before the name of an honour without being part of it
_SELECTED: Final = re.compile("选树|评选|推选|推荐|寻找|宣传|发布|表彰|命名")


def shares_name(contest: str, award: str) -> bool:
    """Tell whether a contest is named after an award (最美科技工作者评选)."""
    core = award.strip("“”「」")
    if "讲比" in core and "讲理想、比贡献" in contest:  # its short form
        return True
    if _OF_EVENT.search(core):
        return False
    levels, editions = (awards.level(contest), awards.level(award)), (awards.edition(contest), awards.edition(award))
    if any(None not in told and told[0] != told[1] for told in (levels, editions)):
        return False
    if len(core) < _SHARED:
        return False
    shared = next((start for start in range(len(core) - _SHARED + 1) if core[start : start + _SHARED] in contest), None)
    return shared is not None and not _of_other_place(contest, core, shared)


def _of_other_place(contest: str, award: str, shared: int) -> bool:
    """Tell whether what a contest's name shares with an award stands behind another place's name: 江岭最美…选树 and 全省最美…."""
    before = contest[: contest.find(award[shared : shared + _SHARED])][-1:]
    return shared > 0 and before.isalpha() and before not in _BEFORE_NAMES


def named_like(context: Context, position: int, award: str, near: int) -> Event | None:
    """Return the contest, anywhere before, that is named after an award; behind ``near`` a name that is but alike will do."""
    core = award.strip("“”「」")
    for contest in reversed(context.between(0, position, "COMPETITION")):
        if core in contest.text or (contest.start >= near and shares_name(contest.text, award)):
            return Event(contest.text, contest.start, contest.end)
    if core.endswith("科普使者") and (speaking := speakers(context, position, core)):
        return speaking
    of_nation = core.startswith("全国")
    for activity in reversed(context.between(0, position, "ACTIVITY")):
        is_near = activity.start >= near or core in activity.text
        # the nation's honour comes from no campaign at home
        if (
            is_near
            and not (of_nation and "全国" not in activity.text)
            and _SELECTED.search(activity.text) is not None
            and shares_name(activity.text, core)
        ):
            return Event(activity.text, activity.start, activity.end)
    return None
