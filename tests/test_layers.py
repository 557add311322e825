"""A module knows what lies below it and nothing beside or above it."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import kexie_nlp

ROOT = Path(kexie_nlp.__file__).parent
# from the bottom up; a package or module may import from the layers below its own
LAYERS = [
    ("data", "errors labels frozen document records mapped resources lexicons marked traditional offsets"),
    ("stages", "numerals segment tokenize tag extract link read"),
    ("analysis", "pipeline training evaluation annotations"),
    ("archive", "archive search export corpus statistics checks contract demo"),
    ("faces", "cli web __main__"),
]
LAYER_OF = {part: depth for depth, (_, parts) in enumerate(LAYERS) for part in parts.split()}
STAGES = set(LAYERS[1][1].split())
FACES = set(LAYERS[-1][1].split())
# who may use a neighbour, and why
EXCEPTIONS = {
    ("tag", "numerals"): "amounts, counts and dates are entities with exact values",
    ("tag", "tokenize"): "candidates begin and end at words, and the cutter knows which cells of a lexicon row are names",
    ("extract", "numerals"): "an edition or a count is a number in words",
    ("link", "numerals"): "an edition is a number in words",
    ("read", "link"): "metadata names the region of a report by the gazetteer",
    ("read", "numerals"): "metadata reads the date of signature",
    ("cli", "web"): "the command serve starts the web page",
    ("__main__", "cli"): "python -m kexie_nlp is the command line",
}


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the full names of the package's own modules that a file imports, wherever it does so."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    """Yield them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "kexie_nlp")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            if node.module == "kexie_nlp":
                yield from (f"kexie_nlp.{alias.name}" for alias in node.names)
            elif node.module is not None and node.module.startswith("kexie_nlp."):
                yield node.module


def part(path: Path) -> str:
    """The package or module directly below the root that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


# the root's __init__ is the public face: it names what it offers and imports it when asked
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py" and "data" not in path.relative_to(ROOT).parts[:1])
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_import_runs_upward(path: Path) -> None:
    importer = part(path)
    assert importer in LAYER_OF, f"{importer} has no layer in this test; give it one"
    for name in imports(path):
        imported = name.split(".")[1]
        if imported in (importer, "__version__") or (importer, imported) in EXCEPTIONS:
            continue
        assert imported in LAYER_OF, f"{imported} has no layer in this test; give it one"
        assert LAYER_OF[imported] <= LAYER_OF[importer], f"{importer} imports {name}, which lies above it"
        assert imported not in FACES, f"{importer} imports {name}; the command line and the web page are imported by nobody"
        assert not {importer, imported} <= STAGES, f"{importer} imports its neighbour {name}"


def test_every_exception_among_the_stages_is_made_use_of() -> None:
    used = {(part(path), name.split(".")[1]) for path in MODULES for name in imports(path)}
    assert {pair for pair in EXCEPTIONS if set(pair) <= STAGES} <= used


def test_packages_do_not_import_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        importer = part(path)
        graph.setdefault(importer, set()).update(name.split(".")[1] for name in imports(path) if name.split(".")[1] != importer)
    TopologicalSorter(graph).prepare()


def test_importing_the_package_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    code = "import sys, kexie_nlp; print(*sorted(name for name in sys.modules if name.startswith('kexie_nlp.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == []
