"""A part of a graph, in memory: what reaches a least number of voices, confidence or grade, sound in itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from conflictgraph.deeds import Deed
from conflictgraph.graphmodel import Facts, Graph
from conflictgraph.query import Lookups
from conflictgraph.query.least import Least
from conflictgraph.resolve.relations import summed
from conflictgraph.sparql import Result, run_query
from conflictgraph.store import Hit, NameKind
from conflictgraph.store.ledger import in_memory
from conflictgraph.triples import from_triples, to_triples

if TYPE_CHECKING:
    import pyoxigraph as ox

    from conflictgraph.store import Subject, Term
    from conflictgraph.store.embedded import Embedded


def part(graph: Graph, look: Lookups, least: Least) -> Graph:
    """The graph without the events and stated ties that fall short, and without the claims about them; other claims must reach the least
    confidence and grade themselves. Relations are summed again; what nothing refers to any more goes, too."""
    events = tuple(e for e in graph.events if least.met_by_event(e, look.things))
    kept = {e.id for e in events}
    alone = replace(least, speakers=0)
    claims = tuple(
        c for c in graph.claims
        if (c.about[1] in kept if c.about is not None and c.about[0] == "event" else alone.met_by_claim(c, look.things))
    )  # fmt: skip
    voices: dict[tuple[str, str], set[str]] = {}
    for c in claims:
        if c.about is not None and c.about[0] == "relation":
            voices.setdefault(c.about, set()).add(c.attributed_to)
    claims = tuple(c for c in claims if c.about not in voices or len(voices[c.about]) >= least.speakers)
    ids = {c.id for c in claims}
    claims = tuple(
        replace(
            c, denies=c.denies if c.denies is not None and c.denies[0] in ids else None,
            contradicts=tuple(o for o in c.contradicts if o in ids), supersedes=tuple(o for o in c.supersedes if o in ids),
        )
        for c in claims
    )  # fmt: skip
    events = tuple(replace(e, part_of=e.part_of if e.part_of in kept else None) for e in events)
    stated = tuple(r for r in graph.relations if r.sort == "stated" and any(c in ids for c in r.claims))
    stated = tuple(replace(r, claims=tuple(c for c in r.claims if c in ids)) for r in stated)
    relations = (*stated, *summed(events))
    articles = tuple(a for a in graph.articles if a.id in {c.article for c in claims})
    actors = {a.publisher_actor for a in articles if a.publisher_actor} | {x for c in claims for x in (c.attributed_to, *c.via)}
    actors |= {x for r in relations for x in (r.from_, r.to)} | {c.about[1] for c in claims if c.about and c.about[0] == "actor"}
    actors |= {x for e in events for x in (*e.alleged_agents, *e.denied_agents)}
    facts: list[Facts] = [*(c.facts for c in claims), *(e.facts for e in events)]
    for f in facts:
        actors |= {*f.agents, *f.patients, *f.victims, *f.participants}
    within = {p.id: p.within for p in graph.places}
    places: set[str] = set()
    located = {a.located_in for a in graph.actors if a.id in actors}
    for at in {f.place for f in facts} | located:
        while at is not None and at not in places:
            places.add(at)
            at = within.get(at)
    passages = {p for c in claims for p in (c.passage, *c.content_passages)}
    return Graph(
        articles, tuple(p for p in graph.passages if p.id in passages), claims, events,
        tuple(a for a in graph.actors if a.id in actors), tuple(p for p in graph.places if p.id in places), relations,
    )  # fmt: skip


class PartStore:
    """The part of a stored graph as a store of its own; names and ids are looked up in the whole."""

    def __init__(self, store: Embedded, least: Least) -> None:
        import pyoxigraph as ox

        self._whole = store
        self.base = store.base
        self.path: Path = store.path
        graph = part(from_triples(store.triples(), store.base), Lookups(store), least)
        self.ledger = in_memory(graph.records())
        self._triples = ox.Store()
        self._triples.bulk_extend(
            ox.Quad(t.subject, t.predicate, t.object, ox.DefaultGraph()) for t in to_triples(graph, store.base)
        )

    def query(self, text: str, params: Mapping[str, str] | None = None, timeout: float | None = None) -> Result:
        return run_query(self._triples, text, params, base=self.base)

    def triples(
        self, subject: Subject | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None
    ) -> Iterator[ox.Triple]:
        for quad in self._triples.quads_for_pattern(subject, predicate, object, None):
            yield quad.triple

    def deeds(self) -> Iterator[Deed]:
        """The events in short, by id."""
        return self.ledger.deeds()

    def search(self, name: str, kind: NameKind | None = None, limit: int = 10) -> list[Hit]:
        return self._whole.search(name, kind, limit)

    def identify(self, prefix: str, limit: int = 10) -> list[tuple[str, str, str]]:
        return self._whole.identify(prefix, limit)

    def short(self, identifier: str) -> str:
        return self._whole.short(identifier)

    def close(self) -> None:
        """Nothing to let go of; the whole stays open."""
