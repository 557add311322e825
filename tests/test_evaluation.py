"""Scores: small cases by hand, and equality with the annotation project's own scorer on made-up predictions."""

import importlib.util
import json
import random
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kexie_nlp.document import Entity, Report
from kexie_nlp.errors import ResourceError
from kexie_nlp.evaluation import achievement_score, entity_scores, evaluate_folder, metric_score, similarity
from kexie_nlp.labels import ENTITY_TYPES, EntityType
from kexie_nlp.marked import MarkedText, parse_marked
from kexie_nlp.records import Achievement, Analysis, Evidence, Metric

MARKED = """⟦2021年|DATE⟧，⟦县科协|ORG⟧举办⟦茶艺培训班|ACTIVITY⟧⟦4期|QUANTITY|茶艺培训班⟧，支出⟦8万元|AMOUNT|培训支出⟧，每人⟦50元|AMOUNT⟧。
获⟦一等奖|AWARD⟧⟦2项|QUANTITY|一等奖⟧。
基本支出\t⟦120|AMOUNT|基本支出⟧\t项目支出\t⟦30.5|AMOUNT|项目支出⟧
"""
GOLD = parse_marked(MARKED)
NO_EVIDENCE = Evidence(0, 0, ())


def entity(start: int, end: int, type_: EntityType) -> Entity:
    return Entity(start, end, type_, GOLD.text[start:end], None, None, "test", 1.0)


def metric(start: int, end: int, indicator: str) -> Metric:
    return Metric(start, end, GOLD.text[start:end], indicator, Decimal(1), "项", "quantity", "exact", None, "of", None, NO_EVIDENCE)


def achievement(event: str | None, award: str, count: int | None) -> Achievement:
    return Achievement(0, 1, None, event, award, count, None, None, None, None, None, None, None, NO_EVIDENCE)


def analysis(*entities: Entity) -> Analysis:
    report = Report("0" * 16, "x.txt", GOLD.text, "", None, None, None, "其他", None, (), (), ())
    return Analysis(report, entities, (), ())


def perfect() -> list[Entity]:
    return [entity(mark.start, mark.end, mark.type) for mark in GOLD.marks if mark.type != "AMOUNT" or mark.start < 40]


def test_perfect_entities() -> None:
    rows = {score.what: score for score in entity_scores(GOLD, analysis(*perfect()))}
    # the two bare numbers of the table are no entities
    assert (rows["ALL"].gold, rows["ALL"].predicted, rows["ALL"].right, rows["ALL"].f1) == (8, 8, 8, 1.0)
    assert rows["AMOUNT"].gold == 2
    assert "PLACE" not in rows


def test_strict_and_overlapping() -> None:
    start, end = GOLD.text.index("茶艺培训班"), GOLD.text.index("茶艺培训班") + 5
    found = analysis(entity(start + 2, end, "ACTIVITY"), entity(0, 5, "DATE"), entity(6, 9, "PLACE"))
    rows = {score.what: score for score in entity_scores(GOLD, found)}
    assert (rows["ACTIVITY"].right, rows["ACTIVITY"].f1, rows["ACTIVITY"].overlap_f1) == (0, 0.0, 1.0)
    assert (rows["DATE"].precision, rows["DATE"].recall) == (1.0, 1.0)
    assert (rows["PLACE"].gold, rows["PLACE"].predicted, rows["PLACE"].f1) == (0, 1, 0.0)
    assert (rows["ALL"].gold, rows["ALL"].predicted, rows["ALL"].right) == (8, 3, 1)
    assert rows["ALL"].line() == {
        "what": "ALL",
        "gold": 8,
        "predicted": 3,
        "precision": 0.333,
        "recall": 0.125,
        "f1": 0.182,
        "overlap_f1": 0.364,
    }


def test_bare_numbers_count_on_neither_side() -> None:
    at = GOLD.text.index("120")
    rows = entity_scores(GOLD, analysis(*perfect(), entity(at, at + 3, "AMOUNT"), entity(at, at + 3, "QUANTITY")))
    assert (rows[-1].gold, rows[-1].predicted) == (8, 8)


