import pytest

from kexie_nlp.lexicons import Lexicons
from kexie_nlp.link.gazetteer import Gazetteer
from kexie_nlp.link.linker import Linker
from kexie_nlp.link.successors import Successors

COUNTY = "云泽省 安澜市 临溪县"
CITY = "云泽省 安澜市"
BANNER = "内蒙古自治区 锡林郭勒盟 查干郭勒旗"
LINKS = [
    # as written, region of the report, name, region
    ("市科协", COUNTY, "安澜市科学技术协会", CITY),
    ("县科协", COUNTY, "临溪县科学技术协会", COUNTY),
    ("省科协", COUNTY, "云泽省科学技术协会", "云泽省"),
    ("我县科协", COUNTY, "临溪县科学技术协会", COUNTY),
    ("县科协机关", COUNTY, "临溪县科学技术协会", COUNTY),
    ("我会", CITY, "安澜市科学技术协会", CITY),
    ("科协", CITY, "安澜市科学技术协会", CITY),
    ("临溪县科协", "", "临溪县科学技术协会", "临溪县"),
    ("临溪科协", COUNTY, "临溪县科学技术协会", COUNTY),
    ("云泽省安澜市科协", "", "安澜市科学技术协会", CITY),
    ("安澜市科學技術協會", CITY, "安澜市科学技术协会", CITY),
    ("安 澜市科协", CITY, "安澜市科学技术协会", CITY),
    ("旗科协", BANNER, "查干郭勒旗科学技术协会", BANNER),
    ("盟科协", BANNER, "锡林郭勒盟科学技术协会", "内蒙古自治区 锡林郭勒盟"),
    ("自治区科协", BANNER, "内蒙古自治区科学技术协会", "内蒙古自治区"),
    ("州科协", "四川省 凉山彝族自治州", "凉山彝族自治州科学技术协会", "四川省 凉山彝族自治州"),
    ("凉山州科协", "四川省", "凉山彝族自治州科学技术协会", "四川省 凉山彝族自治州"),
    ("市科协", "四川省 攀枝花市 东区", "攀枝花市科学技术协会", "四川省 攀枝花市"),
    ("四川省攀枝花市东区科协", "", "东区科学技术协会", "四川省 攀枝花市 东区"),
    ("中国科协", CITY, "中国科学技术协会", "中国"),
    ("朝阳区科协", "北京市 朝阳区", "北京市朝阳区科学技术协会", "北京市 朝阳区"),
    ("朝阳区科协", "吉林省 长春市 朝阳区", "长春市朝阳区科学技术协会", "吉林省 长春市 朝阳区"),
    ("市科协", "北京市 朝阳区", "北京市科学技术协会", "北京市"),
    ("区科协", "广西壮族自治区", "广西壮族自治区科学技术协会", "广西壮族自治区"),
    ("区科协", "广西壮族自治区 南宁市 青秀区", "青秀区科学技术协会", "广西壮族自治区 南宁市 青秀区"),
    ("州科协", COUNTY, "州科学技术协会", ""),
    # renamed, raised and merged
    ("襄樊市科协", "", "襄阳市科学技术协会", "湖北省 襄阳市"),
    ("双流县科协", "四川省 成都市", "双流区科学技术协会", "四川省 成都市 双流区"),
    ("宣武区科协", "北京市", "西城区科学技术协会", "北京市 西城区"),
    ("塘沽区科协", "天津市", "滨海新区科学技术协会", "天津市 滨海新区"),
    ("绍兴县科协", "浙江省", "柯桥区科学技术协会", "浙江省 绍兴市 柯桥区"),
    ("毕节地区科协", "贵州省", "毕节市科学技术协会", "贵州省 毕节市"),
    ("思茅市科协", "云南省", "思茅区科学技术协会", "云南省 普洱市 思茅区"),
    # not a region's, or which one cannot be told
    ("清泽大学科协", CITY, "清泽大学科学技术协会", ""),
    ("市科协", "云泽省", "市科学技术协会", ""),
    ("省科协", "朔川市", "省科学技术协会", ""),
    ("区科协", COUNTY, "区科学技术协会", ""),
    ("市、县科协", COUNTY, "市、县科协", ""),
    ("全市科协", CITY, "全市科协", ""),
    ("各级科协", CITY, "各级科协", ""),
    ("市科协党组", CITY, "市科协党组", ""),
    ("县老科协", COUNTY, "临溪县老科学技术工作者协会", COUNTY),
    ("市农学会", COUNTY, "安澜市农学会", CITY),
    ("市农技协", CITY, "安澜市农村专业技术协会", CITY),
    ("县农学会", CITY, "县农学会", ""),
    ("市科技局", CITY, "市科技局", ""),
]


@pytest.mark.parametrize(("written", "path", "name", "region"), LINKS, ids=[f"{row[0]} {row[1]}" for row in LINKS])
def test_association(linker: Linker, written: str, path: str, name: str, region: str) -> None:
    parts = tuple(path.split())
    link = linker.association(written, f"{parts[-1]}科学技术协会" if parts else None, parts)
    assert (link.name, " ".join(link.region)) == (name, region), link.why


def test_without_a_region_the_association_of_the_report_decides(linker: Linker) -> None:
    assert linker.association("我会", "临溪县科学技术协会").name == "临溪县科学技术协会"
    assert linker.association("我会").how == "as written"


def test_what_became_of_a_region_is_told(linker: Linker) -> None:
    link = linker.association("宣武区科协", None, ("北京市",))
    assert link.former == "宣武区"
    assert "宣武区 is 北京市西城区 since 2011" in link.why
    assert linker.association("西城区科协", None, ("北京市",)).former is None


def test_a_region_that_was_divided_keeps_its_name(linker: Linker) -> None:
    link = linker.association("邯郸县科协", None, ("河北省", "邯郸市"))
    assert link.name == "邯郸县科学技术协会"
    assert "abolished after 2016" in link.why


def test_successors_lead_from_abolished_regions_to_those_in_force(lexicons: Lexicons) -> None:
    until = {row["code"]: row["until"] for row in lexicons.rows("regions")}
    for row in lexicons.rows("successors"):
        assert until[row["code"]], row
        assert until[row["successor"]] == "", row


def test_nearly_every_abolished_region_has_a_successor(lexicons: Lexicons, gazetteer: Gazetteer) -> None:
    successors = Successors(lexicons, gazetteer)
    abolished = [gazetteer.by_code(row["code"]) for row in lexicons.rows("regions") if row["until"]]
    left = [region.name for region in abolished if successors.today(region)[0] is region]
    assert len(abolished) > 300
    assert left == ["邯郸县", "九里区", "巢湖市", "湾里区"]
