"""What a scan of one property, or a count by the store, finds without reading each thing whole."""

from __future__ import annotations

from pyoxigraph import NamedNode

from conflictgraph.query.things import Things
from conflictgraph.triples import vocabulary as v
from conflictgraph.triples.terms import own, split_entity


def told_as(things: Things, name: str) -> dict[str, str]:
    """Claim → its `attribution` or `polarity`."""
    return {claim: value.removeprefix(v.CGS) for claim, value in things.pairs("claim", name)}


def stated_relations(things: Things) -> list[str]:
    """The ids of the relations that claims state, sorted; those that are sums of events are far more."""
    found = things.store.triples(predicate=own("sort"), object=NamedNode(v.CGS + "stated"))
    return sorted(split_entity(triple.subject.value, things.base)[1] for triple in found if isinstance(triple.subject, NamedNode))
