"""Render the sample reports from `corpora/report_sources/*.md`, and write their `facts.jsonl`.

    python corpora/build_reports.py            (needs python-docx, reportlab and xlsxwriter)

`corpora/README.md` describes a source. The same sources give the same bytes: every date in a file is the report's own.
"""

import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

Fact = dict[str, Any]
Rows = tuple[tuple[str, ...], ...]

REPORTS = Path(__file__).parent / "reports"
SOURCES = Path(__file__).parent / "report_sources"
MARK = re.compile(r"\{([^{}~]+)~([^{}]*)\}")  # {what stands in the text~indicator~year~unit~value}
NUMBER = re.compile(r"([\d,]*\d(?:\.\d+)?)[余多几]?([万亿]?)[余多]?(.*)")
SCALE = {"": 1, "万": 10_000, "亿": 100_000_000}
STARTS = {"# ": "h1", "## ": "h2", "### ": "h3", "- ": "item", "+ ": "number", "> ": "box", ">> ": "right", "== ": "sheet"}
HAN_BESIDE_ASCII = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
SPACED = {"recipient", "event", "award", "title", "text", "quote"}
WRONG = ("fact", "kind", "quote", "explanation")
SONG = "STSong-Light"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the source (a kind of `STARTS`, or p, or blank), or a table."""

    kind: str
    text: str = ""
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One report: its front matter, its blocks without marks, and what the marks said."""

    name: str
    meta: dict[str, str]
    published: datetime
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]

    def has(self, option: str) -> bool:
        """Whether the front matter's `options` name this one."""
        return option in self.meta.get("options", "").split()


def read_source(path: Path) -> Source:
    """Read front matter, body, and the facts that are listed below the body."""
    _, front, rest = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = dict(line.split(": ", 1) for line in front.splitlines())
    for key in [key for key in meta if key.startswith("@")]:  # a long name's short form
        rest = rest.replace(key, meta[key])
    body, _, listed = rest.partition("=== facts\n")
    facts = [fact for mark in MARK.finditer(body) for fact in facts_of_mark(mark, meta["year"])]
    for row in (line.split("|") for line in listed.splitlines()):
        facts.append(achievement(*row[1:]) if row[0] == "a" else dict(zip(WRONG, ("wrong_figure", *row[1:]), strict=True)))
    plain = MARK.sub(r"\1", body).replace("{pb}", "\n\n" if meta["format"] == "txt" else "")
    if "spaced" in meta.get("options", ""):
        facts = [{k: HAN_BESIDE_ASCII.sub(" ", v) if k in SPACED and v else v for k, v in fact.items()} for fact in facts]
    said = {key: meta[key] for key in ("association", "region", "level", "year", "kind", "published")}
    head = {"file": f"{path.stem}.{meta['format']}", "fact": "report", **said, "year": int(meta["year"])}
    facts.sort(key=lambda fact: ("achievement", "metric", "wrong_figure").index(fact["fact"]))
    return Source(path.stem, meta, datetime.fromisoformat(meta["published"]), tuple(read_blocks(plain)), (head, *facts))


def facts_of_mark(mark: re.Match[str], report_year: str) -> Iterator[Fact]:
    """Give the metric of a mark; and, where its indicator goes on with `!` and the recipient, the achievement."""
    indicator, year, unit, value = (mark[2] + "~~~").split("~")[:4]
    indicator, honour, recipient = indicator.partition("!")
    number, base = value_of(mark[1], unit)
    number = value or number
    yield {"fact": "metric", "indicator": indicator, "value": number, "text": mark[1], "unit": base, "year": int(year or report_year)}
    if honour:
        event, _, award = indicator.rpartition(" ")
        yield achievement(recipient, event, award, number, base)


def value_of(text: str, unit: str) -> tuple[str, str]:
    """Resolve a number and its unit to the base unit; `unit` is the heading's for a bare table cell."""
    found = NUMBER.search(unicodedata.normalize("NFKC", text).replace("(", "（").replace(")", "）"))
    unit = unit or (found[2] + found[3] if found else "")
    scale = unit[0] if unit[:1] in SCALE and unit[1:] else ""
    return f"{(Decimal(found[1].replace(',', '') if found else 0) * SCALE[scale]).normalize():f}", unit.removeprefix(scale)


