"""Web pages: the report without the page around it."""

import email.mime.multipart
import email.mime.text
from pathlib import Path

import pytest

from kexie_nlp.errors import UndecodableReport, UnreadableReport, UnsafeReport
from kexie_nlp.read import extract_file
from kexie_nlp.read.mail_page import read_web_archive
from kexie_nlp.read.web import extract_page, read_web_page

PROSE = "县科协举办科普活动42场，受益群众4.1万人次，比上年增长三成。"
MORE = "青少年科技创新大赛收到作品138件，评出一等奖13项，二等奖26项。"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


FURNITURE = """
<div class="top"><a href="/">首页</a> <a href="/a">概况</a> <a href="/b">新闻中心</a></div>
<nav><ul><li><a>首页</a></li><li><a>政务公开</a></li></ul></nav>
<div class="crumbs">当前位置：<a>首页</a> &gt; <a>公开</a></div>
<h1>2021年工作总结</h1>
<div class="info">发布时间：2022-01-05 09:30　来源：临溪县科协　浏览次数：12　字体：【大 中 小】</div>
<div id="zoom">%s</div>
<div class="bshare">【打印本页】【关闭窗口】</div>
<p><a href="1">上一篇：关于换届的通知</a> <a href="2">下一篇：关于评选的通知</a></p>
<aside><h4>相关阅读</h4><ul><li><a>科普讲座，通知</a></li><li><a>灭火器，用法</a></li></ul></aside>
<footer>主办单位：临溪县科学技术协会，地址某某路。备案号123，网站标识码0000000000。</footer>
<script>var 文字 = "。，。，";</script><style>p{}</style><!-- 注释，不是正文，很长很长很长很长。 -->
"""


def test_the_main_text_without_furniture() -> None:
    extracted = extract_page(
        page(FURNITURE % f"<p>{PROSE}</p><h2>一、科普</h2><p>{MORE}</p><p>临溪县科协</p><p>2022年1月5日</p>"), "a.html"
    )
    assert extracted.text.split("\n") == [
        "2021年工作总结",
        "发布时间：2022-01-05　来源：临溪县科协",
        PROSE,
        "一、科普",
        MORE,
        "临溪县科协",
        "2022年1月5日",
    ]
    assert [(extracted.text[start:end], level) for start, end, level in extracted.headings] == [("2021年工作总结", 1), ("一、科普", 2)]


def test_title_and_date_from_the_head() -> None:
    head = (
        '<title>2020年部门决算 - 临溪县科协</title><meta name="PubDate" content="2021-08-20 10:00">'
        '<meta name="ContentSource" content="临溪县科协">'
    )
    extracted = extract_page(page(f"<div><div><p>{PROSE}</p><p>{MORE}</p></div></div>", head), "a.html")
    assert extracted.text.split("\n")[:3] == ["2020年部门决算", "发布时间：2021-08-20　来源：临溪县科协", PROSE]


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{PROSE}<br>{MORE}</div>",
        f"<form><table><tr><td><table><tr><td>{PROSE}</td></tr><tr><td>{MORE}</td></tr></table></td></tr></table></form>",
        "<div class='container nav-wrap'><p><span>县科协举办科普活动<b>42场</b>，\n  受益群众4.1万人次，"
        f"比上年增长三成。</span></p><p>{MORE}</p></div>",
        f"<div><div>{PROSE}</div><div>{MORE}</div></div>",
    ],
    ids=["line break", "layout table", "markup and line break inside a sentence", "sibling blocks"],
)
def test_paragraphs_of_all_kinds(body: str) -> None:
    assert extract_page(page(body), "a.html").text == f"{PROSE}\n{MORE}"


def test_lists_are_marked_and_numbered() -> None:
    body = f"<p>{PROSE}</p><ul><li>建馆</li><li>（一）办展</li></ul><ol start='3'><li><p>培训</p></li><li>2. 讲座</li><li>竞赛</li></ol>"
    assert extract_page(page(body), "a.html").text.split("\n")[1:] == ["• 建馆", "（一）办展", "3. 培训", "2. 讲座", "5. 竞赛"]


