"""What networks hold of claims: a node for each, who says it, about which event, in which article, and what claims say of each other.

There are more of them than of anything else, so that each is written out into a copy of a dict that has its keys (see `building`).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from conflictgraph.deeds import Saying
from conflictgraph.network.building import Attributes, Edge, Ends, Sink, slim, template
from conflictgraph.network.stock import Stock, held, known

_NODE = (
    "kind", "label", "claim_kind", "attribution", "factuality", "polarity", "type", "confidence", "speaker", "article", "first", "passage_start",
    "passage_end", "words",
)  # fmt: skip
_ENDS, _END = itemgetter(0, 1, 2), itemgetter(0, 1)


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


@cache
def _edge_like(kind: str, events: bool, first: bool) -> Attributes:
    names = ("kind", "weight", "claims", *(("events",) if events else ()), *(("first",) if first else ()))
    made = template(*names).copy()
    made["kind"] = kind
    made["weight"] = 1
    return made


def _edge(kind: str, claims: tuple[str, ...], events: tuple[str, ...], first: str | None) -> Attributes:
    made = _edge_like(kind, bool(events), bool(first)).copy()
    made["claims"] = claims
    if events:
        made["events"] = events
    if first:
        made["first"] = first
    return made


def put(stock: Stock, sink: Sink, told: Mapping[str, tuple[str, ...]], papers: dict[str, list[str]] | None = None) -> tuple[set[str], set[str]]:
    """Claims with who says them about which event, and what they say of each other; with `papers`, which gets the claims of each, in which
    article. `told` has the events, as a tuple of the id alone. Gives the actors who speak and the events that are told of."""
    speakers, behind = set[str](), set[str]()
    for link in links(stock, told):
        sink.edge(*link)
    strand, keep, find = sink.strand, stock.keep, told.get
    nothing: tuple[str, ...] = ()
    whole, usual, of_edge = _like("claim"), _edge_like("says", True, True), _edge_like
    for claim, kind, speaker, via, attribution, factuality, polarity, type_, confidence, article, first, start, end, words, event, _, _, _ in sayings(stock, told):
        label = words[:81]
        # Most have no white space but single blanks.
        if label.isprintable() and "  " not in label and label[:1] != " " and label[-1:] != " ":
            label = words if len(label) < 81 else label[:80]
        else:
            label = " ".join(words.split())[:80]
        if label and type_ and first:
            node = whole.copy()
        else:
            lacks = (("label", label), ("type", type_), ("first", first), ("words", words))
            node = _like("claim", *[name for name, value in lacks if not value]).copy()
        if label:
            node["label"] = label
        node["claim_kind"] = kind
        node["attribution"] = attribution
        node["factuality"] = factuality
        node["polarity"] = polarity
        if type_:
            node["type"] = type_
        node["confidence"] = confidence
        node["speaker"] = speaker
        node["article"] = article
        if first:
            node["first"] = first
        node["passage_start"] = start
        node["passage_end"] = end
        if words:
            node["words"] = words
        claims = (claim,)
        events = find(event, nothing) if event is not None else nothing
        says = (usual if first and events is not nothing else of_edge("says", events is not nothing, bool(first))).copy()
        says["claims"] = claims
        if events is not nothing:
            says["events"] = events
        if first:
            says["first"] = first
        speakers.add(speaker)
        into: Ends = ((speaker, "says", says),)
        if via:
            outer = {*filter(keep, via)}
            speakers |= outer
            into = sorted([*into, *[(each, "via", _other("via", says)) for each in outer]], key=_END)
        out: Ends = ()
        if events is not nothing:
            about = says.copy()
            about["kind"] = "about"
            out = ((events[0], "about", about),)
            behind.add(events[0])
        if papers is not None:
            found = papers.get(article)
            if found is None:
                papers[article] = [claim]
            else:
                found.append(claim)
            out = ((article, "in", _edge("in", claims, (), first)), *out)
        strand(claim, node, into, out)
    return speakers, behind


def _other(kind: str, like: Attributes) -> Attributes:
    made = like.copy()
    made["kind"] = kind
    return made


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
