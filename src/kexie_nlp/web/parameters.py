"""What a page or a call of the API may be asked with; every one of these is a part of its address."""

from typing import Annotated, Any, Final, Literal

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.datastructures import QueryParams

from kexie_nlp.archive import Filters
from kexie_nlp.search.engine import Sort
from kexie_nlp.search.results import Scope

LONGEST_QUERY: Final = 1000
_LISTS: Final = ("only", "without")
DEEPEST: Final = 10_000
"""How many of the first hits can be paged through; who wants more exports them."""


def _none_if_blank(value: Any) -> Any:
    """Return None for what a form sends for a field that was left empty."""
    return None if isinstance(value, str) and not value.strip() else value


def _without_blanks(value: Any) -> Any:
    """Return a list without the fields of a form that were left empty."""
    return [one for one in value if not isinstance(one, str) or one.strip()] if isinstance(value, list) else value


Text = Annotated[Annotated[str, Field(max_length=200)] | None, BeforeValidator(_none_if_blank)]
Year = Annotated[Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(_none_if_blank)]
Choices = Annotated[list[str], BeforeValidator(_without_blanks), Field(max_length=40)]
Offset = Annotated[int, Field(ge=0, le=2_000_000_000)]
Place = Annotated[int, Field(ge=0, le=100_000)]


class Asked(BaseModel):
    """What all have in common: they do not change, and what they do not know is overlooked, as in any address."""

    model_config = ConfigDict(frozen=True)

    def changed(self, **values: Any) -> dict[str, Any]:
        """Return these parameters with some changed, without those that say nothing new."""
        told = self.model_dump(exclude_defaults=True) | values
        return {name: value for name, value in told.items() if value not in (None, "", [], ())}


class SearchParameters(Asked):
    """A search."""

    q: str = Field("", max_length=LONGEST_QUERY, description="检索式，留空表示全部", examples=["青少年 一等奖"])
    scope: Scope = Field("passages", description="检索范围：全文、成果、指标、报告")
    sort: Sort = Field("relevance", description="排序：相关度、年度、金额、数目")
    only: Choices = Field(default_factory=list, description="只要，每项写作 字段=值；同一字段的几项任一即可", examples=[["奖项=一等奖"]])
    without: Choices = Field(default_factory=list, description="不要，每项写作 字段=值", examples=[["类型=新闻"]])
    exact: bool = Field(False, description="只按原文查找，不找别名")
    explain: bool = Field(False, description="是否说明每条为何找到")
    like: Annotated[str | None, BeforeValidator(_none_if_blank)] = Field(
        None, max_length=LONGEST_QUERY, description="找相似的段落：报告编号:起点，或一段文字；此时按相似度排列，不计分类数目"
    )
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(20, ge=1, le=100, description="每页条数")


def search_parameters(told: QueryParams) -> SearchParameters:
    """Return what is asked for by an address, as FastAPI would; that finds out anew each time what a model has, which takes longer.

    Raises:
        RequestValidationError: if a parameter is of the wrong form.
    """
    given = {name: told.getlist(name) if name in _LISTS else told[name] for name in SearchParameters.model_fields if name in told}
    try:
        return SearchParameters.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False)) from None


class SuggestParameters(Asked):
    """A beginning for which names are suggested."""

    q: str = Field("", max_length=100, description="已输入的文字", examples=["青少年"])
    limit: int = Field(10, ge=1, le=50, description="最多条数")


class FilterParameters(Asked):
    """Filters of reports and what stands in them."""

    first: Year = Field(None, description="起始年度", examples=[2019])
    last: Year = Field(None, description="截止年度", examples=[2022])
    region: Text = Field(None, description="地区，含其下级")
    association: Text = Field(None, description="科协名称的一部分")
    kind: Text = Field(None, description="报告类型", examples=["部门决算"])

    def filters(self) -> Filters:
        """Return the filters as the archive takes them."""
        years = None if self.first is None and self.last is None else (self.first, self.last)
        told = {name: getattr(self, name, None) for name in ("region", "association", "kind", "contest", "award", "indicator", "text")}
        return Filters(years=years, **told)


class ReportParameters(Asked):
    """What is marked in a report."""

    q: str = Field("", max_length=LONGEST_QUERY, description="要标出的检索式")
    at: Offset | None = Field(None, description="要标出的起始字符位置")
    end: Offset | None = Field(None, description="要标出的结束字符位置")
    edit: bool = Field(False, description="网页是否供更正")


