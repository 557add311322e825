"""Marked text → model."""

import math
import platform
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.marked import MarkedText
from kexie_nlp.tag.features import BUCKET_BITS, feature_rows, sieve_rows
from kexie_nlp.tag.model import Layer, Model, Network, Scorer
from kexie_nlp.tag.tagger import Proposer, is_whole
from kexie_nlp.tokenize import WordCutter, Words
from kexie_nlp.training.calibrating import fit_calibration, judged_out_of_fold
from kexie_nlp.training.copies import with_other_names
from kexie_nlp.training.corpus import Excerpt, data_hash, on_clean_text

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# the network's hidden units, its weight decay, how often it sees the corpus at least, over how many of the last times its weights are
# averaged (Polyak & Juditsky 1992: less chance in them), and how many batches a small corpus takes; in how many candidates a feature must
# stand to count. Chosen on the held-out split (docs/evaluation.md)
HIDDEN_UNITS: Final = 24
WEIGHT_DECAY: Final = 3e-3
EPOCHS: Final = 6
AVERAGED_EPOCHS: Final = 3
FEWEST_STEPS: Final = 600
LEAST_FEATURE_COUNT: Final = 8
# inverse of the strength of the sieve's regularisation
SIEVE_REGULARISATION: Final = 0.5
# share of the marked spans that the sieve may drop
SIEVE_LOSS: Final = 0.02
# parts of the corpus for calibrating scores, and texts a part needs
FOLDS: Final = 4
_FEWEST_TEXTS: Final = 5
_MOST_ITERATIONS: Final = 150
_BATCH: Final = 512
_TWO_CLASSES: Final = 2
_NO_WEIGHT: Final = 1e-3
_NEVER: Final = -20.0
_TYPE_NUMBER: Final = {name: number for number, name in enumerate(ENTITY_TYPES, 1)}
Progress = Callable[[str], None]


class _Samples:
    """Collects the feature rows and classes of all candidates."""

    def __init__(self, words: Callable[[str], Words], propose: Proposer) -> None:
        self._words = words
        self._propose = propose
        self.features: list[NDArray[np.int32]] = []
        self.sieve_features: list[NDArray[np.int32]] = []
        self.masks: list[NDArray[np.uint64]] = []
        self.classes: list[int] = []
        self.marks = self.proposed_marks = 0

    def add(self, marked: MarkedText) -> None:
        """Add the candidates of one text."""
        text = on_clean_text(marked)
        proposals = self._propose(text.text, self._words(text.text))
        types = {(mark.start, mark.end): _TYPE_NUMBER[mark.type] for mark in text.marks}
        self.features.append(feature_rows(proposals.plain).astype(np.int32))
        self.sieve_features.append(sieve_rows(proposals.plain).astype(np.int32))
        self.masks.append(proposals.candidates.masks)
        spans = list(zip(proposals.candidates.start.tolist(), proposals.candidates.end.tolist(), strict=True))
        self.classes += [types.get(span, 0) for span in spans]
        self.marks += len(types)
        self.proposed_marks += len(types.keys() & set(spans))


def train(
    corpus: Sequence[Excerpt],
    lexicons: Lexicons,
    *,
    seed: int = 0,
    propose: Proposer | None = None,
    folds: int = FOLDS,
    progress: Progress = lambda line: None,
) -> Model:
    """Train the classifier that weighs candidates.

    Args:
        corpus: the marked texts.
        lexicons: what proposes candidates.
        seed: chooses the names that take the place of invented ones in the second copy of each text.
        propose: stands in for what the lexicons propose.
        folds: into how many parts the corpus is cut to calibrate scores, each weighed by a model of the others; 0 leaves scores as
            they are, and so does a corpus of fewer than five texts a part.
        progress: is told, in a line, what goes on.

    Returns:
        the model, with a card that says what it was made from and with.
    """
    words, propose = WordCutter(lexicons).words, propose or Proposer(lexicons)

    def fit(texts: Sequence[Excerpt]) -> Model:
        return _fit_model(texts, lexicons, seed, _Samples(words, propose), progress)

    model = fit(corpus)
    if folds and len(corpus) >= _FEWEST_TEXTS * folds:
        progress(f"calibrating scores with {folds} models, each of a part of the texts")
        calibration = fit_calibration(judged_out_of_fold(corpus, folds, fit, words, propose))
        model = replace(model, calibration=calibration)
    return model


def _fit_model(corpus: Sequence[Excerpt], lexicons: Lexicons, seed: int, samples: _Samples, progress: Progress) -> Model:
    """Return a model without calibration."""
    progress(f"describing the candidates of {len(corpus)} texts")
    for excerpt in corpus:
        samples.add(excerpt.marked)
    for copy in with_other_names(corpus, lexicons, seed):
        samples.add(copy)
    classes = np.array(samples.classes)
    progress(f"fitting {len(classes)} candidates, {int((classes > 0).sum())} of them entities")
    sieve_features = np.vstack(samples.sieve_features)
    sieve = _fit_sieve(sieve_features, classes > 0)
    scores = Scorer(sieve).scores(sieve_features)[:, 0]
    least = round(float(np.quantile(scores[classes > 0], SIEVE_LOSS)), 4)
    passed = (scores >= least) | is_whole(np.concatenate(samples.masks))
    progress(f"the sieve passes {passed.mean():.0%} of the candidates")
    # the network learns from what it will see, and from the entities that the sieve drops
    learnt = passed | (classes > 0)
    classifier = _fit_network(np.vstack(samples.features)[learnt], classes[learnt], seed)
    card = _card(corpus, lexicons, seed, samples, len(classifier.hidden.buckets))
    return Model(ENTITY_TYPES, sieve, least, classifier, card)


