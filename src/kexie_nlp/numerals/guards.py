"""Words around a number that make it something else than a value, or that loosen it."""

import re
from typing import Final

from kexie_nlp.records import Exactness

NO_TENTHS: Final = "(?![功立为為员員果绩績效熟本人都长長就套品分型份交对名体體语語])"

_OVER: Final = ("超过", "超過", "超", "逾", "突破", "越过", "迈过", "跨过", "高于", "多于", "至少", "高达")
# the first that fits counts: 不超过 ends in 超过, 不少于 in 少于
LOOSE_BEFORE: Final[tuple[tuple[Exactness, tuple[str, ...]], ...]] = (
    ("over", ("不少于", "不低于")),
    ("under", ("不足", "不到", "少于", "低于", "不超过", "未超过", "不多于", "不高于", "至多", "最多")),
    ("over", (*_OVER, *(word + "了" for word in _OVER))),
    ("about", ("约", "約", "大概", "近", "将近", "接近", "上")),
)
LOOSE_ENDS: Final = frozenset(word[-1] for _, words in LOOSE_BEFORE for word in words)
_NOT_LOOSE: Final = re.compile(r"[节節签簽预預特合公制邀履集条條简簡解续續毁违違]\s?[约約]$|附近$")  # 节约3万元, 预约1200人
_SO_MANY: Final = frozenset("十百千万萬亿億")  # 上千人, but 线上300人
OVER_INSIDE: Final = re.compile(r"[余餘多来來几幾数數]")
LOOSE_AFTER: Final[dict[str, Exactness]] = {
    **dict.fromkeys(("以上", "以外"), "over"),
    **dict.fromkeys(("以下", "以内", "以內"), "under"),
    **dict.fromkeys(("左右", "上下"), "about"),
}

YEAR_AT_LINE_END: Final = re.compile(r"((?:19|20)\d\d) ?\n(?=年)", re.ASCII)
LINE_END: Final = re.compile(r" ?\n(?=\S)")
NEXT_CURRENCY: Final = re.compile(r"(?P<scale>[百千]?[万亿萬億]?)元(?![宵旦素月年])")
RATIO: Final = re.compile(r"(\d+)[:：∶](\d+(?:\.\d+)?)(?=的?(?:比例|配套|配比))", re.ASCII)
BARE_DAY: Final = re.compile(r"((?:3[01]|[12]\d|[1-9])号)(?=上午|下午|中午|凌晨|晚|早|当天|當天|起|开始)", re.ASCII)

