"""Where in a text the characters stand that tell of names: the end of 教授, a family name, the beginning of 荣获; all in one look-up."""

from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.tag.codes import code_points

Signs = NDArray[np.uint8]

# the last characters of what somebody is called, none of which stands for the end of a verb
TITLE_END: Final = 1
# a family name of one character, and the characters of names of the minorities
FAMILY, PART = 2, 4
# with what begins what somebody does, is called or wins behind the name, and what an institution does
DOES, CALLED, ACTS = 8, 16, 32
# the last characters of institutions, and what stands before a clause
INSTITUTION_END, CLAUSE = 64, 128
_FIXED: Final = {
    TITLE_END: "员授士师长席任民记户工生手医人",
    DOES: "荣喜获分夺斩摘捧当入被线现在手把建介作应受带率主授执蹲撰领讲致出代担兼任写研发钻逢告表说的《从连",
    CALLED: "老院副教研主会理博荣获当入被等凭执撰编",
    ACTS: "荣喜获分夺斩摘捧入当被承牵落出选报申的《独正换召完审委有继总首籍0123456789",
    CLAUSE: "，。；：、！？,;:\n\t|　 （）()“”「」《》【】—-△▲◆◇●○■□★☆▪▶➢·•)",
}


def signs_of(text: str, families: str, parts: str, institution_ends: str) -> Signs:
    """Return which of the bits above hold for each character of a text."""
    return _table(families, parts, institution_ends).take(code_points(text), mode="clip")


@cache
def _table(families: str, parts: str, institution_ends: str) -> Signs:
    """Return the bits of each character up to the last that has some, and one more without."""
    groups = {**_FIXED, FAMILY: families, PART: parts, INSTITUTION_END: institution_ends}
    table = np.zeros(max(map(ord, "".join(groups.values()))) + 2, np.uint8)
    for bit, chars in groups.items():
        for char in chars:
            table[ord(char)] |= bit
    return table
