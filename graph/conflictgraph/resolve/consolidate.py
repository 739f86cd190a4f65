"""From records to the graph: claims, events made from them by a stated policy, relations, actors and places.

Pure, and independent of the order of the records. The policy (`ontology` and docs name it): type by the majority of
speakers; agents and patients as actual claims affirm them; figures from the smallest low to the largest high with the
best that most speakers give; the most precise time and place that the others allow; `contested` where they cannot all be true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflictgraph.errors import StopRun
from conflictgraph.graphmodel import GClaim, GEvent, Graph, GRelation
from conflictgraph.model import Record
from conflictgraph.names import event_id
from conflictgraph.resolve.actors import Actors, Lexicon
from conflictgraph.resolve.claims import Draft, Read, read, stated_relation
from conflictgraph.resolve.cluster import cluster
from conflictgraph.resolve.events import event
from conflictgraph.resolve.places import Gazetteer, Places
from conflictgraph.resolve.relations import stated, summed
from conflictgraph.resolve.rivals import contradictions

POLICIES = ("all", "attributed", "two-speakers")


def consolidate(records: Iterable[Record], lexicon: Lexicon, gazetteer: Gazetteer, policy: str = "all") -> Graph:
    """The graph of all records.

    `policy` says which claims may speak in events: "all"; "attributed", only those with a named speaker beyond the
    article; "two-speakers", values that at least two independent speakers affirm. Raises StopRun for an unknown one.
    """
    if policy not in POLICIES:
        raise StopRun(f"There is no policy “{policy}”; known are {', '.join(POLICIES)}.")
    actors, places = Actors(lexicon), Places(gazetteer)
    reads = [read(r, actors, places) for r in sorted(records, key=lambda r: r.article.id)]
    drafts = [d for r in reads for d in r.drafts]
    groups = cluster(drafts, places)
    event_of: dict[str, str] = {}
    members: dict[str, list[Draft]] = {}
    for group in groups:
        key = event_id(min(group, key=lambda d: (d.published or "9999", d.claim.id)).claim.id)
        members[key] = group
        for d in group:
            event_of[d.claim.id] = key
    claims = _claims(drafts, event_of)
    by_event: dict[str, list[GClaim]] = defaultdict(list)
    for claim in claims:
        if claim.about is not None and claim.about[0] == "event":
            by_event[claim.about[1]].append(claim)
    events = [event(key, members[key], by_event[key], places, policy) for key in sorted(members)]
    rivals = contradictions(events, by_event, places)
    claims = [replace(c, contradicts=tuple(sorted(rivals[c.id]))) if c.id in rivals else c for c in claims]
    relations = [*stated(drafts, claims), *summed(events)]
    used_actors, used_places = _used(reads, claims, events, relations)
    return Graph(
        articles=tuple(r.article for r in reads), passages=tuple(p for r in reads for p in r.passages), claims=tuple(claims),
        events=tuple(events), actors=actors.actors(used_actors), places=places.places(used_places), relations=tuple(relations),
    )  # fmt: skip


def _claims(drafts: Sequence[Draft], event_of: dict[str, str]) -> list[GClaim]:
    known = {d.claim.id for d in drafts}
    out = []
    for d in drafts:
        claim = d.claim
        if claim.kind == "event":
            claim = replace(claim, about=("event", event_of[claim.id]))
        elif d.tie is not None:
            claim = replace(claim, about=("relation", stated_relation(d.tie)))
        elif d.about in event_of:
            claim = replace(claim, about=("event", event_of[d.about]))
        if claim.denies is not None and claim.denies[0] not in known:
            claim = replace(claim, denies=None)
        out.append(claim)
    return out


def _used(
    reads: Sequence[Read], claims: Iterable[GClaim], events: Iterable[GEvent], relations: Iterable[GRelation]
) -> tuple[set[str], set[str]]:
    actors = {r.article.publisher_actor for r in reads if r.article.publisher_actor}
    places: set[str] = set()
    for c in claims:
        actors |= {c.attributed_to, *c.via}
    for f in (*(c.facts for c in claims), *(e.facts for e in events)):
        actors |= {*f.agents, *f.patients, *f.victims, *f.participants}
        if f.place:
            places.add(f.place)
    for e in events:
        actors |= {*e.alleged_agents, *e.denied_agents}
    for r in relations:
        actors |= {r.from_, r.to}
    return actors, places
