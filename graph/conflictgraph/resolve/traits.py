"""What one article says of an actor that other articles may know, too: the evidence by which actors are joined or kept apart.

An actor of one article is a *node*: a name in its normal form, with the country, the post or group, and the death that the
article tells of. Articles that say the same of a name have the same node, so that a name has few nodes, however many articles
it stands in; whatever else is told (years, company, other names) is gathered for the node as a set of facts, never counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, Protocol

from conflictgraph.kinds import RENAMED
from conflictgraph.model import Account, ActorKind, Mention, Record
from conflictgraph.names import fold, slug
from conflictgraph.resolve import tables
from conflictgraph.resolve.places import Gazetteer
from conflictgraph.resolve.spelling import person_key

NodeKind = Literal["person", "organization", "listed", "post", "other"]
Fact = tuple[str, str]  # kind ("name", "short", "country", "scene", "post", "company", "year", "died") and value

PIN = "~A-"  # before the digits of an article's id: the actor of that article alone, as a judgement names it
_POSTED = frozenset({"leads", "deputyOf", "memberOf", "spokespersonFor", "worksFor", "represents"})
_GROUPS = frozenset({"armed-group", "state-force", "international", "organization"})
_SHORT = 4  # letters of an acronym that many organizations can have
_NAME_LENGTH = 2  # words without which a person's name stays inside its article


@dataclass(frozen=True, slots=True)
class Traits:
    """What one article says of one node. `base` is what nodes of one name share: the name's normal form, the lexicon's key, or
    a post; `facts` are sorted."""

    node: str
    base: str
    kind: NodeKind
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """On a day an article says that somebody (a node) holds a post."""

    post: str
    day: str
    node: str


class LexiconActor(Protocol):
    """What the actor lexicon tells of an actor."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> ActorKind: ...
    @property
    def country(self) -> str | None: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Lexicon(Protocol):
    """A lexicon that finds actors by name."""

    def get(self, key: str) -> LexiconActor | None: ...
    def lookup(self, name: str, *, metonyms: bool = False) -> tuple[LexiconActor, ...]: ...


class Known:
    """Lexicon and gazetteer as far as evidence needs them, each question asked once."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._actors: dict[str, LexiconActor | None] = {}
        self._states: dict[str, LexiconActor | None] = {}
        self._capitals: dict[str, LexiconActor | None] = {}
        self._countries: dict[int, str | None] = {}
        self._by_code: dict[str, LexiconActor] = {}

    def actor(self, key: str) -> LexiconActor | None:
        """The lexicon's actor with this key."""
        if key not in self._actors:
            if len(self._actors) > 20_000:
                self._actors.clear()
            self._actors[key] = self._lexicon.get(key)
        return self._actors[key]

    def state(self, name: str) -> LexiconActor | None:
        """The state that a name or demonym stands for."""
        if name not in self._states:
            if len(self._states) > 20_000:
                self._states.clear()
            found = (a for a in self._lexicon.lookup(name) if a.kind == "state")
            self._states[name] = next(found, None)
        return self._states[name]

    def capital(self, name: str) -> LexiconActor | None:
        """The state whose capital has this name."""
        if name not in self._capitals:
            if len(self._capitals) > 20_000:
                self._capitals.clear()
            known = self._lexicon.lookup(name)
            found = (a for a in self._lexicon.lookup(name, metonyms=True) if a.kind == "state")
            self._capitals[name] = None if known else next(found, None)
        return self._capitals[name]

    def body(self, name: str) -> LexiconActor | None:
        """The international body that a name stands for."""
        found = [a for a in self._lexicon.lookup(name) if a.kind == "international"]
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> LexiconActor | None:
        """The one group, state or body that has this name."""
        found = [a for a in self._lexicon.lookup(name) if a.kind in _GROUPS or a.kind == "state"]
        return found[0] if len(found) == 1 else None

    def country(self, geonames: int) -> str | None:
        """The country of a place, as a code in small letters."""
        if geonames not in self._countries:
            if len(self._countries) > 50_000:
                self._countries.clear()
            place = self._gazetteer.place(geonames)
            home = self._gazetteer.country(place.country) if place is not None and place.country else None
            state = self.state(home.name) if home is not None else None
            code = (state.country if state is not None else None) or (place.country if place is not None else None)
            self._countries[geonames] = code.lower() if code else None
            if state is not None and code:
                self._by_code[code.lower()] = state
        return self._countries[geonames]

    def state_of(self, code: str) -> LexiconActor | None:
        """The state of a country that `country` told."""
        return self._by_code.get(code)

    def home(self, key: str | None) -> str | None:
        """The country of an actor of the lexicon."""
        known = self.actor(key) if key is not None else None
        return known.country.lower() if known is not None and known.country else None


