"""What a network is built from: the events, claims and stated ties that filters choose, and what its nodes say of things.

All but stated ties comes in short (`deeds`), in one scan for each kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any, Protocol, TypeAlias, TypeVar

from conflictgraph.claimids import packed
from conflictgraph.deeds import Cast, Deed, Paper, Saying, Scene, Told, described
from conflictgraph.errors import lacking
from conflictgraph.graphmodel import GRecord
from conflictgraph.network.building import Attributes, slim, template
from conflictgraph.network.filters import Wanted
from conflictgraph.query import Lookups, scan
from conflictgraph.query.rows import TieRow

T = TypeVar("T")
Tell: TypeAlias = Callable[[str], None]
SUMS = frozenset({"relations", "actors", "actor-place"})
_COUNTED = 10_000
ONCE = SUMS | {"actor-event", "events"}
"""Networks for which one pass over the events is enough, so that not all of them need be held."""


class Books(Protocol):
    """Where events, claims, articles, actors and places in short come from (`store.ledger.Ledger`), each by id."""

    def deeds(self) -> Iterator[Deed]: ...

    def days(self) -> Iterator[tuple[str, str | None, str | None]]: ...

    def actors(self, named: bool = False) -> Iterator[Cast]: ...

    def places(self) -> Iterator[Scene]: ...

    def speakers(self) -> Iterator[tuple[str, str]]: ...

    def told(self) -> Iterator[list[Told]]: ...

    def sayings(self, linked: bool = False, ids: Iterable[str] | None = None) -> Iterator[Saying]: ...

    def papers(self) -> Iterator[Paper]: ...

    def published(self) -> dict[str, tuple[str, str | None]]: ...

    def spoken(self) -> dict[str, int]: ...

    def records(self, kind: str, ids: Collection[str]) -> Iterator[GRecord]: ...


@dataclass(frozen=True)
class Stock:
    """The `deeds` (by id; a stream where the network is of `ONCE`) and stated `ties` (each with the claims that state it) that
    filters leave. Deeds hold only claims that may speak; `admitted` is False for those that may not. `counted` has the number of
    events of each actor when the deeds have gone by. `asked` are actors (ids) that are in, whatever is left of their ties; `labels` holds each label of an event once."""

    look: Lookups
    books: Books
    wanted: Wanted
    kind: str = "relations"
    deeds: Iterable[Deed] = ()
    ties: Sequence[tuple[TieRow, tuple[str, ...]]] = ()
    admitted: Callable[[str], bool] = lambda claim: True
    counted: Counter[str] = field(default_factory=Counter)
    asked: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def keep(self, actor: str) -> bool:
        """Whether an actor may be in."""
        if self.wanted.named and described(actor):
            return False
        return not self.wanted.kinds or (actor in self.cast and self.cast[actor].kind in self.wanted.kinds)

    @property
    def free(self) -> bool:
        """True where any actor may be in."""
        return not self.wanted.named and not self.wanted.kinds

    @cached_property
    def cast(self) -> dict[str, Cast]:
        """The actors in short: all whose names the network can show."""
        return {each.id: each for each in self.books.actors(self.wanted.named and self.kind in (*SUMS, "ties"))}

    @cached_property
    def scenes(self) -> dict[str, Scene]:
        """The places in short."""
        return {each.id: each for each in self.books.places()}

    def about(self, kind: str, *actors: str) -> Stock:
        """For a network of another kind the events of these actors alone; the deeds must be held."""
        chosen = [deed for deed in self.deeds if any(each in actors for each in parties(deed))]
        return replace(self, kind=kind, deeds=chosen, ties=())

    @property
    def spoken(self) -> Mapping[str, int]:
        """Actor → how many of the claims behind what was chosen it makes; without filters of all."""
        if not self.wanted.any:
            return self.books.spoken()
        chosen = {c for deed in self.deeds for c in deed.claims} | {c for _, claims in self.ties for c in claims}
        return Counter(speaker for claim, speaker in self.books.speakers() if claim in chosen)


def parties(deed: Deed) -> set[str]:
    """All that are in an event."""
    return {*deed.agents, *deed.patients, *deed.victims, *deed.participants}


def stock(
    look: Lookups,
    books: Books,
    wanted: Wanted,
    kind: str,
    tell: Tell,
    asked: tuple[str, ...] = (),
    held: bool = False,
    again: bool = False,
) -> Stock:
    """What a network of a kind is built from; networks other than `claims` and `whole` are made of actual events. What a window
    leaves out because its time is unknown is told, of events unless it is done `again`. `held` keeps the deeds of `ONCE`,
    too, to be gone through again."""
    admits = _claims(look, wanted)
    counted: Counter[str] = Counter()
    deeds: Iterable[Deed] = () if kind == "ties" else _chosen(look, books, wanted, kind in ("claims", "whole"), admits, counted, _silent if again else tell)
    # Filters that count the claims of speakers go through the events again.
    if held or wanted.any or kind not in ONCE:
        deeds = list(deeds)
    ties = [] if kind not in ("relations", "ties", "whole") or wanted.of_events else _ties(look, wanted, admits, tell)
    return Stock(look, books, wanted, kind, deeds, ties, admits, counted, asked)


def _chosen(
    look: Lookups, books: Books, wanted: Wanted, every: bool, admits: Callable[[str], bool], counted: Counter[str], tell: Tell
) -> Iterator[Deed]:
    narrowed = wanted.by is not None or wanted.attributed
    polarity = scan.told_as(look.things, "polarity") if narrowed else {}
    undated, whole, named = 0, not wanted.any, wanted.named
    waiting: list[str] = []  # many at once are counted sooner
    for deed in books.deeds():
        if not (every or deed.factuality == "actual"):
            continue
        if not whole:
            if not wanted.keeps(deed):
                continue
            if narrowed:
                deed = deed._replace(claims=packed(tuple(filter(admits, deed.claims))))
                if not any(polarity.get(claim) == "affirmed" for claim in deed.claims):
                    continue
            if wanted.dated:
                if deed.first is None and deed.last is None:
                    undated += 1
                    continue
                if not wanted.within(deed.first, deed.last):
                    continue
        waiting += [each for each in parties(deed) if not described(each)] if named else parties(deed)
        if len(waiting) > _COUNTED:
            counted.update(waiting)
            waiting.clear()
        yield deed
    counted.update(waiting)
    _left_out(tell, undated, "event")


def _claims(look: Lookups, wanted: Wanted) -> Callable[[str], bool]:
    """Which claims may speak: those of the speakers asked for, and reported ones where the policy wants that."""
    spoken: Container[str] | None = None
    if wanted.by is not None:
        spoken = {
            claim for each in sorted(wanted.by) for claim in look.things.with_object("claim", ("attributedTo", "via"), "actor", each)
        }  # fmt: skip
    attribution = scan.told_as(look.things, "attribution") if wanted.attributed else None
    return lambda claim: (spoken is None or claim in spoken) and (attribution is None or attribution.get(claim) == "reported")


def _ties(look: Lookups, wanted: Wanted, admits: Callable[[str], bool], tell: Tell) -> list[tuple[TieRow, tuple[str, ...]]]:
    """The stated ties wanted, their actors aside, each with the claims that may state it and are sure enough; so many voices must
    state it."""
    things = look.things
    found, undated = [], 0
    for identifier in scan.stated_relations(things):
        row = look.tie_row(things.relation(identifier))
        if not wanted.keeps_tie(row):
            continue
        claims = tuple(c for c in things.about("relation", identifier) if admits(c))
        if wanted.confidence:
            claims = tuple(c for c in claims if things.claim(c).confidence >= wanted.confidence)
        if not claims or (wanted.speakers > 1 and len({things.claim(c).attributed_to for c in claims}) < wanted.speakers):
            continue
        if wanted.dated and row.earliest is None and row.latest is None:
            undated += 1
        elif wanted.within(row.earliest, row.latest):
            found.append((replace(row, claims=len(claims)), claims))
    _left_out(tell, undated, "stated tie")
    return found


def _silent(sentence: str) -> None:
    """Where it was told before."""


def _left_out(tell: Tell, count: int, what: str) -> None:
    if count:
        tell(f"{count:,} {what}{'s are' if count > 1 else ' is'} left out because the time is unknown.")


# --- what nodes say of things ------------------------------------------------------------------------------------


def known(**attributes: Any) -> Attributes:
    """Attributes without what is unknown or empty."""
    return {name: value for name, value in attributes.items() if value is not None and value != () and value != ""}


_small = cache(str.lower)  # one text for each class


def held(things: Mapping[str, T], kind: str, identifier: str) -> T:
    found = things.get(identifier)
    if found is None:
        raise lacking(kind, identifier)
    return found


def actor(stock: Stock, a: Cast, spoken: int) -> Attributes:
    return slim(known(
        kind=_small(a.klass), label=a.label, actor_kind=a.kind, aliases=a.aliases, n_events=stock.counted[a.id], n_claims=spoken,
    ))  # fmt: skip


def place(stock: Stock, identifier: str) -> Attributes:
    p = held(stock.scenes, "place", identifier)
    point = {"lat": p.lat, "lon": p.lon, "centroid": p.centroid} if p.lat is not None else {}
    return known(kind="place", label=p.label, precision=p.precision, within=f"place:{p.within}" if p.within else None, **point)


@cache
def _article_like(*some: str) -> Attributes:
    made = template("kind", "label", *some).copy()
    made["kind"] = "article"
    return made


def article(a: Paper, once: Callable[[str, str], str]) -> Attributes:
    """Written out; `once` gives the text that is the same in other articles, too."""
    headline, publisher, url, day = a.headline, a.publisher, a.url, a.published
    if headline and publisher and url and day:
        made = _article_like("headline", "publisher", "url", "first", "language").copy()
        made["label"] = made["headline"] = headline
        made["publisher"] = once(publisher, publisher)
        made["url"] = url
        made["first"] = once(day, day)
        made["language"] = once(a.language, a.language)
        return made
    return slim(known(kind="article", label=headline or a.id, headline=headline, publisher=publisher, url=url, first=day, language=a.language))
