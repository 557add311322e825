import pytest

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.link.editions import Editions
from kexie_nlp.link.linker import Linker

CITY = ("云泽省", "安澜市")
TALENT = "青少年科技创新大赛"
CUP = "“挑战杯”全国大学生课外学术科技作品竞赛"
LINKS = [
    # as written, series, edition, year, level, place, stage
    ("第34届四川省青少年科技创新大赛", TALENT, 34, None, "省", "四川省", None),
    ("第34届全国青少年科技创新大赛", TALENT, 34, 2019, "国家", None, None),
    ("四川省第三十四届青少年科技创新大赛", TALENT, 34, None, "省", "四川省", None),
    ("第34屆四川省青少年科技創新大賽", TALENT, 34, None, "省", "四川省", None),
    ("第３４届四川省青少年科技创新大赛", TALENT, 34, None, "省", "四川省", None),
    ("四川青少年科创大赛", TALENT, None, None, "省", "四川省", None),
    ("第38届云泽省安澜市青少年科技创新大赛", TALENT, 38, None, "市", "安澜市", None),
    ("首届市青少年科技创新大赛", TALENT, 1, None, "市", "安澜市", None),
    ("2020年全市青少年科技创新大赛", TALENT, None, 2020, "市", "安澜市", None),
    ("荣获第38届云泽省青少年科技创新大赛", TALENT, 38, None, "省", "云泽省", None),
    ("中国青少年科技创新大赛", TALENT, None, None, "国家", None, None),
    ("2023年全国青少年科技创新大赛", TALENT, 37, 2023, "国家", None, None),
    ("第19届中国青少年机器人竞赛", "青少年机器人竞赛", 19, 2019, "国家", None, None),
    ("云泽省青少年机器人竞赛选拔赛", "青少年机器人竞赛", None, None, "省", "云泽省", "选拔赛"),
    ("云泽省青少年机器人竞赛总决赛", "青少年机器人竞赛", None, None, "省", "云泽省", None),
    ("云泽省青少年机器人竞赛（小学组）", "青少年机器人竞赛", None, None, "省", "云泽省", None),
    ("全国青少年信息学奥林匹克联赛（四川赛区）", "青少年信息学奥林匹克联赛", None, None, "省", "四川省", None),
    ("NOIP", "青少年信息学奥林匹克联赛", None, None, "国家", None, None),
    ("IOI", "国际信息学奥林匹克", None, None, "国际", None, None),
    ("“挑战杯”云泽省大学生课外学术科技作品竞赛", CUP, None, None, "省", "云泽省", None),
    ("云泽省“挑战杯”大学生课外学术科技作品竞赛", CUP, None, None, "省", "云泽省", None),
    ("第十六届“挑战杯”全国大学生课外学术科技作品竞赛", CUP, 16, 2019, "国家", None, None),
    ("“云泽移动杯”首届安澜市科普讲解大赛", "科普讲解大赛", 1, None, "市", "安澜市", None),
    ("全国中学生物理竞赛复赛", "中学生物理奥林匹克竞赛", None, None, "国家", None, "复赛"),
    ("市长杯工业设计大赛", "工业设计大赛", None, None, None, None, None),
    ("科普讲解大赛", "科普讲解大赛", None, None, None, None, None),
    ("东南地区数学奥林匹克", "东南地区数学奥林匹克", None, None, None, None, None),
    ("社区科普知识竞赛", "社区科普知识竞赛", None, None, None, None, None),
    ("第35届云泽省青少年科技创新大赛暨第41届安澜市青少年科技创新大赛", TALENT, 35, None, "省", "云泽省", None),
    ("2020年中国创新创业大赛湖南分赛", "中国创新创业大赛", None, 2020, "省", "湖南省", None),
    ("新疆生产建设兵团青少年科技创新大赛", TALENT, None, None, "省", "新疆生产建设兵团", None),
    ("“创青春”湖南省青年创新创业大赛", "中国青年创新创业大赛", None, None, "省", "湖南省", None),
    ("省第38届青少年科技创新大赛", TALENT, 38, None, "省", "云泽省", None),
    # no lexicon knows them
    ("第三届乌溪市辣椒品鉴大赛", "辣椒品鉴大赛", 3, None, "市", "乌溪市", None),
    ("安澜市“科学小记者”征文比赛", "“科学小记者”征文比赛", None, None, "市", "安澜市", None),
    ("首届赛音盟牧区创新创意大赛", "牧区创新创意大赛", 1, None, "市", "赛音盟", None),
    ("闭幕式", "闭幕式", None, None, None, None, None),
    ("", "", None, None, None, None, None),
]


