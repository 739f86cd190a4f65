"""The layer of actors: the nodes of all articles with their evidence, which of them are alike, and which actor each is.

A node's evidence is a set of facts; an article that tells nothing new of a node changes nothing here. Where it does, the node
is compared with those that share a block key, the connected part that it is in is settled again, and the articles of those
nodes that are another actor than before are named again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace

from conflictgraph.incremental.rules import Rules, Wide
from conflictgraph.incremental.touched import Touched
from conflictgraph.resolve.comparison import THRESHOLD, Node, block_keys, node, score
from conflictgraph.resolve.identity import Ties, post_holder, reach, settle
from conflictgraph.resolve.parts import Part
from conflictgraph.resolve.traits import PIN, Traits

_HELD = 50_000  # nodes kept in memory while they are compared


def register(db: sqlite3.Connection, number: int, of: Part, sign: int, touched: Touched) -> None:
    """Add or take away what an article says of its nodes."""
    for each in of.traits:
        touched.bases.add(each.base)
        (articles,) = db.execute(
            "INSERT INTO nodes (id, base, kind, articles) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET articles = articles + excluded.articles RETURNING articles",
            (each.node, each.base, each.kind, sign),
        ).fetchone()
        if articles == max(sign, 0):  # new, or gone
            touched.nodes.add(each.node)
        for kind, value in each.facts:
            if _counted(db, "traits", ("node", "kind", "value"), (each.node, kind, value), sign):
                touched.nodes.add(each.node)
    for held in of.tenures:
        if _counted(db, "tenures", ("post", "day", "node"), (held.post, held.day, held.node), sign):
            touched.posts.add(held.post)
    if sign > 0:
        db.executemany("INSERT INTO bears VALUES (?, ?)", ((each.node, number) for each in of.traits))
    else:
        db.execute("DELETE FROM bears WHERE article = ?", (number,))


def _counted(db: sqlite3.Connection, table: str, keys: tuple[str, ...], row: tuple[str, ...], sign: int) -> bool:
    """Count a row of a table up or down; True where it is new or gone."""
    (count,) = db.execute(
        f"INSERT INTO {table} ({', '.join(keys)}, count) VALUES ({', '.join('?' * len(keys))}, ?)"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET count = count + excluded.count RETURNING count",
        (*row, sign),
    ).fetchone()
    if count <= 0:
        db.execute(f"DELETE FROM {table} WHERE {' AND '.join(f'{k} = ?' for k in keys)}", row)
    return bool(count == max(sign, 0))


class Identities:
    """Nodes and actors as the tables hold them."""

    def __init__(self, db: sqlite3.Connection, rules: Rules, touched: Touched) -> None:
        self._db = db
        self._known = rules.collectors.known
        self._judgements = rules.guidance.judgements
        self._judged = rules.collectors.judged_actors
        self._ties = Ties(self._judgements)
        self._graded = {g.id for g in rules.guidance.grades.grades if g.kind == "source"}
        self._touched = touched
        self._nodes: dict[str, Node] = {}

    def _get(self, key: str) -> Node:
        if key not in self._nodes:
            if len(self._nodes) > _HELD:
                self._nodes.clear()
            base, kind = self._db.execute("SELECT base, kind FROM nodes WHERE id = ?", (key,)).fetchone()
            facts = self._db.execute("SELECT kind, value FROM traits WHERE node = ?", (key,)).fetchall()
            self._nodes[key] = node(Traits(key, base, kind), facts, self._known)
        return self._nodes[key]

    def _ids(self, statement: str, *values: str) -> list[str]:
        return [str(each) for (each,) in self._db.execute(statement, values)]

    def settle(self) -> None:
        """Give every node its actor; the articles of those that are another than before are `touched.renamed`."""
        touched, changed = self._touched, set[str]()
        near = self._forget(sorted(touched.nodes))
        for each in sorted(touched.judged):
            near.update(self._ids("SELECT id FROM nodes WHERE id = ? OR base = ?", each, each))
            if self._ids("SELECT id FROM nodes WHERE base = ? LIMIT 1", each):
                touched.bases.add(each)
        present = [each for each in sorted(touched.nodes) if self._ids("SELECT id FROM nodes WHERE id = ?", each)]
        for each in present:
            near |= self._compare(each)
        done: set[str] = set()
        for start in sorted(near):
            if start not in done and self._get(start).kind != "post":
                part = reach(start, self._neighbours)
                done |= part
                changed |= self._write(settle([self._get(k) for k in part], self._judgements))
        for each in sorted(changed):
            touched.posts.update(self._ids("SELECT DISTINCT post FROM tenures WHERE node = ?", each))
        alone = [each for each in present if self._get(each).kind == "post" and self._get(each).base not in touched.posts]
        for post in sorted(touched.posts):
            alone += self._ids("SELECT id FROM nodes WHERE base = ? AND kind = 'post'", post)
        changed |= self._write({each: self._holder(each) for each in alone})
        for each in changed:
            touched.bases.add(self._get(each).base)
        if not touched.whole:
            if any(each in self._graded or self._get(each).base in self._graded for each in changed):
                raise Wide
            for each in sorted(changed):
                touched.renamed |= {n for (n,) in self._db.execute("SELECT article FROM bears WHERE node = ?", (each,))}

    def _forget(self, keys: Iterable[str]) -> set[str]:
        """Take the nodes away that no article has any more; gives those that had to do with them."""
        near: set[str] = set()
        for key in keys:
            row = self._db.execute("SELECT base FROM nodes WHERE id = ? AND articles <= 0", (key,)).fetchone()
            if row is not None:
                near |= self._unlink(key)
                self._db.execute("DELETE FROM nodes WHERE id = ?", (key,))
                near.update(self._ids("SELECT id FROM nodes WHERE base = ?", row[0]))
                near.update(k for x in self._ties.of(key, row[0]) for k in self._ids("SELECT id FROM nodes WHERE id = ? OR base = ?", x, x))
        return {key for key in near if self._ids("SELECT id FROM nodes WHERE id = ?", key)}

    def _unlink(self, key: str) -> set[str]:
        near = set(self._ids("SELECT b FROM alike WHERE a = ?", key))
        self._db.execute("DELETE FROM alike WHERE b = ? AND a IN (SELECT b FROM alike WHERE a = ?)", (key, key))
        self._db.execute("DELETE FROM alike WHERE a = ?", (key,))
        self._db.execute("DELETE FROM blocks WHERE node = ?", (key,))
        return near

    def _compare(self, key: str) -> set[str]:
        """Note what a node is alike now; gives it with all that it was or is linked with."""
        mine = self._get(key)
        near = {key} | (set() if self._touched.whole else self._unlink(key))
        self._db.executemany("INSERT INTO blocks VALUES (?, ?)", ((block, key) for block in sorted(block_keys(mine))))
        others = self._ids(
            "SELECT DISTINCT k.node FROM blocks m JOIN blocks k ON k.key = m.key WHERE m.node = ? AND k.node != ?", key, key
        )
        for other in others:
            if score(mine, self._get(other)) >= THRESHOLD:
                self._db.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?)", ((key, other), (other, key)))
                near.add(other)
        return near

    def _neighbours(self, key: str) -> Iterator[str]:
        mine = self._get(key)
        yield from self._ids("SELECT b FROM alike WHERE a = ?", key)
        yield from self._ids("SELECT id FROM nodes WHERE base = ? AND kind != 'post'", mine.base)
        for other in sorted(self._ties.judged(mine)):
            yield from self._ids("SELECT id FROM nodes WHERE (id = ? OR base = ?) AND kind != 'post'", other, other)

    def _holder(self, key: str) -> str:
        base = self._get(key).base
        held = self._db.execute(
            "SELECT t.day, coalesce(n.actor, t.node) FROM tenures t LEFT JOIN nodes n ON n.id = t.node WHERE t.post = ?", (base,)
        ).fetchall()
        return post_holder(key, base, held)

    def _write(self, actors: dict[str, str]) -> set[str]:
        """Note what actor each node is; gives those that are another than before."""
        changed = set()
        for key, actor in actors.items():
            (before,) = self._db.execute("SELECT actor FROM nodes WHERE id = ?", (key,)).fetchone()
            if before != actor:
                self._db.execute("UPDATE nodes SET actor = ? WHERE id = ?", (actor, key))
                changed.add(key)
        return changed


def nodes_of(db: sqlite3.Connection, rules: Rules, actor: str) -> list[Node]:
    """The nodes of an actor with their evidence, by id."""
    rows = db.execute("SELECT id, base, kind FROM nodes WHERE actor = ? ORDER BY id", (actor,)).fetchall()
    out = []
    for key, base, kind in rows:
        facts = db.execute("SELECT kind, value FROM traits WHERE node = ?", (key,)).fetchall()
        out.append(node(Traits(key, base, kind), facts, rules.collectors.known))
    return out


def actor_of(db: sqlite3.Connection, node: str) -> str:
    """The actor that a node is; the node itself where it is not in the tables."""
    row = db.execute("SELECT actor FROM nodes WHERE id = ?", (node,)).fetchone()
    return node if row is None else str(row[0])


def graded(db: sqlite3.Connection, rules: Rules) -> Rules:
    """The rules with the user's grades of sources under the ids that these have in the graph."""
    names: dict[str, str] = {}
    for each in rules.guidance.grades.grades:
        if each.kind == "source":
            exact = db.execute("SELECT actor FROM nodes WHERE id = ?", (each.id,)).fetchone()
            found = [exact[0]] if exact is not None else _of_base(db, each.id)
            if len(found) == 1:
                names[each.id] = found[0]
    changed = replace(rules, guidance=rules.guidance.graded(names))
    changed.__dict__["collectors"] = rules.collectors  # which grades have no part in
    return changed


def _of_base(db: sqlite3.Connection, base: str) -> list[str]:
    rows = db.execute("SELECT DISTINCT actor, id FROM nodes WHERE base = ? AND kind != 'post'", (base,))
    return sorted({actor for actor, key in rows if PIN not in key})


def names_of(db: sqlite3.Connection, number: int) -> dict[str, str]:
    """Node → actor for the nodes of an article."""
    return dict(db.execute("SELECT n.id, n.actor FROM bears b JOIN nodes n ON n.id = b.node WHERE b.article = ?", (number,)).fetchall())


def leads(db: sqlite3.Connection, rules: Rules, touched: Touched) -> Iterator[tuple[str, str | None]]:
    """The ids that find an actor besides its own, of the names touched (see `identity.leads`)."""
    for base in sorted(touched.bases):
        if db.execute("SELECT 1 FROM nodes WHERE base = ? AND kind = 'post' LIMIT 1", (base,)).fetchone():
            continue
        found = _of_base(db, base)
        if base not in found:
            yield base, found[0] if len(found) == 1 else None
    for each in sorted(rules.collectors.judged_actors):
        row = db.execute("SELECT actor FROM nodes WHERE id = ?", (each,)).fetchone()
        if row is not None and row[0] != each:
            yield each, row[0]
