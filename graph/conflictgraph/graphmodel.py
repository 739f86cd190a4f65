"""The records of the consolidated graph: what `resolve` makes and `triples` turns into RDF.

Everything is frozen, hashable and in one normal form: fields that are sets are sorted tuples without repeats, texts of
several pieces are collapsed, coordinates and confidences are rounded, so that equal graphs compare equal and nothing
is lost on the way to RDF or JSON and back. Texts are unicode without surrogates; dates are ISO `YYYY-MM-DD` or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from conflictgraph.kinds import AboutKind, ActorClass, Category, DeniedAspect, RelationSort
from conflictgraph.model import (
    AccountKind,
    ActorKind,
    Attribution,
    Factuality,
    Figure,
    Polarity,
    Precision,
    TieStatus,
)

# --- normal forms ------------------------------------------------------------------------------------------------

T = TypeVar("T", bound="str | tuple[object, ...]")

_UNSAFE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]")
_WEB = re.compile(
    r"https?://(?:[A-Za-z0-9\-._~!$&'()*+,;=:%]*@)?(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~!$&'()*+,;=%]+)(?::[0-9]*)?"
    r"(?=[/?#]|$)",
    re.IGNORECASE,
)
_PLAIN_WEB = re.compile(r"https?://[A-Za-z0-9\-._~]+(?:/[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*)?")  # nothing in it to encode


def web_address(text: str) -> str:
    """A web address in the form in which it can stand in RDF: what an IRI may not hold is percent-encoded.

    Texts that are no http(s) address come back as they are; in RDF they are plain strings (see `is_web_address`).
    Idempotent.
    """
    text = text.strip()
    if _PLAIN_WEB.fullmatch(text):
        return text
    scheme = re.match(r"https?://", text, re.IGNORECASE)
    if scheme is None:
        return text
    end = min((i for i in (text.find(c, scheme.end()) for c in "/?#") if i >= 0), default=len(text))
    host, rest = text[scheme.end() : end], text[end:]
    bracketed = re.fullmatch(r"(?:[^@\[\]]*@)?\[[0-9A-Fa-f:.]+\](?::[0-9]*)?", host)
    path, hash_, fragment = rest.partition("#")
    fragment = fragment.replace("#", "%23")
    safe = scheme.group() + (host if bracketed else _encode(host)) + _encode(path) + hash_ + _encode(fragment)
    return safe if _WEB.match(safe) else text


def _encode(text: str) -> str:
    return _UNSAFE.sub(lambda m: "".join(f"%{b:02X}" for b in m.group().encode("utf-8", "replace")), text)


def is_web_address(text: str) -> bool:
    """True for an absolute http(s) address in the form that `web_address` gives."""
    return _WEB.match(text) is not None and text == web_address(text)


def _set(values: Iterable[T]) -> tuple[T, ...]:
    values = tuple(values)
    return values if len(values) < 2 else tuple(sorted(set(values)))


def _normalise(record: object, *names: str) -> None:
    for name in names:
        value = getattr(record, name)
        if len(value) > 1:
            object.__setattr__(record, name, _set(value))


# --- the records -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GArticle:
    """One text as read. `publisher_actor` is the actor who speaks when nobody else is named, `publisher` its name as
    the source gave it; `sha256` is of the text, in hexadecimal. `url` is percent-encoded (`web_address`)."""

    id: str
    headline: str | None = None
    publisher_actor: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    date_inferred: str | None = None
    language: str = "en"
    sha256: str = ""
    dateline: str | None = None

    def __post_init__(self) -> None:
        if self.url is not None:
            object.__setattr__(self, "url", web_address(self.url))


@dataclass(frozen=True, slots=True)
class GPassage:
    """Characters `start`..`end` (half-open) of an article, with the exact words: `exact == text[start:end]`."""

    id: str
    article: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an account says: the properties that a claim and an event share.

    `event_type` is the narrowest known (`assault-drone`); parties are actor ids; `instruments` and `targets` are words;
    `place` is a place id. `who` has the categories of the killed, one figure per category.
    """

    event_type: str | None = None
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str | None = None
    place_precision: Precision | None = None
    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    lasting: bool = False
    killed: Figure | None = None
    wounded: Figure | None = None
    abducted: Figure | None = None
    captured: Figure | None = None
    who: tuple[tuple[Category, Figure], ...] = ()

    def __post_init__(self) -> None:
        _normalise(self, "agents", "patients", "victims", "participants", "instruments", "targets")
        if len(self.who) > 1:
            object.__setattr__(self, "who", tuple(sorted(dict(self.who).items(), key=lambda pair: pair[0])))


@dataclass(frozen=True, slots=True)
class GClaim:
    """One speaker's account or statement in one passage.

    `attributed_to` is the innermost speaker's actor, `via` the outer speakers, outermost first; `about` says what it is
    about: ("event" | "relation" | "actor", id); `denies` names the denied claim and what of it. `content` holds the
    words of the statement in reading order (white space collapsed), `content_passages` where they stand, verbatim.
    `confidence` is 0..1 to four decimals; `credibility` is the user's grade, 1..6.
    """

    id: str
    kind: AccountKind
    attributed_to: str
    passage: str
    article: str
    attribution: Attribution
    factuality: Factuality
    polarity: Polarity
    facts: Facts = Facts()
    about: tuple[AboutKind, str] | None = None
    denies: tuple[str, DeniedAspect] | None = None
    via: tuple[str, ...] = ()
    cue: str | None = None
    content: tuple[str, ...] = ()
    content_passages: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 0.0
    contradicts: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    credibility: int | None = None

    def __post_init__(self) -> None:
        _normalise(self, "content_passages", "contradicts", "supersedes")
        if self.content:
            pieces = (" ".join(piece.split()) for piece in self.content)
            object.__setattr__(self, "content", tuple(piece for piece in pieces if piece))
        object.__setattr__(self, "confidence", round(float(self.confidence), 4) + 0.0)


