"""The filter options that the commands on an archive share; each command names those it takes."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from kexie_nlp.archive import Filters

_HELP = {
    "year": "A year, or a range such as 2019..2022.",
    "region": "A province, city or county; what lies below it is included.",
    "association": "A part of the association's name.",
    "kind": "The kind of report, such as 部门决算.",
    "contest": "A part of the contest's name.",
    "award": "A part of the award's name.",
    "indicator": "A part of the indicator.",
    "text": "Characters that stand in the sentence.",
}


def filtered(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the filter options of these names; its parameter ``filters`` gets what they ask for."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def run(**given: Any) -> None:
            filters = _filters({name: given.pop(name) for name in names})
            command(**given, filters=filters)

        options = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_option(name)) for name in names]
        signature = inspect.signature(command, eval_str=False)
        kept = [parameter for name, parameter in signature.parameters.items() if name != "filters"]
        own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in kept]
        run.__signature__ = signature.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in [*own, *options]} | {"return": None}
        return run

    return decorate


def _option(name: str) -> Any:
    """Return the type of an option."""
    return Annotated[str | None, typer.Option(f"--{name}", metavar="YEAR" if name == "year" else "TEXT", help=_HELP[name])]


def _filters(given: dict[str, str | None]) -> "Filters":
    """Return the filters that the options ask for."""
    from kexie_nlp.archive import Filters

    return Filters(years=_years(given.pop("year", None)), **given)


def _years(year: str | None) -> tuple[int | None, int | None] | None:
    """Return the first and last year of YEAR, FIRST..LAST, FIRST.. or ..LAST."""
    if year is None:
        return None
    first, dots, last = year.partition("..")
    try:
        low, high = (int(part) if part else None for part in (first, last if dots else first))
    except ValueError:
        raise typer.BadParameter(f"{year!r} is no year; write 2021, 2019..2022, 2019.. or ..2022", param_hint="--year") from None
    if low is not None and high is not None and low > high:
        raise typer.BadParameter(f"{year} ends before it begins; write {high}..{low}", param_hint="--year")
    return low, high
