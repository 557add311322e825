"""Writes ``docs/evaluation.md`` and its plots anew: ``python benchmarks/evaluation_report.py``. Takes some minutes."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from evaluation_plots import curve_plot, reliability_plot
from kexie_nlp.evaluation import (
    Bin,
    CurvePoint,
    Setting,
    calibration_error,
    evaluate_folder,
    find_mistakes,
    judged_entities,
    learning_curve,
    reliability,
)
from kexie_nlp.pipeline import default_lexicons
from kexie_nlp.resources import folder
from kexie_nlp.tag import Model, load_model
from kexie_nlp.tag.calibration import Calibration
from kexie_nlp.tag.rules import PartialProposer
from kexie_nlp.training import Excerpt, data_hash, read_corpus, train

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "evaluation.md"
IMAGES: Final = ROOT / "docs" / "images"
MARKED: Final = ROOT / "corpora" / "marked"
GOLD: Final = ROOT.parent / "shared" / "gold"
# strict F1 of two careful annotators of one report
AGREEMENT: Final = {
    "ORG": 0.93,
    "DATE": 1.00,
    "COMPETITION": 0.96,
    "ACTIVITY": 0.90,
    "AWARD": 0.86,
    "PROGRAM": 0.88,
    "DOCUMENT": 1.00,
    "AMOUNT": 1.00,
    "QUANTITY": 0.98,
    "PERCENT": 1.00,
    "ALL": 0.95,
    "metrics": 0.95,
    "achievements": 0.97,
}
OTHERS: Final = {"development": GOLD, "wild": GOLD / "wild"}
TOLD_OF: Final = {
    "development": "three parts of two published reports, read again and again while the tool was made",
    "wild": "17 public texts of the genre and its neighbours (news, noise from web pages, traditional characters)",
}
ABLATIONS: Final = {
    "lexicons alone: names as listed, the longest first": ("patterns", "classifier"),
    "patterns alone: values, dates, documents": ("lexicon", "classifier"),
    "without classifier: both, the longest first": ("classifier",),
    "without lexicon": ("lexicon",),
    "without patterns": ("patterns",),
    "all": (),
}
_EXAMPLES: Final = 3
_COMMONEST: Final = 8

Rows = dict[str, dict[str, Any]]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="chooses the texts of the learning curve (default 0)")
    seed = parser.parse_args().seed
    model, lexicons = load_model(folder("models")), default_lexicons()
    corpus, held_out = read_corpus(MARKED, "train"), read_corpus(MARKED, "held-out")
    if (model.card["data_sha256"], model.card["lexicons"]) != (data_hash(corpus), lexicons.fingerprint):
        sys.exit("models/ was made from other texts or lexicons than those here; run make model first")
    curve = learning_curve(corpus, held_out, lexicons, seed=seed, progress=_say)
    judged = {
        "with calibration": reliability(judged_entities(Setting(), held_out)),
        "before calibration": reliability(judged_entities(Setting(model=replace(model, calibration=Calibration())), held_out)),
    }
    sections = [
        _head(seed, model, corpus, held_out),
        _scores(),
        _other_texts(),
        _parts(corpus, model),
        _curve(curve),
        _reliability(judged),
        _errors(held_out),
    ]
    PAGE.write_text("\n".join(sections), encoding="utf-8", newline="\n")
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "learning-curve.svg").write_text(curve_plot(curve), encoding="utf-8", newline="\n")
    (IMAGES / "reliability.svg").write_text(reliability_plot(judged), encoding="utf-8", newline="\n")


def _say(line: str) -> None:
    """Tell on standard error what goes on."""
    print(line, file=sys.stderr)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; numbers with a point are shown to two places."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row) + " |")
    return "\n".join(lines) + "\n"


def _measured(place: Path, split: str | None = None, setting: Setting | None = None) -> Rows:
    """Return the scores over a folder by what they are of."""
    return {row["what"]: row for row in evaluate_folder(place, split, setting=setting)}


def _others() -> dict[str, Path]:
    """Return the annotated texts beside the checkout that are here."""
    return {name: place for name, place in OTHERS.items() if place.is_dir()}


def _f1(rows: Rows) -> list[object]:
    """Return F1 of entities, metrics and achievements."""
    return [float(rows[what]["f1"]) if what in rows else "" for what in ("ALL", "metrics", "achievements")]


def _head(seed: int, model: Model, corpus: Sequence[Excerpt], held_out: Sequence[Excerpt]) -> str:
    """Return the first section: what was measured, when, and with what."""
    card = model.card
    versions = ", ".join(f"{name} {version}" for name, version in card["made_with"].items())
    return f"""# Evaluation

Written by `make evaluation` on {date.today().isoformat()}; change `benchmarks/evaluation_report.py`, not this page.

| | |
|---|---|
| train split | {len(corpus)} excerpts of `corpora/marked`, {card["characters"]:,} characters, {card["marks"]:,} marks |
| held-out split | every sixth excerpt, {len(held_out)}, {sum(len(each.marked.text) for each in held_out):,} characters; never trained on |
| model | `models/`: texts {card["data_sha256"][:12]}, lexicons {card["lexicons"]}, {card["features"]:,} features, {versions} |
| seed | {card["seed"]} for the model, {seed} for the learning curve |

An entity is right if start, end and type are; a metric if its value overlaps and what it measures is named alike; an achievement if
award, number and event are right. F1 is strict unless it says otherwise.

