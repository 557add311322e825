"""Whether more text would help: the score by the amount of training text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kexie_nlp.evaluation.folder import Progress, Setting
from kexie_nlp.evaluation.scores import Score, entity_scores
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.training import Excerpt, train

SHARES: Final = (1 / 8, 1 / 4, 1 / 2, 1.0)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A share of the training text and the scores of models trained on so much of it.

    Attributes:
        share: of the excerpts.
        texts: how many they are.
        characters: mean number in them.
        scores: strict F1 of all types, one a draw.
    """

    share: float
    texts: int
    characters: int
    scores: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean score."""
        return float(np.mean(self.scores))


def learning_curve(
    corpus: Sequence[Excerpt],
    held_out: Sequence[Excerpt],
    lexicons: Lexicons,
    *,
    shares: Sequence[float] = SHARES,
    draws: int = 3,
    seed: int = 0,
    progress: Progress = lambda line: None,
) -> list[CurvePoint]:
    """Return the curve; each draw is another random order of the excerpts, of which every share is the beginning."""
    orders = [np.random.default_rng([seed, draw]).permutation(len(corpus)).tolist() for draw in range(draws)]
    points = []
    for share in shares:
        count = max(1, round(share * len(corpus)))
        chosen = [[corpus[number] for number in sorted(order[:count])] for order in (orders if count < len(corpus) else orders[:1])]
        progress(f"training on {count} of {len(corpus)} texts, {len(chosen)} times")
        scores = [strict_f1(Setting(model=train(texts, lexicons, seed=seed, folds=0)), held_out) for texts in chosen]
        characters = round(float(np.mean([sum(len(excerpt.marked.text) for excerpt in texts) for texts in chosen])))
        points.append(CurvePoint(share, count, characters, tuple(scores)))
    return points


def strict_f1(setting: Setting, excerpts: Sequence[Excerpt]) -> float:
    """Return strict F1 over all types."""
    scores = [entity_scores(excerpt.marked, analysis)[-1] for excerpt, analysis in setting.analyses(excerpts)]
    return sum(scores, Score("ALL")).f1
