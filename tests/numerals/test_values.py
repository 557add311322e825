import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_nlp.labels import EntityType
from kexie_nlp.numerals import Value, ValueFinder, find_values, value_of

MEASURES = [
    "个",
    "個",
    "名",
    "项",
    "人",
    "次",
    "人次",
    "场",
    "场次",
    "家",
    "所",
    "件",
    "篇",
    "支",
    "位",
    "辆",
    "份",
    "枚",
    "户",
    "条",
    "站",
    "年",
    "天",
    "周",
    "台",
    "分",
    "册",
    "本",
    "批",
    "批次",
    "块",
    "亩",
    "公里",
    "课时",
    "小时",
    "倍",
    "米",
    "平方米",
    "吨",
    "张",
    "种",
    "期",
    "届",
    "级",
    "类",
    "大类",
    "县市",
    "个月",
    "月",
    "季度",
    "时",
    "点",
    "号",
    "部",
    "室",
    "轮",
    "分钟",
    "座",
    "克",
    "千克",
    "岁",
    "讲",
    "度",
    "套",
]
FINDER = ValueFinder(MEASURES)

# text with its values in 【】, each followed by TYPE=value(unit)exactness
CASES = [
    # money
    ("收入【548.30万元】", ["AMOUNT 5483000.00 元 exact"]),
    ("支出【2,418,905元】", ["AMOUNT 2418905 元 exact"]),
    ("支出【2，418，905.40元】", ["AMOUNT 2418905.40 元 exact"]),
    ("争取【170多万元】", ["AMOUNT 1700000 元 over"]),
    ("约【6.85亿元】", ["AMOUNT 685000000.00 元 about"]),
    ("节约【3.20万元】", ["AMOUNT 32000.00 元 exact"]),
    ("预约【1200人次】", ["QUANTITY 1200 人次 exact"]),
    ("线上【1950万人次】", ["QUANTITY 19500000 人次 exact"]),
    ("上【千人】", ["QUANTITY 1000 人 about"]),
    ("捐资【一百万元】助学", ["AMOUNT 1000000 元 exact"]),
    ("每天补助【300元】/天", ["AMOUNT 300 元 exact"]),
    ("采购【1000元】以上的物品", ["AMOUNT 1000 元 over"]),
    ("不足【5万元】", ["AMOUNT 50000 元 under"]),
    ("不少于【5万元】", ["AMOUNT 50000 元 over"]),
    ("不低于【90%】", ["PERCENT 90 % over"]),
    ("筹集【3-5万元】", ["AMOUNT None 元 exact"]),
    ("会费首次超过【百万元】", ["AMOUNT 1000000 元 over"]),
    ("经费【２８．９０万元】", ["AMOUNT 289000.00 元 exact"]),
    ("拨付【20 万元】", ["AMOUNT 200000 元 exact"]),
    ("获捐【2万美元】", ["AMOUNT 20000 美元 exact"]),
    ("支出【12.50】\n万元，减少", ["AMOUNT 125000.00 元 exact"]),
    # counts
    ("举办讲座【126场】", ["QUANTITY 126 场 exact"]),
    ("参加【18420人（次）】", ["QUANTITY 18420 人次 exact"]),
    ("标语【7310余条（张）】", ["QUANTITY 7310 条（张） over"]),
    ("发放【9万余张（册）】", ["QUANTITY 90000 张（册） over"]),
    ("共计【31万余人次】", ["QUANTITY 310000 人次 over"]),
    ("注册【5.7万人】", ["QUANTITY 57000 人 exact"]),
    ("全国【数十家】媒体", ["QUANTITY 10 家 over"]),
    ("编写【五本】读物", ["QUANTITY 5 本 exact"]),
    ("推荐【两名】同志", ["QUANTITY 2 名 exact"]),
    ("用了【两三天】时间", ["QUANTITY None 天 exact"]),
    ("覆盖【13县市】", ["QUANTITY 13 县市 exact"]),
    ("覆盖【13个】县市", ["QUANTITY 13 个 exact"]),
    ("近【400人】到场", ["QUANTITY 400 人 about"]),
    ("受益超【220万人】", ["QUANTITY 2200000 人 over"]),
    ("订户突破【3万】，再创新高", ["QUANTITY 30000  over"]),
    ("参观首次越过【8万人次】", ["QUANTITY 80000 人次 over"]),
    ("服务學生逾【二萬一千人次】", ["QUANTITY 21000 人次 over"]),
    ("入館【27萬4,318人次】", ["QUANTITY 274318 人次 exact"]),
    ("推荐【3 人】", ["QUANTITY 3 人 exact"]),
    ("观众【4300 余人】", ["QUANTITY 4300 人 over"]),
    ("【300人】左右", ["QUANTITY 300 人 about"]),
    ("慰问【17】\n场，演出", ["QUANTITY 17 场 exact"]),
    ("最后【40名】选手", ["QUANTITY 40 名 exact"]),
    ("突出的前【40名】群主", ["QUANTITY 40 名 exact"]),
    ("热线【24小时】开通", ["QUANTITY 24 小时 exact"]),
    ("金奖【一枚】、银奖【三枚】", ["QUANTITY 1 枚 exact", "QUANTITY 3 枚 exact"]),
    ("为期【一周】的展览", ["QUANTITY 1 周 exact"]),
    ("每组【3—5人】", ["QUANTITY None 人 exact"]),
    ("展出【半个月】", ["QUANTITY 0.5 个月 exact"]),
    # shares
    ("占【7.4%】", ["PERCENT 7.4 % exact"]),
    ("提高【0.9个百分点】", ["PERCENT 0.9 百分点 exact"]),
    ("压减【百分之五】", ["PERCENT 5 % exact"]),
    ("占比【百分之四十一】", ["PERCENT 41 % exact"]),
    ("约【三分之一】的学会", ["PERCENT 33.33 % about"]),
    ("还不到【四成】，", ["PERCENT 40 % under"]),
    ("完成【99.89 %】", ["PERCENT 99.89 % exact"]),
    ("全市【一半】以上的学会", ["PERCENT 50 % over"]),
    ("增幅【20%-30%】", ["PERCENT None % exact"]),
    ("按【1:0.5】的比例配套", ["PERCENT 200.00 % exact"]),
    # dates
    ("【2019年】工作", ["DATE 2019  exact"]),
    ("【2019年度】决算", ["DATE 2019  exact"]),
    ("（【2019 年度】）", ["DATE 2019  exact"]),
    ("【12月27日】召开", ["DATE --12-27  exact"]),
    ("【3月14、15日】召开", ["DATE --03-14/--03-15  exact"]),
    ("【9月14日至20日】展出", ["DATE --09-14/--09-20  exact"]),
    ("【2018年1-12月】累计", ["DATE 2018-01/2018-12  exact"]),
    ("【2016-2018年】的规划", ["DATE 2016/2018  exact"]),
    ("【2019年—2023年】", ["DATE 2019/2023  exact"]),
    ("截至【2019年底】，", ["DATE 2019-12  exact"]),
    ("截至【2019年12月底】，", ["DATE 2019-12  exact"]),
    ("【2021年3月5日至4月2日】", ["DATE 2021-03-05/2021-04-02  exact"]),
    ("根據【民國104年】統計", ["DATE 2015  exact"]),
    ("【104學年度】", ["DATE 2015/2016  exact"]),
    ("館長於【101年8月1日】到任", ["DATE 2012-08-01  exact"]),
    ("【二〇一六年】总结", ["DATE 2016  exact"]),
    ("【1—12月份】推送", ["DATE --01/--12  exact"]),
    ("【五六月】间", ["DATE --05/--06  exact"]),
    ("【9月中旬】", ["DATE --09-11/--09-20  exact"]),
    ("【2020年上半年】", ["DATE 2020-01/2020-06  exact"]),
    ("【2020年二季度】", ["DATE 2020-04/2020-06  exact"]),
    ("发布：【2023-05-15】 浏览", ["DATE 2023-05-15  exact"]),
    ("【27号】上午", ["DATE ---27  exact"]),
    ("1.【5月】组织活动\n2、【9月15日】主场\n三、【7月】营会", ["DATE --05  exact", "DATE --09-15  exact", "DATE --07  exact"]),
    ("【2008年】、【2017年】先后承办", ["DATE 2008  exact", "DATE 2017  exact"]),
    ("【9 月 15 日至 21 日】", ["DATE --09-15/--09-21  exact"]),
    ("与 【2023】\n年度相比", ["DATE 2023  exact"]),
    # near misses: nothing is found
    ("第34届大赛，第三、四届会议", []),
    ("位列前5名，居前三位", []),
    ("面向五大重点人群，每季度一次", []),
    ("派出一个小组，配备一名干部", []),
    ("上午9点30分，下午15:30开始", []),
    ("电话0734-8224561", []),
    ("蓝财教〔2020〕83号", []),
    ("“三公”经费，“三下乡”", []),
    ("做好“山水”两篇文章，树牢“四个意识”", []),
    ("市科协八届一次常委会，十一届四次、五次全会", []),
    ("十分重要，一定成功，三成立", []),
    ("COVID-19、NOI2019和3+2模式", []),
    ("1、人员经费\n2.项目支出", []),
    ("1985届校友", []),
    ("五年级学生，六年规划", []),
    ("近三年来，过去五年", []),
    ("二期工程、三级指标、二类单位", []),
    ("几个同志，数次会议，几年", []),
    ("【2019年】13月", ["DATE 2019  exact"]),
    ("3.2.1 人员", []),
    ("高三（16）班", []),
    ("唯一一所学校", []),
    ("四面八方，百年大计", []),
    ("一月一督查", []),
    ("跑了几十里路，另一半同事留守", []),
    ("第 4 页\n9 社会保障支出", []),
    ("成立七十周年", []),
]
_MARKS = re.compile("【([^】]*)】")


