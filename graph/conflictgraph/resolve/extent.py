"""Accounts of more than an incident: a figure counted over a time ("200 killed in March"), a battle of several days, what is done
again and again. They are told apart from the incidents in them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from conflictgraph.graphmodel import Facts
from conflictgraph.resolve.claims import Draft
from conflictgraph.resolve.tables import is_battle, is_sum, is_tally

Sort = Literal["sum", "long", "habit"]


def _days(f: Facts) -> int | None:
    if f.earliest is None or f.latest is None:
        return None
    return (date.fromisoformat(f.latest) - date.fromisoformat(f.earliest)).days + 1


def sort_of(d: Draft) -> Sort | None:
    """Does a claim tell of a habit ("continue to ambush convoys"), of a sum over a time, or of a battle of several days? What happened on one day is neither,
    whatever else its sentence counts."""
    if "+habit" in d.claim.rule:
        return "habit"
    days = _days(d.claim.facts)
    if days == 1:
        return None
    if is_sum(d.words) or (days is not None and days > 8 and is_tally(d.words)):
        return "sum"
    return "long" if is_battle(d.words) else None
