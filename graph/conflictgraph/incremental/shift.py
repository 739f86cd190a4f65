"""What the user judges otherwise than when the graph was made, and which articles say something else because of it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from conflictgraph.judgement import JudgedKind, Pair
from conflictgraph.resolve.judgements import Judgements
from conflictgraph.resolve.traits import PIN

Bearers = Callable[[str], Iterable[str]]  # an actor of one article only → the articles (one, or none) in which the graph has it


@dataclass(frozen=True)
class Shift:
    """The judgements that a graph was made by, and those that count now; claims under the ids that they have now."""

    before: Judgements = field(default_factory=Judgements)
    after: Judgements = field(default_factory=Judgements)

    @cached_property
    def changed(self) -> frozenset[Pair]:
        """The pairs that are judged otherwise, or no longer, or for the first time."""
        return frozenset(each.pair for each in set(self.before.judged) ^ set(self.after.judged))

    def ids(self, kind: JudgedKind) -> frozenset[str]:
        """The ids in these pairs."""
        return frozenset(i for pair in self.changed if pair.kind == kind for i in (pair.left, pair.right))

    def bound(self, kind: JudgedKind) -> frozenset[str]:
        """These ids with all that are or were judged one with them."""
        held = self.ids(kind)
        groups = (g for judgements in (self.before, self.after) for g in judgements.must(kind))
        return held.union(*(g for g in groups if not held.isdisjoint(g)))

    def together(self, db: sqlite3.Connection, claims: Iterable[str]) -> set[int]:
        """The articles of claims, with all that judgements bind to them along any chain, now or before."""
        links: dict[str, set[str]] = defaultdict(set)
        for each in {*self.before.judged, *self.after.judged}:
            if each.pair.kind == "event":
                links[each.pair.left].add(each.pair.right)
                links[each.pair.right].add(each.pair.left)
        seen, waiting, found = set(claims), sorted(claims), set[int]()
        while waiting:
            claim = waiting.pop()
            near = set(links.get(claim, ()))
            article = article_of(db, claim)
            if article is not None:
                found.add(article)
                near.update(c for (c,) in db.execute("SELECT claim FROM decided WHERE article = ?", (article,)))
            waiting.extend(near - seen)
            seen |= near
        return found

    def reread(self, db: sqlite3.Connection, bearers: Bearers) -> set[str]:
        """The articles whose own part is another by these judgements: those that an id names, those of which one brings a party
        of its own among the actors that others may know, those at a place that is, or was, another."""
        found: set[str] = set()
        for each in sorted(self.ids("actor")):
            if PIN in each:
                found.add("A-" + each.rpartition(PIN)[2])
            elif "--" in each:
                found |= {a for (a,) in db.execute("SELECT a.id FROM bears b JOIN articles a ON a.n = b.article WHERE b.node = ?", (each,))}
                found.update(bearers(each))
        for each in sorted(self.bound("place")):
            found |= {a for (a,) in db.execute("SELECT a.id FROM located l JOIN articles a ON a.n = l.article WHERE l.place = ?", (each,))}
        return found


def article_of(db: sqlite3.Connection, claim: str) -> int | None:
    """The number of the article of a claim that judgements name; None where it is in none."""
    row = db.execute("SELECT article FROM decided WHERE claim = ?", (claim,)).fetchone()
    return None if row is None else int(row[0])


def keep(db: sqlite3.Connection, judgements: Judgements) -> None:
    """Note the judgements that the workings go by."""
    db.execute("DELETE FROM judged")
    rows = ((each.pair.kind, each.pair.left, each.pair.right, each.judgement.value) for each in judgements.judged)
    db.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", rows)
