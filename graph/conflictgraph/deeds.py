"""Events, claims, actors and places in short: what networks, dyads, timelines and pictures are made of, and what is asked of many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from conflictgraph.graphmodel import GEvent
from conflictgraph.kinds import root_type
from conflictgraph.model import Figure

QUAD_CLASSES = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
"""PLOVER's four classes of event types; the place here, from 1, is their number."""

_QUADS = {
    "agree": 1, "consult": 1, "support": 1, "concede": 1,
    "cooperate": 2, "aid": 2, "retreat": 2,
    "request": 3, "reject": 3, "accuse": 3, "threaten": 3,
    "protest": 4, "sanction": 4, "mobilize": 4, "coerce": 4, "assault": 4,
}  # fmt: skip
QUAD_OF: Mapping[str, int] = MappingProxyType(_QUADS)
"""The number of the class of each event type."""

# Enemies talk, ask, give in and withdraw as friends do.
_SIGNLESS = frozenset({"request", "consult", "concede", "retreat"})


def quad(event_type: str) -> int:
    """The number of the class of a type or mode, 1 to 4; 0 for none.

    >>> QUAD_CLASSES[quad("assault-drone") - 1], quad("")
    ('material-conflict', 0)
    """
    return QUAD_OF.get(root_type(event_type), 0)


def sign(event_type: str) -> int:
    """-1 for conflict, 1 for cooperation, 0 for neither.

    >>> sign("assault-drone"), sign("aid"), sign("request-meet"), sign("")
    (-1, 1, 0, 0)
    """
    number = quad(event_type)
    return 0 if number == 0 or root_type(event_type) in _SIGNLESS else 1 if number <= 2 else -1


class Deed(NamedTuple):
    """One event. `type` is the narrowest known, "" for none; `quad` the name of its class ("" for none), `sign` -1, 0 or 1.

    It happened between the ISO days `first` and `last`; None is unknown. `killed` is the best figure, `low` and `high` the lowest and
    the highest that are claimed; None is unknown. Parties are actor ids, `claims` the ids of the claims about it, all sorted; `part_of` is the
    larger event's id.
    """

    id: str
    type: str
    quad: str
    sign: int
    factuality: str
    first: str | None
    last: str | None
    place: str | None
    killed: int | None
    speakers: int
    confidence: float
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    participants: tuple[str, ...]
    victims: tuple[str, ...]
    claims: tuple[str, ...]
    low: int | None = None
    part_of: str | None = None
    high: int | None = None

    @property
    def dead(self) -> int | None:
        """How many were killed, by the best figure or else the lowest."""
        return self.low if self.killed is None else self.killed

    @property
    def at_least(self) -> bool:
        """True where there were at least so many."""
        return self.low is not None and (self.killed is None or (self.high is None and self.killed == self.low))

    @property
    def figure(self) -> Figure | None:
        """The killed with both bounds; None where nothing is known of them."""
        low = self.killed if self.low is None else self.low
        return None if low is None else Figure(low, self.killed, self.high)


@dataclass(frozen=True, slots=True)
class Cast:
    """An actor in short: `klass` is its class (`Person`, `Organization`, `Country`, `Actor`), `kind` its sort (`armed-group`, `state` …), `aliases` are sorted."""

    id: str
    label: str
    klass: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """A place in short: WGS84 degrees, both or neither; `centroid` is True where they only stand for an area, `within` is the id of
    what contains it."""

    id: str
    label: str
    precision: str
    lat: float | None = None
    lon: float | None = None
    centroid: bool = False
    within: str | None = None


class Saying(NamedTuple):
    """A claim in short: who says it (`via` are outer speakers, outermost first), how, where (an article, the day on which that was `published`, and the
    passage's characters `start`..`end` with its words), the event that it is about, and the ids of the claims that it denies,
    contradicts and supersedes."""

    id: str
    kind: str
    speaker: str
    via: tuple[str, ...]
    attribution: str
    factuality: str
    polarity: str
    type: str | None
    confidence: float
    article: str
    published: str | None
    start: int
    end: int
    words: str
    event: str | None
    denies: str | None
    contradicts: tuple[str, ...]
    supersedes: tuple[str, ...]


