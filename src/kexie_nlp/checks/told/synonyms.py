"""Names under which the lexicon of indicators knows one thing: 学术活动 and 学术交流活动."""

from functools import cache

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.resources import lexicon_folders


@cache
def _known() -> dict[str, str]:
    """Return, by each name, the indicator it is a name of."""
    rows = Lexicons(lexicon_folders()).rows("indicators")
    return {name: row["indicator"] for row in rows for name in (row["indicator"], *values(row["aliases"]))}


def indicator_of(*names: str) -> str:
    """Return the indicator that the first known of some names stands for, or ""."""
    known = _known()
    return next((known[name] for name in names if name in known), "")
