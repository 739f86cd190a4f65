"""How kinds of nodes and edges look where a format says so: colours that people with colour blindness tell apart
(Okabe and Ito 2008), sizes that grow with the logarithm of events, shapes."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

from conflictgraph.export.values import Value

ACTOR_COLOURS = {
    "state": "#0072B2", "state-force": "#56B4E9", "armed-group": "#D55E00", "international": "#009E73",
    "organization": "#CC79A7", "person": "#E69F00", "group": "#B8A93A", "role": "#B8A93A",
}  # fmt: skip
KIND_COLOURS = {
    "person": "#E69F00", "organization": "#CC79A7", "country": "#0072B2", "actor": "#B8A93A", "place": "#4F9D69",
    "event": "#8C564B", "claim": "#999999", "article": "#666666", **ACTOR_COLOURS,
}  # fmt: skip
OTHER = "#999999"
CONFLICT, COOPERATION, NEITHER = "#B2182B", "#2166AC", "#8A8A8A"

# GEXF's and Cytoscape's shapes have the same sense: who acts is round, where and what happened has corners.
SHAPES = {"place": "triangle", "event": "diamond", "claim": "square", "article": "square", "country": "square"}

_CONFLICT = frozenset(
    "fights threatens accuses coerces sanctions rejects protestsAgainst mobilizesAgainst enemyOf denies contradicts".split()
)
_COOPERATION = frozenset(
    "agrees meets supports concedesTo cooperatesWith aids allyOf supporterOf memberOf worksFor".split()
)


def colour(attributes: Mapping[str, Value]) -> str:
    """A node's colour, `#RRGGBB`, by the kind of actor or else of thing."""
    for name in ("actor_kind", "kind"):
        found = KIND_COLOURS.get(str(attributes.get(name)))
        if found:
            return found
    return OTHER


def size(attributes: Mapping[str, Value]) -> float:
    """A node's size, from 8 on: it grows by 4 with each doubling of its events (or killed)."""
    for name in ("n_events", "events", "killed", "speakers"):
        value = attributes.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf"):
            return round(8 + 4 * log2(1 + value), 2)
    return 8.0


def shape(attributes: Mapping[str, Value]) -> str:
    """A node's shape: `disc`, `square`, `triangle` or `diamond`."""
    return SHAPES.get(str(attributes.get("kind")), "disc")


def sign(attributes: Mapping[str, Value]) -> int:
    """-1 for an edge of conflict, 1 for one of cooperation, 0 for neither; by its kind where it does not say so."""
    told, kind = attributes.get("sign"), str(attributes.get("kind"))
    if told == -1 or (told is None and kind in _CONFLICT):
        return -1
    if told == 1 or (told is None and kind in _COOPERATION):
        return 1
    return 0


def edge_colour(attributes: Mapping[str, Value]) -> str:
    """Red for conflict, blue for cooperation, grey for neither."""
    return (NEITHER, COOPERATION, CONFLICT)[sign(attributes)]


def thickness(attributes: Mapping[str, Value]) -> float:
    """An edge's width, from 1 on, by the logarithm of its weight."""
    weight = attributes.get("weight")
    if isinstance(weight, (int, float)) and not isinstance(weight, bool) and 1 <= weight < float("inf"):
        return round(1 + log2(weight) / 2, 2)
    return 1.0


def rgb(colour: str) -> tuple[int, int, int]:
    """`#RRGGBB` as three numbers up to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
