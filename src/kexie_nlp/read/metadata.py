"""What a report says of itself: title, association, region, year, kind, date."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from kexie_nlp.document import Region, ReportKind
from kexie_nlp.link.gazetteer import COUNTRY, Gazetteer, level_of
from kexie_nlp.numerals.dates import date_value

_ASSOCIATION: Final = "科学技术协会"
# what must stand before a name is asked behind it, so that the search is one for a fixed string
_FULL = re.compile(rf"{_ASSOCIATION}(?<=[一-龥]{{2}}{_ASSOCIATION})")
_NATIONAL = re.compile(rf"{COUNTRY.name}(?:科协|{_ASSOCIATION})")
_SHORT = re.compile(r"科协(?<=[一-龥]{2}科协)(?!会)")
_PARENT = re.compile(r"[一-龥]{1,8}?(?:省|自治区|市|自治州|盟)(?=[一-龥]{2,8}[市县区旗]$)")
_OWN_LEVEL = re.compile(r"(?:我|全|本)([省市县区州盟旗])(?!级)")
_TITLE = re.compile(r"决算|绩效|自评|总结|计划|要点|报告|工作情况|简报|预算|通知|方案|年报|通报|意见|安排")
_TITLE_END = re.compile(r"(?:报告|总结|计划|要点|决算|说明|通知|方案|汇报|简报|年报|通报|意见|表|公开|思路|安排)(?:[（(][^）)]*[）)])?$")
_NO_TITLE = re.compile(
    r"^(?:目录|附件|[上中下]篇|[一二三四五六七八九十]+、|[（(]|第[一二三四五六七八九十]+部分|[-•·●*|]|\d+[.、．])|[：:。；\t]"
)
_SHORTEST_TITLE, _LONGEST_TITLE = 7, 60
_LONGEST_TITLE_PART: Final = 40
_TITLE_LINES: Final = 12
_YEAR = re.compile(r"(1(?<!\d1)9\d\d|2(?<!\d2)0\d\d|二(?<!\d二)[〇零○][一二三四五六七八九〇零○]{2})\s*(学?年度?)(?!\s*\d{1,2}\s*月)")
_DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
# the first rule that finds its words decides; the number is how far from the start it looks (None: the whole text)
_KINDS: Final[tuple[tuple[ReportKind, str, int | None], ...]] = (
    ("项目绩效自评", r"(?:项目|专项资金|专项经费|转移支付)[^\n。]{0,16}绩效[^\n。]{0,6}自?评", 120),
    ("整体支出绩效自评", r"(?:整体|部门)支出[^\n。]{0,6}绩效|整体绩效[^\n。]{0,4}自?评", 400),
    ("部门决算", r"部门决算|单位决算|决算(?:公开|说明|报告)|决算(?:情况)?说明", 400),
    ("工作计划", r"^(?:(?!总结)[^\n])*工作(?:计划|要点|安排|打算|思路)", 60),
    ("工作总结", r"工作总结|年度总结|工作(?:情况)?(?:的)?(?:报告|汇报|回顾)|半年总结|总结", 120),
    ("新闻", r"^[^\n]{0,60}\n?[^\n]{0,40}(?:讯[（(：:\s]|记者|来源[：:]|新闻|通讯员|本报)", 200),
    ("项目绩效自评", r"项目支出绩效自评|绩效自评", 200),
    ("部门决算", r"部门决算情况说明|收入支出决算总体情况", None),
    ("整体支出绩效自评", r"部门整体支出绩效|整体支出绩效评价", None),
)
_CHINESE_YEAR: Final = r"二[〇零○][一二三四五六七八九〇零○]{2}"
_DATE_WORDS: Final = rf"(?:\d{{4}}|{_CHINESE_YEAR})\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日"
_DATED = re.compile(
    r"(?:(?:填报|填表|发布|公开|公布|报告|成文|印发|更新)(?:日期|时间)|^[ \t\u3000]*日期)[:：]\s*"
    rf"({_DATE_WORDS}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})",
    re.MULTILINE,
)
_SIGNED = re.compile(rf"^[ \t\u3000]*({_DATE_WORDS})[ \t\u3000]*$", re.MULTILINE)
# 2025年10月9日 in the head of a bulletin that has no year in its title: late in a year it tells of that year
_MASTHEAD = re.compile(r"(20\d\d)年(\d{1,2})月\d{1,2}日")
_LATE: Final = 7  # month
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_DAY_BEFORE = re.compile(r"(?<!年)(?<!\d)(\d{1,2})月(\d{1,2})日\s*[（(，,]?\s*$")
_SIGNS_OF_DAYS: Final = ("星期", "（周", "(周")
_LONGEST_DAY: Final = 12
_DAYS: Final = "一二三四五六日"
_MASTHEAD_LENGTH: Final = 80
_HEAD: Final = 1500
_TAIL: Final = 600
_WEIGHT_OF_FULL_YEAR: Final = 3
_HELD_AGAINST: Final = re.compile(r"(?:比|较|与|同|是|由|从|自|结转[到至]?)(?:上年)?[（(]?$")  # 比2019年, 结转2020年: another year
# how much a name counts for the association: in the title or the text, in full or in short, and if 我市 fits its level
_FULL_IN_TITLE, _SHORT_IN_TITLE, _FULL_IN_TEXT, _SHORT_IN_TEXT = 50, 20, 3, 1
_OWN_LEVEL_FACTOR: Final = 4


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says of itself; the fields are those of ``Report``."""

    title: str
    association: str | None
    region: Region | None
    year: int | None
    kind: ReportKind
    published: date | None


