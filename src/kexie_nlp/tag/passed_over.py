"""Entities that the tagger passed over although the words around them leave little doubt, put in among those it found."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.labels import EntityType

Span = tuple[int, int]

SCORE: Final = 0.7
"""The score of what is found so: of 53 in the training text, 35 are marked."""

_CONTEST: Final[EntityType] = "COMPETITION"
_PRIZE: Final[EntityType] = "AWARD"

# every one begins with a character of its own rather than with a set of them, which makes the search through a text fast
_VERB: Final = (
    r"(?:荣获|喜获|获[得评颁]?|榮獲[得頒選]?|獲[得頒選]?|评为|授予(?:其|他|她|该[^\W\d_]{1,2})?|命名为|认定为|表彰为|捧[回走]|夺得|勇夺|斩获|摘得|荣立|荣膺|记|当选|入选)了?"
    r"(?:\d{4}(?:学?年度?)?)?[“「]?"
)
_HEAD: Final = (
    r"(?:[特一二三]等[奖獎]|[^\W\d_][奖獎]|最[佳美具][^\W\d_的]{1,8}|第[一二三四五六七八九十]名|佳作|荣誉市民|百强[^\W\d_的]{2,4}|[金银铜]牌|[冠亚季]军|[特一二三]等功|先进(?:集体|个人|单位|工作者|典型|工作队)|标兵|能手|模范"
    r"|优秀(?:单位|个人|组织单位)|(?:示范|先进|优秀|文明)[^\W\d_的]{2,6}|工作者|辅导员|十佳[^\W\d_的]{2,6}|带头人)"
)
_AWARD: Final = re.compile(
    rf"{_VERB}(?P<award>(?![奖獎者得该评选])(?:[^\W\d_]|[“”·、（）]){{0,24}}?{_HEAD})(?=[”」]?(?:的?(?:荣誉)?称号|[，。；、（|\n]|等?荣誉|\d+[项个名人枚]))"
)
_QUOTED: Final = re.compile(
    r"[“「](?:\d{4}年度?)?(?P<award>[^“”「」\n]{4,30})[”」](?:(?P<title>的?荣誉称号|的?称号|的?荣誉)|等荣誉|[，。；、])"
)
_CONFERRED: Final = re.compile("(?:评为|评定为|命名为|认定为|授予|获评)了?[^，。；“”\n]{0,12}$")
_GAINED: Final = re.compile("[获荣夺]得?了?[^，。；“”\n]{0,12}$")
_REACH: Final = 18  # how far before a quoted honour the verb may begin
_COUNT: Final = r"\d+[ 　]?[项个名人件篇幅位所家]"
_HONOUR: Final = r"(?:优秀|先进|十佳|最佳)[^\W\d_的]{2,8}?"
_COUNTED: Final = re.compile(rf"{_HONOUR}(?=[”」]?(?P<behind>、\d|(?:进行了?|受到|予以|给予)(?:通报)?表|[、，。；]|和))")
_COUNT_BEFORE: Final = re.compile(rf"(?P<verb>(?:表彰|表扬|评出|评选出|命名)了?)?{_COUNT}[“「]?$")
_LONGEST_COUNT: Final = 14
_NEXT_IN_LIST: Final = re.compile(
    rf"[”」]?[ 　]?(?:各|共)?{_COUNT}[ 　]?[，、；,和及][ 　]?[“「]?"
    rf"(?P<award>{_HONOUR[:-1]}|[^\W\d_获评设共发出颁得奖励]{{1,6}}奖)(?=[”」]?[ 　]?{_COUNT})"
)
_GRADE: Final = re.compile(r"[特一二三]等[奖獎](?=[”」]?(?:作品|项目)?[ 　]?(?:各|共)?\d+[ 　]?[项个名人件篇幅位]|[（，。；、])")
# at the end of a list of honours: 先后被评为…先进集体、…赛事优秀组织单位等荣誉
_PLAIN_HONOUR: Final = re.compile(
    r"(?:评为|获得?|荣得?|授予|表彰为)[^。；\n]{2,200}?(?P<award>优秀(?:组织)?(?:单位|奖)|先进(?:集体|单位|个人))(?=[”」]?(?:等(?:荣誉|称号|奖项)))"
)
_EDITION: Final = re.compile(
    r"[第首](?:(?<=第)[一二三四五六七八九十百\d]{1,4})?[届屆][^\W\d_]{2,24}?(?:[“（(][^\W\d_]{2,12}[”）)][^\W\d_]{0,12}?)?"
    r"(?:大赛|竞赛|联赛|[^\W\d_]{2}赛(?![区场事道项制程])|大比武|比武|马拉松)(?:[^\W\d_]{2,4}赛区)?(?:竞赛|选拔赛|总决赛|决赛)?"
)
_OF_YEAR: Final = re.compile(
    r"(?:19|20)\d\d年?(?:度)?(?![^\W\d_]{0,12}(?:举办|举行|参加|组织|承办|开展|参与|[在于获被我共的]|全[市县省]))[^\W\d_]{2,24}?"
    r"(?:大赛|竞赛|联赛|挑战赛|邀请赛|锦标赛|大比武)(?:[^\W\d_]{2,4}赛区)?(?:总决赛|选拔赛|决赛)?"
)
_REGION: Final = re.compile(r"(?:全国|[^\W\d_]{2,9}[省市县区州盟旗])$")
_LONGEST_REGION: Final = 10
_LEAD: Final = re.compile(r".*(?:年|举办|举行|参加|组织|承办|主办|协办|开展|参与|备战|荣获|获得|关于|[在于获和及与的了])")
_PARTS: Final = frozenset(["PLACE", "ORG", "DATE"])


def with_passed_over(text: str, entities: Sequence[Entity], canonical: Callable[[str], str | None]) -> list[Entity]:
    """Return the entities with the contests and awards that the words around them tell of and no entity covers, in text order.

    Args:
        text: the text.
        entities: those that were found, in text order.
        canonical: gives the lexicons' name of a name.
    """
    known = list(entities)
    for passed_over, kind, source in ((_contests, _CONTEST, "pattern:contest"), (_awards, _PRIZE, "pattern:award")):
        added = [
            Entity(start, end, kind, text[start:end], None, canonical(text[start:end]), source, SCORE)
            for start, end in passed_over(text, known)
        ]
        if added:
            known = _with_added(known, added)
    return known


def _contests(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of contests with an edition that no entity covers, but for places and institutions within their names."""
    whole = [entity for entity in entities if entity.type not in _PARTS]
    starts = [entity.start for entity in whole]
    named = [(_with_region(text, match.start()), match.end()) for match in _EDITION.finditer(text)]
    reached = 0
    for start, end in sorted([*named, *(match.span() for match in _OF_YEAR.finditer(text))], key=lambda span: (span[0], -span[1])):
        before = bisect_right(starts, end - 1)
        if start >= reached and (not before or whole[before - 1].end <= start):
            reached = end
            yield start, end


