"""Our own articles that tell of an event several times; read end to end, each consolidated by itself in the scorer."""

from __future__ import annotations

from functools import partial

from scorers import tellings
from scorers.adapt.base import DEV, Corpus, file_article, whole_record
from scorers.shown import HALVES

OWN_EVENTS = Corpus(
    name="own_events",
    files={DEV: str(tellings.CORPUS)},  # not of the folder of public corpora: it ships with the project
    articles=partial(file_article, host="events.example"),
    predict=whole_record,
    score=tellings.score,
    pinned=tuple(f"{what}, {half}" for what in ("B-cubed F", "CoNLL F", "attackers named", "tolls right") for half in HALVES),
)
