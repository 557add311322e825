"""Plots: that they are whole, show the numbers, and refuse what nobody could read."""

import re
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kexie_nlp.errors import KexieError
from kexie_nlp.statistics.comparisons import Comparison, Standing
from kexie_nlp.statistics.counting import AWARD_DIMENSIONS
from kexie_nlp.statistics.pivots import laid_out, tabled
from kexie_nlp.statistics.plans import Plan
from kexie_nlp.statistics.plots import plot_comparison, plot_pivot, plot_plans, plot_series, png, save_plot
from kexie_nlp.statistics.plots.canvas import cut, text, width_of
from kexie_nlp.statistics.plots.images import FONT_VARIABLE, chinese_font
from kexie_nlp.statistics.plots.scales import scale_for, shown, with_myriad
from kexie_nlp.statistics.series import _without_clashes
from stats.made import CITY, OTHER_CITY, award, figure

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    """The words that a plot shows."""
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def bars_of(svg: str) -> int:
    """How many bars with a hint a plot has."""
    return sum(node.find(f"{SVG}title") is not None for node in ElementTree.fromstring(svg).iter(f"{SVG}rect"))


def pivot_of(*by: str, years: int = 2) -> str:
    awards = [award(name, 3 + year, year=2019 + year, report_year=2019 + year) for name in ("一等奖", "二等奖") for year in range(years)]
    return plot_pivot(tabled(laid_out(AWARD_DIMENSIONS, by, None, "奖项数"), awards, lambda one: one.count, lambda one: one.source))


@pytest.mark.parametrize("by", [("award", "year"), ("year", "award")])
def test_years_lie_along_the_axis(by: tuple[str, str]) -> None:
    shown_words = words(pivot_of(*by))
    assert {"2019年", "2020年", "一等奖", "二等奖", "3", "4"} <= set(shown_words)
    assert bars_of(pivot_of(*by)) == 4


def test_one_dimension() -> None:
    shown_words = words(pivot_of("award"))
    assert {"奖项数：按奖项", "一等奖", "二等奖", "7"} <= set(shown_words)


def test_too_much_for_one_plot() -> None:
    with pytest.raises(KexieError, match="41 places on the axis and 2 colours; 40 and 8 can be read"):
        pivot_of("year", "award", years=41)


def test_nothing_to_plot() -> None:
    for plot in (plot_series, plot_plans):
        with pytest.raises(KexieError, match="nothing to plot"):
            plot([])


def test_a_line_is_broken_at_a_gap_and_hollow_where_only_a_later_report_tells() -> None:
    figures = [figure(40, 2018), figure(50, 2019), figure(70, 2021, report_year=2022), figure(80, 2022)]
    svg = plot_series(_without_clashes(figures))
    root = ElementTree.fromstring(svg)
    lines = [
        node for node in root.iter(f"{SVG}polyline") if node.get("stroke-width") == "2" and len((node.get("points") or "").split()) == 2
    ]
    assert len(lines) == 3  # that of the legend, 2018 to 2019, 2021 to 2022
    marks = [node for node in root.iter(f"{SVG}circle") if node.find(f"{SVG}title") is not None]
    assert [mark.get("fill") == "#fff" for mark in marks] == [False, False, True, False]
    assert {"科普讲座", "（场）", "2020年", "40", "80"} <= set(words(svg))
    assert any("空心点" in each for each in words(svg))


def test_series_in_two_units_are_refused() -> None:
    with pytest.raises(KexieError, match="in 2 units"):
        plot_series([*_without_clashes([figure(4, 2020)]), *_without_clashes([figure(4, 2020, unit="人次")])])


def test_series_in_units_that_count_the_same_share_an_axis() -> None:
    found = words(plot_series([*_without_clashes([figure(4, 2020)]), *_without_clashes([figure(4, 2020, unit="次")])]))
    assert "（场、次）" in found


def test_comparison() -> None:
    standings = tuple(
        Standing(rank, who.name, who.place, who.level, figure(value, 2020, unit="元", kind="amount", reporter=who), None, None)
        for rank, (who, value) in enumerate(((CITY, 2360000), (OTHER_CITY, 98765)), start=1)
    )
    found = words(plot_comparison(Comparison("科普经费", "元", 2020, None, None, standings, ())))
    assert {"2020年科普经费", "236万元", "9.88万元", "丙市科协"} <= set(found)


def test_plans_against_a_line() -> None:
    plan = Plan(CITY, 2021, "科普讲座", "40场", "42场", Decimal(40), Decimal(42), "场", "goal", False, None, "table", ())
    found = words(plot_plans([plan]))
    assert {"丙市科协2021年目标完成情况", "科普讲座（40场→42场）", "105%", "100%", "达到目标"} <= set(found)


