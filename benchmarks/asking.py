"""Searching an archive, and how long a command takes from a cold shell."""

import random
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from kexie_nlp.archive import Archive
from kexie_nlp.pipeline import analyze
from measuring import Row, seconds, share
from texts import sample_texts, write_reports

QUERIES = [
    "青少年 一等奖",
    "科普大篷车",
    "“科技创新大赛”",
    "年份:2020..2022 奖项:一等奖",
    "金额:>50万元 培训",
    "科普 -机器人",
    "级别:省级 大赛",
    "地区:云泽省 指标:学术交流活动",
]
RANDOM_QUERIES = 60


def measure(count: int) -> list[Row]:
    """Return the times of searches over ``count`` generated reports, and of cold starts."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "reports").mkdir()
        paths = write_reports(place / "reports", count)
        with Archive.open(place / "archive", create=True) as archive:
            archive.add(paths, analyze=analyze)
            passages = sum(row.passages for row in archive.reports())
            told = [*QUERIES, *random_queries()]
            archive.search(told[0])
            times = [seconds(partial(archive.search, query, facets=True), runs=1) for query in told]
        size = f"{len(told)} queries with snippets and facets, {passages:,} passages"
        return [
            Row("search, half of the queries", f"{share(times, 0.5) * 1000:.1f} ms", size),
            Row("search, 95 of 100 queries", f"{share(times, 0.95) * 1000:.1f} ms", "bar 10 ms at 100,000 passages (tantivy)"),
            *starts(place / "archive"),
        ]


def random_queries() -> list[str]:
    """Return runs of 1 to 16 characters as they stand in the texts, quoted."""
    pick = random.Random(0)
    texts = sample_texts()
    queries: list[str] = []
    while len(queries) < RANDOM_QUERIES:
        text = pick.choice(texts)
        start = pick.randrange(len(text) - 16)
        run = text[start : start + pick.randint(1, 16)]
        if all("一" <= char <= "龥" for char in run):
            queries.append(f'"{run}"')
    return queries


def starts(archive: Path) -> list[Row]:
    """Return how long a search and an import take in a process of their own."""
    search = "from kexie_nlp.cli.main import main; main()"
    bare = seconds(lambda: _python("-c", "pass"), runs=5)
    cold = seconds(lambda: _python("-c", search, "search", "科普大篷车", "--archive", str(archive)), runs=5)
    told = _python("-X", "importtime", "-c", "import kexie_nlp").stderr.splitlines()
    # "import time: self | cumulative | name", in microseconds
    package = next(line for line in told if line.endswith("| kexie_nlp"))
    modules = int(package.split("|")[1]) / 1e6
    return [
        Row("kexie-nlp search from a cold shell", f"{cold:.2f} s", f"Python alone {bare:.2f} s; bar 0.4 s"),
        Row("import kexie_nlp", f"{modules:.3f} s", "bar 0.15 s"),
    ]


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python and return what it said."""
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, encoding="utf-8")
