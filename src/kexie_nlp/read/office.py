"""Old Word and WPS documents, converted by LibreOffice in a folder and with a profile of its own."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kexie_nlp.errors import MissingReader, UnreadableReport
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.word import read_word

PROGRAMS: Final = ("soffice", "libreoffice")
SECONDS: Final = 120.0
_ADVICE = "open it in Word or WPS and save it as .docx"


def read_office(data: bytes, path: object) -> Extracted:
    """Return the text of a .doc, .wps, .rtf or .odt file.

    Raises:
        MissingReader: if LibreOffice is not installed. UnreadableReport: if it cannot convert the file.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        reason = f"needs LibreOffice, which is not on the PATH; install it (apt-get install libreoffice-writer), or {_ADVICE}"
        raise MissingReader(str(path), reason)
    with TemporaryDirectory(prefix="kexie-nlp-", ignore_cleanup_errors=True) as folder:
        return read_word(_converted(program, data, Path(folder), path), path)


def _converted(program: str, data: bytes, folder: Path, path: object) -> bytes:
    """Return the document as .docx."""
    source, target = folder / f"report{_suffix(path)}", folder / "out"
    source.write_bytes(data)
    command = [program, "--headless", "--norestore", "--nologo", "--nolockcheck", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "docx", "--outdir", str(target), str(source)]
    try:
        said = _run(command, folder)
    except subprocess.TimeoutExpired as error:
        raise UnreadableReport(str(path), f"LibreOffice did not finish with it in {SECONDS:.0f} seconds; {_ADVICE}") from error
    except OSError as error:
        raise MissingReader(str(path), f"LibreOffice does not start ({error.strerror}); {_ADVICE}") from error
    made = target / "report.docx"
    if not made.is_file():
        said = said or "no reason given"
        raise UnreadableReport(str(path), f"LibreOffice cannot read it ({said}): damaged, or with a password? {_ADVICE}")
    return made.read_bytes()


def _run(command: list[str], folder: Path) -> str:
    """Run a program to its end or for the time it has, and return its last words."""
    # a session of its own, since the program is a wrapper whose child would survive it
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        output, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
        raise
    lines = output.decode("utf-8", "replace").split("\n")
    return next((" ".join(line.split()) for line in reversed(lines) if line.strip()), "")


def _suffix(path: object) -> str:
    """Return the file's suffix, by which LibreOffice chooses a filter."""
    suffix = Path(str(path)).suffix.lower()
    return suffix if suffix.isascii() and suffix[1:].isalnum() else ".doc"
