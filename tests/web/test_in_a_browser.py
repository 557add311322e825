"""The pages as a person uses them, in Chromium, with and without JavaScript, on a wide and a narrow screen; and the API under odd input."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import samples
from kexie_nlp.archive import Archive
from web.browsing import served, started, watched

pytestmark = pytest.mark.slow
PAGES = (
    "/",
    "/?q=一等奖",
    "/?q=哪里也没有的词",
    "/?q=(",
    "/reports",
    "/achievements",
    "/metrics",
    "/achievements/pivot?columns=year&row=0&column=0",
    "/series?indicator=学术交流活动",
    "/compare?indicator=学术交流活动",
    "/ladder?contest=青少年科技创新大赛",
    "/plans",
    "/calendar",
    "/checks?holding=true",
    "/help",
)


@pytest.fixture(scope="module")
def address(place: Path) -> Iterator[str]:
    """Serve the archive on a free port."""
    yield from served(place)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start the browser."""
    yield from started()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """Open a page; whatever it complains of fails the test."""
    yield from watched(chromium, address, accept_downloads=True)


def test_a_search_with_a_facet_leads_to_the_place_in_the_report(page: Any) -> None:
    page.goto("/")
    page.fill("#q", "一等奖")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hitlist li")
    page.click(".facets li a:first-child >> text=2022")
    page.wait_for_selector(".chips a")
    assert "2022" in page.text_content(".hitlist .meta")
    page.click(".hitlist h2 a")
    page.wait_for_selector("#here")
    assert page.locator("#here").is_visible()
    box = page.locator("#here").bounding_box()
    assert 0 <= box["y"] < 900


def test_completion_is_chosen_by_keyboard(page: Any) -> None:
    page.goto("/?q=x")
    page.locator("body").click(position={"x": 600, "y": 5})
    page.keyboard.press("/")
    page.keyboard.type("青少年科技")
    page.wait_for_selector(".suggestions li")
    page.keyboard.press("ArrowDown")
    chosen = page.get_attribute("#q", "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    assert "青少年科技" in page.input_value("#q")
    assert page.locator(".suggestions li").first.is_hidden()
    page.keyboard.press("Enter")
    page.wait_for_selector(".hitlist li, .advice")


def test_keyboard_alone_reaches_the_content_first(page: Any) -> None:
    page.goto("/reports")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "first"


def test_entities_are_switched_off_by_type(page: Any) -> None:
    page.goto("/reports")
    page.click("tbody a >> nth=0")
    page.wait_for_selector(".text .DATE")
    colour = "getComputedStyle(document.querySelector('.text .DATE')).backgroundColor"
    assert page.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.click("label[for=show-DATE]")
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.focus("#show-DATE")
    page.keyboard.press("Space")
    assert page.evaluate(colour) != "rgba(0, 0, 0, 0)"


def test_an_export_is_saved(page: Any) -> None:
    page.goto("/?q=一等奖&scope=achievements")
    with page.expect_download() as download:
        page.click(".export a >> text=CSV")
    assert download.value.suggested_filename == "检索结果.csv"
    assert Path(download.value.path()).stat().st_size > 100


def test_a_plot_is_drawn(page: Any) -> None:
    page.goto("/series?indicator=学术交流活动")
    assert page.locator("figure svg").bounding_box()["width"] > 300


def test_all_works_without_javascript(chromium: Any, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "科普")
    page.click(".box button")
    assert page.locator(".hitlist li").count() > 0
    page.click(".facets li a:first-child >> nth=0")
    assert page.locator(".chips a").count() > 0
    page.click(".hitlist h2 a >> nth=0")
    assert page.locator(".text p").count() > 0
    page.click("label[for=show-DATE]")
    assert not page.is_checked("#show-DATE")
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [400, 1200])
def test_nothing_is_wider_than_the_screen(page: Any, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [*PAGES, "report"])
def test_axe_finds_no_serious_fault(page: Any, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.goto("/reports" if path == "report" else path)
    if path == "report":
        page.click("tbody a >> nth=0")
    found = axe.run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")] == []


def test_schemathesis_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    from kexie_nlp.web.app import OPENAPI_URL, create_app
    from kexie_nlp.web.settings import Settings
    from kexie_nlp.web.uploads.receiving import Receiver

    monkeypatch.setattr(Receiver, "_start", lambda *_: None)  # what is sent is taken and not read
    monkeypatch.setattr("kexie_nlp.web.uploads.receiving.unfinished", lambda _: 0)
    with Archive.open(tmp_path / "archive", create=True) as archive:
        archive.add(samples.PATHS[:3], analyze=lambda path: samples.analysis_of(path.name), workers=1)
    app = create_app(Settings(tmp_path / "archive", may_upload=True))
    # a query that cannot be understood is answered with 400, which no schema can foresee; what has the right form is never a 422
    told = {"checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404"]}}}
    schema = schemathesis.openapi.from_asgi(OPENAPI_URL, app, config=schemathesis.Config.from_dict(told))
    for operation in schema.get_all_operations():
        checked = operation.ok()

        @given(case=checked.as_strategy())
        @settings(
            max_examples=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        )
        def holds(case: Any) -> None:
            case.validate_response(case.call())

        holds()


