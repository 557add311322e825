"""What the writing of a figure leaves open, and how a stated figure is held against a computed one."""

from decimal import Decimal

import pytest

from kexie_nlp.checks.relations import LAST_DIGIT, Computed, compare
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.checks.told.figures import Figure, Range, plain
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted


def figure(text: str) -> Figure:
    """Return the only figure of a text."""
    (found,) = context_of(analyze(report_of(Extracted(text), "text.txt"))).figures
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("支出482.06万元。", "4820550", "4820650"),
        ("支出44万元。", "435000", "445000"),
        ("支出0万元。", "0", "0"),
        ("支出158627元。", "158626.5", "158627.5"),
        ("培训农民480人次。", "480", "480"),
        ("受益群众2.4万人次。", "23500", "24500"),
        ("开展活动30余次。", "30", "40"),
        ("受益群众近6万人次。", "54000", "66000"),
        ("支出约300万元。", "2700000", "3300000"),
        ("增长1.17%。", "1.165", "1.175"),
    ],
)
def test_a_figure_leaves_half_of_its_last_digit_open(text: str, low: str, high: str) -> None:
    bounds = figure(text).range
    assert (bounds.low, bounds.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("支出4.82万元。", "101450", "10.145万元"),
        ("共63项。", "62", "62项"),
        ("增长29.50%。", "36.9159", "36.92%"),
        ("支出30元。", "7.5", "7.5元"),
    ],
)
def test_another_value_is_written_in_the_same_way(text: str, value: str, written: str) -> None:
    assert figure(text).written(Decimal(value)) == written


@pytest.mark.parametrize("text", ["支出99999999999999999999999999999999万元。", "中签比例为1:3。", "拨款3万美元。"])
def test_what_cannot_be_reckoned_with_is_no_figure(text: str) -> None:
    assert context_of(analyze(report_of(Extracted(text), "text.txt"))).figures == []


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [("12.50", 2, "12.50"), ("12.3456", 2, "12.3456"), ("7", 0, "7"), ("7.100", 0, "7.1"), ("-0.5", 1, "-0.5")],
)
def test_plain_numbers(value: str, decimals: int, text: str) -> None:
    assert plain(Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("computed", "holds", "score"),
    [("1.1728", True, 1.0), ("1.1751", False, LAST_DIGIT), ("1.25", False, 0.9), ("1.165", True, 1.0), ("11.9", False, 0.9)],
)
def test_a_difference_in_the_last_digit_is_less_sure(computed: str, holds: bool, score: float) -> None:
    stated = figure("增长1.17%。")
    value = Decimal(computed)
    relation = compare("change", stated, Computed(value, Range(value, value), "算式", ()), (0, 5), 0.9)
    assert (relation.holds, relation.score) == (holds, score)


def test_ranges_add_and_divide() -> None:
    one, other = Range(Decimal(9), Decimal(11)), Range(Decimal(1), Decimal(2))
    assert one + other == Range(Decimal(10), Decimal(13))
    assert one - other == Range(Decimal(7), Decimal(10))
    assert other.percent_of(Range(Decimal(10), Decimal(20))) == Range(Decimal(5), Decimal(20))
    assert other.percent_of(Range(Decimal(0), Decimal(20))) is None
    assert Range.total([one, other, other]) == Range(Decimal(11), Decimal(15))
