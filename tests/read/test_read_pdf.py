"""PDF files: reading order, page furniture, broken lines, tables; scanned pages."""

import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from kexie_nlp.errors import MissingReader, UnreadableReport
from kexie_nlp.read import ocr
from kexie_nlp.read.extracted import Extracted
from kexie_nlp.read.pdf import read_pdf

FONT = "STSong-Light"
SIZE = 12
LEFT, TOP, PITCH = 72, 760, 20
WIDTH = 36  # characters in a full line
SENTENCE = (
    "县科协全年举办科普活动四十二场，受益群众四万余人次，青少年科技创新大赛评出一等奖十三项、"
    "二等奖二十六项、三等奖三十八项，五所学校获优秀组织奖。"
)
NUMBERED = "第一项工作完成情况良好，第二项工作完成情况良好，第三项工作已经完成。"


def pdf(*pages: Callable[[Canvas], Any], **options: Any) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1, **options)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def lines(canvas: Canvas, *texts: str, top: float = TOP, left: float = LEFT) -> None:
    for number, text in enumerate(texts):
        indent = len(text) - len(text.lstrip("　"))
        canvas.drawString(left + indent * SIZE, top - number * PITCH, text.lstrip("　"))


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    text = "　　" + text
    return [text[start : start + width] for start in range(0, len(text), width)]


def grid(canvas: Canvas, rows: list[list[str]], top: float = 500, spans: tuple[Any, ...] = ()) -> None:
    look = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 10), *spans]
    table = Table(rows, colWidths=[90] * len(rows[0]), rowHeights=[20] * len(rows), style=look)
    table.wrapOn(canvas, 500, 500)
    table.drawOn(canvas, LEFT, top)


def read(data: bytes) -> Extracted:
    extracted = read_pdf(data, "report.pdf")
    for table in extracted.tables:
        assert extracted.text[table.start : table.end].count("\n") == max(cell.row for cell in table.cells)
        assert all(extracted.text[cell.start : cell.end] == cell.text for cell in table.cells)
    return extracted


def test_lines_broken_inside_a_sentence_are_joined() -> None:
    data = pdf(lambda canvas: lines(canvas, "一、主要工作", *wrapped(SENTENCE), *wrapped(SENTENCE), "二、下步打算", *wrapped(SENTENCE)))
    assert read(data).text.split("\n") == ["一、主要工作", SENTENCE, SENTENCE, "二、下步打算", SENTENCE]


def test_a_number_that_did_not_fit_is_joined() -> None:
    first, second = "　　" + "科" * 28, "2021-1234567号文件的要求办理。"
    data = pdf(lambda canvas: lines(canvas, *wrapped(SENTENCE), first, second, *wrapped(SENTENCE)))
    assert read(data).text.split("\n")[1] == "科" * 28 + second


def test_latin_words_keep_their_blank() -> None:
    first = "　　" + "科" * 30 + "Open"
    data = pdf(lambda canvas: lines(canvas, *wrapped(SENTENCE), first, "Science 周活动举办，反响好。", *wrapped(SENTENCE)))
    assert read(data).text.split("\n")[1] == "科" * 30 + "Open Science 周活动举办，反响好。"


def furnished(number: int, body: list[str], footer: str = "— {} —") -> Callable[[Canvas], Any]:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, 810, "临溪县科协2021年度部门决算")
        lines(canvas, *body)
        canvas.drawCentredString(300, 30, footer.format(number))

    return draw


@pytest.mark.parametrize("footer", ["— {} —", "{}", "第 {} 页 共 3 页", "{} / 3", "第{}页，共3页"])
def test_page_headers_and_numbers_are_dropped_and_pages_joined(footer: str) -> None:
    first, second, *rest = wrapped(SENTENCE)
    data = pdf(
        furnished(1, [*wrapped(NUMBERED), first], footer),
        furnished(2, [second, *rest, *wrapped(NUMBERED)], footer),
        furnished(3, [*wrapped(SENTENCE), *wrapped(NUMBERED)], footer),
    )
    assert read(data).text.split("\n") == [NUMBERED, SENTENCE, NUMBERED, SENTENCE, NUMBERED]


def test_a_lone_page_keeps_its_title() -> None:
    assert read(pdf(furnished(1, wrapped(SENTENCE)))).text.split("\n") == ["临溪县科协2021年度部门决算", SENTENCE]


