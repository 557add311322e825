"""From the classifier's probability to the share of such spans that turn out right."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_NEAREST_TO_CERTAIN: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising curve of three numbers: log odds = rise_low · log p − rise_high · log(1 − p) + shift; by default nothing changes.

    Beta calibration (Kull, Silva Filho & Flach 2017), fitted on texts that the classifier was not trained on.
    """

    rise_low: float = 1.0
    rise_high: float = 1.0
    shift: float = 0.0

    def __call__(self, probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the calibrated probabilities."""
        low, high = parts(probabilities)
        calibrated: NDArray[np.float64] = 1 / (1 + np.exp(-(self.rise_low * low + self.rise_high * high + self.shift)))
        return calibrated


def parts(probabilities: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return log p and −log(1 − p), what the curve is made of."""
    sure = np.clip(probabilities.astype(np.float64), _NEAREST_TO_CERTAIN, 1 - _NEAREST_TO_CERTAIN)
    return np.log(sure), -np.log(1 - sure)
