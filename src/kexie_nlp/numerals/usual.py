"""Where values may begin, and those written the usual way: an Arabic number, 万 or 亿, and what it counts.

Three values in four are, so they are recognised while the text is searched. All else is left to the patterns that know every way to
write a value, and what stands here must give the same as they.
"""

import re
from collections.abc import Collection
from typing import Final

from kexie_nlp.numerals import guards

# which group of a run matched
YEAR: Final = 1
PERCENT: Final = 2
MONEY: Final = 4
COUNT: Final = 5
# behind these a number may be a part of something else: a word, a longer number, an ordinal, a date of another era
ODD_BEFORE: Final = guards.SUSPECT | frozenset("第〇零○一二两三四五六七八九十百千万亿、和至到—–― .．国國")
# what makes more than a plain year of 2019年 and more than a plain percentage of 5%
_YEAR_GOES_ON: Final = r"[ 　底初末上中下第〇零○一二三四五六七八九十\d年月度级級学學、~～至到—–―\-－]"
_RANGE: Final = r"[ 　]?[-－~～至到—–]"
# measure words that begin like a currency, a scale, a date or a fraction
_NOT_ONLY_MEASURES: Final = frozenset("年月日号號学學个人元圆圓%‰成块美欧港英千百万萬亿億余餘多来來几幾半分")
_NUMERALS: Final = "〇零一二两兩三四五六七八九十百千数數几幾"
# all that goes on with a number, apart from measure words: more digits, scales, currencies, units, dates, ranges, fractions
_GOES_ON: Final = _NUMERALS + "0123456789○万萬亿億半余餘多来來%‰个個成元圆圓块人美欧港日英年月号號学學分、-－~～至到—–―/ \u3000"
# and what does only before some characters: a colon in a ratio, a line break before a unit
_GOES_ON_BEFORE: Final = r"[:：∶]\d|\n\S"


def runs_of(measures: Collection[str]) -> re.Pattern[str]:
    """Return the pattern of the places where a value may begin; a group tells which usual value stands there, up to a count's measure.

    A set of characters comes first, because the search for one is fast; 一 and 半 begin a value only before some words.
    """
    firsts = {measure[0] for measure in measures if measure} - _NOT_ONLY_MEASURES
    plain = re.escape("".join(sorted(char for char in firsts if "\u4e00" <= char <= "\u9fa5")))
    return re.compile(
        rf"""
        [0-9一二两兩三四五六七八九十百千數数几幾半]
        (?:
          (?<=[0-9])(?:
            (?:(?<=1)9|(?<=2)0)\d\d年度?(?!{_YEAR_GOES_ON})()
            | (?:\d{{0,2}}(?:,\d{{3}})+(?!\d)|\d*)(?:\.\d+)?(?:
                %(?!{_RANGE})()
                | ([万亿]?)(?: 元(?![宵旦素月年])() | (?!个百|人民)(?=[{plain}个人])() )
              )
          )
          | (?<![一半])
          | (?<=一)(?=[〇零○一二三四五六七八九十百千万亿萬億月枚成周半])
          | (?<=半)(?=个月|亩|小时|天)
        )""",
        re.ASCII | re.VERBOSE,
    )


def plain_numbers_of(measures: Collection[str]) -> re.Pattern[str]:
    """Return the pattern of a number with nothing behind it that could make it a value; a group holds its first run of digits."""
    units = {measure[0] for measure in measures if measure} | {
        measure[1] for measure in measures if measure[:1] in _NUMERALS and measure[1:]
    }
    behind = re.escape("".join(sorted(units | set(_GOES_ON))))
    return re.compile(rf"(?!(?:19|20)\d\d[/.])(?:(\d++)(?:[.,，]\d++)*+|([{_NUMERALS}]++))(?![{behind}]|{_GOES_ON_BEFORE})", re.ASCII)
