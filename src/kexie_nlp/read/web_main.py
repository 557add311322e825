"""Which part of a web page is its text: blocks are weighed by their sentences and their links.

The walk is iterative, since a hostile page may nest deeper than Python recurses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


def names(listed: str) -> frozenset[str]:
    """Return the names that stand in ``listed``, parted by blanks."""
    return frozenset(listed.split())


UNSEEN: Final = names(
    "script style noscript template iframe object embed svg canvas select option button input textarea audio video map head title link meta"
)
_INLINE: Final = names("a span font b strong i em u s sub sup small big label abbr cite code q mark ins time del kbd tt bdo br img wbr")
_CONTAINERS: Final = names("body div section article main form center table tbody tr td blockquote")
_LISTS: Final = names("div section ul ol dl table p form")
_BOILERPLATE: Final = names("nav footer aside header menu")
_ROLES: Final = names("navigation banner contentinfo complementary search menu menubar")
_TOKEN: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TOKENS: Final = names(
    "nav navbar navi navigation menu submenu breadcrumb breadcrumbs crumb crumbs footer foot bottom sidebar aside share related "
    "recommend copyright pagination pager pages toolbar banner login search comment comments qrcode hidden topbar header weizhi "
    "daohang dibu tuijian"
)
_KNOWN_MAIN: Final = (
    "article, main, [role=main], [itemprop=articleBody], #zoom, #UCAP-CONTENT, #article, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, "
    ".article-content, .article_content, .articleContent, .pages_content, .news_content"
)
_SENTENCE: Final = re.compile("[，。；]")
_SHORTEST_PROSE = 20
_SHORTEST_TABLE = 40
_MAIN_SHARE = 0.6
_CHROME_SHARE = 0.3
_FRAME_SHARE = 0.5
_LINK_SHARE = 0.5


@dataclass(slots=True)
class Weight:
    """What a block holds: characters, characters and number of links, characters in sentences, whether a top heading."""

    text: int = 0
    linked: int = 0
    links: int = 0
    prose: int = 0
    titled: bool = False
    run: list[str] = field(default_factory=list)

    def flush(self) -> None:
        """Weigh the text collected since the last block boundary."""
        words = "".join(self.run)
        if len(words) >= _SHORTEST_PROSE and _SENTENCE.search(words):
            self.prose += len(words)
        self.run.clear()


def main_content(body: "LexborNode") -> tuple["LexborNode", set[int]]:
    """Return the element that holds the text of a page, and the ids of the elements in it that do not belong to it."""
    weights = _weigh(body)
    total = weights[body.mem_id].prose
    dropped = {node.mem_id for opening, node in walk(body) if opening and _is_chrome(node, weights, total)}
    for node in body.css(_KNOWN_MAIN):
        if node.mem_id in weights and node.mem_id not in dropped and weights[node.mem_id].prose > _MAIN_SHARE * total:
            return _narrowed(node, weights, dropped), dropped
    return _narrowed(body, weights, dropped), dropped


def walk(root: "LexborNode", dropped: frozenset[int] | set[int] = frozenset()) -> Iterator[tuple[bool, "LexborNode"]]:
    """Yield (True, node) on the way into each node and (False, node) out of it, passing over what nobody sees."""
    node: LexborNode | None = root
    while node is not None:
        seen = node.tag not in UNSEEN and (not dropped or node.mem_id not in dropped) and not _is_hidden(node)
        if seen:
            yield True, node
            if node.first_child is not None:
                node = node.first_child
                continue
            yield False, node
        while node is not None and node.mem_id != root.mem_id and node.next is None:
            node = node.parent
            if node is not None:
                yield False, node
        node = None if node is None or node.mem_id == root.mem_id else node.next


def is_block(tag: str | None) -> bool:
    """Whether an element of this name stands on lines of its own."""
    return tag is not None and tag[0] != "-" and tag not in _INLINE


def _weigh(body: "LexborNode") -> dict[int, Weight]:
    """Return the weight of every block by its id."""
    weights: dict[int, Weight] = {}
    stack: list[Weight] = []
    in_link = 0
    for opening, node in walk(body):
        tag = node.tag or ""
        if tag == "-text" and opening:
            words = "".join(node.text().split())
            stack[-1].text += len(words)
            if in_link:
                stack[-1].linked += len(words)
            else:
                stack[-1].run.append(words)
        elif tag == "a":
            in_link += 1 if opening else -1
            stack[-1].links += opening
        elif opening and is_block(tag):
            if stack:
                stack[-1].flush()
            stack.append(Weight(titled=tag == "h1"))
            weights[node.mem_id] = stack[-1]
        elif is_block(tag):
            weight = stack.pop()
            weight.flush()
            if tag == "table" and not weight.prose and weight.text - weight.linked >= _SHORTEST_TABLE:
                weight.prose = weight.text - weight.linked
            if stack:
                _add(weight, stack[-1])
    return weights


def _add(weight: Weight, parent: Weight) -> None:
    """Count a block to the one around it."""
    parent.text += weight.text
    parent.linked += weight.linked
    parent.links += weight.links
    parent.prose += weight.prose
    parent.titled |= weight.titled


def _is_chrome(node: "LexborNode", weights: dict[int, Weight], total: int) -> bool:
    """Whether a block is navigation, a list of links, or another part of the page's frame."""
    weight = weights.get(node.mem_id)
    if weight is None or node.tag == "body":
        return False
    if node.tag in _LISTS and weight.links >= 2 and not weight.prose and weight.linked > _LINK_SHARE * weight.text:
        return not node.text().strip().startswith("附件")
    if weight.titled or weight.prose > (_FRAME_SHARE if node.tag in _BOILERPLATE else _CHROME_SHARE) * total:
        return False
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    named = not _TOKENS.isdisjoint(token.lower() for token in _TOKEN.findall(names))
    return named or node.tag in _BOILERPLATE or attributes.get("role") in _ROLES


def _is_hidden(node: "LexborNode") -> bool:
    """Whether an element is not displayed."""
    if node.tag is None or node.tag[0] == "-":
        return node.tag != "-text" and node.tag != "-document"
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


def _narrowed(node: "LexborNode", weights: dict[int, Weight], dropped: set[int]) -> "LexborNode":
    """Go down from ``node`` as long as a single container below it holds all sentences."""
    while True:
        own = weights[node.mem_id].prose
        children = []
        child = node.first_child
        while child is not None:
            weight = weights.get(child.mem_id)
            if weight is not None and weight.prose:
                own -= weight.prose
                if child.mem_id not in dropped:
                    children.append(child)
            child = child.next
        if own or len(children) != 1 or children[0].tag not in _CONTAINERS:
            return node
        only = children[0]
        if only.tag == "table" and only.css_first("table table, h1, h2, h3, td p, td div") is None:
            return node
        node = only