def test_a_table_with_merged_cells_and_a_heading_row() -> None:
    table = (
        "<table><thead><tr><th rowspan=2>项目</th><th colspan=2>决算数</th></tr><tr><th>2020年</th><th>2021年</th></tr></thead>"
        "<tr><td>收入<br>合计</td><td>1.5</td><td>&nbsp;</td></tr><tr><td colspan='9999999'>注</td></tr></table>"
    )
    extracted = extract_page(page(f"<p>{PROSE}</p>{table}<p>{MORE}</p>"), "a.html")
    assert extracted.text == f"{PROSE}\n项目\t决算数\n\t2020年\t2021年\n收入 合计\t1.5\t\n注\n{MORE}"
    (found,) = extracted.tables
    assert found.header_rows == 2
    assert extracted.text[found.start : found.end].startswith("项目\t")
    assert all(extracted.text[cell.start : cell.end] == cell.text for cell in found.cells)
    assert [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells][:4] == [
        ("项目", 0, 0, 2, 1),
        ("决算数", 0, 1, 1, 2),
        ("2020年", 1, 1, 1, 1),
        ("2021年", 1, 2, 1, 1),
    ]


def test_hidden_elements_are_not_read() -> None:
    body = f"<div style='DISPLAY: none'>{MORE}</div><p hidden>{MORE}</p><p>{PROSE}</p>"
    assert extract_page(page(body), "a.html").text == PROSE


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8", "gb2312"), ("gb18030", "gb2312"), ("gb18030", ""), ("gb18030", "utf-8"), ("utf-16", "")],
)
def test_encodings_of_pages(encoding: str, named: str) -> None:
    markup = page(f"<p>{PROSE}</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={named}">')
    assert read_web_page(markup.encode(encoding), "a.html").text == PROSE


def test_big5_page() -> None:
    prose = "縣科學技術協會舉辦科普活動42場，受益群眾很多，比上年增長三成。"
    assert read_web_page(page(f"<p>{prose}</p>", "<meta charset=big5>").encode("big5"), "a.html").text == prose


def test_a_broken_encoding_names_the_byte() -> None:
    with pytest.raises(UndecodableReport, match=r"byte \d+ \(0xff\)"):
        read_web_page(page(f"<p>{PROSE}{MORE}").encode() + b"\xff" + PROSE.encode(), "a.html")


def web_archive(encoding: str) -> bytes:
    message = email.mime.multipart.MIMEMultipart("related")
    message.attach(email.mime.text.MIMEText(page(f"<p>{PROSE}</p>"), "html", encoding))
    message.attach(email.mime.text.MIMEText("p {}", "css", "utf-8"))
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_archive(encoding: str) -> None:
    assert read_web_archive(web_archive(encoding), "a.mht").text == PROSE


def test_a_web_archive_of_plain_text() -> None:
    assert read_web_archive(email.mime.text.MIMEText(PROSE, "plain", "utf-8").as_bytes(), "a.mht").text == PROSE


def test_a_web_archive_without_page_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="without a page"):
        read_web_archive(b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc", "a.mht")


@pytest.mark.parametrize(
    ("name", "content"), [("a.doc", page(f"<p>{PROSE}</p>")), ("a.docx", page(f"<p>{PROSE}</p>")), ("a.xls", f"<html><p>{PROSE}")]
)
def test_a_page_under_an_office_suffix_is_read_as_a_page(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert extract_file(tmp_path / name).text == PROSE


def test_a_web_archive_under_another_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(web_archive("utf-8"))
    assert extract_file(tmp_path / "a.doc").text == PROSE


def test_plain_text_that_begins_with_markup_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<html>科普", encoding="utf-8")
    assert extract_file(tmp_path / "a.txt").text == "<html>科普"


@pytest.mark.parametrize("body", ["", "<script>x</script>", "<nav><a>首页</a></nav>"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadableReport, match="without text"):
        extract_page(page(body), "a.html")


def test_hostile_pages() -> None:
    with pytest.raises(UnsafeReport, match="nests more than"):
        extract_page("<div>" * 200_000, "a.html")
    for spans, rows, columns in (("colspan=1000", 6, 1000), ("rowspan=4000", 4000, 3)):
        table = ("<tr>" + f"<td {spans}>x</td>" * columns + "</tr>") * rows
        with pytest.raises(UnsafeReport, match="merged cells"):
            extract_page(page(f"<table>{table}</table>"), "a.html")
    assert extract_page(page("<p>" + "<b><i>" * 2000 + PROSE), "a.html").text == PROSE
