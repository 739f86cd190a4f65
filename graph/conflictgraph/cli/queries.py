"""Commands for other tools: query (SPARQL) and export."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from conflictgraph.cli.filters import PROJECTIONS as _PROJECTIONS
from conflictgraph.cli.filters import filter_options
from conflictgraph.cli.frame import Number, examples, format_options, graph_option, least_options, opened
from conflictgraph.export.formats import listing

if TYPE_CHECKING:
    from conflictgraph.api import Graph

_QUERY = "SELECT ?a (COUNT(*) AS ?n) { ?e a cg:Event ; cg:agent ?a } GROUP BY ?a ORDER BY DESC(?n)"


@click.command(
    epilog=examples(
        f"conflictgraph query '{_QUERY}'", "conflictgraph query --example events -p actor Taliban -p since 2015-02"
    )
)
@click.argument("query", required=False)
@format_options("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld", "rdfxml")
@click.option("-p", "--param", "params", nargs=2, multiple=True, metavar="NAME VALUE", help="A value for a variable.")
@click.option("--example", metavar="NAME", help="Ask a query that ships, in place of QUERY.")
@click.option("--list-examples", is_flag=True, help="List the queries that ship, with their parameters.")
@click.option(
    "--timeout", type=Number(min=0, min_open=True), default=60.0, show_default=True, metavar="SECONDS",
    help="Stop a query that takes longer.",
)  # fmt: skip
@graph_option
@click.pass_context
def query(
    ctx: click.Context,
    query: str | None,
    form: str,
    params: tuple[tuple[str, str], ...],
    example: str | None,
    list_examples: bool,
    timeout: float,
    graph: str | None,
) -> None:
    """Ask the graph in SPARQL 1.1.

    QUERY is a query, a file that holds one, or - for standard input. The prefixes cg: cgt: cgs: skos: schema: oa: wgs: and
    actor: event: place: claim: article: are known. The formats turtle, ntriples, jsonld and rdfxml are for CONSTRUCT and
    DESCRIBE; json is the SPARQL results format. With --example, names and dates do as values.
    """
    from conflictgraph.cli.output import warn
    from conflictgraph.sparqlout import render

    if list_examples:
        _list()
        return
    if (query is None) == (example is None):
        raise click.UsageError("Give a query, or --example NAME (--list-examples names them).")
    values = dict(params)
    with opened(ctx, graph) as g:
        if example is not None:
            result = g.example(example, values, timeout)
        else:
            result = g.sparql(_text(query or ""), values, timeout)
        text = render(result, form)
        click.echo(_harmless(text) if form != "json" else text, nl=False)
        if result.kind == "rows" and not result.rows and form == "table":
            warn("Nothing fits.")


def _harmless(text: str) -> str:
    """Whatever the format, no terminal finds anything to obey; lines and tabs stay."""
    from conflictgraph.sparqlout import visible

    if text.isprintable():
        return text
    return "".join(c if c in "\n\t\r" or c.isprintable() else visible(c) for c in text)


def _list() -> None:
    from conflictgraph.cli.output import say
    from conflictgraph.triples.named import named_queries

    for named in named_queries().values():
        takes = ", ".join(f"{p.name}{'?' if p.optional else ''} ({p.type})" for p in named.parameters)
        say(f"{named.name:16} {named.description}")
        if takes:
            say(f"{'':16} takes {takes}")


def _text(given: str) -> str:
    """A query, or what a file or standard input holds."""
    from conflictgraph.errors import StopRun

    if given == "-":
        return sys.stdin.read()
    if "{" in given or "\n" in given or len(given) > 1000:
        return given
    path = Path(given)
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        if path.suffix in (".rq", ".sparql") or "/" in given:
            raise StopRun(f"There is no file {given}.") from None
        return given
    except (OSError, ValueError) as error:
        raise StopRun(f"The file {given} cannot be read: {error}.") from None


_EXPORT = f"""Write the graph to a file for other tools.

The ending picks the format, or --format names it:

\b
{listing()}

PATH - with --format is standard output. What a format cannot hold is told on standard error.
"""


@click.command(
    help=_EXPORT,
    epilog=examples(
        "conflictgraph export network.gexf",
        "conflictgraph export around.graphml --flavor yed --ego Taliban",
        "conflictgraph export who-where.gexf --projection actor-place --since 2015",
        "conflictgraph export events.geojson --place Helmand --since 2015-02",
        "conflictgraph export ego.svg --ego Taliban",
        "conflictgraph export tables/ --format csv",
    )
)
@click.argument("path")
@click.option("-f", "--format", "form", metavar="FORMAT", help="The format, where the ending does not say it.")
@click.option("--projection", metavar="KIND", help=f"Which network: {', '.join(_PROJECTIONS)}.")
@click.option("--ego", metavar="NAME", help="Of a network only this actor, and those it is linked with.")
@click.option("--radius", type=click.IntRange(min=1), metavar="N", help="With --ego those at most N steps away; 1 unless stated.")
@click.option("--actor", metavar="NAME", help="Only events with this actor as a party; for formats that hold events.")
@filter_options("speakers", "confidence")
@click.option("--flavor", metavar="NAME", help="A variant of the format: yed of GraphML, killed of map.")
@least_options
@click.option("--force", is_flag=True, help="Replace files that exist.")
@graph_option
@click.pass_context
def export(
    ctx: click.Context,
    /,
    path: str,
    form: str | None,
    min_speakers: int,
    min_confidence: float,
    min_grade: str | None,
    force: bool,
    graph: str | None,
    filters: dict[str, Any],
    **chosen: Any,
) -> None:
    """Write the graph to a file for other tools (its help, which lists the formats, is above)."""
    from conflictgraph.cli.output import warn

    with opened(ctx, graph) as g:
        if min_speakers or min_confidence or min_grade is not None:
            g = g.part(min_speakers, min_confidence, min_grade)
        choice = {**chosen, **filters}
        notes = _to_stdout(g, form, choice) if path == "-" else g.export(path, form, force, **choice)
        for note in notes:
            warn(note)


def _to_stdout(graph: Graph, form: str | None, choice: Mapping[str, Any]) -> list[str]:
    """The whole of it is made before the first byte goes out, so that a failure leaves no half output."""
    import contextlib
    import tempfile

    from conflictgraph.errors import StopRun
    from conflictgraph.export import exporter_for, prepare
    from conflictgraph.exporting import asked

    exporter = exporter_for("-", form, choice.get("ego") is not None)
    if exporter.folder:
        raise StopRun(f"The format “{exporter.name}” makes several files; name a folder for them.")
    rest: Any = {name: value for name, value in choice.items() if name not in ("ego", "radius", "flavor", "projection")}
    exporter.heed(choice.get("flavor"), choice.get("ego") is not None, asked(choice.get("projection"), choice.get("radius"), rest))
    material = graph.material(events=exporter.holds != "network", **choice)
    with contextlib.closing(material), tempfile.SpooledTemporaryFile(max_size=1 << 24) as buffer:
        prepare(exporter, material)
        exporter.write(material, buffer)
        buffer.seek(0)
        out = sys.stdout.buffer
        while piece := buffer.read(1 << 16):
            out.write(piece)
    return material.losses.sentences(exporter.title)
