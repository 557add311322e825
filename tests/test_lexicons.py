import re
from pathlib import Path

import pytest

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES, LABELS, VALUE_TYPES
from kexie_nlp.lexicons import Lexicons, read_lexicon, values
from kexie_nlp.resources import OWN_LEXICONS_VARIABLE, folder, lexicon_folders
from kexie_nlp.tokenize.cutter import NAME_LEXICONS

COLUMNS = {
    "activities": ("name", "aliases", "recurs"),
    "awards": ("name", "aliases", "kind", "rank"),
    "bodies": ("stem", "level_prefixes", "kind"),
    "budget": ("term", "code", "class"),
    "contests": ("name", "aliases", "field", "level"),
    "documents": ("name", "aliases", "kind"),
    "forms": ("form", "type", "role"),
    "generic": ("term", "looks_like"),
    "indicators": ("indicator", "aliases", "unit", "definition"),
    "measures": ("measure", "counts"),
    "media": ("name", "aliases", "level"),
    "name_parts": ("part", "people"),
    "organisations": ("name", "aliases", "kind"),
    "places": ("name", "aliases", "kind"),
    "programs": ("name", "aliases", "kind"),
    "regions": ("code", "name", "aliases", "until", "ambiguous"),
    "series": ("series", "members", "editions"),
    "successors": ("code", "successor"),
    "surnames": ("surname", "kind", "rank"),
    "vocabulary": ("term", "pos", "field"),
}
# (lexicon, column) → the values a cell may hold; each is explained in the file's head
ALLOWED = {
    ("awards", "kind"): "prize special honour state",
    ("awards", "rank"): "0 1 2 3 4 5 6 7 8 9",
    ("bodies", "kind"): "party state people association institution",
    ("bodies", "level_prefixes"): "省 自治区 市 州 盟 地 县 区 旗",
    ("budget", "class"): "功能 经济 决算 绩效",
    ("contests", "field"): "青少年 高校 技能 双创 科普 评选 行业",
    ("contests", "level"): "国际 全国 省 市 any",
    ("documents", "kind"): "法律 条例 纲要 规划 意见 方案 办法 制度 章程 著作 其他",
    ("forms", "type"): " ".join(ENTITY_TYPES),
    ("forms", "role"): "head tail",
    ("generic", "looks_like"): " ".join(ENTITY_TYPES),
    ("measures", "counts"): "人 组织 事 物 信息 地 时间 长度 面积 体积 质量 能量与功率 速度与频率 温度与压力 比率与等级",
    ("media", "level"): "national provincial portal",
    ("name_parts", "people"): "藏 蒙古 彝 维吾尔、哈萨克",
    ("organisations", "kind"): "party state people society academy university institution company international",
    ("places", "kind"): "country world city area nature",
    ("programs", "kind"): "工程 计划 行动 平台 媒体 设施 基金 项目",
    ("surnames", "kind"): "single compound",
    ("surnames", "rank"): " ".join(map(str, range(1, 101))),
    ("vocabulary", "pos"): "n v d q l",
    ("vocabulary", "field"): "获得 举办 变化 程度 机构 科普 科协系统 绩效 决算 党建 量词 会议名词 套语 科技 职务 实施 前往 文书",
}
MAY_BE_EMPTY = {("awards", "rank"), ("surnames", "rank")}
PATTERNS = {
    ("activities", "recurs"): r"(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?",
    ("budget", "code"): r"\d{3}|\d{5}|\d{7}",
    ("regions", "code"): r"[1-9]\d{5}",
    ("regions", "until"): r"20\d\d",
    ("series", "editions"): r"[^:=]+:\d+=(?:19|20)\d\d(?:-(?:19|20)\d\d)?",
    ("successors", "code"): r"[1-9]\d{5}",
    ("successors", "successor"): r"[1-9]\d{5}",
}


def test_every_lexicon_is_known_and_no_other_is_there() -> None:
    assert sorted(path.stem for path in folder("lexicons").glob("*.tsv")) == sorted(COLUMNS)


@pytest.mark.parametrize("name", COLUMNS)
def test_form_of_a_lexicon_file(name: str) -> None:
    content = (folder("lexicons") / f"{name}.tsv").read_bytes()
    text = content.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    head = [line for line in lines if line.startswith("#")]
    assert len(head) >= 3
    assert lines[: len(head)] == head
    assert tuple(lines[len(head)].split("\t")) == COLUMNS[name]
    rows = [line.split("\t") for line in lines[len(head) + 1 :]]
    firsts = [row[0] for row in rows]
    assert all(firsts)
    assert firsts == sorted(set(firsts))
    assert {len(row) for row in rows} == {len(COLUMNS[name])}
    assert [cell for row in rows for cell in row if cell != cell.strip()] == []
    explained = "\n".join(head)
    assert [column for column in COLUMNS[name][1:] if column not in explained] == []


@pytest.mark.parametrize(("name", "column"), ALLOWED, ids=["-".join(key) for key in ALLOWED])
def test_a_class_is_one_of_those_allowed(lexicons: Lexicons, name: str, column: str) -> None:
    allowed = set(ALLOWED[name, column].split())
    for row in lexicons.rows(name):
        told = values(row[column])
        assert told or (name, column) in MAY_BE_EMPTY, row
        assert set(told) <= allowed, row


@pytest.mark.parametrize(("name", "column"), PATTERNS, ids=["-".join(key) for key in PATTERNS])
def test_a_code_is_of_its_form(lexicons: Lexicons, name: str, column: str) -> None:
    wrong = [row for row in lexicons.rows(name) if not all(re.fullmatch(PATTERNS[name, column], told) for told in values(row[column]))]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, columns in COLUMNS.items() if "aliases" in columns])
