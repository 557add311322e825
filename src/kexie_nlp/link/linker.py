"""One name for one thing: the door to linking."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.associations import Associations
from kexie_nlp.link.awards import Awards
from kexie_nlp.link.contests import Contests
from kexie_nlp.link.corrections import CORRECTIONS_FILE, Correction, Corrections, read_corrections
from kexie_nlp.link.indicators import Indicators
from kexie_nlp.link.links import AssociationLink, AwardLink, ContestLink, IndicatorLink, Link, ProgramLink
from kexie_nlp.link.places import Places
from kexie_nlp.link.programs import Programs

_Linked = TypeVar("_Linked", bound=Link)


class Linker:
    """Gives names their one form; answers are remembered, so that asking again costs nothing.

    A lexicon is read when the first name of its kind is asked for.

    Args:
        lexicons: the project's lexicons with the user's own on top.
        corrections: a user's corrections, as ``read_corrections`` gives them; they go before everything else.
    """

    def __init__(self, lexicons: Lexicons, corrections: Iterable[Correction] = ()) -> None:
        self._lexicons = lexicons
        self._corrections = Corrections(corrections)
        self._remembered: dict[Hashable, Link] = {}

    def association(self, text: str, report_association: str | None = None, region_path: Sequence[str] = ()) -> AssociationLink:
        """Return the association that ``text`` names within a report.

        Args:
            text: as written, such as 市科协.
            report_association: full name of the association whose report it is, if known.
            region_path: the region of that report, from the province down.
        """
        path = tuple(region_path)
        return self._answer(
            ("association", text, report_association, path),
            lambda: self._associations.link(text, report_association, path),
        )

    def contest(self, text: str, year: int | None = None, region_path: Sequence[str] = ()) -> ContestLink:
        """Return the contest that ``text`` names, its ``name`` being the series.

        Args:
            text: as written, such as 第34届四川省青少年科技创新大赛.
            year: the year in which it is likely to have been held, such as that of the report, if the name tells none.
            region_path: the region of the report, which says what 全市 means.
        """
        path = tuple(region_path)
        return self._answer(("contest", text, year, path), lambda: self._contests.link(text, year, path))

    def award(self, text: str, region_path: Sequence[str] = ()) -> AwardLink:
        """Return the award that ``text`` names; ``region_path`` is the region of the report, which says what 全市 means."""
        path = tuple(region_path)
        return self._answer(("award", text, path), lambda: self._awards.link(text, path))

    def program(self, text: str, region_path: Sequence[str] = ()) -> ProgramLink:
        """Return the programme that ``text`` names; ``region_path`` is the region of the report, which says what 全市 means."""
        path = tuple(region_path)
        return self._answer(("program", text, path), lambda: self._programs.link(text, path))

    def indicator(self, text: str, unit: str = "") -> IndicatorLink:
        """Return the indicator that ``text`` names for values in ``unit``, the unit of the indicator, and the factor between the two.

        Metrics are in base units already (yuan, 万 resolved), so their ``unit`` is 元 or 人次 and the factor mostly 1.
        """
        return self._answer(("indicator", text, unit), lambda: self._indicators.link(text, unit))

    def _answer(self, question: Hashable, link: Callable[[], _Linked]) -> _Linked:
        """Return the remembered answer to a question, or work it out."""
        known = self._remembered.get(question)
        if known is None:
            known = self._remembered[question] = link()
        return cast(_Linked, known)

    @cached_property
    def _places(self) -> Places:
        return Places(self._lexicons)

    @cached_property
    def _associations(self) -> Associations:
        return Associations(self._lexicons, self._places, self._corrections)

    @cached_property
    def _contests(self) -> Contests:
        return Contests(self._lexicons, self._places, self._corrections)

    @cached_property
    def _awards(self) -> Awards:
        return Awards(self._lexicons, self._places, self._corrections)

    @cached_property
    def _programs(self) -> Programs:
        return Programs(self._lexicons, self._places, self._corrections)

    @cached_property
    def _indicators(self) -> Indicators:
        return Indicators(self._lexicons, self._corrections)


def linker_for(folder: Path, lexicons: Lexicons) -> Linker:
    """Return the linker for the archive in ``folder``: the lexicons, and before them the corrections in its ``links.tsv``.

    Raises:
        ResourceError: if the file of corrections is not as it should be, naming the line.
    """
    return Linker(lexicons, read_corrections(folder / CORRECTIONS_FILE))
