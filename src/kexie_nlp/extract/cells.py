"""Whether a passage in a table is a sentence or a run of short cells."""

import re
from typing import Final

from kexie_nlp.extract.context import Context, Passage

_PROSE: Final = re.compile(r"[。；！？]|[^\s]{36,}")


def is_prose(context: Context, passage: Passage) -> bool:
    """Tell whether a passage in a table is a sentence of a prose cell rather than a run of short cells."""
    table = context.reading.tables[passage.sentence.table or 0]
    for cell in table.cells:
        if cell.start <= passage.start < cell.end:
            return cell.end - cell.start > 0 and _PROSE.search(cell.text) is not None
    return True
