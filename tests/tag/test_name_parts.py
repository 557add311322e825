"""Persons whose names are made of known parts: two beside each other are a name, one is none, and a place is none."""

import pytest

from extract.readings import marked_reading
from kexie_nlp.pipeline import default_lexicons
from kexie_nlp.tag.name_parts import NameParts
from kexie_nlp.tag.passed_over import with_passed_over

PARTS = NameParts([row["part"] for row in default_lexicons().rows("name_parts")])
CASES = [
    ("牧民扎西卓玛到会", ["扎西卓玛"]),
    ("学生尼玛次仁、格桑央金获奖", ["尼玛次仁", "格桑央金"]),
    ("讲解员乌云其其格", ["乌云其其格"]),
    ("古丽努尔作报告", ["古丽努尔"]),
    ("学生扎西到会", []),
    ("扎西卓玛乡举办培训", []),
    ("到尼玛次仁草原考察", []),
    ("帕提·扎西卓玛", []),
    ("⟦扎西|PERSON⟧卓玛到会", ["扎西卓玛"]),
    ("⟦扎西卓玛牧场|ORG⟧开工", []),
    ("科普工作全面推进", []),
]


@pytest.mark.parametrize(("marked", "expected"), CASES)
def test_names_of_known_parts(marked: str, expected: list[str]) -> None:
    reading, entities = marked_reading(marked)
    found = with_passed_over(reading.text, entities, lambda _: None, PARTS)
    assert [entity.text for entity in found if entity.type == "PERSON"] == expected


def test_without_parts_no_name_is_known() -> None:
    assert list(NameParts(()).names("扎西卓玛")) == []
