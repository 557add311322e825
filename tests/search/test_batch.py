"""Queries one a line."""

from pathlib import Path

import pytest

from kexie_nlp.errors import KexieError
from kexie_nlp.search.batch import BatchLine, batch_lines, read_batch

LINES = [
    ("大篷车", [BatchLine(1, "大篷车", "大篷车")]),
    ("# 说明\n\n  大篷车  \r\n", [BatchLine(3, "大篷车", "大篷车")]),
    ("流动科普\t大篷车 年份:2021", [BatchLine(1, "流动科普", "大篷车 年份:2021")]),
    ("\t大篷车", [BatchLine(1, "大篷车", "大篷车")]),
    ("名\t", [BatchLine(1, "名", "")]),
    ("甲\t乙\t丙", [BatchLine(1, "甲", "乙\t丙")]),
    ("  # 甲\n#\n", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "lines"), LINES)
def test_lines_are_read(text: str, lines: list[BatchLine]) -> None:
    assert list(batch_lines(text)) == lines


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "no query"), (b"# a\n", "no query"), ("大篷车".encode("gb18030"), "not UTF-8"), (None, "cannot be read")],
)
def test_a_file_without_queries_is_refused(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "queries.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KexieError, match=reason):
        read_batch(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "queries.txt"
    path.write_text("大篷车\n", encoding="utf-8-sig")
    assert read_batch(path) == [BatchLine(1, "大篷车", "大篷车")]
