"""Awards told more than once are counted once, and it is said why."""

import pytest

from kexie_nlp.statistics.awards import Award
from kexie_nlp.statistics.repeats import settled
from stats.made import CITY, COUNTY, OTHER_CITY, PROVINCE, award, contest

ROW = "甲中学\t一等奖\t3"
# what is told, how many awards that are, and what kinds of omission there are
CASES: dict[str, tuple[list[Award], int, list[str]]] = {
    "different grades": ([award("一等奖", 6), award("二等奖", 15)], 21, []),
    "one number in two sentences": ([award("一等奖", 6), award("一等奖", 6, sentence=90)], 6, ["repeat"]),
    "one number in two sentences, once with a team": (
        [award("一等奖", 6), award("一等奖", 6, recipient="我市代表队", sentence=90)],
        6,
        ["repeat"],
    ),
    "two numbers in one sentence": ([award("一等奖", 6), award("一等奖", 6)], 12, []),
    "two numbers in two rows of a table": ([award("一等奖", 3, text=ROW), award("一等奖", 3, text=ROW, sentence=90)], 6, []),
    "one number of two editions": ([award("一等奖", 6), award("一等奖", 6, of=contest(edition=35), sentence=90)], 12, []),
    "one number of two levels": (
        [award("一等奖", 6), award("一等奖", 6, of=contest(level="国家", place=None), sentence=90)],
        12,
        [],
    ),
    "one number of two contests": ([award("一等奖", 6), award("一等奖", 6, of=contest("机器人竞赛"), sentence=90)], 12, []),
    "a number that differs in the same report": ([award("一等奖", 6), award("一等奖", 2, sentence=90)], 8, []),
    "a number that differs in another report": ([award("一等奖", 6), award("一等奖", 7, report="r2")], 6, ["conflict"]),
    "the year's own report goes first": (
        [award("一等奖", 7, report="r2", report_year=2020), award("一等奖", 6)],
        6,
        ["conflict"],
    ),
    "the same in another report": ([award("一等奖", 6), award("一等奖", 6, report="r2")], 6, ["repeat"]),
    "the same by another association": ([award("一等奖", 6), award("一等奖", 6, reporter=OTHER_CITY, report="r2")], 12, []),
    "a winner of those counted": (
        [award("一等奖", 6, recipient="丙市代表队"), award("一等奖", 1, recipient="南山中学", title="《水尺》", sentence=90)],
        6,
        ["detail"],
    ),
    "a winner of another grade": ([award("一等奖", 6), award("二等奖", 1, recipient="南山中学", sentence=90)], 7, []),
    "more winners than the sum": (
        [
            award("一等奖", 2),
            *(award("一等奖", 1, recipient=name, sentence=90 + n) for n, name in enumerate(("赵中学", "钱中学", "孙中学"))),
        ],
        3,
        ["total"],
    ),
    "two winners": (
        [award("一等奖", 1, recipient="南山中学"), award("一等奖", 1, recipient="北山中学", sentence=90)],
        2,
        [],
    ),
    "one winner twice": (
        [award("一等奖", 1, recipient="南山中学"), award("一等奖", 1, recipient="南山中学", sentence=90)],
        1,
        ["repeat"],
    ),
    "one winner under a short name": (
        [award("一等奖", 1, recipient="市大河中学"), award("一等奖", 1, recipient="仁江区大河中学", sentence=90)],
        1,
        ["repeat"],
    ),
    "two winners of like names": (
        [award("一等奖", 1, recipient="仁江区大河中学"), award("一等奖", 1, recipient="临江区大河中学", sentence=90)],
        2,
        [],
    ),
    "one work twice": (
        [award("一等奖", 1, title="《水尺》"), award("一等奖", 1, recipient="学生", title="《水尺》", sentence=90)],
        1,
        ["repeat"],
    ),
    "two works of one winner": (
        [
            award("一等奖", 1, recipient="南山中学", title="《水尺》"),
            award("一等奖", 1, recipient="南山中学", title="《风车》", sentence=90),
        ],
        2,
        [],
    ),
    "a total beside its parts": (
        [award("获奖", 63), award("一等奖", 9), award("二等奖", 21), award("三等奖", 33)],
        63,
        ["total"],
    ),
    "a total without parts": ([award("获奖", 63)], 63, []),
    "a total greater than its parts": ([award("获奖", 80), award("一等奖", 9), award("二等奖", 21)], 110, []),
    "a total of another contest": ([award("获奖", 63, of=contest("机器人竞赛")), award("一等奖", 9)], 72, []),
    "a total of another report": ([award("获奖", 9, report="r2"), award("一等奖", 9)], 18, []),
    "age groups and their sum": (
        [award("一等奖", 3, sentence=10), award("一等奖", 5, sentence=50), award("一等奖", 8, sentence=90)],
        8,
        ["total"],
    ),
    "an honour twice": (
        [
            award("先进集体", 1, recipient="市气象学会", anywhere=True),
            award("先进集体", 1, recipient="市气象学会", anywhere=True, sentence=90),
        ],
        1,
        ["repeat"],
    ),
    "two honours without a winner": (
        [award("先进集体", 1, anywhere=True), award("先进集体", 1, anywhere=True, sentence=90)],
        2,
        [],
    ),
    "an honour in two years": (
        [award("先进集体", 1, anywhere=True), award("先进集体", 1, anywhere=True, year=2020, report_year=2020, report="r2")],
        2,
        [],
    ),
    "a number left open": ([award("一等奖", None)], 1, []),
}


