"""How a network changed between two windows of time: pairs that are new, gone, or of another sign."""

from __future__ import annotations

from dataclasses import dataclass

from conflictgraph.network.bonds import NEITHER, Bond, Network, bonds
from conflictgraph.query.rows import Ref

APPEARED, VANISHED, TURNED = "appeared", "vanished", "turned"
CHANGES = (TURNED, APPEARED, VANISHED)


@dataclass(frozen=True, slots=True)
class Change:
    """A pair that changed: `before` is what linked it in the first window, `after` in the second, None for nothing. `turned`
    means that its sign did (see `bonds.sign_of`), from, to, or by way of `mixed`; pairs that were or are `neither` do not turn."""

    a: Ref
    b: Ref
    change: str
    before: Bond | None
    after: Bond | None


def change(before: Network, after: Network) -> list[Change]:
    """The changes from one network to another: pairs that turned, then appeared, then vanished, the weightiest first."""
    was, now = bonds(before), bonds(after)
    found = []
    for each in was.keys() | now.keys():
        old, new = was.get(each), now.get(each)
        if old is None and new is not None:
            found.append(Change(new.a, new.b, APPEARED, None, new))
        elif new is None and old is not None:
            found.append(Change(old.a, old.b, VANISHED, old, None))
        elif old is not None and new is not None and old.sign != new.sign and NEITHER not in (old.sign, new.sign):
            found.append(Change(new.a, new.b, TURNED, old, new))
    found.sort(key=lambda row: (CHANGES.index(row.change), -_weight(row), row.a.id, row.b.id))
    return found


def _weight(row: Change) -> int:
    return sum(bond.weight for bond in (row.before, row.after) if bond is not None)
