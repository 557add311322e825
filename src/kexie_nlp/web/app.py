"""The application: pages, API, static files, errors, and the guard around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kexie_nlp import __version__
from kexie_nlp.archive import Archive
from kexie_nlp.web.api import api_routes
from kexie_nlp.web.corrections import correction_api, correction_pages
from kexie_nlp.web.errors import HANDLED, handle, refuse
from kexie_nlp.web.pages import page_routes
from kexie_nlp.web.pool import ArchivePool
from kexie_nlp.web.rendering import STATIC
from kexie_nlp.web.saving import saved_api, saving_api, saving_pages
from kexie_nlp.web.security import Guard
from kexie_nlp.web.settings import Settings
from kexie_nlp.web.uploads.receiving import Receiver
from kexie_nlp.web.uploads.routes import upload_api, upload_pages

OPENAPI_URL: Final = "/api/openapi.json"
_ABOUT: Final = (
    "年度报告库的检索、成果、指标、统计与核查。各项与网页、命令行相同；字段名见 docs/data-model.md。"
    "所有起止位置以 Unicode 字符计，含起不含止，指向报告文本。"
)


def create_app(settings: Settings) -> ASGIApp:
    """Return the application for an archive.

    Raises:
        ArchiveError: if there is no archive, or one of another form.
    """
    Archive.open(settings.archive).close()
    pool = ArchivePool(settings)

    receiver = Receiver(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        receiver.stop()
        pool.close()

    app = FastAPI(
        title="科协报告库", version=__version__, description=_ABOUT, lifespan=lifespan, openapi_url=OPENAPI_URL, docs_url=None,
        redoc_url=None,
    )  # fmt: skip
    app.include_router(page_routes(pool))
    app.include_router(api_routes(pool))
    if settings.may_correct:
        app.include_router(correction_pages(pool, settings))
        app.include_router(correction_api(pool))
    app.include_router(saved_api(pool))
    if settings.may_write:
        app.include_router(saving_pages(pool))
        app.include_router(saving_api(pool))
    if settings.may_upload:
        app.include_router(upload_pages(settings, receiver))
        app.include_router(upload_api(settings, receiver))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for kind in HANDLED:
        app.add_exception_handler(kind, handle)
    return Guard(app, settings, refuse)
