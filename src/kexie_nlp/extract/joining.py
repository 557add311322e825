"""The words before a count put together with the noun behind it: 慰问|12名|科技工作者."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.extract.context import Context
from kexie_nlp.extract.phrase_cues import ENDS_IN_ACT
from kexie_nlp.extract.phrases import Left

_SHORTEST_NOUN: Final = 2
# words before a count that say who goes where, or with whom, rather than what is counted
_NO_PART: Final = re.compile(
    "(?:带着|[与和向用把以由从靠]|[编组分]成|分[赴设]|所列|下[设辖]|选聘|吸纳了.*|吸收.*|分|等单位|长期.+|专家|博士|教授|代表|主任医师|^机关|^单位)$"
)
_FROM_ALL: Final = re.compile("来自(?:全[国省市县区州旗盟]|各地)?$")  # 收到来自全市|9个旗区|的作品
_LEAD_ONLY: Final = re.compile("(?:组织|吸引|共|全面|申报和实施|完成|组建|设立|成立|建立)+了?")


def put_together(context: Context, left: Left, before: str, noun: str, verb: str) -> str:
    """Return verb or owner before a count together with the noun behind it."""
    if not before or context.text[left.end - 1] == "在":
        return _deed(verb) + noun
    return _of_words(before, noun, verb)


@lru_cache(maxsize=1 << 12)
def _of_words(before: str, noun: str, verb: str) -> str:
    """Return what is left of the words before a count, else the verb behind it, together with the noun behind it."""
    if noun[-2:] in ("委托", "邀请") and before[0] in "受应" and len(noun) > _SHORTEST_NOUN:
        return noun[-2:] + noun[:-2]
    if _FROM_ALL.search(before):
        return noun
    if len(before) > 10 or "、" in before or before.endswith(noun) or before.startswith(("来自", "由")):
        return _deed(verb) + noun
    if act := ENDS_IN_ACT.search(before):
        before = act[0]
    if whole := cues.AMONG.fullmatch(before):
        return noun + whole["whole"]
    if (len(before) == 1 and before != "送") or _LEAD_ONLY.fullmatch(before) or _NO_PART.search(before):
        before = ""
    return f"{before}{_deed(verb) if not before else ''}{noun}"


def _deed(verb: str) -> str:
    """Return the verb behind a noun if it says in what part those counted took part."""
    return verb if verb in ("参加", "参与", "参赛", "参训", "听取", "参观", "出席", "受益") else ""
