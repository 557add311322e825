"""Whether those who took part in a contest are told alike: 4支代表队 in one place, 4名选手 in another."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage

_SENT: Final = re.compile(
    r"(?:组织|选派|推荐|派出|选送|带领|率领|组队)(?:了|我[市县省区州旗]|全[市县省区州旗])?\s*(?P<number>\d+)\s*(?:(?P<team>支|个)(?P<teams>代表队|参赛队|队伍|队)|(?:名|人|位)(?:选手|队员|学生|同学|师生|代表)?)"
    r"\s*(?:参加|参与|赴)(?P<event>[^，。；、]{8,40}?)(?=[，。；、]|$)"
)
_TEAM: Final = re.compile(r"\d\s*(?:支|个)(?:代表队|参赛队|队伍|队)")
_SCORE: Final = 0.55


def check_participants(context: Context) -> Iterator[Relation]:
    """Yield that as many teams as people are said to have gone to one event, where no sentence tells both."""
    told: dict[str, list[tuple[Passage, re.Match[str]]]] = defaultdict(list)
    for passage in context.passages:
        for match in _SENT.finditer(passage.text):
            told[re.sub(r"[\s“”《》的]", "", match["event"])].append((passage, match))
    for mentions in told.values():
        first, start = mentions[0]
        for passage, match in mentions[1:]:
            if start["number"] != match["number"] or match["number"] == "1" or bool(start["team"]) == bool(match["team"]):
                continue
            # 4支代表队、12名选手 tells both: then neither is wrong
            if any(
                _TEAM.search(one.text) and re.search(r"\d\s*(?:名|人|位)(?:选手|队员|学生)", one.text[: one.text.find("参加")])
                for one in (first, passage)
            ):
                continue
            stated, other = (one[0][one.start("number") - one.start() : one.start("event") - one.start()] for one in (match, start))
            stated, other = (re.sub(r"(?:参加|参与|赴)$", "", one) for one in (stated, other))
            spans = tuple(
                (one.start + m.start("number"), one.start + m.start("number") + len(text))
                for one, m, text in ((passage, match, stated), (first, start, other))
            )
            why = f"参加同一活动的：{other}，{stated}"
            yield Relation("repeat", False, stated, other, spans, (passage.start, passage.end), why, None, _SCORE)
            break
