"""What networks hold of claims: a node for each, who says it, about which event, in which article, and what claims say of each other.

There are more of them than of anything else, so that each is written out into a copy of a dict that has its keys (see `building`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from itertools import chain, takewhile
from operator import itemgetter
from typing import Any, TypeAlias

from conflictgraph.deeds import Paper, Saying, apart, outer
from conflictgraph.errors import lacking
from conflictgraph.network import stock as say
from conflictgraph.network.building import Attributes, Edge, Ends, Post, Sink, Strand, slim, template
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


class File:
    """An article of which claims are told: its id and day, once for all of them, and, where it is a node, what it is, where edges to it hang
    and the claims in it."""

    __slots__ = ("claims", "first", "id", "paper", "post")

    def __init__(self, identifier: str, first: str | None, paper: Paper | None = None) -> None:
        self.id = identifier
        self.first = first
        self.paper = paper
        self.post: Post | None = None
        self.claims: list[str] = []


def files(stock: Stock) -> dict[str, File]:
    """All articles, to be nodes where claims are told in them."""
    once = dict[str | None, str | None]().setdefault
    return {paper.id: File(paper.id, once(paper.published, paper.published), paper) for paper in stock.books.papers()}


def put(stock: Stock, sink: Sink, told: Mapping[str, tuple[str, ...]], files: Mapping[str, File] | None = None) -> tuple[set[str], set[str]]:
    """Claims with who says them about which event, and what they say of each other; with `files`, in which of these articles. `told` has the
    events, as a tuple of the id alone. Gives the actors who speak and the events that are told of."""
    for link in links(stock, told):
        sink.edge(*link)
    voices: dict[str, Post] = {}
    events: dict[str, tuple[Post, tuple[str, ...]]] = {}
    filed = files is not None
    sink.expect([*takewhile("A-".__gt__, stock.cast), *(files or ())])
    if files is None:
        files = {article: File(*known) for article, known in stock.books.published().items()}
    sink.strands(_strands(stock, sink, told, files, filed, voices, events))
    return set(voices), set(events)


def _strands(
    stock: Stock, sink: Sink, told: Mapping[str, tuple[str, ...]], files: Mapping[str, File], filed: bool, voices: dict[str, Post],
    events: dict[str, tuple[Post, tuple[str, ...]]],
) -> Iterator[Strand]:
    """What many claims lead to is found once for each of them: the text of its id, and where it hangs."""
    admits, origin, goal, file_of, told_of, event_of, voice_of = _admitting(stock, told), sink.origin, sink.goal, files.get, told.get, events.get, voices.get
    likes: dict[str, Attributes] = {}
    once = dict[float, float]().setdefault
    usual, inside, by, of, in_ = _edge_like("says", True, True), _edge_like("in", False, True), template("says"), template("about"), template("in")
    for claim, sort, speaker, via, confidence, article, event, start, end, words, passage in chain.from_iterable(stock.books.told()):
        file = file_of(article)
        if words is None or file is None:
            raise lacking("passage", passage) if words is None else lacking("article", article)
        if admits is not None and not admits(claim, speaker, event, confidence):
            continue
        voice = voice_of(speaker)
        if voice is None:
            voice = voices[speaker] = origin(speaker)
        first = file.first
        label = words[:80]
        # Most have no white space but single blanks.
        if label.strip() != label or "  " in label or not label.isprintable():
            label = " ".join(words.split())[:80]
        like = likes.get(sort)
        if like is None:
            like = likes[sort] = _node_like(sort)
        node = like.copy()
        node["label"] = label
        node["confidence"] = once(confidence, confidence)
        node["speaker"] = voice.id
        node["article"] = file.id
        node["first"] = first
        node["passage_start"] = start
        node["passage_end"] = end
        node["words"] = words
        if not (first and label):
            node = slim(known(**node))
        claims = (claim,)
        there = None
        if event is not None:
            there = event_of(event)
            if there is None and (ids := told_of(event)) is not None:
                there = events[ids[0]] = goal(ids[0]), ids
        if there is not None and first:
            says = usual.copy()
            says["claims"] = claims
            says["events"] = there[1]
            says["first"] = first
        else:
            says = _edge("says", claims, there[1] if there is not None else (), first)
        spoken = by.copy()
        spoken["says"] = says
        into: Ends = ((voice, spoken),)
        if via:
            into = _said_through(via, says, voice, {each: voice_of(each) or voices.setdefault(each, origin(each)) for each in filter(stock.keep, outer(via))})
        out: Ends = ()
        if there is not None:
            about = says.copy()
            about["kind"] = "about"
            between = of.copy()
            between["about"] = about
            out = ((there[0], between),)
        if filed:
            post = file.post
            if post is None:
                post = file.post = goal(file.id)
            file.claims.append(claim)
            if first:
                within = inside.copy()
                within["claims"] = claims
                within["first"] = first
            else:
                within = _edge("in", claims, (), first)
            between = in_.copy()
            between["in"] = within
            out = ((post, between), *out)
        yield claim, node, into, out


def _said_through(via: str, says: Attributes, voice: Post, others: Mapping[str, Post]) -> Ends:
    """Who says a claim, and outer speakers."""
    into: list[tuple[Post, dict[str, Attributes]]] = [(each, {"via": _other("via", says)}) for each in others.values()]
    for _, between in (pair for pair in into if pair[0] is voice):
        between.update({"says": says, "via": between.pop("via")})
    if voice not in others.values():
        into.append((voice, {"says": says}))
    return sorted(into, key=_end)


def _end(of: tuple[Post, dict[str, Attributes]]) -> str:
    return of[0].id


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


def articles(stock: Stock, sink: Sink, files: Mapping[str, File]) -> set[str]:
    """The articles that claims were told in, and who published them; gives these."""
    publishers: dict[str, Post] = {}
    sink.strands(_articles(stock, sink, files, publishers))
    return set(publishers)


def _articles(stock: Stock, sink: Sink, files: Mapping[str, File], publishers: dict[str, Post]) -> Iterator[Strand]:
    once, keep, by = dict[str, str]().setdefault, cache(stock.keep), template("publishedBy")
    for file in files.values():
        paper, claims = file.paper, file.claims
        if paper is None or not claims:
            continue
        out: Ends = ()
        publisher = paper.publisher_actor
        if publisher is not None and keep(publisher):
            post = publishers.get(publisher)
            if post is None:
                post = publishers[publisher] = sink.goal(publisher)
            made = _edge("publishedBy", tuple(claims), (), file.first)
            made["weight"] = len(claims)
            between = by.copy()
            between["publishedBy"] = made
            out = ((post, between),)
        yield file.id, say.article(paper, once), (), out
