"""A paragraph of very many sentences is read piece by piece, so that the time it takes grows with its length and not with its square."""

from kexie_nlp.checks import check_report
from kexie_nlp.checks.told.context import context_of
from kexie_nlp.pipeline import analyze, report_of
from kexie_nlp.read import Extracted

LECTURES = "".join(f"第{number}场讲座有{number + 30}人参加。" for number in range(1, 241))
LONG = LECTURES + "全年获奖63项，其中一等奖9项、二等奖21项、三等奖35项。"


def test_a_long_paragraph_is_read_piece_by_piece() -> None:
    analysis = analyze(report_of(Extracted(LONG), "long.txt"))
    assert [len(piece) for piece in context_of(analysis).paragraphs()] == [100, 100, 41]
    assert [finding.stated for finding in check_report(analysis) if not finding.holds] == ["63项"]


def test_the_sentence_of_a_position() -> None:
    context = context_of(analyze(report_of(Extracted("办班3期。培训160人次。\n\n获奖2项。"), "short.txt")))
    for position in range(len(context.text)):
        told = next((passage for passage in context.passages if passage.start <= position < passage.end), None)
        assert context.passage_at(position) is told
