"""A graph that is put together with dicts that share their keys is the one that networkx itself would make, and as plain."""

from __future__ import annotations

import copy
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from random import Random
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictgraph.network.building import Builder, Edge, Ends, Post, Sink, Strand, by_source, ends, give, slim
from conflictgraph.network.spool import PIECE, Spool

NAMES = st.sampled_from("abcdefghijklm")
DATA = st.dictionaries(st.sampled_from(("kind", "weight", "claims", "odd name")), st.one_of(st.integers(), st.text(max_size=3), st.tuples(st.text(max_size=2))), max_size=4)
EDGES = st.dictionaries(st.tuples(NAMES, NAMES, st.sampled_from(("fights", "meets", "aids"))), DATA, max_size=40)


def fill(sink: Sink, edges: dict[tuple[str, str, str], dict[str, Any]]) -> None:
    told: list[Edge] = [(*key, dict(data)) for key, data in edges.items()]
    rows = by_source(told)
    for node in sorted(ends(rows) | {"alone"}, reverse=True):
        sink.node(node, {"label": node.upper()})
    give(sink, rows)


def expected(edges: dict[tuple[str, str, str], dict[str, Any]]) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted({end for a, b, _ in edges for end in (a, b)} | {"alone"}):
        graph.add_node(node, label=node.upper())
    for a, b, key in sorted(edges):
        graph.add_edge(a, b, key=key)
        graph.edges[a, b, key].update(edges[a, b, key])
    return graph


def told(graph: nx.MultiDiGraph[str]) -> Any:
    return (
        list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), [list(graph.predecessors(n)) for n in graph],
        list(graph.in_edges(keys=True, data=True)),
    )  # fmt: skip


@given(EDGES)
def test_a_graph_is_the_one_that_networkx_makes_of_the_same_nodes_and_edges(edges: dict[tuple[str, str, str], dict[str, Any]]) -> None:
    builder = Builder()
    fill(builder, edges)
    graph = builder.graph()
    assert type(graph) is nx.MultiDiGraph
    assert told(graph) == told(expected(edges))
    assert told(nx.MultiDiGraph(graph)) == told(graph) == told(copy.deepcopy(graph)) == told(pickle.loads(pickle.dumps(graph)))


def between(post: Callable[[str], Post], rows: Iterable[tuple[str, str, dict[str, Any]]]) -> Ends:
    """The other ends of some edges (end, key, attributes), each once."""
    return [(post(end), {key: data for _, key, data in some}) for end, some in groupby(rows, itemgetter(0))]


def hung(sink: Sink, rows: list[Edge], strands: str) -> Iterator[Strand]:
    """Nodes with their edges, those to each other aside."""
    for each in sorted({end for a, b, *_ in rows for end in (a, b)}.intersection(strands)):
        into = between(sink.origin, [(a, key, data) for a, b, key, data in rows if b == each and a not in strands])
        yield each, {"label": each.upper()}, into, between(sink.goal, [(b, key, data) for a, b, key, data in rows if a == each and b not in strands])


@given(EDGES, st.sets(NAMES))
def test_nodes_that_were_expected_come_where_they_belong_and_the_others_not_at_all(edges: dict[tuple[str, str, str], dict[str, Any]], out: set[str]) -> None:
    """Articles lead to who published them, claims to articles: `a` to `e` are expected, `f` to `j` strands."""
    rows: list[Edge] = [(a, b, key, dict(data)) for (a, b, key), data in sorted(edges.items()) if (a in "abcde" and b in "lm") or (a in "fghij" and b in "abcdek") or (a in "klm" and b in "fghij")]
    rows = [row for row in rows if not out.intersection(row[:2])]
    there = {end for row in rows for end in row[:2]}
    builder, spool = Builder(), Spool()
    for sink in (builder, spool):
        sink.expect("abcde")
        sink.strands(hung(sink, [row for row in rows if row[0] not in "abcde"], "fghij"))
        sink.strands(
            (each, {"label": each.upper()}, (), between(sink.goal, [(b, key, data) for a, b, key, data in rows if a == each]))
            for each in "abcde" if each in there
        )  # fmt: skip
        for node in {"alone", *there}.difference("abcdefghij"):
            sink.node(node, {"label": node.upper()})
    graph = builder.graph()
    assert told(graph) == told(expected({(a, b, key): data for a, b, key, data in rows}))
    assert list(spool.nodes()) == [(node, graph.nodes[node]) for node in graph]
    assert list(spool.edges()) == list(graph.edges(keys=True, data=True))


