"""The whole analysis of plain text on one core, against jieba, and where its time goes."""

import tempfile
import time
from collections.abc import Callable
from typing import Any

import kexie_nlp.pipeline as pipeline
import kexie_nlp.tag.tagger as tagger
from kexie_nlp.numerals import ValueFinder
from kexie_nlp.read import Extracted
from kexie_nlp.tag.matches import LexiconMatcher
from kexie_nlp.tag.model import Scorer
from kexie_nlp.tokenize import WordCutter
from measuring import Row, seconds
from texts import long_texts

# stage → where its function is looked up; no function here calls another one here
STAGES: list[tuple[str, Any, str]] = [
    ("clean", pipeline, "clean"),
    ("segment", pipeline, "segment"),
    ("metadata", pipeline, "describe"),
    ("words", WordCutter, "words"),
    ("tag: lexicon matches", LexiconMatcher, "find"),
    ("tag: values and dates", ValueFinder, "find"),
    ("tag: candidates", tagger, "propose"),
    ("tag: text as arrays", tagger, "text_arrays"),
    ("tag: sieve's features", tagger, "sieve_rows"),
    ("tag: classifier's features", tagger, "feature_rows"),
    ("tag: scores", Scorer, "scores"),
    ("tag: overlaps", tagger, "best_set"),
    ("extract: records", pipeline, "extract_records"),
]


def measure(characters: int, each: int) -> list[Row]:
    """Return the speed of the whole analysis and of jieba on the same text, and the share of every stage."""
    texts = long_texts(characters, each)
    total = sum(map(len, texts))
    analyze_all(texts[:1])
    ours = seconds(lambda: analyze_all(texts))
    words, tags = jieba_seconds(texts)
    size = f"{total:,} characters in {len(texts)} reports"
    return [
        Row("whole analysis, text → entities and records", _speed(total, ours), size),
        Row("jieba.lcut alone", _speed(total, words), f"analysis is {words / ours:.1f}× as fast; bar 2×"),
        Row("jieba.posseg alone", _speed(total, tags), f"analysis is {tags / ours:.1f}× as fast; bar 10×"),
        *stages(texts),
    ]


def analyze_all(texts: list[str]) -> None:
    """Read and analyse texts as the command line does."""
    for text in texts:
        pipeline.analyze(pipeline.report_of(Extracted(text), "report.txt"))


def jieba_seconds(texts: list[str]) -> tuple[float, float]:
    """Return how long jieba takes to cut the texts, and to cut and tag them, its dictionary loaded before."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel("ERROR")
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as scratch:
        tokenizer.tmp_dir = scratch
        tokenizer.initialize()
    tagging = jieba.posseg.POSTokenizer(tokenizer)
    tagging.lcut(texts[0])
    fewer = texts[: max(len(texts) // 4, 1)]
    words = seconds(lambda: [tokenizer.lcut(text) for text in texts])
    tags = seconds(lambda: [tagging.lcut(text) for text in fewer], runs=2)
    return words, tags * sum(map(len, texts)) / sum(map(len, fewer))


def stages(texts: list[str]) -> list[Row]:
    """Return what share of a run each stage takes."""
    taken = dict.fromkeys((name for name, _, _ in STAGES), 0.0)
    originals = [(owner, attribute, getattr(owner, attribute)) for _, owner, attribute in STAGES]
    try:
        for name, owner, attribute in STAGES:
            setattr(owner, attribute, _timed(getattr(owner, attribute), name, taken))
        begin = time.perf_counter()
        analyze_all(texts)
        whole = time.perf_counter() - begin
    finally:
        for owner, attribute, original in originals:
            setattr(owner, attribute, original)
    total = sum(map(len, texts))
    taken["all else"] = whole - sum(taken.values())
    return [Row(f"  {name}", f"{part / whole:.1%}", _speed(total, part)) for name, part in taken.items()]


def _timed(function: Callable[..., Any], name: str, taken: dict[str, float]) -> Callable[..., Any]:
    """Return ``function`` as one that adds its time to ``taken``."""

    def timed(*arguments: Any, **named: Any) -> Any:
        begin = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            taken[name] += time.perf_counter() - begin

    return timed


def _speed(characters: int, taken: float) -> str:
    """Return a rate for a person."""
    return f"{characters / max(taken, 1e-9) / 1e6:.2f} M characters/s"