@dataclass(slots=True)
class Told:
    """What an article says of one chain of mentions."""

    countries: set[str] = field(default_factory=set)  # by what is said of it
    posts: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)  # in which it acts or speaks
    died: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # other names, by what is said of it
    holds: dict[str, str] = field(default_factory=dict)  # post word → post with its country, for posts held at present


class Evidence:
    """The evidence of one article, by chain. `keys` has the lexicon's actor of each chain that has one, `organizations` the name
    of each chain that is an organization's."""

    def __init__(self, record: Record, keys: Mapping[int, str], organizations: Mapping[int, str], known: Known) -> None:
        self._record = record
        self._text = record.article.text
        self._keys = keys
        self._organizations = organizations
        self._known = known
        self.day = _day(record.article.published)
        self.year = (self.day or "")[:4]
        self.told: dict[int, Told] = defaultdict(Told)
        self.countries = Counter(
            c for p in record.places if p.geonames is not None and (c := known.country(p.geonames)) is not None
        )
        for account in record.accounts:
            if account.relation is not None:
                self._tie(account)
            elif account.kind == "event":
                self._event(account)
            for speaker in account.speakers:
                if speaker.chain is not None and self.year:
                    self.told[speaker.chain].years.add(self.year)

    @property
    def country(self) -> str | None:
        """The country that most of the article's places are in; None where there is none, or no majority."""
        if not self.countries:
            return None
        (first, count), *_ = sorted(self.countries.items(), key=lambda item: (-item[1], item[0]))
        return first if 2 * count > self.countries.total() else None

    @property
    def only_country(self) -> str | None:
        """The country that all of the article's places are in."""
        return next(iter(self.countries)) if len(self.countries) == 1 else None

    def key(self, mention: Mention) -> str | None:
        """The lexicon's actor of a mention."""
        return mention.actor or (self._keys.get(mention.chain) if mention.chain is not None else None)

    def _tie(self, account: Account) -> None:
        tie = account.relation
        if tie is not None and tie.name == RENAMED and tie.status == "present" and account.polarity == "affirmed":
            for one, other in ((tie.from_, tie.to), (tie.to, tie.from_)):
                if one.chain is not None:
                    self.told[one.chain].names.add(" ".join(self._text[other.head.start : other.head.end].split()))
            return
        if tie is None or tie.from_.chain is None or tie.name not in _POSTED or tie.status not in ("present", "former"):
            return
        told, target = self.told[tie.from_.chain], self.key(tie.to)
        known = self._known.actor(target) if target is not None else None
        if known is None:
            if tie.to.chain is not None and tie.to.chain in self._organizations:
                told.posts.add(slug(organization_key(self._organizations[tie.to.chain])))
            return
        if known.country:
            told.countries.add(known.country.lower())
        if tie.name == "spokespersonFor" and tie.status == "present" and account.polarity == "affirmed":
            told.holds["spokesperson"] = f"{known.key}-spokesperson"
        word = " ".join(self._text[account.trigger.start : account.trigger.end].lower().split())
        post = tables.posts().get(word) or tables.posts().get(account.rule.rpartition("/")[2])
        state = known.key if known.kind in ("state", "international") else None
        if post is not None and known.key.endswith("-" + post.organ):
            state = known.key.removesuffix("-" + post.organ)
        if post is not None and state is not None:
            told.posts.add(f"{state}-{post.key}")
            if (tie.name == "leads" or account.rule.startswith("tie:holds/")) and tie.status == "present" and account.polarity == "affirmed":
                told.holds[post.key] = f"{state}-{post.key}"
        elif known.kind != "state":
            told.posts.add(known.key)

    def _event(self, account: Account) -> None:
        affirmed = account.polarity == "affirmed" and account.factuality == "actual"
        when = next((t for t in self._record.times if account.time is not None and t.id == account.time.id), None)
        year = (_day(when.earliest) or "")[:4] if when is not None and when.earliest else self.year
        if affirmed and account.killed is not None and account.killed.low > 0 and year:
            for victim in account.victims:
                if victim.chain is not None:
                    self.told[victim.chain].died.add(year)
        if affirmed and year:
            met = account.patients if account.type == "consult" else ()  # whom somebody met was alive
            for actor in (*account.agents, *account.participants, *met):
                if actor.chain is not None:
                    self.told[actor.chain].years.add(year)
        parties = (*account.agents, *account.patients, *account.victims, *account.participants, *account.speakers)
        groups = {k for m in parties if (k := self.key(m)) is not None and (a := self._known.actor(k)) is not None and a.kind in _GROUPS}
        for mention in parties:
            if mention.chain is not None:
                self.told[mention.chain].company |= groups - {self.key(mention)}

    # --- nodes ---------------------------------------------------------------------------------------------------

    def listed(self, key: str, chain: int | None) -> Traits:
        """The node of an actor of the lexicon, with other names that the article tells of it."""
        told = self.told[chain].names if chain is not None and chain in self.told else set[str]()
        return Traits(key, key, "listed", tuple(sorted(("short" if acronym(n) else "name", organization_key(n)) for n in told)))

    def person(self, chain: int, names: frozenset[str]) -> Traits:
        """The node of a person with a name of two and more words; `names` are all that the article calls them."""
        longest = max(names, key=lambda n: (len(n.split()), len(n), n))
        key, told = person_key(longest), self.told[chain]
        countries = told.countries or ({self.country} - {None})
        country, post, died = (min(some, default="") for some in (countries, told.posts, told.died))  # type: ignore[type-var]
        year = "" if died else self.year  # else what is told of the dead and of a namesake after them would be one node's
        node = slug(key) + "".join(f"~{what}-{value}" for what, value in (("in", country), ("of", post), ("died", died), ("year", year)) if value)
        facts = {("name", person_key(n)) for n in names if not only_initials(person_key(n))} | self._facts(told)
        facts |= {("country" if told.countries else "scene", c) for c in countries if c}
        return Traits(node, slug(key), "person", tuple(sorted(facts)))

    def organization(self, chain: int | None, name: str, names: frozenset[str]) -> Traits:
        """The node of an organization; of one whose name many countries could have, its country is part of it."""
        base = slug(name)
        told = self.told[chain] if chain is not None else Told()
        countries = told.countries or ({self.country} - {None} if chain is not None else set())
        country = min((c for c in countries if c), default="") if institution(name) or ambiguous(name) else ""
        facts = {("short" if acronym(n) else "name", organization_key(n)) for n in names | told.names}
        facts |= self._facts(told) if chain is not None else set()
        facts |= {("country" if told.countries else "scene", c) for c in countries if c}
        return Traits(base + (f"~in-{country}" if country else ""), base, "organization", tuple(sorted(facts)))

    def _facts(self, told: Told) -> set[Fact]:
        sets = (("post", told.posts), ("company", told.company), ("year", told.years), ("died", told.died))
        return {(kind, value) for kind, values in sets for value in values}


