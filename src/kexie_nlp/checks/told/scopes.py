"""Whether amounts are of what the treasury grants only: 财政拨款支出 is a part of 支出, and told with the same names."""

import re
from collections.abc import Sequence
from typing import Final

from kexie_nlp.checks.told.context import Context, Passage

GRANTED: Final = re.compile(r"财政拨款|一般公共预算|政府性基金")
_OPENING: Final = re.compile(rf"[^，。；：,;:]{{0,24}}?(?:{GRANTED.pattern})")
_MOST_SENTENCES: Final = 40
_BOTH: Final = re.compile(r"三公|公务|因公|会议费|培训费|机关运行|政府采购|奖补|补助资金|资产")


def is_granted(context: Context, line: Sequence[Passage], passage: Passage, noun: str) -> bool:
    """Tell whether an amount of ``noun`` in a line of sentences is told of what the treasury grants, by heading or sentence."""
    if _BOTH.search(noun):
        return False
    if any(GRANTED.search(title) for title in context.headings(passage.section)):
        return True
    before = [other for other in line if other.start <= passage.start]
    return any(_OPENING.match(other.text) for other in before[-_MOST_SENTENCES:])
