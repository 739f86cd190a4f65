"""A graph as files for other tools: which network or events are written, and how they are chosen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

if TYPE_CHECKING:
    from conflictgraph.export.material import Material
    from conflictgraph.network import MultiDiGraph
    from conflictgraph.network.filters import NetworkFilters, Texts
    from conflictgraph.network.spool import Spool
    from conflictgraph.network.stock import Stock
    from conflictgraph.query import Lookups
    from conflictgraph.store.embedded import Embedded


class Choice(TypedDict, total=False):
    """What of a graph is exported: `actor` chooses events, and is for formats that hold events; `place`, `since`, `until` and `type`
    choose events, and so what networks are made of; the others are filters of networks (see `network.filters.NetworkFilters`)."""

    actor: str | None
    place: str | None
    since: str | None
    until: str | None
    type: Texts | None
    by: Texts | None
    actor_kind: Texts | None
    policy: str | None
    status: Texts | None
    only: str | None
    named: bool | None
    speakers: int | None
    confidence: float | None


class Exporting:
    """The part of a graph that writes files; `api.Graph` inherits it."""

    _store: Embedded

    if TYPE_CHECKING:  # given by the other parts of a graph

        @property
        def base(self) -> str: ...

        @property
        def lookups(self) -> Lookups: ...

        def _network(self, kind: str, filters: NetworkFilters, *asked: str, again: bool = False) -> MultiDiGraph: ...

        def _ego(self, name: str, radius: int, kind: str, filters: NetworkFilters, again: bool = False) -> MultiDiGraph: ...

        def _spool(self, kind: str, filters: NetworkFilters, again: bool = False) -> Spool: ...

        def _stock(self, kind: str, filters: NetworkFilters, *asked: str) -> Stock: ...

    def export(
        self,
        path: str | Path,
        format: str | None = None,
        force: bool = False,
        *,
        projection: str | None = None,
        ego: str | None = None,
        radius: int | None = None,
        flavor: str | None = None,
        **choice: Unpack[Choice],
    ) -> list[str]:
        """Write the graph to a file or folder; the ending picks the format, or `format` says it. Returns what the format
        could not hold, one sentence each.

        For networks `projection` says which (see `network`; `relations` is the default), filters choose what it is made of, and
        `ego` keeps an actor and those at most `radius` steps away (1, unless stated); for events `actor`, `place`, `since`, `until` and `type` choose as in
        `events`. `flavor` is a variant of the format (`yed` of GraphML). Raises `errors.StopRun` (unknown ending, nothing to
        export, file exists, not writable, a choice that the format would not heed).
        """
        from conflictgraph.export import export, exporter_for

        exporter = exporter_for(str(path), format, ego is not None)
        exporter.heed(flavor, ego is not None, asked(projection, radius, choice))
        events = exporter.holds != "network"
        material = self.material(projection=projection, ego=ego, radius=radius, flavor=flavor, events=events, **choice)
        try:
            return export(material, path, exporter.name, force)
        finally:
            material.close()

    def material(
        self,
        *,
        projection: str | None = None,
        ego: str | None = None,
        radius: int | None = None,
        flavor: str | None = None,
        events: bool = True,
        **choice: Unpack[Choice],
    ) -> Material:
        """What exporters are handed: the graph, the network around `ego` or all of it, the events that are chosen (unless `events`
        is False, for formats that hold a network alone)."""
        from conflictgraph.export.material import Material
        from conflictgraph.export.values import Losses
        from conflictgraph.network import filters as f
        from conflictgraph.network.spool import Lent

        look, kind = self.lookups, f.projection(projection or "relations")
        centre = look.find(ego, "actor").id if ego is not None else None
        filters: Any = {name: value for name, value in choice.items() if (value or value is False) and name != "actor"}
        f.wanted(look, filters, kind)  # what is wrong is told before anything is made
        named = f.named_only(filters, kind)
        chosen = None
        if not events:
            pass  # choosing them would tell twice what a window leaves out
        elif set(filters) - {"place", "since", "until", "type", "named"}:
            chosen = [deed.id for deed in self._stock("actor-event" if kind == "ties" else kind, filters).deeds]
        elif set(filters) - {"named"} or choice.get("actor"):
            ids = {
                row.id
                for each in f.texts(choice.get("type")) or (None,)
                for row in look.events(choice.get("actor"), choice.get("place"), choice.get("since"), choice.get("until"), each, all=True)
            }
            chosen = sorted(ids)

        losses = Losses()

        def left_out() -> bool:
            if named and filters.get("named") is None and self._store.ledger.described():
                losses.note("Parties that an article only describes (“two gunmen”) are left out of the network; --unnamed keeps them.")
            return chosen is not None  # what a window leaves out was told when the events were chosen

        def network() -> MultiDiGraph:
            if ego is None:
                return self._network(kind, filters, again=left_out())
            return self._ego(ego, 1 if radius is None else radius, kind, filters, left_out())

        def spooled() -> Spool:
            return self._spool(kind, filters, again=left_out())

        told = {}
        if actor := choice.get("actor"):
            told["actor"] = look.things.actor_ref(look.find(actor, "actor").id).label
        if place := choice.get("place"):
            told["place"] = look.things.place_ref(look.find(place, "place").id).label
        told |= {name: value for name, value in f.told(filters).items() if name not in ("place", "named")}
        return Material(
            self.base, self._store.triples, cache(network), look, chosen, flavor, losses, centre, told, self._store.ledger, named,
            Lent(spooled) if ego is None else None,
        )  # fmt: skip


def asked(projection: str | None, radius: int | None, choice: Choice) -> list[str]:
    """The names of what was asked for, as options of the command line have them."""
    names = [name.replace("_", "-") for name, value in choice.items() if value]
    names += ["unnamed"] if choice.get("named") is False else []
    names += ["projection"] if projection is not None else []
    return sorted([*names, *(["radius"] if radius is not None else [])])
