"""The ledger: events, claims, actors and places in short in SQLite tables, so that sums over all events take milliseconds and networks of
them seconds.

It lies beside the index of names and follows from the graph as that does; it is changed in the same transactions.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from conflictgraph import packed
from conflictgraph.claimids import read
from conflictgraph.deeds import (
    QUAD_CLASSES,
    Cast,
    Choice,
    Deed,
    PairSum,
    Paper,
    Saying,
    Scene,
    SpanSum,
    Told,
    apart,
    described,
    outer,
    quad,
    sign,
)
from conflictgraph.errors import lacking
from conflictgraph.graphmodel import GArticle, GPassage, GRecord, kind_of
from conflictgraph.store.ledgerchange import DEED, INDEXES, LINKED, PACKED, SUMS, TABLES, VERSION, LedgerChange, summed

_AT_ONCE = 5000  # rows that are read at a time
_TOLD = "claim, sort, speaker, via, confidence, article, deed, start, end, words, passage"  # as `deeds.Told` has them
_PAPER = "id, headline, publisher, publisher_actor, url, published, language"  # as `deeds.Paper` has them
_SAID = "ledger_sayings LEFT JOIN ledger_passages p ON p.id = passage"

_WHOLE: dict[str, tuple[str, str, Callable[..., GRecord]]] = {
    "passage": ("ledger_passages", "id, paper, start, end, words", GPassage),
    "article": ("ledger_articles", "id, headline, publisher_actor, publisher, url, published, inferred, language, sha256, dateline", GArticle),
}  # fmt: skip
"""Table, columns in the order of the record's fields, and the record, of things that are whole in a table."""


class Shelf(Protocol):
    """A SQLite file with settings, as `articles.ArticleShelf` is one."""

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]: ...

    def change(self) -> AbstractContextManager[sqlite3.Connection]: ...

    def setting(self, key: str) -> str | None: ...

    def keep(self, key: str, value: str) -> None: ...


