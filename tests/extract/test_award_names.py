"""What the words of an award and of a contest tell: grade, level, edition, series."""

import pytest

from kexie_nlp.extract.awards import edition, grade, level, series

GRADES = [
    ("特等奖", 0),
    ("一等奖", 1),
    ("小学组一等奖", 1),
    ("金奖", 1),
    ("金牌", 1),
    ("冠军", 1),
    ("团体总分第一名", 1),
    ("二等奖", 2),
    ("银牌", 2),
    ("亚军", 2),
    ("三等奖", 3),
    ("铜奖", 3),
    ("季军", 3),
    ("第四名", 4),
    ("優勝獎", None),
    ("金獎", 1),
    ("优秀组织奖", None),
    ("先进集体", None),
    ("二等功", None),
    ("金桥奖", None),
    ("最佳人气奖", None),
]


@pytest.mark.parametrize(("award", "expected"), GRADES)
def test_grade(award: str, expected: int | None) -> None:
    assert grade(award) == expected


LEVELS = [
    (("世界机器人大赛",), "国际"),
    (("第34届全国青少年科技创新大赛",), "国家"),
    (("中国创新方法大赛",), "国家"),
    (("第12届四川省青少年发明大赛",), "省"),
    (("内蒙古自治区科普讲解大赛",), "省"),
    (("广西青少年机器人竞赛",), "省"),
    (("青禾市机器人竞赛",), "市"),
    (("青禾州农民技能大赛",), "市"),
    (("清溪县农民科普知识竞赛",), "县"),
    (("北坡旗科普知识竞赛",), "县"),
    (("全省科普讲解大赛",), "省"),
    (("全县科普知识竞赛",), "县"),
    ((None, "全国科普先进集体"), "国家"),
    (("科学影像节", "全市优秀组织奖"), "市"),
    (("科学影像节", "一等奖"), None),
    ((None, None), None),
]


@pytest.mark.parametrize(("names", "expected"), LEVELS)
def test_level_is_told_by_the_first_name_that_tells_one(names: tuple[str | None, ...], expected: str | None) -> None:
    assert level(*names) == expected


EDITIONS = [
    ("第34届全国青少年科技创新大赛", 34),
    ("第三十四届全国青少年科技创新大赛", 34),
    ("首届青禾市科普讲解大赛", 1),
    ("青禾市第七届青少年机器人竞赛", 7),
    ("第 6 届青少年创客马拉松", 6),
    ("2019年青禾市机器人竞赛", None),
    ("第一中学科技节", None),
    (None, None),
]


@pytest.mark.parametrize(("event", "expected"), EDITIONS)
def test_edition(event: str | None, expected: int | None) -> None:
    assert edition(event) == expected


SERIES = [
    ("第34届全国青少年科技创新大赛", "青少年科技创新大赛"),
    ("第12届四川省青少年发明大赛", "青少年发明大赛"),
    ("2019年青禾市机器人竞赛", "机器人竞赛"),
    ("清溪县第三届农民科普知识竞赛", "农民科普知识竞赛"),
    ("首届全国科普讲解大赛", "科普讲解大赛"),
    ("内蒙古自治区青少年科技创新大赛", "青少年科技创新大赛"),
    ("中国创新方法大赛", "中国创新方法大赛"),
    ("创客节", "创客节"),
    (None, None),
]


@pytest.mark.parametrize(("event", "expected"), SERIES)
def test_series(event: str | None, expected: str | None) -> None:
    assert series(event) == expected
