"""Communities: one seed, one answer, whatever the order of edges; what is not installed is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from tests.network.drawn import EDGES, drawn, net

from conflictgraph.errors import StopRun
from conflictgraph.network.bonds import bonds, plain
from conflictgraph.network.communities import METHODS, communities

ROOT = Path(__file__).resolve().parents[2]
TWO = [(a, b, -1, f"E-{a}{b}") for group in ("abcd", "wxyz") for a in group for b in group if a < b]
CAMPS = net(*TWO, ("d", "w", 1, "E-1"), ("a", "b", 1, "E-2 E-3"), lone={})


@pytest.mark.parametrize("method", METHODS)
def test_two_camps_with_one_tie_between_are_two(method: str) -> None:
    found = communities(CAMPS, method)
    assert [[actor.id for actor in each.actors] for each in found.communities] == [list("abcd"), list("wxyz")]
    first, second = found.communities
    assert (first.number, first.size, first.inside, first.outside) == (1, 4, 8, 1)
    assert (second.number, second.size, second.inside, second.outside) == (2, 4, 6, 1)
    assert found.modularity == pytest.approx(14 / 15 - (17**2 + 13**2) / 30**2, abs=1e-6)


@pytest.mark.parametrize("method", METHODS)
def test_a_higher_resolution_makes_smaller_groups(method: str) -> None:
    assert len(communities(CAMPS, method, resolution=9).communities) > 2


@pytest.mark.parametrize("method", METHODS)
@given(edges=EDGES)
def test_each_linked_actor_is_in_one_group_and_order_changes_nothing(method: str, edges: list[tuple[str, str, int, set[str]]]) -> None:
    found = communities(drawn(edges), method)
    members = [actor.id for each in found.communities for actor in each.actors]
    assert sorted(members) == sorted(plain(bonds(drawn(edges))))
    sizes = [each.size for each in found.communities]
    assert sizes == sorted(sizes, reverse=True)
    assert communities(drawn(edges[::-1]), method).communities == found.communities


@pytest.mark.parametrize("method", METHODS)
def test_a_run_with_another_hash_seed_gives_the_same_groups(method: str) -> None:
    code = (
        "import networkx as nx; from conflictgraph.network.communities import communities\n"
        "g = nx.MultiDiGraph()\n"
        "for a, b in nx.gnm_random_graph(60, 130, seed=4).edges: g.add_edge(f'n{a}', f'n{b}', kind='fights', sign=-1, weight=1, events=[f'E-{a}.{b}'])\n"
        f"print(communities(g, {method!r}))"
    )
    said = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "graph")}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_a_network_without_ties_has_no_communities() -> None:
    assert communities(net(a={})).communities == ()


def test_leiden_without_its_library_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "graspologic_native", None)
    with pytest.raises(StopRun, match=r"pip install 'conflictgraph\[leiden\]'"):
        communities(CAMPS, "leiden")


def test_an_unknown_method_or_a_backend_that_does_not_do_it_is_told() -> None:
    with pytest.raises(StopRun, match="“infomap” is no method; there are louvain and leiden"):
        communities(CAMPS, "infomap")
    with pytest.raises(StopRun, match="“networkx” does not compute leiden_communities"):
        communities(CAMPS, "leiden", backend="networkx")