class Ledger:
    """The events, actors and places of one graph in short."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    # --- filling -------------------------------------------------------------------------------------------------

    @property
    def sequence(self) -> int | None:
        """The change that the ledger stands at; None where it is being made, was never, or by another version."""
        version, _, value = (self._shelf.setting("ledger") or "").partition("/")
        return int(value) if value and version == str(VERSION) else None

    def forget(self) -> None:
        """Note that the ledger no longer follows from the graph, until it is filled or changed."""
        self._shelf.keep("ledger", "")

    def fill(self, records: Iterable[GRecord], sequence: int) -> None:
        """Replace what is there by what these records of a graph come to."""
        with self.refill(sequence) as change:
            for record in records:
                change.take(kind_of(record), record.id, record)

    @contextmanager
    def refill(self, sequence: int) -> Iterator[LedgerChange]:
        """Replace what is there by what is handed in while this is open, in one transaction."""
        with self._shelf.change() as db:
            for name, columns in TABLES.items():
                db.execute(f"DROP TABLE IF EXISTS {name}")
                db.execute(f"CREATE TABLE {name} ({columns}) WITHOUT ROWID")
            change = LedgerChange(db, anew=True)
            yield change
            for name, columns in INDEXES.items():
                db.execute(f"CREATE INDEX {name} ON {columns}")
            change.settle()
            self._stands(db, sequence)

    @contextmanager
    def change(self, sequence: int | None) -> Iterator[LedgerChange]:
        """Change what is handed in while this is open, in one transaction; the ledger then stands at `sequence`, or, where
        that is None, still at nothing."""
        with self._shelf.change() as db:
            for name, columns in TABLES.items():
                db.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) WITHOUT ROWID")
            for name, columns in INDEXES.items():
                db.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")
            change = LedgerChange(db)
            yield change
            change.settle()
            if sequence is not None:
                self._stands(db, sequence)

    @staticmethod
    def _stands(db: sqlite3.Connection, sequence: int) -> None:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('ledger', ?)", (f"{VERSION}/{sequence}",))

    # --- reading -------------------------------------------------------------------------------------------------

    def _pages(self, query: str, *values: object) -> Iterator[list[Any]]:
        """The rows of a query in the order of its first column, a few thousand at a time: its first parameter is the id behind which they
        begin, its last how many."""
        after = ""
        while rows := self._shelf.rows(query, after, *values, _AT_ONCE):
            yield rows
            after = rows[-1][0]

    def deeds(self) -> Iterator[Deed]:
        """All events in short, by id, a few thousand in memory at a time."""
        sorts: dict[str, tuple[str, str, int, str]] = {}
        held: dict[Any, Any] = {None: None}  # days, places and confidences are few: each once, however many events there are
        once, new = held.setdefault, tuple.__new__
        lists: dict[str, tuple[str, ...]] = {"": ()}
        wanted = ", ".join(DEED)
        for rows in self._pages(f"SELECT {wanted} FROM ledger_deeds WHERE id > ? ORDER BY id LIMIT ?"):
            if len(lists) > _AT_ONCE:
                lists = {"": ()}
            for identifier, sort, first, last, place, killed, speakers, sure, parties, claims, low, part_of, high in rows:
                told = sorts.get(sort)
                if told is None:
                    factuality, _, kind = sort.partition(" ")
                    number = quad(kind)
                    told = sorts[sort] = (kind, QUAD_CLASSES[number - 1] if number else "", sign(kind), factuality)
                sets: list[tuple[str, ...]] = []
                for ids in parties.split("\n"):
                    found = lists.get(ids)
                    if found is None:
                        found = lists[ids] = tuple([each if described(each) else once(each, each) for each in ids.split(" ")])
                    sets.append(found)
                kind, its_quad, its_sign, factuality = told
                agents, patients, participants, victims = sets
                yield new(Deed, (
                    identifier, kind, its_quad, its_sign, factuality, once(first, first), once(last, last), once(place, place), killed, speakers, once(sure, sure),
                    agents, patients, participants, victims, read(claims), low, part_of, high,
                ))  # fmt: skip

    def days(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Of all events the id and the days between which they happened, by id."""
        for rows in self._pages("SELECT id, first, last FROM ledger_deeds WHERE id > ? ORDER BY id LIMIT ?"):
            yield from rows

    def actors(self, named: bool = False) -> Iterator[Cast]:
        """All actors in short, by id; with `named` without parties that an article only describes."""
        where = " AND NOT described" if named else ""
        held: dict[str, str] = {}  # many are called “soldiers”
        for rows in self._pages(f"SELECT id, label, klass, kind, aliases FROM ledger_actors WHERE id > ?{where} ORDER BY id LIMIT ?"):
            for identifier, label, klass, kind, aliases in rows:
                yield Cast(
                    identifier, held.setdefault(label, label), held.setdefault(klass, klass), held.setdefault(kind, kind),
                    tuple(json.loads(aliases)) if aliases != "[]" else (),
                )  # fmt: skip

    def described(self) -> bool:
        """Whether there are parties that an article only describes."""
        return bool(self._shelf.rows("SELECT 1 FROM ledger_actors WHERE described LIMIT 1"))

    def places(self) -> Iterator[Scene]:
        """All places in short, by id."""
        columns = "id, label, precision, lat, lon, centroid, within"
        for identifier, label, precision, lat, lon, centroid, within in self._shelf.rows(
            f"SELECT {columns} FROM ledger_places ORDER BY id"
        ):
            yield Scene(identifier, label, precision, lat, lon, bool(centroid), within)

    def speakers(self) -> Iterator[tuple[str, str]]:
        """(claim, who speaks in it) for all claims, whatever they are about, by claim."""
        yield from self._shelf.rows("SELECT claim, speaker FROM ledger_claims ORDER BY claim")

    def told(self) -> Iterator[list[Told]]:
        """All claims as rows, by id, a few thousand at a time."""
        return self._pages(f"SELECT {_TOLD} FROM {_SAID} WHERE claim > ? ORDER BY claim LIMIT ?")

    def sayings(self, linked: bool = False, ids: Iterable[str] | None = None) -> Iterator[Saying]:
        """All claims with their parts, by id; those alone that deny, contradict or supersede others (`linked`), or that have one of some `ids`.
        Raises GraphError where the graph lacks the passage or article of one."""
        where, values = f"{LINKED if linked else 1}", list[object]()
        if ids is not None:
            where += " AND claim IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(sorted(ids)))
        query = (
            f"SELECT {_TOLD}, links, a.id, a.published FROM {_SAID} LEFT JOIN ledger_articles a ON a.id = article"
            f" WHERE claim > ? AND {where} ORDER BY claim LIMIT ?"
        )
        for rows in self._pages(query, *values):
            for claim, sort, speaker, via, confidence, article, event, start, end, words, passage, links, paper, published in rows:
                if words is None or paper is None:
                    raise lacking("passage", passage) if words is None else lacking("article", article)
                kind, attribution, factuality, polarity, type_ = apart(sort)
                yield Saying(
                    claim, kind, speaker, outer(via), attribution, factuality, polarity, type_, confidence, article, published, start, end, words, event,
                    *_linked(links or "\n\n"),
                )  # fmt: skip

    def papers(self) -> Iterator[Paper]:
        """All articles in short, by id."""
        for rows in self._pages(f"SELECT {_PAPER} FROM ledger_articles WHERE id > ? ORDER BY id LIMIT ?"):
            yield from map(Paper._make, rows)

    def published(self) -> dict[str, tuple[str, str | None]]:
        """Of each article its id and the day on which it was published."""
        held: dict[str | None, str | None] = {}
        rows = self._shelf.rows("SELECT id, published FROM ledger_articles ORDER BY id")
        return {article: (article, held.setdefault(day, day)) for article, day in rows}

    def records(self, kind: str, ids: Collection[str]) -> Iterator[GRecord]:
        """Of some things of a kind those that there are, whole, as `Things.get` reads them one by one. What cannot be read is
        passed over."""
        some = json.dumps(sorted(ids))
        if kind in PACKED:
            cls = PACKED[kind]
            asked = "SELECT record FROM ledger_records WHERE kind = ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
            for (text,) in self._shelf.rows(asked, kind, some):
                try:
                    yield packed.loads(cls, text)
                except (ValueError, TypeError, IndexError):  # of a damaged file
                    continue
        elif kind in _WHOLE:
            table, columns, make = _WHOLE[kind]
            yield from (make(*row) for row in self._shelf.rows(f"SELECT {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", some))

    def spoken(self) -> dict[str, int]:
        """Actor → the number of claims that it is the speaker of."""
        return dict(self._shelf.rows("SELECT speaker, count(*) FROM ledger_claims GROUP BY speaker ORDER BY speaker"))

    def pairs(self, choice: Choice, limit: int | None = None) -> list[PairSum]:
        """The pairs of actors that events are between, those with most events first."""
        where, values = _where(choice, "p")
        again, more = _where(choice, "w")
        if where == _ALL:
            table, told, group = "ledger_sums", SUMS, ""
        else:
            table, told, group = "ledger_pairs", summed(again), "GROUP BY one, other"
            more *= 3
        where, values = _of_pairs(choice, where, values)
        rows = self._shelf.rows(
            f"SELECT one, other, {told} FROM {table} p WHERE {where} {group}"
            f" ORDER BY 3 DESC, 7 DESC, one, other LIMIT {-1 if limit is None else int(limit)}",
            *(more if group else ()), *values,
        )  # fmt: skip
        return [PairSum(*(*row[:11], tuple(row[11:]))) for row in rows]

    def spans(self, choice: Choice, other: str | None = None) -> list[SpanSum]:
        """The events of `choice.actor`, or those between it and `other`, summed by the days that they happened within."""
        where, values = _where(choice, "p")
        again, more = _where(choice, "w")
        if other is None:
            table, same = "ledger_parties", "w.actor = p.actor"
            where += " AND p.actor = ?"
            values.append(choice.actor)
        else:
            table, same = "ledger_pairs", "w.one = p.one AND w.other = p.other"
            where += " AND p.one = ? AND p.other = ?"
            values += sorted((str(choice.actor), other))
        told = "coalesce(p.killed, p.low)"
        rows = self._shelf.rows(
            "SELECT p.first, p.last, w.deed IS NOT NULL, w.first, w.last, count(*), total(coalesce(p.killed, p.low)),"
            f" sum(p.least), sum({told} IS NOT NULL)"
            f" FROM {table} p LEFT JOIN {table} w ON p.part_of IS NOT NULL AND {same} AND w.deed = p.part_of AND {again}"
            f" WHERE {where} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
            *more, *values,
        )  # fmt: skip
        return [
            SpanSum(first, last, (w_first, w_last) if inside else None, events, int(killed), at_least, counted)
            for first, last, inside, w_first, w_last, events, killed, at_least, counted in rows
        ]

    def undated(self, choice: Choice) -> int:
        """The number of events between actors of which nothing is known of when they happened, whatever days are chosen."""
        where, values = _where(choice, "p", dated=False)
        where, values = _of_pairs(choice, where, values)
        sql = f"SELECT count(DISTINCT deed) FROM ledger_pairs p WHERE p.first IS NULL AND p.last IS NULL AND {where}"
        return int(self._shelf.rows(sql, *values)[0][0])


