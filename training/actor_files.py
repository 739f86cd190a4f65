"""The files of the actor lexicon: `actors.jsonl` to read, `actors.sqlite` to look names up in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conflictgraph.extract.actors import fold_actor
from handwritten import names_in

_TABLES = (
    "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;"
    "CREATE TABLE actor (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,"
    " country TEXT, aliases TEXT NOT NULL, since TEXT, until TEXT, people TEXT);"
    "CREATE TABLE alias (folded TEXT, rank INTEGER, actor INTEGER, rule INTEGER, PRIMARY KEY (folded, rank))"
    " WITHOUT ROWID;"
    "CREATE TABLE office (phrase TEXT PRIMARY KEY, slot TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE slot (slot TEXT PRIMARY KEY, kind TEXT NOT NULL, shown TEXT NOT NULL) WITHOUT ROWID;"
)


def write(
    out: Path, actors: Sequence[Mapping[str, Any]], owner: Mapping[str, Sequence[str]], rules: Mapping[tuple[str, str], int],
    slots: Sequence[Sequence[str]],
) -> None:
    """Write both files to the folder `out`.

    `owner` gives keys by folded alias in order of precedence, `rules` the rule of case of an alias (by folded alias and key), `slots`
    the rows of `offices.tsv`.
    """
    ordered = sorted(actors, key=lambda actor: str(actor["key"]))
    with (out / "actors.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for actor in ordered:
            file.write(json.dumps(actor, ensure_ascii=False, separators=(",", ":")) + "\n")
    path = out / "actors.sqlite"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript(_TABLES)
    ids = {actor["key"]: i for i, actor in enumerate(ordered, 1)}
    for actor in ordered:
        spans = [(o["from"], o["to"]) for o in actor["office"]]
        since = min((b for b, _ in spans if b), default=None)
        until = None if not spans or any(e is None for _, e in spans) else max(e for _, e in spans)
        names = "\n".join([*actor["aliases"], *actor["demonyms"]])
        db.execute(
            "INSERT INTO actor VALUES (?,?,?,?,?,?,?,?,?)",
            (ids[actor["key"]], actor["key"], actor["name"], actor["kind"], actor["country"], names, since, until,
             next(iter(actor["demonyms"]), None)),
        )
    aliases = [
        (folded, rank, ids[key], rules[folded, key])
        for folded, keys in owner.items()
        for rank, key in enumerate(keys)
        if (folded, key) in rules
    ]
    db.executemany("INSERT INTO alias VALUES (?,?,?,?)", sorted(aliases))
    phrases = {fold_actor(p): row[0] for row in slots for p in names_in(row[3])}
    db.executemany("INSERT INTO office VALUES (?,?)", sorted(phrases.items()))
    db.executemany("INSERT INTO slot VALUES (?,?,?)", sorted((r[0], r[1], r[2]) for r in slots))
    db.commit()
    db.execute("VACUUM")
    db.close()
