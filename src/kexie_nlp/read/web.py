"""Web pages: the main text without navigation, its headings, lists and tables."""

import re
from dataclasses import dataclass

from kexie_nlp.errors import UnsafeReport
from kexie_nlp.read.encoding import decode, strict
from kexie_nlp.read.extracted import Extracted, TextWriter
from kexie_nlp.read.web_main import main_content, names
from kexie_nlp.read.web_render import Piece, render

_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})|^<\?xml[^>]{0,100}encoding=["']([\w-]{2,20})""")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs"}
_CHARSET_WINDOW = 4096
_PUBLISHED = re.compile(
    r"(?:发布|发稿|公开|更新|成文|发文)?(?:时间|日期)[:：\s]*((?:19|20)\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})日?", re.ASCII
)
_SOURCE = re.compile(r"(?:信息)?来源[:：]\s*([^\s　:：|【】]{2,30})")
_FURNITURE = re.compile(
    r"(?:您?(?:现在|当前)?的?(?:所在)?位置|当前位置|字体|字号|【?(?:打印|关闭|返回|收藏)|分享到|分享[:：]|[上下]一[篇条]|浏览次?数|浏览量|点击数|点击量|阅读次数|扫一扫|访问量)"
)
_LONGEST_FURNITURE = 60
_SITE_NAME = re.compile(r"\s*(?:[-_|–—]+\s*[^-_|–—]*|_.*)$")
_HEAD = 300
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
# elements that hold nothing, or that the next of their kind closes
_FLAT = names("area base br col embed hr img input link meta source track wbr p li td th tr dd dt option colgroup thead tbody")
_DEEPEST_NESTING = 5_000


@dataclass(frozen=True, slots=True)
class _About:
    """What a page says of itself outside its main text."""

    title: str
    published: str


def read_web_page(data: bytes, path: object, charset: str = "") -> Extracted:
    """Return the main text of an HTML page.

    Args:
        data: the page.
        path: the file, for error messages.
        charset: the encoding that an enclosing message names, if any.

    Raises:
        ReportError: if it cannot be decoded or has no text.
    """
    return extract_page(decode_page(data, path, charset), path)


def extract_page(markup: str, path: object) -> Extracted:
    """Return the main text of an HTML page that is already decoded."""
    from selectolax.lexbor import LexborHTMLParser

    _check_nesting(markup, path)
    tree = LexborHTMLParser(markup)
    writer = TextWriter(path)
    body = tree.body
    if body is not None:
        main, dropped = main_content(body)
        pieces = render(body, main, dropped, path)
        meta = {
            (node.attributes.get("name") or "").lower(): node.attributes.get("content") or "" for node in tree.css("meta[name][content]")
        }
        title = tree.css_first("title")
        about = _about(pieces, meta, title.text() if title is not None else "")
        _write(writer, [piece for piece in pieces if piece.inside], about)
    return writer.finish(when_empty="is a web page without text; save the page when it has fully loaded")


def _check_nesting(markup: str, path: object) -> None:
    """Refuse a page nested so deeply that parsing it would take minutes (the parser's time grows with the square of the depth)."""
    depth = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() not in _FLAT:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEEPEST_NESTING:
                raise UnsafeReport(str(path), f"nests more than {_DEEPEST_NESTING:,} elements in each other; not opened")


def decode_page(data: bytes, path: object, charset: str = "") -> str:
    """Return the markup: UTF-8 if it is that, else in the encoding the page names, else by the rule for plain text.

    Raises:
        ReportError: if it is text in no known encoding.
    """
    if not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\0" not in data:
        # pages often name an encoding that an editor has since changed to UTF-8
        text = strict(data, "utf-8")
        if text is None:
            match = _CHARSET.search(data[:_CHARSET_WINDOW])
            named = charset or ((match[1] or match[2]).decode("ascii") if match else "")
            encoding = _ALIASES.get(named.strip("\"' ").lower())
            text = strict(data, encoding) if encoding else None
        if text is not None:
            return text
    return decode(data, path)


def _write(writer: TextWriter, pieces: list[Piece], about: _About) -> None:
    """Write the pieces of the main text below the title and the date, where these stand outside of it."""
    head = "".join("".join(piece.text.split()) for piece in pieces[:6])[:_HEAD]
    if about.title and "".join(about.title.split()) not in head:
        writer.paragraph(about.title, 1)
    published = "" if any(_PUBLISHED.search(piece.text) for piece in pieces[:4]) else about.published
    for index, piece in enumerate(pieces):
        if published and (index or piece.level != 1):
            writer.paragraph(published)
            published = ""
        if piece.cells:
            writer.table(piece.cells, piece.header_rows)
        elif line := _without_furniture(piece.text):
            writer.paragraph(line, piece.level)


def _without_furniture(text: str) -> str:
    """Return a line without the page's own controls (font size, print, share)."""
    if len(text) > _LONGEST_FURNITURE:
        return text
    match = _FURNITURE.search(text)
    if match is None:
        return text
    if match.start() == 0:
        return "" if text[match.end() : match.end() + 1] in ("", ":", "：", "本", "窗", "】", "到", " ", "　") else text
    return text[: match.start()].rstrip(" 　【[|") if _PUBLISHED.search(text) else text


def _about(pieces: list[Piece], meta: dict[str, str], title: str) -> _About:
    """Return title and date of a page from what stands around the main text."""
    outside = [piece for piece in pieces if not piece.inside]
    heading = next((piece.text for piece in outside if piece.level == 1), "") or meta.get("articletitle", "")
    published = next((line for piece in outside if (line := _published_line(piece.text))), "")
    if not published and (date := re.match(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})", meta.get("pubdate", ""))):
        published = f"发布时间：{date[0]}"
        if source := meta.get("contentsource", ""):
            published += f"　来源：{source}"
    return _About(heading.strip() or _SITE_NAME.sub("", title.strip()), published)


def _published_line(text: str) -> str:
    """Return "发布时间：… 来源：…" if ``text`` tells them, else ""."""
    match = _PUBLISHED.search(text)
    if match is None:
        return ""
    source = _SOURCE.search(text)
    year, month, day = match.groups()
    return f"发布时间：{year}-{int(month):02d}-{int(day):02d}" + (f"　来源：{source[1]}" if source else "")
