"""The formats that ship: name, title, endings, where the writer is, and what a file of it holds."""

from __future__ import annotations

from typing import Literal, NamedTuple

Holds = Literal["graph", "network", "events", "tables", "notes"]
"""The whole graph; the projection that was asked for; events alone; the projection with events and claims; notes."""


class Format(NamedTuple):
    """One row of the table; `folder` is True where it makes several files."""

    name: str
    title: str
    endings: tuple[str, ...]
    writer: str
    holds: Holds
    folder: bool = False
    flavors: tuple[str, ...] = ()


FORMATS = (
    Format("gexf", "GEXF", (".gexf",), "gexf:write_gexf", "network"),
    Format("graphml", "GraphML", (".graphml",), "graphml:write_graphml", "network", flavors=("yed",)),
    Format("cyjs", "Cytoscape JSON", (".cyjs",), "jsonnets:write_cyjs", "network"),
    Format("cx2", "CX2", (".cx2",), "jsonnets:write_cx2", "network"),
    Format("node-link", "Node-link JSON", (".json",), "jsonnets:write_node_link", "network"),
    Format("dot", "DOT", (".dot", ".gv"), "dot:write_dot", "network"),
    Format("cypher", "Cypher", (".cypher",), "neo4j:write_cypher", "network"),
    Format("neo4j", "Neo4j CSV in a folder", (), "neo4j:neo4j_folder", "network", folder=True),
    Format("csv", "CSV tables in a folder", (), "tables:tables", "tables", folder=True),
    Format("zip", "CSV tables in a zip file", (".zip",), "tables:write_zip", "tables"),
    Format("events-csv", "CSV of events", (".csv",), "tables:write_events", "events"),
    Format("geojson", "GeoJSON", (".geojson",), "maps:write_geojson", "events"),
    Format("kml", "KML", (".kml",), "maps:write_kml", "events"),
    Format("timelinejs", "TimelineJS JSON", (".timeline.json",), "timelinejs:write_timeline", "events"),
    Format("parquet", "Parquet", (".parquet",), "datasets:write_parquet", "events"),
    Format("acled", "Parquet in ACLED's columns", (".acled.parquet",), "datasets:write_acled", "events"),
    Format("ucdp", "Parquet in UCDP's columns", (".ucdp.parquet",), "datasets:write_ucdp", "events"),
    Format("ego", "The picture of an actor's ties", (".ego.svg",), "pictures.ego:write_ego", "network"),
    Format("timeline", "The picture of events in time", (".timeline.svg",), "pictures.timeline:write_timeline", "events"),
    Format("map", "The map of events", (".map.svg",), "pictures.map:write_map", "events", flavors=("killed",)),
    Format("obsidian", "Markdown notes in a folder", (), "notes:notes", "notes", folder=True),
    Format("turtle", "Turtle", (".ttl",), "rdf:write_turtle", "graph"),
    Format("ntriples", "N-Triples", (".nt",), "rdf:write_ntriples", "graph"),
    Format("nquads", "N-Quads", (".nq",), "rdf:write_nquads", "graph"),
    Format("trig", "TriG", (".trig",), "rdf:write_trig", "graph"),
    Format("rdfxml", "RDF/XML", (".rdf", ".owl"), "rdf:write_rdfxml", "graph"),
    Format("jsonld", "JSON-LD", (".jsonld",), "rdf:write_jsonld", "graph"),
)

HELD = {
    "graph": "the whole graph",
    "network": "a network",
    "events": "events",
    "tables": "nodes, edges, events, claims",
    "notes": "actors, places, events, claims",
}


def listing() -> str:
    """The formats as lines for a help text: endings or `a folder`, name, what a file holds."""
    lines = []
    for form in FORMATS:
        endings = " ".join(form.endings) or "a folder"
        lines.append(f"{endings:<15} {form.name:<11} {form.title}: {HELD[form.holds]}")
    return "\n".join(lines)
