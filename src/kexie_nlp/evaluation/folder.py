"""Scores over all marked files of a folder."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from kexie_nlp.errors import ResourceError
from kexie_nlp.evaluation.scores import Score, achievement_score, entity_scores, metric_score
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.marked import SUFFIX
from kexie_nlp.pipeline import Analyzer, default_cutter, default_lexicons, report_of
from kexie_nlp.read import Extracted
from kexie_nlp.records import Analysis
from kexie_nlp.resources import folder as resource_folder
from kexie_nlp.tag import Model, Tagger, load_model
from kexie_nlp.tag.rules import parts_left
from kexie_nlp.training import Excerpt, read_corpus

Progress = Callable[[str], None]


class Setting:
    """What is measured: the tagger with the default lexicons, whole or without a part of it."""

    def __init__(self, without: Collection[str] = (), model: Model | None = None) -> None:
        """Build the setting; ``without`` names some of ``kexie_nlp.tag.rules.PARTS``, ``model`` stands in for the project's."""
        lexicons, model = default_lexicons(), model or load_model(resource_folder("models"))
        self.words = default_cutter().words
        self.propose, self.weigh = parts_left(lexicons, model, without)
        self._analyzer = Analyzer(default_cutter(), Tagger(lexicons, model, propose=self.propose, weigh=self.weigh, fills_gaps=not without))

    def analyze(self, excerpt: Excerpt) -> Analysis:
        """Return the analysis of an excerpt as a report of its own, without its marks."""
        return self._analyzer.analyze(report_of(Extracted(excerpt.marked.text), f"{excerpt.name}{SUFFIX}"))

    def analyses(self, excerpts: Iterable[Excerpt], progress: Progress = lambda line: None) -> Iterator[tuple[Excerpt, Analysis]]:
        """Yield the excerpts with their analyses; ``progress`` is told of each."""
        for excerpt in excerpts:
            progress(f"scoring {excerpt.name}")
            yield excerpt, self.analyze(excerpt)


def evaluate_folder(
    folder: Path, split: str | None = None, *, setting: Setting | None = None, progress: Progress = lambda line: None
) -> list[dict[str, Any]]:
    """Return the scores over all marked files of a folder, as rows: each type, all types, metrics, achievements.

    Each file is analysed as a report of its own, without its marks. Achievements are scored where NAME.achievements.jsonl lies
    beside NAME.marked.txt.

    Raises:
        ResourceError: if the folder holds no marked text, or a file is not of the right form.
    """
    scores: dict[str, Score] = {}
    for excerpt, analysis in (setting or Setting()).analyses(read_corpus(folder, split), progress):
        rows = [*entity_scores(excerpt.marked, analysis), metric_score(excerpt.marked, analysis.metrics)]
        beside = folder / f"{excerpt.name}.achievements.jsonl"
        if beside.is_file():
            rows.append(achievement_score(_read_achievements(beside), analysis.achievements))
        for score in rows:
            scores[score.what] = scores[score.what] + score if score.what in scores else score
    order = [*ENTITY_TYPES, "ALL", "metrics", "achievements"]
    return [scores[what].line() for what in order if what in scores]


def _read_achievements(path: Path) -> list[dict[str, Any]]:
    """Return the achievements listed in a file."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
                rows.append({"event": row["event"], "award": row["award"], "count": row["count"]})
            except (ValueError, KeyError, TypeError) as error:
                raise ResourceError(path, number, f"expected a JSON object with event, award and count ({error})") from error
    return rows
