"""What exporters are handed: a graph as triples, as rows, and as a network; each is made when it is asked for.

Rows come one after the other, so that memory does not grow with their number: what was read for them is let go from time to
time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from conflictgraph.deeds import Deed
from conflictgraph.export.plain import OfGraph, Source
from conflictgraph.export.values import Losses
from conflictgraph.graphmodel import GPlace
from conflictgraph.query import Lookups
from conflictgraph.query.rows import ClaimRow, EventRow

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from conflictgraph.network.spool import Lent
    from conflictgraph.network.stock import Books

HELD = 20_000  # records that lookups may hold before they are let go
PART, ARTICLES = 500, 50  # events, and articles with their claims, that are read at a time


@dataclass(frozen=True)
class Material:
    """A graph to export. The callables may be called again; `losses` collects what the format cannot hold.

    `network` gives the network that was asked for, `spooled` the same as a source that lies on disk (None: there is none), `chosen` the ids of the events that were (None: all), and `flavor` is a
    format's variant (`yed`). `ego` is the actor (an id) that the network is around, and `asked` what the choice was: option
    and value as a person would say them. `books` has events, actors and places in short; `named` is True where the network is
    without parties that an article only describes.
    """

    base: str
    triples: Callable[[], Iterable[ox.Triple]]
    network: Callable[[], nx.Graph[Any]]
    look: Lookups
    chosen: Sequence[str] | None = None
    flavor: str | None = None
    losses: Losses = field(default_factory=Losses)
    ego: str | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    books: Books | None = None
    named: bool = False
    spooled: Lent | None = None

    def net(self) -> Source:
        """The network that was asked for, from disk where it can be."""
        return self.spooled() if self.spooled is not None else OfGraph(self.network())

    def close(self) -> None:
        """Let go what lies on disk; asked for again it is made again."""
        if self.spooled is not None:
            self.spooled.close()

    def fresh(self) -> Lookups:
        """Lookups that hold nothing yet."""
        return Lookups(self.look.store)

    def event_ids(self) -> list[str]:
        """The events, the latest first, those of unknown time last."""
        assert self.books is not None
        wanted = None if self.chosen is None else frozenset(self.chosen)
        days = (each for each in self.books.days() if wanted is None or each[0] in wanted)
        rows = [(last or first or "", first or "", identifier) for identifier, first, last in days]
        rows.sort(key=itemgetter(0, 1), reverse=True)
        return [identifier for _, _, identifier in rows]

    def deeds(self) -> Iterator[Deed]:
        """The events in short, by id."""
        assert self.books is not None
        if self.chosen is None:
            return self.books.deeds()
        wanted = frozenset(self.chosen)
        return (deed for deed in self.books.deeds() if deed.id in wanted)

    def events(self, words: bool = False) -> Iterator[tuple[EventRow, Lookups]]:
        """The rows of the events in this order, each with the lookups that it was read with; with `words` these will be asked for the claims
        about it."""
        assert self.books is not None
        look = self.fresh()
        for some in _parts(self.event_ids()):
            look = self._light(look)
            look.things.ahead("event", some, self.books)
            if words:
                look.things.ahead_about("event", some, self.books)
            for identifier in some:
                yield look.event_row(identifier), look

    def _light(self, look: Lookups) -> Lookups:
        """The lookups, or others in their place where they hold much."""
        return look if len(look.things) < HELD else self.fresh()

    def claims(self) -> Iterator[ClaimRow]:
        """The claims in order of publication (undated articles last), article and position; with filters those about the
        chosen events."""
        assert self.books is not None
        look = self.fresh()
        published: dict[str, str] = {}
        for some in _parts(look.things.ids("article")):
            look = self._light(look)
            look.things.ahead("article", some, self.books)
            published.update((article, look.things.article(article).published or "9999") for article in some)
        kept = None if self.chosen is None else set(self.chosen)
        for some in _parts(sorted(published, key=lambda a: (published[a], a)), ARTICLES):
            look = self._light(look)
            things = look.things
            inside = [things.with_object("claim", ("article",), "article", article) for article in some]
            things.ahead("claim", set().union(*inside), self.books)
            for claims in inside:
                for row in look.claim_rows(claims):
                    if kept is None or (row.about is not None and row.about.id in kept):
                        yield row


def _parts(ids: Sequence[str], size: int = PART) -> Iterator[Sequence[str]]:
    """Some ids at a time, in their order."""
    return (ids[at : at + size] for at in range(0, len(ids), size))


class Place(Protocol):
    """What is asked of a place, read whole (`GPlace`) or in short (`deeds.Scene`)."""

    @property
    def lat(self) -> float | None: ...

    @property
    def lon(self) -> float | None: ...

    @property
    def precision(self) -> str: ...

    @property
    def centroid(self) -> bool: ...


def around(look: Lookups, place: str) -> list[GPlace]:
    """A place and what contains it, narrowest first."""
    return [look.things.place(each) for each in (place, *look.things.around(place))]


def point(places: Sequence[Place]) -> tuple[float, float, bool] | None:
    """Where an event can be drawn: (lat, lon, whether the point only represents an area) of its place. None where that is
    unknown, and where all that is known is a country or region, whose centre would be a false place."""
    if not places:
        return None
    place = places[0]
    if place.lat is None or place.lon is None or place.precision in ("country", "region"):
        return None
    return place.lat, place.lon, place.centroid
