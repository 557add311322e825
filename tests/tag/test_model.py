"""The model as files: what is written comes back, the same model gives the same bytes, a wrong file is refused by name."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.resources import folder
from kexie_nlp.tag.model import CARD_FILE, FORM, WEIGHTS_FILE, Layer, Model, Network, NetworkScorer, Scorer, load_model, save_model


def layer(classes: int, buckets: tuple[int, ...] = (3, 70, 4_000_000)) -> Layer:
    weights = np.linspace(-2, 2, len(buckets) * classes, dtype=np.float32).reshape(len(buckets), classes)
    return Layer(np.array(buckets, np.int32), weights.astype(np.float16).astype(np.float32), np.arange(classes, dtype=np.float32))


def network() -> Network:
    weights = np.linspace(-1, 1, 12, dtype=np.float32).reshape(4, 3).astype(np.float16).astype(np.float32)
    return Network(layer(4), weights, np.array([0.5, 0, -0.5], np.float32))


@pytest.fixture
def model() -> Model:
    return Model(("ORG", "AWARD"), layer(1), -1.5, network(), {"texts": 2, "made_with": {"python": "3.11"}})


@pytest.fixture
def saved(model: Model, tmp_path: Path) -> Path:
    save_model(model, tmp_path)
    return tmp_path


def test_round_trip(model: Model, saved: Path) -> None:
    loaded = load_model(saved)
    assert (loaded.labels, loaded.least) == (model.labels, model.least)
    assert loaded.card == {"form": FORM, **model.card}
    for before, after in ((model.sieve, loaded.sieve), (model.classifier.hidden, loaded.classifier.hidden)):
        assert np.array_equal(before.buckets, after.buckets)
        assert np.array_equal(before.weights, after.weights)
        assert np.array_equal(before.intercept, after.intercept)
    assert np.array_equal(model.classifier.weights, loaded.classifier.weights)
    assert np.array_equal(model.classifier.intercept, loaded.classifier.intercept)


def test_same_model_same_bytes(model: Model, saved: Path, tmp_path: Path) -> None:
    save_model(load_model(saved), tmp_path / "again")
    save_model(model, tmp_path / "deep" / "twice")
    for name in (CARD_FILE, WEIGHTS_FILE):
        assert (saved / name).read_bytes() == (tmp_path / "deep" / "twice" / name).read_bytes()
    assert (saved / WEIGHTS_FILE).read_bytes() == (tmp_path / "again" / WEIGHTS_FILE).read_bytes()


def test_scores_are_sums_of_weights() -> None:
    rows = np.array([[3, 70, 9], [9, 9, 9], [3, 3, 4_000_000]], np.int32)
    one = layer(3)
    first, middle, last = one.weights
    scores = Scorer(one).scores(rows)
    assert scores == pytest.approx(np.array([one.intercept + first + middle, one.intercept, one.intercept + 2 * first + last]))


def test_network_gives_probabilities() -> None:
    rows = np.array([[3, 70, 9], [9, 9, 9], [3, 3, 4_000_000]], np.int32)
    one = network()
    units = np.maximum(Scorer(one.hidden).scores(rows), 0)
    odds = np.exp(units @ one.weights + one.intercept)
    assert NetworkScorer(one).probabilities(rows) == pytest.approx(odds / odds.sum(axis=1, keepdims=True), rel=1e-5)


def test_no_candidates() -> None:
    assert NetworkScorer(network()).probabilities(np.zeros((0, 3), np.int32)).shape == (0, 3)


def change_card(place: Path, **changes: object) -> None:
    card = json.loads((place / CARD_FILE).read_text(encoding="utf-8"))
    card.update(changes)
    (place / CARD_FILE).write_text(json.dumps(card), encoding="utf-8")


def cut_short(place: Path) -> None:
    weights = place / WEIGHTS_FILE
    weights.write_bytes(weights.read_bytes()[:200])


def flip_byte(place: Path, at: int) -> None:
    data = bytearray((place / WEIGHTS_FILE).read_bytes())
    data[at] ^= 0xFF
    (place / WEIGHTS_FILE).write_bytes(bytes(data))


def buckets_out_of_range(place: Path) -> None:
    arrays = {"buckets": np.array([1 << 30]), "weights": np.zeros((1, 1)), "intercept": np.zeros(1)}
    named = {f"{name}_{part}": array for name in ("sieve", "classifier") for part, array in arrays.items()}
    np.savez(place / WEIGHTS_FILE, allow_pickle=False, **named)


def pickled_weights(place: Path) -> None:
    arrays = dict.fromkeys(("sieve_buckets", "sieve_weights"), np.array([{"a": 1}], dtype=object))
    np.savez(place / WEIGHTS_FILE, allow_pickle=True, **arrays)


FAULTS: list[tuple[str, Callable[[Path], object], str, str]] = [
    ("no card", lambda place: (place / CARD_FILE).unlink(), CARD_FILE, "cannot be read (No such file"),
    ("no weights", lambda place: (place / WEIGHTS_FILE).unlink(), WEIGHTS_FILE, "cannot be read (No such file"),
    ("card of text", lambda place: (place / CARD_FILE).write_text("model", encoding="utf-8"), CARD_FILE, "no usable model"),
    ("card of bytes", lambda place: (place / CARD_FILE).write_bytes(b"\xff\xfe\x00"), CARD_FILE, "no usable model"),
    ("card a list", lambda place: (place / CARD_FILE).write_text("[]", encoding="utf-8"), CARD_FILE, "form 'list'"),
    ("older", lambda place: change_card(place, form=FORM - 1), CARD_FILE, f"form {FORM - 1}, this version reads form {FORM}"),
    ("newer", lambda place: change_card(place, form=FORM + 1), CARD_FILE, f"form {FORM + 1}, this version reads form {FORM}"),
    ("labels missing", lambda place: change_card(place, labels=None), CARD_FILE, "no usable model"),
    ("more labels", lambda place: change_card(place, labels=list(ENTITY_TYPES)), WEIGHTS_FILE, "do not fit the card"),
    ("no threshold", lambda place: change_card(place, sieve_least="high"), CARD_FILE, "no usable model"),
    ("cut short", cut_short, WEIGHTS_FILE, "no usable model"),
    ("other labels", lambda place: change_card(place, labels=["ORG", "THING"]), CARD_FILE, "unknown labels ORG, THING"),
    ("other buckets", buckets_out_of_range, WEIGHTS_FILE, "buckets that do not exist"),
    ("empty", lambda place: (place / WEIGHTS_FILE).write_bytes(b""), WEIGHTS_FILE, "no usable model"),
    ("pickles", pickled_weights, WEIGHTS_FILE, "no usable model"),
]


@pytest.mark.parametrize(("fault", "file", "reason"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_wrong_files_are_refused(saved: Path, fault: Callable[[Path], object], file: str, reason: str) -> None:
    fault(saved)
    with pytest.raises(ResourceError) as caught:
        load_model(saved)
    assert caught.value.path == str(saved / file)
    assert reason in str(caught.value)
    assert "kexie-nlp train" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_damaged_byte_gives_another_model(model: Model, saved: Path) -> None:
    """A flipped byte is refused, or lies where it does not matter (a date, an attribute of the zip's directory)."""
    whole = (saved / WEIGHTS_FILE).read_bytes()
    refused = 0
    for at in range(0, len(whole), 17):
        flip_byte(saved, at)
        try:
            loaded = load_model(saved)
        except ResourceError:
            refused += 1
        else:
            assert np.array_equal(loaded.classifier.hidden.weights, model.classifier.hidden.weights)
            assert np.array_equal(loaded.classifier.weights, model.classifier.weights)
            assert np.array_equal(loaded.sieve.buckets, model.sieve.buckets)
        (saved / WEIGHTS_FILE).write_bytes(whole)
    assert refused > len(whole) // 34


def test_half_precision_is_all_that_is_lost(model: Model, tmp_path: Path) -> None:
    fine = replace(model, classifier=replace(model.classifier, weights=model.classifier.weights + np.float32(1e-6)))
    save_model(fine, tmp_path)
    assert load_model(tmp_path).classifier.weights == pytest.approx(fine.classifier.weights, rel=1e-3, abs=1e-3)


def test_shipped_model_knows_all_types_and_its_origin() -> None:
    model = load_model(folder("models"))
    assert model.labels == ENTITY_TYPES
    assert model.card["marks"] > 0
    assert model.card["made_with"].keys() == {"python", "numpy", "scikit-learn"}
