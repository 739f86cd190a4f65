"""Finding things by name or id: whole names, beginnings, words, misspellings; ids by their first characters.

Kept in the articles' SQLite file, since Oxigraph has no full-text index. All of it follows from the graph.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from conflictgraph.names import fold
from conflictgraph.store import Hit, NameEntry, NameKind
from conflictgraph.store.articles import ArticleShelf

_CANDIDATES = 300  # names with the most trigrams in common that are compared letter by letter
_ALIKE = 0.7  # below this likeness a name is no misspelling of another
_SHORTEST = 6  # characters of a shortened id, at least (after the letter and the hyphen)


class NameIndex:
    """Names and ids of one graph."""

    def __init__(self, shelf: ArticleShelf) -> None:
        self._shelf = shelf

    @property
    def sequence(self) -> int | None:
        """The change that the index stands at; None where it is being made or was never."""
        value = self._shelf.setting("indexed")
        return int(value) if value else None

    def forget(self) -> None:
        """Note that the index no longer follows from the graph, until `fill` is through."""
        self._shelf.keep("indexed", "")

    def fill(self, names: Iterable[NameEntry], ids: Iterable[tuple[str, str, str]], sequence: int) -> None:
        """Replace the index. `ids` are (id, kind, the id of what it leads to: a claim leads to its event)."""
        ordered = sorted(names, key=lambda n: (n.id, n.kind))
        with self._shelf.change() as db:
            for table in ("named", "aliases", "ids"):
                db.execute(f"DELETE FROM {table}")
            db.executemany(
                "INSERT INTO named VALUES (?, ?, ?, ?, ?)",
                ((i, n.id, n.kind, n.label, n.weight) for i, n in enumerate(ordered)),
            )
            aliases = (
                (i, f) for i, n in enumerate(ordered) for f in sorted({fold(a) for a in (n.label, *n.aliases)}) if f
            )
            db.executemany("INSERT INTO aliases VALUES (?, ?)", aliases)
            db.execute("INSERT INTO grams (grams) VALUES ('rebuild')")
            db.executemany("INSERT INTO ids VALUES (?, ?, ?)", sorted(set(ids)))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('indexed', ?)", (str(sequence),))

    @contextmanager
    def refill(self, sequence: int) -> Iterator[NameChange]:
        """Replace the index by what is handed in while this is open, in one transaction."""
        with self._shelf.change() as db:
            for table in ("named", "aliases", "ids"):
                db.execute(f"DELETE FROM {table}")
            yield NameChange(db, anew=True)
            db.execute("INSERT INTO grams (grams) VALUES ('rebuild')")
            db.execute("INSERT OR REPLACE INTO meta VALUES ('indexed', ?)", (str(sequence),))

    @contextmanager
    def change(self, sequence: int | None) -> Iterator[NameChange]:
        """Change what is handed in while this is open, in one transaction; the index then stands at `sequence`, or, where
        that is None, still at nothing."""
        with self._shelf.change() as db:
            yield NameChange(db)
            if sequence is not None:
                db.execute("INSERT OR REPLACE INTO meta VALUES ('indexed', ?)", (str(sequence),))

    def search(self, name: str, kind: NameKind | None = None, limit: int = 10) -> list[Hit]:
        """What answers to a name, best first: the name itself (1), names that begin with it (from .85), names with it
        among their words (from .7), misspellings (below .7). Among equals the one in more events comes first."""
        wanted = fold(name)
        if not wanted:
            return []
        best: dict[int, float] = {}
        for number, folded in self._candidates(wanted):
            score = likeness(wanted, folded)
            if score > best.get(number, 0.0):
                best[number] = score
        rows = []
        for number, score in best.items():
            identifier, its_kind, label, weight = self._shelf.rows(
                "SELECT id, kind, label, weight FROM named WHERE number = ?", number
            )[0]
            if kind is None or its_kind == kind:
                rows.append((-score, -weight, label, identifier, its_kind))
        return [Hit(identifier, label, k, -score) for score, _, label, identifier, k in sorted(rows)[:limit]]

    def _candidates(self, wanted: str) -> Iterable[tuple[int, str]]:
        rows = self._shelf.rows("SELECT number, folded FROM aliases WHERE folded = ?", wanted)
        rows += self._shelf.rows(
            "SELECT number, folded FROM aliases WHERE folded > ? AND folded < ? ORDER BY length(folded), folded LIMIT ?",
            *(wanted, wanted + "\U0010ffff", _CANDIDATES),
        )
        grams = sorted({wanted[i : i + 3] for i in range(len(wanted) - 2)})
        if grams:
            # fold() leaves word characters and spaces, so that nothing in a gram can end the quotes.
            for match in (f'"{wanted}"', " OR ".join(f'"{g}"' for g in grams)):
                rows += self._shelf.rows(
                    "SELECT number, grams.folded FROM grams JOIN aliases ON aliases.rowid = grams.rowid"
                    " WHERE grams MATCH ? ORDER BY rank, grams.folded, number LIMIT ?",
                    *(match, _CANDIDATES),
                )
        return rows

    def identify(self, prefix: str, limit: int = 10) -> list[tuple[str, str, str]]:
        """The things whose id begins with `prefix`: (id, kind, the id it leads to), by id. A whole id comes alone."""
        whole = self._shelf.rows("SELECT id, kind, leads FROM ids WHERE id = ? ORDER BY kind", prefix)
        rows = whole or self._shelf.rows(
            "SELECT id, kind, leads FROM ids WHERE id > ? AND id < ? ORDER BY id LIMIT ?",
            *(prefix, prefix + "\U0010ffff", limit),
        )
        return [(str(i), str(k), str(leads)) for i, k, leads in rows]

    def short(self, identifier: str) -> str:
        """The shortest beginning of an id that no other id shares; readable ids (without `X-` and digits) stay whole."""
        if identifier[1:2] != "-" or not identifier[:1].isupper():
            return identifier
        shared = _SHORTEST + 1
        for order, sign in (("DESC", "<"), ("ASC", ">")):
            for (other,) in self._shelf.rows(
                f"SELECT id FROM ids WHERE id {sign} ? ORDER BY id {order} LIMIT 1", identifier
            ):
                common = next(
                    (i for i, (a, b) in enumerate(zip(other, identifier, strict=False)) if a != b), len(other)
                )
                shared = max(shared, common)
        return identifier[: shared + 1]


class NameChange:
    """An open change of names and ids."""

    def __init__(self, db: sqlite3.Connection, anew: bool = False) -> None:
        self._db = db
        self._anew = anew  # the tables were empty, and the full-text index is made in the end

    def name(self, kind: str, identifier: str, entry: NameEntry | None) -> None:
        """What a thing is called now, or that it is gone."""
        if not self._anew:
            rows = self._db.execute(
                "SELECT number FROM named WHERE id = ? AND kind = ?", (identifier, kind)
            ).fetchall()
            for (number,) in rows:
                old = self._db.execute("SELECT rowid, folded FROM aliases WHERE number = ?", (number,)).fetchall()
                self._db.executemany("INSERT INTO grams (grams, rowid, folded) VALUES ('delete', ?, ?)", old)
                self._db.execute("DELETE FROM aliases WHERE number = ?", (number,))
                self._db.execute("DELETE FROM named WHERE number = ?", (number,))
        if entry is None:
            return
        (number,) = self._db.execute(
            "INSERT INTO named (id, kind, label, weight) VALUES (?, ?, ?, ?) RETURNING number",
            (entry.id, entry.kind, entry.label, entry.weight),
        ).fetchone()
        for folded in sorted({f for a in (entry.label, *entry.aliases) if (f := fold(a))}):
            (row,) = self._db.execute(
                "INSERT INTO aliases VALUES (?, ?) RETURNING rowid", (number, folded)
            ).fetchone()
            if not self._anew:
                self._db.execute("INSERT INTO grams (rowid, folded) VALUES (?, ?)", (row, folded))

    def id(self, identifier: str, kind: str, leads: str | None) -> None:
        """What an id leads to, or that it is gone."""
        if leads is None:
            self._db.execute("DELETE FROM ids WHERE id = ? AND kind = ?", (identifier, kind))
        else:
            self._db.execute("INSERT OR REPLACE INTO ids VALUES (?, ?, ?)", (identifier, kind, leads))


def likeness(wanted: str, name: str) -> float:
    """How well a folded name answers to a folded question, 0..1 (the scale is told in `NameIndex.search`)."""
    if wanted == name:
        return 1.0
    share = len(wanted) / len(name) if name else 0.0
    if name.startswith(wanted):
        return 0.85 + 0.1 * share + (0.04 if name[len(wanted)] == " " else 0.0)
    if f" {wanted}" in name:
        return 0.7 + 0.1 * share + (0.04 if f" {wanted} " in f"{name} " else 0.0)
    from rapidfuzz import fuzz

    alike = max(fuzz.ratio(wanted, name), fuzz.token_sort_ratio(wanted, name)) / 100
    return alike * 0.69 if alike >= _ALIKE else 0.0
