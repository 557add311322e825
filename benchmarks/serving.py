"""How long readers wait for a page of hits: 20 readers at once, on an archive of 100,000 passages, with a server of two processes.

Four kinds of readers are measured, each by themselves:

- *at once*: they ask for the next page the moment the last one has come, which no person does: 20 of these keep every processor busy,
  so that this measures how many pages a second there can be;
- *reading*: they look at each page for a second before they ask for the next, which is still quick for a person.

Both ask once for *common* queries (15 queries and their first three pages, so that the server has given most answers before) and once
for *new* ones (runs of two to four characters taken from anywhere in the reports, alone, with a common query, or with a year; hardly
any is asked twice). Readers and server share the machine, so that the readers' own work is in the figures.

Run from the checkout: ``python benchmarks/serving.py [--archive DIR] [--workers 2]``; else an archive is made of the samples' clauses.
"""

import argparse
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from kexie_nlp.archive import Archive
from kexie_nlp.checks.kept import check_ahead
from large_archives import make_archive

QUERIES = (
    "科普", "一等奖", "青少年 一等奖", "科技创新大赛", "年份:2020.. 奖项:一等奖", "金额:>50万元", "人次:>=1万", "大篷车", "学术交流 | 培训",
    "机器人 -二等奖", "部门决算", '"科普 活动"~5', "专家", "基层 科普", "云溪",
)  # fmt: skip
"""Queries of one word and of several, with fields and bounds, frequent and rare."""

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)

Picker = Callable[[random.Random], str]
"""Gives the address that a reader asks for next."""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def common(pick: random.Random) -> str:
    """Return a page of hits of a common query."""
    return f"/?q={quote(pick.choice(QUERIES))}&page={pick.choice((1, 1, 1, 2, 3))}"


def new_queries(archive: Path) -> Picker:
    """Return what picks queries that were hardly asked before, from the texts of an archive."""
    with Archive.open(archive) as opened:
        opened.search("科普", limit=0)  # the index is made if there is none yet
        for _ in check_ahead(opened):  # what the server would do beside answering when it is new to an archive
            pass
        reports = [row.id for row in opened.reports()]
        text = "".join(opened.show(report).report.text for report in random.Random(1).sample(reports, min(40, len(reports))))

    def run(pick: random.Random) -> str:
        while True:
            start = pick.randrange(len(text) - 4)
            found = text[start : start + pick.randint(2, 4)]
            if all("\u4e00" <= char <= "\u9fff" for char in found):
                return found

    def picked(pick: random.Random) -> str:
        forms = (
            run(pick),
            f"{run(pick)} {pick.choice(QUERIES[:4])}",
            f"{run(pick)} | {run(pick)}",
            f"年份:{pick.randint(2015, 2023)}.. {run(pick)}",
        )
        return f"/?q={quote(pick.choice(forms))}"

    return picked


def serving(archive: Path, workers: int) -> tuple["subprocess.Popen[bytes]", int]:
    """Return a server and its port, once it answers."""
    port = free_port()
    command = [sys.executable, "-c", "from kexie_nlp.cli.main import main; main()", "serve", "--archive", str(archive)]
    server = subprocess.Popen([*command, "--port", str(port), "--workers", str(workers)], stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            return server, port
        except (OSError, HTTPException):
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server does not answer")


def ask(port: int, readers: int, seconds: float, picker: Picker, pause: float = 0.0) -> list[float]:
    """Return how many milliseconds each answer took that readers got within some seconds."""
    times: list[float] = []
    begin = time.perf_counter()

    def read(seed: int) -> None:
        pick = random.Random(f"{seed} {begin}")
        connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        if pause:
            time.sleep(pick.random() * pause)  # people do not begin all at the same moment
        while time.perf_counter() < begin + seconds:
            path = picker(pick)
            begun = time.perf_counter()
            fetch(connection, path)
            times.append(1000 * (time.perf_counter() - begun))
            if pause:
                time.sleep(pause)
        connection.close()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def fetch(connection: socket.socket, path: str) -> None:
    """Read a page to its end, with as little work as can be, since readers share the processors with the server."""
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    head = b""
    while (end := head.find(b"\r\n\r\n")) < 0:
        head += connection.recv(1 << 18)
    length = LENGTH.search(head, 0, end)
    if not head.startswith(b"HTTP/1.1 200") or length is None:
        raise SystemExit(f"{path}: {head[:end].decode()}")
    rest = int(length[1]) - (len(head) - end - 4)
    while rest > 0:
        rest -= len(connection.recv(1 << 18))


def measure(archive: Path, workers: int, readers: int, seconds: float) -> None:
    """Print the times of all kinds of readers."""
    new = new_queries(archive)
    server, port = serving(archive, workers)
    try:
        ask(port, readers, 2.0, common)
        ask(port, 4, 1.0, new)
        print(f"{'queries':<8} {'readers':>8}  {'':<8} {'median':>8}  {'p95':>8}  {'pages/s':>8}")
        for name, picker in (("common", common), ("new", new)):
            for number, pause in ((1, 0.0), (readers, 1.0), (readers, 0.0)):
                times = ask(port, number, seconds, picker, pause)
                middle, last = statistics.median(times), statistics.quantiles(times, n=20)[-1]
                kind = "reading" if pause else "at once"
                print(f"{name:<8} {number:>8}  {kind:<8} {middle:>5.1f} ms  {last:>5.1f} ms  {len(times) / seconds:>8.1f}", flush=True)
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Measure all kinds of readers."""
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
        measure(archive, asked.workers, asked.readers, asked.seconds)


if __name__ == "__main__":
    main()
