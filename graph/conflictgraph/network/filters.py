"""What of a graph a network is made of: filters as a user gives them, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypedDict, get_args

from conflictgraph.deeds import Deed
from conflictgraph.errors import StopRun
from conflictgraph.kinds import root_type
from conflictgraph.model import ActorKind, TieStatus
from conflictgraph.network.bonds import TIE_SIGNS
from conflictgraph.query import Lookups, event_type
from conflictgraph.query.rows import TieRow
from conflictgraph.query.words import days

PROJECTIONS = ("relations", "actors", "ties", "actor-event", "actor-place", "claims", "events", "whole")
POLICIES = ("all", "attributed", "two-speakers")
STATUSES: tuple[str, ...] = get_args(TieStatus)
ACTOR_KINDS: tuple[str, ...] = get_args(ActorKind)
_SIGNS = {"conflict": -1, "cooperation": 1}
_OF_EVENTS = ("type", "place")
_OF_ACTORS = ("relations", "actors", "ties", "actor-place")
"""Networks that would be filled by parties that an article only describes, so that these are left out unless they are asked for;
the others hold all that happened or was said."""
Texts: TypeAlias = Sequence[str] | str


class Filters(TypedDict, total=False):
    """What of a graph a network is made of; each filter narrows, and those not given keep all.

    `since` and `until` (`YYYY[-MM[-DD]]`) keep events and dated ties that can have happened or held then, `type` events of these
    types or modes, `place` those there or in what it contains, `only` conflict or cooperation, `speakers` what so many independent
    voices tell of, `confidence` what is read so surely (0..1), `actor_kind` actors of these kinds, `policy` what one of the policies that
    ship admits (`all`, `attributed`, `two-speakers`), `status` stated ties of these statuses. `named` leaves out parties that an article only describes (“two gunmen”); networks of actors and of actors and
    places do so unless it is False, the others only where it is True.
    """

    since: str | None
    until: str | None
    type: Texts
    place: str | None
    only: str | None
    speakers: int
    confidence: float
    actor_kind: Texts
    policy: str
    status: Texts
    named: bool | None


class NetworkFilters(Filters, total=False):
    """`Filters`, and `by`: what these speakers say (names; one or several)."""

    by: Texts


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters with names looked up: ISO days, types, ids of places, of speakers. None and () choose all."""

    first: str | None = None
    last: str | None = None
    types: tuple[str, ...] = ()
    area: frozenset[str] | None = None
    speakers: int = 0
    confidence: float = 0.0
    sign: int | None = None
    named: bool = False
    by: frozenset[str] | None = None
    kinds: tuple[str, ...] = ()
    attributed: bool = False
    statuses: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """True where something is filtered, described parties aside."""
        return replace(self, named=False) != Wanted()

    @property
    def of_events(self) -> bool:
        """True where something is asked for that only events have."""
        return bool(self.types) or self.area is not None

    @property
    def claims_alone(self) -> bool:
        """True where nothing is asked of events, so that claims about something else may be in, too."""
        return not self.of_events and self.first is None and self.last is None and self.sign is None and not self.speakers

    def keeps(self, deed: Deed) -> bool:
        """Whether an event is wanted, its time, its claims and its parties aside."""
        return (
            deed.speakers >= self.speakers
            and deed.confidence >= self.confidence
            and (not self.types or deed.type in self.types or root_type(deed.type) in self.types)
            and (self.area is None or deed.place in self.area)
            and (self.sign is None or deed.sign == self.sign)
        )

    def keeps_tie(self, tie: TieRow) -> bool:
        """Whether a stated tie is wanted, its time and its claims aside."""
        return (not self.statuses or tie.status in self.statuses) and (
            self.sign is None or TIE_SIGNS.get(tie.kind, 0) == self.sign
        )

    @property
    def dated(self) -> bool:
        """True where a time is asked for."""
        return self.first is not None or self.last is not None

    def within(self, first: str | None, last: str | None) -> bool:
        """Whether what happened within bounds can have happened in the window asked for; unknown ends are open."""
        return not (self.first and last and last < self.first) and not (self.last and first and first > self.last)


