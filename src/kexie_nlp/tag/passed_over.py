"""Entities that the tagger passed over although the words around them leave little doubt, put in among those it found."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.labels import EntityType
from kexie_nlp.tag.name_parts import NameParts
from kexie_nlp.tag.outside_names import CONTEST, PRIZE, SIGNS_OF_ITEMS, parts_of, without_edges
from kexie_nlp.tag.places_and_persons import associations, listed_places, persons, places, villages
from kexie_nlp.tag.taken import Span, Taken, apart

SCORE: Final = 0.8
"""The score of what is found so: of 106 in training text that was tagged by models which had not seen it, 89 are marked."""

# every one begins with a character of its own rather than with a set of them, which makes the search through a text fast
_VERB: Final = (
    r"(?:荣获|喜获|获[得评颁]?|榮獲[得頒選]?|獲[得頒選]?|评为|授予(?:其|他|她|该[^\W\d_]{1,2})?|命名为|认定为|表彰为|捧[回走]|夺得|勇夺|斩获|摘得|荣立|荣膺|记(?<![书笔登标]记)|当选|入选|创成|成功创建)了?"
    r"(?:\d{4}(?:学?年度?)?)?(?:全[市县]|(?:各级)?各类(?:赛事|竞赛|比赛)?)?[“「]?"
)
_HEAD: Final = (
    r"(?:[特一二三]等[奖獎]|[^\W\d_][奖獎]|最[佳美具][^\W\d_的]{1,8}|第[一二三四五六七八九十]名|佳作|荣誉市民|百强[^\W\d_的]{2,4}|[金银铜]牌|[冠亚季]军|[特一二三]等功|先进(?:集体|个人|单位|工作者|典型|工作队|[省市县区州旗盟乡镇村校])|标兵|能手|模范"
    r"|优秀(?:单位|个人|组织单位)|(?:示范|标准化|先进|优秀|文明)[^\W\d_的称证资]{2,10}|工作者|辅导员|十佳[^\W\d_的]{2,6}|带头人)"
)
_AWARD: Final = re.compile(
    rf"{_VERB}(?P<award>(?![奖獎者得该评选])(?:[^\W\d_颁]|[“”·、（）]){{0,24}}?{_HEAD})(?=[”」]?(?:的?(?:荣誉)?称号|[，。；、（|\n]|等?荣誉|\d+[项个名人枚家所]))"
)
# a pattern for each opening sign, and below for each century: the search for what begins with one character is many times as fast
_QUOTED: Final = [
    re.compile(
        rf"{sign}(?:\d{{4}}年度?)?(?P<award>[^“”「」\n]{{4,30}})[”」](?:(?P<title>等?的?(?:荣誉称号|称号|荣誉))|(?=[“「，。；、和及]|\d+[名个位人家]))"
    )
    for sign in "“「"
]
# words of honours rather than of programmes
_HONOURED: Final = re.compile("十[佳大]|最[美佳]|优秀|先进|杰出|标兵|模范|能手|带头人|示范|之星|星级|文明")
_QUOTED_BEFORE: Final = r"[^，。；“”\n]{0,12}(?:“[^“”\n]{2,30}”(?:\d+[名个位人家])?[、和及]?){0,4}$"
_CONFERRED: Final = re.compile(
    f"(?:(?:确定|推选|评选|选树)[^，。；“”\\n]{{1,30}}为|评出|评为|评定为|命名为|认定为|授予|获评)了?{_QUOTED_BEFORE}"
)
_GAINED: Final = re.compile(f"[获荣夺]得?了?{_QUOTED_BEFORE}")
_REACH: Final = 100  # how far before a quoted honour the verb may begin
_COUNT: Final = r"\d+[ 　]?[项个名人件篇幅位所家]"
_HONOUR: Final = r"(?:优秀|先进|十佳|最[佳美])[^\W\d_的]{2,8}?"
_COUNTED: Final = re.compile(
    rf"{_HONOUR}(?=[”」]?(?P<behind>、\d|(?P<count>\d+[名个位人家])|(?:进行了?|受到|予以|给予)(?:通报)?表|[、，。；]|和))"
)
_COUNT_BEFORE: Final = re.compile(
    rf"(?P<verb>(?:表彰|表扬|评出|评选出|命名)了?)?{_COUNT}[“「]?(?P<region>(?:[^\W\d_]{{1,3}}|全)[省市县区州旗盟])?$"
)
_ENDS_OF_COUNTS: Final = frozenset("项个名人件篇幅位所家“「省市县区州旗盟\n")  # the last signs of _COUNT_BEFORE
_LONGEST_COUNT: Final = 20
_CHOSEN: Final = re.compile(
    r"(?:选树|评选|评出|表彰|命名|推选|遴选)[出了]?[“「]?"
    r"(?P<level>(?:第[一二三四五六七八九十\d]{1,3}届)?(?:[^\W\d_第]{1,4}[省市县区州旗])?(?:全?[国省市县区州旗][级家]?)?)$"
)
_NEXT_HONOUR: Final = re.compile(
    r"[”」]?、[“「]?(?P<award>[^\W\d_获评设共发出颁得奖励]{2,14}?(?:先进(?:集体|单位|个人)|(?:优秀|文明|示范|达标|合格)单位)(?=[”」]?[、，。；和及等])"
    r"|[^\W\d_获评设共发出颁得奖励]{4,20}?(?=[”」]?(?:荣誉)?称号))"
)
_NEXT_IN_LIST: Final = re.compile(
    rf"[”」]?(?:获[奖得]者)?[ 　]?(?:各|共)?{_COUNT}[ 　]?[，、；,和及][ 　]?[“「]?"
    rf"(?P<award>(?:[^\W\d_]{{1,3}}[省市县区州盟旗])?{_HONOUR[:-1]}|[^\W\d_获评设共发出颁得奖励]{{1,6}}奖)(?=[”」]?[ 　]?{_COUNT})"
)
_GRADE: Final = re.compile(r"等(?<=[特一二三]等)[奖獎](?=[”」]?(?:作品|项目)?[ 　]?(?:各|共)?\d+[ 　]?[项个名人件篇幅位]|[（，。；、])")
_RANKED: Final = re.compile("行列|榜单")
_RANK: Final = re.compile(
    r"(?:跻身|跨进|进入|迈入|登上|荣登|入选|入围)了?(?![^\W\d_]{0,6}热)(?P<award>[^\W\d_](?:[^\W\d_]|[“”（）]){3,24})$"
)
_TITLE: Final = re.compile("称号")
_TITLED: Final = re.compile(r"(?:获得?|荣获|授予|评为|荣膺)了?[其他她]?(?P<award>[^\W\d_获评授予的被记其他她]{4,24}?)(?:荣誉)?$")
_HONOUR_BEHIND: Final = re.compile(
    rf"[”」]?[“「]?(?P<award>{_HONOUR}|(?![中上里])[^\W\d_的获评设颁捧夺摘揽]{{0,8}}?(?:[特一二三]等奖|[冠亚季]军|[金银铜][奖牌]|第[一二三]名|(?!得)[^\W\d_的获评设颁奖]{{2,5}}奖))"
    r"(?=[”」]?(?:[，。；、（|\n和]|\d+[项个名人件枚]))"
)
_LAST_GRADE: Final = re.compile("等(?<=、[一二三四]等)[奖獎]")
_RANKS: Final = re.compile("(?:(?:特等?、)?一、二(?:、三(?:、四)?)?|二、三(?:、四)?|三、四|特等?、一)$")
_LONGEST_RANKS: Final = 9
_LONGEST_RANK: Final = 28
# at the end of a list of honours: 先后被评为…先进集体、…赛事优秀组织单位等荣誉
_AND_SUCH: Final = ("等荣誉", "等称号", "等奖项")
_PLAIN_HONOUR: Final = re.compile(
    r"(?:评为|获得?|荣得?|授予|表彰为)[^。；\n]{2,200}?(?P<award>优秀(?:组织)?(?:单位|奖)|先进(?:集体|单位|个人))"
    rf"(?=[”」]?(?:{'|'.join(_AND_SUCH)}))"
)
_EDITION: Final = re.compile(
    r"[第首](?:(?<=第)[一二三四五六七八九十百\d]{1,4})?[届屆](?:[^\W\d_]|“[^“”\n]{2,16}”|[（(][^\W\d_]{2,12}[）)]){2,30}?"
    r"(?:大赛|竞赛|联赛|[^\W\d_]{2}赛(?![区场事道项制程])|大比武|比武|马拉松|评选(?![出为委办])|评审(?=[中上，]))(?:[^\W\d_]{2,4}赛区)?(?:竞赛|选拔赛|总决赛|决赛)?"
)
_LONGEST_NUMBER: Final = 5  # 第 with its number
_OF_YEAR: Final = [
    re.compile(
        rf"{century}"
        r"\d\d年?(?:度)?(?=[^\W\d_]*[赛武])(?![^\W\d_]{0,12}(?:举办|举行|参加|组织|承办|开展|参与|[在于获被我共的]|全[市县省]))[^\W\d_]{2,24}?"
        r"(?:大赛|竞赛|联赛|挑战赛|邀请赛|锦标赛|大比武)(?:[^\W\d_]{2,4}赛区)?(?:总决赛|选拔赛|决赛)?"
    )
    for century in (19, 20)
]
_NUMBERED_PRIZE: Final = re.compile(
    r"第(?<!的第)[一二三四五六七八九十百\d]{1,4}[届屆][^\W\d_第出赛节获评]{3,24}?(?:奖|优秀(?:论文|成果))(?=[”」]?(?:获[奖得]者|\d+[项个名人件篇位]|共?评出|[，。；、]))"
)
_NAMED_GRADE: Final = re.compile(
    r"获(?:得|评)?了?(?P<award>(?:全[国省市]|中国|国家|[省市县区州])[^\W\d_的获评赛演征节动级第]{4,18}?[特一二三]等奖)(?=[，。；、])"
)
# 全市 stands outside the name, 全省 within
_OF_LEVEL: Final = re.compile(
    r"全(?:(?P<aside>[市县区州盟旗])|[国省])(?![^\W\d_]{0,12}(?:举办|举行|参加|组织|承办|开展|参与|的))"
    r"(?:[^\W\d_]{2,14}(?:“[^“”\n]{2,12}”)?|“[^“”\n]{2,12}”)[^\W\d_]{0,14}?"
    r"(?:大赛|竞赛|联赛|挑战赛|邀请赛|锦标赛|比赛|大比武)(?:总决赛|选拔赛|决赛)?(?=[，。；、）]|[中上]|[特一二三]等奖)"
)
_SELECTING: Final = re.compile(
    r"“(?:[^“”\n]{3,16}”(?:推荐|学习宣传)?(?:评选|选树|寻访)(?:宣传)?(?:活动)?|讲(?:理想)?、比(?:贡献)?”(?:竞赛活动|竞赛|活动))(?!办法|条件|标准|方案|先进|优秀|科技|创新|表彰)"
)
_REGION: Final = re.compile(r"(?:全[国省]|[^\W\d_]{2,9}(?<!全)[省市县区州盟旗])$")
_ENDS_OF_REGIONS: Final = frozenset("国省市县区州盟旗\n")
_LONGEST_REGION: Final = 10
_LEAD: Final = re.compile(r".*(?:年|举办|举行|参加|组织|承办|主办|协办|开展|参与|备战|荣获|获得|关于|[在于获和及与的了出选])")
_PARTS: Final = frozenset(["PLACE", "ORG", "DATE", "PROGRAM"])
_NO_PARTS: Final = NameParts(())


def with_passed_over(
    text: str, entities: Sequence[Entity], canonical: Callable[[str], str | None], parts: NameParts = _NO_PARTS
) -> list[Entity]:
    """Return the entities, and what the words around them tell of and none covers: contests, awards, places, persons, bodies, in order.

    Args:
        text: the text.
        entities: those that were found, in text order.
        canonical: gives the lexicons' name of a name.
        parts: those of which names of persons are made.
    """
    known: list[Entity] = []
    for entity in entities:
        if entity.type == PRIZE or entity.text[0] in SIGNS_OF_ITEMS:
            known.extend(parts_of(entity, canonical))
        else:
            known.append(without_edges(entity, canonical))
    for passed_over, kind, source in ((_contests, CONTEST, "pattern:contest"), (_awards, PRIZE, "pattern:award")):
        added = [
            part
            for start, end in passed_over(text, known)
            for part in parts_of(Entity(start, end, kind, text[start:end], None, canonical(text[start:end]), source, SCORE), canonical)
        ]
        if added:
            known = _with_added(known, added)
    around: tuple[tuple[EntityType, Callable[[str, Sequence[Entity]], Iterator[Span]]], ...] = (
        ("PLACE", places),
        ("PLACE", listed_places),
        ("PLACE", villages),
        ("PERSON", partial(persons, parts=parts)),
        ("ORG", associations),
    )
    for kind, beside in around:  # each sees what the one before put in, so that none takes its place
        added = [
            Entity(start, end, kind, text[start:end], None, canonical(text[start:end]), f"pattern:{kind.lower()}", SCORE)
            for start, end in beside(text, known)
        ]
        known = _with_added(known, added) if added else known
    return known


def _contests(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of contests that no entity covers, but for places, institutions and honours within their names."""
    whole = Taken([entity for entity in entities if entity.type not in _PARTS])
    named = [(_with_region(text, match.start()), match.end()) for match in _editions(text)]
    unnumbered = [match.span() for form in _OF_YEAR for match in form.finditer(text)]
    unnumbered.extend((match.end("aside") if match["aside"] else match.start(), match.end()) for match in _OF_LEVEL.finditer(text))
    selections = [(_with_region(text, match.start()), match.end()) for match in _SELECTING.finditer(text)]
    free = [*whole.free([*named, *unnumbered]), *whole.free(selections, PRIZE)]
    yield from apart(free)


