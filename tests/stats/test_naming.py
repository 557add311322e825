"""Whose report it is: the level of an association, by the path of its region."""

import pytest

from kexie_nlp.archive import ReportRow
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer
from kexie_nlp.link.linker import Linker
from kexie_nlp.statistics import Names


@pytest.fixture(scope="module")
def names(lexicons: Lexicons, gazetteer: Gazetteer) -> Names:
    return Names(Linker(lexicons), gazetteer)


LEVELS = [
    ("四川省 攀枝花市", "市"),
    ("四川省 绵阳市 江油市", "县"),
    ("北京市", "省"),
    ("内蒙古自治区", "省"),
    ("云泽省 安澜市", "市"),
    ("云泽省 安澜市 临溪市", "县"),
    ("云泽省 安澜市 临溪县", "县"),
    ("内蒙古自治区 查干郭勒旗", "县"),
    ("临溪县", "县"),
    ("", None),
]


@pytest.mark.parametrize(("region", "level"), LEVELS)
def test_level(names: Names, region: str, level: str | None) -> None:
    report = ReportRow("0123", "r.txt", "", None, region, 2020, "工作总结", None, 0, 0, 0)
    reporter = names.reporter(report)
    assert (reporter.level, reporter.place) == (level, region.split()[-1] if region else None)