@pytest.mark.parametrize(("told", "counted", "kinds"), CASES.values(), ids=CASES.keys())
def test_what_counts(told: list[Award], counted: int, kinds: list[str]) -> None:
    result = settled(told)
    assert sum(each.count for each in result.awards) == counted
    assert [omission.kind for omission in result.omitted] == kinds
    assert len(result.awards) + len(result.omitted) == len(told)
    assert all(omission.reason and omission.kept for omission in result.omitted)


def test_a_total_that_differs_from_its_parts_is_told() -> None:
    (omission,) = settled([award("获奖", 28), award("一等奖", 9), award("二等奖", 21)]).omitted
    assert omission.reason == "合计：已分别计入一等奖9项、二等奖21项，两者不一致（28与30）"


COVERED = {
    "told by the county and by the city that held it": (
        [
            award("一等奖", 38, reporter=CITY, of=contest(level="市", place="丙市")),
            award("一等奖", 3, reporter=COUNTY, report="r2", of=contest(level="市", place="丙市")),
        ],
        {1: 0},
    ),
    "told by a city and by its province": (
        [award("一等奖", 6, reporter=CITY), award("一等奖", 60, reporter=PROVINCE, report="r2")],
        {0: 1},
    ),
    "told by two cities": ([award("一等奖", 6, reporter=CITY), award("一等奖", 9, reporter=OTHER_CITY, report="r2")], {}),
    "more than the superior body tells": (
        [award("一等奖", 6, reporter=CITY), award("一等奖", 5, reporter=PROVINCE, report="r2")],
        {},
    ),
    "of another edition": (
        [award("一等奖", 6, reporter=CITY), award("一等奖", 60, reporter=PROVINCE, report="r2", of=contest(edition=35))],
        {},
    ),
    "of a contest that nobody dates": (
        [award("先进集体", 6, reporter=CITY, anywhere=True), award("先进集体", 60, reporter=PROVINCE, report="r2", anywhere=True)],
        {},
    ),
}


@pytest.mark.parametrize(("told", "covers"), COVERED.values(), ids=COVERED.keys())
def test_what_a_superior_body_counts_too(told: list[Award], covers: dict[int, int]) -> None:
    result = settled(told)
    assert (result.omitted, result.covers) == ((), covers)
    assert len(result.covered()) == len(covers)


JOINT = [
    (None, True),
    ("代表队", True),
    ("我市代表队", True),
    ("丙市代表队", True),
    ("丙市选手", True),
    ("全市各中小学", True),
    ("学生", True),
    ("丁市代表队", False),
    ("南山中学", False),
    ("丙市第一中学", False),
]


@pytest.mark.parametrize(("recipient", "expected"), JOINT)
def test_winners_that_stand_for_the_region(recipient: str | None, expected: bool) -> None:
    assert award("一等奖", 3, recipient=recipient).is_joint is expected


@pytest.mark.parametrize(
    ("name", "expected"), [("获奖", True), ("奖项", True), ("各类奖项", True), ("一等奖", False), ("先进集体", False), ("优秀奖", False)]
)
def test_awards_without_a_grade(name: str, expected: bool) -> None:
    assert award(name, 3).is_generic is expected
