"""Small networks of actors, written out edge by edge as `Graph.network` makes them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from conflictgraph.network.bonds import Network

KINDS = {-1: "fights", 0: "requests", 1: "aids"}


def net(*edges: tuple[str, str, int, str], **more: dict[str, Any]) -> Network:
    """`("a", "b", -1, "E-1 E-2")` is a conflict edge with two events; `("a", "b", 1, "")` a stated tie of one claim. `more` says
    what else an actor has."""
    graph: Network = nx.MultiDiGraph()
    for actor in sorted({end for a, b, _, _ in edges for end in (a, b)} | set(more)):
        graph.add_node(actor, label=actor.upper(), kind="organization", actor_kind="armed-group", **more.get(actor, {}))
    for a, b, sign, events in edges:
        stated = {"kind": "allyOf" if sign > 0 else "enemyOf", "sort": "stated", "status": "present", "claims": [f"C-{a}{b}"], "weight": 1}
        summed = {"kind": KINDS[sign], "sort": "summed", "events": sorted(events.split()), "weight": len(events.split()), "claims": []}
        data = summed if events else stated
        graph.add_edge(a, b, key=data["kind"], sign=sign, relation=f"R-{a}{sign}{b}", **data)
    return graph


def line(*actors: str) -> Network:
    """Actors in a row, each linked with the next by one event."""
    return net(*((a, b, -1, f"E-{a}{b}") for a, b in pairwise(actors)))


_NAMES = st.sampled_from("abcdefgh")
EDGES = st.lists(
    st.tuples(_NAMES, _NAMES, st.sampled_from([-1, 0, 1]), st.sets(st.sampled_from([f"E-{n}" for n in range(9)]), max_size=3)),
    max_size=24,
)  # fmt: skip
"""Edges of a small random network; loops, mutual edges and several between one pair are among them."""


def drawn(edges: list[tuple[str, str, int, set[str]]]) -> Network:
    """The network of such edges: an event has one type, so it is told apart by sign; edges of one pair and sign are one."""
    once: dict[tuple[str, str, int], set[str]] = {}
    for a, b, sign, events in edges:
        once.setdefault((a, b, sign), set()).update(f"{event}.{sign}" for event in events)
    return net(*((a, b, sign, " ".join(sorted(events))) for (a, b, sign), events in sorted(once.items())))
