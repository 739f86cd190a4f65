"""Toponyms: found exactly or overlapping, and resolved to within 161 km (a hundred miles) of the gold point."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scorers.common import Row, by_id, overlaps, prf

EARTH = 6371.0  # mean radius, km
FARTHEST = 20039.0  # half the Earth's girth, km: the error of a place without coordinates
NEAR = 161.0


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres along the great circle (haversine)."""
    p, q = math.radians(lat1), math.radians(lat2)
    x = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(x)))


def nearest(place: Sequence[Any], found: Sequence[Sequence[Any]], used: set[int]) -> int | None:
    """The overlapping prediction with the closest borders that no other gold place has taken."""
    best: int | None = None
    least = math.inf
    for j, other in enumerate(found):
        if j not in used and overlaps(other, place):
            apart = abs(other[0] - place[0]) + abs(other[1] - place[1])
            if apart < least:
                best, least = j, apart
    return best


def score_places(gold: Iterable[Row], predictions: Mapping[str, Row]) -> dict[str, float]:
    """Places are [start, end, name, lat, lon, …]. Resolution is judged on gold places that have coordinates and that
    were tagged (overlapping); `recall@161` is over all gold places that have coordinates. AUC is of ln(km + 1) over its
    largest value: lower is better."""
    exact = overlapping = n_predicted = n_gold = n_points = 0
    errors: list[float] = []
    for identifier, row in by_id(gold).items():
        wanted = row["places"]
        found = predictions.get(identifier, {}).get("places", [])
        n_gold += len(wanted)
        n_predicted += len(found)
        n_points += sum(place[3] is not None for place in wanted)
        exact += len({(p[0], p[1]) for p in wanted} & {(p[0], p[1]) for p in found})
        used: set[int] = set()
        for place in wanted:
            j = nearest(place, found, used)
            if j is None:
                continue
            used.add(j)
            overlapping += 1
            if place[3] is not None:
                other = found[j]
                known = len(other) > 4 and other[3] is not None
                errors.append(distance(place[3], place[4], other[3], other[4]) if known else FARTHEST)
    result: dict[str, float] = {}
    for name, hits in (("exact", exact), ("overlap", overlapping)):
        for part, value in zip(("P", "R", "F"), prf(hits, n_predicted, n_gold), strict=True):
            result[f"{name} {part}"] = value
    errors.sort()
    near = sum(error <= NEAR for error in errors)
    n = len(errors)
    result["acc@161"] = 100 * near / n if n else 0.0
    result["median km"] = errors[n // 2] if n else FARTHEST
    result["AUC"] = sum(math.log(e + 1) / math.log(FARTHEST + 1) for e in errors) / n if n else 1.0
    result["recall@161"] = 100 * near / n_points if n_points else 0.0
    return result
