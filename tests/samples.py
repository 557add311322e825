"""The sample reports of ``corpora/reports``, each analysed once for all tests."""

from functools import cache

from kexie_nlp.pipeline import analyze
from kexie_nlp.records import Analysis
from kexie_nlp.resources import folder

REPORTS = folder("corpora") / "reports"
FACTS = REPORTS / "facts.jsonl"
PATHS = sorted(path for path in REPORTS.iterdir() if path.is_file() and path != FACTS)
NAMES = [path.name for path in PATHS]


@cache
def analysis_of(name: str) -> Analysis:
    """Return the analysis of one sample report."""
    return analyze(REPORTS / name)
