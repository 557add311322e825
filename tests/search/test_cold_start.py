"""What a search loads: nothing heavy that it does not use."""

import subprocess
import sys

import pytest

import kexie_nlp.numerals

_SEARCH = "import sys, kexie_nlp.archive.facade, kexie_nlp.archive.searching, kexie_nlp.search.tantivy_shard; print(*sys.modules)"


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    done = subprocess.run([sys.executable, "-c", _SEARCH], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    ["numpy", "rjieba", "rapidfuzz", "kexie_nlp.numerals.dates", "kexie_nlp.numerals.amounts", "kexie_nlp.search.tantivy_writing"],
)
def test_search_does_not_load(loaded: set[str], module: str) -> None:
    assert module not in loaded


def test_search_loads_what_reads_numerals(loaded: set[str]) -> None:
    assert "kexie_nlp.numerals.numbers" in loaded


@pytest.mark.parametrize("name", kexie_nlp.numerals.__all__)
def test_public_names_of_numerals_are_there(name: str) -> None:
    assert callable(getattr(kexie_nlp.numerals, name))


def test_other_names_are_not() -> None:
    assert not hasattr(kexie_nlp.numerals, "find_dates")
