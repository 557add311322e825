"""The page to send reports with, the page that tells what became of them, and the same for programs."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from kexie_nlp.read.formats import FORMATS
from kexie_nlp.web.contexts.uploading import UploadPage
from kexie_nlp.web.errors import FaultAnswer
from kexie_nlp.web.rendering import render
from kexie_nlp.web.settings import Settings
from kexie_nlp.web.uploads.jobs import Job
from kexie_nlp.web.uploads.receiving import FIELD, Receiver
from kexie_nlp.web.views import NotFound

Number = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="上传编号", examples=["0123456789abcdef"])]
_FAULTS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": FaultAnswer, "description": meaning}
    for status, meaning in (
        (400, "没有收到文件，或份数过多"), (403, "请求来自其他网站"), (404, "没有这次上传"), (413, "内容过大"), (422, "参数有误"),
        (503, "等待读入的过多"),
    )
}  # fmt: skip
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": "一份或多份报告，也可为装有报告的 zip 压缩包。",
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {FIELD: {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}},
                }
            }
        },
    }
}


def upload_pages(settings: Settings, receiver: Receiver) -> APIRouter:
    """Return the pages."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/upload")
    async def form() -> Response:
        return render("upload.html", {"settings": settings, "suffixes": tuple(FORMATS)})

    @routes.post("/upload")
    async def upload(request: Request) -> Response:
        return RedirectResponse((await receiver.receive(request)).url, 303)

    @routes.get("/upload/{number}")
    async def state(number: Number) -> Response:
        return render("uploaded.html", {"page": _page(settings, number)})

    return routes


def upload_api(settings: Settings, receiver: Receiver) -> APIRouter:
    """Return the routes for programs."""
    routes = APIRouter(prefix="/api", responses=_FAULTS)

    @routes.post("/uploads", summary="上传报告，随后在后台读入", status_code=202, openapi_extra=_BODY)
    async def upload(request: Request) -> UploadPage:
        return await receiver.receive(request)

    @routes.get("/uploads/{number}", summary="上传的报告读入到哪一步，每份的结果")
    async def state(number: Number) -> UploadPage:
        return _page(settings, number)

    return routes


def _page(settings: Settings, number: str) -> UploadPage:
    """Return what became of the files that were sent together."""
    page = Job(settings.archive, number).page()
    if page is None:
        raise NotFound(f"没有编号为 {number} 的上传，或已过一天。")
    return page
