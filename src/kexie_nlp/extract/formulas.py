"""Rates told with the sum they come from: 在职人员控制率=(11/12)×100%=91.67%."""

import re
from typing import Final

from kexie_nlp.document import Entity
from kexie_nlp.extract.context import Context, Passage
from kexie_nlp.extract.phrases import tidy

_FACTOR: Final = frozenset("×xX*＊✕")
_EQUALS: Final = frozenset("=＝")
_MINUS: Final = "-−－"
_NAME: Final = re.compile(r"(?P<name>[^，。；：:=＝\n]{2,30})[=＝](?:[^，。；\n]*[=＝])?$")


def of_formula(context: Context, passage: Passage, rate: Entity) -> str | None:
    """Return the name of the rate whose formula a percentage ends, "" if it is but a factor in it, None if there is no formula."""
    end = rate.start - (context.text[rate.start - 1 : rate.start] in _MINUS)
    sign = context.text[end - 1 : end]
    if sign in _FACTOR:
        return ""
    told = _NAME.search(context.text, passage.start, end) if sign in _EQUALS else None
    return tidy(context, *told.span("name")) if told else None
