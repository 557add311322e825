"""Whether a rate of acceptance is that of the papers printed among those that came in: 刊文108篇，…；来稿540篇，用稿率20.0%."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kexie_nlp.checks.arithmetic import share_of
from kexie_nlp.checks.relations import Relation, compare
from kexie_nlp.checks.told.context import Context, Passage, Place, same_unit

_RATE: Final = re.compile(r"[，,；;、（(](?:论文|稿件|来稿|综合|平均)?(?:用稿|刊用|录用|采用|采稿|刊发|刊登|收录)率(?:约|为|达|是|[:：])*$")
_CAME_IN: Final = re.compile(r"(?:来稿|投稿|收稿|征稿|征集|收到|征得|提交)[^，,。；;\d]{0,10}$")
_PRINTED: Final = re.compile(r"(?:刊发|刊登|刊文|刊用|刊载|发表|采用|录用|登载|发稿|收入|收录|选用)[^，,。；;\d]{0,10}$")
_SCORE: Final = 0.7


def check_publications(context: Context) -> Iterator[Relation]:
    """Yield whether rates of acceptance are those of the one count of papers printed in the one of those sent in, told with them."""
    for passage in context.passages:
        for rate in passage.places:
            if rate.figure.kind != "percent" or rate.figure.exactness != "exact" or not _RATE.search(rate.lead):
                continue
            whole, part = (_only(passage, rate, form) for form in (_CAME_IN, _PRINTED))
            if whole is None or part is None or whole is part or not same_unit(whole.figure, part.figure):
                continue
            computed = share_of(part.figure, whole.figure) if part.figure.value <= whole.figure.value else None
            if computed is not None:
                yield compare("share", rate.figure, computed, (passage.start, passage.end), _SCORE)


def _only(passage: Passage, rate: Place, form: re.Pattern[str]) -> Place | None:
    """Return the one count before a rate that words say is that of papers of a kind."""
    found: Sequence[Place] = [
        place
        for place in passage.places
        if place.end <= rate.start and place.figure.kind == "quantity" and not place.depth and form.search(place.lead)
    ]
    is_plain = len(found) == 1 and found[0].role in ("level", "to") and found[0].figure.exactness == "exact"
    return found[0] if is_plain else None
