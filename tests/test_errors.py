import pickle
from pathlib import Path

import pytest

from kexie_nlp.errors import (
    KexieError,
    MissingReader,
    QueryError,
    ReportError,
    ResourceError,
    UndecodableReport,
    UnreadableReport,
    UnsafeReport,
)

ERRORS = [
    (ReportError("a.txt", "empty"), "a.txt: empty"),
    (UnreadableReport(Path("a.pdf"), "encrypted"), "a.pdf: encrypted"),
    (UnsafeReport("a.docx", "too large"), "a.docx: too large"),
    (UndecodableReport("a.txt", "byte 7"), "a.txt: byte 7"),
    (MissingReader("a.doc", "needs LibreOffice"), "a.doc: needs LibreOffice"),
    (ResourceError("org.tsv", 41, "3 columns expected, 2 found"), "org.tsv:41: 3 columns expected, 2 found"),
    (ResourceError("model.json", None, "damaged"), "model.json: damaged"),
    (
        QueryError("年份:x", 3, "a year is wanted", "年份:2019"),
        "a year is wanted (at character 4)\n  年份:x\n  \u3000\u3000 ^\ntry: 年份:2019",
    ),
]


@pytest.mark.parametrize(("error", "message"), ERRORS, ids=[type(row[0]).__name__ for row in ERRORS])
def test_message_and_way_back_from_a_worker(error: KexieError, message: str) -> None:
    assert str(error) == message
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), message, vars(error))
