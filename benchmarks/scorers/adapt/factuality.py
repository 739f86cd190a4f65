"""Our own sentences with what is told as so and what is not; they ship with the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.model import Record
from scorers import factuality
from scorers.adapt.base import DEV, Corpus, bare_text, pair
from scorers.common import Row
from scorers.shown import HALVES


def predict(row: Row, records: Sequence[Record]) -> Row:
    """Events with trigger, factuality and polarity."""
    (record,) = records
    return {
        "accounts": [
            {"trigger": pair(a.trigger), "factuality": a.factuality, "polarity": a.polarity} for a in record.accounts if a.kind == "event"
        ]
    }


FACTUALITY = Corpus(
    name="factuality",
    files={DEV: str(factuality.GOLD)},  # not of the folder of public corpora: it ships with the project
    articles=bare_text,
    predict=predict,
    score=factuality.score,
    pinned=tuple(f"{measure}, {part} half" for measure in ("factuality right", "told as actual rightly") for part in HALVES),
)
FACTUALITY_LATER, FACTUALITY_THIRD = (  # written when the rules stood, in two rounds
    replace(FACTUALITY, name=f"factuality_{gold.stem}", files={DEV: str(gold)}) for gold in (factuality.LATER, factuality.THIRD)
)
