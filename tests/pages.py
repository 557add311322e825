"""Markdown pages as tests see them: links, headings, and code blocks that run in a folder with the sample reports.

``python tests/pages.py PAGE…`` writes anew what the commands of a page answer where that changed; look at the difference before
keeping it. Three kinds of block are run, in the page's order and in one folder:

    ```console        each line ``$ COMMAND``, with its answer below; a line ``…`` stands for any lines
    ```tsv NAME       a file that the commands below it need
    ```python         a doctest
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
ANY_LINES = "…"
TRACEBACK = "Traceback (most recent call last)"
_BLOCK = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)[^)]*\)")
_PROGRESS = re.compile(r"^━.*\n", re.MULTILINE)
# what a newly trained model may change without making a page wrong
_SCORE = re.compile(r"(?<=[ ])(?:0\.\d+|1\.0)$|(?<=\"score\": )[\d.]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A code block: its language, what stands behind that, its content."""

    language: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line of a console session and the answer the page gives."""

    line: str
    answer: str


def pages() -> list[Path]:
    """Every page of the project, from the README down."""
    return [*sorted(ROOT.glob("*.md"), key=lambda path: path.name != "README.md"), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: str) -> list[Block]:
    return [Block(*match.groups()) for match in _BLOCK.finditer(page)]


def headings(page: str) -> list[tuple[int, str]]:
    """Level and text of each heading."""
    return [(len(match[1]), match[2]) for match in _HEADING.finditer(_BLOCK.sub("", page))]


def links(page: str) -> list[str]:
    """The targets within the project."""
    return [target for target in _LINK.findall(_BLOCK.sub("", page)) if "://" not in target]


def commands(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block."""
    for part in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
        line, _, answer = part.partition("\n")
        yield Command(line, answer)


def answer_of(line: str, folder: Path) -> str:
    """Run a command line in ``folder`` and return what it says on both outputs, with paths as seen from there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KEXIE_NLP_", "COLUMNS"))}
    environment |= {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return done.stdout.decode("utf-8").replace(f"{folder.resolve()}{os.sep}", "")


def agrees(answer: str, expected: str) -> bool:
    """Whether an answer is the one expected; blanks, rules and scores may differ in length and number."""
    chunks = re.split(rf"^{ANY_LINES}\n", _comparable(expected), flags=re.MULTILINE)
    return re.fullmatch(r"(?:.*\n)*".join(map(re.escape, chunks)), _comparable(answer)) is not None


def _comparable(text: str) -> str:
    """Return a text without what may differ."""
    lines = (" ".join(re.sub("─+", "─", line).split()) for line in text.rstrip().split("\n"))
    return _SCORE.sub("SCORE", "\n".join(lines)) + "\n"


def prepare(folder: Path) -> None:
    """Lay the sample reports and the marked text where the pages expect them."""
    (folder / "corpora").symlink_to(ROOT / "corpora")


def needs_archive(page: str) -> bool:
    """Whether a page asks an archive that it does not make itself."""
    lines = [command.line for block in blocks(page) if block.language == "console" for command in commands(block)]
    asks = any(re.match(r"kexie-nlp (?:search|achievements|links|metrics|export|list|show|remove)", line) for line in lines)
    return asks and not any(line.startswith("kexie-nlp add") for line in lines)


def run(block: Block, folder: Path) -> Iterator[tuple[Command, str]]:
    """Run a block and yield its commands with what they answered.

    Raises:
        doctest.DocTestFailure: if a Python example gives something else.
    """
    match block.language:
        case "console":
            for command in commands(block):
                yield command, answer_of(command.line, folder)
        case "tsv" if block.name:
            path = folder / block.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.content, encoding="utf-8")
        case "python" if ">>>" in block.content:
            example = doctest.DocTestParser().get_doctest(block.content, {}, "page", None, None)
            with chdir(folder):
                doctest.DebugRunner(optionflags=doctest.ELLIPSIS).run(example)
        case _:
            pass


def rewrite(path: Path) -> None:
    """Put into a page what its commands answer now, where the page says something else."""
    page = path.read_text(encoding="utf-8")
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        prepare(folder)
        if needs_archive(page):
            answer_of("kexie-nlp add corpora/reports", folder)
        for block in blocks(page):
            if block.language == "python":
                continue
            for command, answer in run(block, folder):
                if TRACEBACK in answer:
                    sys.exit(f"{path}: {command.line}\n{answer}")
                if not agrees(answer, command.answer):
                    shown = "".join(f"{line.rstrip()}\n" for line in _PROGRESS.sub(f"{ANY_LINES}\n", answer).splitlines())
                    page = page.replace(f"$ {command.line}\n{command.answer}", f"$ {command.line}\n{shown}", 1)
    path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        rewrite(Path(name))
