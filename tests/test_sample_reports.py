"""What is extracted from the sample reports, against the facts a careful reader finds in them (``corpora/reports/facts.jsonl``).

The reports and their facts were written for this project, together with its lexicons, so the floors below guard against losing what
works; they say nothing of how well the toolkit does on a report it has never seen.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

import pytest

import samples
from kexie_nlp.evaluation import LEAST_AWARD_SIMILARITY, LEAST_SIMILARITY, similarity
from kexie_nlp.records import Achievement, Metric

# measured on 2026-11-22 (in brackets), less 0.03 for what a newly trained model may shift; raise them when the figures rise
METRIC_PRECISION = 0.82  # (0.857)
METRIC_RECALL = 0.85  # (0.882)
METRIC_VALUE_RECALL = 0.95  # (0.980)
ACHIEVEMENT_PRECISION = 0.90  # (0.933)
ACHIEVEMENT_RECALL = 0.88  # (0.913)
RECIPIENT_SHARE = 0.88  # (0.917)
TITLE_SHARE = 0.96  # (0.988)
# misses shown of each kind when a floor is broken
MOST_SHOWN = 60

Fact = dict[str, Any]
Record = TypeVar("Record")


def read_facts() -> dict[tuple[str, str], list[Fact]]:
    """Return the facts by file and kind."""
    facts: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for line in samples.FACTS.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        facts[fact["file"], fact["fact"]].append(fact)
    return facts


FACTS = read_facts()


@dataclass(frozen=True)
class Matched(Generic[Record]):
    """Which records answer which facts, over all reports."""

    pairs: list[tuple[Fact, Record]]
    missed: list[Fact]
    surplus: list[tuple[str, Record]]

    @property
    def precision(self) -> float:
        return len(self.pairs) / max(len(self.pairs) + len(self.surplus), 1)

    @property
    def recall(self) -> float:
        return len(self.pairs) / max(len(self.pairs) + len(self.missed), 1)

    def told(self, fields: Sequence[str], show: Callable[[Record], str]) -> str:
        """Return the misses for a person."""
        missed = [f"  missed  {fact['file']}: " + " | ".join(str(fact[name]) for name in fields) for fact in self.missed]
        surplus = [f"  surplus {file}: {show(record)}" for file, record in self.surplus]
        head = f"precision {self.precision:.3f}, recall {self.recall:.3f}, {len(missed)} missed, {len(surplus)} surplus"
        return "\n".join([head, *missed[:MOST_SHOWN], *surplus[:MOST_SHOWN]])


def match(kind: str, records: Callable[[str], Sequence[Record]], likeness: Callable[[Fact, Record], float | None]) -> Matched[Record]:
    """Pair facts and records of each report, the likest first; ``likeness`` gives None for two that cannot be the same."""
    result: Matched[Record] = Matched([], [], [])
    for name in samples.NAMES:
        facts, found = FACTS[name, kind], records(name)
        rated = [
            (alike, -index, -number)
            for index, fact in enumerate(facts)
            for number, record in enumerate(found)
            if (alike := likeness(fact, record)) is not None
        ]
        answered: dict[int, int] = {}
        for _, index, number in sorted(rated, reverse=True):
            if -index not in answered and -number not in answered.values():
                answered[-index] = -number
        result.pairs.extend((facts[index], found[number]) for index, number in answered.items())
        result.missed.extend(fact for index, fact in enumerate(facts) if index not in answered)
        result.surplus.extend((name, record) for number, record in enumerate(found) if number not in answered.values())
    return result


def same_value(fact: Fact, metric: Metric) -> float | None:
    """Return how alike the indicators are of two equal values written alike."""
    is_same = "".join(fact["text"].split()) == "".join(metric.text.split()) and Decimal(fact["value"]) == metric.value
    return similarity(fact["indicator"], metric.indicator) if is_same else None


def same_metric(fact: Fact, metric: Metric) -> float | None:
    """Return how alike the indicators are of two equal values, if they are alike enough."""
    alike = same_value(fact, metric)
    return alike if alike is not None and alike >= LEAST_SIMILARITY else None


def same_achievement(fact: Fact, achievement: Achievement) -> float | None:
    """Return how alike the events, recipients and titles are of two equal awards."""
    award, event = similarity(fact["award"], achievement.award), similarity(fact["event"], achievement.event)
    if award < LEAST_AWARD_SIMILARITY or fact["count"] not in (None, achievement.count) or event < LEAST_SIMILARITY:
        return None
    return award + event + similarity(fact["recipient"], achievement.recipient) + similarity(fact["title"], achievement.title)


def metrics_of(name: str) -> Sequence[Metric]:
    return samples.analysis_of(name).metrics


def achievements_of(name: str) -> Sequence[Achievement]:
    return samples.analysis_of(name).achievements


def metric_told(metric: Metric) -> str:
    return f"{metric.indicator} | {metric.value} | {metric.text}"


def achievement_told(achievement: Achievement) -> str:
    return f"{achievement.recipient} | {achievement.event} | {achievement.award} | {achievement.count} | {achievement.title}"


METRIC_FIELDS = ("indicator", "value", "text")
ACHIEVEMENT_FIELDS = ("recipient", "event", "award", "count", "title")


@pytest.fixture(scope="module")
def achievements() -> Matched[Achievement]:
    return match("achievement", achievements_of, same_achievement)


@pytest.mark.parametrize("name", samples.NAMES)
def test_metadata(name: str) -> None:
    (fact,) = FACTS[name, "report"]
    report = samples.analysis_of(name).report
    region = report.region
    told = {
        "association": report.association,
        "region": region and region.name,
        "level": region and region.level,
        "year": report.year,
        "kind": report.kind,
        "published": report.published and report.published.isoformat(),
    }
    assert told == {field: fact[field] for field in told}


def test_every_report_has_facts() -> None:
    assert {file for file, _ in FACTS} == set(samples.NAMES)


def test_metrics() -> None:
    found = match("metric", metrics_of, same_metric)
    message = found.told(METRIC_FIELDS, metric_told)
    assert found.precision >= METRIC_PRECISION, message
    assert found.recall >= METRIC_RECALL, message


def test_values_of_metrics() -> None:
    found = match("metric", metrics_of, same_value)
    assert found.recall >= METRIC_VALUE_RECALL, found.told(METRIC_FIELDS, metric_told)


def test_achievements(achievements: Matched[Achievement]) -> None:
    message = achievements.told(ACHIEVEMENT_FIELDS, achievement_told)
    assert achievements.precision >= ACHIEVEMENT_PRECISION, message
    assert achievements.recall >= ACHIEVEMENT_RECALL, message


@pytest.mark.parametrize(("field", "floor"), [("recipient", RECIPIENT_SHARE), ("title", TITLE_SHARE)])
def test_other_fields_of_achievements(achievements: Matched[Achievement], field: str, floor: float) -> None:
    wrong = [(fact, record) for fact, record in achievements.pairs if similarity(fact[field], getattr(record, field)) < LEAST_SIMILARITY]
    share = 1 - len(wrong) / len(achievements.pairs)
    shown = "\n".join(f"  {fact['file']}: {fact[field]} | {getattr(record, field)}" for fact, record in wrong[:MOST_SHOWN])
    assert share >= floor, f"{share:.3f} of {len(achievements.pairs)}\n{shown}"
