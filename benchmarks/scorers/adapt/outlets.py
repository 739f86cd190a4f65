"""Our own incidents as several outlets tell of them; read end to end, then consolidated all at once by the scorer."""

from __future__ import annotations

from functools import partial

from scorers import outlets
from scorers.adapt.base import DEV, Corpus, file_article, whole_record
from scorers.shown import HALVES

OUTLETS = Corpus(
    name="outlets",
    files={DEV: str(outlets.CORPUS)},  # not of the folder of public corpora: it ships with the project
    articles=partial(file_article, host="outlets.example"),
    predict=whole_record,
    score=outlets.score,
    pinned=tuple(f"{what}, {half}{by}" for what in ("B-cubed F", "CoNLL F", "partOf F") for half in HALVES for by in ("", ", by hand")),
)
