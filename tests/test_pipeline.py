"""From file to analysis: every offset names what it says, in the text as it was read."""

import gc
import json
import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from kexie_nlp import analyze, read_report
from kexie_nlp.document import Report
from kexie_nlp.errors import ReportError, UnreadableReport
from kexie_nlp.pipeline import (
    Analyzer,
    default_analyzer,
    default_cutter,
    default_lexicons,
    report_of,
    report_of_bytes,
    tokens_of,
)
from kexie_nlp.read import Extracted
from kexie_nlp.read.encoding import decode
from kexie_nlp.records import Achievement, Analysis, Metric
from kexie_nlp.resources import folder
from kexie_nlp.segment import clean
from kexie_nlp.tag import Tagger, load_model

WIDE = str.maketrans(",;:!?()", "，；：！？（）")

every_sample = pytest.mark.parametrize("name", samples.NAMES)


def assert_structure_holds(report: Report) -> None:
    text = report.text
    for section in report.sections:
        assert 0 <= section.start < section.heading_end <= section.end <= len(text)
        heading = clean(text[section.start : section.heading_end]).text
        assert "".join(heading.split()) == "".join((section.number + section.title).split())
        if section.parent is not None:
            outer = report.sections[section.parent]
            assert outer.start < section.start and section.end <= outer.end and outer.level < section.level
    for sentence in report.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        if sentence.section is not None:
            section = report.sections[sentence.section]
            # a heading that runs into its sentence (一是…；二是…) may leave the sentence's end to the next section
            assert section.start <= sentence.start < section.end
        if sentence.table is not None:
            table = report.tables[sentence.table]
            assert table.start <= sentence.start and sentence.end <= table.end
    assert all(one.end <= other.start for one, other in pairwise(report.sentences))
    for table in report.tables:
        for cell in table.cells:
            assert table.start <= cell.start <= cell.end <= table.end
            assert text[cell.start : cell.end] == cell.text


def assert_offsets_hold(analysis: Analysis) -> None:
    text = analysis.report.text
    for entity in analysis.entities:
        assert text[entity.start : entity.end] == entity.text != ""
        assert "\n" not in entity.text
        assert entity.text.strip() == entity.text
    assert all(one.end <= other.start for one, other in pairwise(analysis.entities)), "entities overlap"
    for metric in analysis.metrics:
        assert text[metric.start : metric.end] == metric.text != ""
        assert metric.indicator.strip()
    for achievement in analysis.achievements:
        assert "".join(clean(text[achievement.start : achievement.end]).text.split()) == achievement.award.replace(" ", "") != ""
    records: list[Metric | Achievement] = [*analysis.metrics, *analysis.achievements]
    for record in records:
        evidence = record.evidence
        assert 0 <= evidence.start <= record.start < record.end <= evidence.end <= len(text)
        assert all(0 <= start < end <= len(text) for _, start, end in evidence.spans)
        names = [name for name, _, _ in evidence.spans]
        assert len(names) == len(set(names))
    assert list(analysis.metrics) == sorted(analysis.metrics, key=lambda metric: metric.start)
    assert list(analysis.achievements) == sorted(analysis.achievements, key=lambda achievement: achievement.start)


@every_sample
def test_structure(name: str) -> None:
    assert_structure_holds(samples.analysis_of(name).report)


@every_sample
def test_offsets(name: str) -> None:
    analysis = samples.analysis_of(name)
    assert_offsets_hold(analysis)
    assert len(analysis.entities) > 20
    assert len(analysis.metrics) > 5


@every_sample
def test_evidence_of_achievements_is_what_the_fields_say(name: str) -> None:
    analysis = samples.analysis_of(name)
    for achievement in analysis.achievements:
        for field, start, end in achievement.evidence.spans:
            told = getattr(achievement, field)
            if field in ("recipient", "event", "award", "title"):
                assert "".join(clean(analysis.report.text[start:end]).text.split()) == told.replace(" ", "")


@every_sample
def test_tokens(name: str) -> None:
    report = samples.analysis_of(name).report
    tokens = tokens_of(report, default_cutter())
    for token in tokens:
        written = "".join(clean(report.text[token.start : token.end]).text.split())
        assert written.translate(WIDE) == token.text.translate(WIDE)  # a sign is wide by what stands beside it
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert "".join(token.text for token in tokens) == "".join(clean(report.text).text.split())


