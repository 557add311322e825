"""What the tests of the pages share: an archive with a hostile report among others, and a way to ask the server without a network."""

import asyncio
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import samples
from kexie_nlp.archive import Archive
from kexie_nlp.pipeline import analyze
from kexie_nlp.records import Analysis

if find_spec("fastapi") is None or find_spec("httpx") is None:
    collect_ignore_glob = ["test_*.py"]

HOSTILE = """临溪县科学技术协会2019年度工作总结
一、<script>alert(1)</script>工作
在第35届云泽省青少年科技创新大赛中，“><img src=x onerror=alert(2)>”获一等奖2项，受众1.2万人次。
二、{{ 7*7 }} 与 &lt;b&gt; 与\u202e反向
开展“科普&活动"<b>' onmouseover='alert(3)”12场。
项目\t预算数\t决算数
<i>科普</i>活动\t12万元\t13.5万元
"""


def _analysis(path: Path) -> Analysis:
    """Return the analysis of a file; those of the samples are made once for all tests."""
    return samples.analysis_of(path.name) if path.name in samples.NAMES else analyze(path)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive, which tests only read."""
    folder = tmp_path_factory.mktemp("web")
    hostile = folder / "临溪县科协2019年<script>.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    paths = [hostile, *(path for path in samples.PATHS if path.name.startswith(("临溪县", "云泽省", "青屏县科协2021")))]
    with Archive.open(folder / "archive", create=True) as opened:
        summary = opened.add(paths, analyze=_analysis, workers=1)
    assert not summary.failed
    return folder / "archive"


class Browser:
    """Asks an application in this process; redirects are not followed, cookies are not kept."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def ask(self, path: str, method: str = "GET", headers: dict[str, str] | None = None, content: bytes | None = None) -> Any:
        """Return the answer to a request."""
        import httpx

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8017", trust_env=False) as client:
                return await client.request(method, path, headers=headers, content=content)

        return asyncio.run(ask())


@pytest.fixture(scope="session")
def serve(place: Path) -> Callable[..., Browser]:
    """Return a function that serves the archive with given settings."""

    @cache
    def served(**changed: Any) -> Browser:
        from dataclasses import replace

        from kexie_nlp.web.app import create_app
        from kexie_nlp.web.settings import settings_for

        given = {name: changed.pop(name) for name in ("host", "token") if name in changed}
        return Browser(create_app(replace(settings_for(place, **given), **changed)))

    return served


@pytest.fixture(scope="session")
def browse() -> Callable[[Any], Browser]:
    """Return a function that serves any archive as its settings say."""

    def served(settings: Any) -> Browser:
        from kexie_nlp.web.app import create_app

        return Browser(create_app(settings))

    return served


@pytest.fixture(scope="session")
def browser(serve: Callable[..., Browser]) -> Browser:
    """Return a browser of the archive as it is served by default."""
    return serve()


@pytest.fixture(scope="session")
def hostile(place: Path) -> str:
    """Return the id of the hostile report."""
    with Archive.open(place) as archive:
        return next(row.id for row in archive.reports() if row.year == 2019)
