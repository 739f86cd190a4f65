"""Triples → records: the way back, without loss."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from conflictgraph.errors import GraphError
from conflictgraph.graphmodel import RECORD_KINDS, Facts, Graph, GRecord, graph_of
from conflictgraph.kinds import CATEGORIES, FIGURES
from conflictgraph.model import Figure
from conflictgraph.names import BASE
from conflictgraph.triples import slots as s
from conflictgraph.triples import terms as t
from conflictgraph.triples import vocabulary as v

_Properties = dict[str, list[t.Term]]
_KIND_OF_CLASS = {v.CG + kind.capitalize(): kind for kind in RECORD_KINDS}
_ACTOR_CLASSES = {v.CG + name: name for name in ("Person", "Organization", "Country")}


def from_triples(triples: Iterable[Triple | Quad], base: str = BASE) -> Graph:
    """The graph whose triples these are, in any order; quads count as their triples.

    Things that are of none of our classes (an ontology loaded beside, a user's notes) are passed over. Which claims an
    event or relation has is read from the claims' `cg:about`. Raises GraphError with one sentence for a thing that lacks
    what it must have, or holds two values where one belongs.
    """
    things: dict[NamedNode, _Properties] = {}
    for triple in triples:
        node = triple.subject
        if isinstance(node, NamedNode):
            things.setdefault(node, {}).setdefault(triple.predicate.value, []).append(triple.object)
    records: list[tuple[str, dict[str, Any]]] = []
    claims: dict[tuple[str, str], list[str]] = {}
    for node, properties in things.items():
        kind = _kind(properties)
        if kind is None:
            continue
        values = _record(node, kind, properties, base)
        records.append((kind, values))
        if kind == "claim" and values.get("about") is not None:
            claims.setdefault(values["about"], []).append(values["id"])
    for kind, values in records:
        if kind in ("event", "relation"):
            values["claims"] = tuple(sorted(claims.get((kind, values["id"]), ())))
    return graph_of(RECORD_KINDS[kind](**values) for kind, values in records)


def record_of(triples: Iterable[Triple], base: str = BASE) -> GRecord | None:
    """The one thing that these triples are all about, as `from_triples` reads it; None where it is of none of our classes."""
    properties: _Properties = {}
    node = None
    for triple in triples:
        node = triple.subject
        name = triple.predicate.value
        found = properties.get(name)
        if found is None:
            properties[name] = [triple.object]
        else:
            found.append(triple.object)
    kind = _kind(properties) if isinstance(node, NamedNode) else None
    if kind is None:
        return None
    assert isinstance(node, NamedNode)
    values = _record(node, kind, properties, base)
    if kind in ("event", "relation"):
        values["claims"] = ()
    return RECORD_KINDS[kind](**values)


def _kind(properties: _Properties) -> str | None:
    kinds = {_KIND_OF_CLASS.get(c.value) for c in properties.get(t.TYPE.value, ()) if isinstance(c, NamedNode)}
    kinds.discard(None)
    return min((kind for kind in kinds if kind), default=None)


def _record(node: NamedNode, kind: str, properties: _Properties, base: str) -> dict[str, Any]:
    found, identifier = t.split_entity(node.value, base)
    if found != kind:
        raise GraphError(f"{node} says of itself that it is of the kind “{kind}”, but its IRI does not.")
    values: dict[str, Any] = {"id": identifier, **_fields(node, _SLOTS[kind], properties, base)}
    if kind in ("claim", "event"):
        values["facts"] = _facts(node, properties, base)
    if kind == "claim":
        values.update(_chain_and_denial(node, properties, base))
    elif kind == "actor":
        classes = (_ACTOR_CLASSES.get(c.value) for c in properties[t.TYPE.value] if isinstance(c, NamedNode))
        values["klass"] = min((name for name in classes if name), default="Actor")
    return values


def _single(node: NamedNode, address: NamedNode, properties: _Properties) -> t.Term | None:
    found = properties.get(address.value)
    if not found:
        return None
    if len(found) > 1 and len(set(found)) > 1:
        raise GraphError(f"{node} has {len(found)} values of {address} where one belongs.")
    return found[0]


_Slots = tuple[tuple[str, s.Slot], ...]  # by the IRI of the property, which pyoxigraph makes anew whenever it is asked
_SLOTS: dict[str, _Slots] = {kind: tuple((slot.property.value, slot) for slot in slots) for kind, slots in s.SLOTS.items()}
_FACTS: _Slots = tuple((slot.property.value, slot) for slot in s.FACTS)
_BOUNDS = {name: tuple((bound, bound.value) for bound in bounds) for name, bounds in s.FIGURE_BOUNDS.items()}


def _fields(node: NamedNode, slots: _Slots, properties: _Properties, base: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, slot in slots:
        found = properties.get(name)
        if slot.many:
            values[slot.field] = tuple(sorted([slot.codec.read(term, base) for term in found])) if found else ()
        elif found:
            term = _single(node, slot.property, properties)
            assert term is not None
            values[slot.field] = slot.codec.read(term, base)
        elif slot.required:
            raise GraphError(f"{node} lacks {slot.property}.")
        else:
            values[slot.field] = slot.unless
    return values


def _figure(node: NamedNode, name: str, properties: _Properties) -> Figure | None:
    bounds = _BOUNDS[name]
    if not any(address in properties for _, address in bounds):
        return None
    low, best, high = (_number(node, bound, properties) for bound, _ in bounds)
    if low is None:
        if best is not None or high is not None:
            raise GraphError(f"{node} has a figure for “{name}” without its lower bound.")
        return None
    return Figure(low, best, high)


def _number(node: NamedNode, bound: NamedNode, properties: _Properties) -> int | None:
    term = _single(node, bound, properties)
    if term is None:
        return None
    number = t.INTEGER.read(term, "")
    assert isinstance(number, int)
    return number


def _facts(node: NamedNode, properties: _Properties, base: str) -> Facts:
    values = _fields(node, _FACTS, properties, base)
    for name in FIGURES:
        values[name] = _figure(node, name, properties)
    who = ((category, _figure(node, category, properties)) for category in CATEGORIES)
    return Facts(**values, who=tuple((category, figure) for category, figure in who if figure is not None))


def _chain_and_denial(node: NamedNode, properties: _Properties, base: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    denied = _single(node, s.DENIES, properties)
    what = _single(node, s.DENIED_ASPECT, properties)
    if denied is not None and what is not None:
        values["denies"] = (s.DENIED_CLAIM.read(denied, base), s.DENIED_WHAT.read(what, base))
    elif denied is not None or what is not None:
        raise GraphError(f"{node} must have both {s.DENIES} and {s.DENIED_ASPECT}, or neither.")
    order = _single(node, s.VIA_ORDER, properties)
    if isinstance(order, Literal):
        values["via"] = t.CHAIN.read(order, base)
    else:
        values["via"] = tuple(sorted(s.VIA_ACTOR.read(term, base) for term in properties.get(s.VIA.value, ())))
    return values
