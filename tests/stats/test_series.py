"""Series over years, and comparisons of associations."""

from decimal import Decimal
from pathlib import Path

import pytest

from kexie_nlp.archive import Archive
from kexie_nlp.errors import KexieError
from kexie_nlp.statistics import compare, series_of
from kexie_nlp.statistics.figures import Figure
from kexie_nlp.statistics.series import _without_clashes, first_hand
from kexie_nlp.statistics.units import kind_of_unit
from stats.made import archive_of, figure

# figures of one series; of each point: year, value, whether first-hand, growth, remarks
SERIES: dict[str, tuple[list[Figure], list[tuple[int, int | None, bool | None, str | None, tuple[str, ...]]]]] = {
    "year after year": (
        [figure(40, 2020), figure(50, 2021)],
        [(2020, 40, True, None, ()), (2021, 50, True, "25.00", ())],
    ),
    "rounding of the growth is that of the reports": (
        [figure(32000, 2020), figure(41000, 2021)],
        [(2020, 32000, True, None, ()), (2021, 41000, True, "28.13", ())],
    ),
    "a gap": (
        [figure(40, 2020), figure(50, 2022)],
        [(2020, 40, True, None, ()), (2021, None, None, None, ("缺报",)), (2022, 50, True, None, ())],
    ),
    "a year that only a later report tells": (
        [figure(40, 2020, report_year=2021), figure(50, 2021)],
        [(2020, 40, False, None, ("据2021年报告追述",)), (2021, 50, True, "25.00", ())],
    ),
    "a year told again alike": ([figure(40, 2020), figure(40, 2020, report_year=2021)], [(2020, 40, True, None, ())]),
    "a year told again with another value": (
        [figure(40, 2020), figure(44, 2020, report_year=2021)],
        [(2020, 40, True, None, ("2021年报告追述为44场",))],
    ),
    "two values in one report": (
        [figure(40, 2020), figure(12, 2020), figure(40, 2020)],
        [(2020, 40, True, None, ("同年另有12场",))],
    ),
    "what an earlier report foretold is no restatement": (
        [figure(60, 2021, report_year=2020), figure(50, 2021)],
        [(2021, 50, True, None, ())],
    ),
    "another unit for the same thing": (
        [figure(40, 2020), figure(50, 2021, unit="次")],
        [(2020, 40, True, None, ()), (2021, 50, True, None, ("单位由“场”改为“次”",))],
    ),
}


@pytest.mark.parametrize(("figures", "expected"), SERIES.values(), ids=SERIES.keys())
def test_points(figures: list[Figure], expected: list[tuple[int, int | None, bool | None, str | None, tuple[str, ...]]]) -> None:
    (series,) = _without_clashes(figures)
    assert [
        (
            point.year,
            None if point.figure is None else point.figure.value,
            point.is_first_hand,
            None if point.growth is None else str(point.growth),
            point.remarks,
        )
        for point in series.points
    ] == expected
    assert all(line["sources"] for line in series.lines() if line["value"] is not None)


def test_two_units_in_one_year_are_two_series() -> None:
    found = _without_clashes([figure(40, 2020), figure(45, 2020, unit="次"), figure(50, 2021)])
    assert [(series.unit, series.told) for series in found] == [("场", 2), ("次", 1)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("场", "次", True),
        ("场", "期", True),
        ("人", "名", True),
        ("人", "人次", False),
        ("次", "人次", False),
        ("个", "家", True),
        ("个", "场", False),
        ("亩", "亩", True),
        ("亩", "公里", False),
        ("元", "%", False),
    ],
)
def test_units_that_count_the_same(one: str, other: str, alike: bool) -> None:
    assert (kind_of_unit(one) == kind_of_unit(other)) is alike


def test_one_value_a_year() -> None:
    kept, omitted = first_hand([figure(40, 2020), figure(40, 2020), figure(44, 2020, report_year=2021), figure(9, None)])
    assert [one.value for one in kept] == [40]
    assert [omission.kind for omission in omitted] == ["repeat", "conflict"]


TEXT = """@year={year}
@region=甲省 {place}
@association={place}科学技术协会
# 工作
举办科普讲座[QUANTITY:{talks}场]。
科普经费支出[AMOUNT:{yuan}万元]。
"""
REPORTS = [
    TEXT.format(year=year, place=place, talks=talks, yuan=yuan)
    for year, place, talks, yuan in (
        (2020, "乙市", 40, 20),
        (2021, "乙市", 50, 20),
        (2020, "丁市", 30, 10),
        (2020, "戊县", 99, 30),
    )
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("series")
    archive_of(place, *REPORTS).close()
    return place / "archive"


def test_series_of_an_archive(folder: Path) -> None:
    with Archive.open(folder) as archive:
        found = series_of(archive, "科普讲座").series
        assert [(each.association, [int(point.figure.value) for point in each.points if point.figure]) for each in found] == [
            ("乙市科学技术协会", [40, 50]),
            ("丁市科学技术协会", [30]),
            ("戊县科学技术协会", [99]),
        ]
        assert [each.association for each in series_of(archive, "科普讲").series] == [each.association for each in found]
        with pytest.raises(KexieError, match=r"tells nothing of '院士专家'; what it tells most often is"):
            series_of(archive, "院士专家")


def test_comparisons(folder: Path) -> None:
    with Archive.open(folder) as archive:
        cities = compare(archive, "科普讲座")
        assert (cities.year, cities.unit) == (2020, "场")
        assert [(one.rank, one.association, int(one.figure.value)) for one in cities.standings] == [
            (1, "乙市科学技术协会", 40),
            (2, "丁市科学技术协会", 30),
        ]
        counties = compare(archive, "科普讲座", level="县")
        assert [one.association for one in counties.standings] == ["戊县科学技术协会"]
        divided = compare(archive, "科普讲座", per="科普经费支出")
        assert [(one.association, one.ratio) for one in divided.standings] == [
            ("丁市科学技术协会", Decimal("0.0003000")),
            ("乙市科学技术协会", Decimal("0.0002000")),
        ]
        assert all(len(one.line()["sources"]) == 2 for one in divided.standings)
        with pytest.raises(KexieError, match="no association of level 市 tells '科普讲座' for 1999; the years told are 2020, 2021"):
            compare(archive, "科普讲座", year=1999)
        with pytest.raises(KexieError, match="tells nothing of '常住人口'"):
            compare(archive, "科普讲座", per="常住人口")
