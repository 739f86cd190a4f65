"""What a graph answers about who is tied to whom: ranks, communities, friends and foes, what two have in common, bridges, changes,
and ways from one actor to another.

Each question is asked of the network `relations` (see `projecting`), with its filters. Unless these say otherwise (`named=False`),
parties that an article only describes (“two gunmen”) are left out: they are another actor in every article, and would fill the
lists. Where the question names such a party, they are in.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Unpack, cast

from conflictgraph.errors import StopRun

if TYPE_CHECKING:
    from conflictgraph.network.bonds import Network
    from conflictgraph.network.bridges import Bridges
    from conflictgraph.network.change import Change
    from conflictgraph.network.common import Common
    from conflictgraph.network.communities import Communities
    from conflictgraph.network.filters import Filters, NetworkFilters
    from conflictgraph.network.paths import Step, Way
    from conflictgraph.network.rank import Ranked
    from conflictgraph.network.signs import Balance, Side
    from conflictgraph.query import EventWithWords, Lookups
    from conflictgraph.store.embedded import Embedded


class Relating:
    """The part of a graph that answers questions about relationships; `api.Graph` inherits it."""

    _store: Embedded
    _tell: Callable[[str], None] | None

    @property
    def lookups(self) -> Lookups:
        raise NotImplementedError

    # --- ways ----------------------------------------------------------------------------------------------------

    def path(self, start: str, end: str, in_time: bool = False, **filters: Unpack[NetworkFilters]) -> list[Step]:
        """How two actors are linked, step by step, with the events and claims along the way: the fewest steps, and among ways of
        one length the one over the weightiest ties. With `in_time` along dated events and ties only, each over before the next
        begins, the way that arrives first; what has no date is not walked, and that is told.

        Empty where both names stand for one actor. Raises `errors.StopRun` where nothing links them.
        """
        one, other = self._actors(start, end)
        if one == other:
            return []
        if in_time:
            return self._in_time(one, other, filters)
        return list(self._ways(one, other, 1, None, 1, filters)[0].steps)

    def paths(
        self, start: str, end: str, k: int = 3, up_to: int | None = None, cap: int = 100, **filters: Unpack[NetworkFilters]
    ) -> list[Way]:
        """Several ways from one actor to another, the shortest first: the `k` shortest, or all of at most `up_to` steps, of which
        `cap` are given; that there are more is told. Raises `errors.StopRun` where nothing links them."""
        one, other = self._actors(start, end)
        return [] if one == other else self._ways(one, other, k, up_to, cap, filters)

    def _ways(self, one: str, other: str, k: int, up_to: int | None, cap: int, filters: NetworkFilters) -> list[Way]:
        from conflictgraph.network import paths

        graph = self._relations(filters, one, other)
        if up_to is None:
            found, capped = paths.shortest(graph, one, other, min(k, sys.maxsize)), False
        else:
            found, capped = paths.up_to(graph, one, other, up_to, cap)
        if capped:
            self._remark(f"There are more than {cap:,} ways of at most {up_to} steps; these are the shortest.")
        words, claims = self._words(), self.lookups.claim_rows
        return [
            paths.Way(number, len(way) - 1, paths.steps(graph, way, words, claims)) for number, way in enumerate(found, 1)
        ]

    def _in_time(self, one: str, other: str, filters: NetworkFilters) -> list[Step]:
        from conflictgraph.network import paths

        graph = self._relations(filters, one, other)
        dated, events, ties = paths.contacts(graph, self._times())
        way = paths.earliest(dated, one, other)
        if events or ties:
            kinds = [(events, "event"), (ties, "stated tie")]
            left = " and ".join(f"{n:,} {what}{'s' if n > 1 else ''}" for n, what in kinds if n)
            self._remark(f"{left} {'are' if events + ties > 1 else 'is'} not walked because the time is unknown.")
        if not way:
            a, b = (self.lookups.things.actor(each).label for each in (one, other))
            raise StopRun(f"No chain of dated events and ties, each over before the next begins, leads from {a} to {b}.")
        return list(paths.timed(graph, way, self._words(), self.lookups.claim_rows))

    # --- the whole network ---------------------------------------------------------------------------------------

    def rank(
        self, by: str = "degree", backend: str | None = None, limit: int | None = None, **filters: Unpack[Filters]
    ) -> list[Ranked]:
        """Actors by how much they matter: `degree`, `weighted`, `pagerank`, `betweenness` or `eigenvector` (see `network.rank`);
        equal ones share a rank, in the order of ids. `backend` names a backend of networkx that is installed."""
        from conflictgraph.network.rank import rank

        return rank(self._relations(cast("NetworkFilters", filters)), by, backend, limit, self._tell)

    def communities(
        self, method: str = "louvain", resolution: float = 1.0, backend: str | None = None, **filters: Unpack[NetworkFilters]
    ) -> Communities:
        """Groups of actors that have more to do with each other than with the rest (see `network.communities`), by `louvain` or
        `leiden` (extra `leiden`), and how clear the division is."""
        from conflictgraph.network.communities import communities

        return communities(self._relations(filters), method, resolution, backend)

    def bridges(self, least: int = 2, **filters: Unpack[NetworkFilters]) -> Bridges:
        """Pairs and actors that alone hold parts of the network together, cutting off at least `least` actors."""
        from conflictgraph.network.bridges import bridges

        return bridges(self._relations(filters), least)

    def balance(self, weak: bool = False, limit: int | None = None, **filters: Unpack[NetworkFilters]) -> Balance:
        """How well conflict and cooperation fit together: the share of signed triads that are balanced, and those that are not
        (see `network.signs`); `limit` cuts their list, `weak` allows three enemies."""
        from conflictgraph.network.signs import balance

        return balance(self._relations(filters), weak, limit)

    def change(self, before: str, after: str, limit: int | None = None, **filters: Unpack[NetworkFilters]) -> list[Change]:
        """What changed between two windows of time (`2015-03`, or `2015-01..2015-06`): pairs that turned from cooperation to
        conflict or back, appeared, vanished. Only events that lie in a window for certain, and stated ties whose dates touch it,
        count; how many are left out is told. Raises `errors.StopRun` for what is no window, and for one without events."""
        from conflictgraph.network.change import change, window

        if filters.get("since") is not None or filters.get("until") is not None:
            raise StopRun("A change is between two windows; there is no other time to filter by.")
        windows = [(given, *window_of(given)) for given in (before, after)]
        graph, times = self._relations(filters), self._times()
        parts: list[Network] = []
        unsure: set[str] = set()
        for given, first, last in windows:
            part, left = window(graph, times, first, last)
            if not part.number_of_edges():
                raise StopRun(f"Nothing is known to have happened between actors in {given}.")
            parts.append(part)
            unsure |= left
        if unsure:
            who, they = (f"{len(unsure):,} events are", "they are") if len(unsure) > 1 else ("1 event is", "it is")
            self._remark(f"{who} left out because {they} not known to lie within a window.")
        return change(*parts)[:limit]

    # --- about one or two actors ---------------------------------------------------------------------------------

    def allies(
        self, name: str, direct: bool = False, limit: int | None = None, **filters: Unpack[NetworkFilters]
    ) -> list[Side]:
        """Those that an actor is with: directly, and unless `direct` by signed triads (“the enemy of my enemy”), each with the
        events behind (see `network.signs`)."""
        from conflictgraph.network.signs import allies

        (actor,) = self._actors(name)
        return allies(self._relations(filters, actor), actor, direct, limit)

    def enemies(
        self, name: str, direct: bool = False, limit: int | None = None, **filters: Unpack[NetworkFilters]
    ) -> list[Side]:
        """Those that an actor is against: directly, and unless `direct` by signed triads (“the friend of my enemy”)."""
        from conflictgraph.network.signs import enemies

        (actor,) = self._actors(name)
        return enemies(self._relations(filters, actor), actor, direct, limit)

    def common(self, a: str, b: str, **filters: Unpack[NetworkFilters]) -> Common:
        """What two actors have in common: others that both are linked with, events that both are in, places where both are."""
        from conflictgraph.network.common import common

        one, other = self._actors(a, b)
        if one == other:
            raise StopRun(f"“{a}” and “{b}” stand for the same actor.")
        relations, events, places = self._in_common(filters, one, other)
        return common(relations, events, places, one, other)

    # --- inside --------------------------------------------------------------------------------------------------

    def _actors(self, *names: str) -> list[str]:
        return [self.lookups.find(name, "actor").id for name in names]

    def _relations(self, filters: NetworkFilters, *asked: str) -> Network:
        """The network that a question about the actors `asked` (ids) is put to; they are in it."""
        raise NotImplementedError

    def _in_common(self, filters: NetworkFilters, *asked: str) -> tuple[Network, Network, Network]:
        """`relations`, and `actor-event` and `actor-place` of the events of the actors `asked` alone."""
        raise NotImplementedError

    def _times(self) -> dict[str, tuple[str | None, str | None]]:
        return {deed.id: (deed.first, deed.last) for deed in self._store.deeds() if deed.factuality == "actual"}

    def _words(self) -> Callable[[Iterable[str]], list[EventWithWords]]:
        look = self.lookups
        kept: dict[str, EventWithWords] = {}

        def words(events: Iterable[str]) -> list[EventWithWords]:
            ordered = look.by_time(events)
            for event in ordered:
                if event not in kept:
                    kept[event] = look.with_words(event)
            return [kept[event] for event in ordered]

        return words

    def _remark(self, sentence: str) -> None:
        if self._tell is not None:
            self._tell(sentence)


def window_of(text: str) -> tuple[str, str]:
    """The first and last day of a window: `2015`, `2015-03`, `2015-03-07`, or two of these, `2015-01..2015-06`.

    >>> window_of("2015-03"), window_of("2014..2015-02")
    (('2015-03-01', '2015-03-31'), ('2014-01-01', '2015-02-28'))
    """
    from conflictgraph.query.words import day

    begin, dots, end = text.partition("..")
    first, last = day(begin), day(end if dots else begin, end=True)
    if last < first:
        raise StopRun(f"The window “{text}” ends before it begins.")
    return first, last
