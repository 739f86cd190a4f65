"""Who matters in a network of actors, by five measures.

- `degree`: with how many others an actor is linked.
- `weighted`: by how many events and stated ties.
- `pagerank`: who is acted on, spoken to and joined by those who matter themselves (Page, Brin, Motwani & Winograd 1999), along
  the direction of the edges, each by its weight.
- `betweenness`: on how many of the shortest chains between others an actor lies (Brandes 2001); beyond `EXACT`
  actors estimated from `PIVOTS` of them (Brandes & Pich 2007), evenly spaced in the order of ids.
- `eigenvector`: who is linked with those who matter themselves (Bonacich 1987), each link by its weight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from conflictgraph.errors import StopRun
from conflictgraph.network.bonds import Bond, Bonds, Network, actor_kind, around, between, bonds, plain, ref
from conflictgraph.query.rows import Ref

if TYPE_CHECKING:
    import networkx as nx

MEASURES = ("degree", "weighted", "pagerank", "betweenness", "eigenvector")
EXACT, PIVOTS = 1_500, 100
DAMPING, TOLERANCE, ROUNDS = 0.85, 1e-6, 100
"""PageRank's share of following an edge, the change a node at which it has settled, and the most rounds; as in networkx."""
Tell: TypeAlias = Callable[[str], None]
Scores: TypeAlias = Mapping[str, float]
_DIGITS = 12
"""Scores are compared and given to so many places, so that noise in the last ones breaks no tie."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An actor in its place: those of one score share it, in the order of ids. `neighbors` counts the others it is linked with,
    `weight` the events and stated ties."""

    rank: int
    actor: Ref
    actor_kind: str
    score: float
    neighbors: int
    weight: int


def rank(
    graph: Network, by: str = "degree", backend: str | None = None, limit: int | None = None, tell: Tell | None = None
) -> list[Ranked]:
    """Actors that are linked with at least one other, by a measure (see above), the highest first, equal ones by id.

    `backend` is handed to networkx, which dispatches to a library of that name; `tell` hears where scores are estimates. Raises StopRun for an unknown measure or
    backend, for one that does not compute the measure, and where eigenvector centrality does not settle.
    """
    if by not in MEASURES:
        raise StopRun(f"“{by}” is no measure; there are {', '.join(MEASURES)}.")
    linked = bonds(graph)
    near = around(linked)
    scores = _scores(graph, linked, near, by, backend)
    weights = {actor: sum(bond.weight for bond in near[actor].values()) for actor in near}
    if tell is not None and by == "betweenness" and backend is None and len(near) > EXACT:
        tell(f"Of {len(near):,} actors betweenness is estimated, from the chains that start at {PIVOTS} of them.")
    ordered = sorted(near, key=lambda actor: (-scores[actor], actor))
    places = dict.fromkeys(ordered[:1], 1)
    for number, (before, actor) in enumerate(pairwise(ordered), 2):
        places[actor] = places[before] if scores[actor] == scores[before] else number
    return [
        Ranked(places[actor], ref(graph, actor), actor_kind(graph, actor), scores[actor], len(near[actor]), weights[actor])
        for actor in ordered[:limit]
    ]


def _scores(
    graph: Network, linked: Bonds, near: Mapping[str, Mapping[str, Bond]], by: str, backend: str | None
) -> dict[str, float]:
    if by in ("degree", "weighted") and backend is not None:
        raise StopRun(f"To count for “{by}” no backend is needed; they compute pagerank, betweenness and eigenvector.")
    if not near:
        return {}
    if by == "degree":
        return {actor: len(others) for actor, others in near.items()}
    if by == "weighted":
        return {actor: sum(bond.weight for bond in others.values()) for actor, others in near.items()}
    measure = {"pagerank": _pagerank, "betweenness": _betweenness, "eigenvector": _eigenvector}[by]
    found = measure(graph, linked, backend)
    return {actor: round(float(score), _DIGITS) for actor, score in found.items()}


def _pagerank(graph: Network, linked: Bonds, backend: str | None) -> Scores:
    directed = arrows(graph, linked)
    if backend in (None, "networkx"):
        return pagerank(directed)
    import networkx as nx

    options = {"weight": "weight", "alpha": DAMPING, "tol": TOLERANCE, "max_iter": ROUNDS}
    found: Scores = dispatched(nx.pagerank, directed, backend, **options)
    return found


