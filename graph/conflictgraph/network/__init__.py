"""A graph as networks for networkx (`projections`, with `filters`), and what is asked of them: who is linked with whom.

Made out of rows (`query`), never out of triples, so that any store can be walked. networkx is imported where it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from conflictgraph.query.rows import Ref, TieRow

if TYPE_CHECKING:
    import networkx as nx

    MultiDiGraph: TypeAlias = "nx.MultiDiGraph[str]"


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A tie of an actor, seen from it: `direction` is `out` where it goes out from the actor, `in` where it comes in."""

    neighbor: Ref
    direction: str
    tie: TieRow


def neighbors(actor: str, ties: Iterable[TieRow]) -> list[Neighbor]:
    """The ties of one actor (an id), in the order given."""
    found = []
    for tie in ties:
        if tie.from_.id == actor:
            found.append(Neighbor(tie.to, "out", tie))
        elif tie.to.id == actor:
            found.append(Neighbor(tie.from_, "in", tie))
    return found
