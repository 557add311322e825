"""How long readers wait for a page of hits: 20 readers at once who ask without a pause, on an archive of 100,000 passages.

Run from the checkout: ``python benchmarks/serving.py [--archive DIR] [--workers 2]``; else an archive is made of the samples' clauses.
Readers and server share the machine, so that the readers' own work is in the figures.
"""

import argparse
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from large_archives import make_archive

QUERIES = (
    "科普", "一等奖", "青少年 一等奖", "科技创新大赛", "年份:2020.. 奖项:一等奖", "金额:>50万元", "人次:>=1万", "大篷车", "学术交流 | 培训",
    "机器人 -二等奖", "部门决算", '"科普 活动"~5', "专家", "基层 科普", "云溪",
)  # fmt: skip
"""Queries of one word and of several, with fields and bounds, frequent and rare."""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(archive: Path, workers: int, readers: int, seconds: float) -> list[float]:
    """Return how many milliseconds each page of hits took."""
    port = free_port()
    command = [sys.executable, "-c", "from kexie_nlp.cli.main import main; main()", "serve", "--archive", str(archive)]
    server = subprocess.Popen([*command, "--port", str(port), "--workers", str(workers)])
    try:
        _wait_for(port)
        _ask_for(port, readers, 2.0)
        return _ask_for(port, readers, seconds)
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except (OSError, HTTPException):
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def _ask_for(port: int, readers: int, seconds: float) -> list[float]:
    """Return the times of all answers that readers got within some seconds."""
    times: list[float] = []

    def read(seed: int) -> None:
        pick = random.Random(seed)
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            path = f"/?q={quote(pick.choice(QUERIES))}&page={pick.choice((1, 1, 1, 2, 3))}"
            begun = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status}")
            times.append(1000 * (time.perf_counter() - begun))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def main() -> None:
    """Measure one reader, then all at once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=Path, help="an archive to serve")
    parser.add_argument("--workers", type=int, default=2, help="processes of the server")
    parser.add_argument("--readers", type=int, default=20, help="readers at once")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long they read")
    parser.add_argument("--passages", type=int, default=100_000, help="size of the archive that is made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        archive = asked.archive or Path(scratch) / "archive"
        if not asked.archive:
            make_archive(archive, asked.passages)
        for readers in (1, asked.readers):
            times = measure(archive, asked.workers, readers, asked.seconds)
            cuts = statistics.quantiles(times, n=20)
            rate = len(times) / asked.seconds
            print(
                f"{readers:>3} readers  median {statistics.median(times):6.1f} ms  p95 {cuts[-1]:6.1f} ms  {rate:6.1f} pages/s", flush=True
            )


if __name__ == "__main__":
    main()