def _betweenness(graph: Network, linked: Bonds, backend: str | None) -> Scores:
    import networkx as nx

    undirected = plain(linked)
    if backend is None and len(undirected) > EXACT:
        return _between_pivots(undirected)
    found: Scores = dispatched(nx.betweenness_centrality, undirected, backend)
    return found


def _between_pivots(graph: nx.Graph[str], pivots: int = PIVOTS) -> Scores:
    """Betweenness from some sources only, scaled up to all of them. networkx would draw them; evenly spaced needs no seed."""
    import networkx as nx

    nodes = list(graph)
    sources = [nodes[number * len(nodes) // pivots] for number in range(pivots)]
    found = nx.betweenness_centrality_subset(graph, sources, nodes)
    pairs = (len(nodes) - 1) * (len(nodes) - 2) / 2
    return {actor: score * len(nodes) / pivots / pairs for actor, score in found.items()}


def _eigenvector(graph: Network, linked: Bonds, backend: str | None) -> Scores:
    import networkx as nx

    found: Scores = dispatched(nx.eigenvector_centrality, plain(linked), backend, weight="weight", max_iter=1_000)
    return found


def arrows(graph: Network, linked: Bonds) -> nx.DiGraph[str]:
    """The actors that have a bond, with one edge each way: `weight` counts the events and stated ties, each once."""
    import networkx as nx

    events: dict[tuple[str, str], set[str]] = {}
    stated: dict[tuple[str, str], int] = {}
    for source, target, _, data in between(graph):
        events.setdefault((source, target), set()).update(data.get("events", ()))
        if not data.get("events"):
            stated[source, target] = stated.get((source, target), 0) + 1
    directed: nx.DiGraph[str] = nx.DiGraph()
    directed.add_nodes_from(sorted({end for each in linked for end in each}))
    directed.add_weighted_edges_from((*edge, len(events[edge]) + stated.get(edge, 0)) for edge in sorted(events))
    return directed


def pagerank(graph: nx.DiGraph[str]) -> dict[str, float]:
    """PageRank by power iteration, as networkx computes it where scipy is installed: the same damping, start, treatment of
    actors without an edge out (they pass on to all alike) and stop. Scores sum up to 1."""
    import numpy as np

    nodes = list(graph)
    place = {node: number for number, node in enumerate(nodes)}
    n = len(nodes)
    if not n:
        return {}
    edges = [(place[a], place[b], float(data["weight"])) for a, b, data in graph.edges(data=True)]
    source = np.array([a for a, _, _ in edges], dtype=np.int64)
    target = np.array([b for _, b, _ in edges], dtype=np.int64)
    weight = np.array([w for _, _, w in edges], dtype=np.float64)
    out = np.bincount(source, weight, n)
    share = weight / out[source]
    last = out == 0
    score = np.full(n, 1 / n)
    for _ in range(ROUNDS):
        before = score
        passed = np.bincount(target, before[source] * share, n)
        score = DAMPING * (passed + before[last].sum() / n) + (1 - DAMPING) / n
        if np.abs(score - before).sum() < n * TOLERANCE:
            return dict(zip(nodes, score.tolist(), strict=True))
    raise StopRun(f"PageRank did not settle within {ROUNDS} rounds on this network; a narrower one may.")


def dispatched(function: Callable[..., Any], graph: nx.Graph[Any], backend: str | None, **options: Any) -> Any:
    """A function of networkx, computed by a backend where one is named; StopRun for what can go wrong there."""
    import networkx as nx

    name = function.__name__
    if backend is not None:
        known = sorted({"networkx", *nx.config.backends})
        if backend not in known:
            raise StopRun(f"There is no networkx backend “{backend}” here; installed: {', '.join(known)}.")
        options["backend"] = backend
    try:
        return function(graph, **options)
    except nx.PowerIterationFailedConvergence:
        raise StopRun("Eigenvector centrality does not settle on this network; pagerank always does.") from None
    except NotImplementedError:
        raise StopRun(f"The networkx backend “{backend}” does not compute {name}.") from None
    except ImportError as error:
        raise StopRun(f"The networkx backend “{backend or 'networkx'}” cannot be used for {name}: {error}.") from None
