"""From the mentions of an article to nodes (see `traits`), and from the names of an actor's nodes to its label and kind.

A node is the lexicon's key, else a normal form of a name with what tells namesakes apart. A person known by one word or by
initials, and unnamed parties, stay inside their article; a role with a country ("the police" of Iraq) has a lexicon key and so
is one actor everywhere, and so is a post of a state ("the Iranian foreign minister"). Which nodes are one actor is settled
across articles (`identity`). Pure and independent of order: every choice is made by counting and sorting.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from conflictgraph.graphmodel import GActor
from conflictgraph.kinds import ActorClass
from conflictgraph.model import Account, ActorKind, Mention, Record
from conflictgraph.names import digest, slug
from conflictgraph.resolve import offices
from conflictgraph.resolve.places import Gazetteer
from conflictgraph.resolve.spelling import person_key
from conflictgraph.resolve.traits import (
    PIN,
    Evidence,
    Known,
    Lexicon,
    LexiconActor,
    Tenure,
    Traits,
    only_initials,
    post_of,
)


@dataclass(frozen=True, slots=True)
class Named:
    """One name for one actor in one article."""

    actor: str
    name: str
    kind: ActorKind
    klass: ActorClass
    weight: int  # a proper name counts more than a description


in_order = attrgetter("actor", "name", "kind", "klass", "weight")  # of names
_by_day = attrgetter("post", "day", "node")  # tenures


class Actors:
    """Collects names while claims are made, and gives the actors in the end."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, judged: Collection[str] = (), known: Known | None = None) -> None:
        """`judged` are the ids of actors that the user's judgements name: some mean one article alone (`traits.PIN`)."""
        self._lexicon = lexicon
        self.known = known or Known(lexicon, gazetteer)
        self.judged = judged
        self._counts: Counter[Named] = Counter()
        self._traits: dict[str, Traits] = {}
        self._tenures: set[Tenure] = set()

    def article(self, record: Record) -> ArticleActors:
        return ArticleActors(self, record)

    def note(self, named: Named, traits: Traits | None = None) -> str:
        self._counts[named] += 1
        if traits is not None:
            held = self._traits.get(traits.node)
            facts = {*traits.facts, *held.facts} if held is not None else traits.facts
            self._traits[traits.node] = Traits(traits.node, traits.base, traits.kind, tuple(sorted(facts)))
        return named.actor

    def hold(self, tenure: Tenure) -> None:
        """Note that an article says who holds a post."""
        self._tenures.add(tenure)

    def noted(self) -> tuple[tuple[Named, int], ...]:
        """All names that were collected, each with how often."""
        return tuple(sorted(self._counts.items(), key=lambda item: in_order(item[0])))

    def evidence(self) -> tuple[tuple[Traits, ...], tuple[Tenure, ...]]:
        """What was collected that other articles may know, too."""
        tenures = (t for t in self._tenures if t.node in self._traits)
        return tuple(self._traits[k] for k in sorted(self._traits)), tuple(sorted(tenures, key=_by_day))

    def take(self, noted: Iterable[tuple[Named, int]]) -> None:
        """Add names that were collected elsewhere."""
        for named, count in noted:
            self._counts[named] += count

    def actors(self, used: Iterable[str], nodes: Mapping[str, Collection[str]] | None = None) -> tuple[GActor, ...]:
        """The actors with the given ids; `nodes` has those of each that is more than the node of its id."""
        by_id: dict[str, list[tuple[Named, int]]] = defaultdict(list)
        for named, count in self._counts.items():
            by_id[named.actor].append((named, count))
        return tuple(self._actor(key, by_id.get(key, []), (nodes or {}).get(key, ())) for key in sorted(set(used)))

    def _actor(self, key: str, names: list[tuple[Named, int]], nodes: Collection[str]) -> GActor:
        listed = (entry for each in sorted({key, *nodes}, key=lambda n: (n != key, n)) if (entry := self.entry(each)) is not None)
        entries = list({entry.key: entry for entry in listed}.values())
        seen = {n.name for n, _ in names if n.weight}  # not "It", "Police", which begin sentences
        if entries:
            entry = entries[0]
            of_others = {a for known in entries[1:] for a in (known.name, *known.aliases)}
            alternatives = {a for a in seen | set(entry.aliases) | of_others if a != entry.name and a[:1].isupper()}
            return GActor(key, entry.name, tuple(sorted(alternatives)), entry.kind, klass_of(entry.kind))
        best = max(names, key=lambda n: (n[0].weight, len(n[0].name.split()) > 1, n[1], len(n[0].name), n[0].name))[0]
        kinds = Counter((n.kind, n.klass) for n, c in names for _ in range(c) if n.weight == best.weight)
        kind, klass = max(sorted(kinds), key=lambda k: kinds[k])
        proper = {n.name for n, _ in names if n.weight == best.weight}
        return GActor(key, best.name, tuple(sorted(proper - {best.name})), kind, klass)

    def entry(self, node: str) -> LexiconActor | None:
        """The lexicon's actor that a node is."""
        return self._lexicon.get(node.partition(PIN)[0])


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
        self._called: dict[int, set[str]] = defaultdict(set)  # chain → all names of its longest one's type
        for entity in record.entities:
            if entity.chain is None:
                continue
            name = self._clean(entity.start, entity.end)
            self._called[entity.chain].add(name)
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
        self._offices: dict[int, str] = {}  # chain without a name → its first description with the place that follows it
        self._beside: dict[int, int] = {}  # chain without a name → that of the name beside one of its descriptions
        self._local: dict[int, set[str]] = defaultdict(set)  # chain with a name → posts of places that it holds
        for mention in sorted(mentions(record.accounts), key=lambda m: (m.start, m.end)):
            self._note_office(mention)
            if mention.chain is not None and mention.chain not in self._chains:
                text = self._clean(mention.start, mention.end)
                if text.lower() not in _PRONOUNS:
                    self._described.setdefault(mention.chain, text)
        keys = {chain: key for chain, key in self._keys.items() if actors.known.actor(key) is not None}
        organizations = {chain: name for chain, (name, type_) in self._chains.items() if type_ != "PER"}
        self._evidence = Evidence(record, keys, organizations, actors.known)
        self._pinned = {each.partition(PIN)[0] for each in actors.judged if each.endswith(f"~{record.article.id}")}
        self._traits: dict[int, Traits] = {}
        for account in record.accounts:  # "Kharkiv mayor Ihor Terekhov"
            tie = account.relation
            if tie is not None and tie.name == "leads" and tie.status == "present" and account.polarity == "affirmed" and tie.from_.chain is not None:
                said = f"{self._clean(account.trigger.start, account.trigger.end)} of {self._clean(tie.to.head.start, tie.to.head.end)}"
                if (local := offices.local_post(said)) is not None:
                    self._local[tie.from_.chain].add(offices.base(*local))
        self._holders: dict[str, set[tuple[str, int]]] = defaultdict(set)  # post → (the post with its state, chain)
        for chain in sorted(self._evidence.told):
            for post, with_state in sorted(self._evidence.told[chain].holds.items()):
                self._holders[post].add((with_state, chain))

    def _note_office(self, mention: Mention) -> None:
        """What a description says of an office: whose name stands beside it, and which post of a place it is."""
        if mention.chain is None or mention.chain in self._chains:
            return
        words = offices.whole(self._record, mention)
        self._offices.setdefault(mention.chain, words)
        named = offices.beside(self._record, mention)
        if named is not None:
            self._beside.setdefault(mention.chain, named)
            if (post := offices.local_post(words)) is not None:
                self._local[named].add(offices.base(*post))

    def _clean(self, start: int, end: int) -> str:
        text = " ".join(self._text[start:end].split()).strip(" ,.;:“”\"'‘’()")
        return re.sub(r"['’]s?$", "", text)

    def id(self, mention: Mention) -> str:
        """The node of one mention; its name and its traits are noted on the way."""
        key = mention.actor
        if key is None and mention.chain is not None:
            key = self._keys.get(mention.chain)
        if key is not None and self._actors.known.actor(key) is not None:
            post = self._headed(key, mention)
            if post is not None:
                return post
            head, name = mention.head, self._clean(mention.head.start, mention.head.end)
            inside = any(e.start <= head.start and head.end <= e.end for e in self._record.entities)
            return self._listed(key, name, mention.chain, int((inside or " " in name) and not name.lower().startswith("the ")))
        if mention.chain is not None and mention.chain in self._chains:
            return self._of_chain(mention.chain)
        named = self._beside.get(mention.chain) if mention.chain is not None else offices.beside(self._record, mention)
        if named is not None and named in self._chains:
            return self._by_chain(named)
        text = self._described.get(mention.chain, "") if mention.chain is not None else ""
        text = text or self._clean(mention.start, mention.end) or "someone"
        label = re.sub(r"^(?:the|a|an|its|their|his|her|some(?!\s+of)|this|these|those|that)\s+", "", text, flags=re.IGNORECASE)
        if text.lower() in _FIRST and not _spoken(self._record, mention):
            return self.publisher()  # "we" outside quotation: who publishes the statement
        if text.lower() in _PRONOUNS:
            label = "unnamed party"
        post = self._post(text) or self._spokesperson(text) or self._local_post(self._offices.get(mention.chain, "") if mention.chain is not None else offices.whole(self._record, mention))
        if post is not None:
            return post
        anchor = mention.chain if mention.chain is not None else f"{mention.start}-{mention.end}"
        return self._own(f"{slug(label)[:60]}--{digest(self._record.article.id, 'party', anchor)[:10]}", label, "group", "Actor", 0)

    def _own(self, actor: str, label: str, kind: ActorKind, klass: ActorClass, weight: int) -> str:
        """A party of this article only; it is known to others where a judgement names it."""
        traits = Traits(actor, actor, "other") if actor in self._actors.judged else None
        return self._actors.note(Named(actor, label, kind, klass, weight), traits)

    def _pin(self, traits: Traits) -> Traits:
        """Traits under an id of this article's own, where a judgement asks for it."""
        return replace(traits, node=f"{traits.base}~{self._record.article.id}") if traits.base in self._pinned else traits

    def _listed(self, key: str, name: str, chain: int | None, weight: int = 1) -> str:
        traits = self._pin(self._evidence.listed(key, chain))
        self._hold(chain, traits.node)
        return self._actors.note(Named(traits.node, name, "unknown", "Actor", weight), traits)

    def _hold(self, chain: int | None, node: str) -> None:
        day = self._evidence.day
        if chain is not None and day and chain in self._evidence.told:
            for held in self._evidence.told[chain].holds.values():
                self._actors.hold(Tenure(held, day, node))
        if chain is not None and day:
            for held in self._local.get(chain, ()):
                self._actors.hold(Tenure(held, day, node))

    def _of_chain(self, chain: int) -> str:
        """The node of a chain that has a name."""
        name, type_ = self._chains[chain]
        names = frozenset(n for n in self._called[chain] if n)
        state = self._actors.known.capital(name)
        if state is not None and names == {name} and (state.key in self._keys.values() or (state.country or "").lower() in self._evidence.countries):
            return self._listed(state.key, name, None)  # "Addis Ababa announced a ceasefire", taken for a person
        if type_ == "PER":
            key, shown = person_key(name), " ".join(name.split())
            if only_initials(key):
                own = f"{slug(key)}--{digest(self._record.article.id, 'person', key)[:10]}"
                return self._own(own, shown, "person", "Person", 2)
            return self._known_by(chain, slug(key), lambda: self._evidence.person(chain, names | {name}), shown, "person", "Person")
        bare = re.sub(r"^[Tt]he\s+", "", name)
        return self._known_by(
            chain, slug(bare), lambda: self._evidence.organization(chain, bare, names | {bare}), bare, "organization", "Organization"
        )

    def _known_by(
        self, chain: int | None, base: str, traits: Callable[[], Traits], shown: str, kind: ActorKind, klass: ActorClass
    ) -> str:
        if self._actors.known.actor(base) is not None:  # the lexicon's key is the normal form of its name
            return self._listed(base, shown, chain)
        made = self._traits.get(chain) if chain is not None else None
        if made is None:
            made = self._pin(traits())
            if chain is not None:
                self._traits[chain] = made
        self._hold(chain, made.node)
        return self._actors.note(Named(made.node, shown, kind, klass, 2), made)

    def _headed(self, key: str, mention: Mention) -> str | None:
        """The holder or the node of a post, where words name who heads an organ ("the Iraqi interior minister") and the lexicon's
        key is the organ's."""
        words = self._clean(mention.start, mention.end)
        found = post_of(words, self._actors.known)
        if found is None or found[0] is None or key not in (found[0].key, f"{found[0].key}-{found[1].organ}"):
            return None
        return self._post(words)

    def _post(self, text: str) -> str | None:
        """The holder or the node of a post that a description names; None where it names none, or of an unknown state."""
        found = post_of(text, self._actors.known)
        if found is None:
            return None
        state, post = found
        holders = {chain for held, chain in self._holders.get(post.key, ()) if state is None or held == f"{state.key}-{post.key}"}
        holders = {chain for chain in holders if chain in self._keys or chain in self._chains}  # with a name
        if len(holders) == 1:
            return self._by_chain(min(holders))
        if state is None:
            country = self._evidence.only_country
            state = self._actors.known.state_of(country) if country is not None else None
        if state is None:
            return None
        return self._office(f"{state.key}-{post.key}", post.key, state.name)

    def _local_post(self, words: str) -> str | None:
        """The holder or the node of a post of a town or province that a description names."""
        found = offices.local_post(words) if words else None
        if found is None:
            return None
        base = offices.base(*found)
        holders = {chain for chain, bases in self._local.items() if base in bases}
        if len(holders) == 1 and (chain := min(holders)) in self._chains:
            return self._by_chain(chain)
        return self._office(base, *found)

    def _spokesperson(self, text: str) -> str | None:
        """Whoever speaks for a state, organ or group that the lexicon knows: one voice, whoever quotes them."""
        of = offices.speaks_for(text)
        found = self._actors.known.named(of) if of is not None else None
        if found is None:
            return None
        node = f"{found.key}-spokesperson"
        named = {chain for held, chain in self._holders.get("spokesperson", ()) if held == node and (chain in self._keys or chain in self._chains)}
        if len(named) == 1:
            return self._by_chain(min(named))
        return self._actors.note(Named(node, f"Spokesperson of {found.name}", "role", "Actor", 1), Traits(node, node, "post"))

    def _office(self, base: str, post: str, of: str) -> str:
        """The node of a post on the article's day."""
        day = self._evidence.day
        node = f"{base}~on-{day}" if day else base
        label = f"{post.replace('-', ' ').capitalize()} of {of}"
        return self._actors.note(Named(node, label, "role", "Actor", 1), Traits(node, base, "post"))

    def _by_chain(self, chain: int) -> str:
        """The node of a chain with a name, be it the lexicon's."""
        if chain in self._keys and self._actors.known.actor(self._keys[chain]) is not None:
            return self._listed(self._keys[chain], self._chains[chain][0] if chain in self._chains else "", chain)
        return self._of_chain(chain)

    def publisher(self) -> str:
        """Who speaks when nobody else is named."""
        name = self._record.article.publisher
        if name and name.strip():
            shown = " ".join(name.split())
            traits = lambda: self._evidence.organization(None, shown, frozenset([shown]))  # noqa: E731
            return self._known_by(None, slug(name), traits, shown, "organization", "Organization")
        actor = "unstated-publisher--" + digest(self._record.article.id, "publisher")[:10]
        title = self._record.article.title
        label = f"publisher not stated (“{' '.join(title.split())[:60]}”)" if title else "publisher not stated"
        return self._own(actor, label, "organization", "Organization", 0)


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
