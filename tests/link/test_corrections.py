from pathlib import Path

import pytest

from kexie_nlp.errors import ResourceError
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.corrections import Correction, read_corrections
from kexie_nlp.link.linker import Linker, linker_for
from kexie_nlp.link.links import LinkKind
from kexie_nlp.link.pairs import link_in_context

HEAD = "kind\twritten\tname\tnote\n"
WRONG = [
    ("written\tname\n", 1, "expected the column line 'kind\\twritten\\tname\\tnote', found 'written\\tname'"),
    (HEAD + "award\t甲奖\n", 2, "4 columns expected (kind, written, name, note), 2 found"),
    (HEAD + "# a remark\n\nprize\t甲奖\t乙奖\t\n", 4, "kind is 'prize'; expected one of association, contest, award, program, indicator"),
    (HEAD + "award\t\t乙奖\t\n", 2, "written is empty"),
    (HEAD + "award\t“”\t乙奖\t\n", 2, "written is empty"),
    (HEAD + "award\t甲奖\t\t\n", 2, "name is empty"),
    (HEAD + "award\t甲奖\t乙奖\t\naward\t“甲奖”\t丙奖\t\n", 3, "'“甲奖”' (award) stands already in line 2; keep one of the two"),
]


@pytest.mark.parametrize(("content", "line", "reason"), WRONG, ids=[row[2] for row in WRONG])
def test_a_wrong_line_is_refused(tmp_path: Path, content: str, line: int, reason: str) -> None:
    path = tmp_path / "links.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_corrections(path)
    assert str(caught.value).startswith(f"{path}:{line}: {reason}")


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "links.tsv"
    path.write_bytes(HEAD.encode() + "award\t甲奖\t乙奖\t".encode("gb18030"))
    with pytest.raises(ResourceError, match="is not UTF-8; save the file as UTF-8"):
        read_corrections(path)


def test_corrections_are_read_with_line_ends_and_mark_of_windows(tmp_path: Path) -> None:
    path = tmp_path / "links.tsv"
    path.write_bytes(("\ufeff" + HEAD + "award\t甲奖\t乙奖\t改名\ncontest\t甲赛\t乙赛\n").replace("\n", "\r\n").encode())
    assert read_corrections(path) == (
        Correction("award", "甲奖", "乙奖", "改名", "links.tsv:2"),
        Correction("contest", "甲赛", "乙赛", "", "links.tsv:3"),
    )


def test_a_file_that_is_not_there_corrects_nothing(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "links.tsv") == ()


CORRECTED: list[tuple[LinkKind, str, str, str]] = [
    # kind, as corrected, name, as asked
    ("association", "市老科协", "安澜市老科学技术工作者协会", "市老科协"),
    ("association", "市科协", "宁川市科学技术协会", "市科协"),
    ("contest", "科技节大赛", "青少年科技节", "第三届安澜市科技节大赛"),
    ("contest", "青少年科技创新大赛", "科创赛", "第34届全国青少年科技创新大赛"),
    ("award", "竹艺匠心奖", "竹艺奖", "安澜市“竹艺匠心奖”"),
    ("program", "竹乡科普直通车", "科普直通车", "2021年安澜市竹乡科普直通车"),
    ("indicator", "学术交流", "学术年会", "开展学术交流"),
    ("indicator", "开展学术交流", "学术年会", "开展学术交流"),
    ("indicator", "受益农牧民", "受益人次", "全县受益农牧民"),
]


@pytest.mark.parametrize(("kind", "written", "name", "asked"), CORRECTED, ids=[f"{row[1]} {row[3]}" for row in CORRECTED])
def test_a_correction_goes_before_everything(lexicons: Lexicons, kind: LinkKind, written: str, name: str, asked: str) -> None:
    linker = Linker(lexicons, [Correction(kind, written, name, "见来函", "links.tsv:7")])
    link = link_in_context(linker, kind, asked)
    assert (link.name, link.how, link.score) == (name, "correction", 1.0)
    assert link.why == f"links.tsv:7: {written} is {name} (见来函)"


def test_a_corrected_contest_keeps_edition_and_level(lexicons: Lexicons) -> None:
    linker = Linker(lexicons, [Correction("contest", "青少年科技创新大赛", "科创赛")])
    link = linker.contest("第34届四川省青少年科技创新大赛")
    assert (link.series, link.edition, link.level, link.place) == ("科创赛", 34, "省", "四川省")


def test_a_correction_is_for_its_kind_only(lexicons: Lexicons, linker: Linker) -> None:
    corrected = Linker(lexicons, [Correction("award", "学术交流", "学术奖")])
    assert corrected.indicator("学术交流", "次") == linker.indicator("学术交流", "次")


def test_the_linker_of_an_archive_reads_its_corrections(tmp_path: Path, lexicons: Lexicons) -> None:
    assert linker_for(tmp_path, lexicons).award("甲奖").name == "甲奖"
    (tmp_path / "links.tsv").write_text(HEAD + "award\t甲奖\t乙奖\t\n", encoding="utf-8")
    assert linker_for(tmp_path, lexicons).award("甲奖").name == "乙奖"
