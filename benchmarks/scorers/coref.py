"""Clusterings against true ones: MUC, B-cubed, CEAF-e and their mean, as CoNLL-2012 scores coreference; false merges and splits.

A clustering is a list of sets of mentions. Key and response may hold different mentions: what the response lacks costs
recall, what it has beyond the key costs precision. All figures are percentages. MUC: Vilain et al. 1995; B-cubed: Bagga
and Baldwin 1998; CEAF-e with the φ4 similarity: Luo 2005.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

import networkx as nx

Clusters = Sequence[frozenset[Hashable]]


def f_score(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _muc(one: Clusters, other: Clusters) -> float:
    """Links of `one` that `other` has, too."""
    of = {m: n for n, c in enumerate(other) for m in c}
    kept = sum(len(c) - len({of[m] for m in c if m in of}) - sum(1 for m in c if m not in of) for c in one)
    return _share(kept, sum(len(c) - 1 for c in one))


def _b_cubed(one: Clusters, other: Clusters) -> float:
    """How much of its cluster in `one` each mention finds around itself in `other`."""
    of = {m: c for c in other for m in c}
    found = sum(len(c & of[m]) / len(c) for c in one for m in c if m in of)
    return _share(found, sum(len(c) for c in one))


def _ceaf(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Precision and recall of the best one-to-one alignment of clusters."""
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    of = {m: n for n, c in enumerate(response) for m in c}
    for n, c in enumerate(key):
        for k in sorted({of[m] for m in c if m in of}):
            graph.add_edge(("key", n), ("response", k), weight=2 * len(c & response[k]) / (len(c) + len(response[k])))
    total = sum(graph[a][b]["weight"] for a, b in nx.max_weight_matching(graph))
    return _share(total, len(response)), _share(total, len(key))


def scores(key: Clusters, response: Clusters) -> dict[str, float]:
    """Precision, recall and F of the three measures, and `CoNLL F`, the mean of the three F."""
    out: dict[str, float] = {}
    ceaf = _ceaf(key, response)
    for name, (precision, recall) in (
        ("MUC", (_muc(response, key), _muc(key, response))),
        ("B-cubed", (_b_cubed(response, key), _b_cubed(key, response))),
        ("CEAF-e", ceaf),
    ):
        out |= {f"{name} P": precision, f"{name} R": recall, f"{name} F": f_score(precision, recall)}
    out["CoNLL F"] = sum(out[f"{name} F"] for name in ("MUC", "B-cubed", "CEAF-e")) / 3
    return out


def false_pairs(key: Clusters, response: Clusters) -> tuple[list[tuple[Hashable, Hashable]], list[tuple[Hashable, Hashable]]]:
    """Pairs of mentions that the response makes one and the key does not, and the other way round; of mentions in both."""
    true, told = ({m: n for n, c in enumerate(side) for m in c} for side in (key, response))
    both = sorted(set(true) & set(told), key=repr)
    merged = [(a, b) for a, b in combinations(both, 2) if told[a] == told[b] and true[a] != true[b]]
    split = [(a, b) for a, b in combinations(both, 2) if told[a] != told[b] and true[a] == true[b]]
    return merged, split
