"""What the words of an award and of a contest tell: grade, level, edition, series."""

import re
from functools import lru_cache
from typing import Final

from kexie_nlp.numerals import parse_number

_REMEMBERED: Final = 1024  # a contest is named again and again
_GRADES: Final = (
    (0, re.compile("特等")),
    (1, re.compile("一等|金[奖牌獎]|冠[军軍]|第一名|头奖")),
    (2, re.compile("二等|[银銀][奖牌獎]|[亚亞][军軍]|第二名")),
    (3, re.compile("三等|[铜銅][奖牌獎]|季[军軍]|第三名")),
    (4, re.compile("四等|殿[军軍]|第四名")),
)
PROVINCES: Final = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_LEVELS: Final = (
    ("国际", re.compile("国际|世界|亚洲|全球|國際|亞洲")),
    ("国家", re.compile("全国|中国|国家|中华|全國|中國")),
    ("省", re.compile(rf"^(?:第[^届屆]{{1,5}}[届屆])?(?:{PROVINCES})|[^\W\d_]省|^省|全省|自治区|全区科|兵团")),
    ("市", re.compile("[^\\W\\d_](?:市|自治州|地区|州|盟)|^[市州盟]|全[市州盟]")),
    ("县", re.compile("[^\\W\\d_](?:县|区(?!域)|旗)|^[县区旗]|全[县区旗]")),
)
# the level of the contest that 省赛 or 国赛 points at, by the first character
POINTED_LEVELS: Final = {"国": "国家", "省": "省", "自治区": "省", "市": "市", "州": "市", "盟": "市", "县": "县", "区": "县", "旗": "县"}
_ZONE: Final = re.compile("赛区|片区|分赛区|地区赛")
_EDITION: Final = re.compile(r"第 ?([〇零一二三四五六七八九十百\d]+) ?[届屆次]|(首)[届屆]")
_YEAR: Final = re.compile(r"^(?:\d{4}(?:[-—~]\d{4})?|[一二][〇零一二三四五六七八九]{3})年?度?")
_PLACE: Final = re.compile(
    rf"^(?:(?:{PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?(?:[^\W\d_]{{2,6}}?[市州县])?|[^\W\d_]{{2,7}}?(?:自治州|自治县|自治区|省|市|州|盟)|[^\W\d_]{{2,5}}?[县旗]"
    r"|全[国省市县州区]|中国(?=青少年|中学生|中小学|大学生))"
)


@lru_cache(_REMEMBERED)
def grade(award: str) -> int | None:
    """Return the rank of a graded prize: 0 for 特等奖, 1 for 一等奖 or 金奖, and so on; None for an honour."""
    if "功" in award:
        return None
    return next((rank for rank, words in _GRADES if words.search(award)), None)


@lru_cache(_REMEMBERED)
def level(*names: str | None) -> str | None:
    """Return 国际, 国家, 省, 市 or 县 from the first of the names that tells one."""
    for name in names:
        told = _ZONE.sub("", name or "")
        for answer, words in _LEVELS:
            if words.search(told):
                return answer
    return None


@lru_cache(_REMEMBERED)
def edition(event: str | None) -> int | None:
    """Return the number of an edition: 34 for 第34届, 1 for 首届."""
    match = _EDITION.search(event or "")
    if match is None:
        return None
    number = parse_number(match[1]) if match[1] else 1
    return int(number) if number is not None else None


@lru_cache(_REMEMBERED)
def series(event: str | None) -> str | None:
    """Return the name of the contest series: the event without year, edition and place."""
    if event is None:
        return None
    name = event.strip("“”「」")
    while (shorter := _PLACE.sub("", _EDITION.sub("", _YEAR.sub("", name, count=1), count=1).strip(), count=1).strip()) != name:
        if len(shorter) < 4:
            break
        name = shorter
    return name or None
