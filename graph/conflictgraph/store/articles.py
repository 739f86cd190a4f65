"""The articles of a graph and what was read out of them: `articles.sqlite`, the truth that all else follows from."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from conflictgraph import records
from conflictgraph.errors import GraphError
from conflictgraph.model import Article, Record
from conflictgraph.names import digest, text_digest
from conflictgraph.store.trouble import trouble, unwritable

FORMAT = 2
APPLICATION = 0x63677261  # SQLite's application id of our files: "cgra"

Outcome = Literal["added", "unchanged", "corrected"]

_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, content TEXT NOT NULL, url TEXT, title TEXT, publisher TEXT,
    published TEXT, sha256 TEXT NOT NULL, source TEXT, made_by TEXT NOT NULL, text TEXT NOT NULL, record BLOB NOT NULL
);
CREATE TABLE skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL, seq INTEGER NOT NULL);
CREATE TABLE named (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, weight INTEGER NOT NULL
);
CREATE TABLE aliases (number INTEGER NOT NULL, folded TEXT NOT NULL);
CREATE INDEX aliases_folded ON aliases (folded);
CREATE VIRTUAL TABLE grams USING fts5 (folded, tokenize = 'trigram', content = 'aliases', content_rowid = 'rowid');
CREATE TABLE ids (id TEXT NOT NULL, kind TEXT NOT NULL, leads TEXT NOT NULL, PRIMARY KEY (id, kind)) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION};
"""

# What later formats added; a graph of an older one gets it with its first change.
_ADDED = (
    "CREATE TABLE IF NOT EXISTS gone (id TEXT PRIMARY KEY, seq INTEGER NOT NULL)",  # 2: articles that were taken back
    "CREATE INDEX IF NOT EXISTS gone_seq ON gone (seq)",
    "CREATE INDEX IF NOT EXISTS articles_seq ON articles (seq)",
    "CREATE INDEX IF NOT EXISTS articles_url ON articles (url)",
    "CREATE INDEX IF NOT EXISTS articles_source ON articles (source)",
    "CREATE UNIQUE INDEX IF NOT EXISTS named_id ON named (id, kind)",
    "CREATE INDEX IF NOT EXISTS aliases_number ON aliases (number)",
)


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in the store, without its text; `seq` is the change that put it there, `made_by` who read it."""

    id: str
    seq: int
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    sha256: str
    source: str | None
    made_by: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why."""

    source: str
    reason: str


def content_digest(article: Article) -> str:
    """What makes an article the same: its text, title, date, publisher, language."""
    return digest(article.text, article.title, article.published, article.publisher, article.language)


