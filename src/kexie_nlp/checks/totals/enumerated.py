"""Totals with their parts enumerated right before or behind them, where no word says that the parts make them up.

省级学会148个，理科32个、工科51个、农科21个…; 省级30万元、市级24万元、县级32万元，三级共投入86万元. Such a run is taken for the parts only
where it adds up to the total or nearly so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Passage, Place
from kexie_nlp.checks.totals.apiece import is_apiece
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.list_figures import addable, figures_of_list, first_told
from kexie_nlp.checks.totals.wholes import is_family, is_held_against

_OPENS: Final = re.compile(
    r"[^，。；\d]{0,16}?(?:(?:[，,：:；;]|——)(?:(?:按|[分从])[一-鿿]{1,8}?(?:划分|统计|[分计看])(?:[为成]|[，,：:]))?|中[，,]?)[^，,：:；;]{0,16}$"
)
_BETWEEN: Final = re.compile(r"[、，,；;和及与]|(?P<behind>[^，。；、\d]{1,12}[、，,；;和及])")
_SUMMED: Final = re.compile(
    r"[^，。；、\d]{0,12}[，,；;](?:[一-鿿]{0,6})?(?:共|全(?:年|天|程|部|[市县区校馆会院场])|总|合计|累计|计|(?:相?加|合|汇总|并)(?:起来|在一起|到一起|一起|一处|总))[^，。；、\d]{0,8}$"
)
_ALL_YEAR: Final = re.compile(
    r"[^，。；、\d]{0,12}[，,；;][^，。；、\d共总合计]{0,6}全(?:年|天|程|部|[市县区校馆会院场])[^，。；、\d共总合计]{0,8}"
)
_RECKONED: Final = re.compile(r"(?:共|合计|总计|总额)(?:为|是|有|达)?$")
_HALVES: Final = (("上半年", "下半年"), ("线上", "线下"), ("男", "女"), ("专职", "兼职"))
_GRADE: Final = re.compile(r"[特一二三]等奖|[金银铜]奖")
_LEVEL: Final = re.compile(r"中央|国家|省|市|县|区|乡|镇|自筹|社会")
_SIGNS: Final = re.compile(r"[、，,；;：:和及]")
_RANKS: Final = {"、": 1, "和": 1, "及": 1, "，": 2, ",": 2, "：": 2, ":": 2, "；": 3, ";": 3}
_SAID: Final = re.compile(rf"分别(?:[为是有]|$)|{cues.PARTIAL.pattern}")
_ORDINAL: Final = re.compile("[特一二三四]等(?!奖)")
_TOTALLED: Final = re.compile(r"[，,；;](?:以上)?(?:(?:共计|合计|总计).*|共|计)")
_ENTRIES: Final = re.compile(r"作品|收到|征集|报送|参赛|申报|候选|推荐|提名|报名")
_END: Final = re.compile("[，,、。；;：:]")
_BY_KIND: Final = re.compile("[，,；;][按分从][一-鿿]{1,8}?(?:分|看|计)[，,：:]?")
_CHOSEN: Final = re.compile(r"评出|推荐|入选|入围|晋级|立项|录用|采纳|通过")
_NOT_PARTS: Final = re.compile(
    r"其中|包括|包含|累计|每|增(?![殖值])|减(?![灾排])|较|比(?![赛武例])|上年|去年|得$|满分|(?<![特一二三四])等$|选举|选出|推选|(?<!合同)聘(?!用)|任务|目标|召开|审议|通过"
)
_NUMBERED: Final = re.compile(r"[，,；;]\s*(?:以上|上述)?(?P<number>[两二三四五六])[级种类项者地县市区馆校家方]")
_REST: Final = re.compile(r"[，,；;、]?(?:其余|其他|其它|剩余|余下)")
_INCOME: Final = re.compile(r"(?:收入|拨款|拨入|到位|下达)[^，。；]{0,4}$")
_FROM_BEFORE: Final = re.compile(r"年初|上年|以前年度|历年|动用|收回|缴回|上缴|另有|事业基金|结余分配")
_NUMERALS: Final = "两三四五六"
_PRIZES: Final = re.compile(r"奖品|奖项|获奖(?:作品|项目|队伍?|单位|论文)?$")  # what grades of prizes make up, whatever they are counted in
_LISTED: Final = re.compile(r"(?:[：:]|其中|包括|分别为)(?!.*(?:共|总|合计|全))")
_FIRST_OF: Final = re.compile(
    r"^[，,；;。]?(?:[按分从][一-鿿]{1,6}?(?:划分|统计|分类?|计|看)|其中)[，,：:]?[^，,。；]{1,12}$"
)  # 按内容分，果树3120人次，奶羊1460人次
_ALL_OF: Final = re.compile(r"[，,；;][一-鿿]{0,8}总(?:人)?数(?:为|达到?)$")  # 专职86人，兼职412人，科普人员总数达到498人
_DIVIDED: Final = re.compile("[按分从][一-鿿]{1,8}?(?:划?分[为成]?|统计|看)[，,：:]?[^，,。；]{1,10}$")  # 按学科分为理科9个: no price
_LEAST: Final = 3
_TWO: Final = 2
_RANKED: Final = re.compile(r"最[多少高低大小][，,]?$")  # 辅导最多，412场；实验课268场次之
_IN_TURN: Final = re.compile("依次|分别")
_CLEAR: Final = 1.5
_MOST: Final = 30
_NEAR: Final = 10  # a tenth of the total may be missing or too much
_SURE: Final = 0.75
_SCORE: Final = 0.6


def enumerated_groups(passages: Sequence[Passage]) -> Iterator[Group]:
    """Yield the totals of a line that a bare run of figures makes up or nearly does."""
    for passage in passages:
        places = figures_of_list(passage)
        for index, place in enumerate(places):
            is_level = place.role == "level" or bool(place.role == "to" and _ALL_OF.search(place.lead))
            if is_level and place.figure.kind in ("amount", "quantity") and place.figure.unit != "分":
                behind, before = _behind(passage, places, index), _before(passage, places, index)
                for runs in (
                    [behind[:length] for length in range(len(behind), 1, -1)],
                    [before[-length:] for length in range(len(before), 1, -1)],
                ):
                    group = _group(passage, place, runs)
                    if group and (group.fits() or not (_is_item(places, index, group) or is_held_against(places, index))):
                        yield group


def _is_item(places: Sequence[Place], index: int, group: Group) -> bool:
    """Tell whether a figure is the first of a list that the ones behind it go on with (资金62万元：甲30万元，乙12万元，丙20万元)."""
    if group.parts[0].start < group.total.start:
        return False
    before = [place for place in places[:index] if addable(place.figure, group.total.figure)]
    value = sum((part.figure.value for part in group.parts), group.total.figure.value)
    is_first = (bool(before) and bool(_LISTED.search(group.total.hidden))) or bool(_FIRST_OF.search(group.total.hidden))
    return is_first or any(place.figure.value == value for place in before) or _goes_on(places, index, group)


def _goes_on(places: Sequence[Place], index: int, group: Group) -> bool:
    """Tell whether a figure goes on with a list that opens before it, with one sign between all its items (其中：甲1万元，乙2万元)."""
    rank = _rank(group.parts[0])
    if _LISTED.search(places[index].hidden) and all(_rank(part) == rank for part in group.parts):
        return True
    for at in range(index, 0, -1):
        place, before = places[at], places[at - 1]
        if not addable(place.figure, before.figure) or before.role != "level" or _rank(place) != rank or not _BETWEEN.match(place.hidden):
            return False
        if _LISTED.search(before.hidden) or _FIRST_OF.search(before.hidden):
            return True
    return False


def _group(passage: Passage, total: Place, runs: Sequence[Sequence[Place]]) -> Group | None:
    """Return a total with the parts that make it up, or, if none do, those of which it is clear that they should."""
    is_totalled, is_all = bool(_TOTALLED.fullmatch(total.hidden)), _ALL_YEAR.fullmatch(total.hidden) is not None
    groups = [Group(total, tuple(run), _SURE if is_totalled else _SCORE, passage) for run in runs]
    fitting = next((group for group in groups if group.fits()), None)
    if fitting is not None or not groups:
        return fitting
    first = groups[0].parts[0].label
    counted = total.label + _END.split(passage.text[total.end - passage.start :], maxsplit=1)[0]  # 611幅作品参赛
    if _ENTRIES.search(counted) and (cues.AWARD.search(first) or _CHOSEN.search(first)):
        return None
    group, told = groups[0], total.figure.value
    if is_all and group.parts[0].start < total.start and (total.figure.digits < _LEAST or group.parts[0].figure.value * _MOST < told):
        return None  # 全年34场 may hold others
    if any(map(is_apiece, group.parts)) or _is_of_earlier(passage, group) or _RANKED.search(total.hidden):
        return None
    value = sum((part.figure.value for part in group.parts), told * 0)
    is_reckoned = _RECKONED.search(total.hidden) is not None  # 两家各得5万元，一家得8万元，共18万元
    are_fixed = is_reckoned and any("×" in part.figure.text for part in group.parts)
    if are_fixed and all(place.figure.exactness == "exact" for place in (total, *group.parts)) and value < _TWO * told < 2 * _TWO * value:
        return Group(total, group.parts, _SURE, passage)
    enough = len(group.parts) >= _LEAST or _are_halves(group.parts) or is_totalled or _are_numbered(group)
    exact = all(place.figure.exactness == "exact" for place in (total, *group.parts))
    are_levels = all(_LEVEL.match(part.label) for part in group.parts)
    near = abs(value - told) * _NEAR <= told or misadded(told, [part.figure.value for part in group.parts]) >= (1 if are_levels else _CLEAR)
    # 四年依次为18万、32万、36万、43万人次，累计86万人次: without the last
    is_stale = _IN_TURN.search(group.parts[0].hidden) is not None and value - group.parts[-1].figure.value == told
    return group if enough and exact and (near or is_stale) else None


def _is_of_earlier(passage: Passage, group: Group) -> bool:
    """Tell whether parts told by another kind (512人中，结业498人；按身份分，教师176人…) make up an earlier figure of the sentence."""
    before = [place for place in passage.places if place.start < group.total.start and addable(place.figure, group.total.figure)]
    return _BY_KIND.match(group.parts[0].hidden) is not None and any(replace(group, total=place).fits() for place in before)


def _are_halves(parts: Sequence[Place]) -> bool:
    """Tell whether two parts are by their names all there are."""
    labels = [part.label for part in parts]
    return is_family(labels) or any(all(label.startswith(half) for label, half in zip(labels, pair, strict=False)) for pair in _HALVES)


def _are_numbered(group: Group) -> bool:
    """Tell whether a total says of how many it is one (两级共投入, 两种报刊合计), and so many parts are told."""
    told = _NUMBERED.search(group.total.hidden)
    return told is not None and _NUMERALS.find(told["number"].replace("二", "两")) + _TWO == len(group.parts)


def _behind(passage: Passage, places: Sequence[Place], index: int) -> list[Place]:
    """Return the run of figures right behind a total."""
    run: list[Place] = []
    ranks: list[int] = []
    first = index + 1
    while first < len(places) and _is_compared(places, first):
        first += 1
    while first < len(places) and (_is_rate_of(places[first]) or _is_aside(passage, places[first], places[index])):
        first += 1
    for place in places[first : index + _MOST]:
        form = _BETWEEN if run else _OPENS
        rank = _rank(place)
        if not _is_part(passage, place, places[index]) or not form.match(place.hidden) or rank > max(ranks[1:2] or ranks[:1] or [rank]):
            break
        run.append(place)
        ranks.append(rank)
    follower = places[first + len(run)] if first + len(run) < len(places) else None
    goes_on = bool(run) and passage.text.startswith(("等", "以上"), run[-1].end - passage.start)
    goes_on = goes_on or (follower is not None and bool(_REST.match(follower.hidden)))
    is_balance = bool(run) and _carries_over(passage, places[index], run[0])
    return run if len(run) >= _TWO and not (goes_on or is_balance or _SAID.search(_ORDINAL.sub("", run[0].hidden))) else []


def _carries_over(passage: Passage, total: Place, first: Place) -> bool:
    """Tell whether income and expenditure stand beside what was there before or went elsewhere, and the one is no total of the other."""
    are_sides = _INCOME.search(total.label) is not None and "支出" in first.label
    return are_sides and _FROM_BEFORE.search(passage.text) is not None


def _is_rate_of(place: Place) -> bool:
    """Tell whether a percentage stands between a total and its parts (66期，完成任务的110%，一季度21期、二季度12期…)."""
    return place.figure.kind == "percent" and place.role in ("completion", "by", "share") and not re.search("[。；;]|其中", place.lead)


def _is_compared(places: Sequence[Place], at: int) -> bool:
    """Tell whether a figure is of a comparison behind which the parts follow (58支，比上届的45支多13支；按组别分，小学27支…)."""
    if places[at].role not in ("former", "by") or "。" in places[at].lead:
        return False
    behind = next((place for place in places[at + 1 :] if place.role not in ("former", "by")), None)
    return behind is not None and _DIVIDED.search(behind.hidden) is not None


def _is_aside(passage: Passage, place: Place, total: Place) -> bool:
    """Tell whether a figure counts a total in another unit, or is its average (42支队伍、126名选手，…; 1260场，年均252场，…)."""
    if re.search("[。；;]|其中", place.lead) or place.depth != total.depth or _is_part(passage, place, total):
        return False
    return place.role == "each" or (place.role == "level" and not addable(place.figure, total.figure) and place.figure.kind != "amount")


def _before(passage: Passage, places: Sequence[Place], index: int) -> list[Place]:
    """Return the run of figures right before a total that a word such as 共 or 总 marks as one."""
    total = places[index]
    of_prizes = _PRIZES.search(total.label) is not None and total.hidden[:1] in "，,；;"
    if not (of_prizes or _SUMMED.match(total.hidden)) or cues.COMPARED.search(total.hidden):
        return []
    run: list[Place] = []
    ranks: list[int] = []
    for place in reversed(places[max(0, index - _MOST) : index]):
        if place.depth > total.depth and "其中" in place.hidden:
            continue  # 拨款60万元（其中上年结转8万元）、自筹12万元，共72万元
        if of_prizes and not _GRADE.search(place.label):
            break
        if not _is_part(passage, place, total) or (ranks and ranks[0] > _rank(total)):
            break
        run.insert(0, place)
        if not _BETWEEN.match(place.hidden.lstrip("）)")) or (len(ranks) > 1 and _rank(place) > max(ranks)):
            break
        ranks.append(_rank(place))
    return first_told(total, run) if len(run) >= _TWO else []


def _is_part(passage: Passage, place: Place, total: Place) -> bool:
    """Tell whether a figure may be one of a run of parts."""
    is_value = place.role == "level" or bool(place.role == "each" and _DIVIDED.search(place.hidden))
    return (
        is_value
        and place.depth == total.depth
        and (addable(place.figure, total.figure) or _is_grade(passage, place, total))
        and not _NOT_PARTS.search(_before_part(passage, place))
        and "。" not in place.hidden
    )


def _is_grade(passage: Passage, place: Place, total: Place) -> bool:
    """Tell whether prizes of one grade are counted (5个一等奖; 一等奖5名 before 奖品32份)."""
    is_before = place.figure.kind == total.figure.kind == "quantity" and place.start < total.start and bool(_PRIZES.search(total.label))
    return bool(_GRADE.match(passage.text, place.end - passage.start)) or (is_before and bool(_GRADE.search(place.label)))


def _before_part(passage: Passage, place: Place) -> str:
    """Return the words before a figure without those that say nothing here: what is opened first, what money somebody gets."""
    said = place.hidden.replace("召开", "") if place is passage.places[0] else place.hidden
    return said.removesuffix("得") if place.figure.kind == "amount" else said


def _rank(place: Place) -> int:
    """Return how weighty the weightiest sign between a figure and the one before is."""
    return max((_RANKS[match[0]] for match in _SIGNS.finditer(place.hidden)), default=0)
