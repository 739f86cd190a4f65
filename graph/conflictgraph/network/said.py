"""What networks hold of claims: a node for each, who says it, about which event, in which article, and what claims say of each other.

There are more of them than of anything else, so that each is written out into a copy of a dict that has its keys (see `building`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeAlias

from conflictgraph.deeds import Saying, apart, outer
from conflictgraph.errors import lacking
from conflictgraph.network import stock as say
from conflictgraph.network.building import Attributes, Edge, Ends, Post, Sink, slim, template
from conflictgraph.network.stock import Stock, known

_NODE = (
    "kind", "label", "claim_kind", "attribution", "factuality", "polarity", "type", "confidence", "speaker", "article", "first", "passage_start",
    "passage_end", "words",
)  # fmt: skip
_ENDS = itemgetter(0, 1, 2)


Admit: TypeAlias = Callable[[str, str, str | None, float], bool]


def _admitting(stock: Stock, deeds: Container[str]) -> Admit | None:
    """Whether a claim (id, speaker, event, confidence) may be in; None where all may. Those in are about these events, or about anything where
    nothing is asked of events."""
    if stock.free and not stock.wanted.any:
        return None
    keep, alone, least, admitted = cache(stock.keep), stock.wanted.claims_alone, stock.wanted.confidence, stock.admitted
    return lambda claim, speaker, event, confidence: (alone or event in deeds) and confidence >= least and admitted(claim) and keep(speaker)


@cache
def _node_like(sort: str) -> Attributes:
    """The node of a claim of a sort, to be copied, as far as that tells of it."""
    kind, attribution, factuality, polarity, type_ = apart(sort)
    told = {"kind": "claim", "claim_kind": kind, "attribution": attribution, "factuality": factuality, "polarity": polarity, "type": type_}
    made = template(*[name for name in _NODE if type_ is not None or name != "type"]).copy()
    made.update({name: value for name, value in told.items() if value is not None})
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


def put(stock: Stock, sink: Sink, told: Mapping[str, tuple[str, ...]], papers: dict[str, tuple[str, list[str]]] | None = None) -> tuple[set[str], set[str]]:
    """Claims with who says them about which event, and what they say of each other; with `papers`, which gets the claims of each, in which
    article. `told` has the events, as a tuple of the id alone. Gives the actors who speak and the events that are told of."""
    for link in links(stock, told):
        sink.edge(*link)
    strand, admits, published = sink.strand, _admitting(stock, told), stock.books.published()
    # What many claims lead to is found once for each of them: the text of its id, and where it hangs.
    voices: dict[str, Post] = {}
    events: dict[str, tuple[Post, tuple[str, ...]]] = {}
    files: dict[str, tuple[Post, list[str]]] = {}
    likes: dict[str, Attributes] = {}
    once = dict[float, float]().setdefault
    usual, inside = _edge_like("says", True, True), _edge_like("in", False, True)
    for claim, sort, speaker, via, confidence, article, event, start, end, words, passage in chain.from_iterable(stock.books.told()):
        paper = published.get(article)
        if words is None or paper is None:
            raise lacking("passage", passage) if words is None else lacking("article", article)
        if admits is not None and not admits(claim, speaker, event, confidence):
            continue
        article, first = paper
        voice = voices.get(speaker)
        if voice is None:
            voice = voices[speaker] = sink.origin(speaker)
        label = words[:81]
        # Most have no white space but single blanks.
        if label.isprintable() and "  " not in label and label[:1] != " " and label[-1:] != " ":
            label = words if len(label) < 81 else label[:80]
        else:
            label = " ".join(words.split())[:80]
        like = likes.get(sort)
        if like is None:
            like = likes[sort] = _node_like(sort)
        node = like.copy()
        node["label"] = label
        node["confidence"] = once(confidence, confidence)
        node["speaker"] = voice.id
        node["article"] = article
        node["first"] = first
        node["passage_start"] = start
        node["passage_end"] = end
        node["words"] = words
        if not (first and label):
            node = slim(known(**node))
        claims = (claim,)
        there = None
        if event is not None:
            there = events.get(event)
            if there is None and (ids := told.get(event)) is not None:
                there = events[ids[0]] = sink.goal(ids[0]), ids
        if there is not None and first:
            says = usual.copy()
            says["claims"] = claims
            says["events"] = there[1]
            says["first"] = first
        else:
            says = _edge("says", claims, there[1] if there is not None else (), first)
        into: Ends = ((voice, "says", says),)
        if via:
            others = {each: voices.get(each) or voices.setdefault(each, sink.origin(each)) for each in filter(stock.keep, outer(via))}
            into = sorted([*into, *[(each, "via", _other("via", says)) for each in others.values()]], key=_end)
        out: Ends = ()
        if there is not None:
            about = says.copy()
            about["kind"] = "about"
            out = ((there[0], "about", about),)
        if papers is not None:
            filed = files.get(article)
            if filed is None:
                filed = files[article] = sink.goal(article), []
                papers[article] = article, filed[1]
            filed[1].append(claim)
            if first:
                within = inside.copy()
                within["claims"] = claims
                within["first"] = first
            else:
                within = _edge("in", claims, (), first)
            out = ((filed[0], "in", within), *out)
        strand(claim, node, into, out)
    return set(voices), set(events)


def _end(of: tuple[Post, str, Attributes]) -> tuple[str, str]:
    return of[0].id, of[1]


def _other(kind: str, like: Attributes) -> Attributes:
    made = like.copy()
    made["kind"] = kind
    return made


def links(stock: Stock, deeds: Container[str]) -> list[Edge]:
    """What claims say of each other."""
    admits = _admitting(stock, deeds)

    def some(**which: Any) -> Iterator[Saying]:
        return (c for c in stock.books.sayings(**which) if admits is None or admits(c.id, c.speaker, c.event, c.confidence))

    linked = [*some(linked=True)]
    there = {c.id for c in some(ids={other for c in linked for other in (c.denies or c.id, *c.contradicts, *c.supersedes)})}
    out: list[Edge] = []
    for c in linked:
        events = (c.event,) if c.event is not None and c.event in deeds else ()
        for kind, others in (("denies", (c.denies,) if c.denies else ()), ("contradicts", c.contradicts), ("supersedes", c.supersedes)):
            out += [(c.id, each, kind, _edge(kind, tuple(sorted({c.id, each})), events, c.published)) for each in others if each in there]
    out.sort(key=_ENDS)
    return out


def articles(stock: Stock, sink: Sink, told: Mapping[str, tuple[str, Sequence[str]]]) -> set[str]:
    """The articles, of which `told` has the id and the claims, and who published them; gives these."""
    publishers = dict[str, str]()  # by id, as the network has them
    once, find, keep = dict[str, str]().setdefault, told.get, cache(stock.keep)
    for paper in stock.books.papers():
        found = find(paper.id)
        if found is not None:
            article, ids = found
            node = say.article(paper, once)
            sink.node(article, node)
            publisher = paper.publisher_actor
            if publisher is not None and keep(publisher):
                made = _edge("publishedBy", tuple(ids), (), node.get("first"))
                made["weight"] = len(ids)
                sink.edge(article, publishers.setdefault(publisher, publisher), "publishedBy", made)
    return set(publishers)
