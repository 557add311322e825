"""``train`` and ``evaluate``: the classifier, from and against marked text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kexie_nlp.cli.output import Format, FormatOption, print_rows, say

if TYPE_CHECKING:
    from kexie_nlp.evaluation import Mistake

CorpusArgument = Annotated[Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="A folder of *.marked.txt files.")]


def train(
    folder: CorpusArgument,
    model: Annotated[Path, typer.Option(help="Where the model is written.")],
    split: Annotated[str | None, typer.Option(help="Which split of the folder's index.tsv to train on.")] = "train",
) -> None:
    """Train the classifier from marked text; the same text gives the same bytes."""
    from kexie_nlp.pipeline import default_lexicons
    from kexie_nlp.tag.model import save_model
    from kexie_nlp.training import read_corpus
    from kexie_nlp.training import train as train_model

    corpus = read_corpus(folder, split)
    trained = train_model(corpus, default_lexicons(), progress=say)
    save_model(trained, model)
    say(f"model of {trained.card['features']} features from {trained.card['marks']} marks written to {model}")


class Part(StrEnum):
    """A part of the tagger."""

    lexicon = "lexicon"
    patterns = "patterns"
    classifier = "classifier"


SCORE_COLUMNS = {
    "what": "类别",
    "gold": "标准",
    "predicted": "预测",
    "precision": "准确率",
    "recall": "召回率",
    "f1": "F1",
    "overlap_f1": "重叠 F1",
}
MISTAKE_COLUMNS = {"cause": "原因", "type": "类别", "text": "文字", "found": "找到", "sentence": "句子"}


def evaluate(
    folder: CorpusArgument,
    split: Annotated[str | None, typer.Option(help="Which split of the folder's index.tsv to score.")] = None,
    without: Annotated[
        list[Part] | None, typer.Option(help="Leave out a part of the tagger, to see what it is worth; may be given more than once.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print each missed or invented entity in its sentence, by cause.")] = False,
    output: FormatOption = Format.table,
) -> None:
    """Score tags, metrics and achievements against marked text: precision, recall and F1, strict and overlapping."""
    from kexie_nlp.evaluation import Setting, evaluate_folder, find_mistakes
    from kexie_nlp.training import read_corpus

    setting = Setting(without or ())
    if not errors:
        print_rows(evaluate_folder(folder, split, setting=setting, progress=say), output, SCORE_COLUMNS)
        return
    mistakes = find_mistakes(read_corpus(folder, split), setting, progress=say)
    if output is Format.table:
        _print_mistakes(mistakes)
    else:
        print_rows(map(asdict, mistakes), output, MISTAKE_COLUMNS)


def _print_mistakes(mistakes: Sequence["Mistake"]) -> None:
    """Print how many mistakes there are of each cause and type, then each in its sentence."""
    counts = Counter((mistake.cause, mistake.type) for mistake in mistakes)
    rows = [{"cause": cause, "type": name, "count": count} for (cause, name), count in counts.items()]
    print_rows(rows, Format.table, {"cause": "原因", "type": "类别", "count": "数量"})
    for (cause, name), group in groupby(mistakes, key=lambda mistake: (mistake.cause, mistake.type)):
        print(f"\n## {cause}: {name} ({counts[cause, name]})")
        for mistake in group:
            print(f"{mistake.file}  {mistake.sentence}{_remark(mistake)}")


def _remark(mistake: "Mistake") -> str:
    """Return what was found instead and how likely the right span was held."""
    told = [mistake.detail] if mistake.detail else []
    if mistake.found is not None and mistake.found != mistake.text:
        told.append(f"found {mistake.found} {mistake.found_type}")
    elif mistake.found_type not in (None, mistake.type):
        told.append(f"found as {mistake.found_type}")
    if mistake.probability is not None:
        told.append(f"held at {mistake.probability}")
    elif not mistake.proposed and mistake.found is not None:
        told.append("not proposed")
    return f"  → {'; '.join(told)}" if told else ""