class ArticleShelf:
    """The SQLite file. Every change is one transaction with the next sequence number.

    Inside `batch()` changes share transactions. Not for use by several threads at once.
    """

    def __init__(self, folder: Path, create: bool = False, base: str = "", readonly: bool = False) -> None:
        """Open `articles.sqlite` in `folder`, or make it there with `base`. Raises `GraphError`."""
        self.folder = folder
        self.readonly = readonly
        path = folder / "articles.sqlite"
        self._pending = 0  # changes in the open transaction of a batch
        with trouble(folder):
            mode = "ro" if readonly else "rwc" if create else "rw"
            address = f"{path.absolute().as_uri()}?mode={mode}"
            self._db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
            try:
                self._check(create, base)
            except BaseException:
                self._db.close()
                raise

    def _check(self, create: bool, base: str) -> None:
        self._db.execute("PRAGMA synchronous = FULL")
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION:
            (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables or not create:
                raise GraphError(
                    f"{self.folder} is not a graph of conflictgraph: its articles.sqlite is something else."
                )
            with self.change():
                for statement in _SCHEMA.split(";\n"):
                    self._db.execute(statement)
                for statement in _ADDED:
                    self._db.execute(statement)
                self._set("format", str(FORMAT))
                self._set("base", base)
                self._set("sequence", "0")
        found = int(self.setting("format") or 0)
        if found > FORMAT:
            raise GraphError(
                f"The graph at {self.folder} was made by a newer conflictgraph (format {found}, and this one reads"
                f" {FORMAT}); upgrade conflictgraph."
            )
        if found < FORMAT and not self.readonly:
            with self.change():
                for statement in _ADDED:
                    self._db.execute(statement)
                self._set("format", str(FORMAT))

    # --- settings ------------------------------------------------------------------------------------------------

    @property
    def sequence(self) -> int:
        """The number of the last change."""
        return int(self.setting("sequence") or 0)

    def setting(self, key: str) -> str | None:
        """A value that was kept with the graph (`base`, `format`, …)."""
        with trouble(self.folder):
            row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, key: str, value: str) -> None:
        """Keep a value with the graph."""
        with self.change():
            self._set(key, value)

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # --- changes -------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One change: its own transaction, or a part of the batch's; what it did is undone where it fails."""
        if self.readonly:
            raise GraphError(unwritable(self.folder))
        with trouble(self.folder):
            inside = self._db.in_transaction
            self._db.execute("SAVEPOINT change" if inside else "BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("RELEASE change" if inside else "COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite itself rolls back on some errors, a full disk among them
                    self._db.execute("ROLLBACK TO change" if inside else "ROLLBACK")
                raise

    @contextlib.contextmanager
    def batch(self, size: int = 64) -> Iterator[None]:
        """Let changes share a transaction of up to `size`, which saves a wait for the disk with each.

        What was put before an error is kept.
        """
        self._batch = size
        try:
            yield
        finally:
            self._batch = 0
            self.commit()

    _batch = 0

    def commit(self) -> None:
        """Write what a batch has collected."""
        self._pending = 0
        if self._db.in_transaction:
            with trouble(self.folder):
                self._db.execute("COMMIT")

    @contextlib.contextmanager
    def numbered(self) -> Iterator[int]:
        """A change with the next sequence number."""
        if self._batch and not self._db.in_transaction and not self.readonly:
            with trouble(self.folder):
                self._db.execute("BEGIN IMMEDIATE")
        with self.change():
            number = self.sequence + 1
            self._set("sequence", str(number))
            yield number
        self._pending += 1
        if self._batch and self._pending >= self._batch:
            self.commit()

    def compare(self, article: Article) -> Outcome:
        """What putting this article would do.

        The same text with less known about it (no date, publisher or title where there is one) changes nothing, so that reading
        a folder again does not take away what the user said of one article, and the order of the two does not matter.
        """
        with trouble(self.folder):
            row = self._db.execute(
                "SELECT content, sha256, title, published, publisher FROM articles WHERE id = ?", (article.id,)
            ).fetchone()
        if row is None:
            return "added"
        known = zip(row[2:], (article.title, article.published, article.publisher), strict=True)
        if row[1] == text_digest(article.text) and all(new is None or new == old for old, new in known):
            return "unchanged"
        return "unchanged" if row[0] == content_digest(article) else "corrected"

    def put(self, record: Record, source: str | None = None, made_by: str = "", again: bool = False) -> Outcome:
        """Store a record with its article. The same article again changes nothing, unless `again` says that the record
        is new; another text, title, date or publisher under the same id replaces what was there, `source` only where one is given."""
        article = record.article
        outcome = self.compare(article)
        if outcome == "unchanged" and not again:
            return outcome
        if source is None and (old := self.get(article.id)) is not None:
            source = old.source
        blob = zlib.compress(records.dumps(record).encode("utf-8"))
        with self.numbered() as number:
            self._db.execute(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(article.id, number, content_digest(article), article.url, article.title, article.publisher),
                    *(article.published, text_digest(article.text), source, made_by, article.text, blob),
                ),
            )
            if source is not None:
                self._db.execute("DELETE FROM skipped WHERE source = ?", (source,))
        return outcome

    def locate(self, identifier: str, source: str) -> None:
        """Note where an article comes from of which that is not known; nothing follows from it, so that it is no numbered change."""
        if self.rows("SELECT 1 FROM articles WHERE id = ? AND source IS NULL", identifier):
            with self.change() as db:
                db.execute("UPDATE articles SET source = ? WHERE id = ?", (source, identifier))

    def remove(self, identifier: str) -> bool:
        """Take an article back; False where there is none with this id."""
        if self.get(identifier) is None:
            return False
        with self.numbered() as number:
            self._db.execute("DELETE FROM articles WHERE id = ?", (identifier,))
            self._db.execute("INSERT OR REPLACE INTO gone VALUES (?, ?)", (identifier, number))
        return True

    def skip(self, source: str, reason: str) -> None:
        """Note an input that could not be read; a later note about the same source replaces this one."""
        with self.change():
            self._db.execute("INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)", (source, reason, self.sequence))

    # --- reading -------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        with trouble(self.folder):
            (count,) = self._db.execute("SELECT count(*) FROM articles").fetchone()
        return int(count)

    def articles(self) -> list[Stored]:
        """All articles, by id."""
        return [_stored(row) for row in self.rows(f"SELECT {_COLUMNS} FROM articles ORDER BY id")]

    def called(self, name: str) -> list[Stored]:
        """The articles whose id, URL or source is `name`, by id."""
        rows: dict[str, Stored] = {}
        for column in ("id", "url", "source"):
            for row in self.rows(f"SELECT {_COLUMNS} FROM articles WHERE {column} = ?", name):
                rows[str(row[0])] = _stored(row)
        return [rows[each] for each in sorted(rows)]

    def get(self, identifier: str) -> Stored | None:
        """One article, or None."""
        rows = self.rows(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", identifier)
        return next((_stored(row) for row in rows), None)

    def text(self, identifier: str) -> str | None:
        """An article's text as it was read, or None."""
        return next((str(row[0]) for row in self.rows("SELECT text FROM articles WHERE id = ?", identifier)), None)

    def article(self, identifier: str) -> Article | None:
        """An article as it was read; where its record is damaged, as far as the columns beside it hold it."""
        try:
            record = self.record(identifier)
        except GraphError:
            columns = "text, title, published, publisher, url"
            row = self.rows(f"SELECT {columns} FROM articles WHERE id = ?", identifier)[0]
            text, *others = row
            title, published, publisher, url = (None if each is None else str(each) for each in others)
            return Article(str(text), title=title, published=published, publisher=publisher, url=url)
        return None if record is None else record.article

    def record(self, identifier: str) -> Record | None:
        """An article's record, or None."""
        rows = self.rows("SELECT id, record FROM articles WHERE id = ?", identifier)
        return next((self._record(str(row[0]), row[1]) for row in rows), None)

    def records(self) -> Iterator[Record]:
        """All records, by article id."""
        for identifier in [str(row[0]) for row in self.rows("SELECT id FROM articles ORDER BY id")]:
            record = self.record(identifier)
            if record is not None:
                yield record

    def skipped(self) -> list[Skipped]:
        """What could not be read, by source."""
        return [
            Skipped(str(row[0]), str(row[1])) for row in self.rows("SELECT source, reason FROM skipped ORDER BY source")
        ]

    def _record(self, identifier: str, blob: bytes) -> Record:
        try:
            return records.loads(zlib.decompress(blob).decode("utf-8"))
        except (zlib.error, ValueError, KeyError, TypeError) as e:
            raise GraphError(
                f"The record of article {identifier} in {self.folder} is damaged ({type(e).__name__}); "
                "`conflictgraph reread` makes it again from the article's text."
            ) from e

    def changed(self, since: int) -> tuple[list[str], list[str]]:
        """The ids of all articles that came or went after the change `since`, and of those among them that are there."""
        # Sorted here: SQLite would go through all ids to have them in order.
        there = sorted(str(row[0]) for row in self.rows("SELECT id FROM articles WHERE seq > ?", since))
        gone = {str(row[0]) for row in self.rows("SELECT id FROM gone WHERE seq > ?", since)}
        return sorted(gone | set(there)), there

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a statement."""
        with trouble(self.folder):
            return self._db.execute(statement, values).fetchall()

    def close(self) -> None:
        self.commit()
        self._db.close()


_COLUMNS = "id, seq, url, title, publisher, published, sha256, source, made_by"


def _stored(row: tuple[Any, ...]) -> Stored:
    return Stored(*row)
