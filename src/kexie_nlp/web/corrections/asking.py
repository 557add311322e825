"""What the pages and calls of corrections may be asked with."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from kexie_nlp.archive.corrections import ReportField
from kexie_nlp.labels import EntityType
from kexie_nlp.link.links import LinkKind
from kexie_nlp.web.parameters import DEEPEST, Asked, Offset

MOST_AT_ONCE: Final = 50

Number = Annotated[int, Field(ge=1, le=2_000_000_000)]


class PlaceParameters(Asked):
    """A span of a report."""

    start: Offset = Field(description="起始字符位置")
    end: Offset = Field(description="结束字符位置")


class FoundParameters(PlaceParameters):
    """A paragraph, and words in it."""

    text: str = Field("", max_length=200, description="要标注的文字")


class CorrectionsParameters(Asked):
    """The list of corrections."""

    report: str | None = Field(None, pattern="^[0-9a-f]{16}$", description="只要这份报告的更正", examples=["0123456789abcdef"])
    undone: bool = Field(False, description="是否也列出已撤销的")
    number: list[Number] = Field(default_factory=list, max_length=MOST_AT_ONCE, description="只要这些编号的更正")
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(50, ge=1, le=200, description="每页条数")


class _Told(BaseModel):
    """What is sent; what is not known is refused, so that a slip of the pen does no harm."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ToldSpan(_Told):
    """A span and what it is."""

    start: Offset = Field(description="起始字符位置", examples=[120])
    end: Offset = Field(description="结束字符位置，不含该字符", examples=[123])
    type: EntityType | None = Field(description="实体类型；null 表示此处不是实体", examples=["AWARD"])
    text: str | None = Field(None, max_length=200, description="此处应有的原文，不符则拒绝", examples=["一等奖"])
    canonical: str | None = Field(None, max_length=200, description="全称；空字符串表示没有，null 表示照旧", examples=["一等奖"])


class ToldLink(_Told):
    """A form and the name it is counted under."""

    kind: LinkKind = Field(description="名称的种类", examples=["contest"])
    written: str = Field(max_length=200, description="报告中的写法", examples=["科创大赛"])
    name: str = Field(max_length=200, description="统一名称", examples=["青少年科技创新大赛"])


class ToldCorrections(_Told):
    """Corrections of a report, made all or none."""

    who: str = Field(max_length=60, description="更正人", examples=["资料室"])
    why: str = Field("", max_length=500, description="理由", examples=["原文为奖项名称"])
    spans: list[ToldSpan] = Field(default_factory=list, max_length=MOST_AT_ONCE, description="实体的更正")
    fields: dict[ReportField, Annotated[str, Field(max_length=200)] | None] = Field(
        default_factory=dict, description="报告信息的更正；null 表示未知", examples=[{"year": "2021"}]
    )
    links: list[ToldLink] = Field(default_factory=list, max_length=MOST_AT_ONCE, description="统一名称的更正，对全库有效")


class ToldUndo(_Told):
    """Who undoes a correction."""

    who: str = Field(max_length=60, description="撤销人", examples=["资料室"])
