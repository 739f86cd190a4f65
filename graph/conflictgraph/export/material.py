"""What exporters are handed: a graph as triples, as rows, and as a network; each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from conflictgraph.export.values import Losses
from conflictgraph.query.rows import ActorRow, ClaimRow, EventRow, TieRow

if TYPE_CHECKING:
    import pyoxigraph as ox


@dataclass(frozen=True)
class Material:
    """A graph to export. The callables may be called again; `losses` collects what the format cannot hold."""

    base: str
    triples: Callable[[], Iterable[ox.Triple]]
    actors: Callable[[], Sequence[ActorRow]]
    ties: Callable[[], Sequence[TieRow]]
    events: Callable[[], Sequence[EventRow]]
    claims: Callable[[], Sequence[ClaimRow]]
    losses: Losses = field(default_factory=Losses)
