"""A graph brought up to date by what changed: articles that came and went, and what the user decided otherwise than before.

Only where triples, names and workings all stand at the same earlier change is a change worked out alone; otherwise, or where
most of the graph changed, everything is made anew from the articles, in a stream.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from conflictgraph import names
from conflictgraph.errors import GraphError
from conflictgraph.store.embedded import Embedded

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from conflictgraph.incremental import Rules
    from conflictgraph.incremental.shift import Shift
    from conflictgraph.resolve import Guidance

CHUNK = 2000  # articles whose changes are worked out in memory at once


def guidance(store: Embedded) -> Guidance:
    """What the user decided about this graph: judgements, grades, policy."""
    from conflictgraph.resolve.grades import Grades
    from conflictgraph.resolve.guidance import Guidance
    from conflictgraph.resolve.judgements import Judgements
    from conflictgraph.resolve.policy import Policy, policy_of

    held = store.verdicts
    judgements = Judgements(tuple(held.judged()), tuple(held.anchors()))
    policy = Policy() if held.policy is None else policy_of(held.policy)
    return Guidance(judgements, Grades(tuple(held.grades())), policy)


def guided(store: Embedded, rules: Rules) -> Rules:
    """The rules with what the user decided about this graph. Their stamp changes with grades and policy; what is judged the
    workings keep row by row."""
    held = store.verdicts
    said = [repr(each) for each in (*held.grades(), held.policy)]
    anchored = sorted({each.article for each in held.anchors()})
    records = [r for each in anchored if (r := store.articles.record(each)) is not None]
    return rules.guided(guidance(store), records, names.digest(rules.stamp, *said))


def grow(store: Embedded, rules: Rules) -> None:
    """Bring a graph up to date by what changed since it was; from the articles anew where that cannot be known, or where
    most of the graph changed."""
    from conflictgraph.incremental import Wide
    from conflictgraph.store.workings import WorkingsLost

    store.articles.commit()
    rules = guided(store, rules)
    since = store.settled(rules.stamp)
    if since is not None:
        try:
            shift = _shift(store, rules)
            changed, there = store.articles.changed(since)
            again = [a for a in sorted(shift.reread(store.workings.db, lambda party: _bearers(store, party)) - set(changed)) if store.articles.get(a)]
            changed, there = sorted([*changed, *again]), [*there, *again]
            if len(changed) <= max(CHUNK, len(store.articles) // 4) and len(changed) < max(len(store.articles), 2):
                _grow_by(store, replace(rules, shift=shift), changed, set(there))
                return
        except (WorkingsLost, Wide):
            pass  # what was done until here is done again
    grow_anew(store, rules)


def current(store: Embedded, rules: Rules) -> bool:
    """Do the workings stand where the graph stands? `rules` are `guided`."""
    return store.settled(rules.stamp) == store.articles.sequence


def worked(store: Embedded, rules: Rules) -> Rules:
    """The rules with what the user decided, once the workings stand where the graph stands: those of another version are made again.
    Raises `GraphError` where they cannot be."""
    rules = guided(store, rules)
    if not current(store, rules):
        if store.readonly:
            raise GraphError(f"The workings of the graph at {store.path} are of another version, and cannot be made again: the folder is read-only.")
        grow_anew(store, rules)
    return rules


def _shift(store: Embedded, rules: Rules) -> Shift:
    """What is judged otherwise than the workings have it."""
    from conflictgraph.incremental.shift import Shift
    from conflictgraph.judgement import Judged, Judgement, Pair
    from conflictgraph.resolve.judgements import Judgements

    held = store.workings.judged()
    before = Judgements(tuple(Judged(Pair(kind, one, other), Judgement(said)) for kind, one, other, said in held))  # type: ignore[arg-type]
    return Shift(before, rules.guidance.judgements)


def _bearers(store: Embedded, party: str) -> Iterator[str]:
    """The articles in which a graph has a party that no other article knows."""
    from conflictgraph.query.things import Things
    from conflictgraph.triples.terms import entity, split_entity

    things = Things(store)
    for triple in store.shelf.triples(object=entity("actor", party, store.base)):
        kind, identifier = split_entity(str(getattr(triple.subject, "value", "")), store.base)
        if kind == "article":
            yield identifier
        for claim in [identifier] if kind == "claim" else things.about("relation", identifier) if kind == "relation" else []:
            yield things.claim(claim).article


def _grow_by(store: Embedded, rules: Rules, changed: Sequence[str], there: Collection[str]) -> None:
    from conflictgraph.incremental import Update
    from conflictgraph.triples import record_triples
    from conflictgraph.triples.terms import entity

    sequence, base = store.articles.sequence, store.base
    store.names.forget()
    store.books.forget()
    with store.workings.change() as db:
        for start in range(0, max(len(changed), 1), CHUNK):
            some = changed[start : start + CHUNK]
            mark = sequence if start + CHUNK >= len(changed) else None
            update = Update(db, rules)
            records = (r for each in some if each in there and (r := store.articles.record(each)) is not None)
            things = {(put.kind, put.id): put for put in update.puts(some, records)}
            store.shelf.change(
                {
                    entity(kind, identifier, base): ()
                    if put.record is None
                    else record_triples(put.record, base, put.ties)
                    for (kind, identifier), put in things.items()
                },
                mark,
            )
            with store.names.change(mark) as names_, store.books.change(mark) as ledger:
                for kind, identifier, entry in update.names():
                    names_.name(kind, identifier, entry)
                for (kind, identifier), put in things.items():
                    names_.id(identifier, kind, None if put.record is None else put.leads)
                    ledger.take(kind, identifier, put.record)
                for identifier, kind, leads in update.led():
                    names_.id(identifier, kind, leads)
        store.workings.settle(rules.stamp, sequence)


def grow_anew(store: Embedded, rules: Rules) -> None:
    """The whole graph, as one change of nothing: read, worked out and written in a stream. `rules` are `guided`."""
    from conflictgraph.incremental import Update
    from conflictgraph.triples import record_triples

    store.articles.commit()
    sequence, base = store.articles.sequence, store.base
    store.wipe()
    store.workings.begin()
    with store.workings.change() as db, store.names.refill(sequence) as names_, store.books.refill(sequence) as ledger:
        update = Update(db, rules, whole=True)

        def triples() -> Iterator[Triple]:
            for put in update.puts((), store.articles.records()):
                if put.record is not None:
                    names_.id(put.id, put.kind, put.leads)
                    ledger.take(put.kind, put.id, put.record)
                    yield from record_triples(put.record, base, put.ties)

        store.shelf.load(triples(), sequence)
        for kind, identifier, entry in update.names():
            names_.name(kind, identifier, entry)
        for identifier, kind, leads in update.led():
            names_.id(identifier, kind, leads)
        store.workings.settle(rules.stamp, sequence)
    store.workings.close()  # from now on with a journal
