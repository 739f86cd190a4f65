"""How a network changed between two windows of time: pairs that are new, gone, or of another sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conflictgraph.network.bonds import NEITHER, Bond, Network, bonds
from conflictgraph.network.paths import Times
from conflictgraph.query.rows import Ref

APPEARED, VANISHED, TURNED = "appeared", "vanished", "turned"
CHANGES = (TURNED, APPEARED, VANISHED)


@dataclass(frozen=True, slots=True)
class Change:
    """A pair that changed: `before` is what linked it in the first window, `after` in the second, None for nothing. `turned`
    means that its sign did (see `bonds.sign_of`), from, to, or by way of `mixed`; pairs that were or are `neither` do not turn."""

    a: Ref
    b: Ref
    change: str
    before: Bond | None
    after: Bond | None


def change(before: Network, after: Network) -> list[Change]:
    """The changes from one network to another: pairs that turned, then appeared, then vanished, the weightiest first."""
    was, now = bonds(before), bonds(after)
    found = []
    for each in was.keys() | now.keys():
        old, new = was.get(each), now.get(each)
        if old is None and new is not None:
            found.append(Change(new.a, new.b, APPEARED, None, new))
        elif new is None and old is not None:
            found.append(Change(old.a, old.b, VANISHED, old, None))
        elif old is not None and new is not None and old.sign != new.sign and NEITHER not in (old.sign, new.sign):
            found.append(Change(new.a, new.b, TURNED, old, new))
    found.sort(key=lambda row: (CHANGES.index(row.change), -_weight(row), row.a.id, row.b.id))
    return found


def _weight(row: Change) -> int:
    return sum(bond.weight for bond in (row.before, row.after) if bond is not None)


def window(graph: Network, times: Times, first: str, last: str) -> tuple[Network, set[str]]:
    """What of a network lies between two days: events for certain, and stated ties that are known to begin or end and can have
    held then. Returns it with the events that may lie there but are not known to. `times` gives the first and last day of an
    event, by id."""
    import networkx as nx

    kept: Network = nx.MultiDiGraph()
    kept.add_nodes_from(graph.nodes(data=True))
    unsure: set[str] = set()
    for source, target, key, data in graph.edges(keys=True, data=True):
        events = data.get("events", ())
        if not events:
            held = data.get("first"), data.get("last")
            if held != (None, None) and _touches(held, first, last):
                kept.add_edge(source, target, key=key, **data)
            continue
        touching = [event for event in events if _touches(times.get(event, (None, None)), first, last)]
        inside = [event for event in touching if _inside(times.get(event, (None, None)), first, last)]
        unsure.update(touching)
        unsure.difference_update(inside)
        if inside:
            days = [times[event] for event in inside]
            bounds: dict[str, Any] = {"first": min(day or "" for day, _ in days), "last": max(day or "" for _, day in days)}
            known = {name: data[name] for name in ("kind", "sign", "sort", "status", "relation") if name in data}
            kept.add_edge(source, target, key=key, **known, **bounds, events=inside, weight=len(inside))
    return kept, unsure


def _inside(time: tuple[str | None, str | None], first: str, last: str) -> bool:
    return time[0] is not None and time[1] is not None and first <= time[0] and time[1] <= last


def _touches(time: tuple[str | None, str | None], first: str, last: str) -> bool:
    return (time[0] is None or time[0] <= last) and (time[1] is None or time[1] >= first)
