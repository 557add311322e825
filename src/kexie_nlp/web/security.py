"""What guards the server: who may ask, from where, how much, and what a browser may do with an answer."""

import hmac
from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kexie_nlp.web.rendering import SERVED
from kexie_nlp.web.settings import Settings, is_local

COOKIE: Final = "kexie_nlp_token"
LONGEST_URL: Final = 16_000
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_SET: Final = {name.encode("latin-1"): value.encode("latin-1") for name, value in HEADERS.items()}
_UNCHANGING: Final = ("GET", "HEAD", "OPTIONS")
_LOCAL_NAMES: Final = ("127.0.0.1", "localhost", "::1", "testserver")
_YEAR_SECONDS: Final = 31_536_000
_UPLOADS: Final = ("/upload", "/api/uploads")
_DRAINED_TIMES: Final = 4

Refuse = Callable[[Request, int, str, str], Response]
"""Makes the answer to a request that is refused: status, title, detail."""


class TooLarge(Exception):
    """More was sent than is taken."""


class Guard:
    """Middleware around everything: nothing is answered that does not pass here, and every answer carries ``HEADERS``."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refuse) -> None:
        self._app = app
        self._settings = settings
        self._refuse = refuse
        self._names = _LOCAL_NAMES if is_local(settings.host) else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        SERVED.set(self._settings)
        answer = self._refusal(request) or self._with_token(request)
        handler = answer if answer is not None else self._app
        most = self._most_bytes(request)
        if answer is not None and answer.status_code == 413:
            await _drained(receive, _DRAINED_TIMES * most)
        await handler(scope, self._bounded(receive, most), self._guarded(send))

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to a request that asks too much or comes from another site, None if it may pass."""
        if len(request.url.path) + len(request.scope["query_string"]) > LONGEST_URL:
            return self._refuse(request, 414, "地址过长", "请缩短查询，或减少筛选条件。")
        if self._names is not None and request.url.hostname not in self._names:
            return self._refuse(request, 421, "主机名不符", "本服务只在本机使用，请从 http://127.0.0.1 打开。")
        if request.method not in _UNCHANGING and not _is_same_origin(request):
            return self._refuse(request, 403, "请求来自其他网站", "请在本页面内操作。")
        told = request.headers.get("content-length", "0")
        most = self._most_bytes(request)
        if not told.isdigit() or int(told) > most:
            shown = f"{most // 1024**2} MB；请分几次上传" if most >= 1024**2 else f"{most // 1024} KB"
            return self._refuse(request, 413, "内容过大", f"一次最多可发送 {shown}。")
        return None

    def _with_token(self, request: Request) -> Response | None:
        """Return the answer to a request without the token, or the way on for one that has it in its address."""
        token = self._settings.token
        if token is None:
            return None
        given = request.query_params.get("token")
        if given is not None and hmac.compare_digest(given.encode(), token.encode()):
            kept = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
            answer: Response = RedirectResponse(request.url.path + (f"?{urlencode(kept)}" if kept else ""), 303)
            answer.set_cookie(COOKIE, token, max_age=_YEAR_SECONDS, httponly=True, samesite="strict", path="/")
            return answer
        shown = request.cookies.get(COOKIE) or request.headers.get("authorization", "").removeprefix("Bearer ")
        if hmac.compare_digest(shown.encode(), token.encode()):
            return None
        detail = "请用管理员给的完整网址打开；程序请在 Authorization 头中给出 Bearer 口令。"
        refused = self._refuse(request, 401, "需要访问口令", detail)
        refused.headers["www-authenticate"] = "Bearer"
        return refused

    def _most_bytes(self, request: Request) -> int:
        """Return how large what is sent with a request may be."""
        is_upload = self._settings.may_upload and request.method == "POST" and request.url.path in _UPLOADS
        return self._settings.upload_total_bytes if is_upload else self._settings.body_bytes

    def _bounded(self, receive: Receive, most: int) -> Receive:
        """Return ``receive``, which gives up when more comes than was announced."""
        room = most

        async def bounded() -> Message:
            nonlocal room
            message = await receive()
            room -= len(message.get("body", b""))
            if room < 0:
                raise TooLarge
            return message

        return bounded

    def _guarded(self, send: Send) -> Send:
        """Return ``send``, which sets the headers of every answer."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [pair for pair in message.get("headers", ()) if pair[0] not in _SET]
                if all(name != b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store" if self._settings.token else b"no-cache"))
                message["headers"] = [*headers, *_SET.items()]
            await send(message)

        return guarded


async def _drained(receive: Receive, most: int) -> None:
    """Take what is sent and let it go, since a browser shows an answer only when it could send all; give up on far too much."""
    while most > 0:
        message = await receive()
        most -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _is_same_origin(request: Request) -> bool:
    """Tell whether a request comes from a page of this server, or from no page at all."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("host")
