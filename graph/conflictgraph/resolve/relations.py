"""Relations: ties as claims state them, and sums over events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from conflictgraph.graphmodel import GClaim, GEvent, GRelation
from conflictgraph.kinds import SUMMED_KINDS, root_type
from conflictgraph.names import relation_id
from conflictgraph.resolve.claims import Draft, stated_relation


def stated(drafts: Sequence[Draft], claims: Sequence[GClaim]) -> list[GRelation]:
    about: dict[str, list[str]] = defaultdict(list)
    for c in claims:
        if c.about is not None and c.about[0] == "relation":
            about[c.about[1]].append(c.id)
    ties: dict[str, list[tuple[str, str, str, str, str | None, str | None]]] = defaultdict(list)
    for d in drafts:
        if d.tie is not None:
            ties[stated_relation(d.tie)].append(d.tie)
    out = []
    for key in sorted(ties):
        from_, kind, to, status, _, _ = ties[key][0]
        earliest = min((t[4] for t in ties[key] if t[4]), default=None)
        latest = max((t[5] for t in ties[key] if t[5]), default=None)
        out.append(GRelation(key, from_, to, kind, status, earliest, latest, claims=tuple(about[key])))  # type: ignore[arg-type]
    return out


def summed_pairs(event: GEvent) -> list[tuple[str, str, str]]:
    """The summed relations (from, kind, to) that an event counts in: an actual one, each side with each other side; both
    directions where both sides act."""
    f = event.facts
    if event.factuality != "actual" or f.event_type is None:
        return []
    kind = SUMMED_KINDS[root_type(f.event_type)]
    pairs = {(a, p) for a in f.agents for p in (*f.patients, *f.victims) if a != p}
    pairs |= {(a, b) for a in f.participants for b in f.participants if a != b}
    return [(a, kind, b) for a, b in sorted(pairs)]


def summed(events: Iterable[GEvent]) -> list[GRelation]:
    """One relation per directed pair and kind over actual, affirmed events. The killed of an event are not added where those of
    what it is a part of are: who counts a month has counted its days."""
    sums: dict[tuple[str, str, str], list[GEvent]] = defaultdict(list)
    for event in events:
        for pair in summed_pairs(event):
            sums[pair].append(event)
    out = []
    for pair, behind in sorted(sums.items()):
        ids = {e.id for e in behind}
        killed = [figure for e in behind if e.part_of not in ids and (figure := told_killed(e)) is not None]
        first = min((e.facts.earliest for e in behind if e.facts.earliest), default=None)
        last = max((e.facts.latest for e in behind if e.facts.latest), default=None)
        dead, least = sum(n for n, _ in killed) if killed else None, any(least for _, least in killed)
        out.append(total(pair, len(behind), first, last, dead, least))
    return out


def told_killed(event: GEvent) -> tuple[int, bool] | None:
    """How many an event killed, and whether at least so many; None where nothing is known of it."""
    figure = event.facts.killed
    return (figure.value, figure.at_least) if figure is not None else None


def total(
    pair: tuple[str, str, str], events: int, first: str | None, last: str | None, killed: int | None, at_least: bool
) -> GRelation:
    """The summed relation of a pair (from, kind, to)."""
    a, kind, b = pair
    return GRelation(
        relation_id(a, kind, b, "summed"), a, b, kind, "present", None, None, events, first, last, killed, "summed", at_least=at_least
    )
