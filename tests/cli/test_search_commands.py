"""``search``, ``suggest``, ``saved`` and ``help``: what an archive is asked."""

from pathlib import Path

import pytest

import samples
from kexie_nlp.cli.hits import facet_rows
from kexie_nlp.errors import visible
from running import Run

HIT_FIELDS = {"report", "path", "association", "year", "start", "end", "snippet", "highlights", "score"}


def text_of(path: str) -> str:
    return samples.analysis_of(Path(path).name).report.text


def test_search(run: Run, archive: Path) -> None:
    done = run("search", "青少年科技创新大赛", "--archive", archive, "--format", "jsonl", "--limit", "5")
    assert done.status == 0
    assert 0 < len(done.rows) <= 5
    for row in done.rows:
        assert row.keys() >= HIT_FIELDS
        text = text_of(row["path"])
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["highlights"]
        for start, end in row["highlights"]:
            assert row["start"] <= start < end <= row["end"]
            assert text[start:end] == "青少年科技创新大赛"
    assert "hits shown" in done.talk


def test_search_for_a_person(run: Run, archive: Path) -> None:
    done = run("search", "科普大篷车", "--archive", archive, "--facets")
    assert done.status == 0
    assert "【科普大篷车】" in done.out
    assert "年度" in done.out


def test_search_for_reports(run: Run, archive: Path) -> None:
    rows = run("search", "科普", "--in", "reports", "--archive", archive, "--format", "jsonl").rows
    assert len({row["report"] for row in rows}) == len(rows) == 6
    assert all(row["passages"] > 0 for row in rows)


@pytest.mark.parametrize("scope", ["achievements", "metrics"])
def test_search_for_records(run: Run, archive: Path, scope: str) -> None:
    rows = run("search", "大赛", "--in", scope, "--archive", archive, "--format", "jsonl").rows
    assert rows
    assert all(row["record"]["record"] == scope.removesuffix("s") for row in rows)


def test_filters_narrow_a_search(run: Run, archive: Path) -> None:
    rows = run("search", "科普", "--archive", archive, "--year", "2021", "--region", "云泽省", "--format", "jsonl", "--limit", "99").rows
    assert {row["year"] for row in rows} == {2021}


def test_every_run_of_characters_is_found(run: Run, archive: Path) -> None:
    (name,) = (name for name in samples.NAMES if name.startswith("临溪县科协2020"))
    text = samples.analysis_of(name).report.text
    at = text.index("科普大篷车")
    for piece in (text[at + 1 : at + 4], text[at + 2 : at + 3]):
        rows = run("search", f'"{piece}"', "--archive", archive, "--format", "jsonl", "--limit", "500").rows
        assert any(row["path"].endswith(name) and row["start"] <= at < row["end"] for row in rows)


def test_nothing_found(run: Run, archive: Path) -> None:
    done = run("search", "科普 量子烤箱", "--archive", archive)
    assert (done.status, done.out) == (0, "")
    assert "nothing found" in done.talk
    assert "量子烤箱" in done.talk


@pytest.mark.parametrize("query", ["(科普", "年份:去年", '"科普', "科普 AND", "无此字段:1"])
def test_a_wrong_query_is_explained(run: Run, archive: Path, query: str) -> None:
    done = run("search", query, "--archive", archive)
    assert (done.status, done.out) == (2, "")
    assert done.talk.startswith("kexie-nlp: ")
    assert "try: " in done.talk
    assert "Traceback" not in done.talk


