"""What a graph answers by counting all its events at once: pairs of actors, and events over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conflictgraph.deeds import Choice, Deed
    from conflictgraph.network.filters import NetworkFilters
    from conflictgraph.network.stock import Stock
    from conflictgraph.query import Lookups
    from conflictgraph.query.tallies import DyadRow, Period, Timeline
    from conflictgraph.store.embedded import Embedded


class Counting:
    """The part of a graph that counts; `api.Graph` inherits it."""

    _store: Embedded

    @property
    def lookups(self) -> Lookups:
        raise NotImplementedError

    def _stock(self, kind: str, filters: NetworkFilters, *asked: str) -> Stock:
        raise NotImplementedError

    def deeds(self) -> Iterator[Deed]:
        """All events in short, by id: types, days, parties, figures, claims (`deeds.Deed`). A million are read in seconds."""
        return self._store.deeds()

    def dyads(
        self,
        actor: str | None = None,
        since: str | None = None,
        until: str | None = None,
        type: str | Sequence[str] | None = None,
        place: str | None = None,
        only: str | None = None,
        named: bool | None = None,
        limit: int | None = None,
        speakers: int = 0,
        confidence: float = 0.0,
        policy: str | None = None,
        by: Sequence[str] | str = (),
        actor_kind: Sequence[str] | str = (),
    ) -> list[DyadRow]:
        """Pairs of actors with the actual events between them, those with most events first.

        `actor` is one of the two; the events can have happened between `since` and `until` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), are
        of one of the types or their modes, at `place` or in what it contains, and of `only` conflict or cooperation. Unless `named` is
        False, or `actor` is such a party, those that an article only describes (“two gunmen”) are left out. The others are filters as
        networks have them (`network.filters.NetworkFilters`); what `speakers`, `confidence`, `policy` and `by` choose takes a look at every
        event.
        """
        from conflictgraph.deeds import described
        from conflictgraph.network.filters import ACTOR_KINDS, one_of, texts
        from conflictgraph.query import tallies

        look = self.lookups
        chosen = tallies.choice(look, since, until, type, place, actor, only, bool(named) if named is not None else True)
        if named is None and chosen.actor is not None and described(chosen.actor):
            chosen = replace(chosen, named=False)
        chosen = replace(chosen, kinds=one_of("actor kind", texts(actor_kind), ACTOR_KINDS))
        chosen = self._narrowed(chosen, speakers=speakers, confidence=confidence, policy=policy, by=by)
        return tallies.dyads(look, self._store.ledger, chosen, limit)

    def timeline(
        self,
        actor: str,
        other: str | None = None,
        by: Period = "month",
        since: str | None = None,
        until: str | None = None,
        type: str | Sequence[str] | None = None,
        place: str | None = None,
        only: str | None = None,
        speakers: int = 0,
        confidence: float = 0.0,
        policy: str | None = None,
    ) -> Timeline:
        """The actual events that an actor is a party of, or that are between two, counted by `year`, `month`, `week` (ISO 8601) or `day`;
        filters as in `dyads`.

        An event is counted where all days on which it can have happened lie in one period. One whose days lie in several is in no
        bin, but among the `possible` events of each; one without a beginning or an end is in none. Both are in the totals.
        """
        from conflictgraph.query import tallies

        look = self.lookups
        chosen = tallies.choice(look, since, until, type, place, actor, only, False)
        chosen = self._narrowed(chosen, speakers=speakers, confidence=confidence, policy=policy)
        return tallies.timeline(look, self._store.ledger, chosen, other, by)

    def _narrowed(self, chosen: Choice, **filters: Any) -> Choice:
        """What is chosen, and of that the events that further filters leave; without any the ledger alone answers."""
        given: Any = {name: value for name, value in filters.items() if value}
        if not given:
            return chosen
        return replace(chosen, deeds=tuple(deed.id for deed in self._stock("actor-event", given).deeds))
