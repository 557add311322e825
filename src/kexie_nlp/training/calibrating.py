"""How often a span of a given probability is right, learnt from texts that the weighing model has not seen."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np

from kexie_nlp.tag.calibration import Calibration, parts
from kexie_nlp.tag.decoding import best_set
from kexie_nlp.tag.model import Model
from kexie_nlp.tag.tagger import Proposer, TrainedWeigher
from kexie_nlp.tokenize import Words
from kexie_nlp.training.corpus import Excerpt, on_clean_text

_PLACES: Final = 4
# probability of a chosen span, and whether it is right
Judged = tuple[float, bool]


def judged_out_of_fold(
    corpus: Sequence[Excerpt], folds: int, fit: Callable[[Sequence[Excerpt]], Model], words: Callable[[str], Words], propose: Proposer
) -> list[Judged]:
    """Return the judged spans of each part of the corpus, as chosen by a model of the other parts."""
    judged: list[Judged] = []
    for fold in range(folds):
        weigh = TrainedWeigher(fit([excerpt for number, excerpt in enumerate(corpus) if number % folds != fold]))
        for excerpt in corpus[fold::folds]:
            text = on_clean_text(excerpt.marked)
            wanted = {(mark.start, mark.end, mark.type) for mark in text.marks}
            chosen = best_set(weigh(propose(text.text, words(text.text))))
            judged += [(item.probability, (item.start, item.end, item.type) in wanted) for item in chosen]
    return judged


def fit_calibration(judged: Iterable[Judged]) -> Calibration:
    """Return the curve that fits: of three numbers if it rises everywhere, else of two, else the one that changes nothing."""
    from sklearn.linear_model import LogisticRegression

    probabilities, right = (np.array(column) for column in zip(*judged, strict=True))
    if right.all() or not right.any():
        return Calibration()
    low, high = parts(probabilities)
    for columns in ((low, high), (low + high,)):
        regression = LogisticRegression(C=np.inf, max_iter=1000).fit(np.stack(columns, axis=1), right)
        rises = [round(rise, _PLACES) for rise in regression.coef_[0].tolist()]
        if min(rises) > 0:
            return Calibration(rises[0], rises[-1], round(float(regression.intercept_[0]), _PLACES))
    return Calibration()