WRONG = [
    (("search",), "QUERY"),
    (("search", "科普", "--in", "nothing"), "--in"),
    (("search", "科普", "--limit", "-1"), "--limit"),
    (("search", "科普", "--offset", "-1"), "--offset"),
    (("search", "科普", "--sort", "size"), "--sort"),
    (("search", "科普", "--only", "火箭=1"), "no field '火箭'"),
    (("search", "科普", "--not", "奖项"), "are needed"),
    (("search", "科普", "--saved", "甲"), "exclude each other"),
    (("search", "科普", "--batch", "-"), "exclude each other"),
    (("search", "--batch", "-", "--like", "甲"), "exclude each other"),
    (("search", "--batch", "-", "--facets"), "one query at a time"),
    (("search", "--saved", "甲", "--save", "乙"), "QUERY"),
    (("search", "科普", "--facets", "--format", "csv"), "--limit 0"),
    (("search", "--like", "科普", "--facets"), "order of likeness"),
    (("suggest",), "TEXT"),
    (("search", "科普", "--year", "abc"), "write 2021, 2019..2022"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG)
def test_wrong_use(run: Run, archive: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments, "--archive", archive)
    assert (done.status, done.out) == (2, "")
    assert told in done.talk
    assert "Traceback" not in done.talk


def test_hits_are_explained(run: Run, archive: Path) -> None:
    arguments = ("search", "青创赛 奖项:一等奖", "--archive", archive, "--limit", "2", "--explain")
    for row in run(*arguments, "--format", "jsonl").rows:
        text = text_of(row["path"])
        assert [reason["because"] for reason in row["reasons"]] == ["alias", "field"]
        assert row["reasons"][0]["name"] == "青少年科技创新大赛"
        for reason in row["reasons"]:
            assert [text[start:end] for start, end in reason["spans"]] and reason["found"]
            assert {text[start:end] for start, end in reason["spans"]} <= set(reason["found"])
    assert "奖项:一等奖: 一等奖 (field)" in run(*arguments).out
    assert "reasons" not in run("search", "科普", "--archive", archive, "--format", "jsonl").rows[0]


def test_other_names_can_be_switched_off(run: Run, archive: Path) -> None:
    assert run("search", "青创赛", "--archive", archive, "--format", "jsonl").rows
    assert not run("search", "青创赛", "--archive", archive, "--format", "jsonl", "--no-aliases").rows


def test_counts_are_given_for_programs(run: Run, archive: Path) -> None:
    arguments = ("search", "科普", "--archive", archive, "--facets", "--limit", "0")
    lines = run(*arguments, "--format", "jsonl").rows
    assert {line["facet"] for line in lines} >= {"year", "region", "association", "kind", "type"}
    assert run(*arguments, "--format", "csv").out.splitlines()[0] == "facet,value,count"
    hits = run("search", "科普", "--archive", archive, "--facets", "--limit", "3", "--format", "jsonl").rows
    assert sum("report" in row for row in hits) == 3
    assert [row for row in hits if "facet" in row] == lines


def test_regions_are_shown_below_those_around_them() -> None:
    counts = [("甲省", 5), ("甲省 乙市", 4), ("甲省 乙市 丙县", 3), ("丁市", 2), ("戊省 己市", 1)]
    assert list(facet_rows("region", counts)) == [
        (0, "甲省", 5), (1, "乙市", 4), (2, "丙县", 3), (0, "丁市", 2), (0, "戊省 己市", 1),
    ]  # fmt: skip
    assert list(facet_rows("type", [("AWARD", 2)])) == [(0, "奖项", 2)]


@pytest.mark.parametrize("option", ["--only", "--not"])
def test_values_are_included_and_excluded(run: Run, archive: Path, option: str) -> None:
    rows = run("search", "科普", option, "year=2021", option, "年份=2022", "--archive", archive, "--limit", "999", "--format", "jsonl").rows
    years = {row["year"] for row in rows}
    assert years and years.isdisjoint({2021, 2022}) == (option == "--not")


def test_pages_follow_each_other(run: Run, archive: Path) -> None:
    arguments = ("search", "科普", "--archive", archive, "--format", "jsonl", "--sort", "year")
    whole = run(*arguments, "--limit", "6").rows
    assert run(*arguments, "--limit", "3").rows + run(*arguments, "--limit", "3", "--offset", "3").rows == whole


def test_more_like_a_hit(run: Run, archive: Path) -> None:
    (hit,) = run("search", "科普大篷车", "--archive", archive, "--format", "jsonl", "--limit", "1").rows
    done = run("search", "--like", f"{hit['report']}:{hit['start']}", "--archive", archive, "--format", "jsonl", "--limit", "3")
    assert done.rows and all(0 < row["score"] <= 1 for row in done.rows)
    assert hit["start"] not in [row["start"] for row in done.rows if row["report"] == hit["report"]]
    missing = run("search", "--like", f"{hit['report']}:9999999", "--archive", archive)
    assert (missing.status, missing.out) == (1, "") and "no passage at 9999999" in missing.talk
    unknown = run("search", "--like", "nosuch:1", "--archive", archive)
    assert (unknown.status, unknown.out) == (1, "") and "no report has the id 'nosuch'" in unknown.talk


BATCH = "# 说明\n流动科普\t大篷车\n年份:去年\n火箭\n"


def test_many_queries_are_asked_at_once(run: Run, archive: Path, tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_text(BATCH, encoding="utf-8")
    done = run("search", "--batch", file, "--archive", archive, "--format", "csv")
    assert done.status == 1
    assert [line.split(",")[:2] for line in done.out.splitlines()[1:]] == [["2", "流动科普"], ["3", "年份:去年"], ["4", "火箭"]]
    assert f"{file}:3: '去年' is not a number" in done.talk and "1 failed" in done.talk
    piped = run("search", "--batch", "-", "--archive", archive, "--format", "jsonl", "--limit", "2", stdin=BATCH.encode())
    assert piped.status == 1
    assert [(row["line"], row["name"]) for row in piped.rows] == [(2, "流动科普"), (2, "流动科普"), (3, "年份:去年"), (4, "火箭")]
    assert all(row["total"] > 2 and row["snippet"] for row in piped.rows[:2])
    assert piped.rows[2]["total"] is None and "not a number" in piped.rows[2]["error"]
    assert (piped.rows[3]["total"], piped.rows[3]["error"]) == (0, None)


@pytest.mark.parametrize(("content", "reason"), [(b"", "no query"), (b"\xff\xfe", "not UTF-8"), (None, "cannot be read")])
def test_a_file_without_queries_is_told(run: Run, archive: Path, tmp_path: Path, content: bytes | None, reason: str) -> None:
    file = tmp_path / "queries.txt"
    if content is not None:
        file.write_bytes(content)
    done = run("search", "--batch", file, "--archive", archive)
    assert (done.status, done.out) == (1, "")
    assert reason in done.talk and "Traceback" not in done.talk


def test_queries_are_saved_asked_again_and_forgotten(run: Run, archive: Path) -> None:
    assert "none is saved yet" in run("search", "--saved", "流动", "--archive", archive).talk
    assert "no query is saved" in run("saved", "--archive", archive).talk
    first = run("search", "大篷车", "--save", "流动", "--archive", archive, "--format", "jsonl")
    assert "saved as 流动" in first.talk
    assert run("search", "--saved", "流动", "--archive", archive, "--format", "jsonl").rows == first.rows
    assert run("search", "年份:去年", "--save", "坏", "--archive", archive).status == 2
    shown = run("saved", "--archive", archive)
    assert shown.status == 0 and "流动" in shown.out and "坏" not in shown.out
    with (archive / "queries.tsv").open("a", encoding="utf-8") as file:
        file.write("改坏\t(大篷车\n")
    broken = run("saved", "--archive", archive)
    assert broken.status == 1 and "queries.tsv:3: this parenthesis is not closed" in broken.talk
    assert run("saved", "--forget", "流动", "--archive", archive).status == 0
    assert run("saved", "--forget", "流动", "--archive", archive).status == 1


def test_names_are_completed(run: Run, archive: Path) -> None:
    rows = run("suggest", "科普", "--field", "program", "--archive", archive, "--format", "jsonl").rows
    assert rows and all("科普" in row["name"] and row["field"] == "project" and row["passages"] > 0 for row in rows)
    assert run("search", rows[0]["query"], "--archive", archive, "--format", "jsonl").rows
    similar = run("suggest", "大棚车", "--archive", archive)
    assert "大篷车" in similar.out and "形近" in similar.out
    nothing = run("suggest", "xyzzy", "--archive", archive)
    assert nothing.status == 0 and "no name" in nothing.talk
    assert run("suggest", "科普", "--field", "火箭", "--archive", archive).status == 2


def test_a_spelling_that_has_hits_is_told(run: Run, archive: Path) -> None:
    assert "hits for a spelling like 大棚车: 大篷车" in run("search", "大棚车", "--archive", archive).talk


@pytest.mark.parametrize(("topic", "shown"), [("query", "金额:>50万元"), ("dates", "日期:"), ("search", "--like"), ("help", "TOPIC")])
def test_help_on_a_topic_or_a_command(run: Run, topic: str, shown: str) -> None:
    done = run("help", topic)
    assert done.status == 0 and shown in done.out


def test_help_lists_its_topics_and_refuses_others(run: Run) -> None:
    assert {"query", "fields", "search,"} <= set(run("help").out.split())
    done = run("help", "火箭")
    assert (done.status, done.out) == (2, "") and "the topics are query" in done.talk


HOSTILE = ["\x1b[2J\x07(", "甲\ud800", "(" * 2000, '甲\n乙\t"', "\u202e:甲", "\x00", "../../etc:passwd"]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_does_no_harm(run: Run, archive: Path, query: str) -> None:
    done = run("search", "--archive", archive, "--", query)
    assert done.status in {0, 2}
    assert "Traceback" not in done.talk
    assert visible(done.talk.replace("\n", "")) == done.talk.replace("\n", "")


HUGE = "99999999999999999999"


@pytest.mark.parametrize(
    "command",
    [
        ("search", "科普", "--limit", HUGE),
        ("search", "科普", "--offset", HUGE),
        ("achievements", "--limit", HUGE),
        ("suggest", "科普", "--limit", HUGE),
        ("links", "--kind", "contest", "--limit", HUGE),
    ],
    ids=" ".join,
)
def test_a_limit_beyond_all_bounds_is_no_limit(run: Run, archive: Path, command: tuple[str, ...]) -> None:
    assert run(*command, "--archive", archive).status == 0


def test_a_query_may_begin_with_a_minus(run: Run, archive: Path) -> None:
    hits = run("search", "-科普", "--limit", "5", "--archive", archive, "--format", "jsonl").rows
    assert len(hits) == 5 and not any("科普" in hit["snippet"] for hit in hits)
    assert run("search", "-x", "--archive", archive).status == 2


def test_filters_are_named_where_they_are_the_cause(run: Run, archive: Path) -> None:
    assert "no passage within the filters has 科普" in run("search", "科普", "--year", "1999", "--archive", archive).talk
    assert "no passage has 火箭" in run("search", "火箭", "--archive", archive).talk
