"""What is recognised while a text is searched must be what the patterns for every way of writing find."""

import random
import re

import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.numerals import Value, ValueFinder

PIECES = [
    *"0123456789",
    *"一二三十百千几半两万亿余多年月日号度个项人次名元%成点分之，。、；：第（）()-－~至到 \n\t/.约近超过每季底初上下中旬期届级民国组所米克",
    *(
        "2019",
        "2020年",
        "万元",
        "个百分点",
        "人次",
        "人民币",
        "以上",
        "左右",
        "（次）",
        "分之",
        "上半年",
        "12,345",
        "661.70",
        "千瓦时",
        "元旦",
    ),
]
SENTENCES = 4000


class Thorough(ValueFinder):
    """Leaves everything to the patterns that know all ways of writing."""

    def __init__(self, measures: list[str]) -> None:
        super().__init__(measures)
        self._plain_numbers = re.compile("(?!)")

    def _usual(self, text: str, run: re.Match[str]) -> Value | None:
        return self._at(text, run.start())


@pytest.fixture(scope="module")
def measures(lexicons: Lexicons) -> list[str]:
    return [row["measure"] for row in lexicons.rows("measures")]


@pytest.fixture(scope="module")
def quick(measures: list[str]) -> ValueFinder:
    return ValueFinder(measures)


@pytest.fixture(scope="module")
def thorough(measures: list[str]) -> ValueFinder:
    return Thorough(measures)


CASES = [
    # usual, with near misses
    ("收入661.70万元", ["661.70万元"]),
    ("收入12,345.60元", ["12,345.60元"]),
    ("今年5元旦晚会", []),
    ("增长5%", ["5%"]),
    ("增长5%-10%", ["5%-10%"]),
    ("到2019年", ["2019年"]),
    ("2019年底前", ["2019年底"]),
    ("2019年级学生", []),
    ("2019年、2020年", ["2019年", "2020年"]),
    ("第12个项目", []),
    ("评出12个项目", ["12个"]),
    ("下降12个百分点", ["12个百分点"]),
    ("共3万人次", ["3万人次"]),
    ("约3000人（次）", ["3000人（次）"]),
    ("捐出30人民币元", ["30人民币元"]),
    # a number with nothing behind it that makes it a value
    ("见表3。", []),
    ("影响因子由1.316升至1.482", []),
    ("采水样1.3升", ["1.3升"]),
    ("参赛1.2019年", ["2019年"]),
    ("于2019.03.15发布", ["2019.03.15"]),
    ("其中7、6月", ["7、6月"]),
    ("达3万，", ["3万"]),
    ("获二等奖", []),
    ("二百帕以上", ["二百帕"]),
]


@pytest.mark.parametrize(("text", "found"), CASES, ids=[text for text, _ in CASES])
def test_values(quick: ValueFinder, thorough: ValueFinder, text: str, found: list[str]) -> None:
    values = quick.find(text)
    assert [text[value.start : value.end] for value in values] == found
    assert values == thorough.find(text)


def test_shortcuts_change_nothing(quick: ValueFinder, thorough: ValueFinder) -> None:
    pick = random.Random(7)
    for _ in range(SENTENCES):
        text = "".join(pick.choices(PIECES, k=pick.randint(2, 14)))
        assert quick.find(text) == thorough.find(text), text
