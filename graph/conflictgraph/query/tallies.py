"""Sums over many events: pairs of actors, and how many events fell into each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol, get_args

from conflictgraph.deeds import Choice, PairSum, SpanSum
from conflictgraph.errors import StopRun
from conflictgraph.query import naming
from conflictgraph.query.lookups import Lookups
from conflictgraph.query.rows import Ref
from conflictgraph.query.words import days, last_day

Period = Literal["year", "month", "week", "day"]
PERIODS: tuple[Period, ...] = get_args(Period)
MOST_BINS = 20_000

_SIGNS = {"conflict": -1, "cooperation": 1}


class Ledger(Protocol):
    """What sums are asked of (`store.ledger.Ledger`)."""

    def pairs(self, choice: Choice, limit: int | None = None) -> list[PairSum]: ...

    def spans(self, choice: Choice, other: str | None = None) -> list[SpanSum]: ...

    def undated(self, choice: Choice) -> int: ...


@dataclass(frozen=True, slots=True)
class DyadRow:
    """Two actors and the actual events between them: in how many the first acts on the second, the second on the first, or
    both act.

    `killed` sums the best figures, or else the lowest ones, of the `counted` events that have a figure, None where none has; where
    `at_least` is true, of some there were at least so many. Then the first and the last day, and the events of each of PLOVER's four
    classes.
    """

    first_actor: Ref
    second_actor: Ref
    events: int
    first_acts: int
    second_acts: int
    both_act: int
    killed: int | None
    at_least: bool
    counted: int
    first: str | None
    last: str | None
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int


@dataclass(frozen=True, slots=True)
class Bin:
    """A period (`2015`, `2015-02`, `2015-W06`, `2015-02-05`) from its first to its last day, with the events that happened in it for
    certain, and their killed as in `DyadRow`; `possible` are the further events that may have happened in it, but as well before
    or after."""

    period: str
    first: str
    last: str
    events: int
    killed: int | None
    at_least: bool
    possible: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The actual events of an actor, or between two, in periods: all from the first to the last that holds one.

    In no bin are `undated` events, whose time is unknown or open at one end, and `spanning` ones, whose days lie in more than one
    period; `undated_killed` and `spanning_killed` are theirs.
    """

    actor: Ref
    other: Ref | None
    by: Period
    bins: tuple[Bin, ...]
    events: int
    undated: int
    undated_killed: int
    spanning: int
    spanning_killed: int


def choice(
    look: Lookups,
    since: str | None,
    until: str | None,
    type: str | Sequence[str] | None,
    place: str | None,
    actor: str | None,
    only: str | None,
    named: bool,
) -> Choice:
    """What is chosen, by what a user wrote. Raises `StopRun` and `UnknownName` in one sentence."""
    if only is not None and only not in _SIGNS:
        raise StopRun(f"“{only}” is neither conflict nor cooperation.")
    first, last = days(since, until)
    if first is not None and last is not None and last < first:
        raise StopRun(f"No event can be since {since} and until {until}: the end is before the beginning.")
    types = [type] if isinstance(type, str) else type or ()
    return Choice(
        first, last, tuple(sorted({naming.event_type(each) for each in types})),
        tuple(sorted(look.things.inside(look.find(place, "place").id))) if place is not None else None,
        look.find(actor, "actor").id if actor is not None else None,
        _SIGNS[only] if only is not None else None, named,
    )  # fmt: skip


def dyads(look: Lookups, ledger: Ledger, chosen: Choice, limit: int | None = None) -> list[DyadRow]:
    """Pairs of actors, those with most events first. Who acts more often is the first."""
    if chosen.since or chosen.until:
        _tell_undated(look, ledger.undated(chosen))
    return [_dyad(look, each) for each in ledger.pairs(chosen, None if limit is None else min(limit, 2**62))]


def _tell_undated(look: Lookups, count: int) -> None:
    if count:
        look.tell(f"{count:,} event{'s are' if count > 1 else ' is'} left out because the time is unknown.")


def _dyad(look: Lookups, s: PairSum) -> DyadRow:
    one, other, acts, acted = s.one, s.other, s.one_acts, s.other_acts
    if acted > acts:
        one, other, acts, acted = other, one, acted, acts
    ref = look.things.actor_ref
    return DyadRow(ref(one), ref(other), s.events, acts, acted, s.both_act, s.killed, s.at_least > 0, s.counted, s.first, s.last, *s.quads)


