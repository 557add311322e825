"""Totals whose parts a later sentence tells under their name (基本支出318.45万元…。基本支出中，工资福利支出…，商品和服务支出…)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of, same_unit
from kexie_nlp.checks.totals.group import Group
from kexie_nlp.checks.totals.wholes import completeness

HEAD: Final = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s*)?(?:第[一二三四五][，,]|[一二三四五]是)?(?P<of>在|其中[，,]?|上述|以上)?(?P<name>[一-鿿“”]{2,16}?)"
    r"(?:(?:全部|均|都)?由[^，。；\d]{2,12}(?:负担|安排|保障|承担)[，,](?:其中|包括)?|[里之]?[中内][，,：:]|里[面头]?[，,：:]?|当中[，,：:]?|一项[，,：:]|又?分为?(?=[一-鿿]{2})|的?构成(?:情况)?[为是：:，,]{1,2}|(?:主要)?由|(?:主要)?用于(?:[：:]|(?=[两二三四五六七八几][一-鿿]{1,3}[：:]))|包括[：:]?|分为"
    r"|的?(?:分项|明细|细目|细项|具体|分布|组成|结构|来源|去向|用途)(?:情况|数额|构成|科目)?(?:如下|为|是)*[：:，,]|(?(of)[：:]|(?!)))"
    r"(?:[两二三四五六七八几][一-鿿]{1,3}[：:，,])?"  # 用于三件事：
)
_NAME_NOISE: Final = re.compile(
    r"^(?:(?:本(?:部门|单位)|全部|年末|年底|期末|全年|本年|年度|当年|实际|完成|共|累计|举办|开展|组织|发放|安排|投入|争取|实施|下达|评出|表彰|新建|建成|现有)了?)+|(?:总额|总数|总计|合计|决算数?|支出额|资金|金额|[天人件项家]数)$"
)
_MADE_UP: Final = re.compile(
    r"[，,（(](?:其中)?(?:由|系由|是由)(?P<parts>[^，。；、\d][^。；]{6,160}?)(?:共同)?(?:组成|构成|相加|加总)(?=[，。；）)]|而|得|$)"
)
_NOT_WHOLE: Final = re.compile(r"主要|等|兼|同时|其中|另|不含|约|近|余|多")
_NO_PART: Final = re.compile(r"其中|每|比|较|上年|去年|预算|增|减|年初|结转|结余|占[^，。；]*的$")
_BETWEEN: Final = re.compile(r"(?:[^（）()]{0,40}[）)])?[、，,；;]")
_SOURCE: Final = re.compile(r"结转|结余|预算拨款|预算内|[省市县区级]预算[^，。；]{0,3}$")  # names of what came in, no plan or earlier value
_KINDS: Final = re.compile("[两二三四五六七八几]")  # of how many kinds it is
_LINES: Final = 3  # back to where the total is told
_LEAST: Final = 2
_SPECIFIC: Final = 4  # characters of a name
_SURE: Final = 0.75


def named_groups(context: Context) -> Iterator[Group]:
    """Yield the totals that a sentence breaks down by their name and an earlier one tells."""
    lines = list(context.paragraphs())
    for number, line in enumerate(lines):
        before = [passage for some in lines[max(0, number - _LINES) : number] for passage in some]
        for at, passage in enumerate(line):
            yield from _made_up(passage)
            head = HEAD.match(passage.text)
            if head is None or not passage.places:
                continue
            parts = parts_of(passage, head)
            if len(parts) < _LEAST:
                continue
            total = _total([*before, *line[:at]], head["name"], parts)
            group = _group(total, parts, passage, head[0]) if total is not None else _far_group(context, head, parts, passage)
            if group is not None:
                yield group


def _made_up(passage: Passage) -> Iterator[Group]:
    """Yield the total that a sentence says is made up of some parts (总计636.83万元，由收入612.48万元和年初结转24.35万元构成)."""
    for match in _MADE_UP.finditer(passage.text):
        start, end = passage.start + match.start("parts"), passage.start + match.end("parts")
        parts = [place for place in passage.places if start <= place.start < end]
        before = [place for place in passage.places if place.end <= passage.start + match.start()]
        if len(parts) < _LEAST or not before or _NOT_WHOLE.search(match["parts"]):
            continue
        total = before[-1]
        is_whole = total.role in ("level", "to", "budget") and total.end == passage.start + match.start()
        are_parts = all(part.role in ("level", "former") and same_unit(part.figure, total.figure) for part in parts)
        if is_whole and are_parts and all(place.figure.exactness == "exact" for place in (total, *parts)):
            yield Group(total, tuple(parts), _SURE, passage)


def parts_of(passage: Passage, head: re.Match[str]) -> list[Place]:
    """Return the run of values, each with its name, that begins behind a head; else all that its name ends the names of."""
    run = _run(passage, head.end())
    own = [place for place in passage.places if _is_kind(place, head["name"])]
    is_own = len({place.label for place in own}) == len(own) >= _LEAST and all(same_unit(place.figure, own[0].figure) for place in own)
    return own if len(run) < _LEAST and is_own else run


def _is_kind(place: Place, name: str) -> bool:
    """Tell whether a value is of a kind of what is named: 单位会费 of 会费."""
    return place.role == "level" and not place.depth and place.label.endswith(name) and place.label != name


def _run(passage: Passage, at: int) -> list[Place]:
    """Return the run of values, each with its name, that begins at ``at``, whatever brackets and shares stand between."""
    run: list[Place] = []
    for place in passage.places:
        if place.start - passage.start < at and not _KINDS.match(place.figure.text):
            return []
        if place.start - passage.start < at or (run and (place.role == "share" or place.depth)):
            continue
        is_next = not run or (_BETWEEN.match(place.hidden) and same_unit(place.figure, run[0].figure))
        named = place.label if run else passage.text[at : place.start - passage.start]
        is_value = _is_source(place) or (place.role == "level" and not _NO_PART.search(place.lead[-len(named) :]))
        if not is_value or place.depth or not is_next or not named:
            break
        run.append(place)
    return run


def _is_source(place: Place) -> bool:
    """Tell whether a value that looks like a plan or one of before is of funds named so."""
    return place.role in ("level", "former", "budget") and _SOURCE.search(place.label) is not None


def _total(before: Sequence[Passage], name: str, parts: Sequence[Place]) -> Place | None:
    """Return the value last told by a name, if it is told with one value only."""
    wanted = _NAME_NOISE.sub("", key_of(name))
    told = [place for passage in before for place in passage.places if place.role in ("level", "to")]
    told = [place for place in told if parts and wanted and same_unit(place.figure, parts[0].figure)]
    by_all_of_it = [place for place in told if key_of(place.label).endswith(key_of(name))]  # 由本年收入…和年初结转构成
    for found in ([place for place in told if _NAME_NOISE.sub("", key_of(place.label)) == wanted], by_all_of_it):
        if len({place.figure.value for place in (*found, *by_all_of_it)}) == 1:
            return found[-1] if found else None
    return None


def _far_group(context: Context, head: re.Match[str], parts: Sequence[Place], passage: Passage) -> Group | None:
    """Return the same with the only value that all the report before tells by the name; digits must show that the parts are all."""
    before = [other for other in context.passages if other.end <= passage.start]
    total = _total(before, head["name"], parts) if len(key_of(head["name"])) >= _SPECIFIC else None
    group = _group(total, parts, passage, head[0]) if total is not None else None
    if group is None or group.fits() or misadded(group.total.figure.value, [part.figure.value for part in parts]) >= 1:
        return group
    return None


def _group(total: Place, parts: Sequence[Place], passage: Passage, head: str) -> Group | None:
    """Return a total and its parts with how sure it is that they make it up."""
    group = Group(total, tuple(parts), 0.0, passage)
    if group.fits():
        return group
    if cues.PARTIAL.search(head) or any(place.figure.exactness != "exact" for place in (total, *parts)):
        return None
    if any(map(_is_source, parts)):
        is_slip = total.figure.digits >= _SPECIFIC and misadded(total.figure.value, [part.figure.value for part in parts]) > 1
        return Group(total, tuple(parts), _SURE, passage) if is_slip else None
    sure = completeness(total, parts, head[-1], passage, list(passage.places))
    return Group(total, tuple(parts), min(sure, _SURE), passage) if sure else None
