"""Including and excluding by a value."""

import pytest

from kexie_nlp.errors import QueryError
from kexie_nlp.search.choosing import chosen
from kexie_nlp.search.tree import And, Between, Everything, Named, Node, Not, Or

YEAR_2021 = Between("year", "", 2021, 2021)

CHOSEN: list[tuple[list[str], list[str], Node]] = [
    ([], [], Everything()),
    (["year=2021"], [], YEAR_2021),
    (["年份=2021", "year=2022"], [], Or((YEAR_2021, Between("year", "", 2022, 2022)))),
    (["year=2021", "奖项 = 一等奖"], [], And((YEAR_2021, Named("award", "一等奖")))),
    ([], ["kind=部门决算"], Not(Named("kind", "部门决算"))),
    (["contest=机器人 竞赛"], [], Named("competition", "机器人 竞赛")),
    (["region=甲省 乙市"], [], And((Named("region", "甲省"), Named("region", "乙市")))),
    (["region=甲省/乙市"], ["region=丙省"], And((And((Named("region", "甲省"), Named("region", "乙市"))), Not(Named("region", "丙省"))))),
    (["type=AWARD"], [], Named("type", "AWARD")),
    (["program=a=b"], [], Named("project", "a=b")),
    (["amount=>50万元"], [], Between("amount", "", 500_000, None, includes_low=False)),
    (["人次=>=1万"], [], Between("quantity", "人次", 10_000, None)),
    (["award=省*"], [], Named("award", "省*")),
]


@pytest.mark.parametrize(("only", "without", "tree"), CHOSEN)
def test_what_is_chosen(only: list[str], without: list[str], tree: Node) -> None:
    assert chosen(only, without) == tree


@pytest.mark.parametrize(
    ("choice", "position", "reason"),
    [
        ("一等奖", 3, "are needed"),
        ("奖项=", 3, "are needed"),
        ("火箭=1", 0, "no field '火箭'"),
        ("year=去年", 5, "not a number"),
        ("type=火箭", 5, "no entity type"),
        ("", 0, "are needed"),
    ],
)
def test_a_wrong_choice_is_told_where_and_how(choice: str, position: int, reason: str) -> None:
    for only, without in (([choice], []), ([], [choice])):
        with pytest.raises(QueryError, match=reason) as caught:
            chosen(only, without)
        assert caught.value.position == position
        assert chosen([caught.value.hint], [])
