"""What networks hold of claims: a node for each, who says it, about which event, in which article, and what claims say of each other.

There are more of them than of anything else, so that each is written out into a copy of a dict that has its keys (see `building`).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from conflictgraph.deeds import Saying
from conflictgraph.network.building import Attributes, Edge, slim, template
from conflictgraph.network.stock import Stock, held, known

_NODE = (
    "kind", "label", "claim_kind", "attribution", "factuality", "polarity", "type", "confidence", "speaker", "article", "first", "passage_start",
    "passage_end", "words",
)  # fmt: skip
_ENDS = itemgetter(0, 1, 2)


def sayings(stock: Stock, deeds: Container[str], **some: Any) -> Iterator[Saying]:
    """The claims that may be in, about these events, or about anything where nothing is asked of events."""
    found = stock.books.sayings(**some)
    if stock.free and not stock.wanted.any:
        yield from found
        return
    keep, alone, least = cache(stock.keep), stock.wanted.claims_alone, stock.wanted.confidence
    for c in found:
        if (alone or c.event in deeds) and c.confidence >= least and stock.admitted(c.id) and keep(c.speaker):
            yield c


@cache
def _like(kind: str, *lacking: str) -> Attributes:
    made = template(*[name for name in _NODE if name not in lacking]).copy()
    made["kind"] = kind
    return made


def node(c: Saying) -> Attributes:
    """The attributes of a claim."""
    _, kind, speaker, _, attribution, factuality, polarity, type_, confidence, article, first, start, end, words, *_ = c
    # Most have no white space but single blanks.
    plain = words.isprintable() and "  " not in words and words[:1] != " " and words[-1:] != " "
    label = (words if plain else " ".join(words.split()))[:80]
    if label and type_ and first:
        made = _like("claim").copy()
    else:
        lacks = (("label", label), ("type", type_), ("first", first), ("words", words))
        made = _like("claim", *[name for name, value in lacks if not value]).copy()
    if label:
        made["label"] = words if len(label) == len(words) else label
    made["claim_kind"] = kind
    made["attribution"] = attribution
    made["factuality"] = factuality
    made["polarity"] = polarity
    if type_:
        made["type"] = type_
    made["confidence"] = confidence
    made["speaker"] = speaker
    made["article"] = article
    if first:
        made["first"] = first
    made["passage_start"] = start
    made["passage_end"] = end
    if words:
        made["words"] = words
    return made


def _edge(kind: str, claims: tuple[str, ...], events: tuple[str, ...], first: str | None) -> Attributes:
    if events and first:
        made = template("kind", "weight", "claims", "events", "first").copy()
        made["events"] = events
        made["first"] = first
    elif events:
        made = template("kind", "weight", "claims", "events").copy()
        made["events"] = events
    elif first:
        made = template("kind", "weight", "claims", "first").copy()
        made["first"] = first
    else:
        made = template("kind", "weight", "claims").copy()
    made["kind"] = kind
    made["weight"] = 1
    made["claims"] = claims
    return made


def _other(kind: str, like: Attributes) -> Attributes:
    made = like.copy()
    made["kind"] = kind
    return made


def edges(stock: Stock, c: Saying, event: str | None, paper: bool = False) -> list[Edge]:
    """Who says what about which event, in order; with `paper` in which article."""
    claim, claims = c.id, (c.id,)
    says = _edge("says", claims, (event,) if event is not None else (), c.published)
    out: list[Edge] = [(c.speaker, claim, "says", says)]
    if c.via:
        out += [(outer, claim, "via", _other("via", says)) for outer in {*c.via} if stock.keep(outer)]
        out.sort(key=_ENDS)
    if event is not None:
        out.append((claim, event, "about", _other("about", says)))
    if paper:
        out.append((claim, c.article, "in", _edge("in", claims, (), c.published)))
    return out


def links(stock: Stock, deeds: Container[str]) -> list[Edge]:
    """What claims say of each other."""
    linked = [*sayings(stock, deeds, linked=True)]
    there = {c.id for c in sayings(stock, deeds, ids={other for c in linked for other in (c.denies or c.id, *c.contradicts, *c.supersedes)})}
    out: list[Edge] = []
    for c in linked:
        events = (c.event,) if c.event is not None and c.event in deeds else ()
        for kind, others in (("denies", (c.denies,) if c.denies else ()), ("contradicts", c.contradicts), ("supersedes", c.supersedes)):
            out += [(c.id, each, kind, _edge(kind, tuple(sorted({c.id, each})), events, c.published)) for each in others if each in there]
    out.sort(key=_ENDS)
    return out


def articles(stock: Stock, told: Mapping[str, Sequence[str]]) -> Iterator[Edge]:
    """Who published the articles, of which `told` has the claims."""
    for article, ids in told.items():
        paper = held(stock.papers, "article", article)
        if paper.publisher_actor is not None and stock.keep(paper.publisher_actor):
            more = known(kind="publishedBy", weight=len(ids), claims=tuple(ids), first=paper.published)
            yield article, paper.publisher_actor, "publishedBy", slim(more)
