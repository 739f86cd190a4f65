"""What a graph answers about who is tied to whom: ranks, communities, friends and foes, what two have in common, bridges, changes,
and ways from one actor to another.

Each question is asked of a network of the graph's actors (`network.relations`), with the same filters. Unless the filters say otherwise
(`named=False`), parties that an article only describes (“two gunmen”) are left out: they are another actor in every article, and
would fill the lists. Where the question names such a party, they are in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Unpack

from conflictgraph.errors import StopRun

if TYPE_CHECKING:
    from conflictgraph.deeds import Deed
    from conflictgraph.network.bonds import Network
    from conflictgraph.network.bridges import Bridges
    from conflictgraph.network.change import Change
    from conflictgraph.network.common import Common
    from conflictgraph.network.communities import Communities
    from conflictgraph.network.paths import Step, Way
    from conflictgraph.network.rank import Ranked
    from conflictgraph.network.relations import Filters
    from conflictgraph.network.signs import Balance, Side
    from conflictgraph.query import EventWithWords, Lookups, TieRow
    from conflictgraph.store.embedded import Embedded


class Relating:
    """The part of a graph that answers questions about relationships; `api.Graph` inherits it."""

    _store: Embedded
    _tell: Callable[[str], None] | None
    _scanned: tuple[Lookups, list[Deed]] | None = None

    @property
    def lookups(self) -> Lookups:
        raise NotImplementedError

    # --- ways ----------------------------------------------------------------------------------------------------

    def path(self, start: str, end: str, in_time: bool = False, **filters: Unpack[Filters]) -> list[Step]:
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
        self, start: str, end: str, k: int = 3, up_to: int | None = None, cap: int = 100, **filters: Unpack[Filters]
    ) -> list[Way]:
        """Several ways from one actor to another, the shortest first: the `k` shortest, or all of at most `up_to` steps, of which
        `cap` are given; that there are more is told. Raises `errors.StopRun` where nothing links them."""
        one, other = self._actors(start, end)
        return [] if one == other else self._ways(one, other, k, up_to, cap, filters)

    def _ways(self, one: str, other: str, k: int, up_to: int | None, cap: int, filters: Filters) -> list[Way]:
        from conflictgraph.network import paths

        graph = self._over("relations", filters, one, other)
        if up_to is None:
            found, capped = paths.shortest(graph, one, other, k), False
        else:
            found, capped = paths.up_to(graph, one, other, up_to, cap)
        if capped:
            self._remark(f"There are more than {cap:,} ways of at most {up_to} steps; these are the shortest.")
        words, claims = self._words(), self.lookups.claim_rows
        return [
            paths.Way(number, len(way) - 1, paths.steps(graph, way, words, claims)) for number, way in enumerate(found, 1)
        ]

    def _in_time(self, one: str, other: str, filters: Filters) -> list[Step]:
        from conflictgraph.network import paths

        graph = self._over("relations", filters, one, other)
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

        return rank(self._over("relations", filters), by, backend, limit, self._tell)

    def communities(
        self, method: str = "louvain", resolution: float = 1.0, backend: str | None = None, **filters: Unpack[Filters]
    ) -> Communities:
        """Groups of actors that have more to do with each other than with the rest (see `network.communities`), by `louvain` or
        `leiden` (extra `leiden`), and how clear the division is."""
        from conflictgraph.network.communities import communities

        return communities(self._over("relations", filters), method, resolution, backend)

    def bridges(self, least: int = 2, **filters: Unpack[Filters]) -> Bridges:
        """Pairs and actors that alone hold parts of the network together, cutting off at least `least` actors."""
        from conflictgraph.network.bridges import bridges

        return bridges(self._over("relations", filters), least)

    def balance(self, weak: bool = False, limit: int | None = None, **filters: Unpack[Filters]) -> Balance:
        """How well conflict and cooperation fit together: the share of signed triads that are balanced, and those that are not
        (see `network.signs`); `limit` cuts their list, `weak` allows three enemies."""
        from conflictgraph.network.signs import balance

        return balance(self._over("relations", filters), weak, limit)

    def change(self, before: str, after: str, limit: int | None = None, **filters: Unpack[Filters]) -> list[Change]:
        """What changed between two windows of time (`2015-03`, or `2015-01..2015-06`): pairs that turned from cooperation to
        conflict or back, appeared, vanished. Only events that lie in a window for certain, and stated ties whose dates touch it,
        count; how many are left out is told. Raises `errors.StopRun` for what is no window, and for one without events."""
        from conflictgraph.network.change import change, window

        if filters.get("since") is not None or filters.get("until") is not None:
            raise StopRun("A change is between two windows; there is no other time to filter by.")
        windows = [(given, *window_of(given)) for given in (before, after)]
        graph, times = self._over("relations", filters), self._times()
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
        self, name: str, direct: bool = False, limit: int | None = None, **filters: Unpack[Filters]
    ) -> list[Side]:
        """Those that an actor is with: directly, and unless `direct` by signed triads (“the enemy of my enemy”), each with the
        events behind (see `network.signs`)."""
        from conflictgraph.network.signs import allies

        (actor,) = self._actors(name)
        return allies(self._over("relations", filters, actor), actor, direct, limit)

    def enemies(
        self, name: str, direct: bool = False, limit: int | None = None, **filters: Unpack[Filters]
    ) -> list[Side]:
        """Those that an actor is against: directly, and unless `direct` by signed triads (“the friend of my enemy”)."""
        from conflictgraph.network.signs import enemies

        (actor,) = self._actors(name)
        return enemies(self._over("relations", filters, actor), actor, direct, limit)

    def common(self, a: str, b: str, **filters: Unpack[Filters]) -> Common:
        """What two actors have in common: others that both are linked with, events that both are in, places where both are."""
        from conflictgraph.network.common import common

        one, other = self._actors(a, b)
        if one == other:
            raise StopRun(f"“{a}” and “{b}” stand for the same actor.")
        relations = self._over("relations", filters, one, other)
        events, places = (self._over(kind, filters, one, other, again=True) for kind in ("actor-event", "actor-place"))
        found = common(relations, events, places, one, other)
        labels = [self.lookups.event_label(self.lookups.things.event(row.event.id).facts) for row in found.events]
        named = [replace(row, event=replace(row.event, label=label)) for row, label in zip(found.events, labels, strict=True)]
        return replace(found, events=tuple(named))

    # --- inside --------------------------------------------------------------------------------------------------

    def _actors(self, *names: str) -> list[str]:
        return [self.lookups.find(name, "actor").id for name in names]

    def _over(self, kind: str, filters: Filters, *asked: str, again: bool = False) -> Network:
        """`relations`, `actor-event` or `actor-place`, without merely described parties, unless the filters ask for them or the
        question is about one (`asked`, ids). What is left out is told, unless that was done (`again`)."""
        from conflictgraph.network import relations as room

        things = self.lookups.things
        named = filters.get("named", not any("--" in actor for actor in asked))
        deeds = self._deeds(filters, again)
        ties = self._stated(filters) if kind == "relations" else []
        ids = {actor for deed in deeds for actor in room.parties(deed)} | {end.id for tie, _ in ties for end in (tie.from_, tie.to)}
        records = [things.actor(actor) for actor in sorted(ids | {*asked}) if not named or "--" not in actor]
        actors = [(record.id, record.label, record.kind) for record in records]
        if kind == "actor-event":
            return room.by_event(actors, deeds)
        if kind == "actor-place":
            labels = {place: things.place(place).label for place in sorted({deed.place for deed in deeds if deed.place is not None})}
            return room.by_place(actors, deeds, labels)
        graph = room.relations(actors, deeds, ties)
        graph.graph["filters"] = {name: str(value) for name, value in filters.items() if value}
        return graph

    def _deeds(self, filters: Filters, again: bool) -> list[Deed]:
        """The actual events that the filters choose, by id. What is left out because its time is unknown is told once."""
        from conflictgraph.network.bonds import SIGNS
        from conflictgraph.query.naming import event_type

        look, only, place = self.lookups, filters.get("only"), filters.get("place")
        types = [event_type(each) for each in filters.get("type", ())]
        area = look.things.inside(look.find(place, "place").id) if place is not None else None
        first, last = _days(filters)
        chosen = [
            deed
            for deed in self._every()
            if deed.speakers >= filters.get("speakers", 0)
            and deed.confidence >= filters.get("confidence", 0)
            and (not types or any(deed.type == each or deed.type.startswith(f"{each}-") for each in types))
            and (area is None or deed.place in area)
            and (only is None or deed.sign == SIGNS[only])
        ]
        if first is None and last is None:
            return chosen
        dated = [deed for deed in chosen if deed.first is not None or deed.last is not None]
        if (undated := len(chosen) - len(dated)) and not again:
            self._remark(f"{undated:,} event{'s are' if undated > 1 else ' is'} left out because the time is unknown.")
        return [deed for deed in dated if _can_be(deed.first, deed.last, first, last)]

    def _stated(self, filters: Filters) -> list[tuple[TieRow, tuple[str, ...]]]:
        """The stated ties, with the claims behind each: none where the filters ask for what only events have."""
        from conflictgraph.network.bonds import SIGNS
        from conflictgraph.network.relations import TIE_SIGNS
        from conflictgraph.query.scan import stated_relations

        look, only = self.lookups, filters.get("only")
        if any(filters.get(name) for name in ("type", "place", "speakers", "confidence")):
            return []
        rows = [look.tie_row(look.things.relation(each)) for each in stated_relations(look.things)]
        first, last = _days(filters)
        return [
            (row, tuple(look.things.about("relation", row.id)))
            for row in rows
            if (only is None or TIE_SIGNS.get(row.kind, 0) == SIGNS[only])
            and ((first is None and last is None) or row.earliest is not None or row.latest is not None)
            and _can_be(row.earliest, row.latest, first, last)
        ]

    def _every(self) -> list[Deed]:
        look = self.lookups
        if self._scanned is None or self._scanned[0] is not look:  # lookups are made anew when the graph changes
            self._scanned = look, [deed for deed in self._store.deeds() if deed.factuality == "actual"]
        return self._scanned[1]

    def _times(self) -> dict[str, tuple[str | None, str | None]]:
        return {deed.id: (deed.first, deed.last) for deed in self._every()}

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


def _days(filters: Filters) -> tuple[str | None, str | None]:
    from conflictgraph.query.words import day

    since, until = filters.get("since"), filters.get("until")
    return (day(since) if since is not None else None), (day(until, end=True) if until is not None else None)


def _can_be(earliest: str | None, latest: str | None, first: str | None, last: str | None) -> bool:
    """Whether what happened within bounds can have happened between two days; unknown ends are open."""
    return not (first and latest and latest < first) and not (last and earliest and earliest > last)


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