def achievement(recipient: str, event: str, award: str, count: str = "1", unit: str = "", title: str = "") -> Fact:
    """Record an award, its fields in the order of the gold files."""
    named = {"recipient": recipient or None, "event": event or None, "award": award}
    return {"fact": "achievement", **named, "count": int(count or 1), "unit": unit or None, "title": title or None}


def read_blocks(body: str) -> Iterator[Block]:
    """Cut the body into blocks; neighbouring rows make one table."""
    for is_row, lines in groupby(body.strip("\n").split("\n"), lambda line: line.startswith("| ")):
        if is_row:
            yield Block("table", rows=tuple(tuple(cell.strip() for cell in line.strip()[1:-1].split("|")) for line in lines))
            continue
        for line in lines:
            start = next((s for s in STARTS if line.startswith(s)), "")
            yield Block(STARTS.get(start, "p" if line else "blank"), line.removeprefix(start))


def spans(rows: Rows) -> Iterator[tuple[int, int, int, int, str]]:
    """Give first row and column, last row and column, and text of each cell; `<` and `^` belong to the cell on the left or above."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                right = next((k for k in range(c + 1, len(row)) if row[k] != "<"), len(row)) - 1
                below = next((k for k in range(r + 1, len(rows)) if rows[k][c] != "^"), len(rows)) - 1
                yield r, c, below, right, text


def to_txt(source: Source) -> bytes:
    """Write plain text, with the traces of conversion that the options ask for."""
    lines, heading, number, indent = [], 15396600, 0, "　　" if source.has("indent") else ""
    for block in source.blocks:
        text = block.text
        number = number + 1 if block.kind == "number" else 0
        if block.kind == "table":
            text = text_table(block.rows, source.has("cells"))
        elif source.has("bookmarks") and block.kind in ("h2", "h3"):
            heading += 7
            text = f"[bookmark: _Toc{heading}][bookmark: _Toc{heading - 19223}]{text}"
        else:
            text = {"p": indent, "number": f"{number}. ", "item": "- ", "right": "　" * 14}.get(block.kind, "") + text
        lines.append(HAN_BESIDE_ASCII.sub(" ", text) if source.has("spaced") else text)
    end = "\r\n" if source.has("crlf") else "\n"
    return "".join(line.replace("\n", end) + end for line in lines).encode(source.meta.get("encoding", "utf-8"))


def text_table(rows: Rows, apart: bool) -> str:
    """Lay a row on a line; or, as converters leave it, a cell on a line behind a tab, a blank line between rows."""
    before, between, end = ("\t", "\n\t", "\n\n") if apart else ("", "\t", "\n")
    return end.join(before + between.join("" if cell == "^" else cell for cell in row if cell != "<") for row in rows)


def to_html(source: Source) -> bytes:
    """Put the report between the navigation and the footer of a web site."""
    tags = {"h1": "h1", "h2": "h2", "h3": "h3", "item": "li", "number": "li", "box": "blockquote"}
    body = []
    for block in source.blocks:
        tag, style = tags.get(block.kind, "p"), ' style="text-align:right"' if block.kind == "right" else ""
        if block.kind == "table":
            body.append(html_table(block.rows))
        elif block.kind != "blank":
            body.append(f"<{tag}{style}>{html.escape(block.text)}</{tag}>")
    page = (SOURCES / "page.html").read_text(encoding="utf-8")
    said = source.meta | {"title": html.escape(source.blocks[0].text), "body": "\n".join(body)}
    for key, value in said.items():
        page = page.replace(f"%{key}%", value)
    return page.encode()


def html_table(rows: Rows) -> str:
    """Draw a table with its merged cells."""
    lines = [""] * len(rows)
    for r, c, below, right, text in spans(rows):
        lines[r] += f'<td rowspan="{below - r + 1}" colspan="{right - c + 1}">{html.escape(text)}</td>'
    return '<table border="1">\n' + "\n".join(f"<tr>{line}</tr>" for line in lines) + "\n</table>"


def to_docx(source: Source) -> bytes:
    """Write for Word: heading styles, numbering by Word itself, merged cells, a text box."""
    document, day = Document(), source.published
    core = document.core_properties
    core.author, core.title, core.created, core.modified = source.meta["association"], source.name, day, day
    styles = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "item": "List Bullet", "number": "List Number"}
    for block in source.blocks:
        if block.kind == "table":
            table = document.add_table(len(block.rows), len(block.rows[0]), "Table Grid")
            for r, c, below, right, text in spans(block.rows):
                table.cell(r, c).merge(table.cell(below, right)).text = text
        elif block.kind == "box":
            document.add_paragraph().add_run()._r.append(
                parse_xml(
                    f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="box" style="width:400pt;height:80pt">'
                    f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{html.escape(block.text)}</w:t></w:r></w:p></w:txbxContent>"
                    "</v:textbox></v:shape></w:pict>"
                )
            )
        elif block.kind != "blank":
            paragraph = document.add_paragraph(block.text, styles.get(block.kind, "Normal"))
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if block.kind == "right" else WD_ALIGN_PARAGRAPH.LEFT
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w") as new:  # packed again without the clock's time
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, day.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def to_pdf(source: Source) -> bytes:
    """Set pages with a running header and a page number in reportlab's built-in Song face."""
    pdfmetrics.registerFont(UnicodeCIDFont(SONG))
    styles = {"h1": pdf_style(18, 1), "h2": pdf_style(14), "h3": pdf_style(12), "right": pdf_style(11, 2)}
    story: list[Any] = []
    for block in source.blocks:
        if block.kind == "table":
            story.append(pdf_table(block.rows))
        elif block.kind != "blank":
            story.append(Paragraph(html.escape(block.text), styles.get(block.kind, pdf_style(11, 0, 22))))

    def furniture(canvas: Any, doc: Any) -> None:
        canvas.setFont(SONG, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, source.name)
        canvas.drawCentredString(A4[0] / 2, 36, f"— {doc.page} —")

    out = io.BytesIO()
    pages = SimpleDocTemplate(out, pagesize=A4, title=source.name, author=source.meta["association"], invariant=1)
    pages.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def pdf_style(size: int, align: int = 0, indent: int = 0) -> Any:
    """Set Song in one size; lines may break between any two characters."""
    return ParagraphStyle("song", fontName=SONG, fontSize=size, leading=size * 1.7, alignment=align, firstLineIndent=indent, wordWrap="CJK")


