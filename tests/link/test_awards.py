import pytest

from kexie_nlp.link.awards import grade_of
from kexie_nlp.link.linker import Linker

LINKS = [
    # as written, name, grade, kind, rank, level, place
    ("一等奖", "一等奖", 1, "prize", None, None, None),
    ("壹等奖", "一等奖", 1, "prize", None, None, None),
    ("1等奖", "一等奖", 1, "prize", None, None, None),
    ("一等獎", "一等奖", 1, "prize", None, None, None),
    ("特等奖", "特等奖", 0, "prize", None, None, None),
    ("省一等奖", "一等奖", 1, "prize", None, "省", "云泽省"),
    ("全国二等奖", "二等奖", 2, "prize", None, "国家", None),
    ("金奖", "金奖", 1, "prize", None, None, None),
    ("第三名", "第三名", 3, "prize", 3, None, None),
    ("冠军", "冠军", 1, "prize", 1, None, None),
    ("优秀组织奖", "优秀组织奖", None, "special", None, None, None),
    ("“最美科技工作者”称号", "最美科技工作者", None, "honour", None, None, None),
    ("全省“最美科技工作者”", "最美科技工作者", None, "honour", None, "省", "云泽省"),
    ("2020年度安澜市优秀科技工作者荣誉称号", "优秀科技工作者", None, "honour", None, "市", "安澜市"),
    ("云泽省科技进步二等奖", "科学技术进步奖二等奖", 2, "state", None, "省", "云泽省"),
    ("云泽省科学技术进步奖二等奖", "科学技术进步奖二等奖", 2, "state", None, "省", "云泽省"),
    ("荣获先进集体", "先进集体", None, "honour", None, None, None),
    ("安澜市五一劳动奖章", "五一劳动奖章", None, "honour", None, "市", "安澜市"),
    ("全国五一劳动奖章", "五一劳动奖章", None, "honour", None, "国家", None),
    ("集体一等奖", "集体一等奖", 1, "prize", None, None, None),
    # no lexicon knows them
    ("安澜市第十届竹艺匠心奖一等奖", "竹艺匠心奖一等奖", 1, "prize", None, "市", "安澜市"),
    ("全省科协系统先进集体", "科协系统先进集体", None, "honour", None, "省", "云泽省"),
    ("自治区科普工作先进单位", "科普工作先进单位", None, "honour", None, "省", None),
    ("市长奖", "市长奖", None, "special", None, None, None),
    ("辣椒王", "辣椒王", None, None, None, None, None),
    ("", "", None, None, None, None, None),
]


@pytest.mark.parametrize(("written", "name", "grade", "kind", "rank", "level", "place"), LINKS, ids=[row[0] for row in LINKS])
def test_award(
    linker: Linker, written: str, name: str, grade: int | None, kind: str | None, rank: int | None, level: str | None, place: str | None
) -> None:
    link = linker.award(written, ("云泽省", "安澜市"))
    assert (link.name, link.grade, link.award_kind, link.rank, link.level, link.place) == (name, grade, kind, rank, level, place)


GRADES = [
    ("特等奖", 0),
    ("一等奖", 1),
    ("银牌", 2),
    ("季军", 3),
    ("第四名", 4),
    ("科技功臣一等功", None),
    ("金、银奖", None),
    ("优秀奖", None),
    ("十佳", None),
]


@pytest.mark.parametrize(("award", "grade"), GRADES)
def test_grade(award: str, grade: int | None) -> None:
    assert grade_of(award) == grade