@pytest.fixture(scope="module")
def open_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an archive of one report to which readers may add."""
    folder = tmp_path_factory.mktemp("open") / "archive"
    with Archive.open(folder, create=True) as archive:
        archive.add(samples.PATHS[:1], analyze=lambda path: samples.analysis_of(path.name), workers=1)
    yield from served(folder, may_upload=True)


REPORT = "云溪县科学技术协会2022年工作总结\n全年举办科普讲座{}场，受众3000人次。\n"


@pytest.mark.parametrize("is_scripted", [True, False])
def test_reports_are_uploaded_and_found(chromium: Any, open_address: str, is_scripted: bool) -> None:
    context = chromium.new_context(base_url=open_address, java_script_enabled=is_scripted)
    page = context.new_page()
    page.goto("/")
    page.click("nav >> text=上传")
    number = 31 + is_scripted
    files = [{"name": "总结.txt", "mimeType": "text/plain", "buffer": REPORT.format(number).encode()}]
    page.set_input_files("#files", [*files, {"name": "空.txt", "mimeType": "text/plain", "buffer": b""}])
    page.keyboard.press("Tab")
    page.focus(".send button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已完成", timeout=60_000)
    assert page.locator(".uploads .added").count() == 1
    assert "空的" in page.text_content(".uploads .failed")
    page.click(".uploads .added a")
    assert f"科普讲座{number}场" in page.text_content(".text")
    page.goto(f"/?q=科普讲座{number}场")
    assert page.locator(".hitlist li").count() == 1
    context.close()


def test_too_many_files_are_told_before_they_are_sent(chromium: Any, open_address: str) -> None:
    page = chromium.new_page(base_url=open_address)
    page.goto("/upload")
    page.set_input_files("#files", [{"name": f"{number}.txt", "mimeType": "text/plain", "buffer": b"x"} for number in range(51)])
    assert "选了 51 份，一次最多 50 份" in page.text_content(".problem")
    page.click(".send button")
    assert page.url.endswith("/upload")
    page.close()


def test_a_query_is_saved_and_run(chromium: Any, open_address: str) -> None:
    page = chromium.new_page(base_url=open_address)
    page.goto("/?q=科普")
    page.fill("form.save input[name=name]", "科普活动")
    page.click("form.save button")
    page.click("#saved a >> text=科普活动")
    assert page.input_value("#q") == "科普"
    page.goto("/")
    page.click("[aria-label='不再保存 科普活动']")
    assert page.locator("#saved").count() == 0
    page.close()


@pytest.mark.parametrize("path", ["/", "/?q=科普", "/upload"])
@pytest.mark.parametrize("width", [400, 1200])
def test_pages_for_those_who_may_write_are_sound(chromium: Any, open_address: str, path: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = chromium.new_page(base_url=open_address, viewport={"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found if one["impact"] in ("serious", "critical")] == []
    page.close()
