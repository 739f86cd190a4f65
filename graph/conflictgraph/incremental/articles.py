"""The layer of articles: parts, named by the actors that their nodes are; counts of names and places, ties, bundles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from conflictgraph import packed
from conflictgraph.graphmodel import GArticle, GClaim, GPassage
from conflictgraph.incremental import actors
from conflictgraph.incremental.atlas import Atlas
from conflictgraph.incremental.rules import Rules
from conflictgraph.incremental.touched import Touched
from conflictgraph.model import Record
from conflictgraph.resolve.claims import Draft, stated_relation
from conflictgraph.resolve.cluster import article_groups, block_keys, bundle, unlocked
from conflictgraph.resolve.consolidate import claims_of
from conflictgraph.resolve.parts import Part, part, renamed

Made = GArticle | GPassage | GClaim


def load(db: sqlite3.Connection, number: int) -> Part:
    """The part of an article by its number."""
    (text,) = db.execute("SELECT part FROM articles WHERE n = ?", (number,)).fetchone()
    return packed.loads(Part, text)


def remove(db: sqlite3.Connection, identifier: str, rules: Rules, touched: Touched) -> Iterator[tuple[str, str]]:
    """Take an article out of all tables; yields (kind, id) of what was its own. Unknown articles are passed over."""
    row = db.execute("SELECT n FROM articles WHERE id = ?", (identifier,)).fetchone()
    if row is None:
        return
    (number,) = row
    old = load(db, number)
    touched.decided.update(c for (c,) in db.execute("SELECT claim FROM decided WHERE article = ?", (number,)))
    db.execute("DELETE FROM decided WHERE article = ?", (number,))
    _count(db, old, -1, touched)
    actors.register(db, number, old, -1, touched)
    _unbundle(db, number, touched)
    db.execute("DELETE FROM located WHERE article = ?", (number,))
    db.execute("DELETE FROM articles WHERE n = ?", (number,))
    own: list[tuple[str, str]] = [("article", identifier), *(("passage", p.id) for p in old.read.passages)]
    own += [("claim", d.claim.id) for d in old.read.drafts]
    yield from own


def insert(db: sqlite3.Connection, record: Record, rules: Rules, touched: Touched) -> None:
    """Put an article into the tables; it is named and counted once it is settled which actors its nodes are."""
    made = part(record, rules.collectors)
    number = db.execute(
        "INSERT INTO articles (id, part) VALUES (?, ?) RETURNING n", (record.article.id, packed.dumps(made))
    ).fetchone()[0]
    db.executemany("INSERT INTO located VALUES (?, ?)", ((place, number) for place in made.places))
    actors.register(db, number, made, 1, touched)
    _decided(db, number, made, rules, touched)
    touched.fresh.append(number)


def name(
    db: sqlite3.Connection, rules: Rules, touched: Touched
) -> Iterator[tuple[str, str, Made | None]]:
    """Name the nodes of new articles, and of those in which one is another actor than before; yields what is the articles' own,
    without the claims about events, which follow from these, and what is gone."""
    fresh = set(touched.fresh)
    for number in sorted(fresh | touched.renamed):
        text, raw = db.execute("SELECT part, raw FROM articles WHERE n = ?", (number,)).fetchone()
        before = packed.loads(Part, text)
        original = packed.loads(Part, raw) if raw is not None else before
        made = renamed(original, actors.names_of(db, number))
        if made != before:
            row = (packed.dumps(made), None if made == original else raw or text, number)
            db.execute("UPDATE articles SET part = ?, raw = ? WHERE n = ?", row)
        if number not in fresh:
            if made == before:
                continue
            _count(db, before, -1, touched)
            kept = {d.claim.id for d in made.read.drafts} | {p.id for p in made.read.passages}
            yield from (("claim", d.claim.id, None) for d in before.read.drafts if d.claim.id not in kept)
            yield from (("passage", p.id, None) for p in before.read.passages if p.id not in kept)
        _count(db, made, 1, touched)
        touched.articles.add(number)
        yield "article", made.read.article.id, made.read.article
        yield from (("passage", p.id, p) for p in made.read.passages)
        ids = {d.claim.id for d in made.read.drafts}
        events = {d.claim.id for d in made.read.drafts if d.claim.kind == "event"}
        others = [d for d in made.read.drafts if d.claim.kind != "event" and (d.tie is not None or d.about not in events)]
        yield from (("claim", claim.id, claim) for claim in claims_of(others, {}, rules.guidance, ids))


def _decided(db: sqlite3.Connection, number: int, of: Part, rules: Rules, touched: Touched) -> None:
    """Note the claims of an article that the user judges."""
    mine = {d.claim.id for d in of.read.drafts if d.claim.kind == "event"} & rules.decided if rules.decided else set()
    db.executemany("INSERT OR REPLACE INTO decided VALUES (?, ?)", ((claim, number) for claim in sorted(mine)))
    touched.decided |= mine


def judge(db: sqlite3.Connection, rules: Rules, touched: Touched) -> None:
    """Find what is judged otherwise than before: actors, and claims with the articles that judgements bind to theirs."""
    shift = rules.shift
    touched.judged = shift.ids("actor")
    for claim in sorted(shift.ids("event")):
        if claim in rules.where:
            row = db.execute("SELECT n FROM articles WHERE id = ?", (rules.where[claim],)).fetchone()
            if row is not None:
                _decided(db, row[0], load(db, row[0]), rules, touched)
    touched.decided |= shift.ids("event")


def _together(db: sqlite3.Connection, rules: Rules, touched: Touched) -> set[int]:
    """The articles whose bundles follow from judgements that a change touches."""
    if touched.whole:
        return {n for (n,) in db.execute("SELECT DISTINCT article FROM decided")}
    for number in touched.articles if rules.decided or rules.shift.changed else ():
        touched.decided.update(c for (c,) in db.execute("SELECT claim FROM decided WHERE article = ?", (number,)))
    found = rules.shift.together(db, touched.decided)
    left = rules.shift.before.names("event") - rules.decided
    db.executemany("DELETE FROM decided WHERE claim = ?", ((claim,) for claim in sorted(left)))
    return found


def _count(db: sqlite3.Connection, of: Part, sign: int, touched: Touched) -> None:
    """Add or take away what an article says of names, places and ties."""

    def add(table: str, keys: str, rows: Iterable[tuple[object, ...]], count: str = "count") -> None:
        """Rows of key columns and a count."""
        rows = list(rows)
        columns = [c.strip() for c in keys.split(",")]
        marks = ", ".join("?" for _ in (*columns, count))
        db.executemany(
            f"INSERT INTO {table} ({keys}, {count}) VALUES ({marks})"
            f" ON CONFLICT ({keys}) DO UPDATE SET {count} = {count} + excluded.{count}",
            rows,
        )
        if sign < 0:
            where = " AND ".join(f"{c} = ?" for c in columns)
            db.executemany(f"DELETE FROM {table} WHERE {where} AND {count} <= 0", (row[:-1] for row in rows))

    add("names", "actor, named", ((n.actor, packed.dumps(n), sign * count) for n, count in of.names))
    add("known", "place, account", ((p.id, packed.dumps(p), sign) for p in of.known))
    add("called", "place, name", ((p, name, sign) for p, name in of.called))
    add("uses", "kind, id", (("actor", a, sign) for a in of.actors))
    add("uses", "kind, id", (("place", p, sign) for p in of.places))
    touched.actors |= {n.actor for n, _ in of.names} | set(of.actors)
    touched.places |= {p.id for p in of.known} | set(of.places)
    for d in of.read.drafts:
        if d.tie is None:
            continue
        source, sort, target, status, first, last = d.tie
        relation = stated_relation(d.tie)
        touched.stated.add(relation)
        touched.actors.add(source)  # whose direct properties follow
        db.execute(
            "INSERT INTO stated VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET claims = claims + excluded.claims",
            (relation, source, sort, target, status, sign),
        )
        if sign > 0:
            db.execute("INSERT INTO ties VALUES (?, ?, ?, ?)", (relation, d.claim.id, first, last))
        else:
            db.execute("DELETE FROM ties WHERE relation = ? AND claim = ?", (relation, d.claim.id))


def _unbundle(db: sqlite3.Connection, number: int, touched: Touched) -> None:
    """Take an article's bundles away; their events and those they were linked with are touched."""
    own = db.execute("SELECT n, event FROM bundles WHERE article = ?", (number,)).fetchall()
    for n, event in own:
        touched.bundles |= {b for (b,) in db.execute("SELECT b FROM links WHERE a = ?", (n,))}
        if event is not None:
            touched.events.add(event)
        db.execute("DELETE FROM links WHERE b = ? AND a IN (SELECT b FROM links WHERE a = ?)", (n, n))
        db.execute("DELETE FROM links WHERE a = ?", (n,))
        db.execute("DELETE FROM keys WHERE bundle = ?", (n,))
    db.execute("DELETE FROM bundles WHERE article = ?", (number,))
    touched.bundles.difference_update(n for n, _ in own)