def pdf_table(rows: Rows) -> Any:
    """Draw a ruled table; merged cells are reportlab's SPAN."""
    cells: list[list[Any]] = [[""] * len(rows[0]) for _ in rows]
    rules: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for r, c, below, right, text in spans(rows):
        cells[r][c] = Paragraph(html.escape(text), pdf_style(9))
        rules.append(("SPAN", (c, r), (right, below)))
    return Table(cells, colWidths=[451 / len(rows[0])] * len(rows[0]), style=rules, spaceAfter=8)


def to_xlsx(source: Source) -> bytes:
    """Fill a workbook: `== name` begins a sheet, prose lies in merged cells, figures are numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": source.meta["association"], "created": source.published})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    prose = book.add_format({"text_wrap": True, "valign": "top"})
    grid = book.add_format({"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    sheet: Any = None
    row = 0
    for block in source.blocks:
        if block.kind == "sheet":
            sheet, row = book.add_worksheet(block.text), 0
            sheet.set_column(0, 7, 18)
        elif block.kind == "table":
            for r, c, below, right, text in spans(block.rows):
                put_cell(sheet, (row + r, c, row + below, right), text, grid)
            row += len(block.rows)
        elif block.kind != "blank":
            put_cell(sheet, (row, 0, row, 5), block.text, title if block.kind == "h1" else prose)
            sheet.set_row(row, 24 if block.kind == "h1" else 17 * (1 + len(block.text) // 55))
            row += 1
    book.close()
    return out.getvalue()


def put_cell(sheet: Any, place: tuple[int, int, int, int], text: str, look: Any) -> None:
    """Write one cell, merged where it spans several; a figure that keeps its form as a number becomes one."""
    if place[:2] != place[2:]:
        sheet.merge_range(*place, text, look)
    elif re.fullmatch(r"\d+(\.\d*[1-9])?", text):
        sheet.write_number(*place[:2], float(text), look)
    else:
        sheet.write_string(*place[:2], text, look)


def main() -> None:
    """Render every source and write the facts."""
    render = {"txt": to_txt, "html": to_html, "docx": to_docx, "pdf": to_pdf, "xlsx": to_xlsx}
    sources = [read_source(path) for path in sorted((SOURCES).glob("*.md"))]
    lines = []
    for source in sources:
        file = source.facts[0]["file"]
        (REPORTS / file).write_bytes(render[source.meta["format"]](source))
        lines += [json.dumps({"file": file, **fact}, ensure_ascii=False) + "\n" for fact in source.facts]
    (REPORTS / "facts.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