def _frequent_buckets(features: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the buckets that occur often enough to learn from, sorted."""
    counts = np.bincount(features.ravel(), minlength=1 << BUCKET_BITS)
    return np.flatnonzero(counts >= LEAST_FEATURE_COUNT).astype(np.int32)


def _matrix(features: NDArray[np.int32], buckets: NDArray[np.int32]) -> "csr_matrix":
    """Return the features as ones in a sparse matrix with a column for each of ``buckets``."""
    from scipy.sparse import csr_matrix

    column = np.full(1 << BUCKET_BITS, -1, dtype=np.int32)
    column[buckets] = np.arange(len(buckets))
    columns = column[features]
    known = columns >= 0
    row_ends = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
    return csr_matrix((np.ones(int(known.sum()), np.float32), columns[known], row_ends), shape=(len(features), len(buckets)))


def _fit_sieve(features: NDArray[np.int32], is_entity: NDArray[np.bool_]) -> Layer:
    """Return a logistic regression that tells candidates that may be entities from the rest."""
    from sklearn.linear_model import LogisticRegression

    buckets = _frequent_buckets(features)
    regression = LogisticRegression(C=SIEVE_REGULARISATION, max_iter=_MOST_ITERATIONS, tol=1e-3)
    regression.fit(_matrix(features, buckets), is_entity)
    return _pruned(buckets, regression.coef_.T.astype(np.float32), regression.intercept_.astype(np.float32))


def _fit_network(features: NDArray[np.int32], classes: NDArray[np.int64], seed: int) -> Network:
    """Return the network that gives candidates their types; its weights are the mean of those after the last epochs."""
    from sklearn.neural_network import MLPClassifier

    buckets = _frequent_buckets(features)
    matrix, labels = _matrix(features, buckets), np.unique(classes)
    batch = min(_BATCH, len(classes))
    epochs = max(EPOCHS, math.ceil(FEWEST_STEPS * batch / len(classes)))
    network = MLPClassifier(HIDDEN_UNITS, alpha=WEIGHT_DECAY, batch_size=batch, random_state=seed)
    sums: list[NDArray[np.float64]] = []
    # it is stopped early on purpose: later epochs learn the corpus by heart
    for epoch in range(epochs):
        network.partial_fit(matrix, classes, classes=labels)
        if epochs - epoch <= AVERAGED_EPOCHS:
            parts = [part.astype(np.float64) for part in (*network.coefs_, *network.intercepts_)]
            sums = [total + part for total, part in zip(sums, parts, strict=True)] if sums else parts
    first, last, first_intercept, last_intercept = (total / min(AVERAGED_EPOCHS, epochs) for total in sums)
    weights = np.zeros((HIDDEN_UNITS, len(ENTITY_TYPES) + 1), np.float32)
    intercept = np.full(len(ENTITY_TYPES) + 1, _NEVER, np.float32)
    if len(labels) == _TWO_CLASSES:  # then scikit-learn gives the odds of the second alone
        intercept[labels[0]], labels = 0, labels[1:]
    weights[:, labels], intercept[labels] = last, last_intercept
    return Network(_pruned(buckets, first.astype(np.float32), first_intercept.astype(np.float32)), weights, intercept)


def _pruned(buckets: NDArray[np.int32], weights: NDArray[np.float32], intercept: NDArray[np.float32]) -> Layer:
    """Return a layer of the buckets that carry weight."""
    kept = np.abs(weights).max(axis=1) > _NO_WEIGHT
    return Layer(buckets[kept], weights[kept], intercept)


def _card(corpus: Sequence[Excerpt], lexicons: Lexicons, seed: int, samples: _Samples, features: int) -> dict[str, Any]:
    """Return the model's card: what it was made from and with."""
    import sklearn

    return {
        "labels": list(ENTITY_TYPES),
        "texts": len(corpus),
        "characters": sum(len(excerpt.marked.text) for excerpt in corpus),
        "marks": sum(len(excerpt.marked.marks) for excerpt in corpus),
        "marks_among_candidates": round(samples.proposed_marks / max(samples.marks, 1), 4),
        "features": features,
        "seed": seed,
        "network": {"hidden_units": HIDDEN_UNITS, "weight_decay": WEIGHT_DECAY, "epochs": EPOCHS},
        "data_sha256": data_hash(corpus),
        "lexicons": lexicons.fingerprint,
        "made_with": {
            "python": re.sub(r"\.\d+$", "", platform.python_version()),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
    }
