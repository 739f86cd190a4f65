"""What the ledger's tables are, and how they are changed."""

from __future__ import annotations

import json
import sqlite3

from conflictgraph.deeds import Deed, deed, described, quad, sides
from conflictgraph.graphmodel import GActor, GArticle, GClaim, GEvent, GPassage, GPlace, GRecord

VERSION = 4  # of the tables; a ledger of another is made anew

DEED = (
    "id", "type", "factuality", "first", "last", "place", "killed", "speakers", "confidence", "agents", "patients",
    "participants", "victims", "low", "part_of", "high",
)  # fmt: skip
_SHARED = "quad INTEGER NOT NULL, sign INTEGER NOT NULL, type TEXT NOT NULL, first TEXT, last TEXT, place TEXT, killed INTEGER, low INTEGER, part_of TEXT, least INTEGER NOT NULL"
TABLES = {
    "ledger_deeds": (
        "id TEXT PRIMARY KEY, type TEXT NOT NULL, factuality TEXT NOT NULL, first TEXT, last TEXT, place TEXT, killed INTEGER,"
        " speakers INTEGER NOT NULL, confidence REAL NOT NULL, agents TEXT NOT NULL, patients TEXT NOT NULL,"
        " participants TEXT NOT NULL, victims TEXT NOT NULL, low INTEGER, part_of TEXT, high INTEGER"
    ),
    # "" for a claim that is about no event
    "ledger_claims": "claim TEXT PRIMARY KEY, deed TEXT NOT NULL, speaker TEXT NOT NULL",
    # What claims say, apart, since sums go through the rows before; ids in a row with spaces between.
    "ledger_sayings": (
        "claim TEXT PRIMARY KEY, deed TEXT NOT NULL, speaker TEXT NOT NULL, via TEXT NOT NULL, kind TEXT NOT NULL, attribution TEXT NOT NULL,"
        " factuality TEXT NOT NULL, polarity TEXT NOT NULL, type TEXT, confidence REAL NOT NULL, article TEXT NOT NULL, passage TEXT NOT NULL,"
        " denies TEXT, contradicts TEXT NOT NULL, supersedes TEXT NOT NULL"
    ),
    "ledger_passages": "id TEXT PRIMARY KEY, start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL",
    "ledger_articles": (
        "id TEXT PRIMARY KEY, headline TEXT, publisher TEXT, publisher_actor TEXT, url TEXT, published TEXT, language TEXT NOT NULL"
    ),
    # aliases as a JSON array
    "ledger_actors": "id TEXT PRIMARY KEY, label TEXT NOT NULL, klass TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL, described INTEGER NOT NULL",
    "ledger_places": (
        "id TEXT PRIMARY KEY, label TEXT NOT NULL, precision TEXT NOT NULL, lat REAL, lon REAL, centroid INTEGER NOT NULL, within TEXT"
    ),
    "ledger_pairs": (
        f"one TEXT NOT NULL, other TEXT NOT NULL, deed TEXT NOT NULL, ways INTEGER NOT NULL, named INTEGER NOT NULL, {_SHARED},"
        " PRIMARY KEY (one, other, deed)"
    ),
    "ledger_parties": f"actor TEXT NOT NULL, deed TEXT NOT NULL, {_SHARED}, PRIMARY KEY (actor, deed)",
}
LINKED = "denies IS NOT NULL OR contradicts != '' OR supersedes != ''"
"""True of claims that say something of other claims."""
INDEXES = {
    "ledger_sayings_linked": f"ledger_sayings (claim) WHERE {LINKED}",
    "ledger_claims_deed": "ledger_claims (deed, claim)",
    "ledger_pairs_deed": "ledger_pairs (deed)",
    "ledger_pairs_other": "ledger_pairs (other)",
    "ledger_parties_deed": "ledger_parties (deed)",
}
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

    def take(self, kind: str, identifier: str, record: GRecord | None) -> None:
        """A thing of the graph as it is now, or that it is gone; what the ledger does not hold is passed over."""
        if isinstance(record, GEvent):
            self.forget(identifier)
            self.put(deed(record))
        elif isinstance(record, GClaim):
            about = record.about if record.about is not None and record.about[0] == "event" else None
            event = about[1] if about is not None else ""
            self._replace("ledger_claims", (identifier, event, record.attributed_to))
            row = (
                identifier, event, record.attributed_to, " ".join(record.via), record.kind, record.attribution, record.factuality, record.polarity,
                record.facts.event_type, record.confidence, record.article, record.passage, record.denies[0] if record.denies is not None else None,
                " ".join(record.contradicts), " ".join(record.supersedes),
            )  # fmt: skip
            self._replace("ledger_sayings", row)
        elif isinstance(record, GPassage):
            self._replace("ledger_passages", (identifier, record.start, record.end, record.exact))
        elif isinstance(record, GArticle):
            a = record
            self._replace("ledger_articles", (a.id, a.headline, a.publisher, a.publisher_actor, a.url, a.published, a.language))
        elif isinstance(record, GActor):
            names = json.dumps(record.alt_labels)
            self._replace("ledger_actors", (identifier, record.label, record.klass, record.kind, names, described(identifier)))
        elif isinstance(record, GPlace):
            self._replace("ledger_places", (identifier, record.label, record.precision, record.lat, record.lon, record.centroid, record.within))
        elif kind == "event":
            self.forget(identifier)
        elif not self._anew:
            for table, key in _OF_KIND.get(kind, ()):
                self._db.execute(f"DELETE FROM {table} WHERE {key} = ?", (identifier,))

    def _replace(self, table: str, row: tuple[object, ...]) -> None:
        self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks(row)})", row)

    def forget(self, identifier: str) -> None:
        """Take an event out; claims go by themselves."""
        if not self._anew:
            self._db.execute("DELETE FROM ledger_deeds WHERE id = ?", (identifier,))
            self._db.execute("DELETE FROM ledger_pairs WHERE deed = ?", (identifier,))
            self._db.execute("DELETE FROM ledger_parties WHERE deed = ?", (identifier,))

    def put(self, of: Deed) -> None:
        """Put an event in that is not there; its claims come by themselves."""
        parties = (of.agents, of.patients, of.participants, of.victims)
        row = (
            of.id, of.type, of.factuality, of.first, of.last, of.place, of.killed, of.speakers, of.confidence,
            *map(" ".join, parties), of.low, of.part_of, of.high,
        )  # fmt: skip
        self._replace("ledger_deeds", row)
        if of.factuality != "actual" or not of.type:
            return
        shared = (quad(of.type), of.sign, of.type, of.first, of.last, of.place, of.killed, of.low, of.part_of, of.at_least)
        between = [(*pair, of.id, ways, not any(map(described, pair)), *shared) for pair, ways in sorted(sides(of).items())]
        there = [(each, of.id, *shared) for each in sorted({each for ids in parties for each in ids})]
        for table, rows in (("ledger_pairs", between), ("ledger_parties", there)):
            if rows:
                self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks(rows[0])})", rows)


def marks(row: tuple[object, ...]) -> str:
    """A place for each value of a row, in SQL."""
    return ", ".join("?" * len(row))
