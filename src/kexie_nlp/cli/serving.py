"""``serve``: the web page and the HTTP API."""

import os
from dataclasses import replace
from typing import Annotated

import typer

from kexie_nlp.cli.archive import DEFAULT_ARCHIVE, ArchiveOption
from kexie_nlp.cli.output import say

_INSTALL = "the page needs the extra `web`: pip install 'kexie-nlp[web]'"


def serve(
    archive: ArchiveOption = DEFAULT_ARCHIVE,
    host: Annotated[str, typer.Option("--host", help="Where to listen; beyond this machine, readers need the token that is printed.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen at.")] = 8017,
    allow_upload: Annotated[bool, typer.Option("--allow-upload", help="Let readers add reports to the archive.")] = False,
    allow_corrections: Annotated[bool, typer.Option("--allow-corrections", help="Let readers correct what was found in reports.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Number of processes that answer.")] = 1,
) -> None:
    """Open the archive to readers in a browser, in Chinese, and to programs under /api/."""
    try:
        from kexie_nlp.web.serving import serve_archive
    except ImportError as error:
        raise typer.BadParameter(f"{_INSTALL} ({error})") from error
    from kexie_nlp.web.settings import TOKEN_VARIABLE, is_local, settings_for

    settings = replace(
        settings_for(archive, host, port, os.environ.get(TOKEN_VARIABLE)),
        may_upload=allow_upload,
        may_correct=allow_corrections,
        processes=workers,
    )

    def tell() -> None:
        say(f"{settings.url}  (Ctrl+C ends it)")
        if not is_local(host):
            say("  whoever has this address with its token can read the archive; it is not encrypted, so put a proxy with HTTPS before it")

    serve_archive(settings, tell)