def _linked(links: str) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    """What a claim denies, contradicts and supersedes."""
    denies, *others = links.split("\n")
    contradicts, supersedes = (tuple(each.split(" ")) if each else () for each in others)
    return denies or None, contradicts, supersedes


_ALL = "1"


def _where(choice: Choice, table: str, dated: bool = True) -> tuple[str, list[object]]:
    """The condition on a row of pairs or parties, its actors apart, and its values."""
    parts, values = [_ALL], list[object]()
    if dated and (choice.since or choice.until):
        parts.append(f"({table}.first IS NOT NULL OR {table}.last IS NOT NULL)")
        if choice.since:
            parts.append(f"({table}.last IS NULL OR {table}.last >= ?)")
            values.append(choice.since)
        if choice.until:
            parts.append(f"({table}.first IS NULL OR {table}.first <= ?)")
            values.append(choice.until)
    if choice.types:
        parts.append(f"({' OR '.join(f'{table}.type = ? OR {table}.type GLOB ?' for _ in choice.types)})")
        values += [each for kind in choice.types for each in (kind, f"{kind}-*")]
    if choice.places is not None:
        parts.append(f"{table}.place IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(choice.places))
    if choice.sign is not None:
        parts.append(f"{table}.sign = ?")
        values.append(choice.sign)
    if choice.deeds is not None:
        parts.append(f"{table}.deed IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(choice.deeds))
    return " AND ".join(parts), values


def _of_pairs(choice: Choice, where: str, values: list[object]) -> tuple[str, list[object]]:
    """The condition on a row of pairs, and its values, with what is asked of the two actors."""
    if choice.actor is not None:
        where += " AND (p.one = ? OR p.other = ?)"
        values = [*values, choice.actor, choice.actor]
    if choice.named:
        where += " AND p.named = 1"
    if choice.kinds:
        for end in ("one", "other"):
            where += f" AND p.{end} IN (SELECT id FROM ledger_actors WHERE kind IN (SELECT value FROM json_each(?)))"
            values = [*values, json.dumps(choice.kinds)]
    return where, values


class _Scratch:
    """Tables in memory."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._db.execute(statement, values).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        yield self._db

    def setting(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def keep(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def in_memory(records: Iterable[GRecord] = (), deeds: Iterable[Deed] = ()) -> Ledger:
    """A ledger of what some records come to, and of events in short, which lies in no file."""
    ledger = Ledger(_Scratch())
    with ledger.refill(0) as change:
        for record in records:
            change.take(kind_of(record), record.id, record)
        for each in deeds:
            change.put(each)
    return ledger
