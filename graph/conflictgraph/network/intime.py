"""Events in time: for each actor from an event to the first of its events that begins after it has ended."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from conflictgraph.claimids import union
from conflictgraph.deeds import Deed
from conflictgraph.network.building import Edge, slim, template

_UNKNOWN = 0  # the ordinal of no day of the calendar


class Chronicle:
    """Events as they come by, in the order of ids: of each what links it with others, and its claims. Events are numbers here, and
    days ordinals, so that a million of them need little."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._claims: list[tuple[str, ...]] = []
        self._days: tuple[list[str | None], list[str | None]] = [], []
        self._first, self._last = array("i"), array("i")
        self._of_actor: dict[str, int | array[int]] = {}
        self._wholes: list[tuple[str, int]] = []
        self._day = cache(lambda text: date.fromisoformat(text).toordinal())

    def take(self, deed: Deed, actors: Iterable[str]) -> None:
        """An event, and those of its actors that may link it. One without both days is in no order."""
        number = len(self._ids)
        self._ids.append(deed.id)
        self._claims.append(deed.claims)
        self._days[0].append(deed.first)
        self._days[1].append(deed.last)
        dated = deed.first is not None and deed.last is not None
        self._first.append(self._day(deed.first) if dated else _UNKNOWN)
        self._last.append(self._day(deed.last) if dated else _UNKNOWN)
        if deed.part_of is not None:
            self._wholes.append((deed.part_of, number))
        for each in actors if dated else ():
            had = self._of_actor.get(each)
            if had is None:
                self._of_actor[each] = number  # most who are only described are in one event alone
            elif isinstance(had, int):
                self._of_actor[each] = array("L", (had, number))
            else:
                had.append(number)

    def edges(self) -> Iterator[Edge]:
        """`then` and `partOf`, in the order of ends and keys. Of events on one day none is before the other."""
        # One number for from, to and who links them; 0 is nobody, for a part and its whole.
        actors = sorted(each for each, events in self._of_actor.items() if not isinstance(events, int))
        events, many = len(self._ids), len(actors) + 1
        links: list[int] = []
        for number, actor in enumerate(actors, 1):
            row = self._of_actor.pop(actor)
            assert not isinstance(row, int)
            for before, after in self._next(row):
                links.append((before * events + after) * many + number)
        self._of_actor.clear()
        links += self._parts(events, many)
        links.sort(reverse=True)
        apart: dict[int, int] = {}  # each number of days once
        alone: Callable[[int], tuple[str, ...]] = cache(lambda number: (actors[number - 1],))
        first, last, told = self._first, self._last, self._days
        like = template("kind", "weight", "actors", "days", "first", "last", "events", "claims").copy()
        like["kind"] = "then"
        while links:  # from the end, each let go
            pair, number = divmod(links.pop(), many)
            numbers = [number]
            while links and links[-1] // many == pair:
                numbers.append(links.pop() % many)
            before, after = divmod(pair, events)
            one, other = self._ids[before], self._ids[after]
            both = (one, other) if one < other else (other, one)
            claims = union((self._claims[before], self._claims[after]))
            if numbers[0] == 0:
                del numbers[0]
                yield one, other, "partOf", slim({"kind": "partOf", "weight": 1, "events": both, **({"claims": claims} if claims else {})})
            if numbers:
                days = first[after] - last[before]
                made = like.copy()
                made["weight"] = len(numbers)
                made["actors"] = alone(numbers[0]) if len(numbers) == 1 else tuple([actors[number - 1] for number in numbers])
                made["days"] = apart.setdefault(days, days)
                made["first"] = told[0][before]
                made["last"] = told[1][after]
                made["events"] = both
                if claims:
                    made["claims"] = claims
                else:
                    del made["claims"]
                yield one, other, "then", made

    def _next(self, row: array[int]) -> Iterator[tuple[int, int]]:
        """(event, next event) of an actor."""
        first, last = self._first, self._last
        ordered = sorted([(first[event], last[event], event) for event in row])
        begins = [begin for begin, _, _ in ordered]
        many = len(ordered)
        for _, end, event in ordered:
            at = bisect_right(begins, end)
            if at < many:
                yield event, ordered[at][2]

    def _parts(self, events: int, many: int) -> Iterator[int]:
        """A part and its whole, where that is among the events."""
        wanted = {whole for whole, _ in self._wholes}
        number = {each: n for n, each in enumerate(self._ids) if each in wanted}
        for whole, part in self._wholes:
            if whole in number:
                yield (part * events + number[whole]) * many
