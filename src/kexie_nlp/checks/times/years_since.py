"""Whether as many years have gone by since something began as is told: 2009年开馆，今年满15周年 in a report of 2024.

The year to which they are counted is told (到2023年), or is the one reported on.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.slips import slip
from kexie_nlp.checks.times.calendar_days import number_of
from kexie_nlp.checks.told.context import Context

_ACT: Final = r"(?:成立|建成|始建|创办|创刊|创建|创立|组建|兴建|设立|开馆|建馆|建会|开放|启用|投用|投入使用|挂牌|首办|起步|发起)"
_BEGAN: Final = re.compile(
    rf"(?<![\d比])(?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[^，。；\d]{{0,10}}?{_ACT}"
    rf"|{_ACT}于(?P<then>(?:19|20)\d\d)年"
)
_SINCE: Final = re.compile(
    r"(?P<said>[已刚正]?满|走过|已有|有了|已经?|迎来|历经|经历|经过|距今|至今|度过|迈过|是|逢|值|喜迎)[^，。；\d一二三四五六七八九十]{0,6}"
    r"(?P<count>\d{1,3}|[一二三四五六七八九十百]{1,5})(?P<what>周年|个?年头|个春秋|载|整?年(?![度级来代底初末内间期制份前]|\d))"
)
_END: Final = re.compile(r"(?:到|至|截至)(?P<year>(?:19|20)\d\d)年")
_NOW: Final = re.compile(r"今年|本年|当年|至今|目前|现已|如今|距今|年底|年末")
_OTHER: Final = re.compile(r"明年|去年|上年|停|中断|间断|恢复|复|迁|改[建造扩称名]|每|任期|为期|将|即将")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_MOST: Final = 5  # years off that may be a slip
_SCORE: Final = 0.65


def check_years_since(context: Context) -> Iterator[Relation]:
    """Yield whether the years since something began are those that have gone by."""
    for passage in context.passages:
        began = _BEGAN.search(passage.text)
        since = _SINCE.search(passage.text, began.end()) if began is not None else None
        if began is None or since is None or re.search(r"[。；;]", passage.text[began.end() : since.start()]):
            continue
        between = passage.text[began.end() : since.end()]
        ends = _END.findall(between)
        if len(_YEAR.findall(between)) != len(ends) or len(ends) > 1 or _OTHER.search(passage.text[began.start() : since.end()]):
            continue
        if not ends and (context.year is None or not _NOW.search(between)):
            continue
        first, last = int(began["year"] or began["then"]), int(ends[0]) if ends else context.year or 0
        told, apart = number_of(since["count"]), last - first
        is_exact = since["what"] == "周年" or "满" in since["said"]
        holds = told == apart or (not is_exact and told == apart + 1) or (not is_exact and told == apart - 1)
        if apart <= 1 or (not holds and abs(told - apart) > _MOST and not slip(Decimal(told), Decimal(apart))):
            continue
        at = passage.start
        spans = ((at + since.start("count"), at + since.end()), (at + began.start(), at + began.end()))
        stated = since["count"] + since["what"]
        why = f"{first}年到{last}年共{apart}年" + ("" if holds else f"，文中写{stated}")
        yield Relation("date", holds, stated, f"{apart}年", spans, (at, passage.end), why, None, 1.0 if holds else _SCORE)
