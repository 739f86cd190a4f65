"""Records ↔ RDF: triples of single things, whole graphs both ways, canonical N-Triples, shapes, named queries."""

from conflictgraph.triples.rdf import from_rdflib, rdflib_triples, sorted_ntriples, to_rdflib
from conflictgraph.triples.read import from_triples
from conflictgraph.triples.validate import Violation, check, check_full
from conflictgraph.triples.vocabulary import PREFIXES, entity_prefixes
from conflictgraph.triples.write import (
    actor_triples,
    article_triples,
    claim_triples,
    event_triples,
    is_direct,
    passage_triples,
    place_triples,
    record_triples,
    relation_triples,
    subject,
    to_triples,
)

__all__ = [
    "PREFIXES",
    "Violation",
    "actor_triples",
    "article_triples",
    "check",
    "check_full",
    "claim_triples",
    "entity_prefixes",
    "event_triples",
    "from_rdflib",
    "from_triples",
    "is_direct",
    "passage_triples",
    "place_triples",
    "rdflib_triples",
    "record_triples",
    "relation_triples",
    "sorted_ntriples",
    "subject",
    "to_rdflib",
    "to_triples",
]
