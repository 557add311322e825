"""Whether editions and years of a series of contests fit together over the reports of an association."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.context import Context, Passage
from kexie_nlp.checks.relations import Relation
from kexie_nlp.numerals import parse_number

_EDITION: Final = re.compile(
    r"(?P<place>[一-鿿]{0,3}?[省市县区州旗国])?第(?P<edition>\d{1,3}|[一二三四五六七八九十]{1,4})届(?P<name>[一-鿿]{4,26}?(?:大赛|竞赛|联赛|挑战赛|论坛|博览会|科普节|科技节))"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_OTHER_TIME: Final = re.compile(r"计划|将|拟|力争|筹备|明年|下一年|上年|去年|历届|以来|往届|上届|首届|自")
_FEWEST: Final = 3
_SCORE: Final = 0.6
_WITHIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Mention:
    """A contest of a series, with its edition, in a sentence about a year."""

    series: str
    edition: int
    year: int
    start: int
    end: int
    text: str
    passage: Passage


def mentions(context: Context, *, needs_year: bool = True) -> Iterator[Mention]:
    """Yield the editions that a report tells of the year reported on; where that is not known, none unless ``needs_year`` is False."""
    own = context.year or (None if needs_year else 0)
    if own is None:
        return
    for passage in context.passages:
        years = {int(year) for year in _YEAR.findall(passage.text)}
        if _OTHER_TIME.search(passage.text) or len(years) > 1:
            continue
        for match in _EDITION.finditer(passage.text):
            number = parse_number(match["edition"])
            if number is not None:
                name = re.sub(r"终评.*|展示.*", "", match["name"])
                series = (match["place"] or "") + name
                year = next(iter(years), own)
                yield Mention(series, int(number), year, passage.start + match.start(), passage.start + match.end(), match[0], passage)


def check_editions_within(context: Context) -> Iterator[Relation]:
    """Yield that one contest is given two editions in lines next to each other, none of which speaks of another year."""
    told = list(mentions(context, needs_year=False))
    for first, second in pairwise(told):
        apart = second.passage.paragraph - first.passage.paragraph
        if first.series != second.series or abs(first.edition - second.edition) != 1 or apart > 1 or first.passage is second.passage:
            continue
        why = f"同一赛事的届次：{first.text}，{second.text}"
        quote = (second.passage.start, second.passage.end)
        spans = ((second.start, second.end), (first.start, first.end))
        yield Relation("date", False, second.text, f"第{first.edition}届", spans, quote, why, None, _WITHIN)


def check_editions(reports: Sequence[Sequence[Mention]]) -> Iterator[tuple[int, Relation]]:
    """Yield (number of the report, finding) for editions that do not follow the count of the other years, one a year."""
    years: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for found in reports:
        for mention in found:
            years[mention.series][mention.year].add(mention.edition)
    for series, editions in years.items():
        offsets = Counter(edition - year for year, some in editions.items() if len(some) == 1 for edition in some)
        if not offsets:
            continue
        offset, count = offsets.most_common(1)[0]
        if count < _FEWEST or count < 2 * (sum(offsets.values()) - count) + 1:
            continue
        for number, found in enumerate(reports):
            for mention in found:
                right = mention.year + offset
                if mention.series != series:
                    continue
                holds = mention.edition == right
                why = f"{series}每年一届，{mention.year}年应为第{right}届" + ("" if holds else f"，文中写第{mention.edition}届")
                quote = (mention.passage.start, mention.passage.end)
                spans = ((mention.start, mention.end),)
                score = 1.0 if holds else _SCORE
                yield number, Relation("date", holds, mention.text, f"第{right}届", spans, quote, why, None, score)
