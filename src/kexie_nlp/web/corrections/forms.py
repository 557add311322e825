"""Forms that are sent: read, and known to come from a page of this server."""

import hmac
import secrets
from hashlib import sha256
from typing import Final
from urllib.parse import parse_qs, quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from kexie_nlp.web.settings import Settings

READER_COOKIE: Final = "kexie_nlp_reader"
WHO_COOKIE: Final = "kexie_nlp_who"
TOKEN_FIELD: Final = "form_token"
_MOST_FIELDS: Final = 40
_YEAR_SECONDS: Final = 31_536_000


class ForeignForm(Exception):
    """A form without the token that the server's own pages carry, or with one from before it was started anew."""


class Reader:
    """Who looks at a form: a mark in a cookie, and the token that goes with it."""

    def __init__(self, request: Request, settings: Settings) -> None:
        told = request.cookies.get(READER_COOKIE, "")
        self._is_new = not told
        self._mark = told or secrets.token_urlsafe(16)
        self._secret = settings.form_secret.encode()
        self.who = unquote(request.cookies.get(WHO_COOKIE, ""))[:60]

    @property
    def token(self) -> str:
        """What a form of this reader has to carry."""
        return hmac.new(self._secret, self._mark.encode("utf-8", "replace"), sha256).hexdigest()

    def remembered(self, answer: Response) -> Response:
        """Return an answer that marks a new reader."""
        if self._is_new:
            answer.set_cookie(READER_COOKIE, self._mark, max_age=_YEAR_SECONDS, httponly=True, samesite="strict", path="/")
        answer.headers["cache-control"] = "no-store"
        return answer

    async def form(self, request: Request) -> dict[str, str]:
        """Return the fields of a form, the first value of each.

        Raises:
            ForeignForm: if it does not carry the reader's token.
        """
        body = (await request.body()).decode("utf-8", "replace")
        try:
            fields = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS).items()}
        except ValueError:
            raise ForeignForm from None
        told = fields.pop(TOKEN_FIELD, "")
        if self._is_new or not hmac.compare_digest(told.encode(), self.token.encode()):
            raise ForeignForm
        return fields


def with_name(answer: Response, who: str) -> Response:
    """Return an answer that has the browser remember who corrects."""
    told = quote(" ".join(who.split())[:60].encode("utf-8", "replace"))
    answer.set_cookie(WHO_COOKIE, told, max_age=_YEAR_SECONDS, httponly=True, samesite="strict", path="/")
    return answer
