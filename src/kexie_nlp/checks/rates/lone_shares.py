"""Whether shares in a row, told without the figures they are of, make up no more than a whole, and all of it if nothing else is left."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.checks.relations import Relation
from kexie_nlp.checks.told.context import Context, Passage, Place, key_of
from kexie_nlp.checks.told.figures import Range

_NEXT: Final = re.compile(r"[，,、；;](?!.*(?:其中|同比|[比较]上年)).{0,15}", re.DOTALL)
_ORDINAL: Final = re.compile(r"(?:其中)?第[一二三四五六七八九]项")
_FAMILIES: Final = ("男女", "高中初", "城乡", "优良中差", "内外")
_WHOLE: Final = (  # what leaves nothing else
    ("基本支出", "项目支出"),
    ("男", "女"),
    ("男性", "女性"),
    ("男生", "女生"),
    ("线上", "线下"),
    ("上半年", "下半年"),
    ("货物", "工程", "服务"),
)
_KINDS: Final = tuple(  # of which nothing is counted under two
    re.compile(kind)
    for kind in (
        r"\d{2}岁|周岁",
        r"研究生|博士|硕士|本科|大专|专科|中专|高中|初中|学历",
        r"(?:高|中|初)级|无职称",
        r"中央|国家|省|市|县|区|乡|自筹|社会",
        r"农村|乡镇|城镇|社区|学校|企业|机关|其他",
        r"工资福利|商品和?服务|对个人和家庭|资本性|债务|其他支出",
        r"人员(?:经费|支出)|公用(?:经费|支出)|项目(?:经费|支出)",
        r"科学技术|社会保障|卫生|住房保障|教育支出|农林水|文化",
        r"理科|工科|农科|医科|交叉|综合|科普|人文",
    )
)
_AGE: Final = re.compile(r"岁|^以[上下]")
_LONG: Final = 14
_BROKEN_DOWN: Final = re.compile(r"按[一-鿿]{1,8}(?:分|划分|统计|看)|构成|来源(?:为|是|[:：])|从[一-鿿]{1,8}看|分布")
_OVERLAPPING: Final = re.compile(r"女|党员|少数民族|满意|知晓|参与|以上|覆盖|使用|[选]择|认为|其中")
_NAME_NOISE: Final = re.compile(r"占.*$|比[例重]$|(?:采购|支出|经费)?(?:金额|总额|数量)$")
_OUTSIDE: Final = re.compile(r"其他|经营|上缴|补助下级|附属|结余|未")
_REST: Final = re.compile(r"(?:其[他余]|剩余|余下)(?:收入|支出|经费|资金|来源|费用)")
_STRUCTURE: Final = re.compile(r"(?<![\d.:：∶])\d{1,2}\.\d{1,2}(?:[:：∶]\d{1,2}\.\d{1,2}){1,5}(?![\d.:：∶])")
_PART: Final = re.compile(r"\d+\.\d+")
_HALF: Final = Decimal("0.05")
_FAR: Final = 15
_HUNDRED: Final = Decimal(100)
_AT_MOST: Final = 115
_THREE: Final = 3
_SCORE: Final = 0.75
_IN_DOUBT: Final = 0.6


def check_lone_shares(context: Context) -> Iterator[Relation]:
    """Yield shares in a row that together exceed 100 %, or fall short of it though their names leave nothing else."""
    for passage in context.passages:
        yield from _structures(passage)
        row: list[Place] = []
        for place in (*(one for one in passage.places if one.figure.unit != "岁"), None):
            if place is not None and (place.role == "share" if not row else _goes_on(row, place)):
                row.append(place)
                continue
            if len(row) > 1 and (relation := _judged(passage, row)):
                yield relation
            row = [place] if place is not None and place.role == "share" else []


def _structures(passage: Passage) -> Iterator[Relation]:
    """Yield whether shares told as a ratio, each to a decimal, make up 100 (三次产业结构为8.4:41.2:50.4)."""
    for match in _STRUCTURE.finditer(passage.text) if "结构" in passage.text or "构成" in passage.text else ():
        at = passage.start + match.start()
        told = [(Decimal(one[0]), (at + one.start(), at + one.end())) for one in _PART.finditer(match[0])]
        value = sum((share for share, _ in told), Decimal(0))
        holds = abs(value - _HUNDRED) <= len(told) * _HALF
        if abs(value - _HUNDRED) > _FAR:
            continue  # no shares
        formula = f"{' + '.join(f'{share}%' for share, _ in told)} = {value}%" + ("" if holds else "，不是100%")
        spans = tuple(span for _, span in told)
        score = 1.0 if holds else _SCORE
        yield Relation("share", holds, match[0], "100%", spans, (passage.start, passage.end), formula, value - _HUNDRED, score)


def _goes_on(row: Sequence[Place], place: Place) -> bool:
    """Tell whether a percentage is the next of a row of shares."""
    if "分别" in row[0].lead and place.lead in ("、", "和", "及"):
        return place.figure.kind == "percent"
    return place.role == "share" and bool(_NEXT.fullmatch(place.lead) or (_AGE.search(place.lead) and len(place.lead) < _LONG))


def _judged(passage: Passage, row: Sequence[Place]) -> Relation | None:
    """Return that the shares of a row do not make up a whole."""
    if "分别" in row[0].lead and not any(share.label for share in row[1:]):
        value = sum((share.figure.value for share in row), Decimal(0))
        return None if _OVERLAPPING.search(row[0].lead) or value > _AT_MOST else _exceeding(passage, row, _IN_DOUBT)
    names = [_name(passage, share) for share in row]
    if _REST.match(names[-1]):
        return _exceeding(passage, row, _SCORE)  # 财政拨款占92.5%，其他收入占8.5%
    is_whole = _is_whole(names) and not _OUTSIDE.search(passage.text) and len({key_of(share.note) for share in row if share.note}) <= 1
    if not (is_whole or _is_exclusive(names)):
        return _exceeding(passage, row, _SCORE) if _are_of_one_kind(passage, row, names) else None
    return _exceeding(passage, row, _SCORE, is_whole=is_whole)


def _exceeding(passage: Passage, row: Sequence[Place], score: float, *, is_whole: bool = False) -> Relation | None:
    """Return that shares exceed a whole, or, if they are all of it, that they fall short of it; or that they make it up."""
    value = sum((share.figure.value for share in row), Decimal(0))
    bounds = Range.total(share.figure.range for share in row)
    spans = tuple((share.start, share.end) for share in row)
    if bounds.low <= _HUNDRED <= bounds.high:
        formula = f"{' + '.join(share.figure.text for share in row)} = {value:f}%"
        return Relation("share", True, row[-1].figure.text, "100%", spans, (passage.start, passage.end), formula, Decimal(0), 1.0)
    if bounds.low <= _HUNDRED and not is_whole:
        return None
    told = "超过100%" if value > _HUNDRED else "不足100%"
    formula = f"{' + '.join(share.figure.text for share in row)} = {value:f}%，{told}"
    quote = (passage.start, passage.end)
    return Relation("share", False, row[-1].figure.text, "100%", spans, quote, formula, value - _HUNDRED, score)


def _are_of_one_kind(passage: Passage, row: Sequence[Place], names: Sequence[str]) -> bool:
    """Tell whether three shares or more are by their names those of parts that do not overlap, and hardly exceed a whole."""
    value = sum((share.figure.value for share in row), Decimal(0))
    if len(row) < _THREE or len(set(names)) < len(names) or value > _AT_MOST or len({key_of(share.note) for share in row}) > 1:
        return False
    if any(_OVERLAPPING.search(name.replace("以上", "") if "岁" in name else name) for name in names):
        return False
    return bool(_BROKEN_DOWN.search(passage.text)) or any(all(kind.search(name) for name in names) for kind in _KINDS)


def _name(passage: Passage, share: Place) -> str:
    """Return what a share is of, with the figures in its name (36至50岁)."""
    before = passage.text[: share.start - passage.start]
    return _NAME_NOISE.sub("", re.split(r"[，,、；;：:。%％]", before)[-1])


def _is_whole(names: Sequence[str]) -> bool:
    """Tell whether names are just those that a whole falls into."""
    return any(len(names) == len(family) and all(any(name.endswith(part) for name in names) for part in family) for family in _WHOLE)


def _is_exclusive(names: Sequence[str]) -> bool:
    """Tell whether the names of some shares shut each other out."""
    if len(set(names)) < len(names):
        return False
    if all(_ORDINAL.fullmatch(name) for name in names):
        return True
    return any(all(any(char in name for char in family) for name in names) for family in _FAMILIES)
