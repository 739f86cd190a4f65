"""One change of a graph: articles that go, articles that come, and the records that follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conflictgraph.graphmodel import GClaim, GRecord, GRelation
from conflictgraph.incremental import actors, articles, events, things
from conflictgraph.incremental.rules import Rules
from conflictgraph.incremental.shift import keep
from conflictgraph.incremental.touched import Touched
from conflictgraph.model import Record
from conflictgraph.store import NameEntry


@dataclass(frozen=True, slots=True)
class Put:
    """A thing as it is now: its record, or None where it is gone; `ties` are the direct ties that go out from an actor."""

    kind: str
    id: str
    record: GRecord | None
    ties: tuple[GRelation, ...] = ()

    @property
    def leads(self) -> str:
        """The id of what this thing's id leads to: a claim leads to what it is about, the rest to itself."""
        about = self.record.about if isinstance(self.record, GClaim) else None
        return about[1] if about else self.id


class Update:
    """A change in progress: first take `puts` to the end, then `names`."""

    def __init__(self, db: sqlite3.Connection, rules: Rules, whole: bool = False) -> None:
        """`db` is the workings' connection. `whole` says that the tables are empty: nothing that is put was there before."""
        self._db = db
        self._rules = rules
        self._touched = Touched(whole=whole)

    def puts(self, gone: Iterable[str], come: Iterable[Record]) -> Iterator[Put]:
        """The things that change when the articles `gone` are taken away and then those of `come` are there.

        A corrected article is in both. Things that are gone come first; a thing can be gone and then be put after all.
        """
        db, rules, touched = self._db, self._rules, self._touched
        for identifier in gone:
            for kind, each in articles.remove(db, identifier, rules, touched):
                yield Put(kind, each, None)
        for record in come:
            articles.insert(db, record, rules, touched)
        articles.judge(db, rules, touched)
        actors.Identities(db, rules, touched).settle()
        rules = self._rules = actors.graded(db, rules)
        for kind, each, made in articles.name(db, rules, touched):
            yield Put(kind, each, made)
        things.atlas(db, rules, touched)
        articles.bundle_again(db, rules, touched)
        events.link(db, rules, touched)
        for kind, each, record_ in events.settle_all(db, rules, touched):
            yield Put(kind, each, record_)
        for kind, each, record_, ties in things.puts(db, rules, touched):
            yield Put(kind, each, record_, ties)
        keep(db, rules.guidance.judgements)

    def names(self) -> Iterator[tuple[str, str, NameEntry | None]]:
        """(kind, id, what it is called now or None) of all whose name, weight or existence changed."""
        return things.names(self._db, self._rules, self._touched)

    def led(self) -> Iterator[tuple[str, str, str | None]]:
        """(id, kind, the id that it leads to or None) of actors and places that the user judges to be one with others."""
        return things.led(self._db, self._rules, self._touched)

