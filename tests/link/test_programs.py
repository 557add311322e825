import pytest

from kexie_nlp.link.linker import Linker

LINKS = [
    # as written, name, kind, year, level, place
    ("青年人才托举工程", "青年人才托举工程", "工程", None, None, None),
    ("四川省青年人才托举工程项目", "青年人才托举工程", "工程", None, "省", "四川省"),
    ("2020年度市级青年人才托举计划", "青年人才托举工程", "工程", 2020, "市", "安澜市"),
    ("“三区”科技人才支持计划", "“三区”科技人才支持计划", None, None, None, None),
    ("“科普中国”e站", "科普e站", "平台", None, None, None),
    ("学习强国", "学习强国", "平台", None, None, None),
    ("“学习强国”学习平台", "学习强国", "平台", None, None, None),
    ("中国科协学会创新和服务能力提升工程", "学会创新和服务能力提升工程", "工程", None, "国家", None),
    # no lexicon knows them
    ("安澜市竹乡科普直通车项目", "竹乡科普直通车项目", None, None, "市", "安澜市"),
    ("“竹乡科普直通车”", "竹乡科普直通车", None, None, None, None),
    ("安澜市科学技术协会官方网站", "安澜市科学技术协会官方网站", None, None, "市", "安澜市"),
    ("", "", None, None, None, None),
]


@pytest.mark.parametrize(("written", "name", "kind", "year", "level", "place"), LINKS, ids=[row[0] for row in LINKS])
def test_program(linker: Linker, written: str, name: str, kind: str | None, year: int | None, level: str | None, place: str | None) -> None:
    link = linker.program(written, ("云泽省", "安澜市"))
    assert (link.name, link.program_kind, link.year, link.level, link.place) == (name, kind, year, level, place)