def _day(text: str | None) -> str | None:
    """A date (YYYY-MM-DD), or None for anything else: records may come from other extractors."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        return None


def only_initials(key: str) -> bool:
    """Is a person's name in its normal form one word, or initials and one word ("j smith")?"""
    return sum(len(word) > 1 and word not in tables.particles() for word in key.split()) < _NAME_LENGTH


def acronym(name: str) -> bool:
    """Is a name written in capitals, as one short word?"""
    return re.fullmatch(r"(?:[A-Z][A-Z0-9-]{1,7}|(?:[A-Z]\.){2,8})", name) is not None


def ambiguous(short: str) -> bool:
    """Is a short name so short that many organizations have it ("SDF")?"""
    return acronym(short.upper()) and sum(c.isalnum() for c in short) <= _SHORT


def organization_key(name: str) -> str:
    """An organization's name in one spelling, without articles. Idempotent."""
    words = fold(re.sub(r"\b(?:[A-Za-z]\.){2,}", lambda m: m[0].replace(".", ""), name).replace("&", " and ")).split()
    spelled = tables.organization_spellings()
    kept = [spelled.get(w, w) for w in words if w not in ("the", "al", "el", "a", "an")]
    return " ".join(kept or words)


def institution(name: str) -> bool:
    """Could many countries have an institution of this name ("Supreme Court")?"""
    return all(w in tables.institution_words() or w.isdigit() for w in organization_key(name).split())


def post_of(text: str, known: Known) -> tuple[LexiconActor | None, tables.Post] | None:
    """The post that words stand for ("the Iranian foreign minister", "the UN secretary-general"), with the state or international body where
    they name it."""
    words = re.sub(r"^(?:the|a|an|its|their|his|her)\s+", "", " ".join(text.split()), flags=re.IGNORECASE)
    low = words.lower()
    if _any_post().search(low) is None:  # nearly always
        return None
    for phrase, post in _by_length():
        if low == phrase:
            return None, post
        country = None
        if low.endswith(" " + phrase):
            country = re.sub(r"['’]s?$", "", words[: -len(phrase) - 1])
        elif low.startswith(phrase + " of "):
            country = re.sub(r"^the ", "", words[len(phrase) + 4 :], flags=re.IGNORECASE)
        if country is not None:
            if country.lower() in ("country", "nation"):
                return None, post
            state = known.state(country) or known.body(country)
            return None if state is None else (state, post)
    return None


@cache
def _any_post() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase, _ in _by_length()) + r")\b")


@cache
def _by_length() -> tuple[tuple[str, tables.Post], ...]:
    return tuple(sorted(tables.posts().items(), key=lambda item: (-len(item[0]), item[0])))
