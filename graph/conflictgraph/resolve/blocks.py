"""Blocks: which accounts are compared at all. Two are where they share a key.

Every key but that of the article has a part of time in it (a day, a week, a month) or a large toll, so that blocks do not grow with
the years a graph spans, nor with the news that a party or a place makes over time:

- of an account of up to eight days: each of its days and the day after, with its place and all that contains it; with
  each named party where it has one day; and its months, and its week and the next one, with its place;
- of one of a longer time: each of its months with its place;
- of both: its months with its place, for the short one with all that contains it, and each named party;
- of one without a time: the week of its publication and the one before, with its place and with each named party;
- of one of twenty killed and more: the figure with its place, for what is told years later, or by an article without a date, and
  with its day where it has one, for an article that does not say where;
- with a named victim: the months of its time, else of its publication and the month before.

Where it does not say where, the towns that its article names stand for its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from conflictgraph.kinds import root_type
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.likeness import LARGE
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.seen import bare, figures

_SHORT = 8  # days
MONTHS = 14  # of a long time at most
_DAY = timedelta(days=1)


def block_keys(d: Draft, places: Places) -> set[str]:
    """What a claim or bundle shares with those it is to be compared with: two are a candidate pair where a key is in both."""
    facts = d.claim.facts
    root = root_type(facts.event_type or "")
    return {f"{root} article {d.claim.article}", *(f"{root} {key}" for key in _keys(d, places))}


def _keys(d: Draft, places: Places) -> Iterator[str]:
    facts = d.claim.facts
    up = places.ancestors(facts.place)
    own = sorted({up[0], bare(up[0])}) if up else list(d.setting)
    around = [*own, *up[1:]]
    days = _days(facts.earliest, facts.latest)
    during: list[str] = []
    if days is not None:
        first, last = days
        during = list(months(first, last))
        short = (last - first).days < _SHORT
        if short:
            for day in _each(first, last + _DAY):
                yield from (f"{day} {place}" for place in around)
                if first == last:  # one says where, the other does not; both say who and which day
                    yield from (f"{day} party {party}" for party in d.proper)
                    yield from (f"{day} {toll} killed" for toll in figures(d, "killed") if toll >= LARGE)
            for week in (_week(last), _week(last) + 1):
                yield from (f"w{week} {place}" for place in own)
                yield from (f"w{week} party {party}" for party in d.proper)
        yield from (f"{month} {place}" for month in during for place in own)
        yield from (f"{month} {place} party {party}" for month in during for place in (around if short else own) for party in d.proper)
    elif d.published is not None:
        published = date.fromisoformat(d.published)
        during = list(months(published - timedelta(days=31), published))
        for week in (_week(published), _week(published) - 1):
            yield from (f"w{week} {place}" for place in own)
            yield from (f"w{week} party {party}" for party in d.proper)
    if up and places.rank(up[0]) <= 2:
        yield from (f"{toll} killed {place}" for toll in figures(d, "killed") if toll >= LARGE for place in own)
    for victim in facts.victims:
        if "--" not in victim:
            yield from (f"{month} victim {victim}" for month in during or ["undated"])


def _days(earliest: str | None, latest: str | None) -> tuple[date, date] | None:
    if earliest is None or latest is None:
        return None
    return date.fromisoformat(earliest), date.fromisoformat(latest)


def _each(first: date, last: date) -> Iterator[str]:
    while first <= last:
        yield first.isoformat()
        first += _DAY


def _week(day: date) -> int:
    return day.toordinal() // 7


def months(first: date, last: date) -> Iterator[str]:
    """The months from one day to another, fourteen at most."""
    at, count = first.replace(day=1), 0
    while at <= last and count < MONTHS:
        yield at.isoformat()[:7]
        at = (at + timedelta(days=32)).replace(day=1)
        count += 1
