"""The command path: how two actors are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from conflictgraph.cli.filters import filter_options
from conflictgraph.cli.frame import examples, format_options, graph_option, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conflictgraph.network.filters import NetworkFilters
    from conflictgraph.network.paths import Way

_COLUMNS = ["path", "step", "from", "fromLabel", "to", "toLabel", "kind", "direction", "status", "sort", "events", "claims", "first", "last", "killed"]


@click.command(
    epilog=examples(
        'conflictgraph path "Taliban" "NATO"',
        "conflictgraph path Taliban NATO --k 3 --only conflict",
        "conflictgraph path Taliban NATO --all-up-to 3",
        "conflictgraph path Taliban NATO --in-time --since 2015",
    )
)
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--k", type=click.IntRange(min=1), metavar="N", help="The N shortest ways in place of the shortest.")
@click.option("--all-up-to", "up_to", type=click.IntRange(min=1), metavar="L", help="All ways of at most L steps.")
@click.option("--in-time", is_flag=True, help="Along dated events, each over before the next: the way that arrives first.")
@click.option("--cap", type=click.IntRange(min=1), default=100, show_default=True, metavar="N", help="With --all-up-to at most N ways.")
@filter_options()
@format_options("table", "json", "jsonl", "csv", "tsv")
@click.option("--limit", type=click.IntRange(min=0), metavar="N",
              help="At most N events and claims a step of the table; 0 for all. Unless stated, 3, and 1 where there are several ways.")  # fmt: skip
@graph_option
@click.pass_context
def path(
    ctx: click.Context,
    start: str,
    end: str,
    k: int | None,
    up_to: int | None,
    in_time: bool,
    cap: int,
    filters: NetworkFilters,
    form: str,
    limit: int | None,
    graph: str | None,
) -> None:
    """Show how two actors are linked, event by event.

    The shortest way, and among those of one length the one over the weightiest ties; ties that are denied are not walked. In time,
    what has no date is not walked.
    """
    from conflictgraph.cli.output import emit_flat, emit_json, say
    from conflictgraph.network.paths import Way
    from conflictgraph.query.plain import to_json

    if (k is not None) + (up_to is not None) + in_time > 1:
        raise click.UsageError("Give one of --k, --all-up-to and --in-time.")
    if up_to is None and ctx.get_parameter_source("cap") is not ParameterSource.DEFAULT:
        raise click.UsageError("--cap is for --all-up-to.")
    several = k is not None or up_to is not None
    with opened(ctx, graph) as g:
        if several:
            ways = g.paths(start, end, k or 1, up_to, cap, **filters)
        else:
            steps = tuple(g.path(start, end, in_time, **filters))
            ways = [Way(1, len(steps), steps)]
        if form in ("json", "jsonl"):
            emit_json([to_json(each) for each in (ways if several else ways[0].steps)], form)
        elif form in ("csv", "tsv"):
            emit_flat(_COLUMNS, _rows(ways), form)
        else:
            from conflictgraph.cli.prose import path as one
            from conflictgraph.cli.prose import paths as many

            lines = many(ways, g.short, _most(limit, 1)) if several else one(ways[0].steps, g.short, _most(limit, 3))
            for line in lines:
                say(line)


def _most(limit: int | None, usual: int) -> int | None:
    return usual if limit is None else limit or None


def _rows(ways: Iterable[Way]) -> list[dict[str, Any]]:
    """A row for each tie of each step; of a step in time that walks an event, one for the event."""
    rows: list[dict[str, Any]] = []
    for way in ways:
        for number, step in enumerate(way.steps, 1):
            ends = {
                "path": way.number, "step": number, "from": step.from_.id, "fromLabel": step.from_.label, "to": step.to.id,
                "toLabel": step.to.label,
            }  # fmt: skip
            for stated in step.ties:
                tie = stated.tie
                rows.append(
                    {
                        **ends, "kind": tie.kind, "direction": "out" if tie.from_.id == step.from_.id else "in", "status": tie.status,
                        "sort": tie.sort, "events": tie.events, "claims": tie.claims, "first": tie.first or tie.earliest,
                        "last": tie.last or tie.latest, "killed": tie.killed,
                    }
                )
            if not step.ties:
                rows += [
                    {**ends, "kind": each.event.type, "sort": "event", "events": 1, "first": each.event.earliest, "last": each.event.latest}
                    for each in step.events
                ]
    return rows
