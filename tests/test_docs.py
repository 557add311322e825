"""What README and docs say is there, and what they show happens."""

import difflib
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from builders import NORTH, analysis_of
from kexie_nlp import Archive, __version__
from kexie_nlp.archive.columns import ACHIEVEMENT_COLUMNS, METRIC_COLUMNS
from kexie_nlp.checks import enumerations, rates, retellings, times, totals
from kexie_nlp.cli.main import app
from kexie_nlp.contract import achievement_line, entity_line, metric_line
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.read.formats import FORMATS
from kexie_nlp.resources import folder
from kexie_nlp.search.fields import FIELDS
from pages import ROOT, TRACEBACK, agrees, answer_of, blocks, headings, links, needs_archive, pages, prepare, run

PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in pages()}
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
LONGEST_README = 150


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_have_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [parameter.name for parameter in command.params if not getattr(parameter, "help", None)] == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_a_command_stands_in_the_readme(readme: str, name: str) -> None:
    assert f"`{name}`" in PAGES[readme]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_to_files(name: str) -> None:
    missing = [target for target in links(PAGES[name]) if not ((ROOT / name).parent / target).exists()]
    assert missing == []


def test_the_readme_is_short() -> None:
    assert len(PAGES["README.md"].splitlines()) <= LONGEST_README


def test_the_chinese_readme_has_the_same_sections_and_examples() -> None:
    english, chinese = PAGES["README.md"], PAGES["README.zh-CN.md"]
    assert [level for level, _ in headings(english) if level < 3] == [level for level, _ in headings(chinese) if level < 3]
    assert blocks(english) == blocks(chinese)
    assert figures(english) == figures(chinese)


def figures(page: str) -> list[list[str]]:
    """The numbers of the table of scores."""
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("|")]
    return [row[1:] for row in rows if len(row) == 4 and all(cell.startswith(("0.", "1.")) for cell in row[1:])]


def test_the_table_of_scores_is_there() -> None:
    assert len(figures(PAGES["README.md"])) >= 2


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_format_stands_in_the_readme(readme: str) -> None:
    assert [suffix for suffix in FORMATS if f"`{suffix}`" not in PAGES[readme]] == []


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{__version__}]" in PAGES["CHANGELOG.md"]


@pytest.mark.parametrize("page", ["docs/lexicons.md", "docs/lexicons.zh-CN.md"])
def test_every_lexicon_is_explained(page: str) -> None:
    assert [path.name for path in folder("lexicons").glob("*.tsv") if f"| `{path.name}` |" not in PAGES[page]] == []


@pytest.mark.parametrize("field", FIELDS, ids=[field.name for field in FIELDS])
def test_every_field_of_the_query_language_is_explained(field: Any) -> None:
    row = next((line for line in PAGES["docs/query-language.md"].splitlines() if line.startswith(f"| `{field.zh}`")), "")
    assert [name for name in (field.zh, field.name, *field.others) if f"`{name}`" not in row] == []


def test_every_field_of_the_output_is_explained() -> None:
    analysis = analysis_of(NORTH)
    lines = [entity_line(analysis.entities[0]), achievement_line(analysis.achievements[0], ""), metric_line(analysis.metrics[0], "")]
    names = {name for line in lines for name in line}
    names |= {column.name for column in ACHIEVEMENT_COLUMNS} | {column.name for column in METRIC_COLUMNS}
    assert sorted(name for name in names if f"`{name}`" not in PAGES["docs/data-model.md"]) == []
    assert [name for name in ENTITY_TYPES if name not in PAGES["docs/data-model.md"]] == []


@pytest.mark.parametrize("room", [totals, rates, retellings, times, enumerations], ids=lambda room: room.__name__.rpartition(".")[2])
def test_every_check_is_explained_in_its_own_words(room: ModuleType) -> None:
    modules = [import_module(f"{room.__name__}.{found.name}") for found in pkgutil.iter_modules(room.__path__)]
    told = {module.__name__.rpartition(".")[2]: (module.__doc__ or "").partition("\n\n")[0].strip().rstrip(".") for module in modules}
    assert [row for name, words in told.items() if (row := f"| `{name}` | {words} |") not in PAGES["docs/checks.md"].splitlines()] == []


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of the sample reports."""
    place = tmp_path_factory.mktemp("samples")
    prepare(place)
    said = answer_of("kexie-nlp add corpora/reports", place)
    assert ", 0 failed" in said, said
    return place


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name == "README.md" else [pytest.mark.slow])
        for name, page in PAGES.items()
        if name != "README.zh-CN.md"  # its examples are those of README.md
        and any(block.language == "console" or ">>>" in block.content for block in blocks(page))
    ],
)
def test_the_examples_of_a_page_run(name: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEXIE_NLP_LEXICONS", raising=False)
    page = PAGES[name]
    prepare(tmp_path)
    if needs_archive(page):
        (tmp_path / "kexie-archive").symlink_to(request.getfixturevalue("samples") / "kexie-archive")
    for block in blocks(page):
        for command, answer in run(block, tmp_path):
            assert TRACEBACK not in answer
            assert agrees(answer, command.answer), "".join(
                difflib.unified_diff(command.answer.splitlines(True), answer.splitlines(True), name, f"$ {command.line}")
            )


@pytest.mark.slow
def test_every_query_in_the_tables_finds_something(samples: Path) -> None:
    rows = [
        line.strip("| ").replace("\\|", "¦").split(" | ") for line in PAGES["docs/query-language.md"].splitlines() if line.startswith("| `")
    ]
    queries = [cells[0 if len(cells) == 2 else 2].split("`")[1].replace("¦", "|") for cells in rows]
    assert len(queries) > len(FIELDS)
    with Archive.open(samples / "kexie-archive") as archive:
        assert [query for query in queries if not archive.search(query, limit=1).total] == []


@pytest.mark.parametrize(
    ("answer", "expected", "holds"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a  b   0.97\n──\n", "a b 0.9999\n────\n", True),
        ("a\nb\nc\n", "a\n…\nc\n", True),
        ("a\nc\n", "a\n…\nc\n", True),
        ("a\nb\n", "…\nc\n", False),
        ("a\nb\n", "a\n", False),
        ("12项 0.45万元\n", "12项 0.46万元\n", False),
    ],
)
def test_when_an_answer_is_the_one_expected(answer: str, expected: str, holds: bool) -> None:
    assert agrees(answer, expected) is holds