The held-out text was written for the project, as the training text was, so it is nearer to it than a report from elsewhere. The few
numbers that steer training (`training/fitting.py`) and the least probability at which a span competes (`tag/decoding.py`) were chosen
with an eye on it, so its figures are a little kind.
"""


def _scores() -> str:
    """Return the scores a type on held-out text beside the ceiling."""
    rows = [
        [
            what,
            row["gold"],
            float(row["precision"]),
            float(row["recall"]),
            float(row["f1"]),
            float(row["overlap_f1"]),
            AGREEMENT.get(what, ""),
        ]
        for what, row in _measured(MARKED, "held-out").items()
    ]
    head = ("held-out", "marked", "precision", "recall", "F1", "overlapping F1", "two annotators")
    return f"""## Scores, ceiling and floor

{_table(head, rows)}
**Ceiling.** Two careful annotators of one report agree as the last column says (strict F1, on a published report, not on this text).

**Floor.** The best toolkits that can be run today, on published reports with the same marks: 0.44 over all types; on organisations alone
FoolNLTK 0.79, on counts LAC 0.95.
"""


def _other_texts() -> str:
    """Return the scores on annotated text that lies beside the checkout, if it is there."""
    rows = [[f"{name}: {TOLD_OF[name]}", *_f1(_measured(place))] for name, place in _others().items()]
    if not rows:
        return ""
    return f"""## Other text

Annotated text that is not in this repository. The development reports were looked at, so their figures flatter.

{_table(("text", "entities", "metrics", "achievements"), rows)}"""


def _parts(corpus: Sequence[Excerpt], model: Model) -> str:
    """Return what each part of the tagger is worth."""
    lexicons = default_lexicons()
    rows = []
    for name, without in ABLATIONS.items():
        _say(name)
        rows.append([name, *_worth(Setting(without))])
        if without and "classifier" not in without:
            trained = train(corpus, lexicons, seed=model.card["seed"], propose=PartialProposer(lexicons, without), folds=0)
            rows.append([f"{name}, trained so", *_worth(Setting(without, trained))])
    return f"""## What each part is worth

`kexie-nlp evaluate corpora/marked --split held-out --without lexicon|patterns|classifier` gives these rows. Lexicon means the lists of
names; the head nouns that names end in (大赛, 协会) count among the patterns, and the words that jieba knows stay. The rows that say
"trained so" use a model that never had the part; the others use the project's model, which misses what it had learnt to lean on.

{_table(("held-out", "entities", "metrics", "achievements", *(f"entities, {name} text" for name in _others())), rows)}"""


def _worth(setting: Setting) -> list[object]:
    """Return F1 on held-out text, and of entities on the others that are here."""
    return [*_f1(_measured(MARKED, "held-out", setting)), *(_f1(_measured(place, setting=setting))[0] for place in _others().values())]


def _curve(points: Sequence[CurvePoint]) -> str:
    """Return the learning curve as a section."""
    rows = [
        [f"{point.texts} ({point.share:.3g})", f"{point.characters:,}", point.mean, f"{min(point.scores):.2f}–{max(point.scores):.2f}"]
        for point in points
    ]
    gain = points[-1].mean - points[-2].mean
    verdict = "more text of this kind would still help" if gain >= 0.01 else "more text of this kind would bring little"
    return f"""## Would more text help?

Models trained on a part of the train split, scored on the held-out split; each part but the whole is drawn three times.

![F1 by training text](images/learning-curve.svg)

{_table(("texts", "characters", "mean F1", "range"), rows)}
The last doubling brought {gain:+.3f}: {verdict}.
"""


def _reliability(judged: dict[str, list[Bin]]) -> str:
    """Return whether scores mean what they say, as a section."""
    tables = [
        f"Held-out text {name} (mean difference {calibration_error(bins):.3f}):\n\n"
        + _table(("score", "entities", "mean score", "share right"), [(f"{b.low}–{b.high}", b.count, b.score, b.right) for b in bins])
        for name, bins in judged.items()
    ]
    elsewhere = [
        [name, len(found), sum(score for score, _ in found) / len(found), sum(right for _, right in found) / len(found)]
        for name, place in _others().items()
        if (found := judged_entities(Setting(), read_corpus(place)))
    ]
    if elsewhere:
        head = ("published text", "entities", "mean score", "share right")
        tables.append(f"On published text scores tell less:\n\n{_table(head, elsewhere)}")
    return f"""## Can scores be trusted?

An entity's score should be the share of such entities that are right: of those at 0.9, nine in ten. The model carries a curve of three
numbers that turns the classifier's probability into the score, fitted on the train split by models that had not seen the text they
weighed.

![share of right entities by score](images/reliability.svg)

{chr(10).join(tables)}"""


def _errors(held_out: Sequence[Excerpt]) -> str:
    """Return the commonest errors on held-out text, with examples."""
    mistakes = find_mistakes(held_out)
    causes = Counter(mistake.cause for mistake in mistakes)
    groups = Counter((mistake.cause, mistake.type) for mistake in mistakes).most_common(_COMMONEST)
    parts = []
    for (cause, name), count in groups:
        chosen = [mistake for mistake in mistakes if (mistake.cause, mistake.type) == (cause, name)][:: max(1, count // _EXAMPLES)]
        found = [
            f"; found {mistake.found} {mistake.found_type}" if mistake.cause != "spurious" and mistake.found else "" for mistake in chosen
        ]
        lines = [f"- {mistake.sentence}{more}" for mistake, more in zip(chosen[:_EXAMPLES], found, strict=False)]
        parts.append(f"**{name}, {cause}: {count}**\n\n" + "\n".join(lines) + "\n")
    return f"""## The commonest errors that remain

`kexie-nlp evaluate corpora/marked --split held-out --errors` prints all {len(mistakes)}. 【】 holds the marked entity; of a spurious one,
what was found.

{_table(("cause", "errors"), causes.most_common())}
{chr(10).join(parts)}"""


if __name__ == "__main__":
    main()
