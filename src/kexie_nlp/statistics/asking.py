"""Which figures an indicator's name means."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kexie_nlp.errors import KexieError
from kexie_nlp.search.folding import contains, fold, needle
from kexie_nlp.statistics.figures import Figure
from kexie_nlp.statistics.naming import Names


@dataclass(frozen=True, slots=True)
class Asked:
    """The figures of an indicator.

    Attributes:
        figures: in the order given.
        others: names that hold what was asked for as a part but are other indicators, with the number of their figures.
    """

    figures: list[Figure]
    others: tuple[tuple[str, int], ...]


def asked_figures(figures: Iterable[Figure], indicator: str, names: Names) -> Asked:
    """Return the values of an indicator: those that link to the same name, else those whose names hold it as a part.

    Raises:
        KexieError: if there is none; the message names near ones, or the most frequent.
    """
    wanted = names.linker.indicator(indicator, "").name
    run = needle(indicator)
    exact, partial = [], []
    others: Counter[str] = Counter()
    held: dict[tuple[str, str], bool] = {}
    for figure in figures:
        if figure.role != "value":
            continue
        if figure.indicator == wanted or figure.written == indicator:
            exact.append(figure)
            continue
        key = (figure.indicator, figure.written)
        if key not in held:
            held[key] = any(contains(fold(name), run) for name in key)
        if held[key]:
            partial.append(figure)
        else:
            others[figure.indicator] += 1
    if exact:
        return Asked(exact, tuple(Counter(figure.indicator for figure in partial).most_common()))
    if partial:
        return Asked(partial, ())
    near = get_close_matches(indicator, list(others), n=5, cutoff=0.4)
    told = near or [name for name, _ in others.most_common(5)]
    hint = f"; {'perhaps' if near else 'what it tells most often is'} {'、'.join(told)}" if told else ""
    raise KexieError(f"the archive tells nothing of {indicator!r}{hint}")
