"""Which field of which record is which property: one table that both writing and reading follow."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from conflictgraph.kinds import CATEGORIES, FIGURES
from conflictgraph.triples import terms as t
from conflictgraph.triples import vocabulary as v
from conflictgraph.triples.terms import Codec


@dataclass(frozen=True, slots=True)
class Slot:
    """One field and its property. `many`: a set of values, a triple each. A value equal to `unless` is not written,
    and is what an absent property means."""

    field: str
    property: NamedNode
    codec: Codec
    many: bool = False
    required: bool = False
    unless: object = None


def _one(field: str, local: str, codec: Codec, unless: object = None) -> Slot:
    return Slot(field, t.own(local), codec, unless=unless)


def _must(field: str, local: str, codec: Codec) -> Slot:
    return Slot(field, t.own(local), codec, required=True)


def _many(field: str, local: str, codec: Codec) -> Slot:
    return Slot(field, t.own(local), codec, many=True)


_ACTOR = t.entity_codec("actor")
_PLACE = t.entity_codec("place")
_EVENT = t.entity_codec("event")
_CLAIM = t.entity_codec("claim")
_ARTICLE = t.entity_codec("article")
_PASSAGE = t.entity_codec("passage")
_TYPE = t.concept_codec(v.CGT)
_STATUS = t.concept_codec(v.CGS)
_LABEL = Slot("label", t.external(v.SKOS + "prefLabel"), t.TEXT, required=True)
_ALT = t.external(v.SKOS + "altLabel")
_SAME = t.external(v.SCHEMA + "sameAs")

FACTS: tuple[Slot, ...] = (
    _one("event_type", "eventType", _TYPE),
    _many("agents", "agent", _ACTOR),
    _many("patients", "patient", _ACTOR),
    _many("victims", "victim", _ACTOR),
    _many("participants", "participant", _ACTOR),
    _many("instruments", "instrument", t.TEXT),
    _many("targets", "target", t.TEXT),
    _one("place", "place", _PLACE),
    _one("place_precision", "placePrecision", _STATUS),
    _one("earliest", "earliest", t.DATE),
    _one("latest", "latest", t.DATE),
    _one("edtf", "edtf", t.TEXT),
    _one("lasting", "lasting", t.FLAG, False),
)
FIGURE_BOUNDS: dict[str, tuple[NamedNode, NamedNode, NamedNode]] = {
    name: (t.own(f"{stem}Low"), t.own(f"{stem}Best"), t.own(f"{stem}High"))
    for name, stem in (*((f, f) for f in FIGURES), *((c, f"{c}Killed") for c in CATEGORIES))
}
"""Figure or category → its three properties."""

CLAIM: tuple[Slot, ...] = (
    Slot("kind", t.own("claimKind"), t.concept_codec(v.CGS, suffix="-claim"), required=True),
    _must("attributed_to", "attributedTo", _ACTOR),
    _must("passage", "passage", _PASSAGE),
    _must("article", "article", _ARTICLE),
    _must("attribution", "attribution", _STATUS),
    _must("factuality", "factuality", _STATUS),
    _must("polarity", "polarity", _STATUS),
    _one("about", "about", t.ANY_ENTITY),
    _one("cue", "cue", t.TEXT),
    _one("content", "content", t.PIECES, ()),
    _many("content_passages", "contentPassage", _PASSAGE),
    _one("rule", "rule", t.TEXT, ""),
    _one("confidence", "confidence", t.DECIMAL, 0.0),
    _many("contradicts", "contradicts", _CLAIM),
    _many("supersedes", "supersedes", _CLAIM),
    _one("credibility", "credibility", t.INTEGER),
)
DENIES = t.own("denies")
DENIED_ASPECT = t.own("deniedAspect")
DENIED_CLAIM = _CLAIM
DENIED_WHAT = t.concept_codec(v.CGS, prefix="denied-")
VIA = t.own("via")
VIA_ACTOR = _ACTOR
VIA_ORDER = t.own("viaOrder")

EVENT: tuple[Slot, ...] = (
    _must("factuality", "factuality", _STATUS),
    _must("speakers", "speakers", t.INTEGER),
    _must("reports", "reports", t.INTEGER),
    _many("contested", "contested", t.concept_codec(v.CG)),
    _many("alleged_agents", "allegedAgent", _ACTOR),
    _many("denied_agents", "deniedAgent", _ACTOR),
    _one("part_of", "partOf", _EVENT),
    _one("confidence", "confidence", t.DECIMAL, 0.0),
)
ARTICLE: tuple[Slot, ...] = (
    Slot("headline", t.external(v.SCHEMA + "headline"), t.TEXT),
    Slot("publisher_actor", t.external(v.SCHEMA + "publisher"), _ACTOR),
    _one("publisher", "publisherName", t.TEXT),
    Slot("url", t.external(v.SCHEMA + "url"), t.WEB),
    Slot("published", t.external(v.SCHEMA + "datePublished"), t.DATE),
    _one("date_inferred", "dateInferred", t.TEXT),
    Slot("language", t.external(v.SCHEMA + "inLanguage"), t.TEXT, required=True),
    _must("sha256", "sha256", t.TEXT),
    _one("dateline", "dateline", t.TEXT),
)
PASSAGE: tuple[Slot, ...] = (
    _must("article", "article", _ARTICLE),
    Slot("start", t.external(v.OA + "start"), t.INTEGER, required=True),
    Slot("end", t.external(v.OA + "end"), t.INTEGER, required=True),
    Slot("exact", t.external(v.OA + "exact"), t.TEXT, required=True),
)
ACTOR: tuple[Slot, ...] = (
    _LABEL,
    Slot("alt_labels", _ALT, t.TEXT, many=True),
    _must("kind", "actorKind", _STATUS),
    Slot("same_as", _SAME, t.WEB, many=True),
    _one("located_in", "locatedIn", _PLACE),
    _one("reliability", "reliability", t.TEXT),
)
PLACE: tuple[Slot, ...] = (
    _LABEL,
    Slot("alt", _ALT, t.TEXT, many=True),
    Slot("lat", t.external(v.WGS + "lat"), t.DECIMAL),
    Slot("lon", t.external(v.WGS + "long"), t.DECIMAL),
    _must("precision", "precision", _STATUS),
    _one("centroid", "centroid", t.FLAG, False),
    _one("within", "within", _PLACE),
    Slot("geonames", _SAME, t.GEONAMES_NUMBER),
)
AS_WKT = t.external(v.GEO + "asWKT")
RELATION: tuple[Slot, ...] = (
    _must("from_", "from", _ACTOR),
    _must("to", "to", _ACTOR),
    _must("kind", "kind", _TYPE),
    _must("status", "status", _STATUS),
    _one("earliest", "earliest", t.DATE),
    _one("latest", "latest", t.DATE),
    _one("events", "events", t.INTEGER, 0),
    _one("first", "first", t.DATE),
    _one("last", "last", t.DATE),
    _one("killed", "killed", t.INTEGER),
    _one("at_least", "atLeast", t.FLAG, False),
    _must("sort", "sort", _STATUS),
)
SLOTS: dict[str, tuple[Slot, ...]] = {
    "article": ARTICLE,
    "passage": PASSAGE,
    "claim": CLAIM,
    "event": EVENT,
    "actor": ACTOR,
    "place": PLACE,
    "relation": RELATION,
}
"""Kind of record → the table of its own fields (claims and events have `FACTS` besides)."""
