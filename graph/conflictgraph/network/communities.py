"""Groups of actors that have more to do with each other than with the rest: Louvain and Leiden, always with one seed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conflictgraph.errors import StopRun
from conflictgraph.network.bonds import Network, around, bonds, plain, ref
from conflictgraph.network.rank import dispatched
from conflictgraph.query.rows import Ref

if TYPE_CHECKING:
    import networkx as nx

METHODS = ("louvain", "leiden")
SEED = 0
TRIALS = 10
"""How often Leiden begins anew; the best is kept."""


@dataclass(frozen=True, slots=True)
class Community:
    """A group: its actors, those with most ties inside first, the events and stated ties among them, and those with others."""

    number: int
    size: int
    inside: int
    outside: int
    actors: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Communities:
    """A network in groups, the largest first. `modularity` (Newman & Girvan 2004) is the share of what links actors that lies
    within groups, less what would by chance: 0 is none, above 0.3 is a clear division. Actors without a tie are in no group."""

    method: str
    resolution: float
    modularity: float
    communities: tuple[Community, ...]


def communities(
    graph: Network, method: str = "louvain", resolution: float = 1.0, backend: str | None = None
) -> Communities:
    """Groups by `louvain` (Blondel, Guillaume, Lambiotte & Lefebvre 2008) or `leiden` (Traag, Waltman & van Eck 2019), whose
    groups are always connected in themselves. Ties count by their weight, whichever way they point. A higher `resolution` makes smaller groups.

    Louvain is networkx's, Leiden graspologic-native's (extra `leiden`); `backend` hands either to a backend of networkx. Raises
    StopRun where that is not installed, or does not compute it.
    """
    if method not in METHODS:
        raise StopRun(f"“{method}” is no method; there are {' and '.join(METHODS)}.")
    linked = bonds(graph)
    undirected = plain(linked)
    names = list(undirected)
    # By number, not by name: sets of whole numbers come in one order, sets of names in another on every run.
    numbered: nx.Graph[int] = _numbered(undirected, names)
    if not names:
        return Communities(method, resolution, 0.0, ())
    parts = _parts(numbered, method, resolution, backend)
    import networkx as nx

    modularity = nx.community.modularity(numbered, parts, weight="weight", resolution=resolution)
    near = around(linked)

    def community(number: int, members: Iterable[str]) -> Community:
        group = frozenset(members)
        inside = {a: sum(bond.weight for other, bond in near[a].items() if other in group) for a in group}
        total = sum(bond.weight for a in group for bond in near[a].values())
        within = sum(inside.values())
        ordered = sorted(group, key=lambda actor: (-inside[actor], actor))
        return Community(number, len(group), within // 2, total - within, tuple(ref(graph, actor) for actor in ordered))

    groups = sorted(([names[each] for each in sorted(part)] for part in parts), key=lambda group: (-len(group), group))
    return Communities(
        method, resolution, round(float(modularity), 6), tuple(community(n, group) for n, group in enumerate(groups, 1))
    )


def _numbered(graph: nx.Graph[str], names: Sequence[str]) -> nx.Graph[int]:
    import networkx as nx

    number = {name: n for n, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    numbered.add_weighted_edges_from(
        sorted((*sorted((number[a], number[b])), data["weight"]) for a, b, data in graph.edges(data=True))
    )
    return numbered


def _parts(graph: nx.Graph[int], method: str, resolution: float, backend: str | None) -> list[set[int]]:
    import networkx as nx

    if method == "leiden" and backend is None:
        return _leiden(graph, resolution)
    function = nx.community.louvain_communities if method == "louvain" else nx.community.leiden_communities
    found = dispatched(function, graph, backend, weight="weight", resolution=resolution, seed=SEED)
    return [set(part) for part in found]


def _leiden(graph: nx.Graph[int], resolution: float) -> list[set[int]]:
    try:
        from graspologic_native import leiden
    except ImportError:
        raise StopRun(
            "Leiden needs a library that is not installed: pip install 'conflictgraph[leiden]' (Louvain needs none)."
        ) from None
    edges = [(str(a), str(b), float(data["weight"])) for a, b, data in graph.edges(data=True)]
    _, member = leiden(edges, resolution=resolution, seed=SEED, trials=TRIALS)
    parts: dict[int, set[int]] = {}
    for node, group in member.items():
        parts.setdefault(group, set()).add(int(node))
    return [parts[group] for group in sorted(parts)]
