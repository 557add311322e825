"""Whether rates of coverage follow from the figures told with them (乡镇18个，已建立科协17个，覆盖率94.4%)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.relations import Computed, Relation, compare, joined
from kexie_nlp.checks.slips import is_mistyped, slip
from kexie_nlp.checks.told.context import Context, Passage, Place, plain_unit, same_unit
from kexie_nlp.checks.told.figures import Range

_RATED: Final = re.compile(r"(?P<name>[一-鿿]{2,4})(?:率|面|比例)(?:约|均|为|达到?|是|[:：])*$")
# rates of money, of change, and of what has no count
_OTHER_RATE: Final = re.compile(
    r"增长|增[幅速长加]|降|差额|素质|执行|利$|税|贡献|变动|支出|预算|进度|使用资金|资金|汇|点击|阅读|收视|知晓|普及|活跃|支持|好评|投入产出"
)
_SATISFIED: Final = re.compile(r"满意(?:率|度|比例)(?:约|均|为|达到?|是|[:：])*$")
_CONTENT: Final = re.compile(r"满意(?!度|率)")
_NOT_CONTENT: Final = re.compile(r"不(?:太|够|大)?满意|一般")
_WHOLE: Final = re.compile(
    r"有|共|应|全[市县省区旗州]|收到|申报|年检|参赛|参评|总|征集|提出|提交|报送|现|承办|推荐|抽查|抽检|送检|验收|考核|检查|发出|发放|确定|受理|举荐|核定|作品|论文|收回|回收|入围|提"
)
_DONE: Final = re.compile(
    r"[中里]的?$|[中里]有|已|建|成|合格|办结|采纳|获|入选|其中|通过|完成|验收|优秀|参会|到会|立项|转化|办理|答复|落实|被|实[到有]|出席|收回|回收|有效|录用|选拔|进入|晋级|选出|推荐|解决|在编|在职|批示|落地|满意"
)
_OF_THESE: Final = re.compile(
    r"(?P<verb>收回|回收|有效|收到|参评|参赛|申报|入围|受理|征集|录用|建成|投产)的?[一-鿿]{0,6}[中里][，,]?[^，。；]*$"
)
_AMONG: Final = re.compile(r"[^，。；、\d]{0,16}[中里](?:[，,][^，。；\d]{0,16}|(?:已)?有|的|仅有?|只有|共有)?$")
_SUCH: Final = re.compile(r"[^，。；、\d]{0,16}[中里](?P<done>[^，。；、\d]{2,16})的(?:共?有|仅有?|只有)?$")  # 46个学会中已建立党组织的41个
_PLAIN_RATE: Final = re.compile(r"[，,、（(]?[^，。；\d]{0,7}(?:率|面|比例)(?:约|均|为|达到?|是|[:：])*")
_WON: Final = ("获奖", "得奖", "入围", "评奖")
WON_SHARE: Final = re.compile(
    r"[，,、](?:获奖|得奖)(?:作品|项目|人数|论文|数|选手)?占[^，。；\d]{0,6}(?:总数|总量|总人数|作品|全部|参[赛评]|送[选评])[^，。；\d]{0,4}的?(?:比例为?)?$"
)
_GRADE: Final = re.compile(r"[特一二三四]等奖|[金银铜]奖|优秀奖|优胜奖")
_ENTRIES: Final = re.compile(r"选送|推荐|作品|论文|申报|参评|征集|参赛|收到|报送")
_TOGETHER: Final = re.compile(r"[，,](?:合|总|一)?(?:共|计|获奖|共计|合计)(?:[一-鿿]{0,4})$")
_PRIZED: Final = re.compile(r"(?:获奖|得奖)(?:作品|项目|学生|选手)?(?:共|计)*$|(?:作品|项目|学生|选手)?(?:获奖|得奖)(?=[，,；;。（(])")
_MORE: Final = re.compile(r"提高|上升|增长|增加|下降|减少|较|比上|上年|去年")
_WHOLE_BEHIND: Final = re.compile(
    r"应到|应参加|应出席|[，,]在(?:[全我辖本][市县省区州旗]?[^，。；]{0,4})?$"
)  # 28个，在全市42个社区中覆盖率
_VACANT: Final = re.compile(r"缺编|空编|空缺|缺额|缺岗|缺员|空岗")
_FILLED: Final = re.compile(r"在编|实有|在岗|在职|现有|到岗")
# 推动15个未达标县科协中的9个达标，使全省达标率达到93.75%: the rate is of all
_MOVED: Final = re.compile(r"推动|推进|促进|帮助|支持|指导|督促|力争|争取|帮扶|未|尚|不|新|再|继续|其余|剩余")
# 合格171人，合格率95%，优秀36人，优秀率20%: each grade is of all
_GRADES: Final = re.compile(r"优[秀良]|良好|[合及]格|达标|满分|中等|差")
_LEADS_TO: Final = re.compile(r"使|让|带动|推动|促使|从而|进而|全[省市县区州旗国]|整体|总体|总")
_BEYOND: Final = re.compile(r"超额|超出|超过|多完成|[比较]")  # 开展118场，超额完成18场，完成率118%
_TERM: Final = re.compile(r"半年|季度|线[上下]|[省市县区乡镇村]级")
_STOP: Final = re.compile(r"[；;。]")
_SCORE: Final = 0.6
_ALL: Final = 100
_PAIR: Final = 2
_LIKE: Final = 1.5  # two digits exchanged
_TEN: Final = 10
_MOST: Final = 40  # figures of a sentence that are looked at


def check_ratios(context: Context) -> Iterator[Relation]:
    """Yield whether rates of coverage are those of the figures beside them."""
    for line in context.paragraphs():
        for number, passage in enumerate(line):
            for index, place in enumerate(passage.places):
                if place.figure.kind != "percent" or place.role not in ("level", "completion", "share", "to"):
                    continue
                if _SATISFIED.search(place.lead):
                    yield from _satisfied(line[max(0, number - _PAIR) : number], passage, index)
                elif WON_SHARE.search(place.lead):
                    yield from _covered(line[max(0, number - 1) : number], passage, index, _WON[0])
                elif (match := _RATED.search(place.lead)) and not _OTHER_RATE.search(match["name"]):
                    yield from _covered(line[max(0, number - 1) : number], passage, index, match["name"])


def _clause(passage: Passage, index: int) -> list[Place]:
    """Return the figures before one in its clause."""
    found: list[Place] = []
    end = passage.places[index].start
    for place in reversed(passage.places[max(0, index - _MOST) : index]):
        if _STOP.search(passage.text[place.end - passage.start : end - passage.start]):
            break
        found.insert(0, place)
        end = place.start
    return found


def _bracket(passage: Passage, index: int) -> list[Place]:
    """Return the figures of the bracket right behind one (合格率97.5%（120人中117人合格）)."""
    behind = passage.places[index + 1 : index + 1 + _PAIR]
    return list(behind) if behind and behind[0].lead.startswith(("（", "(")) and all(place.depth for place in behind) else []


def _counts(places: Sequence[Place]) -> list[Place]:
    """Return the counts among figures."""
    return [place for place in places if place.figure.kind == "quantity" and place.role in ("level", "to")]


def _own_counts(places: Sequence[Place]) -> list[Place]:
    """Return the counts among figures; those behind another rate, if there are two (获奖率49.3%，推荐40件参加市赛，28件获奖，获奖率70%)."""
    last = max((at for at, place in enumerate(places) if place.figure.kind == "percent" and _RATED.search(place.lead)), default=-1)
    own = _counts(places[last + 1 :])
    return own if len(own) >= _PAIR and same_unit(own[0].figure, own[-1].figure) else _counts(places)


def _covered(before: Sequence[Passage], passage: Passage, index: int, name: str) -> Iterator[Relation]:
    """Yield whether a rate is that of the last two counts before it, the whole first and then the part."""
    rate = passage.places[index]
    own = _own_counts(_clause(passage, index)) or _counts(_bracket(passage, index))
    if _MORE.search(rate.lead) or any(place.figure.kind == "percent" for place in passage.places[max(0, index - 1) : index]):
        return
    if not own:
        return
    if (of_group := _of_group(passage, rate, own[-1])) is not None:
        yield of_group
        return
    found, is_sure = _named_whole(before, passage, own[-1]) or _whole_before(passage, rate, own), True
    if name.startswith(_WON) and (prizes := [place for place in own if _GRADE.search(place.lead)]):
        yield from _won(passage, rate, [place for place in own if place.end <= prizes[0].start], prizes, own)
        return
    if not found:
        units = {plain_unit(place.figure.unit) for place in own}
        rows = [[place for place in own if plain_unit(place.figure.unit) == unit] for unit in sorted(units)]
        rows = [row for row in rows if not _is_broken_down(row) or any(name[-_PAIR:] in part.lead for part in row[1:])]
        pairs = [pair for row in rows for pair in pairwise(row)]
        found = [(whole, part) for whole, part in pairs if _is_part(whole, part, name)]
        found += [
            (row[0], row[-1]) for row in rows if len(row) > _PAIR and not _AMONG.match(row[-1].lead) and _is_part(row[0], row[-1], name)
        ]
        found += [(whole, part) for part, whole in pairs if _is_reversed(part, whole, name)]
        is_only = any(len(row) == _PAIR and found in ([tuple(row)], [tuple(row[::-1])]) for row in rows)
        told_behind = [pair for pair in pairs if _is_told_behind(passage, *pair, name) or _is_such(*pair, rate)]
        found += [pair for pair in told_behind if pair not in found]
        named = [pair for pair in found if pair in told_behind or _AMONG.match(pair[1].lead) is not None or _tells(name, *pair)]
        is_sure = (is_only or len(named) == 1) and not _is_of_all(rate, own) and sum("分别" in place.lead for place in own) < _PAIR
        found = named + [pair for pair in found if pair not in named]
        found = [(whole, part) for whole, part in found if not (_GRADES.search(whole.lead) and _GRADES.search(name) and name in part.lead)]
    told = [relation for whole, part in found if (relation := _rated(passage, rate, part, whole)) is not None]
    holding = next((relation for relation in told if relation.holds), None)
    if holding is not None:
        yield holding
    elif told and is_sure and not (rate.figure.value == _ALL and "其中" in found[0][1].lead):
        yield told[0]  # 办结8件，其中主办3件，办结率100%: of all of them
    else:
        told = [one for one in told if one.difference is not None and is_mistyped(rate.figure, rate.figure.value - one.difference)]
        yield from told[:1]


def _whole_before(passage: Passage, rate: Place, own: Sequence[Place]) -> list[tuple[Place, Place]]:
    """Return a whole broken down earlier, with the one count behind it, if a rate is nearly that of it (42个，其中…；已建31个)."""
    part = own[0]
    row = [place for place in _counts(passage.places) if place.end <= part.start and same_unit(place.figure, part.figure)]
    whole = row[0] if len(own) == 1 and len(row) > _PAIR and not row[0].depth and _is_broken_down(row) else None
    computed = _of_sums([part], [whole]) if whole is not None and part.figure.value <= whole.figure.value else None
    if whole is None or computed is None:
        return []
    decimals = len(rate.figure.text.partition(".")[2].rstrip("%％"))
    is_it = computed.range.meets(rate.figure.range) or slip(rate.figure.value, round(computed.value, decimals)) >= _LIKE
    return [(whole, part)] if is_it else []


def _of_group(passage: Passage, rate: Place, part: Place) -> Relation | None:
    """Return that a rate is that of a part in the group of its name, if it is (其中小学组920人…小学组获奖248人，获奖率27%)."""
    row = [place for place in _counts(passage.places) if place.end <= part.start and same_unit(place.figure, part.figure)]
    row = [place for place in row if len(place.label) >= _PAIR and part.label.startswith(place.label) and part.label != place.label]
    told = [relation for whole in row if (relation := _rated(passage, rate, part, whole)) is not None]
    return next((relation for relation in told if relation.holds), None)


def _is_broken_down(row: Sequence[Place]) -> bool:
    """Tell whether the first of some counts is made up of all the others, and a rate is of none (118场，上半年52场，下半年66场)."""
    whole, *parts = row
    gap = abs(whole.figure.value - sum(place.figure.value for place in parts))
    are_terms = all(_TERM.search(place.lead) for place in parts)
    return len(parts) > 1 and (gap * _TEN <= whole.figure.value if are_terms else not gap)


def _is_of_all(rate: Place, own: Sequence[Place]) -> bool:
    """Tell whether a rate is what all came to when some more were won, so that it is not of those."""
    return bool(_LEADS_TO.search(re.split("[，,]", rate.lead)[-1])) and any(_MOVED.search(place.lead) for place in own)


def _tells(name: str, whole: Place, part: Place) -> bool:
    """Tell whether one of two counts is told with the word that a rate is named by (采纳3.9万条，采纳率; 编制28名…编制使用率)."""
    return name[-_PAIR:] in part.lead or name[:_PAIR] in whole.lead or name[-_PAIR:] in whole.lead


def _won(passage: Passage, rate: Place, entries: Sequence[Place], prizes: Sequence[Place], own: Sequence[Place]) -> Iterator[Relation]:
    """Yield whether a rate is that of the prizes given among the entries, whatever they are counted in (作品386件 … 共231项，获奖率)."""
    told = [place for place in own if place.start > prizes[-1].start and _TOGETHER.search(place.lead)]
    given = [place for place in entries if _PRIZED.search(place.lead) or _PRIZED.match(passage.text, place.end - passage.start)]
    if given:  # 送38件，获奖21件，其中一等奖4件、二等奖7件: not all of them are told by grade
        told, prizes, entries = [*told, given[-1]], [given[-1]], [place for place in entries if place.end <= given[-1].start]
    entered = [place for place in entries if _ENTRIES.search(place.lead)]
    found = [
        (compare("share", rate.figure, computed, (passage.start, passage.end), _SCORE), whole)
        for whole in reversed(entries)
        for parts in (*([place] for place in told), list(prizes))
        if (computed := _of_sums(parts, [whole])) is not None
    ]
    holding = next((relation for relation, _ in found if relation.holds), None)
    if holding is not None:
        yield holding
    elif len(entered) == 1:
        yield from [relation for relation, whole in found if whole is entered[0]][:1]  # none if nothing was entered


def _named_whole(before: Sequence[Passage], passage: Passage, part: Place) -> list[tuple[Place, Place]]:
    """Return a part with the whole that it is told to be of by a verb (收回486份。收回的问卷中，满意462份)."""
    named = _OF_THESE.search(part.lead)
    if named is None:
        return []
    places = [place for one in (*before, passage) for place in _counts(one.places) if place.end <= part.start]
    wholes = [place for place in places if named["verb"] in place.lead and same_unit(place.figure, part.figure)]
    return [(wholes[-1], part)] if wholes and wholes[-1].figure.value >= part.figure.value else []


def _satisfied(before: Sequence[Passage], passage: Passage, index: int) -> Iterator[Relation]:
    """Yield whether a rate of satisfaction is that of those who were content among all who answered."""
    rate = passage.places[index]
    counts = [place for place in _counts(_clause(passage, index)) if _CONTENT.search(place.lead) or _NOT_CONTENT.search(place.lead)]
    content = [place for place in counts if not _NOT_CONTENT.search(place.lead)]
    if not content or not all(same_unit(place.figure, counts[0].figure) for place in counts) or _MORE.search(rate.lead):
        return
    all_told = [place for one in (*before, passage) for place in one.places if place.end <= counts[0].start]
    all_told = [place for place in all_told if place.figure.kind == "quantity" and place.role in ("level", "to", "each")]  # 按有效卷900份计
    wholes = [
        place
        for place in all_told
        if re.search(r"收回|回收|有效|访问|调查|走访|抽样|受访|测评", place.lead) and same_unit(place.figure, counts[0].figure)
    ]
    found = [
        compare("share", rate.figure, computed, (passage.start, passage.end), _SCORE)
        for parts in (content, content[:1])
        for whole in ([wholes[-1:]] if wholes else []) + ([counts] if len(counts) > len(content) else [])
        if (computed := _of_sums(parts, whole)) is not None
    ]
    holding = next((relation for relation in found if relation.holds), None)
    yield from [holding] if holding is not None else found[:1]


def _of_sums(parts: Sequence[Place], wholes: Sequence[Place]) -> Computed | None:
    """Return the share of some counts in others."""
    part, whole = (Range.total(place.figure.range for place in some) for some in (parts, wholes))
    bounds = part.percent_of(whole)
    if bounds is None:
        return None
    above, below = (sum((place.figure.value for place in some), Decimal(0)) for some in (parts, wholes))
    told = [f"({joined([place.figure for place in some])})" if len(some) > 1 else some[0].figure.text for some in (parts, wholes)]
    formula = f"{told[0]} ÷ {told[1]} = {100 * above / below:.2f}%"
    return Computed(100 * above / below, bounds, formula, tuple(place.figure for place in (*parts, *wholes)))


def _is_part(whole: Place, part: Place, name: str) -> bool:
    """Tell whether the second of two counts is told as so many of the first."""
    if re.search(r"计划|目标|指标|任务数", whole.lead):
        return False
    if _AMONG.match(part.lead):
        return True  # even if it is more than the whole, which then is wrong
    if part.figure.value > whole.figure.value or _BEYOND.search(part.lead):
        return False
    if "其中" in part.lead or (name[-_PAIR:] in part.lead and name[-_PAIR:] not in whole.lead):
        return True  # 市级采用12期、省级采用4期: two parts
    return bool(_WHOLE.search(whole.lead)) and bool(_DONE.search(part.lead)) and not re.search(r"已?(?:建立|成立|建成|新建)", whole.lead)


def _is_told_behind(passage: Passage, whole: Place, part: Place, name: str) -> bool:
    """Tell whether a count has the word that a rate is named by right behind it (8名同学参加，6人获奖，获奖率)."""
    behind = passage.text[part.end - passage.start :][: 2 * _PAIR]
    return behind.startswith(name[-_PAIR:]) and part.figure.value <= whole.figure.value


def _is_such(whole: Place, part: Place, rate: Place) -> bool:
    """Tell whether the second of two counts is those of the first of which something done is told, right before a plain rate."""
    told = _SUCH.fullmatch(part.lead)
    is_done = told is not None and _DONE.search(told["done"]) is not None and not _MOVED.search(told["done"])
    return is_done and part.figure.value <= whole.figure.value and _PLAIN_RATE.fullmatch(rate.lead) is not None


def _is_reversed(part: Place, whole: Place, name: str) -> bool:
    """Tell whether the second of two counts is the whole of the first (更新展品33件，展品总数220件，更新率15%)."""
    if part.figure.value > whole.figure.value:
        return False
    return bool(_WHOLE_BEHIND.search(whole.lead)) or (name[-_PAIR:] in part.lead and bool(re.search(r"总数|总量|共有|总计", whole.lead)))


def _rated(passage: Passage, rate: Place, part: Place, whole: Place) -> Relation | None:
    """Return whether a rate is that of a part in a whole; posts are those filled and those vacant."""
    computed = share_of(part.figure, whole.figure)
    if _VACANT.search(part.lead) and _FILLED.search(whole.lead):
        computed = _of_sums([part], [whole, part])
    return compare("share", rate.figure, computed, (passage.start, passage.end), _SCORE) if computed is not None else None