def _with_region(text: str, start: int) -> int:
    """Return where a name begins whose region stands before its edition."""
    region = _REGION.search(text, max(0, start - _LONGEST_REGION), start)
    if region is None:
        return start
    lead = _LEAD.match(region[0])
    return region.start() + lead.end() if lead else region.start()


def _awards(text: str, entities: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of awards that were won or given and no entity covers, but for places and institutions within their names."""
    awards = [entity for entity in entities if entity.type == "AWARD"]
    whole = [entity for entity in entities if entity.type not in _PARTS]
    quoted, free = _free(_quoted(text), awards), _free({*_told(text), *_listed(text, awards)}, whole)
    reached = 0
    for start, end in sorted([*quoted, *free], key=_longest_first):
        if start >= reached:
            reached = end
            yield start, end


def _longest_first(span: Span) -> Span:
    """Return a key that sorts spans by where they begin, of those that begin together the longest first."""
    return span[0], -span[1]


def _free(spans: Iterable[Span], entities: Sequence[Entity]) -> list[Span]:
    """Return the spans that share no character with any of the entities, which are sorted."""
    starts = [entity.start for entity in entities]
    places = [(span, bisect_right(starts, span[1] - 1)) for span in spans]
    return [span for span, before in places if not before or entities[before - 1].end <= span[0]]


def _told(text: str) -> Iterator[Span]:
    """Yield the spans of awards that were won or given and no entity covers, but for places and institutions within their names."""
    for match in _AWARD.finditer(text):
        yield match.span("award")
    for match in _GRADE.finditer(text):
        yield match.span()
    for match in _PLAIN_HONOUR.finditer(text):
        yield match.span("award")
    for match in _COUNTED.finditer(text):
        before = _COUNT_BEFORE.search(text, max(0, match.start() - _LONGEST_COUNT), match.start())
        if before and (before["verb"] or match["behind"] not in ("、", "，", "。", "；", "和")):
            yield match.span()


def _quoted(text: str) -> Iterator[Span]:
    """Yield the spans of honours in quotation marks behind a verb that confers them, or that are called honours."""
    for match in _QUOTED.finditer(text):
        begin = max(0, match.start() - _REACH)
        if _CONFERRED.search(text, begin, match.start()) or (match["title"] and _GAINED.search(text, begin, match.start())):
            yield match.span("award")


def _listed(text: str, awards: Sequence[Entity]) -> Iterator[Span]:
    """Yield the spans of awards that go on a list of awards with their counts: 一等奖4个，园丁奖15个."""
    for award in awards:
        end = award.end
        while match := _NEXT_IN_LIST.match(text, end):
            yield match.span("award")
            end = match.end("award")


def _with_added(entities: Sequence[Entity], added: Sequence[Entity]) -> list[Entity]:
    """Return the entities with the added ones, those that they cover left out, sorted."""
    starts, ends = [entity.start for entity in entities], [entity.end for entity in entities]
    covered = {number for new in added for number in range(bisect_right(ends, new.start), bisect_left(starts, new.end))}
    kept = [entity for number, entity in enumerate(entities) if number not in covered]
    return sorted([*kept, *added], key=lambda entity: entity.start)
