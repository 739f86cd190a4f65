"""Every class, property and concept that the triples use, by name; their definitions are in `ontology/`."""

from __future__ import annotations

from typing import get_args

from conflictgraph.kinds import (
    CATEGORIES,
    CONTESTABLE,
    EVENT_TYPES,
    FIGURES,
    SUMMED_KINDS,
    TIE_KINDS,
    DeniedAspect,
    RelationSort,
)
from conflictgraph.model import (
    AccountKind,
    ActorKind,
    Attribution,
    Factuality,
    Polarity,
    Precision,
    TieStatus,
)
from conflictgraph.names import ONTOLOGY, STATUS, TYPES

CG = ONTOLOGY
CGT = TYPES
CGS = STATUS
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
OA = "http://www.w3.org/ns/oa#"
WGS = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEO = "http://www.opengis.net/ont/geosparql#"
GEONAMES = "https://sws.geonames.org/"

PREFIXES: dict[str, str] = {
    "cg": CG,
    "cgt": CGT,
    "cgs": CGS,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "skos": SKOS,
    "schema": SCHEMA,
    "oa": OA,
    "wgs": WGS,
    "geo": GEO,
}
"""The prefixes that queries, serialisations and the context share; `entity_prefixes` adds those under a base."""

BOUNDS = ("Low", "Best", "High")

CLASSES: tuple[str, ...] = (
    *("Account", "Actor", "Article", "Claim", "Country", "Event", "Organization", "Passage", "Person", "Place"),
    "Relation",
)

FIGURE_PROPERTIES: tuple[str, ...] = tuple(f"{name}{bound}" for name in FIGURES for bound in BOUNDS)
CATEGORY_PROPERTIES: tuple[str, ...] = tuple(f"{name}Killed{bound}" for name in CATEGORIES for bound in BOUNDS)

ACCOUNT_PROPERTIES: tuple[str, ...] = (
    *("eventType", "agent", "patient", "victim", "participant", "instrument", "target"),
    *("place", "placePrecision", "earliest", "latest", "edtf", "lasting", "factuality"),
    *FIGURE_PROPERTIES,
    *CATEGORY_PROPERTIES,
)
CLAIM_PROPERTIES: tuple[str, ...] = (
    *("claimKind", "attribution", "polarity", "about", "denies", "deniedAspect", "attributedTo", "via", "viaOrder"),
    *("passage", "article", "cue", "content", "contentPassage", "rule", "confidence", "contradicts", "supersedes"),
    "credibility",
)
EVENT_PROPERTIES: tuple[str, ...] = (*("contested", "allegedAgent", "deniedAgent", "speakers", "reports", "partOf"),)
RELATION_PROPERTIES: tuple[str, ...] = (
    *("from", "to", "kind", "status", "sort", "earliest", "latest", "events", "first", "last", "killed", "atLeast"),
)
ACTOR_PROPERTIES: tuple[str, ...] = ("actorKind", "reliability", "locatedIn", "memberOf", "leads")
PLACE_PROPERTIES: tuple[str, ...] = ("precision", "centroid", "within")
ARTICLE_PROPERTIES: tuple[str, ...] = ("publisherName", "dateInferred", "sha256", "dateline")
PASSAGE_PROPERTIES: tuple[str, ...] = ("article",)

OWN_PROPERTIES: frozenset[str] = frozenset(
    (
        *ACCOUNT_PROPERTIES,
        *CLAIM_PROPERTIES,
        *EVENT_PROPERTIES,
        *RELATION_PROPERTIES,
        *ACTOR_PROPERTIES,
        *PLACE_PROPERTIES,
        *ARTICLE_PROPERTIES,
        *PASSAGE_PROPERTIES,
    )
)
"""Local names of all properties under `cg:` that the triples use."""

BORROWED_PROPERTIES: frozenset[str] = frozenset(
    (
        *(SCHEMA + name for name in ("headline", "publisher", "url", "datePublished", "inLanguage", "sameAs")),
        *(SKOS + name for name in ("prefLabel", "altLabel")),
        *(OA + name for name in ("start", "end", "exact")),
        *(WGS + name for name in ("lat", "long")),
        GEO + "asWKT",
    )
)
"""IRIs of the properties of other vocabularies that the triples use."""

TYPE_CONCEPTS: frozenset[str] = frozenset(
    (*EVENT_TYPES, *(f"{root}-{mode}" for root, modes in EVENT_TYPES.items() for mode in modes))
)
"""Local names under `cgt:` of the event types and their modes."""

RELATION_CONCEPTS: frozenset[str] = frozenset((*TIE_KINDS, *SUMMED_KINDS.values()))
"""Local names under `cgt:` of the kinds of relations: ties and sums."""

STATUS_CONCEPTS: dict[str, tuple[str, ...]] = {
    "claimKind": tuple(f"{kind}-claim" for kind in get_args(AccountKind)),
    "attribution": get_args(Attribution),
    "factuality": get_args(Factuality),
    "polarity": get_args(Polarity),
    "deniedAspect": tuple(f"denied-{aspect}" for aspect in get_args(DeniedAspect)),
    "status": get_args(TieStatus),
    "sort": get_args(RelationSort),
    "precision": get_args(Precision),
    "placePrecision": get_args(Precision),
    "actorKind": get_args(ActorKind),
}
"""Property → the local names under `cgs:` that may be its value."""

CONTESTED_PROPERTIES: tuple[str, ...] = CONTESTABLE
"""Local names under `cg:` that may be a value of `cg:contested`."""


def entity_prefixes(base: str) -> dict[str, str]:
    """Prefixes for the things under a base: `claim`, `event`, `actor` …"""
    kinds = ("article", "passage", "claim", "event", "actor", "place", "relation")
    return {kind: f"{base}{kind}/" for kind in kinds}
