"""``train`` and ``evaluate``: the classifier, from and against marked text."""

from pathlib import Path
from typing import Annotated

import typer

from kexie_nlp.cli.output import Format, FormatOption, print_rows, say

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


def evaluate(
    folder: CorpusArgument,
    split: Annotated[str | None, typer.Option(help="Which split of the folder's index.tsv to score.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """Score tags, metrics and achievements against marked text: precision, recall and F1, strict and overlapping."""
    from kexie_nlp.evaluation import evaluate_folder

    columns = {
        "what": "类别",
        "gold": "标准",
        "predicted": "预测",
        "precision": "准确率",
        "recall": "召回率",
        "f1": "F1",
        "overlap_f1": "重叠 F1",
    }
    print_rows(evaluate_folder(folder, split, progress=say), output, columns)
