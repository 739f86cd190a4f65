"""A graph as networks for networkx: projections with filters, the surroundings of an actor, its neighbors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Unpack

from conflictgraph.errors import StopRun
from conflictgraph.relating import Relating

if TYPE_CHECKING:
    from conflictgraph.network import MultiDiGraph, Neighbor
    from conflictgraph.network.filters import NetworkFilters
    from conflictgraph.network.stock import Stock
    from conflictgraph.store.embedded import Embedded


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for cycles while hundreds of thousands of small objects are made, none of which is garbage: it took a fifth to a half of the time."""
    import gc

    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Projecting(Relating):
    """The part of a graph that gives networks; `api.Graph` inherits it."""

    _store: Embedded
    _tell: Callable[[str], None] | None

    def network(self, kind: str = "relations", **filters: Unpack[NetworkFilters]) -> MultiDiGraph:
        """A `networkx.MultiDiGraph` of a kind: `relations`, `actors`, `ties`, `actor-event`, `actor-place`, `claims`, `events` or
        `whole` (docs/network.md says what their nodes and edges hold), made of what the filters choose; sums are over the chosen
        events. Empty where nothing fits. What a window leaves out because its time is unknown is told.

        Raises `errors.StopRun` for a kind or value that there is not, a window that ends before it begins, and filters that the
        kind would not heed; `UnknownName`, `AmbiguousName`.
        """
        from conflictgraph.network.filters import told
        from conflictgraph.network.projections import project

        with _without_collection():
            graph = project(kind, self._stock(kind, filters))
        graph.graph["projection"] = kind
        graph.graph["filters"] = told(filters)
        return graph

    def _stock(self, kind: str, filters: NetworkFilters) -> Stock:
        from conflictgraph.network.filters import projection, wanted
        from conflictgraph.network.stock import stock

        projection(kind)
        found = wanted(self.lookups, filters, kind)
        return stock(self.lookups, found, kind, () if kind == "ties" else self._store.deeds(), self._remark)

    def ego(self, name: str, radius: int = 1, kind: str = "relations", **filters: Unpack[NetworkFilters]) -> MultiDiGraph:
        """The part of a network that is at most `radius` steps, whichever way edges point, from an actor, with all edges between.

        Raises `errors.StopRun` where the filters leave the actor out, or for a radius below 1.
        """
        from conflictgraph.network.projections import near

        actor = self.lookups.find(name, "actor").id
        if radius < 1:
            raise StopRun(f"A radius is a whole number from 1 on, not {radius}.")
        graph = self.network(kind, **filters)
        if actor not in graph:
            raise StopRun(f"“{name}” is not in the network that this choice leaves.")
        return near(graph, actor, radius)

    def neighbors(self, name: str, **filters: Unpack[NetworkFilters]) -> list[Neighbor]:
        """The ties of an actor, seen from it, the weightiest first; with filters summed over the events that they choose."""
        from conflictgraph.network import neighbors

        actor = self.lookups.find(name, "actor").id
        if not any(filters.values()):
            return neighbors(actor, self.lookups.ties(f"actor:{actor}"))
        from conflictgraph.network.ties import tie_rows

        return neighbors(actor, tie_rows(self.network("relations", **filters)))
