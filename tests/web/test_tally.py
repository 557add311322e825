"""What the processes of a server tell each other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kexie_nlp.web.tally import Tally


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which stands still unless a test moves it."""
    now = [1000.0]
    monkeypatch.setattr("kexie_nlp.web.tally.time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Tally]]:
    """Makes the tally of a process with a number."""
    all_made: list[Tally] = []

    def made(number: int) -> Tally:
        monkeypatch.setattr("kexie_nlp.web.tally.os.getpid", lambda: number)
        all_made.append(Tally(tmp_path))
        return all_made[-1]

    yield made
    for one in all_made:
        one.close()


@pytest.mark.parametrize(
    ("others", "own", "is_left"),
    [([], 9, False), ([0], 0, False), ([3], 3, False), ([4], 3, False), ([2], 3, True), ([9, 2], 3, True), ([9, 8], 3, False)],
)
def test_a_reader_is_left_to_who_has_less_to_do(process: Callable[[int], Tally], others: list[int], own: int, is_left: bool) -> None:
    mine = process(1)
    for number, waiting in enumerate(others, 2):
        process(number).tell(waiting)
    assert mine.has_freer(own) is is_left


def test_who_does_not_take_what_is_left_to_him_is_overlooked_until_he_tells_anything(
    process: Callable[[int], Tally], clock: list[float]
) -> None:
    mine, other = process(1), process(2)
    other.tell(1)
    assert mine.has_freer(5)
    clock[0] += 0.2
    assert mine.has_freer(5)
    clock[0] += 0.2
    assert not mine.has_freer(5)
    assert not mine.has_freer(1)
    assert not mine.has_freer(5)
    other.tell(1)
    assert mine.has_freer(5)


def test_one_who_leaves_is_not_counted_with(process: Callable[[int], Tally]) -> None:
    mine, other = process(1), process(2)
    assert mine.has_freer(1)
    other.close()
    assert not mine.has_freer(1)


def test_what_is_half_written_is_passed_over(process: Callable[[int], Tally], tmp_path: Path) -> None:
    mine = process(1)
    (tmp_path / "2").write_bytes(b"\0\0\0")
    assert not mine.has_freer(1)


def test_where_the_folder_was_cleared_away_each_takes_who_comes(process: Callable[[int], Tally], tmp_path: Path) -> None:
    mine = process(1)
    process(2)
    assert mine.has_freer(1)
    tmp_path.rename(tmp_path.with_name("away"))
    mine.tell(1)
    assert not mine.has_freer(1)
    tmp_path.with_name("away").rename(tmp_path)
