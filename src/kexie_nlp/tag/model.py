"""The trained classifier as data: which feature buckets count, and how much for each type.

Two files: ``tagger.npz`` (arrays, no pickle) and ``tagger.json`` (the card). Reading them needs no scikit-learn.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import EntityType
from kexie_nlp.tag.features import BUCKET_BITS

FORM: Final = 1
WEIGHTS_FILE: Final = "tagger.npz"
CARD_FILE: Final = "tagger.json"


@dataclass(frozen=True, slots=True)
class Model:
    """A multinomial logistic regression over hashed features.

    Attributes:
        labels: the types; class 0 is "no entity", class k is ``labels[k - 1]``.
        buckets: sorted numbers of the feature buckets that carry weight.
        weights: one row a bucket, one column a class.
        intercept: one number a class.
        card: how the model came about; plain JSON.
    """

    labels: tuple[EntityType, ...]
    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]
    card: dict[str, Any]

    def row_of_bucket(self) -> NDArray[np.int32]:
        """Return for each bucket its row in ``padded_weights``; buckets without weight share the last, which is zero."""
        rows = np.full(1 << BUCKET_BITS, len(self.buckets), dtype=np.int32)
        rows[self.buckets] = np.arange(len(self.buckets), dtype=np.int32)
        return rows

    def padded_weights(self) -> NDArray[np.float32]:
        """Return the weights with a row of zeros behind them."""
        return np.vstack([self.weights, np.zeros((1, self.weights.shape[1]), np.float32)])


class Classifier:
    """Gives each candidate a probability per class; holds the tables that make this quick."""

    def __init__(self, model: Model) -> None:
        self.labels = model.labels
        self._rows = model.row_of_bucket()
        self._weights = model.padded_weights()
        self._intercept = model.intercept

    def probabilities(self, features: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return one row a candidate, one column a class (0 = no entity), each row summing to 1."""
        rows = self._rows[features]
        scores = np.tile(self._intercept, (len(features), 1))
        for column in range(features.shape[1]):
            scores += self._weights[rows[:, column]]
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        return cast("NDArray[np.float32]", scores)


def save_model(model: Model, folder: Path) -> None:
    """Write the model; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / WEIGHTS_FILE).open("wb") as file:
        np.savez_compressed(
            file, buckets=model.buckets, weights=model.weights.astype(np.float16), intercept=model.intercept.astype(np.float32)
        )
    card = {"form": FORM, "labels": list(model.labels), **model.card}
    (folder / CARD_FILE).write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


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
        path = folder / WEIGHTS_FILE
        with np.load(path, allow_pickle=False) as arrays:
            buckets, weights, intercept = arrays["buckets"], arrays["weights"], arrays["intercept"]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ResourceError(path, None, f"no usable model ({error}); train one with kexie-nlp train") from error
    labels = tuple(card.pop("labels"))
    if weights.shape != (len(buckets), len(labels) + 1) or intercept.shape != (len(labels) + 1,):
        raise ResourceError(path, None, "the arrays do not fit the card beside them; train the model again with kexie-nlp train")
    return Model(labels, buckets.astype(np.int32), weights.astype(np.float32), intercept.astype(np.float32), card)
