"""What a scan of one property, or a count by the store, finds without reading each thing whole."""

from __future__ import annotations

from conflictgraph.query.things import Things
from conflictgraph.triples import vocabulary as v
from conflictgraph.triples.terms import split_entity


def claims_of_speakers(things: Things) -> dict[str, int]:
    """Actor → how many claims it is the speaker of; counted by the store, which takes a tenth of reading them."""
    rows = things.store.query("SELECT ?a (COUNT(?c) AS ?n) WHERE { ?c cg:attributedTo ?a } GROUP BY ?a").rows
    return {split_entity(row[0].value, things.base)[1]: int(row[1].value) for row in rows}  # type: ignore[union-attr]


def told_as(things: Things, name: str) -> dict[str, str]:
    """Claim → its `attribution` or `polarity`."""
    return {claim: value.removeprefix(v.CGS) for claim, value in things.pairs("claim", name)}


def stated_relations(things: Things) -> list[str]:
    """The ids of the relations that claims state, sorted; those that are sums of events are far more."""
    wanted = v.CGS + "stated"
    return sorted(relation for relation, value in things.pairs("relation", "sort") if value == wanted)