@pytest.mark.parametrize("svg", [pivot_of("award", "year"), plot_series(_without_clashes([figure(40, 2018), figure(50, 2019)]))])
def test_nothing_lies_outside_the_picture(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    for node in root.iter(f"{SVG}text"):
        across, size = float(node.get("x", 0)), int(node.get("font-size", 0))
        wide = width_of(node.text or "", size)
        left = {"start": across, "middle": across - wide / 2, "end": across - wide}[node.get("text-anchor", "")]
        assert left >= -1
        assert left + wide <= width + 1, node.text
        assert 0 < float(node.get("y", 0)) < height


def test_hostile_names_are_escaped() -> None:
    svg = plot_series(_without_clashes([figure(1, 2020, indicator='<script>alert("x")</script>\x00&', reporter=CITY)]))
    assert "<script" not in svg
    assert any("<script>" in each for each in words(svg))


SCALES = [
    ([3, 17], [0, 5, 10, 15, 20], ""),
    ([0.2, 0.9], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], ""),
    ([-8, 25], [-10, 0, 10, 20, 30], ""),
    ([1], [0, 1], ""),
    ([0], [0, 1], ""),
    ([26000, 41000], [0, 10000, 20000, 30000, 40000, 50000], "万"),
    ([230000000], [0, 50000000, 100000000, 150000000, 200000000, 250000000], "亿"),
]


@pytest.mark.parametrize(("values", "ticks", "prefix"), SCALES)
def test_scales(values: list[float], ticks: list[object], prefix: str) -> None:
    scale = scale_for([Decimal(str(value)) for value in values])
    assert scale.ticks == tuple(Decimal(str(tick)) for tick in ticks)
    assert scale.prefix == prefix
    assert all(0 <= scale.share(Decimal(str(value))) <= 1 for value in values)


@pytest.mark.parametrize(
    ("value", "told"),
    [("1234567.891", "1,234,567.89"), ("36", "36"), ("98.40", "98.4"), ("0", "0"), ("0.00012345", "0.000123"), ("0.2613", "0.2613")],
)
def test_numbers(value: str, told: str) -> None:
    assert shown(Decimal(value)) == told


@pytest.mark.parametrize(
    ("value", "told"), [("2360000", "236万元"), ("8500", "8,500元"), ("286000000", "2.86亿元"), ("-15000", "-1.5万元")]
)
def test_numbers_in_myriads(value: str, told: str) -> None:
    assert with_myriad(Decimal(value), "元") == told


def test_long_words_are_cut() -> None:
    assert cut("科普讲座", 60) == "科普讲座"
    assert cut("科普讲座", 40) == "科普…"
    assert "&lt;" in text(0, 0, "<")


def test_svg_file(tmp_path: Path) -> None:
    svg = pivot_of("award", "year")
    save_plot(svg, tmp_path / "plot.svg")
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8") == svg == pivot_of("award", "year")


@pytest.mark.parametrize(("name", "told"), [("plot.pdf", "written as .svg or .png"), ("none/plot.svg", "cannot be written")])
def test_files_that_cannot_be(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(KexieError, match=re.escape(told)):
        save_plot("<svg/>", tmp_path / name)


def test_a_png_is_twice_the_size_of_its_svg(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    font = tmp_path / "none.ttf"
    font.write_bytes(b"")
    svg = pivot_of("award", "year")
    data = png(svg, font)
    height = float(re.findall(r'height="([\d.]+)"', svg)[0])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20], "big") == 1760
    assert int.from_bytes(data[20:24], "big") == pytest.approx(2 * height, abs=2)


def test_a_png_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(KexieError, match=r"pip install 'kexie-nlp\[plot\]'; an SVG needs nothing"):
        png("<svg/>", tmp_path / "font.ttf")


def test_the_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FONT_VARIABLE, raising=False)
    fonts = tmp_path / "fonts"
    (fonts / "deep").mkdir(parents=True)
    with pytest.raises(KexieError, match=r"none was found; install one such as Noto Sans CJK .* or write an \.svg"):
        chinese_font((fonts,))
    for name in ("DejaVuSans.ttf", "wqy-zenhei.ttc", "deep/NotoSansCJK-Regular.ttc"):
        (fonts / name).write_bytes(b"")
    assert chinese_font((fonts,)).name == "NotoSansCJK-Regular.ttc"
    monkeypatch.setenv(FONT_VARIABLE, str(fonts / "wqy-zenhei.ttc"))
    assert chinese_font((fonts,)).name == "wqy-zenhei.ttc"
    monkeypatch.setenv(FONT_VARIABLE, str(fonts / "none.ttf"))
    with pytest.raises(KexieError, match="no such font file, though KEXIE_NLP_FONT names it"):
        chinese_font((fonts,))
