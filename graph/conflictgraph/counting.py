"""What a graph answers by counting all its events at once: pairs of actors, and events over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conflictgraph.deeds import Deed
    from conflictgraph.query import Lookups
    from conflictgraph.query.tallies import DyadRow, Period, Timeline
    from conflictgraph.store.embedded import Embedded


class Counting:
    """The part of a graph that counts; `api.Graph` inherits it."""

    _store: Embedded

    @property
    def lookups(self) -> Lookups:
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
    ) -> list[DyadRow]:
        """Pairs of actors with the actual events between them, those with most events first.

        `actor` is one of the two; the events can have happened between `since` and `until` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), are
        of one of the types or their modes, at `place` or in what it contains, and of `only` conflict or cooperation. Unless `named` is
        False, or `actor` is such a party, those that an article only describes (“two gunmen”) are left out.
        """
        from conflictgraph.deeds import described
        from conflictgraph.query import tallies

        look = self.lookups
        chosen = tallies.choice(look, since, until, type, place, actor, only, bool(named) if named is not None else True)
        if named is None and chosen.actor is not None and described(chosen.actor):
            chosen = tallies.choice(look, since, until, type, place, actor, only, False)
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
    ) -> Timeline:
        """The actual events that an actor is a party of, or that are between two, counted by `year`, `month`, `week` (ISO 8601) or `day`;
        filters as in `dyads`.

        An event is counted where all days on which it can have happened lie in one period. One whose days lie in several is in no
        bin, but among the `possible` events of each; one without a beginning or an end is in none. Both are in the totals.
        """
        from conflictgraph.query import tallies

        look = self.lookups
        chosen = tallies.choice(look, since, until, type, place, actor, only, False)
        return tallies.timeline(look, self._store.ledger, chosen, other, by)
