"""Saved queries: listed on the first page, run at a click, and saved or forgotten where readers may write."""

from typing import Annotated, Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Body
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kexie_nlp.archive import Archive
from kexie_nlp.web.contexts import ExampleInfo
from kexie_nlp.web.errors import FAULTS
from kexie_nlp.web.parameters import LONGEST_QUERY
from kexie_nlp.web.pool import ArchivePool

_LONGEST_NAME: Final = 60


class Named(BaseModel):
    """A query to be saved under a name."""

    name: str = Field(min_length=1, max_length=_LONGEST_NAME, description="名称；已有同名的则替换", examples=["一等奖"])
    query: str = Field(min_length=1, max_length=LONGEST_QUERY, description="检索式", examples=["青少年 一等奖"])


def saved_queries(archive: Archive) -> tuple[ExampleInfo, ...]:
    """Return the saved queries; ``meaning`` is the name."""
    return tuple(ExampleInfo(line.query, line.name) for line in archive.saved.all().values())


def saving_pages(pool: ArchivePool) -> APIRouter:
    """Return what the forms of the pages are sent to; other sites cannot send them."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/saved")
    async def save(request: Request) -> Response:
        fields = await _fields(request)
        name, query = " ".join(fields.get("name", "").split()), fields.get("q", "")
        await pool.run(lambda archive: archive.saved.save(name, query))
        return RedirectResponse("/#saved", 303)

    @routes.post("/saved/forget")
    async def forget(request: Request) -> Response:
        name = (await _fields(request)).get("name", "")
        await pool.run(lambda archive: archive.saved.forget(name))
        return RedirectResponse("/#saved", 303)

    return routes


def saved_api(pool: ArchivePool) -> APIRouter:
    """Return the list of saved queries for programs."""
    routes = APIRouter(prefix="/api", responses=FAULTS)

    @routes.get("/saved", summary="常用检索：检索式及其名称")
    async def saved() -> list[ExampleInfo]:
        return list(await pool.run(saved_queries))

    return routes


def saving_api(pool: ArchivePool) -> APIRouter:
    """Return the saving of a query for programs."""
    routes = APIRouter(prefix="/api", responses=FAULTS)

    @routes.post("/saved", summary="保存检索式，供检索页和命令行使用", status_code=201)
    async def save(told: Annotated[Named, Body()]) -> ExampleInfo:
        await pool.run(lambda archive: archive.saved.save(told.name, told.query))
        return ExampleInfo(told.query, told.name)

    return routes


async def _fields(request: Request) -> dict[str, str]:
    """Return the fields of a form that was sent, the first value of each."""
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, max_num_fields=20).items()}
