"""Persons by the parts of which Tibetan, Mongol, Yi, Uygur and Kazakh names are made: of one alone nothing is known, two are a name."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from kexie_nlp.tag.taken import Span

# what makes a place of such parts, or a longer name written with middle dots
_NO_PERSON: Final = r"(?![·•・]|[^\W\d_]?(?:[乡镇县旗市州村区湖河山寺]|草原|苏木|嘎查|牧场|机场|盆地|沙漠|高速|铁路))"
_SHORTEST: Final = 4


class NameParts:
    """The parts that the lexicon lists."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = sorted(parts, key=lambda part: (-len(part), part))

    def names(self, text: str) -> Iterator[Span]:
        """Yield the spans of two or three parts beside each other that are no place."""
        for run in self._run.finditer(text) if self._parts else ():
            at = run.start()
            while at <= run.end() - _SHORTEST:
                match = self._name.match(text, at)
                if match is not None:
                    yield match.span()
                at = match.end() if match is not None else at + 1

    @cached_property
    def _run(self) -> re.Pattern[str]:
        """As many characters of parts beside each other as two parts have: to look for these is many times as fast."""
        return re.compile(f"[{''.join(sorted(set().union(*self._parts)))}]{{{_SHORTEST},}}")

    @cached_property
    def _name(self) -> re.Pattern[str]:
        """A name as a whole."""
        part = f"(?:{'|'.join(self._parts)})"
        return re.compile(rf"(?<![·•・]){part}{part}{{1,2}}{_NO_PERSON}")
