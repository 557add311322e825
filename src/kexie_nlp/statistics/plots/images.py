"""A plot into a file: SVG as it is, PNG with a Chinese font of this machine."""

import os
import sys
from pathlib import Path
from typing import Final

from kexie_nlp.errors import KexieError

FONT_VARIABLE: Final = "KEXIE_NLP_FONT"
_ZOOM: Final = 2.0
# files of fonts with Chinese characters, the best for plots first; an asterisk stands for what differs
_FONT_FILES: Final = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.*",
    "NotoSansSC*.ttf",
    "NotoSansCJK*.ttc",
    "SourceHanSans*Regular.*",
    "msyh.ttc",
    "msyh.ttf",
    "PingFang.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "STHeiti*.ttc",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "simhei.ttf",
    "DroidSansFallback*.ttf",
    "simsun.ttc",
    "uming.ttc",
    "*CJK*.tt[cf]",
    "*CJK*.otf",
)


def save_plot(svg: str, path: Path) -> None:
    """Write a plot to a file; the ending .svg or .png says in which format.

    Raises:
        KexieError: if the ending is another one; for PNG, if the extra ``plot`` is not installed or there is no Chinese font.
    """
    suffix = path.suffix.lower()
    if suffix not in (".svg", ".png"):
        raise KexieError(f"{path}: a plot is written as .svg or .png; give the file one of these endings")
    data = svg.encode("utf-8") if suffix == ".svg" else png(svg)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise KexieError(f"{path}: cannot be written ({error.strerror})") from error


def png(svg: str, font: Path | None = None) -> bytes:
    """Return a plot as PNG of twice its size.

    Args:
        svg: the plot.
        font: a font file with Chinese characters; if None, the one that ``chinese_font`` finds.

    Raises:
        KexieError: if the extra ``plot`` is not installed, or there is no Chinese font.
    """
    font = font or chinese_font()
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise KexieError("a PNG needs the extra `plot`: pip install 'kexie-nlp[plot]'; an SVG needs nothing") from None
    bold = font.with_name(font.name.replace("Regular", "Bold"))
    fonts = dict.fromkeys(str(path) for path in (font, bold) if path.is_file())
    return bytes(svg_to_bytes(svg_string=svg, font_files=list(fonts), skip_system_fonts=True, zoom=_ZOOM))


def chinese_font(folders: tuple[Path, ...] | None = None) -> Path:
    """Return a font file with Chinese characters: the one that KEXIE_NLP_FONT names, else the best known one in the system's folders.

    Raises:
        KexieError: if there is none.
    """
    named = os.environ.get(FONT_VARIABLE)
    if named:
        if Path(named).is_file():
            return Path(named)
        raise KexieError(f"{named}: no such font file, though {FONT_VARIABLE} names it; correct or unset it")
    held = [place for place in folders or _font_folders() if place.is_dir()]
    for name in _FONT_FILES:
        found = sorted(path for place in held for path in place.rglob(name))
        if found:
            return found[0]
    raise KexieError(
        "a PNG with Chinese text needs a Chinese font, and none was found; install one such as Noto Sans CJK "
        f"(Debian, Ubuntu: apt install fonts-noto-cjk), name a font file in {FONT_VARIABLE}, or write an .svg, which needs none"
    )


def _font_folders() -> tuple[Path, ...]:
    """Return where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local")) / "Microsoft/Windows/Fonts"
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", own)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")
