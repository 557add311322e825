"""``docs/evaluation.md`` tells what the present model does."""

import pytest

from kexie_nlp.evaluation import evaluate_folder
from kexie_nlp.resources import folder
from kexie_nlp.tag import load_model
from pages import ROOT

PAGE = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_table_of_scores_is_up_to_date() -> None:
    assert load_model(folder("models")).card["data_sha256"][:12] in PAGE, "run make evaluation"
    for row in evaluate_folder(folder("corpora") / "marked", "held-out"):
        figures = " | ".join(f"{row[name]:.2f}" for name in ("precision", "recall", "f1", "overlap_f1"))
        assert f"| {row['what']} | {row['gold']} | {figures} |" in PAGE, "run make evaluation"
