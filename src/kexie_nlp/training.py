"""Marked text → model: one command, the same bytes from the same input."""

import hashlib
import platform
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.lexicons import Lexicons, read_lexicon
from kexie_nlp.marked import SUFFIX, Mark, MarkedText, parse_marked, read_marked
from kexie_nlp.segment import clean
from kexie_nlp.tag.features import BUCKET_BITS, feature_rows, sieve_rows
from kexie_nlp.tag.model import Layer, Model, Scorer
from kexie_nlp.tag.tagger import Proposer
from kexie_nlp.tokenize import WordCutter

INDEX_FILE: Final = "index.tsv"
# inverse of the strength of regularisation, and in how many candidates a feature must stand to count; by cross-validation on the
# train split (docs/evaluation.md)
REGULARISATION: Final = 0.5
LEAST_FEATURE_COUNT: Final = 8
# share of the marked spans that the sieve may drop
SIEVE_LOSS: Final = 0.01
_MOST_ITERATIONS: Final = 150
_NO_WEIGHT: Final = 1e-3
_NEVER: Final = -20.0
_TYPE_NUMBER: Final = {name: number for number, name in enumerate(ENTITY_TYPES, 1)}
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A marked text of the corpus.

    Attributes:
        places: invented place names in it, each with its short form, such as (("临溪县", "临溪"),).
    """

    name: str
    split: str
    marked: MarkedText
    places: tuple[tuple[str, ...], ...] = ()


def read_corpus(folder: Path, split: str | None = None) -> list[Excerpt]:
    """Return the excerpts of a folder of marked files, sorted by name.

    With an ``index.tsv`` (columns file, split, places) beside them only the files it lists count, and ``split`` (train or held-out)
    chooses among them; without one every marked file of the folder counts as train.

    Raises:
        ResourceError: if there is none, or one is not of the right form.
    """
    columns, rows = read_lexicon(folder / INDEX_FILE) if (folder / INDEX_FILE).is_file() else ([], [])
    if {"file", "split", "places"} <= set(columns):
        excerpts = [
            Excerpt(row["file"], row["split"], read_marked(folder / f"{row['file']}{SUFFIX}"), _places(row["places"])) for row in rows
        ]
    else:
        excerpts = [Excerpt(path.name.removesuffix(SUFFIX), "train", read_marked(path)) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    chosen = [excerpt for excerpt in excerpts if split in (None, excerpt.split)]
    if not chosen:
        wanted = f"of split {split!r} " if split else ""
        raise ResourceError(folder, None, f"no marked text {wanted}here; expected files named *{SUFFIX}")
    return sorted(chosen, key=lambda excerpt: excerpt.name)


def _places(cell: str) -> tuple[tuple[str, ...], ...]:
    """Return the invented places of an excerpt, full form first."""
    return tuple(tuple(forms.split("/")) for forms in cell.split(";") if forms)


def on_clean_text(marked: MarkedText) -> MarkedText:
    """Return marked text as the tagger sees it: cleaned, its marks moved along."""
    cleaned = clean(marked.text)
    moved = [Mark(cleaned.from_source(mark.start), cleaned.from_source(mark.end), mark.type, mark.indicator) for mark in marked.marks]
    return MarkedText(cleaned.text, tuple(mark for mark in moved if mark.end > mark.start))


class _Samples:
    """Collects the feature rows and classes of all candidates."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._words = WordCutter(lexicons).words
        self._propose = Proposer(lexicons)
        self.features: list[NDArray[np.int32]] = []
        self.sieve_features: list[NDArray[np.int32]] = []
        self.classes: list[int] = []
        self.marks = self.proposed_marks = 0

    def add(self, marked: MarkedText) -> None:
        """Add the candidates of one text."""
        text = on_clean_text(marked)
        proposals = self._propose(text.text, self._words(text.text))
        types = {(mark.start, mark.end): _TYPE_NUMBER[mark.type] for mark in text.marks}
        self.features.append(feature_rows(proposals.plain))
        self.sieve_features.append(sieve_rows(proposals.plain))
        spans = list(zip(proposals.candidates.start.tolist(), proposals.candidates.end.tolist(), strict=True))
        self.classes += [types.get(span, 0) for span in spans]
        self.marks += len(types)
        self.proposed_marks += len(types.keys() & set(spans))


def train(corpus: Sequence[Excerpt], lexicons: Lexicons, *, seed: int = 0, progress: Progress = lambda line: None) -> Model:
    """Train the classifier that weighs candidates.

    Args:
        corpus: the marked texts.
        lexicons: what proposes candidates.
        seed: chooses the real regions that take the place of invented ones in the second copy of each text.
        progress: is told, in a line, what goes on.

    Returns:
        the model, with a card that says what it was made from and with.
    """
    progress(f"describing the candidates of {len(corpus)} texts")
    samples = _Samples(lexicons)
    for excerpt in corpus:
        samples.add(excerpt.marked)
    for copy in with_real_places(corpus, lexicons, seed):
        samples.add(copy)
    classes = np.array(samples.classes)
    progress(f"fitting {len(classes)} candidates, {int((classes > 0).sum())} of them entities")
    sieve_features = np.vstack(samples.sieve_features)
    sieve = _fit(sieve_features, classes > 0, 1)
    scores = Scorer(sieve).scores(sieve_features)[:, 0]
    least = round(float(np.quantile(scores[classes > 0], SIEVE_LOSS)), 4)
    passed = scores >= least
    progress(f"the sieve passes {passed.mean():.0%} of the candidates")
    classifier = _fit(np.vstack(samples.features), classes, len(ENTITY_TYPES) + 1)
    card = _card(corpus, lexicons, seed, samples, len(classifier.buckets))
    return Model(ENTITY_TYPES, sieve, least, classifier, card)


