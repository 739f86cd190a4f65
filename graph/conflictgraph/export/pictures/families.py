"""Events as pictures of them need them: by family of types, with their figures, and what is left out of the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conflictgraph.export.material import Material, around, point
from conflictgraph.export.pictures.figures import counted
from conflictgraph.export.pictures.letters import clean
from conflictgraph.kinds import root_type
from conflictgraph.model import Figure
from conflictgraph.query import Lookups
from conflictgraph.query.rows import EventRow, Ref


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
    whether the point stands for an area) and a few words; `wide` is True where the place is no closer than a country or region."""

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


def happenings(material: Material, notes: list[str]) -> list[Happening]:
    """The events that were chosen and that somebody tells as a fact, in order of their ids; how many others there are is
    noted."""
    found, others = [], 0
    for row, look in material.events():
        if row.factuality != "actual":
            others += 1
        else:
            found.append(_happening(row, look, material))
    if others:
        notes.append(f"Not drawn: {counted(others, 'event')} that nobody tells as a fact (alleged, planned, threatened, denied).")
    return sorted(found, key=lambda each: each.id)


def _happening(row: EventRow, look: Lookups, material: Material) -> Happening:
    places = around(look, row.place.id) if row.place else []
    country = next((clean(p.label) for p in places if p.precision == "country"), "")
    label = clean(row.place.label, material.losses) if row.place else ""
    return Happening(
        row.id, family(row.type), row.earliest, row.latest, row.killed, row.place.id if row.place else None, label,
        point(places), country, bool(places) and places[0].precision in ("country", "region"), _words(row),
    )  # fmt: skip


def _words(row: EventRow) -> str:
    """`Taliban → police`, or who took part; the type where nobody is known."""
    sides = _names(row.agents), _names((*row.patients, *row.victims))
    if sides[0] and sides[1]:
        return f"{sides[0]} → {sides[1]}"
    if any(sides):
        return sides[0] or f"→ {sides[1]}"
    return _names(row.participants) or clean((row.type or "event").replace("-", ", "))


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(dict.fromkeys(clean(ref.label) for ref in refs))


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
