"""Our own cast of people, as many articles name them; read end to end, then settled all at once by the scorer."""

from __future__ import annotations

from collections.abc import Sequence

from conflictgraph.model import Article, Record
from scorers import cast
from scorers.adapt.base import DEV, Corpus
from scorers.common import Row


def articles(row: Row) -> tuple[Article, ...]:
    """The text as a file of it would be read."""
    from conflictgraph.read import read_text

    url = f"https://cast.example/{row['id']}"
    return (read_text(row["text"], published=row["published"], publisher=row["publisher"], title=row["title"], url=url),)


def predict(row: Row, records: Sequence[Record]) -> Row:
    from conflictgraph.records import to_json

    return {"record": to_json(records[0])}


CAST = Corpus(
    name="own_actors",
    files={DEV: str(cast.CORPUS)},  # not of the folder of public corpora: it ships with the project
    articles=articles,
    predict=predict,
    score=cast.score,
    pinned=tuple(f"{what}, {half}" for what in ("B-cubed F", "CoNLL F") for half in cast.HALVES),
)