def test_nothing_predicted_and_nothing_wanted() -> None:
    assert entity_scores(GOLD, analysis())[-1].f1 == 0.0
    empty = parse_marked("没有。")
    assert [score.line()["f1"] for score in entity_scores(empty, analysis())] == [0.0]


def test_metrics() -> None:
    text = GOLD.text
    right = metric(text.index("4期"), text.index("4期") + 2, "茶艺培训班期数")
    wrong_indicator = metric(text.index("8万元"), text.index("8万元") + 3, "收入")
    neutral = metric(text.index("50元"), text.index("50元") + 3, "人均")
    twice = metric(text.index("4期"), text.index("4期") + 2, "茶艺培训班")
    nowhere = metric(0, 5, "年份")
    assert metric_score(GOLD, [right]).right == 1
    score = metric_score(GOLD, [right, wrong_indicator, neutral, twice, nowhere])
    assert (score.gold, score.predicted, score.overlapping_gold, score.right) == (5, 4, 2, 1)


ACHIEVEMENTS: list[tuple[dict[str, Any], Achievement, bool]] = [
    ({"event": "创新大赛", "award": "一等奖", "count": 2}, achievement("创新大赛", "一等奖", 2), True),
    ({"event": "第35届创新大赛", "award": "“一等奖”", "count": 2}, achievement("第35届青少年创新大赛", "一等奖", 2), True),
    ({"event": "创新大赛", "award": "一等奖", "count": 2}, achievement("创新大赛", "一等奖", 3), False),
    ({"event": "创新大赛", "award": "一等奖", "count": None}, achievement("创新大赛", "一等奖", 3), True),
    ({"event": "创新大赛", "award": "一等奖", "count": 2}, achievement("创新大赛", "优秀奖", 2), False),
    ({"event": "创新大赛", "award": "一等奖", "count": 2}, achievement(None, "一等奖", 2), False),
    ({"event": None, "award": "先进集体", "count": 1}, achievement(None, "先进集体", 1), True),
    ({"event": None, "award": "先进集体", "count": 1}, achievement("表彰大会", "先进集体", 1), False),
]


@pytest.mark.parametrize(("wanted", "found", "is_right"), ACHIEVEMENTS)
def test_achievements(wanted: dict[str, Any], found: Achievement, is_right: bool) -> None:
    score = achievement_score([wanted], [found])
    assert (score.gold, score.predicted, score.right) == (1, 1, int(is_right))


def test_one_achievement_answers_one() -> None:
    wanted = {"event": None, "award": "先进集体", "count": 1}
    assert achievement_score([wanted, wanted], [achievement(None, "先进集体", 1)]).right == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("一等奖", "一等奖", 1.0),
        (None, "", 1.0),
        (None, "奖", 0.0),
        ("“一等奖”", "一等奖", 1.0),
        ("一二三四", "三四五六", 0.5),
        ("，", None, 1.0),
    ],
)
def test_similarity(one: str | None, other: str | None, expected: float) -> None:
    assert similarity(one, other) == expected


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made_up(seed: int) -> tuple[list[Entity], list[Metric], list[dict[str, Any]], list[Achievement]]:
    """Return predictions near and far from the gold, the same for the same seed."""
    pick = random.Random(seed)
    length = len(GOLD.text)
    entities, metrics = [], []
    for mark in GOLD.marks:
        start = min(max(mark.start + pick.choice([0, 0, 0, -1, 1]), 0), length - 2)
        end = max(min(mark.end + pick.choice([0, 0, 0, 1, -1]), length), start + 1)
        if pick.random() < 0.8:
            entities.append(entity(start, end, pick.choice([mark.type, mark.type, *ENTITY_TYPES])))
        if mark.type in ("AMOUNT", "QUANTITY") and pick.random() < 0.9:
            metrics += [metric(start, end, pick.choice([mark.indicator or "其他", "支出", "培训班"]))] * pick.choice([1, 1, 2])
    names = ["创新大赛", "第35届创新大赛", "机器人竞赛", None, "评选"]
    awards = ["一等奖", "二等奖", "优秀组织奖", "优秀组织单位", "先进集体"]
    gold = [{"event": pick.choice(names), "award": pick.choice(awards), "count": pick.choice([1, 2, None])} for _ in range(6)]
    found = [achievement(pick.choice(names), pick.choice(awards), pick.choice([1, 2, None])) for _ in range(6)]
    return entities, metrics, gold, found


