"""The plots of ``docs/evaluation.md``."""

from collections.abc import Mapping, Sequence
from typing import Final

from kexie_nlp.evaluation import Bin, CurvePoint
from plots import Axis, Series, plot

_BLUE, _ORANGE, _GREY = "#2166ac", "#e08214", "#999999"
_STEP: Final = 0.05


def curve_plot(points: Sequence[CurvePoint]) -> str:
    """Return the learning curve as SVG."""
    scores = [score for point in points for score in point.scores]
    first, last = int(min(scores) / _STEP), int(max(scores) / _STEP) + 1
    thousands = [point.characters / 1000 for point in points]
    means = [(place, point.mean) for place, point in zip(thousands, points, strict=True)]
    draws = [(place, score) for place, point in zip(thousands, points, strict=True) for score in point.scores]
    return plot(
        "Strict F1 on held-out text by the amount of training text",
        Axis("training text, thousand characters", [100 * step for step in range(int(thousands[-1] // 100) + 2)]),
        Axis("strict F1, held-out", [step * _STEP for step in range(first, last + 1)], "{:.2f}"),
        [Series("one draw", draws, _GREY, line=False, dots=3), Series("mean", means, _BLUE)],
    )


def reliability_plot(judged: Mapping[str, Sequence[Bin]]) -> str:
    """Return the share of right entities by score as SVG, one line a name."""
    lowest = min(min(each.score, each.right) for bins in judged.values() for each in bins)
    ticks = [step / 10 for step in range(int(lowest * 10), 11)]
    lines = [
        Series(name, [(each.score, each.right) for each in bins], colour)
        for (name, bins), colour in zip(judged.items(), (_BLUE, _ORANGE), strict=True)
    ]
    diagonal = Series("as it should be", [(ticks[0], ticks[0]), (1.0, 1.0)], _GREY, dots=0, dashed=True)
    title = "Share of right entities by score, held-out text"
    return plot(title, Axis("score", ticks, "{:.1f}"), Axis("share right", ticks, "{:.1f}"), [diagonal, *reversed(lines)])
