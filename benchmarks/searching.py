"""Search engines side by side on a generated archive: ``benchmarks/searching.py [--passages N …] [--write docs/search-benchmark.md]``.

Ours (tantivy; whoosh up to a size) are asked through ``Archive.search``, with snippets, highlights and counts by eight fields. The others
are asked for passages and their number only, as one would set them up at first: tantivy and Whoosh over jieba's words, SQLite's full-text
index over cut text and over three-character pieces. Each part runs in a process of its own, so that its memory is its own.
"""

import argparse
import gc
import json
import random
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from kexie_nlp.archive.documents import StoredDocuments
from kexie_nlp.archive.schema import connect
from kexie_nlp.archive.store import Store
from kexie_nlp.search.folding import needle
from kexie_nlp.search.tantivy_shard import TANTIVY
from large_archives import make_archive
from measuring import share
from search_peers import ENGINES

WHOOSH_PASSAGES = 10_000
SCAN_PASSAGES = 100_000
SHARE_REPORTS = 50
SHARE_TRIES = 12
RUNS_EACH = 40
LENGTHS = {"1 character": (1, 1), "2 characters": (2, 2), "3–6 characters": (3, 6), "7–30 characters": (7, 30)}
FIELD_QUERIES = (
    "奖项:一等奖", "金额:>50万元", "人次:>=1万", "年份:2020..2022 科普", "地区:省 竞赛:机器人", "科普 -机器人", "青少年 一等奖",
    '"科普 讲座"~5', '"科普 活动"~10', "机器人 金牌|冠军", "指标:经费 金额:>100万", "章节:主要 培训",
)  # fmt: skip


def passages(archive: Path, limit: int | None = None) -> list[str]:
    """Return the texts of an archive's passages, in order."""
    texts: list[str] = []
    with closing(connect(archive)) as connection:
        for key, text in connection.execute("SELECT key, text FROM reports ORDER BY key"):
            rows = connection.execute('SELECT start, "end" FROM passages WHERE report = ? ORDER BY number', (key,))
            texts += [text[start:end] for start, end in rows]
            if limit is not None and len(texts) >= limit:
                break
    return texts[:limit]


def engine_share(archive: Path, scratch: Path) -> tuple[float, float]:
    """Return how many passages tantivy's shards take a second, with their records, once these are read.

    First by the time of our thread, beside which tantivy's own work, as far as there is a second core; then by that of all threads. It
    is the best of some tries, since others use the cores, too.
    """
    store = Store(archive)
    reports = [report for report, _ in store.changes_since(0)[1]][:SHARE_REPORTS]
    store.close()
    documents = list(StoredDocuments(archive).documents(reports))
    count = sum(document.kind == "passages" for document in documents)
    gc.collect()
    gc.freeze()  # elsewhere documents come and go; here all are held, and would be looked through again and again
    times = []
    for number in range(SHARE_TRIES):
        place = scratch / f"share-{number}"
        place.mkdir()
        begin, begin_all = time.thread_time(), time.process_time()
        TANTIVY.write(place, documents)
        times.append((time.thread_time() - begin, time.process_time() - begin_all))
    ours, of_all = map(min, zip(*times, strict=True))
    return count / ours, count / of_all


def queries(texts: list[str]) -> dict[str, list[str]]:
    """Return runs of characters as they stand in random passages, by length."""
    pick = random.Random(1)
    found: dict[str, list[str]] = {name: [] for name in LENGTHS}
    for name, (least, most) in LENGTHS.items():
        while len(found[name]) < RUNS_EACH:
            text = pick.choice(texts)
            start = pick.randrange(len(text))
            run = text[start : start + pick.randint(least, most)]
            if len(run) >= least and run.strip() == run and '"' not in run and "\n" not in run and needle(run).plain:
                found[name].append(run)
    return found


def measure(name: str, archive: Path, count: int, ready: bool) -> dict[str, Any]:
    """Return what one engine takes, and how much it finds of each run; an index of ours that is ``ready`` is asked as it stands."""
    texts = passages(archive, count)
    runs = queries(texts)
    with tempfile.TemporaryDirectory() as scratch:
        before = _resident()
        build, find, ask, place = ENGINES[name](archive, texts, Path(scratch))
        begin = time.process_time()
        if not ready:
            build()
        taken = None if ready else time.process_time() - begin
        folders = place.glob("index*") if place == archive else [place]
        size = sum(path.stat().st_size for folder in folders for path in (folder.rglob("*") if folder.is_dir() else ()) if path.is_file())
        told: dict[str, Any] = {"rate": len(texts) / taken if taken else None, "size": size, "classes": {}}
        asked = {**runs, **({"fields, near, not": list(FIELD_QUERIES)} if ask else {})}
        for title, several in asked.items():
            answer = find if title in runs or ask is None else ask
            times, clock, totals = [], [], []
            for query in several:
                answer(query)
                begin, begin_clock = time.process_time(), time.perf_counter()
                totals.append(answer(query))
                times.append(time.process_time() - begin)
                clock.append(time.perf_counter() - begin_clock)
            told["classes"][title] = {"p50": share(times, 0.5), "p95": share(times, 0.95), "clock": clock, "totals": totals}
        told["memory"] = _resident() - before
        if name == "ours, tantivy":
            told["share"] = engine_share(archive, Path(scratch))
    return told


