"""Pages and calls of the API that correct; they are there only where the server allows corrections."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kexie_nlp.archive import Archive
from kexie_nlp.archive.corrections import Saved
from kexie_nlp.web import urls
from kexie_nlp.web.api import ReportId
from kexie_nlp.web.corrections import making, views
from kexie_nlp.web.corrections.asking import (
    CorrectionsParameters,
    FoundParameters,
    PlaceParameters,
    ToldCorrections,
    ToldUndo,
)
from kexie_nlp.web.corrections.contexts import CorrectionInfo, CorrectionsPage, SavedAnswer
from kexie_nlp.web.corrections.forms import ForeignForm, Reader, with_name
from kexie_nlp.web.corrections.levelling import Levelling
from kexie_nlp.web.corrections.wording import FIELDS, SOURCES, STATES, told_effect
from kexie_nlp.web.errors import FaultAnswer, refuse
from kexie_nlp.web.layout import visible_text
from kexie_nlp.web.pool import ArchivePool
from kexie_nlp.web.rendering import render
from kexie_nlp.web.settings import Settings

_FAULTS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": FaultAnswer, "description": meaning}
    for status, meaning in (
        (400, "无法更正：与报告不符，或没有改动"), (403, "请求来自其他网站"), (404, "库中没有"), (413, "内容过大"), (422, "参数有误"),
        (503, "服务繁忙或正在写入"),
    )
}  # fmt: skip
_CorrectionNumber = Annotated[int, Path(ge=1, le=2_000_000_000, description="更正编号", examples=[1])]
_Make = Callable[[Archive, dict[str, str]], Saved]


def correction_pages(pool: ArchivePool, settings: Settings) -> APIRouter:
    """Return the routes of the pages that correct."""
    routes = APIRouter(include_in_schema=False)
    _add_forms(routes, pool, settings)
    _add_saving(routes, pool, settings)
    return routes


def _add_forms(routes: APIRouter, pool: ArchivePool, settings: Settings) -> None:
    """Add the pages that show forms."""

    def shown(request: Request, template: str, page: object, **more: Any) -> Response:
        reader = Reader(request, settings)
        words = {"STATES": STATES, "FIELDS": FIELDS, "SOURCES": SOURCES, "seen": visible_text}
        return reader.remembered(render(template, {"page": page, "reader": reader, **words, **more}))

    @routes.get("/corrections")
    async def corrections(request: Request, asked: Annotated[CorrectionsParameters, Query()]) -> Response:
        page = await pool.run(partial(views.corrections_page, asked=asked))
        return shown(request, "corrections.html", page, asked=asked)

    @routes.get("/report/{report}/correct")
    async def place(request: Request, report: ReportId, asked: Annotated[PlaceParameters, Query()]) -> Response:
        return shown(request, "correct.html", await pool.run(partial(views.place_page, report_id=report, asked=asked)))

    @routes.get("/report/{report}/mark")
    async def found(request: Request, report: ReportId, asked: Annotated[FoundParameters, Query()]) -> Response:
        page = await pool.run(partial(views.found_page, report_id=report, asked=asked))
        if len(page.places) == 1:
            return RedirectResponse(_place(report, page.places[0][0], page.places[0][1]), 303)
        return shown(request, "mark.html", page)

    @routes.get("/report/{report}/facts")
    async def facts(request: Request, report: ReportId) -> Response:
        return shown(request, "facts.html", await pool.run(partial(views.facts_page, report_id=report)))


def _add_saving(routes: APIRouter, pool: ArchivePool, settings: Settings) -> None:
    """Add what the forms are sent to."""
    levelling = Levelling(pool)

    async def saved(request: Request, make: _Make) -> Response:
        try:
            form = await Reader(request, settings).form(request)
        except ForeignForm:
            return refuse(request, 403, "页面已过期", "请重新打开要更正的页面，再填一次；浏览器须允许本站的 Cookie。")
        done = await pool.run(lambda archive: make(archive, form))
        await levelling.soon()
        target = urls.address("/corrections", {"number": [one.number for one in done.corrections]})
        return with_name(RedirectResponse(target, 303), form.get("who", ""))

    @routes.post("/report/{report}/correct")
    async def place(request: Request, report: ReportId) -> Response:
        return await saved(request, lambda archive, form: making.correct_place(archive, report, form))

    @routes.post("/report/{report}/facts")
    async def facts(request: Request, report: ReportId) -> Response:
        return await saved(request, lambda archive, form: making.correct_facts(archive, report, form))

    @routes.post("/report/{report}/link")
    async def link(request: Request, report: ReportId) -> Response:
        return await saved(request, lambda archive, form: making.correct_link(archive, report, form))

    @routes.post("/corrections/{number}/undo")
    async def undo(request: Request, number: _CorrectionNumber) -> Response:
        return await saved(request, lambda archive, form: making.undo(archive, number, form.get("who", "")))


def correction_api(pool: ArchivePool) -> APIRouter:
    """Return the routes of the API that list and make corrections."""
    routes = APIRouter(prefix="/api", responses=_FAULTS, tags=["更正"])
    levelling = Levelling(pool)

    @routes.get("/corrections", summary="更正列表，新的在前")
    async def corrections(asked: Annotated[CorrectionsParameters, Query()]) -> CorrectionsPage:
        return await pool.run(partial(views.corrections_page, asked=asked))

    @routes.get("/corrections/{number}", summary="一条更正")
    async def correction(number: _CorrectionNumber) -> CorrectionInfo:
        return await pool.run(partial(views.one_correction, number=number))

    @routes.post("/reports/{report}/corrections", status_code=201, summary="更正一份报告：实体、报告信息、统一名称，全部成功或全部不做")
    async def correct(report: ReportId, asked: ToldCorrections) -> SavedAnswer:
        answer = await pool.run(lambda archive: _answer(archive, making.correct_as_told(archive, report, asked)))
        await levelling.soon()
        return answer

    @routes.post("/corrections/{number}/undo", summary="撤销一条更正")
    async def undo(number: _CorrectionNumber, asked: ToldUndo) -> SavedAnswer:
        answer = await pool.run(lambda archive: _answer(archive, making.undo(archive, number, asked.who)))
        await levelling.soon()
        return answer

    return routes


def _answer(archive: Archive, saved: Saved) -> SavedAnswer:
    """Return what was made or undone."""
    return SavedAnswer(views.of_corrections(archive, saved.corrections), told_effect(saved.effect))


def _place(report_id: str, start: int, end: int) -> str:
    """Return the address of a place to be corrected."""
    return f"/report/{report_id}/correct?start={start}&end={end}"