# --- in time -----------------------------------------------------------------------------------------------------


def timeline(look: Lookups, ledger: Ledger, chosen: Choice, other: str | None, by: Period) -> Timeline:
    """The events of `chosen.actor`, or those between it and `other`, by periods."""
    assert chosen.actor is not None
    if by not in PERIODS:
        raise StopRun(f"“{by}” is no period; there are {', '.join(PERIODS)}.")
    second = look.find(other, "actor").id if other is not None else None
    if second == chosen.actor:
        raise StopRun("Both names stand for the same actor.")
    if chosen.since or chosen.until:
        unknown = sum(s.events for s in ledger.spans(replace(chosen, since=None, until=None), second) if s.first is None and s.last is None)
        _tell_undated(look, unknown)
    sums: dict[str, list[int]] = {}  # period → events, killed, at least, counted
    loose: list[tuple[str, str, int]] = []
    total = undated = undated_killed = spanning = spanning_killed = 0
    for s in ledger.spans(chosen, second):
        total += s.events
        # Who counts a month has counted its days; but where the whole is in no bin, its parts are all that the bins have.
        twice = s.whole is not None and period_of(*s.whole, by) is not None
        killed = 0 if twice else s.killed
        period = period_of(s.first, s.last, by)
        if period is not None:
            held = sums.setdefault(period, [0, 0, 0, 0])
            for n, more in enumerate((s.events, killed, 0 if twice else s.at_least, 0 if twice else s.counted)):
                held[n] += more
        elif s.first is None or s.last is None:
            undated, undated_killed = undated + s.events, undated_killed + killed
        else:
            spanning, spanning_killed = spanning + s.events, spanning_killed + killed
            loose.append((s.first, s.last, s.events))
    bins = []
    for period, first, last in _periods(min(sums), max(sums), by) if sums else ():
        events, killed, at_least, counted = sums.get(period, (0, 0, 0, 0))
        maybe = sum(n for begin, end, n in loose if begin <= last and end >= first)
        bins.append(Bin(period, first, last, events, killed if counted else None, at_least > 0, maybe))
    ref = look.things.actor_ref
    return Timeline(
        ref(chosen.actor), ref(second) if second is not None else None, by, tuple(bins), total, undated, undated_killed, spanning,
        spanning_killed,
    )  # fmt: skip


def period_of(first: str | None, last: str | None, by: Period) -> str | None:
    """The period that holds both days; None where there is none.

    >>> period_of("2015-02-01", "2015-02-28", "month"), period_of("2015-02-01", "2015-03-01", "month")
    ('2015-02', None)
    >>> period_of("2014-12-29", "2015-01-04", "week"), period_of("2015-02-01", None, "year")
    ('2015-W01', None)
    """
    if first is None or last is None:
        return None
    one, other = _name(first, by), _name(last, by)
    return one if one == other else None


def _name(of: str, by: Period) -> str:
    if by == "week":
        year, week, _ = date.fromisoformat(of).isocalendar()
        return f"{year:04}-W{week:02}"
    return of[: {"year": 4, "month": 7, "day": 10}[by]]


def _periods(first: str, last: str, by: Period) -> Iterator[tuple[str, str, str]]:
    """Every period from one to another, with its days."""
    period, count = first, 0
    while period <= last:
        begin, end = _days(period, by)
        count += 1
        if count > MOST_BINS:
            raise StopRun(f"There are more than {MOST_BINS:,} {by}s from {first} to {last}; choose a longer period or a shorter time.")
        yield period, begin, end
        if end == date.max.isoformat():
            return
        period = _name((date.fromisoformat(end) + timedelta(days=1)).isoformat(), by)


def _days(period: str, by: Period) -> tuple[str, str]:
    if by == "year":
        return f"{period}-01-01", f"{period}-12-31"
    if by == "month":
        return f"{period}-01", last_day(period)
    if by == "week":
        monday = date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
        return monday.isoformat(), (min(monday, date.max - timedelta(days=6)) + timedelta(days=6)).isoformat()
    return period, period