def describe(text: str, file_name: str, gazetteer: Gazetteer) -> Metadata:
    """Return what a cleaned text, helped by its file's name, says of itself."""
    stem = PurePath(file_name).stem
    title = _title(text) or stem
    region = _region(text, f"{title} {stem}", gazetteer)
    published = _published(text)
    association = None
    if region is not None:
        association = f"{region.name}{_ASSOCIATION}" if region is not COUNTRY else f"中国{_ASSOCIATION}"
    return Metadata(title, association, region, _year(text, title, stem, published), _kind(text, title, stem), published)


def _title(text: str) -> str | None:
    """Return the title: a line near the start that names a kind of report, with the lines over which it is broken."""
    lines = [line.strip() for line in text[:_HEAD].split("\n")]
    lines = [line for line in lines if line][:_TITLE_LINES]
    for line, before, after in zip(lines, ["", *lines], [*lines[1:], ""], strict=False):
        if not _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE or not _TITLE.search(line) or _NO_TITLE.search(line):
            continue
        if not _TITLE_END.search(line) and _TITLE_END.search(after) and _is_title_part(after):
            line += after
        is_begun = before.startswith("关于") or re.match(r".{2,20}(?:科协|协会)$", before)
        return before + line if is_begun and _is_title_part(before) else line
    return None


def _is_title_part(line: str) -> bool:
    """Whether a line beside that of the title may belong to it."""
    return len(line) <= _LONGEST_TITLE_PART and not _NO_TITLE.search(line)


def _region(text: str, title: str, gazetteer: Gazetteer) -> Region | None:
    """Return the region of the reporting association: the one it is named with, most of all in the title."""
    votes: Counter[str] = Counter()
    for name in _full_names(title, gazetteer):
        votes[name] += _FULL_IN_TITLE
    for name in _full_names(text, gazetteer):
        votes[name] += _FULL_IN_TEXT
    for place, weight in ((title, _SHORT_IN_TITLE), (text, _SHORT_IN_TEXT)):
        for match in _SHORT.finditer(place):
            short = gazetteer.ending_at(place, match.start())
            if short is not None:
                votes[short] += weight
    # every report speaks of 中国科协; its own have it in the title
    if _NATIONAL.search(title):
        votes[COUNTRY.name] += _SHORT_IN_TITLE
    merged: Counter[Region] = Counter()
    for name, count in votes.items():
        region = COUNTRY if name == COUNTRY.name else gazetteer.resolve(name, text[:_HEAD])
        if region is not None:
            merged[region] += count
    levels = Counter(_OWN_LEVEL.findall(text))
    own = levels.most_common(1)[0][0] if levels else None
    for region in merged:
        if own is not None and _fits(region, own):
            merged[region] *= _OWN_LEVEL_FACTOR
    return merged.most_common(1)[0][0] if merged else None


