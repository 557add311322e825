"""The HTTP API: what the pages show, as JSON."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query

from kexie_nlp.web.contexts import (
    CalendarPage,
    ChecksPage,
    ComparisonPage,
    LadderPage,
    PivotPage,
    PlansPage,
    RecordsPage,
    ReportPage,
    ReportsPage,
    SearchPage,
    SeriesPage,
    SuggestionInfo,
)
from kexie_nlp.web.errors import FAULTS
from kexie_nlp.web.parameters import (
    AchievementParameters,
    AchievementPivotParameters,
    CalendarParameters,
    ChecksParameters,
    ComparisonParameters,
    LadderParameters,
    MetricParameters,
    MetricPivotParameters,
    PlansParameters,
    ReportParameters,
    ReportsParameters,
    SearchParameters,
    SeriesParameters,
    SuggestParameters,
)
from kexie_nlp.web.pool import ArchivePool
from kexie_nlp.web.views import checking, following, reading, records, searching, statistics

ReportId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="报告编号，16 位十六进制数", examples=["0123456789abcdef"])]


def api_routes(pool: ArchivePool) -> APIRouter:
    """Return the routes of the API."""
    routes = APIRouter(prefix="/api", responses=FAULTS)
    _add_reading(routes, pool)
    _add_counting(routes, pool)
    return routes


def _add_reading(routes: APIRouter, pool: ArchivePool) -> None:
    """Add the routes that search and read."""

    @routes.get("/search", summary="检索")
    async def search(asked: Annotated[SearchParameters, Query()]) -> SearchPage:
        return await pool.run(partial(searching.search_page, asked=asked))

    @routes.get("/suggest", summary="联想：以此开头、含此或写法相近的名称")
    async def suggest(asked: Annotated[SuggestParameters, Query()]) -> list[SuggestionInfo]:
        return list(await pool.run(partial(searching.suggestions, asked=asked)))

    @routes.get("/reports", summary="报告列表")
    async def reports(asked: Annotated[ReportsParameters, Query()]) -> ReportsPage:
        return await pool.run(partial(reading.reports_page, asked=asked))

    @routes.get("/reports/{report}", summary="一份报告及其中抽取、核查的全部内容")
    async def report(report: ReportId, asked: Annotated[ReportParameters, Query()]) -> ReportPage:
        return await pool.run(partial(reading.report_page, report_id=report, asked=asked))

    @routes.get("/achievements", summary="成果表")
    async def achievements(asked: Annotated[AchievementParameters, Query()]) -> RecordsPage:
        return await pool.run(partial(records.achievements_page, asked=asked))

    @routes.get("/metrics", summary="指标表")
    async def metrics(asked: Annotated[MetricParameters, Query()]) -> RecordsPage:
        return await pool.run(partial(records.metrics_page, asked=asked))


def _add_counting(routes: APIRouter, pool: ArchivePool) -> None:
    """Add the routes that count and check."""

    @routes.get("/achievements/pivot", summary="成果统计，每个数附来源")
    async def achievement_pivot(asked: Annotated[AchievementPivotParameters, Query()]) -> PivotPage:
        return await pool.run_long(partial(statistics.achievement_pivot, asked=asked, is_whole=True))

    @routes.get("/metrics/pivot", summary="指标统计，每个数附来源")
    async def metric_pivot(asked: Annotated[MetricPivotParameters, Query()]) -> PivotPage:
        return await pool.run_long(partial(statistics.metric_pivot, asked=asked, is_whole=True))

    @routes.get("/series", summary="一项指标的历年走势")
    async def series(asked: Annotated[SeriesParameters, Query()]) -> SeriesPage:
        return await pool.run_long(partial(statistics.series_page, asked=asked))

    @routes.get("/compare", summary="各科协比较")
    async def compare(asked: Annotated[ComparisonParameters, Query()]) -> ComparisonPage:
        return await pool.run_long(partial(statistics.comparison_page, asked=asked))

    @routes.get("/ladder", summary="一项竞赛逐级、逐年的获奖")
    async def ladder(asked: Annotated[LadderParameters, Query()]) -> LadderPage:
        return await pool.run_long(partial(following.ladder_page, asked=asked))

    @routes.get("/plans", summary="目标、预算与结果")
    async def plans(asked: Annotated[PlansParameters, Query()]) -> PlansPage:
        return await pool.run_long(partial(following.plans_page, asked=asked))

    @routes.get("/calendar", summary="各科协常办活动的月份")
    async def calendar(asked: Annotated[CalendarParameters, Query()]) -> CalendarPage:
        return await pool.run_long(partial(following.calendar_page, asked=asked))

    @routes.get("/checks", summary="数据核查结果")
    async def checks(asked: Annotated[ChecksParameters, Query()]) -> ChecksPage:
        return await pool.run_long(partial(checking.checks_page, asked=asked))
