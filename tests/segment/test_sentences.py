from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.segment import clean, segment


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in segment(text).sentences]


# the sentences of a text, parted by ‖
SPLITS = [
    "县科协召开会议。‖会议通过了章程。",
    "效果如何？‖很好！‖下步再抓。",
    "真的吗？！‖是的。",
    "本年收入10.5万元；支出9.3万元，其中：基本支出5万元。",
    "主题为“走进科学，你我同行！”的活动举行。‖共三场。",
    "他说：“科普要下乡。”‖第二天，队伍出发。",
    "他说：“科普要下乡。队伍要建强。”‖第二天，队伍出发。",
    "“科普要下乡。”李云岫说。",
    "“科普要下乡。”‖会议强调，队伍要建强。",
    "以“谁来科普？怎么科普？”为题开展讨论。‖共两次。",
    "收到作品60件（其中小学20件。初中40件），评出奖项。‖共三等。",
    "完成培训。‖（数据由县科协提供。）‖另有三期。",
    "《科学家的故事！》出版。‖共千册。",
    "括号没有闭合（共三场。‖下一句。",
    "右括号多了）一个。‖下一句。",
    "没有句号的一行",
    "“今天天气好。”",
]


@pytest.mark.parametrize("marked", SPLITS)
def test_sentences_end_outside_quotation_marks_and_brackets(marked: str) -> None:
    assert sentences(marked.replace("‖", "")) == marked.split("‖")


def test_a_line_break_ends_a_sentence_and_blank_lines_are_none() -> None:
    assert sentences("一、职能\n\n  办会。讲座\n“未闭合\n下一行。") == ["一、职能", "办会。", "讲座", "“未闭合", "下一行。"]


def test_a_sentence_knows_its_innermost_section() -> None:
    reading = segment("前言。\n一、职能\n办会。\n（一）学术\n讲座。\n二、机构\n两部。")
    titles = [None if sentence.section is None else reading.sections[sentence.section].title for sentence in reading.sentences]
    assert titles == [None, "职能", "职能", "学术", "学术", "机构", "机构"]


def test_short_cells_of_a_row_are_one_sentence_and_prose_cells_are_their_own() -> None:
    text = "指标\t目标\t完成情况\n讲座\t3场\t办了4场。群众欢迎。\n培训\t2期\t3期"
    reading = segment(text)
    assert [(sentence.row, text[sentence.start : sentence.end]) for sentence in reading.sentences] == [
        (0, "指标\t目标\t完成情况"),
        (1, "讲座\t3场"),
        (1, "办了4场。"),
        (1, "群众欢迎。"),
        (2, "培训\t2期\t3期"),
    ]
    assert {sentence.table for sentence in reading.sentences} == {0}


TEXT = st.text(st.sampled_from(list("科普12。！？；，、：“”（）《》\n\t| 一二三.是①")), max_size=120)


@given(TEXT)
def test_sentences_lie_in_order_inside_the_text_and_leave_only_blanks_out(text: str) -> None:
    reading = segment(text)
    spans = sorted((sentence.start, sentence.end) for sentence in reading.sentences)
    behind = 0
    for start, end in spans:
        assert behind <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not text[behind:start].strip("| \t\n") or reading.tables
        behind = end
    assert not text[behind:].strip("| \t\n") or reading.tables


@given(TEXT)
def test_parts_of_a_reading_refer_to_what_is_there(text: str) -> None:
    reading = segment(text)
    for sentence in reading.sentences:
        if sentence.section is not None:
            section = reading.sections[sentence.section]
            assert section.start <= sentence.start < section.end
        if sentence.table is not None:
            table = reading.tables[sentence.table]
            assert table.start <= sentence.start < sentence.end <= table.end
    for table in reading.tables:
        assert all(text[cell.start : cell.end] == cell.text for cell in table.cells)


def test_no_marked_name_of_the_gold_files_is_cut(shared: Path) -> None:
    from kexie_nlp.marked import read_marked

    for path in sorted((shared / "gold").rglob("*.marked.txt")):
        marked = read_marked(path)
        mapped = clean(marked.text)
        reading = segment(mapped.text)
        for mark in marked.marks:
            start, end = mapped.from_source(mark.start), mapped.from_source(mark.end - 1) + 1
            assert any(sentence.start <= start and end <= sentence.end for sentence in reading.sentences), (path.name, mark)


def test_an_endless_sentence_is_cut_behind_pauses() -> None:
    text = "举办讲座3场，" * 1000 + "张" * 5000
    sentences = segment(text).sentences
    assert max(sentence.end - sentence.start for sentence in sentences) <= 2000
    assert "".join(text[sentence.start : sentence.end] for sentence in sentences) == text
    assert text[sentences[0].start : sentences[0].end].endswith("3场，")
