"""Places, persons and institutions by what stands around them, and the bounds of those that the tagger found."""

from itertools import pairwise

import pytest

from extract.readings import marked_reading
from kexie_nlp.pipeline import default_lexicons
from kexie_nlp.tag.known_names import KnownNames
from kexie_nlp.tag.passed_over import with_passed_over

NAMES = KnownNames("林何周陈安孔", tuple(row["part"] for row in default_lexicons().rows("name_parts")))

PLACES = [
    # where somebody went
    ("专家走进白石村讲课。", ["白石村 PLACE"]),
    ("专家团深入柳河县枫垭乡石坎村，", ["柳河县枫垭乡石坎村 PLACE"]),
    ("大篷车开到枫垭乡，", ["枫垭乡 PLACE"]),
    ("学员来自枫垭镇、白坪镇。", ["枫垭镇 PLACE"]),
    ("小院落户石坎村。", ["石坎村 PLACE"]),
    ("专家奔赴石坎村，抵达枫垭村，", ["石坎村 PLACE", "枫垭村 PLACE"]),
    ("小院扎根白石村，队员驻枫垭村。", ["白石村 PLACE", "枫垭村 PLACE"]),
    ("专家赶往枫垭乡青石牧场。", ["枫垭乡青石牧场 PLACE"]),
    ("专家走进贫困村，深入农村，来到边境乡镇，来自各村，走进村民家，走进石坎村级站点。", []),
    ("科普走进乡镇，走进石坎村党支部。", []),
    # venues
    ("比赛在青浪港二号码头收官。", ["青浪港二号码头 PLACE"]),
    ("教授在青浪岛蹲点。", ["青浪岛 PLACE"]),
    ("活动在枫垭鼓楼前举办。", ["枫垭鼓楼 PLACE"]),
    ("在云泉文创园、柳河产业园举办。", ["云泉文创园 PLACE"]),
    ("在科普教育基地举办，在全县广场举行，在5个科普基地，在校园文化广场举办。", []),
    ("在云泉文创园的支持下开展，在码头蹲点。", []),
    # the village of whom something is told
    ("石坎村茶农⟦林小禾|PERSON⟧受奖。", ["石坎村 PLACE"]),
    ("，枫垭乡果农⟦林小禾|PERSON⟧受奖。", ["枫垭乡 PLACE"]),
    ("选派⟦林小禾|PERSON⟧任枫垭乡石坎村第一书记。", ["枫垭乡石坎村 PLACE"]),
    ("贫困村村民受益，各村农民参加，选派村第一书记。", []),
]
PERSONS = [
    # names of known parts
    ("牧民扎西卓玛到会。", ["扎西卓玛 PERSON"]),
    ("医生⟦扎西|PERSON⟧卓玛到会。", ["扎西卓玛 PERSON"]),
    ("选手乌云高娃到会。", ["乌云高娃 PERSON"]),
    ("扎西卓玛乡开会，卓玛草原开会。", []),
    # behind a title, at the beginning of a clause, in a row
    ("站长周小坤把脉问诊。", ["周小坤 PERSON"]),
    ("教师何苗线上授课。", ["何苗 PERSON"]),
    ("牧民才让获得好评。", ["才让 PERSON"]),
    ("县里的教师周末线上授课，教师林业知识丰富。", []),
    ("，林小禾荣获好评。", ["林小禾 PERSON"]),
    ("，何苗老师到会。", ["何苗 PERSON"]),
    ("，林业局荣获好评，何处老照片，安全生产入选。", []),
    ("⟦何苗|PERSON⟧、陈小禾分获好评。", ["陈小禾 PERSON"]),
    ("⟦何苗|PERSON⟧、陈小禾、⟦周小坤|PERSON⟧到会。", ["陈小禾 PERSON"]),
    ("⟦何苗|PERSON⟧、林业厅、农户到会。", []),
]
INSTITUTIONS = [
    ("。云泉食品公司荣获好评。", ["云泉食品公司 ORG"]),
    ("由柳河县林学会承办。", ["柳河县林学会 ORG"]),
    ("，植保学院⟦林小禾|PERSON⟧到会。", ["植保学院 ORG"]),
    ("，受柳河县教育局委托。", ["柳河县教育局 ORG"]),
    ("校科协承办活动，由集团科协牵头。", ["校科协 ORG"]),
    ("自治区科协到会。", ["自治区科协 ORG"]),
    ("，我公司荣获好评，各学院承办，推荐云泉食品公司入选，高校科协换届，基层学会换届。", []),
    ("云泉食品公司在会上发言。", []),
]
BOUNDS = [
    # what lies in a county
    ("到⟦柳河县|PLACE⟧枫垭镇石坎村慰问", ["柳河县枫垭镇石坎村 PLACE"]),
    ("到⟦柳河县|PLACE⟧⟦石坎村|PLACE⟧慰问", ["柳河县石坎村 PLACE"]),
    ("⟦柳河县|PLACE⟧所辖乡镇、⟦柳河县|PLACE⟧农村、⟦柳河县|PLACE⟧枫垭社区", ["柳河县 PLACE", "柳河县 PLACE", "柳河县 PLACE"]),
    # the room
    ("在⟦柳河县|PLACE⟧牧民会堂举行", ["柳河县牧民会堂 PLACE"]),
    ("在⟦枫垭小学|ORG⟧操场开课", ["枫垭小学操场 PLACE"]),
    ("⟦枫垭镇|PLACE⟧文化广场建成", ["枫垭镇 PLACE"]),
    # what stands before the name, or was cut off
    ("由⟦东部柳河县科协|ORG⟧捐助", ["柳河县科协 ORG"]),
    ("住⟦进石坎村|PLACE⟧", ["石坎村 PLACE"]),
    ("在柳河⟦县科技馆|ORG⟧举行", ["柳河县科技馆 ORG"]),
    ("在指导⟦县科技馆|ORG⟧工作中", ["县科技馆 ORG"]),
    ("向岭坪⟦彝族乡小学|ORG⟧捐书", ["岭坪彝族乡小学 ORG"]),
    ("⟦枫垭中学|ORG⟧启航队夺冠", ["枫垭中学启航队 ORG"]),
    ("⟦枫垭中学|ORG⟧参赛队夺冠", ["枫垭中学 ORG"]),
    # classes
    ("⟦边境县|PLACE⟧、⟦苗寨|PLACE⟧、⟦厂办科协|ORG⟧", []),
    ("⟦苗岭县|PLACE⟧、⟦苗寨镇|PLACE⟧", ["苗岭县 PLACE", "苗寨镇 PLACE"]),
    # persons
    ("农民⟦技术员周小坤|PERSON⟧到会", ["周小坤 PERSON"]),
    ("⟦何小苗作|PERSON⟧《茶》报告", ["何小苗 PERSON"]),
    ("⟦孔小|PERSON⟧波分获好评", ["孔小波 PERSON"]),
    ("⟦法国籍|PERSON⟧专家，⟦田螺|PERSON⟧35公斤，⟦何苗|PERSON⟧3项", ["何苗 PERSON"]),
    ("⟦何苗|PERSON⟧、⟦安石|PLACE⟧、⟦周坤|PERSON⟧", ["何苗 PERSON", "安石 PERSON", "周坤 PERSON"]),
    ("⟦何苗|PERSON⟧、⟦安石县|PLACE⟧、⟦周坤|PERSON⟧", ["何苗 PERSON", "安石县 PLACE", "周坤 PERSON"]),
    # what is longer takes up nothing but names
    ("到⟦柳河县|PLACE⟧⟦石坎|ACTIVITY⟧村慰问", ["柳河县 PLACE", "石坎 ACTIVITY"]),
]


@pytest.mark.parametrize(("marked", "expected"), PLACES + PERSONS + INSTITUTIONS)
def test_names_put_in(marked: str, expected: list[str]) -> None:
    reading, entities = marked_reading(marked)
    found = with_passed_over(reading.text, entities, lambda _: None, NAMES)
    assert [f"{entity.text} {entity.type}" for entity in found if entity not in entities] == expected
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(("marked", "expected"), BOUNDS)
def test_bounds(marked: str, expected: list[str]) -> None:
    reading, entities = marked_reading(marked)
    found = with_passed_over(reading.text, entities, lambda _: None, NAMES)
    assert [f"{entity.text} {entity.type}" for entity in found] == expected
    assert all(reading.text[entity.start : entity.end] == entity.text for entity in found)
