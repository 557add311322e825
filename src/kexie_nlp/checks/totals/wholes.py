"""Whether parts that are told of a total are meant to make it up: what their names, the words around them and the gap say."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kexie_nlp.checks.slips import misadded
from kexie_nlp.checks.told import cues
from kexie_nlp.checks.told.context import Passage, Place, same_unit
from kexie_nlp.checks.told.figures import Range

# parts that by their names make up a whole, even where no word says so
FAMILIES: Final = tuple(
    tuple(family.split())
    for family in (
        "基本支出 项目支出",
        "人员经费 公用经费",
        "人员支出 公用支出",
        "流动资产 固定资产",
        "男性 女性",
        "男 女",
        "男生 女生",
        "男职工 女职工",
        "小学组 中学组",
        "小学 中学",
        "小学 初中 高中",
        "小学组 初中组 高中组",
        "高级职称 中级职称 初级职称",
        "线上 线下",
        "国际 国内",
        "境内 境外",
        "省内 省外",
        "城镇 农村",
        "常设 临时",
        "重点 一般",
    )
)
# attributes that one thing can have together with another one of a list
OVERLAPPING: Final = re.compile(r"新增|新建|首次|优秀|重点|品牌|大型|特色(?!农|林|种|养|产业|作物|经济)|示范|国际")
OVERLAPPING_PEOPLE: Final = re.compile(
    r"女|男|党员|团员|少数民族|青年|岁|博士|硕士|研究生|本科|大专|学历|职称|高级|中级|正高|副高|在职|退休|贫困|专家|院士|残疾|骨干|会员|志愿者|基层|干部|农民"
)
_PEOPLE: Final = ("人", "名", "位")
_EXCLUSIVE: Final = tuple(
    tuple(family.split())
    for family in (
        "在职 退休",
        "在职 离退休",
        "在职 离休 退休",
        "行政 事业",
        "行政 事业 离退休",
        "在职党员 退休党员",
        "正式党员 预备党员",
        "专职 兼职",
        "专职人员 兼职人员",
    )
)
_LEVEL: Final = re.compile(r"中央|国家级?|自治区级?|[省州盟市县区旗]级|乡镇?级|镇级|村级")  # nothing is counted at two of them
_ACCOUNT: Final = re.compile(
    r"(?:收入|支出|合计|总计|总额|资产|负债|结余|决算|三公|对个人和家庭的补助)[^，。；：]{0,8}$"
)  # what accounts always break down whole
_CLASS: Final = re.compile(
    r"(?:科学技术|社会保障(?:和就业)?|就业|医疗卫生|卫生健康|住房保障|教育|农林水|一般公共服务|节能环保|文化)[^，。；]{0,6}$"
)
_UNKNOWN: Final = re.compile(r"\d[\d,.]*[万亿]?元")  # an amount among the parts that was not read as one
_SENT_IN: Final = re.compile(
    r"(?:入围|入选|收录|汇编|刊登|宣读|展出|参评|参赛|申报|收到|征集|报送|初评|初审|复评|复赛|决赛|送评|选送|推荐|提交|上报|参加)(?![^，。；]*[获奖])[^，。；]*$"
)
# what is left, of what, without what
_NET: Final = tuple(
    tuple(map(re.compile, row))
    for row in (
        ("净值|净额|账面价值", "原值|原价|账面余额", "折旧|摊销|减值"),
        ("净资产|所有者权益", "资产", "负债"),
        ("结余|节余|剩余|结转|盈余|余额|尚余|未", "收入|到位|预算|拨付|下达|可用|安排|筹集|总额", "支出|使用|执行|支付|拨付|用于"),
        (
            "实到|出席|到会|[在到上]岗|在编|参会|参加|在职|实有",
            "应到|应参|应出席|编制|核定|总数|原有",
            "请假|缺席|未到|空编|缺编|空缺|空岗|因[公事病]",
        ),
        ("净", "新|发展|吸收|入会|加入|成立|增|招|进", "退|注销|撤|离|减|终止|转出|合并|流失|取消|调出|除名"),
    )
)
# 118场，比指标100场多18场，其中…: what a total is held against, and the difference, have no parts of their own
_AGAINST: Final = re.compile(
    r"(?:比(?!较|[例重赛])|(?<!比)较(?!满意|[好多大高强])|超过?|高于|低于|高出|多于|少于|不及)[^，。；\d]{0,16}$|超额|超出"
    r"|(?<![参共])[与同][^，。；\d]{0,16}相?比[^，。；\d]{0,4}$"
    r"|(?:目标|(?<![动农])计划|任务|指标|预算|上年|去年|上届|同期|往年)[^，。；\d]{0,8}$"
)
_NUMERALS: Final = "两三四五六七八九十"
_KINDS_TOLD: Final = re.compile(
    rf"(?P<number>[{_NUMERALS}])[大类种项级者地县]{{1,2}}[一-鿿]{{0,4}}(?:合计|共计|总计|共|累计)[一-鿿]{{0,4}}$"
)
_RANKS: Final = (  # with the one that holds others
    (re.compile(r"正高|副高|(?<![正副])高级|中级|初级"), "高级", frozenset(["正高", "副高"])),
    (re.compile(r"博士|硕士|研究生|本科|大专|专科"), "研究生", frozenset(["博士", "硕士"])),
)
_UPWARDS: Final = re.compile(r"^(?!.*不含).*以上")
_HEIGHTS: Final = tuple(map(re.compile, ("国家", "省|自治区", "市|州|盟", "县|区|旗", "乡|镇", "村")))
_LISTED: Final = ("（", "(", "：", ":")
_LENGTHS: Final = (2, 3)
_TWO: Final = 2
_CLEAR: Final = 2.0  # a digit mistyped among three or more
_LIKELY: Final = 1.5  # two digits exchanged
_SMALL_GAP: Final = 10
_NEARLY_WHOLE: Final = 99


def completeness(total: Place, parts: Sequence[Place], how: str, passage: Passage, places: Sequence[Place]) -> float:
    """Return how sure it is that parts are meant to make up their total.

    ``how`` is the text from the words that open the list to its first figure; ``places`` are the figures of total and parts.
    """
    labels = [part.label for part in parts]
    if any(_UNKNOWN.search(part.lead) for part in parts[1:]):
        return 0.0
    # 其中重点项目12个、一般项目26个 are all, and so are 分别为重点课题6项、一般课题14项
    in_part = cues.PARTIAL.search(how) and "分别" not in how and not _is_family(tuple(labels))
    if len(parts) < _TWO or in_part or _goes_on(parts[-1], passage) or _has_other_shares(parts, places):
        return 0.0
    value = total.figure.value
    gap = abs(value - sum((part.figure.value for part in parts), value * 0))
    if _is_family(tuple(labels)):
        # staff and running costs make up 基本支出, and no total that holds projects, too
        is_whole = not labels[0].startswith("人员") or "基本" in total.lead or gap * _SMALL_GAP <= value
        return 0.95 if is_whole else 0.0
    slips = misadded(value, [part.figure.value for part in parts])
    if slips < _LIKELY and gap * _SMALL_GAP > value and _SENT_IN.search(total.lead) and all(cues.AWARD.search(label) for label in labels):
        return 0.0  # 初评入围186件，其中一等奖12件、二等奖24件: prizes are a part of what was sent in
    if total.figure.kind != "amount" and _is_of_all_items(total, parts, places):
        return 0.0
    if total.figure.kind != "amount":
        are_levels = len(parts) > _TWO and slips >= 1 and all(_LEVEL.match(label) for label in labels)
        may_lack = how.startswith("其中") and slips < _LIKELY and not are_levels
        if may_lack and _has_overlapping_behind(parts, places, total.figure.unit):
            return 0.0  # 其中农业8名、教育6名，基层一线13名，女性7名: marks of some, not all kinds there are
        is_slip = slips >= _LIKELY and not total.figure.unit.startswith(_PEOPLE)
        lacking = Decimal(0) if is_slip and how.startswith(_LISTED) else gap / value if value else gap
        return _of_counts(labels, how, lacking, total.figure.unit, may_lack=may_lack)
    mistyped = slips >= _CLEAR
    near = value > 0 and (gap * _SMALL_GAP <= value or mistyped)
    is_account = bool(_ACCOUNT.search(total.lead)) or "分别" in how
    if len(parts) > _TWO:
        return 0.9 if near else 0.75 if is_account else 0.6 if re.search("[（(]", how) else 0.0
    if how.startswith("其中") and slips < 1 and all(_CLASS.search(label) for label in labels):
        return 0.0  # two of the classes of expenditure
    return 0.8 if near else 0.55 if is_account and re.search("[：:（(]", how) else 0.0


def _is_of_all_items(total: Place, parts: Sequence[Place], places: Sequence[Place]) -> bool:
    """Tell whether a number is that of all items behind it, of which some are in another unit (8个项目：站4个，馆3个，讲解员1名)."""
    items = [place for place in places if place.start > total.start and place.role == "level" and place.figure.kind == "quantity"]
    are_beside = len(parts) >= _TWO and all(item.lead[:1] == parts[1].lead[:1] for item in items if item.start > parts[0].start)
    return are_beside and len(items) > len(parts) and sum(item.figure.value for item in items) == total.figure.value


def is_held_against(places: Sequence[Place], index: int) -> bool:
    """Tell whether a figure is what one before it in the sentence is held against, or the difference, and not a total by itself."""
    place = places[index]
    if not index or not (place.role == "budget" or not place.lead.strip() or _AGAINST.search(place.lead)):
        return False
    before = [one for one in places[:index] if one.role in ("level", "to") and same_unit(one.figure, place.figure)]
    between = "".join(one.lead for one in places[places.index(before[-1]) + 1 : index + 1]) if before else "。"
    return "。" not in between and "；" not in between


def is_net(total: Place, parts: Sequence[Place]) -> bool:
    """Tell whether a total is what the first of its parts leaves without the others (净值70万元（原值168万元，累计折旧98万元））."""
    return len(parts) >= _TWO and any(
        left.search(total.lead) and gross.search(parts[0].lead) and all(away.search(part.lead) for part in parts[1:])
        for left, gross, away in _NET
    )


def lacks_kinds(total: Place, parts: Sequence[Place]) -> bool:
    """Tell whether a total says that it is of more kinds than there are parts (四类合计62期)."""
    told = _KINDS_TOLD.search(total.lead)
    return told is not None and _NUMERALS.index(told["number"]) + _TWO > len(parts)


def is_family(labels: Sequence[str]) -> bool:
    """Tell whether the first two or three names are by themselves those of all parts of a whole."""
    return any(_is_family(tuple(labels[:length])) for length in _LENGTHS if len(labels) >= length)


@lru_cache(maxsize=4096)
def _is_family(labels: tuple[str, ...]) -> bool:
    """Tell whether some labels are those of a family."""
    return any(_names(labels, family) for family in FAMILIES if len(family) == len(labels))


def _names(labels: Sequence[str], family: Sequence[str]) -> bool:
    """Tell whether some labels are those of a family, in any order, each alone, behind other words or before a word that all share."""
    if len(labels) != len(family) or not any(name in labels[0] for name in family):
        return False
    return any(all(any(label.endswith(name) for label in some) for name in family) for some in (labels, without_common_end(labels)[0]))


def _goes_on(last: Place, passage: Passage) -> bool:
    """Tell whether a list goes on behind its last known part: with 等, or with a number that is no known figure."""
    behind = passage.text[last.end - passage.start :] if last.end <= passage.end else ""
    unknown = re.match(r"[、，](?!同?比|较|与|上年|去年)[^，。；\d]{1,12}(?=\d)(?!(?:19|20)\d\d年)", behind)
    is_open = bool(re.match(r"等|以上|[、，,][^，。；）)\d]{0,12}\s*$", behind))
    return is_open or bool(unknown and all(place.start != last.end + unknown.end() for place in passage.places))


def _has_other_shares(parts: Sequence[Place], places: Sequence[Place]) -> bool:
    """Tell whether the shares told of all parts show that they are not the whole."""
    behind = {one.start: other for one, other in pairwise(places)}
    shares = [behind[part.start].figure.range for part in parts if part.start in behind and behind[part.start].role == "share"]
    whole = Range.total(shares)
    return len(shares) == len(parts) and whole.high < _NEARLY_WHOLE


def _has_overlapping_behind(parts: Sequence[Place], places: Sequence[Place], unit: str) -> bool:
    """Tell whether counts that overlap with any others stand right behind the parts."""
    at = next((number for number, place in enumerate(places) if place is parts[-1]), len(places))
    behind = next((place for place in places[at + 1 :] if place.role == "level"), None)
    if behind is None or not re.fullmatch(r"[，,、][^，,。；;]*", behind.lead):
        return False
    return behind.figure.unit == unit and overlap([behind.label, parts[0].label], unit)


def _of_counts(labels: Sequence[str], how: str, gap: Decimal, unit: str, *, may_lack: bool) -> float:
    """Return the same of counts, where a list often names only some of the parts; ``gap`` is the share of the total they leave.

    ``may_lack`` tells that neither words nor digits show that the list is complete.
    """
    grades = [label for label in labels if re.search(r"[特一二三]等奖|[金银铜]奖", label)]
    if len(grades) >= 3:
        return 0.8
    if any(re.search(r"^(?:其他|其余|另)|[及和]其他|及以下$", label) for label in labels) or "分别" in how:
        return 0.75
    if overlap(labels, unit):
        is_near = gap * (_TWO if unit.startswith(_PEOPLE) else 1) * _SMALL_GAP <= 1
        return 0.5 if how.startswith(_LISTED) and len(labels) > _TWO and is_near else 0.0
    if not re.search("其中|[：:（(]", how):
        return 0.0
    if len(labels) > _TWO:
        return 0.0 if may_lack and gap * _SMALL_GAP > 1 else 0.55
    is_near = gap * _SMALL_GAP <= 1 and not any("级" in label for label in labels)
    return 0.55 if is_near or (without_common_end(labels)[1] and 5 * gap <= 1) else 0.0


def overlap(labels: Sequence[str], unit: str) -> bool:
    """Tell whether some of the things counted may be counted under two of the names, as women and party members are."""
    levels = [match[0] for label in labels if (match := _LEVEL.match(label))]
    names, _ = without_common_end(labels)
    if len(set(levels)) == len(labels) or any(set(some) == set(family) for some in (labels, names) for family in _EXCLUSIVE):
        return False
    forms = (OVERLAPPING, OVERLAPPING_PEOPLE) if unit.startswith(_PEOPLE) else (OVERLAPPING,)
    return any(form.search(name) for form in forms for name in without_common_end(labels)[0])


def are_ranks(labels: Sequence[str]) -> bool:
    """Tell whether names are of ranks or degrees of which nobody has two."""
    for form, holding, held in _RANKS:
        found = [form.findall(label) for label in labels]
        ranks = {some[0] for some in found if len(some) == 1}
        if len(ranks) == len(labels):
            return not (holding in ranks and ranks & held)
    return False


def holds_higher(labels: Sequence[str]) -> bool:
    """Tell whether one of the classes holds another: 市级以上 beside 省级, 60岁以上 beside 70岁以上."""
    upwards = [label for label in labels if _UPWARDS.search(label)]
    held = [max((at for at, form in enumerate(_HEIGHTS) if form.search(label[: label.index("以上")])), default=-1) for label in upwards]
    heights = [next((at for at, form in enumerate(_HEIGHTS) if form.search(label)), len(_HEIGHTS)) for label in labels]
    return len(upwards) > 1 or any(height < below for below in held for height in heights)


def without_common_end(labels: Sequence[str]) -> tuple[list[str], str]:
    """Return labels without the word in which all of them end (企业志愿者, 学校志愿者), and that word."""
    common = labels[0]
    while common and not all(label.endswith(common) for label in labels):
        common = common[1:]
    if len(common) < _TWO or any(label == common for label in labels):
        return list(labels), ""
    return [label.removesuffix(common) for label in labels], common
