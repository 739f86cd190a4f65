"""The options by which commands choose what a network, or a count of events, is made of: the same words everywhere."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from conflictgraph.cli.frame import Number
from conflictgraph.model import ActorKind, TieStatus

F = TypeVar("F", bound=Callable[..., Any])
PROJECTIONS = ("relations", "actors", "ties", "actor-event", "actor-place", "claims", "events", "whole")
POLICIES = ("all", "attributed", "two-speakers")
EVENTS = ("since", "until", "type", "place", "only", "speakers", "confidence", "policy")
"""What events are counted by (`dyads`, `timeline`)."""

_OPTIONS = {
    "since": click.option("--since", metavar="DATE", help="Only events and dated ties that can have been not before: YYYY, YYYY-MM or YYYY-MM-DD."),
    "until": click.option("--until", metavar="DATE", help="Only events and dated ties that can have been not after."),
    "type": click.option("--type", "type", multiple=True, metavar="TYPE", help="Only events of this type or mode; several times for several."),
    "place": click.option("--place", metavar="NAME", help="Only events there, or in a place that it contains."),
    "only": click.option("--only", type=click.Choice(["conflict", "cooperation"]), help="Only events and ties of this sign."),
    "speakers": click.option("--min-speakers", "speakers", type=click.IntRange(min=0), default=0, metavar="N", help="Only what at least N independent voices tell of."),
    "confidence": click.option("--min-confidence", "confidence", type=Number(0, 1), default=0.0, metavar="X", help="Only what is read at least so surely, 0 to 1."),
    "actor_kind": click.option("--actor-kind", multiple=True, type=click.Choice(get_args(ActorKind)), metavar="KIND", help="Only actors of this kind (armed-group, state …), at both ends; several times for several."),
    "by": click.option("--by", multiple=True, metavar="NAME", help="Only what this speaker tells of; several times for several."),
    "policy": click.option("--policy", type=click.Choice(POLICIES), help="Only what this policy admits: attributed, with a named source; two-speakers, told by two voices."),
    "status": click.option("--status", multiple=True, type=click.Choice(get_args(TieStatus)), help="Only stated ties of this status; several times for several."),
    "named": click.option("--unnamed/--named", "unnamed", default=None, help="With, or without, parties that an article only describes (“two gunmen”); networks of actors are without, unless said."),
}  # fmt: skip


def filter_options(*without: str, only: tuple[str, ...] | None = None) -> Callable[[F], F]:
    """A decorator that gives a command these options (all but some, or some only) and hands it their values as one `filters` (see
    `network.filters.NetworkFilters`), of which only those given are in."""

    def decorate(function: F) -> F:
        names = [name for name in (only or _OPTIONS) if name not in without]

        @functools.wraps(function)
        def command(*arguments: Any, **values: Any) -> Any:
            unnamed = values.pop("unnamed", None)
            given = {name: values.pop(name) for name in names if name in values}
            filters = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value}
            if unnamed is not None:
                filters["named"] = not unnamed
            return function(*arguments, filters=filters, **values)

        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command  # type: ignore[return-value]

    return decorate
