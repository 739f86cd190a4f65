"""Events by scans of one property after another: what networks are made of, without reading each event whole.

A scan costs a few microseconds a value where reading an event costs most of a millisecond, so that a hundred thousand events are
there in seconds, from any store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from conflictgraph.query.things import Things
from conflictgraph.triples import vocabulary as v
from conflictgraph.triples.terms import entity, own, split_entity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deed:
    """An actual event: the narrowest type known ("" for none), its time (ISO days, None where unknown), place and best figure of the killed,
    the independent voices that tell of it, how surely it is read (0..1), and its parties by role, sorted; ids."""

    id: str
    type: str
    first: str | None
    last: str | None
    place: str | None
    killed: int | None
    speakers: int
    confidence: float
    agents: tuple[str, ...]
    patients: tuple[str, ...]
    victims: tuple[str, ...]
    participants: tuple[str, ...]


def deeds(things: Things) -> list[Deed]:
    """All actual events of a store, by id."""
    actual = v.CGS + "actual"
    scan = _Scan(things)
    ids = sorted(event for event, value in scan.values("factuality") if value == actual)
    types = {event: value.removeprefix(v.CGT) for event, value in scan.values("eventType")}
    first, last = dict(scan.values("earliest")), dict(scan.values("latest"))
    place, killed = scan.things("place"), dict(scan.values("killedBest"))
    speakers, confidence = dict(scan.values("speakers")), dict(scan.values("confidence"))
    agents, patients, victims, participants = map(scan.several, ("agent", "patient", "victim", "participant"))
    none: list[str] = []
    return [
        Deed(
            event, types.get(event, ""), first.get(event), last.get(event), place.get(event),
            int(killed[event]) if event in killed else None, int(speakers.get(event, 0)), float(confidence.get(event, 0)),
            tuple(sorted(agents.get(event, none))), tuple(sorted(patients.get(event, none))),
            tuple(sorted(victims.get(event, none))), tuple(sorted(participants.get(event, none))),
        )
        for event in ids
    ]  # fmt: skip


def claims_of_speakers(things: Things) -> dict[str, int]:
    """Actor → how many claims it is the speaker of; counted by the store, which takes a tenth of reading them."""
    rows = things.store.query("SELECT ?a (COUNT(?c) AS ?n) WHERE { ?c cg:attributedTo ?a } GROUP BY ?a").rows
    return {split_entity(row[0].value, things.base)[1]: int(row[1].value) for row in rows}  # type: ignore[union-attr]


def told_as(things: Things, name: str) -> dict[str, str]:
    """Claim → its `attribution` or `polarity`."""
    return {claim: value.removeprefix(v.CGS) for claim, value in things.pairs("claim", name)}


def stated_relations(things: Things) -> list[str]:
    """The ids of the relations that claims state, sorted; those that are sums of events are far more."""
    wanted = v.CGS + "stated"
    return sorted(relation for relation, value in things.pairs("relation", "sort") if value == wanted)


class _Scan:
    """Values of events by property. Claims have the same properties and are passed over before anything is made of them."""

    def __init__(self, things: Things) -> None:
        self._store, self._base = things.store, things.base
        self._events = entity("event", "x", things.base).value[:-1]

    def values(self, name: str) -> Iterator[tuple[str, str]]:
        events, cut = self._events, len(self._events)
        for triple in self._store.triples(predicate=own(name)):
            subject = triple.subject.value  # type: ignore[union-attr]
            if subject.startswith(events):
                yield subject[cut:], triple.object.value  # type: ignore[union-attr]

    def things(self, name: str) -> dict[str, str]:
        return {event: split_entity(value, self._base)[1] for event, value in self.values(name)}

    def several(self, name: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for event, value in self.values(name):
            found.setdefault(event, []).append(split_entity(value, self._base)[1])
        return found
