"""A graph as networks of several kinds, each a plain `networkx.MultiDiGraph` in which every edge knows the events and claims
behind it.

Nodes are ids: actors, events (`E-…`), claims (`C-…`) and articles (`A-…`) as they are, places with `place:` before them, since a
country is an actor and a place of one id. Values are texts, numbers, truth values and sorted tuples of texts; what is unknown is
absent. Nodes and edges are in the order of their ids, so that the same graph gives the same network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from conflictgraph.deeds import Deed, sides
from conflictgraph.kinds import SUMMED_KINDS, root_type
from conflictgraph.names import relation_id
from conflictgraph.network import happened, said
from conflictgraph.network import stock as say
from conflictgraph.network.bonds import TIE_SIGNS, Network
from conflictgraph.network.building import Builder, Edge, Sink, by_source, ends, give
from conflictgraph.network.intime import Chronicle
from conflictgraph.network.stock import Stock, parties
from conflictgraph.network.sums import summed


def project(stock: Stock) -> Network:
    """The network of the kind that the stock is for (`filters.PROJECTIONS`), over what filters left."""
    made = Builder()
    pour(stock, made)
    del stock  # what a million events were made of is let go before the graph is put together
    return made.graph()


def pour(stock: Stock, sink: Sink) -> None:
    """The nodes and edges of the network of the kind that the stock is for, to be made something of."""
    _KINDS[stock.kind](stock, sink)


def near(graph: Network, centre: str, radius: int) -> Network:
    """The network cut to what is at most `radius` steps from a node, whichever way edges point; nodes and edges stay in order."""
    from networkx import ego_graph

    kept = set(ego_graph(graph, centre, radius=radius, undirected=True))
    graph.remove_nodes_from([node for node in graph if node not in kept])
    return graph


# --- edges -------------------------------------------------------------------------------------------------------


def _between(stock: Stock, key: Callable[[Deed], str | None]) -> dict[tuple[str, str, str], list[Deed]]:
    """(from, to, key) → the events in which the one acts on the other. Only actual events of known type are summed."""
    sums: dict[tuple[str, str, str], list[Deed]] = {}
    keep = cache(stock.keep)
    for deed in stock.deeds:
        name = key(deed)
        if name:
            for (a, b), ways in sides(deed).items():
                if keep(a) and keep(b):
                    if ways & 1:
                        sums.setdefault((a, b, name), []).append(deed)
                    if ways & 2:
                        sums.setdefault((b, a, name), []).append(deed)
    return sums


def _relations(stock: Stock) -> list[Edge]:
    out: list[Edge] = []
    for (a, b, kind), deeds in _between(stock, lambda deed: SUMMED_KINDS.get(root_type(deed.type))).items():
        more = {"kind": kind, "sort": "summed", "status": "present", "relation": relation_id(a, kind, b, "summed")}
        out.append((a, b, kind, {**more, "sign": deeds[0].sign, "quad": deeds[0].quad, **summed(deeds)}))
    return [*out, *_stated(stock)]


def _stated(stock: Stock) -> list[Edge]:
    out: list[Edge] = []
    for tie, claims in stock.ties:
        key = tie.kind if tie.status == "present" else f"{tie.kind}/{tie.status}"
        if not (stock.keep(tie.from_.id) and stock.keep(tie.to.id)):
            continue
        said = say.known(
            kind=tie.kind, sort="stated", status=tie.status, relation=tie.id, sign=TIE_SIGNS.get(tie.kind, 0), weight=1,
            claims=tuple(sorted(claims)), first=tie.earliest, last=tie.latest,
        )  # fmt: skip
        out.append((tie.from_.id, tie.to.id, key, said))
    return out


def _of_quads(stock: Stock) -> list[Edge]:
    out: list[Edge] = []
    for (a, b, name), deeds in _between(stock, lambda deed: deed.quad).items():
        signs = {deed.sign for deed in deeds}
        cooperation = name.endswith("cooperation")
        told = signs.pop() if len(signs) == 1 else 1 if cooperation else -1
        out.append((a, b, name, {"kind": name, "quad": name, "sign": told, **summed(deeds)}))
    return out


def _places(stock: Stock) -> list[Edge]:
    there: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in stock.deeds:
        if deed.place is not None:
            for kind, ids in (("acts", {*deed.agents, *deed.participants}), ("suffers", {*deed.patients, *deed.victims})):
                for each in filter(stock.keep, ids):
                    there.setdefault((each, f"place:{deed.place}", kind), []).append(deed)
    return [(a, p, kind, {"kind": kind, **summed(deeds)}) for (a, p, kind), deeds in there.items()]


def _parts(stock: Stock) -> list[Edge]:
    chronicle = Chronicle()
    wholes = {deed.part_of for deed in stock.deeds if deed.part_of is not None}
    for deed in stock.deeds if wholes else ():
        if deed.part_of is not None or deed.id in wholes:
            chronicle.take(deed, ())
    return [*chronicle.edges()]


def _within(stock: Stock, places: Iterable[str]) -> list[Edge]:
    """These places and those that contain them, as far as they go."""
    out: list[Edge] = []
    held = set(places)
    waiting = sorted(held)
    while waiting:
        place = waiting.pop()
        outer = stock.scenes[place].within
        if outer is not None:
            out.append((f"place:{place}", f"place:{outer}", "within", {"kind": "within", "weight": 1}))
            if outer not in held:
                held.add(outer)
                waiting.append(outer)
    return out


# --- networks ----------------------------------------------------------------------------------------------------


def relations(stock: Stock, sink: Sink) -> None:
    """Actors; sums of events of one kind (`fights`, `meets`) and stated ties. Without filters actors without an edge are in, too."""
    _put(stock, sink, _relations(stock), () if stock.wanted.any else stock.cast)


def actors(stock: Stock, sink: Sink) -> None:
    """Actors; one edge per directed pair and class of events, its key: conflict and cooperation, material and verbal apart."""
    _put(stock, sink, _of_quads(stock))


def ties(stock: Stock, sink: Sink) -> None:
    """Actors; stated ties, keyed by their kind, and status where that is not present (`memberOf/former`)."""
    _put(stock, sink, _stated(stock))


def by_event(stock: Stock, sink: Sink) -> None:
    """Actors and events: `agent` and `participant` lead to an event, `patient` and `victim` from it."""
    narrowed = bool(stock.wanted.kinds) or stock.wanted.named
    for deed in stock.deeds:
        edges = happened.roles(stock, deed)
        if edges or not narrowed:
            sink.node(deed.id, happened.event(stock, deed))
        for edge in edges:
            sink.edge(*edge)
    _actors(stock, sink, {*filter(stock.keep, stock.counted), *stock.asked})


def by_place(stock: Stock, sink: Sink) -> None:
    """Actors and places: who `acts` and who `suffers` where."""
    _put(stock, sink, _places(stock))


def claims(stock: Stock, sink: Sink) -> None:
    """Speakers, claims and events: who `says` what (or outer speakers, `via`) `about` which; claims that deny, contradict and
    supersede others. Alleged and planned events are in it, too."""
    speakers, behind = said.put(stock, sink, {deed.id: (deed.id,) for deed in stock.deeds})
    for deed in stock.deeds:
        if deed.id in behind:
            sink.node(deed.id, happened.event(stock, deed))
    _actors(stock, sink, {*speakers, *stock.asked})


def events(stock: Stock, sink: Sink) -> None:
    """Events in time: `then` leads to the next of an actor, `partOf` to the larger event."""
    narrowed = bool(stock.wanted.kinds) or stock.wanted.named
    chronicle = Chronicle()
    for deed in stock.deeds:
        kept = [each for each in parties(deed) if stock.keep(each)]
        if kept or not narrowed:
            sink.node(deed.id, happened.event(stock, deed))
            chronicle.take(deed, kept)
    _actors(stock, sink, stock.asked)
    for edge in chronicle.edges():
        sink.edge(*edge)


def whole(stock: Stock, sink: Sink) -> None:
    """All of it: relations, roles, claims, places and articles."""
    files = said.files(stock)
    speakers, behind = said.put(stock, sink, {deed.id: (deed.id,) for deed in stock.deeds}, files)
    speakers |= said.articles(stock, sink, files)
    del files
    parts, every = _parts(stock), not stock.wanted.any
    for edge in parts:
        behind.update(edge[:2])
        sink.edge(*edge)
    places: dict[str, str] = {}  # by id, as the network has them
    for deed in stock.deeds:
        place = None if deed.place is None else places.get(deed.place) or places.setdefault(deed.place, f"place:{deed.place}")
        edges = happened.roles(stock, deed, place)
        for source, target, role, _ in edges:
            if role != "at":
                speakers.add(target if source == deed.id else source)
        if every or edges or deed.id in behind:
            sink.node(deed.id, happened.event(stock, deed))
        for edge in edges:
            sink.edge(*edge)
    edges = [*_relations(stock), *_within(stock, places)]
    _put(stock, sink, edges, stock.cast if every else (), {*speakers, *places.values()})


def _put(stock: Stock, sink: Sink, edges: Iterable[Edge], alone: Iterable[str] = (), more: Iterable[str] = ()) -> None:
    """These edges, their ends, the nodes `more` and those of `alone` that may be in: actors and places."""
    rows = by_source(edges)
    nodes = {*filter(stock.keep, alone)}.union(ends(rows), more, stock.asked)
    places = {each for each in nodes if each.startswith("place:")}
    for place in places:
        sink.node(place, say.place(stock, place.removeprefix("place:")))
    _actors(stock, sink, nodes - places)
    give(sink, rows)


def _actors(stock: Stock, sink: Sink, ids: Iterable[str]) -> None:
    """Nodes of actors, when the deeds have gone by."""
    spoken = stock.spoken
    for each in sorted(ids):
        cast = say.held(stock.cast, "actor", each)
        sink.node(cast.id, say.actor(stock, cast, spoken.get(each, 0)))  # the text that edges have, too


_KINDS: dict[str, Callable[[Stock, Sink], None]] = {
    "relations": relations, "actors": actors, "ties": ties, "actor-event": by_event, "actor-place": by_place, "claims": claims,
    "events": events, "whole": whole,
}  # fmt: skip