RecordSort = Literal["", "year", "association", "region", "event", "award", "recipient", "count", "indicator", "value", "unit"]


class AchievementParameters(FilterParameters):
    """The table of achievements."""

    contest: Text = Field(None, description="竞赛名称的一部分")
    award: Text = Field(None, description="奖项名称的一部分")
    text: Text = Field(None, description="原句中的文字")
    sort: RecordSort = Field("", description="按哪一列排序，留空为报告中的次序")
    down: bool = Field(False, description="是否由大到小")
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(50, ge=1, le=200, description="每页条数")


class MetricParameters(FilterParameters):
    """The table of metrics."""

    indicator: Text = Field(None, description="指标名称的一部分")
    text: Text = Field(None, description="原句中的文字")
    sort: RecordSort = Field("", description="按哪一列排序，留空为报告中的次序")
    down: bool = Field(False, description="是否由大到小")
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(50, ge=1, le=200, description="每页条数")


class ReportsParameters(FilterParameters):
    """The list of reports."""

    text: Text = Field(None, description="报告中的文字")
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(50, ge=1, le=200, description="每页条数")


class AchievementPivotParameters(FilterParameters):
    """A pivot table of achievements."""

    contest: Text = Field(None, description="竞赛名称的一部分")
    award: Text = Field(None, description="奖项名称的一部分")
    by: str = Field("association", max_length=40, description="行", examples=["association"])
    columns: Text = Field(None, description="列", examples=["award"])
    row: Place | None = Field(None, description="查看来源的单元格所在行")
    column: Place | None = Field(None, description="查看来源的单元格所在列")


class MetricPivotParameters(FilterParameters):
    """A pivot table of metrics."""

    indicator: Text = Field(None, description="指标名称的一部分")
    show: Literal["number", "value"] = Field("number", description="数据条数，或数值之和")
    by: str = Field("association", max_length=40, description="行", examples=["association"])
    columns: Text = Field(None, description="列", examples=["year"])
    row: Place | None = Field(None, description="查看来源的单元格所在行")
    column: Place | None = Field(None, description="查看来源的单元格所在列")


class SeriesParameters(FilterParameters):
    """The series of an indicator."""

    indicator: str = Field("", max_length=200, description="指标名称或其一部分", examples=["学术交流活动"])
    unit: Text = Field(None, description="单位", examples=["场次"])


class ComparisonParameters(Asked):
    """A comparison of associations."""

    indicator: str = Field("", max_length=200, description="指标名称或其一部分", examples=["学术交流活动"])
    year: Year = Field(None, description="年度，留空为数据最多的一年")
    level: Annotated[Literal["省", "市", "县"] | None, BeforeValidator(_none_if_blank)] = Field(None, description="科协级别")
    per: Text = Field(None, description="除以哪个指标；head 为人均，yuan 为每元支出")
    region: Text = Field(None, description="地区，含其下级")


class ChecksParameters(FilterParameters):
    """Findings over the archive."""

    finding: Annotated[
        Literal["sum", "share", "change", "completion", "repeat", "unit", "date", "count", "code", "restated"] | None,
        BeforeValidator(_none_if_blank),
    ] = Field(None, description="核查种类")
    holding: bool = Field(False, description="是否也列出相符的")
    sure: float = Field(0.0, ge=0, le=1, description="最低把握，0 至 1")
    order: Literal["score", "size"] = Field("score", description="按把握大小或差额大小排序")
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(20, ge=1, le=100, description="每页条数")


class LadderParameters(FilterParameters):
    """A contest over its levels."""

    contest: str = Field("", max_length=200, description="竞赛名称、简称或其一部分", examples=["青少年科技创新大赛"])


class PlansParameters(FilterParameters):
    """Plans against results."""

    indicator: Text = Field(None, description="指标名称的一部分")
    unmet: bool = Field(False, description="是否只要未达到的目标")
    page: int = Field(1, ge=1, le=DEEPEST, description="第几页")
    size: int = Field(50, ge=1, le=200, description="每页条数")


class CalendarParameters(FilterParameters):
    """The calendar of activities."""

    activity: Text = Field(None, description="活动名称的一部分，留空为所有常办的活动", examples=["全国科普日"])
