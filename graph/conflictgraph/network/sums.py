"""Sums over events: what an edge that stands for one or many of them says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from conflictgraph.claimids import union
from conflictgraph.deeds import Deed

types_of: Callable[[str], tuple[str, ...]] = cache(lambda kind: (kind,))  # they are few


def summed(deeds: Sequence[Deed]) -> dict[str, Any]:
    """What an edge says of the events that it sums: `weight` (how many), `events` and `claims` (ids, sorted), `types`, `first`
    and `last`, `killed` (the sum of the best figures, or else the lowest, without those of parts whose whole is summed, too;
    `at_least` where some are lowest ones). What is unknown is absent."""
    if len(deeds) == 1:
        return _of_one(deeds[0])
    out: dict[str, Any] = {"weight": len(deeds), "events": tuple(sorted([d.id for d in deeds]))}
    if claims := union(d.claims for d in deeds):
        out["claims"] = claims
    if types := {d.type for d in deeds if d.type}:
        out["types"] = tuple(sorted(types))
    if first := min([d.first for d in deeds if d.first is not None], default=None):
        out["first"] = first
    if last := max([d.last for d in deeds if d.last is not None], default=None):
        out["last"] = last
    counted = [d for d in deeds if d.dead is not None]
    if any(d.part_of is not None for d in counted):
        ids = {d.id for d in deeds}  # as `resolve.relations` sums: who counts a month has counted its days
        counted = [d for d in counted if d.part_of not in ids]
    if counted:
        out["killed"] = sum([d.dead or 0 for d in counted])
        if any(d.at_least for d in counted):
            out["at_least"] = True
    return out


def _of_one(deed: Deed) -> dict[str, Any]:
    out: dict[str, Any] = {"weight": 1, "events": (deed.id,)}
    if deed.claims:
        out["claims"] = deed.claims
    if deed.type:
        out["types"] = types_of(deed.type)
    if deed.first:
        out["first"] = deed.first
    if deed.last:
        out["last"] = deed.last
    if (dead := deed.dead) is not None:
        out["killed"] = dead
        if deed.at_least:
            out["at_least"] = True
    return out