def shown(value: Value) -> str:
    return f"{value.type} {value.value} {value.unit} {value.exactness}"


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0].replace("\n", "|") for case in CASES])
def test_values(marked: str, expected: list[str]) -> None:
    text = marked.replace("【", "").replace("】", "")
    found = FINDER.find(text)
    assert [shown(value) for value in found] == expected
    if "【" in marked:
        assert [text[value.start : value.end] for value in found] == _MARKS.findall(marked)


def test_a_measure_list_decides_what_counts() -> None:
    assert find_values("60只羊", ["个"]) == []
    assert [shown(value) for value in find_values("60只羊", ["个", "只"])] == ["QUANTITY 60 只 exact"]


def test_spans_never_cross_a_line_break() -> None:
    assert FINDER.find("共有12\n\n个人信息") == []


@given(st.text(alphabet="0123456789.,，年月日一二十百千万亿元个名%第前约近余多\n 、至-（人次）分之成半", max_size=40))
def test_any_text_gives_ordered_spans_inside_lines(text: str) -> None:
    end = 0
    for value in FINDER.find(text):
        assert end <= value.start < value.end <= len(text)
        assert "\n" not in text[value.start : value.end]
        end = value.end


def test_long_runs_of_digits_take_linear_time() -> None:
    start = time.process_time()
    FINDER.find("1" * 40_000 + "一" * 40_000 + "1,111" * 20_000)
    assert time.process_time() - start < 8  # a quadratic scan takes minutes


