"""What a named entity is, and what the lexicon and the gazetteer say of a name and the words around it; `entities` finds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from conflictgraph.extract.actors import ActorLexicon, LexActor
from conflictgraph.extract.classes import words
from conflictgraph.extract.draft import Node
from conflictgraph.extract.gazetteer import Gazetteer, GazPlace, is_direction
from conflictgraph.extract.toponyms import type_words
from conflictgraph.extract.tree import Tree


@dataclass(frozen=True, slots=True)
class Ent:
    """A named entity: words `first`..`last` of sentence `s`, its type, and the lexicon's actor where it is one."""

    s: int
    first: int
    last: int
    type: str  # PER, ORG, LOC, NORP
    key: str | None = None
    kind: str | None = None


@dataclass(slots=True)
class Found:
    """All entities of a document, by word too. `country` is the one the article is mostly about (ISO 3166-1 alpha-2)."""

    entities: list[Ent] = field(default_factory=list)
    at: dict[Node, Ent] = field(default_factory=dict)
    country: str | None = None
    within: set[str] = field(default_factory=set)  # names of places that stand in a body's name, and were read as places

    def add(self, entity: Ent) -> None:
        self.entities.append(entity)
        for i in range(entity.first, entity.last):
            self.at[Node(entity.s, i)] = entity

    def remove(self, entity: Ent) -> None:
        self.entities.remove(entity)
        for i in range(entity.first, entity.last):
            self.at.pop(Node(entity.s, i), None)

    def again(self, entity: Ent, other: Ent) -> None:
        """Take an entity for another."""
        self.remove(entity)
        self.add(other)


KNOWN = 50_000  # inhabitants from which a town is meant by its name although that is a common noun, too


@cache
def lexicon() -> ActorLexicon:
    return ActorLexicon.open()


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def free(found: Found, s: int, first: int, last: int) -> bool:
    """Are words in no entity yet?"""
    return all(Node(s, i) not in found.at for i in range(first, last))


@cache
def capital_of(text: str, date: str | None, caseless: bool) -> str | None:
    """The key of the state whose government a capital may stand for; of names that the lexicon lacks, as the gazetteer has them."""
    found = lexicon().lookup(text, date, caseless=caseless, metonyms=True)
    if found:
        return next((a.key for a in found if a.kind == "state" and a.via == "metonym"), None)
    called = gazetteer().lookup(text)
    town = next((p for p in called if p.capital and p.country == called[0].country), None)  # of a name whose largest bearer lies elsewhere nobody knows
    return state_at(town) if town is not None else None




@cache
def is_land(actor: LexActor) -> bool:
    """Is an actor a state, and no organ or government of one that has a name of its own ("Kremlin", "KRG")?"""
    return actor.kind == "state" and any(p.precision == "country" for p in gazetteer().lookup(actor.name))


def common(name: str) -> bool:
    """Is a word by itself a body's or building's in short ("Council", "House"), a language or a feast, though some village is called so?"""
    word = name.lower()
    if word in words("no-place"):
        return True
    return any(word in words(kind) for kind in ("organization-noun", "organ-anaphor", "building-noun")) and all(p.population < KNOWN for p in gazetteer().lookup(name))


def bare_first(tree: Tree, entity: Ent) -> int:
    """The first word of the bare name: behind the article that an entity may begin with."""
    first = tree.words[entity.first]
    article = entity.last - entity.first > 1 and first.text in {"the", "The"} and first.upos == "DET"
    return entity.first + 1 if article else entity.first


def spatial(tree: Tree, i: int) -> bool:
    """Does the text around a name treat it as a place?"""
    before = tree.words[i - 1].text.lower() if i else ""
    if before in words("before-place") or before in words("before-place-or-person") or is_direction(before):
        return True
    after = tree.words[i + 1].text.lower() if i + 1 < len(tree.words) else ""
    if after in type_words():
        return True
    return before == "," and i > 1 and tree.words[i - 2].upos == "PROPN" and after in {",", ".", ""}


def state_at(place: GazPlace) -> str | None:
    """The key of the government of the country that a place lies in, or is."""
    country = place if place.precision == "country" else gazetteer().country(place.country)
    return state_of_country(country.name) if country is not None else None


@cache
def state_of_country(country: str) -> str | None:
    place = next((p for p in gazetteer().lookup(country) if p.precision == "country"), None)
    actor = next((a for a in lexicon().lookup(place.name if place else country) if a.kind == "state"), None)
    return actor.key if actor else None


def state_of(actor: LexActor) -> str | None:
    """The key of the state that an actor is, or is an organ or force of; None of any other."""
    if actor.kind not in {"state", "state-force"}:
        return None
    head = actor.key
    while "-" in head:
        head = head.rpartition("-")[0]
        state = lexicon().get(head)
        if state is not None and state.kind == "state" and (actor.kind == "state-force" or state.country == actor.country):
            return state.key
    return actor.key if actor.kind == "state" else None
