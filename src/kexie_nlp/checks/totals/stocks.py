"""Whether what there was, what came and what went make what there is (原有48家，新建9家，达到57家)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from kexie_nlp.checks.arithmetic import rate_of
from kexie_nlp.checks.relations import Computed, Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, both_of, key_of, same_unit
from kexie_nlp.checks.totals.plain_stocks import others_moved

_OPENING: Final = re.compile(
    r"原有|原来|原为|此前|年初|期初|上年(?:度|末|底|年末|年底)?|去年(?:末|底|年末|年底)?|(?:19|20)\d\d年(?:底|末|12月底|12月末)|由|从|已有|在现有|在(?:19|20)\d\d年[底末]?|现有(?=.*基础上)"
)
_CAME_WORDS: Final = (
    r"再建|再增|新招|招聘|录用|新增设?|新装|加装|安装|注册|接收|划入|认定|新建立?|新成立|新组建|新发展|新设立?|新吸收|新注册|新认定|新命名|新创建|新入会|新[购聘进添办]|发展|增加|调入|转入|招录|增[设选补]|"
    r"新加入|新登记|新培育|新挂牌|登记|建立|成立|购[入置]|添置|吸收"
)
_WENT_WORDS: Final = (
    r"离[开职]|撤[销并站点]|合并注销|注销|取消|合并|减少|退[出会休]|除名|[调转]出|辞职|淘汰|摘牌|报废|关停|解散|去世|清退|"
    r"核销|流失|停[办用产]|剔[除旧]|处置|解聘|拆[除迁]|损[毁坏]|关[闭停]|摘除|病故|迁出|划[出转]|收回|失效|退役|清理|到期"
)
_CAME: Final = re.compile(rf"(?:{_CAME_WORDS})(?:了|[一-鿿]{{0,14}})$")
_WENT: Final = re.compile(rf"(?:{_WENT_WORDS})(?:了|[一-鿿]{{0,10}})$")
_CLOSING: Final = re.compile(
    r"(?:累计|总数|总量|总计|总共|共有|现有|现共有|目前|年末|年底|期末|达到|达|增至|增加到|增加至|扩大到|发展到|上升到|减至|减少到|降至|实有|保有)[一-鿿（）()]{0,12}$"
)
_NARROW: Final = re.compile(r"其中|[国省市县区]级|女|专职|兼职|计划|目标|力争|拟|预算|占|累计(?:新|发展|注销)|历年|近[两三四五]年|共新")
_PLANNED: Final = re.compile(r"计划|力争|目标|拟|明年|将|预计|争取|到20\d\d年")
_OTHER_TIME: Final = re.compile(r"近[二两三四五六七八九十]年|以来|五年来|三年来|届[内期]")
_HAPPENED: Final = re.compile(
    rf"连同|加上|年内|其中|当年|本年度?|{_CAME_WORDS}|{_WENT_WORDS}|(?:19|20)\d\d年|年度|年[初末底]|上年|去年|今年|全年|原有?来?|此前|由|从|已|现|目前|共|有|总数?量?|累计"
    r"|在[册籍]|达到?|增[至加]到?|全[市县区省州旗]|我[市县区省会]|新|经?批准|[数了底末初为是实，,到至]"
)
_LEFT_TOO: Final = re.compile(rf"[（(，,；;][^（）()。]{{0,12}}(?:{_WENT_WORDS}|减员)[^（）()]{{0,6}}\d")  # 达到46个（自动退出2个）
_WHY: Final = re.compile(rf"(?:因|由于|经?[年复]?[检核审考查]核?不|到期|长期)[一-鿿]{{0,12}}(?={_WENT_WORDS})")  # 因道路拓宽拆除3处
_STOOD: Final = re.compile(r"连同|加上|原有|原来|此前|已有|[年期][初末底]|去年[末底]")
_BROKEN_DOWN: Final = re.compile(r"其中[，,：:]?(?:[年期]初|上年[末底]|去年[末底])")  # 原值72.87万元。其中年初68.42万元，…
_STOP: Final = re.compile(r"[。；;]")
_THEN: Final = re.compile(
    r"[，,；;（(]?(?:其中[，,：:]?)?(?P<against>比|较)?(?:而|其)?(?:上年|去年|年初|期初|原有|(?:19|20)\d\d年)[年]?[末底]?(?:的|时的?)?"
    r"(?:(?!目标|计划|任务)[^，。；\d]){0,10}"
)
_WENT_TOO: Final = re.compile(r"其中|注销|撤销|退|减少|近|余|约|每|计划|力争|占")
_NOT_ALL: Final = re.compile(r"计划|力争|拟|将|明年|以来|五年|三年|届内|累计[新发注]|约|近|余|每|占|平均|不含|含")
_TAIL: Final = re.compile(r"[（(].*?[）)]")
_BASIS: Final = re.compile(r"^.*?基础上[，,]?")  # 在现有76个学会的基础上新增8个
_NUMBERING: Final = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])\s*")
_OF_LEVEL: Final = re.compile(r"[国省市县区]级")
_MOST: Final = 5
_SCORE: Final = 0.7
_DOUBT: Final = 0.6
_NAME: Final = 2


def check_stocks(context: Context) -> Iterator[Relation]:
    """Yield whether a stock is the one before with what came and without what went, told in one line."""
    for line in context.paragraphs():
        told = [(passage, place) for passage in line for place in passage.places]
        for passage, behind in pairwise(line):
            if passage.places and _BROKEN_DOWN.match(behind.text):
                yield from _behind(both_of(passage, behind), len(passage.places) - 1)
        for at, (passage, place) in enumerate(told):
            if _is_closing(passage, place):
                yield from _forward(line, told, at)
                if not _OF_LEVEL.search(_last(place.lead)):
                    yield from _growth(passage, place)
            if place.figure.kind == "quantity" and place.role in ("level", "to") and not place.depth:
                yield from _behind(passage, passage.places.index(place))
            if place.role == "by" and "净" in place.lead and place.figure.kind == "quantity":
                yield from _net(passage, place)
        for at, (first, second) in enumerate(pairwise(told)):
            if first[1].role in ("from", "former") and second[1].role == "to" and first[0] is second[0]:
                yield from _flow_first(told, at)
                yield from _flow_behind(told, at)


def _is_closing(passage: Passage, place: Place) -> bool:
    """Tell whether a count is that of a stock after what happened to it."""
    if place.figure.kind != "quantity" or place.role not in ("level", "to") or place.depth:
        return False
    chunk = _last(place.lead)
    is_narrow = _NARROW.search(_OF_LEVEL.sub("", chunk))  # 年末市级学会达到49个: whether there were of that level is asked below
    return (bool(_CLOSING.search(chunk)) or place.role == "to") and not is_narrow and not _CAME.search(chunk)


def _last(lead: str) -> str:
    """Return the last clause of the words before a figure, without brackets."""
    return re.split(r"[，,。；;、：:]", _TAIL.sub("", _NUMBERING.sub("", lead)).rstrip("：: "))[-1]


def _flow(place: Place, closing: Place, *, is_of_level: bool = False, is_behind: bool = False) -> int:
    """Return 1 of a count that came, -1 of one that went, 0 of neither; ``is_of_level`` if 市级 before it narrows nothing."""
    if not same_unit(place.figure, closing.figure) or (place.depth and not is_behind) or place.role in ("from", "to"):
        return 0
    told = _last(place.lead)
    if is_behind:
        told = told.removeprefix("其中").strip("（(")
    chunk = _BASIS.sub("", told)
    if chunk != told or is_of_level:
        chunk = _OF_LEVEL.sub("", chunk)  # 在42家的基础上新成立市级学会3家: the base is of the same level
    if _NARROW.search(chunk) or (place.role == "by" and not is_behind and "新" not in chunk[-_NAME:]):
        return 0
    return 1 if _CAME.search(chunk) else -1 if _WENT.search(chunk) else 0


def _forward(line: Sequence[Passage], told: Sequence[tuple[Passage, Place]], at: int) -> Iterator[Relation]:
    """Yield whether a stock follows from those before it: what there was, what came and what went."""
    passage, closing = told[at]
    flows: list[tuple[int, Place]] = []
    for where, place in reversed(told[max(0, at - _MOST) : at]):
        is_plan = where is not passage and _PLANNED.search(where.text)
        if line.index(passage) - line.index(where) > 1 or is_plan or _OTHER_TIME.search(where.text):
            return
        if not same_unit(place.figure, closing.figure) or place.role in ("share", "completion"):
            continue
        sign = 0 if place.role == "former" else _flow(place, closing, is_of_level=_is_of_level(place, closing))
        if sign:
            flows.insert(0, (sign, place))
            continue
        if _is_opening(place) and set(_OF_LEVEL.findall(_last(closing.lead))) <= set(_OF_LEVEL.findall(_last(place.lead))):
            flows = flows or _before_opening(where, place, closing)
            others = _LEFT_TOO.match(passage.text, closing.end - passage.start) or others_moved(place, [sign for sign, _ in flows], closing)
            if flows and _is_one_thing(place, flows, closing) and not others:
                yield _compared(passage, place, flows, closing)
        return


def _before_opening(passage: Passage, opening: Place, closing: Place) -> list[tuple[int, Place]]:
    """Return what came and went, told before what there was (新建4家，连同上年末的18家，全县达到22家)."""
    if not _STOOD.search(_last(opening.lead)):
        return []
    flows: list[tuple[int, Place]] = []
    behind = opening
    for place in reversed(passage.places[: passage.places.index(opening)]):
        text = passage.text[place.end - passage.start : behind.start - passage.start]
        if _STOP.search(text) or not (sign := _flow(place, closing)):
            break
        flows.insert(0, (sign, place))
        behind = place
    return flows


def _behind(passage: Passage, at: int) -> Iterator[Relation]:
    """Yield whether a stock follows from what is told behind it (年末260人，年初220人，发展80人、退会40人; 38辆（上年32辆，新增6辆）)."""
    closing = passage.places[at]
    run = _run_behind(passage, at)
    openings = [
        (place, then) for place in run if place.role != "by" and (then := _THEN.fullmatch(place.lead)) and not _CAME.search(place.lead)
    ]
    chunk = _last(closing.lead)
    if len(openings) != 1 or _NARROW.search(_OF_LEVEL.sub("", chunk)) or _CAME.search(chunk) or _WENT.search(chunk):
        return
    opening, then = openings[0]
    others = [place for place in run if place is not opening and not (then["against"] and place.role == "by")]
    flows = [(_flow(place, closing, is_of_level=_is_of_level(place, closing), is_behind=True), place) for place in others]
    score = _SCORE
    if not flows and at and _flow(passage.places[at - 1], closing) == 1 and not _WENT_TOO.search(passage.text):
        flows, score = [(1, passage.places[at - 1])], _DOUBT  # 新增420人，总数6820人，比上年末的6400人增长6.6%
        signed = [(_flow(place, closing), place) for place in passage.places[max(0, at - _MOST) : at]]
        flows = [one for one in signed if one[0]] if any(sign < 0 for sign, _ in signed) else flows  # 拆除5处，修缮8处，新建9处
    if flows and at and (sign := _flow(passage.places[at - 1], closing)) and all(other == -sign for other, _ in flows):
        flows.insert(0, (sign, passage.places[at - 1]))  # 新建6家，年末37家（上年末35家，退出4家）
    told = [*(place for _, place in flows), closing, opening]
    text = passage.text[
        min(place.start - len(place.lead) for place in told) - passage.start : max(place.end for place in told) - passage.start
    ]
    if flows and all(sign for sign, _ in flows) and not _NOT_ALL.search(text) and _is_one_thing(opening, flows, closing):
        relation = _compared(passage, opening, flows, closing, score)
        grown = closing.figure.value - opening.figure.value
        if relation.holds or not any(place.role == "by" and place.sign * place.figure.value == grown for place in run):
            yield relation  # 达到520人，较上年末的480人增加40人，其中新招60人: others have left


def _is_of_level(place: Place, closing: Place) -> bool:
    """Tell whether what came or went is told to be of the level that the stock is of (市级学会46个，当年新成立市级学会3个)."""
    return all(level in closing.lead for level in _OF_LEVEL.findall(_last(place.lead)))


def _run_behind(passage: Passage, at: int) -> list[Place]:
    """Return the figures in the unit of a stock that are told behind it, up to the end of its bracket or of what is said of it."""
    run: list[Place] = []
    closing = passage.places[at]
    end = closing.end
    behind = passage.places[at + 1 : at + 1 + _MOST]
    for place in behind:
        is_other = _STOP.search(passage.text[end - passage.start : place.start - passage.start]) and not _STOOD.search(_last(place.lead))
        if is_other or "。" in place.lead or place.depth != behind[0].depth:
            break
        if same_unit(place.figure, closing.figure):
            run.append(place)
        end = place.end
    return run


def _net(passage: Passage, net: Place) -> Iterator[Relation]:
    """Yield whether what came without what went is the growth that is told (新招16人、离开12人，年末59人，比年初净增4人)."""
    places = passage.places[max(0, passage.places.index(net) - _MOST) : passage.places.index(net)]
    flows = [(sign, place) for place in places if (sign := _flow(place, net))]
    if sorted(sign for sign, _ in flows) != [-1, 1] or _PLANNED.search(passage.text):
        return
    came, went = (place.figure for _, place in sorted(flows, key=lambda flow: -flow[0]))
    formula = f"{came.text} − {went.text} = {net.figure.written(came.value - went.value)}"
    computed = Computed(came.value - went.value, came.range - went.range, formula, (came, went))
    if net.sign > 0:
        yield compare("sum", net.figure, computed, (passage.start, passage.end), _DOUBT)


def _growth(passage: Passage, closing: Place) -> Iterator[Relation]:
    """Yield whether a stock grew by the rate that follows from what came (新建15家，总数达97家，比上年末增长18.29%)."""
    at = passage.places.index(closing)
    if not 0 < at < len(passage.places) - 1 or _PLANNED.search(passage.text):
        return
    came, rate = passage.places[at - 1], passage.places[at + 1]
    between = passage.text[came.end - passage.start : rate.start - passage.start]
    if _flow(came, closing) != 1 or rate.role != "by" or rate.figure.kind != "percent" or re.search(r"[；;。]", between):
        return
    computed = rate_of(closing.figure, came.figure, 1)
    if computed is not None and rate.sign > 0 and _is_one_thing(came, [], closing):
        yield compare("change", rate.figure, computed, (passage.start, passage.end), _DOUBT)


def _is_opening(place: Place) -> bool:
    """Tell whether a count is that of a stock before."""
    if place.depth or place.role not in ("former", "from", "level"):
        return False
    chunk = re.split(r"[。；;]", place.lead)[-1]
    is_base = chunk.endswith("在现有") or bool(_OPENING.search(chunk))
    return is_base and not _NARROW.search(_OF_LEVEL.sub("", _last(place.lead))) and not re.search(r"比|较|新增|新建", _last(place.lead))


def _is_one_thing(opening: Place, flows: Sequence[tuple[int, Place]], closing: Place) -> bool:
    """Tell whether what there was, came and is may be one thing: they are named alike, or not named again; 活跃志愿者 are not all."""
    before = [name for place in (opening, *(flow for _, flow in flows)) if len(name := _name(place)) >= _NAME]
    after = _name(closing)
    level = _OF_LEVEL.search(_last(opening.lead))
    if level and (after or any(len(_name(place)) >= _NAME for _, place in flows)) and level[0] not in _last(closing.lead):
        return False
    is_like = all(one in other or other in one for one, other in pairwise(before))
    return is_like and (len(after) < _NAME or not before or any(after in name for name in before))


def _name(place: Place) -> str:
    """Return what a count is of, without the words for what happened to it."""
    return _HAPPENED.sub("", _WHY.sub("", key_of(_BASIS.sub("", _last(place.lead))))).removesuffix("在").removeprefix("在册")


def _compared(passage: Passage, opening: Place, flows: Sequence[tuple[int, Place]], closing: Place, score: float = _SCORE) -> Relation:
    """Return whether a stock is the one before with its changes."""
    value, bounds, formula = opening.figure.value, opening.figure.range, opening.figure.text
    for sign, place in flows:
        value += sign * place.figure.value
        bounds = bounds + place.figure.range if sign > 0 else bounds - place.figure.range
        formula += f" {'+' if sign > 0 else '−'} {place.figure.text}"
    sources = (opening.figure, *(place.figure for _, place in flows))
    computed = Computed(value, bounds, f"{formula} = {closing.figure.written(value)}", sources)
    return compare("sum", closing.figure, computed, (passage.start, passage.end), score)


def _flow_first(told: Sequence[tuple[Passage, Place]], at: int) -> Iterator[Relation]:
    """Yield whether what came, told first, is the difference of what there was and is (新增15个，总数由62个增至77个)."""
    (passage, opening), (_, closing) = told[at], told[at + 1]
    if not same_unit(opening.figure, closing.figure) or not at:
        return
    before = [place for where, place in told[max(0, at - 2) : at] if where is passage and same_unit(place.figure, closing.figure)]
    is_of_level = not _name(opening) or _OF_LEVEL.search(_last(opening.lead)) is not None
    flows = [(sign, place) for place in before if (sign := _flow(place, closing, is_of_level=is_of_level))]
    if sorted(sign for sign, _ in flows) == [-1, 1] and _have_one_end([*before, opening]) and not _OTHER_TIME.search(passage.text):
        yield _compared(passage, opening, flows, closing)
        return
    between = passage.text[before[-1].end - passage.start : opening.start - passage.start] if before else "。"
    if len(flows) != 1 or _PLANNED.search(passage.text) or re.search(r"[。；;]", between) or flows[0][1] is not before[-1]:
        return
    if any(_flow(place, closing, is_of_level=True) for place in before[:-1]) or (len(before) > 1 and flows[0][1].lead.startswith("、")):
        return  # one of two changes was not understood
    if _is_one_thing(opening, flows, closing):
        yield _compared(passage, opening, flows, closing)


def _have_one_end(places: Sequence[Place]) -> bool:
    """Tell whether the names of what came, went and was there end in one word (新成立学会, 注销长期不活动学会, 市级学会由)."""
    ends = {name[-_NAME:] for place in places if (name := _name(place))}
    return len(ends) == 1 and len(ends.pop()) == _NAME and not re.search(r"[。；;]", "".join(place.lead for place in places[1:]))


def _flow_behind(told: Sequence[tuple[Passage, Place]], at: int) -> Iterator[Relation]:
    """Yield whether what came and went, told behind, makes the difference (由62家变为58家，新登记6家、注销10家)."""
    (passage, opening), (_, closing) = told[at], told[at + 1]
    behind = [place for where, place in told[at + 2 : at + 2 + _MOST] if where is passage]
    signed = [(_flow(place, closing, is_behind=not place.depth and "其中" in place.lead), place) for place in behind]
    flows = list(takewhile(lambda flow: flow[0], signed))
    signs = {sign for sign, _ in flows}
    is_part = any("其中" in place.lead for _, place in flows) and -1 not in signs  # 其中新建6家: others may have gone
    if (
        1 in signs
        and not is_part
        and not re.search(r"[。；;]", passage.text[closing.end - passage.start : flows[-1][1].start - passage.start])
    ):
        yield _compared(passage, opening, flows, closing)
