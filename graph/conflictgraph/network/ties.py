"""Edges of a network of relations as rows."""

from __future__ import annotations

from conflictgraph.network.bonds import Network, ref
from conflictgraph.query.rows import TieRow


def tie_rows(graph: Network) -> list[TieRow]:
    """The edges of a network of `relations` or `ties`, the weightiest first."""
    rows = []
    for source, target, data in graph.edges(data=True):
        stated = data["sort"] == "stated"
        first, last = data.get("first"), data.get("last")
        rows.append(
            TieRow(
                data["relation"], ref(graph, source), ref(graph, target), data["kind"], data["status"], data["sort"],
                first if stated else None, last if stated else None, len(data.get("events", ())),
                None if stated else first, None if stated else last, data.get("killed"), data.get("at_least", False),
                len(data.get("claims", ())) if stated else 0,
            )
        )  # fmt: skip
    rows.sort(key=lambda row: (-row.weight, -row.claims, row.from_.label, row.kind, row.to.label, row.id))
    return rows
