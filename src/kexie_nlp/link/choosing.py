"""How a name is chosen: corrections first, then lexicon, rules, likeness."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kexie_nlp.link.corrections import Corrections
from kexie_nlp.link.links import How, LinkKind
from kexie_nlp.link.similar import KnownNames


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen name and why; the fields are those of ``Link``."""

    name: str
    how: How
    why: str
    score: float


class Chooser:
    """Chooses among the names of one kind; remembers what it looked for in vain, for many names differ in edition and place only.

    Args:
        kind: of the links.
        lexicon: the file the names are from, for the explanation.
        known: its names.
        corrections: of the user.
    """

    def __init__(self, kind: LinkKind, lexicon: str, known: KnownNames, corrections: Corrections) -> None:
        self.kind = kind
        self.lexicon = lexicon
        self.known = known
        self.corrections = corrections
        self._alike: dict[tuple[str, ...], Choice | None] = {}

    def corrected(self, forms: Iterable[str]) -> Choice | None:
        """Return what a user's correction makes of the first of the forms that has one."""
        correction = self.corrections.find(self.kind, *forms)
        if correction is None:
            return None
        return Choice(correction.name, "correction", correction.why, 1.0)

    def listed(self, forms: Iterable[str]) -> Choice | None:
        """Return the name that the lexicon gives for the first of the forms that it has."""
        for form in forms:
            if match := self.known.exact(form):
                told = f"{form} is the name" if match.form == match.name else f"{match.form} stands for {match.name}"
                return Choice(match.name, "lexicon", f"lexicon {self.lexicon}: {told}", 1.0)
        return None

    def alike(self, forms: Sequence[str]) -> Choice | None:
        """Return the name of which a form is another wording, or which is most like the last of the forms."""
        key = tuple(forms)
        if key not in self._alike:
            self._alike[key] = self._most_alike(forms)
        return self._alike[key]

    def _most_alike(self, forms: Sequence[str]) -> Choice | None:
        """Return what ``alike`` returns."""
        for form in forms:
            if match := self.known.reworded(form):
                return Choice(match.name, "rule", f"{form} is {match.form} in other words", 1.0)
        if forms and (match := self.known.nearest(forms[-1])):
            why = f"{forms[-1]} is like {match.form} ({match.score:.2f}), and they differ in no telling word"
            return Choice(match.name, "similar", why, match.score)
        return None

    def unknown(self, text: str, bare: str, taken_off: str) -> Choice:
        """Return the name of what no lexicon knows: what is left after ``taken_off`` has gone."""
        if bare == text:
            return Choice(text, "as written", "no lexicon knows it; it stays as written", 0.0)
        return Choice(bare, "rule", f"no lexicon knows it; {taken_off} are taken off its name", 1.0)