def _resident() -> float:
    """Return the memory of this process in megabytes, files that are mapped into it counted as far as they were read."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def table(count: int, results: dict[str, dict[str, Any]]) -> list[str]:
    """Return the lines of the table for one size."""
    exact = results.get("scan") or results["ours, tantivy"]
    titles = [*LENGTHS, "fields, near, not"]
    lines = [f"## {count:,} passages", ""]
    lines.append("| engine | passages | built, passages/s | MB | " + " | ".join(f"{title}: p50 / p95 ms, found" for title in titles) + " |")
    lines.append("|---|--:|--:|--:|" + "--:|" * len(titles))
    for name, told in results.items():
        cells = []
        for title in titles:
            if title not in told["classes"]:
                cells.append("–")
                continue
            one = told["classes"][title]
            cell = f"{one['p50'] * 1000:.1f} / {one['p95'] * 1000:.1f}"
            if title in LENGTHS and told["passages"] == exact["passages"]:
                wanted = exact["classes"][title]["totals"]
                found = sum(min(got, there) for got, there in zip(one["totals"], wanted, strict=True))
                extra = sum(max(got - there, 0) for got, there in zip(one["totals"], wanted, strict=True))
                cell += f", {found / sum(wanted):.1%}" + (f" (+{extra / sum(wanted):.1%} invented)" if extra else "")
            cells.append(cell)
        lines.append(f"| {name} | {told['passages']:,} | {_rate(told)} | {told['size'] / 1e6:.0f} | " + " | ".join(cells) + " |")
    share_told = ""
    if "ours, tantivy" in results:
        ours, of_all = results["ours, tantivy"]["share"]
        alone = "Tantivy's share of building, passages with their records once these are read"
        share_told = f"{alone}: {ours:,.0f} passages/s by our thread's time, tantivy's own beside it; {of_all:,.0f} by that of all threads."
    clock = "".join(f" {name} {_by_the_clock(told)}." for name, told in results.items() if name.startswith("ours"))
    memory = ", ".join(f"{name} {told['memory']:.0f} MB" for name, told in results.items())
    return [*lines, "", f"Memory for building and asking, the texts themselves not counted: {memory}.", "", f"{share_told}{clock}", ""]


def _by_the_clock(told: dict[str, Any]) -> str:
    """Return how long answers took by the clock, threads and all."""
    every = [seconds for one in told["classes"].values() for seconds in one["clock"]]
    classes = ", ".join(f"{title} {share(one['clock'], 0.95) * 1000:.1f}" for title, one in told["classes"].items())
    return f"by the clock, p95 in ms: {classes}; all queries {share(every, 0.95) * 1000:.1f}"


def _rate(told: dict[str, Any]) -> str:
    """Return how fast an index was built, where it was."""
    return f"{told['rate']:,.0f}" if told["rate"] else "–"


def run(count: int, place: Path, names: list[str], ready: bool) -> list[str]:
    """Make an archive of a size and measure engines on it, one after the other."""
    archive = place / f"archive-{count}"
    if not archive.exists():
        make_archive(archive, count)
    results: dict[str, dict[str, Any]] = {}
    limits = {"ours, whoosh": WHOOSH_PASSAGES, "Whoosh, jieba's analyser": WHOOSH_PASSAGES, "scan": SCAN_PASSAGES}
    for name in names:
        own = min(count, limits.get(name, count))
        source = archive
        if name == "ours, whoosh" and own < count:
            source = place / f"archive-{own}"
            if not source.exists():
                make_archive(source, own)
        told = subprocess.run(
            [sys.executable, __file__, "--one", name, "--archive", str(source), "--passages", str(own)]
            + ["--ready"] * (ready and name == "ours, tantivy"),
            capture_output=True, text=True, encoding="utf-8", check=True,
        )  # fmt: skip
        results[name] = json.loads(told.stdout.splitlines()[-1]) | {"passages": own}
        print(f"{count:>9,}  {name:<26} {_rate(results[name]):>9} passages/s", flush=True)
    return table(count, results)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="*", default=[100_000], help="sizes of the archive (default 100,000)")
    parser.add_argument("--write", type=Path, help="a page to write the figures to")
    parser.add_argument("--keep", type=Path, help="a folder to keep the archives in")
    parser.add_argument("--engines", nargs="*", choices=list(ENGINES), default=list(ENGINES), help="those to be measured; all by default")
    parser.add_argument("--ready", action="store_true", help="ask our index in the kept archive as it stands, without building it")
    parser.add_argument("--add", action="store_true", help="add the tables to the page that is there")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--archive", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        print(json.dumps(measure(told.one, told.archive, told.passages[0], told.ready)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        place = told.keep or Path(scratch)
        place.mkdir(parents=True, exist_ok=True)
        page = told.write.read_text(encoding="utf-8") if told.write and told.add else "\n".join(_head())
        for count in told.passages:
            page += "\n" + "\n".join(run(count, place, told.engines, told.ready))
            if told.write:
                told.write.write_text(page, encoding="utf-8")
    print(page)


_HEAD = """# Search benchmark

Written by `python benchmarks/searching.py` on {day}, Python {version}, {system}, one thread on two cores that others used at the same
time. So times are *processor times*, and rows of one table are to be compared with each other.

The archive is put together from clauses of the sample reports with a fixed seed, names and numbers changed. Queries are runs of
characters drawn from its passages, {runs} of each length, and {fields} queries with fields, near words and NOT. *Found* is the part of
all passages with the run, against a scan of the same passages; a share is given where an engine had the passages that were scanned.

Ours are asked through `Archive.search`: 20 hits with snippets and highlights, and counts by eight fields. Building ours means reading
the store and indexing every passage with all its achievements and metrics (about two to a passage here), in one process. The others
index and count passages only. Ours on tantivy asks its shards in as many threads as there are cores, so by the clock it is faster than
its processor time, where the cores are free.
"""


def _head() -> list[str]:
    """Return what stands above the tables."""
    version = sys.version.split()[0]
    return [_HEAD.format(day=date.today(), version=version, system=sys.platform, runs=RUNS_EACH, fields=len(FIELD_QUERIES))]


if __name__ == "__main__":
    main()
