"""Whether a list that misses its total leaves some of it to words, or holds figures that are no parts of it.

拨款220万元，社保26万元，余为卫生和住房两类; 课题38万元，会费占30.2%，注册费25万元; 其余10个乡镇合起来34个.
"""

import re
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.told.context import same_unit
from kexie_nlp.checks.totals.group import Group

_REST: Final = re.compile(r"[^，,；;。\d]{0,6}[，,；;](?:其?余|余下|剩下|剩余)(?:的|者|均|都|则|几[类项])*(?:为|是|属|系)[^，,；;。\d]{2,}")
_OWN_SHARE: Final = re.compile(r"[，,、；;](?P<name>[一-鿿]{2,12}?)占$")
_TOGETHER: Final = re.compile(r"[一-鿿]{1,6}(?:合起来|加起来|合计|合共|共计|一共|总共|共)(?:有|为)?")
_MEAN: Final = re.compile(r"(?:平均[^，,；;。]{0,8}|[人户站场期次点校县村镇乡件支]均)(?:为|约|仅|达)*$")
_TWO: Final = 2


def is_left_to_words(group: Group, text: str) -> bool:
    """Tell whether a total is none of the parts held against it, or of more than these; ``text`` is that of the report."""
    places = group.passage.places
    first, last = group.parts[0], group.parts[-1]
    if _REST.match(text, last.end) or (_MEAN.search(group.total.lead) and not _MEAN.search(first.lead)):
        return True
    listed = [place for place in places if first.start < place.start < last.start]
    if any(place.role == "share" and _names_another(place.lead, group) for place in listed):
        return True
    told = {place.start for place in group.parts}
    if any(one.start in told and _TOGETHER.fullmatch(other.lead) for one, other in pairwise(places)):
        return True
    between = [place for place in places if group.total.end <= place.start < first.start and place.role == "level"]
    return sum(same_unit(place.figure, group.total.figure) and place.depth == group.total.depth for place in between) > _TWO


def _names_another(lead: str, group: Group) -> bool:
    """Tell whether a share is told of something whose value the list does not tell."""
    own = _OWN_SHARE.search(lead)
    return own is not None and not any(own["name"][:_TWO] in part.label for part in group.parts)
