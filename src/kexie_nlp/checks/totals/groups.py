"""Totals and the parts told of them, within one line of running text: 其中, brackets, colons before; 合计, 小计 behind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.summed import without_parts
from kexie_nlp.checks.totals.apiece import is_apiece
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.list_figures import (
    GRADE,
    addable_to,
    are_awards,
    closing,
    ends_row,
    figures_of_list,
    first_told,
    is_one_grade,
    is_row_again,
    stands_outside,
)
from kexie_nlp.checks.totals.overlaps import is_counted_twice
from kexie_nlp.checks.totals.wholes import completeness, is_family, is_held_against, is_net, lacks_kinds

_SEPARATOR: Final = re.compile(r"[、，,；;。]")
_RANK: Final = {"、": 1, "，": 2, ",": 2, "；": 3, ";": 3, "。": 4}
_NEW_CLAIM: Final = re.compile(r"获|取得|评出|评选|参加|组织|举办|赢得|斩获|摘得")
_OTHER_CLAIM: Final = re.compile(
    r"[；;]\s*(?:被|[上下]半年|全年|当年|年内|本年|今年|[^，。；\d]{0,10}[会届次上](?:选举|选出|推选|增选)|(?:常务委员|常委|正?副?主席|监事|理事长)|(?:选举|选出|推选|表彰|评选|聘请|任命|增补|新建|举办|组织)|(?:收入|支出)(?:总计|合计))"
)
_CONTINUED: Final = re.compile(r"其中|包括|分别")
_BROKEN_DOWN: Final = re.compile(  # a sentence that tells the parts of the first total of the one before
    r"(?:[一-鿿]{0,8}的?)?(?:具体|主要)?(?:安排|构成|分配|使用|用途|去向|组成|来源|明细|结构)(?:情况)?(?:如下|为|是)?[:：]|按[一-鿿]{1,8}[，,:：]|按[一-鿿]{1,8}(?:分|划分|统计|看)(?:类|[为成]?[两二三四五六七八](?:大?类|[种档级块]|个?方面|部分))?[，,:：]|(?:从)?(?:构成|结构|来源)(?:上|看|来看|方面)?[，,:：]|从[一-鿿]{1,8}看[，,:：]|分[一-鿿]{1,6}看[，,:：]"
    r"|(?:其中)?(?:各|逐|分)[一-鿿（）()]{1,6}?(?:具体|分别|情况|分布|数量|场次|人数|人次|金额|完成|接待|培训){0,3}(?:如下|为|是|有)?[:：]"
)
_OTHERWISE: Final = re.compile(r"按[一-鿿]{1,8}(?:分|划分|统计|看)|[分从][一-鿿]{1,6}看")  # besides another breakdown before
_NOW: Final = re.compile(r"(?:[现实]有|[年期][末底]|目前)[^，。；\d]{0,8}$")  # 上年末37个，现有38个。按学科分，…: all there are
_NUMBERED_HEAD: Final = re.compile(  # 资金分为三块：…
    r"(?:[一-鿿]{0,6}(?:资金|经费|预算|支出))?(?:共|主要|具体)*分[为成]?[两二三四五六七八]个?(?:块|大?类|部分|方面|项)[：:]"
)
_COUNTED_TOO: Final = re.compile(r"[，、]?(?:共计?|计|合计|资金|经费|补助|奖补|安排|支持){0,3}")  # 其中农技协3个共30万元、带头人1名10万元
_MADE: Final = re.compile(r"[，,]?(?:共计?|合计|计)")
_GRANTED: Final = re.compile(r"追加|下达|调增|增拨")  # 年中追加38万元，其中…: a change, and a total of its own
_GIVEN: Final = re.compile(r"分别(?:按|给予|补助|奖励|资助|奖补|补贴)")  # 社区4个、学校6所，分别给予3万元、2万元，共24万元: prices
_TOGETHER: Final = re.compile(r"[，,](?:[总合一]?共(?:[有计获]|奖励|评出|表彰|产生|决出)?|获奖(?:作品|总数)?(?:合计|总计|共计?)?)")
_RESULT: Final = re.compile(r"(?:实际|已|累计|[一-鿿]{0,4}共)*(?:执行|支付|拨付|使用|支出)")
_FUNDS: Final = re.compile(r"(?:投入|资金|经费|到位|拨款)$")
_LEFT: Final = re.compile(r"(?:年末|年终|期末)?(?:结转|结余)")  # what is left is no part of what was spent
_HOLDS_LEFT: Final = re.compile(r"总计|未(?:执行|使用|支出|支付)|结余|结存|剩余|余额|沉淀|节余")  # 结余28万元，其中上缴8万元，结转20万元
_OPENING: Final = re.compile(r"(?:年初|上年)(?:财政拨款)?(?:结转|结余)")
_GONE: Final = re.compile(r"(?:注销|撤销|撤并|合并|解散|退会|取消|退出)了?$")  # what went is no whole
_ASIDE: Final = re.compile(
    r"[一-鿿]{0,4}[、，,](?:(?:共|计|累计)?|(?:参与|参加|参训|参会|受训|受益|受教育|惠及|覆盖|吸引|服务|培训|接待|观众|听众|学员|直接)(?!.*其中)[一-鿿]{0,8})"
)
_AVERAGE: Final = re.compile(r"[，,、（(](?:年|月|日|场|次|期|户|人|平)均(?:每[一-鿿])?(?:约|为|达)?[）)]?")  # 1260场，年均252场，其中…
_REST: Final = re.compile(r"其[他余]|剩余|余下")
# 支出403万元，…。其中科学技术支出中：行政运行181万元: the parts are those of what is named
_OF_ANOTHER: Final = re.compile(
    r"其中[，,:：]?(?:在)?(?:[一-鿿“”（）]{2,16}[中里内][，,：:]|[一-鿿“”（）]{2,12}(?:支出|经费|资金|收入|项目|活动)(?:包括|构成|明细)?[：:](?=[一-鿿]))"
)
_WITHIN: Final = re.compile(r"[；;，,](?P<whole>[一-鿿]{2,12})[里中内][，,：:]?[一-鿿]")  # 项目支出…；基本支出里，人员经费…
_GOT: Final = re.compile(r"自评|得")
_CLOSED: Final = re.compile(r"[（(][^（）()]*[）)]")  # 春季（3—5月）1.26万人次: opens no list
_INNER: Final = re.compile(r"(?:(?:主要|具体|分别)?(?:包括|包含)|主要用于)[：:]?[^，。；：]*$")
_TOTALS: Final = ("level", "to", "budget")
_TWO: Final = 2
_SOURCES: Final = re.compile("(?:收入|资金|经费)来源[：:]")  # 收入来源：拨款297.6万元，结转15.0万元。支出安排：…
_LONGEST: Final = 60  # figures of a list


def groups_in(passages: Sequence[Passage]) -> Iterator[Group]:
    """Yield the totals of a line with their parts, as far as they stand in that line."""
    for number, passage in enumerate(passages):
        places = figures_of_list(passage)
        own = len(places)
        behind = passages[number + 1] if number + 1 < len(passages) else None
        if behind is not None and _CONTINUED.match(behind.text):
            places += figures_of_list(behind)
        elif (
            behind is not None
            and (_BROKEN_DOWN.match(behind.text) or _NUMBERED_HEAD.match(behind.text))
            and (not _CONTINUED.search(passage.text) or _OTHERWISE.match(behind.text))
        ):
            group = _broken_down(passage, places, behind)
            yield from [group] if group is not None and (group.fits() or not re.search(r"\d[^，。；\d]{0,4}等", behind.text)) else []
        found = [group for index in range(own) for group in _told_with(passage, places, index)]
        found = [group for group in found if group.fits() or not is_held_against(places, places.index(group.total))]
        yield from (group for group in found if behind is None or group.fits() or not is_counted_twice(group.total, group.parts, behind))


def _told_with(passage: Passage, places: list[Place], index: int) -> Iterator[Group]:
    """Yield the figure at ``index`` as a total with the parts told behind it, and with those told before it."""
    role = places[index].role
    if _AVERAGE.fullmatch(places[index].lead):
        return
    if (role in _TOTALS or (role == "by" and _GRANTED.search(places[index].lead))) and (group := _parts_behind(passage, places, index)):
        yield group
    if role in _TOTALS and (group := _parts_before(passage, places, index)):
        yield group


def _broken_down(passage: Passage, places: Sequence[Place], behind: Passage) -> Group | None:
    """Return the total of a sentence that the next one breaks down: the only one in its unit beside plans, or else the first."""
    totals = [at for at, place in enumerate(places) if place.role in _TOTALS and not _SOURCES.match(place.lead)]
    start = behind.start + (head.end() if (head := _NUMBERED_HEAD.match(behind.text)) else 0)
    listed = [place for place in figures_of_list(behind) if place.start >= start]
    part = next(iter(listed), None)
    own = [at for at in totals if part is not None and part.role == "level" and same_unit(places[at].figure, part.figure)]
    principal = {id(place) for place in without_parts(places)}
    whole = [at for at in own if id(places[at]) in principal and (places[own[0]].role, places[at].role) != ("level", "budget")]
    opening = (len(places), "：") if len(whole) == 1 else None
    stock = next((at for at in reversed(own) if _NOW.search(places[at].lead)), None) if len(own) > 1 else None
    first = whole[0] if opening else stock if stock is not None else next(iter(totals), None)
    opening = opening or ((len(places), "：") if stock is not None else None)
    found = [_parts_behind(passage, [*places, *listed], at, opening) for at in ([first] if first is not None else [])]
    if opening and found[0] is not None and not found[0].fits():
        parts = found[0].parts  # those of one of the parts told (支出860万元，其中项目支出447万元。分项目看：…)
        found += [group for at in own[::-1] if (group := Group(places[at], parts, 0.0, passage)).fits()]
    if not any(group is not None and group.fits() for group in found):
        found += [_parts_behind(passage, [*places, *listed], at, (len(places), "：")) for at in own]
    return next((group for group in found if group is not None and group.fits()), next(iter(found), None))


def _parts_behind(passage: Passage, places: list[Place], index: int, opening: tuple[int, str] | None = None) -> Group | None:
    """Return the total at ``index`` with the parts that follow it, if parts do; ``opening`` tells where, if that is known."""
    total = places[index]
    opening = opening or _opening(places, index, passage.end)
    if opening is None or _GONE.search(total.label) or ends_row(places, index):
        return None
    if index + 1 < len(places) and places[index + 1].role == "completion" and places[index + 1].lead == "的":
        return None  # 完成目标60场的103%，其中…: parts of the result
    first, how = opening
    run = _run(places, first, total, bracket=places[first].depth > total.depth)
    if total.figure.unit == "分" and any(place.lead.endswith("得") for place in run):
        run = [place for place in run if place.lead.endswith(("得", "得满分")) == bool(_GOT.search(total.lead))]  # 12分得11分: one of each
    if run and (is_one_grade(total, run[0], passage) or is_net(total, run) or is_row_again(places, index, run)):
        return None
    totals = [total]
    if places[first].start >= passage.end or _OTHERWISE.match(how):
        # told by another kind (512人中，结业498人；按身份分…) or in a sentence of its own (支出63万元，结余3万元。其中…) they may be of any
        before = places[max(0, index - _LONGEST) : index]
        totals += [place for place in before if place.role in ("level", "to") and same_unit(place.figure, total.figure)]
    # 由三块构成：拨款180万元，补助45万元，上年结转15万元: what was carried over is part of it where it makes it up
    carried = [place for place in places[first:] if place in run or (place.role == "former" and _OPENING.match(place.label))]
    runs = [run, *([carried] if len(carried) == len(run) + 1 else [])]
    groups = [Group(place, tuple(extent), 0.0, passage) for place in totals for one in runs for extent in _extents(total, one)]
    group = next((group for group in groups if group.fits()), groups[0] if groups else None)
    if group is None:
        return None
    group = group.of_likelier(places[max(0, index - _LONGEST) : index])
    near = places[index : first + _LONGEST + 1]
    return replace(group, complete=completeness(group.total, group.parts, how, passage, near))


def _opening(places: list[Place], index: int, end: int) -> tuple[int, str] | None:
    """Return where the parts of a total begin and by which words they do so, or None; its sentence ends at ``end``."""
    total = places[index]
    for at in range(index + 1, min(len(places), index + _LONGEST)):
        place = places[at]
        lead = place.hidden
        if (end_of_bracket := closing(lead)) is not None and place.depth <= total.depth and total.depth:
            return None
        openers = [one for one in cues.LIST_OPEN.finditer(lead, end_of_bracket or 0) if not _CLOSED.match(lead, one.start())]
        if openers:
            before = lead[: openers[0].start()]
            if (re.search("[；。]", before) and not place.depth > total.depth) or cues.REASON.search(lead) or cues.COMPARED.search(before):
                return None
            is_far = openers[0][0] in "：:（(" and at > index + 1 and place.start < end
            if is_far or _OF_ANOTHER.match(lead, openers[0].start()):
                return None
            if place.role == "each" and at + 1 < len(places) and _MADE.fullmatch(places[at + 1].hidden):
                return at + 1, lead[openers[0].start() :]  # 示范社区每个5万元计60万元
            if place.role != "level":
                return None
            counted = total.figure.kind == "amount" and place.figure.kind == "quantity" and at + 1 < len(places)
            first = at + 1 if counted and places[at + 1].role == "level" and _COUNTED_TOO.fullmatch(places[at + 1].hidden) else at
            return first, lead[openers[0].start() :]
        if _is_aside(place, total, index, at) or is_held_against(places, at):
            continue
        if place.role == "level" and place.depth == total.depth:
            is_of_all = total.lead.startswith("、") and bool(re.match("[；;]", place.lead))  # 甲62场、乙48场；线上30场，线下80场
            within = _WITHIN.match(place.lead)
            is_of_all = is_of_all or (within is not None and within["whole"] not in total.label)
            is_own = at == index + 1 and not is_of_all and is_family([other.label for other in places[at : at + 3]])
            return (at, "") if is_own else None
    return None


def _is_aside(place: Place, total: Place, index: int, at: int) -> bool:
    """Tell whether a figure behind a total is a rate of it, or right behind it counts it in another unit (接待112批次、1428人次，其中…)."""
    if place.figure.kind == "percent" != total.figure.kind or (at == index + 1 and _AVERAGE.fullmatch(place.lead)):
        return True  # 获奖作品96件，获奖率40.7%，其中…
    is_count = place.figure.kind == total.figure.kind == "quantity" and not same_unit(place.figure, total.figure)
    return at == index + 1 and is_count and place.role == "level" and bool(_ASIDE.fullmatch(place.lead))


def _run(places: list[Place], first: int, total: Place, *, bracket: bool) -> list[Place]:
    """Return the levels in the list that begins at ``first``, those in deeper brackets left out; 收入总计 holds what was carried over."""
    head = places[first]
    run: list[Place] = []
    is_inner = is_change = False
    for place in places[first : first + _LONGEST]:
        # 人员经费16万元，主要包括：工资9万元、津贴7万元；公用经费…: parts of a part, up to a weightier sign
        is_inner = place is not head and not re.search("[；;。]", place.hidden) and (is_inner or bool(_INNER.search(place.hidden)))
        # 市级33个，比上年新增省级2个、市级3个: more of the changes
        is_change = (place.role in ("former", "by") and place is not head) or (is_change and place.hidden.startswith("、"))
        is_result = (total.role == "budget" or _FUNDS.search(total.lead)) and _RESULT.fullmatch(place.label)  # 预算62万元，执行60万元
        is_aside = place.figure.kind != head.figure.kind and "其中" in place.lead and "。" not in place.lead  # 公车费4万元，保有3辆，其中…
        if (
            is_inner
            or (is_result and place.depth >= head.depth)
            or is_aside
            or place.depth > head.depth
            or (is_change and place.role == "level")
        ):
            continue
        if place is not head and (place.depth < head.depth or (bracket and place.depth == head.depth and stands_outside(place, head))):
            break
        if place is not head and (
            re.search(r"其中|。", place.lead)
            or _OTHER_CLAIM.search(place.lead)
            or (_LEFT.match(place.label) and not _LEFT.match(head.label) and not _HOLDS_LEFT.search(total.lead))
        ):
            break
        is_opening = place.role == "former" and _OPENING.match(place.label) and re.search("总计|收入(?:决算|预算|总)", total.lead)
        is_closing = place.role == "former" and _LEFT.match(place.label) and _HOLDS_LEFT.search(total.lead)
        if (place.role == "level" or is_opening or is_closing) and place.figure.kind == head.figure.kind:
            if not same_unit(place.figure, head.figure) and not addable_to(total, place.figure):
                break
            run.append(place)
    return run


def _extents(total: Place, run: list[Place]) -> Iterator[list[Place]]:
    """Yield how far a list may reach, the most natural first: to where the separators grow weightier than the first one."""
    are_awards = bool(run) and all(cues.AWARD.search(part.label) for part in run[:2]) and bool(cues.AWARD_TOTAL.search(total.lead))
    if not run or not (addable_to(total, run[0].figure) or (are_awards and total.figure.kind == run[0].figure.kind)):
        return
    ranks = [max((_RANK[match[0]] for match in _SEPARATOR.finditer(part.hidden)), default=1) for part in run]
    limit = max(ranks[1:2] or [1])
    end = len(run)
    for at in range(2, len(run)):
        is_rest = _REST.match(run[at].label) and at == len(run) - 1
        goes_on = is_rest or (are_awards and cues.AWARD.search(run[at].label) and not _NEW_CLAIM.search(run[at].lead))
        if ranks[at] > limit and not goes_on:
            end = at
            break
    yield run[:end]
    for other in range(len(run), 1, -1):
        if other != end and (other == len(run) or ranks[other] >= _TWO):
            yield run[:other]


def _before_parts(places: Sequence[Place], part: Place) -> Place | None:
    """Return the figure that 其中 before a part breaks down (拨款286万元，其中科普经费65万元；专项48万元，合计334万元)."""
    before = [place for place in places if place.end <= part.start and place.role == "level" and place.depth == part.depth]
    return before[-1] if before and "其中" in part.hidden and same_unit(before[-1].figure, part.figure) else None


def _parts_before(passage: Passage, places: list[Place], index: int) -> Group | None:
    """Return the total at ``index`` with the parts told before it (A 3万元，B 2万元，合计5万元)."""
    total = places[index]
    behind = passage.text[total.end - passage.start :] if total.end <= passage.end else ""
    if index < _TWO or not (
        cues.SUM_AFTER.search(total.hidden) or (_TOGETHER.fullmatch(total.lead) and are_awards(behind, places[index - _TWO : index]))
    ):
        return None
    run: list[Place] = []
    broken: Place | None = None
    some = places[max(0, index - _LONGEST) : index]
    if total.figure.unit == "分" and any(place.lead.endswith("得") for place in some):
        some = [place for place in some if place.lead.endswith(("得", "得满分"))]  # 决策20分得19分: its full marks and those given
    if sum(bool(GRADE.search(place.label)) for place in some[-_TWO:]) == _TWO:
        some = [place for place in some if cues.AWARD.search(place.label)]  # of works sent in, prizes are no more than a part
    for place in reversed(some):
        if place.depth > total.depth:
            continue
        if place.depth < total.depth or place.role not in ("level", "share", "by", "completion", "budget"):
            break
        if place.role in ("level", "budget") and place.figure.kind == total.figure.kind:
            if not same_unit(place.figure, total.figure) or cues.SUM_AFTER.search(place.hidden):
                break
            run.insert(0, place)
            if re.search(r"[：:。]|其中", place.hidden):
                broken = _before_parts(some, place)
                break
    if total.figure.unit == "分":  # 投入10分，自评9分；…，合计: what was got, not what could be
        run = [part for part in run if _GOT.search(part.lead)] or run
    run = first_told(total, run)
    inner = [place for place in some if place.depth > total.depth and same_unit(place.figure, total.figure)]  # 甲6万元（执行5万元）…合计
    groups = [Group(total, tuple(run[-length:]), 0.8, passage) for length in range(len(run), 1, -1)]
    groups += [Group(total, tuple(inner), 0.8, passage)] if len(inner) == len(run) > 1 else []
    apart = next((at for at in range(1, len(run)) if re.match("[；;]", run[at].hidden)), 0) if broken is not None else 0
    if broken is not None and apart:
        groups.insert(0, Group(total, (broken, *run[apart:]), 0.8, passage))
    is_open = not groups or _GIVEN.search(run[0].lead) or lacks_kinds(total, run) or any(map(is_apiece, run))
    otherwise = None if is_open else groups[0]
    return next((group for group in groups if group.fits()), otherwise)
