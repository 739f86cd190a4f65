"""Spans of a sentence by role or type: exact, overlapping and by token."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from scorers.common import Pair, Row, by_id, covered, f1, overlaps, tokens

Task = Literal["dyads", "location", "entities"]


@dataclass(slots=True)
class SpanCounts:
    """Counts of one role or type over a corpus; every P/R/F is in per cent."""

    exact: int = 0
    predicted: int = 0
    gold: int = 0
    predicted_hits: int = 0  # predicted spans that share a token with a gold one
    gold_hits: int = 0
    tokens_both: int = 0
    tokens_predicted: int = 0
    tokens_gold: int = 0

    def exact_f(self) -> float:
        return f1(_share(self.exact, self.predicted), _share(self.exact, self.gold))

    def overlap_f(self) -> float:
        return f1(_share(self.predicted_hits, self.predicted), _share(self.gold_hits, self.gold))

    def token_f(self) -> float:
        return f1(*self.token_pr())

    def exact_pr(self) -> tuple[float, float]:
        return _share(self.exact, self.predicted), _share(self.exact, self.gold)

    def token_pr(self) -> tuple[float, float]:
        return _share(self.tokens_both, self.tokens_predicted), _share(self.tokens_both, self.tokens_gold)


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def spans_of(row: Row, task: Task, types: Collection[str] | None = None) -> dict[str, set[Pair]]:
    """A row's spans by role (`dyads`, `location`) or by type (`entities`, perhaps only of some types)."""
    if task == "dyads":
        # A reciprocal party is both source and target.
        both = {(a, b) for a, b in row.get("reciprocal", [])}
        return {role: {(a, b) for a, b in row.get(role, [])} | both for role in ("source", "target")}
    if task == "location":
        return {"location": {(a, b) for a, b in row.get("locations", [])}}
    found: dict[str, set[Pair]] = {}
    for entity in row.get("entities", []):
        if types is None or entity[2] in types:
            found.setdefault(entity[2], set()).add((entity[0], entity[1]))
    return found


def score_spans(
    gold: Iterable[Row], predictions: Mapping[str, Row], task: Task, types: Collection[str] | None = None
) -> dict[str, SpanCounts]:
    """Counts by role or type and under `ALL`; a gold row without a prediction counts as predicted empty."""
    counts: dict[str, SpanCounts] = {}
    for identifier, row in by_id(gold).items():
        words = tokens(row.get("text") or row["sentence"])
        wanted = spans_of(row, task, types)
        found = spans_of(predictions.get(identifier, {}), task, types)
        for key in sorted(wanted.keys() | found.keys()):
            x, y = wanted.get(key, set()), found.get(key, set())
            tx, ty = covered(words, x), covered(words, y)
            for name in (key, "ALL"):
                c = counts.setdefault(name, SpanCounts())
                c.exact += len(x & y)
                c.predicted += len(y)
                c.gold += len(x)
                c.predicted_hits += sum(any(overlaps(p, g) for g in x) for p in y)
                c.gold_hits += sum(any(overlaps(p, g) for p in y) for g in x)
                c.tokens_both += len(tx & ty)
                c.tokens_predicted += len(ty)
                c.tokens_gold += len(tx)
    return counts
