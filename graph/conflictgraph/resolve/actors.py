"""Actors across articles: which mention is which actor, its label, kind and other names.

An actor's id is the lexicon's key, else a normal form of its name. A person known by one word, and unnamed parties, stay
inside their article; a role with a country ("the police" of Iraq) has a lexicon key and so is one actor everywhere.
Pure and independent of order: every choice is made by counting and sorting.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from typing import Protocol

from conflictgraph.graphmodel import GActor
from conflictgraph.kinds import ActorClass
from conflictgraph.model import Account, ActorKind, Mention, Record
from conflictgraph.names import digest, slug
from conflictgraph.resolve.spelling import person_key


class Known(Protocol):
    """What the actor lexicon tells of a key."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> ActorKind: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Lexicon(Protocol):
    def get(self, key: str) -> Known | None: ...


@dataclass(frozen=True, slots=True)
class Named:
    """One name for one actor in one article."""

    actor: str
    name: str
    kind: ActorKind
    klass: ActorClass
    weight: int  # a proper name counts more than a description


class Actors:
    """Collects names while claims are made, and gives the actors in the end."""

    def __init__(self, lexicon: Lexicon, joined: Mapping[str, str] | None = None) -> None:
        """`joined` has the actor that another is one with, as the user judges."""
        self._lexicon = lexicon
        self._joined = dict(joined or {})
        self._names: set[Named] = set()
        self._counts: Counter[Named] = Counter()

    def article(self, record: Record) -> ArticleActors:
        return ArticleActors(self, record)

    def note(self, named: Named) -> str:
        if named.actor in self._joined:
            named = replace(named, actor=self._joined[named.actor])
        self._counts[named] += 1
        return named.actor

    def noted(self) -> tuple[tuple[Named, int], ...]:
        """All names that were collected, each with how often."""
        return tuple(sorted(self._counts.items(), key=lambda item: astuple(item[0])))

    def take(self, noted: Iterable[tuple[Named, int]]) -> None:
        """Add names that were collected elsewhere."""
        for named, count in noted:
            self._counts[named] += count

    def known(self, key: str) -> Known | None:
        return self._lexicon.get(key)

    def actors(self, used: Iterable[str]) -> tuple[GActor, ...]:
        """The actors with the given ids."""
        by_id: dict[str, list[tuple[Named, int]]] = defaultdict(list)
        for named, count in self._counts.items():
            by_id[named.actor].append((named, count))
        return tuple(self._actor(key, by_id.get(key, [])) for key in sorted(set(used)))

    def _actor(self, key: str, names: list[tuple[Named, int]]) -> GActor:
        entry = self._lexicon.get(key)
        seen = {n.name for n, _ in names}
        if entry is not None:
            label = entry.name
            merged = [known for one, into in sorted(self._joined.items()) if into == key and (known := self._lexicon.get(one))]
            of_others = {a for known in merged for a in (known.name, *known.aliases)}
            alternatives = {a for a in seen | set(entry.aliases) | of_others if a != label and a[:1].isupper()}
            return GActor(key, label, tuple(sorted(alternatives)), entry.kind, klass_of(entry.kind))
        best = max(names, key=lambda n: (n[0].weight, len(n[0].name.split()) > 1, n[1], len(n[0].name), n[0].name))[0]
        kinds = Counter((n.kind, n.klass) for n, c in names for _ in range(c) if n.weight == best.weight)
        kind, klass = max(sorted(kinds), key=lambda k: kinds[k])
        proper = {n.name for n, _ in names if n.weight == best.weight}
        return GActor(key, best.name, tuple(sorted(proper - {best.name})), kind, klass)


def klass_of(kind: ActorKind) -> ActorClass:
    if kind == "person":
        return "Person"
    if kind == "state":
        return "Country"
    if kind in {"state-force", "armed-group", "international", "organization"}:
        return "Organization"
    return "Actor"


