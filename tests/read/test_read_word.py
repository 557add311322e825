"""Word documents: what a reader sees, in the order and with the numbers that Word shows."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kexie_nlp.errors import UnreadableReport
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.word import read_word
from kexie_nlp.read.word_numbering import spell

W = nsdecls("w")


def read(document: Any) -> Extracted:
    stream = BytesIO()
    document.save(stream)
    extracted = read_word(stream.getvalue(), "report.docx")
    for table in extracted.tables:
        assert extracted.text[table.start : table.end].count("\n") == max(cell.row for cell in table.cells)
        assert all(extracted.text[cell.start : cell.end] == cell.text for cell in table.cells)
    return extracted


def define_list(document: Any, *levels: tuple[str, str], number: str = "90", extra: str = "") -> None:
    """Add a list whose levels have the given number format and text."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/>{extra}</w:num>'))


def add_item(document: Any, text: str, depth: int = 0, number: str = "90") -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'))


def test_paragraphs_and_headings() -> None:
    document = Document()
    document.add_paragraph("年度工作总结", "Title")
    document.add_heading("一、主要工作", 1)
    document.add_paragraph("举办活动42场。\n受益群众多。")
    document.add_paragraph("")
    document.add_heading("（一）科普", 2)
    extracted = read(document)
    assert extracted.text == "年度工作总结\n一、主要工作\n举办活动42场。\n受益群众多。\n（一）科普"
    assert [(extracted.text[start:end], level) for start, end, level in extracted.headings] == [("一、主要工作", 1), ("（一）科普", 2)]


def test_a_long_paragraph_in_a_heading_style_is_no_heading() -> None:
    document = Document()
    document.add_heading("全年工作" * 30, 1)
    assert read(document).headings == ()


def test_numbers_that_word_computes() -> None:
    document = Document()
    define_list(document, ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimalEnclosedCircle", "%4"))
    for depth, text in ((0, "基本情况"), (1, "职责"), (2, "学术"), (2, "2019年活动"), (3, "竞赛"), (1, "机构"), (2, "编制"), (0, "绩效")):
        add_item(document, text, depth)
    lines = ["一、基本情况", "（一）职责", "1. 学术", "2. 2019年活动", "①竞赛", "（二）机构", "1. 编制", "二、绩效"]
    assert read(document).text.split("\n") == lines


def test_numbers_of_several_levels_starts_and_restarts() -> None:
    document = Document()
    define_list(document, ("chineseCounting", "第%1章"), ("decimal", "%1.%2"))
    root = document.part.numbering_part.element
    change = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/>{change}</w:num>'))
    for text, depth, number in (("甲", 0, "90"), ("乙", 1, "90"), ("丙", 0, "91"), ("丁", 0, "91"), ("戊", 0, "0"), ("己", 0, "99")):
        add_item(document, text, depth, number)
    assert read(document).text.split("\n") == ["第一章甲", "一.1 乙", "第五章丙", "第六章丁", "戊", "己"]


def test_numbers_that_come_with_a_style() -> None:
    document = Document()
    define_list(document, ("chineseCounting", "%1、"))
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="90"/></w:numPr>'))
    document.add_heading("概况", 1)
    document.add_heading("决算", 1)
    document.add_paragraph("要点", "List Bullet")
    assert read(document).text == "一、概况\n二、决算\n• 要点"


@pytest.mark.parametrize(
    ("count", "form", "expected"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCounting", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (4, "upperRoman", "IV"),
        (19, "lowerRoman", "xix"),
        (28, "upperLetter", "BB"),
        (3, "lowerLetter", "c"),
        (21, "decimalEnclosedCircle", "㉑"),
        (7, "decimalEnclosedParen", "⑺"),
        (12, "decimalFullWidth", "１２"),
        (5, "decimalZero", "05"),
        (99, "decimalEnclosedCircle", "99"),
        (3, "none", ""),
        (3, "hebrew1", "3"),
    ],
)
def test_number_formats(count: int, form: str, expected: str) -> None:
    assert spell(count, form) == expected


def test_a_table_with_merged_cells() -> None:
    document = Document()
    document.add_paragraph("收入表")
    table = document.add_table(3, 3)
    for row, texts in enumerate((("项目", "决算数", ""), ("", "2020年", "2021年"), ("收\n入\t合计", "1.5", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    extracted = read(document)
    assert extracted.text == "收入表\n项目\t决算数\n\t2020年\t2021年\n收 入 合计\t1.5\t"
    (found,) = extracted.tables
    assert found.header_rows == 1
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells}
    assert spans["项目"] == (0, 0, 2, 1)
    assert spans["决算数"] == (0, 1, 1, 2)
    assert spans["2021年"] == (1, 2, 1, 1)
    assert spans[""] == (2, 2, 1, 1)


def test_a_nested_table_follows_its_table_and_a_frame_is_looked_through() -> None:
    document = Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "绩效"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "数量", "42场"
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "填报说明。"
    extracted = read(document)
    assert extracted.text == "绩效\t\n数量\t42场\n填报说明。"
    assert len(extracted.tables) == 2


def add_xml(document: Any, inner: str) -> None:
    names = nsdecls("w", "wp", "a") + (
        ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    document.element.body.insert(0, parse_xml(f"<w:p {names}>{inner}</w:p>"))


BOX = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<w:r><w:t>正文</w:t><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>", "正文\n框内文字"),
        (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            "框内文字",
        ),
        ("<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删除</w:delText></w:r></w:del>", "新增"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r>", "可见"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>第</w:t><w:tab/><w:t>一</w:t></w:r>", "第 一"),
        (
            "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>优</w:t><w:sym w:font='Wingdings' w:char='F0A8'/><w:t>良</w:t></w:r>",
            "☑优□良",
        ),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标签</w:t></w:r></w:smartTag>", "链接标签"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>ke</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>科</w:t></w:r></w:rubyBase></w:ruby></w:r>", "科"),
    ],
    ids=["VML box", "box in two versions", "tracked changes", "hidden", "field", "symbols", "link", "control", "ruby"],
)
def test_what_stands_in_a_paragraph(inner: str, expected: str) -> None:
    document = Document()
    add_xml(document, inner)
    assert read(document).text == expected


def test_tracked_rows_and_controls_around_blocks() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for column in (0, 1):
        table.cell(0, column).text, table.cell(1, column).text = "留", "删"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1"/>'))
    control = parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    document.element.body.insert(0, control)
    assert read(document).text == "目录\n留\t留"


def test_a_document_of_pictures_is_refused() -> None:
    with pytest.raises(UnreadableReport, match="no text"):
        read(Document())


def drop_body(document: Any) -> None:
    document.element.remove(document.element.body)


def break_style(document: Any) -> None:
    document.styles["Heading 1"].element.find(qn("w:basedOn")).set(qn("w:val"), "Heading1")


@pytest.mark.parametrize(("damage", "reason"), [(drop_body, "damaged inside"), (break_style, "")])
def test_damage_inside_gives_one_line(damage: Callable[[Any], None], reason: str) -> None:
    document = Document()
    document.add_heading("概况", 1)
    damage(document)
    if reason:
        with pytest.raises(UnreadableReport, match=reason):
            read(document)
    else:
        assert read(document).text == "概况"
