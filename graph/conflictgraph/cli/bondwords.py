"""Bonds, triads and lists of ids in a few words, and as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from conflictgraph.network.bonds import CONFLICT, Bond
from conflictgraph.network.signs import Side, Triad
from conflictgraph.query import words as w

Short: TypeAlias = Callable[[str], str]
_SHOWN = 2  # of a list in a cell of a table


def summed(bond: Bond | Side | None) -> str:
    """`conflict 3, cooperation 1`; `other 2` where there is neither."""
    if bond is None:
        return ""
    parts = [f"{name} {n:,}" for name, n in (("conflict", bond.conflict), ("cooperation", bond.cooperation)) if n]
    if bond.neither:
        parts.append(f"other {bond.neither:,}")
    return ", ".join(parts)


def signed(bond: Bond) -> str:
    """`−3` for a pair in conflict, `+2` for one in cooperation, with what speaks against it: `−3 (+1)`."""
    minus, plus = f"−{bond.conflict:,}", f"+{bond.cooperation:,}"
    first, second = (minus, plus) if bond.sign == CONFLICT else (plus, minus)
    return first if second[1:] == "0" else f"{first} ({second})"


def behind(events: Sequence[str], claims: Sequence[str], short: Short) -> str:
    """The first ids of the events and then of the stating claims, and how many more there are."""
    ids = (*events, *claims)
    more = f" +{len(ids) - _SHOWN:,}" if len(ids) > _SHOWN else ""
    return " ".join(short(each) for each in ids[:_SHOWN]) + more


def how(side: Side) -> str:
    """`direct`, or the triads: `enemy of its enemy Islamic State`."""
    if not side.through:
        return side.sort
    # Those that speak for what the side is said to be come first; of a mixed one as they are.
    ways = sorted(side.through, key=lambda triad: triad.speaks_for != side.sign)
    more = f" +{len(ways) - _SHOWN:,}" if len(ways) > _SHOWN else ""
    return "; ".join(map(triad_words, ways[:_SHOWN])) + more


def triad_words(triad: Triad) -> str:
    """`enemy of its ally NATO`: what the third is to the one between, and that one to the actor asked about."""
    word = {True: "enemy", False: "ally"}
    return f"{word[triad.second == CONFLICT]} of its {word[triad.first == CONFLICT]} {triad.through.label}"


def columns_of(prefix: str) -> list[str]:
    """The columns that `flat` gives for a bond."""
    return [f"{prefix}{name}" for name in ("Sign", "Conflict", "Cooperation", "Neither", "First", "Last", "Events", "Claims")]


def flat(prefix: str, bond: Bond | None) -> dict[str, Any]:
    """A bond as columns that begin with a prefix."""
    if bond is None:
        return {}
    values = (
        bond.sign, bond.conflict, bond.cooperation, bond.neither, bond.first, bond.last,
        "; ".join(bond.events) or None, "; ".join(bond.claims) or None,
    )  # fmt: skip
    return dict(zip(columns_of(prefix), values, strict=True))


def when(bond: Bond | Side) -> str:
    """The days between which it happened or held."""
    return w.when(bond.first, bond.last)
