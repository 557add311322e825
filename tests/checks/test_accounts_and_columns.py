"""Accounts told line by line, columns that others leave or make, stocks over two sentences, and means of tables, years and days."""

import pytest

from checks.passages import failing

HEAD = "溯水县科学技术协会2021年工作总结\n"


def table(*rows: str) -> str:
    """Return a table as converted reports have it, each cell in an indented line of its own."""
    return "附表（单位：万元）\n\n" + "\n\n".join("\n".join(f"\t{cell}" for cell in row.split("|")) for row in rows) + "\n\n"


def left(other: str, last: str = "0.25") -> str:
    """Return a table whose last column is what the others leave, with one row as given."""
    return table("项目|预算|支出|" + other, "讲座|46.00|43.36|2.64", "展览|31.50|30.87|0.63", f"竞赛|18.20|17.95|{last}")


def moved(last: str) -> str:
    """Return a table of what there was, came, went and is."""
    rows = ("馆|9.20|31.40|28.15|12.45", "站|4.60|20.10|18.32|6.38", f"校|3.15|12.00|13.84|{last}")
    return table("单位|年初数|收入|支出|年末数", *rows)


def account(surplus: str = "7.25", closing: str = "19.55", other: str = "利息收入|0.40") -> str:
    """Return the table of an account."""
    rows = ("上年结余|12.30", "会费收入|86.00", other, "收入合计|86.40", "活动支出|79.15", "支出合计|79.15")
    return table("项目|金额", *rows, f"本年结余|{surplus}", f"年末结余|{closing}")


def told(total: str = "589.30", closing: str = "17.70", more: str = "") -> str:
    """Return the lines of an account, each in a section of its own."""
    return (
        f"一、总体情况\n2021年度收入总计{total}万元，支出总计{total}万元。\n二、收入情况\n本年收入合计576.80万元。年初结转和结余12.50万元。\n"
        f"三、支出情况\n本年支出合计571.60万元。{more}年末结转和结余{closing}万元。\n"
    )


GRANTED = "财政拨款年初结转8.20万元，本年财政拨款收入411.52万元，本年财政拨款支出403.16万元，年末财政拨款结转{}万元。"
CASES = [
    (left("结余"), False),
    (left("结余", "0.52"), True),
    (left("尚未用去", "0.52"), True),
    (left("结余", "0.00"), False),  # taken back
    (left("人数", "14"), False),  # of something else
    (table("项目|一组|二组|三组", "讲座|6|4|2", "展览|9|5|4", "竞赛|7|3|5"), False),  # by chance
    (moved("1.31"), False),
    (moved("1.13"), True),
    (account(), False),
    (account(surplus="7.52"), True),
    (account(closing="15.95"), True),
    (account(surplus="5.25", closing="17.55", other="提取专用基金|2.00"), False),
    (told(), False),
    (told(total="598.30"), True),
    (told(closing="71.70"), True),
    (told(closing="15.70", more="收回存量资金2.00万元，"), False),
    (told(closing="15.70", more="结余分配2.00万元，"), False),
    (GRANTED.format("16.56"), False),
    (GRANTED.format("16.65"), True),
    ("全年收入728600元，其中会费200600元。\n活动照常。\n全年支出719300元。\n收支相抵，年末余9300元。", False),
    ("全年收入728600元，其中会费200600元。\n活动照常。\n全年支出719300元。\n收支相抵，年末余3900元。", True),
    ("年初在册会员1268人。年内批准入会117人，因故注销49人，年末在册1336人。", False),
    ("年初在册会员1268人。年内批准入会117人，因故注销49人，年末在册1363人。", True),
    ("年初在册会员1268人。年内活动117场，因故注销49人，年末在册1363人。", False),
    ("年初农技协53家，新成立6家，名存实亡注销2家，年末57家。", False),
    ("年初农技协53家，新成立6家，名存实亡注销2家，年末75家。", True),
    ("年初农技协53家，新成立6家，企业科协注销2家，年末58家。企业科协年末31家。", False),
    ("上年末有效文件58件，本年制发7件、废止3件，年末有效62件。", False),
    ("上年末有效文件58件，本年制发7件、废止3件，年末有效26件。", True),
    ("年底全县存量为181家，考核撤销7家，年末实有212家。", False),  # others came
    ("年底学会会员1846人。\n2020年末学会会员1730人，年内入会154人，退会38人。", False),
    ("年底学会会员1864人。\n2020年末学会会员1730人，年内入会154人，退会38人。", True),
    ("年底协会会员1864人。\n2020年末学会会员1730人，年内入会154人，退会38人。", False),
    ("五年举办论坛436场，自2017年至2021年分别为72场、85场、96场、81场和102场，年均87.2场。", False),
    ("五年举办论坛436场，自2017年至2021年分别为72场、85场、96场、81场和102场，年均78.2场。", True),
    ("县财政五年投入科普经费1085万元。与上一个五年的640万元相比，多投445万元；五年平均每年217万元。", False),
    ("县财政五年投入科普经费1085万元。与上一个五年的640万元相比，多投445万元；五年平均每年271万元。", True),
    ("县财政五年投入科普经费1085万元。与上一个五年的640万元相比，多投445万元；平均每年还有27万元捐赠。", False),
    ("热线全年接听来电43070件，平均每天118件。", False),
    ("热线开通250天。热线全年接听来电43070件，平均每天172件。", False),
    ("暑期热线接听来电43070件，平均每天181件。", False),
    (table("项目|决算", "公务接待费|1.68", "会议费|3.20") + "国内公务接待21批次、168人次，人均100元。", False),
    (table("项目|决算", "公务接待费|1.68", "会议费|3.20") + "国内公务接待21批次、168人次，人均125元。", False),
    (table("项目|决算", "公务接待费|1.68", "会议费|3.20") + "国内公务接待21批次、112人次，人均105元。", True),
    (table("项目|决算", "公务接待费|1.68", "会议费|3.20") + "国内公务接待21批次、112人次，人均150元。", False),
]


@pytest.mark.parametrize(("text", "is_wrong"), CASES)
def test_what_is_wrong_is_reported_and_near_misses_are_not(text: str, is_wrong: bool) -> None:
    assert [finding.explanation for finding in failing(HEAD + text)] == [] or is_wrong
    assert bool(failing(HEAD + text)) == is_wrong