def _full_names(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the region names in front of 科学技术协会, listed ones first, else as far as they look like a region's name."""
    names = []
    for match in _FULL.finditer(text):
        known = gazetteer.ending_at(text, match.start())
        if known is None:
            written = re.search(r"[一-龥]{2,16}(?:省|市|县|区|州|盟|旗)$", text[max(0, match.start() - 17) : match.start()])
            known = _without_lead(written[0], gazetteer) if written else None
        if known is not None and (level_of(known) or known in gazetteer):
            names.append(known)
    return names


def _without_lead(name: str, gazetteer: Gazetteer) -> str:
    """Return an unlisted region's name without words or a listed parent in front of it."""
    name = re.sub(r"^.*(?:的|是|和|与|由|向|在|称|关于|[年度])(?=.{2})", "", name)
    for end in range(len(name) - 2, 1, -1):
        if gazetteer.ending_at(name, end) == name[:end] and level_of(name[:end]):
            return name[end:]
    parent = _PARENT.match(name)
    return name[parent.end() :] if parent else name


def _fits(region: Region, own: str) -> bool:
    """Whether reports of a region say 我 or 全 with this character."""
    if own in "县旗":
        return region.level == "县"
    if own == "区":
        return region.name.endswith("区")
    if own == "省":
        return region.level == "省"
    return region.name.endswith(own)


def _year(text: str, title: str, stem: str, published: date | None) -> int | None:
    """Return the year reported on: that of the title or file name, else the year most spoken of, 年度 above all."""
    for place in (title, stem):
        match = _YEAR.search(place)
        if match:
            return _year_number(match)
    counts: Counter[int] = Counter()
    for match in _YEAR.finditer(text):
        weight = _WEIGHT_OF_FULL_YEAR if match[2].endswith("度") else 1
        counts[_year_number(match)] += 0 if _HELD_AGAINST.search(text, max(0, match.start() - 4), match.start()) else weight
    masthead = _MASTHEAD.search(text, 0, _MASTHEAD_LENGTH)
    if masthead is not None and int(masthead[2]) >= _LATE:
        counts[int(masthead[1])] += _WEIGHT_OF_FULL_YEAR
    told = [year for year in counts if published is None or year <= published.year]
    likeliest = max(told, key=lambda year: (counts[year], year)) if told else published.year - 1 if published else None
    others = [*told, *((int(masthead[1]), int(masthead[1]) - 1) if masthead is not None else ())]
    return _of_weekdays(text, likeliest, others)


def _of_weekdays(text: str, likeliest: int | None, others: Sequence[int]) -> int | None:
    """Return the likeliest year, or another one if only in that the days of the week are those of their dates."""
    if likeliest is None:
        return None
    days: list[tuple[int, int, str]] = []
    for weekday in _WEEKDAY.finditer(text) if any(sign in text for sign in _SIGNS_OF_DAYS) else ():
        if day := _DAY_BEFORE.search(text, max(0, weekday.start() - _LONGEST_DAY), weekday.start()):
            days.append((int(day[1]), int(day[2]), weekday[1].replace("天", "日")))
    if not days:
        return likeliest
    fitting = {year for year in (likeliest, *others) if all(_is_weekday(year, *told) for told in days)}
    return fitting.pop() if len(fitting) == 1 else likeliest


def _is_weekday(year: int, month: int, day: int, weekday: str) -> bool:
    """Tell whether a day is of the calendar and of the week as told."""
    try:
        return _DAYS[date(year, month, day).weekday()] == weekday
    except ValueError:
        return False


def _year_number(match: re.Match[str]) -> int:
    """Return the year that ``_YEAR`` matched."""
    return int(match[1].translate(_DIGITS))


def _kind(text: str, title: str, stem: str) -> ReportKind:
    """Return the kind of report, by title, then file name, then what stands further on."""
    for place in (title, stem):
        for kind, words, limit in _KINDS:
            if limit is not None and re.search(words, place):
                return kind
    for kind, words, limit in _KINDS:
        if re.search(words, text if limit is None else text[:limit]):
            return kind
    return "其他"


def _published(text: str) -> date | None:
    """Return the date beside a word that says so, else the last date that stands alone on a line."""
    dated = _DATED.search(text[:_HEAD]) or _DATED.search(text[-_TAIL:])
    written = dated[1] if dated else None
    if written is None:
        signed = list(_SIGNED.finditer(text))
        written = signed[-1][1] if signed else None
    if written is None:
        return None
    iso = date_value(re.sub(r"\s", "", written)) if "年" in written else "-".join(part.zfill(2) for part in re.split(r"[-/.]", written))
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
