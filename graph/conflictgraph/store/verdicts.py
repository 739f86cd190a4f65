"""What a user decides, kept beside the articles: judgements, grades, the policy. Each change is numbered as an article is.

Judgements are kept as a log: the latest of a pair counts, and taking it back brings the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from sqlite3 import Connection

from conflictgraph.judgement import Anchor, Grade, Judged, Judgement, Pair
from conflictgraph.store.articles import ArticleShelf

_TABLES = (
    "CREATE TABLE IF NOT EXISTS judgements (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, one TEXT NOT NULL,"
    " other TEXT NOT NULL, judgement TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS grades (kind TEXT NOT NULL, id TEXT NOT NULL, grade TEXT NOT NULL, PRIMARY KEY (kind, id))"
    " WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS anchors (claim TEXT PRIMARY KEY, article TEXT NOT NULL, type TEXT NOT NULL,"
    " words TEXT NOT NULL) WITHOUT ROWID",
)


class Verdicts:
    """The judgements, grades and policy in the SQLite file of a graph."""

    def __init__(self, shelf: ArticleShelf) -> None:
        self._shelf = shelf

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        with self._shelf.numbered(), self._shelf.change() as db:
            for table in _TABLES:
                db.execute(table)
            yield db

    def _rows(self, table: str, statement: str) -> list[tuple[str, ...]]:
        """All rows; none in a graph in which nobody has decided anything yet."""
        if not self._shelf.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", table):
            return []
        return [tuple(map(str, row)) for row in self._shelf.rows(statement)]

    # --- judgements ----------------------------------------------------------------------------------------------

    def log(self) -> list[Judged]:
        """Every judgement in the order in which they were made, those that a later one replaces included."""
        rows = self._rows("judgements", "SELECT kind, one, other, judgement FROM judgements ORDER BY number")
        return [Judged(Pair(kind, one, other), Judgement(said)) for kind, one, other, said in rows]  # type: ignore[arg-type]

    def judged(self) -> list[Judged]:
        """The judgements that count: the latest of each pair, by pair."""
        latest = {each.pair: each for each in self.log()}
        return [latest[pair] for pair in sorted(latest)]

    def judge(self, new: Iterable[Judged], anchors: Iterable[Anchor] = ()) -> None:
        """Add judgements, all or none. `anchors` say where the claims stand that they name."""
        with self._change() as db:
            for each in new:
                row = (each.pair.kind, each.pair.left, each.pair.right, each.judgement.value)
                db.execute("INSERT INTO judgements (kind, one, other, judgement) VALUES (?, ?, ?, ?)", row)
            self._anchor(db, anchors)

    def undo(self, pair: Pair | None = None) -> Judged | None:
        """Take back the last judgement, or the last one about a pair; None where there is none."""
        log = [each for each in self.log() if pair is None or each.pair == pair]
        if not log:
            return None
        last = log[-1]
        with self._change() as db:
            db.execute(
                "DELETE FROM judgements WHERE number = (SELECT max(number) FROM judgements WHERE kind = ? AND one = ? AND other = ?)",
                (last.pair.kind, last.pair.left, last.pair.right),
            )
        return last

    def anchors(self) -> list[Anchor]:
        """Where the claims stand that judgements and grades name, by claim."""
        rows = self._rows("anchors", "SELECT claim, article, type, words FROM anchors ORDER BY claim")
        return [Anchor(*row) for row in rows]

    def _anchor(self, db: Connection, anchors: Iterable[Anchor]) -> None:
        for each in anchors:
            row = (each.claim, each.article, each.type, each.words)
            db.execute("INSERT OR REPLACE INTO anchors VALUES (?, ?, ?, ?)", row)

    # --- grades --------------------------------------------------------------------------------------------------

    def grades(self) -> list[Grade]:
        """All grades, by kind and id."""
        rows = self._rows("grades", "SELECT kind, id, grade FROM grades ORDER BY kind, id")
        return [Grade(*row) for row in rows]  # type: ignore[arg-type]

    def grade(self, grade: Grade, anchors: Iterable[Anchor] = ()) -> None:
        """Set a grade in the place of an earlier one."""
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO grades VALUES (?, ?, ?)", (grade.kind, grade.id, grade.grade))
            self._anchor(db, anchors)

    def ungrade(self, kind: str, identifier: str) -> bool:
        """Remove a grade; False where there is none."""
        if not any((each.kind, each.id) == (kind, identifier) for each in self.grades()):
            return False
        with self._change() as db:
            db.execute("DELETE FROM grades WHERE kind = ? AND id = ?", (kind, identifier))
        return True

    # --- policy --------------------------------------------------------------------------------------------------

    @property
    def policy(self) -> str | None:
        """The text of the policy that the graph is made by; None for the default."""
        return self._shelf.setting("policy")

    def set_policy(self, text: str) -> bool:
        """Change the policy; False where it was this one."""
        if self.policy == text:
            return False
        with self._change() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('policy', ?)", (text,))
        return True
