"""Places by what is told of them: 走进白石村, 石坎村茶农, 任石坎村第一书记, 在青浪岛蹲点, 在云泉县二号码头收官."""

import re
from collections.abc import Iterator
from typing import Final

from kexie_nlp.tag.taken import Span

_PART: Final = r"[^\W\da-zA-Z_的了和与及、在等各全是为位有到进自于入赴去过来一两几多某该本我其此每]"
_REGION: Final = rf"(?:{_PART}{{2,3}}?[县市区旗])?(?:{_PART}{{1,4}}?[乡镇])?"
_CLASSES: Final = "[农乡山牧渔新]|贫困|示范|试点|所属|行政|自然"  # of villages
_TOWNS: Final = "[农乡村城市重古小集强民]|城关|重点|特色|边境|沿海|山区|所属|贫困|中心|街"
_GONE_TO: Final = (
    rf"(?P<place>{_REGION}(?!{_PART}?(?:{_CLASSES})村){_PART}{{1,4}}?村(?![级庄民镇干部务委口里企庙党支校头寨户史集居社子])"
    rf"|{_PART}{{1,3}}?[乡镇]{_PART}{{1,4}}?[牧林农草渔]场"
    rf"|(?:{_PART}{{2,3}}?[县市区旗])?(?!乡|{_PART}?(?:{_TOWNS})[乡镇]){_PART}{{2,3}}?[乡镇]"
    r"(?=[、，。；]|开展|举[行办]|为|的(?!第)|[^\W\d_]{0,3}(?:[村农]民|[茶果]农)))"
)
# where somebody went, each verb by its last character, for which alone the text is searched
_GONE: Final = [
    re.compile(verb + _GONE_TO)
    for verb in (
        "进(?<=[走住开送搬驻]进)",
        "入(?<=[深进]入)",
        "到(?<=[来赶搬送开办放回走跑行下入]到)",
        "自(?<=来自)",
        "赴(?<=[奔远分前]赴)",
        "达(?<=[抵到]达)",
        "往(?<=[前赶去]往)",
        "户(?<=落户)",
        "根(?<=扎根)",
        r"驻(?=[^\W\d_]{2,8}村[，。；、])",
    )
]
_VENUE_HEAD: Final = (
    "(?:码头|渔?港|[岛湾滩]|(?:文创|产业|科技|创业|科创|化工|工业)园|科创港|工业区|保税港?区|开发区|文化宫|(?:活动|文体|会展)中心|广场|[礼会]堂|基地|鼓楼|戏台"
    "|牧[场点]|梯田|公园|[农林]场|渔村|茶园|景区|度假区|书院|古镇|老街|体育[馆场]|图书馆|博物馆)"
)
_KINDS: Final = (
    "示范|实训|实践|教育|培训|科普|生产|种植|养殖|试验|学校|校园|社区|村|活动|现场|当地|有关|相关|户外|产业|文化|工业|农业|边境|青少年|科技|科学|研学|红色"
    "|爱国主义|党性|志愿|服务|综合|专业|贫困|乡村|主题|城市|休闲|旅游"
)
# a venue that something was held in, not a class of venues
_VENUE: Final = re.compile(
    rf"在(?P<place>(?![全各我本该其此这那两多每某省市县区校]|学校|一[个座处片些]|(?:{_KINDS})*{_VENUE_HEAD})"
    rf"[^\W\d_的，了和与、是为有对用发各等]{{2,12}}?{_VENUE_HEAD})"
    r"(?=前?(?:隆重|成功|正式|联合|共同|同步|集中|顺利|圆满|如期)?"
    r"(?:举[办行]|召开|开[展幕赛讲课班营出启了]|收[官车]|[落闭]幕|启动|上演|推出|[承主]办|设[点立摊展]|[蹲驻]点|拉开|画下|揭|挂牌|办了|进行|试[点种验]|共建"
    r"|[、和](?=[^\W\d_]{2,10}(?:[区园港馆岛]|中心|码头)))|[，。；])"
)
# of whom a village is told: 石坎村茶农, and who is sent there
_FARMERS: Final = "(?=[农村]民|[茶果菜药蔗桃稻藕花渔]农|种粮大户|[养种][殖植]户|牧民|党支部书记)"
_BEGINS: Final = rf"(?:[，。；：、\n“]|^)(?P<place>(?![我全各一邻外本该]){_REGION}(?!{_PART}{{0,2}}?(?:{_CLASSES})$){_PART}{{1,4}}?)$"
_SENT: Final = rf"[任赴派到](?P<place>(?![驻全我]){_REGION}(?!驻|贫困|各)(?:来|{_PART}){{1,4}}?)$"
_OF_WHOM: Final = [
    (re.compile(f"村{_FARMERS}"), re.compile(_BEGINS)),
    (re.compile(f"乡{_FARMERS}"), re.compile(_BEGINS)),
    (re.compile("村(?=第一书记|驻村|党支部书记)"), re.compile(_SENT)),
]
_LONGEST: Final = 12  # what stands before 村


def whereabouts(text: str) -> Iterator[Span]:
    """Yield the spans of villages and towns that somebody went to or comes from, and of venues; some may overlap."""
    for form in (_VENUE, *_GONE):
        for match in form.finditer(text):
            yield match.span("place")
    for sign, before in _OF_WHOM:
        for match in sign.finditer(text):
            if told := before.search(text, max(0, match.start() - _LONGEST), match.start()):
                yield told.start("place"), match.end()
