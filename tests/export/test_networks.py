"""Every format of a network holds any network, and what can be read back is read back equal, whatever the names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from lxml import etree
from tests.export.nets import Graph, material, network, networks

from conflictgraph.export.dot import write_dot
from conflictgraph.export.gexf import write_gexf
from conflictgraph.export.graphml import write_graphml
from conflictgraph.export.jsonnets import write_cx2, write_cyjs, write_node_link
from conflictgraph.export.neo4j import literal, neo4j_folder, write_cypher
from conflictgraph.export.plain import Net
from conflictgraph.export.tables import tables
from conflictgraph.export.values import Losses, attribute_types, coerce, shown, uncell, unicode_text, xml_clean

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf-1.3.rng")))


def written(write: Any, graph: nx.Graph[Any], flavor: str | None = None) -> tuple[bytes, list[str]]:
    """The bytes of a file and what the format could not hold."""
    out, of = io.BytesIO(), material(graph, flavor)
    write(of, out)
    return out.getvalue(), of.losses.sentences("X")


def files(make: Any, graph: nx.Graph[Any]) -> dict[str, str]:
    of = material(graph)
    if make is tables:
        return {name: b"".join(pieces).decode("utf-8-sig") for name, pieces in _first_two(make(of))}
    return {name: b"".join(pieces).decode("utf-8") for name, pieces in make(of)}


def _first_two(pairs: Any) -> list[Any]:
    return [next(pairs), next(pairs)]  # events and claims need a store


def plain(graph: Graph, text: Any = str) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """A network with all values as texts."""
    net = Net(graph, Losses(), text)

    def told(attributes: dict[str, Any]) -> dict[str, str]:
        return {name: text(shown(value)) for name, value in attributes.items()}

    return (
        {node.id: told(node.attributes) for node in net.nodes()},
        sorted(((edge.source, edge.target, told(edge.attributes)) for edge in net.edges()), key=sort_key),
    )


def sort_key(edge: tuple[str, str, dict[str, str]]) -> tuple[str, str, list[tuple[str, str]]]:
    return edge[0], edge[1], sorted(edge[2].items())


# --- GEXF --------------------------------------------------------------------------------------------------------


def stripped(data: bytes) -> etree._Element:
    """A GEXF file without its viz: elements."""
    root = etree.fromstring(data)
    for element in list(root.iter(f"{VIZ}*")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    return root


@settings(max_examples=60, deadline=None)
@given(networks())
def test_gexf_follows_the_grammar_and_gives_every_value_back(graph: Graph) -> None:
    data, _ = written(write_gexf, graph)
    root = stripped(data)
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    titles = {
        (group.get("class"), each.get("id")): str(each.get("title"))
        for group in root.iter(f"{GEXF}attributes")
        for each in group
    }
    nodes, edges = plain(graph, xml_clean)
    types = Net(graph, Losses(), xml_clean).edge_types()
    read = {}
    for node in root.iter(f"{GEXF}node"):
        values = {titles["node", v.get("for")]: str(v.get("value")) for v in node.iter(f"{GEXF}attvalue")}
        identifier = str(node.get("id"))
        read[identifier] = values | ({"label": str(node.get("label"))} if "label" in nodes[identifier] else {})
    assert read == nodes
    read_edges = []
    for edge in root.iter(f"{GEXF}edge"):
        values = {titles["edge", v.get("for")]: str(v.get("value")) for v in edge.iter(f"{GEXF}attvalue")}
        if types.get("weight") in (int, float) and edge.get("weight") is not None:
            values["weight"] = str(edge.get("weight"))
        read_edges.append((str(edge.get("source")), str(edge.get("target")), values))
    assert sorted(read_edges, key=sort_key) == sorted(edges, key=sort_key)
    assert len({edge.get("id") for edge in root.iter(f"{GEXF}edge")}) == graph.number_of_edges()


def test_gexf_says_when_what_colour_and_what_size() -> None:
    data, notes = written(write_gexf, network())
    root = etree.fromstring(data)
    top = root.find(f"{GEXF}graph")
    assert top is not None
    assert {name: top.get(name) for name in ("mode", "timeformat", "timerepresentation", "defaultedgetype")} == {
        "mode": "dynamic", "timeformat": "date", "timerepresentation": "interval", "defaultedgetype": "directed",
    }  # fmt: skip
    nodes = {str(node.get("id")): node for node in root.iter(f"{GEXF}node")}
    assert (nodes["E-1"].get("start"), nodes["E-1"].get("end")) == ("2024-02-09", "2024-02-11")
    assert (nodes["C-1"].get("start"), nodes["C-1"].get("end")) == ("2024-02-12", None)
    assert nodes["front"].get("start") is None
    edges = {str(edge.get("id")): edge for edge in root.iter(f"{GEXF}edge")}
    assert edges["R-1"].get("weight") == "3"
    assert edges["R-3"].get("kind") == "memberOf/former"
    assert (edges["R-3"].get("start"), edges["R-3"].get("end")) == (None, "2023-12-31")
    colour = {name: dict(node.find(f"{VIZ}color").attrib) for name, node in nodes.items()}
    assert colour["front"] != colour["kandor"] != colour["place:sarn"]
    size = {name: float(node.find(f"{VIZ}size").get("value")) for name, node in nodes.items()}
    assert size["front"] > size["kandor"] > size["vey"]
    assert notes == ["1 control character was left out, which X does not allow."]


def test_a_network_without_days_is_static_and_an_undirected_one_says_so() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "b")])
    root = stripped(written(write_gexf, graph)[0])
    assert GRAMMAR.validate(root), GRAMMAR.error_log
    assert dict(root.find(f"{GEXF}graph").attrib) == {"mode": "static", "defaultedgetype": "undirected"}
    assert nx.read_graphml(io.BytesIO(written(write_graphml, graph)[0])).is_directed() is False


def test_networkx_reads_the_types_of_gexf() -> None:
    read = nx.read_gexf(io.BytesIO(written(write_gexf, network())[0]), version="1.3")
    assert read.nodes["place:sarn"]["lat"] == 10.5
    assert read.nodes["place:sarn"]["centroid"] is False
    assert read.nodes["front"]["n_events"] == 3
    assert read.nodes["front"]["aliases"] == "NF; the Front"


# --- GraphML -----------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(networks())
def test_graphml_is_read_back_equal_by_networkx(graph: Graph) -> None:
    data, _ = written(write_graphml, graph)
    read: Any = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    net = Net(graph, Losses(), xml_clean)
    types = {"node": net.node_types(), "edge": net.edge_types()}

    def told(attributes: dict[str, Any], kind: str) -> dict[str, Any]:
        return {
            name: float(value) if types[kind][name] is float else value if types[kind][name] in (int, bool) else xml_clean(shown(value))
            for name, value in attributes.items()
        }

    assert {node: dict(read.nodes[node]) for node in read} == {node.id: told(node.attributes, "node") for node in net.nodes()}
    assert {key: (s, t, d) for s, t, key, d in read.edges(keys=True, data=True)} == {
        edge.id: (edge.source, edge.target, told(edge.attributes, "edge")) for edge in net.edges()
    }


@settings(max_examples=25, deadline=None)
@given(networks())
def test_the_flavor_of_yed_draws_every_node_and_edge_and_keeps_the_data(graph: Graph) -> None:
    data, _ = written(write_graphml, graph, "yed")
    root = etree.fromstring(data)
    y = "{http://www.yworks.com/xml/graphml}"
    labels = [each.text or "" for each in root.iter(f"{y}NodeLabel")]
    net = Net(graph, Losses(), xml_clean)
    assert labels == [xml_clean(node.label) for node in net.nodes()]
    assert len(list(root.iter(f"{y}PolyLineEdge"))) == graph.number_of_edges()
    places = [(each.get("x"), each.get("y")) for each in root.iter(f"{y}Geometry")]
    assert len(set(places)) == len(places)
    plain_data, _ = written(write_graphml, graph)
    assert sum(1 for _ in etree.fromstring(plain_data).iter("{*}data")) == sum(
        1 for each in root.iter("{*}data") if not str(each.get("key")).startswith("look")
    )


# --- JSON --------------------------------------------------------------------------------------------------------


def as_json(attributes: dict[str, Any]) -> dict[str, Any]:
    """What JSON holds of values: texts without halves of surrogate pairs, no infinity."""
    kept = {}
    for name, value in coerce(attributes, Losses()).items():
        if isinstance(value, float) and value in (float("inf"), float("-inf")):
            continue
        kept[name] = unicode_text(value) if isinstance(value, str) else [*map(unicode_text, value)] if isinstance(value, list) else value
    return kept


def renamed(attributes: dict[str, Any], own: tuple[str, ...]) -> dict[str, Any]:
    return {f"{name}_" if name in own else name: value for name, value in attributes.items()}


@settings(max_examples=60, deadline=None)
@given(networks())
def test_node_link_json_is_read_back_equal_by_networkx(graph: Graph) -> None:
    data, _ = written(write_node_link, graph)
    read: Any = nx.node_link_graph(json.loads(data), edges="links")
    assert read.is_multigraph() and read.is_directed()
    assert {unicode_text(n): dict(d) for n, d in read.nodes(data=True)} == {
        unicode_text(n): renamed(as_json(d), ("id",)) for n, d in graph.nodes(data=True)
    }
    own = ("source", "target", "key")
    assert sorted(((s, t, k) for s, t, k in read.edges(keys=True))) == sorted(
        (unicode_text(s), unicode_text(t), unicode_text(k)) for s, t, k in graph.edges(keys=True)
    )
    assert [d for *_, d in read.edges(data=True)] == [renamed(as_json(d), own) for d in ordered(graph)] or not read.edges


def ordered(graph: Any) -> list[dict[str, Any]]:
    """The data of edges in the order in which networkx gives back what it read: by first mention of the source."""
    again: Graph = nx.MultiDiGraph()
    again.add_nodes_from(sorted(graph))
    for s, t, k, d in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        again.add_edge(s, t, key=k)
        again.edges[s, t, k].update(d)
    return [d for *_, d in again.edges(data=True)]


def test_an_attribute_called_id_never_takes_the_place_of_the_id() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("a", id="wrong", name="also wrong")
    graph.add_edge("a", "a", key="k", id="wrong", source="nowhere", kind="fights")
    for write in (write_cyjs, write_node_link):
        data, notes = written(write, graph)
        text = json.dumps(json.loads(data))
        assert '"id": "a"' in text and '"id_": "wrong"' in text
        assert any("id as id_" in note and "source as source_" in note for note in notes)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_cytoscape_json_and_cx2_hold_every_value(graph: Graph) -> None:
    read = json.loads(written(write_cyjs, graph)[0])
    own = ("id", "name", "shared_name")
    held = [{k: v for k, v in node["data"].items() if k not in own} for node in read["elements"]["nodes"]]
    assert held == [renamed(as_json(node.attributes), own) for node in Net(graph, Losses()).nodes()]
    assert len({edge["data"]["id"] for edge in read["elements"]["edges"]}) == graph.number_of_edges()
    aspects: dict[str, Any] = {}
    for part in json.loads(written(write_cx2, graph)[0]):
        aspects.update(part)
    assert len(aspects["nodes"]) == len(graph) and len(aspects.get("edges", [])) == graph.number_of_edges()
    declared = aspects["attributeDeclarations"][0]
    kinds = {"string": str, "long": int, "double": (int, float), "boolean": bool, "list_of_string": list}
    for kind in ("nodes", "edges"):
        for thing in aspects.get(kind, []):
            for name, value in thing["v"].items():
                assert isinstance(value, kinds[declared[kind][name]["d"]])  # type: ignore[arg-type]
    assert aspects["status"] == [{"success": True}]


# --- CSV ---------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(networks())
def test_tables_are_read_back_equal_and_run_nowhere(graph: Graph) -> None:
    read = {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in files(tables, graph).items()}
    cells = [cell for rows in read.values() for row in rows for cell in row.values()]
    assert not [c for c in cells if c.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "|") and c.strip(" ") and not number(c)]
    nodes, edges = plain(graph, unicode_text)
    renamed_nodes = {i: {f"{n}_" if n == "id" else n: v for n, v in d.items()} for i, d in nodes.items()}
    assert {uncell(row["id"]): known(row, ("id",)) for row in read["nodes.csv"]} == {
        i: {n: v for n, v in d.items() if v} for i, d in renamed_nodes.items()
    }
    own = ("id", "source", "target", "sourceLabel", "targetLabel")
    got = [(uncell(row["source"]), uncell(row["target"]), known(row, own)) for row in read["edges.csv"]]
    wanted = [(s, t, {f"{n}_" if n in own else n: v for n, v in d.items() if v}) for s, t, d in edges]
    assert sorted(got, key=sort_key) == sorted(wanted, key=sort_key)


def known(row: dict[str, str], own: tuple[str, ...]) -> dict[str, str]:
    return {uncell(name): uncell(value) for name, value in row.items() if name not in own and value}


def number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


# --- Neo4j -------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(networks())
def test_neo4j_has_a_type_for_every_column_and_a_node_for_every_end(graph: Graph) -> None:
    read = {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in files(neo4j_folder, graph).items() if name.endswith(".csv")}
    nodes, edges = read["nodes.csv"], read["relationships.csv"]
    assert nodes[0][:2] == ["id:ID", ":LABEL"] and edges[0][:4] == [":START_ID", ":END_ID", ":TYPE", "id"]
    for table in (nodes, edges):
        assert len(set(table[0])) == len(table[0])
        assert {len(row) for row in table} == {len(table[0])}
        for column in table[0][4 if table is edges else 2 :]:
            name, _, kind = column.partition(":")
            assert name.replace("_", "a").isalnum() and name.isascii()
            assert kind in ("string", "long", "double", "boolean", "date", "string[]")
    ids = [row[0] for row in nodes[1:]]
    assert len(set(ids)) == len(ids) == len(graph)
    assert {end for row in edges[1:] for end in row[:2]} <= set(ids)
    assert all(row[2].replace("_", "A").isalnum() and row[2] for row in edges[1:])


def test_neo4j_knows_labels_relationships_days_and_lists() -> None:
    read = files(neo4j_folder, network())
    head = read["nodes.csv"].splitlines()[0].split(",")
    assert {"aliases:string[]", "first:date", "lat:double", "n_events:long", "centroid:boolean"} <= set(head)
    assert '"front","Actor;Organization"' in read["nodes.csv"]
    assert '"place:sarn","Place"' in read["nodes.csv"]
    assert '"vey","front","MEMBER_OF","R-3"' in read["relationships.csv"]
    assert "nodes.csv" in read["import.sh"] and "relationships.csv" in read["import.sh"]


def test_cypher_parts_a_text_where_an_older_parser_would_see_an_escape() -> None:
    assert literal('a"b') == '"a\\"b"'
    assert literal("x\\u0022y") == '("x\\\\" + "u0022y")'
    assert literal(["a", "b'"]) == '["a", "b\'"]'
    assert literal(2**63) == '"9223372036854775808"'
    script = written(write_cypher, network())[0].decode()
    assert script.count("MERGE (n:Thing {id: row.id})") == len({"org", "country", "person", "place", "event", "claim"})
    assert "SET n:`Actor`:`Organization`" in script and "[r:`MEMBER_OF` {id: row.id}]" in script
    assert written(write_cypher, network())[0] == script.encode()


@settings(max_examples=40, deadline=None)
@given(networks())
def test_no_text_leaves_its_quotes_in_cypher(graph: Graph) -> None:
    script = written(write_cypher, graph)[0].decode()
    left = script
    for opener in ('"',):
        parts, inside, index = [], False, 0
        while index < len(left):
            c = left[index]
            if inside and c == "\\":
                assert left[index + 1] != "u" or left[index + 2 : index + 6].isalnum()
                index += 2
                continue
            if c == opener:
                inside = not inside
            elif not inside:
                parts.append(c)
            index += 1
        assert not inside
        outside = "".join(parts)
        assert set(outside) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ \n`:;,.(){}[]=+->-")


# --- DOT ---------------------------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(networks())
def test_dot_quotes_every_text(graph: Graph) -> None:
    text = written(write_dot, graph)[0].decode()
    inside, outside, index = False, [], 0
    while index < len(text):
        c = text[index]
        if inside and c == "\\":
            index += 2
            continue
        if c == '"':
            inside = not inside
        elif not inside:
            outside.append(c)
        index += 1
    assert not inside
    lines = "".join(outside).split(";")
    assert len([line for line in lines if "->" in line]) == graph.number_of_edges()
    assert set("".join(outside)) <= set("digraphnoestylfmc=,[]{}->; \n")


def test_dot_does_not_obey_the_graphs_own_attributes() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", URL="javascript:1", color="red", shape="x")
    text, notes = written(write_dot, graph)
    assert b'"URL_"="javascript:1"' in text and b'"color_"="red"' in text
    assert any("URL as URL_" in note for note in notes)


# --- whatever the format -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [write_gexf, write_graphml, write_cyjs, write_cx2, write_node_link, write_dot, write_cypher])
def test_what_is_no_plain_value_is_named_and_the_rest_is_kept(write: Any) -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_node(1, label="one", odd=object(), nested={"a": 1}, mixed=[["x"]])
    graph.add_node("1", label="text one")
    data, notes = written(write, graph)
    assert b"one" in data and b"text one" in data
    assert "X cannot hold these attributes, which are left out: mixed, nested, odd." in notes


def test_types_of_attributes_widen_and_fall_back_to_text() -> None:
    assert attribute_types([{"a": 1, "b": True, "c": 1, "d": 2**63}, {"a": 0.5, "b": False, "c": "x"}]) == {
        "a": float, "b": bool, "c": str, "d": str,
    }  # fmt: skip
