"""Each entity that is missed or invented, in its sentence, by what went wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kexie_nlp.evaluation.folder import Progress, Setting
from kexie_nlp.evaluation.scores import Span, entity_spans
from kexie_nlp.labels import EntityType
from kexie_nlp.records import Analysis
from kexie_nlp.segment import clean
from kexie_nlp.training import Excerpt

NOT_PROPOSED: Final = "not proposed"
UNLIKELY: Final = "proposed, held too unlikely"
WRONG_TYPE: Final = "wrong type"
WRONG_BOUNDS: Final = "wrong bounds"
WRONG_BOTH: Final = "wrong type and bounds"
SPURIOUS: Final = "spurious"
CAUSES: Final = (NOT_PROPOSED, UNLIKELY, WRONG_TYPE, WRONG_BOUNDS, WRONG_BOTH, SPURIOUS)
_AROUND: Final = 24


@dataclass(frozen=True, slots=True)
class Mistake:
    """A marked entity that was not found, or a found one that is not marked.

    Attributes:
        cause: one of ``CAUSES``.
        detail: of wrong bounds, on which side they are too long or too short; else empty.
        type: of the marked entity; of the found one if it is spurious.
        found_type: what was found in the place of the marked entity, if anything was.
        proposed: whether the right span was among the candidates.
        probability: of the right span with its likeliest type, or of the spurious one; None if it is too low to compete.
        sentence: the text around, the marked entity (the spurious one) in 【】.
    """

    file: str
    cause: str
    detail: str
    type: EntityType
    text: str
    found_type: EntityType | None
    found: str | None
    proposed: bool
    probability: float | None
    sentence: str


def find_mistakes(excerpts: Iterable[Excerpt], setting: Setting | None = None, *, progress: Progress = lambda line: None) -> list[Mistake]:
    """Return all mistakes over some marked texts, grouped by cause and type, in the order of the texts."""
    setting = setting or Setting()
    mistakes = [mistake for excerpt, analysis in setting.analyses(excerpts, progress) for mistake in _mistakes(excerpt, analysis, setting)]
    return sorted(mistakes, key=lambda mistake: (CAUSES.index(mistake.cause), mistake.type))


def _mistakes(excerpt: Excerpt, analysis: Analysis, setting: Setting) -> Iterator[Mistake]:
    """Yield the mistakes of one text."""
    text = excerpt.marked.text
    gold, found = entity_spans(excerpt.marked, analysis)
    held = _Held(text, setting)
    for span in sorted(gold - found):
        other = min((each for each in found if _overlap(each, span)), key=lambda each: (each[2] != span[2], each), default=None)
        cause, detail = _cause(span, other, held(span)[0])
        found_type, found_text = (other[2], text[other[0] : other[1]]) if other else (None, None)
        written, shown = text[span[0] : span[1]], _shown(span, analysis)
        yield Mistake(excerpt.name, cause, detail, span[2], written, found_type, found_text, *held(span), shown)
    for span in sorted(found - gold):
        if not any(_overlap(span, each) for each in gold):
            written = text[span[0] : span[1]]
            yield Mistake(excerpt.name, SPURIOUS, "", span[2], written, span[2], written, *held(span), _shown(span, analysis))


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _cause(span: Span, other: Span | None, proposed: bool) -> tuple[str, str]:
    """Return why ``span`` was missed where ``other`` was found, and the detail."""
    if other is None:
        return (UNLIKELY if proposed else NOT_PROPOSED), ""
    if other[:2] == span[:2]:
        return WRONG_TYPE, ""
    if other[2] != span[2]:
        return WRONG_BOTH, ""
    left = "too long on the left" if other[0] < span[0] else "too short on the left" if other[0] > span[0] else ""
    right = "too long on the right" if other[1] > span[1] else "too short on the right" if other[1] < span[1] else ""
    return WRONG_BOUNDS, ", ".join(filter(None, (left, right)))


class _Held:
    """What the tagger made of the candidates of one text."""

    def __init__(self, text: str, setting: Setting) -> None:
        self._cleaned = clean(text)
        proposals = setting.propose(self._cleaned.text, setting.words(self._cleaned.text))
        self._proposed = set(zip(proposals.candidates.start.tolist(), proposals.candidates.end.tolist(), strict=True))
        self._probability = {(item.start, item.end): item.probability for item in setting.weigh(proposals)}

    def __call__(self, span: Span) -> tuple[bool, float | None]:
        """Return whether a span of the source was proposed, and its probability if that was high enough to compete."""
        place = self._cleaned.from_source(span[0]), self._cleaned.from_source(span[1])
        probability = self._probability.get(place)
        return place in self._proposed, None if probability is None else round(probability, 3)


def _shown(span: Span, analysis: Analysis) -> str:
    """Return a span in 【】 with what stands around it in its sentence, on one line."""
    text, (start, end, _) = analysis.report.text, span
    sentence = next((each for each in analysis.report.sentences if each.start <= start < each.end), None)
    first, last = (sentence.start, max(end, sentence.end)) if sentence else (0, len(text))
    low, high = max(start - _AROUND, first), min(end + _AROUND, last)
    before, behind = "…" if low > first else "", "…" if high < last else ""
    return " ".join(f"{before}{text[low:start]}【{text[start:end]}】{text[end:high]}{behind}".split())
