"""Which part of what there was, came, went and is a count tells, by the verbs and times of its clause (年初有, 又建, 因故拆除, 在册)."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from kexie_nlp.checks.told.context import NUMBERING, Passage, Place, key_of

Part = Literal["opening", "came", "went", "closing", "net"]

_MAKE: Final = (
    r"[建立][成立起设]?|增[设加添补]?|设[立置]?|开[设办辟通]?|办|成立|组建|创[建办]|认定|发展|培育|培养|吸[收纳]|接[收纳]|招[聘录收募]?|聘[请用任]?|录用?|购[入置买进]?"
    r"|添[置购设]?|装|挂牌?|注册|登记|入[会伍队]|加入|批准?(?!次)|命名|[评选]|进|配[备置]?|布设?|收|落成|投[用放]|扩[建展]?|补[充建录选]|辟|通过|拓展|打造|确定|申报|获批"
)
_CAME: Final = (
    rf"(?:(?<!更)[新再又另增]|陆续|先后|净)(?:{_MAKE}|来|有|(?=\d|$))|成立|组建|建[立成起]|设立|制[定发]|印发|出台|[开增][设办辟]|增[加添补]|吸[收纳]|发展|招[聘录收募]|录用|聘[用请任]|调[入进来]"
    r"|[转划迁移搬][入来进]|引进|购[入置买进]|添[置购设]|安装|加装|认定|命名|批准|接[收纳]|加入|入[会队]|注册|登记|恢复|补[充建录选]|进来|入(?:藏|库|编|列|驻)|[建立办开装添招进设]了|拉起|搞起|招考|修[建了]|培育"
)
_WENT: Final = (
    r"(?:废[止除]|作废|[注吊撤取][销消]|收回)(?:登记|注册|认定|命名|资格|称号|会籍|牌照)?|撤(?:并|掉|除|走|换|了|[站点牌]|$)|合并|并掉|[缩核]?减(?:少|员|掉|去)|退(?:出|会|伍|了|掉|网)|除名|[调转划迁搬](?:出|走|离)|辞(?:职|退|去)"
    r"|离(?:开|职|世|队|会)|淘汰|摘(?:牌|除|掉)|报(?:废|损)|关(?:停|闭|掉|张|了)|解(?:散|聘|除)|去世|病故|逝世|死亡|清(?:退|理|除|出)|核销|流失|停(?:办|用|产|止|业|了|运)"
    r"|剔[除旧]|处置|[拆砸](?:除|掉|迁|了|去|毁)?|[损毁](?:坏|毁|掉|失)|坏(?:掉|了|$)|垮(?:掉|了)|失效|出缺|[丢遗]失|散(?:伙|了)|去掉|少了|倒闭|退休|到期|移出|没了|黄了"
)
FLOW: Final = re.compile(rf"(?P<came>{_CAME})|(?P<went>{_WENT})")
_POINT: Final = re.compile(
    r"(?:年|期|岁)初|(?:[上去前]|头一|上一)年(?:度)?(?:年?[末底]|12月底)|(?:19|20)\d\d年(?:度)?(?:年?[末底]|12月[末底])|原有|原先|原来|原为|本来|此前|以前|先前|过去"
)
_SPAN: Final = re.compile(r"(?:[上去前]|上一)年度?|前[两三几]年|往年|历年|近[两二三四五六七八九十几]年|以来|届[内期]|五年")
_CLOSING: Final = re.compile(
    r"(?:今年|本年|到|至)?(?:年|期|岁)[末底]|现(?:有|在|共|存|下|已|为|实|保|[一-鿿]{0,4}有)|目前|眼下|如今|迄今|至今|截[至止]|总[数量]|累计|[总合]计|总共|共有|共计|达到?|[尚还仍](?:有|存)|实[有存]|保有|在[册籍]|拥有|变[成为]"
)
_NARROW: Final = re.compile(
    r"其中|编制|核定|计划|目标|任务|拟|预[计算]|力争|争取|占|平均|每|人均|[约近余超]|不少于|累计[新发注撤吸]|第[一二三四五六七八九十\d]|比|较|相当"
)
_PLAN: Final = re.compile(r"计划|力争|争取|确保|预计|拟|目标|将|要|明年|下一?年|新的?一年|任务")
_BASE: Final = re.compile(r"[^，。；\d]{0,14}基础上")
_ON_BASE: Final = re.compile(r"^.*基础上")
_IN_ALL: Final = re.compile(r"^其中(?=[上去年期原])")  # 现有88块，其中去年底有75块
_NET: Final = re.compile(r"净(?:增|减|增加|增长|减少|少|多|添|下降)[一-鿿]{0,10}$")
_AS_OF: Final = re.compile(r"(?:截[至止]|到)?(?:(?:(?:[上去前今本]|上一)年(?:度)?)?(?:年?[末底])|[年期]初)")  # 截至上年末，全市共有
_REASON: Final = re.compile(rf"(?:因|由于|受|经|按|被)[一-鿿]{{0,14}}(?={_WENT})|[一-鿿]{{0,16}}等?原因")
_STATE: Final = re.compile(r"(?<=年初|[年期][末底])(?:已|共)?(?:登记|注册|认定|命名)(?!了)")  # 年初登记会员642人: what there was
_ANOTHER: Final = re.compile(r"[另又再还]有?(?:[一-鿿]{0,6}中)?")  # 另有2家外迁: what happened is told behind
_HAS: Final = re.compile(r"^(?:[一-鿿]{0,8}?)(?:有|为|是|共|的)")
_BRACKETED: Final = re.compile(r"[（(【\[].*?[）)】\]]")
_CLAUSE: Final = re.compile(r"[，,。；;：:、（(\n]")
_BEHIND: Final = re.compile(r"[，,。；;：:、（(\n\d]")
_WHICH: Final = re.compile(r"^[一-鿿“”]{1,16}的(?=[一-鿿]{0,10}$)")  # 撤销长期不活动的, 新建的
_COMMON: Final = re.compile(
    rf"在[册籍]|存量|账面|实际|届中|[办开摆立挂留剩]着|{_POINT.pattern}|{_SPAN.pattern}|{_CLOSING.pattern}|当年|本年度?|今年|全年|一年[来里]|年内|年度|期间|年中|明年|下一?年|新的?一年"
    r"|[全我][市县区省州旗]|[市县区省]里|连同|加上|算上|减去|期满|再|又|新|另|还|也|已|均|都|就|则|便|共|有|为|是|由|从|增至|[增减降升扩][加少大]?到|到|至|在|了|数量?|个数"
    r"|计划|力争|争取|确保|预计|拟|将|要|现|上|使|总|后|后来|起|先后|陆续|的|从而|发展|扩大"
)
_LEVEL: Final = re.compile(r"[国省市县区乡镇村]级|国家级")


@dataclass(frozen=True, slots=True)
class Told:
    """A count of a stock: which part it is, and of what, as far as its clause says; ``name`` is "" if it does not."""

    part: Part
    place: Place
    name: str

    @property
    def sign(self) -> int:
        """1 of what came, -1 of what went, the sign of a net change, else 0."""
        return {"came": 1, "went": -1, "net": self.place.sign}.get(self.part, 0)


def told_of(passage: Passage, place: Place, *, is_planned: bool = False) -> Told | None:
    """Return which part of a stock a count tells, or None; ``is_planned`` if all that is told with it is of a plan."""
    if place.figure.kind != "quantity" or place.figure.exactness != "exact" or place.depth or place.role in ("share", "each", "completion"):
        return None
    whole = _BRACKETED.sub("", NUMBERING.sub("", place.lead)).rstrip("：: ")
    *before, chunk = (re.sub(r"\s", "", clause) for clause in _CLAUSE.split(whole))
    chunk = before[-1] + chunk if before and _AS_OF.fullmatch(before[-1]) else chunk
    behind = re.sub(r"\s", "", _BEHIND.split(passage.text[place.end - passage.start :])[0])
    if _NET.search(chunk):
        return Told("net", place, "")
    if base := _BASE.match(behind):
        return Told("opening", place, _named(chunk) + _named(base[0].removesuffix("基础上"))) if _is_base(chunk) else None
    chunk = _IN_ALL.sub("", _ON_BASE.sub("", chunk))
    said = _REASON.sub("", chunk)
    is_narrow = _NARROW.search(_PLAN.sub("", said) if is_planned else said)
    if is_narrow or place.role == "budget" or (_PLAN.search(chunk) and not is_planned):
        return None
    if place.role in ("from", "to"):
        return Told("opening" if place.role == "from" else "closing", place, _named(chunk) or _named(behind))
    return _by_words(place, chunk, behind)


def _is_base(chunk: str) -> bool:
    """Tell whether the words before what a plan is based on take it for all that there is (在现有, 在去年底)."""
    return bool(re.search(r"现|已有|原有|目前|年[末底]", chunk)) and not FLOW.search(chunk)


def _by_words(place: Place, chunk: str, behind: str) -> Told | None:
    """Return which part a count is by the verbs and time words of its clause."""
    said = _STATE.sub("", _REASON.sub("", chunk))
    point, flow = _POINT.search(said), FLOW.search(said)
    is_now = point is not None and point[0][:1].isdigit() and place.role == "level"  # 2025年末, of the year reported on
    if point and not is_now and (flow is None or (flow.start() >= point.end() and _HAS.match(said[point.end() : flow.start()] + flow[0]))):
        return Told("opening", place, _named(said) or _named(behind))
    if (point and place.role == "former") or _SPAN.search(said):
        return None
    if flow is None and not (is_now or _CLOSING.search(said)) and (undone := FLOW.search(_REASON.sub("", behind))):
        return Told("came" if undone["came"] else "went", place, _named(said))  # 有2处因修路被拆除
    if flow is not None and _ANOTHER.fullmatch(said) and (undone := FLOW.search(_REASON.sub("", behind))) and undone["went"]:
        return Told("went", place, "")
    if flow is not None:
        rest = FLOW.search(said, flow.end())
        is_mixed = rest is not None and bool(rest["came"]) != bool(flow["came"]) and "的" not in said[rest.end() :]
        is_all = re.search(r"累计|现|目前|总|已", said[: flow.start()]) and not re.search(r"[新再又]", said)
        if is_mixed or is_all or FLOW.search(behind):
            return None
        before, after = said[: flow.start()], said[flow.end() :]
        name = (_named(before) if len(_named(before)) > 1 else "") + _named(after) if flow["came"] else _named(after) or _named(before)
        return Told("came" if flow["came"] else "went", place, name or _named(behind))
    return Told("closing", place, _named(said) + _named(behind)) if is_now or _CLOSING.search(said) else None


def _named(words: str) -> str:
    """Return what some words say is counted, without time words, verbs and what tells which ones are meant."""
    plain = FLOW.sub("", _COMMON.sub("", _WHICH.sub("", _REASON.sub("", words))))
    return re.sub(r"[^一-鿿]", "", key_of(plain))


def levels_of(words: str) -> frozenset[str]:
    """Return the levels by which a name is narrowed (市级学会)."""
    return frozenset(_LEVEL.findall(words))


def is_plan(words: str) -> bool:
    """Tell whether some words speak of what is to come."""
    return _PLAN.search(words) is not None
