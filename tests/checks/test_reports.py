"""The figures that were put wrong into the sample reports are found, and what is told of them is true."""

import json
from pathlib import Path
from typing import Any

import pytest

import samples
from checks.passages import failing, findings_of
from kexie_nlp.checks import Finding, check_report
from kexie_nlp.contract import check_line
from kexie_nlp.pipeline import analyze

PLANTED = [fact for line in samples.FACTS.read_text(encoding="utf-8").splitlines() if (fact := json.loads(line))["fact"] == "wrong_figure"]


def wrong_in(name: str) -> list[Finding]:
    """Return the findings in a sample report that do not hold."""
    return [finding for finding in check_report(samples.analysis_of(name)) if not finding.holds]


@pytest.mark.parametrize("fact", PLANTED, ids=lambda fact: fact["kind"])
def test_a_wrong_figure_is_found(fact: dict[str, Any]) -> None:
    found = wrong_in(fact["file"])
    quote = "".join(fact["quote"].split())
    assert [one for one in found if one.kind == fact["kind"] and "".join(one.stated.split()) in quote], [one.explanation for one in found]


@pytest.mark.parametrize("name", samples.NAMES)
def test_nothing_else_is_reported(name: str) -> None:
    planted = sum(fact["file"] == name for fact in PLANTED)
    assert len(wrong_in(name)) == planted


def test_spans_name_the_figures_in_the_report() -> None:
    name = next(fact["file"] for fact in PLANTED if fact["kind"] == "change")
    text = samples.analysis_of(name).report.text
    (finding,) = wrong_in(name)
    assert [text[start:end] for start, end in finding.spans] == ["19.96%", "0.26万元", "2.87万元"]
    assert finding.stated == "19.96%"
    assert finding.computed == "9.96%"
    assert finding.explanation == "0.26万元 ÷ (2.87万元 − 0.26万元) = 9.96%，文中写19.96%"
    assert finding.quote in text


def test_a_line_of_the_contract() -> None:
    line = check_line(failing("选手共22人，其中男生14人、女生6人。")[0])
    assert list(line) == ["kind", "holds", "stated", "computed", "spans", "quote", "explanation", "difference", "score"]
    assert (line["kind"], line["holds"], line["stated"], line["computed"], line["difference"]) == ("sum", False, "22人", "20人", "2")
    assert line["spans"] == [[3, 6], [11, 14], [17, 19]]
    assert json.loads(json.dumps(line)) == line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "其中：",
        "占占占%，增长，比上年",
        "支出0万元，其中A0万元，占0%；比上年增加0万元，增长0%。",
        "99999999999999999999999999999万元，其中1万元、2万元。",
        "（（（（支出5万元，其中：（3万元）））",
        "项目\t预算\n合计\t\n\t5\n",
    ],
)
def test_odd_text_is_no_trouble(text: str) -> None:
    assert all(finding.holds for finding in findings_of(text))


def test_line_breaks_and_blanks_in_a_figure_do_not_shift_spans() -> None:
    text = "　　2021年本年支出合计 400.00 万元，其中：基本支出 250.00\n万元，占62.5 %；项目支出 150.00 万元，占 47.5%。"
    (finding,) = failing(text)
    start, end = finding.spans[0]
    assert (finding.kind, text[start:end]) == ("share", "47.5%")


@pytest.mark.parametrize("name", ["panzhihua-2019.txt", "huaihua-2020.txt", "shaoguan-2019.txt"])
def test_real_reports(shared: Path, name: str) -> None:
    analysis = analyze(shared / "reports" / name)
    found = check_report(analysis)
    sure = {finding.stated for finding in found if not finding.holds and finding.score > 0.5}
    assert {"panzhihua-2019.txt": {"209.50%"}, "huaihua-2020.txt": {"30.18元"}, "shaoguan-2019.txt": {"26个"}}[name] <= {
        "".join(stated.split()) for stated in sure
    }
    assert sum(finding.holds for finding in found) >= len(sure)
