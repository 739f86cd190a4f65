"""The options by which commands about relationships narrow the network that they look at."""

from __future__ import annotations

import functools
from collections.abc import Callable, Container
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

NARROWING = {
    "since": click.option("--since", metavar="DATE", help="Only events and dated ties not before: YYYY, YYYY-MM or YYYY-MM-DD."),
    "until": click.option("--until", metavar="DATE", help="Only events and dated ties not after."),
    "type": click.option("--type", "type", multiple=True, metavar="TYPE", help="Only events of this type or mode; several times for several."),
    "place": click.option("--place", metavar="NAME", help="Only events there, or in a place that it contains."),
    "only": click.option("--only", type=click.Choice(["conflict", "cooperation"]), help="Only ties and events of this sign."),
    "speakers": click.option("--min-speakers", "speakers", type=click.IntRange(min=0), default=0, metavar="N", help="Only events that at least N independent voices tell of."),
    "confidence": click.option("--min-confidence", "confidence", type=click.FloatRange(0, 1), default=0.0, metavar="X", help="Only events whose reading is at least so sure, 0 to 1."),
    "unnamed": click.option("--unnamed", is_flag=True, help="Also parties that an article only describes (“two gunmen”)."),
}  # fmt: skip


def gathered(
    options: dict[str, Callable[[Any], Any]], without: Container[str], made: Callable[[dict[str, Any]], dict[str, Any]]
) -> Callable[[F], F]:
    """A decorator that gives a command these options and hands it, as one `filters`, what `made` makes of their values."""

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def command(*arguments: Any, **values: Any) -> Any:
            given = {name: values.pop(name) for name in options if name in values}
            return function(*arguments, filters=made(given), **values)

        for name, option in reversed(options.items()):
            if name not in without:
                command = option(command)
        return command  # type: ignore[return-value]

    return decorate


def filter_options(*without: str) -> Callable[[F], F]:
    """The options as one `filters` (see `network.relations.Filters`), of which only those given are in."""

    def made(given: dict[str, Any]) -> dict[str, Any]:
        filters = {name: value for name, value in given.items() if value and name != "unnamed"}
        return {**filters, "named": False} if given["unnamed"] else filters

    return gathered(NARROWING, without, made)
