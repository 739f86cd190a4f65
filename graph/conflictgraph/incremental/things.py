"""The layer of what articles and events are about: actors, places, relations, and what everything is called."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from conflictgraph import packed
from conflictgraph.graphmodel import GActor, GPlace, GRecord, GRelation
from conflictgraph.incremental.actors import leads
from conflictgraph.incremental.atlas import Atlas
from conflictgraph.incremental.rules import Rules
from conflictgraph.incremental.touched import Touched
from conflictgraph.judgement import JudgedKind
from conflictgraph.kinds import DIRECT_TIES
from conflictgraph.resolve.actors import Named
from conflictgraph.resolve.consolidate import graded
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.relations import total
from conflictgraph.store import NameEntry, event_name

Thing = tuple[str, str, GRecord | None, tuple[GRelation, ...]]


def atlas(db: sqlite3.Connection, rules: Rules, touched: Touched) -> None:
    """Choose the account of each touched place that counts. Where it is another than before, the articles that are
    about the place are bundled again, since how precise a place is decides what it can be compared with."""
    for place in sorted(touched.places):
        before = db.execute("SELECT account FROM atlas WHERE place = ?", (place,)).fetchone()
        accounts = [row[0] for row in db.execute("SELECT account FROM known WHERE place = ?", (place,))]
        if before is not None and not accounts:
            db.execute("DELETE FROM atlas WHERE place = ?", (place,))
        if not accounts:
            continue
        after = best(accounts, rules)
        if before is None or before[0] != after:
            db.execute("INSERT OR REPLACE INTO atlas VALUES (?, ?)", (place, after))
            if before is not None:
                touched.articles |= {n for (n,) in db.execute("SELECT article FROM located WHERE place = ?", (place,))}


def best(accounts: list[str], rules: Rules) -> str:
    """Of several accounts of one place the one that counts."""
    if len(accounts) == 1:
        return accounts[0]
    places = Places(rules.gazetteer)
    places.take(packed.loads(GPlace, each) for each in accounts)
    return packed.dumps(places.noted()[0][0])


def puts(db: sqlite3.Connection, rules: Rules, touched: Touched) -> Iterator[Thing]:
    """The touched actors, places and relations, or that they are gone."""
    for key in sorted(touched.stated):
        relation = _stated(db, key)
        yield "relation", key, relation, ()
    db.executemany("DELETE FROM stated WHERE id = ? AND claims <= 0", ((key,) for key in touched.stated))
    for n in sorted(touched.summed):
        summed, there = _summed(db, n)
        yield "relation", summed.id, summed if there else None, ()
        if not there:
            db.execute("DELETE FROM totals WHERE n = ?", (n,))
    for key in sorted(touched.actors):
        actor = _actor(db, rules, key)
        _label(db, "actor", key, actor.label if actor is not None else None, touched)
        yield "actor", key, actor, tuple(_direct(db, key)) if actor is not None else ()
    for key in sorted(touched.places):
        place = _place(db, rules, key)
        _label(db, "place", key, place.label if place is not None else None, touched)
        yield "place", key, place, ()


def _used(db: sqlite3.Connection, kind: str, key: str) -> bool:
    return db.execute("SELECT 1 FROM uses WHERE kind = ? AND id = ?", (kind, key)).fetchone() is not None


def _actor(db: sqlite3.Connection, rules: Rules, key: str) -> GActor | None:
    if not _used(db, "actor", key):
        return None
    actors = rules.collectors.actors()
    names = db.execute("SELECT named, count FROM names WHERE actor = ?", (key,))
    actors.take((packed.loads(Named, named), count) for named, count in names)
    nodes = [node for (node,) in db.execute("SELECT id FROM nodes WHERE actor = ?", (key,))]
    return graded(actors.actors([key], {key: nodes}), rules.guidance)[0]


def _place(db: sqlite3.Connection, rules: Rules, key: str) -> GPlace | None:
    if not _used(db, "place", key):
        return None
    places = Atlas(rules.collectors, db)
    places.ancestors(key)
    places.take((), db.execute("SELECT place, name FROM called WHERE place = ?", (key,)).fetchall())
    return next(place for place in places.places({key}) if place.id == key)


def _label(db: sqlite3.Connection, kind: str, key: str, label: str | None, touched: Touched) -> None:
    """Note what an actor or place is called; where it was called otherwise, its events are called otherwise, too."""
    touched.named.add((kind, key))
    before = db.execute("SELECT label FROM labels WHERE kind = ? AND id = ?", (kind, key)).fetchone()
    if label is None:
        db.execute("DELETE FROM labels WHERE kind = ? AND id = ?", (kind, key))
    elif before is None or before[0] != label:
        db.execute("INSERT OR REPLACE INTO labels VALUES (?, ?, ?)", (kind, key, label))
        events = db.execute("SELECT event FROM involved WHERE kind = ? AND id = ?", (kind, key))
        touched.named.update(("event", str(event)) for (event,) in events)


def _stated(db: sqlite3.Connection, key: str) -> GRelation | None:
    row = db.execute("SELECT source, kind, target, status, claims FROM stated WHERE id = ?", (key,)).fetchone()
    if row is None or row[4] <= 0:
        return None
    source, kind, target, status, _ = row
    (first,) = db.execute("SELECT min(first) FROM ties WHERE relation = ?", (key,)).fetchone()
    (last,) = db.execute("SELECT max(last) FROM ties WHERE relation = ?", (key,)).fetchone()
    return GRelation(key, source, target, kind, status, first, last)


def _summed(db: sqlite3.Connection, n: int) -> tuple[GRelation, bool]:
    """A summed relation, and whether there still are events behind it."""
    source, kind, target, events, killed, counted, least = db.execute(
        "SELECT source, kind, target, events, killed, counted, least FROM totals WHERE n = ?", (n,)
    ).fetchone()
    (first,) = db.execute("SELECT min(first) FROM sums WHERE relation = ?", (n,)).fetchone()
    (last,) = db.execute("SELECT max(last) FROM sums WHERE relation = ?", (n,)).fetchone()
    return total((source, kind, target), events, first, last, killed if counted else None, least > 0), events > 0


def _direct(db: sqlite3.Connection, key: str) -> Iterator[GRelation]:
    for kind in DIRECT_TIES:
        rows = db.execute(
            "SELECT id, target FROM stated WHERE source = ? AND status = 'present' AND kind = ? AND claims > 0", (key, kind)
        ).fetchall()
        for identifier, target in rows:
            yield GRelation(identifier, key, target, kind)


# --- names -------------------------------------------------------------------------------------------------------


def names(
    db: sqlite3.Connection, rules: Rules, touched: Touched
) -> Iterator[tuple[str, str, NameEntry | None]]:
    """What the touched things are called now."""
    for kind, key in sorted(touched.named):
        yield kind, key, (_event_name(db, key) if kind == "event" else _thing_name(db, rules, kind, key))


def _event_name(db: sqlite3.Connection, key: str) -> NameEntry | None:
    row = db.execute("SELECT type, parties, place, reports FROM events WHERE id = ?", (key,)).fetchone()
    if row is None:
        return None
    type_, parties, place, reports = row
    labels = [_label_of(db, "actor", each) for each in json.loads(parties)]
    return NameEntry(key, "event", event_name(key, type_, labels, _label_of(db, "place", place)), (), reports)


def _label_of(db: sqlite3.Connection, kind: str, key: str | None) -> str | None:
    row = db.execute("SELECT label FROM labels WHERE kind = ? AND id = ?", (kind, key)).fetchone()
    return None if row is None else str(row[0])


def _thing_name(
    db: sqlite3.Connection, rules: Rules, kind: str, key: str
) -> NameEntry | None:
    row = db.execute("SELECT events FROM weights WHERE kind = ? AND id = ?", (kind, key)).fetchone()
    weight = row[0] if row else 0
    if kind == "actor":
        actor = _actor(db, rules, key)
        return None if actor is None else NameEntry(key, "actor", actor.label, actor.alt_labels, weight)
    place = _place(db, rules, key)
    return None if place is None else NameEntry(key, "place", place.label, place.alt, weight)


def led(db: sqlite3.Connection, rules: Rules, touched: Touched) -> Iterator[tuple[str, str, str | None]]:
    """The ids that find an actor by one of its names, and those of actors and places that the user judges to be others, each
    with the one that is in the graph."""
    found = dict(leads(db, rules, touched))
    for each, to in sorted(found.items()):
        if to is not None and _used(db, "actor", to):
            yield each, "actor", to
        elif not _used(db, "actor", each):  # a party of one article, of which nobody judges any more, finds itself
            yield each, "actor", None
    kinds: tuple[JudgedKind, ...] = ("actor", "place")
    for kind in kinds:
        for each in sorted(rules.shift.bound(kind)):
            if each not in found and not _used(db, kind, each):
                yield each, kind, None  # it may have led to what it was judged one with
        for group in rules.guidance.judgements.must(kind):
            there = [each for each in group if _used(db, kind, each)]
            for each in group:
                if each not in there and (kind == "place" or found.get(each) is None):
                    yield each, kind, there[0] if len(there) == 1 else None
