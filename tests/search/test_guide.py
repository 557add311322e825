"""The guide to the query language: one source for the help and the page."""

import pytest

from kexie_nlp.search.guide import TOPICS, Topic, guide, markdown
from kexie_nlp.search.query import parse_query
from pages import ROOT

PAGE = (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])
def test_the_page_has_the_guides_tables(topic: Topic) -> None:
    assert markdown(topic) in PAGE


@pytest.mark.parametrize("topic", TOPICS, ids=[topic.name for topic in TOPICS])
def test_a_topic_is_shown_with_all_its_queries(topic: Topic) -> None:
    shown = guide(topic.name)
    assert shown is not None
    for example in topic.examples:
        parse_query(example.query)
        assert example.query in shown and example.query in (guide() or "")
    assert max(map(len, shown.splitlines())) <= 140


def test_there_is_no_other_topic() -> None:
    assert guide("火箭") is None