def _frequent_buckets(features: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the buckets that occur often enough to learn from, sorted."""
    counts = np.bincount(features.ravel(), minlength=1 << BUCKET_BITS)
    return np.flatnonzero(counts >= LEAST_FEATURE_COUNT).astype(np.int32)


def _fit(features: NDArray[np.int32], classes: NDArray[np.int64] | NDArray[np.bool_], width: int) -> Layer:
    """Return a logistic regression with ``width`` columns of weights; one column if the classes are two."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    buckets = _frequent_buckets(features)
    column = np.full(1 << BUCKET_BITS, -1, dtype=np.int32)
    column[buckets] = np.arange(len(buckets))
    columns = column[features]
    known = columns >= 0
    row_ends = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
    matrix = csr_matrix((np.ones(int(known.sum()), np.float32), columns[known], row_ends), shape=(len(features), len(buckets)))
    regression = LogisticRegression(C=REGULARISATION, max_iter=_MOST_ITERATIONS, tol=1e-3).fit(matrix, classes)
    places = [0] if width == 1 else regression.classes_
    weights = np.zeros((len(buckets), width), np.float32)
    intercept = np.full(width, _NEVER, np.float32)
    weights[:, places] = regression.coef_.T
    intercept[places] = regression.intercept_
    kept = np.abs(weights).max(axis=1) > _NO_WEIGHT
    return Layer(buckets[kept], weights[kept], intercept)


def with_real_places(corpus: Iterable[Excerpt], lexicons: Lexicons, seed: int) -> list[MarkedText]:
    """Return a copy of each text in which real regions stand for the invented ones.

    The invented places are in no lexicon, the places of real reports are; without the copies the classifier would learn to do
    without the lexicon of regions.
    """
    real = _regions_by_ending(lexicons)
    copies = []
    for number, excerpt in enumerate(corpus):
        if not excerpt.places:
            continue
        picked = np.random.default_rng([seed, number])
        marked = _marked_form(excerpt.marked)
        for forms in sorted(excerpt.places, key=lambda forms: -len(forms[0])):
            choices = real.get(forms[0][-1])
            if choices:
                full_name, short_name = choices[int(picked.integers(len(choices)))]
                marked = marked.replace(forms[0], full_name)
                for form in forms[1:]:
                    marked = marked.replace(form, short_name)
        copies.append(parse_marked(marked, excerpt.name))
    return copies


def _regions_by_ending(lexicons: Lexicons) -> dict[str, list[tuple[str, str]]]:
    """Return (full name, short name) of current regions by the last character of the name."""
    real: dict[str, list[tuple[str, str]]] = {}
    for row in lexicons.rows("regions"):
        short = row["aliases"].split(";")[0]
        if len(short) >= 2 and not row["until"] and not row["ambiguous"]:
            real.setdefault(row["name"][-1], []).append((row["name"], short))
    return real


def _marked_form(marked: MarkedText) -> str:
    """Return the text with its marks in place."""
    pieces: list[str] = []
    cursor = 0
    for mark in marked.marks:
        indicator = "" if mark.indicator is None else f"|{mark.indicator}"
        pieces += [marked.text[cursor : mark.start], f"⟦{marked.text[mark.start : mark.end]}|{mark.type}{indicator}⟧"]
        cursor = mark.end
    return "".join([*pieces, marked.text[cursor:]])


def _card(corpus: Sequence[Excerpt], lexicons: Lexicons, seed: int, samples: _Samples, features: int) -> dict[str, Any]:
    """Return the model's card: what it was made from and with."""
    import sklearn

    digest = hashlib.sha256("\0".join(f"{excerpt.name}\0{_marked_form(excerpt.marked)}" for excerpt in corpus).encode())
    return {
        "labels": list(ENTITY_TYPES),
        "texts": len(corpus),
        "characters": sum(len(excerpt.marked.text) for excerpt in corpus),
        "marks": sum(len(excerpt.marked.marks) for excerpt in corpus),
        "marks_among_candidates": round(samples.proposed_marks / max(samples.marks, 1), 4),
        "features": features,
        "seed": seed,
        "regularisation": REGULARISATION,
        "data_sha256": digest.hexdigest(),
        "lexicons": lexicons.fingerprint,
        "made_with": {
            "python": re.sub(r"\.\d+$", "", platform.python_version()),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
    }
