"""Against marked text: scores, each error in its sentence, what more text would bring, and whether scores can be trusted."""

from kexie_nlp.evaluation.curve import CurvePoint, learning_curve
from kexie_nlp.evaluation.errors import Mistake, find_mistakes
from kexie_nlp.evaluation.folder import Setting, evaluate_folder
from kexie_nlp.evaluation.reliability import Bin, calibration_error, judged_entities, reliability
from kexie_nlp.evaluation.scores import (
    LEAST_AWARD_SIMILARITY,
    LEAST_SIMILARITY,
    Score,
    achievement_score,
    entity_scores,
    metric_score,
    similarity,
)

__all__ = [
    "LEAST_AWARD_SIMILARITY",
    "LEAST_SIMILARITY",
    "Bin",
    "CurvePoint",
    "Mistake",
    "Score",
    "Setting",
    "achievement_score",
    "calibration_error",
    "entity_scores",
    "evaluate_folder",
    "find_mistakes",
    "judged_entities",
    "learning_curve",
    "metric_score",
    "reliability",
    "similarity",
]
