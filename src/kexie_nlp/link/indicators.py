"""Indicators: one name, one unit."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kexie_nlp.lexicons import Lexicons, values
from kexie_nlp.link.choosing import Choice, Chooser
from kexie_nlp.link.corrections import Corrections
from kexie_nlp.link.links import IndicatorLink
from kexie_nlp.link.names import plain, tidy
from kexie_nlp.link.similar import KnownNames
from kexie_nlp.link.units import Unit, factor, unit_of
from kexie_nlp.link.wording import INDICATORS

_NUMBERING: Final = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d)|[①-⑩])\s*")
_TIME: Final = re.compile(r"^(?:(?:19|20)\d\d年?度?(?:全年)?|全年|本年度|一年来|年内|全年度|截至\d*年?(?:底|末))[，,:：]?(?=[^\W\d_]{2})")
_SUBJECT: Final = re.compile(
    r"^(?:[全我本](?:省|市|州|盟|县|区|旗|会|单位)"
    r"|(?:各级|省|市|州|盟|县|区|旗)?科协(?=共|累计|组织|开展|举办|承办|召开|参与|完成|实施|发放|建立|新建|组建|服务))(?!系统)(?=[一-龥]{3})"
)
_DEED: Final = re.compile(
    r"^(?:共|累计|总计|合计|先后|共计|全年共)?(?:获得?|荣获|组织|开展|举办|承办|召开|参与|参加|完成|实施|组织开展|组织举办|共|累计|先后|共计|组织实施|举行|安排)(?:了|各类|各种|各项|多种)?(?=[一-龥“]{3})"
)
_KIND: Final = re.compile(r"^(?:各类|各种|各项|多种|各级各类)(?=[一-龥“]{3})")
_UNIT_BEHIND: Final = re.compile(
    r"[（(](?:单位[:：])?(%|[万亿]?(?:元|人次|[名个次场项期册份篇家辆天台件套支所亩人张块]|场次|平方米|公里))[）)]$"
)
_IMPLIED: Final = (
    (re.compile("人数$"), "人"),
    (re.compile("人次数?$"), "人次"),
    (re.compile("(?:金额|资金|经费)$"), "元"),
    (re.compile("[率比]例?$"), "%"),
)
_COUNTED: Final = {
    "attendances": ("人次", "参加人次", "参与人次", "受益人次", "受众人次", "参观人次", "受众", "观众"),
    "persons": ("人数", "参加人数", "参赛人数"),
}
_CHANGE: Final = re.compile(r"(?:[比较](?:上年|去年|上一年)(?:度|同期)?|同比)?(增长率?|增减|增加|增|上升|提高|减少|减|下降|降低|降)$")
_CHANGES: Final = {"增长率": "增长", "增": "增加", "减": "减少", "降": "下降", "降低": "下降", "上升": "增长"}
_SHARE: Final = re.compile(r"(.{2,})占(.{2,}?)(?:的?(?:比例|比重))?")
_PATH: Final = re.compile(r"\s*›\s*")
_SETTLED: Final = re.compile(r"(?<=[费出入助])(?:支出)?决算数?$")
_REMARK: Final = re.compile(r"[（(](?:含税|合计)[）)]")
_BUDGET_ITEM: Final = re.compile(r"(?:支出)?[（(][类款项][）)](?:支出)?")


class Indicators:
    """Links indicators."""

    def __init__(self, lexicons: Lexicons, corrections: Corrections) -> None:
        rows = lexicons.rows("indicators")
        self._units = {row["indicator"]: row["unit"] for row in rows}
        known = KnownNames({row["indicator"]: values(row["aliases"]) for row in rows}, INDICATORS, merged=False)
        self._chooser = Chooser("indicator", "indicators", known, corrections)

    def link(self, text: str, unit: str) -> IndicatorLink:
        """Return the indicator that ``text`` with values in ``unit`` names."""
        text = tidy(text)
        form, unit = _without_unit(text, unit)
        forms = bare_forms(form)
        if choice := self._chooser.corrected((text, *forms)):
            return self._in_its_unit(choice, unit_of(unit), corrected=True)
        given = unit_of(unit or next((told for pattern, told in _IMPLIED if pattern.search(forms[-1])), ""))
        choice = self._chooser.listed(forms) or self._chooser.alike(forms)
        if choice is None or not self._is_measured_in(choice.name, given):
            named = [*forms, choice.name] if choice else forms
            choice = self._counted(named, given) or choice or self._composed(forms[-1])
        return self._in_its_unit(choice or self._chooser.unknown(text, forms[-1], "words around"), given)

    def _is_measured_in(self, name: str, given: Unit) -> bool:
        """Tell whether an indicator of the lexicon has values in a unit."""
        return not given.name or factor(given, unit_of(self._units.get(name, ""))) is not None

    def _counted(self, forms: Sequence[str], given: Unit) -> Choice | None:
        """Return the indicator named with what is counted behind it: 科普讲座 in 人次 is 科普讲座受众."""
        if (choice := self._chooser.listed([form + "数量" for form in reversed(forms)])) and self._units[choice.name] == given.name:
            return choice
        for counted in (given.name, *_COUNTED.get(given.measure, ())):
            choice = self._chooser.listed([form + counted for form in reversed(forms)])
            if choice is not None and self._is_measured_in(choice.name, given):
                return choice
        return None

    def _composed(self, form: str) -> Choice | None:
        """Return a change (X增长) or a share (X占Y) of indicators in their one name."""
        if (change := _CHANGE.search(form)) and len(form) > change.end() - change.start() + 1:
            part = self.link(form[: change.start()], "")
            name = part.name + _CHANGES.get(change[1], change[1])
        elif share := _SHARE.fullmatch(form):
            part, whole = self.link(share[1], ""), self.link(share[2], "")
            name = f"{part.name}占{whole.name}"
        else:
            return None
        if name == form:
            return None
        return Choice(name, "rule", f"{form} is made of {part.name}: {part.why}", 1.0)

    def _in_its_unit(self, choice: Choice, given: Unit, *, corrected: bool = False) -> IndicatorLink:
        """Return the link with its unit; values that measure something else than the indicator are an indicator of their own."""
        name, why = choice.name, choice.why
        usual = self._units.get(name, "")
        times = factor(given, unit_of(usual)) if usual and given.name else None
        if not given.name:
            unit, times = usual, Decimal(1)
        elif times is not None:
            unit = usual
        else:
            unit, times = given.name, given.scale
            if usual and not corrected:
                name = _in_measure(name, given)
                why = f"{why}; {choice.name} is counted in {usual}, here {given.name} is told"
        return IndicatorLink(name, "indicator", choice.how, why, choice.score, unit, times, unit_of(unit).measure if unit else "")


def _without_unit(text: str, unit: str) -> tuple[str, str]:
    """Return the name without a unit in brackets behind it, which counts if no other is given."""
    match = _UNIT_BEHIND.search(text)
    return (text[: match.start()], unit or match[1]) if match else (text, unit)


def _in_measure(name: str, unit: Unit) -> str:
    """Return the name of an indicator that is measured otherwise than usual: 培训人次 in persons is 培训人数."""
    for ending in ("人次", "人数"):
        if name.endswith(ending) and unit.label in ("人次", "人数"):
            return name.removesuffix(ending) + unit.label
    return f"{name}（{unit.label}）"


def bare_forms(text: str) -> list[str]:
    """Return a name as written and without what stands around the measured thing, step by step."""
    forms = [text]
    form = _BUDGET_ITEM.sub("支出", _PATH.split(text)[-1])
    for pattern in (_NUMBERING, _TIME, _SUBJECT, _TIME, _REMARK, _DEED, _KIND, _SETTLED):
        form = pattern.sub("", form, count=1).strip("，,:： ") or form
        if plain(form) != plain(forms[-1]):
            forms.append(form)
    return forms