class ArticleActors:
    """The actors of one article: from mentions to ids."""

    def __init__(self, actors: Actors, record: Record) -> None:
        self._actors = actors
        self._record = record
        self._text = record.article.text
        self._chains: dict[int, tuple[str, str]] = {}  # chain → longest proper name and its type
        self._keys: dict[int, str] = {}
        for entity in record.entities:
            if entity.chain is None:
                continue
            name = self._clean(entity.start, entity.end)
            if entity.actor is not None:
                self._keys.setdefault(entity.chain, entity.actor)
            if entity.type in {"PER", "ORG", "NORP"}:
                held = self._chains.get(entity.chain)
                if held is None or (len(name.split()), len(name), name) > (len(held[0].split()), len(held[0]), held[0]):
                    self._chains[entity.chain] = (name, entity.type)
        for mention in mentions(record.accounts):
            if mention.chain is not None and mention.actor is not None:
                self._keys.setdefault(mention.chain, mention.actor)
        self._described: dict[int, str] = {}
        for mention in sorted(mentions(record.accounts), key=lambda m: (m.start, m.end)):
            if mention.chain is not None and mention.chain not in self._chains:
                text = self._clean(mention.start, mention.end)
                if text.lower() not in _PRONOUNS:
                    self._described.setdefault(mention.chain, text)

    def _clean(self, start: int, end: int) -> str:
        text = " ".join(self._text[start:end].split()).strip(" ,.;:“”\"'‘’()")
        return re.sub(r"['’]s?$", "", text)

    def id(self, mention: Mention) -> str:
        """The actor of one mention; its name is noted on the way."""
        key = mention.actor
        if key is None and mention.chain is not None:
            key = self._keys.get(mention.chain)
        if key is not None and self._actors.known(key) is not None:
            return self._actors.note(Named(key, self._clean(mention.head.start, mention.head.end), "unknown", "Actor", 1))
        if mention.chain is not None and mention.chain in self._chains:
            name, type_ = self._chains[mention.chain]
            return self._named(name, type_)
        text = self._described.get(mention.chain, "") if mention.chain is not None else ""
        text = text or self._clean(mention.start, mention.end) or "someone"
        label = re.sub(r"^(?:the|a|an|its|their|his|her|some(?!\s+of)|this|these|those|that)\s+", "", text, flags=re.IGNORECASE)
        if text.lower() in _FIRST and not _spoken(self._record, mention):
            return self.publisher()  # "we" outside quotation: who publishes the statement
        if text.lower() in _PRONOUNS:
            label = "unnamed party"
        anchor = mention.chain if mention.chain is not None else f"{mention.start}-{mention.end}"
        actor = f"{slug(label)[:60]}--{digest(self._record.article.id, 'party', anchor)[:10]}"
        return self._actors.note(Named(actor, label, "group", "Actor", 0))

    def _named(self, name: str, type_: str) -> str:
        if type_ == "PER":
            key = person_key(name)
            shown = " ".join(name.split())
            actor = slug(key)
            if len(key.split()) < 2:
                actor = f"{actor}--{digest(self._record.article.id, 'person', key)[:10]}"
            return self._actors.note(Named(actor, shown, "person", "Person", 2))
        bare = re.sub(r"^[Tt]he\s+", "", name)
        return self._actors.note(Named(slug(bare), bare, "organization", "Organization", 2))

    def publisher(self) -> str:
        """Who speaks when nobody else is named."""
        name = self._record.article.publisher
        if name and name.strip():
            return self._actors.note(Named(slug(name), " ".join(name.split()), "organization", "Organization", 2))
        actor = "unstated-publisher--" + digest(self._record.article.id, "publisher")[:10]
        title = self._record.article.title
        label = f"publisher not stated (“{' '.join(title.split())[:60]}”)" if title else "publisher not stated"
        return self._actors.note(Named(actor, label, "organization", "Organization", 0))


_PRONOUNS = frozenset(
    [
        *("he", "she", "it", "they", "him", "her", "them", "we", "i", "you", "us", "me", "his", "its", "their"),
        *("who", "which", "that", "this", "these", "those", "one"),
    ]
)


_FIRST = frozenset(["we", "us", "our", "ours"])


def _spoken(record: Record, mention: Mention) -> bool:
    """Does a mention stand inside what somebody is quoted as saying?"""
    return any(
        span.start <= mention.start < span.end
        for a in record.accounts if a.kind == "statement" and a.speaker is not None and a.speaker.start != mention.start
        for span in a.content
    )


def mentions(accounts: Iterable[Account]) -> Iterator[Mention]:
    """All mentions of parties and speakers of some accounts."""
    for a in accounts:
        yield from (*a.agents, *a.patients, *a.victims, *a.participants, *a.speakers)
        if a.relation is not None:
            yield a.relation.from_
            yield a.relation.to
