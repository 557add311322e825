"""Points of a share held against last year's, terms after a founding, comings and goings, works of a selection, lectures by number."""

import pytest

from checks.passages import failing

SHARE = "专职人员1138人，占13.51%，占比{}13.12%{}{}个百分点。"
COUNCIL = "学会1984年成立，已走过32年历程。本届理事会于2014年12月选举产生，任期4年，将于{}年12月届满。"
MEMBERS = "年初有个人会员812名，一年来新发展{}名，退会、除名及去世19名，年末实有864名，净增52名，增幅6.4%。"
CHOSEN = "从获奖作品中择优推荐38件参加省赛，包括学生科技创新成果18项、科幻画12幅、实践活动5项、辅导员成果{}项。"
LECTURES = "{}讲座有132人参加。会场气氛热烈。{}讲座有123人参加。"
CASES = [
    (SHARE.format("比上年的", "提高", "0.93"), {"0.93个百分点"}),
    (SHARE.format("比上年的", "提高", "0.39"), set()),
    (SHARE.format("较2019年（", "）提高", "0.93"), {"0.93个百分点"}),
    (SHARE.format("较2019年（", "）提高", "0.39"), set()),
    (COUNCIL.format(2019), {"2019年"}),
    (COUNCIL.format(2018), set()),
    (MEMBERS.format(17), {"52名"}),
    (MEMBERS.format(71), set()),
    (MEMBERS.format(43), set()),  # nothing shows that they are all who came
    (CHOSEN.format(5), {"38件"}),
    (CHOSEN.format(3), set()),
    (LECTURES.format("第二场", "第三场"), set()),
    (LECTURES.format("首场", "第三讲"), set()),
]


@pytest.mark.parametrize(("text", "wrong"), CASES)
def test_what_is_wrong(text: str, wrong: set[str]) -> None:
    assert {finding.stated for finding in failing(text)} == wrong
