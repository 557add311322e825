"""The lists on a page of hits, which are written without a template."""

from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from kexie_nlp.web.contexts import FacetInfo, FacetValue, HitInfo, ReasonInfo, SearchPage
from kexie_nlp.web.listing import choice_list, hit_list, marked, navigation
from kexie_nlp.web.parameters import SearchParameters
from kexie_nlp.web.settings import settings_for

EVIL = '<i title="\'x&">'
ACHIEVEMENT = {"record": "achievement", "award": EVIL, "count": 2, "unit": EVIL, "event": EVIL, "recipient": EVIL}
METRIC = {"record": "metric", "indicator": EVIL, "text": EVIL, "period": EVIL}
HIT = HitInfo(
    EVIL, EVIL, EVIL, EVIL, EVIL, 2020, EVIL, EVIL, 0, 9, (), EVIL, ((0, 2),), 1.0, 1, None, (ReasonInfo(EVIL, EVIL, (EVIL, EVIL), EVIL),),
)  # fmt: skip
PAGE = SearchPage(True, EVIL, EVIL, "passages", "relevance", 1, 1, 20, 1, (HIT,), (), None, None)


def text_of(tree: HTMLParser, selector: str) -> str:
    return str(tree.css(selector)[0].text())


@pytest.mark.parametrize("scope", ["passages", "reports", "achievements", "metrics"])
@pytest.mark.parametrize("record", [None, ACHIEVEMENT, METRIC])
def test_whatever_a_hit_holds_is_text(scope: str, record: dict[str, object] | None) -> None:
    tree = HTMLParser(hit_list(replace(PAGE, scope=scope, hits=(replace(HIT, record=record),))))
    assert tree.css("i") == []
    assert {name for node in tree.css("*") for name in node.attributes} <= {"href", "class"}
    assert EVIL in text_of(tree, "h2 a")
    assert text_of(tree, ".snippet") == EVIL


@pytest.mark.parametrize("chosen", ["", "only", "without"])
def test_whatever_a_choice_holds_is_text(chosen: str) -> None:
    facet = FacetInfo("award", "奖项", (FacetValue(f"奖项={EVIL}", EVIL, 1, 0, chosen),), 0)
    tree = HTMLParser(choice_list(facet, SearchParameters.model_validate({"q": EVIL, "only": [f"奖项={EVIL}"]}), "/?q=x"))
    assert tree.css("i") == []
    assert text_of(tree, "li a") == EVIL
    assert all((node.attributes["href"] or "").startswith("/?q=") for node in tree.css("a"))


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("科普活动", (), "科普活动"),
        ("科普活动", ((0, 2),), "<mark>科普</mark>活动"),
        ("科普活动", ((0, 2), (2, 4)), "<mark>科普</mark><mark>活动</mark>"),
        ("a<b>&", ((1, 4),), "a<mark>&lt;b&gt;</mark>&amp;"),
        ("反\u202e向", ((0, 1),), "<mark>反</mark>�向"),
    ],
)
def test_marks_stand_around_what_is_marked(text: str, marks: tuple[tuple[int, int], ...], shown: str) -> None:
    assert marked(text, marks) == shown


@pytest.mark.parametrize(("may_upload", "may_correct"), [(False, False), (True, False), (False, True), (True, True)])
def test_only_what_readers_may_do_is_offered(may_upload: bool, may_correct: bool) -> None:
    served = replace(settings_for(Path("x")), may_upload=may_upload, may_correct=may_correct)
    tree = HTMLParser(navigation("/checks", served))
    links = [node.attributes["href"] for node in tree.css("a")]
    assert ("/upload" in links, "/corrections" in links) == (may_upload, may_correct)
    assert [node.attributes["href"] for node in tree.css("[aria-current=page]")] == ["/checks"]
