"""Events with triggers and roles (WikiEvents, RAMS), and links between two spans (re3d)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scorers.common import Row, by_id, f1, overlaps


def same_filler(gold: Sequence[int], predicted: Row) -> bool:
    """A predicted filler is right when its head touches the gold span or its phrase holds the gold span."""
    start, end = predicted["span"]
    return overlaps(gold, predicted["head"]) or (start <= gold[0] and gold[1] <= end)


def pair_triggers(gold: Sequence[Row], found: Sequence[Row]) -> dict[int, int]:
    """One to one: each gold trigger takes the first free prediction that touches it, in the order of the text; one
    whose type is accepted first."""
    taken: dict[int, int] = {}
    order = sorted(range(len(gold)), key=lambda i: (gold[i]["trigger"], i))
    for i in order:
        free = [j for j in range(len(found)) if j not in taken.values()]
        near = [j for j in free if overlaps(gold[i]["trigger"], found[j]["trigger"])]
        if near:
            taken[i] = min(near, key=lambda j: (found[j]["type"] not in gold[i]["types"], found[j]["trigger"], j))
    return taken


@dataclass(slots=True)
class _Tally:
    """Gold items answered, gold items, predictions that are right, predictions."""

    gold_hits: int = 0
    gold: int = 0
    predicted_hits: int = 0
    predicted: int = 0

    def add(self, gold_hits: int, gold: int, predicted_hits: int, predicted: int) -> None:
        self.gold_hits += gold_hits
        self.gold += gold
        self.predicted_hits += predicted_hits
        self.predicted += predicted

    def measures(self, label: str) -> dict[str, float]:
        precision = 100 * self.predicted_hits / self.predicted if self.predicted else 0.0
        recall = 100 * self.gold_hits / self.gold if self.gold else 0.0
        return {f"{label} P": precision, f"{label} R": recall, f"{label} F": f1(precision, recall)}


def score_frames(gold: Iterable[Row], predictions: Mapping[str, Row], given: bool = False) -> dict[str, float]:
    """Gold events are {trigger, types: accepted types, args: [{roles: accepted roles, span}], neutral: bool}; predicted
    ones {trigger, type, args: [{role, span, head}]}. A neutral gold event (its type has no counterpart) neither asks
    for a prediction nor makes one wrong. With `given` the trigger was handed over, so only predictions on a gold
    trigger count. `role` is over all events, `role there` over those whose trigger was found."""
    trigger, typed, role, there = _Tally(), _Tally(), _Tally(), _Tally()
    for identifier, row in by_id(gold).items():
        wanted = row["events"]
        found = predictions.get(identifier, {}).get("events", [])
        pairs = pair_triggers(wanted, found)
        paired = set(pairs.values())
        neutral = [e["trigger"] for e in wanted if e["neutral"]]
        judged = {
            j
            for j, event in enumerate(found)
            if j in paired or not (given or any(overlaps(t, event["trigger"]) for t in neutral))
        } - {j for i, j in pairs.items() if wanted[i]["neutral"]}
        real = [i for i, e in enumerate(wanted) if not e["neutral"]]
        hits = [i for i in real if i in pairs]
        right = sum(found[pairs[i]]["type"] in wanted[i]["types"] for i in hits)
        trigger.add(len(hits), len(real), len(hits), len(judged))
        typed.add(right, len(real), right, len(judged))
        for j in sorted(judged - paired):
            role.add(0, 0, 0, len(found[j]["args"]))
        for i in real:
            args = wanted[i]["args"]
            mine = found[pairs[i]]["args"] if i in pairs else []
            answered = sum(any(_same(g, a) for a in mine) for g in args)
            correct = sum(any(_same(g, a) for g in args) for a in mine)
            role.add(answered, len(args), correct, len(mine))
            if i in pairs:
                there.add(answered, len(args), correct, len(mine))
    return {
        **trigger.measures("trigger"),
        **typed.measures("trigger+type"),
        **role.measures("role"),
        **there.measures("role there"),
    }


def _same(gold: Row, predicted: Row) -> bool:
    return predicted["role"] in gold["roles"] and same_filler(gold["span"], predicted)


def score_links(gold: Iterable[Row], predictions: Mapping[str, Row], symmetric: frozenset[str]) -> dict[str, float]:
    """Links are [start, end, start, end, type]; a link is right when both ends touch and the type is the same. Types in
    `symmetric` hold both ways, so that one prediction answers both directions."""
    correct_p = correct_g = n_predicted = n_gold = 0

    def same(a: Sequence[Any], b: Sequence[Any]) -> bool:
        if a[4] != b[4]:
            return False
        if overlaps(a[0:2], b[0:2]) and overlaps(a[2:4], b[2:4]):
            return True
        return a[4] in symmetric and overlaps(a[0:2], b[2:4]) and overlaps(a[2:4], b[0:2])

    for identifier, row in by_id(gold).items():
        wanted = row["relations"]
        found = predictions.get(identifier, {}).get("relations", [])
        n_gold += len(wanted)
        n_predicted += len(found)
        correct_p += sum(any(same(p, g) for g in wanted) for p in found)
        correct_g += sum(any(same(p, g) for p in found) for g in wanted)
    precision = 100 * correct_p / n_predicted if n_predicted else 0.0
    recall = 100 * correct_g / n_gold if n_gold else 0.0
    return {"relation P": precision, "relation R": recall, "relation F": f1(precision, recall)}
