"""Scores: the curve, how it is fitted, and that scores mean what they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.evaluation import Bin, Setting, calibration_error, judged_entities, reliability
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.resources import folder
from kexie_nlp.tag.calibration import Calibration
from kexie_nlp.training import read_corpus, train
from kexie_nlp.training.calibrating import fit_calibration

MARKED = folder("corpora") / "marked"


@given(st.floats(1e-3, 1 - 1e-3))
def test_the_plain_curve_changes_nothing(probability: float) -> None:
    assert Calibration()(np.array([probability]))[0] == pytest.approx(probability)


@given(st.lists(st.floats(0, 1), min_size=2), st.floats(0.1, 3), st.floats(0.1, 3), st.floats(-3, 3))
def test_a_curve_keeps_the_order(probabilities: list[float], low: float, high: float, shift: float) -> None:
    calibrated = Calibration(low, high, shift)(np.sort(np.array(probabilities)))
    assert (np.diff(calibrated) >= 0).all()
    assert ((calibrated > 0) & (calibrated < 1)).all()


def test_a_fitted_curve_corrects_what_is_too_sure() -> None:
    pick = np.random.default_rng(7)
    true = pick.uniform(0.05, 0.95, 4000)
    right = pick.random(4000) < true
    odds = true / (1 - true)
    too_sure = odds**2 / (1 + odds**2)
    curve = fit_calibration(list(zip(too_sure.tolist(), right.tolist(), strict=True)))
    assert np.abs(curve(too_sure) - true).max() < 0.05


@pytest.mark.parametrize("right", [(True, True), (False, False), (True, False)])
def test_what_cannot_be_fitted_changes_nothing(right: tuple[bool, bool]) -> None:
    # the last is held more likely where it is wrong
    assert fit_calibration([(0.4, right[0]), (0.8, right[1])] * 30) == Calibration()


def test_bins() -> None:
    judged = [(0.5, False), (0.75, True), (0.875, True), (0.75, False), (1.0, True)]
    assert reliability(judged, (0.5, 0.75, 1.0)) == [Bin(0.5, 0.75, 1, 0.5, 0.0), Bin(0.75, 1.0, 4, 0.84375, 0.75)]
    assert calibration_error([Bin(0, 1, 3, 0.9, 0.8), Bin(0, 1, 1, 0.5, 0.9)]) == pytest.approx(0.175)
    assert (reliability([]), calibration_error([])) == ([], 0.0)


def test_scores_on_held_out_text_mean_what_they_say() -> None:
    judged = judged_entities(Setting(), read_corpus(MARKED, "held-out"))
    assert calibration_error(reliability(judged)) < 0.03
    nine_in_ten = [right for score, right in judged if 0.85 <= score < 0.95]
    assert sum(nine_in_ten) / len(nine_in_ten) == pytest.approx(0.9, abs=0.05)


@pytest.mark.slow
def test_training_fits_a_curve_where_there_is_text_enough(lexicons: Lexicons) -> None:
    corpus = read_corpus(MARKED, "train")[:12]
    assert train(corpus[:4], lexicons, folds=2).calibration == Calibration()
    curve = train(corpus, lexicons, folds=2).calibration
    assert curve != Calibration()
    assert min(curve.rise_low, curve.rise_high) > 0
