"""Records → triples. Every thing's triples have that thing as subject and depend on it alone, so that a thing can be
replaced in a store by deleting its subject and inserting its triples anew. There are no blank nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Triple

from conflictgraph.graphmodel import (
    Facts,
    GActor,
    GArticle,
    GClaim,
    GEvent,
    GPassage,
    GPlace,
    Graph,
    GRecord,
    GRelation,
    kind_of,
)
from conflictgraph.kinds import DIRECT_TIES, FIGURES
from conflictgraph.model import Figure
from conflictgraph.names import BASE
from conflictgraph.triples import slots as s
from conflictgraph.triples import terms as t

_CLASS = {
    kind: t.own(kind.capitalize()) for kind in ("article", "passage", "claim", "event", "actor", "place", "relation")
}


def subject(record: GRecord, base: str = BASE) -> NamedNode:
    """The IRI of a record's thing."""
    return t.entity(kind_of(record), record.id, base)


def _fill(out: list[Triple], node: NamedNode, record: Any, slots: tuple[s.Slot, ...], base: str) -> None:
    for slot in slots:
        value = getattr(record, slot.field)
        if slot.many:
            write = slot.codec.write
            out.extend(Triple(node, slot.property, write(item, base)) for item in value)
        elif slot.required or (value is not None and value != slot.unless):
            out.append(Triple(node, slot.property, slot.codec.write(value, base)))


def _start(record: GRecord, base: str) -> tuple[NamedNode, list[Triple]]:
    kind = kind_of(record)
    node = t.entity(kind, record.id, base)
    out = [Triple(node, t.TYPE, _CLASS[kind])]
    _fill(out, node, record, s.SLOTS[kind], base)
    return node, out


def _figure(out: list[Triple], node: NamedNode, name: str, figure: Figure) -> None:
    low, best, high = s.FIGURE_BOUNDS[name]
    out.append(Triple(node, low, t.integer(figure.low)))
    if figure.best is not None:
        out.append(Triple(node, best, t.integer(figure.best)))
    if figure.high is not None:
        out.append(Triple(node, high, t.integer(figure.high)))


def _facts(out: list[Triple], node: NamedNode, facts: Facts, base: str) -> None:
    _fill(out, node, facts, s.FACTS, base)
    for name in FIGURES:
        figure = getattr(facts, name)
        if figure is not None:
            _figure(out, node, name, figure)
    for category, figure in facts.who:
        _figure(out, node, category, figure)


def article_triples(article: GArticle, base: str = BASE) -> list[Triple]:
    return _start(article, base)[1]


def passage_triples(passage: GPassage, base: str = BASE) -> list[Triple]:
    return _start(passage, base)[1]


def claim_triples(claim: GClaim, base: str = BASE) -> list[Triple]:
    node, out = _start(claim, base)
    _facts(out, node, claim.facts, base)
    if claim.denies is not None:
        denied, what = claim.denies
        out.append(Triple(node, s.DENIES, s.DENIED_CLAIM.write(denied, base)))
        out.append(Triple(node, s.DENIED_ASPECT, s.DENIED_WHAT.write(what, base)))
    out.extend(Triple(node, s.VIA, s.VIA_ACTOR.write(actor, base)) for actor in dict.fromkeys(claim.via))
    if len(claim.via) > 1:
        out.append(Triple(node, s.VIA_ORDER, t.CHAIN.write(claim.via, base)))
    return out


def event_triples(event: GEvent, base: str = BASE) -> list[Triple]:
    """An event's own triples; that a claim is about it stands with the claim."""
    node, out = _start(event, base)
    _facts(out, node, event.facts, base)
    return out


def actor_triples(actor: GActor, base: str = BASE, ties: Iterable[GRelation] = ()) -> list[Triple]:
    """An actor's triples. `ties` are the relations that go out from it: the present ones among the stated memberships and
    leaderships become direct properties (`cg:memberOf`, `cg:leads`); all others are passed over."""
    node, out = _start(actor, base)
    if actor.klass != "Actor":
        out.append(Triple(node, t.TYPE, t.own(actor.klass)))
    direct = {(tie.kind, tie.to) for tie in ties if tie.from_ == actor.id and is_direct(tie)}
    out.extend(Triple(node, t.own(kind), t.entity("actor", to, base)) for kind, to in sorted(direct))
    return out


def is_direct(relation: GRelation) -> bool:
    """True for a tie that also shows as a direct property of the actor from which it goes out."""
    return relation.sort == "stated" and relation.status == "present" and relation.kind in DIRECT_TIES


def place_triples(place: GPlace, base: str = BASE) -> list[Triple]:
    node, out = _start(place, base)
    if place.lat is not None and place.lon is not None:
        out.append(Triple(node, s.AS_WKT, t.wkt(place.lat, place.lon)))
    return out


def relation_triples(relation: GRelation, base: str = BASE) -> list[Triple]:
    return _start(relation, base)[1]


_WRITERS: Mapping[str, Callable[[Any, str], list[Triple]]] = {
    "article": article_triples,
    "passage": passage_triples,
    "claim": claim_triples,
    "event": event_triples,
    "place": place_triples,
    "relation": relation_triples,
}


def record_triples(record: GRecord, base: str = BASE, ties: Iterable[GRelation] = ()) -> list[Triple]:
    """The triples of a record of any kind; `ties` as for `actor_triples`."""
    if isinstance(record, GActor):
        return actor_triples(record, base, ties)
    return _WRITERS[kind_of(record)](record, base)


def to_triples(graph: Graph, base: str = BASE) -> Iterator[Triple]:
    """All triples of a graph, thing by thing, in the order of `Graph.records`; none occurs twice."""
    ties: dict[str, list[GRelation]] = {}
    for relation in graph.relations:
        if is_direct(relation):
            ties.setdefault(relation.from_, []).append(relation)
    for record in graph.records():
        yield from record_triples(record, base, ties.get(record.id, ()) if isinstance(record, GActor) else ())