SUSPECT: Final = frozenset("-－+＋_/:：0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORD_BEFORE: Final = re.compile(r"[A-Za-z_+＋\d]")
_NO_MEASURE: Final = re.compile(
    r"人(?:员|才|民|均|力|口|大|工智)|项目(?!标)|个(?:人(?!次)|性|体)|名(?:单|称|誉)|部(?:门|署|分|队)|条(?:件|例)|支(?:出|付|持|撑)|期(?:间|末|刊)"
    r"|年(?:级|級)|班(?:级|子)|节(?:能|约|目|气)|层次|类(?:别|似|款)|组(?:织|建|成)|所(?:有|属|在)|份额|套餐|对(?:象|接|口|比)|批(?:准|复|发|评)"
    r"|站点|点(?:击|评)|级(?:别|联)|处(?:理|级|室)|台(?:账|阶|湾)|位(?:置|于|居)|次(?:年|日|数|要)|门户|社(?:会|区)|周(?:年|边|围|期|末)|级次|家庭|座谈|课题|课程|岁末|分(?:之|钟后)|升[至到为幅]"
)
_FIXED_BEHIND: Final = re.compile(
    r"文章|意识|自信|维护|代表(?:”|重要)|全面|确立|一体|百年|助力|文明|一批|规定|服务”|行动计划|规划|计划|年级|全会|一次|工程(?=建设|(?:二|三)期)"
)
_PLUS: Final = frozenset("+＋")
_QUOTED_COUNT: Final = re.compile(r"[^“”‘’「」『』《》\n]{0,8}[”’」』]")
_LIST_NUMBER: Final = re.compile(r"(?:^|[\s。；：])\d{1,2}\.$", re.ASCII)
LIST_COMMA: Final = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})、(?=\S)", re.ASCII)
LINE_STARTS: Final = frozenset(["", *"\n \t　。；”）)"])
_STRETCH: Final = re.compile(r"[来內内间前后後]")
_SESSION: Final = re.compile(
    r"(?:、[一二三四五六七八九十]+次)*(?:全会|全委|全体|常委|代表大会|会议|委员|理事|党代会|人代会|[一二三四五六七八九十]+[次中])"
)
_RANK_END: Final = re.compile(r"[，。；、！？）)的之\s]|$")
_CHINESE_ORDINALS: Final = frozenset("级級届屆等类類楼樓层層号號分步手路线線会會中大小节節组組")
_TWO_ORDINALS: Final = frozenset("期次年月日部版")
_TWO_DIGIT_YEAR: Final = re.compile(r"\d\d(?!\d)")
_CLOCK: Final = frozenset("时時点點号號月")
_SPANS_OF_TIME: Final = frozenset(["年", "月", "周", "天", "日", "季度", "个月"])
_ROW_NAME: Final = re.compile(r"[^\n\d，。；：、,;:]{2,24}")
_HAN: Final = re.compile("[一-鿿]")
_AROUND_NOW: Final = re.compile(r"近|过去|未来|今后|短短|力争|前|这|那|头")
_PLAIN_DIGITS: Final = frozenset("一二两兩三四五六七八九")
_PAIRS: Final = frozenset(["一两", "一二", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"])
_IDIOMS: Final = re.compile(r"二人[转台]|四面八方|五湖四海|千家万户|千家萬戶|三位一体|百年|万家|千万家")


def loosened(before: str, number: str) -> Exactness | None:
    """Return how the words directly before a number loosen it; ``number`` is its first character."""
    if _NOT_LOOSE.search(before) or (before.endswith("上") and number not in _SO_MANY):
        return None
    return next((meaning for meaning, words in LOOSE_BEFORE if before.endswith(words)), None)


def in_word(text: str, start: int) -> bool:
    """Tell whether a number is the tail of a word, as in NOI2019, 3+2 or COVID-19."""
    before = text[start - 1 : start]
    if not before:
        return False
    if before in "-－" and start > 1:
        return bool(_WORD_BEFORE.match(text, start - 2))
    return before in "+＋_" or (before.isascii() and before.isalnum()) or (before in "/:：" and text[start - 2 : start - 1].isdigit())


def after_point(text: str, start: int) -> bool:
    """Tell whether a number is the last part of another (3.2.1), so that only a date may begin there."""
    if text[start - 1 : start] != "." or not text[start - 2 : start - 1].isdigit():
        return False
    return not _LIST_NUMBER.search(text, max(0, start - 4), start)


def ordinal(text: str, start: int) -> bool:
    """Tell whether 第 stands before a number or before the list it belongs to (第三、四届)."""
    mark = text.rfind("第", max(0, start - 8), start)
    if mark < 0:
        return False
    return all(char in "0123456789一二三四五六七八九十、和至-— " for char in text[mark + 1 : start])


def no_date(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether what looks like a date is a stretch of time or a part of another word."""
    written = match[0]
    if "年" in written or match["iso"]:
        return text[start - 1 : start] == "第" or (match["school"] is not None and _TWO_DIGIT_YEAR.match(written) is not None)
    if text[start - 1 : start] in ("第", "每", "个", "數", "数", "几"):
        return True
    if "月" not in written:
        return text[start - 1 : start] in ("期", "时", "共", "约", "近", "满", "过")
    return written[0] in "一二三四五六七八九十" and len(written) == 2 and text[match.end() : match.end() + 1] in ("有", "度", "一")


def is_row_before_words(text: str, start: int, behind: int) -> bool:
    """Tell whether a number ends a row of nothing but its name, and the next line begins with no measure (住房保障支出 9.90⏎年末结转)."""
    line = text.rfind("\n", 0, start) + 1
    return _ROW_NAME.fullmatch(text, line, start) is not None and _HAN.match(text, behind) is not None


def no_quantity(text: str, start: int, number_end: int, end: int, measure: str) -> bool:
    """Tell whether a number with a measure word counts nothing: an ordinal, a rank, a fixed name, a clock time."""
    written, before = text[start:number_end], text[start - 1 : start]
    chinese = not written[0].isdigit()
    if text[end : end + 1] in _PLUS or _NO_MEASURE.match(text, end - len(measure)):
        return True
    if measure[0] in "届屆" and (len(written) > 3 or _SESSION.match(text, end)):
        return True
    if measure == "次" and (before in ("届", "屆") or _SESSION.match(text, end)):
        return True
    if before in ("前", "后") and measure in ("名", "位", "强", "項", "项") and _is_rank(written, text, end):
        return True
    if before == "每" or (measure == "次" and before in _SPANS_OF_TIME):
        return chinese or measure in _SPANS_OF_TIME
    if measure in _CLOCK or (measure == "分" and before in ("时", "時", "点", "點", ":")):
        return True
    return chinese and _no_chinese_quantity(text, start, written, end, measure)


def _is_rank(written: str, text: str, end: int) -> bool:
    """Tell whether 前N名 names a rank rather than counts the people behind it."""
    return not written.isdigit() or int(written) <= 10 or _RANK_END.match(text, end) is not None


def _no_chinese_quantity(text: str, start: int, written: str, end: int, measure: str) -> bool:
    """Tell whether a count in Chinese characters is an article, an ordinal, an idiom or part of a fixed name."""
    before = text[start - 1 : start]
    if written in ("数", "數") or "几" in written or "幾" in written:
        return True
    if written == "一":
        if measure == "枚":
            return before == "头" or not _RANK_END.match(text, end)
        return measure != "周" or before not in ("期", "时", "時")
    if written in ("百", "千") and before not in ("近", "超", "上", "约", "逾", "达", "过", "破"):
        return True
    if (measure[0] in _CHINESE_ORDINALS and len(measure) == 1) or measure == "季度" or (written == "二" and measure in _TWO_ORDINALS):
        return True
    if measure == "期" and text[end : end + 2] in ("工程", "建设", "项目"):
        return True
    if measure[0] in _SPANS_OF_TIME and (_STRETCH.match(text, end) or _AROUND_NOW.search(text, max(0, start - 2), start)):
        return True
    if len(written) == 2 and set(written) <= _PLAIN_DIGITS and not _is_pair(written):
        return True
    if _FIXED_BEHIND.match(text, end) or _IDIOMS.match(text, start):
        return True
    return before in ("“", "‘", "「", "『") and _QUOTED_COUNT.match(text, end) is not None


def _is_pair(written: str) -> bool:
    """Tell two or three (两三) from the tail and head of two words (唯一一)."""
    return written in _PAIRS


def has_unit_before(text: str, start: int) -> bool:
    """Tell whether a currency sign stands before a number, so that it is no bare count."""
    return text[start - 1 : start] in ("¥", "￥", "$")
