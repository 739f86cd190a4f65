"""Networks for tests: one written out, with everything that the projections hold, and hypothesis' own with hostile names."""

from __future__ import annotations

from typing import Any, TypeAlias

import networkx as nx
from hypothesis import strategies as st

from conflictgraph.export.material import Material
from conflictgraph.export.values import Losses

Graph: TypeAlias = "nx.MultiDiGraph[str]"

HOSTILE = (
    '"quoted" & <b>bold</b>', "two\nlines\tand\r\nmore", "=HYPERLINK(1)", "+1", "-x", "@sum", "'=1", "''", "\u202eright-to-left\u200f",
    "a;b; c", "back\\slash \\u0022 \\", "]]> --> `tick` $x$ {y}", "نام", "😀", " spaced ", "", "NULL", "1.0", "true", "|pipe", "#x",
)  # fmt: skip
CONTROL = ("\x00nul", "bell\x07", "esc\x1b[31m", "\ufffe", "\x85next line")


def network() -> Graph:
    """Actors, a place, an event and a claim, with every sort of value."""
    graph: Graph = nx.MultiDiGraph(projection="whole", filters={"since": "2024"})
    graph.add_node("front", kind="organization", actor_kind="armed-group", label="Northern Front", aliases=["NF", "the Front"], n_events=3, n_claims=1)
    graph.add_node("kandor", kind="country", actor_kind="state", label="Kandor", n_events=2, n_claims=0)
    graph.add_node("vey", kind="person", actor_kind="person", label="Adan “Tiger” Vey", n_events=0, n_claims=0)
    graph.add_node("place:sarn", kind="place", label="Sarn", lat=10.5, lon=-20.25, precision="city", centroid=False)
    graph.add_node("E-1", kind="event", label="assault · Sarn", type="assault", first="2024-02-09", last="2024-02-11", killed=10, confidence=0.75, sign=-1)
    graph.add_node("C-1", kind="claim", label='=HYPERLINK("x")', words="They\nsaid <so> \x1b[31m\u202e", polarity="affirmed", first="2024-02-12")
    graph.add_edge("front", "kandor", key="fights", kind="fights", weight=3, sign=-1, quad="material-conflict", events=["E-1", "E-2"], first="2024-02-09", last="2024-03-01", killed=12, relation="R-1", sort="summed")
    graph.add_edge("front", "kandor", key="meets", kind="meets", weight=1, sign=1, events=["E-3"], first="2024-05-01", last="2024-05-01", relation="R-2", sort="summed")
    graph.add_edge("vey", "front", key="memberOf/former", kind="memberOf", weight=2, status="former", last="2023-12-31", relation="R-3", sort="stated", claims=["C-9"])
    graph.add_edge("front", "E-1", key="agent", kind="agent", weight=1, first="2024-02-09", last="2024-02-11")
    graph.add_edge("E-1", "place:sarn", key="at", kind="at", weight=1)
    graph.add_edge("C-1", "E-1", key="about", kind="about", weight=1)
    return graph


def material(graph: nx.Graph[Any], flavor: str | None = None) -> Material:
    """A network as exporters get it, for writers that ask for nothing else."""
    return Material("https://example.org/", lambda: (), lambda: graph, None, flavor=flavor, losses=Losses())  # type: ignore[arg-type]


texts = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(CONTROL), st.text(max_size=12))
# Ids are texts that hold something in every format; a graph's own ids are such.
ids = st.one_of(st.sampled_from([each for each in HOSTILE if each.strip()]), st.text("abcé<&\"'=;,\\ \u202e", min_size=1, max_size=6).filter(str.strip))
names = st.sampled_from(("label", "kind", "weight", "first", "last", "id", "source", "type", "name", "key", "events", "a b", "z:9"))
values = st.one_of(
    texts, st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False), st.lists(texts, max_size=3), st.none(),
    st.dates().map(str),
)  # fmt: skip
attributes = st.dictionaries(names, values, max_size=5)


@st.composite
def networks(draw: st.DrawFn) -> Graph:
    """Small directed multigraphs with any attributes, loops and parallel edges included."""
    graph: Graph = nx.MultiDiGraph()
    for node in draw(st.lists(ids, min_size=1, max_size=5, unique=True)):
        graph.add_node(node, **draw(attributes))
    nodes = sorted(graph)
    for _ in range(draw(st.integers(0, 5))):
        ends = draw(st.sampled_from(nodes)), draw(st.sampled_from(nodes))
        data = draw(attributes)
        key = draw(texts)
        if not graph.has_edge(*ends, key=key):
            graph.add_edge(*ends, key=key)
            graph.edges[(*ends, key)].update(data)
    return graph
