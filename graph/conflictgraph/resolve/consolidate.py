"""From records to the graph: claims, events made from them by a stated policy, relations, actors and places.

Pure, and independent of the order of the records. The policy (`ontology` and docs name it): type by the majority of
speakers; agents and patients as actual claims affirm them; figures from the smallest low to the largest high with the
best that most speakers give; the most precise time and place that the others allow; `contested` where they cannot all be true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from conflictgraph.graphmodel import GActor, GClaim, GEvent, Graph, GRelation
from conflictgraph.model import Record
from conflictgraph.names import event_id
from conflictgraph.resolve.actors import Actors, Lexicon
from conflictgraph.resolve.claims import Draft, Read, read, stated_relation
from conflictgraph.resolve.cluster import cluster
from conflictgraph.resolve.events import told
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.places import Gazetteer, Places
from conflictgraph.resolve.relations import stated, summed


def consolidate(
    records: Iterable[Record], lexicon: Lexicon, gazetteer: Gazetteer, guidance: Guidance | None = None
) -> Graph:
    """The graph of all records, as the user's judgements, grades and policy guide it."""
    guidance = guidance or Guidance()
    one_actor = guidance.joined("actor", lambda key: lexicon.get(key) is not None)
    one_place = guidance.joined("place", _in_gazetteer)
    actors, places = Actors(lexicon, one_actor), Places(gazetteer, one_place)
    reads = [read(r, actors, places) for r in sorted(records, key=lambda r: r.article.id)]
    drafts = [d for r in reads for d in r.drafts]
    guidance = guidance.settled(drafts).graded(one_actor)
    groups = cluster(drafts, places, guidance.judgements)
    event_of: dict[str, str] = {}
    members: dict[str, list[Draft]] = {}
    for group in groups:
        key = event_id(min(group, key=lambda d: (d.published or "9999", d.claim.id)).claim.id)
        members[key] = group
        for d in group:
            event_of[d.claim.id] = key
    drawn = _claims(drafts, event_of, guidance)
    by_event: dict[str, list[GClaim]] = defaultdict(list)
    for claim in drawn:
        if claim.about is not None and claim.about[0] == "event":
            by_event[claim.about[1]].append(claim)
    tales = [told(key, members[key], by_event[key], places, guidance) for key in sorted(members)]
    events = [tale.event for tale in tales]
    final = {claim.id: claim for tale in tales for claim in tale.claims}
    claims = [final.get(claim.id, claim) for claim in drawn]
    relations = [*stated(drafts, claims), *summed(events)]
    used_actors, used_places = _used(reads, claims, events, relations)
    return Graph(
        articles=tuple(r.article for r in reads), passages=tuple(p for r in reads for p in r.passages), claims=tuple(claims),
        events=tuple(events), actors=graded(actors.actors(used_actors), guidance), places=places.places(used_places), relations=tuple(relations),
    )  # fmt: skip


def _in_gazetteer(key: str) -> bool:
    return key[:1] == "g" and key[1:].isdecimal()


def graded(actors: Iterable[GActor], guidance: Guidance) -> tuple[GActor, ...]:
    """Actors with the user's grades."""
    return tuple(replace(a, reliability=r) if (r := guidance.grades.source(a.id)) else a for a in actors)


def _claims(drafts: Sequence[Draft], event_of: dict[str, str], guidance: Guidance) -> list[GClaim]:
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
        out.append(replace(claim, credibility=guidance.grades.claim(claim.id)))
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
