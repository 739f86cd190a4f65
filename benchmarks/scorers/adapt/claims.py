"""Our own pieces with who says what in them, and what is denied or confirmed; they ship with the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflictgraph.model import Mention, Record
from scorers import claims
from scorers.adapt.base import DEV, Corpus, bare_text, pair
from scorers.common import Row


def predict(row: Row, records: Sequence[Record]) -> Row:
    """Events and statements with their speakers (each with the mentions of its chain), content, mood and links."""
    (record,) = records
    same: dict[int, set[tuple[int, int]]] = {}
    for a in record.accounts:
        for m in (*a.speakers, *a.agents, *a.patients, *a.victims, *a.participants, *a.instruments, *a.targets):
            if m.chain is not None:
                same.setdefault(m.chain, set()).add((m.head.start, m.head.end))
    for entity in record.entities:
        if entity.chain is not None:
            same.setdefault(entity.chain, set()).add((entity.start, entity.end))

    def speaker(m: Mention) -> Row:
        return {"head": pair(m.head), "same": [list(s) for s in sorted(same.get(m.chain, ()))] if m.chain is not None else []}

    return {
        "accounts": [
            {
                "id": a.id, "kind": a.kind, "trigger": pair(a.trigger), "cue": pair(a.cue) if a.cue is not None else None,
                "speakers": [speaker(m) for m in a.speakers], "content": [pair(s) for s in a.content], "attribution": a.attribution,
                "told": "denied" if a.polarity == "denied" else a.factuality, "about": a.about, "denies": a.denies,
            }
            for a in record.accounts
            if a.kind != "tie"
        ]
    }  # fmt: skip


CLAIMS = Corpus(
    name="claims",
    files={DEV: str(claims.GOLD)},  # not of the folder of public corpora: it ships with the project
    articles=bare_text,
    predict=predict,
    score=claims.score,
    pinned=tuple(claims.measure(sort, part) for sort in claims.SORTS for part in claims.PARTS),
)
CLAIMS_LATER = replace(
    CLAIMS,
    name="claims_later",
    files={DEV: str(claims.LATER)},  # written when the rules stood
    pinned=tuple(claims.measure(sort, part) for sort in claims.SORTS for part in claims.HALVES),
)
