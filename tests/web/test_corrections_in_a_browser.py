"""Corrections as a person makes them, in Chromium: by mouse, by keyboard alone, and without JavaScript."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kexie_nlp.archive import Archive
from web.browsing import served, started, watched

pytestmark = pytest.mark.slow


@pytest.fixture
def own(place: Path, tmp_path: Path) -> Path:
    """A copy of the archive, which a test may change."""
    return Path(shutil.copytree(place, tmp_path / "archive"))


@pytest.fixture
def address(own: Path) -> Iterator[str]:
    """Serve it, corrections allowed, on a free port."""
    yield from served(own, may_correct=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser."""
    yield from started()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request: pytest.FixtureRequest, chromium: Any, address: str) -> Iterator[Any]:
    """Open a page; whatever it complains of fails the test."""
    yield from watched(chromium, address, java_script_enabled=request.param)


def tagged(own: Path, report: str) -> set[tuple[str, str]]:
    with Archive.open(own) as archive:
        return {(one.text, one.type) for one in archive.show(report).entities}


def test_a_person_corrects_and_undoes(page: Any, own: Path, hostile: str) -> None:
    page.goto(f"/report/{hostile}")
    page.click("a[href$='?edit=true']")
    page.click(".text a.AWARD >> text=一等奖")
    page.check("input[value=none]")
    page.fill("form.correcting >> nth=0 >> input[name=who]", "资料室")
    page.click("text=保存更正")
    assert "“一等奖”不是奖项，不再标注" in page.text_content("main")
    assert ("一等奖", "AWARD") not in tagged(own, hostile)
    page.click("text=回到报告此处，继续更正")
    assert page.wait_for_selector("#here")
    assert page.locator(".text a.AWARD >> text=一等奖").count() == 0
    page.click("text=本报告的更正")
    page.click("button:has-text('撤销')")
    assert "已撤销" in page.text_content("main")
    assert ("一等奖", "AWARD") in tagged(own, hostile)


def test_what_was_missed_is_marked_by_keyboard_alone(page: Any, own: Path, hostile: str) -> None:
    page.goto(f"/report/{hostile}?edit=true")
    page.focus(".block:has-text('受众') >> a.add")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=补标一处")
    page.focus("input[name=text]")
    page.keyboard.type("受众")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=保存更正")
    page.focus("input[value=ACTIVITY]")
    page.keyboard.press("Space")
    page.focus("input[name=who]")
    page.keyboard.type("甲")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已保存")
    assert ("受众", "ACTIVITY") in tagged(own, hostile)
    assert page.evaluate("document.activeElement.textContent") == "回到报告此处，继续更正"
    page.keyboard.press("Enter")
    page.wait_for_selector(".editing")


def test_bounds_are_moved_and_a_selection_is_marked(chromium: Any, address: str, own: Path, hostile: str) -> None:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    page.goto(f"/report/{hostile}?edit=true")
    page.click(".text a.AWARD >> text=一等奖")
    page.click("text=起点 ←")
    assert page.input_value("input[name=text]") == "获一等奖"
    assert page.text_content("#around mark") == "获一等奖"
    page.click("text=终点 ←")
    page.fill("form.correcting >> nth=0 >> input[name=who]", "甲")
    page.click("text=保存更正")
    page.wait_for_selector("text=已保存")
    assert ("获一等", "AWARD") in tagged(own, hostile)
    page.goto(f"/report/{hostile}?edit=true")
    found = """() => {
      const walker = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf('受众');
        if (at >= 0) { getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 2); return true; }
      }
      return false;
    }"""
    assert page.evaluate(found)
    page.click(".marking")
    page.wait_for_selector("h1 >> text=补标“受众”")
    context.close()


@pytest.mark.parametrize("width", [400, 1200])
def test_axe_finds_no_serious_fault_and_nothing_is_too_wide(chromium: Any, address: str, hostile: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"/report/{hostile}?edit=true")
    place = page.get_attribute(".text a.AWARD", "href")
    add = page.get_attribute("a.add", "href")
    page.goto(f"/report/{hostile}/facts")
    page.fill("input[name=year]", "2018")
    page.fill("input[name=who]", "甲")
    page.click("text=保存更正")
    for path in (
        f"/report/{hostile}?edit=true",
        place,
        f"{add}&text=科",
        f"/report/{hostile}/facts",
        "/corrections",
        "/corrections?number=1",
    ):
        page.goto(path)
        found = axe.run(page).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
