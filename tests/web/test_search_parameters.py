"""What an address of the search asks for: the page reads it without FastAPI, the API with it, and both must see the same."""

from typing import Any

import pytest
from starlette.datastructures import QueryParams

from kexie_nlp.web.parameters import SearchParameters, search_parameters


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("", {}),
        ("q=", {}),
        ("q=a&q=b", {"q": "b"}),
        ("q=%20a%26b+c", {"q": " a&b c"}),
        ("scope=reports&sort=year&page=3&size=5", {"scope": "reports", "sort": "year", "page": 3, "size": 5}),
        ("only=a%3D1&only=&only=b%3D2", {"only": ["a=1", "b=2"]}),
        ("only=&without=", {}),
        ("without=a%3D1", {"without": ["a=1"]}),
        ("exact=true&explain=1", {"exact": True, "explain": True}),
        ("exact=false&like=%20", {}),
        ("like=0123456789abcdef:7", {"like": "0123456789abcdef:7"}),
        ("nothing=of&the=kind", {}),
    ],
)
def test_an_address_is_read(address: str, asked: dict[str, Any]) -> None:
    assert search_parameters(QueryParams(address)) == SearchParameters(**asked)


@pytest.mark.parametrize(
    "address",
    [
        "page=a", "page=0", "page=1&page=0", "page=0&page=1", "page=1.5", "page=", "size=101", "scope=x", "scope=", "sort=x",
        "exact=perhaps", "exact=", "page=10001", "page=a&size=b", "q=" + "a" * 1001, "&".join(["only=a"] * 41), "only=年份=2021&only=",
    ],
)  # fmt: skip
def test_page_and_api_agree_on_what_is_wrong(browser: Any, address: str) -> None:
    page, told = browser.ask(f"/?{address}"), browser.ask(f"/api/search?{address}")
    assert page.status_code == told.status_code
    if told.status_code != 200:
        detail = told.json()["error"]["detail"]
        assert detail.replace("'", "&#39;") in page.text
