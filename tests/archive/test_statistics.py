"""Counts of achievements and metrics by columns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import NORTH, SOUTH, analyze_marked
from kexie_nlp.archive import Archive, Filters
from kexie_nlp.errors import KexieError
from kexie_nlp.statistics import Count, count_achievements, count_metrics


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    paths = [tmp_path / "north.txt", tmp_path / "south.txt"]
    for path, marked in zip(paths, (NORTH, SOUTH), strict=True):
        path.write_text(marked, encoding="utf-8")
    with Archive.open(tmp_path / "archive", create=True) as opened:
        opened.add(paths, analyze=analyze_marked, workers=1)
        yield opened


def test_counts(archive: Archive) -> None:
    assert count_achievements(archive, ["year"]) == [Count((2019,), 2, 1, 2), Count((2020,), 1, 1, 1)]
    assert count_achievements(archive, []) == [Count((), 3, 2, 3)]
    assert count_achievements(archive, ["level", "region"], Filters(region="甲省")) == [
        Count((None, "甲省 乙市"), 1, 1, 1),
        Count(("省", "甲省 乙市"), 1, 1, 1),
    ]
    assert count_metrics(archive, ["metric_kind"]) == [
        Count(("amount",), 3, 2, 3),
        Count(("quantity",), 2, 2, 2),
        Count(("percent",), 1, 1, 1),
    ]


def test_unknown_column(archive: Archive) -> None:
    with pytest.raises(KexieError, match="no column 'colour'"):
        count_metrics(archive, ["colour"])
