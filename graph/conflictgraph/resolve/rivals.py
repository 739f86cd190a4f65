"""Claims about one event that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from conflictgraph.graphmodel import Facts, GClaim, GEvent
from conflictgraph.kinds import FIGURES
from conflictgraph.model import Figure
from conflictgraph.resolve.places import Places

_ARMED = frozenset({"combatants", "soldiers", "police"})


def _others(f: Facts, g: Facts) -> bool:
    """Do two claims count different people: fighters here, civilians there?"""
    mine, yours = ({c for c, _ in x.who} for x in (f, g))
    return bool(mine and yours) and (mine <= _ARMED) != (yours <= _ARMED)


def _disjoint(x: Figure, y: Figure) -> bool:
    return (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)


def quarrel(a: GClaim, b: GClaim, places: Places) -> list[str]:
    """The properties on which two claims about one event cannot both be true."""
    out: list[str] = []
    f, g = a.facts, b.facts
    if a.polarity != b.polarity:
        denier = a if a.polarity == "denied" else b
        return ["polarity"] if denier.denies is not None or denier.attribution == "reported" else []
    if a.polarity == "denied" or a.factuality != "actual" or b.factuality != "actual":
        return []
    for name in FIGURES:
        x, y = getattr(f, name), getattr(g, name)
        if x is not None and y is not None and _disjoint(x, y) and not _others(f, g):
            out.append(f"{name}Best")
    mine, yours = ({p for p in agents if "--" not in p} for agents in (f.agents, g.agents))
    if mine and yours and not mine & yours:
        out.append("agent")
    if f.place and g.place and f.place not in places.ancestors(g.place) and g.place not in places.ancestors(f.place):
        out.append("place")
    if f.earliest and g.earliest and ((f.latest or "9") < g.earliest or (g.latest or "9") < f.earliest):
        out.append("earliest")
    return out


def contested(claims: Sequence[GClaim], places: Places) -> list[str]:
    return sorted({p for a, b in combinations(claims, 2) if a.attributed_to != b.attributed_to for p in quarrel(a, b, places)})


def contradictions(events: Iterable[GEvent], by_event: dict[str, list[GClaim]], places: Places) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if not event.contested:
            continue
        for a, b in combinations([c for c in by_event[event.id] if c.kind == "event"], 2):
            if a.attributed_to != b.attributed_to and quarrel(a, b, places):
                out[a.id].add(b.id)
                out[b.id].add(a.id)
    return out