@dataclass(frozen=True, slots=True)
class GEvent:
    """The consolidated account. `contested` holds names out of `kinds.CONTESTABLE`; `speakers` counts independent voices,
    `reports` articles; `claims` are exactly the claims whose `about` is this event; `confidence` is 0..1 to four decimals."""

    id: str
    facts: Facts
    factuality: Factuality
    speakers: int
    reports: int
    contested: tuple[str, ...] = ()
    alleged_agents: tuple[str, ...] = ()
    denied_agents: tuple[str, ...] = ()
    part_of: str | None = None
    claims: tuple[str, ...] = ()
    confidence: float = 0.0

    def __post_init__(self) -> None:
        _normalise(self, "contested", "alleged_agents", "denied_agents", "claims")
        object.__setattr__(self, "confidence", round(float(self.confidence), 4) + 0.0)


@dataclass(frozen=True, slots=True)
class GActor:
    """Who acts, is acted on, or speaks. `same_as` holds web addresses of the same actor elsewhere; `reliability` is the
    user's grade as a source, A..F."""

    id: str
    label: str
    alt_labels: tuple[str, ...] = ()
    kind: ActorKind = "unknown"
    klass: ActorClass = "Actor"
    same_as: tuple[str, ...] = ()
    located_in: str | None = None
    reliability: str | None = None

    def __post_init__(self) -> None:
        _normalise(self, "alt_labels")
        object.__setattr__(self, "same_as", _set(web_address(a) for a in self.same_as))


@dataclass(frozen=True, slots=True)
class GPlace:
    """A place. `lat` and `lon` are WGS84 degrees to six decimals, both or neither; `centroid` is True where the point
    only represents an area; `within` is the id of the containing place; `geonames` the GeoNames number."""

    id: str
    label: str
    alt: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "point"
    centroid: bool = False
    within: str | None = None
    geonames: int | None = None

    def __post_init__(self) -> None:
        _normalise(self, "alt")
        for name in ("lat", "lon"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, round(float(value), 6) + 0.0)  # + 0.0: no negative zero


@dataclass(frozen=True, slots=True)
class GRelation:
    """A standing link between two actors.

    `sort` "stated": claims say so (`claims` are exactly the claims whose `about` is this relation; `earliest` and
    `latest` bound the tie). "summed": `events` actual events between `first` and `last` with `killed` (the sum of their
    best figures, or else the lowest; where `at_least` at least so many; None where none is known).
    """

    id: str
    from_: str
    to: str
    kind: str
    status: TieStatus = "present"
    earliest: str | None = None
    latest: str | None = None
    events: int = 0
    first: str | None = None
    last: str | None = None
    killed: int | None = None
    sort: RelationSort = "stated"
    claims: tuple[str, ...] = ()
    at_least: bool = False

    def __post_init__(self) -> None:
        _normalise(self, "claims")


GRecord: TypeAlias = GArticle | GPassage | GClaim | GEvent | GActor | GPlace | GRelation


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole consolidated graph; each tuple is sorted by id, and an id occurs once per tuple.

    `led` has the ids that find an actor besides its own: (id, actor), by id. Raises ValueError where two different records of
    one kind share an id.
    """

    articles: tuple[GArticle, ...] = ()
    passages: tuple[GPassage, ...] = ()
    claims: tuple[GClaim, ...] = ()
    events: tuple[GEvent, ...] = ()
    actors: tuple[GActor, ...] = ()
    places: tuple[GPlace, ...] = ()
    relations: tuple[GRelation, ...] = ()
    led: tuple[tuple[str, str], ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for name in ("articles", "passages", "claims", "events", "actors", "places", "relations"):
            records = sorted(getattr(self, name), key=attrgetter("id"))
            kept = [r for i, r in enumerate(records) if i == 0 or r != records[i - 1]]
            for one, other in pairwise(kept):
                if one.id == other.id:
                    raise ValueError(f"Two different {name} share the id “{one.id}”.")
            object.__setattr__(self, name, tuple(kept))

    def records(self) -> Iterator[GRecord]:
        """All records: articles, passages, claims, events, actors, places, relations, each sorted by id."""
        yield from self.articles
        yield from self.passages
        yield from self.claims
        yield from self.events
        yield from self.actors
        yield from self.places
        yield from self.relations


def graph_of(records: Iterable[GRecord]) -> Graph:
    """A graph out of records of any kind in any order."""
    sorted_out: dict[type, list[GRecord]] = {kind: [] for kind in RECORD_KINDS.values()}
    for record in records:
        sorted_out[type(record)].append(record)
    return Graph(**{f"{name}s": tuple(sorted_out[kind]) for name, kind in RECORD_KINDS.items()})  # type: ignore[arg-type]


RECORD_KINDS: Mapping[str, type[GRecord]] = MappingProxyType(
    {
        "article": GArticle,
        "passage": GPassage,
        "claim": GClaim,
        "event": GEvent,
        "actor": GActor,
        "place": GPlace,
        "relation": GRelation,
    }
)
"""The kinds of records by the name they have in IRIs and JSON."""


def kind_of(record: GRecord) -> str:
    """`article`, `passage`, `claim`, `event`, `actor`, `place` or `relation`."""
    return _KIND_OF[type(record)]


_KIND_OF = {kind: name for name, kind in RECORD_KINDS.items()}