@every_sample
def test_analysing_twice_gives_the_same(name: str) -> None:
    again = analyze(read_report(samples.REPORTS / name))
    assert again == samples.analysis_of(name)


def test_a_fresh_analyzer_gives_the_same() -> None:
    analyzer = Analyzer(default_cutter(), Tagger(default_lexicons(), load_model(folder("models"))))
    for name in samples.NAMES[:3]:
        assert analyzer.analyze(samples.analysis_of(name).report) == samples.analysis_of(name)


@pytest.mark.parametrize("collecting", [True, False])
def test_garbage_collection_is_left_as_it_was(collecting: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    analyzer = default_analyzer()
    report = report_of(Extracted("临溪中学获一等奖2项。"), "report.txt")
    was = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        analyzer.analyze(report)
        assert gc.isenabled() == collecting
        monkeypatch.setattr("kexie_nlp.pipeline.extract_records", lambda reading, entities, year: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            analyzer.analyze(report)
        assert gc.isenabled() == collecting
    finally:
        (gc.enable if was else gc.disable)()


def test_another_process_with_another_hash_seed_gives_the_same(tmp_path: Path) -> None:
    code = "import sys; from kexie_nlp import analyze; print(ascii(analyze(sys.argv[1])))"
    paths = [str(Path(sys.modules["kexie_nlp"].__file__ or "").parents[1]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    path = samples.PATHS[0]
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == ascii(samples.analysis_of(path.name))


@pytest.mark.parametrize("name", [name for name in samples.NAMES if name.endswith(".txt")])
def test_text_of_a_text_file_is_the_decoded_file(name: str) -> None:
    data = (samples.REPORTS / name).read_bytes()
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = data.decode("gb18030")
    assert samples.analysis_of(name).report.text == decoded.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encoding_does_not_matter(encoding: str) -> None:
    text = samples.analysis_of("云泽省科协2021年工作总结.txt").report.text
    report = report_of_bytes(text.replace("\n", "\r\n").encode(encoding), "x.txt")
    assert report.text == text
    assert report.id == report_of_bytes(text.encode(), "y.txt").id


SENTENCE = "2021年6月，县科协举办蔬菜种植技术培训班4期，支出专项经费18.5万元，较上年增长7.4%。"
NOISY = [
    # (what the file holds, what of it is tagged as the amount, what as the activity)
    (SENTENCE, "18.5万元", "蔬菜种植技术培训班"),
    (SENTENCE.replace("18.5万元", "18.5 万元"), "18.5 万元", "蔬菜种植技术培训班"),
    (SENTENCE.replace("18.5万元", "１８．５万元"), "１８．５万元", "蔬菜种植技术培训班"),
    (SENTENCE.replace("18.5", "[bookmark: _Toc15396600]18.5"), "18.5万元", "蔬菜种植技术培训班"),
    (SENTENCE.replace("种植", "[bookmark: _Toc1]种植"), "18.5万元", "蔬菜[bookmark: _Toc1]种植技术培训班"),
    (SENTENCE.replace("科协举办", "科协\u200b举办\ufeff"), "18.5万元", "蔬菜种植技术培训班"),
    (SENTENCE.replace("万元", "萬元").replace("种植", "種植").replace("训", "訓"), "18.5萬元", "蔬菜種植技术培訓班"),
    ("　　" + SENTENCE, "18.5万元", "蔬菜种植技术培训班"),
    (SENTENCE.replace("举办", "于\n举办"), "18.5万元", "蔬菜种植技术培训班"),
]


@pytest.mark.parametrize(("text", "amount", "activity"), NOISY)
def test_noise_is_mapped_back(text: str, amount: str, activity: str) -> None:
    analysis = analyze(report_of(Extracted(text), "x.txt"))
    assert analysis.report.text == text
    assert_offsets_hold(analysis)
    found = {entity.type: entity for entity in analysis.entities}
    assert (found["AMOUNT"].text, found["AMOUNT"].value) == (amount, "185000.0")
    assert found["ACTIVITY"].text == activity
    metric = next(metric for metric in analysis.metrics if metric.kind == "amount")
    assert (metric.text, metric.value, metric.unit) == (amount, Decimal(185000), "元")


def test_an_entity_that_a_line_break_cuts_keeps_the_part_on_its_first_line() -> None:
    before = "在全县各级领导的关心支持下，本年度工作进展顺利。2021年6月，县科协举办蔬菜种植"
    text = f"{before}\n\n技术培训班4期，支出专项经费18.5万元，较上年增长7.4%。其余工作均按计划完成，成效良好。"
    assert "\n" not in clean(text).text
    analysis = analyze(report_of(Extracted(text), "x.txt"))
    assert_offsets_hold(analysis)
    activity = next(entity for entity in analysis.entities if entity.type == "ACTIVITY")
    assert activity.text == "蔬菜种植"


PIECES = [
    *"一、二（）。，；\n\t 　“”《》%\u200b\ufeff",
    "县科协",
    "2021年",
    "１８．５ 万元",
    "一等奖3项",
    "科技创新大赛",
    "[bookmark: _Toc1]",
    "培訓班",
    "增长7.4%",
    "项目\t预算数\t决算数\n",
    "合计\t12.5\t30\n",
    "一、基本情况\n",
    "🎈",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_analysed_and_every_offset_holds(text: str) -> None:
    report = report_of(Extracted(text), "x.txt")
    assert report.text == text
    assert_structure_holds(report)
    assert_offsets_hold(default_analyzer().analyze(report))


REAL = {
    "huaihua-2020.txt": ("怀化市科学技术协会", "怀化市", "431200", ("湖南省", "怀化市"), 2020, "整体支出绩效自评"),
    "panzhihua-2019.txt": ("攀枝花市科学技术协会", "攀枝花市", "510400", ("四川省", "攀枝花市"), 2019, "部门决算"),
    "shaoguan-2019.txt": ("韶关市科学技术协会", "韶关市", "440200", ("广东省", "韶关市"), 2019, "整体支出绩效自评"),
}


@pytest.mark.parametrize("name", REAL)
def test_real_reports(shared: Path, name: str) -> None:
    path = shared / "reports" / name
    report = read_report(path)
    assert report.text == path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    assert report.region is not None
    assert report.region.level == "市"
    told = (report.association, report.region.name, report.region.code, report.region.path, report.year, report.kind)
    assert told == REAL[name]
    analysis = analyze(report)
    assert_structure_holds(report)
    assert_offsets_hold(analysis)
    assert len(analysis.entities) > 100
    assert len(analysis.metrics) > 50


def test_file_and_report_give_the_same() -> None:
    path = samples.PATHS[0]
    assert analyze(path) == analyze(str(path)) == analyze(read_report(path))


def test_id_is_of_the_text_alone() -> None:
    one, other = report_of(Extracted("县科协\n"), "a.txt"), report_of(Extracted("县科协\n"), "b.txt")
    assert one.id == other.id == report_of_bytes(b"\xef\xbb\xbf\xe5\x8e\xbf\xe7\xa7\x91\xe5\x8d\x8f\r\n", "-").id
    assert len(one.id) == 16
    assert one.id != report_of(Extracted("县科协"), "a.txt").id


def test_empty_text_has_nothing() -> None:
    analysis = analyze(report_of(Extracted(""), "x.txt"))
    assert (analysis.entities, analysis.achievements, analysis.metrics) == ((), (), ())


@pytest.mark.parametrize("data", [b"\xff\xfe\xff", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\xff" * 200])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(ReportError) as caught:
        report_of_bytes(data, "x.txt")
    assert caught.value.path == "x.txt"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match=r"missing\.txt"):
        analyze(tmp_path / "missing.txt")


def test_table_cells_keep_their_words(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("附表\n项目\t预算 数\t决算数\n基本支出\t120.50\t１18.2\n".encode())
    report = read_report(path)
    assert decode(path.read_bytes(), str(path)) == report.text
    assert [cell.text for cell in report.tables[0].cells][-3:] == ["基本支出", "120.50", "１18.2"]
    assert json.dumps([cell.row for cell in report.tables[0].cells]) == "[0, 0, 0, 1, 1, 1]"
