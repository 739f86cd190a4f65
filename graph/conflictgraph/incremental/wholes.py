"""What events are parts of (`resolve.wholes`), kept as they change: of the events told anew, and of those that share a key with a
whole that came or went."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from conflictgraph import packed
from conflictgraph.graphmodel import GEvent
from conflictgraph.incremental.touched import Touched
from conflictgraph.resolve.events import Told
from conflictgraph.resolve.places import Places
from conflictgraph.resolve.relations import told_killed
from conflictgraph.resolve.wholes import Whole, part_keys, part_of, whole_keys


def note(db: sqlite3.Connection, tale: Told, places: Places, touched: Touched) -> None:
    """Put an event that was told into the tables."""
    event, whole = tale.event, tale.whole
    touched.told.add(event.id)
    packed_whole = packed.dumps(whole) if whole is not None else None
    db.execute("INSERT INTO tales VALUES (?, ?, ?)", (event.id, packed.dumps(event), packed_whole))
    db.executemany("INSERT INTO spots VALUES (?, ?)", ((key, event.id) for key in sorted(part_keys(event, places))))
    if whole is not None:
        keys = whole_keys(whole)
        db.executemany("INSERT INTO spans VALUES (?, ?)", ((key, event.id) for key in sorted(keys)))
        touched.spanned |= keys


def forget(db: sqlite3.Connection, event: str, touched: Touched) -> None:
    """Take an event out of the tables."""
    touched.told.discard(event)
    touched.spanned |= {key for (key,) in db.execute("SELECT key FROM spans WHERE event = ?", (event,))}
    for table in ("tales", "spans", "spots"):
        db.execute(f"DELETE FROM {table} WHERE event = ?", (event,))


def settle(db: sqlite3.Connection, places: Places, touched: Touched) -> Iterator[GEvent]:
    """The events that were told anew, and the others that are parts of something else now; each with what it is a part of."""
    concerned = set(touched.told)
    if not touched.whole:
        for key in touched.spanned:
            concerned |= {event for (event,) in db.execute("SELECT event FROM spots WHERE key = ?", (key,))}
    for each in sorted(concerned):
        (record,) = db.execute("SELECT record FROM tales WHERE event = ?", (each,)).fetchone()
        event = packed.loads(GEvent, record)
        met = db.execute(
            "SELECT DISTINCT t.whole FROM spots p JOIN spans s ON s.key = p.key JOIN tales t ON t.event = s.event WHERE p.event = ?",
            (each,),
        ).fetchall()
        found = part_of(event, [packed.loads(Whole, whole) for (whole,) in met], places) if met else None
        changed = found != event.part_of
        if changed:
            event = replace(event, part_of=found)
            db.execute("UPDATE tales SET record = ? WHERE event = ?", (packed.dumps(event), each))
        if found is not None or changed or not touched.whole:
            _count(db, event, touched)
        if changed or each in touched.told:
            yield event


def _count(db: sqlite3.Connection, event: GEvent, touched: Touched) -> None:
    """Add the killed of an event to the sums that it counts in, or take them out where what it is a part of counts."""
    told = told_killed(event)
    for relation, held, was in db.execute("SELECT relation, killed, least FROM sums WHERE event = ?", (event.id,)).fetchall():
        inside = event.part_of is not None and db.execute(
            "SELECT 1 FROM sums WHERE relation = ? AND event = ?", (relation, event.part_of)
        ).fetchone()
        now, least = (None, False) if inside or told is None else told
        if (now, least) != (held, bool(was)):
            db.execute("UPDATE sums SET killed = ?, least = ? WHERE relation = ? AND event = ?", (now, int(least), relation, event.id))
            db.execute(
                "UPDATE totals SET killed = killed + ?, counted = counted + ?, least = least + ? WHERE n = ?",
                ((now or 0) - (held or 0), int(now is not None) - int(held is not None), int(least) - was, relation),
            )
            touched.summed.add(relation)
