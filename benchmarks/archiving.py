"""Adding reports: one process and two, memory against the number of reports, and the rate of indexing."""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kexie_nlp.archive import Archive
from kexie_nlp.pipeline import analyze
from measuring import Row
from texts import write_reports

FEW_SHARE = 8


def measure(count: int) -> list[Row]:
    """Return what adding ``count`` generated reports takes."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "reports").mkdir()
        write_reports(place / "reports", count)
        few = max(count // FEW_SHARE, 1)
        one, two, small = (_added(place, *run) for run in ((count, 1), (count, 2), (few, 2)))
        ratio = one["seconds"] / two["seconds"]
        return [
            Row("add, one process", f"{count / one['seconds']:.1f} reports/s", f"{count} reports, index included"),
            Row("add, two processes", f"{count / two['seconds']:.1f} reports/s", f"{ratio:.2f}× one process; bar 1.7×"),
            Row("  writer's peak memory", f"{two['own']:.0f} MB", f"{two['own'] / small['own']:.2f}× that of {few} reports; bar flat"),
            Row(
                "  worker's peak memory", f"{two['child']:.0f} MB", f"{two['child'] / small['child']:.2f}× that of {few} reports; bar flat"
            ),
            indexing(place / f"archive-{count}-1"),
        ]


def _added(place: Path, count: int, workers: int) -> dict[str, float]:
    """Add reports in a process of its own; return its seconds and its peak memory."""
    done = subprocess.run(
        [sys.executable, __file__, str(place), str(count), str(workers)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def indexing(archive: Path) -> Row:
    """Return how fast the index of an archive is made anew."""
    shutil.rmtree(archive / "index")
    with Archive.open(archive) as opened:
        passages = sum(row.passages for row in opened.reports())
        begin = time.perf_counter()
        opened.search("科普", limit=1)
        taken = time.perf_counter() - begin
    return Row("index made anew, one process", f"{passages / taken:,.0f} passages/s", f"{passages:,} passages; bar 10,000 (tantivy)")


def main() -> None:
    """Add reports as told by the arguments and print what it took as JSON."""
    place, count, workers = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    paths = sorted((place / "reports").iterdir())[:count]
    begin = time.perf_counter()
    with Archive.open(place / f"archive-{count}-{workers}", create=True) as archive:
        summary = archive.add(paths, analyze=analyze, workers=workers)
    taken = time.perf_counter() - begin
    if summary.added != count:
        raise SystemExit(f"{summary.added} of {count} reports added")
    # Linux counts in kilobytes, macOS in bytes
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    own, child = (resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": taken, "own": own, "child": child}))


if __name__ == "__main__":
    main()
