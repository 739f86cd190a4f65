"""A network for Neo4j: a folder of CSV files for `neo4j-admin database import`, or a Cypher script for a running database.

In the CSV files texts stand in quotes throughout, so that an empty text is one and not nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import IO

from conflictgraph.export.material import Material
from conflictgraph.export.plain import Edge, Net, Node
from conflictgraph.export.values import Losses, Value, apart, attribute_types, dates, finite, shown, unicode_text

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", list: "string[]"}
_ACTORS = frozenset({"person", "organization", "country"})
_BATCH = 500
_SCRIPT = """#!/bin/sh
# Loads this folder into a new database. Run it where neo4j-admin is installed, while the database is stopped:
#   sh import.sh [DATABASE]
cd "$(dirname "$0")" || exit 1
exec neo4j-admin database import full "${1:-neo4j}" --nodes=nodes.csv --relationships=relationships.csv --multiline-fields=true
"""


def neo4j_folder(material: Material) -> Iterator[tuple[str, Iterator[bytes]]]:
    """(file name, content in pieces): nodes.csv, relationships.csv, import.sh."""
    net = Net(material.net(), material.losses)
    yield "nodes.csv", _node_lines(net)
    yield "relationships.csv", _edge_lines(net)
    yield "import.sh", iter([_SCRIPT.encode()])


def _node_lines(net: Net) -> Iterator[bytes]:
    def properties() -> Iterator[dict[str, Value]]:
        return (_properties(node.attributes, ("id",), net.losses) for node in net.nodes())

    head, types = _columns(properties)
    yield _line(["id:ID", ":LABEL", *head])
    for node, values in zip(net.nodes(), properties(), strict=True):
        cells = [_cell(values.get(name), kind, net.losses) for name, kind in types.items()]
        yield _line([_quoted(node.id), _quoted(";".join(labels(node))), *cells])


def _edge_lines(net: Net) -> Iterator[bytes]:
    def properties() -> Iterator[dict[str, Value]]:
        return (_properties(edge.attributes, ("id",), net.losses) for edge in net.edges())

    head, types = _columns(properties)
    yield _line([":START_ID", ":END_ID", ":TYPE", "id", *head])
    for edge, values in zip(net.edges(), properties(), strict=True):
        cells = [_cell(values.get(name), kind, net.losses) for name, kind in types.items()]
        ends = [_quoted(edge.source), _quoted(edge.target), _quoted(relationship(edge)), _quoted(edge.id)]
        yield _line([*ends, *cells])


def _columns(properties: Callable[[], Iterator[dict[str, Value]]]) -> tuple[list[str], dict[str, str]]:
    """The heads of the columns, `name:type`, and the types by name."""
    types = attribute_types(properties())
    days = dates(properties())
    kinds = {name: "date" if name in days and kind is str else _TYPES[kind] for name, kind in types.items()}
    return [f"{name}:{kind}" for name, kind in kinds.items()], kinds


def _properties(attributes: Mapping[str, Value], own: tuple[str, ...], losses: Losses) -> dict[str, Value]:
    """Attributes under names that need no quotes in Cypher."""
    out: dict[str, Value] = {}
    for name, value in apart(finite(attributes, losses), own, losses).items():
        safe = re.sub(r"[^A-Za-z0-9_]", "_", name) or "_"
        safe = safe if not safe[0].isdigit() else f"_{safe}"
        while safe in out or (safe != name and safe in attributes):
            safe += "_"
        if safe != name:
            losses.renamed(name, safe)
        out[safe] = value
    return out


def labels(node: Node) -> list[str]:
    """`Actor` and the class of an actor, else the kind of thing: `Event`, `Place` …"""
    kind = str(node.attributes.get("kind", "thing"))
    safe = re.sub(r"[^A-Za-z0-9]+", " ", kind).title().replace(" ", "") or "Thing"
    return ["Actor", safe] if kind in _ACTORS else [safe]


def relationship(edge: Edge) -> str:
    """`memberOf` → `MEMBER_OF`, from the kind of the edge."""
    kind = str(edge.attributes.get("kind", edge.key) or "linked")
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind)
    return re.sub(r"[^A-Za-z0-9]+", "_", words).strip("_").upper() or "LINKED"


def _line(cells: Iterable[str]) -> bytes:
    return (",".join(cells) + "\n").encode("utf-8")


def _quoted(text: str) -> str:
    return '"' + unicode_text(text).replace('"', '""') + '"'


def _cell(value: Value | None, kind: str, losses: Losses) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and kind == "string[]":
        if any(";" in each for each in value):
            losses.count("list{s} of texts had semicolons in a text, which stand as commas: Neo4j parts lists with them.")
            value = [each.replace(";", ",") for each in value]
        return _quoted(";".join(value))
    return shown(value) if kind in ("long", "double", "boolean", "date") else _quoted(shown(value))


# --- Cypher ------------------------------------------------------------------------------------------------------


def write_cypher(material: Material, out: IO[bytes]) -> None:
    """Statements that merge nodes by id and relationships by id, so that running the script again changes nothing."""
    net = Net(material.net(), material.losses)
    losses = material.losses

    def write(text: str) -> None:
        out.write(unicode_text(text).encode("utf-8"))

    write("CREATE CONSTRAINT conflictgraph_id IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;\n")
    for group in sorted({tuple(labels(node)) for node in net.nodes()}):
        rows = (
            (node.id, _properties(node.attributes, ("id",), losses)) for node in net.nodes() if tuple(labels(node)) == group
        )
        named = ":".join(f"`{each}`" for each in group)
        for batch in _batches(_row({"id": i}, p) for i, p in rows):
            write(f"UNWIND [\n{batch}\n] AS row MERGE (n:Thing {{id: row.id}}) SET n += row.properties SET n:{named};\n")
    for kind in sorted({relationship(edge) for edge in net.edges()}):
        edges = (edge for edge in net.edges() if relationship(edge) == kind)
        rows_ = (
            _row({"source": e.source, "target": e.target, "id": e.id}, _properties(e.attributes, ("id",), losses))
            for e in edges
        )
        for batch in _batches(rows_):
            write(
                f"UNWIND [\n{batch}\n] AS row MATCH (a:Thing {{id: row.source}}) MATCH (b:Thing {{id: row.target}})"
                f" MERGE (a)-[r:`{kind}` {{id: row.id}}]->(b) SET r += row.properties;\n"
            )


def _batches(rows: Iterator[str]) -> Iterator[str]:
    while batch := list(islice(rows, _BATCH)):
        yield ",\n".join(batch)


def _row(ids: Mapping[str, str], properties: Mapping[str, Value]) -> str:
    own = ", ".join(f"{name}: {literal(value)}" for name, value in ids.items())
    rest = ", ".join(f"`{name}`: {literal(value)}" for name, value in sorted(properties.items()))
    return f"{{{own}, properties: {{{rest}}}}}"


def literal(value: Value) -> str:
    """A value in Cypher. Where a text holds a backslash before a u the literal is parted there: older parsers replace
    `\\u0022` before they look for the end of a text."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        pieces = re.split(r"(?<=\\)(?=u)", value)
        parts = [json.dumps(piece, ensure_ascii=False) for piece in pieces]
        return " + ".join(parts) if len(parts) == 1 else f"({' + '.join(parts)})"
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        return json.dumps(str(value))
    return shown(value)
