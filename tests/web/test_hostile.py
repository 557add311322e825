"""Whatever stands in a report or a query is shown as text."""

from typing import Any
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser


def test_hostile_text_is_shown_as_text(browser: Any, hostile: str) -> None:
    for path in (f"/report/{hostile}", "/?q=onerror", "/achievements?first=2019&last=2019", "/metrics?first=2019&last=2019", "/reports"):
        tree = HTMLParser(browser.ask(path).text)
        assert [node.attributes.get("src") for node in tree.css("script")] == [tree.css("script")[0].attributes["src"]]
        assert tree.css("img, i") == []
        assert not [node for node in tree.css("*") if any(name.startswith("on") for name in node.attributes)]
    text = HTMLParser(browser.ask(f"/report/{hostile}").text).body
    assert text is not None
    assert "<script>alert(1)</script>" in text.text()
    assert "{{ 7*7 }}" in text.text()
    assert "\u202e" not in text.text()


@pytest.mark.parametrize("query", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "%00", "\u202e文"])
def test_a_hostile_query_stays_text(browser: Any, query: str) -> None:
    answer = browser.ask(f"/?q={quote(query)}")
    assert answer.status_code in {200, 400}
    tree = HTMLParser(answer.text)
    assert len(tree.css("script")) == 1
    assert tree.css("img") == []
