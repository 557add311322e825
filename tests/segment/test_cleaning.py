import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.segment import clean

NOISE = [
    ("[bookmark: _Toc100][bookmark: _Toc101]一、机构设置", "一、机构设置"),
    ("[bookmark: _GoBack]  正文", "正文"),
    ("参见[附件]一览", "参见[附件]一览"),
    ("共 539 次", "共539次"),
    ("2020 年 2 月 25 日", "2020年2月25日"),
    ("共计 39750 人（次）", "共计39750人（次）"),
    ("占 12 %", "占12%"),
    ("科普 e 站和 VR 体验", "科普e站和VR体验"),
    ("《纲要》 2019 年任务", "《纲要》2019年任务"),
    ("Science Day 2019", "Science Day 2019"),
    ("1. 部门概况", "1. 部门概况"),
    ("科技强国 科普惠民", "科技强国 科普惠民"),
    ("填 报 人：李云岫", "填报人：李云岫"),
    ("目　　录", "目录"),
    ("合 计", "合计"),
    ("主席 王青屏 副主席", "主席 王青屏 副主席"),
    ("２０１９年增长１２％", "2019年增长12%"),
    ("支出８．４０万元，３．人才", "支出8.40万元，3．人才"),
    ("ＬＳＺＣ－１５５", "LSZC－155"),
    ("科\u200b普\ufeff活动\ue000", "科普活动"),
    ("青少年\u00ad科技", "青少年科技"),
    ("第34屆青少年科技創新大賽", "第34届青少年科技创新大赛"),
    ("著名科学家", "著名科学家"),
    ("甲\t乙\n丙", "甲\t乙\n丙"),
    ("甲\r乙\x0b丙\u2028丁", "甲\n乙\n丙\n丁"),
    # half-width signs beside Chinese characters, but not those of numbers, times, ratios and Latin text
    ("收入12.5万元,下降3.2%,其中:拨款1,234元;结余(年末)3元", "收入12.5万元，下降3.2%，其中：拨款1,234元；结余（年末）3元"),
    ("因公出国(境)费(2019)", "因公出国（境）费（2019）"),
    ("男女比3:5,开馆10:30", "男女比3:5，开馆10:30"),
    ("(11/12)*100%=91.67%, see f(x); A,B", "(11/12)*100%=91.67%, see f(x); A,B"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cleaned"), NOISE, ids=[repr(row[0]) for row in NOISE])
def test_noise_is_removed(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


LONG = "各级科协组织广泛开展形式多样的科普活动，覆盖城乡社区和学校，组织科技"
BROKEN = [
    # page breaks and line breaks inside a sentence
    (f"{LONG}\n\n工作者下基层。", f"{LONG}工作者下基层。"),
    (f"{LONG} \n\n 工作者下基层，效果好。", f"{LONG}工作者下基层，效果好。"),
    ("专项经费主要用于科普阵地、\n流动科技馆巡展。", "专项经费主要用于科普阵地、流动科技馆巡展。"),
    (
        "根据《云泽省财政厅 云泽省科协\n\n云泽省科技厅关于开展推选的通知》，",
        "根据《云泽省财政厅 云泽省科协云泽省科技厅关于开展推选的通知》，",
    ),
    # numbers of pages between
    (f"{LONG}\n— 12 —\n工作者下基层。", f"{LONG}工作者下基层。"),
    (f"{LONG}\n第3页 共10页\n\n工作者下基层。", f"{LONG}工作者下基层。"),
    # near misses
    (f"{LONG}。\n— 12 —\n工作者下基层。", f"{LONG}。\n工作者下基层。"),
    (f"{LONG}\n— 12 —\n二、工作者下基层。", f"{LONG}\n二、工作者下基层。"),
    ("项目 | 金额\n讲座 | 3.50\n第5页 共8页\n展览 | 2.10", "项目 | 金额\n讲座 | 3.50\n展览 | 2.10"),
    (f"{LONG}\n-3.5-\n工作者下基层。", None),
    (f"{LONG}。\n工作者下基层。", None),
    (f"{LONG}\n一、机构设置", None),
    (f"{LONG}\n（二）工作者下基层，效果好。", None),
    (f"{LONG}\n- 工作者下基层，效果好。", None),
    (f"{LONG}\n附件：名单，如下。", None),
    (f"{LONG}\n工作者", None),
    (f"{LONG}\n    工作者下基层，效果好。", None),
    ("1. 扎实做好“云泽科普云服务”平台推广应用和科技志愿者登记注册基础工作\n为用好平台，县科协培训骨干。", None),
    ("青屏县科学技术协会二〇二三年度部门整体支出绩效自评报告\n根据县财政局通知，自评如下。", None),
    ("关于第二十六届青屏市青少年科技创新大赛评审结果的通报\n第二十六届大赛在青屏市举行，历时两天。", None),
    ("以阵地建设为重点，推动全县科普工作社会化群众化经常化\n一年来，我们抓阵地。二是抓队伍。", None),
    ("王青屏\n李云岫，县科协主席。", None),
    ("\t项目名称\n\t科普惠农", None),
    ("合计 10.5 3.2\n其他 1.1 2.2", "合计10.5 3.2\n其他1.1 2.2"),
]


@pytest.mark.parametrize(("text", "cleaned"), BROKEN, ids=[row[0][-24:].replace("\n", "⏎") for row in BROKEN])
def test_lines_broken_inside_a_sentence_are_joined(text: str, cleaned: str | None) -> None:
    assert clean(text).text == (text if cleaned is None else cleaned)


def test_lines_wrapped_at_a_width_are_joined_and_headings_stay() -> None:
    body = "青屏县科学技术协会本年收入合计一百零五点三万元，与上年相比增加了二十一点六万元，其中“科普惠农”项目支出增加较多。"
    lines = [body[start : start + 24] for start in range(0, len(body), 24)]
    text = "\n".join(["二、收入决算情况", *lines, "三、支出决算情况", *lines])
    assert clean(text).text == f"二、收入决算情况\n{body}\n三、支出决算情况\n{body}"


def test_the_number_of_a_page_parts_no_wrapped_line() -> None:
    body = "青屏县科学技术协会本年收入合计一百零五点三万元，与上年相比增加了二十一点六万元，其中“科普惠农”项目支出增加较多。"
    lines = [body[start : start + 24] for start in range(0, len(body), 24)]
    text = "\n".join([*lines, lines[0], "- 3 -", *lines[1:]])
    assert clean(text).text == f"{body}\n{body}"


def test_names_a_line_are_no_wrapped_text() -> None:
    text = "\n".join(f"青屏县第{number}实验小学科学教育与综合实践活动中心" for number in "一二三四五六七八")
    assert clean(text).text == text


WIDE = str.maketrans(",;:!?()", "，；：！？（）")  # what narrow signs are read as beside Chinese
NOISY = st.text(
    st.sampled_from(list("科普协会一二三（）《》“”、。，；：0123456789０５％% \u3000\u00a0\t\n\u200b\ue000AbＺ[]|-—學協,;:!?()㐀")),
    max_size=80,
)


@given(NOISY | st.text(max_size=80))
def test_no_character_is_lost_or_invented(text: str) -> None:
    mapped = clean(text)
    for offset, char in enumerate(mapped.text):
        source = text[mapped.to_source(offset)]
        folded = {source, unicodedata.normalize("NFKC", source), clean(source).text, clean(f"{source}學").text[:1], source.translate(WIDE)}
        assert char in folded or (char == "\n" and source.isspace())
    kept = {mapped.to_source(offset) for offset in range(len(mapped.text))}
    lost = [char for offset, char in enumerate(text) if offset not in kept]
    assert not [char for char in lost if "一" <= char <= "鿿" or char.isdigit()] or "[bookmark:" in text


@given(NOISY)
def test_offsets_ascend(text: str) -> None:
    mapped = clean(text)
    sources = [mapped.to_source(offset) for offset in range(len(mapped.text))]
    assert sources == sorted(set(sources))


def test_clean_reports_keep_every_word(shared: Path) -> None:
    for path in (shared / "reports").glob("*.txt"):
        text = path.read_text(encoding="utf-8-sig")
        mapped = clean(text)
        assert "[bookmark" not in mapped.text
        assert sum(char.isalnum() for char in text) - sum(char.isalnum() for char in mapped.text) <= text.count("bookmark: _") * 22


def test_blanks_between_the_columns_of_a_table_stay() -> None:
    for row in ("讲座（场）    40    5", "讲座（场）\u3000\u300040\u3000\u30005"):  # the last line, without a line break
        assert clean(f"指标    目标    结果\n{row}").text.endswith(row)
    assert clean("共  5  场").text.replace(" ", "") == "共5场"
    assert clean("全年举办  5场活动").text == "全年举办5场活动"


def test_a_long_line_of_columns_takes_no_longer_than_many_short_ones() -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        clean(text)
        return time.process_time() - begin

    row = "科普    5    "
    assert seconds(row * 20_000) < 10 * seconds((row * 4 + "\n") * 5_000) + 1
