"""Days observed every year, figures told elsewhere or in other words: errors and near misses."""

import pytest

from checks.passages import failing

_REVIEW = "某市科协2021年工作总结\n"
_APART = "\n组织科技志愿者进社区。\n开展防灾减灾宣传。\n"

OBSERVED = [
    ("5月30日，举办第四个全国科技工作者日座谈会。", {"date"}),
    ("围绕第12个全国防灾减灾日开展宣传。", {"date"}),
    ("结合第五十一个世界地球日，开展主题科普。", {"date"}),
    ("4月15日是第五个全民国家安全教育日，发放资料2000份。", {"date"}),
    ("庆祝第三个“中国农民丰收节”，组织科技服务。", {"date"}),
    ("第六个“全国科技工作者日”期间，走访慰问20人。", {"date"}),
    ("5月30日，举办第五个全国科技工作者日座谈会。", set()),
    ("第十三个防灾减灾日，第52个世界地球日。", set()),
    ("组织科普进校园。\n走访学会。\n开展培训。\n2020年第四个全国科技工作者日以来，服务不断。", set()),
    ("拟于明年举办第六个全国科技工作者日座谈会。", set()),
    ("举办首个全国科技工作者日座谈会。", set()),
    ("现报告2020年工作。5月30日，举办第四个全国科技工作者日座谈会。", set()),
]


@pytest.mark.parametrize(("text", "kinds"), OBSERVED)
def test_days_observed_every_year(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(_REVIEW + text)} == kinds


EXCHANGED = [
    ("争取上级资金862.4万元。|全年共向上争取项目资金826.4万元，创历年新高。", {"repeat"}),
    ("发放资料12.6万份。|各项活动共印发宣传资料16.2万份。", {"repeat"}),
    ("会员总数达到4860人。|全市各级学会现有会员4680名。", {"repeat"}),
    ("公民具备科学素质的比例达到11.86%。|全市公民科学素质水平为11.68%，居全省前列。", {"repeat"}),
    ("选派科技特派员46名。|全年选派64名科技特派员下乡。", {"repeat"}),
    ("惠及学生13.8万人次。|科普进校园活动惠及在校学生18.3万人次。", {"repeat"}),
    ("发放资料12.6万份。|赠送图书16.2万册，其中科普图书12.4万册。", set()),
    ("会员总数达到4860人。|上年末，全市各级学会会员4680名。", set()),
    ("公民具备科学素质的比例达到11.86%。|全省公民科学素质水平为11.68%。", set()),
    ("发放资料12.6万份。|2020年印发宣传资料16.2万份。", set()),
]
PAIRS = [
    ("全年公务接待12批次、86人次。|国内公务接待12批次、68人次。", {"repeat"}),
    ("实用技术培训16期，2360人次。|实用技术培训16期、2630人次。", {"repeat"}),
    ("举办科普讲座36场，参加5860人次。|科普讲座36场（8560人次）。", {"repeat"}),
    ("公务接待12批次、86人次。|公务接待12批次、86人次。", set()),
    ("公务接待12批次、86人次。|上年公务接待12批次、68人次。", set()),
    ("举办科普讲座36场，5860人次。|开展技能竞赛36场，8560人次。", set()),
]


@pytest.mark.parametrize(("text", "kinds"), [(text.replace("|", _APART), kinds) for text, kinds in (*EXCHANGED, *PAIRS)])
def test_told_elsewhere(text: str, kinds: set[str]) -> None:
    assert {finding.kind for finding in failing(_REVIEW + text)} == kinds
