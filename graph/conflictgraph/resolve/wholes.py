"""Events that others are parts of: a figure counted over a time, a battle of several days.

A whole is told as one (`extent.sort_of`) and says when and where. An event is a part of it where it is of the same type, happened
within its time and its place (and in less of either), names no other attackers, and does not count more killed. Of several wholes
the shortest is the one, then the one of the narrowest place. Which events are compared is a matter of keys, as for claims (`blocks`):
two meet where a month and a place of theirs do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from conflictgraph.graphmodel import Facts, GEvent
from conflictgraph.kinds import root_type
from conflictgraph.resolve.blocks import MONTHS, months
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.extent import Sort, sort_of
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.seen import REAL, length


@dataclass(frozen=True, slots=True)
class Whole:
    """What an event is as a whole: its sort, its root type, its first and last day, its place, who acts in it by name, and how
    many were killed at most (None where that is open)."""

    event: str
    sort: Sort
    root: str
    first: str
    last: str
    place: str
    parties: tuple[str, ...]
    killed: int | None


def whole(event: GEvent, group: Sequence[Draft]) -> Whole | None:
    """An event as a whole; None where no claim of it tells of one, or where it does not say when and where."""
    f = event.facts
    sorts = {sort_of(d) for d in group if d.claim.polarity == "affirmed" and d.claim.factuality in REAL}
    if not sorts - {None, "habit"} or f.earliest is None or f.latest is None or f.place is None or f.event_type is None:
        return None
    sort: Sort = "sum" if "sum" in sorts else "long"
    most = (f.killed.high or f.killed.best) if f.killed is not None else None
    return Whole(event.id, sort, root_type(f.event_type), f.earliest, f.latest, f.place, _acting(f), most)


def _acting(f: Facts) -> tuple[str, ...]:
    return tuple(sorted({p for p in (*f.agents, *f.participants) if "--" not in p}))


def whole_keys(w: Whole) -> set[str]:
    """The months of a whole with its place; none for one of more than fourteen months, which tells of a war."""
    first, last = date.fromisoformat(w.first), date.fromisoformat(w.last)
    if (last - first).days > 31 * MONTHS:
        return set()
    return {f"{w.root} {month} {w.place}" for month in months(first, last)}


def part_keys(event: GEvent, places: Places) -> set[str]:
    """The month in which an event began, with its place and all that contains it."""
    f = event.facts
    if f.event_type is None or f.earliest is None or f.latest is None or event.factuality not in REAL:
        return set()
    return {f"{root_type(f.event_type)} {f.earliest[:7]} {place}" for place in places.ancestors(f.place)}


def holds(w: Whole, event: GEvent, places: Places) -> bool:
    """Is an event a part of a whole?"""
    f = event.facts
    if event.id == w.event or event.factuality not in REAL or root_type(f.event_type or "") != w.root:
        return False
    if f.earliest is None or f.latest is None or not (w.first <= f.earliest and f.latest <= w.last):
        return False
    if w.place not in places.ancestors(f.place):
        return False
    if length(f) == _days(w) and f.place == w.place:
        return False  # as long and as wide: another whole
    acting = _acting(f)
    if w.parties and acting and not set(w.parties) & set(acting):
        return False
    return w.killed is None or f.killed is None or f.killed.low <= w.killed


def _days(w: Whole) -> int:
    return (date.fromisoformat(w.last) - date.fromisoformat(w.first)).days + 1


def part_of(event: GEvent, wholes: Iterable[Whole], places: Places) -> str | None:
    """The id of the event that an event is a part of: of all wholes that hold it the narrowest."""
    held = [w for w in wholes if holds(w, event, places)]
    if not held:
        return None
    return min(held, key=lambda w: (_days(w), places.rank(w.place), w.sort, w.event)).event


def linked(events: Sequence[GEvent], wholes: Mapping[str, Whole], places: Places) -> Iterator[GEvent]:
    """Events with what they are parts of; `wholes` are those among them, by id."""
    held: dict[str, list[Whole]] = defaultdict(list)
    for key in sorted(wholes):
        for at in whole_keys(wholes[key]):
            held[at].append(wholes[key])
    for event in events:
        met = {w.event: w for at in part_keys(event, places) for w in held.get(at, ())}
        yield replace(event, part_of=part_of(event, met.values(), places)) if met else event
