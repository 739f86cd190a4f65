"""A graph as networks of several kinds, each a plain `networkx.MultiDiGraph` in which every edge knows the events and claims
behind it.

Nodes are ids: actors, events (`E-…`), claims (`C-…`) and articles (`A-…`) as they are, places with `place:` before them, since a
country is an actor and a place of one id. Values are texts, numbers, truth values and sorted tuples of texts; what is unknown is
absent. Nodes and edges are in the order of their ids, so that the same graph gives the same network.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from conflictgraph.deeds import Deed, Saying, sides
from conflictgraph.kinds import SUMMED_KINDS, root_type
from conflictgraph.names import relation_id
from conflictgraph.network import stock as say
from conflictgraph.network.bonds import TIE_SIGNS, Network
from conflictgraph.network.building import Builder, Edge, Sink, alike, ends, give
from conflictgraph.network.intime import Chronicle
from conflictgraph.network.stock import Stock, parties
from conflictgraph.network.sums import summed

_NONE: Mapping[str, Saying] = MappingProxyType({})
_ROLE = alike("kind", "weight", "events", "claims", "types", "first", "last", "killed", "sign", "quad")


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


def _roles(stock: Stock, deed: Deed) -> list[Edge]:
    """The edges between an event and those in it, in order."""
    out: list[Edge] = []
    base: dict[str, Any] = {}
    for role, ids, outward in (
        ("agent", deed.agents, True), ("participant", deed.participants, True), ("patient", deed.patients, False), ("victim", deed.victims, False),
    ):  # fmt: skip
        for each in ids:
            if stock.keep(each):
                base = base or {**summed([deed]), "sign": deed.sign, **say.known(quad=deed.quad)}
                # The id as the cast has it: one text, in however many events.
                actor = stock.cast[each].id if each in stock.cast else each
                out.append((*((actor, deed.id) if outward else (deed.id, actor)), role, _ROLE({"kind": role, **base})))
    out.sort(key=lambda edge: edge[:3])
    return out


def _places(stock: Stock) -> list[Edge]:
    there: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in stock.deeds:
        if deed.place is not None:
            for kind, ids in (("acts", {*deed.agents, *deed.participants}), ("suffers", {*deed.patients, *deed.victims})):
                for each in filter(stock.keep, ids):
                    there.setdefault((each, f"place:{deed.place}", kind), []).append(deed)
    return [(a, p, kind, {"kind": kind, **summed(deeds)}) for (a, p, kind), deeds in there.items()]


def _sayings(stock: Stock, deeds: Container[str], **some: Any) -> Iterator[Saying]:
    """The claims that may be in, about these events, or about anything where nothing is asked of events."""
    keep, alone, least = cache(stock.keep), stock.wanted.claims_alone, stock.wanted.confidence
    for c in stock.books.sayings(**some):
        if (alone or c.event in deeds) and c.confidence >= least and stock.admitted(c.id) and keep(c.speaker):
            yield c


def _links(stock: Stock, deeds: Container[str]) -> list[Edge]:
    """What claims say of each other."""
    linked = [*_sayings(stock, deeds, linked=True)]
    there = {c.id for c in _sayings(stock, deeds, ids={other for c in linked for other in (c.denies or c.id, *c.contradicts, *c.supersedes)})}
    out: list[Edge] = []
    for c in linked:
        events = (c.event,) if c.event is not None and c.event in deeds else ()
        for kind, others in (("denies", (c.denies,) if c.denies else ()), ("contradicts", c.contradicts), ("supersedes", c.supersedes)):
            out += [(c.id, each, kind, vars(_Said(kind, tuple(sorted({c.id, each})), events, c.published))) for each in others if each in there]
    out.sort(key=itemgetter(0, 1, 2))
    return out


def _said(stock: Stock, c: Saying, event: str | None) -> list[Edge]:
    """Who says what about which event, in order."""
    claims = (c.id,)
    events = (event,) if event is not None else ()
    out: list[Edge] = [(c.speaker, c.id, "says", vars(_Said("says", claims, events, c.published)))]
    if c.via:
        out += [(outer, c.id, "via", vars(_Said("via", claims, events, c.published))) for outer in {*c.via} if stock.keep(outer)]
        out.sort(key=itemgetter(0, 1, 2))
    if event is not None:
        out.append((c.id, event, "about", vars(_Said("about", claims, events, c.published))))
    return out


class _Said:
    """What `vars` gives of it are the attributes of an edge of a claim, in dicts that share their keys (see `building`)."""

    def __init__(self, kind: str, claims: tuple[str, ...], events: tuple[str, ...], first: str | None) -> None:
        self.kind = kind
        self.weight = 1
        self.claims = claims
        if events:
            self.events = events
        if first:
            self.first = first


def _parts(stock: Stock) -> Iterator[Edge]:
    chronicle = Chronicle()
    for deed in stock.deeds:
        chronicle.take(deed, ())
    return chronicle.edges()


def _at(stock: Stock) -> list[Edge]:
    """Events at places, places within places."""
    out: list[Edge] = []
    held: set[str] = set()
    for deed in stock.deeds:
        if deed.place is not None:
            out.append((deed.id, f"place:{deed.place}", "at", {"kind": "at", **summed([deed])}))
            held.add(deed.place)
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


def _articles(stock: Stock, said: Iterable[Saying]) -> list[Edge]:
    out: list[Edge] = []
    told: dict[str, list[str]] = {}
    for c in said:
        told.setdefault(c.article, []).append(c.id)
    for article, ids in told.items():
        paper = say.held(stock.papers, "article", article)
        dated = say.known(first=paper.published)
        out += [(claim, article, "in", {"kind": "in", "weight": 1, "claims": (claim,), **dated}) for claim in ids]
        if paper.publisher_actor is not None and stock.keep(paper.publisher_actor):
            more = {"kind": "publishedBy", "weight": len(ids), "claims": tuple(ids), **dated}
            out.append((article, paper.publisher_actor, "publishedBy", more))
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
        edges = _roles(stock, deed)
        if edges or not narrowed:
            sink.node(deed.id, say.event(stock, deed))
        for edge in edges:
            sink.edge(*edge)
    _actors(stock, sink, {*filter(stock.keep, stock.counted), *stock.asked})


def by_place(stock: Stock, sink: Sink) -> None:
    """Actors and places: who `acts` and who `suffers` where."""
    _put(stock, sink, _places(stock))


def claims(stock: Stock, sink: Sink) -> None:
    """Speakers, claims and events: who `says` what (or outer speakers, `via`) `about` which; claims that deny, contradict and
    supersede others. Alleged and planned events are in it, too."""
    deeds = {deed.id: deed for deed in stock.deeds}
    told: dict[str, Deed] = {}
    speakers = {*stock.asked}
    for edge in _links(stock, deeds):  # before the others, so that those of one claim are in order
        sink.edge(*edge)
    for c in _sayings(stock, deeds):
        sink.node(c.id, say.claim(c))
        deed = deeds.get(c.event) if c.event is not None else None
        if deed is not None:
            told[deed.id] = deed
        for edge in _said(stock, c, deed.id if deed is not None else None):  # the text that the event has, too
            sink.edge(*edge)
        speakers.add(c.speaker)
        if c.via:
            speakers.update(filter(stock.keep, c.via))
    for event, deed in sorted(told.items()):
        sink.node(event, say.event(stock, deed))
    _actors(stock, sink, speakers)


def events(stock: Stock, sink: Sink) -> None:
    """Events in time: `then` leads to the next of an actor, `partOf` to the larger event."""
    narrowed = bool(stock.wanted.kinds) or stock.wanted.named
    chronicle = Chronicle()
    for deed in stock.deeds:
        kept = [each for each in parties(deed) if stock.keep(each)]
        if kept or not narrowed:
            sink.node(deed.id, say.event(stock, deed))
            chronicle.take(deed, kept)
    _actors(stock, sink, stock.asked)
    for edge in chronicle.edges():
        sink.edge(*edge)


def whole(stock: Stock, sink: Sink) -> None:
    """All of it: relations, roles, claims, places and articles."""
    deeds = {deed.id for deed in stock.deeds}
    said = {c.id: c for c in _sayings(stock, deeds)}
    told = [edge for c in said.values() for edge in _said(stock, c, c.event if c.event in deeds else None)]
    roles = chain.from_iterable(_roles(stock, deed) for deed in stock.deeds)
    edges = [*_relations(stock), *roles, *_parts(stock), *_links(stock, deeds), *told, *_at(stock), *_articles(stock, said.values())]
    _put(stock, sink, edges, () if stock.wanted.any else (*stock.cast, *(deed.id for deed in stock.deeds)), said)


def _put(stock: Stock, sink: Sink, edges: list[Edge], alone: Iterable[str] = (), said: Mapping[str, Saying] = _NONE) -> None:
    """These edges, their ends and the nodes `alone`; `said` are the claims among them."""
    deeds = {deed.id: deed for deed in stock.deeds}  # none where the deeds have gone by: networks of sums have no events
    nodes = {each for each in alone if each in deeds or stock.keep(each)} | ends(edges) | set(stock.asked)
    others = []
    for node in sorted(nodes):
        if node in deeds:
            sink.node(node, say.event(stock, deeds[node]))
        elif node.startswith("place:"):
            sink.node(node, say.place(stock, node.removeprefix("place:")))
        elif node.startswith("C-"):
            sink.node(node, say.claim(said[node]))
        elif node.startswith("A-"):
            sink.node(node, say.article(stock, node))
        else:
            others.append(node)
    _actors(stock, sink, others)
    give(sink, edges)


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
