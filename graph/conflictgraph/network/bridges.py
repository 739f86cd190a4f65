"""Where a network would fall apart: the pairs and the actors that alone hold parts of it together (Hopcroft & Tarjan 1973)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from conflictgraph.network.bonds import Bond, Network, actor_kind, bonds, pair, plain, ref
from conflictgraph.query.rows import Ref


@dataclass(frozen=True, slots=True)
class Bridge:
    """A bond without which its part of the network falls in two: `side_a` and `side_b` actors, those on the sides of its ends."""

    bond: Bond
    side_a: int
    side_b: int


@dataclass(frozen=True, slots=True)
class Cut:
    """An actor without which its part of the network falls apart: into pieces of so many actors each, the largest first."""

    actor: Ref
    actor_kind: str
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bridges:
    """Bridges and articulation actors, those that cut off most first. `actors` are linked with others, in `parts` parts between
    which there is no way; `pendant` bridges and actors cut off fewer than was asked for and are not listed."""

    actors: int
    parts: int
    bridges: tuple[Bridge, ...]
    cuts: tuple[Cut, ...]
    pendant: int


_Node: TypeAlias = tuple[str, str | int]
"""An actor (`("actor", id)`) or a block (`("block", number)`) of the tree of blocks."""


def bridges(graph: Network, least: int = 2) -> Bridges:
    """The bridges and articulation actors of a network, ties taken whichever way they point, that cut off at least `least`
    actors: a bridge to an actor that has no other tie cuts off one."""
    import networkx as nx

    linked = bonds(graph)
    undirected = plain(linked)
    blocks: Any = nx.biconnected_components(undirected)  # sets of nodes; published types say otherwise
    tree = _blocks(sorted(sorted(block) for block in blocks))
    cut_off = _pieces(tree)
    edges, cuts = [], []
    for node, pieces in cut_off.items():
        kind, value = node
        if kind == "block":
            ends = [str(actor) for _, actor in tree[node]]
            if len(ends) == 2:
                edges.append(Bridge(linked[pair(*ends)], pieces[0], pieces[1]))
        elif len(pieces) > 1:
            actor = str(value)
            cuts.append(Cut(ref(graph, actor), actor_kind(graph, actor), tuple(sorted(pieces, reverse=True))))
    edges.sort(key=lambda each: (-min(each.side_a, each.side_b), -each.bond.weight, each.bond.a.id, each.bond.b.id))
    cuts.sort(key=lambda each: (-sum(each.pieces[1:]), each.pieces, each.actor.id))
    shown = [each for each in edges if min(each.side_a, each.side_b) >= least]
    telling = [each for each in cuts if sum(each.pieces[1:]) >= least]
    pendant = len(edges) - len(shown) + len(cuts) - len(telling)
    return Bridges(len(undirected), nx.number_connected_components(undirected), tuple(shown), tuple(telling), pendant)


def _blocks(blocks: Sequence[Sequence[str]]) -> dict[_Node, list[_Node]]:
    """The tree of blocks: each block, in the order of its actors, is a neighbour of its actors."""
    tree: dict[_Node, list[_Node]] = {}
    for number, block in enumerate(blocks):
        for actor in block:
            tree.setdefault(("block", number), []).append(("actor", actor))
            tree.setdefault(("actor", actor), []).append(("block", number))
    return tree


def _pieces(tree: Mapping[_Node, Sequence[_Node]]) -> dict[_Node, list[int]]:
    """How many actors hang on each neighbour of each node of a forest, in the order of its neighbours."""
    above: dict[_Node, _Node | None] = {}
    held: dict[_Node, int] = {}
    total: dict[_Node, int] = {}
    for root in tree:
        if root in above:
            continue
        above[root] = None
        order = [root]
        for node in order:  # grows as it is walked
            for each in tree[node]:
                if each not in above:
                    above[each] = node
                    order.append(each)
        for node in reversed(order):
            held[node] = (node[0] == "actor") + sum(held[each] for each in tree[node] if each != above[node])
        total |= dict.fromkeys(order, held[root])
    return {
        node: [total[node] - held[node] if each == above[node] else held[each] for each in tree[node]] for node in tree
    }
