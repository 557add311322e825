"""What the server is told when it starts."""

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kexie_nlp.errors import KexieError

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8017
TOKEN_VARIABLE: Final = "KEXIE_NLP_TOKEN"
"""The environment variable that may give the token, so that it does not show in the list of processes."""

_SHORTEST_TOKEN: Final = 16
_MOST_PORTS: Final = 65_535


@dataclass(frozen=True, slots=True)
class Settings:
    """How an archive is served.

    Attributes:
        archive: its folder. host, port: where the server listens.
        token: what a reader has to show; None on this machine alone.
        processes: how many answer.
        threads: how many requests each of them works on at a time, and how many long ones beside them, each with its own ``Archive``.
        waiting: how many more may wait for their turn; the rest is told to come again.
        seconds: after how long a request is given up.
        body_bytes: how large what is sent with a request may be.
        may_upload: whether readers may add reports. upload_files, upload_bytes: at most how many at a time, and how large
            each; upload_total_bytes: how large all together.
        may_correct: whether readers may correct what was found. form_secret: by which the server knows the forms of its own pages.
    """

    archive: Path
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    token: str | None = None
    processes: int = 1
    threads: int = 2
    waiting: int = 64
    seconds: float = 30.0
    body_bytes: int = 64 * 1024
    may_upload: bool = False
    upload_files: int = 50
    upload_bytes: int = 50 * 1024 * 1024
    upload_total_bytes: int = 200 * 1024 * 1024
    may_correct: bool = False
    form_secret: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)

    @property
    def may_write(self) -> bool:
        """Whether readers may change anything."""
        return self.may_upload or self.may_correct

    @property
    def url(self) -> str:
        """Where a reader on this machine finds the first page; with the token, if there is one."""
        host = DEFAULT_HOST if self.host == "0.0.0.0" else "::1" if self.host == "::" else self.host
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{self.port}/" + (f"?token={self.token}" if self.token else "")


def settings_for(archive: Path, host: str = DEFAULT_HOST, port: int = DEFAULT_PORT, token: str | None = None) -> Settings:
    """Return the settings; whoever listens beyond this machine gets a token, a new one where none is given.

    Raises:
        KexieError: if a token is too short to be one, or holds characters that a URL would change.
    """
    if not 0 < port <= _MOST_PORTS:
        raise KexieError(f"{port} is no port; take one from 1 to {_MOST_PORTS}")
    if token is not None and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.replace("-", "").replace("_", "").isalnum()):
        raise KexieError(
            f"{TOKEN_VARIABLE} has to hold at least {_SHORTEST_TOKEN} letters, digits, - or _; leave it out to get a new token"
        )
    if token is None and not is_local(host):
        token = secrets.token_urlsafe(24)
    return Settings(archive, host, port, token)


def is_local(host: str) -> bool:
    """Tell whether only this machine reaches a server that listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
