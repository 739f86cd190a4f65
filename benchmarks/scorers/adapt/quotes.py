"""PolNeAR: every statement's source, cue and content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conflictgraph.model import Account, Record
from scorers.adapt.base import Corpus, pair, paths, sentence_article
from scorers.common import Row
from scorers.polnear import score_attributions


def predict_attributions(row: Row, records: Sequence[Record]) -> Row:
    """One attribution per cue (per content where there is no cue): several accounts of one statement, the statement
    itself and the events it asserts, share their content. The source is the innermost speaker as written."""
    groups: dict[tuple[int, int, int], list[Account]] = {}
    for account in records[0].accounts:
        if not account.content:
            continue
        span = account.cue if account.cue is not None else account.content[0]
        key = (0 if account.cue is not None else 1, span.start, span.end)
        groups.setdefault(key, []).append(account)
    attributions = []
    for key in sorted(groups):
        accounts = sorted(groups[key], key=lambda a: (a.kind != "statement", a.trigger.start, a.id))
        first = accounts[0]
        content = {(s.start, s.end) for a in accounts if a.kind == first.kind for s in a.content}
        speaker = first.speaker
        attributions.append(
            {
                "source": [pair(speaker)] if speaker is not None else [],
                "cue": [pair(first.cue)] if first.cue is not None else [],
                "content": _merged(sorted(content)),
            }
        )
    return {"attributions": attributions}


def _merged(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Overlapping spans as one."""
    out: list[list[int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1][1] = max(end, out[-1][1])
        else:
            out.append([start, end])
    return out


def _score(gold: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    return {
        f"{key} {part}": value
        for key, values in score_attributions(gold, predictions).items()
        for part, value in zip(("P", "R", "F"), values, strict=True)
        if part == "F" or key.startswith("attr")
    }


POLNEAR = Corpus(
    "polnear",
    paths("polnear"),
    sentence_article,
    predict_attributions,
    _score,
    ("attr F", "attr+src F", "tok source F", "tok cue F", "tok content F"),
)
