"""The year, the sense and the name of a value, from the words around it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from kexie_nlp.archive import Archive, Filters
from kexie_nlp.statistics.figures import Figure, _Reader, linked_figures
from kexie_nlp.statistics.naming import names_of
from stats.made import archive_of

HEAD = "@year=2021\n@region=甲省 乙市\n@association=乙市科学技术协会\n"
# a sentence, and of each value: number, year, role
SENTENCES = [
    ("举办科普讲座[QUANTITY:42场]。", [(42, 2021, "value")]),
    ("举办科普讲座[QUANTITY:42场]，上年为[QUANTITY:36场]。", [(42, 2021, "value"), (36, 2020, "value")]),
    ("举办科普讲座[QUANTITY:42场]，比2019年的[QUANTITY:30场]多。", [(42, 2021, "value"), (30, 2019, "value")]),
    ("举办科普讲座[QUANTITY:42场]，比 2019 年的 [QUANTITY:30场]多。", [(42, 2021, "value"), (30, 2019, "value")]),
    ("举办科普讲座[QUANTITY:42场]（上年[QUANTITY:36场]）。", [(42, 2021, "value"), (36, 2020, "value")]),
    (
        "讲座[QUANTITY:42场]，与2020年的[QUANTITY:36场]、[QUANTITY:900人次]相比有增加。",
        [(42, 2021, "value"), (36, 2020, "value"), (900, 2020, "value")],
    ),
    ("2021年举办讲座[QUANTITY:42场]。", [(42, 2021, "value")]),
    ("上年以来举办讲座[QUANTITY:42场]。", [(42, 2021, "value")]),
    ("目标值[QUANTITY:40场]，实际举办讲座[QUANTITY:42场]。", [(40, 2021, "target"), (42, 2021, "value")]),
    ("讲座力争达到[QUANTITY:50场]。", [(50, 2021, "target")]),
    ("计划生育协会举办讲座[QUANTITY:42场]。", [(42, 2021, "value")]),
    ("计划举办讲座[QUANTITY:42场]。", [(42, 2021, "target")]),
    ("“育苗计划”培养学生[QUANTITY:60名]。", [(60, 2021, "value")]),
    ("讲座达到[QUANTITY:42场]。", [(42, 2021, "value")]),
    (
        "讲座[QUANTITY:42场]，听众[QUANTITY:990人次]，比上年的[QUANTITY:36场]、[QUANTITY:900人次]都多。",
        [(42, 2021, "value"), (990, 2021, "value"), (36, 2020, "value"), (900, 2020, "value")],
    ),
    (
        "讲座[QUANTITY:42场]，展览[QUANTITY:30场]，上年分别为[QUANTITY:36场]、[QUANTITY:28场]。",
        [(42, 2021, "value"), (30, 2021, "value"), (36, 2020, "value"), (28, 2020, "value")],
    ),
    (
        "讲座[QUANTITY:42场]，展览[QUANTITY:30场]，上年为[QUANTITY:28场]。",
        [(42, 2021, "value"), (30, 2021, "value"), (28, 2020, "value")],
    ),
    ("虚拟实验[QUANTITY:42场]。", [(42, 2021, "value")]),
    ("讲座预算数[AMOUNT:5万元]。", [(50000, 2021, "target")]),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Figure]]:
    """The figures of each sentence, all from one archive."""
    body = "\n".join(sentence for sentence, _ in SENTENCES)
    with archive_of(tmp_path_factory.mktemp("figures"), f"{HEAD}# 主要工作\n{body}\n") as archive:
        figures = list(linked_figures(archive, names_of(archive)))
        text = archive.show(next(archive.reports()).id).report.text.split("\n")[1:]
    starts = {line: sentence for line, (sentence, _) in zip(text, SENTENCES, strict=False)}
    found: dict[str, list[Figure]] = {sentence: [] for sentence, _ in SENTENCES}
    for figure in figures:
        found[starts[figure.source.sentence]].append(figure)
    return found


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_year_and_role(told: dict[str, list[Figure]], sentence: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(figure.value, figure.year, figure.role) for figure in told[sentence]] == [
        (Decimal(number), year, role) for number, year, role in expected
    ]


COMPARED = [
    ("举办科普讲座[QUANTITY:42场]，上年为[QUANTITY:36场]。", {1: 0}),
    ("讲座[QUANTITY:42场]，与2020年的[QUANTITY:36场]、[QUANTITY:900人次]相比有增加。", {1: 0}),
    ("讲座[QUANTITY:42场]，听众[QUANTITY:990人次]，比上年的[QUANTITY:36场]、[QUANTITY:900人次]都多。", {2: 0, 3: 1}),
    ("讲座[QUANTITY:42场]，展览[QUANTITY:30场]，上年分别为[QUANTITY:36场]、[QUANTITY:28场]。", {2: 0, 3: 1}),
    ("讲座[QUANTITY:42场]，展览[QUANTITY:30场]，上年为[QUANTITY:28场]。", {2: 1}),
]


@pytest.mark.parametrize(("sentence", "partners"), COMPARED, ids=[sentence for sentence, _ in COMPARED])
def test_a_value_of_last_year_takes_the_name_of_what_it_is_compared_with(
    told: dict[str, list[Figure]], sentence: str, partners: dict[int, int]
) -> None:
    figures = told[sentence]
    assert {place: figures[place].indicator for place in partners} == {place: figures[other].indicator for place, other in partners.items()}
    assert all(figures[place].year == 2020 for place in partners)


# column headings of a table row, and the year, the role and the name that they give a number under them
COLUMNS = [
    ("2020年实绩", 2020, "value", "观星夜"),
    ("2021年实绩", 2021, "value", "观星夜"),
    ("2021年目标", 2021, "target", "观星夜目标"),
    ("2020年支出", 2020, "value", "观星夜支出"),
    ("2021年预算", 2021, "target", "观星夜预算"),
    ("比上年增减", 2021, "value", "观星夜增减"),
    ("比2019年增减", 2021, "value", "观星夜比2019年增减"),
    ("上年决算数", 2020, "value", "观星夜"),
    ("上年数", 2020, "value", "观星夜"),
    ("本年数", 2021, "value", "观星夜"),
    ("决算数", 2021, "value", "观星夜决算数"),
    ("第2020年级", 2021, "value", "观星夜第2020年级"),
]


@pytest.mark.parametrize(("heading", "year", "role", "name"), COLUMNS, ids=[heading for heading, *_ in COLUMNS])
def test_headings_that_tell_the_year(archive: Archive, heading: str, year: int, role: str, name: str) -> None:
    row = next(row for row in archive.metrics(Filters(kind="工作总结")) if "\t" in row.sentence)
    reader = _Reader(names_of(archive))
    reader.figures(replace(row, record=replace(row.record, indicator=f"观星夜{heading}")))
    (figure,) = reader.rest()
    assert (figure.year, figure.role, figure.indicator) == (year, role, name)


LAST_YEAR = [("上年观星夜支出", 2020), ("上年结转", 2021), ("去年的观星夜", 2020), ("上年末余额", 2021), ("观星夜", 2021)]


@pytest.mark.parametrize(("written", "year"), LAST_YEAR)
def test_names_that_tell_the_year(archive: Archive, written: str, year: int) -> None:
    row = next(row for row in archive.metrics(Filters(text="举办讲座50场")))
    reader = _Reader(names_of(archive))
    reader.figures(replace(row, record=replace(row.record, indicator=written)))
    assert [figure.year for figure in reader.rest()] == [year]


SECTIONS = [("主要工作", "value"), ("下一步工作思路", "target"), ("2022年工作计划", "target"), ("计划生育工作", "value")]
TABLE = "# 完成情况\n三级指标\t年度指标值\t全年完成值\n科普讲座\t[QUANTITY:40场]\t[QUANTITY:42场]\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with a report for each title, and a table in two kinds of report."""
    titles = [f"{HEAD}# {title}\n举办讲座[QUANTITY:50场]。\n" for title, _ in SECTIONS]
    tables = [f"{HEAD}@kind={kind}\n{TABLE}{kind}。\n" for kind in ("整体支出绩效自评", "工作总结")]
    with archive_of(tmp_path_factory.mktemp("roles"), *titles, *tables) as opened:
        yield opened


@pytest.mark.parametrize(("title", "role"), SECTIONS)
def test_what_a_section_of_plans_tells_is_a_plan(archive: Archive, title: str, role: str) -> None:
    figures = linked_figures(archive, names_of(archive), Filters(text="举办讲座50场"))
    titles = {row.id: row.title for row in archive.reports()}
    assert [figure.role for figure in figures if titles[figure.source.report] == title] == [role]


@pytest.mark.parametrize(("kind", "roles"), [("整体支出绩效自评", ["target", "value"]), ("工作总结", ["value", "value"])])
def test_the_first_of_two_values_in_a_row_of_a_performance_table_is_the_goal(archive: Archive, kind: str, roles: list[str]) -> None:
    reader = _Reader(names_of(archive))
    found = []
    for row in archive.metrics(Filters(kind=kind)):
        found += reader.figures(replace(row, record=replace(row.record, indicator="科普讲座")))
    assert [figure.role for figure in found + reader.rest() if "\t" in figure.source.sentence] == roles
