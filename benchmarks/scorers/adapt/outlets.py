"""Our own incidents as several outlets tell of them; read end to end, then consolidated all at once by the scorer."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.model import Article, Record
from scorers import outlets
from scorers.adapt.base import DEV, Corpus
from scorers.common import Row


def articles(row: Row) -> tuple[Article, ...]:
    """The text as a file of it would be read."""
    from conflictgraph.read import read_text

    url = f"https://outlets.example/{row['id']}"
    return (read_text(row["text"], published=row.get("published"), publisher=row.get("publisher"), title=row.get("title"), url=url),)


def predict(row: Row, records: Sequence[Record]) -> Row:
    from conflictgraph.records import to_json

    return {"record": to_json(records[0])}


OUTLETS = Corpus(
    name="outlets",
    files={DEV: str(outlets.CORPUS)},  # not of the folder of public corpora: it ships with the project
    articles=articles,
    predict=predict,
    score=outlets.score,
    pinned=tuple(f"{what}, {half}{by}" for what in ("B-cubed F", "CoNLL F", "partOf F") for half in outlets.HALVES for by in ("", ", by hand")),
)