def projection(kind: str) -> str:
    """A kind of network. Raises StopRun for one that there is not."""
    if kind not in PROJECTIONS:
        raise StopRun(f"There is no network “{kind}”; there is {', '.join(PROJECTIONS)}.")
    return kind


def wanted(look: Lookups, filters: NetworkFilters, kind: str = "relations") -> Wanted:
    """What filters come to. Raises StopRun with one sentence for what is no date, a window that ends before it begins, values that
    there are not, and filters that this kind of network would not heed; UnknownName and AmbiguousName."""
    known = Filters.__annotations__.keys() | NetworkFilters.__annotations__.keys()
    for name in filters:
        if name not in known:
            raise StopRun(f"A network has no filter “{name}”; it has {', '.join(sorted(known))}.")
    _heeded(filters, kind)
    since, until, place = filters.get("since"), filters.get("until"), filters.get("place")
    first, last = days(since, until)
    if first is not None and last is not None and first > last:
        raise StopRun(f"The time from {since} until {until} ends before it begins.")
    only, policy = filters.get("only"), filters.get("policy") or "all"
    if only is not None and only not in _SIGNS:
        raise StopRun(f"“{only}” is neither conflict nor cooperation, of which a network can hold one only.")
    if policy not in POLICIES:
        raise StopRun(f"There is no policy “{policy}” to filter by; there is {', '.join(POLICIES)}.")
    confidence, speakers = filters.get("confidence") or 0.0, filters.get("speakers") or 0
    if not 0 <= confidence <= 1:
        raise StopRun(f"A confidence is a number from 0 to 1, not {confidence}.")
    by = texts(filters.get("by"))
    out = Wanted(
        first, last,
        tuple(sorted({event_type(each) for each in texts(filters.get("type"))})),
        frozenset(look.things.inside(look.find(place, "place").id)) if place is not None else None,
        max(speakers, 2) if policy == "two-speakers" else speakers, float(confidence),
        _SIGNS[only] if only is not None else None, named_only(filters, kind),
        frozenset(look.find(each, "actor").id for each in by) if by else None,
        one_of("actor kind", texts(filters.get("actor_kind")), ACTOR_KINDS), policy == "attributed",
        one_of("status", texts(filters.get("status")), STATUSES),
    )  # fmt: skip
    return out


def named_only(filters: NetworkFilters, kind: str) -> bool:
    """Whether a network of a kind is without parties that an article only describes."""
    named = filters.get("named")
    return kind in _OF_ACTORS if named is None else named


def _heeded(filters: NetworkFilters, kind: str) -> None:
    given = [name for name, value in filters.items() if value]
    if kind == "ties" and (lost := [name for name in _OF_EVENTS if name in given]):
        raise StopRun(f"Stated ties have no {' and no '.join(lost)}; the network “relations” holds sums of events, too.")
    if "status" in given and kind not in ("relations", "ties", "whole"):
        raise StopRun(f"The network “{kind}” holds no stated ties, and so none of a status; “relations”, “ties” and “whole” do.")


def texts(given: Texts | None) -> tuple[str, ...]:
    """One text or several."""
    return () if given is None else (given,) if isinstance(given, str) else tuple(given)


def one_of(what: str, given: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """What is given, sorted, each once; StopRun where it is none of what there is."""
    for each in given:
        if each not in known:
            raise StopRun(f"There is no {what} “{each}”; there is {', '.join(known)}.")
    return tuple(sorted(set(given)))


def told(filters: NetworkFilters) -> dict[str, str]:
    """Filters as texts, those given, by name."""
    plain = {name: value for name, value in filters.items() if value or value is False}
    return {name: "; ".join(value) if isinstance(value, (list, tuple)) else str(value) for name, value in sorted(plain.items())}
