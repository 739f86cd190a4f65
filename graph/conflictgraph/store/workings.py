"""The workings of a graph: `workings.sqlite`, indexes that let a change touch only what it concerns.

Everything in it follows from the articles; where it is absent, damaged, of another version or does not stand where the
graph stands, it is made again. What the tables mean is told in `incremental`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conflictgraph.errors import GraphError
from conflictgraph.store.trouble import full, unwritable

FORM = "6"  # of the tables; with another form the file is made again

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, part TEXT NOT NULL, raw TEXT);
CREATE TABLE nodes (id TEXT PRIMARY KEY, base TEXT NOT NULL, kind TEXT NOT NULL, articles INTEGER NOT NULL, actor TEXT) WITHOUT ROWID;
CREATE INDEX nodes_base ON nodes (base);
CREATE INDEX nodes_actor ON nodes (actor);
CREATE TABLE traits (
    node TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (node, kind, value)
) WITHOUT ROWID;
CREATE TABLE bears (node TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (node, article)) WITHOUT ROWID;
CREATE INDEX bears_article ON bears (article);
CREATE TABLE blocks (key TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (key, node)) WITHOUT ROWID;
CREATE INDEX blocks_node ON blocks (node);
CREATE TABLE alike (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE tenures (
    post TEXT NOT NULL, day TEXT NOT NULL, node TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (post, day, node)
) WITHOUT ROWID;
CREATE INDEX tenures_node ON tenures (node);
CREATE TABLE bundles (
    n INTEGER PRIMARY KEY, article INTEGER NOT NULL, at INTEGER NOT NULL, claims TEXT NOT NULL, whole TEXT NOT NULL, event TEXT
);
CREATE INDEX bundles_article ON bundles (article);
CREATE INDEX bundles_event ON bundles (event);
CREATE TABLE keys (key TEXT NOT NULL, bundle INTEGER NOT NULL, PRIMARY KEY (key, bundle)) WITHOUT ROWID;
CREATE INDEX keys_bundle ON keys (bundle);
CREATE TABLE links (a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT, parties TEXT NOT NULL, place TEXT, reports INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE tales (event TEXT PRIMARY KEY, record TEXT NOT NULL, whole TEXT) WITHOUT ROWID;
CREATE TABLE spans (key TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (key, event)) WITHOUT ROWID;
CREATE INDEX spans_event ON spans (event);
CREATE TABLE spots (key TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (key, event)) WITHOUT ROWID;
CREATE INDEX spots_event ON spots (event);
CREATE TABLE involved (kind TEXT NOT NULL, id TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (kind, id, event)) WITHOUT ROWID;
CREATE INDEX involved_event ON involved (event);
CREATE TABLE weights (kind TEXT NOT NULL, id TEXT NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE sums (
    relation INTEGER NOT NULL, event TEXT NOT NULL, first TEXT, last TEXT, killed INTEGER, least INTEGER NOT NULL, PRIMARY KEY (relation, event)
) WITHOUT ROWID;
CREATE INDEX sums_event ON sums (event);
CREATE INDEX sums_first ON sums (relation, first);
CREATE INDEX sums_last ON sums (relation, last);
CREATE TABLE totals (
    n INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, events INTEGER NOT NULL,
    killed INTEGER NOT NULL, counted INTEGER NOT NULL, least INTEGER NOT NULL, UNIQUE (source, kind, target)
);
CREATE TABLE ties (relation TEXT NOT NULL, claim TEXT NOT NULL, first TEXT, last TEXT, PRIMARY KEY (relation, claim)) WITHOUT ROWID;
CREATE INDEX ties_first ON ties (relation, first);
CREATE INDEX ties_last ON ties (relation, last);
CREATE TABLE stated (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, status TEXT NOT NULL, claims INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX stated_source ON stated (source, status, kind);
CREATE TABLE names (
    actor TEXT NOT NULL, named TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (actor, named)
) WITHOUT ROWID;
CREATE TABLE known (place TEXT NOT NULL, account TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (place, account)) WITHOUT ROWID;
CREATE TABLE called (place TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (place, name)) WITHOUT ROWID;
CREATE TABLE atlas (place TEXT PRIMARY KEY, account TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE uses (kind TEXT NOT NULL, id TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE located (place TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (place, article)) WITHOUT ROWID;
CREATE INDEX located_article ON located (article);
CREATE TABLE judged (kind TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, judgement TEXT NOT NULL, PRIMARY KEY (kind, one, other)) WITHOUT ROWID;
CREATE TABLE decided (claim TEXT PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX decided_article ON decided (article);
CREATE TABLE labels (kind TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""


class WorkingsLost(GraphError):  # said of a state, not of a fault
    """The workings cannot be used and have to be made again from the articles."""


class Workings:
    """The file `workings.sqlite` in a graph's folder. It is opened only for changes: lookups do not need it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "workings.sqlite"
        self._db: sqlite3.Connection | None = None

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, in a transaction of the caller's."""
        if self._db is None:
            self._db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA cache_size = -65536")
        return self._db

    def stands_at(self, stamp: str) -> int | None:
        """The change the workings stand at; None where there are none, or none of this form and `stamp`."""
        if not self.path.exists():
            return None
        try:
            told = dict(self.db.execute("SELECT key, value FROM meta").fetchall())
            return int(told["sequence"]) if told.get("form") == FORM and told.get("stamp") == stamp else None
        except (sqlite3.DatabaseError, KeyError, ValueError):
            return None

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction, which the caller ends with `settle`; what was not settled is undone.

        Raises `WorkingsLost` where the file turns out to be damaged.
        """
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield self.db
        except sqlite3.DatabaseError as e:
            raise self._lost(e) from e
        finally:
            if self._db is not None and self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def settle(self, stamp: str, sequence: int) -> None:
        """Note the change that the workings stand at, and write everything."""
        try:
            values = (("form", FORM), ("stamp", stamp), ("sequence", str(sequence)))
            self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
            self.db.execute("COMMIT")
        except sqlite3.DatabaseError as e:
            raise self._lost(e) from e

    def judged(self) -> list[tuple[str, str, str, str]]:
        """The judgements that the workings go by: kind, two ids, judgement. Raises `WorkingsLost`."""
        try:
            return [(str(k), str(x), str(y), str(said)) for k, x, y, said in self.db.execute("SELECT * FROM judged ORDER BY 1, 2, 3")]
        except sqlite3.DatabaseError as e:
            raise self._lost(e) from e

    def begin(self) -> None:
        """Throw away what is there and begin with empty tables. They are not safe from a crash until `settle`, nor need be."""
        self.wipe()
        try:
            self.db.execute("PRAGMA journal_mode = OFF")
            self.db.execute("PRAGMA synchronous = OFF")
            for statement in _SCHEMA.split(";\n"):
                self.db.execute(statement)
        except sqlite3.DatabaseError as e:
            raise self._lost(e) from e

    def wipe(self) -> None:
        """Throw the workings away."""
        self.close()
        try:
            for each in (self.path, self.path.with_name(f"{self.path.name}-journal")):
                each.unlink(missing_ok=True)
        except OSError as e:
            raise GraphError(unwritable(self.folder)) from e

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None

    def _lost(self, error: sqlite3.DatabaseError) -> GraphError:
        if "full" in str(error):
            return GraphError(full(self.folder))
        if "readonly" in str(error) or "unable to open" in str(error):
            return GraphError(unwritable(self.folder))
        return WorkingsLost(f"The workings of the graph at {self.folder} cannot be used: {error}.")
