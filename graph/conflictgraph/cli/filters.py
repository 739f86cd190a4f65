"""The options by which commands choose what a network is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from conflictgraph.cli.narrowing import NARROWING, gathered
from conflictgraph.model import ActorKind, TieStatus

F = TypeVar("F", bound=Callable[..., Any])
PROJECTIONS = ("relations", "actors", "ties", "actor-event", "actor-place", "claims", "events", "whole")
POLICIES = ("all", "attributed", "two-speakers")

_OPTIONS = {
    **{name: option for name, option in NARROWING.items() if name != "unnamed"},
    "actor_kind": click.option("--actor-kind", multiple=True, type=click.Choice(get_args(ActorKind)), metavar="KIND", help="Only actors of this kind (armed-group, state …), at both ends; several times for several."),
    "by": click.option("--by", multiple=True, metavar="NAME", help="Only what this speaker tells of; several times for several."),
    "policy": click.option("--policy", type=click.Choice(POLICIES), help="Only what this policy admits: attributed, with a named source; two-speakers, told by two voices."),
    "status": click.option("--status", multiple=True, type=click.Choice(get_args(TieStatus)), help="Only stated ties of this status; several times for several."),
    "named": click.option("--named", is_flag=True, help="Without parties that an article only describes (“two gunmen”)."),
}  # fmt: skip


def filter_options(*without: str) -> Callable[[F], F]:
    """The options as one `filters` (see `network.filters.NetworkFilters`), of which only those given are in."""

    def made(given: dict[str, Any]) -> dict[str, Any]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value}

    return gathered(_OPTIONS, without, made)