ROWS = [["项目", "决算数", ""], ["", "2020年", "2021年"], ["收入合计", "318.28", "325.90"], ["支出合计", "312.58", "320.15"]]
SPANS = (("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)))


def test_a_ruled_table_stands_in_its_place_with_merged_cells() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, *wrapped(SENTENCE), "收支表（单位：万元）")
        grid(canvas, ROWS, 560, SPANS)
        lines(canvas, *wrapped(NUMBERED), top=520)

    extracted = read(pdf(draw))
    assert extracted.text.split("\n") == [
        SENTENCE,
        "收支表（单位：万元）",
        "项目\t决算数",
        "\t2020年\t2021年",
        "收入合计\t318.28\t325.90",
        "支出合计\t312.58\t320.15",
        NUMBERED,
    ]
    (table,) = extracted.tables
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["项目"] == (0, 0, 2, 1)
    assert spans["决算数"] == (0, 1, 1, 2)


def test_a_table_goes_on_over_the_page_without_its_repeated_heading() -> None:
    def first(canvas: Canvas) -> None:
        lines(canvas, *wrapped(SENTENCE))
        grid(canvas, [["项目", "数量"], ["培训", "42"]], 100)

    def second(canvas: Canvas) -> None:
        grid(canvas, [["项目", "数量"], ["竞赛", "3"], ["合计", "45"]], 700)
        lines(canvas, *wrapped(SENTENCE), top=600)

    extracted = read(pdf(first, second))
    assert extracted.text.split("\n") == [SENTENCE, "项目\t数量", "培训\t42", "竞赛\t3", "合计\t45", SENTENCE]
    assert len(extracted.tables) == 1


def test_a_frame_or_an_underline_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(LEFT - 10, 600, 460, 200)
        canvas.line(LEFT, TOP - 5, LEFT + 100, TOP - 5)
        lines(canvas, *wrapped(SENTENCE))

    extracted = read(pdf(draw))
    assert extracted.text == SENTENCE
    assert extracted.tables == ()


def test_columns_without_rules_are_parted_by_tabs() -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, *wrapped(SENTENCE))
        for number, row in enumerate((("类别", "期数", "人次"), ("养殖", "12", "1005"), ("种植", "9", "710"))):
            for column, text in enumerate(row):
                canvas.drawString(LEFT + 120 * column, 640 - PITCH * number, text)

    assert read(pdf(draw)).text.split("\n") == [SENTENCE, "类别\t期数\t人次", "养殖\t12\t1005", "种植\t9\t710"]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left, right = [text * 16 for text in "甲乙丙丁戊己"], [text * 16 for text in "子丑寅卯辰巳"]

    def draw(canvas: Canvas) -> None:
        lines(canvas, "临溪县科协工作简报")
        for number in range(6):
            canvas.drawString(LEFT, 700 - PITCH * number, left[number])
            canvas.drawString(320, 700 - PITCH * number, right[number])

    text = read(pdf(draw)).text.replace("\n", "")
    assert text == "临溪县科协工作简报" + "".join(left) + "".join(right)


def test_rows_are_read_from_top_to_bottom_whatever_order_they_were_drawn_in() -> None:
    def draw(canvas: Canvas) -> None:
        for number, text in ((2, "三、打算"), (0, "一、概况"), (1, "二、工作")):
            canvas.drawString(LEFT, TOP - 2 * PITCH * number, text)

    assert read(pdf(draw)).text == "一、概况\n二、工作\n三、打算"


def test_a_turned_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        lines(canvas, "一、概况", "二、工作", top=500)
        grid(canvas, [["项目", "数量"], ["培训", "42"]], 400)

    assert read(pdf(draw)).text == "一、概况\n二、工作\n项目\t数量\n培训\t42"


def test_a_single_character_in_a_font_that_is_not_embedded_is_kept() -> None:
    assert read(pdf(lambda canvas: lines(canvas, "部门整体支出绩效自评报", "告"))).text == "部门整体支出绩效自评报\n告"


def test_bold_by_printing_twice_and_watermarks() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "年度总结")
        canvas.drawString(LEFT + 0.4, TOP, "年度总结")
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")

    assert read(pdf(draw)).text == "年度总结"


def test_a_password_is_named() -> None:
    locked = StandardEncryption("user", "owner")
    with pytest.raises(UnreadableReport, match="password"):
        read(pdf(lambda canvas: lines(canvas, SENTENCE), encrypt=locked))


def test_an_owner_password_does_not_hinder_reading() -> None:
    assert read(pdf(lambda canvas: lines(canvas, "一、概况"), encrypt=StandardEncryption("", "owner"))).text == "一、概况"


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[: len(data) // 2], "cut off"),
        (lambda data: b"%PDF-1.4\ngarbage\n%%EOF\n", "damaged or cut off"),
    ],
)
def test_damaged_files(damage: Callable[[bytes], bytes], reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        read(damage(pdf(lambda canvas: lines(canvas, SENTENCE))))


def test_a_pdf_without_text() -> None:
    with pytest.raises(UnreadableReport, match="without any text"):
        read(pdf(lambda canvas: canvas.line(0, 0, 9, 9)))


def scanned(canvas: Canvas) -> None:
    picture = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(picture).text((150, 200), "Annual Report 2021", fill="black", font_size=48)
    canvas.drawInlineImage(picture, 0, 0, *A4)


@pytest.mark.parametrize(
    ("pages", "reason"),
    [([scanned], "is scanned"), ([lambda canvas: lines(canvas, *wrapped(SENTENCE)), scanned], r"scanned pages \(2 of 2\)")],
)
def test_scanned_pages_without_ocr_say_what_to_install(
    pages: list[Callable[[Canvas], Any]], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    ocr._engine.cache_clear()
    with pytest.raises(MissingReader, match=reason) as caught:
        read(pdf(*pages))
    assert 'pip install "kexie-nlp[ocr]"' in caught.value.reason


def test_scanned_pages_are_recognised() -> None:
    pytest.importorskip("rapidocr")
    assert "2021" in read(pdf(scanned)).text
