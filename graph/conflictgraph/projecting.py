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
    from conflictgraph.network.spool import Spool
    from conflictgraph.network.stock import Stock
    from conflictgraph.store.embedded import Embedded


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for cycles while hundreds of thousands of small objects are made, none of which is garbage: it took a fifth to a half of the time."""
    import gc

    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # All that was made is old now: else the next object that is made would begin a search through it.
            gc.freeze()
            gc.unfreeze()
        gc.enable()


class Projecting(Relating):
    """The part of a graph that gives networks; `api.Graph` inherits it."""

    _store: Embedded
    _tell: Callable[[str], None] | None

    def network(self, kind: str = "relations", **filters: Unpack[NetworkFilters]) -> MultiDiGraph:
        """A `networkx.MultiDiGraph` of a kind: `relations`, `actors`, `ties`, `actor-event`, `actor-place`, `claims`, `events` or
        `whole` (docs/network.md says what their nodes and edges hold), made of what the filters choose; sums are over the chosen
        events. Empty where nothing fits. What a window leaves out because its time is unknown is told. Networks of actors and of
        actors and places leave out parties that an article only describes (“two gunmen”) unless `named` is False.

        Raises `errors.StopRun` for a kind or value that there is not, a window that ends before it begins, and filters that the
        kind would not heed; `UnknownName`, `AmbiguousName`.
        """
        return self._network(kind, filters)

    def _network(self, kind: str, filters: NetworkFilters, *asked: str, again: bool = False) -> MultiDiGraph:
        from conflictgraph.network.filters import told
        from conflictgraph.network.projections import project

        with _without_collection():
            graph = project(self._stock(kind, filters, *asked, again=again))
        graph.graph["projection"] = kind
        graph.graph["filters"] = told(filters)
        return graph

    def _spool(self, kind: str, filters: NetworkFilters, again: bool = False) -> Spool:
        """The network on disk, for files."""
        from conflictgraph.network.filters import told
        from conflictgraph.network.projections import pour
        from conflictgraph.network.spool import Spool

        made = Spool()
        made.about = {"projection": kind, "filters": told(filters)}
        with _without_collection():
            pour(self._stock(kind, filters, again=again), made)
        return made

    def _stock(self, kind: str, filters: NetworkFilters, *asked: str, held: bool = False, again: bool = False) -> Stock:
        from conflictgraph.deeds import described
        from conflictgraph.network.filters import projection, wanted
        from conflictgraph.network.stock import stock

        projection(kind)
        if filters.get("named") is None and any(map(described, asked)):
            filters = {**filters, "named": False}
        return stock(self.lookups, self._store.ledger, wanted(self.lookups, filters, kind), kind, self._remark, asked, held, again)

    def _relations(self, filters: NetworkFilters, *asked: str) -> MultiDiGraph:
        return self._network("relations", filters, *asked)

    def _in_common(self, filters: NetworkFilters, *asked: str) -> tuple[MultiDiGraph, MultiDiGraph, MultiDiGraph]:
        from conflictgraph.network.projections import project

        with _without_collection():
            held = self._stock("relations", filters, *asked, held=True)
            return project(held), project(held.about("actor-event", *asked)), project(held.about("actor-place", *asked))

    def ego(self, name: str, radius: int = 1, kind: str = "relations", **filters: Unpack[NetworkFilters]) -> MultiDiGraph:
        """The part of a network that is at most `radius` steps, whichever way edges point, from an actor, with all edges between.

        Raises `errors.StopRun` where the filters leave the actor out, or for a radius below 1.
        """
        return self._ego(name, radius, kind, filters)

    def _ego(self, name: str, radius: int, kind: str, filters: NetworkFilters, again: bool = False) -> MultiDiGraph:
        from conflictgraph.network.projections import near

        actor = self.lookups.find(name, "actor").id
        if radius < 1:
            raise StopRun(f"A radius is a whole number from 1 on, not {radius}.")
        graph = self._network(kind, filters, actor, again=again)
        if not graph.degree(actor) and any(filters.values()):
            raise StopRun(f"“{name}” is not in the network that this choice leaves.")
        return near(graph, actor, radius)

    def neighbors(self, name: str, **filters: Unpack[NetworkFilters]) -> list[Neighbor]:
        """The ties of an actor, seen from it, the weightiest first, summed over the events that the filters choose."""
        from conflictgraph.deeds import described
        from conflictgraph.network import neighbors

        actor = self.lookups.find(name, "actor").id
        if not any(value for name, value in filters.items() if name != "named"):
            # As they stand in the graph: the same ties, found without going through all events.
            named = filters.get("named", not described(actor))
            found = neighbors(actor, self.lookups.ties(f"actor:{actor}"))
            return [each for each in found if not (named and described(each.neighbor.id))]
        from conflictgraph.network.ties import tie_rows

        return neighbors(actor, tie_rows(self._relations(filters, actor)))
