"""Our own cast of people, as many articles name them; read end to end, then settled all at once by the scorer."""

from __future__ import annotations

from functools import partial

from scorers import cast
from scorers.adapt.base import DEV, Corpus, file_article, whole_record
from scorers.shown import HALVES

CAST = Corpus(
    name="own_actors",
    files={DEV: str(cast.CORPUS)},  # not of the folder of public corpora: it ships with the project
    articles=partial(file_article, host="cast.example"),
    predict=whole_record,
    score=cast.score,
    pinned=tuple(f"{what}, {half}" for what in ("B-cubed F", "CoNLL F") for half in HALVES),
)
