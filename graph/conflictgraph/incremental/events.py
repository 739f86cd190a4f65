"""The layer of events: which bundles are alike, which of these make events, what the events say and sum up to."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from itertools import pairwise

from conflictgraph import packed
from conflictgraph.graphmodel import GEvent, GRecord
from conflictgraph.incremental import wholes
from conflictgraph.incremental.articles import load, members, whole
from conflictgraph.incremental.atlas import Atlas
from conflictgraph.incremental.rules import Rules
from conflictgraph.incremental.shift import article_of
from conflictgraph.incremental.touched import Touched
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.cluster import THRESHOLD, join
from conflictgraph.resolve.consolidate import claims_of, event_key
from conflictgraph.resolve.events import told
from conflictgraph.resolve.likeness import compared, here, points
from conflictgraph.resolve.relations import summed_pairs, told_killed
from conflictgraph.resolve.seen import Seen, see

_HELD = 20_000  # bundles kept in memory while they are compared


def link(db: sqlite3.Connection, rules: Rules, touched: Touched) -> None:
    """Compare the new bundles with all that share a key with them, and note the pairs that are alike."""
    places = Atlas(rules.collectors, db)
    held: OrderedDict[int, tuple[Draft, Seen]] = OrderedDict()

    def get(n: int) -> tuple[Draft, Seen]:
        if n not in held:
            account = whole(db, n)
            held[n] = account, see(account)
            if len(held) > _HELD:
                held.popitem(last=False)
        return held[n]

    new = set(touched.new)
    for n in touched.new:
        mine, seen = get(n)
        others = db.execute(
            "SELECT DISTINCT k.bundle FROM keys m JOIN keys k ON k.key = m.key WHERE m.bundle = ? AND k.bundle != ?", (n, n)
        ).fetchall()
        for (m,) in others:
            if m in new and m > n:
                continue  # compared when its turn comes
            account, look = get(m)
            if points(compared(seen, look, places, here(mine, account))) >= THRESHOLD:
                _connect(db, n, m)
    for one, other in _judged(db, rules, touched):
        _connect(db, one, other)


def _connect(db: sqlite3.Connection, n: int, m: int) -> None:
    db.executemany("INSERT OR IGNORE INTO links VALUES (?, ?)", ((n, m), (m, n)))


def _judged(db: sqlite3.Connection, rules: Rules, touched: Touched) -> Iterator[tuple[int, int]]:
    """Bundles whose claims the user judges to be of one event, where some of them may be new."""
    if not rules.decided:
        return
    new = set(touched.new)
    for group in rules.guidance.judgements.must("event"):
        there = [n for claim in group if (n := _holding(db, claim, article_of(db, claim))) is not None]
        if not new.isdisjoint(there):
            yield from ((one, other) for one, other in pairwise(there) if one != other)


def _holding(db: sqlite3.Connection, claim: str, article: int | None) -> int | None:
    """The bundle of an article that holds a claim."""
    rows = db.execute("SELECT n, claims FROM bundles WHERE article = ?", (article,)) if article is not None else ()
    return next((n for n, claims in rows if claim in claims.split(" ")), None)


def _parts(db: sqlite3.Connection, touched: Touched) -> Iterator[list[int]]:
    """The connected parts that hold a touched bundle, each sorted by number."""
    seen: set[int] = set()
    for start in sorted(touched.bundles):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            for (m,) in db.execute("SELECT b FROM links WHERE a = ?", (waiting.pop(),)):
                if m not in reached:
                    reached.add(m)
                    waiting.append(m)
        seen |= reached
        yield sorted(reached)


def settle_all(
    db: sqlite3.Connection, rules: Rules, touched: Touched
) -> Iterator[tuple[str, str, GRecord | None]]:
    """The events of the touched parts, with all claims about them; first those that are gone, or may be."""
    places = Atlas(rules.collectors, db)
    for left in sorted(touched.events):  # by bundles that went
        touched.bundles |= {n for (n,) in db.execute("SELECT n FROM bundles WHERE event = ?", (left,))}
    parts = list(_parts(db, touched))
    if not touched.whole:
        for reached in parts:
            for n in reached:
                (event,) = db.execute("SELECT event FROM bundles WHERE n = ?", (n,)).fetchone()
                if event is not None:
                    touched.events.add(event)
        for gone in sorted(touched.events):
            _forget(db, gone, touched)
            yield "event", gone, None
    for reached in parts:
        rows = []
        for n in reached:
            article, at, claims = db.execute("SELECT article, at, claims FROM bundles WHERE n = ?", (n,)).fetchone()
            (identifier,) = db.execute("SELECT id FROM articles WHERE n = ?", (article,)).fetchone()
            rows.append((identifier, at, article, claims, n))
        rows.sort()
        drafts = {article: load(db, article).read.drafts for _, _, article, _, _ in rows}
        groups = [members(claims, drafts[article]) for _, _, article, claims, _ in rows]
        bundle_of = {d.claim.id: row[4] for row, group in zip(rows, groups, strict=True) for d in group}
        known = {d.claim.id for mine in drafts.values() for d in mine}
        groups_of = {event_key(group): group for group in join(groups, places, rules.guidance.judgements)}
        event_of = {d.claim.id: key for key, group in groups_of.items() for d in group}
        about: dict[str, list[Draft]] = {key: [] for key in groups_of}
        for article in dict.fromkeys(row[2] for row in rows):
            for d in drafts[article]:
                key = event_of.get(d.claim.id if d.claim.kind == "event" else "" if d.tie else d.about or "")
                if key is not None:
                    about[key].append(d)
        for key in sorted(groups_of):
            claims_ = claims_of(about[key], event_of, rules.guidance, known)
            tale = told(key, groups_of[key], claims_, places, rules.guidance)
            for n in sorted({bundle_of[d.claim.id] for d in groups_of[key]}):
                db.execute("UPDATE bundles SET event = ? WHERE n = ?", (key, n))
            _note(db, tale.event, touched)
            wholes.note(db, tale, places, touched)
            for claim in tale.claims:
                yield "claim", claim.id, claim
    for event in wholes.settle(db, places, touched):
        yield "event", event.id, event


def _involved(event: GEvent) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """An event's parties in the order in which they name it, and all that it counts for: (kind, id)."""
    f = event.facts
    parties = (*f.agents, *f.patients, *f.victims, *f.participants)
    who = [("actor", each) for each in sorted(set(parties))]
    return parties, [*who, *([("place", f.place)] if f.place is not None else [])]


