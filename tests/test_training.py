"""Training: the same bytes from the same input, wrong marks refused by file and line, copies with real places that stay valid."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kexie_nlp.errors import ResourceError
from kexie_nlp.labels import ENTITY_TYPES
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.marked import Mark, parse_marked
from kexie_nlp.resources import folder
from kexie_nlp.tag import Tagger, load_model
from kexie_nlp.tag.model import CARD_FILE, WEIGHTS_FILE, save_model
from kexie_nlp.tokenize import WordCutter
from kexie_nlp.training import Excerpt, fitting, on_clean_text, read_corpus, train, with_other_names

COUNTY = """⟦岩溪县科学技术协会|ORG⟧
⟦2021年度|DATE⟧工作总结
⟦3月|DATE⟧，⟦县科协|ORG⟧在⟦枫香村|PLACE⟧举办⟦茶叶种植技术培训班|ACTIVITY⟧⟦4期|QUANTITY|茶叶种植技术培训班⟧，⟦岩溪|PLACE⟧茶农⟦320人|QUANTITY|培训茶农⟧参加。
在⟦第36届怀云市青少年科技创新大赛|COMPETITION⟧中获⟦一等奖|AWARD⟧⟦2项|QUANTITY|一等奖⟧，⟦莫听雨|PERSON⟧获⟦优秀辅导员|AWARD⟧。
支出⟦18.5万元|AMOUNT|支出⟧，下降⟦3.2%|PERCENT|支出下降⟧。
印发⟦《岩溪县科普工作要点》|DOCUMENT⟧，开通⟦“科普岩溪”公众号|PROGRAM⟧。
"""
CITY = """⟦2021年|DATE⟧⟦9月|DATE⟧，⟦市科协|ORG⟧组织⟦全国科普日|ACTIVITY⟧活动⟦26场|QUANTITY|活动⟧，⟦3万人|QUANTITY|参加⟧参加。
⟦怀云市科协|ORG⟧获⟦先进集体|AWARD⟧，经费⟦120万元|AMOUNT|经费⟧，占⟦45%|PERCENT|占比⟧。
"""
INDEX = (
    "# head\nfile\tsplit\tkind\tlevel\tprovince\tyear\tlayout\tfield\tplaces\n"
    "county\ttrain\t工作总结\t县\t湖南\t2021\tprose\t农业\t岩溪县/岩溪;怀云市/怀云;枫香村\n"
    "city\theld-out\t工作总结\t市\t湖南\t2021\tprose\t农业\t怀云市/怀云\n"
)
TRAIN_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from kexie_nlp.pipeline import default_lexicons
from kexie_nlp.tag.model import save_model
from kexie_nlp.training import fitting, read_corpus, train
fitting.FEWEST_STEPS = 200
save_model(train(read_corpus(Path(sys.argv[1])), default_lexicons()), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module", autouse=True)
def few_steps() -> Iterator[None]:
    """Train for fewer steps than the project does: enough for some sentences."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting, "FEWEST_STEPS", 200)
        yield


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("corpus")
    (place / "county.marked.txt").write_text(COUNTY, encoding="utf-8")
    (place / "city.marked.txt").write_text(CITY, encoding="utf-8")
    (place / "index.tsv").write_text(INDEX, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def trained(corpus: Path, lexicons: Lexicons, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("model")
    save_model(train(read_corpus(corpus), lexicons), place)
    return place


def files_of(place: Path) -> dict[str, bytes]:
    return {name: (place / name).read_bytes() for name in (CARD_FILE, WEIGHTS_FILE)}


def test_same_bytes_from_the_same_input(trained: Path, corpus: Path, lexicons: Lexicons, tmp_path: Path) -> None:
    save_model(train(read_corpus(corpus), lexicons), tmp_path)
    assert files_of(tmp_path) == files_of(trained)


@pytest.mark.slow
def test_same_bytes_in_another_process(trained: Path, corpus: Path, tmp_path: Path) -> None:
    paths = [str(Path(load_model.__code__.co_filename).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "PYTHONPATH": os.pathsep.join(filter(None, paths)), "LC_ALL": "C"}
    command = [sys.executable, "-c", TRAIN_IN_ANOTHER_PROCESS, str(corpus), str(tmp_path)]
    subprocess.run(command, check=True, env=environment, cwd=tmp_path, timeout=120)
    assert files_of(tmp_path) == files_of(trained)


def test_order_of_the_files_does_not_matter(trained: Path, corpus: Path, lexicons: Lexicons, tmp_path: Path) -> None:
    for path in sorted(corpus.iterdir(), reverse=True):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        turned = [*lines[:2], *lines[:1:-1]] if path.name == "index.tsv" else lines
        (tmp_path / path.name).write_text("".join(turned), encoding="utf-8")
    save_model(train(read_corpus(tmp_path), lexicons), tmp_path / "model")
    assert files_of(tmp_path / "model") == files_of(trained)


def test_model_has_learnt_its_texts(trained: Path, lexicons: Lexicons) -> None:
    tagger = Tagger(lexicons, load_model(trained))
    text = on_clean_text(parse_marked(COUNTY))
    found = {(entity.start, entity.end, entity.type) for entity in tagger.tag(text.text, WordCutter(lexicons).words(text.text))}
    wanted = {(mark.start, mark.end, mark.type) for mark in text.marks}
    assert len(found & wanted) > 0.7 * len(wanted)


def test_card(trained: Path, lexicons: Lexicons) -> None:
    model = load_model(trained)
    assert model.labels == ENTITY_TYPES
    assert (model.card["texts"], model.card["seed"]) == (2, 0)
    assert model.card["marks"] == COUNTY.count("⟦") + CITY.count("⟦")
    assert model.card["characters"] == len(parse_marked(COUNTY).text) + len(parse_marked(CITY).text)
    assert model.card["lexicons"] == lexicons.fingerprint


def test_progress_is_told(corpus: Path, lexicons: Lexicons) -> None:
    lines: list[str] = []
    train(read_corpus(corpus, "train"), lexicons, progress=lines.append)
    assert lines[0] == "describing the candidates of 1 texts"


def test_splits(corpus: Path) -> None:
    assert [(excerpt.name, excerpt.split) for excerpt in read_corpus(corpus)] == [("city", "held-out"), ("county", "train")]
    assert [excerpt.name for excerpt in read_corpus(corpus, "train")] == ["county"]
    assert read_corpus(corpus, "train")[0].places == (("岩溪县", "岩溪"), ("怀云市", "怀云"), ("枫香村",))
    with pytest.raises(ResourceError, match="no marked text of split 'test' here"):
        read_corpus(corpus, "test")


def test_folder_without_an_index_is_all_train(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"expected files named \*\.marked\.txt"):
        read_corpus(tmp_path)
    for name in ("b", "a"):
        (tmp_path / f"{name}.marked.txt").write_text(CITY, encoding="utf-8")
    assert [(excerpt.name, excerpt.split) for excerpt in read_corpus(tmp_path)] == [("a", "train"), ("b", "train")]


WRONG: list[tuple[str, int | None, str]] = [
    ("一行\n⟦县科协|BODY⟧来了", 2, "unknown type BODY; expected one of ORG"),
    ("⟦县科协|ORG|指标⟧", 1, "an indicator on ORG"),
    ("一\n二\n⟦3人|QUANTITY|⟧", 3, "an empty indicator on '3人'"),
    ("⟦3人|QUANTITY| ⟧", 1, "an empty indicator on '3人'"),
    ("一\n⟦县科协|ORG", 2, "⟦ outside a mark"),
    ("县科协|ORG⟧", 1, "⟧ outside a mark"),
    ("⟦县⟦科协|ORG⟧|ORG⟧", 1, "outside a mark"),
    ("⟦县\n科协|ORG⟧", 1, "on one line"),
    ("⟦县科协|org⟧", 1, "outside a mark"),
    ("⟦|ORG⟧", 1, "outside a mark"),
]


@pytest.mark.parametrize(("text", "line", "reason"), WRONG)
def test_wrong_marks_are_refused_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "x.marked.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        read_corpus(tmp_path)
    assert (caught.value.path, caught.value.line) == (str(path), line)
    assert reason in caught.value.reason


SPOILERS: list[tuple[str, Callable[[Path], object], str, str]] = [
    ("not UTF-8", lambda place: (place / "county.marked.txt").write_bytes("县科协".encode("gb18030")), "county.marked.txt", "not UTF-8"),
    ("listed but missing", lambda place: (place / "city.marked.txt").unlink(), "city.marked.txt", "cannot be read"),
    (
        "short index line",
        lambda place: (place / "index.tsv").write_text(INDEX + "town\ttrain\n", encoding="utf-8"),
        "index.tsv",
        "9 columns expected",
    ),
]


@pytest.mark.parametrize(("spoil", "file", "reason"), [row[1:] for row in SPOILERS], ids=[row[0] for row in SPOILERS])
def test_wrong_files_are_refused(corpus: Path, tmp_path: Path, spoil: Callable[[Path], object], file: str, reason: str) -> None:
    for path in corpus.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    spoil(tmp_path)
    with pytest.raises(ResourceError, match=reason) as caught:
        read_corpus(tmp_path)
    assert caught.value.path == str(tmp_path / file)


def test_copies_tell_of_real_regions(corpus: Path, lexicons: Lexicons) -> None:
    excerpts = read_corpus(corpus, "train")
    (copy,) = with_other_names(excerpts, lexicons, seed=0)
    names = {row["name"] for row in lexicons.rows("regions")}
    assert "岩溪" not in copy.text
    assert "怀云" not in copy.text
    # villages stand in no lexicon
    assert "枫香村" in copy.text
    assert [mark.type for mark in copy.marks] == [mark.type for mark in excerpts[0].marked.marks]
    association = copy.text[copy.marks[0].start : copy.marks[0].end]
    assert association.removesuffix("科学技术协会") in names
    assert [copy.text[mark.start : mark.end] for mark in copy.marks if mark.type == "QUANTITY"] == ["4期", "320人", "2项"]


def test_copies_tell_of_persons_with_usual_names(lexicons: Lexicons) -> None:
    told = parse_marked(
        "⟦阚田野|PERSON⟧教授、⟦田野|PERSON⟧获⟦一等奖|AWARD⟧，⟦阚田野工作室|ORG⟧揭牌，田野调查⟦4次|QUANTITY⟧；⟦古丽·艾山|PERSON⟧到会。"
    )
    (copy,) = with_other_names([Excerpt("x", "train", told)], lexicons, seed=0)
    name, other, _, studio, _, foreign = (copy.text[mark.start : mark.end] for mark in copy.marks)
    common = {row["surname"] for row in lexicons.rows("surnames") if row["rank"]}
    assert name[0] in common
    assert name != "阚田野"
    # the same person is the same person everywhere
    assert studio == f"{name}工作室"
    # 田野 is a word of the text, too, and not every name is of the usual form
    assert (other, foreign) == ("田野", "古丽·艾山")
    assert "田野调查" in copy.text


def test_other_names_are_chosen_by_the_seed_alone(corpus: Path, lexicons: Lexicons) -> None:
    excerpts = read_corpus(corpus)
    one, again, other = (with_other_names(excerpts, lexicons, seed) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_other_names_keep_the_marks_of_the_whole_corpus_valid(lexicons: Lexicons) -> None:
    excerpts = read_corpus(folder("corpora") / "marked", "train")
    placed = [excerpt for excerpt in excerpts if excerpt.places or any(mark.type == "PERSON" for mark in excerpt.marked.marks)]
    copies = with_other_names(excerpts, lexicons, seed=3)
    assert len(copies) == len(placed) > 0
    for excerpt, copy in zip(placed, copies, strict=True):
        assert [(mark.type, mark.indicator is None) for mark in copy.marks] == [
            (mark.type, mark.indicator is None) for mark in excerpt.marked.marks
        ], excerpt.name


def test_held_out_texts_are_never_trained_on() -> None:
    place = folder("corpora") / "marked"
    trained_on, held_out = ({excerpt.name for excerpt in read_corpus(place, split)} for split in ("train", "held-out"))
    assert trained_on and held_out
    assert not trained_on & held_out
    assert load_model(folder("models")).card["texts"] == len(trained_on)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("共⟦539 次|QUANTITY|活动⟧", [("539次", "QUANTITY")]),
        ("[bookmark: _Toc1]⟦县科协|ORG⟧", [("县科协", "ORG")]),
        ("⟦１２項|QUANTITY⟧", [("12项", "QUANTITY")]),
    ],
)
def test_marks_move_along_when_the_text_is_cleaned(marked: str, expected: list[tuple[str, str]]) -> None:
    moved = on_clean_text(parse_marked(marked))
    assert [(moved.text[mark.start : mark.end], mark.type) for mark in moved.marks] == expected


def test_a_text_without_places_or_persons_has_no_copy(lexicons: Lexicons) -> None:
    assert with_other_names([Excerpt("x", "train", parse_marked(CITY))], lexicons, 0) == []
    assert parse_marked("⟦县科协|ORG⟧").marks == (Mark(0, 3, "ORG", None),)