@pytest.mark.parametrize("seed", range(40))
def test_scores_equal_those_of_the_annotation_project(scorer: ModuleType, seed: int) -> None:
    entities, metrics, wanted, achievements = made_up(seed)
    gold = [(mark.start, mark.end, mark.type, mark.indicator) for mark in GOLD.marks]
    region = (0, len(GOLD.text))

    theirs = scorer.score_entities(gold, region, [{"start": e.start, "end": e.end, "type": e.type} for e in entities], GOLD.text)
    for score in entity_scores(GOLD, analysis(*entities)):
        row = theirs.pop(score.what)
        assert (score.gold, score.predicted, score.right) == (row["gold"], row["pred"], row["tp"])
        assert (score.precision, score.recall, score.f1) == pytest.approx(row["strict"])
        assert score.overlap_f1 == pytest.approx(row["overlap"][2])
    assert theirs == {}

    mine = metric_score(GOLD, metrics)
    row = scorer.score_metrics(gold, region, [{"start": m.start, "end": m.end, "indicator": m.indicator} for m in metrics])
    assert (mine.gold, mine.predicted) == (row["gold"], row["pred"])
    assert (mine.precision, mine.recall, mine.f1) == pytest.approx(row["right"])
    assert mine.overlap_f1 == pytest.approx(row["found"][2])

    mine = achievement_score(wanted, achievements)
    row = scorer.score_achievements(wanted, [{"event": a.event, "award": a.award, "count": a.count} for a in achievements])
    assert (mine.gold, mine.predicted) == (row["gold"], row["pred"])
    assert (mine.precision, mine.recall, mine.f1) == pytest.approx(row["full"])


def write_corpus(place: Path, achievements: str) -> None:
    (place / "x.marked.txt").write_text(MARKED, encoding="utf-8")
    (place / "x.achievements.jsonl").write_text(achievements, encoding="utf-8")


def test_evaluate_folder(tmp_path: Path) -> None:
    write_corpus(tmp_path, json.dumps({"event": None, "award": "一等奖", "count": 2}) + "\n\n")
    lines: list[str] = []
    rows = {row["what"]: row for row in evaluate_folder(tmp_path, progress=lines.append)}
    assert lines == ["scoring x"]
    assert list(rows)[-3:] == ["ALL", "metrics", "achievements"]
    assert rows["ALL"]["gold"] == 8
    assert rows["ALL"]["f1"] > 0.5
    assert (rows["metrics"]["gold"], rows["achievements"]["gold"]) == (5, 1)


def test_scores_of_files_add_up(tmp_path: Path) -> None:
    write_corpus(tmp_path, "")
    one = {row["what"]: row for row in evaluate_folder(tmp_path)}
    (tmp_path / "y.marked.txt").write_text(MARKED, encoding="utf-8")
    both = {row["what"]: row for row in evaluate_folder(tmp_path)}
    assert both["ALL"]["gold"] == 2 * one["ALL"]["gold"]
    assert both["ALL"]["f1"] == one["ALL"]["f1"]


@pytest.mark.parametrize("line", ["{", "[]", '{"award": "一等奖"}', '"一等奖"'])
def test_wrong_achievements_are_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    write_corpus(tmp_path, "\n" + line)
    with pytest.raises(ResourceError, match="event, award and count") as caught:
        evaluate_folder(tmp_path)
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "x.achievements.jsonl"), 2)


def test_marks_and_text_stay_together() -> None:
    assert isinstance(GOLD, MarkedText)
    assert all(GOLD.text[mark.start : mark.end] for mark in GOLD.marks)
