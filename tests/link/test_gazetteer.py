import pytest

from kexie_nlp.document import Region
from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer, level_of

BY_CODE = [
    ("110000", "北京市", "省", ("北京市",)),
    ("110101", "东城区", "县", ("北京市", "东城区")),
    ("510000", "四川省", "省", ("四川省",)),
    ("510400", "攀枝花市", "市", ("四川省", "攀枝花市")),
    ("510421", "米易县", "县", ("四川省", "攀枝花市", "米易县")),
    ("433100", "湘西土家族苗族自治州", "市", ("湖南省", "湘西土家族苗族自治州")),
    ("419001", "济源市", "县", ("河南省", "济源市")),
    ("710000", "台湾省", "省", ("台湾省",)),
]


@pytest.mark.parametrize(("code", "name", "level", "path"), BY_CODE, ids=[row[0] for row in BY_CODE])
def test_by_code(gazetteer: Gazetteer, code: str, name: str, level: str, path: tuple[str, ...]) -> None:
    region = gazetteer.by_code(code)
    assert (region.name, region.level, region.code, region.path) == (name, level, code, path)


def test_an_unknown_code_is_a_key_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(KeyError):
        gazetteer.by_code("999999")


LOOKUPS = [
    # name, what stands in its report, code
    ("韶关市", "", "440200"),
    ("韶关", "", "440200"),
    ("四川", "", "510000"),
    ("内蒙古", "", "150000"),
    ("湘西州", "", "433100"),
    ("朝阳区", "北京市朝阳区科协", "110105"),
    ("朝阳区", "吉林省长春市朝阳区科协", "220104"),
    ("朝阳区", "长春的学校", "220104"),
    ("鼓楼区", "在福州举行", "350102"),
    ("鼓楼区", "江苏徐州", "320302"),
    ("普陀区", "上海市普陀区财政局", "310107"),
    ("普陀区", "浙江舟山", "330903"),
]


@pytest.mark.parametrize(("name", "context", "code"), LOOKUPS, ids=[f"{row[0]}-{row[1]}" for row in LOOKUPS])
def test_lookup(gazetteer: Gazetteer, name: str, context: str, code: str) -> None:
    region = gazetteer.lookup(name, context)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize("name", ["临溪县", "科协", "省", "市", "", "关"])
def test_what_is_no_region(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) is None
    assert name not in gazetteer


def test_a_region_in_force_comes_before_an_abolished_one(gazetteer: Gazetteer) -> None:
    region = gazetteer.lookup("通州")
    assert region is not None
    assert (region.name, region.code) == ("通州区", "110112")


ENDINGS = [
    ("四川省攀枝花市", "攀枝花市"),
    ("我在攀枝花", "攀枝花"),
    ("湖南省湘西土家族苗族自治州", "湘西土家族苗族自治州"),
    ("省市", None),
    ("某某县", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "name"), ENDINGS, ids=[row[0] or "empty" for row in ENDINGS])
def test_ending_at(gazetteer: Gazetteer, text: str, name: str | None) -> None:
    assert gazetteer.ending_at(text + "科协", len(text)) == name


UNLISTED = [
    # invented regions, with what stands in front of them
    ("临溪县", "", Region("临溪县", "县", "", ("临溪县",))),
    ("临溪县", "云泽省安澜市临溪县科协", Region("临溪县", "县", "", ("云泽省", "安澜市", "临溪县"))),
    ("安澜市", "云泽省安澜市科协", Region("安澜市", "市", "", ("云泽省", "安澜市"))),
    ("云泽省", "云泽省科协", Region("云泽省", "省", "", ("云泽省",))),
    ("临溪县", "怀化市临溪县科协", Region("临溪县", "县", "", ("湖南省", "怀化市", "临溪县"))),
    ("怀化市", "", Region("怀化市", "市", "431200", ("湖南省", "怀化市"))),
]


@pytest.mark.parametrize(("name", "context", "region"), UNLISTED, ids=[f"{row[0]}-{row[1]}" for row in UNLISTED])
def test_a_region_without_a_code_is_known_by_its_ending(gazetteer: Gazetteer, name: str, context: str, region: Region) -> None:
    assert gazetteer.resolve(name, context) == region


def test_a_word_without_the_ending_of_a_region_is_none(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("青少年") is None


LEVELS = [
    ("云泽省", "省"),
    ("云泽自治区", "省"),
    ("安澜市", "市"),
    ("安澜自治州", "市"),
    ("安澜盟", "市"),
    ("临溪县", "县"),
    ("临溪自治县", "县"),
    ("查干旗", "县"),
    ("江南区", "县"),
    ("县", None),
    ("学会", None),
]


@pytest.mark.parametrize(("name", "level"), LEVELS, ids=[row[0] for row in LEVELS])
def test_level_of(name: str, level: str | None) -> None:
    assert level_of(name) == level


def test_every_code_of_the_lexicon_has_its_place(gazetteer: Gazetteer, lexicons: Lexicons) -> None:
    for row in lexicons.rows("regions"):
        region = gazetteer.by_code(row["code"])
        assert (region.name, region.path[-1]) == (row["name"], row["name"])
        assert len(region.path) <= {"省": 1, "市": 2, "县": 3}[region.level]
        assert row["name"] in gazetteer
