"""The lines of a text with their offsets."""

from dataclasses import dataclass

from kexie_nlp.frozen import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, without its line break."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text``."""
    lines: list[Line] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        lines.append(Line(start, end, line))
        start = end + 1
    return lines
