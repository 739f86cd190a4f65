"""A graph as networks of several kinds, each a plain `networkx.MultiDiGraph` in which every edge knows the events and claims
behind it.

Nodes are ids: actors, events (`E-…`), claims (`C-…`) and articles (`A-…`) as they are, places with `place:` before them, since a
country is an actor and a place of one id. Values are texts, numbers, truth values and sorted lists of texts; what is unknown is
absent. Nodes and edges are added in the order of their ids, so that the same graph gives the same network.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, TypeAlias

from conflictgraph.deeds import Deed, sides
from conflictgraph.kinds import SUMMED_KINDS, root_type
from conflictgraph.names import relation_id
from conflictgraph.network import stock as say
from conflictgraph.network.bonds import TIE_SIGNS, Network
from conflictgraph.network.stock import Stock, parties
from conflictgraph.network.sums import summed

Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]
"""From, to, key, attributes."""


def project(stock: Stock) -> Network:
    """The network of the kind that the stock is for (`filters.PROJECTIONS`), over what filters left."""
    return _KINDS[stock.kind](stock)


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
            kind=tie.kind, sort="stated", status=tie.status, relation=tie.id, sign=TIE_SIGNS.get(tie.kind, 0), weight=max(1, len(claims)),
            claims=sorted(claims), first=tie.earliest, last=tie.latest,
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


def _roles(stock: Stock) -> list[Edge]:
    out: list[Edge] = []
    for deed in stock.deeds:
        base = {**summed([deed]), "sign": deed.sign, **say.known(quad=deed.quad)}
        for role, ids, outward in (
            ("agent", deed.agents, True), ("participant", deed.participants, True), ("patient", deed.patients, False),
            ("victim", deed.victims, False),
        ):  # fmt: skip
            for each in ids:
                if stock.keep(each):
                    ends = (each, deed.id) if outward else (deed.id, each)
                    out.append((*ends, role, {"kind": role, **base}))
    return out


def _places(stock: Stock) -> list[Edge]:
    there: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in stock.deeds:
        if deed.place is not None:
            for kind, ids in (("acts", {*deed.agents, *deed.participants}), ("suffers", {*deed.patients, *deed.victims})):
                for each in filter(stock.keep, ids):
                    there.setdefault((each, f"place:{deed.place}", kind), []).append(deed)
    return [(a, p, kind, {"kind": kind, **summed(deeds)}) for (a, p, kind), deeds in there.items()]


def _claims(stock: Stock) -> list[Edge]:
    """Who says what about which event, and what claims say of each other."""
    things = stock.look.things
    events = {claim: deed.id for deed in stock.deeds for claim in deed.claims if stock.admitted(claim)}
    ids = set(events) if not stock.wanted.claims_alone else {c for c in things.ids("claim") if stock.admitted(c)}
    ids = {
        c for c in ids
        if things.claim(c).confidence >= stock.wanted.confidence and stock.keep(things.claim(c).attributed_to)
    }  # fmt: skip
    out: list[Edge] = []
    for identifier in sorted(ids):
        c = things.claim(identifier)
        about = {"events": [events[identifier]]} if identifier in events else {}
        dated = say.known(first=things.article(c.article).published)

        def edge(source: str, target: str, kind: str, claims: Iterable[str], more: dict[str, Any]) -> None:
            out.append((source, target, kind, {"kind": kind, "weight": 1, "claims": sorted(claims), **more}))

        edge(c.attributed_to, identifier, "says", [identifier], {**about, **dated})
        for outer in sorted(set(c.via)):
            if stock.keep(outer):
                edge(outer, identifier, "via", [identifier], {**about, **dated})
        if identifier in events:
            edge(identifier, events[identifier], "about", [identifier], {**about, **dated})
        for kind, others in (("denies", c.denies[:1] if c.denies else ()), ("contradicts", c.contradicts), ("supersedes", c.supersedes)):
            for other in others:
                if other in ids:
                    edge(identifier, other, kind, {identifier, other}, {**about, **dated})
    return out


def _in_time(stock: Stock) -> list[Edge]:
    """For each actor from an event to the first of its events that begins after it has ended; and from parts to wholes.

    Of events on one day none is before the other. One without both days is in no order, and only a node."""
    of_actor: dict[str, list[tuple[str, str, str]]] = {}
    keep, counted = cache(stock.keep), stock.counted
    spans: dict[str, Deed] = {}
    for deed in stock.deeds:
        if deed.first is not None and deed.last is not None:
            spans[deed.id] = deed
            for each in parties(deed):
                if counted[each] > 1 and keep(each):  # who is in one event alone links none
                    of_actor.setdefault(each, []).append((deed.first, deed.last, deed.id))
    links: dict[tuple[str, str], list[str]] = {}
    for actor in sorted(of_actor):
        row = of_actor[actor]
        row.sort()
        begins = [first for first, _, _ in row]
        for _, last, event in row:
            at = bisect_right(begins, last)
            if at < len(row):
                links.setdefault((event, row[at][2]), []).append(actor)
    out: list[Edge] = []
    day = cache(lambda text: date.fromisoformat(text).toordinal())
    for (before, after), actors in links.items():
        one, other = spans[before], spans[after]
        more = {"actors": actors, "days": day(other.first) - day(one.last), "first": one.first, "last": other.last}
        out.append((before, after, "then", {"kind": "then", "weight": len(actors), **more, **_behind(one, other)}))
    return [*out, *_parts(stock)]


def _behind(one: Deed, other: Deed) -> dict[str, Any]:
    """Two events and what is claimed about them."""
    claims = sorted({*one.claims, *other.claims})
    return {"events": sorted((one.id, other.id)), **({"claims": claims} if claims else {})}


def _parts(stock: Stock) -> list[Edge]:
    held = {deed.id: deed for deed in stock.deeds}
    return [
        (deed.id, deed.part_of, "partOf", {"kind": "partOf", "weight": 1, **_behind(deed, held[deed.part_of])})
        for deed in held.values()
        if deed.part_of in held and deed.part_of is not None
    ]


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


def _articles(stock: Stock, claims: Iterable[str]) -> list[Edge]:
    things = stock.look.things
    out: list[Edge] = []
    told: dict[str, list[str]] = {}
    for claim in sorted(claims):
        told.setdefault(things.claim(claim).article, []).append(claim)
    for article, ids in told.items():
        record = things.article(article)
        dated = say.known(first=record.published)
        out += [(claim, article, "in", {"kind": "in", "weight": 1, "claims": [claim], **dated}) for claim in ids]
        if record.publisher_actor is not None and stock.keep(record.publisher_actor):
            more = {"kind": "publishedBy", "weight": len(ids), "claims": ids, **dated}
            out.append((article, record.publisher_actor, "publishedBy", more))
    return out


# --- networks ----------------------------------------------------------------------------------------------------


def relations(stock: Stock) -> Network:
    """Actors; sums of events of one kind (`fights`, `meets`) and stated ties. Without filters actors without an edge are in, too."""
    return _built(stock, _relations(stock), () if stock.wanted.any else stock.cast)


def actors(stock: Stock) -> Network:
    """Actors; one edge per directed pair and class of events, its key: conflict and cooperation, material and verbal apart."""
    return _built(stock, _of_quads(stock))


def ties(stock: Stock) -> Network:
    """Actors; stated ties, keyed by their kind, and status where that is not present (`memberOf/former`)."""
    return _built(stock, _stated(stock))


def by_event(stock: Stock) -> Network:
    """Actors and events: `agent` and `participant` lead to an event, `patient` and `victim` from it."""
    edges = _roles(stock)
    narrowed = bool(stock.wanted.kinds) or stock.wanted.named
    return _built(stock, edges, () if narrowed else (deed.id for deed in stock.deeds))


def by_place(stock: Stock) -> Network:
    """Actors and places: who `acts` and who `suffers` where."""
    return _built(stock, _places(stock))


def claims(stock: Stock) -> Network:
    """Speakers, claims and events: who `says` what (or outer speakers, `via`) `about` which; claims that deny, contradict and
    supersede others. Alleged and planned events are in it, too."""
    return _built(stock, _claims(stock))


def events(stock: Stock) -> Network:
    """Events in time: `then` leads to the next of an actor, `partOf` to the larger event."""
    narrowed = bool(stock.wanted.kinds) or stock.wanted.named
    ids = {d.id for d in stock.deeds if not narrowed or any(map(stock.keep, parties(d)))}
    return _built(stock, [e for e in _in_time(stock) if e[2] == "then" or (e[0] in ids and e[1] in ids)], ids)


def whole(stock: Stock) -> Network:
    """All of it: relations, roles, claims, places and articles."""
    told = _claims(stock)
    found = {edge[1] for edge in told if edge[2] == "says"}
    edges = [*_relations(stock), *_roles(stock), *_parts(stock), *told, *_at(stock), *_articles(stock, found)]
    if stock.wanted.any:
        return _built(stock, edges)
    return _built(stock, edges, (*stock.cast, *(deed.id for deed in stock.deeds)))


def _built(stock: Stock, edges: list[Edge], alone: Iterable[str] = ()) -> Network:
    """The network of these edges, their ends and the nodes `alone`, in the order of ids."""
    import networkx as nx

    edges.sort(key=itemgetter(0, 1, 2))
    deeds = {deed.id: deed for deed in stock.deeds}  # none where the deeds have gone by: networks of sums have no events
    nodes = {each for each in alone if each in deeds or stock.keep(each)}
    nodes.update(map(itemgetter(0), edges), map(itemgetter(1), edges), stock.asked)
    spoken = stock.spoken
    graph: Network = nx.MultiDiGraph()
    for node in sorted(nodes):
        if node in deeds:
            graph.add_node(node, **say.event(stock, deeds[node]))
        elif node.startswith("place:"):
            graph.add_node(node, **say.place(stock, node.removeprefix("place:")))
        elif node.startswith("C-"):
            graph.add_node(node, **say.claim(stock.look, node))
        elif node.startswith("A-"):
            graph.add_node(node, **say.article(stock.look, node))
        else:
            graph.add_node(node, **say.actor(stock, node, spoken.get(node, 0)))
    for source, target, key, data in edges:
        graph.add_edge(source, target, key=key, **data)
    return graph


_KINDS: dict[str, Callable[[Stock], Network]] = {
    "relations": relations, "actors": actors, "ties": ties, "actor-event": by_event, "actor-place": by_place, "claims": claims,
    "events": events, "whole": whole,
}  # fmt: skip
