"""Errors as answers: one shape of JSON for programs, a page for people, never a traceback."""

from dataclasses import dataclass
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kexie_nlp.errors import ArchiveError, CorrectionError, KexieError, QueryError, ResourceError
from kexie_nlp.web.pool import Busy
from kexie_nlp.web.rendering import render
from kexie_nlp.web.security import TooLarge
from kexie_nlp.web.uploads.receiving import NoFiles
from kexie_nlp.web.views import NotFound
from kexie_nlp.web.wording import reason_zh

_TITLES: Final = {404: "没有这个页面", 405: "不支持这种请求", 413: "内容过大"}
_DETAILS: Final = {404: "地址可能有误，或报告已被移除。", 405: "请从页面内的链接或按钮进入。", 413: "请减少发送的内容。"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong.

    Attributes:
        status: of HTTP. title, detail: in Chinese.
        query, position, hint: of a query that cannot be understood, where the fault is (from 0), and a query that works.
    """

    status: int
    title: str
    detail: str
    query: str | None = None
    position: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class FaultAnswer:
    """The JSON of every error."""

    error: Fault


FAULTS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": FaultAnswer, "description": meaning}
    for status, meaning in ((400, "检索式或要求有误"), (404, "库中没有"), (422, "参数有误"), (503, "服务繁忙或用时过长"))
}
"""What any call of the API may answer instead."""


def is_for_programs(request: Request) -> bool:
    """Tell whether a request is for the API."""
    return request.url.path.startswith("/api/")


def answer(request: Request, fault: Fault) -> Response:
    """Return a fault as JSON or as a page."""
    headers = {"retry-after": "5"} if fault.status == 503 else None
    if is_for_programs(request):
        told = {name: getattr(fault, name) for name in ("status", "title", "detail", "query", "position", "hint")}
        return JSONResponse({"error": told}, fault.status, headers)
    return render("error.html", {"fault": fault}, fault.status, headers)


def refuse(request: Request, status: int, title: str, detail: str) -> Response:
    """Return the answer to a request that is refused."""
    return answer(request, Fault(status, title, detail))


def fault_of(error: Exception) -> Fault:
    """Return what an exception says to whoever asked."""
    match error:
        case QueryError():
            return Fault(400, "检索式有误", reason_zh(error), error.query[:200], min(error.position, len(error.query), 200), error.hint)
        case NotFound():
            return Fault(404, "库中没有", str(error))
        case CorrectionError():
            return Fault(400, "无法更正", reason_zh(error))
        case NoFiles():
            return Fault(400, "没有上传", str(error))
        case ResourceError():
            return Fault(503, "暂时无法完成", "服务器上的词表或模型有误，请管理员运行 kexie-nlp 查看。")
        case ArchiveError():
            return Fault(503, "暂时读不到报告库", reason_zh(error))
        case KexieError():
            return Fault(400, "无法完成", reason_zh(error))
        case RequestValidationError():
            return Fault(422, "参数有误", "；".join(_invalid(one) for one in error.errors()[:3]))
        case HTTPException():
            return Fault(error.status_code, _TITLES.get(error.status_code, "无法完成"), _DETAILS.get(error.status_code, ""))
        case TooLarge():
            return Fault(413, _TITLES[413], _DETAILS[413])
        case Busy():
            return Fault(503, "服务繁忙", "同时使用的人较多，请稍后再试。")
        case TimeoutError():
            return Fault(503, "用时过长", "请缩小范围，例如加上年度或地区，再试一次。")
        case _:
            return Fault(500, "程序出错", "错误已记录在服务器的日志中。")


async def handle(request: Request, error: Exception) -> Response:
    """Answer with what an exception says."""
    found = answer(request, fault_of(error))
    if isinstance(error, HTTPException) and error.headers:
        found.headers.update(error.headers)
    return found


HANDLED: Final[tuple[type[Exception], ...]] = (KexieError, RequestValidationError, HTTPException, TooLarge, Busy, TimeoutError, Exception)


def _invalid(error: dict[str, object]) -> str:
    """Return what is wrong with a parameter."""
    place = error.get("loc", ())
    name = place[-1] if isinstance(place, (tuple, list)) and place else ""
    return f"{name}：{error.get('msg', '')}"