def _editions(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``_EDITION.finditer`` would; to look for 届 is many times as fast as for what stands before it."""
    if "屆" in text:
        yield from _EDITION.finditer(text)
        return
    reached, at = 0, text.find("届")
    while at >= 0:
        begin = at - 1 if text[at - 1] == "首" else text.rfind("第", max(0, at - _LONGEST_NUMBER), at)
        if begin >= reached and (match := _EDITION.match(text, begin)):
            yield match
            reached = match.end()
        at = text.find("届", max(at + 1, reached))


def _with_region(text: str, start: int) -> int:
    """Return where a name begins whose region stands before its edition."""
    may_be = text[start - 1 : start] in _ENDS_OF_REGIONS
    region = _REGION.search(text, max(0, start - _LONGEST_REGION), start) if may_be else None
    if region is None:
        return start
    lead = _LEAD.match(region[0])
    return region.start() + lead.end() if lead else region.start()


def _awards(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of awards that were won or given and no entity covers, but for places and institutions within their names."""
    awards = [entity for entity in entities if entity.type == "AWARD"]
    whole = Taken([entity for entity in entities if entity.type not in _PARTS])
    told = whole.free([*_told(text), *_won_in(text, entities)])
    listed = whole.free(_listed(text, [*(award.end for award in awards), *(end for _, end in told)]))
    numbered = whole.free([(_with_region(text, match.start()), match.end()) for match in _NUMBERED_PRIZE.finditer(text)], PRIZE)
    graded = whole.free([match.span("award") for match in _NAMED_GRADE.finditer(text)], PRIZE)
    yield from apart([*numbered, *graded, *Taken(awards).free(_quoted(text)), *told, *listed, *_grade_lists(text)])


def _told(text: str) -> Iterator[Span]:
    """Yield the spans of awards that were won or given and no entity covers, but for places and institutions within their names."""
    for match in _AWARD.finditer(text):
        yield match.span("award")
    for word, before_it in ((_RANKED, _RANK), (_TITLE, _TITLED)):
        for match in word.finditer(text):
            if told := before_it.search(text, max(0, match.start() - _LONGEST_RANK), match.start()):
                yield told.span("award")
    for match in _GRADE.finditer(text):
        yield match.start() - 1, match.end()
    if any(words in text for words in _AND_SUCH):
        for match in _PLAIN_HONOUR.finditer(text):
            yield match.span("award")
    for match in _COUNTED.finditer(text):
        start, end = match.span()
        begin = max(0, start - _LONGEST_COUNT)
        if match["count"]:
            if chosen := _CHOSEN.search(text, begin, start):
                yield chosen.start("level"), end
            continue
        before = _COUNT_BEFORE.search(text, begin, start) if text[start - 1 : start] in _ENDS_OF_COUNTS else None
        if before and (before["verb"] or match["behind"] not in ("、", "，", "。", "；", "和")):
            yield start if before["region"] is None else before.start("region"), end


def _won_in(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of honours right behind the name of the contest that they were won in: …征集活动优秀作品."""
    for entity in entities:
        if entity.type == CONTEST and (match := _HONOUR_BEHIND.match(text, entity.end)):
            yield match.span("award")


def _grade_lists(text: str) -> Iterator[Span]:
    """Yield the spans of grades told in one breath: 一、二、三等奖."""
    for match in _LAST_GRADE.finditer(text):
        if ranks := _RANKS.search(text, max(0, match.start() - _LONGEST_RANKS), match.start()):
            yield ranks.start(), match.end()


def _quoted(text: str) -> Iterator[Span]:
    """Yield the spans of honours in quotation marks behind a verb that confers them, or that are called honours."""
    for match in (match for form in _QUOTED for match in form.finditer(text)):
        begin = max(0, match.start() - _REACH)
        is_honour = match["title"] or _HONOURED.search(match["award"])
        before = text[begin : match.start()]
        is_conferred = ("为" in before or "评" in before or "授予" in before) and _CONFERRED.search(before)
        if is_conferred or (is_honour and _GAINED.search(before)):
            yield match.span("award")


def _listed(text: str, ends: Iterable[int]) -> Iterator[Span]:
    """Yield the spans of awards that go on a list of awards, which end at ``ends``: 一等奖4个，园丁奖15个; 先进集体、文明单位."""
    for end in ends:
        while match := _NEXT_IN_LIST.match(text, end) or _NEXT_HONOUR.match(text, end):
            yield match.span("award")
            end = match.end("award")


def _with_added(entities: Sequence[Entity], added: Sequence[Entity]) -> list[Entity]:
    """Return the entities with the added ones, those that they cover left out, sorted."""
    starts, ends = [entity.start for entity in entities], [entity.end for entity in entities]
    covered = {number for new in added for number in range(bisect_right(ends, new.start), bisect_left(starts, new.end))}
    kept = [entity for number, entity in enumerate(entities) if number not in covered]
    return sorted([*kept, *added], key=attrgetter("start"))