@pytest.mark.parametrize(("written", "series", "edition", "year", "level", "place", "stage"), LINKS, ids=[row[0] for row in LINKS])
def test_contest(
    linker: Linker,
    written: str,
    series: str,
    edition: int | None,
    year: int | None,
    level: str | None,
    place: str | None,
    stage: str | None,
) -> None:
    link = linker.contest(written, None, CITY)
    assert (link.series, link.edition, link.year, link.level, link.place, link.stage) == (series, edition, year, level, place, stage)


def test_two_levels_are_one_series_and_one_edition(linker: Linker) -> None:
    province, country = (linker.contest(f"第34届{place}青少年科技创新大赛") for place in ("四川省", "全国"))
    assert (province.series, province.edition) == (country.series, country.edition)
    assert province.identity != country.identity
    assert (province.full_name, country.full_name) == ("第34届四川省青少年科技创新大赛", "第34届全国青少年科技创新大赛")


YEARS = [
    # as written, year held likely, edition, year, what was inferred, whether they contradict each other
    ("第34届全国青少年科技创新大赛", None, 34, 2019, "year", False),
    ("第34届全国青少年科技创新大赛", 2019, 34, 2019, None, False),
    ("第34届全国青少年科技创新大赛", 2020, 34, 2019, "year", False),  # a report of the year after
    ("第34届全国青少年科技创新大赛", 2015, 34, 2015, None, True),
    ("2018年第34届全国青少年科技创新大赛", None, 34, 2018, None, True),
    ("2019年第34届全国青少年科技创新大赛", None, 34, 2019, None, False),
    ("2018年全国青少年科技创新大赛", None, 33, 2018, "edition", False),
    ("第30届全国青少年科技创新大赛", None, 30, 2015, "year", False),
    ("第35届全国青少年科技创新大赛", None, 35, None, None, False),  # it was put off
    ("第35届全国青少年科技创新大赛", 2021, 35, 2021, None, False),
    ("全国青少年科技创新大赛", 2019, 34, 2019, "edition", False),
    ("第12届全国青少年科技创新大赛", None, 12, None, None, False),
    ("第34届云泽省青少年科技创新大赛", 2010, 34, 2010, None, False),
    ("第十六届“挑战杯”全国大学生课外学术科技作品竞赛", 2018, 16, 2019, "year", False),
]


@pytest.mark.parametrize(("written", "likely", "edition", "year", "inferred", "contradicts"), YEARS)
def test_edition_and_year(
    linker: Linker, written: str, likely: int | None, edition: int, year: int | None, inferred: str | None, contradicts: bool
) -> None:
    link = linker.contest(written, likely)
    assert (link.edition, link.year, link.inferred, link.contradiction is not None) == (edition, year, inferred, contradicts)


def test_a_contradiction_is_told(linker: Linker) -> None:
    told = linker.contest("2018年第34届全国青少年科技创新大赛").contradiction
    assert told == "edition 34 of this contest was held in 2019, yet 2018 is told"


def test_members_of_a_series_are_contests_and_editions_rise_with_the_years(lexicons: Lexicons) -> None:
    contests = {row["name"] for row in lexicons.rows("contests")}
    for row in lexicons.rows("series"):
        assert {row["series"], f"全国{row['series']}"} & contests, row
        assert set(values(row["members"])) <= contests, row
    Editions(lexicons)