WORTH = [
    ("AMOUNT", "约", "6.85亿元", "", "6.85亿元 = 685000000.00 元 about"),
    ("AMOUNT", "", "2,418,905元", "以上", "2,418,905元 = 2418905 元 over"),
    ("AMOUNT", "", "3万美元", "", "3万美元 = 30000 美元 exact"),
    ("QUANTITY", "", "5.7万人", "", "5.7万人 = 57000 人 exact"),
    ("QUANTITY", "", "2万余册", "", "2万余册 = 20000 册 over"),
    ("QUANTITY", "", "18420人（次）", "", "18420人（次） = 18420 人次 exact"),
    ("QUANTITY", "", "两万人", "", "两万人 = 20000 人 exact"),
    ("PERCENT", "不到", "7.4%", "", "7.4% = 7.4 % under"),
    ("PERCENT", "", "0.9个百分点", "", "0.9个百分点 = 0.9 百分点 exact"),
    ("PERCENT", "", "四成", "", "四成 = 40 % exact"),
    ("PERCENT", "", "百分之五", "", "百分之五 = 5 % exact"),
]


@pytest.mark.parametrize(("kind", "before", "written", "behind", "expected"), WORTH, ids=[row[2] for row in WORTH])
def test_what_a_marked_value_is_worth(kind: EntityType, before: str, written: str, behind: str, expected: str) -> None:
    value = value_of(written, kind, before, behind)
    assert value is not None
    assert f"{written} = {value.value} {value.unit} {value.exactness}" == expected
    assert (value.start, value.end) == (len(before), len(before) + len(written))