def bundle_again(db: sqlite3.Connection, rules: Rules, touched: Touched) -> None:
    """Make the bundles of the touched articles; last those of the articles that judgements of their claims bind, all at once."""
    places, judgements = Atlas(rules.collectors, db), rules.guidance.judgements
    judged: dict[int, list[list[Draft]]] = {}
    together = _together(db, rules, touched)
    for number in sorted(touched.articles | together):
        groups = article_groups(load(db, number).read.drafts, places, judgements)
        if number in together:
            judged[number] = groups
        else:
            _bundle(db, number, groups, places, touched)
    apart: dict[str, list[list[Draft]]] = {}
    for group in unlocked([group for number in judged for group in judged[number]], judgements):
        apart.setdefault(group[0].claim.article, []).append(group)
    for number, groups in judged.items():
        _bundle(db, number, apart[groups[0][0].claim.article] if groups else [], places, touched)


def _bundle(
    db: sqlite3.Connection, number: int, groups: Sequence[list[Draft]], places: Atlas, touched: Touched
) -> None:
    if not touched.whole:
        _unbundle(db, number, touched)
    for at, group in enumerate(groups):
        whole = bundle(group, places)
        n = db.execute(
            "INSERT INTO bundles (article, at, claims, whole) VALUES (?, ?, ?, ?) RETURNING n",
            (number, at, " ".join(d.claim.id for d in group), packed.dumps(whole)),
        ).fetchone()[0]
        db.executemany("INSERT INTO keys VALUES (?, ?)", ((key, n) for key in sorted(block_keys(whole, places))))
        touched.new.append(n)
        touched.bundles.add(n)


def whole(db: sqlite3.Connection, n: int) -> Draft:
    """A bundle as one claim that says all of it."""
    (text,) = db.execute("SELECT whole FROM bundles WHERE n = ?", (n,)).fetchone()
    return packed.loads(Draft, text)


def members(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The claims of a bundle, in its order, out of its article's."""
    by_id = {d.claim.id: d for d in drafts}
    return [by_id[each] for each in text.split(" ")]
