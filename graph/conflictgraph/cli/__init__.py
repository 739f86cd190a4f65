"""The command line: parse, call the public face (`api`), print. Data goes to standard output, all else to standard error."""

from __future__ import annotations

import click

from conflictgraph import __version__
from conflictgraph.cli import changes, dyads, judging, listings, network, queries, sides, surroundings, things, ways
from conflictgraph.cli.frame import DEFAULT, Commands, examples


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "conflictgraph add articles/", "conflictgraph events --actor Taliban --since 2015-02", "conflictgraph disputes"
    ),
)
@click.option("--graph", metavar="DIR", help=f"The graph's folder (else CONFLICTGRAPH_GRAPH, else ./{DEFAULT}).")
@click.version_option(__version__, prog_name="conflictgraph")
def cli(graph: str | None) -> None:
    """News articles about armed conflict, as a knowledge graph in which every fact leads to the words it came from."""


for _command in (
    *(changes.add, changes.retract, changes.reread, changes.rebuild, changes.check, changes.log, changes.extract),
    *(listings.articles, listings.events, listings.actors, listings.places, listings.claims, listings.stats),
    *(things.show, things.why, things.disputes),
    *(judging.same, judging.different, judging.unsure, judging.undo, judging.judgements, judging.review),
    judging.why_same,
    *(judging.grade, judging.grades, judging.policy),
    *(surroundings.neighbors, surroundings.ego, ways.path, network.rank, network.communities, sides.allies, sides.enemies, network.balance),
    *(sides.common, network.bridges, network.change, dyads.dyads, dyads.timeline, queries.query, queries.export),
):
    cli.add_command(_command)


def main() -> None:
    """The entry point of the command `conflictgraph`."""
    cli(prog_name="conflictgraph")
