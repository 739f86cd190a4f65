"""The gazetteer's file: places, their names, their sounds and the words for peoples, as SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from conflictgraph.extract.gazetteer import fold_toponym, sound

# Name, latitude and longitude in 1/100,000 degree, country (ISO 3166-1 alpha-2), first-level division, inhabitants, kind.
Row = tuple[str, int | None, int | None, str, str, int, int]


def write(out: Path, places: Mapping[int, Row], keys: Iterable[tuple[str, int]], heard: Iterable[int], demonyms: Iterable[tuple[str, str]]) -> None:
    """Write the file anew: `places` by number, `keys` as (folded name, number), `heard` the numbers of places that are also found by
    their sound, `demonyms` as (folded word, area). The same arguments and the same SQLite give the same bytes."""
    out.unlink(missing_ok=True)
    db = sqlite3.connect(out)
    db.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = 'UTF-8';"
        "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER, lon INTEGER,"
        " country TEXT NOT NULL, admin1 TEXT NOT NULL, population INTEGER NOT NULL, kind INTEGER NOT NULL);"
        "CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;"
        "CREATE TABLE sound (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;"
        "CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;"
    )
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?)", ((n, *p) for n, p in sorted(places.items())))
    db.executemany("INSERT INTO name VALUES (?,?)", sorted(keys))
    sounds = ((places[n][3], sound(fold_toponym(places[n][0])), n) for n in heard)
    db.executemany("INSERT INTO sound VALUES (?,?)", sorted((country + key, n) for country, key, n in sounds if len(key) > 2))
    db.executemany("INSERT INTO demonym VALUES (?,?)", demonyms)
    db.execute("CREATE INDEX area ON place (country, admin1) WHERE kind IN (1, 2)")
    db.commit()
    db.execute("VACUUM")
    db.close()