def _note(db: sqlite3.Connection, event: GEvent, touched: Touched) -> None:
    """Put an event into the tables of names, weights and sums."""
    parties, counts = _involved(event)
    f = event.facts
    row = (event.id, f.event_type, packed.dumps(parties), f.place, event.reports)
    db.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
    db.executemany("INSERT INTO involved VALUES (?, ?, ?)", ((kind, each, event.id) for kind, each in counts))
    db.executemany(
        "INSERT INTO weights VALUES (?, ?, 1) ON CONFLICT (kind, id) DO UPDATE SET events = events + 1", counts
    )
    touched.named.add(("event", event.id))
    touched.named.update(counts)
    killed, least = told_killed(event) or (None, False)
    for pair in summed_pairs(event):
        (relation,) = db.execute(
            "INSERT INTO totals (source, kind, target, events, killed, counted, least) VALUES (?, ?, ?, 1, ?, ?, ?)"
            " ON CONFLICT (source, kind, target) DO UPDATE SET events = events + 1, killed = killed + excluded.killed,"
            " counted = counted + excluded.counted, least = least + excluded.least RETURNING n",
            (*pair, killed or 0, int(killed is not None), int(least)),
        ).fetchone()
        values = (relation, event.id, f.earliest or None, f.latest or None, killed, int(least))
        db.execute("INSERT INTO sums VALUES (?, ?, ?, ?, ?, ?)", values)
        touched.summed.add(relation)


def _forget(db: sqlite3.Connection, event: str, touched: Touched) -> None:
    """Take an event out of the tables."""
    touched.named.add(("event", event))
    wholes.forget(db, event, touched)
    counts = db.execute("SELECT kind, id FROM involved WHERE event = ?", (event,)).fetchall()
    db.executemany("UPDATE weights SET events = events - 1 WHERE kind = ? AND id = ?", counts)
    db.executemany("DELETE FROM weights WHERE kind = ? AND id = ? AND events <= 0", counts)
    touched.named.update((str(kind), str(each)) for kind, each in counts)
    for kind, each in counts:
        db.execute("DELETE FROM involved WHERE kind = ? AND id = ? AND event = ?", (kind, each, event))
    for relation, killed, least in db.execute("SELECT relation, killed, least FROM sums WHERE event = ?", (event,)).fetchall():
        db.execute(
            "UPDATE totals SET events = events - 1, killed = killed - ?, counted = counted - ?, least = least - ? WHERE n = ?",
            (killed or 0, int(killed is not None), least, relation),
        )
        touched.summed.add(relation)
        db.execute("DELETE FROM sums WHERE relation = ? AND event = ?", (relation, event))
    db.execute("DELETE FROM events WHERE id = ?", (event,))
    db.execute("UPDATE bundles SET event = NULL WHERE event = ?", (event,))
