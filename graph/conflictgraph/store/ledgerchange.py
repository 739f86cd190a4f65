"""What the ledger's tables are, and how they are changed."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from conflictgraph import packed
from conflictgraph.claimids import written
from conflictgraph.deeds import Deed, deed, described, quad, sides
from conflictgraph.graphmodel import GActor, GArticle, GClaim, GEvent, GPassage, GPlace, GRecord, GRelation

PACKED: dict[str, type[GRecord]] = {"event": GEvent, "claim": GClaim, "actor": GActor, "place": GPlace, "relation": GRelation}
"""The kinds of things that are kept whole as packed records."""
VERSION = 6  # of the tables; a ledger of another is made anew

DEED = ("id", "sort", "first", "last", "place", "killed", "speakers", "confidence", "parties", "claims", "low", "part_of", "high")
_SHARED = "quad INTEGER NOT NULL, sign INTEGER NOT NULL, type TEXT NOT NULL, first TEXT, last TEXT, place TEXT, killed INTEGER, low INTEGER, part_of TEXT, least INTEGER NOT NULL"
TABLES = {
    # As networks want them, since those go through all rows: `sort` is the factuality and the type (or nothing) with a space between; `parties` are
    # agents, patients, participants and victims, a line each, ids with spaces between; `claims` what `claimids.written` gives.
    "ledger_deeds": (
        "id TEXT PRIMARY KEY, sort TEXT NOT NULL, first TEXT, last TEXT, place TEXT, killed INTEGER, speakers INTEGER NOT NULL,"
        " confidence REAL NOT NULL, parties TEXT NOT NULL, claims, low INTEGER, part_of TEXT, high INTEGER"
    ),
    # "" for a claim that is about no event
    "ledger_claims": "claim TEXT PRIMARY KEY, deed TEXT NOT NULL, speaker TEXT NOT NULL",
    # What claims say, apart, since sums go through the rows before. `sort` is kind, attribution, factuality, polarity and type (or nothing) with
    # spaces between, `via` ids; `links` what is denied, contradicted and superseded, a line each, NULL where there is none.
    "ledger_sayings": (
        "claim TEXT PRIMARY KEY, sort TEXT NOT NULL, speaker TEXT NOT NULL, via TEXT, confidence REAL NOT NULL, article TEXT NOT NULL,"
        " deed TEXT, links TEXT, passage TEXT NOT NULL"
    ),
    "ledger_passages": "id TEXT PRIMARY KEY, start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL, paper TEXT NOT NULL",
    "ledger_articles": (
        "id TEXT PRIMARY KEY, headline TEXT, publisher TEXT, publisher_actor TEXT, url TEXT, published TEXT, language TEXT NOT NULL,"
        " inferred TEXT, sha256 TEXT NOT NULL, dateline TEXT"
    ),
    # Events and relations (without the ids of their claims), claims, actors and places whole, as `packed.dumps` writes them, for who lists them all; passages and
    # articles are whole above.
    "ledger_records": "kind TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (kind, id)",
    # aliases as a JSON array
    "ledger_actors": "id TEXT PRIMARY KEY, label TEXT NOT NULL, klass TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, described INTEGER NOT NULL",
    "ledger_places": (
        "id TEXT PRIMARY KEY, label TEXT NOT NULL, precision TEXT NOT NULL, lat REAL, lon REAL, centroid INTEGER NOT NULL, within TEXT"
    ),
    "ledger_pairs": (
        f"one TEXT NOT NULL, other TEXT NOT NULL, deed TEXT NOT NULL, ways INTEGER NOT NULL, named INTEGER NOT NULL, {_SHARED},"
        " PRIMARY KEY (one, other, deed)"
    ),
    # What all rows of a pair come to, so that who asks for the most of them need not go through them.
    "ledger_sums": (
        "one TEXT NOT NULL, other TEXT NOT NULL, events INTEGER NOT NULL, one_acts INTEGER NOT NULL, other_acts INTEGER NOT NULL,"
        " both_act INTEGER NOT NULL, killed INTEGER, least INTEGER NOT NULL, counted INTEGER NOT NULL, first TEXT, last TEXT, quad_1 INTEGER NOT NULL,"
        " quad_2 INTEGER NOT NULL, quad_3 INTEGER NOT NULL, quad_4 INTEGER NOT NULL, named INTEGER NOT NULL, PRIMARY KEY (one, other)"
    ),
    "ledger_parties": f"actor TEXT NOT NULL, deed TEXT NOT NULL, {_SHARED}, PRIMARY KEY (actor, deed)",
}
LINKED = "links IS NOT NULL"
"""True of claims that say something of other claims."""
INDEXES = {
    "ledger_sayings_linked": f"ledger_sayings (claim) WHERE {LINKED}",
    "ledger_claims_deed": "ledger_claims (deed, claim)",
    "ledger_claims_speaker": "ledger_claims (speaker)",
    "ledger_pairs_deed": "ledger_pairs (deed)",
    "ledger_pairs_other": "ledger_pairs (other)",
    "ledger_pairs_undated": "ledger_pairs (named) WHERE first IS NULL AND last IS NULL",
    "ledger_parties_deed": "ledger_parties (deed)",
    "ledger_sums_most": "ledger_sums (named, events DESC, killed DESC, one, other)",
    "ledger_sums_other": "ledger_sums (other)",
}
SUMS = "events, one_acts, other_acts, both_act, killed, least, counted, first, last, quad_1, quad_2, quad_3, quad_4"


def summed(again: str = "1") -> str:
    """What rows of pairs, called `p`, come to, in the order of `SUMS`; `again` is the condition on a larger event, called `w`, whose
    killed are summed, too. Who counts a month has counted its days: a part's killed are not added where its whole's are."""
    once = f"(p.part_of IS NULL OR NOT EXISTS (SELECT 1 FROM ledger_pairs w WHERE w.one = p.one AND w.other = p.other AND w.deed = p.part_of AND {again}))"
    told = "coalesce(p.killed, p.low)"
    return (
        f"count(*), sum(ways = 1), sum(ways = 2), sum(ways = 3), sum(CASE WHEN {told} IS NOT NULL AND {once} THEN {told} END),"
        f" sum(p.least AND {once}), sum({told} IS NOT NULL AND {once}),"
        " min(first), max(last), sum(quad = 1), sum(quad = 2), sum(quad = 3), sum(quad = 4)"
    )


_OF_KIND = {
    "claim": (("ledger_claims", "claim"), ("ledger_sayings", "claim")), "passage": (("ledger_passages", "id"),),
    "article": (("ledger_articles", "id"),), "actor": (("ledger_actors", "id"),), "place": (("ledger_places", "id"),),
}  # fmt: skip
"""The tables, and their key, of what goes by itself; events go with their pairs and parties."""


class LedgerChange:
    """An open change of the ledger."""

    def __init__(self, db: sqlite3.Connection, anew: bool = False) -> None:
        self._db = db
        self._anew = anew
        self._told: set[str] = set()  # events of which the claims are others now
        self._between: set[tuple[str, str]] = set()  # pairs of which the events are

    def take(self, kind: str, identifier: str, record: GRecord | None) -> None:
        """A thing of the graph as it is now, or that it is gone; what the ledger does not hold is passed over."""
        if kind in PACKED:
            self._pack(kind, identifier, record)
        if isinstance(record, GEvent):
            self.forget(identifier)
            self.put(deed(record))
        elif isinstance(record, GClaim):
            about = record.about if record.about is not None and record.about[0] == "event" else None
            event = about[1] if about is not None else ""
            self._untold(identifier)
            self._touch(event)
            self._replace("ledger_claims", (identifier, event, record.attributed_to))
            sort = (record.kind, record.attribution, record.factuality, record.polarity, record.facts.event_type or "")
            denied = record.denies[0] if record.denies is not None else ""
            links = "\n".join((denied, " ".join(record.contradicts), " ".join(record.supersedes)))
            row = (
                identifier, " ".join(sort), record.attributed_to, " ".join(record.via) or None, record.confidence, record.article, event or None,
                links if links != "\n\n" else None, record.passage,
            )  # fmt: skip
            self._replace("ledger_sayings", row)
        elif isinstance(record, GPassage):
            self._replace("ledger_passages", (identifier, record.start, record.end, record.exact, record.article))
        elif isinstance(record, GArticle):
            a = record
            inferred = (a.date_inferred, a.sha256, a.dateline)
            self._replace("ledger_articles", (a.id, a.headline, a.publisher, a.publisher_actor, a.url, a.published, a.language, *inferred))
        elif isinstance(record, GActor):
            names = json.dumps(record.alt_labels)
            self._replace("ledger_actors", (identifier, record.label, record.klass, record.kind, names, described(identifier)))
        elif isinstance(record, GPlace):
            self._replace("ledger_places", (identifier, record.label, record.precision, record.lat, record.lon, record.centroid, record.within))
        elif kind == "event":
            self.forget(identifier)
        elif not self._anew:
            if kind == "claim":
                self._untold(identifier)
            for table, key in _OF_KIND.get(kind, ()):
                self._db.execute(f"DELETE FROM {table} WHERE {key} = ?", (identifier,))

    def _pack(self, kind: str, identifier: str, record: GRecord | None) -> None:
        if record is not None:
            if isinstance(record, (GEvent, GRelation)) and record.claims:  # they come and go without it
                record = replace(record, claims=())
            self._replace("ledger_records", (kind, identifier, packed.dumps(record)))
        elif not self._anew:
            self._db.execute("DELETE FROM ledger_records WHERE kind = ? AND id = ?", (kind, identifier))

    def _replace(self, table: str, row: tuple[object, ...]) -> None:
        self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks(row)})", row)

    def forget(self, identifier: str) -> None:
        """Take an event out; claims go by themselves."""
        if not self._anew:
            self._between.update(self._db.execute("SELECT one, other FROM ledger_pairs WHERE deed = ?", (identifier,)))
            self._db.execute("DELETE FROM ledger_deeds WHERE id = ?", (identifier,))
            self._db.execute("DELETE FROM ledger_pairs WHERE deed = ?", (identifier,))
            self._db.execute("DELETE FROM ledger_parties WHERE deed = ?", (identifier,))

    def put(self, of: Deed) -> None:
        """Put an event in that is not there; its claims come by themselves."""
        parties = (of.agents, of.patients, of.participants, of.victims)
        row = (
            of.id, f"{of.factuality} {of.type}", of.first, of.last, of.place, of.killed, of.speakers, of.confidence,
            "\n".join(map(" ".join, parties)), None, of.low, of.part_of, of.high,
        )  # fmt: skip
        self._touch(of.id)
        self._replace("ledger_deeds", row)
        if of.factuality != "actual" or not of.type:
            return
        shared = (quad(of.type), of.sign, of.type, of.first, of.last, of.place, of.killed, of.low, of.part_of, of.at_least)
        between = [(*pair, of.id, ways, not any(map(described, pair)), *shared) for pair, ways in sorted(sides(of).items())]
        if not self._anew:
            self._between.update((one, other) for one, other, *_ in between)
        there = [(each, of.id, *shared) for each in sorted({each for ids in parties for each in ids})]
        for table, rows in (("ledger_pairs", between), ("ledger_parties", there)):
            if rows:
                self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks(rows[0])})", rows)

    def _touch(self, event: str) -> None:
        if not self._anew:
            self._told.add(event)

    def _untold(self, claim: str) -> None:
        """Note that an event may lose a claim."""
        if not self._anew:
            self._told.update(event for (event,) in self._db.execute("SELECT deed FROM ledger_claims WHERE claim = ?", (claim,)))

    def settle(self) -> None:
        """Give events the ids of their claims and pairs their sums, when all is handed in."""
        where = "deed != ''" if self._anew else "deed IN (SELECT value FROM json_each(?))"
        some = () if self._anew else (json.dumps(sorted(self._told)),)
        if not self._anew:  # one may have lost the last of its claims
            self._db.execute("UPDATE ledger_deeds SET claims = NULL WHERE id IN (SELECT value FROM json_each(?))", some)
        told = self._db.execute(f"SELECT deed, claim FROM ledger_claims WHERE {where} ORDER BY deed, claim", some)
        behind = groupby(told, itemgetter(0))
        self._db.executemany("UPDATE ledger_deeds SET claims = ? WHERE id = ?", ((written([claim for _, claim in rows]), event) for event, rows in behind))
        self._told.clear()
        into = f"INSERT INTO ledger_sums SELECT one, other, {summed()}, named FROM ledger_pairs p"
        if self._anew:
            self._db.execute(f"{into} GROUP BY one, other")
        for pair in sorted(self._between):
            self._db.execute("DELETE FROM ledger_sums WHERE one = ? AND other = ?", pair)
            self._db.execute(f"{into} WHERE one = ? AND other = ? GROUP BY one, other", pair)
        self._between.clear()


def marks(row: tuple[object, ...]) -> str:
    """A place for each value of a row, in SQL."""
    return ", ".join("?" * len(row))
