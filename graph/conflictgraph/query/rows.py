"""What lookups answer with: frozen rows that hold ids and labels alike. Ids are whole; dates are ISO `YYYY-MM-DD` or None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from conflictgraph.model import Figure


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing by its id, with its label and kind (`actor`, `place`, `event`, `relation`, `claim`, `article`)."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article and how many claims were read out of it; `date_inferred` says how a date was found that nobody stated."""

    id: str
    published: str | None
    publisher: str | None
    headline: str | None
    url: str | None
    language: str
    date_inferred: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, the events it is a party of, and the claims it is the speaker of."""

    id: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    events: int
    claims: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with the actual events right there and those killed in them (the sum of the best figures, or else the lowest; where
    `at_least` at least so many; those of a part of an event there are not added; None where none is known); `lat` and `lon` are WGS84 degrees, `centroid` is True where the point only represents an area."""

    id: str
    label: str
    precision: str
    lat: float | None
    lon: float | None
    centroid: bool
    within: Ref | None
    aliases: tuple[str, ...]
    events: int
    killed: int | None
    at_least: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """The consolidated account of an event; `type` is the narrowest known, `contested` names the properties on which
    its claims cannot all be true."""

    id: str
    type: str | None
    factuality: str
    earliest: str | None
    latest: str | None
    edtf: str | None
    lasting: bool
    agents: tuple[Ref, ...]
    alleged_agents: tuple[Ref, ...]
    denied_agents: tuple[Ref, ...]
    patients: tuple[Ref, ...]
    victims: tuple[Ref, ...]
    participants: tuple[Ref, ...]
    instruments: tuple[str, ...]
    targets: tuple[str, ...]
    place: Ref | None
    place_precision: str | None
    killed: Figure | None
    wounded: Figure | None
    abducted: Figure | None
    captured: Figure | None
    who: tuple[tuple[str, Figure], ...]
    contested: tuple[str, ...]
    speakers: int
    reports: int
    part_of: str | None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One speaker's account in one passage. `sentence` is the passage, verbatim: characters `start`..`end` (half-open)
    of the article. `via` holds the outer speakers, outermost first."""

    id: str
    kind: str
    about: Ref | None
    speaker: Ref
    via: tuple[Ref, ...]
    attribution: str
    factuality: str
    polarity: str
    type: str | None
    agents: tuple[Ref, ...]
    patients: tuple[Ref, ...]
    victims: tuple[Ref, ...]
    participants: tuple[Ref, ...]
    instruments: tuple[str, ...]
    targets: tuple[str, ...]
    place: Ref | None
    earliest: str | None
    latest: str | None
    edtf: str | None
    killed: Figure | None
    wounded: Figure | None
    abducted: Figure | None
    captured: Figure | None
    who: tuple[tuple[str, Figure], ...]
    sentence: str
    cue: str | None
    content: tuple[str, ...]
    article: str
    headline: str | None
    publisher: str | None
    published: str | None
    start: int
    end: int
    rule: str
    confidence: float
    denies: str | None
    contradicts: tuple[str, ...]
    supersedes: tuple[str, ...]
    reliability: str | None = None
    credibility: int | None = None


@dataclass(frozen=True, slots=True)
class TieRow:
    """A relation between two actors: `sort` is `stated` (`claims` say so) or `summed` (over `events`, between `first` and
    `last`, with `killed`, where `at_least` at least so many); `weight` is the number of events, and 1 for a stated one,
    however many claims state it."""

    id: str
    from_: Ref
    to: Ref
    kind: str
    status: str
    sort: str
    earliest: str | None
    latest: str | None
    events: int
    first: str | None
    last: str | None
    killed: int | None
    at_least: bool
    claims: int

    @property
    def weight(self) -> int:
        return max(1, self.events)


# --- views: everything about one thing ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StatedTie:
    """A tie with the claims that state it; none where it is summed from events."""

    tie: TieRow
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class EventWithWords:
    """An event with the first claim that affirms it, whose sentence tells of it."""

    event: EventRow
    claim: ClaimRow | None


@dataclass(frozen=True, slots=True)
class ActorView:
    """An actor: ties, events and statements by it, each with its sentence. `also` are namesakes of other kinds; `renamings` are the
    claims that it had another name before (their `content`), with the time of the change where it is told."""

    actor: ActorRow
    ties: tuple[StatedTie, ...]
    events: tuple[EventWithWords, ...]
    statements: tuple[ClaimRow, ...]
    also: tuple[Ref, ...] = ()
    renamings: tuple[ClaimRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: what contains it (narrowest first), what it contains, and the events in it and in what it contains."""

    place: PlaceRow
    within: tuple[Ref, ...]
    contains: tuple[Ref, ...]
    events: tuple[EventWithWords, ...]
    also: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with all its claims; `part_of` and `parts` are larger and smaller events."""

    event: EventRow
    claims: tuple[ClaimRow, ...]
    part_of: EventRow | None
    parts: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with all claims read out of it, in reading order."""

    article: ArticleRow
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim that belongs to no event or relation."""

    claim: ClaimRow


View: TypeAlias = ActorView | PlaceView | EventView | ArticleView | ClaimView | StatedTie


# --- where values come from --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ground:
    """A claim behind a value: the `value` it gives, and how it counts: `supports`, `rivals` (another value), `replaced`
    (by a later figure of its own speaker), `denies`, or its factuality where it is not told as a fact (`alleged` …)."""

    value: str
    counts: str
    claim: ClaimRow


@dataclass(frozen=True, slots=True)
class Why:
    """Why an event holds a value: `held` is the value, `rule` how it was made out of those of the claims."""

    event: EventRow
    property: str
    held: str
    contested: bool
    rule: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several values, with those who give it and their claims; `replaced` where all of them have given another
    figure since."""

    value: str
    speakers: tuple[Ref, ...]
    claims: tuple[ClaimRow, ...]
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A property of an event on which claims cannot all be true: what is held, and the rivals, most speakers first.
    `apart` is how far apart they are, 0..1: for figures the share of the largest by which the smallest falls short of it, for
    times that of a month, 1 for what cannot both be (denials, parties, places)."""

    event: EventRow
    property: str
    held: str
    rivals: tuple[Rival, ...]
    apart: float = 1.0


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a graph holds. `events` counts all events, `actual` those that are told as facts and not denied; `types`
    and `years` count actual events, `first` and `last` bound them."""

    articles: int
    events: int
    actual: int
    actors: int
    places: int
    claims: int
    relations: int
    disputes: int
    speakers: int
    killed: int
    first: str | None
    last: str | None
    types: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
