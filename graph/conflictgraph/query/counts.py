"""How much a graph holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conflictgraph.kinds import root_type
from conflictgraph.query.rows import Stats
from conflictgraph.query.things import Things


def stats(things: Things) -> Stats:
    """How much the graph holds."""
    t = things
    counts = {kind: len(t.ids(kind)) for kind in ("article", "event", "actor", "place", "claim", "relation")}
    actual = [e for e in map(t.event, t.ids("event")) if e.factuality == "actual"]
    types = Counter(root_type(e.facts.event_type) for e in actual if e.facts.event_type)
    years = Counter(e.facts.earliest[:4] for e in actual if e.facts.earliest)
    killed = [e.facts.killed for e in actual if e.facts.killed is not None]
    return Stats(
        articles=counts["article"],
        events=counts["event"],
        actual=len(actual),
        actors=counts["actor"],
        places=counts["place"],
        claims=counts["claim"],
        relations=counts["relation"],
        disputes=len({event for event, _ in t.pairs("event", "contested")}),
        speakers=len({actor for _, actor in t.pairs("claim", "attributedTo")}),
        killed=sum(figure.value for figure in killed),
        first=min((e.facts.earliest for e in actual if e.facts.earliest), default=None),
        last=max((e.facts.latest for e in actual if e.facts.latest), default=None),
        types=tuple(sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
        years=tuple(sorted(years.items())),
    )


def counts(things: Things) -> Iterator[tuple[str, int]]:
    """The five counts that a run ends with: articles, events, actors, places, claims."""
    for kind in ("article", "event", "actor", "place", "claim"):
        yield f"{kind}s", len(things.ids(kind))
