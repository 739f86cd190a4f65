"""From records to the graph: claims, events made from them by a stated policy, relations, actors and places.

Pure, and independent of the order of the records. The policy (`ontology` and docs name it): type by the majority of
speakers; agents and patients as actual claims affirm them; figures from the smallest low to the largest high with the
best that most speakers give; the most precise time and place that the others allow; `contested` where they cannot all be true.

Every step is a function of one article (`parts`), of the nodes that may be one actor (`identity`), of the articles that tell of one event (`cluster.join`, `told`), or of
counts (names, sums), so that a graph can be changed without doing it all again (the room `incremental`); `consolidate`
is the same for all records at once, in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from conflictgraph.graphmodel import GActor, GClaim, Graph
from conflictgraph.model import Record
from conflictgraph.names import event_id
from conflictgraph.resolve.claims import Draft, stated_relation
from conflictgraph.resolve.cluster import cluster
from conflictgraph.resolve.events import told
from conflictgraph.resolve.guidance import Guidance
from conflictgraph.resolve.identity import actors_of, leads
from conflictgraph.resolve.parts import Collectors, part, renamed
from conflictgraph.resolve.places import Gazetteer
from conflictgraph.resolve.relations import stated, summed
from conflictgraph.resolve.traits import Lexicon
from conflictgraph.resolve.wholes import linked


def consolidate(
    records: Iterable[Record], lexicon: Lexicon, gazetteer: Gazetteer, guidance: Guidance | None = None
) -> Graph:
    """The graph of all records, as the user's judgements, grades and policy guide it."""
    guidance = guidance or Guidance()
    collectors = Collectors(lexicon, gazetteer, guidance)
    actors, places = collectors.actors(), collectors.places()
    raw = [part(r, collectors) for r in sorted(records, key=lambda r: r.article.id)]
    settled, nodes = actors_of(
        (t for each in raw for t in each.traits), (t for each in raw for t in each.tenures), collectors.known, guidance.judgements
    )
    parts = [renamed(each, {t.node: settled[t.node] for t in each.traits}) for each in raw]
    for each in parts:
        actors.take(each.names)
        places.take(each.known, each.called)
    drafts = [d for each in parts for d in each.read.drafts]
    found = leads(nodes.values(), settled, collectors.judged_actors)
    guidance = guidance.settled(drafts).graded({**settled, **{k: v for k, v in found.items() if v is not None}})
    merged: dict[str, set[str]] = defaultdict(set)
    for node, actor in settled.items():
        merged[actor].add(node)
    members = {event_key(group): group for group in cluster(drafts, places, guidance.judgements)}
    event_of = {d.claim.id: key for key, group in members.items() for d in group}
    drawn = claims_of(drafts, event_of, guidance)
    by_event: dict[str, list[GClaim]] = {key: [] for key in members}
    for claim in drawn:
        if claim.about is not None and claim.about[0] == "event":
            by_event[claim.about[1]].append(claim)
    tales = [told(key, members[key], by_event[key], places, guidance) for key in sorted(members)]
    final = {claim.id: claim for tale in tales for claim in tale.claims}
    claims = [final.get(claim.id, claim) for claim in drawn]
    wholes = {tale.event.id: tale.whole for tale in tales if tale.whole is not None}
    events = tuple(linked([tale.event for tale in tales], wholes, places))
    used_ = {a for p in parts for a in p.actors}
    return Graph(
        articles=tuple(each.read.article for each in parts), passages=tuple(p for each in parts for p in each.read.passages),
        claims=tuple(claims), events=events, actors=graded(actors.actors(used_, merged), guidance),
        places=places.places({a for p in parts for a in p.places}), relations=(*stated(drafts, claims), *summed(events)),
        led=tuple(sorted((k, v) for k, v in found.items() if v in used_)),
    )  # fmt: skip


def event_key(group: Sequence[Draft]) -> str:
    """The id of the event that a group of claims tells of: it is named after the earliest."""
    return event_id(min(group, key=lambda d: (d.published or "9999", d.claim.id)).claim.id)


def graded(actors: Iterable[GActor], guidance: Guidance) -> tuple[GActor, ...]:
    """Actors with the user's grades."""
    return tuple(replace(a, reliability=r) if (r := guidance.grades.source(a.id)) else a for a in actors)


def claims_of(
    drafts: Sequence[Draft], event_of: Mapping[str, str], guidance: Guidance, known: Collection[str] | None = None
) -> list[GClaim]:
    """Claims with what each is about and the user's grades; `event_of` is the event of every event claim among them, and
    `known` are all claims of their articles (the drafts given, where nothing is said)."""
    known = {d.claim.id for d in drafts} if known is None else known
    out = []
    for d in drafts:
        claim = d.claim
        about, denies = claim.about, claim.denies
        if claim.kind == "event":
            about = ("event", event_of[claim.id])
        elif d.tie is not None:
            about = ("relation", stated_relation(d.tie))
        elif d.named is not None:
            about = ("actor", d.named)
        elif d.about is not None and d.about in event_of:
            about = ("event", event_of[d.about])
        if denies is not None and denies[0] not in known:
            denies = None
        out.append(replace(claim, about=about, denies=denies, credibility=guidance.grades.claim(claim.id)))
    return out