Told: TypeAlias = tuple[str, str, str, str | None, float, str, str | None, int | None, int | None, str | None, str]
"""A claim as it stands in a row: its id, sort (see `apart`), speaker, outer speakers (see `outer`), confidence, article, event, the start, end and
words of its passage (None where the graph lacks that), and the passage's id."""


def apart(sort: str) -> tuple[str, str, str, str, str | None]:
    """Kind, attribution, factuality, polarity and type of a claim.

    >>> apart("event asserted actual affirmed assault"), apart("statement reported alleged denied ")
    (('event', 'asserted', 'actual', 'affirmed', 'assault'), ('statement', 'reported', 'alleged', 'denied', None))
    """
    kind, attribution, factuality, polarity, type_ = sort.split(" ")
    return kind, attribution, factuality, polarity, type_ or None


def outer(via: str | None) -> tuple[str, ...]:
    """Outer speakers, outermost first."""
    return tuple(via.split(" ")) if via else ()


class Paper(NamedTuple):
    """An article in short; `publisher` is the name that its source gave, `publisher_actor` that actor's id."""

    id: str
    headline: str | None
    publisher: str | None
    publisher_actor: str | None
    url: str | None
    published: str | None
    language: str


def described(actor: str) -> bool:
    """True for (the id of) a party that an article only describes (“two gunmen”): it is another one in every article."""
    return "--" in actor


def deed(event: GEvent, claims: Iterable[str] = ()) -> Deed:
    """An event in short, with the ids of the claims about it."""
    f = event.facts
    kind, number = f.event_type or "", quad(f.event_type or "")
    return Deed(
        event.id, kind, QUAD_CLASSES[number - 1] if number else "", sign(kind), event.factuality, f.earliest, f.latest, f.place,
        f.killed.best if f.killed is not None else None, event.speakers, event.confidence, f.agents, f.patients, f.participants,
        f.victims, tuple(sorted(claims)), f.killed.low if f.killed is not None else None, event.part_of,
        f.killed.high if f.killed is not None else None,
    )  # fmt: skip


def sides(of: Deed) -> dict[tuple[str, str], int]:
    """The pairs of actors an event is between, each in order of ids: 1 where the first acts on the second, 2 where the second
    acts on the first, 3 where both act. Only what happened and has a type is between anybody."""
    found: dict[tuple[str, str], int] = {}
    if of.factuality != "actual" or not of.type:
        return found
    for agent in of.agents:
        for other in (*of.patients, *of.victims):
            if agent != other:
                pair, way = ((agent, other), 1) if agent < other else ((other, agent), 2)
                found[pair] = found.get(pair, 0) | way
    for n, one in enumerate(of.participants):
        for other in of.participants[n + 1 :]:
            found[(one, other) if one < other else (other, one)] = 3
    return found


# --- what is asked of many at once -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Choice:
    """Which actual events: those that can have happened between two ISO days, of one of the `types` or their modes, in one of
    `places`, with `actor`, of a sign, among `deeds` (ids). `named` leaves out parties that an article only describes, `kinds` keeps pairs
    of actors of these kinds. None and () choose all."""

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None
    actor: str | None = None
    sign: int | None = None
    named: bool = True
    deeds: tuple[str, ...] | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairSum:
    """The events between two actors, `one` < `other`: in how many each acts on the other, in how many both act; the sum of
    the killed over the `counted` events with a figure (the best, or else the lowest; of `at_least` events there were at least so many); the
    first and last day; the number of events of each of `QUAD_CLASSES`."""

    one: str
    other: str
    events: int
    one_acts: int
    other_acts: int
    both_act: int
    killed: int | None
    at_least: int
    counted: int
    first: str | None
    last: str | None
    quads: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class SpanSum:
    """Events that happened between the same days: their number, the killed as in `PairSum`; `whole` are the days of the larger
    event that they are a part of, where that is among the events chosen."""

    first: str | None
    last: str | None
    whole: tuple[str | None, str | None] | None
    events: int
    killed: int
    at_least: int
    counted: int
