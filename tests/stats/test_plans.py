"""Plans against results, and the calendar."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.statistics import calendar, plans_of
from kexie_nlp.statistics.goals import _number
from kexie_nlp.statistics.units import with_unit
from stats.made import archive_of

HEAD = "@year=2021\n@region=甲省 乙市\n@association=乙市科学技术协会\n@kind=整体支出绩效自评\n# 完成情况\n"
# a body, and of each plan: indicator, target, result, completion, stated, met, sort
PLANS: dict[str, tuple[str, list[tuple[object, ...]]]] = {
    "a table": (
        "三级指标\t年度指标值\t全年完成值\n科普讲座\t40场\t42场\n满意度\t≥95%\t94%\n",
        [("科普讲座", "40场", "42场", "105.00", None, True, "goal"), ("满意度", "≥95%", "94%", "98.95", None, False, "goal")],
    ),
    "a table with levels, weights and scores": (
        "一级指标\t三级指标\t分值\t预期指标值\t实际完成值\t得分\n产出指标\t科普讲座\t10\t≥40场\t42场\t10\n",
        [("科普讲座", "≥40场", "42场", "105.00", None, True, "goal")],
    ),
    "a cost": (
        "一级指标\t三级指标\t年度指标值\t实际完成值\n成本指标\t讲座费\t≤5万元\t4.5万元\n",
        [("讲座费", "≤5万元", "4.5万元", "90.00", None, True, "goal")],
    ),
    "a budget with its rate": (
        "项目\t预算数（万元）\t执行数（万元）\t执行率\n科普活动\t120\t114\t95%\n",
        [("科普活动", "120", "114", "95.00", "95", None, "budget")],
    ),
    "words instead of numbers": (
        "三级指标\t年度指标值\t实际完成值\n知晓度\t明显提高\t有所提高\n",
        [("知晓度", "明显提高", "有所提高", None, None, None, "goal")],
    ),
    "two units": (
        "三级指标\t年度指标值\t实际完成值\n科普讲座\t40场\t900人次\n",
        [("科普讲座", "40场", "900人次", None, None, None, "goal")],
    ),
    "units of a different size": (
        "三级指标\t年度指标值\t实际完成值\n受益\t2万人次\t21000人次\n",
        [("受益", "2万人次", "21000人次", "105.00", None, True, "goal")],
    ),
    "a table without goals": ("项目\t上年数\t本年数\n科普讲座\t40\t42\n", []),
    "one sentence": (
        "科普讲座[QUANTITY:42场]，目标值[QUANTITY:40场]，完成[PERCENT:105%]。\n",
        [("科普讲座", "40场", "42场", "105.00", "105", True, "goal")],
    ),
    "a rate of the goal": (
        "科普讲座[QUANTITY:42场]，完成目标[QUANTITY:40场]的[PERCENT:105%]。\n",
        [("科普讲座", "40场", "42场", "105.00", "105", True, "goal")],
    ),
    "a budget in a sentence": (
        "巡展车油费支出[AMOUNT:9万元]，完成预算[AMOUNT:10万元]的[PERCENT:90%]。\n",
        [("巡展车油费支出", "10万元", "9万元", "90.00", "90", None, "budget")],
    ),
    "a goal without a result": ("科普讲座目标[QUANTITY:40场]。\n", []),
    "a share is no goal": ("支出[AMOUNT:9万元]，其中巡展车油费[AMOUNT:1万元]，占[PERCENT:11%]。\n", []),
    "the budget office is no budget": ("财政预算单位[QUANTITY:6个]，下属单位[QUANTITY:5个]。\n", []),
    "told in a table and in a sentence": (
        "科普讲座[QUANTITY:42场]，目标值[QUANTITY:40场]。\n三级指标\t年度指标值\t全年完成值\n科普讲座\t40场\t42场\n",
        [("科普讲座", "40场", "42场", "105.00", None, True, "goal")],
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with a report for each body."""
    with archive_of(tmp_path_factory.mktemp("plans"), *(f"{HEAD}{name}：\n{body}" for name, (body, _) in PLANS.items())) as opened:
        yield opened


@pytest.mark.parametrize("name", PLANS)
def test_plans(archive: Archive, name: str) -> None:
    (report,) = archive.reports(Filters(text=f"{name}："))
    found = [plan for plan in plans_of(archive) if plan.sources[0].report == report.id]
    fields = ("indicator", "target", "result", "completion", "stated", "met", "sort")
    assert [tuple(plan.line()[field] for field in fields) for plan in found] == PLANS[name][1]
    for plan in found:
        for source in plan.sources:
            assert archive.show(source.report).report.text[source.start : source.end] == source.text


NUMBERS = [
    ("≥35期", "", ("35", "期")),
    ("2.6万人次", "", ("26000.0", "人次")),
    ("236", "万元", ("2360000", "元")),
    ("95%", "万元", ("95", "%")),
    ("1,250.50", "元", ("1250.50", "元")),
    ("不少于12场", "", ("12", "场")),
    ("完成", "", None),
    ("3月底前完成12场讲座和6次培训", "", None),
    ("", "", None),
]


@pytest.mark.parametrize(("text", "unit", "expected"), NUMBERS)
def test_the_number_of_a_cell(text: str, unit: str, expected: tuple[str, str] | None) -> None:
    value, told = _number(text, unit)
    assert (None if value is None else (str(value), told)) == expected


TOLD = [
    ("236", "2360000", "元", "236万元"),
    ("1,250.50", "1250.50", "元", "1,250.50元"),
    ("3.2", "320000000", "元", "3.2亿元"),
    ("12.00万元", "120000.00", "元", "12.00万元"),
    ("≥35期", "35", "期", "≥35期"),
    ("0", "0", "元", "0"),
    ("40", "41", "元", "40"),
    ("NaN", "1", "元", "NaN"),
    ("", "1", "元", ""),
]


@pytest.mark.parametrize(("told", "value", "unit", "expected"), TOLD)
def test_a_number_is_shown_with_the_unit_of_its_heading(told: str, value: str, unit: str, expected: str) -> None:
    assert with_unit(told, Decimal(value), unit) == expected
    assert with_unit(told, None, "") == told


YEARS = """@year={year}
@region=甲省 乙市
@association=乙市科学技术协会
# 活动
[DATE:{date}]，[ACTIVITY:{name}]在市广场举行。
[ACTIVITY:晨光杯进校园活动]办得好。
"""


def test_calendar(tmp_path: Path) -> None:
    first, second = (
        YEARS.format(year=2020, date="9月19日", name="乙市全国科普日活动"),
        YEARS.format(year=2021, date="春天", name="全国科普日"),
    )
    with archive_of(tmp_path, first, second) as archive:
        _date_values(archive)
        held = calendar(archive)
        assert [(one.activity, one.year, one.months, one.usual) for one in held] == [
            ("全国科普日", 2020, (9,), 9),
            ("全国科普日", 2021, (), 9),
        ]
        assert [one.source.text for one in held] == ["乙市全国科普日活动", "全国科普日"]
        assert [one.activity for one in calendar(archive, "晨光杯")] == ["晨光杯进校园"] * 2
        assert [one.year for one in calendar(archive, "科普日", Filters(years=(2021, None)))] == [2021]


def _date_values(archive: Archive) -> None:
    """Give the dates of the marked texts, which the builder leaves without a value, their ISO form."""
    connection = archive._store.connection
    connection.execute("UPDATE entities SET value = '--09-19' WHERE type = 'DATE' AND text = '9月19日'")
