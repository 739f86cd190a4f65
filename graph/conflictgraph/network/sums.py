"""Sums over events: what an edge that stands for many of them says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conflictgraph.deeds import Deed


def summed(
    deeds: Sequence[Deed], behind: Mapping[str, Sequence[str]], whole: Mapping[str, str]
) -> dict[str, Any]:
    """What an edge says of the events that it sums: `weight` (how many), `events` and `claims` (ids, sorted), `types`, `first`
    and `last`, `killed` (the sum of the best figures, without those of parts whose whole is summed, too). What is unknown is
    absent. `behind` gives the claims about an event, `whole` the larger event of one."""
    out: dict[str, Any] = {"weight": len(deeds), "events": sorted(d.id for d in deeds)}
    claims = sorted({claim for d in deeds for claim in behind.get(d.id, ())})
    types = sorted({d.type for d in deeds if d.type})
    if claims:
        out["claims"] = claims
    if types:
        out["types"] = types
    if first := min((d.first for d in deeds if d.first is not None), default=None):
        out["first"] = first
    if last := max((d.last for d in deeds if d.last is not None), default=None):
        out["last"] = last
    ids = {d.id for d in deeds} if whole else frozenset()  # as `resolve.relations` sums: who counts a month has counted its days
    counted = [d.killed for d in deeds if d.killed is not None and whole.get(d.id) not in ids]
    if counted:
        out["killed"] = sum(counted)
    return out
