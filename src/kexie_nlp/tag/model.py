"""The trained classifier as data: which feature buckets count, and how much for each type.

Two files: ``tagger.npz`` (arrays, no pickle) and ``tagger.json`` (the card). Reading them needs no scikit-learn.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES, EntityType
from kexie_nlp.tag.calibration import Calibration
from kexie_nlp.tag.features import BUCKET_BITS, template_fingerprint

FORM: Final = 1
WEIGHTS_FILE: Final = "tagger.npz"
CARD_FILE: Final = "tagger.json"
# so few that multiplying them is not spread over threads, which costs more than it brings
_ROWS_AT_ONCE: Final = 512
# so few that the weights of all their features stay in the processor's cache until they are summed
_CANDIDATES_AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of hashed features: of a logistic regression, or of the hidden units of a network.

    Attributes:
        buckets: sorted numbers of the feature buckets that carry weight.
        weights: one row a bucket, one column a class or unit.
        intercept: one number a class or unit.
    """

    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Network:
    """A perceptron with one hidden layer of rectified units over hashed features.

    Attributes:
        hidden: from features to units.
        weights: from units to classes, one row a unit.
        intercept: one number a class.
    """

    hidden: Layer
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """A sieve that drops the candidates that are hardly any entity, and a classifier for the rest.

    Attributes:
        labels: the types; class 0 of the classifier is "no entity", class k is ``labels[k - 1]``.
        sieve: one class, its score the log odds of being an entity.
        least: candidates whose sieve score is below this are dropped.
        classifier: gives each candidate a score a class.
        card: how the model came about; plain JSON.
        calibration: from the probability of a chosen span to its score.
    """

    labels: tuple[EntityType, ...]
    sieve: Layer
    least: float
    classifier: Network
    card: dict[str, Any]
    calibration: Calibration = field(default_factory=Calibration)


class Scorer:
    """Scores feature rows with a layer; holds the tables that make this quick."""

    def __init__(self, layer: Layer) -> None:
        self._intercept = layer.intercept
        self._weights = np.vstack([layer.weights, np.zeros((1, layer.weights.shape[1]), np.float32)])
        rows = np.full(1 << BUCKET_BITS, len(layer.buckets), dtype=np.int32)
        rows[layer.buckets] = np.arange(len(layer.buckets), dtype=np.int32)
        # the weights of a single column are looked up by bucket at once
        self._of_bucket = self._weights[rows, 0] if len(self._intercept) == 1 else rows

    def scores(self, features: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return one row a candidate, one column a class or unit."""
        columns = self._of_bucket.take(np.ascontiguousarray(features.T), mode="clip")
        scores = np.empty((len(features), len(self._intercept)), np.float32)
        if len(self._intercept) == 1:
            scores[:, 0] = sum(columns, self._intercept)
            return scores
        for low in range(0, len(features), _CANDIDATES_AT_ONCE):
            rows = columns[:, low : low + _CANDIDATES_AT_ONCE]
            weights = np.empty((len(rows) + 1, rows.shape[1], len(self._intercept)), np.float32)
            weights[0] = self._intercept
            self._weights.take(rows, axis=0, out=weights[1:], mode="clip")
            np.add.reduce(weights, axis=0, out=scores[low : low + _CANDIDATES_AT_ONCE])
        return scores


class NetworkScorer:
    """Gives candidates their probabilities with a network."""

    def __init__(self, network: Network) -> None:
        self._hidden = Scorer(network.hidden)
        self._weights, self._intercept = network.weights, network.intercept

    def probabilities(self, features: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return one row a candidate, one column a class, each row summing to 1."""
        units = self._hidden.scores(features)
        np.maximum(units, 0, out=units)
        scores = np.empty((len(units), len(self._intercept)), np.float32)
        for low in range(0, len(units), _ROWS_AT_ONCE):
            np.matmul(units[low : low + _ROWS_AT_ONCE], self._weights, out=scores[low : low + _ROWS_AT_ONCE])
        scores += self._intercept
        # the highest of a row is found many times as fast across columns that lie one behind the other
        scores -= np.ascontiguousarray(scores.T).max(axis=0)[:, None]
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return scores


def save_model(model: Model, folder: Path) -> None:
    """Write the model; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {f"{name}_{part}": array for name, layer in _layers(model).items() for part, array in _arrays(layer).items()}
    with (folder / WEIGHTS_FILE).open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
    parts = {"labels": list(model.labels), "sieve_least": model.least, "calibration": asdict(model.calibration)}
    card = {"form": FORM, "templates": template_fingerprint(), **parts, **model.card}
    (folder / CARD_FILE).write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _layers(model: Model) -> dict[str, Layer]:
    """Return the layers by name; the network's output is a layer over its units."""
    network = model.classifier
    units = np.arange(len(network.weights), dtype=np.int32)
    return {"sieve": model.sieve, "hidden": network.hidden, "output": Layer(units, network.weights, network.intercept)}


def _arrays(layer: Layer) -> dict[str, NDArray[Any]]:
    """Return the arrays of a layer as they are stored; half precision is enough for weights."""
    return {"buckets": layer.buckets, "weights": layer.weights.astype(np.float16), "intercept": layer.intercept}


def load_model(folder: Path) -> Model:
    """Read the model in ``folder``.

    Raises:
        ResourceError: if a file is missing, damaged or of another form.
    """
    path = folder / CARD_FILE
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(card, dict) or card.get("form") != FORM:
            found = card.get("form") if isinstance(card, dict) else type(card).__name__
            raise ResourceError(path, None, f"model of form {found!r}, this version reads form {FORM}; train it again with kexie-nlp train")
        if card.pop("templates", None) != template_fingerprint():
            raise ResourceError(path, None, "trained with other features than this version's; train it again with kexie-nlp train")
        labels, least = tuple(card.pop("labels")), float(card.pop("sieve_least"))
        calibration = Calibration(**{name: float(number) for name, number in card.pop("calibration", {}).items()})
        if not set(labels) <= set(ENTITY_TYPES):
            raise ValueError(f"unknown labels {', '.join(map(str, labels))}")
        path = folder / WEIGHTS_FILE
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            sieve, output = _layer(arrays, "sieve", 1), _layer(arrays, "output", len(labels) + 1)
            classifier = Network(_layer(arrays, "hidden", len(output.buckets)), output.weights, output.intercept)
    except OSError as error:
        raise ResourceError(path, None, f"cannot be read ({error.strerror}); train a model with kexie-nlp train") from error
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, NotImplementedError, BadZipFile, zlib.error) as error:
        raise ResourceError(path, None, f"no usable model ({error}); train one with kexie-nlp train") from error
    return Model(labels, sieve, least, classifier, card, calibration)


def _layer(arrays: Mapping[str, NDArray[Any]], name: str, classes: int) -> Layer:
    """Return a stored layer; raises ValueError if its arrays do not fit each other."""
    buckets, weights, intercept = (arrays[f"{name}_{part}"] for part in ("buckets", "weights", "intercept"))
    if weights.shape != (len(buckets), classes) or intercept.shape != (classes,):
        raise ValueError(f"the arrays of the layer {name} do not fit the card or each other")
    if len(buckets) and not 0 <= buckets.min() <= buckets.max() < 1 << BUCKET_BITS:
        raise ValueError(f"the {name} counts buckets that do not exist")
    return Layer(buckets.astype(np.int32), weights.astype(np.float32), intercept.astype(np.float32))
