"""What one article contributes to the graph, as a record of its own that depends on nothing but the article and on what the
user judges; and the same once it is settled which actors its nodes are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from conflictgraph.graphmodel import GArticle, GPlace
from conflictgraph.kinds import RENAMED
from conflictgraph.model import Record
from conflictgraph.resolve.actors import Actors, Named, in_order
from conflictgraph.resolve.claims import Draft, Read, read
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.places import Gazetteer, Places
from conflictgraph.resolve.traits import Known, Lexicon, Tenure, Traits


class Collectors:
    """New collectors of names and places, all alike."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, guidance: Guidance) -> None:
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.judged_actors = guidance.judgements.names("actor")
        self.known = Known(lexicon, gazetteer)
        self.one_place = guidance.joined("place", _in_gazetteer)

    def actors(self) -> Actors:
        return Actors(self.lexicon, self.gazetteer, self.judged_actors, self.known)

    def places(self) -> Places:
        return Places(self.gazetteer, self.one_place)


def _in_gazetteer(key: str) -> bool:
    return key[:1] == "g" and key[1:].isdecimal()


@dataclass(frozen=True, slots=True)
class Part:
    """One article's claims, and what it says of names and places: `names` with how often each was used, `called` the
    (place, name) pairs, `actors` and `places` the ids that the article brings into the graph (containing places too).

    Actors are nodes (see `traits`) until `renamed`; `traits` and `tenures` are what the article says of nodes to others."""

    read: Read
    names: tuple[tuple[Named, int], ...]
    known: tuple[GPlace, ...]
    called: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    traits: tuple[Traits, ...] = ()
    tenures: tuple[Tenure, ...] = ()


def part(record: Record, collectors: Collectors) -> Part:
    """The part of one article."""
    actors, places = collectors.actors(), collectors.places()
    mine = read(record, actors, places)
    known, called = places.noted()
    who, where = used(mine.article, mine.drafts)
    within = {each for key in where for each in places.ancestors(key)}
    return Part(mine, actors.noted(), known, called, tuple(sorted(who)), tuple(sorted(within)), *actors.evidence())


def used(article: GArticle, drafts: Iterable[Draft]) -> tuple[set[str], set[str]]:
    """The actors and places that one article's part of the graph refers to. Events and relations add none to them."""
    actors = {article.publisher_actor} if article.publisher_actor else set()
    places: set[str] = set()
    for d in drafts:
        f = d.claim.facts
        actors |= {d.claim.attributed_to, *d.claim.via, *f.agents, *f.patients, *f.victims, *f.participants}
        if d.tie is not None:
            actors |= {d.tie[0], d.tie[2]}
        if d.named is not None:
            actors.add(d.named)
        if f.place:
            places.add(f.place)
    return actors, places


def nodes_of(of: Part) -> set[str]:
    """All nodes that an article names."""
    return {n.actor for n, _ in of.names} | {d.credit for d in of.read.drafts if d.credit is not None}


def renamed(of: Part, actors: Mapping[str, str]) -> Part:
    """The part with nodes replaced by the actors that they are. A tie of an actor with itself goes, and its passage with it
    where nothing else stands there, save that it tells an earlier name; the traits stay those of the nodes."""
    if not any(actors.get(node, node) != node for node in nodes_of(of)):
        return of

    def name(node: str) -> str:
        return actors.get(node, node)

    def all_(nodes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(name, nodes))

    drafts = []
    for d in of.read.drafts:
        tie = (name(d.tie[0]), d.tie[1], name(d.tie[2]), *d.tie[3:]) if d.tie is not None else None
        whose = name(d.named) if d.named is not None else None
        if tie is not None and tie[0] == tie[2]:
            if tie[1] != RENAMED:
                continue
            whose, tie = tie[0], None
        f, c = d.claim.facts, d.claim
        facts = replace(
            f, agents=all_(f.agents), patients=all_(f.patients), victims=all_(f.victims), participants=all_(f.participants)
        )
        by = name(c.attributed_to)
        via = tuple(v for v in dict.fromkeys(all_(c.via)) if v != by)
        claim = replace(c, facts=facts, attributed_to=by, via=via)
        credit = name(d.credit) if d.credit is not None else None
        drafts.append(replace(d, claim=claim, proper=frozenset(map(name, d.proper)), tie=tie, named=whose, credit=credit))
    article = of.read.article
    if article.publisher_actor is not None:
        article = replace(article, publisher_actor=name(article.publisher_actor))
    passages = of.read.passages
    if len(drafts) < len(of.read.drafts):
        there = {p for d in drafts for p in (d.claim.passage, *d.claim.content_passages)}
        passages = tuple(p for p in passages if p.id in there)
    names: Counter[Named] = Counter()
    for named, count in of.names:
        names[replace(named, actor=name(named.actor))] += count
    read_ = Read(article, passages, tuple(drafts))
    who, _ = used(article, drafts)
    noted = tuple(sorted(names.items(), key=lambda item: in_order(item[0])))
    return replace(of, read=read_, names=noted, actors=tuple(sorted(who)))
