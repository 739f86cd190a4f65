"""How sure the reading of an event is, from how sure the readings of its claims are."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod


def combined(readings: Iterable[tuple[str, float]]) -> float:
    """The confidence of an event, 0..1 to four decimals, out of (voice, confidence) of the claims that it is made from.

    Of one voice the surest reading counts, since its words are the same; several voices make it surer as independent
    witnesses do: one minus the product of the doubts (“noisy or”). It does not depend on the order, and says nothing about
    the truth of what is claimed.
    """
    best: dict[str, float] = {}
    for voice, confidence in readings:
        best[voice] = max(best.get(voice, 0.0), min(1.0, max(0.0, confidence)))
    return round(1.0 - prod(sorted(1.0 - c for c in best.values())), 4) + 0.0 if best else 0.0
