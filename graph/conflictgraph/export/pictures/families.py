"""Events as pictures of them need them: by family of types, with their figures, and what is left out of the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conflictgraph.deeds import Cast, Deed, Scene
from conflictgraph.export.material import Material, point
from conflictgraph.export.pictures.figures import counted, least
from conflictgraph.export.pictures.letters import clean
from conflictgraph.export.values import Losses
from conflictgraph.kinds import root_type
from conflictgraph.model import Figure


@dataclass(frozen=True, slots=True)
class Family:
    """Some of the sixteen types of events: what they are called together, and their colour (Okabe and Ito 2008)."""

    words: str
    colour: str
    types: frozenset[str]


FAMILIES = (
    Family("assaults", "#D55E00", frozenset({"assault"})),
    Family("coercion, mobilization, protest, sanctions", "#E69F00", frozenset({"coerce", "mobilize", "protest", "sanction"})),
    Family("threats, accusations, demands, refusals", "#CC79A7", frozenset({"threaten", "accuse", "request", "reject"})),
    Family("talks, agreements, support, concessions", "#56B4E9", frozenset({"consult", "agree", "support", "concede"})),
    Family("aid, cooperation, releases, withdrawals", "#0072B2", frozenset({"aid", "cooperate", "retreat"})),
    Family("of unknown type", "#8A8A8A", frozenset()),
)
"""PLOVER's four classes (material and verbal, conflict and cooperation), assaults apart."""


def family(event_type: str | None) -> int:
    """The place of a type's family in FAMILIES."""
    root = root_type(event_type or "")
    return next((n for n, each in enumerate(FAMILIES) if root in each.types), len(FAMILIES) - 1)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that is told as a fact: days it happened within, family, figure of the killed, place with its point (lat, lon,
    whether the point stands for an area) and a few words; `wide` is True where the place is no closer than a country or region, `part_of` the larger event's id."""

    id: str
    family: int
    first: str | None
    last: str | None
    killed: Figure | None
    place: str | None
    place_label: str
    point: tuple[float, float, bool] | None
    country: str
    wide: bool
    words: str
    part_of: str | None = None


def happenings(material: Material, notes: list[str]) -> list[Happening]:
    """The events that were chosen and that somebody tells as a fact, in order of their ids; how many others there are is
    noted."""
    assert material.books is not None
    known = Known({each.id: each for each in material.books.actors()}, {each.id: each for each in material.books.places()}, material.losses)
    found, others = [], 0
    for deed in material.deeds():
        if deed.factuality != "actual":
            others += 1
        else:
            found.append(known.happening(deed))
    if others:
        notes.append(f"Not drawn: {counted(others, 'event')} that nobody tells as a fact (alleged, planned, threatened, denied).")
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """The actors and places of a graph in short, by id."""

    actors: Mapping[str, Cast]
    places: Mapping[str, Scene]
    losses: Losses

    def happening(self, deed: Deed) -> Happening:
        places = self.around(deed.place)
        country = next((clean(p.label) for p in places if p.precision == "country"), "")
        label = clean(places[0].label, self.losses) if places else ""
        return Happening(
            deed.id, family(deed.type), deed.first, deed.last, deed.figure, deed.place, label, point(places), country,
            bool(places) and places[0].precision in ("country", "region"), self.words(deed),
            deed.part_of,
        )  # fmt: skip

    def around(self, place: str | None) -> list[Scene]:
        """A place and what contains it, narrowest first."""
        out: dict[str, Scene] = {}
        while place is not None and place not in out:
            out[place] = self.places[place]
            place = out[place].within
        return list(out.values())

    def words(self, deed: Deed) -> str:
        """`Taliban → police`, or who took part; the type where nobody is known."""
        sides = self.names(deed.agents), self.names(deed.patients, deed.victims)
        if sides[0] and sides[1]:
            return f"{sides[0]} → {sides[1]}"
        if any(sides):
            return sides[0] or f"→ {sides[1]}"
        return self.names(deed.participants) or clean((deed.type or "event").replace("-", ", "))

    def names(self, *roles: Iterable[str]) -> str:
        labels: list[str] = []
        for ids in roles:
            labels += [label for label, _ in sorted((self.actors[each].label, each) for each in ids)]
        return ", ".join(dict.fromkeys(map(clean, labels)))


def killed(events: Iterable[Happening]) -> dict[str, int]:
    """Event → the killed that it adds to the sum of these events: the best figure, or else the lowest. Who counts a month has counted
    its days: a part adds none where its whole is among them."""
    those = {each.id: each for each in events}
    return {each.id: 0 if each.part_of in those else least(each.killed) or 0 for each in those.values()}


def whose(material: Material) -> str:
    """The actor and the place that were asked for, as a title says them: ` with Taliban in Helmand`."""
    words = {"actor": "with", "place": "in"}
    return "".join(f" {word} {clean(material.asked[name])}" for name, word in words.items() if name in material.asked)


def chosen(material: Material, *without: str) -> str:
    """The rest of the choice, as a subtitle says it: `; chosen: type assault, since 2015-02`; empty where all was asked for."""
    words = ", ".join(clean(f"{name} {value}") for name, value in material.asked.items() if name not in without)
    return f"; chosen: {words}" if words else ""


def present(events: Iterable[Happening]) -> Iterator[Family]:
    """The families that occur, in their order."""
    found = {each.family for each in events}
    return (each for n, each in enumerate(FAMILIES) if n in found)
