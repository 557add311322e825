"""Editions of what is held once a year: one more each year, wherever a report tells them."""

import pytest

from checks.passages import failing, findings_of

REVIEW = "洑阳县科协2018年工作总结\n一、青少年工作\n{}\n二、科普工作\n开展活动38场。\n三、2019年工作打算\n{}\n"
ONE = "3月，县第{}届青少年机器人竞赛在实验小学举行。{}参赛队伍62支。"
YEARS = "洑阳市“十三五”科学素质工作总结\n（2016—2020年）\n一、青少年\n"
YEARS += "市青少年机器人竞赛{}，2016年为第8届，2020年为第{}届，其中2018年第{}届首次设无人机组。\n"
NEXT = "5月，第{}届县青少年科技创新大赛开幕，参赛作品120件。{}"
HELD = "市青少年科技创新大赛一年一届、从未间断，2018年这届是第21届，参赛作品240件。"
CASES = [
    # two ends and one between
    (YEARS.format("一年一届没有中断", "12", "10"), set()),
    (YEARS.format("一年一届没有中断", "12", "11"), {"第11届"}),
    (YEARS.format("一年一届没有中断", "13", "10"), {"第13届"}),
    (YEARS.format("每年举办一届", "12", "9"), {"第9届"}),
    (YEARS.format("年年举办", "12", "9"), {"第9届"}),
    (YEARS.format("一年一届，2017年因场馆改造停办一届", "11", "9"), set()),
    (YEARS.format("两年一届，从未间断", "10", "9"), set()),
    (YEARS.format("深受欢迎", "12", "11"), set()),
    # the first one, that of the year and that of the plan
    (REVIEW.format(ONE.format("九", "该赛事2010年首办，一年一届，没有断过。"), "办好县第十届青少年机器人竞赛。"), set()),
    (REVIEW.format(ONE.format("八", "该赛事2010年首办，一年一届，没有断过。"), "办好县第十届青少年机器人竞赛。"), {"第八届"}),
    (REVIEW.format(ONE.format("八", "该赛事2010年首办，一年一届，没有断过。"), "抓好培训。"), {"第八届"}),
    (REVIEW.format(ONE.format("九", "竞赛始于2010年，每年一届。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("十", "竞赛始于2010年，每年一届。"), "抓好培训。"), {"第十届"}),
    (REVIEW.format(ONE.format("九", "竞赛自2010年起每年举办一届，"), "举办县第十一届青少年机器人竞赛。"), {"第十一届"}),
    (REVIEW.format(ONE.format("八", "该赛事2010年首办，其间停办一年，此后每年一届。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("五", "该赛事2010年首办，每两年一届。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("八", "该赛事2010年筹划，现已每年一届。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("八", "我县2010年创办科普夜校，深受欢迎。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("八", "省青少年科技节2010年首办，一年一届。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("八", "竞赛一年一届，由2010年创立的县青少年活动站承办。"), "抓好培训。"), set()),
    (REVIEW.format(ONE.format("八", "竞赛一年一届，2010年创办的这项赛事深受欢迎。"), "抓好培训。"), {"第八届"}),
    (REVIEW.format("计划2019年再建6站。" + ONE.format("九", "竞赛2010年首办，每年一届。"), "抓好培训。"), set()),
    # review and plan
    (REVIEW.format(HELD, "办好市第22届青少年科技创新大赛。"), set()),
    (REVIEW.format(HELD, "办好市第23届青少年科技创新大赛。"), {"第23届青少年科技创新大赛"}),
    (REVIEW.format(HELD, "组队参加省第33届青少年科技创新大赛。"), set()),
    (REVIEW.format(HELD, "组织市第21届青少年科技创新大赛获奖作品在2018年年底前巡展。"), set()),
    (REVIEW.format(HELD.replace("2018年这届", "今年"), "办好市第23届青少年科技创新大赛。"), {"第23届青少年科技创新大赛"}),
    (REVIEW.format(HELD.replace("2018年这届是第21届", "今年是第21届，上届（第20届）设在河东"), "抓好培训。"), set()),
    (REVIEW.format(HELD.replace("2018年这届是第21届", "今年是第21届，上届（第19届）设在河东"), "抓好培训。"), {"第21届"}),
    (REVIEW.format(HELD.replace("这届是第21届", "是第21届，2017年的第20届、2016年的第18届都在河东举行"), "抓好培训。"), {"第18届"}),
    # another series named behind it
    (REVIEW.format("县机器人竞赛始于2010年，一年一届，今年是第9届，在第33届全国青少年科技创新大赛上获奖2项。", "抓好培训。"), set()),
    (REVIEW.format("县机器人竞赛始于2010年，一年一届，今年是第8届，在第33届全国青少年科技创新大赛上获奖2项。", "抓好培训。"), {"第8届"}),
    # left out, though "held every year"
    ("洑阳县科协2022年工作总结\n" + NEXT.format("十二", "大赛2010年创办，每年一届。"), set()),
    ("洑阳县科协2022年工作总结\n" + NEXT.format("十二", "大赛2010年创办，每年一届，从未中断。"), {"第十二届"}),
    ("洑阳县科协2022年工作总结\n" + NEXT.format("十四", "大赛2010年创办，每年一届。"), {"第十四届"}),
    # two series of one sentence
    ("洑阳县科协2018年工作总结\n县青少年机器人竞赛和县青少年科技创新大赛一年一届，2018年是第9届，2017年是第14届。\n", set()),
]


def _reported(text: str) -> set[str]:
    """Return the editions that are reported as wrong."""
    return {finding.stated[finding.stated.index("第") :] for finding in failing(text) if finding.kind == "date"}


@pytest.mark.parametrize(("text", "stated"), CASES)
def test_an_edition_that_does_not_fit_its_year_is_reported(text: str, stated: set[str]) -> None:
    assert {one[: one.index("届") + 1] for one in _reported(text)} == {one[: one.index("届") + 1] for one in stated}


def test_editions_that_fit_hold() -> None:
    held = [finding for finding in findings_of(CASES[0][0]) if finding.holds and finding.kind == "date"]
    assert [finding.explanation for finding in held] == ["每年一届，2016年为第8届，2020年应为第12届"]