def test_an_edge_without_its_nodes_is_no_graph() -> None:
    builder = Builder()
    builder.expect("ab")
    builder.strands([("c", {}, (), [(builder.goal("a"), {"in": {}})])])
    with pytest.raises(AssertionError, match="without its nodes"):
        builder.graph()


@given(EDGES, st.sampled_from(("fgh", "dfgm", "abcm", "")))
def test_it_is_the_same_graph_where_some_nodes_come_with_their_edges(edges: dict[tuple[str, str, str], dict[str, Any]], strands: str) -> None:
    builder, spool = Builder(), Spool()
    for sink in (builder, spool):
        rows: list[Edge] = [(*key, dict(data)) for key, data in sorted(edges.items())]
        for row in rows:
            if row[0] in strands and row[1] in strands:
                sink.edge(*row)
        sink.strands(hung(sink, rows, strands))
        for row in rows:
            if row[0] not in strands and row[1] not in strands:
                sink.edge(*row)
        for node in {"alone", *(end for a, b, _ in edges for end in (a, b))}.difference(strands):
            sink.node(node, {"label": node.upper()})
    graph = builder.graph()
    assert told(graph) == told(expected(edges))
    assert list(spool.nodes()) == [(node, graph.nodes[node]) for node in graph]
    assert list(spool.edges()) == list(graph.edges(keys=True, data=True))


@given(EDGES, st.randoms())
def test_it_is_the_same_graph_in_whatever_order_edges_come(edges: dict[tuple[str, str, str], dict[str, Any]], chance: Random) -> None:
    builder = Builder()
    ways = [*edges]
    chance.shuffle(ways)
    for way in ways:
        builder.edge(*way, dict(edges[way]))
    for node in {"alone", *(end for a, b, _ in edges for end in (a, b))}:
        builder.node(node, {"label": node.upper()})
    graph = builder.graph()
    assert told(graph) == told(expected(edges))
    inner: Any = graph
    assert all(inner._succ[a][b] is inner._pred[b][a] for a, b in graph.edges())


def test_what_is_done_to_such_a_graph_is_done_to_one_node_or_edge_alone() -> None:
    builder = Builder()
    fill(builder, {(a, "hub", "fights"): {"kind": "fights", "weight": 1} for a in "abcdefghijklm"})
    graph = builder.graph()
    graph.nodes["a"]["score"] = 3
    graph["a"]["hub"]["fights"]["weight"] = 9
    graph.add_edge("a", "b", key="meets", weight=2)
    graph.remove_edge("c", "hub", key="fights")
    graph.remove_node("d")
    assert "score" not in graph.nodes["b"]
    assert graph["b"]["hub"]["fights"] == {"kind": "fights", "weight": 1}
    assert list(graph["a"]) == ["hub", "b"]
    assert list(graph["b"]) == ["hub"]
    assert list(graph["c"]) == []
    assert graph.in_degree("hub") == 11


def test_dicts_that_share_their_keys_are_plain_and_smaller() -> None:
    made = [slim(dict.fromkeys("abcdefghijkl", n)) for n in range(100)][-1]
    assert type(made) is dict
    assert made == dict.fromkeys("abcdefghijkl", 99)
    assert sys.getsizeof(made) < sys.getsizeof(dict(made.items())) / 2
    made.update(dict.fromkeys("nopqrstuvwxyz0123456789", 0))
    assert list(made)[:3] == ["a", "b", "c"]
    assert slim({"a": 1}) == {"a": 1}


@given(EDGES, st.integers(1, 7))
def test_a_network_on_disk_is_gone_through_in_order_as_often_as_is_wanted(edges: dict[tuple[str, str, str], dict[str, Any]], piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("conflictgraph.network.spool.PIECE", piece)
        spool = Spool()
        fill(spool, edges)
        graph = expected(edges)
        for _ in range(2):
            assert list(spool.nodes()) == [(each, graph.nodes[each]) for each in graph]
            assert list(spool.edges()) == list(graph.edges(keys=True, data=True))
        both = list(zip(spool.nodes(), spool.nodes(), strict=True))
        assert all(one == other for one, other in both)
        assert (len(spool), spool.size) == (len(graph), graph.number_of_edges())


def test_a_network_on_disk_may_be_larger_than_what_is_sorted_at_once() -> None:
    spool = Spool()
    for number in range(2 * PIECE, -1, -1):
        spool.node(f"{number:09}", {"n": number})
    assert [data["n"] for _, data in spool.nodes()] == list(range(2 * PIECE + 1))
