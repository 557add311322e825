"""What the pages show, read from their HTML."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.search.guide import TOPICS
from kexie_nlp.web.settings import settings_for
from kexie_nlp.web.views.guide import help_topics

PAGES = (
    "/",
    "/?q=一等奖",
    "/?scope=achievements",
    "/?q=学术&scope=metrics&sort=count",
    "/?scope=reports",
    "/?q=哪里也没有的词",
    "/help",
    "/reports",
    "/achievements?sort=award&down=true",
    "/metrics?sort=value",
    "/achievements/pivot?columns=year&row=0&column=0",
    "/metrics/pivot?columns=year&show=value&indicator=学术",
    "/series?indicator=学术交流活动",
    "/compare?indicator=学术交流活动",
    "/ladder?contest=青少年科技创新大赛",
    "/plans",
    "/calendar",
    "/checks?holding=true",
)


@pytest.fixture(scope="module")
def got(browser: Any) -> Callable[[str], Any]:
    """Return a function that asks for each page once, however many tests look at it."""
    return cache(browser.ask)


def tree_of(answer: Any) -> HTMLParser:
    assert answer.status_code == 200, answer.text
    return HTMLParser(answer.text)


def texts(tree: HTMLParser, selector: str) -> list[str]:
    return [node.text(strip=True) for node in tree.css(selector)]


def attribute(tree: HTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    assert node is not None, selector
    return node.attributes[name] or ""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_title_a_heading_and_tells_where_it_is(got: Callable[[str], Any], path: str) -> None:
    tree = tree_of(got(path))
    assert attribute(tree, "html", "lang") == "zh-Hans"
    assert len(tree.css("h1")) == 1
    assert "科协报告库" in texts(tree, "title")[0]
    assert len(tree.css("nav [aria-current=page]")) >= 1


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_pages_leads_somewhere(got: Callable[[str], Any], path: str) -> None:
    tree = tree_of(got(path))
    links = dict.fromkeys(
        node.attributes["href"] or "" for node in tree.css("a[href], link[href], script[src]") if "href" in node.attributes
    )
    for link in list(links)[9:60:10]:
        if link.startswith("/") and not link.startswith("/export"):
            assert got(link).status_code == 200, link


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_or_style_within(got: Callable[[str], Any], path: str) -> None:
    tree = tree_of(got(path))
    assert [node.html for node in tree.css("script") if node.text() or not (node.attributes["src"] or "").startswith("/static/")] == []
    assert tree.css("style") == []
    assert [node.html for node in tree.css("*") for name in node.attributes if name == "style" or name.startswith("on")] == []


@pytest.mark.parametrize("path", ["/", "/?q=一等奖"])
def test_a_first_page_is_small(browser: Any, path: str) -> None:
    page = browser.ask(path)
    parts = [browser.ask(link) for link in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)]
    assert len(parts) == 3
    assert sum(len(part.content) for part in (page, *parts)) <= 60_000


def test_a_search_shows_its_hits_marked_and_leads_to_their_place(browser: Any) -> None:
    tree = tree_of(browser.ask("/?q=一等奖"))
    assert set(texts(tree, ".snippet mark")) == {"一等奖"}
    assert attribute(tree, "#q", "value") == "一等奖"
    link = attribute(tree, ".hitlist h2 a", "href")
    report = tree_of(browser.ask(link.partition("#")[0]))
    assert len(report.css("#here")) == 1
    assert "一等奖" in "".join(texts(report, "#here mark"))


def test_a_facet_includes_and_another_excludes(browser: Any) -> None:
    whole = browser.ask("/api/search?q=一等奖").json()
    chosen = browser.ask("/api/search?q=一等奖&only=年份=2022").json()
    other = browser.ask("/api/search?q=一等奖&without=年份=2022").json()
    assert {hit["year"] for hit in chosen["hits"]} == {2022}
    assert 2022 not in {hit["year"] for hit in other["hits"]}
    assert chosen["total"] + other["total"] == whole["total"] > chosen["total"] > 0
    tree = tree_of(browser.ask("/?q=一等奖&only=年份=2022"))
    assert texts(tree, ".chips a")[0].startswith("年份：2022")
    assert texts(tree, ".facets li.only a") == ["2022"]


@pytest.mark.parametrize(
    "choices",
    ["only=奖项=一等奖", "only=奖项=一等奖&only=奖项=二等奖", "only=地区=云泽省&without=类型=新闻", "only=实体=AWARD&without=年份=2021"],
)
def test_what_is_included_and_excluded_can_be_written_as_a_query(browser: Any, choices: str) -> None:
    chosen = browser.ask(f"/api/search?q=科技 | 科普&{choices}").json()
    written = browser.ask(f"/api/search?q={quote(chosen['equivalent'])}").json()
    assert chosen["total"] == written["total"] > 0


@pytest.mark.parametrize(
    ("query", "position", "told"),
    [("(机器人", 0, "没有对应的后括号"), ("年份:去年", 3, "不是数字"), ("无此字段:一", 0, "没有"), ('"半句', 0, "没有对应的后引号")],
)
def test_a_wrong_query_is_answered_with_the_place_and_a_way_out(browser: Any, query: str, position: int, told: str) -> None:
    answer = browser.ask(f"/?q={quote(query)}")
    assert answer.status_code == 400
    tree = HTMLParser(answer.text)
    assert told in texts(tree, ".fault p")[0]
    assert attribute(tree, ".fault input", "value") == query
    assert texts(tree, ".where mark") == [query[position]]


def test_no_hits_are_answered_with_what_would_find_something(browser: Any) -> None:
    tree = tree_of(browser.ask("/?q=科技创薪大赛"))
    link = attribute(tree, ".advice a", "href")
    assert tree_of(browser.ask(link)).css(".hitlist li")


def test_pages_follow_each_other_and_hold_every_hit_once(browser: Any) -> None:
    first = browser.ask("/api/search?q=科普&size=5").json()
    second = browser.ask("/api/search?q=科普&size=5&page=2").json()
    both = browser.ask("/api/search?q=科普&size=10").json()
    assert [*first["hits"], *second["hits"]] == both["hits"]
    assert "page=2" in attribute(tree_of(browser.ask("/?q=科普&size=5")), ".pager a[rel=next]", "href")


def test_the_help_explains_every_example_of_the_guide() -> None:
    shown = {example.query for topic in help_topics() for example in topic.examples}
    assert {example.query for topic in TOPICS for example in topic.examples} == shown


@pytest.mark.parametrize("query", sorted({example.query for topic in help_topics() for example in topic.examples}))
def test_every_example_of_the_help_runs(browser: Any, query: str) -> None:
    assert browser.ask(f"/api/search?size=1&q={quote(query)}").status_code == 200


def test_a_report_shows_all_of_its_text_its_records_and_findings(browser: Any, place: Any) -> None:
    with Archive.open(place) as archive:
        report = next(row.id for row in archive.reports() if row.association == "青屏县科学技术协会" and row.year == 2021)
        analysis = archive.show(report)
    tree = tree_of(browser.ask(f"/report/{report}"))
    shown = "".join(
        "".join(node.text().split())
        for node in tree.css(".text p, .text h2, .text h3, .text h4, .text h5, .text h6, .text td, .text th, .text aside")
    )
    for sentence in analysis.report.sentences:
        for line in re.split(r"[\n\t]", analysis.report.text[sentence.start : sentence.end]):
            assert "".join(line.split()) in shown
    answer = browser.ask(f"/api/reports/{report}").json()
    wrong = [finding for finding in answer["findings"] if not finding["holds"]]
    assert len(tree.css(".finding")) == len(wrong) > 0
    assert wrong[0]["explanation"] in "".join(texts(tree, ".finding"))
    assert len(tree.css(".outline li")) == len(analysis.report.sections)
    assert len(tree.css(".text .AWARD")) >= sum(entity.type == "AWARD" for entity in analysis.entities)


@pytest.mark.parametrize(("sort", "column"), [("year", 0), ("association", 1), ("count", 5)])
def test_a_table_is_sorted_by_a_column(browser: Any, sort: str, column: int) -> None:
    def cells(down: str) -> list[Any]:
        rows = browser.ask(f"/api/achievements?sort={sort}&down={down}&size=200").json()["rows"]
        pick = {
            "year": lambda row: row["report_year"],
            "association": lambda row: row["association"],
            "count": lambda row: row["record"]["count"],
        }
        return [value for value in map(pick[sort], rows) if value is not None]

    assert cells("false") == sorted(cells("false"))
    assert cells("true") == sorted(cells("true"), reverse=True)
    tree = tree_of(browser.ask(f"/achievements?sort={sort}"))
    assert tree.css("thead th")[column].attributes["aria-sort"] == "ascending"


def test_every_number_of_a_pivot_leads_to_its_sentences(browser: Any) -> None:
    tree = tree_of(browser.ask("/achievements/pivot?columns=year"))
    assert len(tree.css("svg")) == 1
    for node in tree.css(".pivot td a")[::4]:
        target = tree_of(browser.ask((node.attributes["href"] or "").partition("#")[0]))
        assert target.css("#here, .sources q")


@pytest.mark.parametrize("path", ["/series?indicator=学术交流活动", "/compare?indicator=学术交流活动"])
def test_a_plot_stands_above_its_numbers(browser: Any, path: str) -> None:
    tree = tree_of(browser.ask(path))
    assert attribute(tree, "figure svg", "role") == "img"
    assert tree.css("table .number a")


def test_a_hit_says_why_it_was_found_and_leads_to_others_like_it(browser: Any) -> None:
    tree = tree_of(browser.ask("/?q=青创赛&explain=true"))
    assert "别名" in texts(tree, ".reasons li")[0]
    alike = browser.ask(attribute(tree, ".hitlist .more a", "href").replace("/?", "/api/search?")).json()
    assert alike["hits"]
    assert alike["like"] not in [[hit["report"], hit["start"]] for hit in alike["hits"]]
    assert {reason["label"] for reason in alike["hits"][0]["reasons"]} == {"相似"}


def test_others_like_what_is_not_there_are_not_found(browser: Any) -> None:
    assert browser.ask("/api/search?like=ffffffffffffffff:1").status_code == 404


def test_a_ladder_adds_up_and_every_number_has_its_source(browser: Any) -> None:
    page = browser.ask("/api/ladder?contest=青少年科技创新大赛").json()
    assert [rung["total"] for rung in page["rungs"]] == [sum(count or 0 for count in rung["counts"]) for rung in page["rungs"]]
    for rung in page["rungs"]:
        told = {name for name, count in zip(page["awards"], rung["counts"], strict=True) if count is not None}
        assert told == {source["note"] for source in rung["sources"]}


def test_goals_that_were_not_reached_can_be_had_alone(browser: Any) -> None:
    assert browser.ask("/api/plans").json()["total"] > browser.ask("/api/plans?unmet=true").json()["total"]
    assert {plan["is_met"] for plan in browser.ask("/api/plans?unmet=true").json()["plans"]} <= {False}


def test_the_calendar_has_a_place_for_every_year(browser: Any) -> None:
    page = browser.ask("/api/calendar").json()
    assert page["activities"]
    assert {len(row["occasions"]) for row in page["activities"]} == {len(page["years"])}
    assert {occasion["year"] for row in page["activities"] for occasion in row["occasions"] if occasion} == set(page["years"])


def test_checks_show_the_arithmetic_and_the_places(browser: Any) -> None:
    tree = tree_of(browser.ask("/checks"))
    assert texts(tree, ".findings .arithmetic")
    assert len(tree.css(".findings .where a")) >= 2 * len(tree.css(".findings > li"))
    kinds = {one["finding"]["kind"] for one in browser.ask("/api/checks?finding=sum").json()["findings"]}
    assert kinds <= {"sum"}


@pytest.mark.parametrize("name", ["csv", "jsonl", "xlsx"])
def test_an_export_holds_what_the_search_finds(browser: Any, name: str) -> None:
    total = browser.ask("/api/search?q=一等奖&scope=achievements&only=年份=2022").json()["total"]
    answer = browser.ask(f"/export/search.{name}?q=一等奖&scope=achievements&only=年份=2022")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    if name == "jsonl":
        assert [json.loads(line)["year"] for line in answer.text.splitlines()] == [2022] * total
    elif name == "csv":
        assert answer.text.count("\n") >= total + 1
    else:
        assert answer.content[:2] == b"PK"


def test_html_and_json_tell_the_same(browser: Any) -> None:
    answer = browser.ask("/api/achievements?award=一等奖").json()
    tree = tree_of(browser.ask("/achievements?award=一等奖"))
    assert len(tree.css("tbody tr")) == len(answer["rows"]) > 0
    assert [row["record"]["award"] for row in answer["rows"]] == [texts_of(row, 4) for row in tree.css("tbody tr")]


def texts_of(row: Any, column: int) -> str:
    return str(row.css("td")[column].text(strip=True))


def test_readers_at_once_get_the_same_as_one(serve: Callable[..., Any]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    browser = serve(threads=3)
    paths = ["/api/search?q=一等奖", "/api/search?q=科普&scope=reports", "/api/metrics?size=5", "/api/suggest?q=科技"] * 4
    alone = [browser.ask(path).content for path in paths]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda path: browser.ask(path).content, paths)) == alone


@pytest.mark.parametrize("query", ["青创赛", '"一等奖" | 青创赛'])
def test_a_search_for_the_words_alone_is_exported_as_it_is_shown(browser: Any, query: str) -> None:
    total = browser.ask(f"/api/search?q={quote(query)}&exact=true").json()["total"]
    assert total < browser.ask(f"/api/search?q={quote(query)}").json()["total"]
    assert browser.ask(f"/export/search.jsonl?q={quote(query)}&exact=true").text.count("\n") == total


def test_what_is_kept_is_given_until_the_archive_changes(tmp_path: Any, browse: Callable[..., Any]) -> None:
    first, second = samples.PATHS[:2]
    with Archive.open(tmp_path, create=True) as archive:
        archive.add([first], analyze=lambda path: samples.analysis_of(path.name), workers=1)
    app = browse(settings_for(tmp_path))
    once = app.ask("/?q=科普").content
    assert app.ask("/?q=科普").content == once
    assert "库中有 1 份报告" in app.ask("/").text
    checks = app.ask("/api/checks?holding=true").json()
    with Archive.open(tmp_path) as archive:
        archive.add([second], analyze=lambda path: samples.analysis_of(path.name), workers=1)
    assert app.ask("/?q=科普").content != once
    assert "库中有 2 份报告" in app.ask("/").text
    assert app.ask("/api/search?q=科普").json()["facets"] != app.ask("/api/search?q=科普&only=年份=1999").json()["facets"]
    assert app.ask("/api/checks?holding=true").json()["reports"] == checks["reports"] + 1


def test_pages_of_hits_have_the_counts_of_the_first(browser: Any) -> None:
    first, second = (browser.ask(f"/api/search?q=活动&size=3&page={page}").json() for page in (1, 2))
    assert first["facets"] == second["facets"] != []
    assert first["total"] == second["total"]


def test_a_query_is_saved_run_and_forgotten_where_readers_may_write(tmp_path: Any, browse: Callable[..., Any]) -> None:
    with Archive.open(tmp_path, create=True) as archive:
        archive.add(samples.PATHS[:1], analyze=lambda path: samples.analysis_of(path.name), workers=1)
    app = browse(replace(settings_for(tmp_path), may_upload=True))
    form = {"content-type": "application/x-www-form-urlencoded"}

    def send(path: str, body: str) -> Any:
        return app.ask(path, "POST", form, body.encode())

    assert tree_of(app.ask("/?q=科普")).css("form.save input[name=name]")
    assert send("/saved", f"name=<b>名&q={quote('科普 年份:2021')}").status_code == 303
    tree = tree_of(app.ask("/"))
    assert texts(tree, "#saved a") == ["<b>名"]
    assert tree_of(app.ask(attribute(tree, "#saved a", "href"))).css("#q")
    assert app.ask("/api/saved").json() == [{"query": "科普 年份:2021", "meaning": "<b>名"}]
    for body, told in (("name=&q=a", "不能作名称"), ("name=a&q=(", "后括号"), ("name=a&q=", "空的")):
        answer = send("/saved", body)
        assert answer.status_code == 400
        assert told in answer.text
    assert app.ask("/saved", "POST", form | {"origin": "http://evil.example"}, b"name=x&q=y").status_code == 403
    assert send("/saved/forget", "name=<b>名").status_code == 303
    assert tree_of(app.ask("/")).css("#saved") == []


def test_nothing_is_saved_where_readers_may_only_read(browser: Any) -> None:
    assert browser.ask("/saved", "POST", content=b"name=a&q=b").status_code in {404, 405}
    assert browser.ask("/api/saved", "POST", content=b"{}").status_code == 405
    assert tree_of(browser.ask("/?q=科普")).css("form.save") == []
