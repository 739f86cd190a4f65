"""What one article contributes to the graph, as a record of its own that depends on nothing but the article and on whom
and what the user judges to be one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from conflictgraph.graphmodel import GArticle, GPlace
from conflictgraph.model import Record
from conflictgraph.resolve.actors import Actors, Lexicon, Named
from conflictgraph.resolve.claims import Draft, Read, read
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.places import Gazetteer, Places


class Collectors:
    """New collectors of names and places, all alike."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, guidance: Guidance) -> None:
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.one_actor = guidance.joined("actor", lambda key: lexicon.get(key) is not None)
        self.one_place = guidance.joined("place", _in_gazetteer)

    def actors(self) -> Actors:
        return Actors(self.lexicon, self.one_actor)

    def places(self) -> Places:
        return Places(self.gazetteer, self.one_place)


def _in_gazetteer(key: str) -> bool:
    return key[:1] == "g" and key[1:].isdecimal()


@dataclass(frozen=True, slots=True)
class Part:
    """One article's claims, and what it says of names and places: `names` with how often each was used, `called` the
    (place, name) pairs, `actors` and `places` the ids that the article brings into the graph (containing places too)."""

    read: Read
    names: tuple[tuple[Named, int], ...]
    known: tuple[GPlace, ...]
    called: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]


def part(record: Record, collectors: Collectors) -> Part:
    """The part of one article."""
    actors, places = collectors.actors(), collectors.places()
    mine = read(record, actors, places)
    known, called = places.noted()
    who, where = used(mine.article, mine.drafts)
    within = {each for key in where for each in places.ancestors(key)}
    return Part(mine, actors.noted(), known, called, tuple(sorted(who)), tuple(sorted(within)))


def used(article: GArticle, drafts: Iterable[Draft]) -> tuple[set[str], set[str]]:
    """The actors and places that one article's part of the graph refers to. Events and relations add none to them."""
    actors = {article.publisher_actor} if article.publisher_actor else set()
    places: set[str] = set()
    for d in drafts:
        f = d.claim.facts
        actors |= {d.claim.attributed_to, *d.claim.via, *f.agents, *f.patients, *f.victims, *f.participants}
        if d.tie is not None:
            actors |= {d.tie[0], d.tie[2]}
        if f.place:
            places.add(f.place)
    return actors, places