def test_an_alias_is_written_once_and_is_not_the_name(lexicons: Lexicons, name: str) -> None:
    column = "name" if "name" in COLUMNS[name] else COLUMNS[name][0]
    for row in lexicons.rows(name):
        names = [row[column], *row["aliases"].split(";")] if row["aliases"] else [row[column]]
        assert len(names) == len(set(names)), row
        assert all(alias == alias.strip() != "" for alias in names), row


def test_the_words_of_the_cutter_come_from_lexicons_that_exist() -> None:
    assert set(NAME_LEXICONS) <= set(COLUMNS)


def test_labels_tell_every_entity_type_once() -> None:
    assert len(set(ENTITY_TYPES)) == len(LABELS) == 12
    assert set(ENTITY_TYPES) >= VALUE_TYPES
    assert all(label.zh and label.meaning_zh and label.meaning_en for label in LABELS)


HEAD = "# a head\nname\taliases\n"
WRONG = [
    ("", 1, "expected the column line 'column names parted by tabs', found ''"),
    ("# only a head\n", 1, "found ''"),
    (HEAD + "甲\t乙\t丙\n", 3, "2 columns expected (name, aliases), 3 found"),
    (HEAD + "甲\n", 3, "2 columns expected (name, aliases), 1 found"),
    (HEAD + "甲\t\n\n\t乙\n", 5, "the first column (name) is empty"),
    (HEAD + "甲\t\n乙\t\n甲\t丙\n", 5, "'甲' stands already in line 3"),
    (HEAD + "甲\t 乙\n", 3, "aliases is ' 乙'; expected '乙'"),
    (HEAD + "甲\u3000\t\n", 3, "name is '甲\\u3000'; expected '甲'"),
]


@pytest.mark.parametrize(("content", "line", "reason"), WRONG, ids=[repr(row[0][9:]) for row in WRONG])
def test_a_wrong_line_is_refused(tmp_path: Path, content: str, line: int, reason: str) -> None:
    path = tmp_path / "contests.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_lexicon(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert reason in str(caught.value)


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "contests.tsv"
    path.write_bytes(b"name\n" + "竞赛".encode("gb18030"))
    with pytest.raises(ResourceError, match="byte 5 is not UTF-8; save the file as UTF-8"):
        read_lexicon(path)


def test_line_ends_and_byte_order_mark_of_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "contests.tsv"
    path.write_bytes(("\ufeff" + HEAD + "甲\t乙;丙\n").replace("\n", "\r\n").encode())
    assert read_lexicon(path) == (["name", "aliases"], [{"name": "甲", "aliases": "乙;丙"}])


CELLS = [("", []), ("甲", ["甲"]), ("甲;乙", ["甲", "乙"]), (";甲;", ["甲"])]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_values(cell: str, expected: list[str]) -> None:
    assert values(cell) == expected


@pytest.fixture
def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    own, users = tmp_path / "own", tmp_path / "users"
    for place in (own, users):
        place.mkdir()
    (own / "contests.tsv").write_text(HEAD + "乙赛\t\n甲赛\t甲\n", encoding="utf-8")
    return own, users


def test_a_row_of_the_user_replaces_or_joins_those_of_the_project(two_folders: tuple[Path, Path]) -> None:
    (two_folders[1] / "contests.tsv").write_text("name\taliases\n甲赛\t甲;甲级赛\n丙赛\t\n", encoding="utf-8")
    rows = Lexicons(two_folders).rows("contests")
    assert [(row["name"], row["aliases"]) for row in rows] == [("乙赛", ""), ("甲赛", "甲;甲级赛"), ("丙赛", "")]


def test_the_user_needs_no_file_for_every_lexicon(two_folders: tuple[Path, Path]) -> None:
    assert len(Lexicons(two_folders).rows("contests")) == 2


def test_a_user_file_with_other_columns_is_refused(two_folders: tuple[Path, Path]) -> None:
    (two_folders[1] / "contests.tsv").write_text("name\n甲赛\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"contests.tsv:1: expected the column line 'name\\taliases', found 'name'"):
        Lexicons(two_folders).rows("contests")


def test_a_lexicon_that_only_the_user_has_is_missing(two_folders: tuple[Path, Path]) -> None:
    (two_folders[1] / "awards.tsv").write_text("name\n甲奖\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="this lexicon is missing"):
        Lexicons(two_folders).rows("awards")


def test_the_fingerprint_changes_with_a_row_and_not_with_line_ends(two_folders: tuple[Path, Path]) -> None:
    before = Lexicons(two_folders).fingerprint
    path = two_folders[0] / "contests.tsv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert Lexicons(two_folders).fingerprint == before
    path.write_text(HEAD + "乙赛\t\n", encoding="utf-8")
    assert Lexicons(two_folders).fingerprint != before


def test_lexicon_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(OWN_LEXICONS_VARIABLE, raising=False)
    assert lexicon_folders() == (folder("lexicons"),)
    monkeypatch.setenv(OWN_LEXICONS_VARIABLE, str(tmp_path))
    assert lexicon_folders() == (folder("lexicons"), tmp_path)
    monkeypatch.setenv(OWN_LEXICONS_VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(ResourceError, match=f"no such folder, though {OWN_LEXICONS_VARIABLE} names it"):
        lexicon_folders()


def test_a_folder_that_is_nowhere_is_named() -> None:
    with pytest.raises(ResourceError, match="maps: this folder is missing from the installation"):
        folder("maps")
