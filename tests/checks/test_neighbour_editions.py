"""The last and the next edition of a series beside the one that was held."""

import pytest

from checks.passages import failing

HEAD = "洑阳县科协2019年工作总结\n一、主要工作\n{}\n"
HELD = HEAD.format("5月，第十八届县机器人竞赛在县中学举行，92支队伍参加。")
PLAN = HELD + "二、2020年工作打算\n{}\n"
LAST = [
    (HEAD.format("第18届县机器人竞赛收到作品92件，比上届（第16届）的80件多12件。"), {"第16届"}),
    (HEAD.format("第18届县机器人竞赛收到作品92件，比上届（第17届）的80件多12件。"), set()),
    (HEAD.format("县机器人竞赛今年办到第十八届，上届是2018年举办的第十八届。"), {"第十八届"}),
    (HEAD.format("县机器人竞赛今年办到第十八届，上届是2018年举办的第十七届。"), set()),
    (HEAD.format("县机器人竞赛已办到第十八届。去年的第十七届收到80件。今年的第十七届县机器人竞赛收到92件。"), {"第十七届"}),
    (HEAD.format("第18届县机器人竞赛收到作品92件，比第15届的80件多12件。"), set()),  # any earlier one may be compared with
    (HEAD.format("第18届县机器人竞赛收到作品92件。去年第16届省机器人竞赛有3件获奖。"), set()),
    (HEAD.format("第18届县机器人竞赛收到作品92件。去年第16届科技节办得简单。"), set()),
    (HEAD.format("第18届县机器人竞赛收到作品92件。去年第十六届理事会换届。"), set()),
    (HEAD.format("第18届县机器人竞赛收到作品92件，历届中以第16届最多。"), set()),
]
NEXT = [
    (PLAN.format("办好第二十届县机器人竞赛。"), {"第二十届"}),
    (PLAN.format("办好第十八届县机器人竞赛。"), {"第十八届"}),
    (PLAN.format("办好第十九届县机器人竞赛。"), set()),
    (PLAN.replace("第十八届县机器人竞赛", "县科技年会已办到第十八届，").format("办好第二十届年会。"), {"第二十届"}),
    (PLAN.replace("第十八届县机器人竞赛", "县科技年会已办到第十八届，").format("办好第十九届年会。"), set()),
    (PLAN.replace("机器人竞赛", "学者论坛").format("办好第二十届学者论坛。"), set()),  # it may be held twice before
    (PLAN.format("办好第十九届竞赛、第二十届科技节。"), set()),
    (PLAN.format("组织参加第二十届市机器人竞赛。"), set()),
    (PLAN.format("备战第四十届全国机器人竞赛。"), set()),
    (PLAN.format("做好第十八届县机器人竞赛获奖作品巡展。"), set()),
    (PLAN.format("用第十八届机器人竞赛的作品送到各乡。"), set()),
    (HELD + "二、建议\n下届（第20届）适当延长答辩时间。\n", {"第20届"}),
    (HELD + "二、建议\n下届（第19届）适当延长答辩时间。\n", set()),
    (HELD + "二、建议\n会期两天的第九届年会定于6月开。\n", set()),
    (HELD + "第十五届科技节同时举行。\n二、建议\n下届（第20届）适当延长答辩时间。\n", set()),
]


@pytest.mark.parametrize("rows", [LAST, NEXT], ids=["last", "next"])
def test_the_last_and_the_next_edition(rows: list[tuple[str, set[str]]]) -> None:
    """What is told as the last or the next edition is one away from the one held."""
    found = [(text, expected, [finding.stated[: len(min(expected, default=""))] for finding in failing(text)]) for text, expected in rows]
    wrong = [(text, expected, stated) for text, expected, stated in found if sorted(expected) != stated]
    assert not wrong, "\n".join(map(str, wrong))
