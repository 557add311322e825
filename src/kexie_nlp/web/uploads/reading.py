"""Reading a file in a process of its own, which is ended when it takes too long and has to do with little memory."""

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from kexie_nlp.errors import KexieError, ReportError, UnreadableReport, UnsafeReport
from kexie_nlp.records import Analysis

_SCRATCH_BYTES: Final = 2 * 1024**3
_GRACE_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.

    Attributes:
        seconds: of the clock. memory: bytes of address space, where the system can bound that (not on Windows).
    """

    seconds: float = 120.0
    memory: int = 4 * 1024**3


class LimitedReader:
    """Analyses files in a process of its own, a new one after each that had to be ended."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def analyze(self, path: Path, name: str) -> Analysis:
        """Return the analysis of a file, under the name that it was sent with.

        Raises:
            ReportError: if the file cannot be used, takes too long or too much memory.
        """
        line = self._line or self._start()
        try:
            line.send((path, name))
            is_answered = line.poll(self._limits.seconds)
            answer = line.recv() if is_answered else None
        except (EOFError, OSError):
            self.stop()
            raise UnreadableReport(path, "ended the process that read it; the file may be damaged, or need too much memory") from None
        if answer is None:
            self.stop()
            raise UnsafeReport(path, f"could not be read in {self._limits.seconds:g} s; split it, or save it as plain text")
        if isinstance(answer, Analysis):
            return answer
        raise answer

    def stop(self) -> None:
        """End the process, and whatever it started."""
        if self._process is not None and self._process.pid is not None:
            if sys.platform != "win32":
                with suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def _start(self) -> Connection:
        """Start the process and return the line to it."""
        context = get_context("spawn")
        here, there = context.Pipe()
        self._process = context.Process(target=_answer, args=(there, self._limits), daemon=True)
        self._process.start()
        there.close()
        self._line = here
        return here


def _answer(line: Connection, limits: Limits) -> None:
    """Analyse files as they are named, until the line is cut."""
    if sys.platform != "win32":
        import resource

        os.setpgid(0, 0)  # so that a program that reads old formats ends with this process
        for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_FSIZE, _SCRATCH_BYTES), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, most))
    while True:
        try:
            path, name = line.recv()
        except (EOFError, OSError):
            return
        if sys.platform != "win32":
            signal.alarm(int(limits.seconds) + _GRACE_SECONDS)  # the system ends this process even if nobody waits for it any more
        try:
            line.send(_analysed(path, name, limits))
        except OSError:
            return  # nobody waits for it any more
        if sys.platform != "win32":
            signal.alarm(0)


def _analysed(path: Path, name: str, limits: Limits) -> Analysis | KexieError:
    """Return the analysis of a file, or why there is none."""
    from kexie_nlp.pipeline import analyze, report_of
    from kexie_nlp.read import extract_file

    try:
        report = report_of(extract_file(path), name)
        return analyze(replace(report, path=name))
    except ReportError as error:
        return type(error)(path, error.reason)
    except KexieError as error:
        return error
    except MemoryError:
        return UnsafeReport(path, f"needs more than {limits.memory / 1024**3:.1f} GB of memory; split it into single reports")
    except Exception as error:  # noqa: BLE001 - whatever a file does to a reader, it is this file's fault
        return UnreadableReport(path, f"unexpected {type(error).__name__}: {error}")
