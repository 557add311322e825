"""Editions by the first year of their series, what sentences tell of a table's row, and numbers that refer back."""

import pytest

from checks.passages import failing, findings_of

YEAR = "瓯岭县科协2018年工作总结\n一、青少年工作\n{}\n二、科普工作\n组织科普活动38场。\n"
DAY = "瓯岭县科协{}年工作总结\n5月30日，{}全国科技工作者日座谈会在县城举行。\n"
ISSUE = "溪源科普\n{}年第8期（总第{}期）\n（本刊2012年{}创刊，{}，从未间断）\n"
EDITIONS = [
    # one year, or two, or four from one to the next
    (YEAR.format("县读书节创办于2009年，每年一届。4月，第十届读书节在图书馆开幕。"), set()),
    (YEAR.format("县读书节创办于2009年，每年一届。4月，第九届读书节在图书馆开幕。"), {"第九届"}),
    (YEAR.format("县读书节创办于2009年，2013年停办一年，每年一届。4月，第九届读书节在图书馆开幕。"), set()),
    (YEAR.format("县读书节创办于2009年，深受欢迎。4月，第九届读书节在图书馆开幕。"), set()),
    (YEAR.format("县读书节创办于2009年，每年一届。4月，第九届茶文化节在广场开幕。"), set()),
    (YEAR.format("第七届学术年会（2006年创办，每两年一届）把分会场开到乡镇。"), set()),
    (YEAR.format("11月，第八届学术年会（2006年创办，每两年一届）把分会场开到乡镇。"), {"第八届"}),
    (YEAR.format("第六届学术年会（2006年创办，每年一届）把分会场开到乡镇。"), set()),
    (YEAR.format("第五届县科技人才奖评出10人。该奖2006年首次评选，每三年评选一届。"), set()),
    (YEAR.format("第四届县科技人才奖评出10人。该奖2006年首次评选，每三年评选一届。"), {"第四届"}),
    (YEAR.format("第四届县科技人才奖评出10人。该奖2006年首次评选，此后每三年评选一届，有一届推迟。"), set()),
    (YEAR.format("县读书节创办于2009年，每年一届，4月召开第八次筹备会。"), set()),
    # another year than the one reported on, and the next one
    (YEAR.format("学校技能节自2009年起每年举办一届。2016年第八届技能节参赛96人。"), set()),
    (YEAR.format("学校技能节自2009年起每年举办一届。2016年第九届技能节参赛96人。"), {"第九届"}),
    (YEAR.format("学校技能节自2009年起每年举办一届。办好第十一届技能节。"), set()),
    (YEAR.format("学校技能节自2009年起每年举办一届。上届（第九届）技能节参赛96人。"), set()),
    # what the whole country observes
    (DAY.format("2021", "第五个"), set()),
    (DAY.format("2021", "第四个"), {"第四个"}),
    (DAY.format("2018", "首个"), {"首个"}),
    (DAY.format("2017", "首个"), set()),
    (DAY.format("2021", "去年第四个"), set()),
    ("瓯岭县科协2016年工作总结\n1件作品入选第31届全国青少年科技创新大赛。\n", set()),
    ("瓯岭县科协2016年工作总结\n1件作品在第30届全国青少年科技创新大赛获奖。\n", {"第30届"}),
    ("瓯岭县科协2016年工作总结\n选拔2件作品备战第32届全国青少年科技创新大赛。\n", set()),
    # issues
    (ISSUE.format("2017", "68", "1月", "每月一期"), set()),
    (ISSUE.format("2017", "67", "1月", "每月一期"), {"总第67期"}),
    (ISSUE.format("2017", "66", "3月", "每月一期"), set()),
    (ISSUE.format("2017", "67", "1月", "每月一期，2014年停刊一期").replace("，从未间断", "，其间停办一期"), set()),
    (ISSUE.format("2017", "67", "1月", "不定期"), set()),
]
ROWS = "指标\t2016年末\t2021年末\n企业科协（家）\t19\t{}\n学会（个）\t41\t53\n个人会员（人）\t16240\t23580\n"
TABLE = "瓯岭市科协2021年工作总结\n{}\n" + ROWS.format("46")
TOTAL = "瓯岭市科协2021年工作总结\n{}\n季度\t场次（场）\t人次（人次）\t志愿者（人）\n"
TOTAL += "一季度\t21\t1240\t86\n二季度\t38\t2415\t117\n三季度\t44\t2630\t125\n四季度\t35\t2475\t84\n合计\t138\t8760\t412\n"
TOLD = [
    (TABLE.format("企业科协从19家发展到46家。"), set()),
    (TABLE.format("企业科协从19家发展到64家。"), {"64家"}),
    (TABLE.format("个人会员由16240人增加到23850人。"), {"23850人"}),
    (TABLE.format("民营企业科协从19家发展到64个。"), set()),  # another unit
    (TABLE.format("企业科协从19家起步，其中民营64家。"), set()),
    (TABLE.format("企业科协从19家起步，约64家。"), set()),
    (TABLE.format("科协从18家发展到64家。"), set()),  # nothing shows that the row is meant
    (TOTAL.format("全年义诊138场，服务群众8760人次。"), set()),
    (TOTAL.format("全年义诊138场，服务群众8760人次，出动志愿者472名。"), {"472名"}),
]
HELD = "瓯岭县科协2021年工作总结\n一、培训\n全年举办农技培训班{}期，培训2470人次。{}\n"
REFERRED = [
    (HELD.format("38", "38期当中，水产养殖15期，果蔬栽培13期，其他10期。"), set()),
    (HELD.format("83", "38期当中，在乡镇办的居多。"), {"38期"}),
    (HELD.format("83", "在38期培训班里，水产养殖有15期。"), {"38期"}),
    (HELD.format("83", "另有科普讲座38期，38期讲座里线上9期。"), set()),
    (HELD.format("52", "38期当中，在乡镇办的居多。"), set()),  # no slip
    (HELD.format("83", "上年38期。38期当中，在乡镇办的居多。"), set()),  # told of another year
    (HELD.format("83", "38所学校中，农村学校居多。"), set()),
    (HELD.format("83", "约38期当中，在乡镇办的居多。"), set()),
    (HELD.format("83", "38期中级班、12期高级班各有考核。"), set()),
]


def _reported(text: str) -> set[str]:
    """Return the figures and editions that are reported as wrong."""
    return {finding.stated for finding in failing(text)}


@pytest.mark.parametrize(("text", "stated"), [*EDITIONS, *TOLD, *REFERRED])
def test_what_does_not_fit_is_reported(text: str, stated: set[str]) -> None:
    assert {one for one in _reported(text) if one.startswith(tuple(stated) or ("",))} == stated


@pytest.mark.parametrize(
    "text",
    [
        EDITIONS[0][0],
        EDITIONS[5][0],
        EDITIONS[8][0],
        DAY.format("2021", "第五个"),
        ISSUE.format("2017", "68", "1月", "每月一期"),
        TABLE.format("企业科协从19家发展到46家。"),
        TOTAL.format("全年义诊138场，服务群众8760人次。"),
        TOTAL.format("全年出动志愿者412名。"),
        REFERRED[0][0],
    ],
)
def test_what_fits_is_told_to_hold(text: str) -> None:
    assert any(finding.holds and finding.kind in ("date", "repeat") and len(finding.spans) > 1 for finding in findings_of(text))
