"""What the figures of a paragraph told so far, for those behind them that say too little by themselves."""

import re
from dataclasses import dataclass, field
from typing import Final

from kexie_nlp.extract import figure_cues as cues
from kexie_nlp.records import Change

# the groups and places that a share is told of without what they have
_OF_GROUP: Final = re.compile(
    "^(?!.*占).{0,12}(?:人群|居民|公民|男性|女性|文化程度|高中|初中|小学|大专|本科|专科|[省市县区州]|干部|农民|青少年|学生)$"
)


@dataclass(slots=True)
class Memory:
    """What has been measured before in a paragraph.

    Attributes:
        level: the last indicator of a value itself, to which an increase or share without subject refers.
        whole: the indicator that parts behind 其中 and shares refer to.
        total: the last of them that is a sum of all (支出总计).
        here: the last indicator of a count in the same sentence, whose attributes (面积, 资金) may follow.
        money: the last indicator of a sum of money in the same sentence, of whose spending and rest it may go on to tell.
        source: the subject of a from–to statement whose second value is still to come.
        queue: the names, told before 分别, of the values still to come, and whether these are changes.
        mean: the last indicator if it was a mean (人均科普经费), and its measure word.
        having: what the last rate of a group of people was of (具备科学素质的比例), which others of the report are told without.
        together: the names of the last figures told together in the same sentence.
        levels: the indicators of the values told so far in the same sentence.
        prizes: those of the prizes.
        bracketed: whether the sentence holds a bracket.
        in_part: whether the last value is one of the parts of the whole.
        marks: where the sentence begins to tell parts of a whole (其中, 支出中，).
        base: what a share in the same sentence was said to be of.
        outer: the last indicator, and the last of a count, before the bracket that is open.
        passing: the last indicator if it told what became of those told before (采纳3条), to whom further figures refer.
        measured: the last indicator of a value itself for every measure word of the paragraph.
        whole_measure: the measure word of the whole.
        moved: the verb of the last value if that told a change, which may go on: 增加9期、700人次.
        listed: whether the last value went on a list (A3个、B2个), as the prizes do.
    """

    level: str = ""
    whole: str = ""
    total: str = ""
    source: str = ""
    here: str = ""
    money: str = ""
    queue: list[tuple[str, Change]] = field(default_factory=list)
    mean: tuple[str, str] = ("", "")
    having: str = ""
    together: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    prizes: list[str] = field(default_factory=list)
    base: str = ""
    bracketed: bool = False
    in_part: bool = False
    marks: list[int] = field(default_factory=list)
    outer: tuple[str, str] = "", ""
    moved: str = ""
    listed: bool = False
    passing: str = ""
    measured: dict[str, str] = field(default_factory=dict)
    whole_measure: str = ""

    def begin_paragraph(self) -> None:
        """Forget what is not remembered beyond a paragraph."""
        self.source = self.passing = ""
        self.queue, self.measured, self.in_part = [], {}, False

    def begin_sentence(self, bracketed: bool, marks: list[int]) -> None:
        """Forget what is not remembered beyond a sentence, and take note of the brackets and parts of the one that begins."""
        self.here = self.money = self.base = ""
        self.outer = "", ""
        self.levels, self.prizes, self.together, self.listed = [], [], [], False
        self.bracketed, self.marks = bracketed, marks

    def pass_by(self, words: str) -> None:
        """Take note of the words between two values: behind a bracket the text goes on about what stood before it, behind ； the whole."""
        if self.in_part and self.whole and self.whole_measure != "元" and "；" in words:
            self.level = self.here = self.measured[self.whole_measure] = self.whole
        if "（" not in words and "）" not in words and "(" not in words and ")" not in words:
            return
        opening, closing = max(words.rfind("（"), words.rfind("(")), max(words.rfind("）"), words.rfind(")"))
        if closing > opening and self.outer[0]:
            (self.level, self.here), self.outer = self.outer, ("", "")
        if opening > closing:
            self.outer = self.level, self.here

    def told_in(self, value: str) -> str:
        """Return the last indicator of a value with the measure word of this one, else the last of all."""
        return self.measured.get(cues.measure_of(value), self.level)

    def rated(self) -> str:
        """Return what a rate is of: the rooms or societies counted in the sentence, else what was counted last."""
        told = self.measured.get("个", "")
        return (told if told in self.levels else self.here).removesuffix("总数")

    def rated_as(self, name: str) -> str:
        """Return a name of a group or place with what the last rate of another one was of (高中, 云浦市), or the name itself."""
        if not self.having or not _OF_GROUP.search(name):
            return name
        return name + (self.having if name[-1] in "省市县区州" else self.having.removeprefix("公民"))

    def sum_of_prizes(self) -> str:
        """Return what the sum of the prizes of a contest is told under, "" if fewer than two were told last."""
        if len(self.prizes) < 2 or self.prizes[-1] != self.level:
            return ""
        return self.prizes[-1].rpartition(" ")[0] + " 获奖"
