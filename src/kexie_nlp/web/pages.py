"""The pages: parameters in, a view's answer through a template out."""

from collections.abc import AsyncIterator
from functools import partial
from typing import IO, Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from kexie_nlp.archive import Archive
from kexie_nlp.web.api import ReportId
from kexie_nlp.web.keeping import Kept
from kexie_nlp.web.layout import blocks
from kexie_nlp.web.parameters import (
    AchievementParameters,
    AchievementPivotParameters,
    Asked,
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
    search_parameters,
)
from kexie_nlp.web.pool import ArchivePool
from kexie_nlp.web.rendering import SERVED, render
from kexie_nlp.web.saving import saved_queries
from kexie_nlp.web.views import checking, exporting, following, reading, records, searching, statistics
from kexie_nlp.web.views.exporting import MEDIA_TYPES, FileFormat
from kexie_nlp.web.views.guide import help_topics

_EXPORT_SECONDS: Final = 300.0
_CHUNK: Final = 64 * 1024
_pages: Final[Kept[bytes]] = Kept(300)
"""The pages of hits given last, 40 kB each."""


def page_routes(pool: ArchivePool) -> APIRouter:
    """Return the routes of the pages."""
    routes = APIRouter(include_in_schema=False)
    _add_reading(routes, pool)
    _add_counting(routes, pool)
    _add_exports(routes, pool)
    return routes


def _add_reading(routes: APIRouter, pool: ArchivePool) -> None:
    """Add the pages that search and read."""

    async def search(request: Request) -> Response:
        return await pool.run(partial(_search, asked=search_parameters(request.query_params)))

    routes.add_route("/", search, ["GET"])

    @routes.get("/help")
    async def help_page() -> Response:
        return render("help.html", {"topics": help_topics()})

    @routes.get("/reports")
    async def reports(asked: Annotated[ReportsParameters, Query()]) -> Response:
        return _shown("reports.html", asked, await pool.run(partial(reading.reports_page, asked=asked)))

    @routes.get("/report/{report}")
    async def report(report: ReportId, asked: Annotated[ReportParameters, Query()]) -> Response:
        page = await pool.run(partial(reading.report_page, report_id=report, asked=asked))
        return await pool.run(lambda _: _shown("report.html", asked, page, blocks=blocks(page)))

    @routes.get("/achievements")
    async def achievements(asked: Annotated[AchievementParameters, Query()]) -> Response:
        return _shown("achievements.html", asked, await pool.run(partial(records.achievements_page, asked=asked)))

    @routes.get("/metrics")
    async def metrics(asked: Annotated[MetricParameters, Query()]) -> Response:
        return _shown("metrics.html", asked, await pool.run(partial(records.metrics_page, asked=asked)))


def _add_counting(routes: APIRouter, pool: ArchivePool) -> None:
    """Add the pages that count and check."""

    @routes.get("/achievements/pivot")
    async def achievement_pivot(asked: Annotated[AchievementPivotParameters, Query()]) -> Response:
        page = await pool.run_long(partial(statistics.achievement_pivot, asked=asked))
        return _shown("pivot.html", asked, page, scope="achievements", dimensions=statistics.AWARDS_BY)

    @routes.get("/metrics/pivot")
    async def metric_pivot(asked: Annotated[MetricPivotParameters, Query()]) -> Response:
        page = await pool.run_long(partial(statistics.metric_pivot, asked=asked))
        return _shown("pivot.html", asked, page, scope="metrics", dimensions=statistics.FIGURES_BY)

    @routes.get("/series")
    async def series(asked: Annotated[SeriesParameters, Query()]) -> Response:
        return _shown("series.html", asked, await pool.run_long(partial(statistics.series_page, asked=asked)))

    @routes.get("/compare")
    async def compare(asked: Annotated[ComparisonParameters, Query()]) -> Response:
        return _shown("compare.html", asked, await pool.run_long(partial(statistics.comparison_page, asked=asked)))

    @routes.get("/ladder")
    async def ladder(asked: Annotated[LadderParameters, Query()]) -> Response:
        return _shown("ladder.html", asked, await pool.run_long(partial(following.ladder_page, asked=asked)))

    @routes.get("/plans")
    async def plans(asked: Annotated[PlansParameters, Query()]) -> Response:
        return _shown("plans.html", asked, await pool.run_long(partial(following.plans_page, asked=asked)))

    @routes.get("/calendar")
    async def calendar(asked: Annotated[CalendarParameters, Query()]) -> Response:
        return _shown("calendar.html", asked, await pool.run_long(partial(following.calendar_page, asked=asked)))

    @routes.get("/checks")
    async def checks(asked: Annotated[ChecksParameters, Query()]) -> Response:
        return _shown("checks.html", asked, await pool.run_long(partial(checking.checks_page, asked=asked)))


def _add_exports(routes: APIRouter, pool: ArchivePool) -> None:
    """Add the files that can be had of what is shown."""

    @routes.get("/export/search.{name}")
    async def search(name: FileFormat, asked: Annotated[SearchParameters, Query()]) -> Response:
        file = await pool.run_long(lambda archive: exporting.exported_search(archive, asked, name), _EXPORT_SECONDS)
        return _file(file, "检索结果", name)

    @routes.get("/export/achievements.{name}")
    async def achievements(name: FileFormat, asked: Annotated[AchievementParameters, Query()]) -> Response:
        file = await pool.run_long(lambda archive: exporting.exported_records(archive, asked, name), _EXPORT_SECONDS)
        return _file(file, "成果", name)

    @routes.get("/export/metrics.{name}")
    async def metrics(name: FileFormat, asked: Annotated[MetricParameters, Query()]) -> Response:
        file = await pool.run_long(lambda archive: exporting.exported_records(archive, asked, name), _EXPORT_SECONDS)
        return _file(file, "指标", name)


def _search(archive: Archive, asked: SearchParameters) -> Response:
    """Return a page of hits; one that was made before is given again as long as the archive stays as it is."""
    saved = () if asked.q else saved_queries(archive)
    key, state = (SERVED.get(), asked.model_dump_json(), saved), archive.state
    body = _pages.known(key, state)
    if body is None:
        page = searching.search_page(archive, asked, state)
        body = bytes(render("search.html", {"asked": asked, "page": page, "saved": saved}).body)
        _pages.keep(key, state, body)
    return HTMLResponse(body)


def _shown(template: str, asked: Asked, page: object, **more: Any) -> Response:
    """Return a page."""
    return render(template, {"asked": asked, "page": page, **more})


def _file(file: IO[bytes], title: str, name: FileFormat) -> Response:
    """Return a file to be saved, and close it when it is sent."""

    async def chunks() -> AsyncIterator[bytes]:
        while chunk := file.read(_CHUNK):
            yield chunk

    headers = {"content-disposition": f"attachment; filename=\"export.{name}\"; filename*=UTF-8''{quote(title)}.{name}"}
    return StreamingResponse(chunks(), media_type=MEDIA_TYPES[name], headers=headers, background=BackgroundTask(file.close))
