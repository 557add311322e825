from datetime import date
from pathlib import Path

import pytest

from kexie_nlp.link.gazetteer import Gazetteer
from kexie_nlp.read.metadata import describe
from kexie_nlp.segment import clean

TITLES = [
    ("青屏县科协2023年度部门决算\n\n目录", "青屏县科协2023年度部门决算"),
    ("\n\n关于2020年度县科协部门支出整体绩效\n自评工作情况的报告\n\n县财政局：", "关于2020年度县科协部门支出整体绩效自评工作情况的报告"),
    ("安澜市科学技术协会\n2022年工作总结\n一年来，", "安澜市科学技术协会2022年工作总结"),
    ("关于报送\n2021年工作要点的通知\n各乡镇：", "关于报送2021年工作要点的通知"),
    ("附件2\n部门整体支出绩效自评报告\n部门名称：", "部门整体支出绩效自评报告"),
    ("一、工作总结\n全年开展活动。", "report"),
    ("全年开展科普活动，总结了经验。", "report"),
    ("", "report"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[repr(row[0][:20]) for row in TITLES])
def test_title(gazetteer: Gazetteer, text: str, title: str) -> None:
    assert describe(text, "folder/report.docx", gazetteer).title == title


ASSOCIATIONS = [
    # text, file name, association, code
    ("攀枝花市科学技术协会是人民团体。", "x.txt", "攀枝花市科学技术协会", "510400"),
    ("攀枝花市科协召开会议。", "x.txt", "攀枝花市科学技术协会", "510400"),
    ("市科协召开会议。", "怀化市科协2020年工作总结.txt", "怀化市科学技术协会", "431200"),
    ("县科协召开会议。", "x.txt", None, None),
    ("中国科协发文，四川省科协转发，米易县科学技术协会落实，我县反响好。米易县科协办会。", "x.txt", "米易县科学技术协会", "510421"),
    ("米易县科协2021年工作总结\n攀枝花市科协、攀枝花市科协、攀枝花市科协指导。", "x.txt", "米易县科学技术协会", "510421"),
    ("中国科学技术协会2021年部门决算\n中国科协是人民团体。", "x.txt", "中国科学技术协会", ""),
    ("中国科协要求抓好落实。", "x.txt", None, None),
    ("云泽省临溪县科学技术协会2023年工作总结\n我县", "x.txt", "临溪县科学技术协会", ""),
    ("北京市朝阳区科协2023年工作总结", "x.txt", "朝阳区科学技术协会", "110105"),
    ("吉林省长春市朝阳区科协2023年工作总结", "x.txt", "朝阳区科学技术协会", "220104"),
    ("湘西土家族苗族自治州科学技术协会2023年工作总结", "x.txt", "湘西土家族苗族自治州科学技术协会", "433100"),
    ("青少年科学技术协会会员大会", "x.txt", None, None),
]


@pytest.mark.parametrize(("text", "file", "association", "code"), ASSOCIATIONS, ids=[f"{row[0][:16]!r}-{row[1]}" for row in ASSOCIATIONS])
def test_association_and_region(gazetteer: Gazetteer, text: str, file: str, association: str | None, code: str | None) -> None:
    told = describe(text, file, gazetteer)
    assert told.association == association
    assert (told.region.code if told.region else None) == code


YEARS = [
    ("青屏县科协2023年度部门决算\n发布时间：2024年9月3日", "x.txt", 2023),
    ("青屏县科协二〇二一年工作总结", "x.txt", 2021),
    ("青屏县科协二○一九年工作总结", "x.txt", 2019),
    ("青屏县科协2022年工作总结及2023年工作思路", "x.txt", 2022),
    ("一年来开展活动。", "县科协2020年总结.docx", 2020),
    ("县科协1958年成立。2019年度收入10万元，2018年度9万元，2019年度支出8万元。", "x.txt", 2019),
    ("2019年办会，2018年办会。", "x.txt", 2019),
    ("2019年办会52场，比2018年的46场多6场，经费比2018年多2万元。", "x.txt", 2019),
    ("2018年办会，2018年办展，2019年筹备。", "x.txt", 2018),
    ("2018年收入10万元，结余1万元结转2019年使用。", "x.txt", 2018),
    ("部门决算\n2023年度预算，2022年度决算。\n2022年10月1日", "x.txt", 2022),
    ("开展活动。\n2020年2月25日", "x.txt", 2019),
    ("滨海植物学会2016年年报\n（2017年1月14日通过）\n2017年换届，2017年办会。", "x.txt", 2016),
    ("大赛情况\n（2017年3月29日）\n3月24日（星期五）举行。下届2018年举行。", "x.txt", 2017),
    ("大赛情况\n（2017年3月29日）\n3月24日（星期一）举行。下届2018年举行。", "x.txt", 2018),
    ("工作情况\n（2018年1月9日）\n11月11日（星期六）、3月24日（周五）办会。2015年首办。", "x.txt", 2017),
    ("县科普月快报\n2025年10月9日 县科协编\n今年比2024年多了9场。2024年为12场。", "x.txt", 2025),
    ("县科协简报\n2025年1月9日 县科协编\n2024年办会12场。2024年办展9场。", "x.txt", 2024),
    ("2019年3月开展活动，2019年6月总结。", "x.txt", None),
    ("开展活动。", "x.txt", None),
]


@pytest.mark.parametrize(("text", "file", "year"), YEARS, ids=[f"{row[0][:20]!r}-{row[1]}" for row in YEARS])
def test_year_reported_on(gazetteer: Gazetteer, text: str, file: str, year: int | None) -> None:
    assert describe(text, file, gazetteer).year == year


KINDS = [
    ("青屏县科协2023年度部门决算", "部门决算"),
    ("青屏县科协决算公开情况说明", "部门决算"),
    ("青屏县科协2023年度部门整体支出绩效自评报告", "整体支出绩效自评"),
    ("青屏县科普专项资金绩效自评报告", "项目绩效自评"),
    ("青屏县科普惠农项目支出绩效评价自评报告", "项目绩效自评"),
    ("青屏县科协2023年工作总结", "工作总结"),
    ("青屏县科协2022年工作总结及2023年工作思路", "工作总结"),
    ("青屏县科协2024年工作要点", "工作计划"),
    ("青屏县科协2024年工作计划", "工作计划"),
    ("本报讯（记者 李云岫）县科普日活动启动。", "新闻"),
    ("来源：县融媒体中心\n科普日活动启动。", "新闻"),
    ("县科协成立于1958年。", "其他"),
    ("一、概况\n" + "县科协办会。" * 80 + "\n二、收入支出决算总体情况说明", "部门决算"),
    ("", "其他"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[repr(row[0][:24]) for row in KINDS])
def test_kind(gazetteer: Gazetteer, text: str, kind: str) -> None:
    assert describe(text, "x.txt", gazetteer).kind == kind


DATES = [
    ("填报日期：2020年02月25日\n正文", date(2020, 2, 25)),
    ("发布时间: 2021-3-5 来源：县科协", date(2021, 3, 5)),
    ("公开日期：2021/09/30", date(2021, 9, 30)),
    ("正文。\n\n青屏县科学技术协会\n2021年3月5日\n", date(2021, 3, 5)),
    ("正文。\n　　二〇二一年三月五日　\n", date(2021, 3, 5)),
    ("2020年1月1日\n正文。\n2021年3月5日", date(2021, 3, 5)),
    ("发布时间：2021年13月5日", None),
    ("活动时间：2021年3月5日", None),
    ("县科协于2021年3月5日召开会议。", None),
    ("正文。\n2021年3月", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "published"), DATES, ids=[repr(row[0][-24:]) for row in DATES])
def test_date(gazetteer: Gazetteer, text: str, published: date | None) -> None:
    assert describe(text, "x.txt", gazetteer).published == published


REAL = [
    ("huaihua-2020", "怀化市科学技术协会", "431200", ("湖南省", "怀化市"), 2020, "整体支出绩效自评", None),
    ("panzhihua-2019", "攀枝花市科学技术协会", "510400", ("四川省", "攀枝花市"), 2019, "部门决算", None),
    ("shaoguan-2019", "韶关市科学技术协会", "440200", ("广东省", "韶关市"), 2019, "整体支出绩效自评", date(2020, 2, 25)),
]


@pytest.mark.parametrize(("name", "association", "code", "path", "year", "kind", "published"), REAL, ids=[row[0] for row in REAL])
def test_real_reports(
    gazetteer: Gazetteer,
    shared: Path,
    name: str,
    association: str,
    code: str,
    path: tuple[str, ...],
    year: int,
    kind: str,
    published: date | None,
) -> None:
    text = clean((shared / f"reports/{name}.txt").read_text(encoding="utf-8-sig")).text
    # neither the file's name nor the text's title is needed
    told = describe(text, "x.txt", gazetteer)
    assert told.region is not None
    assert (told.association, told.region.code, told.region.level, told.region.path) == (association, code, "市", path)
    assert (told.year, told.kind, told.published) == (year, kind, published)
